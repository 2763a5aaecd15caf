/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"

#include "base/error.h"
#include "base/i18n.h"
#include "base/json-scan.h"

#include <math.h>
#include <string.h>

JsonNode *
sam_json_parse (const char *text, gssize length, gsize limit, int max_depth, GError **error)
{
  g_return_val_if_fail (text != NULL, NULL);
  gsize size = length >= 0 ? (gsize)length : strlen (text);
  if (size > limit)
    {
      g_autofree char *most = g_format_size (limit);
      g_set_error (error, SAM_ERROR, SAM_ERROR_INVALID,
                   _ ("The text is too large: at most %s can be read."), most);
      return NULL;
    }
  if (!sam_json_scan (text, size, max_depth, error))
    return NULL;

  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) cause = NULL;
  if (!json_parser_load_from_data (parser, text, (gssize)size, &cause))
    {
      g_set_error (error, SAM_ERROR, SAM_ERROR_INVALID, _ ("The text is not correct JSON: %s."),
                   cause->message);
      return NULL;
    }
  return json_parser_steal_root (parser);
}

/* The member, or NULL if it is missing or null; *ok says whether that is allowed. */
static JsonNode *
get_member (JsonObject *object, const char *member, gboolean required, gboolean *ok, GError **error)
{
  JsonNode *node = json_object_get_member (object, member);
  if (node != NULL && JSON_NODE_HOLDS_NULL (node))
    node = NULL;
  *ok = node != NULL || !required;
  if (!*ok)
    g_set_error (error, SAM_ERROR, SAM_ERROR_INVALID, _ ("“%s” is missing."), member);
  return node;
}

/* Takes the sentence. */
static gboolean
wrong_type (char *sentence, GError **error)
{
  g_set_error_literal (error, SAM_ERROR, SAM_ERROR_INVALID, sentence);
  g_free (sentence);
  return FALSE;
}

static gboolean
holds_value (JsonNode *node, GType type)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

gboolean
sam_json_string (JsonObject *object, const char *member, gboolean required, const char **value,
                 GError **error)
{
  gboolean ok;
  JsonNode *node = get_member (object, member, required, &ok, error);
  *value = NULL;
  if (node == NULL)
    return ok;
  if (!holds_value (node, G_TYPE_STRING))
    return wrong_type (g_strdup_printf (_ ("“%s” has to be a text."), member), error);
  *value = json_node_get_string (node);
  return TRUE;
}

gboolean
sam_json_integer (JsonObject *object, const char *member, gboolean required, gint64 *value,
                  GError **error)
{
  gboolean ok;
  JsonNode *node = get_member (object, member, required, &ok, error);
  *value = 0;
  if (node == NULL)
    return ok;
  if (!holds_value (node, G_TYPE_INT64))
    return wrong_type (g_strdup_printf (_ ("“%s” has to be a whole number."), member), error);
  *value = json_node_get_int (node);
  return TRUE;
}

gboolean
sam_json_array (JsonObject *object, const char *member, gboolean required, JsonArray **value,
                GError **error)
{
  gboolean ok;
  JsonNode *node = get_member (object, member, required, &ok, error);
  *value = NULL;
  if (node == NULL)
    return ok;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return wrong_type (g_strdup_printf (_ ("“%s” has to be a list."), member), error);
  *value = json_node_get_array (node);
  return TRUE;
}

gboolean
sam_json_object (JsonObject *object, const char *member, gboolean required, JsonObject **value,
                 GError **error)
{
  gboolean ok;
  JsonNode *node = get_member (object, member, required, &ok, error);
  *value = NULL;
  if (node == NULL)
    return ok;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return wrong_type (g_strdup_printf (_ ("“%s” has to be an object."), member), error);
  *value = json_node_get_object (node);
  return TRUE;
}

static void
append_escape (GString *out, guchar c)
{
  static const char escaped[] = "\"\\\b\f\n\r\t", letters[] = "\"\\bfnrt";
  const char *found = strchr (escaped, c);
  if (found != NULL)
    {
      g_string_append_c (out, '\\');
      g_string_append_c (out, letters[found - escaped]);
    }
  else
    g_string_append_printf (out, "\\u%04x", c);
}

void
sam_json_append_string (GString *out, const char *text_or_null)
{
  if (text_or_null == NULL)
    {
      g_string_append (out, "null");
      return;
    }
  g_string_append_c (out, '"');
  const char *run = text_or_null, *p = run;
  guchar seen = 0;
  gsize start = out->len;
  for (; *p != '\0'; p++)
    {
      guchar c = (guchar)*p;
      seen |= c;
      if (c >= 0x20 && c != '"' && c != '\\')
        continue;
      g_string_append_len (out, run, p - run);
      append_escape (out, c);
      run = p + 1;
    }
  g_string_append_len (out, run, p - run);
  /* Text from a command line may be anything; what we write has to be readable again. */
  if (seen >= 0x80 && !g_utf8_validate (out->str + start, -1, NULL))
    {
      g_autofree char *valid = g_utf8_make_valid (out->str + start, -1);
      g_string_truncate (out, start);
      g_string_append (out, valid);
    }
  g_string_append_c (out, '"');
}

static void
append_double (GString *out, double value)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  if (!isfinite (value))
    {
      g_string_append (out, "null");
      return;
    }
  g_string_append (out, g_ascii_dtostr (digits, sizeof digits, value));
  if (strpbrk (digits, ".e") == NULL)
    g_string_append (out, ".0");
}

static void append_node (GString *out, JsonNode *node);

static void
append_object (GString *out, JsonObject *object)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;
  gboolean first = TRUE;
  g_string_append_c (out, '{');
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      if (!first)
        g_string_append_c (out, ',');
      first = FALSE;
      sam_json_append_string (out, name);
      g_string_append_c (out, ':');
      append_node (out, node);
    }
  g_string_append_c (out, '}');
}

static void
append_array (GString *out, JsonArray *array)
{
  guint n = json_array_get_length (array);
  g_string_append_c (out, '[');
  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      append_node (out, json_array_get_element (array, i));
    }
  g_string_append_c (out, ']');
}

static void
append_node (GString *out, JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    append_object (out, json_node_get_object (node));
  else if (JSON_NODE_HOLDS_ARRAY (node))
    append_array (out, json_node_get_array (node));
  else if (JSON_NODE_HOLDS_NULL (node))
    g_string_append (out, "null");
  else if (holds_value (node, G_TYPE_STRING))
    sam_json_append_string (out, json_node_get_string (node));
  else if (holds_value (node, G_TYPE_BOOLEAN))
    g_string_append (out, json_node_get_boolean (node) ? "true" : "false");
  else if (holds_value (node, G_TYPE_INT64))
    g_string_append_printf (out, "%" G_GINT64_FORMAT, json_node_get_int (node));
  else
    append_double (out, json_node_get_double (node));
}

char *
sam_json_text (JsonNode *node)
{
  GString *out = g_string_new (NULL);
  append_node (out, node);
  return g_string_free (out, FALSE);
}
