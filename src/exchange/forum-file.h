/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/forum.h"

/* Forum files: one forum as readable JSON, faithfully.
 *   {"samverka": 1, "schema": N, "forum": ID, "records": [ {kind, id, …}, … ]}
 * records ordered by kind (schema order), then id; fields in schema order, nulls left out; two spaces of
 * indent; a final newline. The same forum always gives the same bytes. Fields and choices of a newer
 * schema are kept; a file that holds any says "newer": true after "schema". */
#define SAM_FORUM_FILE_LIMIT (256 * 1024 * 1024)

/* Records are borrowed; any order. Deleted ones and metadata (at, by, created…) are kept; seq is not. */
GBytes *sam_forum_file_write (GPtrArray *records);
/* Checks everything: form, types, values, sizes, doubled ids, exactly one forum record, each live record by
 * model/validate.h. Errors say what and where (line and record). A newer version's kinds are not known here, so
 * a file that holds one is SAM_ERROR_NEWER; not a forum file, or not a whole one: SAM_ERROR_DAMAGED. Array of
 * SamRecord, owned. *remarks (may be NULL) gets sentences about what is legal but odd (references to records that
 * are not in the file), or NULL; owned strv. */
GPtrArray *sam_forum_file_read (GBytes *bytes, char ***remarks, GError **error);
GPtrArray *sam_forum_file_load (const char *path, char ***remarks, GError **error);
/* The sample that comes with the program, from its resources. */
GPtrArray *sam_forum_file_sample (GError **error);
