/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cache-schema.h"

#include "base/error.h"
#include "base/i18n.h"
#include "base/json.h"
#include "store/cache-migrate.h"

/* user_version holds both: the layout of the cache's own tables, and the schema of the records. */
#define LAYOUT_FACTOR 10000

/* What each layout added to the one before; a file of layout n has had the first n of them. */
static const char *const layouts[] = {
  "CREATE TABLE \"meta\" (\"key\" TEXT NOT NULL PRIMARY KEY, \"value\" TEXT NOT NULL) STRICT, "
  "WITHOUT ROWID;"
  "CREATE TABLE \"edit\" (\"id\" TEXT NOT NULL PRIMARY KEY, \"seq\" INTEGER NOT NULL, \"at\" TEXT "
  "NOT NULL,"
  " \"author\" TEXT NOT NULL, \"title\" TEXT NOT NULL, \"body\" TEXT NOT NULL) STRICT, WITHOUT "
  "ROWID;"
  "CREATE TABLE \"history\" (\"seq\" INTEGER NOT NULL, \"row\" INTEGER NOT NULL, \"edit\" TEXT NOT "
  "NULL,"
  " \"record\" TEXT NOT NULL, \"kind\" TEXT NOT NULL, \"field\" TEXT NOT NULL, \"from\" ANY, "
  "\"to\" ANY,"
  " PRIMARY KEY (\"seq\", \"row\")) STRICT, WITHOUT ROWID;"
  "CREATE INDEX \"history_by_record\" ON \"history\" (\"record\", \"seq\", \"row\");"
  "CREATE TABLE \"unknown_record\" (\"id\" TEXT NOT NULL PRIMARY KEY, \"kind\" TEXT NOT NULL,"
  " \"body\" TEXT NOT NULL) STRICT, WITHOUT ROWID;"
  "CREATE INDEX \"unknown_record_by_kind\" ON \"unknown_record\" (\"kind\");",
};

static int
this_version (void)
{
  return (int)G_N_ELEMENTS (layouts) * LAYOUT_FACTOR + SAM_SCHEMA_VERSION;
}

static const char *const own_columns[SAM_N_COLUMNS] = {
  [SAM_COLUMN_ID] = "\"id\"",
  [SAM_COLUMN_SEQ] = "\"_seq\"",
  [SAM_COLUMN_AT] = "\"_at\"",
  [SAM_COLUMN_BY] = "\"_by\"",
  [SAM_COLUMN_CREATED_AT] = "\"_created_at\"",
  [SAM_COLUMN_CREATED_BY] = "\"_created_by\"",
  [SAM_COLUMN_DELETED] = "\"_deleted\"",
  [SAM_COLUMN_EXTRA] = "\"_extra\"",
};

/* Calls for each column of the kind in order; the text is quoted. */
static GPtrArray *
quoted_columns (SamKindId kind)
{
  const SamKind *of = sam_kind (kind);
  GPtrArray *columns = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < SAM_N_COLUMNS; i++)
    g_ptr_array_add (columns, g_strdup (own_columns[i]));
  for (guint i = 0; i < of->n_fields; i++)
    {
      const SamField *field = sam_field (of->first + (int)i);

      if (sam_cache_has_column (field))
        g_ptr_array_add (columns, sam_sql_quote (field->name));
    }
  return columns;
}

static char *
join (GPtrArray *columns, const char *prefix, const char *suffix, guint from)
{
  GString *out = g_string_new (NULL);

  for (guint i = from; i < columns->len; i++)
    {
      const char *column = g_ptr_array_index (columns, i);

      g_string_append_printf (out, "%s%s", i > from ? ", " : "", prefix);
      g_string_append (out, column);
      if (suffix != NULL)
        g_string_append_printf (out, "%s%s", suffix, column);
    }
  return g_string_free (out, FALSE);
}

