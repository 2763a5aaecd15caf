/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/board/board-card.h"

#include "base/i18n.h"

#define DETAIL_GAP 2   /* below the title */
#define FOOT_GAP 5     /* below the details */
#define SPACE 8        /* between parts of a line */
#define CHIP_PADDING 7 /* beside a chip's text */
#define CHIP_MINIMUM 44
#define MAX_CHIPS 3
#define RADIUS 9
#define EDGE 4 /* of the administration's colour */

enum
{
  TEXT_TITLE,
  TEXT_WHEN,
  TEXT_MONEY,
  TEXT_WARNING,
  TEXT_TASKS,
  TEXT_INITIALS,
  TEXT_MORE, /* chips that found no room: "+2" */
  TEXT_CHIP, /* and the following */
  N_TEXTS = TEXT_CHIP + MAX_CHIPS,
};

struct _SamBoardCardWidget
{
  GtkButton parent_instance;

  SamBoardRuler *ruler; /* borrowed */
  SamBoardFace face;    /* owned */
  char *edge_name;      /* of the administration's colour in the style: "administration_purple" */
  gboolean tall;
  gboolean cut; /* not all found room, as last drawn */
  guint n_chips;
  PangoLayout *texts[N_TEXTS]; /* owned; made when first needed */
};

G_DEFINE_FINAL_TYPE (SamBoardCardWidget, sam_board_card_widget, GTK_TYPE_BUTTON)

static int
foot_height (const SamBoardRuler *ruler)
{
  return ruler->mark_line + 6;
}

static int
content_height (const SamBoardRuler *ruler, gboolean tall)
{
  return ruler->title_line * (tall ? 2 : 1) + DETAIL_GAP + ruler->detail_line + FOOT_GAP
         + foot_height (ruler);
}

static PangoLayout *
text (SamBoardCardWidget *self, guint i, const PangoFontDescription *font, const char *string)
{
  if (!self->texts[i])
    {
      self->texts[i] = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
      pango_layout_set_ellipsize (self->texts[i], PANGO_ELLIPSIZE_END);
    }
  pango_layout_set_font_description (self->texts[i], font);
  pango_layout_set_width (self->texts[i], -1);
  pango_layout_set_text (self->texts[i], string ? string : "", -1);
  return self->texts[i];
}

static PangoLayout *
bold (PangoLayout *layout)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  return layout;
}

static void
set_texts (SamBoardCardWidget *self, gboolean with_administration)
{
  const SamBoardFace *face = &self->face;
  const SamBoardRuler *ruler = self->ruler;
  g_autofree char *tasks = face->tasks ? g_strconcat (face->tasks, " ✓", NULL) : NULL;
  g_autofree char *warning = face->warning ? g_strconcat ("⚠ ", face->warning, NULL) : NULL;
  PangoLayout *title = text (self, TEXT_TITLE, ruler->title, face->title);

  pango_layout_set_wrap (title, PANGO_WRAP_WORD_CHAR);
  text (self, TEXT_WHEN, ruler->detail, face->when);
  text (self, TEXT_MONEY, ruler->detail, face->money ? face->money : "—");
  bold (text (self, TEXT_WARNING, ruler->mark, warning));
  text (self, TEXT_TASKS, ruler->detail, tasks);
  bold (text (self, TEXT_INITIALS, ruler->mark, face->initials));
  self->n_chips = 0;
  if (face->archived)
    text (self, TEXT_CHIP + self->n_chips++, ruler->mark, _ ("archived"));
  if (with_administration && face->administration)
    text (self, TEXT_CHIP + self->n_chips++, ruler->mark, face->administration);
  for (guint i = 0; face->themes[i] && self->n_chips < MAX_CHIPS; i++)
    text (self, TEXT_CHIP + self->n_chips++, ruler->mark, face->themes[i]);
}

void
sam_board_card_widget_show (SamBoardCardWidget *self, SamBoardFace *face, SamBoardRuler *ruler,
                            gboolean tall, const char *colour_class, gboolean with_administration)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean resized = self->ruler != ruler || self->tall != tall;

  sam_board_face_clear (&self->face);
  self->face = *face;
  memset (face, 0, sizeof *face);
  self->ruler = ruler;
  self->tall = tall;
  set_texts (self, with_administration);
  g_free (self->edge_name);
  self->edge_name = g_strdelimit (g_strdup (colour_class), "-", '_');
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->face.spoken, -1);
  if (resized)
    gtk_widget_queue_resize (widget);
  else
    gtk_widget_queue_draw (widget);
}

