/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/timeline/timeline-private.h"

#include <math.h>

/* Room left and right of everything, in days: one can scroll past the ends. */
#define MARGIN_DAYS 190
#define BOTTOM 24
#define MOTION 200 /* milliseconds */

static SamTimelineLanes *
lanes_of (SamTimelinePage *self)
{
  return sam_timeline_content_lanes (self->content);
}

SamCanvasItem
sam_timeline_view_item (SamTimelinePage *self, const SamTimelineBar *bar)
{
  return (SamCanvasItem){ .kind = SAM_TIMELINE_BAR,
                          .key = bar->key,
                          .order = bar->lane->order + bar->index,
                          .x = bar->x,
                          .y = sam_timeline_bar_y (lanes_of (self), bar),
                          .width = bar->width,
                          .height = sam_timeline_metrics.bar_height };
}

/* What the canvas asks. */
static void
measure (gpointer owner, int viewport_width, int viewport_height, int *width, int *height)
{
  SamTimelinePage *self = owner;

  *width = MAX (sam_timeline_axis_width (&self->axis), viewport_width);
  *height = sam_timeline_lanes_height (lanes_of (self)) + BOTTOM;
}

typedef struct
{
  SamTimelinePage *page;
  SamCanvas *canvas;
  SamCanvasVisit visit;
} Visit;

static void
visit_item (Visit *visit, const SamCanvasItem *item, const SamTimelineBar *bar)
{
  GtkWidget *widget;

  visit->visit (visit->canvas, item);
  /* One that is here already is not bound again for another width. */
  widget = sam_canvas_widget (visit->canvas, item->kind, item->key);
  if (widget != NULL)
    sam_activity_bar_set_shape (SAM_ACTIVITY_BAR (widget), bar->width, bar->extent, bar->inside);
}

static void
visit_bar (const SamTimelineBar *bar, gpointer data)
{
  Visit *visit = data;
  SamTimelineDrag *drag = &visit->page->drag;
  SamCanvasItem item;

  if (drag->moving && bar->key == drag->record)
    return;
  item = sam_timeline_view_item (visit->page, bar);
  visit_item (visit, &item, bar);
}

static void
visit (gpointer owner, const GdkRectangle *range, SamCanvas *canvas, SamCanvasVisit callback)
{
  SamTimelinePage *self = owner;
  Visit data = { self, canvas, callback };

  sam_timeline_lanes_each_in (lanes_of (self), range->x, range->y, range->width, range->height,
                              visit_bar, &data);
  if (self->drag.moving && self->drag.record != NULL)
    {
      SamCanvasItem item = { .kind = SAM_TIMELINE_BAR,
                             .key = self->drag.record,
                             .order = G_MAXUINT,
                             .x = self->drag.bar.x,
                             .y = self->drag.bar_y,
                             .width = self->drag.bar.width,
                             .height = sam_timeline_metrics.bar_height };

      visit_item (&data, &item, &self->drag.bar);
    }
}

static void
opened (SamActivityBar *bar, gpointer data)
{
  SamTimelinePage *self = data;
  SamRecord *activity = sam_activity_bar_record (bar);

  if (activity != NULL)
    sam_desk_open (self->desk, sam_record_id (activity), SAM_OPEN_SHOW);
}

static GtkWidget *
create (gpointer owner, guint kind)
{
  GtkWidget *bar = sam_activity_bar_new (((SamTimelinePage *)owner)->words);

  g_signal_connect_object (bar, "opened", G_CALLBACK (opened), owner, 0);
  return bar;
}

/* Clashes cost more than a frame has: they are worked out after it, a little at a time. */
static gboolean
find_clashes (gpointer data)
{
  SamTimelinePage *self = data;
  gint64 until = g_get_monotonic_time () + 2000;

  while (self->unknown->len > 0 && g_get_monotonic_time () < until)
    {
      SamRecord *activity = g_ptr_array_steal_index_fast (self->unknown, self->unknown->len - 1);

      if (sam_timeline_content_clashes (self->content, activity))
        sam_canvas_item_changed (self->canvas, SAM_TIMELINE_BAR, activity);
      g_object_unref (activity);
    }
  if (self->unknown->len > 0)
    return G_SOURCE_CONTINUE;
  self->clash_idle = 0;
  return G_SOURCE_REMOVE;
}

