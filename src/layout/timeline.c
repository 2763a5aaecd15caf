/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/timeline.h"

#include <math.h>

#define MINUTES 1440

/* Days whose clock changes, kept because asking the zone costs more than all the rest together. */
struct _SamTimelineZone
{
  char *zone;
  GHashTable *lengths; /* day → its real minutes */
};

SamTimelineZone *
sam_timeline_zone_new (const char *name)
{
  SamTimelineZone *zone = g_new0 (SamTimelineZone, 1);

  zone->zone = g_strdup (name);
  zone->lengths = g_hash_table_new (NULL, NULL);
  return zone;
}

void
sam_timeline_zone_free (SamTimelineZone *zone)
{
  if (zone == NULL)
    return;
  g_hash_table_unref (zone->lengths);
  g_free (zone->zone);
  g_free (zone);
}

static int
day_length (SamTimelineZone *zone, SamDay day)
{
  gpointer known = g_hash_table_lookup (zone->lengths, GINT_TO_POINTER (day));
  int minutes;

  if (known != NULL)
    return GPOINTER_TO_INT (known);

  minutes = (int)sam_moment_minutes_between ((SamMoment){ day, 0 }, (SamMoment){ day + 1, 0 },
                                             zone->zone);
  minutes = CLAMP (minutes, 1, 2 * MINUTES);
  g_hash_table_insert (zone->lengths, GINT_TO_POINTER (day), GINT_TO_POINTER (minutes));
  return minutes;
}

double
sam_timeline_zone_days (SamTimelineZone *zone, SamMoment moment)
{
  int length;
  gint64 minutes;

  if (moment.minute == SAM_ALL_DAY || moment.minute == 0)
    return moment.day;

  length = day_length (zone, moment.day);
  if (length == MINUTES)
    return moment.day + moment.minute / (double)MINUTES;

  minutes = sam_moment_minutes_between ((SamMoment){ moment.day, 0 }, moment, zone->zone);
  return moment.day + CLAMP (minutes, 0, length) / (double)length;
}

SamMoment
sam_timeline_zone_moment (SamTimelineZone *zone, double days)
{
  double whole = floor (days);
  SamDay day = (SamDay)whole;
  int length = day_length (zone, day);
  gint64 minutes = llround ((days - whole) * length);

  if (minutes >= length)
    return (SamMoment){ day + 1, 0 };
  if (length == MINUTES)
    return (SamMoment){ day, (gint16)minutes };
  return sam_moment_from_utc (sam_moment_to_utc ((SamMoment){ day, 0 }, zone->zone)
                                  + minutes * 60 * G_USEC_PER_SEC,
                              zone->zone);
}

double
sam_timeline_axis_x (const SamTimelineAxis *axis, double days)
{
  return (days - axis->first) * axis->day_width;
}

double
sam_timeline_axis_days (const SamTimelineAxis *axis, double x)
{
  return axis->first + x / axis->day_width;
}

int
sam_timeline_axis_width (const SamTimelineAxis *axis)
{
  return (int)ceil ((axis->last - axis->first) * axis->day_width);
}

double
sam_timeline_zoom_day_width (SamTimelineZoom zoom)
{
  static const double widths[SAM_TIMELINE_N_ZOOMS] = { 960, 36, 12, 2.7 };

  return widths[zoom];
}

SamTimelineZoom
sam_timeline_zoom_nearest (double day_width)
{
  SamTimelineZoom nearest = SAM_TIMELINE_DAY;
  double least = G_MAXDOUBLE;

  for (int i = 0; i < SAM_TIMELINE_N_ZOOMS; i++)
    {
      double distance = fabs (log (day_width / sam_timeline_zoom_day_width (i)));

      if (distance < least)
        {
          least = distance;
          nearest = i;
        }
    }
  return nearest;
}

double
sam_timeline_zoom_step (double day_width, double steps)
{
  return CLAMP (day_width * pow (1.1, steps), SAM_TIMELINE_NARROWEST, SAM_TIMELINE_WIDEST);
}

