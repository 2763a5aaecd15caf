/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "desk/timeline/timeline-model.h"

/* One activity on the timeline: its shape, and its words in it or to the right of it, outside the widget's own box. It has one
 * CSS node and no children: a view holds hundreds, and what a frame may cost is mostly nodes.
 *
 * CSS: timelinebar[.preparation|.milestone][.inside][.cancelled][.clashes][.dragging][.attention][.administration-…]
 * Activating it (Enter, or through the accessibility bus) emits "opened"; keys and drags are its canvas' business. */
#define SAM_TYPE_ACTIVITY_BAR (sam_activity_bar_get_type ())
G_DECLARE_FINAL_TYPE (SamActivityBar, sam_activity_bar, SAM, ACTIVITY_BAR, GtkWidget)

#define SAM_ACTIVITY_BAR_SIGN_ROOM 21 /* what a sign takes from the words, in pixels */

/* Words laid out before, by what they say, for bars that come back into sight: shaping them is most of what a
 * new bar costs. Shared by the bars of one view, which empties it when the style changes. */
typedef struct _SamWordsCache SamWordsCache;
SamWordsCache *sam_words_cache_new (void);
void sam_words_cache_empty (SamWordsCache *cache);
void sam_words_cache_free (SamWordsCache *cache);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SamWordsCache, sam_words_cache_free)

GtkWidget *sam_activity_bar_new (SamWordsCache *cache); /* borrowed; outlives the bar */
/* NULL says: it stands for nothing, and waits to be used again. colour_class is static. */
void sam_activity_bar_show (SamActivityBar *bar, SamRecord *activity, const SamBarSays *says,
                            const char *colour_class);
SamRecord *sam_activity_bar_record (SamActivityBar *bar); /* borrowed; NULL */
/* How wide the shape is, how far the words may reach beside it, and whether they stand in it instead. */
void sam_activity_bar_set_shape (SamActivityBar *bar, int width, int extent, gboolean inside);
/* How much of its left end is out of sight: the words begin after that. */
void sam_activity_bar_set_inset (SamActivityBar *bar, int inset);
/* Whether x, in the widget, is on the sign of a clash. */
gboolean sam_activity_bar_on_sign (SamActivityBar *bar, int x);
/* Where the sign stands, or would: what a popover points at. */
int sam_activity_bar_sign_x (SamActivityBar *bar);