static gboolean
clashes (SamTimelinePage *self, SamRecord *activity)
{
  int known = sam_timeline_content_clash_known (self->content, activity);

  if (known < 0)
    {
      g_ptr_array_add (self->unknown, g_object_ref (activity));
      if (self->clash_idle == 0)
        self->clash_idle = g_idle_add (find_clashes, self);
    }
  return known == 1;
}

/* How far a bar's words have to be pushed in to be seen. */
static int
inset_of (SamTimelinePage *self, const SamTimelineBar *bar)
{
  int left = (int)gtk_adjustment_get_value (self->across);

  return bar->inside && bar->x < left && bar->x + bar->width > left ? left - bar->x : 0;
}

static void
set_inset (SamTimelinePage *self, gpointer key, int inset)
{
  GtkWidget *widget = sam_canvas_widget (self->canvas, SAM_TIMELINE_BAR, key);

  if (widget != NULL)
    sam_activity_bar_set_inset (SAM_ACTIVITY_BAR (widget), inset);
}

static void
inset_bar (const SamTimelineBar *bar, gpointer data)
{
  SamTimelinePage *self = data;
  int inset = inset_of (self, bar);

  if (inset == 0)
    return;
  set_inset (self, bar->key, inset);
  g_ptr_array_add (self->inset, bar->key);
}

static void
bind (gpointer owner, GtkWidget *widget, const SamCanvasItem *item)
{
  SamTimelinePage *self = owner;
  SamActivityBar *bar = SAM_ACTIVITY_BAR (widget);
  SamRecord *activity = item->key;
  const SamTimelineBar *placed = sam_timeline_lanes_find (lanes_of (self), activity);
  SamBarSays says;

  if (placed == NULL)
    return;
  sam_bar_says (sam_desk_source (self->desk), activity, sam_desk_today (self->desk),
                clashes (self, activity), &says);
  sam_activity_bar_show (bar, activity, &says,
                         sam_desk_colour_class (self->desk, says.administration));
  sam_activity_bar_set_shape (bar, placed->width, placed->extent, placed->inside);
  sam_activity_bar_set_inset (bar, 0);
  inset_bar (placed, self);
  if (self->attention == activity)
    gtk_widget_add_css_class (widget, "attention");
  else
    gtk_widget_remove_css_class (widget, "attention");
  sam_bar_says_clear (&says);
}

static void
unbind (gpointer owner, GtkWidget *widget, guint kind)
{
  sam_activity_bar_show (SAM_ACTIVITY_BAR (widget), NULL, NULL, NULL);
}

const SamCanvasSource sam_timeline_canvas_source = {
  .measure = measure,
  .visit = visit,
  .create = create,
  .bind = bind,
  .unbind = unbind,
  .snapshot_below = sam_timeline_draw_below,
  .snapshot_above = sam_timeline_draw_above,
};

/* Where things are. */
static void
configure (GtkAdjustment *adjustment, double value, double upper)
{
  double page = gtk_adjustment_get_page_size (adjustment);

  upper = MAX (upper, page);
  gtk_adjustment_configure (adjustment, CLAMP (round (value), 0, upper - page), 0, upper,
                            gtk_adjustment_get_step_increment (adjustment),
                            gtk_adjustment_get_page_increment (adjustment), page);
}

/* Covers everything that has a time. The first day stays as long as it can, so that nothing moves
 * sideways. */
static void
cover (SamTimelinePage *self)
{
  SamDay first, last;

  sam_timeline_content_days (self->content, &first, &last);
  if (self->axis.first == SAM_DAY_NONE || first < self->axis.first + 7
      || first > self->axis.first + 4 * MARGIN_DAYS)
    self->axis.first = first - MARGIN_DAYS;
  if (last > self->axis.last - 7 || last < self->axis.last - 4 * MARGIN_DAYS)
    self->axis.last = last + MARGIN_DAYS;
}

/* The lane at a height, and how far down in it that is: kept in place when lanes grow. */
static double
anchor_down (SamTimelinePage *self, double y, gpointer *lane_key)
{
  const SamTimelineLane *lane = sam_timeline_lanes_at (lanes_of (self), (int)y);

  *lane_key = lane ? lane->key : NULL;
  return lane ? (y - lane->y) / MAX (1, lane->height) : 0;
}

