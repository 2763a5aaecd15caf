/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/ledger.h"

#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "base/error.h"
#include "base/i18n.h"
#include "server/accounts.h"
#include "server/ledger-private.h"

/* What a forum is, what its records are now, and what has happened. A history row whose value was
 * lawfully taken out has no salt and keeps its hash instead. */
static const char schema[]
    = "CREATE TABLE forum (key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL,"
      " origin TEXT NOT NULL, epoch TEXT NOT NULL, seq INTEGER NOT NULL, head BLOB NOT NULL);"
      "CREATE TABLE record (forum INTEGER NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL,"
      " seq INTEGER NOT NULL, line TEXT NOT NULL, PRIMARY KEY (forum, id)) WITHOUT ROWID;"
      "CREATE INDEX record_seq ON record (forum, seq);"
      "CREATE INDEX record_kind ON record (forum, kind);"
      "CREATE TABLE edit (forum INTEGER NOT NULL, seq INTEGER NOT NULL, id TEXT NOT NULL,"
      " account TEXT NOT NULL, at TEXT NOT NULL, title TEXT NOT NULL, \"group\" TEXT,"
      " salt BLOB NOT NULL, content BLOB, conflicts TEXT NOT NULL, head BLOB NOT NULL,"
      " PRIMARY KEY (forum, seq)) WITHOUT ROWID;"
      "CREATE UNIQUE INDEX edit_id ON edit (forum, id);"
      "CREATE TABLE history (forum INTEGER NOT NULL, seq INTEGER NOT NULL, number INTEGER NOT NULL,"
      " kind TEXT NOT NULL, record TEXT NOT NULL, field TEXT NOT NULL, \"from\" TEXT, \"to\" TEXT,"
      " salt BLOB, hash BLOB, PRIMARY KEY (forum, seq, number)) WITHOUT ROWID;"
      "CREATE INDEX history_record ON history (forum, record, seq, number);";

char *
sam_ledger_path (const char *folder)
{
  return g_build_filename (folder, SAM_LEDGER_FILE, NULL);
}

void
sam_ledger_give_to_owner (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  GStatBuf status;

  /* What root makes in the server's folder has to be the server's. */
  if (geteuid () == 0 && g_stat (folder, &status) == 0
      && chown (path, status.st_uid, status.st_gid) != 0)
    g_chmod (path, 0600); /* it keeps its owner */
}

static gboolean
make_tables (SamSql *sql, GError **error)
{
  g_autofree char *identity
      = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d;",
                         SAM_LEDGER_APPLICATION, SAM_LEDGER_VERSION);

  return sam_sql_exec (sql, "BEGIN IMMEDIATE", error) && sam_sql_exec (sql, schema, error)
         && sam_sql_exec (sql, sam_accounts_schema (), error) && sam_sql_exec (sql, identity, error)
         && sam_sql_exec (sql, "COMMIT", error);
}

gboolean
sam_ledger_create (const char *folder, const SamStorage *storage, GError **error)
{
  g_autofree char *path = sam_ledger_path (folder);
  g_autoptr (SamSql) sql = NULL;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, SAM_ERROR, SAM_ERROR_REFUSED,
                   _ ("“%s” holds a ledger already. It was left as it is; name another folder."),
                   folder);
      return FALSE;
    }
  if (!sam_folder_ensure (folder, error))
    return FALSE;
  sql = sam_sql_open (path, storage, SAM_SQL_CREATE, error);
  if (sql == NULL)
    return FALSE;
  g_chmod (path, 0600);
  sam_ledger_give_to_owner (path);
  return make_tables (sql, error);
}

static gboolean
read_number (SamSql *sql, const char *statement, gint64 *number, GError **error)
{
  sqlite3_stmt *prepared = sam_sql_prepare (sql, statement, error);
  gboolean row;

  if (prepared == NULL || !sam_sql_step (sql, prepared, &row, error))
    return FALSE;
  *number = row ? sqlite3_column_int64 (prepared, 0) : 0;
  sqlite3_reset (prepared);
  return TRUE;
}

static gboolean
check_identity (SamSql *sql, GError **error)
{
  gint64 application, version;

  if (!read_number (sql, "PRAGMA application_id", &application, error)
      || !read_number (sql, "PRAGMA user_version", &version, error))
    return FALSE;
  if (application != SAM_LEDGER_APPLICATION || version < 1)
    {
      g_set_error (error, SAM_ERROR, SAM_ERROR_DAMAGED,
                   _ ("“%s” is not a ledger of samverka-server. Name another file or folder."),
                   sam_sql_path (sql));
      return FALSE;
    }
  if (version > SAM_LEDGER_VERSION)
    {
      g_set_error (error, SAM_ERROR, SAM_ERROR_NEWER,
                   _ ("“%s” was written by a newer version of samverka-server. Update this one."),
                   sam_sql_path (sql));
      return FALSE;
    }
  return TRUE;
}

SamLedger *
sam_ledger_open_file (const char *path, const SamStorage *storage, SamLedgerMode mode,
                      GError **error)
{
  g_autoptr (SamLedger) ledger = g_new0 (SamLedger, 1);

  ledger->mode = mode;
  ledger->sql
      = sam_sql_open (path, storage, mode == SAM_LEDGER_READ ? SAM_SQL_READ_ONLY : 0, error);
  if (ledger->sql == NULL || !check_identity (ledger->sql, error))
    return NULL;
  return g_steal_pointer (&ledger);
}

SamLedger *
sam_ledger_open (const char *folder, const SamStorage *storage, SamLedgerMode mode, GError **error)
{
  g_autofree char *path = sam_ledger_path (folder);

  if ((storage == NULL || storage->vfs == NULL) && !g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, SAM_ERROR, SAM_ERROR_NOT_FOUND,
                   _ ("“%s” holds no ledger. Make one with samverka-server init --data %s."),
                   folder, folder);
      return NULL;
    }
  return sam_ledger_open_file (path, storage, mode, error);
}

