/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/date.h"

/* Where things stand on a timeline: moment ↔ x, zoom, ticks, lanes with their bars, and what a drag does to a
 * time. Pure; one thread at a time. Pixels are those of the whole timeline, whose left edge is the axis' first day. */

/* Moments as days since 1970 with a fraction, in a zone. A day is as wide as any other; within it minutes are
 * proportional to how long it lasts, so that on the day when summer time ends an hour is 1/25. */
typedef struct _SamTimelineZone SamTimelineZone;
SamTimelineZone *sam_timeline_zone_new (const char *zone);
void sam_timeline_zone_free (SamTimelineZone *zone);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SamTimelineZone, sam_timeline_zone_free)
double sam_timeline_zone_days (SamTimelineZone *zone, SamMoment moment); /* all day: where the day begins */
SamMoment sam_timeline_zone_moment (SamTimelineZone *zone, double days); /* to the nearest minute */

typedef struct
{
  SamDay first;     /* at x = 0 */
  SamDay last;      /* the day after the last */
  double day_width; /* pixels */
} SamTimelineAxis;

double sam_timeline_axis_x (const SamTimelineAxis *axis, double days);
double sam_timeline_axis_days (const SamTimelineAxis *axis, double x);
int sam_timeline_axis_width (const SamTimelineAxis *axis);

typedef enum
{
  SAM_TIMELINE_DAY,
  SAM_TIMELINE_WEEK,
  SAM_TIMELINE_MONTH,
  SAM_TIMELINE_YEAR,
} SamTimelineZoom;
#define SAM_TIMELINE_N_ZOOMS 4
#define SAM_TIMELINE_NARROWEST 1.25
#define SAM_TIMELINE_WIDEST 1920.0

double sam_timeline_zoom_day_width (SamTimelineZoom zoom);
SamTimelineZoom sam_timeline_zoom_nearest (double day_width);
/* Steps in (positive) or out; between the narrowest and the widest. Some seven steps double the width. */
double sam_timeline_zoom_step (double day_width, double steps);
/* The left edge of what is seen after a zoom, so that what stood `anchor` pixels into the view stays there. */
double sam_timeline_zoom_about (const SamTimelineAxis *before, const SamTimelineAxis *after, double left, double anchor);

/* Ticks: two rows of labels above the timeline. */
typedef enum
{
  SAM_TICK_HOUR,
  SAM_TICK_DAY,
  SAM_TICK_WEEK,
  SAM_TICK_MONTH,
  SAM_TICK_YEAR,
} SamTickUnit;

typedef struct
{
  double x, width;
  SamTickUnit unit;
  SamDay day;    /* its first day */
  gint16 minute; /* of an hour */
} SamTick;

typedef struct
{
  SamTickUnit upper, lower;
  int step; /* of the lower row, in its unit */
} SamTickLevel;

SamTickLevel sam_timeline_tick_level (double day_width);
/* The ticks of a row that touch from ≤ x < to, in order. Array of SamTick, owned by the caller. */
GArray *sam_timeline_ticks (const SamTimelineAxis *axis, SamTimelineZone *zone, SamTickUnit unit, int step, double from,
                            double to);

/* What is shaded behind: weekends, and the days of the forum's calendar. */
typedef enum
{
  SAM_SHADE_NONE,
  SAM_SHADE_WEEKEND,
  SAM_SHADE_HOLIDAY, /* public holidays and work-free eves */
  SAM_SHADE_BREAK,   /* school break */
} SamShade;

typedef struct
{
  SamDay first, last; /* inclusive */
  SamShade shade;
} SamShadeDays;

typedef struct
{
  double x, width;
  SamShade shade;
} SamShadeBand;
/* Bands of like days that touch the range. A day in several takes the holiday before the weekend before the break. `days`
 * are those of the calendar; weekends and Sweden's public holidays come by themselves. Array of SamShadeBand, owned. */
GArray *sam_timeline_shades (const SamTimelineAxis *axis, const SamShadeDays *days, guint n_days, double from, double to);

/* Lanes and bars. */
typedef struct
{
  int bar_height;
  int row_gap;       /* between rows */
  int lane_padding;  /* above the first and below the last row */
  int lane_minimum;  /* a lane's least height */
  int bar_minimum;   /* a bar's least width */
  int bar_gap;       /* between bars in one row */
  int label_gap;     /* between a bar and the words beside it */
  int label_space;   /* after such words */
  int label_maximum; /* the widest words beside a bar */
  int inside_from;   /* bars at least this wide hold their words */
  int diamond;       /* a milestone's width */
} SamTimelineMetrics;
extern const SamTimelineMetrics sam_timeline_metrics; /* what the screen uses */

typedef struct _SamTimelineLane SamTimelineLane;

typedef struct
{
  gpointer key;        /* who it is; unique */
  const char *id;      /* breaks ties; borrowed, as long as the bar is here */
  double starts, ends; /* days since 1970; equal: a milestone */
  int label;           /* how wide its words would be */

  /* Placed by sam_timeline_lanes_place(): */
  int x, width;        /* the bar itself */
  int extent;          /* with the words beside it */
  gboolean inside;     /* the words stand in the bar */
  guint row, index;    /* in the lane; index in order of time */
  SamTimelineLane *lane;
} SamTimelineBar;

