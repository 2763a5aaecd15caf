/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/source.h"

/* What a row of a list of parts says. No widget in it; tested without a screen. */
typedef struct
{
  char *title;
  char *detail;   /* what is said below the title; NULL: nothing */
  char *figure;   /* at the right: an amount, a date due; NULL: nothing */
  gboolean wrong; /* the figure is: overdue */
  gboolean ticks; /* it can be done */
  gboolean done;
} SamPartText;

SamPartText *sam_part_text_new (SamSource *source, SamRecord *record, SamDay today);
void sam_part_text_free (SamPartText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SamPartText, sam_part_text_free)

/* The order of parts of one kind: activities as they come, tasks that are not done first, what has
 * a position by it. For g_ptr_array_sort() of records. */
gint sam_part_compare (gconstpointer a, gconstpointer b);
