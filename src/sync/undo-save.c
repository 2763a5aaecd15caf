/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "sync/undo-private.h"
#include "sync/wire.h"

/* The stack as a text: {"version":1,"undo":[{"title":…,"edits":[…]}],"redo":[…]}, each list with
 * the act that comes first at its end. */

#define VERSION 1
/* What is kept across a restart; older acts, and an act that alone is larger, can then no longer be
 * taken back. */
#define LARGEST_TEXT (8 * 1024 * 1024)

static const char *
act_text (SamAct *act)
{
  GString *out;

  if (act->text != NULL)
    return act->text;
  out = g_string_new ("{\"title\":");
  sam_json_append_string (out, act->title);
  if (act->group != NULL)
    {
      g_string_append (out, ",\"group\":");
      sam_json_append_string (out, act->group);
    }
  g_string_append (out, ",\"edits\":[");
  for (guint i = 0; i < act->edits->len; i++)
    {
      g_autofree char *edit = sam_wire_edit_text (g_ptr_array_index (act->edits, i));

      if (i > 0)
        g_string_append_c (out, ',');
      g_string_append (out, edit);
    }
  g_string_append (out, "]}");
  act->text = g_string_free (out, FALSE);
  return act->text;
}

static gboolean
is_too_large (const SamAct *act)
{
  for (guint i = 0; i < act->edits->len; i++)
    {
      const SamEdit *edit = g_ptr_array_index (act->edits, i);

      if (edit->changes->len > SAM_EDIT_MAX_CHANGES)
        return TRUE;
    }
  return FALSE;
}

static void
append_acts (GString *out, GPtrArray *acts)
{
  guint first = acts->len;
  gsize room = LARGEST_TEXT / 2 - 100;

  while (first > 0)
    {
      SamAct *act = g_ptr_array_index (acts, first - 1);

      if (is_too_large (act) || strlen (act_text (act)) + 1 > room)
        break;
      room -= strlen (act_text (act)) + 1;
      first--;
    }
  for (guint i = first; i < acts->len; i++)
    {
      if (i > first)
        g_string_append_c (out, ',');
      g_string_append (out, act_text (g_ptr_array_index (acts, i)));
    }
}

char *
sam_undo_save (SamUndo *undo)
{
  GString *out = g_string_new (NULL);

  g_string_printf (out, "{\"version\":%d,\"undo\":[", VERSION);
  append_acts (out, undo->done);
  g_string_append (out, "],\"redo\":[");
  append_acts (out, undo->undone);
  g_string_append (out, "]}");
  return g_string_free (out, FALSE);
}

static gboolean
damaged (GError **error)
{
  g_set_error_literal (error, SAM_ERROR, SAM_ERROR_DAMAGED,
                       _ ("What was kept for undo cannot be read; start without it."));
  return FALSE;
}

static SamAct *
read_act (JsonNode *node, GError **error)
{
  g_autoptr (SamAct) act = NULL;
  const char *title, *group;
  JsonObject *object;
  JsonArray *edits;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      damaged (error);
      return NULL;
    }
  object = json_node_get_object (node);
  if (!sam_json_string (object, "title", FALSE, &title, error)
      || !sam_json_string (object, "group", FALSE, &group, error)
      || !sam_json_array (object, "edits", TRUE, &edits, error))
    return NULL;
  act = sam_act_new (title, group);
  for (guint i = 0; i < json_array_get_length (edits); i++)
    {
      SamEdit *edit = sam_wire_edit_from_node (json_array_get_element (edits, i), error);

      if (edit == NULL)
        return NULL;
      g_ptr_array_add (act->edits, edit);
    }
  if (act->edits->len > 0)
    return g_steal_pointer (&act);
  damaged (error);
  return NULL;
}

static gboolean
read_acts (GPtrArray *acts, JsonObject *object, const char *member, GError **error)
{
  JsonArray *array;

  if (!sam_json_array (object, member, TRUE, &array, error))
    return FALSE;
  if (json_array_get_length (array) > SAM_UNDO_MAX_ACTS)
    return damaged (error);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      SamAct *act = read_act (json_array_get_element (array, i), error);

      if (act == NULL)
        return FALSE;
      g_ptr_array_add (acts, act);
    }
  return TRUE;
}

SamUndo *
sam_undo_restore (const char *text, GError **error)
{
  g_autoptr (JsonNode) node = sam_json_parse (text, -1, LARGEST_TEXT, SAM_JSON_DEPTH, error);
  g_autoptr (SamUndo) undo = sam_undo_new ();
  JsonObject *object;
  gint64 version;

  if (node == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      damaged (error);
      return NULL;
    }
  object = json_node_get_object (node);
  if (!sam_json_integer (object, "version", TRUE, &version, error))
    return NULL;
  if (version != VERSION)
    {
      damaged (error);
      return NULL;
    }
  if (!read_acts (undo->done, object, "undo", error)
      || !read_acts (undo->undone, object, "redo", error))
    return NULL;
  return g_steal_pointer (&undo);
}