char *
sam_cache_select_text (SamKindId kind)
{
  g_autoptr (GPtrArray) columns = quoted_columns (kind);
  g_autofree char *list = join (columns, "", NULL, 0);
  g_autofree char *table = sam_sql_quote (sam_kind (kind)->name);

  return g_strdup_printf ("SELECT %s FROM %s ORDER BY \"id\"", list, table);
}

/* An upsert rather than a replacement: a column of a later build that this one does not know keeps
 * what it holds. */
char *
sam_cache_upsert_text (SamKindId kind)
{
  g_autoptr (GPtrArray) columns = quoted_columns (kind);
  g_autofree char *list = join (columns, "", NULL, 0);
  g_autofree char *sets = join (columns, "", " = excluded.", 1);
  g_autofree char *table = sam_sql_quote (sam_kind (kind)->name);
  g_autoptr (GString) marks = g_string_new (NULL);

  for (guint i = 0; i < columns->len; i++)
    g_string_append (marks, i > 0 ? ", ?" : "?");
  return g_strdup_printf ("INSERT INTO %s (%s) VALUES (%s) ON CONFLICT (\"id\") DO UPDATE SET %s",
                          table, list, marks->str, sets);
}

gboolean
sam_cache_damaged (SamSql *sql, GError **error)
{
  g_set_error (error, SAM_ERROR, SAM_ERROR_DAMAGED,
               _ ("“%s” is damaged. It was left as it is: move it away, and open the forum "
                  "file or a copy again."),
               sam_sql_path (sql));
  return FALSE;
}

sqlite3_stmt *
sam_cache_prepare (SamSql *sql, const char *text, GError **error)
{
  g_autoptr (GError) cause = NULL;
  sqlite3_stmt *statement = sam_sql_prepare (sql, text, &cause);

  if (statement != NULL)
    return statement;
  if ((sqlite3_errcode (sam_sql_handle (sql)) & 0xff) == SQLITE_ERROR)
    sam_cache_damaged (sql, error);
  else
    g_propagate_error (error, g_steal_pointer (&cause));
  return NULL;
}

static gboolean
pragma_integer (SamSql *sql, const char *statement, gint64 *value, GError **error)
{
  gboolean row = FALSE;
  sqlite3_stmt *query = sam_sql_prepare (sql, statement, error);

  if (query == NULL || !sam_sql_step (sql, query, &row, error))
    return FALSE;
  *value = row ? sqlite3_column_int64 (query, 0) : 0;
  sqlite3_reset (query);
  return TRUE;
}

/* The header of a file that is there: whose it is, and how new. */
static gboolean
judge_header (SamSql *sql, gboolean *is_new, GError **error)
{
  gint64 application = 0, version = 0, tables = 0;

  if (!pragma_integer (sql, "PRAGMA application_id", &application, error)
      || !pragma_integer (sql, "PRAGMA user_version", &version, error)
      || !pragma_integer (sql, "SELECT count(*) FROM sqlite_schema", &tables, error))
    return FALSE;
  *is_new = application == 0 && tables == 0;
  if (*is_new)
    return TRUE;
  if (application != SAM_CACHE_APPLICATION_ID || version < LAYOUT_FACTOR)
    {
      g_set_error (error, SAM_ERROR, SAM_ERROR_DAMAGED,
                   _ ("“%s” is a database of another program. It was left as it is: choose another "
                      "folder, or "
                      "move the file away."),
                   sam_sql_path (sql));
      return FALSE;
    }
  if (version / LAYOUT_FACTOR > (gint64)G_N_ELEMENTS (layouts)
      || version % LAYOUT_FACTOR > SAM_SCHEMA_VERSION)
    {
      g_set_error (
          error, SAM_ERROR, SAM_ERROR_NEWER,
          _ ("“%s” was written by a newer version of Samverka. It was left as it is: install that "
             "version to open it."),
          sam_sql_path (sql));
      return FALSE;
    }
  return TRUE;
}

