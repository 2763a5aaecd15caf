/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/timeline.h"

#include <math.h>

static SamMoment
moment (const char *text)
{
  SamMoment result = SAM_MOMENT_NONE;

  if (*text != '\0')
    g_assert_true (sam_moment_parse (text, &result));
  return result;
}

static void
assert_near (double a, double b)
{
  g_assert_cmpfloat_with_epsilon (a, b, 1e-9);
}

static void
test_zone (void)
{
  static const struct
  {
    const char *moment;
    double fraction;
  } rows[] = {
    { "2025-10-25", 0 },
    { "2025-10-25T12:00", 0.5 },
    /* 25 hours: the doubled hour means the first. */
    { "2025-10-26T00:00", 0 },
    { "2025-10-26T02:00", 2.0 / 25 },
    { "2025-10-26T02:30", 2.5 / 25 },
    { "2025-10-26T03:00", 4.0 / 25 },
    { "2025-10-26T12:00", 13.0 / 25 },
    /* 23 hours: the missing hour moves forward. */
    { "2025-03-30T01:00", 1.0 / 23 },
    { "2025-03-30T03:00", 2.0 / 23 },
    { "2025-03-30T23:59", (23 * 60 - 1) / (23.0 * 60) },
  };
  g_autoptr (SamTimelineZone) zone = sam_timeline_zone_new ("Europe/Stockholm");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SamMoment m = moment (rows[i].moment);
      double days = sam_timeline_zone_days (zone, m);
      SamMoment back = sam_timeline_zone_moment (zone, days);

      assert_near (days - m.day, rows[i].fraction);
      g_assert_cmpint (back.day, ==, m.day);
      g_assert_cmpint (back.minute, ==, MAX (m.minute, 0));
    }
  /* What rounds up to midnight is the next day. */
  g_assert_cmpint (sam_timeline_zone_moment (zone, 20000.99999).day, ==, 20001);
}

static void
test_axis (void)
{
  SamTimelineAxis week = { 20000, 20100, 36 };
  SamTimelineAxis day = { 20000, 20100, 960 };

  assert_near (sam_timeline_axis_x (&week, 20002.5), 90);
  assert_near (sam_timeline_axis_days (&week, 90), 20002.5);
  g_assert_cmpint (sam_timeline_axis_width (&week), ==, 3600);
  /* What was under the pointer stays there. */
  for (int anchor = 0; anchor <= 800; anchor += 200)
    {
      double left = sam_timeline_zoom_about (&week, &day, 1000, anchor);

      assert_near (sam_timeline_axis_days (&day, left + anchor),
                   sam_timeline_axis_days (&week, 1000 + anchor));
    }
}

static void
test_zoom (void)
{
  for (int i = 0; i < SAM_TIMELINE_N_ZOOMS; i++)
    {
      double width = sam_timeline_zoom_day_width (i);

      g_assert_cmpint (sam_timeline_zoom_nearest (width), ==, i);
      g_assert_cmpint (sam_timeline_zoom_nearest (width * 1.1), ==, i);
      assert_near (sam_timeline_zoom_step (sam_timeline_zoom_step (width, 2), -2), width);
    }
  assert_near (sam_timeline_zoom_step (36, 1000), SAM_TIMELINE_WIDEST);
  assert_near (sam_timeline_zoom_step (36, -1000), SAM_TIMELINE_NARROWEST);
}

static void
test_steps (void)
{
  SamTimelineTimes timed = { moment ("2025-10-29T18:00"), SAM_MOMENT_NONE };
  SamTimelineTimes all_day = { moment ("2025-10-29"), SAM_MOMENT_NONE };

  g_assert_cmpint (sam_timeline_step (960, &timed), ==, 15);
  g_assert_cmpint (sam_timeline_step (200, &timed), ==, 60);
  g_assert_cmpint (sam_timeline_step (36, &timed), ==, 1440);
  g_assert_cmpint (sam_timeline_step (960, &all_day), ==, 1440);
  g_assert_cmpint (sam_timeline_steps (36, 1440, 17), ==, 0);
  g_assert_cmpint (sam_timeline_steps (36, 1440, 19), ==, 1);
  g_assert_cmpint (sam_timeline_steps (36, 1440, -55), ==, -2);
  g_assert_cmpint (sam_timeline_steps (960, 15, 26), ==, 3);
}

