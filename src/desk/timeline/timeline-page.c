/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/i18n.h"
#include "desk/timeline/timeline-axis.h"
#include "desk/timeline/timeline-lane-names.h"
#include "desk/timeline/timeline-private.h"

static void sam_timeline_page_iface_init (SamPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SamTimelinePage, sam_timeline_page, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (SAM_TYPE_PAGE, sam_timeline_page_iface_init))

static int
character_width (SamTimelinePage *self, gunichar character)
{
  gpointer known;
  char text[7] = { 0 };
  g_autoptr (PangoLayout) layout = NULL;
  int width;

  if (g_hash_table_lookup_extended (self->text_widths, GUINT_TO_POINTER (character), NULL, &known))
    return GPOINTER_TO_INT (known);
  g_unichar_to_utf8 (character, text);
  layout = gtk_widget_create_pango_layout (self->ruler, text);
  pango_layout_get_size (layout, &width, NULL);
  g_hash_table_insert (self->text_widths, GUINT_TO_POINTER (character), GINT_TO_POINTER (width));
  return width;
}

/* A sum of characters instead of ten thousand layouts: it is some pixels off where letters are
 * kerned. */
int
sam_timeline_page_text_width (gpointer page, SamRecord *activity)
{
  const char *text = sam_bar_words (activity);
  gint64 width = 0;

  for (const char *c = text; *c != '\0' && width < 4000 * PANGO_SCALE; c = g_utf8_next_char (c))
    width += character_width (page, g_utf8_get_char (c));
  return (int)(width / PANGO_SCALE) + 4
         + (sam_bar_may_clash (activity) ? SAM_ACTIVITY_BAR_SIGN_ROOM : 0);
}

static gboolean
is_filtered (SamTimelinePage *self)
{
  return sam_desk_filters_administrations (self->desk) || *sam_desk_search (self->desk) != '\0';
}

