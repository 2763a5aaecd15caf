/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/budget/budget-bar.h"

#include "base/i18n.h"

#define HEIGHT 16
#define GAP 2

struct _SamBudgetBar
{
  GtkWidget parent_instance;

  GtkWidget *parts[SAM_BUDGET_N_PARTS]; /* children, borrowed */
  double shares[SAM_BUDGET_N_PARTS];
};

G_DEFINE_FINAL_TYPE (SamBudgetBar, sam_budget_bar, GTK_TYPE_WIDGET)

void
sam_budget_parts (const SamFigures *total, SamMoney granted, SamMoney parts[SAM_BUDGET_N_PARTS])
{
  SamMoney spent = MAX (total->actual, 0), committed = MAX (total->committed, 0);
  SamMoney used, left;

  if (!sam_money_add (spent, committed, &used))
    used = G_MAXINT64;
  parts[SAM_BUDGET_PART_SPENT] = spent;
  parts[SAM_BUDGET_PART_COMMITTED] = committed;
  parts[SAM_BUDGET_PART_PLANNED] = total->planned > used ? total->planned - used : 0;
  left = MAX (used, total->planned);
  parts[SAM_BUDGET_PART_UNPLANNED] = granted > left ? granted - left : 0;
}

const char *
sam_budget_part_label (SamBudgetPart part)
{
  static const char *const labels[] = {
    [SAM_BUDGET_PART_SPENT] = N_ ("Actual"),
    [SAM_BUDGET_PART_COMMITTED] = N_ ("Committed"),
    [SAM_BUDGET_PART_PLANNED] = N_ ("Planned, not committed"),
    [SAM_BUDGET_PART_UNPLANNED] = N_ ("Not planned"),
  };

  return _ (labels[part]);
}

const char *
sam_budget_part_class (SamBudgetPart part)
{
  static const char *const classes[] = {
    [SAM_BUDGET_PART_SPENT] = "spent",
    [SAM_BUDGET_PART_COMMITTED] = "committed",
    [SAM_BUDGET_PART_PLANNED] = "planned",
    [SAM_BUDGET_PART_UNPLANNED] = "unplanned",
  };

  return classes[part];
}

static void
sam_budget_bar_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                        int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : 120;
  *minimum_baseline = *natural_baseline = -1;
}

static void
sam_budget_bar_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SamBudgetBar *self = SAM_BUDGET_BAR (widget);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  double at = 0;

  for (guint i = 0; i < SAM_BUDGET_N_PARTS; i++)
    {
      double end = at + self->shares[i] * width;
      int x = (int)(at + 0.5), part = (int)(end + 0.5) - x;
      /* The gap is taken from what has one to spare. */
      int shown = end < width - 1 && part > GAP ? part - GAP : part;

      gtk_widget_set_child_visible (self->parts[i], shown > 0);
      if (shown > 0)
        gtk_widget_size_allocate (
            self->parts[i], &(GtkAllocation){ mirrored ? width - x - shown : x, 0, shown, height },
            -1);
      at = end;
    }
}

static void
sam_budget_bar_dispose (GObject *object)
{
  SamBudgetBar *self = SAM_BUDGET_BAR (object);

  for (guint i = 0; i < SAM_BUDGET_N_PARTS; i++)
    g_clear_pointer (&self->parts[i], gtk_widget_unparent);
  G_OBJECT_CLASS (sam_budget_bar_parent_class)->dispose (object);
}

static void
sam_budget_bar_class_init (SamBudgetBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sam_budget_bar_dispose;
  widget_class->measure = sam_budget_bar_measure;
  widget_class->size_allocate = sam_budget_bar_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "budget-bar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
sam_budget_bar_init (SamBudgetBar *self)
{
  for (guint i = 0; i < SAM_BUDGET_N_PARTS; i++)
    {
      self->parts[i]
          = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
      gtk_widget_add_css_class (self->parts[i], sam_budget_part_class (i));
      gtk_widget_set_parent (self->parts[i], GTK_WIDGET (self));
    }
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
sam_budget_bar_new (void)
{
  return g_object_new (SAM_TYPE_BUDGET_BAR, NULL);
}

void
sam_budget_bar_set (SamBudgetBar *bar, const SamMoney parts[SAM_BUDGET_N_PARTS])
{
  g_autoptr (GString) spoken = g_string_new (NULL);
  double sum = 0;

  for (guint i = 0; i < SAM_BUDGET_N_PARTS; i++)
    sum += (double)parts[i];
  for (guint i = 0; i < SAM_BUDGET_N_PARTS; i++)
    {
      g_autofree char *amount = sam_money_format (parts[i], SAM_MONEY_UNIT);
      g_autofree char *tip = g_strdup_printf ("%s: %s", sam_budget_part_label (i), amount);

      bar->shares[i] = sum > 0 ? (double)parts[i] / sum : 0;
      gtk_widget_set_tooltip_text (bar->parts[i], tip);
      g_string_append_printf (spoken, "%s%s", i > 0 ? ", " : "", tip);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken->str,
                                  -1);
  gtk_widget_queue_allocate (GTK_WIDGET (bar));
}
