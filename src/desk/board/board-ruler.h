/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* The fonts of a card and how wide texts are in them. A title's width is the sum of its characters' widths, each
 * measured once: 10 000 titles in a few milliseconds, kerning aside. Drawing never depends on it; only the choice
 * between one line and two does. */
typedef struct
{
  PangoFontDescription *title; /* bold */
  PangoFontDescription *detail;
  PangoFontDescription *mark;  /* on chips and initials */
  int title_line;              /* heights in pixels */
  int detail_line;
  int mark_line;
  GHashTable *advances;        /* character → width of it in the title's font, in Pango units */
  int common[0x180];      /* the same for the characters that titles are written with; 0: not yet known */
  PangoLayout *layout;
} SamBoardRuler;

/* The fonts follow those of the widget. */
SamBoardRuler *sam_board_ruler_new (GtkWidget *widget);
void sam_board_ruler_free (SamBoardRuler *ruler);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SamBoardRuler, sam_board_ruler_free)
gboolean sam_board_ruler_equal (const SamBoardRuler *a, const SamBoardRuler *b);
int sam_board_ruler_title_width (SamBoardRuler *ruler, const char *title);