double
sam_timeline_zoom_about (const SamTimelineAxis *before, const SamTimelineAxis *after, double left,
                         double anchor)
{
  double days = sam_timeline_axis_days (before, left + anchor);

  return sam_timeline_axis_x (after, days) - anchor;
}

int
sam_timeline_step (double day_width, const SamTimelineTimes *times)
{
  if (times->starts.minute == SAM_ALL_DAY)
    return MINUTES;
  if (day_width >= 480)
    return 15;
  return day_width >= 120 ? 60 : MINUTES;
}

int
sam_timeline_steps (double day_width, int step, double pixels)
{
  double steps = pixels / (day_width * step / MINUTES);

  return (int)CLAMP (round (steps), -200000.0, 200000.0);
}

/* A time of day moves in minutes; a day without one by the whole days that the steps make. */
static SamMoment
moment_move (SamMoment moment, int step, int steps)
{
  gint64 delta = (gint64)step * steps;
  gint64 minutes;

  if (moment.day == SAM_DAY_NONE)
    return moment;
  if (moment.minute == SAM_ALL_DAY)
    return (SamMoment){ moment.day + (SamDay)(delta / MINUTES), SAM_ALL_DAY };

  minutes = (gint64)moment.day * MINUTES + moment.minute + delta;
  moment.day = (SamDay)(minutes / MINUTES);
  moment.minute = (gint16)(minutes % MINUTES);
  if (moment.minute < 0)
    {
      moment.minute += MINUTES;
      moment.day--;
    }
  return moment;
}

static gboolean
moment_possible (SamMoment moment)
{
  return moment.day == SAM_DAY_NONE
         || (moment.day >= sam_day_new (1900, 1, 1) && moment.day <= sam_day_new (2199, 12, 31));
}

static SamTimelineTimes
if_possible (SamTimelineTimes after, SamTimelineTimes before)
{
  return moment_possible (after.starts) && moment_possible (after.ends) ? after : before;
}

/* The latest start for an end, and the earliest end for a start. */
static SamMoment
earliest_end (SamMoment starts, SamMoment ends)
{
  if (ends.minute == SAM_ALL_DAY)
    return (SamMoment){ starts.day, SAM_ALL_DAY };
  return moment_move ((SamMoment){ starts.day, MAX (starts.minute, 0) }, 15, 1);
}

static SamMoment
latest_start (SamMoment starts, SamMoment ends)
{
  if (starts.minute == SAM_ALL_DAY)
    return (SamMoment){ ends.day - (ends.minute == 0), SAM_ALL_DAY };
  if (ends.minute == SAM_ALL_DAY)
    return (SamMoment){ ends.day, MINUTES - 15 };
  return moment_move (ends, 15, -1);
}

/* Without an end, one that is dragged gets the end that it was drawn with. */
static SamMoment
effective_end (SamTimelineTimes times)
{
  if (times.ends.day != SAM_DAY_NONE)
    return times.ends;
  return times.starts.minute == SAM_ALL_DAY ? times.starts : moment_move (times.starts, 60, 1);
}

SamTimelineTimes
sam_timeline_move (SamTimelineTimes times, int step, int steps)
{
  SamTimelineTimes moved
      = { moment_move (times.starts, step, steps), moment_move (times.ends, step, steps) };

  return if_possible (moved, times);
}

SamTimelineTimes
sam_timeline_move_start (SamTimelineTimes times, int step, int steps)
{
  SamTimelineTimes moved = { moment_move (times.starts, step, steps), effective_end (times) };
  SamMoment latest = latest_start (moved.starts, moved.ends);

  if (steps == 0)
    return times;
  if (sam_moment_compare (moved.starts, latest) > 0)
    moved.starts = latest;
  return if_possible (moved, times);
}

SamTimelineTimes
sam_timeline_move_end (SamTimelineTimes times, int step, int steps)
{
  SamTimelineTimes moved = { times.starts, moment_move (effective_end (times), step, steps) };
  SamMoment earliest = earliest_end (moved.starts, moved.ends);

  if (steps == 0)
    return times;
  if (sam_moment_compare (moved.ends, earliest) < 0)
    moved.ends = earliest;
  return if_possible (moved, times);
}
