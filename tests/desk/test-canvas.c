/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/canvas/canvas.h"

/* Rows of four buttons, 100 by 50 pixels each, in a viewport of 400 by 300. */
#define COLUMNS 4
#define WIDTH 100
#define HEIGHT 50

typedef struct
{
  GtkWidget *window;
  GtkWidget *canvas;
  GtkAdjustment *adjustment;
  guint rows;
  guint created;
  guint bound;
} Fixture;

static gpointer
key_of (guint index)
{
  return GUINT_TO_POINTER (index + 1);
}

static SamCanvasItem
item_of (guint index)
{
  return (SamCanvasItem){
    0,     key_of (index), index, (int)(index % COLUMNS) * WIDTH, (int)(index / COLUMNS) * HEIGHT,
    WIDTH, HEIGHT
  };
}

static void
measure (gpointer owner, int viewport_width, int viewport_height, int *width, int *height)
{
  Fixture *fixture = owner;

  *width = viewport_width;
  *height = (int)fixture->rows * HEIGHT;
}

static void
visit (gpointer owner, const GdkRectangle *range, SamCanvas *canvas, SamCanvasVisit visit_item)
{
  Fixture *fixture = owner;
  int first = MAX (0, range->y / HEIGHT);
  int last = MIN ((int)fixture->rows - 1, (range->y + range->height - 1) / HEIGHT);

  /* Backwards: any order will do. */
  for (int i = (last + 1) * COLUMNS - 1; i >= first * COLUMNS; i--)
    {
      SamCanvasItem item = item_of ((guint)i);

      visit_item (canvas, &item);
    }
}

static GtkWidget *
create (gpointer owner, guint kind)
{
  ((Fixture *)owner)->created++;
  return gtk_button_new ();
}

static void
bind (gpointer owner, GtkWidget *widget, const SamCanvasItem *item)
{
  g_autofree char *label = g_strdup_printf ("%d", GPOINTER_TO_INT (item->key) - 1);

  ((Fixture *)owner)->bound++;
  gtk_button_set_label (GTK_BUTTON (widget), label);
}

static const SamCanvasSource source
    = { .measure = measure, .visit = visit, .create = create, .bind = bind };

static void
on_frame (GdkFrameClock *clock, gpointer data)
{
  (*(guint *)data)++;
}

/* Until the next frame is wholly done. */
static void
wait_frame (Fixture *fixture)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (fixture->window);
  guint frames = 0;
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (on_frame), &frames);

  gtk_widget_queue_draw (fixture->canvas);
  while (frames < 2)
    {
      gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_PAINT);
      g_main_context_iteration (NULL, TRUE);
    }
  g_signal_handler_disconnect (clock, handler);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  fixture->rows = GPOINTER_TO_UINT (data);
  fixture->window = gtk_window_new ();
  fixture->canvas = sam_canvas_new (&source, fixture);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), fixture->canvas);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_ALWAYS);
  gtk_widget_set_size_request (scroller, 400, 300);
  gtk_window_set_child (GTK_WINDOW (fixture->window), scroller);
  fixture->adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  gtk_window_present (GTK_WINDOW (fixture->window));
  while (!gtk_widget_get_mapped (fixture->canvas))
    g_main_context_iteration (NULL, TRUE);
  wait_frame (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
}

/* The children that are seen, in sibling order, must be in reading order and where their items are.
 */
static void
assert_sound (Fixture *fixture)
{
  int last = -1, x, y;

  sam_canvas_offset (SAM_CANVAS (fixture->canvas), &x, &y);
  for (GtkWidget *child = gtk_widget_get_first_child (fixture->canvas); child;
       child = gtk_widget_get_next_sibling (child))
    {
      int index;
      graphene_rect_t place;

      if (!gtk_widget_get_visible (child))
        continue;
      index = atoi (gtk_button_get_label (GTK_BUTTON (child)));
      g_assert_cmpint (index, >, last);
      last = index;
      g_assert_true (gtk_widget_compute_bounds (child, fixture->canvas, &place));
      g_assert_cmpint ((int)place.origin.x, ==, (index % COLUMNS) * WIDTH - x);
      g_assert_cmpint ((int)place.origin.y, ==, index / COLUMNS * HEIGHT - y);
    }
}

static void
test_recycles (Fixture *fixture, gconstpointer data)
{
  SamCanvas *canvas = SAM_CANVAS (fixture->canvas);
  GtkWidget *kept;
  guint created;

  assert_sound (fixture);
  g_assert_cmpuint (sam_canvas_n_realised (canvas), <=, COLUMNS * 12);
  g_assert_cmpfloat (gtk_adjustment_get_upper (fixture->adjustment), ==, fixture->rows * HEIGHT);

  /* One row on: what stays in sight keeps its widget, and is not bound again. */
  kept = sam_canvas_widget (canvas, 0, key_of (9));
  g_assert_nonnull (kept);
  fixture->bound = 0;
  gtk_adjustment_set_value (fixture->adjustment, HEIGHT);
  wait_frame (fixture);
  g_assert_true (sam_canvas_widget (canvas, 0, key_of (9)) == kept);
  g_assert_cmpuint (fixture->bound, <=, COLUMNS);
  assert_sound (fixture);

  /* From end to end, and back in jumps: no more widgets than a viewport needs are ever made. */
  for (int i = 20; i >= 0; i--)
    {
      gtk_adjustment_set_value (fixture->adjustment, (fixture->rows * HEIGHT - 300) / 20.0 * i);
      wait_frame (fixture);
      assert_sound (fixture);
    }
  created = fixture->created;
  g_assert_cmpuint (created, <=, COLUMNS * 14);
  g_assert_null (sam_canvas_widget (canvas, 0, key_of (fixture->rows * COLUMNS - 1)));
}

