/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/source.h"

/* What commands write: JSON for machines, aligned columns for people. */

/* {"id", "kind", every field: value or null}, worked-out fields too. */
void sam_output_record_json (GString *out, SamSource *source, SamRecord *record, SamDay today);
/* "name": with a comma before it unless it is the first member. */
void sam_output_member (GString *out, const char *name, gboolean first);

/* One line of at most some forty characters; "–" for nothing. Caller frees. */
char *sam_output_short (const char *text);
/* A stamp as a person reads it, in the forum's time zone. Caller frees. */
char *sam_output_stamp (SamSource *source, const char *stamp, SamDay today);

/* Rows of cells, padded to the widest of each column (the last is not padded). */
typedef struct _SamTable SamTable;
SamTable *sam_table_new (guint columns);
void sam_table_free (SamTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SamTable, sam_table_free)
void sam_table_add (SamTable *table,
                    const char *cell); /* row by row; long ones are shortened, lines joined */
void sam_table_add_whole (SamTable *table, const char *cell); /* as it is */
void sam_table_write (SamTable *table, GString *out);
