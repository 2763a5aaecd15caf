/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "base/i18n.h"
#include "base/json.h"
#include "ctl/command.h"
#include "ctl/output.h"
#include "model/computed.h"
#include "model/display.h"
#include "model/query.h"
#include "model/validate.h"

#define LIST_FIELDS 4 /* beside id and title */

SamRecord *
sam_ctl_record (SamCtl *ctl, const char *name, GError **error)
{
  SamRecord *record = sam_forum_get (sam_session_forum (ctl->session), name);

  return record != NULL
             ? record
             : sam_record_named (sam_session_source (ctl->session), SAM_KIND_ANY, name, error);
}

/* The first fields that fit in a column. */
static guint
columns_of (const SamKind *kind, const SamField *fields[LIST_FIELDS])
{
  guint n = 0;

  for (guint i = 1; i < kind->n_fields && n < LIST_FIELDS; i++)
    {
      const SamField *field = sam_field (kind->first + (int)i);

      if (!field->hidden && field->type != SAM_TYPE_LONG_TEXT
          && field->type != SAM_TYPE_REFERENCE_SET)
        fields[n++] = field;
    }
  return n;
}

static void
list_table (SamCtl *ctl, const SamKind *kind, GPtrArray *records)
{
  SamSource *source = sam_session_source (ctl->session);
  SamDay today = sam_session_today (ctl->session);
  const SamField *fields[LIST_FIELDS];
  guint n = columns_of (kind, fields);
  g_autoptr (SamTable) table = sam_table_new (2 + n);

  sam_table_add (table, "id");
  sam_table_add (table, sam_field_label (kind->first));
  for (guint i = 0; i < n; i++)
    sam_table_add (table, sam_field_label (fields[i]->id));
  for (guint i = 0; i < records->len; i++)
    {
      SamRecord *record = g_ptr_array_index (records, i);
      g_autofree char *title = sam_display_title (source, record);

      sam_table_add (table, sam_record_id (record));
      sam_table_add (table, title);
      for (guint j = 0; j < n; j++)
        {
          g_auto (SamValue) value = sam_computed_value (source, record, fields[j]->id, today);
          g_autofree char *text = sam_display_value (source, fields[j]->id, &value, today);

          sam_table_add (table, text);
        }
    }
  sam_table_write (table, ctl->out);
}

gboolean
sam_ctl_list (SamCtl *ctl, char **arguments, GError **error)
{
  const SamKind *kind = sam_ctl_kind (arguments[0], error);
  SamSource *source = sam_session_source (ctl->session);
  SamDay today = sam_session_today (ctl->session);
  g_autofree char *text = g_strjoinv (" ", arguments + 1);
  g_autoptr (SamQuery) query = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  if (kind == NULL)
    return FALSE;
  query = sam_query_parse (text, kind->id, source, today, sam_session_me (ctl->session), error);
  if (query == NULL)
    return FALSE;
  all = sam_source_list (source, kind->id);
  for (guint i = 0; i < all->len; i++)
    if (sam_query_matches (query, g_ptr_array_index (all, i)))
      g_ptr_array_add (found, g_ptr_array_index (all, i));

  if (!ctl->options.json)
    {
      list_table (ctl, kind, found);
      return TRUE;
    }
  g_string_append_c (ctl->out, '[');
  for (guint i = 0; i < found->len; i++)
    {
      if (i > 0)
        g_string_append_c (ctl->out, ',');
      sam_output_record_json (ctl->out, source, g_ptr_array_index (found, i), today);
    }
  g_string_append_c (ctl->out, ']');
  return TRUE;
}

static void
show_row (SamTable *table, const char *label, const char *value)
{
  g_autoptr (GString) text = g_string_new (value);

  /* The lines of a long text stand below each other, under the first. */
  g_string_replace (text, "\n", "\n    ", 0);
  sam_table_add (table, label);
  sam_table_add_whole (table, text->str);
}

static void
show_text (SamCtl *ctl, SamRecord *record)
{
  SamSource *source = sam_session_source (ctl->session);
  SamDay today = sam_session_today (ctl->session);
  const SamKind *kind = sam_kind (sam_record_kind (record));
  const SamRecordMeta *meta = sam_record_meta (record);
  g_autoptr (SamTable) table = sam_table_new (2);

  show_row (table, "id", sam_record_id (record));
  show_row (table, _ ("Kind"), sam_kind_label (kind->id));
  if (sam_record_deleted (record))
    show_row (table, _ ("Deleted"), _ ("yes"));
  for (guint i = 0; i < kind->n_fields; i++)
    {
      SamFieldId field = kind->first + (int)i;
      g_auto (SamValue) value = sam_computed_value (source, record, field, today);
      g_autofree char *text = sam_display_value (source, field, &value, today);

      if (!sam_value_is_null (&value))
        show_row (table, sam_field_label (field), text);
    }
  if (meta->at != NULL)
    {
      g_autofree char *at = sam_output_stamp (source, meta->at, today);

      show_row (table, _ ("Last changed"), at);
      show_row (table, _ ("Changed by"), meta->by);
    }
  sam_table_write (table, ctl->out);
}

