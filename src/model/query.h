/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/source.h"

/* The query language of DESIGN section 8. Parse once, match many. Everything is AND-ed; "-" in front
 * negates; `field:value`, `field:<value`, `field:>=value`, `field:` (is empty), field:a,b (either);
 * "exact words" in quotes, also as a value (`title:"a b"`, `planned:>"12 500,50"`). Fields are called by
 * their names on the wire or by their labels in the interface's language, without diacritics and spaces
 * if one likes; a field that names records also by their kind (`theme:` for themes). A field that the
 * kind lacks is looked for in what it is part of: `administration:` of an activity is its initiative's.
 * References match by code, else by folded title (substring); `me` is the person of the profile. Also:
 * created, updated (relative: -7d, -2w, +1m, dates), id, by, kind.
 * A word looks in the record's searched texts and in the titles of reference fields that are searched. */
typedef struct _SamQuery SamQuery;

/* kind may be SAM_KIND_ANY (search over all kinds). today resolves relative dates. me: id of a person or
 * NULL. A wrong query: SAM_ERROR_INVALID with where and why. "" matches everything. The source is borrowed.
 * Names of records are looked up here: parse anew when what is referred to may have been renamed. */
SamQuery *sam_query_parse (const char *text, SamKindId kind, SamSource *source, SamDay today, const char *me, GError **error);
void sam_query_free (SamQuery *query);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SamQuery, sam_query_free)
gboolean sam_query_matches (SamQuery *query, SamRecord *record);
gboolean sam_query_is_empty (SamQuery *query);
