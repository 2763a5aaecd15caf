/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/timeline/timeline-private.h"

/* Behind the bars: weekends, the forum's periods, a grid. Above them: today, and where a dragged
 * bar would land. */

/* Below this many pixels a day, weekends would only be a flicker. */
#define WEEKENDS_FROM 5

GdkRGBA
sam_timeline_colour (GtkWidget *widget, const char *name, double alpha)
{
  GtkStyleContext *context = gtk_widget_get_style_context (widget);
  GdkRGBA colour;

  if (!gtk_style_context_lookup_color (context, name, &colour))
    gtk_style_context_get_color (context, &colour);
  colour.alpha *= (float)alpha;
  return colour;
}

static void
fill (GtkSnapshot *snapshot, const GdkRGBA *colour, double x, double y, double width, double height)
{
  gtk_snapshot_append_color (snapshot, colour,
                             &GRAPHENE_RECT_INIT ((float)x, (float)y, (float)width, (float)height));
}

static void
draw_shades (SamTimelinePage *self, GtkSnapshot *snapshot, const GdkRectangle *range)
{
  GtkWidget *widget = GTK_WIDGET (self->canvas);
  GdkRGBA weekend = sam_timeline_colour (widget, "view_fg_color", 0.05);
  GdkRGBA holiday = sam_timeline_colour (widget, "view_fg_color", 0.085);
  GdkRGBA school_break = sam_timeline_colour (widget, "view_fg_color", 0.025);
  guint n_days;
  const SamShadeDays *days = sam_timeline_content_shades (self->content, &n_days);
  g_autoptr (GArray) bands
      = sam_timeline_shades (&self->axis, days, n_days, range->x, range->x + range->width);

  for (guint i = 0; i < bands->len; i++)
    {
      const SamShadeBand *band = &g_array_index (bands, SamShadeBand, i);

      if (band->shade != SAM_SHADE_BREAK && self->axis.day_width < WEEKENDS_FROM)
        continue;
      fill (snapshot,
            band->shade == SAM_SHADE_HOLIDAY   ? &holiday
            : band->shade == SAM_SHADE_WEEKEND ? &weekend
                                               : &school_break,
            band->x, range->y, band->width, range->height);
    }
}

typedef struct
{
  SamTimelinePage *page;
  GtkSnapshot *snapshot;
  const GdkRectangle *range;
} Draw;

static gboolean
draw_period (SamRecord *period, gpointer data)
{
  Draw *draw = data;
  GtkWidget *widget = GTK_WIDGET (draw->page->canvas);
  const GdkRectangle *range = draw->range;
  SamDay first = sam_record_day (period, SAM_PERIOD_STARTS);
  SamDay last = sam_record_day (period, SAM_PERIOD_ENDS);
  GdkRGBA tint = sam_timeline_colour (widget, "accent_bg_color", 0.07);
  GdkRGBA edge = sam_timeline_colour (widget, "accent_bg_color", 0.5);
  double starts, ends;

  if (first == SAM_DAY_NONE || last == SAM_DAY_NONE)
    return TRUE;
  starts = sam_timeline_axis_x (&draw->page->axis, first);
  ends = sam_timeline_axis_x (&draw->page->axis, last + 1);
  if (ends < range->x || starts > range->x + range->width)
    return TRUE;
  fill (draw->snapshot, &tint, starts, range->y, ends - starts, range->height);
  fill (draw->snapshot, &edge, starts - 1, range->y, 2, range->height);
  fill (draw->snapshot, &edge, ends - 1, range->y, 2, range->height);
  return TRUE;
}

