/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/timeline/timeline-lane-names.h"

/* One lane's name. CSS: lanename > (widget.swatch, label). */
#define SAM_TYPE_LANE_NAME (sam_lane_name_get_type ())
G_DECLARE_FINAL_TYPE (SamLaneName, sam_lane_name, SAM, LANE_NAME, GtkWidget)

struct _SamLaneName
{
  GtkWidget parent_instance;

  /* Children, borrowed. */
  GtkWidget *swatch;
  GtkWidget *label;

  const char *colour; /* static */
};

G_DEFINE_FINAL_TYPE (SamLaneName, sam_lane_name, GTK_TYPE_WIDGET)

static void
sam_lane_name_dispose (GObject *object)
{
  SamLaneName *self = SAM_LANE_NAME (object);

  g_clear_pointer (&self->swatch, gtk_widget_unparent);
  g_clear_pointer (&self->label, gtk_widget_unparent);
  G_OBJECT_CLASS (sam_lane_name_parent_class)->dispose (object);
}

static void
sam_lane_name_class_init (SamLaneNameClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sam_lane_name_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "lanename");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
sam_lane_name_init (SamLaneName *self)
{
  self->swatch = g_object_new (GTK_TYPE_BOX, "valign", GTK_ALIGN_START, NULL);
  gtk_widget_add_css_class (self->swatch, "swatch");
  gtk_widget_set_parent (self->swatch, GTK_WIDGET (self));
  self->label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "valign", GTK_ALIGN_START, "wrap",
                              TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "lines", 2, "ellipsize",
                              PANGO_ELLIPSIZE_END, "hexpand", TRUE, "width-chars", 4, NULL);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
}

static void
sam_lane_name_show (SamLaneName *self, const char *title, const char *heard, const char *colour)
{
  gtk_label_set_label (GTK_LABEL (self->label), title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), heard);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, heard, -1);
  gtk_widget_set_visible (self->swatch, colour != NULL);
  if (g_strcmp0 (self->colour, colour) == 0)
    return;
  if (self->colour != NULL)
    gtk_widget_remove_css_class (self->swatch, self->colour);
  if (colour != NULL)
    gtk_widget_add_css_class (self->swatch, colour);
  self->colour = colour;
}

static void
measure (gpointer owner, int viewport_width, int viewport_height, int *width, int *height)
{
  SamTimelinePage *self = owner;
  int bars = (int)gtk_adjustment_get_page_size (self->down);

  /* As far as the bars scroll, also where a scroll bar makes their view the lower one. */
  *width = viewport_width;
  *height = (int)gtk_adjustment_get_upper (self->down) + MAX (0, viewport_height - bars);
}

static void
visit (gpointer owner, const GdkRectangle *range, SamCanvas *canvas, SamCanvasVisit callback)
{
  SamTimelinePage *self = owner;
  SamTimelineLanes *lanes = sam_timeline_content_lanes (self->content);
  const SamTimelineLane *lane = sam_timeline_lanes_at (lanes, range->y);

  for (guint i = lane ? lane->position : 0; i < sam_timeline_lanes_n_shown (lanes); i++)
    {
      SamCanvasItem item = { .order = i, .width = SAM_TIMELINE_NAMES_WIDTH };

      lane = sam_timeline_lanes_nth (lanes, i);
      if (lane->y >= range->y + range->height)
        break;
      item.key = lane->key;
      item.y = lane->y;
      item.height = lane->height;
      callback (canvas, &item);
    }
}

static GtkWidget *
create (gpointer owner, guint kind)
{
  return g_object_new (SAM_TYPE_LANE_NAME, NULL);
}

static void
bind (gpointer owner, GtkWidget *widget, const SamCanvasItem *item)
{
  SamTimelinePage *self = owner;
  SamTimelineGrouping grouping = sam_timeline_content_grouping (self->content);
  const SamTimelineLane *lane
      = sam_timeline_lanes_lane (sam_timeline_content_lanes (self->content), item->key);
  const char *colour = NULL;
  g_autofree char *title = NULL;
  g_autofree char *heard = NULL;
  SamRecord *record;

  if (lane == NULL)
    return;
  record = sam_timeline_content_lane_record (lane);
  title = sam_timeline_lane_title (grouping, record);
  heard = sam_timeline_lane_name (grouping, record, lane->n_bars);
  if (grouping == SAM_GROUP_ADMINISTRATION && record != NULL)
    colour = sam_desk_colour_class (self->desk, record);
  sam_lane_name_show (SAM_LANE_NAME (widget), title, heard, colour);
}

static void
snapshot_below (gpointer owner, GtkSnapshot *snapshot, const GdkRectangle *range)
{
  SamTimelinePage *self = owner;
  SamTimelineLanes *lanes = sam_timeline_content_lanes (self->content);
  GdkRGBA line = sam_timeline_colour (GTK_WIDGET (self->names), "view_fg_color", 0.09);
  const SamTimelineLane *lane = sam_timeline_lanes_at (lanes, range->y);

  for (guint i = lane ? lane->position : 0; i < sam_timeline_lanes_n_shown (lanes); i++)
    {
      lane = sam_timeline_lanes_nth (lanes, i);
      if (lane->y > range->y + range->height)
        break;
      gtk_snapshot_append_color (
          snapshot, &line,
          &GRAPHENE_RECT_INIT (0, (float)(lane->y + lane->height - 1), (float)range->width, 1));
    }
}

static const SamCanvasSource source = {
  .measure = measure,
  .visit = visit,
  .create = create,
  .bind = bind,
  .snapshot_below = snapshot_below,
};

GtkWidget *
sam_timeline_lane_names_new (SamTimelinePage *page, SamCanvas **canvas)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  *canvas = SAM_CANVAS (sam_canvas_new (&source, page));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_EXTERNAL,
                                  GTK_POLICY_EXTERNAL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (*canvas));
  gtk_widget_set_size_request (scrolled, SAM_TIMELINE_NAMES_WIDTH, -1);
  gtk_widget_add_css_class (scrolled, "timeline-names");
  g_object_bind_property (page->down, "value",
                          gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled)),
                          "value", G_BINDING_BIDIRECTIONAL);
  return scrolled;
}
