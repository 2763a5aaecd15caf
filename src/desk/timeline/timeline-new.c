/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/fold.h"
#include "base/i18n.h"
#include "desk/timeline/timeline-private.h"

#include <math.h>

/* "+ Activity": an activity is part of an initiative, so the popover asks which. */
#define SAM_TYPE_NEW_ACTIVITY (sam_new_activity_get_type ())
G_DECLARE_FINAL_TYPE (SamNewActivity, sam_new_activity, SAM, NEW_ACTIVITY, GtkPopover)

struct _SamNewActivity
{
  GtkPopover parent_instance;

  SamTimelinePage *page; /* borrowed; NULL once it has gone */
  GtkWidget *search;     /* children, borrowed */
  GtkWidget *list;
  GtkWidget *none;
  GtkCustomFilter *filter;   /* owned */
  GtkFilterListModel *shown; /* owned */
  char *folded;              /* what is searched for; owned */
};

G_DEFINE_FINAL_TYPE (SamNewActivity, sam_new_activity, GTK_TYPE_POPOVER)

static gboolean
matches (gpointer item, gpointer data)
{
  SamNewActivity *self = data;

  if (self->page == NULL || sam_record_boolean (item, SAM_INITIATIVE_ARCHIVED))
    return FALSE;
  if (*self->folded != '\0')
    return sam_fold_contains (sam_record_folded (item), self->folded);
  return sam_desk_passes (self->page->desk, item);
}

static int
compare (gconstpointer a, gconstpointer b, gpointer data)
{
  return sam_collate (sam_record_title ((SamRecord *)a), sam_record_title ((SamRecord *)b));
}

/* Today if it is in sight, else the middle of what is; from ten to noon, or about the hour in
 * sight. */
static void
prepare (SamEditBuilder *builder, const char *id, gpointer data)
{
  SamTimelinePage *page = ((gpointer *)data)[0];
  SamRecord *initiative = ((gpointer *)data)[1];
  double left = gtk_adjustment_get_value (page->across);
  double width = gtk_adjustment_get_page_size (page->across);
  double days = sam_timeline_axis_days (&page->axis, left + width / 2);
  double today = sam_timeline_view_today (page);
  double x = sam_timeline_axis_x (&page->axis, today) - left;
  SamMoment starts;

  if (x > 0 && x < width)
    days = floor (today) + 0.5;
  starts = (SamMoment){ (SamDay)floor (days), 10 * 60 };
  if (sam_timeline_zoom_nearest (page->axis.day_width) == SAM_TIMELINE_DAY)
    starts.minute = (gint16)CLAMP (floor ((days - floor (days)) * 24) * 60, 0, 22 * 60);

  sam_edit_builder_set_text (builder, id, SAM_ACTIVITY_INITIATIVE, sam_record_id (initiative));
  sam_edit_builder_set_moment (builder, id, SAM_ACTIVITY_STARTS, starts);
  starts.minute = (gint16)MIN (starts.minute + 120, 23 * 60 + 45);
  sam_edit_builder_set_moment (builder, id, SAM_ACTIVITY_ENDS, starts);
}

static void
choose (SamNewActivity *self, guint position)
{
  g_autoptr (SamRecord) initiative = g_list_model_get_item (
      G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (self->list))), position);
  gpointer data[2] = { self->page, initiative };

  if (initiative == NULL || self->page == NULL)
    return;
  gtk_popover_popdown (GTK_POPOVER (self));
  sam_desk_create (self->page->desk, SAM_KIND_ACTIVITY, prepare, data);
}

static void
row_activated (GtkListView *list, guint position, gpointer data)
{
  choose (data, position);
}

static void
search_activated (SamNewActivity *self)
{
  choose (self, 0);
}

static void
update_none (SamNewActivity *self)
{
  gboolean any = self->shown && g_list_model_get_n_items (G_LIST_MODEL (self->shown)) > 0;

  gtk_widget_set_visible (self->none, !any);
}

static void
search_changed (SamNewActivity *self)
{
  g_free (self->folded);
  self->folded = sam_fold (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  if (self->filter != NULL)
    gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  update_none (self);
}

static void
setup_row (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title
      = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
  GtkWidget *administration
      = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, NULL);

  gtk_widget_add_css_class (administration, "dim-label");
  gtk_widget_add_css_class (administration, "caption");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), administration);
  gtk_list_item_set_child (item, box);
}

