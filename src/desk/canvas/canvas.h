/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* The one recycling container of board and timeline: a GtkScrollable that realises widgets for the visible
 * range only, from placement (src/layout), and reuses them. Its owner answers what is where; the canvas asks
 * for no more than what it shows (plus a margin), so that cost follows what is visible.
 *
 * CSS node: canvas. Children are ordinary widgets: focusable, named, announced. Children are kept in reading
 * order for keyboard focus and screen readers. A widget with the focus, or being dragged, is never recycled. */
#define SAM_TYPE_CANVAS (sam_canvas_get_type ())
G_DECLARE_FINAL_TYPE (SamCanvas, sam_canvas, SAM, CANVAS, GtkWidget)

typedef struct
{
  guint kind;    /* widgets are reused among items of one kind: card, lane header, bar, milestone */
  gpointer key;  /* identity: the same key keeps the same widget; never NULL, unique within the kind */
  guint order;   /* reading order */
  int x, y, width, height; /* in the canvas, pixels */
} SamCanvasItem;

typedef void (*SamCanvasVisit) (SamCanvas *canvas, const SamCanvasItem *item);

typedef struct
{
  /* The whole extent for a given viewport width (boards follow it; a timeline has its own). */
  void (*measure) (gpointer owner, int viewport_width, int viewport_height, int *width, int *height);
  /* Calls visit for every item that touches the range, in any order. */
  void (*visit) (gpointer owner, const GdkRectangle *range, SamCanvas *canvas, SamCanvasVisit visit);
  GtkWidget *(*create) (gpointer owner, guint kind);                               /* floating */
  void (*bind) (gpointer owner, GtkWidget *widget, const SamCanvasItem *item);     /* show this item; again when it changed */
  void (*unbind) (gpointer owner, GtkWidget *widget, guint kind);                  /* may be NULL */
  void (*snapshot_below) (gpointer owner, GtkSnapshot *snapshot, const GdkRectangle *range); /* may be NULL; canvas coordinates */
  void (*snapshot_above) (gpointer owner, GtkSnapshot *snapshot, const GdkRectangle *range); /* may be NULL */
} SamCanvasSource;

/* The source must outlive the canvas; owner is borrowed (it holds the canvas). */
GtkWidget *sam_canvas_new (const SamCanvasSource *source, gpointer owner);

void sam_canvas_places_changed (SamCanvas *canvas);              /* sizes or places changed: asked anew at the next frame */
void sam_canvas_item_changed (SamCanvas *canvas, guint kind, gpointer key); /* bound again if realised */
void sam_canvas_all_changed (SamCanvas *canvas);                 /* everything realised is bound again */
GtkWidget *sam_canvas_widget (SamCanvas *canvas, guint kind, gpointer key); /* realised or NULL; borrowed */
guint sam_canvas_n_realised (SamCanvas *canvas);                 /* for tests and benchmarks */
/* Scrolls the rectangle into view (at once). */
void sam_canvas_reveal (SamCanvas *canvas, const GdkRectangle *rectangle);
/* Reveals, realises now and focuses the item. */
gboolean sam_canvas_focus (SamCanvas *canvas, const SamCanvasItem *item);
/* How far it is scrolled: canvas coordinate of the widget's top left. */
void sam_canvas_offset (SamCanvas *canvas, int *x, int *y);
/* A pinned widget is not recycled: its owner drags it. Unpinned, it goes where its item is. */
void sam_canvas_pin (SamCanvas *canvas, GtkWidget *widget, gboolean pinned);
/* The item that a child shows; borrowed until the next frame. NULL if the widget is none of this canvas. */
const SamCanvasItem *sam_canvas_item_of (SamCanvas *canvas, GtkWidget *widget);