struct _SamTimelineLane
{
  gpointer key;
  int y, height;   /* placed */
  guint n_rows;
  guint n_bars;
  guint order;     /* bars in the lanes above it */
  guint position;  /* among the lanes that are shown */
};

/* Fills in x, width, extent and inside. */
void sam_timeline_bar_measure (const SamTimelineMetrics *metrics, const SamTimelineAxis *axis, SamTimelineBar *bar);

typedef struct _SamTimelineLanes SamTimelineLanes;
SamTimelineLanes *sam_timeline_lanes_new (const SamTimelineMetrics *metrics);
void sam_timeline_lanes_free (SamTimelineLanes *lanes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SamTimelineLanes, sam_timeline_lanes_free)

/* Adds a bar or changes the one with its key; only the lanes it leaves and enters are packed again. */
void sam_timeline_lanes_put (SamTimelineLanes *lanes, gpointer lane_key, const SamTimelineBar *bar);
void sam_timeline_lanes_remove (SamTimelineLanes *lanes, gpointer bar_key);
void sam_timeline_lanes_clear (SamTimelineLanes *lanes);
/* Which lanes are shown, from the top. Lanes without bars may be among them; what is not named is hidden. */
void sam_timeline_lanes_set_order (SamTimelineLanes *lanes, gpointer const *lane_keys, guint n);
guint sam_timeline_lanes_count_bars (SamTimelineLanes *lanes, gpointer lane_key);
/* Keys of the lanes that hold bars, in no order; owned array, borrowed keys. */
GPtrArray *sam_timeline_lanes_filled (SamTimelineLanes *lanes);
/* Packs what changed (everything if the axis did) into the fewest rows, earliest first, and stacks the lanes. How many
 * lanes were packed. Everything below is as of the last call. */
guint sam_timeline_lanes_place (SamTimelineLanes *lanes, const SamTimelineAxis *axis);

int sam_timeline_lanes_height (SamTimelineLanes *lanes);
guint sam_timeline_lanes_n_shown (SamTimelineLanes *lanes);
const SamTimelineLane *sam_timeline_lanes_nth (SamTimelineLanes *lanes, guint position);
/* The lane at y; the first above, the last below; NULL if none is shown. */
const SamTimelineLane *sam_timeline_lanes_at (SamTimelineLanes *lanes, int y);
const SamTimelineLane *sam_timeline_lanes_lane (SamTimelineLanes *lanes, gpointer lane_key); /* shown, or NULL */
const SamTimelineBar *sam_timeline_lanes_find (SamTimelineLanes *lanes, gpointer bar_key); /* NULL also if hidden */
int sam_timeline_bar_y (SamTimelineLanes *lanes, const SamTimelineBar *bar);

/* What touches a rectangle, by row, then time: O(log n) for each row in sight, and what is found. */
typedef void (*SamTimelineVisit) (const SamTimelineBar *bar, gpointer data);
void sam_timeline_lanes_each_in (SamTimelineLanes *lanes, int x, int y, int width, int height, SamTimelineVisit visit,
                                 gpointer data);

typedef enum
{
  SAM_TIMELINE_EARLIER,
  SAM_TIMELINE_LATER,
  SAM_TIMELINE_ABOVE, /* the nearest in time, in the nearest lane above that has any */
  SAM_TIMELINE_BELOW,
  SAM_TIMELINE_FIRST, /* of its lane */
  SAM_TIMELINE_LAST,
} SamTimelineDirection;
const SamTimelineBar *sam_timeline_lanes_neighbour (SamTimelineLanes *lanes, const SamTimelineBar *bar,
                                                    SamTimelineDirection direction);
/* The first bar that starts at a moment or after it, in the topmost lane that has one; else the last; NULL if there is none. */
const SamTimelineBar *sam_timeline_lanes_first_after (SamTimelineLanes *lanes, double days);

typedef enum
{
  SAM_TIMELINE_NOTHING,
  SAM_TIMELINE_START, /* the edge that changes when it starts */
  SAM_TIMELINE_END,
  SAM_TIMELINE_BODY,
  SAM_TIMELINE_LABEL, /* the words beside it */
} SamTimelinePart;
/* The bar at a point, or NULL, and which part. Narrow bars and milestones have no edges. */
const SamTimelineBar *sam_timeline_lanes_hit (SamTimelineLanes *lanes, int x, int y, SamTimelinePart *part);

/* What a drag does. Times as an activity has them: either may lack a minute, the end may be SAM_MOMENT_NONE. */
typedef struct
{
  SamMoment starts, ends;
} SamTimelineTimes;

/* Minutes of the steps in which times move at this zoom: 15, 60 or 1440; whole days always for all-day ones. */
int sam_timeline_step (double day_width, const SamTimelineTimes *times);
/* How many steps a drag of so many pixels is. */
int sam_timeline_steps (double day_width, int step, double pixels);
/* Clock time is kept across a change of the clock. Never past the years 1900 to 2199. */
SamTimelineTimes sam_timeline_move (SamTimelineTimes times, int step, int steps);
/* Never so that it would end before it has begun: at least a quarter of an hour, or its first day. */
SamTimelineTimes sam_timeline_move_start (SamTimelineTimes times, int step, int steps);
SamTimelineTimes sam_timeline_move_end (SamTimelineTimes times, int step, int steps);