gboolean
sam_cache_probe (const char *path, const SamStorage *storage, gboolean *is_new, GError **error)
{
  sqlite3_vfs *vfs = sqlite3_vfs_find (storage != NULL ? storage->vfs : NULL);
  int there = 0;
  g_autoptr (SamSql) sql = NULL;

  *is_new = FALSE;
  if (vfs != NULL && vfs->xAccess (vfs, path, SQLITE_ACCESS_EXISTS, &there) == SQLITE_OK && !there)
    {
      *is_new = TRUE;
      return TRUE;
    }
  sql = sam_sql_open (path, storage, SAM_SQL_READ_ONLY, error);
  if (sql == NULL)
    return FALSE;
  sqlite3_db_config (sam_sql_handle (sql), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  return judge_header (sql, is_new, error);
}

/* Everything about the records' tables that follows from the schema table, as one text: while it is
 * as it was, there is nothing to bring up to date. */
static char *
fingerprint (void)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  for (int kind = 0; kind < SAM_N_KINDS; kind++)
    {
      const SamKind *of = sam_kind (kind);

      g_checksum_update (sum, (const guchar *)of->name, -1);
      for (guint i = 0; i < of->n_fields; i++)
        {
          const SamField *field = sam_field (of->first + (int)i);

          if (!sam_cache_has_column (field))
            continue;
          g_checksum_update (sum, (const guchar *)(sam_cache_column_is_integer (field) ? "#" : "$"),
                             1);
          g_checksum_update (sum, (const guchar *)field->name, -1);
        }
      g_checksum_update (sum, (const guchar *)";", 1);
    }
  return g_strdup (g_checksum_get_string (sum));
}

static gboolean
has_fingerprint (SamSql *sql, const char *wanted, gboolean *same, GError **error)
{
  gboolean row = FALSE;
  sqlite3_stmt *query
      = sam_cache_prepare (sql, "SELECT \"value\" FROM \"meta\" WHERE \"key\" = 'schema'", error);

  if (query == NULL || !sam_sql_step (sql, query, &row, error))
    return FALSE;
  *same = row && g_strcmp0 (sam_sql_text (query, 0), wanted) == 0;
  sqlite3_reset (query);
  return TRUE;
}

static gboolean
bring_up_to_date (SamSql *sql, gint64 version, const char *print, GError **error)
{
  g_autofree char *pragmas
      = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d",
                         SAM_CACHE_APPLICATION_ID, this_version ());
  sqlite3_stmt *put;

  for (gint64 layout = version / LAYOUT_FACTOR; layout < (gint64)G_N_ELEMENTS (layouts); layout++)
    if (!sam_sql_exec (sql, layouts[layout], error))
      return FALSE;
  if (!sam_cache_migrate_kinds (sql, error) || !sam_sql_exec (sql, pragmas, error))
    return FALSE;
  put = sam_sql_prepare (
      sql, "INSERT OR REPLACE INTO \"meta\" (\"key\", \"value\") VALUES ('schema', ?)", error);
  if (put == NULL)
    return FALSE;
  sam_sql_bind_text (put, 1, print);
  return sam_sql_run (sql, put, error);
}

gboolean
sam_cache_schema_ensure (SamSql *sql, GError **error)
{
  g_autofree char *print = fingerprint ();
  gint64 version = 0;
  gboolean same = FALSE;

  if (!pragma_integer (sql, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version == this_version () && !has_fingerprint (sql, print, &same, error))
    return FALSE;
  if (same)
    return TRUE;

  if (!sam_sql_exec (sql, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (bring_up_to_date (sql, version, print, error) && sam_sql_exec (sql, "COMMIT", error))
    return TRUE;
  if (!sqlite3_get_autocommit (sam_sql_handle (sql)))
    sam_sql_exec (sql, "ROLLBACK", NULL);
  return FALSE;
}