static void
sam_board_card_widget_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                               int *minimum, int *natural, int *minimum_baseline,
                               int *natural_baseline)
{
  SamBoardCardWidget *self = SAM_BOARD_CARD_WIDGET (widget);

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_VERTICAL && self->ruler)
    *minimum = *natural = content_height (self->ruler, self->tall);
}

static void
sam_board_card_widget_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  /* Nothing inside to place: texts are fitted when drawn. */
}

/* One rounded shape with what is in it: the same from CSS (background, border of one side, two
 * blurred shadows) costs a hundred times as much where no graphics card draws it. */
static void
draw_ground (SamBoardCardWidget *self, GtkSnapshot *snapshot)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));
  gboolean hover = gtk_widget_get_state_flags (GTK_WIDGET (self)) & GTK_STATE_FLAG_PRELIGHT;
  GtkBorder padding;
  GskRoundedRect shape;
  graphene_rect_t *bounds = &shape.bounds;
  GdkRGBA ground, edge, line = { 0, 0, 0, hover ? 0.26f : 0.14f };

  gtk_style_context_get_padding (style, &padding);
  gsk_rounded_rect_init_from_rect (
      &shape,
      &GRAPHENE_RECT_INIT (
          -padding.left, -padding.top,
          (float)(gtk_widget_get_width (GTK_WIDGET (self)) + padding.left + padding.right),
          (float)(gtk_widget_get_height (GTK_WIDGET (self)) + padding.top + padding.bottom)),
      RADIUS);
  if (!gtk_style_context_lookup_color (style, "board_card_color", &ground))
    gtk_style_context_get_color (style, &ground);
  if (!self->edge_name || !gtk_style_context_lookup_color (style, self->edge_name, &edge))
    edge = line;

  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, &ground, bounds);
  gtk_snapshot_append_color (snapshot, &line,
                             &GRAPHENE_RECT_INIT (bounds->origin.x,
                                                  bounds->origin.y + bounds->size.height - 1,
                                                  bounds->size.width, 1));
  gtk_snapshot_append_color (
      snapshot, &edge,
      &GRAPHENE_RECT_INIT (bounds->origin.x, bounds->origin.y, EDGE, bounds->size.height));
  gtk_snapshot_pop (snapshot);
}

typedef struct
{
  GtkSnapshot *snapshot;
  GdkRGBA plain, dim, wrong, line, fill;
} Pen;

static void
faded (GdkRGBA *colour, const GdkRGBA *of, float by)
{
  *colour = *of;
  colour->alpha *= by;
}

static void
prepare_pen (SamBoardCardWidget *self, GtkSnapshot *snapshot, Pen *pen)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));

  pen->snapshot = snapshot;
  gtk_style_context_get_color (style, &pen->plain);
  faded (&pen->dim, &pen->plain, 0.72f);
  faded (&pen->line, &pen->plain, 0.3f);
  faded (&pen->fill, &pen->plain, 0.13f);
  if (!gtk_style_context_lookup_color (style, "error_color", &pen->wrong))
    pen->wrong = pen->plain;
}

/* Draws one line of text, centred in the height of its row; returns its width. */
static int
draw_text (Pen *pen, PangoLayout *layout, int x, int y, int row, const GdkRGBA *colour)
{
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  gtk_snapshot_save (pen->snapshot);
  gtk_snapshot_translate (pen->snapshot,
                          &GRAPHENE_POINT_INIT ((float)x, (float)(y + (row - height) / 2)));
  gtk_snapshot_append_layout (pen->snapshot, layout, colour);
  gtk_snapshot_restore (pen->snapshot);
  return width;
}

