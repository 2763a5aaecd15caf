/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The budget page in a window: it follows edits where it stands. */
#include <glib/gstdio.h>

#include "desk/budget/budget-page.h"

#include "../model/world.h"

typedef struct
{
  char *folder;
  SamSession *session;
  SamDesk *desk;
  GtkWidget *window;
  GtkWidget *page;
  char *opened; /* the last record asked for */
} Fixture;

static void
turn (void)
{
  for (guint i = 0; i < 20; i++)
    {
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_usleep (5000);
    }
}

static void
remember_opened (Fixture *f, const char *id)
{
  g_free (f->opened);
  f->opened = g_strdup (id);
}

static GPtrArray *
small_forum (void)
{
  g_autoptr (SamForum) forum = sam_forum_new ();
  GPtrArray *records;

  world_add (forum, SAM_KIND_FORUM, "forum", SAM_FORUM_TITLE, "Forum", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_GRANT, "grant", SAM_GRANT_TITLE, "Anslag", SAM_GRANT_AMOUNT, "100000",
             SAM_NO_FIELD);
  world_add (forum, SAM_KIND_STAGE, "stage", SAM_STAGE_TITLE, "Idé", SAM_STAGE_CODE, "idea",
             SAM_STAGE_MEANING, "open", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_ADMINISTRATION, "kult", SAM_ADMINISTRATION_TITLE, "Kultur",
             SAM_ADMINISTRATION_CODE, "KULT", SAM_ADMINISTRATION_POSITION, "A", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_INITIATIVE, "roster", SAM_INITIATIVE_TITLE, "Röster",
             SAM_INITIATIVE_ADMINISTRATION, "kult", SAM_INITIATIVE_STAGE, "stage",
             SAM_INITIATIVE_ORIGIN, "new", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_BUDGET_LINE, "room", SAM_BUDGET_LINE_TITLE, "Lokal",
             SAM_BUDGET_LINE_INITIATIVE, "roster", SAM_BUDGET_LINE_PLANNED, "30000", SAM_NO_FIELD);
  records = sam_forum_all (forum);
  for (guint i = 0; i < records->len; i++)
    g_object_ref (records->pdata[i]);
  g_ptr_array_set_free_func (records, g_object_unref);
  return records;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GError *error = NULL;

  f->folder = g_dir_make_tmp ("samverka-budget-XXXXXX", &error);
  f->session = sam_session_create (f->folder, small_forum (), NULL, &error);
  g_assert_no_error (error);
  f->desk = sam_desk_new (f->session);
  f->page = sam_budget_page_new (f->desk);
  g_signal_connect_swapped (f->desk, "open-record", G_CALLBACK (remember_opened), f);
  gtk_box_append (GTK_BOX (box), sam_page_create_toolbar (SAM_PAGE (f->page)));
  gtk_box_append (GTK_BOX (box), f->page);
  f->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1200, 700);
  gtk_window_set_child (GTK_WINDOW (f->window), box);
  gtk_window_present (GTK_WINDOW (f->window));
  turn ();
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  gtk_window_destroy (GTK_WINDOW (f->window));
  turn ();
  g_clear_object (&f->desk);
  g_assert_true (sam_session_close (f->session, NULL));
  g_clear_object (&f->session);
  dir = g_dir_open (f->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (f->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (f->folder);
  g_free (f->folder);
  g_free (f->opened);
}

static GtkWidget *
find (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkSingleSelection *
selection_of (Fixture *f)
{
  GtkWidget *table = find (f->page, GTK_TYPE_COLUMN_VIEW);

  return GTK_SINGLE_SELECTION (gtk_column_view_get_model (GTK_COLUMN_VIEW (table)));
}

static gboolean
has_label (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget)
      && g_str_equal (gtk_label_get_label (GTK_LABEL (widget)), text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_label (child, text))
      return TRUE;
  return FALSE;
}

static void
set_planned (Fixture *f, SamMoney amount)
{
  SamEditBuilder *builder = sam_desk_edit (f->desk, "Plan");

  sam_edit_builder_set_integer (builder, world_id ("room"), SAM_BUDGET_LINE_PLANNED, amount);
  g_assert_true (sam_desk_commit (f->desk, builder));
  turn ();
}

/* Expansion, selection and the row itself stay over an edit and its undoing. */
static void
test_edit_in_place (Fixture *f, gconstpointer data)
{
  GtkSingleSelection *selection;
  gpointer row;

  g_assert_true (sam_page_show_record (SAM_PAGE (f->page), world_id ("room")));
  turn ();
  selection = selection_of (f);
  /* Kultur, Röster, Lokal, common, unallocated, sum. */
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (selection)), ==, 6);
  g_assert_cmpuint (gtk_single_selection_get_selected (selection), ==, 2);
  row = gtk_single_selection_get_selected_item (selection);
  g_assert_true (has_label (f->page, "300"));

  set_planned (f, 77700);
  g_assert_true (has_label (f->page, "777"));
  g_assert_false (has_label (f->page, "300"));
  g_assert_true (gtk_single_selection_get_selected_item (selection) == row);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (selection)), ==, 6);

  g_assert_true (sam_session_undo (f->session, FALSE, NULL));
  turn ();
  g_assert_true (has_label (f->page, "300"));
  g_assert_true (gtk_single_selection_get_selected_item (selection) == row);
}

