/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/timeline/timeline-private.h"

#include <math.h>

/* One gesture does everything that a pointer does on the canvas: a press and release opens, a drag
 * of a bar moves it, of its edge changes a time, of the background pans. */

#define THRESHOLD 4   /* pixels from a click to a drag */
#define EDGE 36       /* held this near to a side, the timeline scrolls */
#define EDGE_SPEED 12 /* pixels a frame at most */

static const SamTimelineBar *
hit (SamTimelinePage *self, double x, double y, SamTimelinePart *part)
{
  return sam_timeline_lanes_hit (sam_timeline_content_lanes (self->content),
                                 (int)(x + gtk_adjustment_get_value (self->across)),
                                 (int)(y + gtk_adjustment_get_value (self->down)), part);
}

static GtkWidget *
widget_of (SamTimelinePage *self, SamRecord *activity)
{
  return sam_canvas_widget (self->canvas, SAM_TIMELINE_BAR, activity);
}

static void
set_cursor (SamTimelinePage *self, SamTimelinePart part, gboolean moving)
{
  const char *name = NULL;

  if (part == SAM_TIMELINE_START || part == SAM_TIMELINE_END)
    name = "ew-resize";
  else if (moving)
    name = "grabbing";
  else if (part != SAM_TIMELINE_NOTHING)
    name = "pointer";
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self->canvas), name);
}

/* Where the bar would stand with the times as dragged: worked out by the same rules as every other.
 */
static void
place_dragged (SamTimelinePage *self)
{
  SamTimelineDrag *drag = &self->drag;
  g_autoptr (SamRecord) copy = sam_record_copy (drag->record);
  g_autofree char *starts = sam_moment_format (drag->now.starts);
  g_autofree char *ends
      = drag->now.ends.day != SAM_DAY_NONE ? sam_moment_format (drag->now.ends) : NULL;
  double from, to;

  sam_record_take_value (copy, SAM_ACTIVITY_STARTS, sam_value_text (starts));
  sam_record_take_value (copy, SAM_ACTIVITY_ENDS, sam_value_text (ends));
  if (!sam_timeline_place (sam_timeline_content_zone (self->content), copy, &from, &to))
    return;
  drag->bar.starts = from;
  drag->bar.ends = to;
  sam_timeline_bar_measure (&sam_timeline_metrics, &self->axis, &drag->bar);
  sam_canvas_places_changed (self->canvas);
}

static void
drag_times (SamTimelinePage *self)
{
  SamTimelineDrag *drag = &self->drag;
  double moved = drag->x + gtk_adjustment_get_value (self->across) - drag->start_x;
  int step = sam_timeline_step (self->axis.day_width, &drag->before);
  int steps = sam_timeline_steps (self->axis.day_width, step, moved);
  SamTimelineTimes now;

  if (drag->part == SAM_TIMELINE_START)
    now = sam_timeline_move_start (drag->before, step, steps);
  else if (drag->part == SAM_TIMELINE_END)
    now = sam_timeline_move_end (drag->before, step, steps);
  else
    now = sam_timeline_move (drag->before, step, steps);
  drag->now = now;
  place_dragged (self);
}

static gboolean
scroll_at_edge (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  SamTimelinePage *self = data;
  SamTimelineDrag *drag = &self->drag;
  double width = gtk_adjustment_get_page_size (self->across);
  double beyond = 0;

  if (drag->x < EDGE)
    beyond = drag->x - EDGE;
  else if (drag->x > width - EDGE)
    beyond = drag->x - (width - EDGE);
  if (beyond != 0)
    {
      beyond = CLAMP (beyond / 3, -EDGE_SPEED, EDGE_SPEED);
      gtk_adjustment_set_value (self->across,
                                round (gtk_adjustment_get_value (self->across) + beyond));
      drag_times (self);
    }
  return G_SOURCE_CONTINUE;
}

