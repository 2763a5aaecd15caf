/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/wire.h"

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/id.h"
#include "model/position.h"

/* Longest things around the changes: a title in bytes, a ledger's epoch. */
#define LONGEST_TITLE 1000
#define LONGEST_EPOCH 100
#define LARGEST_SET 1000

SamFieldId
sam_wire_field (SamKindId kind, const char *name)
{
  const SamField *field;

  if (strcmp (name, "deleted") == 0)
    return SAM_FIELD_DELETED;
  field = sam_field_find (kind, name);
  return field != NULL ? field->id : SAM_NO_FIELD;
}

const char *
sam_wire_field_name (SamFieldId field)
{
  return field == SAM_FIELD_DELETED ? "deleted" : sam_field (field)->name;
}

static const SamField *
field_row (SamFieldId field)
{
  return field == SAM_FIELD_DELETED ? NULL : sam_field (field);
}

static void
append_set (GString *out, const SamValue *value)
{
  SamSetIter iter;
  const char *id;
  gsize length;
  const char *separator = "";

  g_string_append_c (out, '[');
  sam_set_iter_init (&iter, value);
  while (sam_set_iter_next (&iter, &id, &length))
    {
      g_autofree char *text = g_strndup (id, length);

      g_string_append (out, separator);
      sam_json_append_string (out, text);
      separator = ",";
    }
  g_string_append_c (out, ']');
}

void
sam_wire_append_value (GString *out, const SamField *field, const SamValue *value)
{
  if (sam_value_is_null (value))
    g_string_append (out, "null");
  else if (value->type == SAM_VALUE_TEXT)
    {
      if (field != NULL && field->type == SAM_TYPE_REFERENCE_SET)
        append_set (out, value);
      else
        sam_json_append_string (out, value->text);
    }
  else if (field == NULL || field->type == SAM_TYPE_BOOLEAN)
    g_string_append (out, value->integer != 0 ? "true" : "false");
  else
    g_string_append_printf (out, "%" G_GINT64_FORMAT, value->integer);
}

char *
sam_wire_value_text (const SamField *field, const SamValue *value)
{
  GString *out = g_string_new (NULL);

  sam_wire_append_value (out, field, value);
  return g_string_free (out, FALSE);
}

static gboolean
wrong_value (const SamField *field, GError **error)
{
  g_set_error (error, SAM_ERROR, SAM_ERROR_INVALID,
               _ ("The value of “%s” is not of the right form; correct it and try again."),
               field != NULL ? field->name : "deleted");
  return FALSE;
}

static gboolean
text_has_form (const SamField *field, const char *text)
{
  SamMoment moment;

  switch (field->type)
    {
    case SAM_TYPE_DATE:
      return sam_day_parse (text) != SAM_DAY_NONE;
    case SAM_TYPE_TIME:
      return sam_moment_parse (text, &moment);
    case SAM_TYPE_REFERENCE:
      return sam_id_is_valid (text);
    case SAM_TYPE_POSITION:
      return strlen (text) <= sam_field_max_length (field) && sam_position_is_valid (text);
    case SAM_TYPE_TEXT:
    case SAM_TYPE_LONG_TEXT:
    case SAM_TYPE_CHOICE:
      return strlen (text) <= sam_field_max_length (field);
    case SAM_TYPE_INTEGER:
    case SAM_TYPE_MONEY:
    case SAM_TYPE_BOOLEAN:
    case SAM_TYPE_REFERENCE_SET:
    default:
      return FALSE;
    }
}

static gboolean
read_set (const SamField *field, JsonNode *node, SamValue *value, GError **error)
{
  JsonArray *array = json_node_get_array (node);
  guint n = json_array_get_length (array);
  g_autofree const char **ids = NULL;

  if (n > LARGEST_SET)
    return wrong_value (field, error);
  ids = g_new (const char *, n + 1);
  for (guint i = 0; i < n; i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (json_node_get_value_type (element) != G_TYPE_STRING
          || !sam_id_is_valid (json_node_get_string (element)))
        return wrong_value (field, error);
      ids[i] = json_node_get_string (element);
    }
  *value = sam_value_set (ids, n);
  return TRUE;
}