typedef SamTimelineTimes (*Drag) (SamTimelineTimes times, int step, int steps);

static void
test_drag (void)
{
  static const struct
  {
    Drag drag;
    const char *starts, *ends;
    int step, steps;
    const char *new_starts, *new_ends;
  } rows[] = {
    { sam_timeline_move, "2025-10-29", "2025-10-31", 1440, 2, "2025-10-31", "2025-11-02" },
    { sam_timeline_move, "2025-10-29", "", 1440, -29, "2025-09-30", "" },
    { sam_timeline_move, "2025-10-29T23:50", "2025-10-30T01:00", 15, 1, "2025-10-30T00:05",
      "2025-10-30T01:15" },
    { sam_timeline_move, "2025-10-29T00:10", "", 15, -1, "2025-10-28T23:55", "" },
    /* Clock time is kept across the change of the clock. */
    { sam_timeline_move, "2025-10-25T18:00", "2025-10-25T20:00", 1440, 1, "2025-10-26T18:00",
      "2025-10-26T20:00" },
    { sam_timeline_move, "2199-12-31", "2199-12-31", 1440, 1, "2199-12-31", "2199-12-31" },
    { sam_timeline_move, "1900-01-01", "1900-01-02", 1440, -1, "1900-01-01", "1900-01-02" },
    { sam_timeline_move_start, "2025-10-29", "2025-10-31", 1440, 1, "2025-10-30", "2025-10-31" },
    { sam_timeline_move_start, "2025-10-29", "2025-10-31", 1440, 9, "2025-10-31", "2025-10-31" },
    { sam_timeline_move_start, "2025-10-29", "", 1440, -1, "2025-10-28", "2025-10-29" },
    { sam_timeline_move_start, "2025-10-29T16:00", "2025-10-29T18:00", 15, 20, "2025-10-29T17:45",
      "2025-10-29T18:00" },
    { sam_timeline_move_start, "2025-10-29T16:00", "2025-10-29T18:00", 1440, 0, "2025-10-29T16:00",
      "2025-10-29T18:00" },
    { sam_timeline_move_start, "2025-10-29T16:00", "2025-10-30", 1440, 4, "2025-10-30T23:45",
      "2025-10-30" },
    { sam_timeline_move_start, "2025-10-29", "2025-10-31T00:00", 1440, 4, "2025-10-30",
      "2025-10-31T00:00" },
    { sam_timeline_move_end, "2025-10-29", "2025-10-31", 1440, 1, "2025-10-29", "2025-11-01" },
    { sam_timeline_move_end, "2025-10-29", "2025-10-31", 1440, -9, "2025-10-29", "2025-10-29" },
    { sam_timeline_move_end, "2025-10-29", "", 1440, 2, "2025-10-29", "2025-10-31" },
    { sam_timeline_move_end, "2025-10-29T16:00", "", 15, 2, "2025-10-29T16:00",
      "2025-10-29T17:30" },
    { sam_timeline_move_end, "2025-10-29T16:00", "2025-10-29T18:00", 1440, -1, "2025-10-29T16:00",
      "2025-10-29T16:15" },
    { sam_timeline_move_end, "2025-10-29T23:50", "2025-10-30T02:00", 60, -5, "2025-10-29T23:50",
      "2025-10-30T00:05" },
    { sam_timeline_move_end, "2025-10-29T16:00", "2025-10-30", 1440, -5, "2025-10-29T16:00",
      "2025-10-29" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SamTimelineTimes before = { moment (rows[i].starts), moment (rows[i].ends) };
      SamTimelineTimes after = rows[i].drag (before, rows[i].step, rows[i].steps);
      SamMoment starts = moment (rows[i].new_starts);
      SamMoment ends = moment (rows[i].new_ends);

      g_test_message ("row %u", i);
      g_assert_cmpint (sam_moment_compare (after.starts, starts), ==, 0);
      g_assert_cmpint (after.ends.day, ==, ends.day);
      g_assert_cmpint (after.ends.minute, ==, ends.minute);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/timeline/zone", test_zone);
  g_test_add_func ("/timeline/axis", test_axis);
  g_test_add_func ("/timeline/zoom", test_zoom);
  g_test_add_func ("/timeline/steps", test_steps);
  g_test_add_func ("/timeline/drag", test_drag);
  return g_test_run ();
}