void
sam_timeline_page_update_empty (SamTimelinePage *self)
{
  if (sam_timeline_content_n_bars (self->content) > 0)
    {
      gtk_stack_set_visible_child_name (self->stack, "timeline");
      return;
    }
  if (is_filtered (self))
    {
      adw_status_page_set_title (self->empty, _ ("Nothing matches"));
      adw_status_page_set_description (
          self->empty, _ ("No activity with a date passes the filter and the search."));
      gtk_button_set_label (GTK_BUTTON (self->empty_button), _ ("Show everything"));
    }
  else
    {
      adw_status_page_set_title (self->empty, _ ("Nothing has a date yet"));
      adw_status_page_set_description (
          self->empty,
          _ ("Programme items, preparations and milestones stand here when they have a date."));
      gtk_button_set_label (GTK_BUTTON (self->empty_button), _ ("New activity"));
    }
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

static void
main_action (SamPage *page)
{
  SamTimelinePage *self = SAM_TIMELINE_PAGE (page);

  if (self->new_button != NULL)
    gtk_menu_button_popup (GTK_MENU_BUTTON (self->new_button));
}

static void
empty_clicked (SamTimelinePage *self)
{
  if (is_filtered (self))
    sam_desk_clear_filter (self->desk);
  else
    main_action (SAM_PAGE (self));
}

/* A dragged activity that somebody changes meanwhile is let go: what was dragged from is no more.
 */
static gboolean
touches_drag (SamTimelinePage *self, const SamForumDelta *delta)
{
  if (self->drag.record == NULL)
    return FALSE;
  if (delta->everything)
    return TRUE;
  for (guint i = 0; i < delta->n_changes; i++)
    if (delta->changes[i].record == self->drag.record)
      return TRUE;
  return FALSE;
}

static void
show_anew (SamTimelinePage *self, SamContentChange change)
{
  if (change & SAM_CONTENT_PLACES)
    sam_timeline_view_place (self);
  if (change & SAM_CONTENT_WORDS)
    {
      sam_canvas_all_changed (self->canvas);
      sam_canvas_all_changed (self->names);
    }
  if (change & SAM_CONTENT_BEHIND)
    gtk_widget_queue_draw (self->axis_view);
}

static void
forum_changed (SamForum *forum, const SamForumDelta *delta, gpointer data)
{
  SamTimelinePage *self = data;

  if (!self->loaded)
    return;
  if (touches_drag (self, delta))
    sam_timeline_drag_cancel (self);
  if (delta->everything)
    self->attention = NULL;
  show_anew (self, sam_timeline_content_changed (self->content, delta));
}

static void
filter_changed (SamTimelinePage *self)
{
  if (!self->loaded)
    return;
  sam_timeline_content_load (self->content);
  show_anew (self, SAM_CONTENT_PLACES | SAM_CONTENT_WORDS);
}

static void
load (SamTimelinePage *self)
{
  self->loaded = TRUE;
  sam_timeline_content_load (self->content);
  sam_timeline_view_place (self);
}

/* Shows the record that was asked for before there was room. */
static void
show_wanted (gpointer data)
{
  SamTimelinePage *self = data;
  g_autofree char *id = g_steal_pointer (&self->wanted);

  if (id != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    sam_page_show_record (SAM_PAGE (self), id);
  g_object_unref (self);
}

static void
across_changed (SamTimelinePage *self)
{
  if (!self->loaded || self->scrolled || gtk_adjustment_get_page_size (self->across) <= 0)
    return;
  self->scrolled = TRUE;
  sam_timeline_view_open_where (self);
  g_idle_add_once (show_wanted, g_object_ref (self));
}

static void
scrolled_across (SamTimelinePage *self)
{
  sam_timeline_view_update_insets (self);
  gtk_widget_queue_draw (self->axis_view);
}

static gboolean
show_period (SamTimelinePage *self, SamRecord *period)
{
  SamDay day = sam_record_day (period, SAM_PERIOD_STARTS);

  if (day == SAM_DAY_NONE)
    return FALSE;
  sam_timeline_view_scroll_to (self, sam_timeline_axis_x (&self->axis, day)
                                         - gtk_adjustment_get_page_size (self->across) / 8);
  return TRUE;
}

static gboolean
show_record (SamPage *page, const char *id)
{
  SamTimelinePage *self = SAM_TIMELINE_PAGE (page);
  SamRecord *record = sam_forum_get (sam_desk_forum (self->desk), id);

  if (!self->scrolled)
    {
      g_free (self->wanted);
      self->wanted = g_strdup (id);
      return record != NULL;
    }
  if (record == NULL)
    return FALSE;
  if (sam_record_is (record, SAM_KIND_ACTIVITY))
    return sam_timeline_view_focus (self, record);
  if (sam_record_is (record, SAM_KIND_PERIOD))
    return show_period (self, record);
  if (sam_record_is (record, SAM_KIND_INITIATIVE))
    {
      g_autoptr (GPtrArray) activities
          = sam_source_referrers (sam_desk_source (self->desk), SAM_ACTIVITY_INITIATIVE, id);

      for (guint i = 0; i < activities->len; i++)
        if (sam_timeline_view_focus (self, activities->pdata[i]))
          return TRUE;
    }
  return FALSE;
}

static GtkWidget *
create_toolbar (SamPage *page)
{
  return sam_timeline_toolbar_new (SAM_TIMELINE_PAGE (page));
}

static void
sam_timeline_page_iface_init (SamPageInterface *iface)
{
  iface->create_toolbar = create_toolbar;
  iface->show_record = show_record;
  iface->main_action = main_action;
}

static void
sam_timeline_page_map (GtkWidget *widget)
{
  SamTimelinePage *self = SAM_TIMELINE_PAGE (widget);

  if (!self->loaded)
    load (self);
  GTK_WIDGET_CLASS (sam_timeline_page_parent_class)->map (widget);
}

static void
sam_timeline_page_unmap (GtkWidget *widget)
{
  sam_timeline_drag_cancel (SAM_TIMELINE_PAGE (widget));
  GTK_WIDGET_CLASS (sam_timeline_page_parent_class)->unmap (widget);
}

/* Tab into the page comes to what is on now, not to the year's first. */
static gboolean
sam_timeline_page_grab_focus (GtkWidget *widget)
{
  SamTimelinePage *self = SAM_TIMELINE_PAGE (widget);
  const SamTimelineBar *bar = sam_timeline_lanes_first_after (
      sam_timeline_content_lanes (self->content),
      sam_timeline_axis_days (&self->axis, gtk_adjustment_get_value (self->across)));

  return bar != NULL && self->scrolled && sam_timeline_view_focus (self, bar->key);
}

/* Another font: every width was another's. */
static void
sam_timeline_page_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  SamTimelinePage *self = SAM_TIMELINE_PAGE (widget);
  PangoFontDescription *font
      = pango_context_get_font_description (gtk_widget_get_pango_context (widget));

  GTK_WIDGET_CLASS (sam_timeline_page_parent_class)->css_changed (widget, change);
  if (self->font != NULL && pango_font_description_equal (self->font, font))
    return;
  g_clear_pointer (&self->font, pango_font_description_free);
  self->font = pango_font_description_copy (font);
  g_hash_table_remove_all (self->text_widths);
  sam_words_cache_empty (self->words);
  if (self->loaded)
    filter_changed (self);
}

static void
sam_timeline_page_dispose (GObject *object)
{
  SamTimelinePage *self = SAM_TIMELINE_PAGE (object);

  if (self->clash_idle != 0)
    g_source_remove (self->clash_idle);
  self->clash_idle = 0;
  if (self->zooming != NULL)
    adw_animation_pause (self->zooming);
  if (self->scrolling != NULL)
    adw_animation_pause (self->scrolling);
  g_clear_object (&self->zooming);
  g_clear_object (&self->scrolling);
  g_clear_weak_pointer (&self->new_button);
  g_clear_object (&self->drag.record);

  G_OBJECT_CLASS (sam_timeline_page_parent_class)->dispose (object);
}

static void
sam_timeline_page_finalize (GObject *object)
{
  SamTimelinePage *self = SAM_TIMELINE_PAGE (object);

  sam_timeline_content_free (self->content);
  sam_words_cache_free (self->words);
  g_hash_table_unref (self->text_widths);
  g_ptr_array_unref (self->unknown);
  g_ptr_array_unref (self->inset);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->font, pango_font_description_free);
  g_free (self->wanted);

  G_OBJECT_CLASS (sam_timeline_page_parent_class)->finalize (object);
}

