/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From starting the program to its first complete frame, with ten thousand initiatives on the
 * boards, against an empty window of libadwaita. The program runs itself again for each start. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/i18n.h"
#include "desk/application.h"
#include "desk/board/board-card.h"
#include "engine/session.h"
#include "support/folder.h"
#include "support/generate.h"

#define INITIATIVES 10000
#define ROUNDS 15
#define LIMIT 1.5
#define SPAWNED "SAM_BENCH_SPAWNED"

/* --- A start --- */

typedef struct
{
  GtkWidget *window;
  gboolean has_cards;
  gboolean painted;
} Start;

static guint
count_cards (GtkWidget *widget)
{
  guint n = SAM_IS_BOARD_CARD_WIDGET (widget) && gtk_widget_get_mapped (widget)
            && gtk_widget_get_height (widget) > 1;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    n += count_cards (child);
  return n;
}

/* A hook, as the window's own handler of the signal ends its emission. */
static gboolean
on_render (GSignalInvocationHint *hint, guint n, const GValue *values, gpointer data)
{
  Start *start = data;

  if (g_value_get_object (&values[0])
      == (gpointer)gtk_native_get_surface (GTK_NATIVE (start->window)))
    start->painted = TRUE;
  return TRUE;
}

/* Tells when the first frame was there that has all that belongs to it, and what it took. */
static void
on_after_paint (Start *start)
{
  gint64 now = g_get_monotonic_time ();
  guint cards = start->has_cards ? count_cards (start->window) : 0;
  struct rusage use;

  if (!start->painted || (start->has_cards && cards == 0))
    return;
  getrusage (RUSAGE_SELF, &use);
  printf ("%" G_GINT64_FORMAT " %ld %u\n", now - g_ascii_strtoll (g_getenv (SPAWNED), NULL, 10),
          (use.ru_utime.tv_sec + use.ru_stime.tv_sec) * G_USEC_PER_SEC + use.ru_utime.tv_usec
              + use.ru_stime.tv_usec,
          cards);
  fflush (stdout);
  /* What closing costs is another matter. */
  _exit (0);
}

static void
on_realize (Start *start)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (start->window);

  g_signal_add_emission_hook (g_signal_lookup ("render", GDK_TYPE_SURFACE), 0, on_render, start,
                              NULL);
  g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (on_after_paint), start);
}

static void
on_window_added (Start *start, GtkWidget *window)
{
  start->window = window;
  g_signal_connect_swapped (window, "realize", G_CALLBACK (on_realize), start);
}

static void
show_empty (GtkApplication *application)
{
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *label = gtk_label_new ("Samverka");

  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  gtk_widget_set_vexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), label);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
}

static int
run (GApplication *application, Start *start, int argc, char **argv)
{
  g_signal_connect_swapped (application, "window-added", G_CALLBACK (on_window_added), start);
  return g_application_run (application, argc, argv);
}

static int
start_empty (void)
{
  Start start = { NULL };
  g_autoptr (AdwApplication) application
      = adw_application_new ("se.samverka.Empty", G_APPLICATION_NON_UNIQUE);

  g_signal_connect (application, "activate", G_CALLBACK (show_empty), NULL);
  return run (G_APPLICATION (application), &start, 0, NULL);
}

/* As src/samverka.c does it. */
static int
start_samverka (char *program, char *folder)
{
  Start start = { .has_cards = TRUE };
  g_autoptr (SamApplication) application = NULL;
  char profile[] = "--profile";
  char *arguments[] = { program, profile, folder, NULL };

  sam_i18n_init (program);
  gtk_disable_setlocale ();
  application = sam_application_new ();
  return run (G_APPLICATION (application), &start, 3, arguments);
}

/* --- What is started --- */

static int
fill (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SamSession) session
      = sam_session_create (folder, sam_generate_forum (1, INITIATIVES), NULL, &error);

  g_assert_no_error (error);
  g_key_file_set_string (sam_session_settings (session), "window", "page", "boards");
  sam_session_settings_changed (session);
  g_assert_true (sam_session_close (session, &error));
  return 0;
}

typedef struct
{
  gint64 wall, cpu; /* microseconds */
  guint cards;
} Measure;

/* Runs this program again; what it printed is the caller's. */
static char *
again (const char *program, const char *what, const char *folder)
{
  const char *arguments[] = { program, what, folder, NULL };
  g_autofree char *spawned = NULL;
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  int status = 0;

  spawned = g_strdup_printf ("%" G_GINT64_FORMAT, g_get_monotonic_time ());
  g_setenv (SPAWNED, spawned, TRUE);
  if (!g_spawn_sync (NULL, (char **)arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL,
                     &status, &error)
      || !g_spawn_check_wait_status (status, &error))
    g_error ("%s: %s", what, error->message);
  return output;
}

static Measure
measure (const char *program, const char *what, const char *folder)
{
  g_autofree char *output = again (program, what, folder);
  g_auto (GStrv) words = g_strsplit (g_strstrip (output), " ", -1);

  g_assert_cmpuint (g_strv_length (words), ==, 3);
  return (Measure){ g_ascii_strtoll (words[0], NULL, 10), g_ascii_strtoll (words[1], NULL, 10),
                    (guint)g_ascii_strtoull (words[2], NULL, 10) };
}

static int
compare (gconstpointer a, gconstpointer b)
{
  gint64 one = *(const gint64 *)a, other = *(const gint64 *)b;

  return one < other ? -1 : one > other;
}

static double
median_ms (const Measure *measures, gboolean cpu)
{
  gint64 values[ROUNDS];

  for (guint i = 0; i < ROUNDS; i++)
    values[i] = cpu ? measures[i].cpu : measures[i].wall;
  qsort (values, ROUNDS, sizeof *values, compare);
  return (double)values[ROUNDS / 2] / 1000;
}

static double
report (const char *label, const Measure *empty, const Measure *samverka, gboolean cpu)
{
  double ours = median_ms (samverka, cpu), theirs = median_ms (empty, cpu);

  printf ("start to the first complete frame, %d initiatives, %u cards in sight, %s: %.0f ms, an "
          "empty window: %.0f ms, ratio %.2f",
          INITIATIVES, samverka[0].cards, label, ours, theirs, ours / theirs);
  return ours / theirs;
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  Measure empty[ROUNDS], samverka[ROUNDS];
  double ratio;

  if (argc > 1 && strcmp (argv[1], "empty") == 0)
    return start_empty ();
  if (argc > 2 && strcmp (argv[1], "samverka") == 0)
    return start_samverka (argv[0], argv[2]);
  if (argc > 2 && strcmp (argv[1], "fill") == 0)
    return fill (argv[2]);

  folder = test_folder_new ();
  g_free (again (argv[0], "fill", folder));
  measure (argv[0], "empty", folder);
  measure (argv[0], "samverka", folder);
  for (guint i = 0; i < ROUNDS; i++)
    {
      empty[i] = measure (argv[0], "empty", folder);
      samverka[i] = measure (argv[0], "samverka", folder);
    }
  ratio = report ("wall clock", empty, samverka, FALSE);
  printf (", limit %.2f\n", LIMIT);
  report ("processor", empty, samverka, TRUE);
  printf (" (no limit)\n");
  test_folder_free (g_steal_pointer (&folder));
  return ratio <= LIMIT ? 0 : 1;
}
