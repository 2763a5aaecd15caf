/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/board/board-page-private.h"

#define EDGE 56          /* near an edge of the canvas it scrolls */
#define SCROLL_STEP 22.0 /* pixels a frame, right at the edge */

static gboolean
current_spot (SamBoardPage *self, SamBoardSpot *spot)
{
  int x, y;

  if (!self->dragged || !self->over)
    return FALSE;
  sam_canvas_offset (self->canvas, &x, &y);
  return sam_board_drop (sam_board_index_layout (self->index), x + (int)self->x, y + (int)self->y,
                         spot);
}

void
sam_board_page_snapshot_mark (SamBoardPage *self, GtkSnapshot *snapshot)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));
  SamBoardRect cell, mark;
  SamBoardSpot spot;
  GskRoundedRect outline;
  GdkRGBA colour;

  if (!current_spot (self, &spot)
      || !gtk_style_context_lookup_color (style, "accent_bg_color", &colour))
    return;

  sam_board_cell_rect (sam_board_index_layout (self->index), spot.lane, spot.column, &cell);
  sam_board_mark (sam_board_index_layout (self->index), &spot, &mark);
  gsk_rounded_rect_init_from_rect (
      &outline, &GRAPHENE_RECT_INIT ((float)mark.x, (float)mark.y - 2, (float)mark.width, 4), 2);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &colour, &outline.bounds);
  gtk_snapshot_pop (snapshot);

  colour.alpha = 0.1f;
  gsk_rounded_rect_init_from_rect (
      &outline,
      &GRAPHENE_RECT_INIT ((float)cell.x, (float)cell.y, (float)cell.width, (float)cell.height),
      10);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &colour, &outline.bounds);
  gtk_snapshot_pop (snapshot);
}

static void
scroll (GtkAdjustment *adjustment, double at, int size)
{
  double near_start = EDGE - at, near_end = at - (size - EDGE);
  double step = near_start > 0 ? -near_start : MAX (near_end, 0);

  if (step != 0 && size > 2 * EDGE)
    gtk_adjustment_set_value (adjustment,
                              gtk_adjustment_get_value (adjustment) + step / EDGE * SCROLL_STEP);
}

static gboolean
scroll_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  SamBoardPage *self = data;
  GtkScrollable *scrollable = GTK_SCROLLABLE (self->canvas);

  scroll (gtk_scrollable_get_vadjustment (scrollable), self->y, gtk_widget_get_height (widget));
  scroll (gtk_scrollable_get_hadjustment (scrollable), self->x, gtk_widget_get_width (widget));
  return G_SOURCE_CONTINUE;
}

static void
set_over (SamBoardPage *self, gboolean over)
{
  GtkWidget *canvas = GTK_WIDGET (self->canvas);

  self->over = over;
  if (over && self->scroll_tick == 0)
    self->scroll_tick = gtk_widget_add_tick_callback (canvas, scroll_tick, self, NULL);
  else if (!over && self->scroll_tick != 0)
    {
      gtk_widget_remove_tick_callback (canvas, self->scroll_tick);
      self->scroll_tick = 0;
    }
  gtk_widget_queue_draw (canvas);
}

static GdkDragAction
drop_motion (SamBoardPage *self, double x, double y)
{
  self->x = x;
  self->y = y;
  set_over (self, self->dragged != NULL);
  return self->dragged ? GDK_ACTION_MOVE : 0;
}

static GdkDragAction
drop_enter (SamBoardPage *self, double x, double y)
{
  return drop_motion (self, x, y);
}

static void
drop_leave (SamBoardPage *self)
{
  set_over (self, FALSE);
}

static gboolean
drop (SamBoardPage *self, const GValue *value, double x, double y)
{
  SamBoardSpot spot;
  gboolean moved;

  self->x = x;
  self->y = y;
  self->over = TRUE;
  moved = current_spot (self, &spot);
  set_over (self, FALSE);
  return moved && sam_board_page_move (self, self->dragged, &spot);
}

void
sam_board_page_install_drop (SamBoardPage *self)
{
  GtkDropTarget *target = gtk_drop_target_new (SAM_TYPE_RECORD, GDK_ACTION_MOVE);

  g_signal_connect_object (target, "enter", G_CALLBACK (drop_enter), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "motion", G_CALLBACK (drop_motion), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "leave", G_CALLBACK (drop_leave), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->canvas), GTK_EVENT_CONTROLLER (target));
}

static GdkContentProvider *
drag_prepare (GtkDragSource *source, double x, double y, SamBoardPage *self)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  const SamCanvasItem *item = sam_canvas_item_of (self->canvas, widget);
  g_autoptr (GdkPaintable) live = NULL;
  g_autoptr (GdkPaintable) image = NULL;

  if (!item)
    return NULL;
  live = gtk_widget_paintable_new (widget);
  image = gdk_paintable_get_current_image (live);
  gtk_drag_source_set_icon (source, image, (int)x, (int)y);
  self->dragged = item->key;
  return gdk_content_provider_new_typed (SAM_TYPE_RECORD, self->dragged->record);
}

static void
drag_begin (GtkDragSource *source, GdkDrag *drag, SamBoardPage *self)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));

  sam_canvas_pin (self->canvas, widget, TRUE);
  gtk_widget_add_css_class (widget, "dragging");
}

static void
drag_end (GtkDragSource *source, GdkDrag *drag, gboolean delete_data, SamBoardPage *self)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));

  gtk_widget_remove_css_class (widget, "dragging");
  self->dragged = NULL;
  set_over (self, FALSE);
  sam_canvas_pin (self->canvas, widget, FALSE);
}

void
sam_board_page_install_drag (SamBoardPage *self, GtkWidget *card)
{
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_object (source, "prepare", G_CALLBACK (drag_prepare), self, 0);
  g_signal_connect_object (source, "drag-begin", G_CALLBACK (drag_begin), self, 0);
  g_signal_connect_object (source, "drag-end", G_CALLBACK (drag_end), self, 0);
  gtk_widget_add_controller (card, GTK_EVENT_CONTROLLER (source));
}
