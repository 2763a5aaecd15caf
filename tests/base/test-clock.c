/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/clock.h"

#define MOMENT G_GINT64_CONSTANT (1761742931123456) /* 2025-10-29T13:02:11.123456Z */

static void
test_stamp (void)
{
  static const struct
  {
    gint64 us;
    const char *stamp;
  } cases[] = {
    { 0, "1970-01-01T00:00:00.000000Z" },
    { MOMENT, "2025-10-29T13:02:11.123456Z" },
    { -1, "1969-12-31T23:59:59.999999Z" },
    { G_GINT64_CONSTANT (951782400000000), "2000-02-29T00:00:00.000000Z" },
    { G_GINT64_CONSTANT (7258118399999999), "2199-12-31T23:59:59.999999Z" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree SamFakeClock *clock = sam_fake_clock_new (cases[i].us);
      g_autofree char *stamp = sam_clock_stamp (&clock->clock);
      g_assert_cmpstr (stamp, ==, cases[i].stamp);
      gint64 back = 42;
      g_assert_true (sam_stamp_parse (stamp, &back));
      g_assert_cmpint (back, ==, cases[i].us);
    }
}

static void
test_stamp_short_fraction (void)
{
  gint64 us = 0;
  g_assert_true (sam_stamp_parse ("2025-10-29T13:02:11Z", &us));
  g_assert_cmpint (us, ==, MOMENT - 123456);
  g_assert_true (sam_stamp_parse ("2025-10-29T13:02:11.12Z", &us));
  g_assert_cmpint (us, ==, MOMENT - 3456);
}

static void
test_stamp_refused (void)
{
  static const char *const cases[] = {
    "",
    "2025-10-29",
    "2025-10-29T13:02:11",
    "2025-10-29T13:02:11.Z",
    "2025-10-29T13:02:11.1234567Z",
    "2025-10-29T13:02:11.12x456Z",
    "2025-10-29 13:02:11.123456Z",
    "2025-10-29T24:02:11.123456Z",
    "2025-10-29T13:60:11.123456Z",
    "2025-10-29T13:02:60.123456Z",
    "2025-02-29T13:02:11.123456Z",
    "2025-10-29T13:02:11.123456+01:00",
    "2025-10-29T13:02:11.123456Zz",
    "2025-10-29T13-02:11.123456Z",
  };
  gint64 us = 42;
  g_assert_false (sam_stamp_parse (NULL, &us));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i]);
      g_assert_false (sam_stamp_parse (cases[i], &us));
    }
  g_assert_cmpint (us, ==, 42);
}

static void
test_fake (void)
{
  g_autofree SamFakeClock *fake = sam_fake_clock_new (MOMENT);
  SamClock *clock = &fake->clock;
  gint64 started = clock->monotonic (clock);
  g_assert_cmpint (sam_clock_now (clock), ==, MOMENT);
  sam_fake_clock_advance (fake, 5000);
  g_assert_cmpint (sam_clock_now (clock), ==, MOMENT + 5000);
  sam_fake_clock_advance (fake, -7000);
  g_assert_cmpint (sam_clock_now (clock), ==, MOMENT - 2000);
  g_assert_cmpint (clock->monotonic (clock), ==, started + 5000);
}

static void
test_system (void)
{
  SamClock *clock = sam_clock_system ();
  gint64 before = g_get_real_time ();
  gint64 now = sam_clock_now (clock);
  gint64 first = clock->monotonic (clock);
  g_assert_cmpint (now, >=, before);
  g_assert_cmpint (clock->monotonic (clock), >=, first);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/clock/stamp", test_stamp);
  g_test_add_func ("/base/clock/stamp/short-fraction", test_stamp_short_fraction);
  g_test_add_func ("/base/clock/stamp/refused", test_stamp_refused);
  g_test_add_func ("/base/clock/fake", test_fake);
  g_test_add_func ("/base/clock/system", test_system);
  return g_test_run ();
}