static void
start_moving (SamTimelinePage *self)
{
  SamTimelineDrag *drag = &self->drag;
  GtkWidget *widget;

  drag->moving = TRUE;
  if (drag->record == NULL)
    {
      set_cursor (self, SAM_TIMELINE_NOTHING, TRUE);
      return;
    }
  widget = widget_of (self, drag->record);
  if (widget != NULL)
    {
      sam_canvas_pin (self->canvas, widget, TRUE);
      gtk_widget_add_css_class (widget, "dragging");
    }
  drag->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self->canvas), scroll_at_edge, self, NULL);
  set_cursor (self, drag->part, TRUE);
}

/* Back to no drag at all. */
static void
stop_moving (SamTimelinePage *self)
{
  SamTimelineDrag *drag = &self->drag;
  GtkWidget *widget = drag->record && drag->moving ? widget_of (self, drag->record) : NULL;

  if (drag->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->canvas), drag->tick);
  if (widget != NULL)
    {
      gtk_widget_remove_css_class (widget, "dragging");
      sam_canvas_pin (self->canvas, widget, FALSE);
    }
  g_clear_object (&drag->record);
  memset (drag, 0, sizeof *drag);
  set_cursor (self, SAM_TIMELINE_NOTHING, FALSE);
  sam_canvas_places_changed (self->canvas);
}

gboolean
sam_timeline_drag_cancel (SamTimelinePage *self)
{
  GtkGesture *gesture = self->drag.gesture;

  if (!self->drag.moving)
    return FALSE;
  stop_moving (self);
  /* What the pointer does until it is released is no business of the timeline's any more. */
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_DENIED);
  return TRUE;
}

static void
drag_begin (GtkGestureDrag *gesture, double x, double y, gpointer data)
{
  SamTimelinePage *self = data;
  SamTimelineDrag *drag = &self->drag;
  const SamTimelineBar *bar = hit (self, x, y, &drag->part);
  GtkWidget *widget;

  g_clear_object (&drag->record);
  drag->gesture = GTK_GESTURE (gesture);
  drag->moving = FALSE;
  drag->left = gtk_adjustment_get_value (self->across);
  drag->top = gtk_adjustment_get_value (self->down);
  drag->x = x;
  drag->y = y;
  drag->start_x = x + drag->left;
  drag->start_y = y + drag->top;
  if (bar == NULL)
    return;

  drag->record = g_object_ref (bar->key);
  drag->bar = *bar;
  drag->bar_y = sam_timeline_bar_y (sam_timeline_content_lanes (self->content), bar);
  drag->before = drag->now = sam_timeline_times (drag->record);
  widget = widget_of (self, drag->record);
  if (widget != NULL)
    gtk_widget_grab_focus (widget);
}

static void
drag_update (GtkGestureDrag *gesture, double offset_x, double offset_y, gpointer data)
{
  SamTimelinePage *self = data;
  SamTimelineDrag *drag = &self->drag;

  if (drag->gesture == NULL)
    return;
  drag->x = drag->start_x - drag->left + offset_x;
  drag->y = drag->start_y - drag->top + offset_y;
  if (!drag->moving)
    {
      if (fabs (offset_x) < THRESHOLD && (drag->record != NULL || fabs (offset_y) < THRESHOLD))
        return;
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
      start_moving (self);
    }
  if (drag->record != NULL)
    {
      drag_times (self);
      return;
    }
  gtk_adjustment_set_value (self->across, drag->left - offset_x);
  gtk_adjustment_set_value (self->down, drag->top - offset_y);
}

static void
click (SamTimelinePage *self, SamRecord *activity)
{
  GtkWidget *widget = widget_of (self, activity);
  const SamTimelineBar *bar
      = sam_timeline_lanes_find (sam_timeline_content_lanes (self->content), activity);

  if (bar != NULL && widget != NULL
      && sam_activity_bar_on_sign (SAM_ACTIVITY_BAR (widget), (int)self->drag.start_x - bar->x))
    sam_timeline_clash_show (self, activity);
  else
    sam_desk_open (self->desk, sam_record_id (activity), SAM_OPEN_SHOW);
}

static void
drag_end (GtkGestureDrag *gesture, double offset_x, double offset_y, gpointer data)
{
  SamTimelinePage *self = data;
  SamTimelineDrag drag = self->drag;
  g_autoptr (SamRecord) activity = drag.record ? g_object_ref (drag.record) : NULL;

  if (drag.gesture == NULL)
    return;
  if (activity != NULL && !drag.moving)
    click (self, activity);
  stop_moving (self);
  if (activity == NULL || !drag.moving || sam_record_deleted (activity))
    return;
  sam_timeline_edit_times (self, activity, drag.part, &drag.now);
}

