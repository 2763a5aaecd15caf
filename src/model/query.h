/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/source.h"

/* The query language of DESIGN section 8. Parse once, match many. Everything is AND-ed; "-" in front
 * negates; `field:value`, `field:<value`, `field:>=value`, `field:` (is empty), field:a,b (either);
 * "exact words" in quotes. References match by code or by folded title (substring); `me` is the person
 * of the profile. Also: created, updated (relative: -7d, -2w, dates), id, by, kind. */
typedef struct _SamQuery SamQuery;

/* kind may be SAM_KIND_ANY (search over all kinds). today resolves relative dates. me: id of a person or
 * NULL. A wrong query: SAM_ERROR_INVALID with where and why. "" matches everything. */
SamQuery *sam_query_parse (const char *text, SamKindId kind, SamSource *source, SamDay today, const char *me, GError **error);
void sam_query_free (SamQuery *query);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SamQuery, sam_query_free)
gboolean sam_query_matches (SamQuery *query, SamRecord *record);
gboolean sam_query_is_empty (SamQuery *query);
