/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/budget/budget-cells.h"

struct _SamBudgetName
{
  AdwBin parent_instance;

  /* Children, borrowed. */
  GtkTreeExpander *expander;
  GtkWidget *swatch;
  GtkLabel *title;
  GtkLabel *detail;

  SamDesk *desk;     /* borrowed: the page holds it */
  GSignalGroup *row; /* owned */
  const char *colour;
};

G_DEFINE_FINAL_TYPE (SamBudgetName, sam_budget_name, ADW_TYPE_BIN)

/* The widget of the whole row. GTK 4.8 has no factory for it; it is the cell's parent there and
 * later. */
static GtkWidget *
row_widget (SamBudgetName *self)
{
  GtkWidget *cell = gtk_widget_get_parent (GTK_WIDGET (self));

  return cell != NULL ? gtk_widget_get_parent (cell) : NULL;
}

GtkTreeListRow *
sam_budget_name_row_at (GtkWidget *row_or_null)
{
  GtkWidget *cell = row_or_null != NULL ? gtk_widget_get_first_child (row_or_null) : NULL;
  GtkWidget *name = cell != NULL ? gtk_widget_get_first_child (cell) : NULL;

  return SAM_IS_BUDGET_NAME (name)
             ? gtk_tree_expander_get_list_row (SAM_BUDGET_NAME (name)->expander)
             : NULL;
}

static void
name_row (SamBudgetName *self, SamBudgetRow *row)
{
  GtkWidget *widget = row_widget (self);
  g_autofree char *sentence = NULL;

  if (widget == NULL)
    return;
  sentence = sam_budget_row_sentence (row);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence,
                                  -1);
  if (sam_budget_row_type (row) == SAM_BUDGET_TOTAL)
    gtk_widget_add_css_class (widget, "budget-sum");
  else
    gtk_widget_remove_css_class (widget, "budget-sum");
}

static void
set_colour (SamBudgetName *self, SamBudgetRow *row)
{
  gboolean coloured = sam_budget_row_type (row) == SAM_BUDGET_ADMINISTRATION;

  if (self->colour != NULL)
    gtk_widget_remove_css_class (self->swatch, self->colour);
  self->colour = NULL;
  gtk_widget_set_visible (self->swatch, coloured);
  if (!coloured)
    return;
  self->colour = sam_desk_colour_class (self->desk, sam_budget_row_record (row));
  gtk_widget_add_css_class (self->swatch, self->colour);
}

static void
update (SamBudgetName *self)
{
  g_autoptr (SamBudgetRow) row = g_signal_group_dup_target (self->row);

  if (row == NULL)
    return;
  gtk_label_set_label (self->title, sam_budget_row_title (row));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), sam_budget_row_title (row));
  gtk_label_set_label (self->detail, sam_budget_row_detail (row));
  gtk_widget_set_visible (GTK_WIDGET (self->detail), *sam_budget_row_detail (row) != '\0');
  sam_budget_style_row (GTK_WIDGET (self->title), row);
  set_colour (self, row);
  name_row (self, row);
}

void
sam_budget_name_set_row (SamBudgetName *cell, GtkTreeListRow *row_or_null)
{
  g_autoptr (GObject) item = row_or_null != NULL ? gtk_tree_list_row_get_item (row_or_null) : NULL;

  gtk_tree_expander_set_list_row (cell->expander, row_or_null);
  g_signal_group_set_target (cell->row, item);
  update (cell);
}

/* Only now does the row's widget stand around it. */
static void
sam_budget_name_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sam_budget_name_parent_class)->map (widget);
  update (SAM_BUDGET_NAME (widget));
}

static void
sam_budget_name_dispose (GObject *object)
{
  SamBudgetName *self = SAM_BUDGET_NAME (object);

  g_clear_object (&self->row);
  G_OBJECT_CLASS (sam_budget_name_parent_class)->dispose (object);
}

static void
sam_budget_name_class_init (SamBudgetNameClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sam_budget_name_dispose;
  GTK_WIDGET_CLASS (klass)->map = sam_budget_name_map;
}

static GtkLabel *
ellipsized (GtkWidget *box)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
sam_budget_name_init (SamBudgetName *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->swatch
      = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_add_css_class (self->swatch, "swatch");
  gtk_widget_set_valign (self->swatch, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), self->swatch);
  self->title = ellipsized (box);
  self->detail = ellipsized (box);
  gtk_widget_add_css_class (GTK_WIDGET (self->detail), "dim-label");
  self->expander = GTK_TREE_EXPANDER (gtk_tree_expander_new ());
  gtk_tree_expander_set_child (self->expander, box);
  /* The row has the focus, and the arrow keys: see budget-view.c. */
  gtk_widget_set_focusable (GTK_WIDGET (self->expander), FALSE);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->expander));
  self->row = g_signal_group_new (SAM_TYPE_BUDGET_ROW);
  g_signal_group_connect_swapped (self->row, "changed", G_CALLBACK (update), self);
}

GtkWidget *
sam_budget_name_new (SamDesk *desk)
{
  SamBudgetName *self = g_object_new (SAM_TYPE_BUDGET_NAME, NULL);

  self->desk = desk;
  return GTK_WIDGET (self);
}
