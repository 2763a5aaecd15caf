/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/json.h"
#include "server/ledger-private.h"
#include "sync/wire.h"

#define TELL_EVERY 1000

static gboolean fault (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

static gboolean
fault (GError **error, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list arguments;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, SAM_ERROR, SAM_ERROR_DAMAGED,
               _ ("The ledger is damaged: %s. Restore the last backup that is whole."), what);
  return FALSE;
}

static gboolean
check_storage (SamLedger *ledger, GError **error)
{
  sqlite3_stmt *statement = sam_ledger_prepare (ledger, "PRAGMA integrity_check(1)", error);
  g_autofree char *answer = NULL;
  gboolean row;

  if (statement == NULL || !sam_sql_step (ledger->sql, statement, &row, error))
    return FALSE;
  answer = g_strdup (sam_sql_text (statement, 0));
  sqlite3_reset (statement);
  return g_strcmp0 (answer, "ok") == 0 || fault (error, "%s", answer);
}

/* The rows of one edit go into its digest. */
static gboolean
digest_rows (SamLedger *ledger, gint64 forum, gint64 seq, SamDigest *digest, gint64 *rows,
             GError **error)
{
  sqlite3_stmt *statement = sam_ledger_prepare (
      ledger,
      "SELECT number, kind, record, field, \"from\", \"to\", salt, hash FROM history"
      " WHERE forum = ? AND seq = ? ORDER BY number",
      error);
  gboolean more;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, forum);
  sqlite3_bind_int64 (statement, 2, seq);
  while (sam_sql_step (ledger->sql, statement, &more, error))
    {
      SamLedgerRow row = { .kind = sam_sql_text (statement, 1),
                           .record = sam_sql_text (statement, 2),
                           .field = sam_sql_text (statement, 3),
                           .from = sam_sql_text (statement, 4),
                           .to = sam_sql_text (statement, 5) };
      SamHash hash;

      if (!more)
        return TRUE;
      if (sqlite3_column_bytes (statement, 6) == SAM_SALT_SIZE)
        sam_ledger_row_hash (sqlite3_column_blob (statement, 6), &row, &hash);
      else if (!sam_ledger_column_hash (statement, 7, &hash))
        return fault (error, _ ("row %ld of edit %ld has neither salt nor hash"),
                      (long)sqlite3_column_int64 (statement, 0), (long)seq);
      sam_digest_add (digest, &hash);
      (*rows)++;
    }
  return FALSE;
}

static gboolean
check_edit (SamLedger *ledger, const SamLedgerForum *forum, sqlite3_stmt *statement, SamHash *head,
            gint64 *rows, GError **error)
{
  gint64 seq = sqlite3_column_int64 (statement, 0);
  SamHash title, stored;
  SamDigest digest;

  if (sqlite3_column_bytes (statement, 5) != SAM_SALT_SIZE
      || !sam_ledger_column_hash (statement, 6, &stored))
    return fault (error, _ ("edit %ld lacks its hashes"), (long)seq);
  sam_chain_salted (sqlite3_column_blob (statement, 5), &title, sam_sql_text (statement, 4),
                    SAM_CHAIN_END);
  sam_digest_begin (&digest, seq, sam_sql_text (statement, 1), sam_sql_text (statement, 3),
                    sam_sql_text (statement, 2), &title);
  if (!digest_rows (ledger, forum->key, seq, &digest, rows, error))
    {
      g_checksum_free (digest.checksum);
      return FALSE;
    }
  sam_digest_end (&digest, head);
  return memcmp (head, &stored, sizeof stored) == 0
         || fault (error, _ ("the chain of “%s” breaks at edit %ld"), forum->title, (long)seq);
}

static gboolean
read_origin (SamLedger *ledger, const SamLedgerForum *forum, SamHash *head, GError **error)
{
  sqlite3_stmt *statement
      = sam_ledger_prepare (ledger, "SELECT origin FROM forum WHERE key = ?", error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, forum->key);
  if (!sam_sql_step (ledger->sql, statement, &row, error))
    return FALSE;
  sam_chain_start (forum->id, row ? sam_sql_text (statement, 0) : "", head);
  sqlite3_reset (statement);
  return TRUE;
}

