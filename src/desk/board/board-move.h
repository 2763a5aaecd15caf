/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/board/board-index.h"
#include "sync/edit.h"

/* Moving a card: to another stage, up or down, into another lane. No widget in it. */

/* What the person reads in the history and in undo: "Move “Nattfotboll” to Planned". Caller frees. */
char *sam_board_move_title (SamBoardIndex *index, const SamBoardCard *card, const SamBoardSpot *spot);
/* Fills an edit that puts the card before the card spot->index of the spot's cell, as it is now: stage,
 * position, and what makes the lane (administration, theme, owner; not for the one lane of one
 * administration). Positions of others change only where they leave no room. FALSE if it stands there already. */
gboolean sam_board_move_fill (SamBoardIndex *index, const SamBoardCard *card, const SamBoardSpot *spot, SamEditBuilder *builder);
/* The position that a new card at the end of a cell gets. Caller frees. */
char *sam_board_last_position (SamBoardIndex *index, const SamBoardCell *cell);
