/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/date.h"

#include "base/error.h"

#define ZONE "Europe/Stockholm"

static SamDay
day (const char *text)
{
  SamDay result = sam_day_parse (text);
  g_assert_cmpint (result, !=, SAM_DAY_NONE);
  return result;
}

static void
test_every_day (void)
{
  /* Against GLib's own calendar, from 1900 to 2199. */
  GDate date;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 1, G_DATE_JANUARY, 1900);
  SamDay number = sam_day_new (1900, 1, 1);
  g_assert_cmpint (number, ==, -25567);
  for (; g_date_get_year (&date) < 2200; g_date_add_days (&date, 1), number++)
    {
      int y, m, d, week_year;
      sam_day_split (number, &y, &m, &d);
      g_assert_cmpint (y, ==, g_date_get_year (&date));
      g_assert_cmpint (m, ==, g_date_get_month (&date));
      g_assert_cmpint (d, ==, g_date_get_day (&date));
      g_assert_cmpint (sam_day_new (y, m, d), ==, number);
      g_assert_cmpint (sam_day_weekday (number), ==, g_date_get_weekday (&date));
      g_assert_cmpint (sam_day_week (number, &week_year), ==,
                       g_date_get_iso8601_week_of_year (&date));
      g_assert_cmpint (sam_day_first_of_month (number), ==, number - d + 1);
      g_autofree char *text = sam_day_format (number);
      g_assert_cmpint (sam_day_parse (text), ==, number);
    }
}

static void
test_no_such_day (void)
{
  static const int cases[][3]
      = { { 2025, 2, 29 }, { 2100, 2, 29 }, { 2025, 4, 31 }, { 2025, 0, 1 }, { 2025, 13, 1 },
          { 2025, 1, 0 },  { 2025, 1, -1 }, { 0, 1, 1 },     { 10000, 1, 1 } };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (sam_day_new (cases[i][0], cases[i][1], cases[i][2]), ==, SAM_DAY_NONE);
  g_assert_cmpint (sam_day_new (2000, 2, 29), ==, 11016);
  g_assert_cmpint (sam_day_new (1970, 1, 1), ==, 0);
}

static void
test_week (void)
{
  static const struct
  {
    const char *day;
    int week, year;
  } cases[] = {
    { "2024-12-29", 52, 2024 }, { "2024-12-30", 1, 2025 },  { "2025-12-28", 52, 2025 },
    { "2025-12-29", 1, 2026 },  { "2026-12-31", 53, 2026 }, { "2027-01-03", 53, 2026 },
    { "2027-01-04", 1, 2027 },  { "2021-01-01", 53, 2020 }, { "2025-11-03", 45, 2025 },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int year;
      g_assert_cmpint (sam_day_week (day (cases[i].day), &year), ==, cases[i].week);
      g_assert_cmpint (year, ==, cases[i].year);
      g_assert_cmpint (sam_day_week (day (cases[i].day), NULL), ==, cases[i].week);
    }
}

