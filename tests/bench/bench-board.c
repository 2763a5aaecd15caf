/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scrolling the boards with 10 000 cards against the same with 1 000 cards in one run: what a frame
 * costs must follow what is seen, not what exists. */
#include <adwaita.h>
#include <time.h>

#include "data/desk-resources.h"
#include "desk/board/board-page.h"
#include "support/folder.h"
#include "support/generate.h"

#define MANY 10000
#define FEW 1000
#define FRAMES 400
#define STEP 45 /* pixels a frame: a fast turn of the wheel */
/* Both see some fifty cards; the rest is the weather on the machine. */
#define LIMIT 1.6
/* What DESIGN section 11 asks for; told as a share, and no verdict: a busy machine is slower. */
#define WANTED_MS 8.0

/* Processor time of this thread, in microseconds: the machine may be busy with others. */
static gint64
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (gint64)time.tv_sec * 1000000 + time.tv_nsec / 1000;
}

/* A window that notes when GTK has said all that is to be drawn: what follows is the renderer, here
 * the processor in place of a graphics card. */
#define BENCH_TYPE_WINDOW (bench_window_get_type ())
G_DECLARE_FINAL_TYPE (BenchWindow, bench_window, BENCH, WINDOW, GtkWindow)

struct _BenchWindow
{
  GtkWindow parent_instance;
  gint64 said;
};

G_DEFINE_FINAL_TYPE (BenchWindow, bench_window, GTK_TYPE_WINDOW)

static void
bench_window_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GTK_WIDGET_CLASS (bench_window_parent_class)->snapshot (widget, snapshot);
  BENCH_WINDOW (widget)->said = now ();
}

static void
bench_window_class_init (BenchWindowClass *klass)
{
  GTK_WIDGET_CLASS (klass)->snapshot = bench_window_snapshot;
}

static void
bench_window_init (BenchWindow *self)
{
}

typedef struct
{
  SamSession *session;
  char *folder;
  GtkWidget *window;
  GtkAdjustment *adjustment;
  gint64 began; /* of the frame */
  double work[FRAMES];
  double drawing[FRAMES];
  guint n; /* frames so far */
  double direction;
  gboolean scrolling;
  gboolean painted;
} Run;

static void
before_paint (GdkFrameClock *clock, Run *run)
{
  run->began = now ();
}

static void
after_paint (GdkFrameClock *clock, Run *run)
{
  gint64 said = BENCH_WINDOW (run->window)->said;

  run->painted = TRUE;
  if (!run->scrolling || run->n >= FRAMES)
    return;
  run->work[run->n] = (double)(said - run->began) / 1000;
  run->drawing[run->n] = (double)(now () - said) / 1000;
  run->n++;
}

static gboolean
scroll (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Run *run = data;
  double value = gtk_adjustment_get_value (run->adjustment);
  double end
      = gtk_adjustment_get_upper (run->adjustment) - gtk_adjustment_get_page_size (run->adjustment);

  if (value >= end)
    run->direction = -1;
  else if (value <= 0)
    run->direction = 1;
  gtk_adjustment_set_value (run->adjustment, value + run->direction * STEP);
  return G_SOURCE_CONTINUE;
}

static GtkAdjustment *
find_adjustment (GtkWidget *widget)
{
  if (GTK_IS_SCROLLED_WINDOW (widget))
    return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkAdjustment *found = find_adjustment (child);

      if (found)
        return found;
    }
  return NULL;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *)a, y = *(const double *)b;

  return (x > y) - (x < y);
}

static void
open_forum (Run *run, guint n_initiatives)
{
  g_autoptr (GError) error = NULL;

  run->folder = test_folder_new ();
  run->session
      = sam_session_create (run->folder, sam_generate_forum (7, n_initiatives), NULL, &error);
  if (!run->session)
    g_error ("%s", error->message);
}

/* Milliseconds from asking for the page to its first frame. */
static double
show (Run *run, SamDesk *desk)
{
  gint64 asked = now ();
  GdkFrameClock *clock;
  GtkWidget *page = sam_board_page_new (desk);

  run->window = g_object_new (BENCH_TYPE_WINDOW, NULL);
  gtk_window_set_default_size (GTK_WINDOW (run->window), 1200, 800);
  gtk_window_set_child (GTK_WINDOW (run->window), page);
  gtk_widget_realize (run->window);
  clock = gtk_widget_get_frame_clock (run->window);
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint), run);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint), run);
  gtk_window_present (GTK_WINDOW (run->window));
  while (!run->painted || !gtk_widget_get_mapped (page))
    g_main_context_iteration (NULL, TRUE);
  run->adjustment = find_adjustment (page);
  return (double)(now () - asked) / 1000;
}

/* The 99th percentile and the median of the work of one frame while scrolling, in milliseconds; and
 * the median of what the renderer adds. */
static void
measure (guint n_initiatives, double *p99, double *median, double *first, double *drawing)
{
  Run run = { .direction = 1 };
  g_autoptr (SamDesk) desk = NULL;
  guint tick;

  open_forum (&run, n_initiatives);
  desk = sam_desk_new (run.session);
  *first = show (&run, desk);
  tick = gtk_widget_add_tick_callback (run.window, scroll, &run, NULL);
  for (guint i = 0; i < 30; i++) /* until every widget there will be is made */
    g_main_context_iteration (NULL, TRUE);
  run.scrolling = TRUE;
  while (run.n < FRAMES)
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_remove_tick_callback (run.window, tick);
  qsort (run.work, FRAMES, sizeof run.work[0], compare);
  qsort (run.drawing, FRAMES, sizeof run.drawing[0], compare);
  *drawing = run.drawing[FRAMES / 2];
  *p99 = run.work[FRAMES * 99 / 100];
  *median = run.work[FRAMES / 2];
  gtk_window_destroy (GTK_WINDOW (run.window));
  sam_session_close (run.session, NULL);
  g_object_unref (run.session);
  test_folder_free (run.folder);
}

int
main (void)
{
  double few_99, few_50, few_first, many_99, many_50, many_first, drawing;
  g_autoptr (GtkCssProvider) style = gtk_css_provider_new ();
  gboolean good;

  adw_init ();
  g_resources_register (sam_desk_resources_get_resource ());
  gtk_css_provider_load_from_resource (style, "/se/samverka/Samverka/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  measure (FEW, &few_99, &few_50, &few_first, &drawing);
  measure (MANY, &many_99, &many_50, &many_first, &drawing);
  good = many_50 <= LIMIT * few_50 && many_99 <= LIMIT * MAX (few_99, many_50);
  g_print ("boards: a frame of scrolling %u cards takes %.2f of one of %u (median), %.2f at the "
           "99th percentile; at most %.1f: %s\n",
           MANY, many_50 / few_50, FEW, many_99 / few_99, LIMIT, good ? "good" : "too much");
  g_print ("boards: the 99th percentile is %.0f %% of a frame's %.0f ms (%.2f ms; median %.2f ms); "
           "drawing it without a graphics card comes to %.2f ms\n",
           100 * many_99 / WANTED_MS, WANTED_MS, many_99, many_50, drawing);
  g_print ("boards: the page's first frame with %u takes %.1f times that with %u (%.0f ms)\n", MANY,
           many_first / few_first, FEW, many_first);
  return good ? 0 : 1;
}