static void
test_keeps_focus (Fixture *fixture, gconstpointer data)
{
  SamCanvas *canvas = SAM_CANVAS (fixture->canvas);
  SamCanvasItem item = item_of (fixture->rows * COLUMNS / 2);
  GtkRoot *root = GTK_ROOT (fixture->window);
  GtkWidget *focused;

  g_assert_true (sam_canvas_focus (canvas, &item));
  wait_frame (fixture);
  focused = gtk_root_get_focus (root);
  g_assert_true (focused == sam_canvas_widget (canvas, 0, item.key));
  assert_sound (fixture);

  /* Scrolled far away it keeps focus and widget; it comes back as the same. */
  gtk_adjustment_set_value (fixture->adjustment, 0);
  wait_frame (fixture);
  g_assert_true (gtk_root_get_focus (root) == focused);
  g_assert_true (sam_canvas_widget (canvas, 0, item.key) == focused);
  g_assert_true (sam_canvas_focus (canvas, &item));
  wait_frame (fixture);
  g_assert_true (gtk_root_get_focus (root) == focused);

  /* Once the focus is elsewhere it is free. */
  item = item_of (0);
  g_assert_true (sam_canvas_focus (canvas, &item));
  wait_frame (fixture);
  g_assert_null (sam_canvas_widget (canvas, 0, key_of (fixture->rows * COLUMNS / 2)));
  assert_sound (fixture);
}

static void
test_tab_walks_on (Fixture *fixture, gconstpointer data)
{
  SamCanvas *canvas = SAM_CANVAS (fixture->canvas);
  SamCanvasItem item = item_of (0);

  g_assert_true (sam_canvas_focus (canvas, &item));
  for (guint i = 1; i < 120; i++)
    {
      g_assert_true (gtk_widget_child_focus (fixture->window, GTK_DIR_TAB_FORWARD));
      wait_frame (fixture);
      g_assert_true (gtk_root_get_focus (GTK_ROOT (fixture->window))
                     == sam_canvas_widget (canvas, 0, key_of (i)));
    }
  assert_sound (fixture);
}

static void
test_changes (Fixture *fixture, gconstpointer data)
{
  SamCanvas *canvas = SAM_CANVAS (fixture->canvas);
  GtkWidget *pinned = sam_canvas_widget (canvas, 0, key_of (1));

  fixture->bound = 0;
  sam_canvas_item_changed (canvas, 0, key_of (2));
  sam_canvas_item_changed (canvas, 0, key_of (100000)); /* not in sight: nothing to do */
  wait_frame (fixture);
  g_assert_cmpuint (fixture->bound, ==, 1);
  sam_canvas_all_changed (canvas);
  wait_frame (fixture);
  g_assert_cmpuint (fixture->bound, ==, 1 + sam_canvas_n_realised (canvas));

  sam_canvas_pin (canvas, pinned, TRUE);
  gtk_adjustment_set_value (fixture->adjustment, 2000);
  wait_frame (fixture);
  g_assert_true (sam_canvas_widget (canvas, 0, key_of (1)) == pinned);
  g_assert_true (sam_canvas_item_of (canvas, pinned)->key == key_of (1));
  sam_canvas_pin (canvas, pinned, FALSE);
  wait_frame (fixture);
  g_assert_null (sam_canvas_widget (canvas, 0, key_of (1)));

  /* Shrunk below where it is scrolled: it shows the end. */
  fixture->rows = 10;
  sam_canvas_places_changed (canvas);
  wait_frame (fixture);
  g_assert_cmpfloat (gtk_adjustment_get_value (fixture->adjustment), ==, 10 * HEIGHT - 300);
  assert_sound (fixture);
  fixture->rows = 0;
  sam_canvas_places_changed (canvas);
  wait_frame (fixture);
  g_assert_cmpuint (sam_canvas_n_realised (canvas), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  g_test_add ("/desk/canvas/recycles", Fixture, GUINT_TO_POINTER (1000), set_up, test_recycles,
              tear_down);
  g_test_add ("/desk/canvas/a-million-pixels", Fixture, GUINT_TO_POINTER (20000), set_up,
              test_recycles, tear_down);
  g_test_add ("/desk/canvas/keeps-focus", Fixture, GUINT_TO_POINTER (20000), set_up,
              test_keeps_focus, tear_down);
  g_test_add ("/desk/canvas/tab-walks-on", Fixture, GUINT_TO_POINTER (1000), set_up,
              test_tab_walks_on, tear_down);
  g_test_add ("/desk/canvas/changes", Fixture, GUINT_TO_POINTER (1000), set_up, test_changes,
              tear_down);
  return g_test_run ();
}
