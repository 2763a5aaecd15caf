/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/window.h"

#include "base/i18n.h"
#include "config.h"
#include "desk/compat.h"
#include "desk/shortcuts.h"
#include "desk/start-page.h"
#include "desk/workspace.h"
#include "exchange/forum-file.h"

struct _SamWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts; /* borrowed */
  AdwToast *toast;         /* the one that is up; weak */
  SamWorkspace *workspace; /* borrowed; NULL on the start page */
  SamSession *session;     /* owned; NULL on the start page */
  char *profile;
  SamDay today;
};

G_DEFINE_FINAL_TYPE (SamWindow, sam_window, ADW_TYPE_APPLICATION_WINDOW)

static void
message (SamWindow *self, const char *sentence)
{
  AdwToast *toast = adw_toast_new ("");
  g_autofree char *escaped = g_markup_escape_text (sentence, -1);

  adw_toast_set_title (toast, escaped);
  adw_toast_set_timeout (toast, 6);
  /* What was said before gives way: a queue of them would tell old news. */
  if (self->toast)
    adw_toast_dismiss (self->toast);
  g_set_weak_pointer (&self->toast, toast);
  adw_toast_overlay_add_toast (self->toasts, toast);
  sam_compat_announce (GTK_WIDGET (self), sentence);
}

SamSession *
sam_window_session_from_file (const char *file, const char *profile, GError **error)
{
  g_autoptr (GPtrArray) records = NULL;
  g_autofree char *folder = NULL;

  if (file && g_uri_peek_scheme (file) && strlen (g_uri_peek_scheme (file)) > 1
      && !g_str_equal (g_uri_peek_scheme (file), "file"))
    {
      g_set_error_literal (
          error, SAM_ERROR, SAM_ERROR_NETWORK,
          _ ("This version works on this computer alone; a server can be connected to when the "
             "shared server is released. Open a forum file instead."));
      return NULL;
    }

  records = file ? sam_forum_file_load (file, NULL, error) : sam_forum_file_sample (error);
  if (!records)
    return NULL;
  for (guint i = 0; i < records->len && !folder; i++)
    if (sam_record_is (g_ptr_array_index (records, i), SAM_KIND_FORUM))
      folder = profile ? g_strdup (profile)
                       : sam_profile_for_forum (sam_record_id (g_ptr_array_index (records, i)));

  return sam_session_create (folder, g_steal_pointer (&records), NULL, error);
}

static void
save_window_state (SamWindow *self)
{
  GKeyFile *settings;
  int width, height;

  if (!self->session)
    return;

  settings = sam_session_settings (self->session);
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_key_file_set_integer (settings, "window", "width", width);
  g_key_file_set_integer (settings, "window", "height", height);
  g_key_file_set_boolean (settings, "window", "maximized",
                          gtk_window_is_maximized (GTK_WINDOW (self)));
  sam_workspace_save_state (self->workspace, settings);
  sam_session_settings_changed (self->session);
}

static void
restore_window_state (SamWindow *self)
{
  GKeyFile *settings = sam_session_settings (self->session);
  int width = g_key_file_get_integer (settings, "window", "width", NULL);
  int height = g_key_file_get_integer (settings, "window", "height", NULL);

  if (width >= 640 && height >= 480)
    gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  if (g_key_file_get_boolean (settings, "window", "maximized", NULL))
    gtk_window_maximize (GTK_WINDOW (self));
}

/* TRUE if the session could be left: everything is saved, or there was none. */
static gboolean
leave_session (SamWindow *self, GError **error)
{
  if (!self->session)
    return TRUE;

  sam_workspace_finish_typing (self->workspace);
  save_window_state (self);
  if (!sam_session_close (self->session, error))
    return FALSE;

  g_clear_object (&self->session);
  self->workspace = NULL;
  return TRUE;
}

void
sam_window_show_session (SamWindow *window, SamSession *session)
{
  SamRecord *root = sam_forum_root (sam_session_forum (session));

  g_set_object (&window->session, session);
  window->workspace = SAM_WORKSPACE (sam_workspace_new (session));
  g_signal_connect_object (sam_workspace_desk (window->workspace), "message", G_CALLBACK (message),
                           window, G_CONNECT_SWAPPED);
  restore_window_state (window);
  adw_toast_overlay_set_child (window->toasts, GTK_WIDGET (window->workspace));
  gtk_window_set_title (GTK_WINDOW (window), root ? sam_record_title (root) : _ ("Samverka"));
}

static void
start_with (SamWindow *self, const char *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SamSession) session = NULL;
  g_autoptr (SamSession) before = self->session ? g_object_ref (self->session) : NULL;
  const char *profile = before ? NULL : self->profile;

  session = sam_window_session_from_file (file, profile, &error);
  if (!session)
    {
      if (self->workspace)
        message (self, error->message);
      else
        sam_window_show_start (self, error->message);
      return;
    }
  if (!leave_session (self, &error))
    {
      message (self, error->message);
      sam_session_close (session, NULL);
      return;
    }
  sam_session_set_today (session, self->today);
  sam_window_show_session (self, session);
}

