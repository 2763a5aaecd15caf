/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "base/error.h"
#include "base/i18n.h"
#include "server/ledger-private.h"

#define PAGES_AT_ONCE 256

static gboolean
no_write (const char *path, GError **error)
{
  g_set_error (error, SAM_ERROR, SAM_ERROR_STORAGE,
               _ ("“%s” could not be written: %s. Check the folder and try again."), path,
               g_strerror (errno));
  return FALSE;
}

static gboolean
sync_path (const char *path, GError **error)
{
  int file = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gboolean ok = file >= 0 && fsync (file) == 0;

  if (!ok)
    no_write (path, error);
  if (file >= 0)
    close (file);
  return ok;
}

/* What belongs to a database beside it. */
static void
remove_beside (const char *path)
{
  static const char *const endings[] = { "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat (path, endings[i], NULL);

      g_unlink (name);
    }
}

/* All pages of one snapshot, which the open transaction of the source holds. */
static gboolean
copy_pages (SamLedger *ledger, SamSql *target, const SamProgress *progress, GError **error)
{
  sqlite3_backup *backup
      = sqlite3_backup_init (sam_sql_handle (target), "main", sam_sql_handle (ledger->sql), "main");
  int code = SQLITE_OK;

  if (backup == NULL)
    return sam_sql_error (target, error);
  while (code == SQLITE_OK)
    {
      int total;

      code = sqlite3_backup_step (backup, PAGES_AT_ONCE);
      total = sqlite3_backup_pagecount (backup);
      sam_progress_tell (progress, _ ("Pages"), total - sqlite3_backup_remaining (backup), total);
    }
  sqlite3_backup_finish (backup);
  return code == SQLITE_DONE || sam_sql_error (target, error);
}

/* A read that begins the transaction's snapshot: BEGIN alone does not. Nobody may write in it. */
static gboolean
begin_snapshot (SamLedger *ledger, GError **error)
{
  ledger->in_transaction = sam_sql_exec (ledger->sql, "BEGIN", error);
  return ledger->in_transaction && sam_sql_exec (ledger->sql, "SELECT count(*) FROM forum", error);
}

static gboolean
copy_to (SamLedger *ledger, const char *path, const SamProgress *progress, GError **error)
{
  g_autoptr (SamSql) target = sam_sql_open (path, NULL, SAM_SQL_CREATE, error);
  gboolean ok;

  if (target == NULL)
    return FALSE;
  g_chmod (path, 0600);
  ok = begin_snapshot (ledger, error) && copy_pages (ledger, target, progress, error);
  sam_ledger_rollback (ledger);
  /* A copy is one file: nothing of it may wait in a log beside it. */
  return ok && sam_sql_exec (target, "PRAGMA journal_mode = DELETE", error);
}

gboolean
sam_ledger_backup (SamLedger *ledger, const char *path, const SamProgress *progress, GError **error)
{
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, SAM_ERROR, SAM_ERROR_INVALID,
                   _ ("“%s” is a folder. Choose a file in it."), path);
      return FALSE;
    }
  g_unlink (part);
  remove_beside (part);
  if (!copy_to (ledger, part, progress, error) || !sync_path (part, error))
    {
      g_unlink (part);
      remove_beside (part);
      return FALSE;
    }
  if (g_rename (part, path) != 0)
    {
      no_write (path, error);
      g_unlink (part);
      return FALSE;
    }
  return sync_path (folder, error);
}

/* Devices that were signed out since the backup was made stay so, and people who were shut out stay
 * out. A ledger that cannot be read has nothing to say about it. */
