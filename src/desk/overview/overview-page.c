/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/overview/overview-page.h"

#include "base/i18n.h"
#include "desk/overview/overview-cards.h"
#include "desk/overview/overview-layout.h"

struct _SamOverviewPage
{
  AdwBin parent_instance;

  /* Children, borrowed; what is in them is made anew when the Forum changes. */
  GtkWidget *whole;
  GtkWidget *missing;
  GtkWidget *tasks;
  GtkWidget *changes;

  SamDesk *desk; /* owned */
  guint idle;
};

static void page_init (SamPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SamOverviewPage, sam_overview_page, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (SAM_TYPE_PAGE, page_init))

static void
page_init (SamPageInterface *iface)
{
}

static gboolean
passes (SamRecord *record, gpointer data)
{
  SamDesk *desk = data;

  /* The search text is about initiatives and activities; an administration is a row as long as it
   * is shown. */
  if (sam_record_is (record, SAM_KIND_ADMINISTRATION))
    return sam_desk_administration_shown (desk, sam_record_id (record));

  return sam_desk_passes (desk, record);
}

static gboolean
rebuild (gpointer data)
{
  SamOverviewPage *self = data;
  g_autoptr (SamOverview) overview = NULL;

  self->idle = 0;
  overview = sam_overview_new (sam_desk_forum (self->desk), sam_desk_budget (self->desk),
                               sam_desk_me (self->desk), passes, self->desk);
  sam_overview_fill_whole (self->whole, self->desk, overview);
  sam_overview_fill_missing (self->missing, self->desk, overview);
  sam_overview_fill_tasks (self->tasks, self->desk, overview);
  sam_overview_fill_changes (self->changes, self->desk);
  return G_SOURCE_REMOVE;
}

/* Many edits in one turn are one picture. */
static void
queue_rebuild (SamOverviewPage *self)
{
  if (!self->idle && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->idle = g_idle_add (rebuild, self);
}

static void
sam_overview_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sam_overview_page_parent_class)->map (widget);
  rebuild (widget);
}

static void
sam_overview_page_dispose (GObject *object)
{
  SamOverviewPage *self = SAM_OVERVIEW_PAGE (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (sam_overview_page_parent_class)->dispose (object);
}

static void
sam_overview_page_class_init (SamOverviewPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sam_overview_page_dispose;
  GTK_WIDGET_CLASS (klass)->map = sam_overview_page_map;
}

static void
sam_overview_page_init (SamOverviewPage *self)
{
}

GtkWidget *
sam_overview_page_new (SamDesk *desk)
{
  SamOverviewPage *self = g_object_new (SAM_TYPE_OVERVIEW_PAGE, NULL);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 16);
  GtkWidget *upper = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *right = gtk_box_new (GTK_ORIENTATION_VERTICAL, 16);

  self->desk = g_object_ref (desk);
  gtk_box_append (GTK_BOX (upper), sam_overview_card_new (_ ("The whole picture"), &self->whole));
  gtk_widget_set_layout_manager (upper, sam_overview_layout_new (16));
  gtk_box_append (GTK_BOX (right), sam_overview_card_new (_ ("Missing"), &self->missing));
  gtk_box_append (
      GTK_BOX (right),
      sam_overview_card_new (sam_desk_me (desk) ? _ ("My tasks") : _ ("Next tasks"), &self->tasks));
  gtk_widget_set_size_request (right, 280, -1);
  gtk_box_append (GTK_BOX (upper), right);
  gtk_box_append (GTK_BOX (box), upper);
  gtk_box_append (GTK_BOX (box), sam_overview_card_new (_ ("Latest changes"), &self->changes));
  gtk_widget_add_css_class (box, "overview");

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  adw_bin_set_child (ADW_BIN (self), scrolled);
  g_signal_connect_object (sam_desk_forum (desk), "changed", G_CALLBACK (queue_rebuild), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "filter-changed", G_CALLBACK (queue_rebuild), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
