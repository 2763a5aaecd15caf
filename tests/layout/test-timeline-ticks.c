/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/timeline.h"

#define FIRST (sam_day_new (2025, 10, 20))

static SamTimelineAxis
axis_at (double day_width)
{
  return (SamTimelineAxis){ FIRST, FIRST + 200, day_width };
}

static void
test_levels (void)
{
  static const struct
  {
    double day_width;
    SamTickUnit upper, lower;
    int step;
  } rows[] = {
    { 1920, SAM_TICK_DAY, SAM_TICK_HOUR, 1 },   { 960, SAM_TICK_DAY, SAM_TICK_HOUR, 1 },
    { 480, SAM_TICK_DAY, SAM_TICK_HOUR, 2 },    { 120, SAM_TICK_DAY, SAM_TICK_HOUR, 6 },
    { 119, SAM_TICK_WEEK, SAM_TICK_DAY, 1 },    { 36, SAM_TICK_WEEK, SAM_TICK_DAY, 1 },
    { 12, SAM_TICK_MONTH, SAM_TICK_WEEK, 1 },   { 2.7, SAM_TICK_YEAR, SAM_TICK_MONTH, 1 },
    { 1.25, SAM_TICK_YEAR, SAM_TICK_MONTH, 3 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SamTickLevel level = sam_timeline_tick_level (rows[i].day_width);

      g_assert_cmpint (level.upper, ==, rows[i].upper);
      g_assert_cmpint (level.lower, ==, rows[i].lower);
      g_assert_cmpint (level.step, ==, rows[i].step);
    }
}

/* No label may be narrower than what it says. */
static void
test_levels_are_legible (void)
{
  g_autoptr (SamTimelineZone) zone = sam_timeline_zone_new ("Europe/Stockholm");

  for (double width = SAM_TIMELINE_NARROWEST; width < SAM_TIMELINE_WIDEST; width *= 1.1)
    {
      SamTimelineAxis axis = axis_at (width);
      SamTickLevel level = sam_timeline_tick_level (width);
      g_autoptr (GArray) ticks = sam_timeline_ticks (&axis, zone, level.lower, level.step, 0, 1000);

      g_assert_cmpuint (ticks->len, >, 1);
      g_assert_cmpuint (ticks->len, <, 60);
      for (guint i = 0; i < ticks->len; i++)
        {
          SamTick *tick = &g_array_index (ticks, SamTick, i);

          if (sam_day_week (tick->day, NULL) != 13 && sam_day_week (tick->day, NULL) != 43)
            g_assert_cmpfloat (tick->width, >=, 22);
        }
    }
}

static void
test_ticks (void)
{
  static const struct
  {
    SamTickUnit unit;
    int step;
    double from, to; /* in days */
    guint n;
    int first; /* day of the first, relative */
  } rows[] = {
    { SAM_TICK_DAY, 1, 0, 7, 7, 0 },      { SAM_TICK_DAY, 1, 0.5, 6.5, 7, 0 },
    { SAM_TICK_WEEK, 1, 3, 10, 2, 0 },    { SAM_TICK_WEEK, 1, -1, 1, 2, -7 },
    { SAM_TICK_MONTH, 1, 0, 20, 2, -19 }, { SAM_TICK_MONTH, 3, 0, 20, 1, -19 },
    { SAM_TICK_MONTH, 3, 0, 75, 2, -19 }, { SAM_TICK_YEAR, 1, 0, 72, 1, -292 },
    { SAM_TICK_YEAR, 1, 0, 74, 2, -292 }, { SAM_TICK_DAY, 1, 5, 5, 0, 0 },
  };
  SamTimelineAxis axis = axis_at (100);
  g_autoptr (SamTimelineZone) zone = sam_timeline_zone_new ("Europe/Stockholm");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GArray) ticks = sam_timeline_ticks (&axis, zone, rows[i].unit, rows[i].step,
                                                     rows[i].from * 100, rows[i].to * 100);

      g_test_message ("row %u", i);
      g_assert_cmpuint (ticks->len, ==, rows[i].n);
      if (ticks->len > 0)
        g_assert_cmpint (g_array_index (ticks, SamTick, 0).day - FIRST, ==, rows[i].first);
    }
}

static void
test_hours (void)
{
  SamTimelineAxis axis = { sam_day_new (2025, 3, 30), sam_day_new (2025, 11, 1), 2400 };
  g_autoptr (SamTimelineZone) zone = sam_timeline_zone_new ("Europe/Stockholm");
  g_autoptr (GArray) spring = sam_timeline_ticks (&axis, zone, SAM_TICK_HOUR, 1, 0, 2400);
  double x = sam_timeline_axis_x (&axis, sam_day_new (2025, 10, 26));
  g_autoptr (GArray) autumn = sam_timeline_ticks (&axis, zone, SAM_TICK_HOUR, 1, x, x + 2400);

  /* The hour 2 is missing in spring, and twice as wide in autumn. */
  g_assert_cmpuint (spring->len, ==, 23);
  g_assert_cmpint (g_array_index (spring, SamTick, 2).minute, ==, 3 * 60);
  g_assert_cmpuint (autumn->len, ==, 24);
  g_assert_cmpfloat_with_epsilon (g_array_index (autumn, SamTick, 1).width, 96, 0.001);
  g_assert_cmpfloat_with_epsilon (g_array_index (autumn, SamTick, 2).width, 192, 0.001);
}

static void
test_shades (void)
{
  /* 2025-10-20 is a Monday. Höstlov 27 to 31 October; Alla helgons dag on Saturday 1 November. */
  SamShadeDays days[]
      = { { FIRST + 7, FIRST + 11, SAM_SHADE_BREAK }, { FIRST + 2, FIRST + 2, SAM_SHADE_HOLIDAY } };
  static const struct
  {
    int day, length;
    SamShade shade;
  } expected[] = { { 2, 1, SAM_SHADE_HOLIDAY },
                   { 5, 2, SAM_SHADE_WEEKEND },
                   { 7, 5, SAM_SHADE_BREAK },
                   { 12, 1, SAM_SHADE_HOLIDAY },
                   { 13, 1, SAM_SHADE_WEEKEND } };
  SamTimelineAxis axis = axis_at (10);
  g_autoptr (GArray) bands = sam_timeline_shades (&axis, days, G_N_ELEMENTS (days), 0, 140);

  g_assert_cmpuint (bands->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < bands->len; i++)
    {
      SamShadeBand *band = &g_array_index (bands, SamShadeBand, i);

      g_assert_cmpfloat_with_epsilon (band->x, expected[i].day * 10, 0.001);
      g_assert_cmpfloat_with_epsilon (band->width, expected[i].length * 10, 0.001);
      g_assert_cmpint (band->shade, ==, expected[i].shade);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/timeline-ticks/levels", test_levels);
  g_test_add_func ("/timeline-ticks/legible", test_levels_are_legible);
  g_test_add_func ("/timeline-ticks/ticks", test_ticks);
  g_test_add_func ("/timeline-ticks/hours", test_hours);
  g_test_add_func ("/timeline-ticks/shades", test_shades);
  return g_test_run ();
}
