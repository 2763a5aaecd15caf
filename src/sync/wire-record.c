/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/id.h"
#include "sync/wire.h"

#define LONGEST_NAME 500

static void
append_member (GString *out, const char *member, const char *text_or_null)
{
  g_string_append_printf (out, ",\"%s\":", member);
  sam_json_append_string (out, text_or_null);
}

static void
append_fields (GString *out, SamRecord *record)
{
  const SamKind *kind = sam_kind (sam_record_kind (record));
  const char *extra = sam_record_extra (record);
  const char *separator = "";

  for (guint i = 0; i < kind->n_fields; i++)
    {
      const SamField *field = sam_field (kind->first + i);

      if (field->computed != SAM_STORED || !sam_record_has (record, field->id))
        continue;
      g_string_append_printf (out, "%s\"%s\":", separator, field->name);
      sam_wire_append_value (out, field, sam_record_value (record, field->id));
      separator = ",";
    }
  if (extra != NULL && strlen (extra) > 2)
    {
      g_string_append (out, separator);
      g_string_append_len (out, extra + 1, (gssize)strlen (extra) - 2);
    }
}

void
sam_wire_append_record (GString *out, SamRecord *record)
{
  const SamRecordMeta *meta = sam_record_meta (record);

  g_string_append (out, "{\"kind\":");
  sam_json_append_string (out, sam_kind (sam_record_kind (record))->name);
  append_member (out, "id", sam_record_id (record));
  g_string_append_printf (out, ",\"seq\":%" G_GINT64_FORMAT, meta->seq);
  append_member (out, "at", meta->at);
  append_member (out, "by", meta->by);
  append_member (out, "created_at", meta->created_at);
  append_member (out, "created_by", meta->created_by);
  g_string_append_printf (out, ",\"deleted\":%s,\"fields\":{",
                          sam_record_deleted (record) ? "true" : "false");
  append_fields (out, record);
  g_string_append (out, "}}");
}

static gboolean
damaged_record (const char *member, GError **error)
{
  g_set_error (error, SAM_ERROR, SAM_ERROR_INVALID,
               _ ("The record cannot be read: “%s” is not of the right form."), member);
  return FALSE;
}

static gboolean
read_stamp (JsonObject *object, const char *member, const char **stamp, GError **error)
{
  gint64 us;

  if (!sam_json_string (object, member, FALSE, stamp, error))
    return FALSE;
  return *stamp == NULL || sam_stamp_parse (*stamp, &us) || damaged_record (member, error);
}

static gboolean
read_name (JsonObject *object, const char *member, const char **name, GError **error)
{
  if (!sam_json_string (object, member, FALSE, name, error))
    return FALSE;
  return *name == NULL || strlen (*name) <= LONGEST_NAME || damaged_record (member, error);
}

static gboolean
read_meta (SamRecord *record, JsonObject *object, GError **error)
{
  SamRecordMeta meta = { 0 };
  JsonNode *deleted = json_object_get_member (object, "deleted");

  if (!sam_json_integer (object, "seq", FALSE, &meta.seq, error)
      || !read_stamp (object, "at", &meta.at, error) || !read_name (object, "by", &meta.by, error)
      || !read_stamp (object, "created_at", &meta.created_at, error)
      || !read_name (object, "created_by", &meta.created_by, error))
    return FALSE;
  if (meta.seq < 0)
    return damaged_record ("seq", error);
  sam_record_set_meta (record, &meta);
  if (deleted != NULL && !JSON_NODE_HOLDS_NULL (deleted))
    {
      if (json_node_get_value_type (deleted) != G_TYPE_BOOLEAN)
        return damaged_record ("deleted", error);
      sam_record_set_deleted (record, json_node_get_boolean (deleted));
    }
  return TRUE;
}

static void
append_extra (GString *extra, const char *name, JsonNode *node)
{
  g_autofree char *text = sam_json_text (node);

  g_string_append_c (extra, extra->len == 0 ? '{' : ',');
  sam_json_append_string (extra, name);
  g_string_append_c (extra, ':');
  g_string_append (extra, text);
}

static gboolean
read_fields (SamRecord *record, JsonObject *fields, GError **error)
{
  g_autoptr (GString) extra = g_string_new (NULL);
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, fields);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      const SamField *field = sam_field_find (sam_record_kind (record), name);
      SamValue value;

      if (field == NULL)
        append_extra (extra, name, node);
      else if (field->computed == SAM_STORED)
        {
          if (!sam_wire_read_value (field, node, &value, error))
            return FALSE;
          sam_record_take_value (record, field->id, value);
        }
    }
  if (extra->len > 0)
    {
      g_string_append_c (extra, '}');
      sam_record_set_extra (record, extra->str);
    }
  return TRUE;
}

SamRecord *
sam_wire_record_from_node (JsonNode *node, GError **error)
{
  g_autoptr (SamRecord) record = NULL;
  JsonObject *object, *fields;
  const char *kind, *id;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      damaged_record ("record", error);
      return NULL;
    }
  object = json_node_get_object (node);
  if (!sam_json_string (object, "kind", TRUE, &kind, error)
      || !sam_json_string (object, "id", TRUE, &id, error)
      || !sam_json_object (object, "fields", FALSE, &fields, error))
    return NULL;
  if (sam_kind_find (kind) == NULL)
    {
      g_set_error (error, SAM_ERROR, SAM_ERROR_NOT_FOUND,
                   _ ("There is no kind “%s”; it may need a newer version of Samverka."), kind);
      return NULL;
    }
  if (!sam_id_is_valid (id))
    {
      damaged_record ("id", error);
      return NULL;
    }
  record = sam_record_new (sam_kind_find (kind)->id, id);
  if (!read_meta (record, object, error)
      || (fields != NULL && !read_fields (record, fields, error)))
    return NULL;
  return g_steal_pointer (&record);
}
