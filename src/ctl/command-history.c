/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "base/i18n.h"
#include "base/json.h"
#include "ctl/command.h"
#include "ctl/output.h"
#include "model/display.h"
#include "sync/wire.h"

static void
value_json (GString *out, SamFieldId field, const SamValue *value)
{
  if (sam_value_is_null (value))
    g_string_append (out, "null");
  else if (field == SAM_FIELD_DELETED)
    g_string_append (out, value->integer != 0 ? "true" : "false");
  else
    sam_wire_append_value (out, sam_field (field), value);
}

static const char *
field_name (SamFieldId field)
{
  return field == SAM_FIELD_DELETED ? "deleted" : sam_field (field)->name;
}

static void
entry_json (GString *out, const SamHistoryEntry *entry)
{
  g_string_append_printf (out, "{\"seq\":%" G_GINT64_FORMAT ",\"edit\":", entry->seq);
  sam_json_append_string (out, entry->edit);
  g_string_append (out, ",\"at\":");
  sam_json_append_string (out, entry->at);
  g_string_append (out, ",\"author\":");
  sam_json_append_string (out, entry->author);
  g_string_append (out, ",\"record\":");
  sam_json_append_string (out, entry->record);
  g_string_append (out, ",\"field\":");
  sam_json_append_string (out, field_name (entry->field));
  g_string_append (out, ",\"from\":");
  value_json (out, entry->field, &entry->from);
  g_string_append (out, ",\"to\":");
  value_json (out, entry->field, &entry->to);
  g_string_append_c (out, '}');
}

static char *
value_text (SamCtl *ctl, SamFieldId field, const SamValue *value)
{
  g_autofree char *text = sam_display_value (sam_session_source (ctl->session), field, value,
                                             sam_session_today (ctl->session));

  return sam_output_short (text);
}

/* "Stage: Idea → Planned", or that it was made, deleted, restored. */
static char *
describe (SamCtl *ctl, const SamHistoryEntry *entry)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (entry->field == SAM_FIELD_DELETED)
    {
      if (sam_value_is_null (&entry->from))
        return g_strdup (_ ("added"));
      return g_strdup (entry->to.integer != 0 ? _ ("deleted") : _ ("restored"));
    }
  from = value_text (ctl, entry->field, &entry->from);
  to = value_text (ctl, entry->field, &entry->to);
  return g_strdup_printf ("%s: %s → %s", sam_field_label (entry->field), from, to);
}

static void
history_table (SamCtl *ctl, GPtrArray *entries)
{
  g_autoptr (SamTable) table = sam_table_new (5);

  for (guint i = 0; i < entries->len; i++)
    {
      const SamHistoryEntry *entry = g_ptr_array_index (entries, i);
      SamRecord *record = sam_forum_get (sam_session_forum (ctl->session), entry->record);
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, entry->seq);
      g_autofree char *at = sam_output_stamp (sam_session_source (ctl->session), entry->at,
                                              sam_session_today (ctl->session));
      g_autofree char *description = describe (ctl, entry);
      g_autofree char *name
          = record != NULL ? sam_display_kind_and_title (sam_session_source (ctl->session), record)
                           : g_strdup (entry->record);

      sam_table_add (table, number);
      sam_table_add (table, at);
      sam_table_add (table, entry->author);
      sam_table_add (table, name);
      sam_table_add_whole (table, description);
    }
  sam_table_write (table, ctl->out);
}

gboolean
sam_ctl_history (SamCtl *ctl, char **arguments, GError **error)
{
  const char *id = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  if (arguments[0] != NULL)
    {
      SamRecord *record = sam_ctl_record (ctl, arguments[0], error);

      if (record == NULL)
        return FALSE;
      id = sam_record_id (record);
    }
  entries = sam_session_history (ctl->session, id, 0, 0, error);
  if (entries == NULL)
    return FALSE;
  if (!ctl->options.json)
    {
      history_table (ctl, entries);
      return TRUE;
    }
  g_string_append_c (ctl->out, '[');
  for (guint i = 0; i < entries->len; i++)
    {
      if (i > 0)
        g_string_append_c (ctl->out, ',');
      entry_json (ctl->out, g_ptr_array_index (entries, i));
    }
  g_string_append_c (ctl->out, ']');
  return TRUE;
}

static gboolean
swap (SamCtl *ctl, gboolean undo, GError **error)
{
  g_autofree char *title = g_strdup (undo ? sam_session_undo_title (ctl->session)
                                          : sam_session_redo_title (ctl->session));
  g_autoptr (GError) cause = NULL;
  gboolean ok = undo ? sam_session_undo (ctl->session, ctl->options.force, &cause)
                     : sam_session_redo (ctl->session, ctl->options.force, &cause);

  if (!ok && g_error_matches (cause, SAM_ERROR, SAM_ERROR_AMBIGUOUS))
    g_set_error (error, SAM_ERROR, SAM_ERROR_REFUSED, _ ("%s Add --force to go on all the same."),
                 cause->message);
  else if (!ok)
    g_propagate_error (error, g_steal_pointer (&cause));
  if (!ok)
    return FALSE;
  if (ctl->options.json)
    {
      g_string_append (ctl->out, undo ? "{\"undone\":" : "{\"redone\":");
      sam_json_append_string (ctl->out, title);
      g_string_append_c (ctl->out, '}');
    }
  else
    {
      g_string_append_printf (ctl->out, undo ? _ ("Undone: %s") : _ ("Redone: %s"), title);
      g_string_append_c (ctl->out, '\n');
    }
  return TRUE;
}

gboolean
sam_ctl_undo (SamCtl *ctl, char **arguments, GError **error)
{
  return swap (ctl, TRUE, error);
}

gboolean
sam_ctl_redo (SamCtl *ctl, char **arguments, GError **error)
{
  return swap (ctl, FALSE, error);
}
