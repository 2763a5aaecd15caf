/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/timeline/timeline-bar.h"

#include <string.h>

#define PADDING 9
#define SIGN 16
#define SIGN_GAP (SAM_ACTIVITY_BAR_SIGN_ROOM - SIGN)
#define DIAMOND 13

/* Some screens' full; more are not worth their memory. */
#define WORDS_MAX 2000

typedef struct
{
  PangoLayout *layout;
  int natural; /* how wide the words would be */
} Words;

struct _SamWordsCache
{
  GHashTable *words; /* text, with a mark before it if it is struck through → Words */
};

struct _SamActivityBar
{
  GtkWidget parent_instance;

  /* Borrowed. */
  SamWordsCache *cache;

  /* Owned. */
  SamRecord *record;
  GtkIconPaintable *sign;
  char *text;

  const char *colour; /* static */
  SamBarShape kind;
  int width, extent;
  int inset;
  gboolean inside;
  gboolean cancelled;
};

enum
{
  OPENED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SamActivityBar, sam_activity_bar, GTK_TYPE_WIDGET)

static void
sam_activity_bar_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                          int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = 0;
}

/* Where words begin, from the left of the widget. */
static int
words_start (SamActivityBar *self)
{
  if (!self->inside)
    return self->width + sam_timeline_metrics.label_gap;
  return CLAMP (self->inset, 0, MAX (0, self->width - 60)) + PADDING;
}

static const Words *
words_of (SamActivityBar *self)
{
  g_autofree char *key = g_strconcat (self->cancelled ? "-" : "+", self->text, NULL);
  Words *words = g_hash_table_lookup (self->cache->words, key);

  if (words != NULL)
    return words;
  if (g_hash_table_size (self->cache->words) >= WORDS_MAX)
    g_hash_table_remove_all (self->cache->words);
  words = g_new0 (Words, 1);
  words->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), self->text);
  pango_layout_set_ellipsize (words->layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_single_paragraph_mode (words->layout, TRUE);
  if (self->cancelled)
    {
      g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

      pango_attr_list_insert (attributes, pango_attr_strikethrough_new (TRUE));
      pango_layout_set_attributes (words->layout, attributes);
    }
  pango_layout_get_pixel_size (words->layout, &words->natural, NULL);
  g_hash_table_insert (self->cache->words, g_steal_pointer (&key), words);
  return words;
}

/* The administration's own colour, by the name that the style sheet gives it. */
static GdkRGBA
shape_colour (SamActivityBar *self)
{
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (self));
  g_autofree char *name = g_strdup (self->colour ? self->colour : "administration-slate");
  GdkRGBA colour;

  g_strdelimit (name, "-", '_');
  if (!gtk_style_context_lookup_color (context, name, &colour))
    gtk_style_context_get_color (context, &colour);
  if (self->cancelled)
    colour.alpha *= 0.55f;
  return colour;
}

static void
draw_diamond (SamActivityBar *self, GtkSnapshot *snapshot, int height)
{
  GdkRGBA colour = shape_colour (self);
  GskRoundedRect diamond;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT ((float)self->width / 2.f, (float)height / 2.f));
  gtk_snapshot_rotate (snapshot, 45);
  gsk_rounded_rect_init_from_rect (
      &diamond, &GRAPHENE_RECT_INIT (-DIAMOND / 2.f, -DIAMOND / 2.f, DIAMOND, DIAMOND), 2);
  gtk_snapshot_push_rounded_clip (snapshot, &diamond);
  gtk_snapshot_append_color (snapshot, &colour, &diamond.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_restore (snapshot);
}

/* White in a solid bar, else red: a sign, not only a colour. */
static void
draw_sign (SamActivityBar *self, GtkSnapshot *snapshot, const GdkRGBA *text, int x, int height)
{
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (self));
  GdkRGBA colours[4] = { *text, *text, *text, *text };

  if (!self->inside || self->kind == SAM_BAR_PREPARATION)
    gtk_style_context_lookup_color (context, "error_color", &colours[0]);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float)x, (float)((height - SIGN) / 2)));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (self->sign), snapshot, SIGN,
                                            SIGN, colours, G_N_ELEMENTS (colours));
  gtk_snapshot_restore (snapshot);
}

static void
sam_activity_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SamActivityBar *self = SAM_ACTIVITY_BAR (widget);
  int height = gtk_widget_get_height (widget);
  int x = words_start (self);
  int end = self->inside ? self->width - PADDING : self->extent;
  const Words *words;
  GdkRGBA colour;
  int line;

  if (self->text == NULL)
    return;
  if (self->kind == SAM_BAR_MILESTONE)
    draw_diamond (self, snapshot, height);
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
  if (self->sign != NULL)
    {
      draw_sign (self, snapshot, &colour, x, height);
      x += SIGN + SIGN_GAP;
    }
  if (end - x < 8)
    return;
  words = words_of (self);
  /* Words that have room are laid out once, however often the bar changes its width. */
  pango_layout_set_width (words->layout, words->natural <= end - x ? -1 : (end - x) * PANGO_SCALE);
  pango_layout_get_pixel_size (words->layout, NULL, &line);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float)x, (float)((height - line) / 2)));
  gtk_snapshot_append_layout (snapshot, words->layout, &colour);
  gtk_snapshot_restore (snapshot);
}

