/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/budget/budget-view.h"

#include "base/i18n.h"
#include "desk/budget/budget-cells.h"

/* So many rows at most are opened by a search of itself. */
#define OPENED_BY_SEARCH 60

struct _SamBudgetView
{
  AdwBin parent_instance;

  GtkColumnView *table;           /* borrowed */
  GtkColumnViewColumn *name;      /* borrowed, of the table */
  GtkColumnViewColumn *allocated; /* likewise */

  SamDesk *desk; /* owned */
  SamBudgetRows *rows;
  GtkTreeListModel *tree;        /* owned */
  GtkSingleSelection *selection; /* owned */
  char *opened_for;              /* the search that has opened rows */
};

G_DEFINE_FINAL_TYPE (SamBudgetView, sam_budget_view, ADW_TYPE_BIN)

/* --- Rows of the tree --- */

static GListModel *
create_children (gpointer item, gpointer data)
{
  GListModel *children = sam_budget_row_children (item);

  return children != NULL ? g_object_ref (children) : NULL;
}

static GtkTreeListRow *
tree_row (SamBudgetView *self, guint position)
{
  return gtk_tree_list_model_get_row (self->tree, position);
}

static guint
n_rows (SamBudgetView *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->tree));
}

static gboolean
find_position (SamBudgetView *self, SamBudgetRow *wanted, guint *position)
{
  for (guint i = 0; i < n_rows (self); i++)
    {
      g_autoptr (GtkTreeListRow) row = tree_row (self, i);
      g_autoptr (SamBudgetRow) item = gtk_tree_list_row_get_item (row);

      if (item == wanted)
        {
          *position = i;
          return TRUE;
        }
    }
  return FALSE;
}

SamBudgetRow *
sam_budget_view_selected (SamBudgetView *view)
{
  GtkTreeListRow *row = gtk_single_selection_get_selected_item (view->selection);

  return row != NULL ? gtk_tree_list_row_get_item (row) : NULL;
}

gboolean
sam_budget_view_is_empty (SamBudgetView *view)
{
  return g_list_model_get_n_items (sam_budget_rows_model (view->rows)) == 0;
}

/* --- Keeping what is open --- */

/* The records of open rows: they know their rows again, should these have been put in anew. */
static GHashTable *
open_records (SamBudgetView *self)
{
  GHashTable *open = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);

  for (guint i = 0; i < n_rows (self); i++)
    {
      g_autoptr (GtkTreeListRow) row = tree_row (self, i);
      g_autoptr (SamBudgetRow) item = gtk_tree_list_row_get_item (row);

      if (gtk_tree_list_row_get_expanded (row) && sam_budget_row_record (item) != NULL)
        g_hash_table_add (open, g_object_ref (sam_budget_row_record (item)));
    }
  return open;
}

static void
open_again (SamBudgetView *self, GHashTable *open)
{
  for (guint i = 0; i < n_rows (self); i++)
    {
      g_autoptr (GtkTreeListRow) row = tree_row (self, i);
      g_autoptr (SamBudgetRow) item = gtk_tree_list_row_get_item (row);
      SamRecord *record = sam_budget_row_record (item);

      if (record != NULL && g_hash_table_contains (open, record))
        gtk_tree_list_row_set_expanded (row, TRUE);
    }
}

static void
select_again (SamBudgetView *self, SamRecord *record)
{
  g_autoptr (SamBudgetRow) now = sam_budget_view_selected (self);

  if (now != NULL && sam_budget_row_record (now) == record)
    return;
  for (guint i = 0; i < n_rows (self); i++)
    {
      g_autoptr (GtkTreeListRow) row = tree_row (self, i);
      g_autoptr (SamBudgetRow) item = gtk_tree_list_row_get_item (row);

      if (sam_budget_row_record (item) == record)
        {
          gtk_single_selection_set_selected (self->selection, i);
          return;
        }
    }
}

/* What a search has found is of no use closed. */
static void
open_found (SamBudgetView *self)
{
  const char *search = sam_desk_search (self->desk);

  if (g_strcmp0 (search, self->opened_for) == 0)
    return;
  g_free (self->opened_for);
  self->opened_for = g_strdup (search);
  if (*search == '\0')
    return;
  for (guint i = 0; i < n_rows (self) && n_rows (self) < OPENED_BY_SEARCH; i++)
    {
      g_autoptr (GtkTreeListRow) row = tree_row (self, i);

      gtk_tree_list_row_set_expanded (row, TRUE);
    }
}

static gboolean
administration_is_shown (SamRecord *record, gpointer data)
{
  return sam_desk_administration_shown (data, sam_record_id (record));
}

static gboolean
record_passes (SamRecord *record, gpointer data)
{
  return sam_desk_passes (data, record);
}

