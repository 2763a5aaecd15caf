/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/sql.h"

#include "base/error.h"
#include "base/i18n.h"

#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#define BUSY_TIMEOUT_MS 5000
#define MAGIC "SQLite format 3" /* with its NUL the first sixteen bytes of a database */
#define HEADER_SIZE 100

struct _SamSql
{
  sqlite3 *handle;
  char *path;
  GHashTable *statements; /* text -> sqlite3_stmt */
};

static void
finalize (gpointer statement)
{
  sqlite3_finalize (statement);
}

static gboolean
damaged (const char *path, GError **error)
{
  g_set_error (error, SAM_ERROR, SAM_ERROR_DAMAGED,
               _ ("“%s” is damaged or is not a file of Samverka. It was left as it is: choose "
                  "another file, or restore a copy."),
               path);
  return FALSE;
}

static gboolean
check_path (const char *path, SamSqlFlags flags, GError **error)
{
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      if ((flags & SAM_SQL_CREATE) == 0)
        {
          g_set_error (error, SAM_ERROR, SAM_ERROR_NOT_FOUND,
                       _ ("There is no file “%s”. Check the name."), path);
          return FALSE;
        }
      return TRUE;
    }
  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, SAM_ERROR, SAM_ERROR_INVALID,
                   _ ("“%s” is a folder. Choose a file in it."), path);
      return FALSE;
    }
  if (access (path, R_OK) == 0)
    return TRUE;
  g_set_error (error, SAM_ERROR, SAM_ERROR_STORAGE,
               _ ("“%s” could not be opened. Check that you may read it."), path);
  return FALSE;
}

/* Looks at the file before SQLite's pager does, which would write to one that it takes for empty. It
 * is read through SQLite's own handle: to open and close the file besides would give up every lock
 * that this process holds on it (POSIX), and another process could then take the log away from under
 * a connection that is open here. */