static void
bind_row (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  SamNewActivity *self = data;
  GtkWidget *title = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  SamRecord *initiative = gtk_list_item_get_item (item);
  SamRecord *administration = self->page
                                  ? sam_source_follow (sam_desk_source (self->page->desk),
                                                       initiative, SAM_INITIATIVE_ADMINISTRATION)
                                  : NULL;

  gtk_label_set_label (GTK_LABEL (title), sam_record_title (initiative));
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (title)),
                       administration ? sam_record_title (administration) : "");
}

/* The list is there only while it is seen: a forum may have ten thousand initiatives. */
static void
mapped (SamNewActivity *self)
{
  GListModel *all;
  GtkSorter *sorter;
  GtkSortListModel *sorted;

  if (self->page == NULL)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  all = sam_forum_list (sam_desk_forum (self->page->desk), SAM_KIND_INITIATIVE);
  self->filter = gtk_custom_filter_new (matches, self, NULL);
  self->shown
      = gtk_filter_list_model_new (g_object_ref (all), g_object_ref (GTK_FILTER (self->filter)));
  sorter = GTK_SORTER (gtk_custom_sorter_new (compare, NULL, NULL));
  sorted = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (self->shown)), sorter);
  {
    g_autoptr (GtkSelectionModel) selection
        = GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (sorted)));

    gtk_list_view_set_model (GTK_LIST_VIEW (self->list), selection);
  }
  update_none (self);
  gtk_widget_grab_focus (self->search);
}

static void
unmapped (SamNewActivity *self)
{
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), NULL);
  g_clear_object (&self->shown);
  g_clear_object (&self->filter);
}

static void
sam_new_activity_dispose (GObject *object)
{
  SamNewActivity *self = SAM_NEW_ACTIVITY (object);

  g_clear_weak_pointer (&self->page);
  g_clear_object (&self->shown);
  g_clear_object (&self->filter);
  G_OBJECT_CLASS (sam_new_activity_parent_class)->dispose (object);
}

static void
sam_new_activity_finalize (GObject *object)
{
  g_free (SAM_NEW_ACTIVITY (object)->folded);
  G_OBJECT_CLASS (sam_new_activity_parent_class)->finalize (object);
}

static void
sam_new_activity_class_init (SamNewActivityClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sam_new_activity_dispose;
  G_OBJECT_CLASS (klass)->finalize = sam_new_activity_finalize;
}

static GtkWidget *
create_list (SamNewActivity *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_row), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row), self);
  self->list = gtk_list_view_new (NULL, factory);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (self->list), TRUE);
  gtk_widget_add_css_class (self->list, "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Initiatives"), -1);
  g_signal_connect_object (self->list, "activate", G_CALLBACK (row_activated), self, 0);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  gtk_widget_set_size_request (scrolled, 320, 320);
  return scrolled;
}

static void
sam_new_activity_init (SamNewActivity *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *question = g_object_new (GTK_TYPE_LABEL, "label",
                                      _ ("Which initiative is it a part of?"), "xalign", 0.0, NULL);

  self->folded = g_strdup ("");
  gtk_widget_add_css_class (question, "heading");
  self->search = gtk_search_entry_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Find an initiative"), -1);
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (search_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "activate", G_CALLBACK (search_activated), self,
                           G_CONNECT_SWAPPED);
  self->none = g_object_new (GTK_TYPE_LABEL, "label", _ ("No initiative is called that."), "xalign",
                             0.0, "visible", FALSE, NULL);
  gtk_widget_add_css_class (self->none, "dim-label");
  gtk_box_append (GTK_BOX (box), question);
  gtk_box_append (GTK_BOX (box), self->search);
  gtk_box_append (GTK_BOX (box), self->none);
  gtk_box_append (GTK_BOX (box), create_list (self));
  gtk_popover_set_child (GTK_POPOVER (self), box);
  g_signal_connect (self, "map", G_CALLBACK (mapped), NULL);
  g_signal_connect (self, "unmap", G_CALLBACK (unmapped), NULL);
}

GtkWidget *
sam_timeline_new_popover (SamTimelinePage *page)
{
  SamNewActivity *self = g_object_new (SAM_TYPE_NEW_ACTIVITY, NULL);

  g_set_weak_pointer (&self->page, page);
  return GTK_WIDGET (self);
}