static const char *
name_heading (SamBudgetGrouping grouping)
{
  switch (grouping)
    {
    case SAM_BUDGET_BY_CATEGORY:
      return _ ("Category / line");
    case SAM_BUDGET_BY_MONTH:
      return _ ("Month / line");
    case SAM_BUDGET_BY_ADMINISTRATION:
      break;
    }
  return _ ("Administration / initiative / line");
}

void
sam_budget_view_refresh (SamBudgetView *view, SamBudgetGrouping grouping,
                         SamBudgetNode *tree_or_null)
{
  SamBudgetFilter filter = {
    sam_desk_filters_administrations (view->desk),
    *sam_desk_search (view->desk) != '\0',
    administration_is_shown,
    record_passes,
    view->desk,
  };
  g_autoptr (GHashTable) open = open_records (view);
  g_autoptr (SamBudgetRow) selected = sam_budget_view_selected (view);
  g_autoptr (SamRecord) record = NULL;

  if (selected != NULL)
    g_set_object (&record, sam_budget_row_record (selected));
  gtk_column_view_column_set_title (view->name, name_heading (grouping));
  /* Money is allocated to administrations only. */
  gtk_column_view_column_set_visible (view->allocated, grouping == SAM_BUDGET_BY_ADMINISTRATION);
  sam_budget_rows_refresh (view->rows, grouping, &filter, tree_or_null);
  open_again (view, open);
  open_found (view);
  if (record != NULL)
    select_again (view, record);
}

/* --- Showing a record --- */

/* The list inside the column view: it has the focus and knows how to scroll. */
static GtkWidget *
inner_list (SamBudgetView *self)
{
  return gtk_widget_get_last_child (GTK_WIDGET (self->table));
}

gboolean
sam_budget_view_show (SamBudgetView *view, const char *id)
{
  g_autoptr (GPtrArray) way = sam_budget_rows_find (view->rows, id);
  guint position = 0;

  if (way == NULL)
    return FALSE;
  for (guint i = 0; i < way->len; i++)
    {
      g_autoptr (GtkTreeListRow) row = NULL;

      if (!find_position (view, way->pdata[i], &position))
        return FALSE;
      row = tree_row (view, position);
      if (i + 1 < way->len)
        gtk_tree_list_row_set_expanded (row, TRUE);
    }
  gtk_single_selection_set_selected (view->selection, position);
  gtk_widget_activate_action (inner_list (view), "list.scroll-to-item", "u", position);
  gtk_widget_grab_focus (inner_list (view));
  return TRUE;
}

/* --- Keys and activation --- */

static void
activated (SamBudgetView *self, guint position)
{
  g_autoptr (GtkTreeListRow) row = tree_row (self, position);
  g_autoptr (SamBudgetRow) item = row != NULL ? gtk_tree_list_row_get_item (row) : NULL;
  SamRecord *record = item != NULL ? sam_budget_row_record (item) : NULL;

  if (record != NULL)
    sam_desk_open (self->desk, sam_record_id (record), SAM_OPEN_SHOW);
  else if (row != NULL)
    gtk_tree_list_row_set_expanded (row, !gtk_tree_list_row_get_expanded (row));
}

static void
select_parent (SamBudgetView *self, GtkTreeListRow *row)
{
  g_autoptr (GtkTreeListRow) parent = gtk_tree_list_row_get_parent (row);

  if (parent == NULL)
    return;
  gtk_single_selection_set_selected (self->selection, gtk_tree_list_row_get_position (parent));
  gtk_widget_activate_action (inner_list (self), "list.scroll-to-item", "u",
                              gtk_tree_list_row_get_position (parent));
  gtk_widget_grab_focus (inner_list (self));
}

static gboolean
key_pressed (SamBudgetView *self, guint key, guint code, GdkModifierType state)
{
  GtkTreeListRow *row = NULL;
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0
      || (key != GDK_KEY_Right && key != GDK_KEY_Left))
    return FALSE;
  /* Who has just arrived has a row under the keyboard, and none selected. */
  row = sam_budget_name_row_at (gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self))));
  if (row != NULL)
    gtk_single_selection_set_selected (self->selection, gtk_tree_list_row_get_position (row));
  else
    row = gtk_single_selection_get_selected_item (self->selection);
  if (row == NULL)
    return FALSE;
  if ((key == GDK_KEY_Right) != mirrored)
    gtk_tree_list_row_set_expanded (row, TRUE);
  else if (gtk_tree_list_row_get_expanded (row))
    gtk_tree_list_row_set_expanded (row, FALSE);
  else
    select_parent (self, row);
  return TRUE;
}

/* --- Columns --- */

static void
setup_name (SamBudgetView *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, sam_budget_name_new (self->desk));
}

