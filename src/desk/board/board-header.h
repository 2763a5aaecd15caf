/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "desk/board/board-index.h"

/* The stages above the board: always in sight, each above its column, with its count and limit. They follow the
 * board sideways. CSS node: boardheader. */
#define SAM_TYPE_BOARD_HEADER (sam_board_header_get_type ())
G_DECLARE_FINAL_TYPE (SamBoardHeader, sam_board_header, SAM, BOARD_HEADER, GtkWidget)

/* index: borrowed, outlives the widget. adjustment: the board's, sideways. */
GtkWidget *sam_board_header_new (SamBoardIndex *index, GtkAdjustment *adjustment);
void sam_board_header_update (SamBoardHeader *header); /* columns or counts have changed */
/* The board was placed or scrolled. At once, for the board is placed while GTK lays out the window, after the
 * header had its turn. */
void sam_board_header_follow (SamBoardHeader *header);
