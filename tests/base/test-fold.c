/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/fold.h"

static void
test_fold (void)
{
  static const struct
  {
    const char *text, *folded;
  } cases[] = {
    { "", "" },
    { NULL, "" },
    { "Forum", "forum" },
    { "Kulturförvaltningen", "kulturforvaltningen" },
    { "ÅÄÖåäö", "aaoaao" },
    { "Hälsa-, vård- och omsorg", "halsa-, vard- och omsorg" },
    { "  two \t\n words  ", "two words" },
    { "  två \t\n ord  ", "tva ord" },
    { "1\u00a0234\u202f567", "1 234 567" },
    { "a\u030a\u0308 O\u0308", "a o" },                     /* marks of their own */
    { "\u212b \ufb01n \u2460 \u00bd", "a fin 1 1\u20442" }, /* compatibility forms */
    { "Straße ΣΊΣΥΦΟΣ", "strasse σισυφοσ" },
    { "Łódź København Æthelred œuvre", "lodz kobenhavn aethelred oeuvre" },
    { "İstanbul ılık", "istanbul ilik" },
    { "Việt Nam", "viet nam" },
    { "МОСКВА", "москва" },
    { "日本語", "日本語" },
    { "soft\u00adhyphen zero\u200bwidth", "softhyphen zerowidth" },
    { "bad\xff"
      "byte",
      "bad\ufffd"
      "byte" },
    { "\u00a0\u2003", "" },
    { "“quoted” – 50 %", "“quoted” – 50 %" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folded = sam_fold (cases[i].text);
      g_assert_cmpstr (folded, ==, cases[i].folded);
      g_autofree char *again = sam_fold (folded);
      g_assert_cmpstr (again, ==, folded);
    }
}

static void
test_contains (void)
{
  g_assert_true (sam_fold_contains ("kulturforvaltningen", "forvaltning"));
  g_assert_true (sam_fold_contains ("kultur", ""));
  g_assert_false (sam_fold_contains ("kultur", "kulturen"));
}

static void
test_every_character (void)
{
  /* No character may fold to something that folds differently, or is not UTF-8. */
  for (gunichar c = 1; c < 0x30000; c++)
    {
      char text[8] = { 0 };
      if (!g_unichar_validate (c))
        continue;
      g_unichar_to_utf8 (c, text);
      g_autofree char *folded = sam_fold (text);
      g_autofree char *again = sam_fold (folded);
      g_assert_true (g_utf8_validate (folded, -1, NULL));
      if (g_strcmp0 (folded, again) != 0)
        g_error ("U+%04X folds to %s and then to %s", c, folded, again);
    }
}

static void
test_collate (void)
{
  static const char *const ordered[] = {
    "",         "10",    "9",      "Adam",  "adam",         "Adam Bertil",
    "Adamsson", "Émile", "Emilia", "Vera",  "wera",         "Xerxes",
    "zebra",    "Zorn",  "zzz",    "Åberg", "A\u030aberga", "Åström",
    "Äng",      "Öberg", "Ørsted", "Östra", "Москва",
  };
  for (guint i = 0; i < G_N_ELEMENTS (ordered); i++)
    for (guint j = 0; j < G_N_ELEMENTS (ordered); j++)
      {
        int expected = (i > j) - (i < j);
        g_test_message ("%s and %s", ordered[i], ordered[j]);
        g_assert_cmpint (sam_collate (ordered[i], ordered[j]), ==, expected);
      }
  /* ü stands with y in the Swedish alphabet. */
  g_assert_cmpint (sam_collate ("Müller", "Mxyz"), >, 0);
  g_assert_cmpint (sam_collate ("Müller", "Mz"), <, 0);
  g_assert_cmpint (sam_collate ("a  b", "A c"), <, 0);
  g_assert_cmpint (sam_collate ("\xff", "\xfe"), !=, 0);
  g_assert_cmpint (sam_collate (NULL, ""), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/fold/fold", test_fold);
  g_test_add_func ("/base/fold/contains", test_contains);
  g_test_add_func ("/base/fold/every-character", test_every_character);
  g_test_add_func ("/base/fold/collate", test_collate);
  return g_test_run ();
}
