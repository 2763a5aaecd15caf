/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/holiday.h"

static void
test_easter (void)
{
  /* Published dates, with the earliest and the latest that there can be. */
  static const char *const sundays[]
      = { "1943-04-25", "1961-04-02", "1981-04-19", "2000-04-23", "2008-03-23", "2011-04-24",
          "2019-04-21", "2020-04-12", "2021-04-04", "2022-04-17", "2023-04-09", "2024-03-31",
          "2025-04-20", "2026-04-05", "2027-03-28", "2028-04-16", "2029-04-01", "2030-04-21",
          "2035-03-25", "2038-04-25", "2049-04-18", "2076-04-19", "2099-04-12", "2100-03-28" };
  for (guint i = 0; i < G_N_ELEMENTS (sundays); i++)
    {
      SamDay expected = sam_day_parse (sundays[i]);
      int year;
      sam_day_split (expected, &year, NULL, NULL);
      g_assert_cmpint (sam_easter_sunday (year), ==, expected);
    }
}

static void
test_names (void)
{
  static const struct
  {
    const char *day;
    SamHoliday type;
    const char *name;
  } cases[] = {
    { "2025-01-01", SAM_HOLIDAY_PUBLIC, "nyårsdagen" },
    { "2025-01-05", SAM_HOLIDAY_NONE, NULL },
    { "2025-01-06", SAM_HOLIDAY_PUBLIC, "trettondedag jul" },
    { "2025-04-17", SAM_HOLIDAY_NONE, NULL },
    { "2025-04-18", SAM_HOLIDAY_PUBLIC, "långfredagen" },
    { "2025-04-19", SAM_HOLIDAY_EVE, "påskafton" },
    { "2025-04-20", SAM_HOLIDAY_PUBLIC, "påskdagen" },
    { "2025-04-21", SAM_HOLIDAY_PUBLIC, "annandag påsk" },
    { "2025-05-01", SAM_HOLIDAY_PUBLIC, "första maj" },
    { "2025-05-29", SAM_HOLIDAY_PUBLIC, "Kristi himmelsfärdsdag" },
    { "2025-06-06", SAM_HOLIDAY_PUBLIC, "Sveriges nationaldag" },
    { "2025-06-07", SAM_HOLIDAY_EVE, "pingstafton" },
    { "2025-06-08", SAM_HOLIDAY_PUBLIC, "pingstdagen" },
    { "2025-06-09", SAM_HOLIDAY_NONE, NULL },
    { "2004-05-31", SAM_HOLIDAY_PUBLIC, "annandag pingst" },
    { "2004-06-06", SAM_HOLIDAY_NONE, NULL },
    { "2025-06-19", SAM_HOLIDAY_NONE, NULL },
    { "2025-06-20", SAM_HOLIDAY_EVE, "midsommarafton" },
    { "2025-06-21", SAM_HOLIDAY_PUBLIC, "midsommardagen" },
    { "2020-06-19", SAM_HOLIDAY_EVE, "midsommarafton" }, /* the earliest */
    { "2020-06-20", SAM_HOLIDAY_PUBLIC, "midsommardagen" },
    { "2021-06-25", SAM_HOLIDAY_EVE, "midsommarafton" }, /* the latest */
    { "2021-06-26", SAM_HOLIDAY_PUBLIC, "midsommardagen" },
    { "2025-10-31", SAM_HOLIDAY_NONE, NULL },
    { "2025-11-01", SAM_HOLIDAY_PUBLIC, "alla helgons dag" },
    { "2026-10-31", SAM_HOLIDAY_PUBLIC, "alla helgons dag" },
    { "2027-11-06", SAM_HOLIDAY_PUBLIC, "alla helgons dag" },
    { "2025-11-08", SAM_HOLIDAY_NONE, NULL },
    { "2025-12-24", SAM_HOLIDAY_EVE, "julafton" },
    { "2025-12-25", SAM_HOLIDAY_PUBLIC, "juldagen" },
    { "2025-12-26", SAM_HOLIDAY_PUBLIC, "annandag jul" },
    { "2025-12-31", SAM_HOLIDAY_EVE, "nyårsafton" },
    { "2008-05-01", SAM_HOLIDAY_PUBLIC, "första maj" }, /* and Ascension Day */
    { "1930-05-01", SAM_HOLIDAY_NONE, NULL },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *name = "unset";
      g_test_message ("%s", cases[i].day);
      g_assert_cmpint (sam_holiday (sam_day_parse (cases[i].day), &name), ==, cases[i].type);
      g_assert_cmpstr (name, ==, cases[i].name);
      g_assert_cmpint (sam_holiday (sam_day_parse (cases[i].day), NULL), ==, cases[i].type);
    }
  g_assert_cmpint (sam_holiday (SAM_DAY_NONE, NULL), ==, SAM_HOLIDAY_NONE);
}

static void
test_every_year (void)
{
  /* Thirteen public days and five eves each year, fewer only where two fall together. */
  for (int year = 2005; year < 2200; year++)
    {
      int public_days = 0, eves = 0;
      for (SamDay day = sam_day_new (year, 1, 1); day <= sam_day_new (year, 12, 31); day++)
        {
          SamHoliday type = sam_holiday (day, NULL);
          public_days += type == SAM_HOLIDAY_PUBLIC;
          eves += type == SAM_HOLIDAY_EVE;
        }
      SamDay easter = sam_easter_sunday (year);
      int shared
          = (easter + 39 == sam_day_new (year, 5, 1)) + (easter + 49 == sam_day_new (year, 6, 6));
      g_assert_cmpint (public_days, ==, 13 - shared);
      g_assert_cmpint (eves, ==, 5 - (easter + 48 == sam_day_new (year, 6, 6)));
    }
}

static void
test_working_days (void)
{
  static const struct
  {
    const char *day;
    gboolean working;
  } cases[] = {
    { "2025-10-31", TRUE },  { "2025-11-01", FALSE }, { "2025-11-02", FALSE },
    { "2025-11-03", TRUE },  { "2025-06-20", FALSE }, { "2025-12-24", FALSE },
    { "2025-04-21", FALSE }, { "2025-12-29", TRUE },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (sam_is_working_day (sam_day_parse (cases[i].day)), ==, cases[i].working);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/holiday/easter", test_easter);
  g_test_add_func ("/base/holiday/names", test_names);
  g_test_add_func ("/base/holiday/every-year", test_every_year);
  g_test_add_func ("/base/holiday/working-days", test_working_days);
  return g_test_run ();
}
