/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/timeline/timeline-axis.h"

#include "base/i18n.h"
#include "base/phrase.h"
#include "desk/timeline/timeline-private.h"

#define HEIGHT 60
#define ROW_PERIOD 2
#define ROW_UPPER 21
#define ROW_LOWER 40
#define LABELS_MAX 600

typedef enum
{
  STYLE_UPPER,
  STYLE_LOWER,
  STYLE_PERIOD,
  STYLE_TODAY,
  N_STYLES
} Style;

struct _SamTimelineAxisView
{
  GtkWidget parent_instance;

  SamTimelinePage *page;       /* borrowed */
  GHashTable *labels;          /* text → PangoLayout; one for each style; emptied when large */
  GtkWidget *styles[N_STYLES]; /* never seen; have the styles of the labels */
};

G_DEFINE_FINAL_TYPE (SamTimelineAxisView, sam_timeline_axis_view, GTK_TYPE_WIDGET)

static PangoLayout *
label_layout (SamTimelineAxisView *self, Style style, const char *text)
{
  g_autofree char *key = g_strdup_printf ("%d%s", style, text);
  PangoLayout *layout = g_hash_table_lookup (self->labels, key);

  if (layout != NULL)
    return layout;
  if (g_hash_table_size (self->labels) > LABELS_MAX)
    g_hash_table_remove_all (self->labels);
  layout = gtk_widget_create_pango_layout (self->styles[style], text);
  g_hash_table_insert (self->labels, g_steal_pointer (&key), layout);
  return layout;
}

static void
draw_label (SamTimelineAxisView *self, GtkSnapshot *snapshot, Style style, const char *text,
            double x, double y)
{
  GdkRGBA colour;

  gtk_style_context_get_color (gtk_widget_get_style_context (self->styles[style]), &colour);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float)(int)x, (float)y));
  gtk_snapshot_append_layout (snapshot, label_layout (self, style, text), &colour);
  gtk_snapshot_restore (snapshot);
}

static int
label_width (SamTimelineAxisView *self, Style style, const char *text)
{
  int width;

  pango_layout_get_pixel_size (label_layout (self, style, text), &width, NULL);
  return width;
}

static char *
upper_text (const SamTick *tick)
{
  int year, month, day;

  sam_day_split (tick->day, &year, &month, &day);
  switch (tick->unit)
    {
    case SAM_TICK_YEAR:
      return g_strdup_printf ("%d", year);
    case SAM_TICK_MONTH:
      return sam_phrase_month (year, month);
    case SAM_TICK_WEEK:
      return sam_phrase_week (sam_day_week (tick->day, NULL));
    case SAM_TICK_DAY:
    case SAM_TICK_HOUR:
    default:
      return sam_phrase_day_long (tick->day);
    }
}

static char *
lower_text (const SamTick *tick)
{
  int year, month, day;

  sam_day_split (tick->day, &year, &month, &day);
  switch (tick->unit)
    {
    case SAM_TICK_MONTH:
      return g_strdup (sam_phrase_month_short (month));
    case SAM_TICK_WEEK:
      return tick->width >= 44 ? sam_phrase_week (sam_day_week (tick->day, NULL))
                               : g_strdup_printf ("%d", sam_day_week (tick->day, NULL));
    case SAM_TICK_HOUR:
      return tick->width >= 46 ? sam_phrase_clock (tick->minute)
                               : g_strdup_printf ("%02d", tick->minute / 60);
    case SAM_TICK_DAY:
    case SAM_TICK_YEAR:
    default:
      return tick->width >= 56 ? g_strdup_printf (
                 "%s %d", sam_phrase_weekday_short (sam_day_weekday (tick->day)), day)
                               : g_strdup_printf ("%d", day);
    }
}

/* Where today's mark stands, from and to; out of sight it is far away. */
static void
today_range (SamTimelineAxisView *self, double left, int *from, int *to)
{
  SamTimelinePage *page = self->page;
  double x = sam_timeline_axis_x (&page->axis, sam_timeline_view_today (page)) - left;
  int width = label_width (self, STYLE_TODAY, _ ("Today"));

  *from = (int)x - width / 2 - 6;
  *to = *from + width + 12;
}

