/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/sql.h"
#include "model/schema.h"

/* The tables of a cache: one for each kind with a column for each stored field, and four of the
 * cache's own. A field's column has the field's name; the cache's own columns begin with "_", so
 * that the two never meet. */
#define SAM_CACHE_APPLICATION_ID 0x53614d76 /* "SaMv" */

/* What stands before the fields in every select and upsert of a kind. */
enum
{
  SAM_COLUMN_ID,
  SAM_COLUMN_SEQ,
  SAM_COLUMN_AT,
  SAM_COLUMN_BY,
  SAM_COLUMN_CREATED_AT,
  SAM_COLUMN_CREATED_BY,
  SAM_COLUMN_DELETED,
  SAM_COLUMN_EXTRA,
  SAM_N_COLUMNS,
};

/* Whether a field has a column: all but those that are worked out. */
static inline gboolean
sam_cache_has_column (const SamField *field)
{
  return field->computed == SAM_STORED;
}
static inline gboolean
sam_cache_column_is_integer (const SamField *field)
{
  return field->type == SAM_TYPE_INTEGER || field->type == SAM_TYPE_MONEY
         || field->type == SAM_TYPE_BOOLEAN;
}

/* Statements over all columns of a kind in order; callers free. The select is ordered by id. */
char *sam_cache_select_text (SamKindId kind);
char *sam_cache_upsert_text (SamKindId kind);

/* Looks at a file without changing it. Sets *is_new if there is none yet or it is empty.
 * SAM_ERROR_NEWER or SAM_ERROR_DAMAGED for what must not be opened. */
gboolean sam_cache_probe (const char *path, const SamStorage *storage, gboolean *is_new,
                          GError **error);

/* Says that the file is damaged; always FALSE. */
gboolean sam_cache_damaged (SamSql *sql, GError **error);
/* As sam_sql_prepare(), for statements over tables that every file of this version has: where one
 * is missing, the file is damaged. */
sqlite3_stmt *sam_cache_prepare (SamSql *sql, const char *text, GError **error);

/* Makes the tables of a new file, or brings those of an older version up to this one, in one
 * transaction. */
gboolean sam_cache_schema_ensure (SamSql *sql, GError **error);