static void
place_about (SamTimelinePage *self, const SamTimelineAxis *before, double anchor_x, double anchor_y)
{
  SamTimelineLanes *lanes = lanes_of (self);
  double left = gtk_adjustment_get_value (self->across);
  double top = gtk_adjustment_get_value (self->down);
  gpointer lane_key;
  double part = anchor_down (self, top + anchor_y, &lane_key);
  const SamTimelineLane *lane;

  sam_timeline_lanes_place (lanes, &self->axis);
  lane = lane_key ? sam_timeline_lanes_lane (lanes, lane_key) : NULL;
  if (lane != NULL && top > 0)
    top = lane->y + part * lane->height - anchor_y;
  if (before->first != SAM_DAY_NONE)
    left = sam_timeline_zoom_about (before, &self->axis, left, anchor_x);

  sam_canvas_places_changed (self->canvas);
  sam_canvas_places_changed (self->names);
  configure (self->across, left, sam_timeline_axis_width (&self->axis));
  configure (self->down, top, sam_timeline_lanes_height (lanes) + BOTTOM);
  sam_timeline_view_update_insets (self);
  gtk_widget_queue_draw (self->axis_view);
}

void
sam_timeline_view_place (SamTimelinePage *self)
{
  SamTimelineAxis before = self->axis;

  cover (self);
  place_about (self, &before, 0, 0);
  sam_timeline_page_update_empty (self);
}

void
sam_timeline_view_set_day_width (SamTimelinePage *self, double day_width, double anchor_x,
                                 double anchor_y)
{
  SamTimelineAxis before = self->axis;

  self->axis.day_width = CLAMP (day_width, SAM_TIMELINE_NARROWEST, SAM_TIMELINE_WIDEST);
  if (self->axis.day_width == before.day_width)
    return;
  place_about (self, &before, anchor_x, anchor_y);
  sam_timeline_toolbar_update (self);
}

static void
zoom_tick (double value, gpointer data)
{
  SamTimelinePage *self = data;

  sam_timeline_view_set_day_width (self, exp (value), self->zoom_anchor, 0);
}

void
sam_timeline_view_zoom_to (SamTimelinePage *self, double day_width, double anchor_x)
{
  if (self->zooming == NULL)
    self->zooming = adw_timed_animation_new (
        GTK_WIDGET (self), 0, 1, MOTION, adw_callback_animation_target_new (zoom_tick, self, NULL));
  adw_animation_pause (self->zooming);
  self->zoom_anchor = anchor_x;
  adw_timed_animation_set_value_from (ADW_TIMED_ANIMATION (self->zooming),
                                      log (self->axis.day_width));
  adw_timed_animation_set_value_to (ADW_TIMED_ANIMATION (self->zooming), log (day_width));
  adw_animation_play (self->zooming);
}

static void
scroll_tick (double value, gpointer data)
{
  SamTimelinePage *self = data;

  gtk_adjustment_set_value (self->across, round (value));
}

void
sam_timeline_view_scroll_to (SamTimelinePage *self, double left)
{
  double most
      = gtk_adjustment_get_upper (self->across) - gtk_adjustment_get_page_size (self->across);

  if (self->scrolling == NULL)
    self->scrolling
        = adw_timed_animation_new (GTK_WIDGET (self), 0, 1, MOTION,
                                   adw_callback_animation_target_new (scroll_tick, self, NULL));
  adw_animation_pause (self->scrolling);
  adw_timed_animation_set_value_from (ADW_TIMED_ANIMATION (self->scrolling),
                                      gtk_adjustment_get_value (self->across));
  adw_timed_animation_set_value_to (ADW_TIMED_ANIMATION (self->scrolling), CLAMP (left, 0, most));
  adw_animation_play (self->scrolling);
}

/* Now, if the session's today is the clock's; else the middle of that day. */
double
sam_timeline_view_today (SamTimelinePage *self)
{
  SamDay today = sam_desk_today (self->desk);
  const char *zone = sam_forum_zone (sam_desk_forum (self->desk));
  SamMoment now = sam_moment_from_utc (
      sam_clock_now (sam_session_clock (sam_desk_session (self->desk))), zone);

  if (now.day != today)
    return today + 0.5;
  return sam_timeline_zone_days (sam_timeline_content_zone (self->content), now);
}

void
sam_timeline_view_show_today (SamTimelinePage *self)
{
  double x = sam_timeline_axis_x (&self->axis, sam_timeline_view_today (self));

  sam_timeline_view_scroll_to (self, x - gtk_adjustment_get_page_size (self->across) / 3);
}

typedef struct
{
  SamDay today;
  SamRecord *best; /* the period that today is in, else the next, else the last */
} Nearest;

