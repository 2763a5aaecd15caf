/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/canvas/canvas.h"

/* The realised children of one canvas: which widget shows which item, and the widgets kept for
 * reuse. It parents and orders them; where the children stand is the canvas's affair. */
typedef struct
{
  SamCanvasItem item;
  GtkWidget *widget; /* borrowed: the canvas is its parent */
  guint round;       /* the last round that visited it */
  gboolean stale;    /* to be bound again */
  gboolean pinned;
  gboolean fresh;    /* its widget was made in this round, and is the last of the siblings */
  gboolean misplaced; /* kept although nothing says where it is now */
} SamCanvasChild;

typedef struct _SamCanvasChildren SamCanvasChildren;

SamCanvasChildren *sam_canvas_children_new (SamCanvas *canvas, const SamCanvasSource *source,
                                            gpointer owner);
void sam_canvas_children_free (SamCanvasChildren *children); /* unparents them all */

/* One round: begin, visit every item that is to be shown, end. Widgets of items that were not
 * visited are reused for new ones; what is left over is put away. */
void sam_canvas_children_begin (SamCanvasChildren *children);
void sam_canvas_children_visit (SamCanvasChildren *children, const SamCanvasItem *item);
void sam_canvas_children_end (SamCanvasChildren *children, const GdkRectangle *visible);

SamCanvasChild *sam_canvas_children_find (SamCanvasChildren *children, guint kind, gpointer key);
SamCanvasChild *sam_canvas_children_of (SamCanvasChildren *children, GtkWidget *widget);
void sam_canvas_children_all_stale (SamCanvasChildren *children);
/* Whether another round is needed before the siblings are in order. */
gboolean sam_canvas_children_unordered (SamCanvasChildren *children);
guint sam_canvas_children_n (SamCanvasChildren *children);
/* In reading order. */
SamCanvasChild *sam_canvas_children_nth (SamCanvasChildren *children, guint i);
