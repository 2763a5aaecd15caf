/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/sidebar.h"

#include "base/i18n.h"
#include "base/phrase.h"
#include "desk/save-state.h"
#include "desk/workspace-private.h"

struct _SamSidebar
{
  AdwBin parent_instance;

  /* Children, borrowed. */
  GtkLabel *title;
  GtkLabel *period;
  GtkLabel *case_number;
  GtkLabel *notice;
  GtkWidget *places;
  GtkWidget *administrations;
  GtkWidget *show_all;
  GPtrArray *counts; /* of GtkLabel, borrowed: one a page, NULL where nothing is counted */

  SamDesk *desk; /* owned */
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (SamSidebar, sam_sidebar, ADW_TYPE_BIN)

static void
show_forum (SamSidebar *self)
{
  SamForum *forum = sam_desk_forum (self->desk);
  SamRecord *root = sam_forum_root (forum);
  g_autoptr (GPtrArray) periods = sam_forum_ordered (forum, SAM_KIND_PERIOD);
  g_autoptr (GString) when = g_string_new (NULL);

  for (guint i = 0; i < periods->len; i++)
    {
      SamRecord *period = g_ptr_array_index (periods, i);
      g_autofree char *range = sam_phrase_range (sam_record_moment (period, SAM_PERIOD_STARTS),
                                                 sam_record_moment (period, SAM_PERIOD_ENDS),
                                                 sam_desk_today (self->desk), TRUE);

      g_string_append_printf (when, "%s%s", i ? ", " : "", range);
    }

  gtk_label_set_label (self->title, root ? sam_record_title (root) : "");
  gtk_label_set_label (self->period, when->str);
  gtk_widget_set_visible (GTK_WIDGET (self->period), when->len > 0);
  gtk_label_set_label (self->case_number, root && sam_record_has (root, SAM_FORUM_CASE_NUMBER)
                                              ? sam_record_text (root, SAM_FORUM_CASE_NUMBER)
                                              : "");
  gtk_label_set_label (self->notice, root && sam_record_has (root, SAM_FORUM_NOTICE)
                                         ? sam_record_text (root, SAM_FORUM_NOTICE)
                                         : "");
  gtk_widget_set_visible (GTK_WIDGET (self->notice),
                          root && sam_record_has (root, SAM_FORUM_NOTICE));
}

static void
show_counts (SamSidebar *self)
{
  for (guint i = 0; i < sam_n_pages; i++)
    {
      GtkLabel *label = g_ptr_array_index (self->counts, i);

      if (label)
        {
          g_autofree char *count = sam_phrase_count (
              sam_forum_count (sam_desk_forum (self->desk), sam_pages[i].counted));

          gtk_label_set_label (label, count);
        }
    }
}

static void
administration_toggled (GtkToggleButton *button, gpointer data)
{
  SamSidebar *self = data;

  if (!self->updating)
    sam_desk_set_administration_shown (self->desk, gtk_widget_get_name (GTK_WIDGET (button)),
                                       gtk_toggle_button_get_active (button));
}

static GtkWidget *
administration_button (SamSidebar *self, SamRecord *administration)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *swatch
      = g_object_new (ADW_TYPE_BIN, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *label = gtk_label_new (sam_record_title (administration));

  gtk_widget_add_css_class (swatch, "swatch");
  gtk_widget_add_css_class (swatch, sam_desk_colour_class (self->desk, administration));
  gtk_widget_set_valign (swatch, GTK_ALIGN_CENTER);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (box), swatch);
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_button_set_has_frame (GTK_BUTTON (button), FALSE);
  gtk_widget_add_css_class (button, "administration-filter");
  gtk_widget_set_name (button, sam_record_id (administration));
  gtk_widget_set_tooltip_text (button, sam_record_title (administration));
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, sam_record_title (administration),
      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _ ("Show only this administration"), -1);
  g_signal_connect_object (button, "toggled", G_CALLBACK (administration_toggled), self, 0);
  return button;
}

static void
show_administrations (SamSidebar *self)
{
  g_autoptr (GPtrArray) all
      = sam_forum_ordered (sam_desk_forum (self->desk), SAM_KIND_ADMINISTRATION);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->administrations)))
    gtk_box_remove (GTK_BOX (self->administrations), child);
  for (guint i = 0; i < all->len; i++)
    gtk_box_append (GTK_BOX (self->administrations),
                    administration_button (self, g_ptr_array_index (all, i)));
}

static void
filter_changed (SamSidebar *self)
{
  gboolean filtered = sam_desk_filters_administrations (self->desk);

  self->updating = TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (self->administrations); child;
       child = gtk_widget_get_next_sibling (child))
    gtk_toggle_button_set_active (
        GTK_TOGGLE_BUTTON (child),
        filtered && sam_desk_administration_shown (self->desk, gtk_widget_get_name (child)));
  self->updating = FALSE;
  gtk_widget_set_visible (self->show_all, filtered);
}

static void
forum_changed (SamSidebar *self, const SamForumDelta *delta)
{
  if (sam_forum_delta_touches (delta, SAM_KIND_FORUM)
      || sam_forum_delta_touches (delta, SAM_KIND_PERIOD))
    show_forum (self);
  if (sam_forum_delta_touches (delta, SAM_KIND_ADMINISTRATION))
    {
      show_administrations (self);
      filter_changed (self);
    }
  show_counts (self);
}

