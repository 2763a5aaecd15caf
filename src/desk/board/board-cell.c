/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/board/board-cell.h"

#define RADIUS 10

struct _SamBoardCellWidget
{
  GtkWidget parent_instance;

  GtkWidget *add; /* owned as a child */
};

enum
{
  ADD,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SamBoardCellWidget, sam_board_cell_widget, GTK_TYPE_WIDGET)

static void
on_clicked (SamBoardCellWidget *self)
{
  g_signal_emit (self, signals[ADD], 0);
}

static void
append_band (GtkSnapshot *snapshot, const GdkRGBA *colour, int y, int width, int height)
{
  gtk_snapshot_append_color (snapshot, colour,
                             &GRAPHENE_RECT_INIT (0, (float)y, (float)width, (float)height));
}

/* A cell may be ten thousand pixels high. Only its ends are rounded shapes, which cost by their
 * area where no graphics card draws them; between them is a plain rectangle. */
static void
draw_end (GtkSnapshot *snapshot, const GdkRGBA *colour, int y, int width, int top)
{
  GskRoundedRect shape;

  gsk_rounded_rect_init_from_rect (
      &shape, &GRAPHENE_RECT_INIT (0, (float)top, (float)width, 2 * RADIUS), RADIUS);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, (float)y, (float)width, RADIUS));
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  append_band (snapshot, colour, y, width, RADIUS);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_pop (snapshot);
}

static void
sam_board_cell_widget_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  GdkRGBA colour;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
  colour.alpha *= 0.05f;
  if (height >= 2 * RADIUS)
    {
      draw_end (snapshot, &colour, 0, width, 0);
      append_band (snapshot, &colour, RADIUS, width, height - 2 * RADIUS);
      draw_end (snapshot, &colour, height - RADIUS, width, height - 2 * RADIUS);
    }
  GTK_WIDGET_CLASS (sam_board_cell_widget_parent_class)->snapshot (widget, snapshot);
}

static void
sam_board_cell_widget_dispose (GObject *object)
{
  SamBoardCellWidget *self = SAM_BOARD_CELL_WIDGET (object);

  g_clear_pointer (&self->add, gtk_widget_unparent);
  G_OBJECT_CLASS (sam_board_cell_widget_parent_class)->dispose (object);
}

static void
sam_board_cell_widget_class_init (SamBoardCellWidgetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sam_board_cell_widget_dispose;
  signals[ADD] = g_signal_new ("add", SAM_TYPE_BOARD_CELL_WIDGET, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 0);
  widget_class->snapshot = sam_board_cell_widget_snapshot;
  gtk_widget_class_set_css_name (widget_class, "boardcell");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
sam_board_cell_widget_init (SamBoardCellWidget *self)
{
  self->add = gtk_button_new_from_icon_name ("list-add-symbolic");
  gtk_widget_add_css_class (self->add, "flat");
  gtk_widget_add_css_class (self->add, "add");
  gtk_widget_set_halign (self->add, GTK_ALIGN_FILL);
  gtk_widget_set_valign (self->add, GTK_ALIGN_END);
  gtk_widget_set_parent (self->add, GTK_WIDGET (self));
  g_signal_connect_swapped (self->add, "clicked", G_CALLBACK (on_clicked), self);
}

GtkWidget *
sam_board_cell_widget_new (void)
{
  return g_object_new (SAM_TYPE_BOARD_CELL_WIDGET, NULL);
}

void
sam_board_cell_widget_show (SamBoardCellWidget *self, const char *name, const char *add)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add), GTK_ACCESSIBLE_PROPERTY_LABEL, add,
                                  -1);
  gtk_widget_set_tooltip_text (self->add, add);
}
