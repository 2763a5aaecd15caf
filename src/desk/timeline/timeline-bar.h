/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "desk/timeline/timeline-model.h"

/* One activity on the timeline: its shape, and its words in it or beside it. The widget covers both.
 *
 * CSS: timelinebar[.preparation|.milestone][.inside][.cancelled][.clashes][.dragging][.attention][.administration-…]
 *        ├── widget.shape
 *        ├── image.sign
 *        ╰── label.timeline-words
 * Activating it (Enter, or through the accessibility bus) emits "opened"; keys and drags are its canvas' business. */
#define SAM_TYPE_ACTIVITY_BAR (sam_activity_bar_get_type ())
G_DECLARE_FINAL_TYPE (SamActivityBar, sam_activity_bar, SAM, ACTIVITY_BAR, GtkWidget)

#define SAM_ACTIVITY_BAR_SIGN_ROOM 21 /* what a sign takes from the words, in pixels */

GtkWidget *sam_activity_bar_new (void);
/* NULL says: it stands for nothing, and waits to be used again. colour_class is static. */
void sam_activity_bar_show (SamActivityBar *bar, SamRecord *activity, const SamBarSays *says, const char *colour_class);
SamRecord *sam_activity_bar_record (SamActivityBar *bar); /* borrowed; NULL */
/* How wide the shape is, and whether the words stand in it. */
void sam_activity_bar_set_shape (SamActivityBar *bar, int width, gboolean inside);
/* How much of its left end is out of sight: the words begin after that. */
void sam_activity_bar_set_inset (SamActivityBar *bar, int inset);
/* Whether x, in the widget, is on the sign of a clash. */
gboolean sam_activity_bar_on_sign (SamActivityBar *bar, int x);
/* Where the sign stands, or would: what a popover points at. */
int sam_activity_bar_sign_x (SamActivityBar *bar);