static void
cancelled (GtkGesture *gesture, GdkEventSequence *sequence, gpointer data)
{
  stop_moving (data);
}

static void
secondary_pressed (GtkGestureClick *gesture, int n, double x, double y, gpointer data)
{
  SamTimelinePage *self = data;
  SamTimelinePart part;
  const SamTimelineBar *bar = hit (self, x, y, &part);

  if (bar != NULL && sam_timeline_content_clashes (self->content, bar->key))
    sam_timeline_clash_show (self, bar->key);
}

static void
motion (GtkEventControllerMotion *controller, double x, double y, gpointer data)
{
  SamTimelinePage *self = data;
  SamTimelinePart part;

  self->pointer_x = x;
  if (self->drag.moving)
    return;
  hit (self, x, y, &part);
  set_cursor (self, part, FALSE);
}

static void
leave (GtkEventControllerMotion *controller, gpointer data)
{
  ((SamTimelinePage *)data)->pointer_x = -1;
}

static gboolean
scroll (GtkEventControllerScroll *controller, double dx, double dy, gpointer data)
{
  SamTimelinePage *self = data;
  GdkModifierType state
      = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));
  double x
      = self->pointer_x >= 0 ? self->pointer_x : gtk_adjustment_get_page_size (self->across) / 2;

  if ((state & GDK_CONTROL_MASK) == 0 || self->drag.moving)
    return GDK_EVENT_PROPAGATE;
  sam_timeline_view_set_day_width (self, sam_timeline_zoom_step (self->axis.day_width, -dy), x, 0);
  return GDK_EVENT_STOP;
}

static gboolean
query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip,
               gpointer data)
{
  SamTimelinePage *self = data;
  SamTimelinePart part;
  SamRecord *activity = NULL;
  const SamTimelineBar *bar = keyboard ? NULL : hit (self, x, y, &part);
  g_autofree char *text = NULL;

  if (keyboard)
    activity = sam_timeline_view_focused (self);
  else if (bar != NULL && !self->drag.moving)
    activity = bar->key;
  if (activity == NULL)
    return FALSE;
  text = sam_bar_tooltip (sam_desk_source (self->desk), activity, sam_desk_today (self->desk),
                          sam_timeline_content_clash_known (self->content, activity) == 1);
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

void
sam_timeline_drag_attach (SamTimelinePage *self)
{
  GtkWidget *canvas = GTK_WIDGET (self->canvas);
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *secondary = gtk_gesture_click_new ();
  GtkEventController *pointer = gtk_event_controller_motion_new ();
  GtkEventController *wheel
      = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), GDK_BUTTON_PRIMARY);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (drag_begin), self, 0);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (drag_update), self, 0);
  g_signal_connect_object (drag, "drag-end", G_CALLBACK (drag_end), self, 0);
  g_signal_connect_object (drag, "cancel", G_CALLBACK (cancelled), self, 0);
  gtk_widget_add_controller (canvas, GTK_EVENT_CONTROLLER (drag));

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (secondary), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (secondary, "pressed", G_CALLBACK (secondary_pressed), self, 0);
  gtk_widget_add_controller (canvas, GTK_EVENT_CONTROLLER (secondary));

  g_signal_connect_object (pointer, "motion", G_CALLBACK (motion), self, 0);
  g_signal_connect_object (pointer, "leave", G_CALLBACK (leave), self, 0);
  gtk_widget_add_controller (canvas, pointer);

  /* Before the scrolled window sees the wheel. */
  gtk_event_controller_set_propagation_phase (wheel, GTK_PHASE_CAPTURE);
  g_signal_connect_object (wheel, "scroll", G_CALLBACK (scroll), self, 0);
  gtk_widget_add_controller (canvas, wheel);

  gtk_widget_set_has_tooltip (canvas, TRUE);
  g_signal_connect_object (canvas, "query-tooltip", G_CALLBACK (query_tooltip), self, 0);
}
