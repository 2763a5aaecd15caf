/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Fractional indexes: strings of the digits 0-9A-Za-z compared by bytes, never ending in "0". */

/* A position strictly between two (NULL: no neighbour on that side). Neighbours that tie or are out of
 * order, as can arrive from two desks, give one right after `before`; an invalid one counts as none.
 * Caller frees. */
char *sam_position_between (const char *before, const char *after);
/* n positions between two, evenly spread. Array of strings, freed with g_strfreev(). */
char **sam_position_spread (const char *before, const char *after, guint n);
gboolean sam_position_is_valid (const char *text);
