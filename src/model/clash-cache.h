/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/forum.h"
#include "model/schedule.h"

/* Clashes for views that show many activities: the same answers as model/schedule.h, looked for only among the
 * activities of the same days instead of all that were ever at the venue. Follows the Forum; nothing is worked
 * out before it is first asked. Main thread; holds a reference to the forum. */
typedef struct _SamClashCache SamClashCache;
SamClashCache *sam_clash_cache_new (SamForum *forum);
void sam_clash_cache_free (SamClashCache *cache);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SamClashCache, sam_clash_cache_free)

/* As sam_schedule_has_clash(): venue, person, order, capacity. */
gboolean sam_clash_cache_has (SamClashCache *cache, SamRecord *activity);
/* Of any activity of the initiative. */
gboolean sam_clash_cache_initiative_has (SamClashCache *cache, SamRecord *initiative);