static void
sam_timeline_page_class_init (SamTimelinePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sam_timeline_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = sam_timeline_page_finalize;
  widget_class->css_changed = sam_timeline_page_css_changed;
  widget_class->map = sam_timeline_page_map;
  widget_class->unmap = sam_timeline_page_unmap;
  widget_class->grab_focus = sam_timeline_page_grab_focus;
  gtk_widget_class_set_css_name (widget_class, "timeline");
}

static void
sam_timeline_page_init (SamTimelinePage *self)
{
  self->words = sam_words_cache_new ();
  self->text_widths = g_hash_table_new (NULL, NULL);
  self->unknown = g_ptr_array_new_with_free_func (g_object_unref);
  self->inset = g_ptr_array_new ();
  self->pointer_x = -1;
  self->axis
      = (SamTimelineAxis){ SAM_DAY_NONE, 0, sam_timeline_zoom_day_width (SAM_TIMELINE_WEEK) };
}

static GtkWidget *
create_grid (SamTimelinePage *self)
{
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *names;

  /* It would take the focus itself as long as no bar is there. */
  gtk_widget_set_focusable (scrolled, FALSE);

  self->canvas = SAM_CANVAS (sam_canvas_new (&sam_timeline_canvas_source, self));
  gtk_widget_add_css_class (GTK_WIDGET (self->canvas), "timeline");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->canvas), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Activities"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->canvas));
  gtk_widget_set_hexpand (scrolled, TRUE);
  gtk_widget_set_vexpand (scrolled, TRUE);
  self->across = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (scrolled));
  self->down = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  g_signal_connect_object (self->across, "changed", G_CALLBACK (across_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->across, "value-changed", G_CALLBACK (scrolled_across), self,
                           G_CONNECT_SWAPPED);

  self->corner = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "valign", GTK_ALIGN_END, "ellipsize",
                               PANGO_ELLIPSIZE_END, NULL);
  gtk_widget_add_css_class (self->corner, "timeline-corner");
  self->axis_view = sam_timeline_axis_view_new (self);
  names = sam_timeline_lane_names_new (self, &self->names);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->names), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Lanes"), -1);
  gtk_grid_attach (GTK_GRID (grid), self->corner, 0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), self->axis_view, 1, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), names, 0, 1, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), scrolled, 1, 1, 1, 1);
  return grid;
}