static gboolean
check_header (SamSql *sql, GError **error)
{
  sqlite3_file *file = NULL;
  GStatBuf status;
  char header[HEADER_SIZE];

  if (sqlite3_file_control (sql->handle, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK
      || file == NULL || file->pMethods == NULL)
    return TRUE;
  /* To SQLite a file of one byte is empty. */
  if (g_stat (sql->path, &status) != 0 || status.st_size == 0)
    return TRUE;
  if (status.st_size >= HEADER_SIZE && file->pMethods->xRead (file, header, HEADER_SIZE, 0) == SQLITE_OK
      && memcmp (header, MAGIC, sizeof MAGIC) == 0)
    return TRUE;
  return damaged (sql->path, error);
}

static gboolean
set_error_from_code (const char *path, int code, const char *reason, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  switch (code & 0xff)
    {
    case SQLITE_FULL:
      g_set_error (error, SAM_ERROR, SAM_ERROR_STORAGE,
                   _ ("There is no room left on the disk for “%s”. Free some space and try again."),
                   path);
      break;
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      g_set_error (error, SAM_ERROR, SAM_ERROR_STORAGE,
                   _ ("The folder “%s” cannot be written to. Choose another folder, or ask for the "
                      "right to write there."),
                   folder);
      break;
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      damaged (path, error);
      break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      g_set_error (error, SAM_ERROR, SAM_ERROR_LOCKED,
                   _ ("“%s” is in use by another program. Close it there first."), path);
      break;
    case SQLITE_TOOBIG:
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
    case SQLITE_RANGE:
      g_set_error (error, SAM_ERROR, SAM_ERROR_INVALID,
                   _ ("A value does not fit in “%s”: %s. Change it and try again."), path, reason);
      break;
    default:
      g_set_error (error, SAM_ERROR, SAM_ERROR_STORAGE,
                   _ ("“%s” could not be read or written: %s. Check the disk and try again."), path,
                   reason);
    }
  return FALSE;
}

gboolean
sam_sql_error (SamSql *sql, GError **error)
{
  return set_error_from_code (sql->path, sqlite3_extended_errcode (sql->handle),
                              sqlite3_errmsg (sql->handle), error);
}

/* What is done before the file is known to be good changes nothing in it. */
static gboolean
configure (SamSql *sql, SamSqlFlags flags, GError **error)
{
  static const struct
  {
    int option, value;
  } options[] = {
    { SQLITE_DBCONFIG_DEFENSIVE, 1 },
    { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
    { SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
    { SQLITE_DBCONFIG_ENABLE_FKEY, 0 },
    { SQLITE_DBCONFIG_DQS_DDL, 0 },
    { SQLITE_DBCONFIG_DQS_DML, 0 },
    { SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1 },
  };
  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    if (sqlite3_db_config (sql->handle, options[i].option, options[i].value, NULL) != SQLITE_OK)
      return sam_sql_error (sql, error);

  sqlite3_extended_result_codes (sql->handle, 1);
  sqlite3_busy_timeout (sql->handle, BUSY_TIMEOUT_MS);
  if (!sam_sql_exec (sql, "PRAGMA cell_size_check = ON; SELECT count(*) FROM sqlite_schema", error))
    return FALSE;

  /* SQLite falls back to reading where it may not write; whoever edits has to know at once. */
  if ((flags & SAM_SQL_READ_ONLY) == 0 && sqlite3_db_readonly (sql->handle, "main") == 1)
    return set_error_from_code (sql->path, SQLITE_READONLY, "", error);
  sqlite3_db_config (sql->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
  if ((flags & SAM_SQL_READ_ONLY) == 0 && !sam_sql_exec (sql, "PRAGMA journal_mode = WAL", error))
    return FALSE;
  return sam_sql_exec (sql, "PRAGMA synchronous = FULL", error);
}

SamSql *
sam_sql_open (const char *path, const SamStorage *storage, SamSqlFlags flags, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);
  const char *vfs = storage != NULL ? storage->vfs : NULL;
  /* A file of another VFS need not be one that the system knows. */
  gboolean in_memory = strcmp (path, ":memory:") == 0;
  if (vfs == NULL && !in_memory && !check_path (path, flags, error))
    return NULL;

  int open_flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  if ((flags & SAM_SQL_READ_ONLY) != 0)
    open_flags |= SQLITE_OPEN_READONLY;
  else
    open_flags |= SQLITE_OPEN_READWRITE | ((flags & SAM_SQL_CREATE) != 0 ? SQLITE_OPEN_CREATE : 0);

  g_autoptr (SamSql) sql = g_new0 (SamSql, 1);
  sql->path = g_strdup (path);
  sql->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, finalize);
  int code = sqlite3_open_v2 (path, &sql->handle, open_flags, vfs);
  if (code != SQLITE_OK)
    {
      set_error_from_code (path, code, sqlite3_errstr (code), error);
      return NULL;
    }
  if ((vfs == NULL && !in_memory && !check_header (sql, error)) || !configure (sql, flags, error))
    return NULL;
  return g_steal_pointer (&sql);
}

void
sam_sql_close (SamSql *sql)
{
  if (sql == NULL)
    return;
  g_hash_table_destroy (sql->statements);
  sqlite3_close_v2 (sql->handle);
  g_free (sql->path);
  g_free (sql);
}

sqlite3 *
sam_sql_handle (SamSql *sql)
{
  return sql->handle;
}

const char *
sam_sql_path (SamSql *sql)
{
  return sql->path;
}

gboolean
sam_sql_exec (SamSql *sql, const char *statements, GError **error)
{
  if (sqlite3_exec (sql->handle, statements, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;
  return sam_sql_error (sql, error);
}

sqlite3_stmt *
sam_sql_prepare (SamSql *sql, const char *statement, GError **error)
{
  sqlite3_stmt *prepared = g_hash_table_lookup (sql->statements, statement);
  if (prepared != NULL)
    {
      sqlite3_reset (prepared);
      sqlite3_clear_bindings (prepared);
      return prepared;
    }
  if (sqlite3_prepare_v3 (sql->handle, statement, -1, SQLITE_PREPARE_PERSISTENT, &prepared, NULL)
      != SQLITE_OK)
    {
      sam_sql_error (sql, error);
      return NULL;
    }
  g_hash_table_insert (sql->statements, g_strdup (statement), prepared);
  return prepared;
}

gboolean
sam_sql_step (SamSql *sql, sqlite3_stmt *statement, gboolean *row, GError **error)
{
  int code = sqlite3_step (statement);
  if (row != NULL)
    *row = code == SQLITE_ROW;
  if (code == SQLITE_ROW)
    return TRUE;
  if (code != SQLITE_DONE)
    sam_sql_error (sql, error);
  sqlite3_reset (statement);
  return code == SQLITE_DONE;
}

gboolean
sam_sql_run (SamSql *sql, sqlite3_stmt *statement, GError **error)
{
  gboolean row = FALSE;
  gboolean ok = sam_sql_step (sql, statement, &row, error);
  if (row)
    sqlite3_reset (statement);
  return ok;
}

void
sam_sql_bind_text (sqlite3_stmt *statement, int index, const char *text_or_null)
{
  if (text_or_null != NULL)
    sqlite3_bind_text (statement, index, text_or_null, -1, SQLITE_TRANSIENT);
  else
    sqlite3_bind_null (statement, index);
}

const char *
sam_sql_text (sqlite3_stmt *statement, int column)
{
  return (const char *)sqlite3_column_text (statement, column);
}

char *
sam_sql_quote (const char *name)
{
  GString *out = g_string_new ("\"");
  for (const char *p = name; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
  return g_string_free (out, FALSE);
}
