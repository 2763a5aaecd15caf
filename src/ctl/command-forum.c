/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "base/i18n.h"
#include "base/json.h"
#include "ctl/command.h"
#include "ctl/output.h"
#include "exchange/forum-file.h"

static void
status_json (GString *out, SamCtl *ctl, const SamStatus *status)
{
  g_string_append (out, "{\"forum\":");
  sam_json_append_string (out, sam_session_forum_id (ctl->session));
  g_string_append (out, ",\"server\":null,\"state\":");
  sam_json_append_string (out, sam_state_name (status->state));
  g_string_append (out, ",\"reason\":");
  sam_json_append_string (out, status->reason);
  g_string_append_printf (
      out,
      ",\"last_contact\":null,\"pending\":0,\"conflicts\":%u,\"rejected\":0,\"epoch\":null,"
      "\"seq\":%" G_GINT64_FORMAT "}",
      status->conflicts, status->seq);
}

static void
row (SamTable *table, const char *label, const char *value)
{
  sam_table_add (table, label);
  sam_table_add_whole (table, value);
}

gboolean
sam_ctl_status (SamCtl *ctl, char **arguments, GError **error)
{
  g_autoptr (SamTable) table = sam_table_new (2);
  g_autofree char *conflicts = NULL;
  g_autofree char *edits = NULL;
  SamStatus status;

  sam_session_status (ctl->session, &status);
  if (ctl->options.json)
    {
      status_json (ctl->out, ctl, &status);
      return TRUE;
    }
  conflicts = g_strdup_printf ("%u", status.conflicts);
  edits = g_strdup_printf ("%" G_GINT64_FORMAT, status.seq);
  row (table, _ ("Forum"), sam_record_title (sam_forum_root (sam_session_forum (ctl->session))));
  row (table, _ ("Profile"), sam_session_folder (ctl->session));
  row (table, _ ("Server"), _ ("none: everything is kept on this computer"));
  row (table, _ ("State"), status.state == SAM_STATE_TROUBLE ? status.reason : _ ("saved"));
  row (table, _ ("Edits"), edits);
  row (table, _ ("Different versions"), conflicts);
  sam_table_write (table, ctl->out);
  return TRUE;
}

static const char *
forum_id (GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    if (sam_record_is (g_ptr_array_index (records, i), SAM_KIND_FORUM))
      return sam_record_id (g_ptr_array_index (records, i));
  return NULL;
}

static gboolean
check_arguments (SamCtl *ctl, const char *file, GError **error)
{
  if ((file != NULL) == ctl->options.sample)
    {
      g_set_error (error, SAM_ERROR, SAM_ERROR_USAGE,
                   _ ("Name one forum file to open, or --sample."));
      return FALSE;
    }
  if (file != NULL && (g_str_has_prefix (file, "http://") || g_str_has_prefix (file, "https://")))
    {
      g_set_error (
          error, SAM_ERROR, SAM_ERROR_REFUSED,
          _ ("The shared server is not part of this version. Open a forum file or --sample."));
      return FALSE;
    }
  return TRUE;
}

gboolean
sam_ctl_open (SamCtl *ctl, char **arguments, GError **error)
{
  g_auto (GStrv) remarks = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autofree char *folder = NULL;
  gboolean was_here;

  if (!check_arguments (ctl, arguments[0], error))
    return FALSE;
  records = ctl->options.sample ? sam_forum_file_sample (error)
                                : sam_forum_file_load (arguments[0], &remarks, error);
  if (records == NULL)
    return FALSE;
  folder = ctl->options.profile != NULL ? g_strdup (ctl->options.profile)
                                        : sam_profile_for_forum (forum_id (records));
  was_here = sam_profile_has_forum (folder);
  ctl->session = sam_session_create (folder, g_steal_pointer (&records), NULL, error);
  if (ctl->session == NULL)
    return FALSE;
  if (!ctl->options.json && was_here)
    g_string_append_printf (ctl->out, "%s\n",
                            _ ("This profile holds the forum already and was opened as it is; the "
                               "file was not read in."));
  for (guint i = 0; !ctl->options.json && !was_here && remarks != NULL && remarks[i] != NULL; i++)
    g_string_append_printf (ctl->out, _ ("Remark: %s\n"), remarks[i]);
  return sam_ctl_status (ctl, arguments, error);
}

gboolean
sam_ctl_export (SamCtl *ctl, char **arguments, GError **error)
{
  g_autoptr (GPtrArray) records = sam_forum_all (sam_session_forum (ctl->session));
  g_autoptr (GBytes) bytes = sam_forum_file_write (records);

  if (!sam_file_replace (arguments[0], bytes, error))
    return FALSE;
  if (ctl->options.json)
    {
      g_string_append (ctl->out, "{\"file\":");
      sam_json_append_string (ctl->out, arguments[0]);
      g_string_append_printf (ctl->out, ",\"records\":%u,\"bytes\":%" G_GSIZE_FORMAT "}",
                              records->len, g_bytes_get_size (bytes));
    }
  else
    g_string_append_printf (ctl->out,
                            ngettext ("%u record was written to %s.\n",
                                      "%u records were written to %s.\n", records->len),
                            records->len, arguments[0]);
  return TRUE;
}
