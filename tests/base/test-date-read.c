/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/date.h"

#include "base/error.h"

#define TODAY "2025-10-29" /* a Wednesday in week 44 */

static void
test_moment (void)
{
  static const struct
  {
    const char *text, *expected;
  } cases[] = {
    { "2025-10-01", "2025-10-01" },
    { "2025-10-01T18:00", "2025-10-01T18:00" },
    { "2025-10-01 18.00", "2025-10-01T18:00" },
    { "2025-10-01 kl 18", "2025-10-01T18:00" },
    { "20251001", "2025-10-01" },
    { "1 okt", "2025-10-01" },
    { "1 OKT.", "2025-10-01" },
    { "1 oct", "2025-10-01" },
    { "1:a oktober 2026", "2026-10-01" },
    { "October 1st, 2026", "2026-10-01" },
    { "1 okt 18", "2025-10-01T18:00" },
    { "1 okt 2026 18:30", "2026-10-01T18:30" },
    { "3 maj", "2025-05-03" },
    { "3 May", "2025-05-03" },
    { "29 feb 2028", "2028-02-29" },
    { "1/10", "2025-10-01" },
    { "01/10 9.15", "2025-10-01T09:15" },
    { "1/10/2026", "2026-10-01" },
    { "1/10 2026", "2026-10-01" },
    { "i dag", "2025-10-29" },
    { "idag 18", "2025-10-29T18:00" },
    { "Today", "2025-10-29" },
    { "i morgon kl. 8.30", "2025-10-30T08:30" },
    { "tomorrow at 8:30", "2025-10-30T08:30" },
    { "i går", "2025-10-28" },
    { "yesterday", "2025-10-28" },
    { "i övermorgon", "2025-10-31" },
    { "18", "2025-10-29T18:00" },
    { "18.30", "2025-10-29T18:30" },
    { "0.00", "2025-10-29T00:00" },
    { "23:59", "2025-10-29T23:59" },
    { "fre", "2025-10-31" },
    { "Fredag", "2025-10-31" },
    { "fri", "2025-10-31" },
    { "ons", "2025-10-29" },
    { "tis 10.00", "2025-11-04T10:00" },
    { "mån", "2025-11-03" },
    { "Måndag", "2025-11-03" },
    { "man", "2025-11-03" },
    { "lördag", "2025-11-01" },
    { "sön", "2025-11-02" },
    { "sunday", "2025-11-02" },
    { "fre 31 okt", "2025-10-31" },
    { "fre 31 okt 16.00", "2025-10-31T16:00" },
    { "onsdag 29 oktober 2025", "2025-10-29" },
    { "v 45", "2025-11-03" },
    { "v. 45", "2025-11-03" },
    { "V45", "2025-11-03" },
    { "vecka 45", "2025-11-03" },
    { "week 45", "2025-11-03" },
    { "v 1 2026", "2025-12-29" },
    { "v 53 2026", "2026-12-28" },
    { "fre v 45", "2025-11-07" },
    { "  1   okt  ", "2025-10-01" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      SamMoment moment = SAM_MOMENT_NONE;
      g_test_message ("“%s”", cases[i].text);
      g_assert_true (sam_moment_read (cases[i].text, sam_day_parse (TODAY), &moment, &error));
      g_assert_no_error (error);
      g_autofree char *text = sam_moment_format (moment);
      g_assert_cmpstr (text, ==, cases[i].expected);

      /* Where no time is said, both functions agree; where it is, a day refuses it. */
      SamDay day = SAM_DAY_NONE;
      gboolean ok = sam_day_read (cases[i].text, sam_day_parse (TODAY), &day, NULL);
      if (moment.minute == SAM_ALL_DAY)
        g_assert_cmpint (day, ==, moment.day);
      else if (g_strcmp0 (cases[i].text, "18") != 0)
        g_assert_false (ok);
    }
}

static void
test_refused (void)
{
  static const char *const cases[] = {
    "",
    "x",
    "okt",
    "31",
    "32 okt",
    "31 feb",
    "29 feb",
    "31/2",
    "1/13",
    "1/10/25",
    "1/2/3/4",
    "/",
    "2025-13-01",
    "2025-02-29",
    "1850-01-01",
    "20251301",
    "24.00",
    "18.60",
    "18.3",
    "18.300",
    "1 okt 25.00",
    "1 okt 18 19",
    "i",
    "i natt",
    "v",
    "v 0",
    "v 53",
    "v 54",
    "v 45 9999",
    "fre 30 okt",
    "to fre",
    "1 okt i dag",
    "2025-10-01T18:00:00.000000",
    "99999999999999999999",
    "\xff\xfe",
    "a very long text that goes on and on and on and on and on and on and on and on and on and on "
    "and on and on and on and on and on and on",
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) day_error = NULL;
      SamMoment moment = { 1, 2 };
      SamDay day = 42;
      g_test_message ("case %u", i);
      g_assert_false (sam_moment_read (cases[i], sam_day_parse (TODAY), &moment, &error));
      g_assert_error (error, SAM_ERROR, SAM_ERROR_INVALID);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_cmpint (moment.day, ==, 1);
      if (g_strcmp0 (cases[i], "31") == 0)
        continue;
      g_assert_false (sam_day_read (cases[i], sam_day_parse (TODAY), &day, &day_error));
      g_assert_error (day_error, SAM_ERROR, SAM_ERROR_INVALID);
      g_assert_cmpint (day, ==, 42);
    }
}

static void
test_lone_number (void)
{
  SamDay day = SAM_DAY_NONE;
  g_assert_true (sam_day_read ("31", sam_day_parse (TODAY), &day, NULL));
  g_assert_cmpint (day, ==, sam_day_parse ("2025-10-31"));
  g_assert_false (sam_day_read ("31", sam_day_parse ("2025-11-05"), &day, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/date-read/moment", test_moment);
  g_test_add_func ("/base/date-read/refused", test_refused);
  g_test_add_func ("/base/date-read/lone-number", test_lone_number);
  return g_test_run ();
}
