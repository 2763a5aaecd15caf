/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cache-rows.h"

#include "store/cache-schema.h"

struct _SamRowWriter
{
  SamSql *sql;                        /* borrowed */
  sqlite3_stmt *upserts[SAM_N_KINDS]; /* owned by the connection; made when first used */
};

void
sam_cache_bind_value (sqlite3_stmt *statement, int index, const SamValue *value)
{
  switch (value->type)
    {
    case SAM_VALUE_INTEGER:
      sqlite3_bind_int64 (statement, index, value->integer);
      break;
    case SAM_VALUE_TEXT:
      sqlite3_bind_text64 (statement, index, value->text, g_ref_string_length (value->text),
                           SQLITE_STATIC, SQLITE_UTF8);
      break;
    case SAM_VALUE_NULL:
    default:
      sqlite3_bind_null (statement, index);
    }
}

SamValue
sam_cache_column_value (sqlite3_stmt *statement, int column)
{
  switch (sqlite3_column_type (statement, column))
    {
    case SQLITE_INTEGER:
      return sam_value_integer (sqlite3_column_int64 (statement, column));
    case SQLITE_TEXT:
      {
        const char *text = (const char *)sqlite3_column_text (statement, column);

        return sam_value_text_length (text, (gsize)sqlite3_column_bytes (statement, column));
      }
    default:
      return SAM_NULL;
    }
}

SamRowWriter *
sam_row_writer_new (SamSql *sql)
{
  SamRowWriter *writer = g_new0 (SamRowWriter, 1);

  writer->sql = sql;
  return writer;
}

void
sam_row_writer_free (SamRowWriter *writer)
{
  g_free (writer);
}

static void
bind_static (sqlite3_stmt *statement, int column, const char *text)
{
  if (text != NULL)
    sqlite3_bind_text (statement, column + 1, text, -1, SQLITE_STATIC);
  else
    sqlite3_bind_null (statement, column + 1);
}

gboolean
sam_row_writer_put (SamRowWriter *writer, SamRecord *record, GError **error)
{
  SamKindId id = sam_record_kind (record);
  const SamKind *kind = sam_kind (id);
  const SamRecordMeta *meta = sam_record_meta (record);
  sqlite3_stmt *upsert = writer->upserts[id];
  int index = SAM_N_COLUMNS;

  if (upsert == NULL)
    {
      g_autofree char *text = sam_cache_upsert_text (id);

      upsert = sam_sql_prepare (writer->sql, text, error);
      if (upsert == NULL)
        return FALSE;
      writer->upserts[id] = upsert;
    }

  bind_static (upsert, SAM_COLUMN_ID, sam_record_id (record));
  sqlite3_bind_int64 (upsert, SAM_COLUMN_SEQ + 1, meta->seq);
  bind_static (upsert, SAM_COLUMN_AT, meta->at);
  bind_static (upsert, SAM_COLUMN_BY, meta->by);
  bind_static (upsert, SAM_COLUMN_CREATED_AT, meta->created_at);
  bind_static (upsert, SAM_COLUMN_CREATED_BY, meta->created_by);
  sqlite3_bind_int (upsert, SAM_COLUMN_DELETED + 1, sam_record_deleted (record));
  bind_static (upsert, SAM_COLUMN_EXTRA, sam_record_extra (record));
  for (guint i = 0; i < kind->n_fields; i++)
    {
      SamFieldId field = kind->first + (int)i;

      if (sam_cache_has_column (sam_field (field)))
        sam_cache_bind_value (upsert, ++index, sam_record_value (record, field));
    }
  return sam_sql_run (writer->sql, upsert, error);
}