static GtkWidget *
create_empty (SamTimelinePage *self)
{
  self->empty = ADW_STATUS_PAGE (adw_status_page_new ());
  adw_status_page_set_icon_name (self->empty, "samverka-timeline-symbolic");
  self->empty_button = gtk_button_new_with_label (_ ("New activity"));
  gtk_widget_set_halign (self->empty_button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->empty_button, "pill");
  gtk_widget_add_css_class (self->empty_button, "suggested-action");
  g_signal_connect_object (self->empty_button, "clicked", G_CALLBACK (empty_clicked), self,
                           G_CONNECT_SWAPPED);
  adw_status_page_set_child (self->empty, self->empty_button);
  return GTK_WIDGET (self->empty);
}

static void
restore (SamTimelinePage *self)
{
  GKeyFile *settings = sam_session_settings (sam_desk_session (self->desk));
  double day_width = g_key_file_get_double (settings, "timeline", "day-width", NULL);
  int grouping = g_key_file_get_integer (settings, "timeline", "grouping", NULL);

  if (day_width >= SAM_TIMELINE_NARROWEST && day_width <= SAM_TIMELINE_WIDEST)
    self->axis.day_width = day_width;
  if (grouping > 0 && grouping < SAM_TIMELINE_N_GROUPINGS)
    sam_timeline_content_set_grouping (self->content, (SamTimelineGrouping)grouping);
  gtk_label_set_label (GTK_LABEL (self->corner),
                       sam_timeline_grouping_label (sam_timeline_content_grouping (self->content)));
}

GtkWidget *
sam_timeline_page_new (SamDesk *desk)
{
  SamTimelinePage *self = g_object_new (SAM_TYPE_TIMELINE_PAGE, NULL);
  GtkWidget *overlay = gtk_overlay_new ();

  self->desk = g_object_ref (desk);
  self->content = sam_timeline_content_new (desk, sam_timeline_page_text_width, self);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, create_grid (self), "timeline");
  gtk_stack_add_named (self->stack, create_empty (self), "empty");
  self->ruler = g_object_new (SAM_TYPE_ACTIVITY_BAR, "visible", FALSE, "focusable", FALSE,
                              "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), GTK_WIDGET (self->stack));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->ruler);
  adw_bin_set_child (ADW_BIN (self), overlay);

  restore (self);
  sam_timeline_drag_attach (self);
  sam_timeline_keys_attach (self);
  g_signal_connect_object (sam_desk_forum (desk), "changed", G_CALLBACK (forum_changed), self, 0);
  g_signal_connect_object (desk, "filter-changed", G_CALLBACK (filter_changed), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
sam_timeline_page_zoom (SamTimelinePage *self, double day_width)
{
  sam_timeline_view_set_day_width (self, day_width, gtk_adjustment_get_page_size (self->across) / 2,
                                   0);
}