static gboolean
nearest_period (SamRecord *period, gpointer data)
{
  Nearest *nearest = data;
  SamDay ends = sam_record_day (period, SAM_PERIOD_ENDS);
  SamDay best = nearest->best ? sam_record_day (nearest->best, SAM_PERIOD_ENDS) : SAM_DAY_NONE;

  if (nearest->best == NULL || (best < nearest->today && ends > best)
      || (ends >= nearest->today && ends < best))
    nearest->best = period;
  return TRUE;
}

void
sam_timeline_view_open_where (SamTimelinePage *self)
{
  SamSource *source = sam_desk_source (self->desk);
  double page = gtk_adjustment_get_page_size (self->across);
  Nearest nearest = { sam_desk_today (self->desk), NULL };
  double today = sam_timeline_axis_x (&self->axis, nearest.today + 0.5);
  double left = today - page / 3;

  source->each (source, SAM_KIND_PERIOD, nearest_period, &nearest);
  if (nearest.best != NULL)
    {
      double starts
          = sam_timeline_axis_x (&self->axis, sam_record_day (nearest.best, SAM_PERIOD_STARTS));
      double ends
          = sam_timeline_axis_x (&self->axis, sam_record_day (nearest.best, SAM_PERIOD_ENDS) + 1);
      /* A third of what is left over stands before the period, the rest after it, where words run
       * out to the right. A longer period begins near the left edge. */
      double slack = MAX (0, page - (ends - starts));
      double view = starts - MAX (page * 0.04, slack / 3);

      if (today < starts || today > ends || (today > view && today < view + page * 0.9))
        left = view;
    }
  configure (self->across, left, gtk_adjustment_get_upper (self->across));
}

/* What of a bar has to come into sight: all of a short one, the beginning of a long one, and
 * nothing more across if enough of it is seen already. */
static GdkRectangle
around (SamTimelinePage *self, const SamTimelineBar *bar, const SamCanvasItem *item)
{
  int left = (int)gtk_adjustment_get_value (self->across);
  int right = left + (int)gtk_adjustment_get_page_size (self->across);
  int seen = MIN (bar->x + bar->extent, right) - MAX (bar->x, left);
  GdkRectangle place = { item->x - 24, item->y - 12, bar->extent + 48, item->height + 24 };

  if (place.width <= right - left && seen < bar->extent)
    return place;
  if (seen >= MIN (bar->extent, 160))
    {
      place.x = left;
      place.width = right - left;
    }
  else
    place.width = MIN (place.width, right - left);
  return place;
}

gboolean
sam_timeline_view_focus (SamTimelinePage *self, SamRecord *activity)
{
  const SamTimelineBar *bar = sam_timeline_lanes_find (lanes_of (self), activity);
  GtkWidget *widget;
  SamCanvasItem item;
  GdkRectangle place;

  if (bar == NULL)
    return FALSE;
  item = sam_timeline_view_item (self, bar);
  place = around (self, bar, &item);
  sam_canvas_reveal (self->canvas, &place);
  widget = sam_canvas_widget (self->canvas, SAM_TIMELINE_BAR, activity);
  return widget ? gtk_widget_grab_focus (widget) : sam_canvas_focus (self->canvas, &item);
}

SamRecord *
sam_timeline_view_focused (SamTimelinePage *self)
{
  GtkWidget *child = gtk_widget_get_focus_child (GTK_WIDGET (self->canvas));

  return child && SAM_IS_ACTIVITY_BAR (child) ? sam_activity_bar_record (SAM_ACTIVITY_BAR (child))
                                              : NULL;
}

/* The words of a bar that begins out of sight stand where it comes into sight. */
void
sam_timeline_view_update_insets (SamTimelinePage *self)
{
  for (guint i = 0; i < self->inset->len; i++)
    {
      const SamTimelineBar *bar = sam_timeline_lanes_find (lanes_of (self), self->inset->pdata[i]);

      if (bar == NULL || inset_of (self, bar) == 0)
        set_inset (self, self->inset->pdata[i], 0);
    }
  g_ptr_array_set_size (self->inset, 0);
  sam_timeline_lanes_each_in (lanes_of (self), (int)gtk_adjustment_get_value (self->across),
                              (int)gtk_adjustment_get_value (self->down), 1,
                              (int)gtk_adjustment_get_page_size (self->down), inset_bar, self);
}
