/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/json.h"
#include "server/ledger-private.h"
#include "sync/wire.h"

void
sam_ledger_row_hash (const guint8 salt[SAM_SALT_SIZE], const SamLedgerRow *row, SamHash *hash)
{
  sam_chain_salted (salt, hash, row->kind, row->record, row->field, row->from, row->to,
                    SAM_CHAIN_END);
}

gboolean
sam_ledger_add_row (SamLedger *ledger, const SamLedgerRow *row, SamRandom *random,
                    SamDigest *digest, GError **error)
{
  sqlite3_stmt *statement = sam_ledger_prepare (
      ledger,
      "INSERT INTO history (forum, seq, number, kind, record, field, \"from\", \"to\", salt)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      error);
  guint8 salt[SAM_SALT_SIZE];
  SamHash hash;

  if (statement == NULL)
    return FALSE;
  random->fill (random, salt, sizeof salt);
  sam_ledger_row_hash (salt, row, &hash);
  sam_digest_add (digest, &hash);
  sqlite3_bind_int64 (statement, 1, row->forum);
  sqlite3_bind_int64 (statement, 2, row->seq);
  sqlite3_bind_int64 (statement, 3, row->number);
  sqlite3_bind_text (statement, 4, row->kind, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 5, row->record, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 6, row->field, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 7, row->from, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 8, row->to, -1, SQLITE_STATIC);
  sqlite3_bind_blob (statement, 9, salt, sizeof salt, SQLITE_STATIC);
  return sam_sql_run (ledger->sql, statement, error);
}

gboolean
sam_ledger_put_record (SamLedger *ledger, gint64 forum, SamRecord *record, GString *buffer,
                       GError **error)
{
  sqlite3_stmt *statement = sam_ledger_prepare (
      ledger,
      "INSERT INTO record (forum, id, kind, seq, line) VALUES (?, ?, ?, ?, ?)"
      " ON CONFLICT (forum, id) DO UPDATE SET seq = excluded.seq, line = excluded.line",
      error);

  if (statement == NULL)
    return FALSE;
  g_string_truncate (buffer, 0);
  sam_wire_append_record (buffer, record);
  sqlite3_bind_int64 (statement, 1, forum);
  sqlite3_bind_text (statement, 2, sam_record_id (record), -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 3, sam_kind (sam_record_kind (record))->name, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 4, sam_record_meta (record)->seq);
  sqlite3_bind_text (statement, 5, buffer->str, (int)buffer->len, SQLITE_STATIC);
  return sam_sql_run (ledger->sql, statement, error);
}

void
sam_ledger_begin_edit (const SamLedgerForum *forum, const SamLedgerEdit *edit,
                       const guint8 salt[SAM_SALT_SIZE], SamDigest *digest)
{
  SamHash title;

  sam_chain_salted (salt, &title, edit->title, SAM_CHAIN_END);
  sam_digest_begin (digest, forum->seq + 1, edit->id, edit->at, edit->account, &title);
}

static gboolean
write_edit (SamLedger *ledger, const SamLedgerForum *forum, const SamLedgerEdit *edit,
            const guint8 salt[SAM_SALT_SIZE], GError **error)
{
  sqlite3_stmt *statement = sam_ledger_prepare (
      ledger,
      "INSERT INTO edit (forum, seq, id, account, at, title, \"group\", salt, content, conflicts,"
      " head) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      error);
  SamHash content;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, forum->key);
  sqlite3_bind_int64 (statement, 2, forum->seq);
  sam_sql_bind_text (statement, 3, edit->id);
  sam_sql_bind_text (statement, 4, edit->account);
  sam_sql_bind_text (statement, 5, edit->at);
  sam_sql_bind_text (statement, 6, edit->title != NULL ? edit->title : "");
  sam_sql_bind_text (statement, 7, edit->group);
  sam_ledger_bind_blob (statement, 8, salt, SAM_SALT_SIZE);
  if (edit->text != NULL)
    {
      sam_chain_salted (salt, &content, edit->text, SAM_CHAIN_END);
      sam_ledger_bind_blob (statement, 9, content.bytes, SAM_HASH_SIZE);
    }
  sam_sql_bind_text (statement, 10, edit->conflicts);
  sam_ledger_bind_blob (statement, 11, forum->head.bytes, SAM_HASH_SIZE);
  return sam_sql_run (ledger->sql, statement, error);
}

static gboolean
write_forum (SamLedger *ledger, const SamLedgerForum *forum, GError **error)
{
  sqlite3_stmt *statement = sam_ledger_prepare (
      ledger, "UPDATE forum SET title = ?, seq = ?, head = ? WHERE key = ?", error);

  if (statement == NULL)
    return FALSE;
  sam_sql_bind_text (statement, 1, forum->title);
  sqlite3_bind_int64 (statement, 2, forum->seq);
  sam_ledger_bind_blob (statement, 3, forum->head.bytes, SAM_HASH_SIZE);
  sqlite3_bind_int64 (statement, 4, forum->key);
  return sam_sql_run (ledger->sql, statement, error);
}

gboolean
sam_ledger_end_edit (SamLedger *ledger, SamLedgerForum *forum, const SamLedgerEdit *edit,
                     const guint8 salt[SAM_SALT_SIZE], SamDigest *digest, GError **error)
{
  sam_digest_end (digest, &forum->head);
  forum->seq++;
  return write_edit (ledger, forum, edit, salt, error) && write_forum (ledger, forum, error);
}

static gboolean
write_history (SamLedger *ledger, SamLedgerForum *forum, SamVerdict *verdict, SamRandom *random,
               SamDigest *digest, GError **error)
{
  for (guint i = 0; i < verdict->history->len; i++)
    {
      const SamHistoryRow *change = &g_array_index (verdict->history, SamHistoryRow, i);
      const SamField *field = change->field == SAM_FIELD_DELETED ? NULL : sam_field (change->field);
      g_autofree char *from = sam_wire_value_text (field, &change->from);
      g_autofree char *to = sam_wire_value_text (field, &change->to);
      SamLedgerRow row = { .forum = forum->key,
                           .seq = forum->seq + 1,
                           .number = i,
                           .kind = sam_kind (change->kind)->name,
                           .record = change->record,
                           .field = sam_wire_field_name (change->field),
                           .from = from,
                           .to = to };

      if (!sam_ledger_add_row (ledger, &row, random, digest, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_records (SamLedger *ledger, SamLedgerForum *forum, SamVerdict *verdict, GError **error)
{
  g_autoptr (GString) buffer = g_string_new (NULL);

  for (guint i = 0; i < verdict->records->len; i++)
    {
      SamRecord *record = g_ptr_array_index (verdict->records, i);

      if (!sam_ledger_put_record (ledger, forum->key, record, buffer, error))
        return FALSE;
      if (g_strcmp0 (sam_record_id (record), forum->id) == 0)
        {
          g_free (forum->title);
          forum->title = g_strdup (sam_record_title (record));
        }
    }
  return TRUE;
}

static char *
conflicts_text (SamVerdict *verdict)
{
  GString *out = g_string_new ("[");

  for (guint i = 0; i < verdict->conflicts->len; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      sam_json_append_string (out, g_ptr_array_index (verdict->conflicts, i));
    }
  g_string_append_c (out, ']');
  return g_string_free (out, FALSE);
}

gboolean
sam_ledger_append (SamLedger *ledger, SamLedgerForum *forum, const SamEdit *edit, const char *text,
                   const char *account, const char *at, SamVerdict *verdict, SamRandom *random,
                   GError **error)
{
  g_autofree char *conflicts = conflicts_text (verdict);
  SamLedgerEdit row = { .id = edit->id,
                        .account = account,
                        .at = at,
                        .title = edit->title,
                        .group = edit->group,
                        .text = text,
                        .conflicts = conflicts };
  guint8 salt[SAM_SALT_SIZE];
  SamDigest digest;

  random->fill (random, salt, sizeof salt);
  sam_ledger_begin_edit (forum, &row, salt, &digest);
  if (!write_history (ledger, forum, verdict, random, &digest, error)
      || !write_records (ledger, forum, verdict, error))
    {
      g_checksum_free (digest.checksum);
      return FALSE;
    }
  return sam_ledger_end_edit (ledger, forum, &row, salt, &digest, error);
}

gboolean
sam_ledger_answered (SamLedger *ledger, const SamLedgerForum *forum, const char *edit,
                     const char *text, SamLedgerAnswer *answer, GError **error)
{
  sqlite3_stmt *statement = sam_ledger_prepare (
      ledger, "SELECT seq, salt, content, conflicts FROM edit WHERE forum = ? AND id = ?", error);
  SamHash stored, sent;

  *answer = (SamLedgerAnswer){ 0 };
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, forum->key);
  sam_sql_bind_text (statement, 2, edit);
  if (!sam_sql_step (ledger->sql, statement, &answer->found, error))
    return FALSE;
  if (!answer->found)
    return TRUE;
  answer->seq = sqlite3_column_int64 (statement, 0);
  if (sqlite3_column_bytes (statement, 1) == SAM_SALT_SIZE
      && sam_ledger_column_hash (statement, 2, &stored))
    {
      sam_chain_salted (sqlite3_column_blob (statement, 1), &sent, text, SAM_CHAIN_END);
      answer->same = memcmp (&sent, &stored, sizeof sent) == 0;
    }
  answer->conflicts = g_strdup (sam_sql_text (statement, 3));
  sqlite3_reset (statement);
  return TRUE;
}
