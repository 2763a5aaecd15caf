/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Which tokens of two texts belong together: Myers' O(ND) differences, divided at a middle point so
 * that memory stays linear. Tokens are numbers, equal where the texts are. match[i] becomes the
 * index in b that a's token i is paired with, or -1; pairs never cross. *work is how much may still
 * be done, in steps: when it is used up, what is left is taken as changed, which is right but
 * coarser. */
void sam_diff (const guint32 *a, guint n_a, const guint32 *b, guint n_b, gint32 *match,
               gint64 *work);
