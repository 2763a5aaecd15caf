/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/budget/budget-cells.h"

struct _SamBudgetNumber
{
  AdwBin parent_instance;

  GtkLabel *label; /* child, borrowed */
  SamBudgetColumn column;
  GSignalGroup *row; /* owned; its target is the row */
};

G_DEFINE_FINAL_TYPE (SamBudgetNumber, sam_budget_number, ADW_TYPE_BIN)

static void
set_class (GtkWidget *widget, const char *name, gboolean wanted)
{
  if (wanted)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

void
sam_budget_style_row (GtkWidget *widget, SamBudgetRow *row)
{
  SamBudgetNodeType type = sam_budget_row_type (row);

  set_class (widget, "budget-strong",
             type == SAM_BUDGET_TOTAL || type == SAM_BUDGET_ADMINISTRATION
                 || type == SAM_BUDGET_CATEGORY || type == SAM_BUDGET_MONTH);
  set_class (widget, "budget-remainder",
             type == SAM_BUDGET_COMMON || type == SAM_BUDGET_UNALLOCATED);
  set_class (widget, "budget-own", sam_budget_row_is_own (row));
}

static void
update (SamBudgetNumber *self)
{
  g_autoptr (SamBudgetRow) row = g_signal_group_dup_target (self->row);
  g_autofree char *text = NULL;
  g_autofree char *spoken = NULL;

  if (row == NULL)
    return;
  text = sam_budget_row_text (row, self->column);
  spoken = sam_budget_row_spoken (row, self->column);
  gtk_label_set_label (self->label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->label), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);
  sam_budget_style_row (GTK_WIDGET (self->label), row);
  /* Titles are bold from administrations on, figures only in the sum. */
  set_class (GTK_WIDGET (self->label), "budget-strong",
             sam_budget_row_type (row) == SAM_BUDGET_TOTAL);
  set_class (GTK_WIDGET (self->label), "wrong", sam_budget_row_is_over (row, self->column));
}

void
sam_budget_number_set_row (SamBudgetNumber *cell, SamBudgetRow *row_or_null)
{
  g_signal_group_set_target (cell->row, row_or_null);
  update (cell);
}

static void
sam_budget_number_dispose (GObject *object)
{
  SamBudgetNumber *self = SAM_BUDGET_NUMBER (object);

  g_clear_object (&self->row);
  G_OBJECT_CLASS (sam_budget_number_parent_class)->dispose (object);
}

static void
sam_budget_number_class_init (SamBudgetNumberClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sam_budget_number_dispose;
}

static void
sam_budget_number_init (SamBudgetNumber *self)
{
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->label, 1);
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "numeric");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->label));
  self->row = g_signal_group_new (SAM_TYPE_BUDGET_ROW);
  g_signal_group_connect_swapped (self->row, "changed", G_CALLBACK (update), self);
}

GtkWidget *
sam_budget_number_new (SamBudgetColumn column)
{
  SamBudgetNumber *self = g_object_new (SAM_TYPE_BUDGET_NUMBER, NULL);

  self->column = column;
  return GTK_WIDGET (self);
}
