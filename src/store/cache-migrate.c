/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cache-migrate.h"

#include "base/error.h"
#include "base/json.h"
#include "store/cache-rows.h"
#include "store/cache-schema.h"
#include "sync/wire.h"

#define BODY_LIMIT (64 * 1024 * 1024)

static const char *
column_type (const SamField *field)
{
  return sam_cache_column_is_integer (field) ? "INTEGER" : "TEXT";
}

static gboolean
create_table (SamSql *sql, const SamKind *kind, GError **error)
{
  g_autofree char *table = sam_sql_quote (kind->name);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (
      text,
      "CREATE TABLE %s (\"id\" TEXT NOT NULL PRIMARY KEY, \"_seq\" INTEGER NOT NULL, \"_at\" TEXT,"
      " \"_by\" TEXT, \"_created_at\" TEXT, \"_created_by\" TEXT, \"_deleted\" INTEGER NOT NULL,"
      " \"_extra\" TEXT",
      table);
  for (guint i = 0; i < kind->n_fields; i++)
    {
      const SamField *field = sam_field (kind->first + (int)i);
      g_autofree char *column = sam_sql_quote (field->name);

      if (sam_cache_has_column (field))
        g_string_append_printf (text, ", %s %s", column, column_type (field));
    }
  g_string_append (text, ") STRICT, WITHOUT ROWID");
  return sam_sql_exec (sql, text->str, error);
}

/* The names of a table's columns; an empty set if there is no such table. */
static GHashTable *
columns_of (SamSql *sql, const char *table, GError **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  sqlite3_stmt *query = sam_sql_prepare (sql, "SELECT \"name\" FROM pragma_table_info (?)", error);
  gboolean row = FALSE;

  if (query == NULL)
    return NULL;
  sam_sql_bind_text (query, 1, table);
  do
    {
      if (!sam_sql_step (sql, query, &row, error))
        return NULL;
      if (row)
        g_hash_table_add (names, g_strdup (sam_sql_text (query, 0)));
    }
  while (row);
  return g_steal_pointer (&names);
}

/* Two texts of each row of a query, read to the end before anything is written to the same table.
 */
static GPtrArray *
read_pairs (SamSql *sql, sqlite3_stmt *query, GError **error)
{
  g_autoptr (GPtrArray) pairs = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);
  gboolean row = FALSE;

  do
    {
      if (!sam_sql_step (sql, query, &row, error))
        return NULL;
      if (row)
        {
          char **pair = g_new0 (char *, 3);

          pair[0] = g_strdup (sam_sql_text (query, 0));
          pair[1] = g_strdup (sam_sql_text (query, 1));
          g_ptr_array_add (pairs, pair);
        }
    }
  while (row);
  return g_steal_pointer (&pairs);
}

static gboolean
set_column (SamSql *sql, const SamKind *kind, const char *name, const char *id,
            const SamValue *value, GError **error)
{
  g_autofree char *table = sam_sql_quote (kind->name);
  g_autofree char *column = sam_sql_quote (name);
  g_autofree char *text = g_strdup_printf ("UPDATE %s SET %s = ? WHERE \"id\" = ?", table, column);
  sqlite3_stmt *update = sam_sql_prepare (sql, text, error);

  if (update == NULL)
    return FALSE;
  sam_cache_bind_value (update, 1, value);
  sam_sql_bind_text (update, 2, id);
  return sam_sql_run (sql, update, error);
}

/* One row's unknown fields: those that are known now go to their columns. */
static gboolean
settle_extra (SamSql *sql, const SamKind *kind, const char *id, const char *extra, GError **error)
{
  g_autoptr (JsonNode) node = sam_json_parse (extra, -1, BODY_LIMIT, SAM_JSON_DEPTH, NULL);
  g_autofree char *rest = NULL;
  SamValue kept = SAM_NULL;
  gboolean moved = FALSE, ok;
  JsonObject *object;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return TRUE;
  object = json_node_get_object (node);
  for (guint i = 0; i < kind->n_fields; i++)
    {
      const SamField *field = sam_field (kind->first + (int)i);
      g_auto (SamValue) value = SAM_NULL;

      if (!sam_cache_has_column (field) || !json_object_has_member (object, field->name)
          || !sam_wire_read_value (field, json_object_get_member (object, field->name), &value,
                                   NULL))
        continue;
      if (!set_column (sql, kind, field->name, id, &value, error))
        return FALSE;
      json_object_remove_member (object, field->name);
      moved = TRUE;
    }
  if (!moved)
    return TRUE;
  if (json_object_get_size (object) > 0)
    {
      rest = sam_json_text (node);
      kept = sam_value_text (rest);
    }
  ok = set_column (sql, kind, "_extra", id, &kept, error);
  sam_value_clear (&kept);
  return ok;
}

