/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "engine/session-private.h"

#define SETTINGS_NAME "settings.ini"
#define SETTINGS_DELAY_MS 500

GKeyFile *
sam_settings_load (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, SETTINGS_NAME, NULL);
  GKeyFile *settings = g_key_file_new ();
  g_autoptr (GError) error = NULL;

  if (!g_key_file_load_from_file (settings, path, G_KEY_FILE_KEEP_COMMENTS, &error)
      && !g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    g_info ("The settings in %s could not be read and start afresh: %s", path, error->message);
  return settings;
}

gboolean
sam_settings_save (const char *folder, GKeyFile *settings, GError **error)
{
  g_autofree char *path = g_build_filename (folder, SETTINGS_NAME, NULL);
  gsize length = 0;
  char *text = g_key_file_to_data (settings, &length, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, length);

  return sam_file_replace (path, bytes, error);
}

/* What a window looks like is not worth a person's attention: trouble is logged, and the next
 * change tries again. */
static gboolean
save (gpointer data)
{
  SamSession *self = data;
  g_autoptr (GError) error = NULL;

  self->settings_source = 0;
  if (!sam_settings_save (self->folder, self->settings, &error))
    g_info ("%s", error->message);
  return G_SOURCE_REMOVE;
}

GKeyFile *
sam_session_settings (SamSession *session)
{
  return session->settings;
}

void
sam_session_settings_changed (SamSession *session)
{
  if (session->settings_source == 0 && session->lock != NULL)
    session->settings_source = g_timeout_add (SETTINGS_DELAY_MS, save, session);
}

void
sam_session_settings_flush (SamSession *self)
{
  if (self->settings_source == 0)
    return;
  g_source_remove (self->settings_source);
  save (self);
}
