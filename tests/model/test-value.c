/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/value.h"

static void
test_text (void)
{
  g_auto (SamValue) empty = sam_value_text ("");
  g_auto (SamValue) none = sam_value_text (NULL);
  g_auto (SamValue) text = sam_value_text ("Röster");
  g_auto (SamValue) same = sam_value_copy (&text);
  g_auto (SamValue) other = sam_value_text ("röster");
  g_auto (SamValue) number = sam_value_integer (0);

  g_assert_true (sam_value_is_null (&empty));
  g_assert_true (sam_value_is_null (&none));
  g_assert_true (sam_value_equal (&text, &same));
  g_assert_false (sam_value_equal (&text, &other));
  g_assert_false (sam_value_equal (&number, &none)); /* nought is not nothing */
  sam_value_clear (&text);
  g_assert_cmpstr (same.text, ==, "Röster"); /* counted: the copy lives on */
}

static const struct
{
  const char *ids[5];
  const char *joined;
  guint size;
} sets[] = {
  { { NULL }, NULL, 0 },
  { { "" }, NULL, 0 },
  { { "b", "a" }, "a,b", 2 },
  { { "a", "a", "a" }, "a", 1 },
  { { "c", "", "a", "b" }, "a,b,c", 3 },
  { { "ab", "a", "abc" }, "a,ab,abc", 3 },
};

static void
test_sets (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (sets); i++)
    {
      gsize n = 0;
      g_auto (SamValue) set = SAM_NULL;

      while (sets[i].ids[n])
        n++;
      set = sam_value_set (sets[i].ids, n);
      g_assert_cmpstr (set.type == SAM_VALUE_TEXT ? set.text : NULL, ==, sets[i].joined);
      g_assert_cmpuint (sam_set_size (&set), ==, sets[i].size);
    }
}

static void
test_set_changes (void)
{
  g_auto (SamValue) none = SAM_NULL;
  g_auto (SamValue) one = sam_set_add (&none, "b");
  g_auto (SamValue) two = sam_set_add (&one, "a");
  g_auto (SamValue) again = sam_set_add (&two, "a");
  g_auto (SamValue) less = sam_set_remove (&two, "b");
  g_auto (SamValue) same = sam_set_remove (&less, "not there");
  g_auto (SamValue) gone = sam_set_remove (&less, "a");

  g_assert_cmpstr (two.text, ==, "a,b");
  g_assert_true (sam_value_equal (&two, &again));
  g_assert_cmpstr (less.text, ==, "a");
  g_assert_true (sam_value_equal (&less, &same));
  g_assert_true (sam_value_is_null (&gone)); /* the empty set is nothing */
  g_assert_true (sam_set_contains (&two, "a"));
  g_assert_false (sam_set_contains (&two, "a,b"));
  g_assert_false (sam_set_contains (&two, ""));
  g_assert_false (sam_set_contains (&none, "a"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/value/text", test_text);
  g_test_add_func ("/value/sets", test_sets);
  g_test_add_func ("/value/set-changes", test_set_changes);
  return g_test_run ();
}
