/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Seam for time: everything that asks what time it is asks a clock, so that tests and the
 * simulation decide. Functions are called from any thread. */
typedef struct _SamClock SamClock;
struct _SamClock
{
  gint64 (*now) (SamClock *clock);       /* UTC, microseconds since 1970 */
  gint64 (*monotonic) (SamClock *clock); /* microseconds, never backwards */
};

SamClock *sam_clock_system (void); /* static, never freed */

/* A clock that stands still until told otherwise; free with g_free(). A negative advance sets the
 * wall clock back, as a person can, and leaves monotonic time where it is. */
typedef struct
{
  SamClock clock;
  gint64 now_us;
  gint64 monotonic_us;
} SamFakeClock;

SamFakeClock *sam_fake_clock_new (gint64 now_us);
void sam_fake_clock_advance (SamFakeClock *clock, gint64 microseconds);

gint64 sam_clock_now (SamClock *clock);

/* "2025-10-29T13:02:11.123456Z", UTC, as stored in records and edits. The fraction may be shorter
 * or absent in what is parsed; years 1900 to 2199. */
char *sam_clock_stamp (SamClock *clock);
gboolean sam_stamp_parse (const char *stamp, gint64 *out_us);
