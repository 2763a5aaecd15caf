/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Text folded for search and look-up: lower case, without diacritics ("forvaltning"), compatibility
 * forms unified, runs of white space as one space, ends trimmed. Invalid UTF-8 is made valid first.
 * Caller frees. */
char *sam_fold (const char *text);
gboolean sam_fold_contains (const char *folded, const char *folded_needle);
/* Order of two texts for a person: by folded text in the Swedish alphabet (å ä ö last, v before w),
 * whatever the locale of the process; 0 only for the same bytes. */
int sam_collate (const char *a, const char *b);
