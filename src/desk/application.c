/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/application.h"

#include <locale.h>

#include "base/i18n.h"
#include "config.h"
#include "data/desk-resources.h"
#include "desk/shortcuts.h"
#include "desk/window.h"
#include "engine/session.h"
#include "exchange/forum-file.h"

struct _SamApplication
{
  AdwApplication parent_instance;

  char *profile; /* --profile, or NULL */
  gboolean sample;
  SamDay today;     /* --today, or SAM_DAY_NONE */
  char *argument;   /* forum file or URL, or NULL */
  GThread *opening; /* opens what is asked for, while the screen is made ready */
  int status;
};

/* What the opening thread hands over. */
typedef struct
{
  SamSession *session;
  GError *error;
} Opened;

G_DEFINE_FINAL_TYPE (SamApplication, sam_application, ADW_TYPE_APPLICATION)

static void
sam_application_finalize (GObject *object)
{
  SamApplication *self = SAM_APPLICATION (object);

  g_assert (!self->opening);
  g_free (self->profile);
  g_free (self->argument);

  G_OBJECT_CLASS (sam_application_parent_class)->finalize (object);
}

static void
quit (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkApplication *self = data;
  GList *windows = g_list_copy (gtk_application_get_windows (self));

  /* Closing each window lets it save and say what could not be saved. */
  for (GList *each = windows; each; each = each->next)
    gtk_window_close (each->data);
  g_list_free (windows);
}

static void
sam_application_startup (GApplication *application)
{
  static const GActionEntry entries[] = { { "quit", quit } };

  /* By name: a linker drops what nothing in a static library asks for. */
  g_resources_register (sam_desk_resources_get_resource ());
  G_APPLICATION_CLASS (sam_application_parent_class)->startup (application);

  gtk_window_set_default_icon_name (SAM_APPLICATION_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries),
                                   application);
  sam_shortcuts_install (GTK_APPLICATION (application));
}

/* The session that the command line asks for; NULL without an error: let the person choose. Any
 * thread, as long as nobody else touches what it looks at. */
static SamSession *
open_asked (SamApplication *self, GError **error)
{
  g_auto (GStrv) profiles = NULL;

  if (self->sample || self->argument)
    return sam_window_session_from_file (self->sample ? NULL : self->argument, self->profile,
                                         error);
  if (self->profile)
    return sam_profile_has_forum (self->profile) ? sam_session_open (self->profile, NULL, error)
                                                 : NULL;

  profiles = sam_profile_list ();
  return profiles[0] ? sam_session_open (profiles[0], NULL, error) : NULL;
}

static gpointer
open_in_thread (gpointer data)
{
  Opened *opened = g_new0 (Opened, 1);

  opened->session = open_asked (data, &opened->error);
  return opened;
}

/* Waits for the opening thread; from here on the session is the main thread's. */
static SamSession *
take_opened (SamApplication *self, GError **error)
{
  g_autofree Opened *opened = g_thread_join (g_steal_pointer (&self->opening));

  if (opened->error)
    g_propagate_error (error, opened->error);
  return opened->session;
}

static void
sam_application_dispose (GObject *object)
{
  SamApplication *self = SAM_APPLICATION (object);

  /* Nobody came to fetch it: there was no screen to show it on. */
  if (self->opening)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SamSession) session = take_opened (self, &error);

      if (session)
        sam_session_close (session, NULL);
    }
  G_OBJECT_CLASS (sam_application_parent_class)->dispose (object);
}

static void
sam_application_activate (GApplication *application)
{
  SamApplication *self = SAM_APPLICATION (application);
  g_autoptr (GError) error = NULL;
  g_autoptr (SamSession) session = NULL;
  SamWindow *window;

  if (gtk_application_get_active_window (GTK_APPLICATION (application)))
    {
      gtk_window_present (gtk_application_get_active_window (GTK_APPLICATION (application)));
      return;
    }

  session = self->opening ? take_opened (self, &error) : open_asked (self, &error);
  if (session)
    sam_session_set_today (session, self->today);
  if (error)
    {
      g_printerr ("samverka: %s\n", error->message);
      self->status = 1;
    }

  window = sam_window_new (GTK_APPLICATION (application), self->profile, self->today);
  if (session)
    sam_window_show_session (window, session);
  else
    sam_window_show_start (window, error ? error->message : NULL);
  gtk_window_present (GTK_WINDOW (window));
}

static int
wrong_usage (const char *sentence)
{
  g_printerr ("samverka: %s\n", sentence);
  return 2;
}

static int
sam_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  SamApplication *self = SAM_APPLICATION (application);
  g_autoptr (GVariant) rest = NULL;
  const char *today = NULL;

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("samverka %s\n", SAM_VERSION);
      return 0;
    }
  g_variant_dict_lookup (options, "profile", "^ay", &self->profile);
  self->sample = g_variant_dict_contains (options, "sample");
  if (g_variant_dict_lookup (options, "today", "&s", &today))
    {
      self->today = sam_day_parse (today);
      if (self->today == SAM_DAY_NONE)
        return wrong_usage (_ ("--today takes a date such as 2025-10-29."));
    }
  rest = g_variant_dict_lookup_value (options, G_OPTION_REMAINING, G_VARIANT_TYPE_BYTESTRING_ARRAY);
  if (rest)
    {
      g_autofree const char **files = g_variant_get_bytestring_array (rest, NULL);

      if (g_strv_length ((char **)files) > 1)
        return wrong_usage (_ ("Open one forum at a time: name one file or address."));
      self->argument = g_strdup (files[0]);
    }
  if (self->sample && self->argument)
    return wrong_usage (_ ("Choose either --sample or a forum file."));

  self->opening = g_thread_new ("opening", open_in_thread, self);
  return -1;
}

static void
sam_application_class_init (SamApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sam_application_dispose;
  G_OBJECT_CLASS (klass)->finalize = sam_application_finalize;
  application_class->startup = sam_application_startup;
  application_class->activate = sam_application_activate;
  application_class->handle_local_options = sam_application_handle_local_options;
}

static void
sam_application_init (SamApplication *self)
{
  static const GOptionEntry options[] = {
    { "profile", 0, 0, G_OPTION_ARG_FILENAME, NULL,
      N_ ("Folder that holds the forum on this computer"), N_ ("DIR") },
    { "sample", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Open the sample forum, Öppna Malmö 2025"),
      NULL },
    { "today", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Take this day as today"), N_ ("DATE") },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Show the version"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, NULL, NULL,
      N_ ("[FORUM-FILE | URL]") },
    { NULL },
  };

  self->today = SAM_DAY_NONE;
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

SamApplication *
sam_application_new (void)
{
  /* One process a profile is the lock's business, not the bus's: two profiles are two laptops. */
  return g_object_new (SAM_TYPE_APPLICATION, "application-id", SAM_APPLICATION_ID, "flags",
                       G_APPLICATION_NON_UNIQUE, "resource-base-path", "/se/samverka/Samverka",
                       NULL);
}

int
sam_application_status (SamApplication *application)
{
  return application->status;
}