/* Numbers without gaps, each edit once (the storage's index sees to it, and was checked), the chain
 * whole. */
static gboolean
check_chain (SamLedger *ledger, const SamLedgerForum *forum, const SamProgress *progress,
             SamLedgerCounts *counts, GError **error)
{
  sqlite3_stmt *statement = sam_ledger_prepare (
      ledger,
      "SELECT seq, id, account, at, title, salt, head FROM edit WHERE forum = ? ORDER BY seq",
      error);
  gint64 last = 0;
  SamHash head;
  gboolean row;

  if (statement == NULL || !read_origin (ledger, forum, &head, error))
    return FALSE;
  sqlite3_bind_int64 (statement, 1, forum->key);
  while (sam_sql_step (ledger->sql, statement, &row, error))
    {
      if (!row)
        {
          counts->edits += last;
          sam_progress_tell (progress, _ ("Edits"), last, forum->seq);
          return (last == forum->seq && memcmp (&head, &forum->head, sizeof head) == 0)
                 || fault (error, _ ("“%s” ends at edit %ld instead of %ld"), forum->title,
                           (long)last, (long)forum->seq);
        }
      if (sqlite3_column_int64 (statement, 0) != last + 1)
        return fault (error, _ ("edit %ld of “%s” is missing"), (long)(last + 1), forum->title);
      last++;
      if (last % TELL_EVERY == 1)
        sam_progress_tell (progress, _ ("Edits"), last, forum->seq);
      if (!check_edit (ledger, forum, statement, &head, &counts->rows, error))
        return FALSE;
    }
  return FALSE;
}

/* The history of one record, replayed: field → JSON. A value that was taken out makes the field
 * unknown (NULL). */
static gboolean
replay (SamLedger *ledger, gint64 forum, const char *record, GHashTable *values, gint64 *seq,
        GError **error)
{
  sqlite3_stmt *statement
      = sam_ledger_prepare (ledger,
                            "SELECT seq, field, \"from\", \"to\", salt IS NULL FROM history"
                            " WHERE forum = ? AND record = ? ORDER BY seq, number",
                            error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, forum);
  sam_sql_bind_text (statement, 2, record);
  g_hash_table_remove_all (values);
  *seq = 0;
  while (sam_sql_step (ledger->sql, statement, &row, error))
    {
      const char *field = sam_sql_text (statement, 1);
      gpointer was = NULL;
      gboolean known;

      if (!row)
        return TRUE;
      *seq = sqlite3_column_int64 (statement, 0);
      known = g_hash_table_lookup_extended (values, field, NULL, &was);
      if (sqlite3_column_int (statement, 4) != 0)
        {
          g_hash_table_insert (values, g_strdup (field), NULL);
          continue;
        }
      if (!(known && was == NULL)
          && g_strcmp0 (known ? was : "null", sam_sql_text (statement, 2)) != 0)
        return fault (error, _ ("“%s” of record %s does not follow from the edit before %ld"),
                      field, record, (long)*seq);
      g_hash_table_insert (values, g_strdup (field), g_strdup (sam_sql_text (statement, 3)));
    }
  return FALSE;
}

/* Takes what the record holds out of what was replayed; what is then left has to be nothing. */
static gboolean
takes (GHashTable *values, const char *field, const char *text)
{
  gpointer replayed = NULL;
  gboolean known = g_hash_table_lookup_extended (values, field, NULL, &replayed);
  gboolean same = known && (replayed == NULL || g_strcmp0 (replayed, text) == 0);

  g_hash_table_remove (values, field);
  return same;
}

static gboolean
same_values (SamRecord *record, GHashTable *values, const char **field_name)
{
  const SamKind *kind = sam_kind (sam_record_kind (record));
  GHashTableIter iter;
  gpointer name, left;

  *field_name = "deleted";
  if (!takes (values, "deleted", sam_record_deleted (record) ? "true" : "false"))
    return FALSE;
  for (guint i = 0; i < kind->n_fields; i++)
    {
      const SamField *field = sam_field (kind->first + i);
      g_autofree char *text = NULL;

      *field_name = field->name;
      if (field->computed != SAM_STORED || !sam_record_has (record, field->id))
        continue;
      text = sam_wire_value_text (field, sam_record_value (record, field->id));
      if (!takes (values, field->name, text))
        return FALSE;
    }
  g_hash_table_iter_init (&iter, values);
  while (g_hash_table_iter_next (&iter, &name, &left))
    if (left != NULL && strcmp (left, "null") != 0
        && (sam_record_extra (record) == NULL || sam_field_find (kind->id, name) != NULL))
      {
        *field_name = sam_field_find (kind->id, name) != NULL
                          ? sam_field_find (kind->id, name)->name
                          : "extra";
        return FALSE;
      }
  return TRUE;
}