static void
place_activated (GtkListBox *list, GtkListBoxRow *row, gpointer data)
{
  gtk_widget_activate_action (GTK_WIDGET (list), "forum.page", "s",
                              sam_pages[gtk_list_box_row_get_index (row)].name);
}

/* The page may be changed from elsewhere: the sidebar shows what the action says. */
static void
page_changed (GActionGroup *actions, const char *name, GVariant *state, gpointer data)
{
  SamSidebar *self = data;

  for (guint i = 0; i < sam_n_pages; i++)
    if (g_str_equal (sam_pages[i].name, g_variant_get_string (state, NULL)))
      gtk_list_box_select_row (GTK_LIST_BOX (self->places),
                               gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->places), (int)i));
}

void
sam_sidebar_follow (SamSidebar *sidebar, GActionGroup *actions)
{
  g_autoptr (GVariant) page = g_action_group_get_action_state (actions, "page");

  g_signal_connect_object (actions, "action-state-changed::page", G_CALLBACK (page_changed),
                           sidebar, 0);
  page_changed (actions, "page", page, sidebar);
}

static GtkLabel *
append_label (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static GtkWidget *
create_places (SamSidebar *self)
{
  self->places = gtk_list_box_new ();
  gtk_widget_add_css_class (self->places, "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->places), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Pages"), -1);
  for (guint i = 0; i < sam_n_pages; i++)
    {
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
      GtkWidget *icon = gtk_image_new_from_icon_name (sam_pages[i].icon);
      GtkWidget *label = gtk_label_new (_ (sam_pages[i].label));
      GtkWidget *count = NULL;
      GtkWidget *row = gtk_list_box_row_new ();

      gtk_box_append (GTK_BOX (box), icon);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_set_hexpand (label, TRUE);
      gtk_box_append (GTK_BOX (box), label);
      if (sam_pages[i].counted != SAM_KIND_ANY)
        {
          count = gtk_label_new (NULL);
          gtk_widget_add_css_class (count, "count");
          gtk_box_append (GTK_BOX (box), count);
        }
      g_ptr_array_add (self->counts, count);
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _ (sam_pages[i].label), -1);
      gtk_list_box_append (GTK_LIST_BOX (self->places), row);
    }
  g_signal_connect_object (self->places, "row-activated", G_CALLBACK (place_activated), self, 0);
  return self->places;
}

static GtkWidget *
create_filter (SamSidebar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *heading = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkLabel *label = append_label (heading, "heading");

  gtk_label_set_label (label, _ ("Administrations"));
  gtk_widget_set_hexpand (GTK_WIDGET (label), TRUE);
  self->show_all = gtk_button_new_with_label (_ ("Show all"));
  gtk_button_set_has_frame (GTK_BUTTON (self->show_all), FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->show_all), "forum.clear-filter");
  gtk_widget_set_visible (self->show_all, FALSE);
  gtk_box_append (GTK_BOX (heading), self->show_all);
  gtk_widget_add_css_class (heading, "filter-heading");

  self->administrations = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL,
                                        "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->administrations),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Show only these administrations"), -1);
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), self->administrations);
  return box;
}

static void
sam_sidebar_dispose (GObject *object)
{
  SamSidebar *self = SAM_SIDEBAR (object);

  g_clear_object (&self->desk);
  g_clear_pointer (&self->counts, g_ptr_array_unref);
  G_OBJECT_CLASS (sam_sidebar_parent_class)->dispose (object);
}

static void
sam_sidebar_class_init (SamSidebarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sam_sidebar_dispose;
}

static void
sam_sidebar_init (SamSidebar *self)
{
  self->counts = g_ptr_array_new ();
}

static GtkWidget *
create_identity (SamSidebar *self)
{
  GtkWidget *handle = gtk_window_handle_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->title = append_label (box, "forum-title");
  self->period = append_label (box, "forum-detail");
  self->case_number = append_label (box, "forum-detail");
  self->notice = append_label (box, "forum-notice");
  gtk_widget_add_css_class (box, "identity");
  gtk_window_handle_set_child (GTK_WINDOW_HANDLE (handle), box);
  return handle;
}

GtkWidget *
sam_sidebar_new (SamDesk *desk)
{
  SamSidebar *self = g_object_new (SAM_TYPE_SIDEBAR, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *middle = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->desk = g_object_ref (desk);
  gtk_box_append (GTK_BOX (middle), create_places (self));
  gtk_box_append (GTK_BOX (middle), create_filter (self));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), middle);
  gtk_widget_set_vexpand (scrolled, TRUE);

  gtk_box_append (GTK_BOX (box), create_identity (self));
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_box_append (GTK_BOX (box), sam_save_state_new (sam_desk_session (desk)));
  gtk_widget_add_css_class (GTK_WIDGET (self), "sidebar-area");
  adw_bin_set_child (ADW_BIN (self), box);

  g_signal_connect_object (sam_desk_forum (desk), "changed", G_CALLBACK (forum_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "filter-changed", G_CALLBACK (filter_changed), self,
                           G_CONNECT_SWAPPED);
  show_forum (self);
  show_administrations (self);
  show_counts (self);
  return GTK_WIDGET (self);
}
