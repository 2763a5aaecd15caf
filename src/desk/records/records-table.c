/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/records/records-table.h"

#include "base/i18n.h"
#include "desk/records/record-columns.h"

struct _SamRecordsTable
{
  GtkWidget parent_instance;

  /* Children, borrowed. */
  GtkWidget *scrolled;
  GtkColumnView *view;

  /* Owned. */
  SamDesk *desk;
  GtkFilter *filter;
  GtkSorter *sorter;  /* by the columns', and then as people expect the kind */
  GPtrArray *columns; /* of Column */
  GHashTable *bound;  /* GtkListItem of every cell on the screen → its Column */
  GtkSingleSelection *selection;

  SamKindId kind;
};

G_DEFINE_FINAL_TYPE (SamRecordsTable, sam_records_table, GTK_TYPE_WIDGET)

typedef struct
{
  SamRecordsTable *table; /* borrowed: it owns the column */
  SamFieldId field;
} Column;

enum
{
  SELECTION_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- Order and filter --- */

static int
compare_column (gconstpointer a, gconstpointer b, gpointer data)
{
  Column *column = data;
  SamDesk *desk = column->table->desk;
  int order = sam_record_compare_by (sam_desk_source (desk), (SamRecord *)a, (SamRecord *)b,
                                     column->field, sam_desk_today (desk));

  return gtk_ordering_from_cmpfunc (order);
}

static int
compare_usual (gconstpointer a, gconstpointer b, gpointer data)
{
  return gtk_ordering_from_cmpfunc (sam_record_compare ((SamRecord *)a, (SamRecord *)b));
}

static gboolean
passes (gpointer record, gpointer data)
{
  return sam_desk_passes (((SamRecordsTable *)data)->desk, record);
}

/* --- Cells --- */

/* The row is what has the keyboard, and GTK 4.8 gives neither it nor its cells a name. */
static void
name_cell (GtkWidget *label, Column *column, const char *text)
{
  GtkWidget *cell = gtk_widget_get_parent (label);
  GtkWidget *row = cell ? gtk_widget_get_parent (cell) : NULL;
  g_autofree char *name
      = g_strdup_printf (_ ("%s: %s"), sam_field_label (column->field), *text ? text : "–");

  if (!row)
    return;
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (column->field == sam_kind_title (sam_kind (column->table->kind)))
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
put_cell (GtkListItem *item, Column *column)
{
  SamDesk *desk = column->table->desk;
  SamRecord *record = gtk_list_item_get_item (item);
  GtkWidget *label = gtk_list_item_get_child (item);
  g_autofree char *text = record ? sam_record_cell (sam_desk_source (desk), record, column->field,
                                                    sam_desk_today (desk))
                                 : g_strdup ("");

  g_strdelimit (text, "\n", ' ');
  name_cell (label, column, text);
  if (g_strcmp0 (gtk_label_get_label (GTK_LABEL (label)), text) == 0)
    return;
  gtk_label_set_label (GTK_LABEL (label), text);
  gtk_widget_set_tooltip_text (label, g_utf8_strlen (text, -1) > 24 ? text : NULL);
}

static void
cell_clicked (GtkGestureClick *gesture, int n_press, double x, double y, GtkListItem *item)
{
  GtkWidget *label = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  GtkWidget *table = gtk_widget_get_ancestor (label, SAM_TYPE_RECORDS_TABLE);
  SamRecord *record = gtk_list_item_get_item (item);

  if (table && record && n_press == 1)
    sam_desk_open (SAM_RECORDS_TABLE (table)->desk, sam_record_id (record), SAM_OPEN_SHOW);
}

static void
setup_cell (GtkSignalListItemFactory *factory, GtkListItem *item, Column *column)
{
  GtkWidget *label = gtk_label_new (NULL);
  GtkGesture *click = gtk_gesture_click_new ();
  gboolean number = sam_record_column_is_number (column->field);
  gboolean title = column->field == sam_kind_title (sam_kind (column->table->kind));

  gtk_label_set_xalign (GTK_LABEL (label), number ? 1 : 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), title ? 18 : number ? 8 : 10);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 28);
  gtk_widget_set_hexpand (label, TRUE);
  if (number || sam_field (column->field)->type == SAM_TYPE_DATE)
    gtk_widget_add_css_class (label, "numeric");
  if (title)
    gtk_widget_add_css_class (label, "row-title");
  g_signal_connect_object (click, "released", G_CALLBACK (cell_clicked), item, 0);
  gtk_widget_add_controller (label, GTK_EVENT_CONTROLLER (click));
  gtk_list_item_set_child (item, label);
}

