/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/board/board-ruler.h"

#include <math.h>

#define DETAIL_SCALE 0.9
#define MARK_SCALE 0.82

/* What kerning and hinting may add to the sum of the characters. */
#define SLACK 1.015

static PangoFontDescription *
describe (const PangoFontDescription *base, double scale, PangoWeight weight)
{
  PangoFontDescription *description = pango_font_description_copy (base);
  double size = pango_font_description_get_size (base) * scale;

  pango_font_description_set_weight (description, weight);
  if (pango_font_description_get_size_is_absolute (base))
    pango_font_description_set_absolute_size (description, size);
  else
    pango_font_description_set_size (description, (int)size);
  return description;
}

static int
line_height (PangoLayout *layout, const PangoFontDescription *description)
{
  int height;

  pango_layout_set_font_description (layout, description);
  pango_layout_set_text (layout, "Åg", -1);
  pango_layout_get_pixel_size (layout, NULL, &height);
  return height;
}

SamBoardRuler *
sam_board_ruler_new (GtkWidget *widget)
{
  SamBoardRuler *self = g_new0 (SamBoardRuler, 1);
  const PangoFontDescription *base
      = pango_context_get_font_description (gtk_widget_get_pango_context (widget));

  self->title = describe (base, 1.0, PANGO_WEIGHT_BOLD);
  self->detail = describe (base, DETAIL_SCALE, PANGO_WEIGHT_NORMAL);
  self->mark = describe (base, MARK_SCALE, PANGO_WEIGHT_NORMAL);
  self->layout = gtk_widget_create_pango_layout (widget, NULL);
  self->detail_line = line_height (self->layout, self->detail);
  self->mark_line = line_height (self->layout, self->mark);
  self->title_line = line_height (self->layout, self->title);
  self->advances = g_hash_table_new (NULL, NULL);
  return self;
}

void
sam_board_ruler_free (SamBoardRuler *self)
{
  pango_font_description_free (self->title);
  pango_font_description_free (self->detail);
  pango_font_description_free (self->mark);
  g_hash_table_unref (self->advances);
  g_object_unref (self->layout);
  g_free (self);
}

gboolean
sam_board_ruler_equal (const SamBoardRuler *a, const SamBoardRuler *b)
{
  return pango_font_description_equal (a->title, b->title) && a->title_line == b->title_line
         && a->detail_line == b->detail_line && a->mark_line == b->mark_line;
}

static int
advance_of (SamBoardRuler *self, gunichar character)
{
  gpointer known = g_hash_table_lookup (self->advances, GUINT_TO_POINTER (character));
  char text[6];
  int width;

  if (known)
    return GPOINTER_TO_INT (known);
  /* Measured with the font as the layout has it since it was made. */
  pango_layout_set_text (self->layout, text, g_unichar_to_utf8 (character, text));
  pango_layout_get_size (self->layout, &width, NULL);
  width = MAX (width, 1);
  g_hash_table_insert (self->advances, GUINT_TO_POINTER (character), GINT_TO_POINTER (width));
  return width;
}

int
sam_board_ruler_title_width (SamBoardRuler *self, const char *title)
{
  gint64 width = 0;

  /* Every title on the boards comes by here. */
  for (const char *at = title; *at; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);
      gboolean common = character < G_N_ELEMENTS (self->common);
      int known = common ? self->common[character] : 0;

      if (known == 0)
        known = advance_of (self, character);
      if (common)
        self->common[character] = known;
      width += known;
    }
  return (int)MIN (ceil ((double)width * SLACK / PANGO_SCALE), 100000);
}