void
sam_ledger_close (SamLedger *ledger)
{
  if (ledger == NULL)
    return;
  sam_sql_close (ledger->sql);
  g_free (ledger);
}

gboolean
sam_ledger_begin (SamLedger *ledger, GError **error)
{
  gboolean ok = sam_sql_exec (
      ledger->sql, ledger->mode == SAM_LEDGER_WRITE ? "BEGIN IMMEDIATE" : "BEGIN", error);

  ledger->in_transaction = ok;
  return ok;
}

gboolean
sam_ledger_commit (SamLedger *ledger, GError **error)
{
  if (!sam_sql_exec (ledger->sql, "COMMIT", error))
    {
      sam_ledger_rollback (ledger);
      return FALSE;
    }
  ledger->in_transaction = FALSE;
  return TRUE;
}

void
sam_ledger_rollback (SamLedger *ledger)
{
  /* After some errors SQLite has rolled back by itself. */
  if (ledger->in_transaction && !sqlite3_get_autocommit (sam_sql_handle (ledger->sql)))
    sam_sql_exec (ledger->sql, "ROLLBACK", NULL);
  ledger->in_transaction = FALSE;
}

sqlite3_stmt *
sam_ledger_prepare (SamLedger *ledger, const char *statement, GError **error)
{
  return sam_sql_prepare (ledger->sql, statement, error);
}

void
sam_ledger_bind_blob (sqlite3_stmt *statement, int index, const void *bytes, gsize size)
{
  sqlite3_bind_blob64 (statement, index, bytes, size, SQLITE_TRANSIENT);
}

gboolean
sam_ledger_column_hash (sqlite3_stmt *statement, int column, SamHash *hash)
{
  const void *bytes = sqlite3_column_blob (statement, column);

  if (bytes == NULL || sqlite3_column_bytes (statement, column) != SAM_HASH_SIZE)
    return FALSE;
  memcpy (hash->bytes, bytes, SAM_HASH_SIZE);
  return TRUE;
}

void
sam_ledger_forum_free (SamLedgerForum *forum)
{
  if (forum == NULL)
    return;
  g_free (forum->id);
  g_free (forum->title);
  g_free (forum->epoch);
  g_free (forum);
}

static SamLedgerForum *
forum_of_row (sqlite3_stmt *statement)
{
  SamLedgerForum *forum = g_new0 (SamLedgerForum, 1);

  forum->key = sqlite3_column_int64 (statement, 0);
  forum->id = g_strdup (sam_sql_text (statement, 1));
  forum->title = g_strdup (sam_sql_text (statement, 2));
  forum->epoch = g_strdup (sam_sql_text (statement, 3));
  forum->seq = sqlite3_column_int64 (statement, 4);
  sam_ledger_column_hash (statement, 5, &forum->head);
  return forum;
}

SamLedgerForum *
sam_ledger_forum (SamLedger *ledger, const char *id, GError **error)
{
  sqlite3_stmt *statement = sam_ledger_prepare (
      ledger, "SELECT key, id, title, epoch, seq, head FROM forum WHERE id = ?", error);
  SamLedgerForum *forum = NULL;
  gboolean row;

  if (statement == NULL)
    return NULL;
  sam_sql_bind_text (statement, 1, id);
  if (!sam_sql_step (ledger->sql, statement, &row, error) || !row)
    return NULL;
  forum = forum_of_row (statement);
  sqlite3_reset (statement);
  return forum;
}

GPtrArray *
sam_ledger_forums (SamLedger *ledger, GError **error)
{
  sqlite3_stmt *statement = sam_ledger_prepare (
      ledger, "SELECT key, id, title, epoch, seq, head FROM forum ORDER BY title, id", error);
  g_autoptr (GPtrArray) forums
      = g_ptr_array_new_with_free_func ((GDestroyNotify)sam_ledger_forum_free);
  gboolean row;

  if (statement == NULL)
    return NULL;
  while (sam_sql_step (ledger->sql, statement, &row, error))
    {
      if (!row)
        return g_steal_pointer (&forums);
      g_ptr_array_add (forums, forum_of_row (statement));
    }
  return NULL;
}

void
sam_progress_tell (const SamProgress *progress, const char *what, gint64 done, gint64 total)
{
  if (progress != NULL && progress->tell != NULL)
    progress->tell (what, done, total, progress->data);
}

char *
sam_ledger_new_epoch (SamRandom *random)
{
  return g_strdup_printf ("%016" G_GINT64_MODIFIER "x%016" G_GINT64_MODIFIER "x",
                          sam_random_u64 (random), sam_random_u64 (random));
}

gboolean
sam_ledger_renew_epochs (SamLedger *ledger, SamRandom *random, GError **error)
{
  g_autoptr (GPtrArray) forums = sam_ledger_forums (ledger, error);

  if (forums == NULL)
    return FALSE;
  for (guint i = 0; i < forums->len; i++)
    {
      SamLedgerForum *forum = g_ptr_array_index (forums, i);
      g_autofree char *epoch = sam_ledger_new_epoch (random);
      sqlite3_stmt *statement
          = sam_ledger_prepare (ledger, "UPDATE forum SET epoch = ? WHERE key = ?", error);

      if (statement == NULL)
        return FALSE;
      sam_sql_bind_text (statement, 1, epoch);
      sqlite3_bind_int64 (statement, 2, forum->key);
      if (!sam_sql_run (ledger->sql, statement, error))
        return FALSE;
    }
  return TRUE;
}
