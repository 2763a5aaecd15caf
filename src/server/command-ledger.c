/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "base/i18n.h"
#include "base/json.h"
#include "base/phrase.h"
#include "exchange/forum-file.h"
#include "server/command.h"

gboolean
sam_command_init (SamServerCommand *command, char **arguments, GError **error)
{
  if (!sam_ledger_create (command->options.data, command->seams.storage, error))
    return FALSE;
  if (command->options.json)
    g_string_append (command->out, "{}");
  else
    g_string_append_printf (command->out, _ ("A new ledger is in “%s”."), command->options.data);
  return TRUE;
}

static SamRecord *
find_root (GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    if (sam_record_is (g_ptr_array_index (records, i), SAM_KIND_FORUM))
      return g_ptr_array_index (records, i);
  return NULL;
}

gboolean
sam_command_import (SamServerCommand *command, char **arguments, GError **error)
{
  g_autoptr (SamLedger) ledger
      = sam_ledger_open (command->options.data, command->seams.storage, SAM_LEDGER_WRITE, error);
  g_autoptr (GPtrArray) records = NULL;
  g_autofree char *count = NULL;
  SamRecord *root;

  if (ledger == NULL)
    return FALSE;
  records = sam_forum_file_load (arguments[0], NULL, error);
  if (records == NULL
      || !sam_ledger_import (ledger, records, command->options.replace, &command->seams,
                             &command->progress, error))
    return FALSE;
  root = find_root (records);
  if (command->options.json)
    {
      g_string_append (command->out, "{\"id\":");
      sam_json_append_string (command->out, sam_record_id (root));
      g_string_append (command->out, ",\"title\":");
      sam_json_append_string (command->out, sam_record_title (root));
      g_string_append_printf (command->out, ",\"records\":%u}", records->len);
      return TRUE;
    }
  count = sam_phrase_count (records->len);
  g_string_append_printf (command->out, _ ("Forum “%s” (%s): %s records."), sam_record_title (root),
                          sam_record_id (root), count);
  return TRUE;
}

gboolean
sam_command_backup (SamServerCommand *command, char **arguments, GError **error)
{
  g_autoptr (SamLedger) ledger
      = sam_ledger_open (command->options.data, command->seams.storage, SAM_LEDGER_READ, error);

  if (ledger == NULL || !sam_ledger_backup (ledger, arguments[0], &command->progress, error))
    return FALSE;
  if (command->options.json)
    {
      g_string_append (command->out, "{\"file\":");
      sam_json_append_string (command->out, arguments[0]);
      g_string_append_c (command->out, '}');
    }
  else
    g_string_append_printf (command->out, _ ("A copy is in “%s”."), arguments[0]);
  return TRUE;
}

gboolean
sam_command_restore (SamServerCommand *command, char **arguments, GError **error)
{
  g_autoptr (SamFileLock) lock = NULL;
  g_autofree char *kept = NULL;

  if (!g_file_test (arguments[0], G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error, SAM_ERROR, SAM_ERROR_NOT_FOUND,
                   _ ("There is no file “%s”. Check the name."), arguments[0]);
      return FALSE;
    }
  if (!sam_folder_ensure (command->options.data, error))
    return FALSE;
  lock = sam_command_lock (command, error);
  if (lock == NULL
      || !sam_ledger_restore (command->options.data, arguments[0], &command->seams,
                              &command->progress, &kept, error))
    return FALSE;
  if (command->options.json)
    {
      g_string_append (command->out, "{\"kept\":");
      sam_json_append_string (command->out, kept);
      g_string_append_c (command->out, '}');
    }
  else if (kept != NULL)
    g_string_append_printf (command->out,
                            _ ("The copy is in place. What was here is kept in “%s”."), kept);
  else
    g_string_append (command->out, _ ("The copy is in place."));
  return TRUE;
}

gboolean
sam_command_check (SamServerCommand *command, char **arguments, GError **error)
{
  g_autoptr (SamLedger) ledger
      = sam_ledger_open (command->options.data, command->seams.storage, SAM_LEDGER_READ, error);
  SamLedgerCounts counts = { 0 };
  g_autofree char *edits = NULL, *records = NULL, *rows = NULL;

  if (ledger == NULL || !sam_ledger_check (ledger, &command->progress, &counts, error))
    return FALSE;
  if (command->options.json)
    {
      g_string_append_printf (command->out,
                              "{\"forums\":%" G_GINT64_FORMAT ",\"edits\":%" G_GINT64_FORMAT
                              ",\"records\":%" G_GINT64_FORMAT ",\"history\":%" G_GINT64_FORMAT "}",
                              counts.forums, counts.edits, counts.records, counts.rows);
      return TRUE;
    }
  edits = sam_phrase_count (counts.edits);
  records = sam_phrase_count (counts.records);
  rows = sam_phrase_count (counts.rows);
  g_string_append_printf (command->out,
                          _ ("The ledger is whole. Forums: %d, edits: %s, records: %s, rows of "
                             "history: %s."),
                          (int)counts.forums, edits, records, rows);
  return TRUE;
}