static int
width_of (PangoLayout *layout)
{
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

static void
draw_details (SamBoardCardWidget *self, Pen *pen, int y, int width)
{
  PangoLayout *when = self->texts[TEXT_WHEN], *money = self->texts[TEXT_MONEY];
  int row = self->ruler->detail_line;
  int room = MAX (0, width - width_of (money) - SPACE);

  /* An amount is never cut; a date may be. */
  pango_layout_set_width (when, -1);
  if (width_of (when) > room)
    {
      pango_layout_set_width (when, room * PANGO_SCALE);
      self->cut = TRUE;
    }
  draw_text (pen, when, 0, y, row, &pen->dim);
  draw_text (pen, money, MIN (width_of (when), room) + SPACE, y, row, &pen->dim);
}

static int
draw_initials (SamBoardCardWidget *self, Pen *pen, int right, int y, int row)
{
  PangoLayout *initials = self->texts[TEXT_INITIALS];
  GskRoundedRect circle;

  if (!self->face.initials || !*self->face.initials)
    return right;
  gsk_rounded_rect_init_from_rect (
      &circle, &GRAPHENE_RECT_INIT ((float)(right - row), (float)y, (float)row, (float)row),
      (float)row / 2);
  gtk_snapshot_push_rounded_clip (pen->snapshot, &circle);
  gtk_snapshot_append_color (pen->snapshot, &pen->fill, &circle.bounds);
  gtk_snapshot_pop (pen->snapshot);
  draw_text (pen, initials, right - row + (row - width_of (initials)) / 2, y, row, &pen->plain);
  return right - row - SPACE;
}

/* FALSE if it found no room. */
static gboolean
draw_chip (SamBoardCardWidget *self, Pen *pen, PangoLayout *chip, int *x, int right, int y, int row)
{
  static const float border[4] = { 1, 1, 1, 1 };
  GdkRGBA colours[4] = { pen->line, pen->line, pen->line, pen->line };
  GskRoundedRect outline;
  int width;

  pango_layout_set_width (chip, -1);
  width = width_of (chip) + 2 * CHIP_PADDING;
  if (width > right - *x)
    {
      if (*x > 0 || right - *x < CHIP_MINIMUM)
        return FALSE;
      width = right - *x;
      self->cut = TRUE;
      pango_layout_set_width (chip, (width - 2 * CHIP_PADDING) * PANGO_SCALE);
    }
  gsk_rounded_rect_init_from_rect (
      &outline, &GRAPHENE_RECT_INIT ((float)*x, (float)y + 1, (float)width, (float)row - 2),
      (float)(row - 2) / 2);
  gtk_snapshot_append_border (pen->snapshot, &outline, border, colours);
  draw_text (pen, chip, *x + CHIP_PADDING, y, row, &pen->dim);
  *x += width + SPACE / 2;
  return TRUE;
}

static void
draw_chips (SamBoardCardWidget *self, Pen *pen, int right, int y, int row)
{
  guint n_all = g_strv_length (self->face.themes), left;
  int x = 0;
  guint drawn = 0;

  while (drawn < self->n_chips
         && draw_chip (self, pen, self->texts[TEXT_CHIP + drawn], &x, right, y, row))
    drawn++;
  left = MAX (n_all, self->n_chips) - drawn;
  if (left == 0)
    return;
  self->cut = TRUE;
  if (drawn > 0)
    {
      g_autofree char *more = g_strdup_printf ("+%u", left);
      PangoLayout *layout = text (self, TEXT_MORE, self->ruler->mark, more);

      if (x + width_of (layout) <= right)
        draw_text (pen, layout, x, y, row, &pen->dim);
    }
}

static void
draw_foot (SamBoardCardWidget *self, Pen *pen, int y, int width)
{
  int row = foot_height (self->ruler);
  int right = draw_initials (self, pen, width, y, row);
  PangoLayout *warning = self->texts[TEXT_WARNING];

  if (self->face.tasks)
    {
      int tasks = width_of (self->texts[TEXT_TASKS]);

      draw_text (pen, self->texts[TEXT_TASKS], right - tasks, y, row, &pen->dim);
      right -= tasks + SPACE;
    }
  if (self->face.warning)
    {
      int room;

      pango_layout_set_width (warning, -1);
      room = MIN (width_of (warning), MAX (0, right));
      pango_layout_set_width (warning, room * PANGO_SCALE);
      draw_text (pen, warning, right - room, y, row, &pen->wrong);
      right -= room + SPACE;
    }
  draw_chips (self, pen, right, y, row);
}

static void
sam_board_card_widget_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SamBoardCardWidget *self = SAM_BOARD_CARD_WIDGET (widget);
  int width = gtk_widget_get_width (widget);
  PangoLayout *title = self->texts[TEXT_TITLE];
  int y = 0;
  Pen pen;

  if (!self->ruler || width <= 0)
    return;
  draw_ground (self, snapshot);
  prepare_pen (self, snapshot, &pen);
  self->cut = FALSE;
  pango_layout_set_width (title, width * PANGO_SCALE);
  pango_layout_set_height (title, self->tall ? -2 : -1);
  gtk_snapshot_append_layout (snapshot, title, &pen.plain);
  if (pango_layout_is_ellipsized (title))
    self->cut = TRUE;
  y += self->ruler->title_line * (self->tall ? 2 : 1) + DETAIL_GAP;
  draw_details (self, &pen, y, width);
  y += self->ruler->detail_line + FOOT_GAP;
  draw_foot (self, &pen, y, width);
}

