/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/board/board-lane-header.h"

struct _SamBoardLaneHeader
{
  GtkButton parent_instance;

  /* Borrowed from the button's child. */
  GtkWidget *arrow;
  GtkWidget *swatch;
  GtkWidget *title;
  GtkWidget *sums;
  const char *colour_class;
};

G_DEFINE_FINAL_TYPE (SamBoardLaneHeader, sam_board_lane_header, GTK_TYPE_BUTTON)

static void
sam_board_lane_header_class_init (SamBoardLaneHeaderClass *klass)
{
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "boardlane");
}

static GtkWidget *
label (const char *css_class)
{
  GtkWidget *widget = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (widget), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (widget), 0);
  gtk_widget_add_css_class (widget, css_class);
  return widget;
}

static void
sam_board_lane_header_init (SamBoardLaneHeader *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->arrow = gtk_image_new_from_icon_name ("pan-down-symbolic");
  self->swatch = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->title = label ("heading");
  self->sums = label ("numeric");
  gtk_widget_add_css_class (self->sums, "sums");
  gtk_widget_add_css_class (self->swatch, "swatch");
  gtk_widget_set_valign (self->swatch, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), self->arrow);
  gtk_box_append (GTK_BOX (box), self->swatch);
  gtk_box_append (GTK_BOX (box), self->title);
  gtk_box_append (GTK_BOX (box), self->sums);
  gtk_button_set_child (GTK_BUTTON (self), box);
}

GtkWidget *
sam_board_lane_header_new (void)
{
  return g_object_new (SAM_TYPE_BOARD_LANE_HEADER, NULL);
}

void
sam_board_lane_header_show (SamBoardLaneHeader *self, const char *title, const char *sums,
                            const char *colour_class, gboolean collapsed)
{
  g_autofree char *name = g_strconcat (title, ", ", sums, NULL);

  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_label_set_label (GTK_LABEL (self->sums), sums);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->arrow),
                                collapsed ? "pan-end-symbolic" : "pan-down-symbolic");
  gtk_widget_set_visible (self->swatch, colour_class != NULL);
  if (self->colour_class != colour_class)
    {
      if (self->colour_class)
        gtk_widget_remove_css_class (self->swatch, self->colour_class);
      if (colour_class)
        gtk_widget_add_css_class (self->swatch, colour_class);
      self->colour_class = colour_class;
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_EXPANDED, !collapsed,
                               -1);
}
