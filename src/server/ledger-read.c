/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "base/i18n.h"
#include "base/json.h"
#include "server/ledger-private.h"
#include "sync/wire.h"

#define LONGEST_LINE (64 * 1024 * 1024)

static gboolean
head_at (SamLedger *ledger, const SamLedgerForum *forum, gint64 seq, SamHash *head, gboolean *found,
         GError **error)
{
  sqlite3_stmt *statement;

  *found = FALSE;
  if (seq == forum->seq)
    {
      *head = forum->head;
      *found = TRUE;
      return TRUE;
    }
  statement
      = sam_ledger_prepare (ledger, "SELECT head FROM edit WHERE forum = ? AND seq = ?", error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, forum->key);
  sqlite3_bind_int64 (statement, 2, seq);
  if (!sam_sql_step (ledger->sql, statement, found, error))
    return FALSE;
  if (*found)
    {
      *found = sam_ledger_column_hash (statement, 0, head);
      sqlite3_reset (statement);
    }
  return TRUE;
}

gboolean
sam_ledger_fits (SamLedger *ledger, const SamLedgerForum *forum, const SamCursor *cursor,
                 gboolean *fits, GError **error)
{
  g_autofree char *text = NULL;
  SamHash head;

  *fits = FALSE;
  if (g_strcmp0 (cursor->epoch, forum->epoch) != 0 || cursor->seq < 1 || cursor->seq > forum->seq)
    return TRUE;
  if (!head_at (ledger, forum, cursor->seq, &head, fits, error))
    return FALSE;
  if (*fits && cursor->head != NULL)
    {
      text = sam_hash_text (&head);
      *fits = g_ascii_strcasecmp (cursor->head, text) == 0;
    }
  return TRUE;
}

/* Visits the first column of each row. */
static gboolean
visit_lines (SamLedger *ledger, sqlite3_stmt *statement, SamLedgerVisit visit, gpointer data,
             GError **error)
{
  gboolean row;

  while (sam_sql_step (ledger->sql, statement, &row, error))
    {
      if (!row)
        return TRUE;
      if (!visit (sam_sql_text (statement, 0), (gsize)sqlite3_column_bytes (statement, 0), data))
        {
          sqlite3_reset (statement);
          return TRUE;
        }
    }
  return FALSE;
}

gboolean
sam_ledger_each_by_id (SamLedger *ledger, const SamLedgerForum *forum, SamLedgerVisit visit,
                       gpointer data, GError **error)
{
  sqlite3_stmt *statement
      = sam_ledger_prepare (ledger, "SELECT line FROM record WHERE forum = ? ORDER BY id", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, forum->key);
  return visit_lines (ledger, statement, visit, data, error);
}

gboolean
sam_ledger_each_since (SamLedger *ledger, const SamLedgerForum *forum, gint64 since,
                       SamLedgerVisit visit, gpointer data, GError **error)
{
  sqlite3_stmt *statement = sam_ledger_prepare (
      ledger, "SELECT line FROM record WHERE forum = ? AND seq > ? ORDER BY seq, id", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, forum->key);
  sqlite3_bind_int64 (statement, 2, since);
  return visit_lines (ledger, statement, visit, data, error);
}

gboolean
sam_ledger_each_of_kind (SamLedger *ledger, const SamLedgerForum *forum, SamKindId kind,
                         SamLedgerVisit visit, gpointer data, GError **error)
{
  sqlite3_stmt *statement = sam_ledger_prepare (
      ledger, "SELECT line FROM record WHERE forum = ? AND kind = ? ORDER BY id", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, forum->key);
  sam_sql_bind_text (statement, 2, sam_kind (kind)->name);
  return visit_lines (ledger, statement, visit, data, error);
}

gboolean
sam_ledger_count (SamLedger *ledger, const SamLedgerForum *forum, gint64 since, gint64 *all,
                  gint64 *changed, GError **error)
{
  sqlite3_stmt *statement
      = sam_ledger_prepare (ledger,
                            "SELECT (SELECT count(*) FROM record WHERE forum = ?1),"
                            " (SELECT count(*) FROM record WHERE forum = ?1 AND seq > ?2)",
                            error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, forum->key);
  sqlite3_bind_int64 (statement, 2, since);
  if (!sam_sql_step (ledger->sql, statement, &row, error))
    return FALSE;
  *all = sqlite3_column_int64 (statement, 0);
  *changed = sqlite3_column_int64 (statement, 1);
  sqlite3_reset (statement);
  return TRUE;
}

