/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cache-write.h"

#include "sync/wire.h"

SamCacheBatch *
sam_cache_batch_new (void)
{
  return g_new0 (SamCacheBatch, 1);
}

void
sam_cache_batch_free (SamCacheBatch *batch)
{
  if (batch == NULL)
    return;
  g_clear_pointer (&batch->edit, sam_edit_unref);
  g_free (batch->author);
  g_free (batch->at);
  g_clear_pointer (&batch->records, g_ptr_array_unref);
  g_clear_pointer (&batch->history, g_array_unref);
  g_clear_pointer (&batch->settings, g_hash_table_unref);
  g_free (batch);
}

static gboolean
clear_everything (SamSql *sql, GError **error)
{
  if (!sam_sql_exec (
          sql, "DELETE FROM \"edit\"; DELETE FROM \"history\"; DELETE FROM \"unknown_record\"",
          error))
    return FALSE;
  for (int kind = 0; kind < SAM_N_KINDS; kind++)
    {
      g_autofree char *table = sam_sql_quote (sam_kind (kind)->name);
      g_autofree char *text = g_strdup_printf ("DELETE FROM %s", table);

      if (!sam_sql_exec (sql, text, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_edit (SamSql *sql, SamCacheBatch *batch, GError **error)
{
  sqlite3_stmt *put = sam_sql_prepare (
      sql,
      "INSERT OR REPLACE INTO \"edit\" (\"id\", \"seq\", \"at\", \"author\", \"title\", "
      "\"body\") VALUES (?, ?, ?, ?, ?, ?)",
      error);
  g_autofree char *body = NULL;

  if (put == NULL)
    return FALSE;
  body = sam_wire_edit_text (batch->edit);
  sam_sql_bind_text (put, 1, batch->edit->id);
  sqlite3_bind_int64 (put, 2, batch->seq);
  sam_sql_bind_text (put, 3, batch->at != NULL ? batch->at : batch->edit->at);
  sam_sql_bind_text (put, 4, batch->author != NULL ? batch->author : "");
  sam_sql_bind_text (put, 5, batch->edit->title != NULL ? batch->edit->title : "");
  sam_sql_bind_text (put, 6, body);
  return sam_sql_run (sql, put, error);
}

static gboolean
write_history (SamSql *sql, SamCacheBatch *batch, GError **error)
{
  sqlite3_stmt *put = sam_sql_prepare (
      sql,
      "INSERT OR REPLACE INTO \"history\" (\"seq\", \"row\", \"edit\", \"record\", "
      "\"kind\", \"field\", \"from\", \"to\") VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      error);

  if (put == NULL)
    return FALSE;
  for (guint i = 0; i < batch->history->len; i++)
    {
      const SamHistoryRow *row = &g_array_index (batch->history, SamHistoryRow, i);
      const char *field
          = row->field == SAM_FIELD_DELETED ? "deleted" : sam_field (row->field)->name;

      sqlite3_reset (put);
      sqlite3_bind_int64 (put, 1, batch->seq);
      sqlite3_bind_int64 (put, 2, i);
      sam_sql_bind_text (put, 3, batch->edit != NULL ? batch->edit->id : "");
      sam_sql_bind_text (put, 4, row->record);
      sam_sql_bind_text (put, 5, sam_kind (row->kind)->name);
      sam_sql_bind_text (put, 6, field);
      sam_cache_bind_value (put, 7, &row->from);
      sam_cache_bind_value (put, 8, &row->to);
      if (!sam_sql_run (sql, put, error))
        return FALSE;
    }
  /* Nothing that belongs to the batch stays bound. */
  sqlite3_clear_bindings (put);
  return TRUE;
}

static gboolean
write_settings (SamSql *sql, GHashTable *settings, GError **error)
{
  sqlite3_stmt *put = sam_sql_prepare (
      sql, "INSERT OR REPLACE INTO \"meta\" (\"key\", \"value\") VALUES (?, ?)", error);
  GHashTableIter iter;
  gpointer key, value;

  if (put == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, settings);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      sqlite3_reset (put);
      sam_sql_bind_text (put, 1, key);
      sam_sql_bind_text (put, 2, value);
      if (!sam_sql_run (sql, put, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
sam_cache_write_batch (SamSql *sql, SamRowWriter *writer, SamCacheBatch *batch, GError **error)
{
  if (batch->replace_all && !clear_everything (sql, error))
    return FALSE;
  if (batch->edit != NULL && !write_edit (sql, batch, error))
    return FALSE;
  for (guint i = 0; batch->records != NULL && i < batch->records->len; i++)
    if (!sam_row_writer_put (writer, g_ptr_array_index (batch->records, i), error))
      return FALSE;
  if (batch->history != NULL && !write_history (sql, batch, error))
    return FALSE;
  return batch->settings == NULL || write_settings (sql, batch->settings, error);
}
