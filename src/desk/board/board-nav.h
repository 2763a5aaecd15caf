/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/board/board-index.h"

/* Where the arrow keys lead on a board. No widget in it. */
typedef struct
{
  SamBoardLane *lane; /* NULL: nowhere */
  SamBoardCard *card; /* NULL: the lane's header */
} SamBoardStop;

typedef enum
{
  SAM_BOARD_UP,
  SAM_BOARD_DOWN,
  SAM_BOARD_LEFT,
  SAM_BOARD_RIGHT,
  SAM_BOARD_CELL_START, /* the first and the last card of the cell */
  SAM_BOARD_CELL_END,
  SAM_BOARD_START, /* of the board */
  SAM_BOARD_END,
  SAM_BOARD_PAGE_UP,
  SAM_BOARD_PAGE_DOWN,
} SamBoardStep;

/* column: the one to keep to when passing headers. page: height of the viewport. The layout must be placed.
 * Where there is nothing that way the stop is `from` itself. */
SamBoardStop sam_board_nav (SamBoardIndex *index, const SamBoardStop *from, guint column, SamBoardStep step, int page);
void sam_board_stop_rect (SamBoardIndex *index, const SamBoardStop *stop, SamBoardRect *rect);