typedef struct
{
  GPtrArray *records;
  GError *error;
} Loading;

static gboolean
load_line (const char *line, gsize length, gpointer data)
{
  Loading *loading = data;
  g_autoptr (JsonNode) node
      = sam_json_parse (line, (gssize)length, LONGEST_LINE, SAM_JSON_DEPTH, &loading->error);
  SamRecord *record = node != NULL ? sam_wire_record_from_node (node, &loading->error) : NULL;

  if (record == NULL)
    return FALSE;
  g_ptr_array_add (loading->records, record);
  return TRUE;
}

GPtrArray *
sam_ledger_load (SamLedger *ledger, const SamLedgerForum *forum, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  Loading loading = { .records = records };

  if (!sam_ledger_each_by_id (ledger, forum, load_line, &loading, error))
    return NULL;
  if (loading.error != NULL)
    {
      g_propagate_error (error, loading.error);
      return NULL;
    }
  return g_steal_pointer (&records);
}

static void
append_raw (GString *out, const char *member, const char *json_or_null)
{
  g_string_append_printf (out, ",\"%s\":", member);
  g_string_append (out, json_or_null != NULL ? json_or_null : "null");
}

static void
append_text (GString *out, const char *member, const char *text)
{
  g_string_append_printf (out, ",\"%s\":", member);
  sam_json_append_string (out, text);
}

static void
append_history (GString *out, sqlite3_stmt *statement)
{
  g_string_append_printf (out, "{\"seq\":%" G_GINT64_FORMAT,
                          (gint64)sqlite3_column_int64 (statement, 0));
  append_text (out, "edit", sam_sql_text (statement, 2));
  append_text (out, "title", sam_sql_text (statement, 3));
  append_text (out, "at", sam_sql_text (statement, 4));
  append_text (out, "author", sam_sql_text (statement, 5));
  append_text (out, "record", sam_sql_text (statement, 6));
  append_text (out, "kind", sam_sql_text (statement, 7));
  append_text (out, "field", sam_sql_text (statement, 8));
  append_raw (out, "from", sam_sql_text (statement, 9));
  append_raw (out, "to", sam_sql_text (statement, 10));
  g_string_append_c (out, '}');
}

#define HISTORY                                                                                    \
  "SELECT h.seq, h.number, e.id, e.title, e.at, e.account, h.record, h.kind, h.field, h.\"from\"," \
  " h.\"to\" FROM history h JOIN edit e ON e.forum = h.forum AND e.seq = h.seq"                    \
  " WHERE h.forum = ?1 AND (h.seq, h.number) < (?2, ?3)"
#define NEWEST_FIRST " ORDER BY h.seq DESC, h.number DESC LIMIT ?4"

gboolean
sam_ledger_history (SamLedger *ledger, const SamLedgerForum *forum, const SamHistoryPage *page,
                    GString *out, gint64 *next_seq, gint64 *next_row, GError **error)
{
  const char *text
      = page->record != NULL ? HISTORY " AND h.record = ?5" NEWEST_FIRST : HISTORY NEWEST_FIRST;
  sqlite3_stmt *statement = sam_ledger_prepare (ledger, text, error);
  gint64 seq = 0, number = 0;
  gboolean row;
  guint n = 0;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, forum->key);
  sqlite3_bind_int64 (statement, 2, page->before_seq);
  sqlite3_bind_int64 (statement, 3, page->before_row);
  sqlite3_bind_int64 (statement, 4, (gint64)page->limit + 1);
  if (page->record != NULL)
    sam_sql_bind_text (statement, 5, page->record);
  *next_seq = *next_row = 0;
  g_string_append_c (out, '[');
  while (sam_sql_step (ledger->sql, statement, &row, error))
    {
      if (!row)
        {
          g_string_append_c (out, ']');
          return TRUE;
        }
      if (n++ == page->limit)
        {
          /* One more than asked for: there is more. */
          *next_seq = seq;
          *next_row = number;
          continue;
        }
      seq = sqlite3_column_int64 (statement, 0);
      number = sqlite3_column_int64 (statement, 1);
      if (n > 1)
        g_string_append_c (out, ',');
      append_history (out, statement);
    }
  return FALSE;
}
