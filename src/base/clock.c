/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/clock.h"

#include "base/date.h"

#include <string.h>

#define SECOND_US G_GINT64_CONSTANT (1000000)
#define DAY_US (86400 * SECOND_US)

static gint64
system_now (SamClock *clock)
{
  return g_get_real_time ();
}

static gint64
system_monotonic (SamClock *clock)
{
  return g_get_monotonic_time ();
}

SamClock *
sam_clock_system (void)
{
  static SamClock system_clock = { system_now, system_monotonic };
  return &system_clock;
}

static gint64
fake_now (SamClock *clock)
{
  return ((SamFakeClock *)clock)->now_us;
}

static gint64
fake_monotonic (SamClock *clock)
{
  return ((SamFakeClock *)clock)->monotonic_us;
}

SamFakeClock *
sam_fake_clock_new (gint64 now_us)
{
  SamFakeClock *fake = g_new0 (SamFakeClock, 1);
  fake->clock.now = fake_now;
  fake->clock.monotonic = fake_monotonic;
  fake->now_us = now_us;
  return fake;
}

void
sam_fake_clock_advance (SamFakeClock *clock, gint64 microseconds)
{
  clock->now_us += microseconds;
  clock->monotonic_us += MAX (microseconds, 0);
}

gint64
sam_clock_now (SamClock *clock)
{
  return clock->now (clock);
}

char *
sam_clock_stamp (SamClock *clock)
{
  gint64 now = sam_clock_now (clock);
  gint64 days = now / DAY_US;
  gint64 rest = now % DAY_US;
  if (rest < 0)
    {
      rest += DAY_US;
      days--;
    }
  int year, month, day;
  sam_day_split ((SamDay)days, &year, &month, &day);
  int seconds = (int)(rest / SECOND_US);
  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d.%06dZ", year, month, day, seconds / 3600,
                          seconds / 60 % 60, seconds % 60, (int)(rest % SECOND_US));
}

/* Two digits at p below limit, or -1. */
static int
two_digits (const char *p, int limit)
{
  if (!g_ascii_isdigit (p[0]) || !g_ascii_isdigit (p[1]))
    return -1;
  int value = (p[0] - '0') * 10 + (p[1] - '0');
  return value < limit ? value : -1;
}

gboolean
sam_stamp_parse (const char *stamp, gint64 *out_us)
{
  gsize length = stamp != NULL ? strnlen (stamp, 28) : 0;
  if (length < 20 || length > 27 || stamp[10] != 'T' || stamp[13] != ':' || stamp[16] != ':'
      || stamp[length - 1] != 'Z')
    return FALSE;

  char date[11];
  memcpy (date, stamp, 10);
  date[10] = '\0';
  SamDay day = sam_day_parse (date);
  int hour = two_digits (stamp + 11, 24);
  int minute = two_digits (stamp + 14, 60);
  int second = two_digits (stamp + 17, 60);
  if (day == SAM_DAY_NONE || hour < 0 || minute < 0 || second < 0)
    return FALSE;

  gint64 fraction = 0;
  if (length > 20)
    {
      if (stamp[19] != '.' || length == 21)
        return FALSE;
      gint64 unit = SECOND_US / 10;
      for (const char *p = stamp + 20; p < stamp + length - 1; p++, unit /= 10)
        {
          if (!g_ascii_isdigit (*p))
            return FALSE;
          fraction += (*p - '0') * unit;
        }
    }
  *out_us = day * DAY_US + (hour * 3600 + minute * 60 + second) * SECOND_US + fraction;
  return TRUE;
}
