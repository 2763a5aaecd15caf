/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/i18n.h"
#include "desk/timeline/timeline-private.h"

/* What stands in the header: how lanes are grouped, how near one looks, today, and a new activity.
 */

static void
remember (SamTimelinePage *self)
{
  GKeyFile *settings = sam_session_settings (sam_desk_session (self->desk));

  g_key_file_set_integer (settings, "timeline", "grouping",
                          (int)sam_timeline_content_grouping (self->content));
  g_key_file_set_double (settings, "timeline", "day-width", self->axis.day_width);
  sam_session_settings_changed (sam_desk_session (self->desk));
}

static void
grouping_clicked (GtkWidget *button, gpointer data)
{
  SamTimelinePage *self = data;

  for (int i = 0; i < SAM_TIMELINE_N_GROUPINGS; i++)
    if (button == self->grouping_buttons[i])
      sam_timeline_content_set_grouping (self->content, i);
  gtk_label_set_label (GTK_LABEL (self->corner),
                       sam_timeline_grouping_label (sam_timeline_content_grouping (self->content)));
  gtk_adjustment_set_value (self->down, 0);
  sam_timeline_view_place (self);
  sam_canvas_all_changed (self->canvas);
  sam_canvas_all_changed (self->names);
  remember (self);
}

static void
zoom_clicked (GtkWidget *button, gpointer data)
{
  SamTimelinePage *self = data;
  double page = gtk_adjustment_get_page_size (self->across);
  double today = sam_timeline_axis_x (&self->axis, sam_timeline_view_today (self))
                 - gtk_adjustment_get_value (self->across);

  /* About today where that is in sight, else about the middle. */
  for (int i = 0; i < SAM_TIMELINE_N_ZOOMS; i++)
    if (button == self->zoom_buttons[i])
      sam_timeline_view_zoom_to (self, sam_timeline_zoom_day_width (i),
                                 today > 0 && today < page ? today : page / 2);
  remember (self);
}

static GtkWidget *
linked_box (const char *name)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP,
                                 "valign", GTK_ALIGN_CENTER, NULL);

  gtk_widget_add_css_class (box, "linked");
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return box;
}

static GtkWidget *
add_toggle (SamTimelinePage *self, GtkWidget *box, const char *label, GtkWidget *first,
            GCallback clicked)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (label);

  /* GTK 4.8 does not name a toggle button by its label. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  if (first != NULL)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (first));
  g_signal_connect_object (button, "clicked", clicked, self, 0);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

void
sam_timeline_toolbar_update (SamTimelinePage *self)
{
  SamTimelineZoom zoom = sam_timeline_zoom_nearest (self->axis.day_width);
  SamTimelineGrouping grouping = sam_timeline_content_grouping (self->content);

  if (self->zoom_buttons[0] == NULL)
    return;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->zoom_buttons[zoom]), TRUE);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->grouping_buttons[grouping]), TRUE);
}

GtkWidget *
sam_timeline_toolbar_new (SamTimelinePage *self)
{
  static const char *const zooms[SAM_TIMELINE_N_ZOOMS]
      = { N_ ("Day"), N_ ("Week"), N_ ("Month"), N_ ("Year") };
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *groupings = linked_box (_ ("Group by"));
  GtkWidget *levels = linked_box (_ ("Zoom"));
  GtkWidget *today = gtk_button_new_with_label (_ ("Today"));

  for (int i = 0; i < SAM_TIMELINE_N_GROUPINGS; i++)
    self->grouping_buttons[i]
        = add_toggle (self, groupings, sam_timeline_grouping_label (i),
                      i > 0 ? self->grouping_buttons[0] : NULL, G_CALLBACK (grouping_clicked));
  for (int i = 0; i < SAM_TIMELINE_N_ZOOMS; i++)
    self->zoom_buttons[i]
        = add_toggle (self, levels, _ (zooms[i]), i > 0 ? self->zoom_buttons[0] : NULL,
                      G_CALLBACK (zoom_clicked));
  gtk_widget_add_css_class (bar, "timeline-toolbar");
  gtk_widget_add_css_class (today, "flat");
  gtk_widget_set_tooltip_text (today, _ ("Scroll to today"));
  g_signal_connect_object (today, "clicked", G_CALLBACK (sam_timeline_view_show_today), self,
                           G_CONNECT_SWAPPED);

  self->new_button = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->new_button), _ ("+ Activity"));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->new_button), sam_timeline_new_popover (self));
  gtk_widget_add_css_class (self->new_button, "suggested-action");
  gtk_widget_set_tooltip_text (self->new_button, _ ("New activity (Ctrl+N)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->new_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("New activity"), -1);

  gtk_box_append (GTK_BOX (bar), groupings);
  gtk_box_append (GTK_BOX (bar), levels);
  gtk_box_append (GTK_BOX (bar), today);
  gtk_box_append (GTK_BOX (bar), self->new_button);
  g_object_add_weak_pointer (G_OBJECT (self->new_button), (gpointer *)&self->new_button);
  sam_timeline_toolbar_update (self);
  return bar;
}