static void
file_chosen (GtkNativeDialog *dialog, int response, gpointer data)
{
  SamWindow *self = data;
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      path = g_file_get_path (file);
      start_with (self, path);
    }
  g_object_unref (dialog);
}

static void
export_chosen (GtkNativeDialog *dialog, int response, gpointer data)
{
  SamWindow *self = data;

  if (response == GTK_RESPONSE_ACCEPT && self->session)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autofree char *path = g_file_get_path (file);
      g_autoptr (GPtrArray) all = sam_forum_all (sam_session_forum (self->session));
      g_autoptr (GBytes) bytes = sam_forum_file_write (all);
      g_autoptr (GError) error = NULL;
      g_autofree char *told = NULL;

      if (sam_file_replace (path, bytes, &error))
        told = g_strdup_printf (_ ("The forum was saved as %s."), path);
      message (self, error ? error->message : told);
    }
  g_object_unref (dialog);
}

static GtkFileFilter *
forum_file_filter (void)
{
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Forum files"));
  gtk_file_filter_add_suffix (filter, "json");
  return filter;
}

static void
choose_file (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      _ ("Open a forum file"), data, GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), _ ("_Cancel"));
  g_autoptr (GtkFileFilter) filter = forum_file_filter ();

  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (file_chosen), data, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
choose_export (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SamWindow *self = data;
  GtkFileChooserNative *dialog;
  g_autoptr (GtkFileFilter) filter = forum_file_filter ();

  if (!self->session)
    return;

  dialog = gtk_file_chooser_native_new (_ ("Save the forum as a file"), data,
                                        GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), "forum.json");
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (export_chosen), data, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
open_sample (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  start_with (data, NULL);
}

static void
tell_of_server (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWidget *dialog = adw_message_dialog_new (data, _ ("The shared server comes later"), NULL);

  adw_message_dialog_set_body (
      ADW_MESSAGE_DIALOG (dialog),
      _ ("With a server the whole working group shares one forum. This version works on this "
         "computer alone: "
         "open the sample or a forum file, and save the forum as a file to hand it on."));
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
show_shortcuts (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWidget *window = sam_shortcuts_window_new ();

  gtk_window_set_transient_for (GTK_WINDOW (window), data);
  gtk_window_present (GTK_WINDOW (window));
}

static void
show_about (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  adw_show_about_window (data, "application-name", _ ("Samverka"), "application-icon",
                         SAM_APPLICATION_ID, "version", SAM_VERSION, "license-type",
                         GTK_LICENSE_GPL_3_0, "comments",
                         _ ("Planning together across administrations"), NULL);
}

static void
close_anyway (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  SamWindow *self = data;

  if (g_str_equal (response, "retry"))
    sam_session_retry (self->session);
  else if (g_str_equal (response, "close"))
    gtk_window_destroy (GTK_WINDOW (self));
}

static gboolean
close_request (GtkWindow *window)
{
  SamWindow *self = SAM_WINDOW (window);
  g_autoptr (GError) error = NULL;
  GtkWidget *dialog;

  if (leave_session (self, &error))
    return GDK_EVENT_PROPAGATE;

  dialog = adw_message_dialog_new (window, _ ("Not everything is saved"), error->message);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Go back"), "close",
                                    _ ("_Close without saving"), "retry", _ ("_Try again"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "close",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (close_anyway), window, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  return GDK_EVENT_STOP;
}

static void
sam_window_finalize (GObject *object)
{
  SamWindow *self = SAM_WINDOW (object);

  g_clear_weak_pointer (&self->toast);
  g_clear_object (&self->session);
  g_free (self->profile);

  G_OBJECT_CLASS (sam_window_parent_class)->finalize (object);
}

static void
sam_window_class_init (SamWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sam_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = close_request;
}

static void
sam_window_init (SamWindow *self)
{
  static const GActionEntry entries[] = {
    { "open", choose_file },       { "export", choose_export },     { "open-sample", open_sample },
    { "connect", tell_of_server }, { "shortcuts", show_shortcuts }, { "about", show_about },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  gtk_window_set_default_size (GTK_WINDOW (self), 1280, 800);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Samverka"));
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (self), GTK_WIDGET (self->toasts));
}

SamWindow *
sam_window_new (GtkApplication *application, const char *profile, SamDay today)
{
  SamWindow *self = g_object_new (SAM_TYPE_WINDOW, "application", application, NULL);

  self->profile = g_strdup (profile);
  self->today = today;
  return self;
}

void
sam_window_show_start (SamWindow *window, const char *trouble)
{
  adw_toast_overlay_set_child (window->toasts, sam_start_page_new (trouble));
}
