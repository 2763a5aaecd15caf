/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/holiday.h"
#include "layout/timeline.h"

#include <math.h>

/* The most ticks or bands that one look-up gives: no screen shows more. */
#define MOST 4000

/* Which two rows are legible: a week's number needs some 32 pixels, a day's or an hour's some 24.
 */
SamTickLevel
sam_timeline_tick_level (double day_width)
{
  static const int hours[] = { 1, 2, 3, 6, 12 };

  for (guint i = 0; i < G_N_ELEMENTS (hours); i++)
    if (day_width * hours[i] / 24 >= 30)
      {
        if (day_width < 120)
          break;
        return (SamTickLevel){ SAM_TICK_DAY, SAM_TICK_HOUR, hours[i] };
      }
  if (day_width >= 22)
    return (SamTickLevel){ SAM_TICK_WEEK, SAM_TICK_DAY, 1 };
  if (day_width >= 5.5)
    return (SamTickLevel){ SAM_TICK_MONTH, SAM_TICK_WEEK, 1 };
  return (SamTickLevel){ SAM_TICK_YEAR, SAM_TICK_MONTH, day_width >= 1.8 ? 1 : 3 };
}

/* The tick's first day that holds `day`. */
static SamDay
unit_floor (SamTickUnit unit, int step, SamDay day)
{
  int year, month, of_month;

  sam_day_split (day, &year, &month, &of_month);
  switch (unit)
    {
    case SAM_TICK_WEEK:
      return day - (sam_day_weekday (day) - 1);
    case SAM_TICK_MONTH:
      return sam_day_new (year, month - (month - 1) % step, 1);
    case SAM_TICK_YEAR:
      return sam_day_new (year, 1, 1);
    case SAM_TICK_HOUR:
    case SAM_TICK_DAY:
    default:
      return day;
    }
}

static SamDay
unit_next (SamTickUnit unit, int step, SamDay day)
{
  switch (unit)
    {
    case SAM_TICK_WEEK:
      return day + 7;
    case SAM_TICK_MONTH:
      return sam_day_add_months (day, step);
    case SAM_TICK_YEAR:
      return sam_day_add_months (day, 12);
    case SAM_TICK_HOUR:
    case SAM_TICK_DAY:
    default:
      return day + 1;
    }
}

static void
add_tick (GArray *ticks, const SamTimelineAxis *axis, SamTick tick, double starts, double ends)
{
  tick.x = sam_timeline_axis_x (axis, starts);
  tick.width = (ends - starts) * axis->day_width;
  g_array_append_val (ticks, tick);
}

/* The hours of one day. An hour that the clock leaps over has no tick. */
static void
add_hours (GArray *ticks, const SamTimelineAxis *axis, SamTimelineZone *zone, SamDay day, int step,
           double from, double to)
{
  for (int hour = 0; hour < 24; hour += step)
    {
      SamMoment moment = { day, (gint16)(hour * 60) };
      SamMoment next = hour + step < 24 ? (SamMoment){ day, (gint16)((hour + step) * 60) }
                                        : (SamMoment){ day + 1, 0 };
      double starts = sam_timeline_zone_days (zone, moment);
      double ends = sam_timeline_zone_days (zone, next);

      if (ends <= starts || sam_timeline_axis_x (axis, ends) <= from
          || sam_timeline_axis_x (axis, starts) >= to)
        continue;
      add_tick (ticks, axis,
                (SamTick){ .unit = SAM_TICK_HOUR, .day = day, .minute = moment.minute }, starts,
                ends);
    }
}

GArray *
sam_timeline_ticks (const SamTimelineAxis *axis, SamTimelineZone *zone, SamTickUnit unit, int step,
                    double from, double to)
{
  GArray *ticks = g_array_new (FALSE, FALSE, sizeof (SamTick));
  SamDay day = unit_floor (unit, step, (SamDay)floor (sam_timeline_axis_days (axis, from)));
  SamDay end = (SamDay)ceil (sam_timeline_axis_days (axis, to));

  while (day < end && day != SAM_DAY_NONE && ticks->len < MOST)
    {
      SamDay next = unit_next (unit, step, day);

      if (unit == SAM_TICK_HOUR)
        add_hours (ticks, axis, zone, day, step, from, to);
      else
        add_tick (ticks, axis, (SamTick){ .unit = unit, .day = day }, day, next);
      day = next;
    }
  return ticks;
}

static SamShade
day_shade (SamDay day, const SamShadeDays *days, guint n_days)
{
  SamShade shade = SAM_SHADE_NONE;

  for (guint i = 0; i < n_days; i++)
    {
      if (day < days[i].first || day > days[i].last)
        continue;
      if (days[i].shade == SAM_SHADE_HOLIDAY)
        return SAM_SHADE_HOLIDAY;
      if (days[i].shade != SAM_SHADE_NONE)
        shade = days[i].shade;
    }
  if (sam_holiday (day, NULL) != SAM_HOLIDAY_NONE)
    return SAM_SHADE_HOLIDAY;
  return sam_day_weekday (day) >= 6 ? SAM_SHADE_WEEKEND : shade;
}

GArray *
sam_timeline_shades (const SamTimelineAxis *axis, const SamShadeDays *days, guint n_days,
                     double from, double to)
{
  GArray *bands = g_array_new (FALSE, FALSE, sizeof (SamShadeBand));
  SamDay day = (SamDay)floor (sam_timeline_axis_days (axis, from));
  SamDay end = (SamDay)ceil (sam_timeline_axis_days (axis, to));

  end = MIN (end, day + MOST);
  while (day < end)
    {
      SamShade shade = day_shade (day, days, n_days);
      SamDay next = day + 1;

      while (next < end && day_shade (next, days, n_days) == shade)
        next++;
      if (shade != SAM_SHADE_NONE)
        {
          SamShadeBand band
              = { sam_timeline_axis_x (axis, day), (next - day) * axis->day_width, shade };
          g_array_append_val (bands, band);
        }
      day = next;
    }
  return bands;
}
