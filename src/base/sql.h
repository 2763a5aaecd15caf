/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

#include "base/storage.h"

/* A SQLite connection with prepared statements kept by their text. One thread at a time. */
typedef struct _SamSql SamSql;

typedef enum
{
  SAM_SQL_READ_ONLY = 1 << 0,
  SAM_SQL_CREATE = 1 << 1,
} SamSqlFlags;

/* Opens with WAL, synchronous=FULL, a busy timeout, defensive mode, no loaded extensions, foreign
 * keys off (see DESIGN 5). A file that is no database: SAM_ERROR_DAMAGED. Errors name the file. */
SamSql *sam_sql_open (const char *path, const SamStorage *storage, SamSqlFlags flags, GError **error);
void sam_sql_close (SamSql *sql);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SamSql, sam_sql_close)

sqlite3 *sam_sql_handle (SamSql *sql); /* borrowed */
const char *sam_sql_path (SamSql *sql);

/* One or more statements without values: schema, BEGIN, COMMIT. */
gboolean sam_sql_exec (SamSql *sql, const char *statements, GError **error);

/* Prepares, or takes from the cache and resets. Owned by the connection. NULL on error. */
sqlite3_stmt *sam_sql_prepare (SamSql *sql, const char *statement, GError **error);

/* SQLITE_ROW: TRUE and *row TRUE; done: TRUE and *row FALSE (and the statement is reset); trouble:
 * FALSE with a sentence (disk full, read-only and damaged are told apart by code). */
gboolean sam_sql_step (SamSql *sql, sqlite3_stmt *statement, gboolean *row, GError **error);
/* Steps a statement that returns nothing. */
gboolean sam_sql_run (SamSql *sql, sqlite3_stmt *statement, GError **error);

void sam_sql_bind_text (sqlite3_stmt *statement, int index, const char *text_or_null); /* copied */
const char *sam_sql_text (sqlite3_stmt *statement, int column); /* until the next step; NULL for NULL */

/* Double-quotes a name for SQL, doubling quotes inside. Caller frees. */
char *sam_sql_quote (const char *name);

/* Sets an error from the connection's state; always returns FALSE. */
gboolean sam_sql_error (SamSql *sql, GError **error);