static void
test_add_months (void)
{
  static const struct
  {
    const char *from;
    int months;
    const char *to;
  } cases[] = {
    { "2025-01-31", 1, "2025-02-28" },   { "2024-01-31", 1, "2024-02-29" },
    { "2025-12-15", 1, "2026-01-15" },   { "2025-01-15", -1, "2024-12-15" },
    { "2025-03-31", -13, "2024-02-29" }, { "2025-10-31", 0, "2025-10-31" },
    { "2025-10-31", 120, "2035-10-31" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (sam_day_add_months (day (cases[i].from), cases[i].months), ==,
                     day (cases[i].to));
  g_assert_cmpint (sam_day_add_months (0, G_MAXINT), ==, SAM_DAY_NONE);
  g_assert_cmpint (sam_day_add_months (0, G_MININT), ==, SAM_DAY_NONE);
}

static void
test_parse (void)
{
  static const struct
  {
    const char *text;
    gboolean ok;
    int minute;
  } cases[] = {
    { "2025-10-01", TRUE, SAM_ALL_DAY },
    { "2025-10-01T00:00", TRUE, 0 },
    { "2025-10-01T18:05", TRUE, 1085 },
    { "2025-10-01T23:59", TRUE, 1439 },
    { "1900-01-01", TRUE, SAM_ALL_DAY },
    { "2199-12-31T12:00", TRUE, 720 },
    { "1899-12-31", FALSE, 0 },
    { "2200-01-01", FALSE, 0 },
    { "2025-10-01T24:00", FALSE, 0 },
    { "2025-10-01T18:60", FALSE, 0 },
    { "2025-10-01T18:0", FALSE, 0 },
    { "2025-10-01T18", FALSE, 0 },
    { "2025-10-01T", FALSE, 0 },
    { "2025-10-01 18:00", FALSE, 0 },
    { "2025-10-01T18:00:00", FALSE, 0 },
    { "2025-10-01T18:00Z", FALSE, 0 },
    { "2025-10-1", FALSE, 0 },
    { "2025-1-01", FALSE, 0 },
    { "25-10-01", FALSE, 0 },
    { "2025-02-29", FALSE, 0 },
    { "2025/10/01", FALSE, 0 },
    { " 2025-10-01", FALSE, 0 },
    { "2025-10-01 ", FALSE, 0 },
    { "+025-10-01", FALSE, 0 },
    { "2025", FALSE, 0 },
    { "", FALSE, 0 },
    { NULL, FALSE, 0 },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SamMoment moment = SAM_MOMENT_NONE;
      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (sam_moment_parse (cases[i].text, &moment), ==, cases[i].ok);
      gboolean all_day = cases[i].ok && cases[i].minute == SAM_ALL_DAY;
      g_assert_cmpint (sam_day_parse (cases[i].text) != SAM_DAY_NONE, ==, all_day);
      if (!cases[i].ok)
        continue;
      g_assert_cmpint (moment.minute, ==, cases[i].minute);
      g_autofree char *text = sam_moment_format (moment);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
  g_autofree char *none = sam_moment_format (SAM_MOMENT_NONE);
  g_assert_cmpstr (none, ==, "");
}

static void
test_compare (void)
{
  static const SamMoment ordered[] = {
    { SAM_DAY_NONE, SAM_ALL_DAY }, { 5, SAM_ALL_DAY }, { 5, 0 }, { 5, 1439 }, { 6, SAM_ALL_DAY },
  };
  for (int i = 0; i < (int)G_N_ELEMENTS (ordered); i++)
    for (int j = 0; j < (int)G_N_ELEMENTS (ordered); j++)
      g_assert_cmpint (sam_moment_compare (ordered[i], ordered[j]), ==, (i > j) - (i < j));
}

static void
test_zone (void)
{
  static const struct
  {
    const char *local, *utc, *back;
  } cases[] = {
    { "2025-01-15T12:00", "2025-01-15T11:00", "2025-01-15T12:00" },
    { "2025-07-15T12:00", "2025-07-15T10:00", "2025-07-15T12:00" },
    { "2025-03-30T01:59", "2025-03-30T00:59", "2025-03-30T01:59" },
    { "2025-03-30T02:00", "2025-03-30T01:00", "2025-03-30T03:00" }, /* missing */
    { "2025-03-30T02:30", "2025-03-30T01:30", "2025-03-30T03:30" },
    { "2025-03-30T02:59", "2025-03-30T01:59", "2025-03-30T03:59" },
    { "2025-03-30T03:00", "2025-03-30T01:00", "2025-03-30T03:00" },
    { "2025-10-26T01:59", "2025-10-25T23:59", "2025-10-26T01:59" },
    { "2025-10-26T02:00", "2025-10-26T00:00", "2025-10-26T02:00" }, /* doubled: the first */
    { "2025-10-26T02:30", "2025-10-26T00:30", "2025-10-26T02:30" },
    { "2025-10-26T02:59", "2025-10-26T00:59", "2025-10-26T02:59" },
    { "2025-10-26T03:00", "2025-10-26T02:00", "2025-10-26T03:00" },
    { "2025-10-26", "2025-10-25T22:00", "2025-10-26T00:00" },
    { "2150-07-01T12:00", "2150-07-01T10:00", "2150-07-01T12:00" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SamMoment local, utc;
      g_test_message ("%s", cases[i].local);
      g_assert_true (sam_moment_parse (cases[i].local, &local));
      g_assert_true (sam_moment_parse (cases[i].utc, &utc));
      gint64 us = sam_moment_to_utc (local, ZONE);
      g_assert_cmpint (us, ==, sam_moment_to_utc (utc, "UTC"));
      g_autofree char *back = sam_moment_format (sam_moment_from_utc (us, ZONE));
      g_assert_cmpstr (back, ==, cases[i].back);
      g_assert_cmpint (sam_moment_to_utc (local, "No/Such_Zone"), ==, us);
      g_assert_cmpint (sam_moment_to_utc (local, ""), ==, us);
      g_assert_cmpint (sam_moment_to_utc (local, NULL), ==, us);
    }
  /* The second of the doubled hours exists only when it comes from outside. */
  g_autofree char *second
      = sam_moment_format (sam_moment_from_utc (G_GINT64_CONSTANT (1761442200000000), ZONE));
  g_assert_cmpstr (second, ==, "2025-10-26T02:30");
  g_autofree char *early = sam_moment_format (sam_moment_from_utc (-1, "UTC"));
  g_assert_cmpstr (early, ==, "1969-12-31T23:59");
  g_autofree char *west = sam_moment_format (sam_moment_from_utc (0, "America/New_York"));
  g_assert_cmpstr (west, ==, "1969-12-31T19:00");
}

static void
test_every_hour (void)
{
  /* Every UTC hour of five years, there and back: equal, or an hour earlier where it is doubled. */
  gint64 hour = G_GINT64_CONSTANT (3600000000);
  guint doubled = 0;
  for (gint64 us = sam_day_new (2023, 1, 1) * 24 * hour; us < sam_day_new (2028, 1, 1) * 24 * hour;
       us += hour)
    {
      gint64 back = sam_moment_to_utc (sam_moment_from_utc (us, ZONE), ZONE);
      if (back != us)
        {
          g_assert_cmpint (back, ==, us - hour);
          doubled++;
        }
    }
  g_assert_cmpuint (doubled, ==, 5);
}

static void
test_many_zones (void)
{
  /* Names come from forum files: however many there are, the answer stays that of the default. */
  SamMoment noon = { day ("2025-07-15"), 720 };
  gint64 expected = sam_moment_to_utc (noon, ZONE);
  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *name = g_strdup_printf ("No/Zone%u", i);
      g_assert_cmpint (sam_moment_to_utc (noon, name), ==, expected);
    }
}

static void
test_minutes_between (void)
{
  static const struct
  {
    const char *a, *b;
    gint64 minutes;
  } cases[] = {
    { "2025-10-25", "2025-10-26", 1440 },
    { "2025-10-26", "2025-10-27", 1500 },
    { "2025-03-30", "2025-03-31", 1380 },
    { "2025-10-27", "2025-10-26", -1500 },
    { "2025-10-26T01:00", "2025-10-26T04:00", 240 },
    { "2025-06-01T10:00", "2025-06-01T10:45", 45 },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SamMoment a, b;
      g_assert_true (sam_moment_parse (cases[i].a, &a));
      g_assert_true (sam_moment_parse (cases[i].b, &b));
      g_assert_cmpint (sam_moment_minutes_between (a, b, ZONE), ==, cases[i].minutes);
    }
}

static void
test_today (void)
{
  /* Half past eleven in the evening UTC is already tomorrow in Sweden. */
  gint64 us = G_GINT64_CONSTANT (1761694200000000);
  g_assert_cmpint (sam_today (us, "UTC"), ==, day ("2025-10-28"));
  g_assert_cmpint (sam_today (us, ZONE), ==, day ("2025-10-29"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/date/every-day", test_every_day);
  g_test_add_func ("/base/date/no-such-day", test_no_such_day);
  g_test_add_func ("/base/date/week", test_week);
  g_test_add_func ("/base/date/add-months", test_add_months);
  g_test_add_func ("/base/date/parse", test_parse);
  g_test_add_func ("/base/date/compare", test_compare);
  g_test_add_func ("/base/date/zone", test_zone);
  g_test_add_func ("/base/date/zone/every-hour", test_every_hour);
  g_test_add_func ("/base/date/zone/many", test_many_zones);
  g_test_add_func ("/base/date/minutes-between", test_minutes_between);
  g_test_add_func ("/base/date/today", test_today);
  return g_test_run ();
}
