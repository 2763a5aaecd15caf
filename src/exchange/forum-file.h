/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/forum.h"

/* Forum files: one forum as readable JSON, faithfully.
 *   {"samverka": 1, "schema": N, "forum": ID, "records": [ {kind, id, …}, … ]}
 * records ordered by kind (schema order), then id; fields in schema order, nulls left out; two spaces of
 * indent; a final newline. The same forum always gives the same bytes. */
#define SAM_FORUM_FILE_LIMIT (256 * 1024 * 1024)

/* Records are borrowed; any order. Deleted ones and metadata (at, by, created…) are kept; seq is not. */
GBytes *sam_forum_file_write (GPtrArray *records);
/* Checks everything: form, types, values, sizes, doubled ids, exactly one forum record. Errors say what and
 * where (line where known). Array of SamRecord, owned. *remarks (may be NULL) gets sentences about what is
 * legal but odd (references to records that are not in the file); owned strv. */
GPtrArray *sam_forum_file_read (GBytes *bytes, char ***remarks, GError **error);
GPtrArray *sam_forum_file_load (const char *path, char ***remarks, GError **error);
/* The sample that comes with the program, from its resources. */
GPtrArray *sam_forum_file_sample (GError **error);