static gboolean
add_columns (SamSql *sql, const SamKind *kind, GHashTable *there, GError **error)
{
  g_autofree char *table = sam_sql_quote (kind->name);
  g_autofree char *select
      = g_strdup_printf ("SELECT \"id\", \"_extra\" FROM %s WHERE \"_extra\" IS NOT NULL", table);
  g_autoptr (GPtrArray) rows = NULL;
  sqlite3_stmt *query;
  gboolean added = FALSE;

  for (guint i = 0; i < kind->n_fields; i++)
    {
      const SamField *field = sam_field (kind->first + (int)i);
      g_autofree char *column = sam_sql_quote (field->name);
      g_autofree char *text = NULL;

      if (!sam_cache_has_column (field) || g_hash_table_contains (there, field->name))
        continue;
      text
          = g_strdup_printf ("ALTER TABLE %s ADD COLUMN %s %s", table, column, column_type (field));
      if (!sam_sql_exec (sql, text, error))
        return FALSE;
      added = TRUE;
    }
  if (!added)
    return TRUE;

  query = sam_sql_prepare (sql, select, error);
  rows = query != NULL ? read_pairs (sql, query, error) : NULL;
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      char **pair = g_ptr_array_index (rows, i);

      if (!settle_extra (sql, kind, pair[0], pair[1], error))
        return FALSE;
    }
  return TRUE;
}

/* Records of a kind that is known now come out of the table of unknown ones. */
static gboolean
settle_unknown (SamSql *sql, const SamKind *kind, GError **error)
{
  g_autoptr (SamRowWriter) writer = sam_row_writer_new (sql);
  g_autoptr (GPtrArray) rows = NULL;
  sqlite3_stmt *query = sam_sql_prepare (
      sql, "SELECT \"id\", \"body\" FROM \"unknown_record\" WHERE \"kind\" = ?", error);
  sqlite3_stmt *drop
      = sam_sql_prepare (sql, "DELETE FROM \"unknown_record\" WHERE \"id\" = ?", error);

  if (query == NULL || drop == NULL)
    return FALSE;
  sam_sql_bind_text (query, 1, kind->name);
  rows = read_pairs (sql, query, error);
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      char **pair = g_ptr_array_index (rows, i);
      g_autoptr (JsonNode) node = sam_json_parse (pair[1], -1, BODY_LIMIT, SAM_JSON_DEPTH, NULL);
      g_autoptr (SamRecord) record = node != NULL ? sam_wire_record_from_node (node, NULL) : NULL;

      if (record == NULL || !sam_record_is (record, kind->id))
        continue;
      sqlite3_reset (drop);
      sam_sql_bind_text (drop, 1, pair[0]);
      if (!sam_row_writer_put (writer, record, error) || !sam_sql_run (sql, drop, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
sam_cache_migrate_kinds (SamSql *sql, GError **error)
{
  for (int id = 0; id < SAM_N_KINDS; id++)
    {
      const SamKind *kind = sam_kind (id);
      g_autoptr (GHashTable) there = columns_of (sql, kind->name, error);

      if (there == NULL)
        return FALSE;
      if (g_hash_table_size (there) == 0)
        {
          if (!create_table (sql, kind, error))
            return FALSE;
        }
      else if (!add_columns (sql, kind, there, error))
        return FALSE;
    }
  /* Only now: a record may name fields of a table that has just been widened. */
  for (int id = 0; id < SAM_N_KINDS; id++)
    if (!settle_unknown (sql, sam_kind (id), error))
      return FALSE;
  return TRUE;
}