static gboolean
keep_shut_out (SamLedger *ledger, const char *current, GError **error)
{
  static const char statements[]
      = "DELETE FROM token WHERE hash NOT IN (SELECT hash FROM earlier.token);"
        "UPDATE user SET enabled = 0 WHERE name NOT IN (SELECT name FROM earlier.user WHERE "
        "enabled);"
        "DELETE FROM token WHERE user IN (SELECT key FROM user WHERE NOT enabled);";
  g_autoptr (SamLedger) readable = sam_ledger_open_file (current, NULL, SAM_LEDGER_READ, NULL);
  sqlite3_stmt *attach;

  if (readable == NULL)
    return TRUE;
  attach = sam_ledger_prepare (ledger, "ATTACH ? AS earlier", error);
  if (attach == NULL)
    return FALSE;
  sam_sql_bind_text (attach, 1, current);
  if (!sam_sql_run (ledger->sql, attach, error) || !sam_sql_exec (ledger->sql, statements, error))
    return FALSE;
  return sam_sql_exec (ledger->sql, "DETACH earlier", error);
}

/* The copy as it is to be, checked before it takes the ledger's place. */
static gboolean
prepare (const char *part, const char *current, const SamSeams *seams, const SamProgress *progress,
         GError **error)
{
  g_autoptr (SamLedger) ledger
      = sam_ledger_open_file (part, seams->storage, SAM_LEDGER_WRITE, error);
  SamLedgerCounts counts = { 0 };

  if (ledger == NULL || !sam_ledger_check (ledger, progress, &counts, error)
      || (g_file_test (current, G_FILE_TEST_EXISTS) && !keep_shut_out (ledger, current, error)))
    return FALSE;
  return sam_ledger_begin (ledger, error) && sam_ledger_renew_epochs (ledger, seams->random, error)
         && sam_ledger_commit (ledger, error)
         && sam_sql_exec (ledger->sql, "PRAGMA wal_checkpoint(TRUNCATE)", error);
}

/* Moves the ledger that was here aside, with its log written into it. */
static gboolean
set_aside (const char *path, const SamSeams *seams, char **kept, GError **error)
{
  g_autofree char *stamp = sam_clock_stamp (seams->clock);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = NULL;
  g_autoptr (SamLedger) ledger = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  ledger = sam_ledger_open_file (path, seams->storage, SAM_LEDGER_WRITE, NULL);
  g_clear_pointer (&ledger, sam_ledger_close);
  g_strdelimit (stamp, ":.", '-');
  name = g_strdup_printf ("ledger-before-restore-%s.sqlite", stamp);
  *kept = g_build_filename (folder, name, NULL);
  if (g_rename (path, *kept) != 0)
    return no_write (*kept, error);
  /* The log of a ledger that could not be opened goes with it. */
  for (guint i = 0; i < 2; i++)
    {
      const char *ending = i == 0 ? "-wal" : "-shm";
      g_autofree char *from = g_strconcat (path, ending, NULL);
      g_autofree char *to = g_strconcat (*kept, ending, NULL);

      if (g_file_test (from, G_FILE_TEST_EXISTS) && g_rename (from, to) != 0)
        return no_write (to, error);
    }
  return TRUE;
}

gboolean
sam_ledger_restore (const char *folder, const char *path, const SamSeams *seams,
                    const SamProgress *progress, char **kept, GError **error)
{
  g_autofree char *current = sam_ledger_path (folder);
  g_autofree char *part = g_strconcat (current, ".restored", NULL);
  g_autoptr (SamLedger) backup
      = sam_ledger_open_file (path, seams->storage, SAM_LEDGER_READ, error);

  *kept = NULL;
  if (backup == NULL || !sam_folder_ensure (folder, error))
    return FALSE;
  g_unlink (part);
  remove_beside (part);
  if (!copy_to (backup, part, progress, error) || !prepare (part, current, seams, progress, error)
      || !sync_path (part, error))
    {
      g_unlink (part);
      remove_beside (part);
      return FALSE;
    }
  remove_beside (part);
  sam_ledger_give_to_owner (part);
  if (!set_aside (current, seams, kept, error))
    return FALSE;
  if (g_rename (part, current) != 0)
    return no_write (current, error);
  return sync_path (folder, error);
}