gboolean
sam_wire_read_value (const SamField *field, JsonNode *node, SamValue *value, GError **error)
{
  GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  *value = SAM_NULL;
  if (JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (field == NULL || field->type == SAM_TYPE_BOOLEAN)
    {
      if (type != G_TYPE_BOOLEAN)
        return wrong_value (field, error);
      *value = sam_value_integer (json_node_get_boolean (node) ? 1 : 0);
      return TRUE;
    }
  if (field->type == SAM_TYPE_INTEGER || field->type == SAM_TYPE_MONEY)
    {
      if (type != G_TYPE_INT64)
        return wrong_value (field, error);
      *value = sam_value_integer (json_node_get_int (node));
      return TRUE;
    }
  if (field->type == SAM_TYPE_REFERENCE_SET)
    return JSON_NODE_HOLDS_ARRAY (node) ? read_set (field, node, value, error)
                                        : wrong_value (field, error);
  if (type != G_TYPE_STRING)
    return wrong_value (field, error);
  if (*json_node_get_string (node) != '\0' && !text_has_form (field, json_node_get_string (node)))
    return wrong_value (field, error);
  *value = sam_value_text (json_node_get_string (node));
  return TRUE;
}

gboolean
sam_wire_value_parse (const SamField *field, const char *text, SamValue *value, GError **error)
{
  g_autoptr (JsonNode) node = sam_json_parse (text, -1, SAM_EDIT_MAX_BYTES, 2, error);

  *value = SAM_NULL;
  return node != NULL && sam_wire_read_value (field, node, value, error);
}

void
sam_wire_append_change (GString *out, const SamChange *change)
{
  const SamField *field = field_row (change->field);

  g_string_append (out, "{\"kind\":");
  sam_json_append_string (out, sam_kind (change->kind)->name);
  g_string_append (out, ",\"record\":");
  sam_json_append_string (out, change->record);
  g_string_append (out, ",\"field\":");
  sam_json_append_string (out, sam_wire_field_name (change->field));
  g_string_append (out, ",\"from\":");
  sam_wire_append_value (out, field, &change->from);
  g_string_append (out, ",\"value\":");
  sam_wire_append_value (out, field, &change->value);
  g_string_append_c (out, '}');
}

char *
sam_wire_edit_text (const SamEdit *edit)
{
  GString *out = g_string_new ("{\"id\":");

  sam_json_append_string (out, edit->id);
  g_string_append (out, ",\"title\":");
  sam_json_append_string (out, edit->title);
  if (edit->group != NULL)
    {
      g_string_append (out, ",\"group\":");
      sam_json_append_string (out, edit->group);
    }
  g_string_append (out, ",\"at\":");
  sam_json_append_string (out, edit->at);
  g_string_append (out, ",\"seen\":{\"epoch\":");
  sam_json_append_string (out, edit->seen_epoch);
  g_string_append_printf (out, ",\"seq\":%" G_GINT64_FORMAT "},\"changes\":[", edit->seen_seq);
  for (guint i = 0; i < edit->changes->len; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      sam_wire_append_change (out, sam_edit_change (edit, i));
    }
  g_string_append (out, "]}");
  return g_string_free (out, FALSE);
}

static gboolean
damaged_edit (const char *member, GError **error)
{
  g_set_error (error, SAM_ERROR, SAM_ERROR_INVALID,
               _ ("The edit cannot be read: “%s” is not of the right form."), member);
  return FALSE;
}

/* One change's kind and field by name. Unknown ones belong to a newer version. */
static gboolean
read_names (JsonObject *object, SamKindId *kind, SamFieldId *field, GError **error)
{
  const char *kind_name, *field_name;
  const SamKind *row;

  if (!sam_json_string (object, "kind", TRUE, &kind_name, error)
      || !sam_json_string (object, "field", TRUE, &field_name, error))
    return FALSE;
  row = sam_kind_find (kind_name);
  if (row == NULL)
    {
      g_set_error (error, SAM_ERROR, SAM_ERROR_NOT_FOUND,
                   _ ("There is no kind “%s”; it may need a newer version of Samverka."),
                   kind_name);
      return FALSE;
    }
  *kind = row->id;
  *field = sam_wire_field (row->id, field_name);
  if (*field != SAM_NO_FIELD)
    return TRUE;
  g_set_error (error, SAM_ERROR, SAM_ERROR_NOT_FOUND,
               _ ("There is no field “%s” in “%s”; it may need a newer version of Samverka."),
               field_name, kind_name);
  return FALSE;
}

static gboolean
read_member (JsonObject *object, const char *member, SamFieldId field, SamValue *value,
             GError **error)
{
  JsonNode *node = json_object_get_member (object, member);

  *value = SAM_NULL;
  return node == NULL || sam_wire_read_value (field_row (field), node, value, error);
}

static gboolean
read_change (SamEdit *edit, JsonNode *node, GError **error)
{
  JsonObject *object;
  const char *record;
  SamKindId kind;
  SamFieldId field;
  g_auto (SamValue) from = SAM_NULL;
  g_auto (SamValue) value = SAM_NULL;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return damaged_edit ("changes", error);
  object = json_node_get_object (node);
  if (!read_names (object, &kind, &field, error)
      || !sam_json_string (object, "record", TRUE, &record, error))
    return FALSE;
  if (!sam_id_is_valid (record))
    return damaged_edit ("record", error);
  if (!read_member (object, "from", field, &from, error)
      || !read_member (object, "value", field, &value, error))
    return FALSE;
  if (field == SAM_FIELD_DELETED && sam_value_is_null (&value))
    return damaged_edit ("value", error);
  sam_edit_add (edit, kind, record, field, from, value);
  from = value = SAM_NULL;
  return TRUE;
}

static gboolean
read_seen (JsonObject *object, SamEdit *edit, GError **error)
{
  JsonObject *seen;
  const char *epoch;
  gint64 seq;

  if (!sam_json_object (object, "seen", FALSE, &seen, error))
    return FALSE;
  if (seen == NULL)
    return TRUE;
  if (!sam_json_string (seen, "epoch", FALSE, &epoch, error)
      || !sam_json_integer (seen, "seq", FALSE, &seq, error))
    return FALSE;
  if (seq < 0 || (epoch != NULL && strlen (epoch) > LONGEST_EPOCH))
    return damaged_edit ("seen", error);
  sam_edit_set_seen (edit, epoch, seq);
  return TRUE;
}

/* Everything but the changes. NULL if something of it is wrong. */
static SamEdit *
read_envelope (JsonObject *object, GError **error)
{
  const char *id, *title, *group, *at;
  g_autoptr (SamEdit) edit = NULL;
  gint64 us;

  if (!sam_json_string (object, "id", TRUE, &id, error)
      || !sam_json_string (object, "title", FALSE, &title, error)
      || !sam_json_string (object, "group", FALSE, &group, error)
      || !sam_json_string (object, "at", TRUE, &at, error))
    return NULL;
  if (!sam_id_is_valid (id))
    damaged_edit ("id", error);
  else if (title != NULL && strlen (title) > LONGEST_TITLE)
    damaged_edit ("title", error);
  else if (group != NULL && !sam_id_is_valid (group))
    damaged_edit ("group", error);
  else if (!sam_stamp_parse (at, &us))
    damaged_edit ("at", error);
  else
    {
      edit = sam_edit_new (id, title, at);
      sam_edit_set_group (edit, group);
      if (read_seen (object, edit, error))
        return g_steal_pointer (&edit);
    }
  return NULL;
}

SamEdit *
sam_wire_edit_from_node (JsonNode *node, GError **error)
{
  g_autoptr (SamEdit) edit = NULL;
  JsonObject *object;
  JsonArray *changes;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      damaged_edit ("edit", error);
      return NULL;
    }
  object = json_node_get_object (node);
  edit = read_envelope (object, error);
  if (edit == NULL || !sam_json_array (object, "changes", TRUE, &changes, error))
    return NULL;
  if (json_array_get_length (changes) > SAM_EDIT_MAX_CHANGES)
    {
      g_set_error (error, SAM_ERROR, SAM_ERROR_INVALID,
                   _ ("The edit has more than %d changes; make several of it."),
                   SAM_EDIT_MAX_CHANGES);
      return NULL;
    }
  for (guint i = 0; i < json_array_get_length (changes); i++)
    if (!read_change (edit, json_array_get_element (changes, i), error))
      return NULL;
  return g_steal_pointer (&edit);
}

SamEdit *
sam_wire_edit_parse (const char *text, gssize length, GError **error)
{
  g_autoptr (JsonNode) node
      = sam_json_parse (text, length, SAM_EDIT_MAX_BYTES, SAM_JSON_DEPTH, error);

  return node != NULL ? sam_wire_edit_from_node (node, error) : NULL;
}