static gboolean
check_record (SamLedger *ledger, const SamLedgerForum *forum, sqlite3_stmt *statement,
              GHashTable *values, GError **error)
{
  const char *id = sam_sql_text (statement, 0);
  g_autoptr (JsonNode) node
      = sam_json_parse (sam_sql_text (statement, 2), -1, G_MAXINT, SAM_JSON_DEPTH, error);
  g_autoptr (SamRecord) record = node != NULL ? sam_wire_record_from_node (node, error) : NULL;
  const char *field;
  gint64 seq;

  if (record == NULL || !replay (ledger, forum->key, id, values, &seq, error))
    return FALSE;
  if (g_strcmp0 (id, sam_record_id (record)) != 0
      || sqlite3_column_int64 (statement, 1) != sam_record_meta (record)->seq
      || sam_record_meta (record)->seq != seq)
    return fault (error, _ ("record %s does not carry the number of its last edit"), id);
  return same_values (record, values, &field)
         || fault (error, _ ("“%s” of record %s is not what its history says"), field, id);
}

static gboolean
count_rows (SamLedger *ledger, const SamLedgerForum *forum, const char *text, gint64 *n,
            GError **error)
{
  sqlite3_stmt *statement = sam_ledger_prepare (ledger, text, error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, forum->key);
  if (!sam_sql_step (ledger->sql, statement, &row, error))
    return FALSE;
  *n = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  return TRUE;
}

static gboolean
check_records (SamLedger *ledger, const SamLedgerForum *forum, const SamProgress *progress,
               SamLedgerCounts *counts, GError **error)
{
  g_autoptr (GHashTable) values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  sqlite3_stmt *statement;
  gint64 total, told, done = 0;
  gboolean row;

  if (!count_rows (ledger, forum, "SELECT count(*) FROM record WHERE forum = ?", &total, error)
      || !count_rows (ledger, forum, "SELECT count(DISTINCT record) FROM history WHERE forum = ?",
                      &told, error))
    return FALSE;
  if (total != told)
    return fault (error, _ ("“%s” has %ld records, and a history of %ld"), forum->title,
                  (long)total, (long)told);
  statement = sam_ledger_prepare (
      ledger, "SELECT id, seq, line FROM record WHERE forum = ? ORDER BY id", error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, forum->key);
  while (sam_sql_step (ledger->sql, statement, &row, error))
    {
      if (!row)
        {
          sam_progress_tell (progress, _ ("Records"), done, total);
          counts->records += done;
          return TRUE;
        }
      if (done++ % TELL_EVERY == 0)
        sam_progress_tell (progress, _ ("Records"), done, total);
      if (!check_record (ledger, forum, statement, values, error))
        return FALSE;
    }
  return FALSE;
}

static gboolean
check_all (SamLedger *ledger, const SamProgress *progress, SamLedgerCounts *counts, GError **error)
{
  g_autoptr (GPtrArray) forums = NULL;

  if (!check_storage (ledger, error))
    return FALSE;
  forums = sam_ledger_forums (ledger, error);
  if (forums == NULL)
    return FALSE;
  for (guint i = 0; i < forums->len; i++)
    {
      counts->forums++;
      if (!check_chain (ledger, g_ptr_array_index (forums, i), progress, counts, error)
          || !check_records (ledger, g_ptr_array_index (forums, i), progress, counts, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
sam_ledger_check (SamLedger *ledger, const SamProgress *progress, SamLedgerCounts *counts,
                  GError **error)
{
  gboolean ok;

  if (!sam_sql_exec (ledger->sql, "BEGIN", error))
    return FALSE;
  ledger->in_transaction = TRUE;
  ok = check_all (ledger, progress, counts, error);
  sam_ledger_rollback (ledger);
  return ok;
}
