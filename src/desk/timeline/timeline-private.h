/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/canvas/canvas.h"
#include "desk/timeline/timeline-bar.h"
#include "desk/timeline/timeline-content.h"
#include "desk/timeline/timeline-page.h"

/* The canvas' one kind of widget. */
#define SAM_TIMELINE_BAR 0

/* How wide the column of lane names is. */
#define SAM_TIMELINE_NAMES_WIDTH 210

/* What the pointer does, from press to release. */
typedef struct
{
  GtkGesture *gesture; /* borrowed; NULL: nothing is pressed, or it was given up */
  SamRecord *record;   /* owned; the bar that was pressed; NULL: the background */
  SamTimelinePart part;
  gboolean moving;   /* far enough to be a drag and no click */
  double start_x, start_y; /* in the canvas */
  double x, y;       /* the pointer now, in what is seen */
  double left, top;  /* how far it was scrolled */
  SamTimelineTimes before, now;
  SamTimelineBar bar; /* where it stood, then where it would stand */
  int bar_y;
  guint tick;        /* scrolls while the pointer is held at an edge */
} SamTimelineDrag;

struct _SamTimelinePage
{
  AdwBin parent_instance;

  /* Children, borrowed. */
  GtkStack *stack;
  AdwStatusPage *empty;
  GtkWidget *empty_button;
  SamCanvas *canvas;
  SamCanvas *names;
  GtkWidget *corner;
  GtkWidget *axis_view;
  GtkWidget *ruler; /* has the style of a bar's words; never seen */
  GtkWidget *grouping_buttons[SAM_TIMELINE_N_GROUPINGS]; /* in the header; NULL before it is made */
  GtkWidget *zoom_buttons[SAM_TIMELINE_N_ZOOMS];
  GtkWidget *new_button;

  /* Borrowed from the canvas' scrolled window. */
  GtkAdjustment *across;
  GtkAdjustment *down;

  /* Owned. */
  SamDesk *desk;
  SamTimelineContent *content;
  AdwAnimation *zooming;
  AdwAnimation *scrolling;
  SamWordsCache *words;
  GHashTable *text_widths; /* character → width in Pango units */
  GPtrArray *unknown;      /* activities in sight whose clashes have to be worked out */
  GPtrArray *inset;        /* bars whose words are pushed in; keys */
  PangoFontDescription *font; /* that widths were measured in */
  char *wanted;            /* id to show once there is room */

  SamTimelineAxis axis;
  SamTimelineDrag drag;
  gpointer attention;      /* key of the bar that was pointed out */
  guint clash_idle;
  double zoom_anchor;      /* of the running zoom, in what is seen */
  double pointer_x;        /* where the pointer last was; −1: not over the canvas */
  gboolean loaded;
  gboolean scrolled;       /* it has been scrolled to where it opens */
};

/* timeline-page.c */
int sam_timeline_page_text_width (gpointer page, SamRecord *activity);
void sam_timeline_page_update_empty (SamTimelinePage *self);

/* timeline-view.c: what the canvas shows, and moving about. */
extern const SamCanvasSource sam_timeline_canvas_source;
void sam_timeline_view_place (SamTimelinePage *self); /* after anything has got another place */
void sam_timeline_view_set_day_width (SamTimelinePage *self, double day_width, double anchor_x, double anchor_y);
void sam_timeline_view_zoom_to (SamTimelinePage *self, double day_width, double anchor_x); /* in motion */
void sam_timeline_view_scroll_to (SamTimelinePage *self, double left); /* in motion */
void sam_timeline_view_open_where (SamTimelinePage *self); /* where it first is: the period, or today */
void sam_timeline_view_show_today (SamTimelinePage *self);
double sam_timeline_view_today (SamTimelinePage *self); /* in days, with the time of day */
SamCanvasItem sam_timeline_view_item (SamTimelinePage *self, const SamTimelineBar *bar);
gboolean sam_timeline_view_focus (SamTimelinePage *self, SamRecord *activity);
SamRecord *sam_timeline_view_focused (SamTimelinePage *self); /* the activity with the focus; NULL */
void sam_timeline_view_update_insets (SamTimelinePage *self);

/* timeline-draw.c */
void sam_timeline_draw_below (gpointer page, GtkSnapshot *snapshot, const GdkRectangle *range);
void sam_timeline_draw_above (gpointer page, GtkSnapshot *snapshot, const GdkRectangle *range);
GdkRGBA sam_timeline_colour (GtkWidget *widget, const char *name, double alpha);

/* timeline-toolbar.c */
GtkWidget *sam_timeline_toolbar_new (SamTimelinePage *self);
void sam_timeline_toolbar_update (SamTimelinePage *self);

/* timeline-drag.c */
void sam_timeline_drag_attach (SamTimelinePage *self);
gboolean sam_timeline_drag_cancel (SamTimelinePage *self); /* FALSE: nothing was dragged */

/* timeline-keys.c */
void sam_timeline_keys_attach (SamTimelinePage *self);

/* timeline-edit.c: one edit, told to the person. */
gboolean sam_timeline_edit_times (SamTimelinePage *self, SamRecord *activity, SamTimelinePart part,
                                  const SamTimelineTimes *times);

/* timeline-clash.c */
void sam_timeline_clash_show (SamTimelinePage *self, SamRecord *activity);

/* timeline-new.c: choosing the initiative of a new activity. */
GtkWidget *sam_timeline_new_popover (SamTimelinePage *self);