static void
bind_cell (GtkSignalListItemFactory *factory, GtkListItem *item, Column *column)
{
  g_hash_table_insert (column->table->bound, item, column);
  put_cell (item, column);
}

static void
unbind_cell (GtkSignalListItemFactory *factory, GtkListItem *item, Column *column)
{
  g_hash_table_remove (column->table->bound, item);
}

/* --- Following the Forum --- */

static void
refilter (SamRecordsTable *self)
{
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

/* Whether a record that has changed stands where it should: among the rows or not, between its
 * neighbours. */
static gboolean
stands_right (SamRecordsTable *self, SamRecord *record)
{
  GListModel *rows = G_LIST_MODEL (self->selection);
  g_autoptr (SamRecord) before = NULL;
  g_autoptr (SamRecord) at = NULL;
  g_autoptr (SamRecord) after = NULL;
  guint n = g_list_model_get_n_items (rows);
  guint i = 0;

  for (; i < n && at != record; i++)
    {
      g_clear_object (&at);
      at = g_list_model_get_item (rows, i);
    }
  if (at != record)
    return !sam_desk_passes (self->desk, record);
  before = i >= 2 ? g_list_model_get_item (rows, i - 2) : NULL;
  after = g_list_model_get_item (rows, i);
  return sam_desk_passes (self->desk, record)
         && (!before || gtk_sorter_compare (self->sorter, before, record) != GTK_ORDERING_LARGER)
         && (!after || gtk_sorter_compare (self->sorter, record, after) != GTK_ORDERING_LARGER);
}

/* A list of records says which come and go, not which change; and sorting ten thousand anew takes
 * longer than a frame. */
static void
forum_changed (SamRecordsTable *self, const SamForumDelta *delta)
{
  gboolean right = !delta->everything && delta->n_changes <= 10;
  GHashTableIter iter;
  gpointer item, column;

  for (guint i = 0; right && i < delta->n_changes; i++)
    if (delta->changes[i].type == SAM_CHANGE_UPDATED
        && sam_record_is (delta->changes[i].record, self->kind))
      right = stands_right (self, delta->changes[i].record);
  if (!right)
    {
      refilter (self);
      gtk_sorter_changed (self->sorter, GTK_SORTER_CHANGE_DIFFERENT);
    }
  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &item, &column))
    put_cell (item, column);
}

/* --- Acting --- */

SamRecord *
sam_records_table_selected (SamRecordsTable *table)
{
  return gtk_single_selection_get_selected_item (table->selection);
}

static void
row_activated (SamRecordsTable *self, guint place)
{
  g_autoptr (SamRecord) record = g_list_model_get_item (G_LIST_MODEL (self->selection), place);

  if (record)
    sam_desk_open (self->desk, sam_record_id (record), SAM_OPEN_SHOW);
}

void
sam_records_table_move (SamRecordsTable *table, int step)
{
  SamRecord *record = sam_records_table_selected (table);
  g_autofree char *position
      = record ? sam_record_step (sam_desk_forum (table->desk), record, step) : NULL;
  g_autofree char *act = NULL;
  SamEditBuilder *builder;

  if (!position)
    {
      gtk_widget_error_bell (GTK_WIDGET (table));
      return;
    }
  act = g_strdup_printf (step < 0 ? _ ("Move “%s” up") : _ ("Move “%s” down"),
                         sam_record_title (record));
  builder = sam_desk_edit (table->desk, act);
  sam_edit_builder_set_text (builder, sam_record_id (record),
                             sam_record_position_field (table->kind), position);
  /* The table's own order, so that it can be seen. */
  gtk_column_view_sort_by_column (table->view, NULL, GTK_SORT_ASCENDING);
  if (sam_desk_commit (table->desk, builder))
    sam_records_table_show (table, record);
}

static gboolean
key_pressed (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
             SamRecordsTable *self)
{
  GdkModifierType held = state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK | GDK_ALT_MASK);
  SamRecord *record = sam_records_table_selected (self);

  if (!record)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Delete && !held)
    {
      sam_desk_delete (self->desk, record);
      return GDK_EVENT_STOP;
    }
  if (held == (GDK_CONTROL_MASK | GDK_SHIFT_MASK) && (key == GDK_KEY_Up || key == GDK_KEY_Down))
    {
      sam_records_table_move (self, key == GDK_KEY_Up ? -1 : 1);
      return GDK_EVENT_STOP;
    }
  return GDK_EVENT_PROPAGATE;
}

