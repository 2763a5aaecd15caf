/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/pane/figures-view.h"

#include "base/i18n.h"

enum
{
  PLANNED,
  COMMITTED,
  ACTUAL,
  AVAILABLE,
  FORECAST,
  DEVIATION,
  OWN_FUNDS,
  N_FIGURES
};

struct _SamFiguresView
{
  GtkWidget parent_instance;

  GtkWidget *grid; /* child, borrowed */
  GtkWidget *names[N_FIGURES];
  GtkWidget *amounts[N_FIGURES];

  SamDesk *desk;
  SamRecord *record;
};

G_DEFINE_FINAL_TYPE (SamFiguresView, sam_figures_view, GTK_TYPE_WIDGET)

static void
put (SamFiguresView *self, int which, SamMoney amount, gboolean seen)
{
  gboolean wrong = amount < 0 && (which == AVAILABLE || which == DEVIATION);
  g_autofree char *text = sam_money_format (amount, SAM_MONEY_UNIT);
  /* Red stands with a sign and the minus, never alone. */
  g_autofree char *shown = wrong ? g_strdup_printf ("▲ %s", text) : g_strdup (text);

  gtk_label_set_label (GTK_LABEL (self->amounts[which]), shown);
  gtk_widget_set_visible (self->names[which], seen);
  gtk_widget_set_visible (self->amounts[which], seen);
  if (wrong)
    gtk_widget_add_css_class (self->amounts[which], "wrong");
  else
    gtk_widget_remove_css_class (self->amounts[which], "wrong");
}

void
sam_figures_view_refresh (SamFiguresView *view)
{
  SamSource *source = sam_desk_source (view->desk);
  gboolean line = sam_record_is (view->record, SAM_KIND_BUDGET_LINE);
  SamFigures figures, own = { 0 };

  if (line)
    sam_budget_line_figures (source, view->record, &figures);
  else
    sam_budget_initiative_figures (source, view->record, &figures, &own);
  /* A line's planned amount and forecast are fields of it, just above. */
  put (view, PLANNED, figures.planned, !line);
  put (view, COMMITTED, figures.committed, TRUE);
  put (view, ACTUAL, figures.actual, TRUE);
  put (view, AVAILABLE, figures.available, TRUE);
  put (view, FORECAST, figures.forecast, TRUE);
  put (view, DEVIATION, figures.deviation, figures.deviation < 0);
  put (view, OWN_FUNDS, own.planned, own.planned != 0 || own.actual != 0);
}

static void
sam_figures_view_dispose (GObject *object)
{
  SamFiguresView *self = SAM_FIGURES_VIEW (object);

  g_clear_pointer (&self->grid, gtk_widget_unparent);
  g_clear_object (&self->record);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (sam_figures_view_parent_class)->dispose (object);
}

static void
sam_figures_view_class_init (SamFiguresViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sam_figures_view_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
sam_figures_view_init (SamFiguresView *self)
{
}

GtkWidget *
sam_figures_view_new (SamDesk *desk, SamRecord *record)
{
  SamFiguresView *self = g_object_new (SAM_TYPE_FIGURES_VIEW, NULL);
  const char *const names[] = {
    [PLANNED] = _ ("Planned"),     [COMMITTED] = _ ("Committed"), [ACTUAL] = _ ("Actual"),
    [AVAILABLE] = _ ("Available"), [FORECAST] = _ ("Forecast"),   [DEVIATION] = _ ("Deviation"),
    [OWN_FUNDS] = _ ("Own funds"),
  };

  self->desk = g_object_ref (desk);
  self->record = g_object_ref (record);
  self->grid = gtk_grid_new ();
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 4);
  gtk_widget_add_css_class (self->grid, "figures");
  for (int i = 0; i < N_FIGURES; i++)
    {
      self->names[i] = gtk_label_new (names[i]);
      gtk_label_set_xalign (GTK_LABEL (self->names[i]), 0);
      gtk_widget_add_css_class (self->names[i], "field-label");
      self->amounts[i] = gtk_label_new (NULL);
      gtk_label_set_xalign (GTK_LABEL (self->amounts[i]), 1);
      gtk_widget_set_hexpand (self->amounts[i], TRUE);
      gtk_widget_add_css_class (self->amounts[i], "numeric");
      gtk_accessible_update_relation (GTK_ACCESSIBLE (self->amounts[i]),
                                      GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, self->names[i], NULL,
                                      -1);
      gtk_grid_attach (GTK_GRID (self->grid), self->names[i], 0, i, 1, 1);
      gtk_grid_attach (GTK_GRID (self->grid), self->amounts[i], 1, i, 1, 1);
    }
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
  sam_figures_view_refresh (self);
  return GTK_WIDGET (self);
}