static void
test_row_is_named (Fixture *f, gconstpointer data)
{
  GtkWidget *table = find (f->page, GTK_TYPE_COLUMN_VIEW);
  GtkWidget *list = gtk_widget_get_last_child (table);
  GtkWidget *row = gtk_widget_get_first_child (list);
  char *problem = gtk_test_accessible_check_property (
      GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
      "Kultur, Allocated 0\xc2\xa0kr, Planned 300\xc2\xa0kr, Committed 0\xc2\xa0kr, Actual "
      "0\xc2\xa0kr, Available 0\xc2\xa0kr, Forecast 300\xc2\xa0kr, Deviation −300\xc2\xa0kr, too "
      "little");

  g_assert_cmpstr (problem, ==, NULL);
}

/* A new line goes under what is selected, and opens. */
static void
test_main_action (Fixture *f, gconstpointer data)
{
  SamRecord *line;

  g_assert_true (sam_page_show_record (SAM_PAGE (f->page), world_id ("roster")));
  sam_page_main_action (SAM_PAGE (f->page));
  turn ();
  g_assert_nonnull (f->opened);
  line = sam_forum_get (sam_desk_forum (f->desk), f->opened);
  g_assert_true (sam_record_is (line, SAM_KIND_BUDGET_LINE));
  g_assert_cmpstr (sam_record_text (line, SAM_BUDGET_LINE_INITIATIVE), ==, world_id ("roster"));
  g_assert_true (sam_page_show_record (SAM_PAGE (f->page), f->opened));
}

static void
test_search_and_empty (Fixture *f, gconstpointer data)
{
  sam_desk_set_search (f->desk, "lokal");
  turn ();
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (selection_of (f))), ==, 3);
  g_assert_false (sam_page_show_record (SAM_PAGE (f->page), world_id ("grant")));
  sam_desk_set_search (f->desk, "finns inte");
  turn ();
  g_assert_true (has_label (f->page, "Nothing in the budget fits"));
  sam_desk_clear_filter (f->desk);
  turn ();
  g_assert_false (has_label (f->page, "Nothing in the budget fits"));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (selection_of (f))), >=, 4);
}

static GtkWidget *
find_button (GtkWidget *widget, const char *label)
{
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* The next step of an overrun is a proposal of just that much, which is then itself to be reviewed.
 */
static void
test_next_step (Fixture *f, gconstpointer data)
{
  GtkWidget *button = find_button (f->page, "Propose an allocation …");
  SamRecord *allocation;

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  turn ();
  allocation = sam_forum_get (sam_desk_forum (f->desk), f->opened);
  g_assert_true (sam_record_is (allocation, SAM_KIND_ALLOCATION));
  g_assert_cmpstr (sam_record_text (allocation, SAM_ALLOCATION_TO), ==, world_id ("kult"));
  g_assert_cmpint (sam_record_integer (allocation, SAM_ALLOCATION_AMOUNT), ==, 30000);
  g_assert_true (sam_record_is_choice (allocation, SAM_ALLOCATION_STATE, "proposed"));
  g_assert_true (has_label (f->page, "Allocation proposed"));
  g_assert_true (has_label (f->page, "300\xc2\xa0kr to Kultur."));
}

/* Grouped by month nothing is allocated, and the sum is the same. */
static void
test_grouping (Fixture *f, gconstpointer data)
{
  GtkWidget *button = find_button (f->window, "Month");

  g_assert_nonnull (button);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  turn ();
  g_assert_true (has_label (f->page, "No month"));
  g_assert_true (has_label (f->page, "Month / line"));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (selection_of (f))), ==, 2);
  g_assert_true (sam_page_show_record (SAM_PAGE (f->page), world_id ("room")));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (selection_of (f))), ==, 3);
}

static void
test_over_is_said (Fixture *f, gconstpointer data)
{
  /* 300 kr are planned by an administration that was given nothing. */
  g_assert_true (has_label (f->page, "▲ −300"));
  g_assert_true (has_label (f->page, "Planned 300\xc2\xa0kr over allocated."));
}

int
main (int argc, char **argv)
{
  /* Names are kept where the test can read them, and go nowhere. */
  g_setenv ("GTK_A11Y", "test", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/desk/budget-page/edit-in-place", Fixture, NULL, set_up, test_edit_in_place,
              tear_down);
  g_test_add ("/desk/budget-page/row-is-named", Fixture, NULL, set_up, test_row_is_named,
              tear_down);
  g_test_add ("/desk/budget-page/main-action", Fixture, NULL, set_up, test_main_action, tear_down);
  g_test_add ("/desk/budget-page/search-and-empty", Fixture, NULL, set_up, test_search_and_empty,
              tear_down);
  g_test_add ("/desk/budget-page/over-is-said", Fixture, NULL, set_up, test_over_is_said,
              tear_down);
  g_test_add ("/desk/budget-page/next-step", Fixture, NULL, set_up, test_next_step, tear_down);
  g_test_add ("/desk/budget-page/grouping", Fixture, NULL, set_up, test_grouping, tear_down);
  return g_test_run ();
}