/* Weeks say their month too, where it has room beside today's mark. */
static char *
week_text (SamTimelineAxisView *self, const SamTick *tick, double x, double left)
{
  g_autofree char *week = upper_text (tick);
  g_autofree char *full = NULL;
  int year, month, day, from, to, end;

  sam_day_split (tick->day, &year, &month, &day);
  full = g_strdup_printf ("%s · %s", week, sam_phrase_month_short (month));
  end = (int)x + 8 + label_width (self, STYLE_UPPER, full);
  today_range (self, left, &from, &to);
  if (end > x + tick->width || (from < end && to > x))
    return g_steal_pointer (&week);
  return g_steal_pointer (&full);
}

/* The upper row's label stays in sight as long as its own stretch is. */
static void
draw_upper (SamTimelineAxisView *self, GtkSnapshot *snapshot, const SamTick *tick, double left)
{
  GdkRGBA line = sam_timeline_colour (GTK_WIDGET (self), "view_fg_color", 0.15);
  double x = tick->x - left;
  g_autofree char *text
      = tick->unit == SAM_TICK_WEEK ? week_text (self, tick, x, left) : upper_text (tick);
  int needed = label_width (self, STYLE_UPPER, text);

  gtk_snapshot_append_color (snapshot, &line,
                             &GRAPHENE_RECT_INIT ((float)(int)x, ROW_UPPER, 1, HEIGHT - ROW_UPPER));
  if (needed + 8 > tick->width)
    return;
  draw_label (self, snapshot, STYLE_UPPER, text, MAX (x + 4, MIN (4, x + tick->width - needed - 6)),
              ROW_UPPER);
}

static void
draw_ticks (SamTimelineAxisView *self, GtkSnapshot *snapshot, double left, int width)
{
  SamTimelinePage *page = self->page;
  SamTimelineZone *zone = sam_timeline_content_zone (page->content);
  SamTickLevel level = sam_timeline_tick_level (page->axis.day_width);
  g_autoptr (GArray) upper
      = sam_timeline_ticks (&page->axis, zone, level.upper, 1, left, left + width);
  g_autoptr (GArray) lower
      = sam_timeline_ticks (&page->axis, zone, level.lower, level.step, left, left + width);

  for (guint i = 0; i < upper->len; i++)
    draw_upper (self, snapshot, &g_array_index (upper, SamTick, i), left);
  for (guint i = 0; i < lower->len; i++)
    {
      const SamTick *tick = &g_array_index (lower, SamTick, i);
      g_autofree char *text = lower_text (tick);
      double x = tick->x - left;

      /* Days stand in the middle of their column; hours and weeks where they begin. */
      if (tick->unit == SAM_TICK_DAY || tick->unit == SAM_TICK_MONTH)
        x += (tick->width - label_width (self, STYLE_LOWER, text)) / 2;
      else
        x += 4;
      draw_label (self, snapshot, STYLE_LOWER, text, x, ROW_LOWER);
    }
}

typedef struct
{
  SamTimelineAxisView *view;
  GtkSnapshot *snapshot;
  double left;
  int width;
} Draw;

/* The period's name stands over the middle of what is seen of it. */
static gboolean
draw_period (SamRecord *period, gpointer data)
{
  Draw *draw = data;
  SamTimelineAxisView *self = draw->view;
  const SamTimelineAxis *axis = &self->page->axis;
  SamDay first = sam_record_day (period, SAM_PERIOD_STARTS);
  SamDay last = sam_record_day (period, SAM_PERIOD_ENDS);
  g_autofree char *text = NULL;
  double starts, ends, from, to, x;
  int needed;

  if (first == SAM_DAY_NONE || last == SAM_DAY_NONE)
    return TRUE;
  starts = sam_timeline_axis_x (axis, first) - draw->left;
  ends = sam_timeline_axis_x (axis, last + 1) - draw->left;
  if (ends <= 0 || starts >= draw->width)
    return TRUE;
  text = sam_timeline_period_phrase (period, sam_desk_today (self->page->desk));
  needed = label_width (self, STYLE_PERIOD, text);
  from = MAX (starts, 0);
  to = MIN (ends, draw->width);
  x = (from + to - needed) / 2;
  /* Into sight, but not out of the period on a side that is seen. */
  x = CLAMP (x, 4, MAX (4, draw->width - needed - 4));
  draw_label (self, draw->snapshot, STYLE_PERIOD, text, x, ROW_PERIOD);
  return TRUE;
}

