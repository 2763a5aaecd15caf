/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/sql.h"
#include "model/record.h"

/* Records to and from their tables. */

/* Binds without copying: the value must stay until the statement is bound anew or reset. */
void sam_cache_bind_value (sqlite3_stmt *statement, int index, const SamValue *value);
/* A column of type ANY as a value. */
SamValue sam_cache_column_value (sqlite3_stmt *statement, int column);

/* Writes whole records over one connection, which must outlive it. One thread. */
typedef struct _SamRowWriter SamRowWriter;
SamRowWriter *sam_row_writer_new (SamSql *sql);
void sam_row_writer_free (SamRowWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SamRowWriter, sam_row_writer_free)
gboolean sam_row_writer_put (SamRowWriter *writer, SamRecord *record, GError **error);

/* Adds all rows of a kind in order of id to an array that owns its SamRecords. */
gboolean sam_rows_read (SamSql *sql, SamKindId kind, GPtrArray *records, GError **error);