static void
show (SamCtl *ctl, SamRecord *record)
{
  if (ctl->options.json)
    sam_output_record_json (ctl->out, sam_session_source (ctl->session), record,
                            sam_session_today (ctl->session));
  else
    show_text (ctl, record);
}

gboolean
sam_ctl_show (SamCtl *ctl, char **arguments, GError **error)
{
  SamRecord *record = sam_ctl_record (ctl, arguments[0], error);

  if (record != NULL)
    show (ctl, record);
  return record != NULL;
}

static gboolean
assign_all (SamCtl *ctl, SamEditBuilder *builder, SamKindId kind, const char *record, char **texts,
            GError **error)
{
  for (guint i = 0; texts[i] != NULL; i++)
    if (!sam_ctl_assign (ctl, builder, kind, record, texts[i], error))
      return FALSE;
  return TRUE;
}

gboolean
sam_ctl_add (SamCtl *ctl, char **arguments, GError **error)
{
  const SamKind *kind = sam_ctl_kind (arguments[0], error);
  g_autoptr (SamEditBuilder) builder = NULL;
  g_autofree char *title = NULL;
  g_autofree char *id = NULL;

  if (kind == NULL)
    return FALSE;
  title = g_strdup_printf (_ ("New: %s"), sam_kind_label (kind->id));
  builder = sam_session_edit (ctl->session, title);
  id = g_strdup (sam_edit_builder_create (builder, kind->id));
  if (!assign_all (ctl, builder, kind->id, id, arguments + 1, error)
      || !sam_session_commit_builder (ctl->session, builder, error))
    return FALSE;
  if (ctl->options.json)
    show (ctl, sam_forum_get (sam_session_forum (ctl->session), id));
  else
    g_string_append_printf (ctl->out, "%s\n", id);
  return TRUE;
}

/* An edit of one record that is here, named after it. */
static SamEditBuilder *
edit_of (SamCtl *ctl, SamRecord *record, const char *format)
{
  g_autofree char *name = sam_display_title (sam_session_source (ctl->session), record);
  g_autofree char *title = NULL;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  title = g_strdup_printf (format, name);
#pragma GCC diagnostic pop
  return sam_session_edit (ctl->session, title);
}

/* A deleted record is changed by nobody: it is restored first. */
static gboolean
check_deleted (SamCtl *ctl, SamRecord *record, gboolean deleted, GError **error)
{
  g_autofree char *name = NULL;

  if (sam_record_deleted (record) == deleted)
    return TRUE;
  name = sam_display_title (sam_session_source (ctl->session), record);
  g_set_error (error, SAM_ERROR, SAM_ERROR_INVALID,
               deleted ? _ ("“%s” is not deleted, so there is nothing to restore.")
                       : _ ("“%s” is deleted. Restore it first."),
               name);
  return FALSE;
}

gboolean
sam_ctl_set (SamCtl *ctl, char **arguments, GError **error)
{
  SamRecord *record = sam_ctl_record (ctl, arguments[0], error);
  g_autoptr (SamEditBuilder) builder = NULL;

  if (record == NULL || !check_deleted (ctl, record, FALSE, error))
    return FALSE;
  builder = edit_of (ctl, record, _ ("Change “%s”"));
  if (!assign_all (ctl, builder, sam_record_kind (record), sam_record_id (record), arguments + 1,
                   error)
      || !sam_session_commit_builder (ctl->session, builder, error))
    return FALSE;
  if (ctl->options.json)
    show (ctl, record);
  return TRUE;
}

static gboolean
exist (SamCtl *ctl, const char *name, gboolean deleted, GError **error)
{
  SamRecord *record = sam_ctl_record (ctl, name, error);
  g_autoptr (SamEditBuilder) builder = NULL;

  if (record == NULL || !check_deleted (ctl, record, !deleted, error))
    return FALSE;
  builder = edit_of (ctl, record, deleted ? _ ("Delete “%s”") : _ ("Restore “%s”"));
  if (deleted)
    sam_edit_builder_delete (builder, sam_record_id (record));
  else
    sam_edit_builder_restore (builder, sam_record_id (record));
  if (!sam_session_commit_builder (ctl->session, builder, error))
    return FALSE;
  if (ctl->options.json)
    g_string_append_printf (ctl->out, "{\"id\":\"%s\",\"kind\":\"%s\",\"deleted\":%s}",
                            sam_record_id (record), sam_kind (sam_record_kind (record))->name,
                            sam_record_deleted (record) ? "true" : "false");
  return TRUE;
}

gboolean
sam_ctl_delete (SamCtl *ctl, char **arguments, GError **error)
{
  return exist (ctl, arguments[0], TRUE, error);
}

gboolean
sam_ctl_restore (SamCtl *ctl, char **arguments, GError **error)
{
  return exist (ctl, arguments[0], FALSE, error);
}