static void
bind_name (SamBudgetView *self, GtkListItem *item)
{
  sam_budget_name_set_row (SAM_BUDGET_NAME (gtk_list_item_get_child (item)),
                           gtk_list_item_get_item (item));
}

static void
unbind_name (SamBudgetView *self, GtkListItem *item)
{
  sam_budget_name_set_row (SAM_BUDGET_NAME (gtk_list_item_get_child (item)), NULL);
}

static void
setup_number (GtkListItemFactory *factory, GtkListItem *item, gpointer column)
{
  gtk_list_item_set_child (item, sam_budget_number_new (GPOINTER_TO_INT (column)));
}

static void
bind_number (GtkListItemFactory *factory, GtkListItem *item)
{
  g_autoptr (SamBudgetRow) row = gtk_tree_list_row_get_item (gtk_list_item_get_item (item));

  sam_budget_number_set_row (SAM_BUDGET_NUMBER (gtk_list_item_get_child (item)), row);
}

static void
unbind_number (GtkListItemFactory *factory, GtkListItem *item)
{
  sam_budget_number_set_row (SAM_BUDGET_NUMBER (gtk_list_item_get_child (item)), NULL);
}

static void
add_name_column (SamBudgetView *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = NULL;

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_name), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_name), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_name), self, G_CONNECT_SWAPPED);
  column = gtk_column_view_column_new (name_heading (SAM_BUDGET_BY_ADMINISTRATION), factory);
  gtk_column_view_column_set_expand (column, TRUE);
  gtk_column_view_append_column (self->table, column);
  self->name = column;
}

static void
add_number_column (SamBudgetView *self, SamBudgetColumn which)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = NULL;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_number), GINT_TO_POINTER (which));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_number), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_number), NULL);
  column = gtk_column_view_column_new (sam_budget_column_label (which), factory);
  gtk_column_view_append_column (self->table, column);
  if (which == SAM_BUDGET_ALLOCATED)
    self->allocated = column;
}

static void
align_label (GtkWidget *widget, float xalign)
{
  if (GTK_IS_LABEL (widget))
    {
      gtk_widget_set_hexpand (widget, TRUE);
      gtk_label_set_xalign (GTK_LABEL (widget), xalign);
      gtk_label_set_ellipsize (GTK_LABEL (widget),
                               xalign > 0 ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    align_label (child, xalign);
}

/* Headings of figures stand above their figures; GTK has no word for it. */
static void
align_headings (SamBudgetView *self)
{
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (self->table));
  GtkWidget *heading = header != NULL ? gtk_widget_get_first_child (header) : NULL;

  if (heading == NULL)
    return;
  align_label (heading, 0);
  for (heading = gtk_widget_get_next_sibling (heading); heading != NULL;
       heading = gtk_widget_get_next_sibling (heading))
    align_label (heading, 1);
}

/* --- The widget --- */

static void
sam_budget_view_dispose (GObject *object)
{
  SamBudgetView *self = SAM_BUDGET_VIEW (object);

  if (self->table != NULL)
    gtk_column_view_set_model (self->table, NULL);
  self->table = NULL;
  g_clear_object (&self->selection);
  g_clear_object (&self->tree);
  g_clear_pointer (&self->rows, sam_budget_rows_free);
  g_clear_pointer (&self->opened_for, g_free);
  G_OBJECT_CLASS (sam_budget_view_parent_class)->dispose (object);
  g_clear_object (&self->desk);
}

static void
sam_budget_view_class_init (SamBudgetViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sam_budget_view_dispose;
}

static void
sam_budget_view_init (SamBudgetView *self)
{
}

static void
build_table (SamBudgetView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->table = GTK_COLUMN_VIEW (
      gtk_column_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection))));
  gtk_column_view_set_show_row_separators (self->table, TRUE);
  gtk_column_view_set_reorderable (self->table, FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->table), "budget-table");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->table), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("The budget"), -1);
  add_name_column (self);
  for (SamBudgetColumn column = 0; column < SAM_BUDGET_N_COLUMNS; column++)
    add_number_column (self, column);
  align_headings (self);
  g_signal_connect_object (self->table, "activate", G_CALLBACK (activated), self,
                           G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->table), keys);
}

GtkWidget *
sam_budget_view_new (SamDesk *desk)
{
  SamBudgetView *self = g_object_new (SAM_TYPE_BUDGET_VIEW, NULL);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->desk = g_object_ref (desk);
  self->rows = sam_budget_rows_new (sam_desk_source (desk));
  self->tree = gtk_tree_list_model_new (g_object_ref (sam_budget_rows_model (self->rows)), FALSE,
                                        FALSE, create_children, NULL, NULL);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->tree)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  build_table (self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->table));
  adw_bin_set_child (ADW_BIN (self), scrolled);
  return GTK_WIDGET (self);
}