static void
draw_today (SamTimelineAxisView *self, GtkSnapshot *snapshot, double left, int width)
{
  GdkRGBA red = sam_timeline_colour (GTK_WIDGET (self), "error_bg_color", 1);
  const char *text = _ ("Today");
  int from, to, height;
  GskRoundedRect pill;

  today_range (self, left, &from, &to);
  if (to < 0 || from > width)
    return;
  pango_layout_get_pixel_size (label_layout (self, STYLE_TODAY, text), NULL, &height);
  gtk_snapshot_append_color (
      snapshot, &red,
      &GRAPHENE_RECT_INIT ((float)((from + to) / 2 - 1), ROW_UPPER, 2, HEIGHT - ROW_UPPER));
  gsk_rounded_rect_init_from_rect (
      &pill, &GRAPHENE_RECT_INIT ((float)from, ROW_UPPER - 1, (float)(to - from), (float)height),
      5);
  gtk_snapshot_push_rounded_clip (snapshot, &pill);
  gtk_snapshot_append_color (snapshot, &red, &pill.bounds);
  gtk_snapshot_pop (snapshot);
  draw_label (self, snapshot, STYLE_TODAY, text, from + 6, ROW_UPPER - 1);
}

static void
sam_timeline_axis_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SamTimelineAxisView *self = SAM_TIMELINE_AXIS_VIEW (widget);
  SamSource *source = sam_desk_source (self->page->desk);
  int width = gtk_widget_get_width (widget);
  double left = gtk_adjustment_get_value (self->page->across);
  Draw draw = { self, snapshot, left, width };

  draw_ticks (self, snapshot, left, width);
  source->each (source, SAM_KIND_PERIOD, draw_period, &draw);
  draw_today (self, snapshot, left, width);
}

static void
sam_timeline_axis_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                                int *minimum, int *natural, int *minimum_baseline,
                                int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : 0;
}

static void
sam_timeline_axis_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (sam_timeline_axis_view_parent_class)->css_changed (widget, change);
  g_hash_table_remove_all (SAM_TIMELINE_AXIS_VIEW (widget)->labels);
}

static void
sam_timeline_axis_view_dispose (GObject *object)
{
  SamTimelineAxisView *self = SAM_TIMELINE_AXIS_VIEW (object);

  for (int i = 0; i < N_STYLES; i++)
    g_clear_pointer (&self->styles[i], gtk_widget_unparent);
  G_OBJECT_CLASS (sam_timeline_axis_view_parent_class)->dispose (object);
}

static void
sam_timeline_axis_view_finalize (GObject *object)
{
  g_hash_table_unref (SAM_TIMELINE_AXIS_VIEW (object)->labels);
  G_OBJECT_CLASS (sam_timeline_axis_view_parent_class)->finalize (object);
}

static void
sam_timeline_axis_view_class_init (SamTimelineAxisViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sam_timeline_axis_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = sam_timeline_axis_view_finalize;
  widget_class->snapshot = sam_timeline_axis_view_snapshot;
  widget_class->measure = sam_timeline_axis_view_measure;
  widget_class->css_changed = sam_timeline_axis_view_css_changed;
  gtk_widget_class_set_css_name (widget_class, "timelineaxis");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
sam_timeline_axis_view_init (SamTimelineAxisView *self)
{
  static const char *const classes[N_STYLES] = { "upper", "lower", "period", "today" };

  self->labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  for (int i = 0; i < N_STYLES; i++)
    {
      self->styles[i] = g_object_new (GTK_TYPE_LABEL, "accessible-role",
                                      GTK_ACCESSIBLE_ROLE_PRESENTATION, "visible", FALSE, NULL);
      gtk_widget_add_css_class (self->styles[i], classes[i]);
      gtk_widget_set_parent (self->styles[i], GTK_WIDGET (self));
    }
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Calendar"), -1);
}

GtkWidget *
sam_timeline_axis_view_new (SamTimelinePage *page)
{
  SamTimelineAxisView *self = g_object_new (SAM_TYPE_TIMELINE_AXIS_VIEW, NULL);

  self->page = page;
  return GTK_WIDGET (self);
}