static void
draw_grid (SamTimelinePage *self, GtkSnapshot *snapshot, const GdkRectangle *range)
{
  GtkWidget *widget = GTK_WIDGET (self->canvas);
  GdkRGBA strong = sam_timeline_colour (widget, "view_fg_color", 0.11);
  GdkRGBA faint = sam_timeline_colour (widget, "view_fg_color", 0.05);
  SamTickLevel level = sam_timeline_tick_level (self->axis.day_width);
  SamTimelineZone *zone = sam_timeline_content_zone (self->content);
  g_autoptr (GArray) upper
      = sam_timeline_ticks (&self->axis, zone, level.upper, 1, range->x, range->x + range->width);

  if (level.lower == SAM_TICK_HOUR)
    {
      g_autoptr (GArray) hours = sam_timeline_ticks (&self->axis, zone, level.lower, level.step,
                                                     range->x, range->x + range->width);

      for (guint i = 0; i < hours->len; i++)
        fill (snapshot, &faint, (int)g_array_index (hours, SamTick, i).x, range->y, 1,
              range->height);
    }
  for (guint i = 0; i < upper->len; i++)
    fill (snapshot, &strong, (int)g_array_index (upper, SamTick, i).x, range->y, 1, range->height);
}

static void
draw_lanes (SamTimelinePage *self, GtkSnapshot *snapshot, const GdkRectangle *range)
{
  SamTimelineLanes *lanes = sam_timeline_content_lanes (self->content);
  GdkRGBA line = sam_timeline_colour (GTK_WIDGET (self->canvas), "view_fg_color", 0.09);
  const SamTimelineLane *lane = sam_timeline_lanes_at (lanes, range->y);

  for (guint i = lane ? lane->position : 0; i < sam_timeline_lanes_n_shown (lanes); i++)
    {
      lane = sam_timeline_lanes_nth (lanes, i);
      if (lane->y > range->y + range->height)
        break;
      fill (snapshot, &line, range->x, lane->y + lane->height - 1, range->width, 1);
    }
}

void
sam_timeline_draw_below (gpointer page, GtkSnapshot *snapshot, const GdkRectangle *range)
{
  SamTimelinePage *self = page;
  SamSource *source = sam_desk_source (self->desk);
  Draw draw = { self, snapshot, range };

  source->each (source, SAM_KIND_PERIOD, draw_period, &draw);
  draw_shades (self, snapshot, range);
  draw_grid (self, snapshot, range);
  draw_lanes (self, snapshot, range);
}

/* A pill with the times that the bar would get, above it, or below where there is no room. */
static void
draw_drag (SamTimelinePage *self, GtkSnapshot *snapshot, const GdkRectangle *range)
{
  GtkWidget *widget = GTK_WIDGET (self->canvas);
  GdkRGBA back = sam_timeline_colour (widget, "popover_fg_color", 1);
  GdkRGBA text = sam_timeline_colour (widget, "popover_bg_color", 1);
  g_autofree char *phrase
      = sam_timeline_times_phrase (&self->drag.now, sam_desk_today (self->desk));
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (self->ruler, phrase);
  GskRoundedRect pill;
  int width, height, x, y;

  pango_layout_get_pixel_size (layout, &width, &height);
  x = self->drag.part == SAM_TIMELINE_END ? self->drag.bar.x + self->drag.bar.width - width - 16
                                          : self->drag.bar.x;
  x = CLAMP (x, range->x + 4, MAX (range->x + 4, range->x + range->width - width - 20));
  y = self->drag.bar_y - height - 12;
  if (y < range->y + 2)
    y = self->drag.bar_y + sam_timeline_metrics.bar_height + 4;

  back.alpha = 1;
  gsk_rounded_rect_init_from_rect (
      &pill, &GRAPHENE_RECT_INIT ((float)x, (float)y, (float)(width + 16), (float)(height + 8)), 6);
  gtk_snapshot_push_rounded_clip (snapshot, &pill);
  gtk_snapshot_append_color (snapshot, &back, &pill.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float)(x + 8), (float)(y + 4)));
  gtk_snapshot_append_layout (snapshot, layout, &text);
  gtk_snapshot_restore (snapshot);
}

void
sam_timeline_draw_above (gpointer page, GtkSnapshot *snapshot, const GdkRectangle *range)
{
  SamTimelinePage *self = page;
  GdkRGBA red = sam_timeline_colour (GTK_WIDGET (self->canvas), "error_bg_color", 1);
  double x = (int)sam_timeline_axis_x (&self->axis, sam_timeline_view_today (self));

  if (x >= range->x - 2 && x <= range->x + range->width)
    fill (snapshot, &red, x - 1, range->y, 2, range->height);
  if (self->drag.moving && self->drag.record != NULL)
    draw_drag (self, snapshot, range);
}