static void
sam_activity_bar_opened (SamActivityBar *self)
{
}

static void
sam_activity_bar_dispose (GObject *object)
{
  SamActivityBar *self = SAM_ACTIVITY_BAR (object);
  GtkWidget *popover;

  while ((popover = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (popover);
  g_clear_object (&self->record);
  g_clear_object (&self->sign);
  g_clear_pointer (&self->text, g_free);

  G_OBJECT_CLASS (sam_activity_bar_parent_class)->dispose (object);
}

static void
sam_activity_bar_class_init (SamActivityBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sam_activity_bar_dispose;
  widget_class->measure = sam_activity_bar_measure;
  widget_class->snapshot = sam_activity_bar_snapshot;

  signals[OPENED] = g_signal_new_class_handler (
      "opened", SAM_TYPE_ACTIVITY_BAR, G_SIGNAL_RUN_LAST | G_SIGNAL_ACTION,
      G_CALLBACK (sam_activity_bar_opened), NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_activate_signal (widget_class, signals[OPENED]);
  gtk_widget_class_set_css_name (widget_class, "timelinebar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_BUTTON);
}

static void
sam_activity_bar_init (SamActivityBar *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

GtkWidget *
sam_activity_bar_new (SamWordsCache *cache)
{
  SamActivityBar *self = g_object_new (SAM_TYPE_ACTIVITY_BAR, NULL);

  self->cache = cache;
  return GTK_WIDGET (self);
}

static void
words_free (gpointer data)
{
  Words *words = data;

  g_object_unref (words->layout);
  g_free (words);
}

SamWordsCache *
sam_words_cache_new (void)
{
  SamWordsCache *cache = g_new0 (SamWordsCache, 1);

  cache->words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, words_free);
  return cache;
}

void
sam_words_cache_free (SamWordsCache *cache)
{
  g_hash_table_unref (cache->words);
  g_free (cache);
}

void
sam_words_cache_empty (SamWordsCache *cache)
{
  g_hash_table_remove_all (cache->words);
}

static void
set_class (SamActivityBar *self, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (GTK_WIDGET (self), name);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), name);
}

static void
set_colour (SamActivityBar *self, const char *colour)
{
  if (g_strcmp0 (self->colour, colour) == 0)
    return;
  if (self->colour != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->colour);
  if (colour != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), colour);
  self->colour = colour;
}

static void
set_sign (SamActivityBar *self, gboolean clashes)
{
  GtkWidget *widget = GTK_WIDGET (self);

  if (clashes == (self->sign != NULL))
    return;
  g_clear_object (&self->sign);
  if (clashes)
    self->sign = gtk_icon_theme_lookup_icon (
        gtk_icon_theme_get_for_display (gtk_widget_get_display (widget)), "dialog-warning-symbolic",
        NULL, SIGN, gtk_widget_get_scale_factor (widget), gtk_widget_get_direction (widget), 0);
}

void
sam_activity_bar_show (SamActivityBar *self, SamRecord *activity, const SamBarSays *says,
                       const char *colour_class)
{
  g_set_object (&self->record, activity);
  if (says == NULL)
    return;

  if (g_strcmp0 (self->text, says->words) != 0 || self->cancelled != says->cancelled)
    {
      g_free (self->text);
      self->text = g_strdup (says->words);
    }
  self->kind = says->shape;
  self->cancelled = says->cancelled;
  set_class (self, "preparation", says->shape == SAM_BAR_PREPARATION);
  set_class (self, "milestone", says->shape == SAM_BAR_MILESTONE);
  set_class (self, "cancelled", says->cancelled);
  set_class (self, "clashes", says->clashes);
  set_colour (self, colour_class);
  set_sign (self, says->clashes);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, says->name,
                                  -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

SamRecord *
sam_activity_bar_record (SamActivityBar *self)
{
  return self->record;
}

void
sam_activity_bar_set_shape (SamActivityBar *self, int width, int extent, gboolean inside)
{
  if (self->width == width && self->extent == extent && self->inside == inside)
    return;
  if (self->inside != inside)
    set_class (self, "inside", inside);
  self->width = width;
  self->extent = extent;
  self->inside = inside;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
sam_activity_bar_set_inset (SamActivityBar *self, int inset)
{
  if (self->inset == inset)
    return;
  self->inset = inset;
  if (self->inside)
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

gboolean
sam_activity_bar_on_sign (SamActivityBar *self, int x)
{
  int start = words_start (self);

  return self->sign != NULL && x >= start - SIGN_GAP && x < start + SIGN + SIGN_GAP;
}

int
sam_activity_bar_sign_x (SamActivityBar *self)
{
  return words_start (self);
}
