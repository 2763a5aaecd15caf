/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/start-page.h"

#include "base/i18n.h"
#include "config.h"

static GtkWidget *
choice (const char *icon, const char *title, const char *subtitle, const char *action)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_icon_name (ADW_ACTION_ROW (row), icon);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), action);
  /* Its title is its name already; with a label too that would be said twice. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  subtitle, -1);
  return row;
}

static GtkWidget *
choices (void)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("How to begin"), -1);
  gtk_list_box_append (
      GTK_LIST_BOX (list),
      choice ("samverka-board-symbolic", _ ("Look at the sample"),
              _ ("Öppna Malmö 2025 with made-up initiatives, to try everything on"),
              "win.open-sample"));
  gtk_list_box_append (GTK_LIST_BOX (list),
                       choice ("document-open-symbolic", _ ("Open a forum file"),
                               _ ("Work on a forum that somebody has handed you"), "win.open"));
  gtk_list_box_append (
      GTK_LIST_BOX (list),
      choice ("network-server-symbolic", _ ("Connect to a server"),
              _ ("Share one forum with the working group; comes with the shared server"),
              "win.connect"));
  return list;
}

GtkWidget *
sam_start_page_new (const char *trouble)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *clamp = adw_clamp_new ();

  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page),
                                 trouble ? "dialog-warning-symbolic" : SAM_APPLICATION_ID);
  adw_status_page_set_title (ADW_STATUS_PAGE (page),
                             trouble ? _ ("It could not be opened") : _ ("Welcome to Samverka"));
  if (trouble)
    {
      g_autofree char *escaped = g_markup_escape_text (trouble, -1);

      adw_status_page_set_description (ADW_STATUS_PAGE (page), escaped);
    }
  else
    adw_status_page_set_description (
        ADW_STATUS_PAGE (page),
        _ ("What every administration brings, when it happens and what it costs."));
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 520);
  adw_clamp_set_child (ADW_CLAMP (clamp), choices ());
  adw_status_page_set_child (ADW_STATUS_PAGE (page), clamp);
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), page);
  return box;
}