/* The list inside the column view, which knows how to scroll. */
static GtkWidget *
rows_of (SamRecordsTable *self)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->view));

  while (child && !GTK_IS_LIST_VIEW (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

gboolean
sam_records_table_show (SamRecordsTable *table, SamRecord *record)
{
  GListModel *rows = G_LIST_MODEL (table->selection);
  GtkWidget *list = rows_of (table);
  guint n = g_list_model_get_n_items (rows);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SamRecord) at = g_list_model_get_item (rows, i);

      if (at != record)
        continue;
      gtk_single_selection_set_selected (table->selection, i);
      if (list)
        {
          gtk_widget_activate_action (list, "list.scroll-to-item", "u", i);
          gtk_widget_grab_focus (list);
        }
      return TRUE;
    }
  return FALSE;
}

static void
selected (SamRecordsTable *self)
{
  /* Nobody is told of what changes while it is taken down. */
  if (self->view)
    g_signal_emit (self, signals[SELECTION_CHANGED], 0);
}

/* --- The widget --- */

static void
add_column (SamRecordsTable *self, SamFieldId field)
{
  Column *column = g_new (Column, 1);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) made = NULL;
  GtkSorter *sorter = GTK_SORTER (gtk_custom_sorter_new (compare_column, column, NULL));

  *column = (Column){ self, field };
  g_ptr_array_add (self->columns, column);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cell), column);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cell), column);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cell), column);
  made = gtk_column_view_column_new (sam_field_label (field), factory);
  gtk_column_view_column_set_sorter (made, sorter);
  g_object_unref (sorter);
  gtk_column_view_column_set_resizable (made, TRUE);
  gtk_column_view_column_set_expand (made,
                                     field == sam_kind_title (sam_kind (sam_field (field)->kind)));
  gtk_column_view_append_column (self->view, made);
}

static void
build (SamRecordsTable *self)
{
  g_autoptr (GArray) columns = sam_record_columns (self->kind);
  GListModel *list = g_object_ref (sam_forum_list (sam_desk_forum (self->desk), self->kind));
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkMultiSorter *both = gtk_multi_sorter_new ();
  GtkFilterListModel *filtered;
  GtkSortListModel *sorted;

  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  for (guint i = 0; i < columns->len; i++)
    add_column (self, g_array_index (columns, SamFieldId, i));
  self->filter = GTK_FILTER (gtk_custom_filter_new (passes, self, NULL));
  self->sorter = g_object_ref (GTK_SORTER (both));
  gtk_multi_sorter_append (both, g_object_ref (gtk_column_view_get_sorter (self->view)));
  gtk_multi_sorter_append (both, GTK_SORTER (gtk_custom_sorter_new (compare_usual, self, NULL)));
  filtered = gtk_filter_list_model_new (list, g_object_ref (self->filter));
  sorted = gtk_sort_list_model_new (G_LIST_MODEL (filtered), GTK_SORTER (both));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (sorted));
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "records-table");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  sam_kind_plural (self->kind), -1);
  g_signal_connect_object (self->view, "activate", G_CALLBACK (row_activated), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected), self,
                           G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), GTK_WIDGET (self->view));
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
}

static void
sam_records_table_dispose (GObject *object)
{
  SamRecordsTable *self = SAM_RECORDS_TABLE (object);

  GtkColumnView *view = g_steal_pointer (&self->view);

  if (view)
    gtk_column_view_set_model (view, NULL);
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->filter);
  g_clear_object (&self->sorter);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (sam_records_table_parent_class)->dispose (object);
}

static void
sam_records_table_finalize (GObject *object)
{
  SamRecordsTable *self = SAM_RECORDS_TABLE (object);

  g_ptr_array_unref (self->columns);
  g_hash_table_unref (self->bound);
  G_OBJECT_CLASS (sam_records_table_parent_class)->finalize (object);
}

static void
sam_records_table_class_init (SamRecordsTableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sam_records_table_dispose;
  G_OBJECT_CLASS (klass)->finalize = sam_records_table_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[SELECTION_CHANGED]
      = g_signal_new ("selection-changed", SAM_TYPE_RECORDS_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 0);
}

static void
sam_records_table_init (SamRecordsTable *self)
{
  self->columns = g_ptr_array_new_with_free_func (g_free);
  self->bound = g_hash_table_new (NULL, NULL);
}

GtkWidget *
sam_records_table_new (SamDesk *desk, SamKindId kind)
{
  SamRecordsTable *self = g_object_new (SAM_TYPE_RECORDS_TABLE, NULL);

  self->desk = g_object_ref (desk);
  self->kind = kind;
  build (self);
  g_signal_connect_object (sam_desk_forum (desk), "changed", G_CALLBACK (forum_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "filter-changed", G_CALLBACK (refilter), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

SamKindId
sam_records_table_kind (SamRecordsTable *table)
{
  return table->kind;
}

guint
sam_records_table_shown (SamRecordsTable *table)
{
  return g_list_model_get_n_items (G_LIST_MODEL (table->selection));
}
