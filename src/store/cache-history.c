/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cache-private.h"
#include "store/cache-rows.h"

#define COLUMNS                                                                                    \
  "SELECT h.\"seq\", h.\"edit\", e.\"title\", e.\"at\", e.\"author\", h.\"record\", h.\"kind\", "  \
  "h.\"field\", "                                                                                  \
  "h.\"from\", h.\"to\" FROM \"history\" AS h LEFT JOIN \"edit\" AS e ON e.\"id\" = h.\"edit\" "

void
sam_history_entry_free (SamHistoryEntry *entry)
{
  if (entry == NULL)
    return;
  g_free (entry->edit);
  g_free (entry->title);
  g_free (entry->at);
  g_free (entry->author);
  g_free (entry->record);
  sam_value_clear (&entry->from);
  sam_value_clear (&entry->to);
  g_free (entry);
}

/* NULL for a kind or field that this version no longer has. */
static SamHistoryEntry *
read_entry (sqlite3_stmt *row)
{
  const SamKind *kind = sam_kind_find (sam_sql_text (row, 6));
  const char *name = sam_sql_text (row, 7);
  SamFieldId id = SAM_FIELD_DELETED;
  SamHistoryEntry *entry;

  if (kind == NULL)
    return NULL;
  if (g_strcmp0 (name, "deleted") != 0)
    {
      const SamField *field = sam_field_find (kind->id, name);

      if (field == NULL)
        return NULL;
      id = field->id;
    }
  entry = g_new0 (SamHistoryEntry, 1);
  entry->seq = sqlite3_column_int64 (row, 0);
  entry->edit = g_strdup (sam_sql_text (row, 1));
  entry->title = g_strdup (sam_sql_text (row, 2));
  entry->at = g_strdup (sam_sql_text (row, 3));
  entry->author = g_strdup (sam_sql_text (row, 4));
  entry->record = g_strdup (sam_sql_text (row, 5));
  entry->kind = kind->id;
  entry->field = id;
  entry->from = sam_cache_column_value (row, 8);
  entry->to = sam_cache_column_value (row, 9);
  return entry;
}

GPtrArray *
sam_cache_history (SamCache *cache, const char *record, gint64 before_seq, guint limit,
                   GError **error)
{
  const char *text = record != NULL ? COLUMNS "WHERE h.\"record\" = ?3 AND h.\"seq\" < ?1 "
                                              "ORDER BY h.\"seq\" DESC, h.\"row\" LIMIT ?2"
                                    : COLUMNS
                         "WHERE h.\"seq\" < ?1 ORDER BY h.\"seq\" DESC, h.\"row\" LIMIT ?2";
  g_autoptr (GPtrArray) entries
      = g_ptr_array_new_with_free_func ((GDestroyNotify)sam_history_entry_free);
  sqlite3_stmt *query;
  gboolean row = FALSE;

  g_return_val_if_fail (cache->reader != NULL, NULL);
  query = sam_sql_prepare (cache->reader, text, error);
  if (query == NULL)
    return NULL;
  sqlite3_bind_int64 (query, 1, before_seq > 0 ? before_seq : G_MAXINT64);
  sqlite3_bind_int64 (query, 2, limit > 0 ? (gint64)limit : -1);
  if (record != NULL)
    sam_sql_bind_text (query, 3, record);
  do
    {
      SamHistoryEntry *entry;

      if (!sam_sql_step (cache->reader, query, &row, error))
        return NULL;
      entry = row ? read_entry (query) : NULL;
      if (entry != NULL)
        g_ptr_array_add (entries, entry);
    }
  while (row);
  return g_steal_pointer (&entries);
}
