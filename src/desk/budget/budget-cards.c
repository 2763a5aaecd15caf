/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/budget/budget-cards.h"

#define SPACING 8

struct _SamBudgetCards
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (SamBudgetCards, sam_budget_cards, GTK_TYPE_WIDGET)

static int
n_children (GtkWidget *widget)
{
  int n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n++;
  return n;
}

/* The largest that any card asks for. */
static void
largest (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural)
{
  *minimum = *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int least, wanted;

      gtk_widget_measure (child, orientation, for_size, &least, &wanted, NULL, NULL);
      *minimum = MAX (*minimum, least);
      *natural = MAX (*natural, wanted);
    }
}

/* Cards beside or above each other, with what is between them. */
static int
together (int n, int card)
{
  return n * card + (n - 1) * SPACING;
}

static int
columns_in (GtkWidget *widget, int width)
{
  int n = n_children (widget), minimum, natural;

  largest (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural);
  return width < 0 || width >= together (n, minimum) ? MAX (n, 1) : MAX ((n + 1) / 2, 1);
}

static void
sam_budget_cards_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                          int *natural, int *minimum_baseline, int *natural_baseline)
{
  int n = n_children (widget), least, wanted, columns, lines;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      largest (widget, orientation, -1, &least, &wanted);
      *minimum = together ((n + 1) / 2, least);
      *natural = together (n, wanted);
    }
  else
    {
      columns = columns_in (widget, for_size);
      lines = (n + columns - 1) / columns;
      largest (widget, orientation, for_size < 0 ? -1 : (for_size + SPACING) / columns - SPACING,
               &least, &wanted);
      *minimum = together (lines, least);
      *natural = together (lines, wanted);
    }
  *minimum_baseline = *natural_baseline = -1;
}

static void
sam_budget_cards_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int n = n_children (widget), columns = columns_in (widget, width);
  int lines = MAX ((n + columns - 1) / columns, 1), i = 0;
  int card_height = (height - (lines - 1) * SPACING) / lines;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child), i++)
    {
      int column = i % columns;
      /* Edges are shared out so that the last card ends where the line does. */
      int x = column * (width + SPACING) / columns;
      int end = (column + 1) * (width + SPACING) / columns - SPACING;
      GtkAllocation place = { mirrored ? width - end : x, i / columns * (card_height + SPACING),
                              end - x, card_height };

      gtk_widget_size_allocate (child, &place, -1);
    }
}

static GtkSizeRequestMode
sam_budget_cards_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
sam_budget_cards_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (sam_budget_cards_parent_class)->dispose (object);
}

static void
sam_budget_cards_class_init (SamBudgetCardsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sam_budget_cards_dispose;
  widget_class->measure = sam_budget_cards_measure;
  widget_class->size_allocate = sam_budget_cards_size_allocate;
  widget_class->get_request_mode = sam_budget_cards_get_request_mode;
  gtk_widget_class_set_css_name (widget_class, "budget-cards");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
sam_budget_cards_init (SamBudgetCards *self)
{
}

GtkWidget *
sam_budget_cards_new (void)
{
  return g_object_new (SAM_TYPE_BUDGET_CARDS, NULL);
}
