/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/forum-file.h"

#include <string.h>

#include "base/json.h"
#include "sync/wire.h"

static int
by_kind_then_id (gconstpointer a, gconstpointer b)
{
  SamRecord *x = *(SamRecord *const *)a, *y = *(SamRecord *const *)b;

  if (sam_record_kind (x) != sam_record_kind (y))
    return sam_record_kind (x) < sam_record_kind (y) ? -1 : 1;
  return strcmp (sam_record_id (x), sam_record_id (y));
}

static void
append_member (GString *out, const char *member, const char *text)
{
  if (text == NULL)
    return;
  g_string_append_printf (out, "      \"%s\": ", member);
  sam_json_append_string (out, text);
  g_string_append (out, ",\n");
}

/* Starts the line of one field. */
static void
append_name (GString *out, const char *name, guint *n)
{
  g_string_append (out, (*n)++ > 0 ? ",\n        " : "\n        ");
  sam_json_append_string (out, name);
  g_string_append (out, ": ");
}

/* Fields of a newer version, after the known ones, as they came. */
static void
append_extra (GString *out, const char *extra, guint *n)
{
  g_autoptr (JsonNode) node
      = sam_json_parse (extra, -1, SAM_FORUM_FILE_LIMIT, SAM_JSON_DEPTH, NULL);
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;
  json_object_iter_init_ordered (&iter, json_node_get_object (node));
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      g_autofree char *text = sam_json_text (value);

      append_name (out, name, n);
      g_string_append (out, text);
    }
}

static void
append_fields (GString *out, SamRecord *record)
{
  const SamKind *kind = sam_kind (sam_record_kind (record));
  guint n = 0;

  g_string_append (out, "      \"fields\": {");
  for (guint i = 0; i < kind->n_fields; i++)
    {
      const SamField *field = sam_field (kind->first + i);

      if (field->computed != SAM_STORED || !sam_record_has (record, field->id))
        continue;
      append_name (out, field->name, &n);
      sam_wire_append_value (out, field, sam_record_value (record, field->id));
    }
  if (sam_record_extra (record) != NULL)
    append_extra (out, sam_record_extra (record), &n);
  g_string_append (out, n > 0 ? "\n      }\n" : "}\n");
}

static void
append_record (GString *out, SamRecord *record)
{
  const SamRecordMeta *meta = sam_record_meta (record);

  g_string_append (out, "    {\n");
  append_member (out, "kind", sam_kind (sam_record_kind (record))->name);
  append_member (out, "id", sam_record_id (record));
  append_member (out, "at", meta->at);
  append_member (out, "by", meta->by);
  append_member (out, "created_at", meta->created_at);
  append_member (out, "created_by", meta->created_by);
  if (sam_record_deleted (record))
    g_string_append (out, "      \"deleted\": true,\n");
  append_fields (out, record);
  g_string_append (out, "    }");
}

/* Whether the record holds what only a newer version knows. */
static gboolean
is_newer (SamRecord *record)
{
  const SamKind *kind = sam_kind (sam_record_kind (record));

  if (sam_record_extra (record) != NULL)
    return TRUE;
  for (guint i = 0; i < kind->n_fields; i++)
    {
      const SamField *field = sam_field (kind->first + i);

      if (field->type == SAM_TYPE_CHOICE && sam_record_has (record, field->id)
          && sam_choice_find (field, sam_record_text (record, field->id)) == NULL)
        return TRUE;
    }
  return FALSE;
}

static const char *
forum_id (GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    if (sam_record_is (records->pdata[i], SAM_KIND_FORUM))
      return sam_record_id (records->pdata[i]);
  return NULL;
}

GBytes *
sam_forum_file_write (GPtrArray *records)
{
  g_autoptr (GPtrArray) ordered = g_ptr_array_sized_new (records->len);
  GString *out = g_string_new ("{\n  \"samverka\": 1,\n");
  gboolean newer = FALSE;

  for (guint i = 0; i < records->len; i++)
    {
      g_ptr_array_add (ordered, records->pdata[i]);
      newer = newer || is_newer (records->pdata[i]);
    }
  g_ptr_array_sort (ordered, by_kind_then_id);

  g_string_append_printf (out, "  \"schema\": %d,\n", SAM_SCHEMA_VERSION);
  if (newer)
    g_string_append (out, "  \"newer\": true,\n");
  g_string_append (out, "  \"forum\": ");
  sam_json_append_string (out, forum_id (records));
  g_string_append (out, ",\n  \"records\": [");
  for (guint i = 0; i < ordered->len; i++)
    {
      g_string_append (out, i > 0 ? ",\n" : "\n");
      append_record (out, ordered->pdata[i]);
    }
  g_string_append (out, ordered->len > 0 ? "\n  ]\n}\n" : "]\n}\n");
  return g_string_free_to_bytes (out);
}