/* What is cut on the card is whole in its tooltip. */
static gboolean
sam_board_card_widget_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard,
                                     GtkTooltip *tooltip)
{
  SamBoardCardWidget *self = SAM_BOARD_CARD_WIDGET (widget);
  const SamBoardFace *face = &self->face;
  GString *lines;

  if (!self->ruler || !self->cut)
    return FALSE;
  lines = g_string_new (face->title);
  g_string_append_printf (lines, "\n%s", face->when);
  if (face->themes[0])
    {
      g_autofree char *themes = g_strjoinv (", ", face->themes);

      g_string_append_printf (lines, "\n%s", themes);
    }
  if (face->warning)
    g_string_append_printf (lines, "\n%s", face->warning);
  if (face->owner)
    g_string_append_printf (lines, "\n%s", face->owner);
  gtk_tooltip_set_text (tooltip, lines->str);
  g_string_free (lines, TRUE);
  return TRUE;
}

static void
sam_board_card_widget_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  SamBoardCardWidget *self = SAM_BOARD_CARD_WIDGET (widget);

  GTK_WIDGET_CLASS (sam_board_card_widget_parent_class)->css_changed (widget, change);
  gtk_widget_queue_draw (widget);
  for (guint i = 0; i < N_TEXTS; i++)
    if (self->texts[i])
      pango_layout_context_changed (self->texts[i]);
}

static void
sam_board_card_widget_finalize (GObject *object)
{
  SamBoardCardWidget *self = SAM_BOARD_CARD_WIDGET (object);

  for (guint i = 0; i < N_TEXTS; i++)
    g_clear_object (&self->texts[i]);
  sam_board_face_clear (&self->face);
  g_free (self->edge_name);
  G_OBJECT_CLASS (sam_board_card_widget_parent_class)->finalize (object);
}

static void
sam_board_card_widget_class_init (SamBoardCardWidgetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sam_board_card_widget_finalize;
  widget_class->measure = sam_board_card_widget_measure;
  widget_class->size_allocate = sam_board_card_widget_size_allocate;
  widget_class->snapshot = sam_board_card_widget_snapshot;
  widget_class->query_tooltip = sam_board_card_widget_query_tooltip;
  widget_class->css_changed = sam_board_card_widget_css_changed;
  gtk_widget_class_set_css_name (widget_class, "boardcard");
}

static void
sam_board_card_widget_init (SamBoardCardWidget *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  /* A button's layout manager knows its child only. */
  gtk_widget_set_layout_manager (widget, NULL);
  gtk_widget_set_has_tooltip (widget, TRUE);
}

GtkWidget *
sam_board_card_widget_new (void)
{
  return g_object_new (SAM_TYPE_BOARD_CARD_WIDGET, NULL);
}

void
sam_board_card_widget_extents (SamBoardCardWidget *self, const SamBoardRuler *ruler, int heights[2],
                               int *inset)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));
  GtkBorder padding, border;
  int around;

  gtk_style_context_get_padding (style, &padding);
  gtk_style_context_get_border (style, &border);
  around = padding.top + padding.bottom + border.top + border.bottom;
  *inset = padding.left + padding.right + border.left + border.right;
  heights[0] = content_height (ruler, FALSE) + around;
  heights[1] = content_height (ruler, TRUE) + around;
}
