/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "desk/board/board-face.h"
#include "desk/board/board-ruler.h"

/* One initiative on the board: a button that draws what a SamBoardFace says. It draws its texts itself, for a card
 * of labels costs ten times as much to show while scrolling. Its accessible name is the face in one line.
 * CSS node: boardcard, .dragging while it is dragged; it draws its own ground, in @board_card_color. */
#define SAM_TYPE_BOARD_CARD_WIDGET (sam_board_card_widget_get_type ())
G_DECLARE_FINAL_TYPE (SamBoardCardWidget, sam_board_card_widget, SAM, BOARD_CARD_WIDGET, GtkButton)

GtkWidget *sam_board_card_widget_new (void);
/* face: its members are taken. ruler: borrowed, must outlive what is drawn with it. colour_class: as
 * sam_desk_colour_class() has it; copied. */
void sam_board_card_widget_show (SamBoardCardWidget *card, SamBoardFace *face, SamBoardRuler *ruler, gboolean tall, const char *colour_class, gboolean with_administration);
/* Height of a card with a title of one line or of two, and what its width has besides the text. */
void sam_board_card_widget_extents (SamBoardCardWidget *card, const SamBoardRuler *ruler, int heights[2], int *inset);
