/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/board/board-nav.h"

void
sam_board_stop_rect (SamBoardIndex *index, const SamBoardStop *stop, SamBoardRect *rect)
{
  SamBoard *board = sam_board_index_layout (index);

  if (stop->card)
    sam_board_card_rect (board, stop->lane->number, stop->card->column,
                         sam_board_index_place (index, stop->card), rect);
  else
    sam_board_lane_rect (board, stop->lane->number, rect);
}

static SamBoardStop
header_of (SamBoardIndex *index, guint lane)
{
  return (SamBoardStop){ sam_board_index_lane (index, lane), NULL };
}

/* The column nearest to this one that has cards; at a tie the left one. G_MAXUINT: the lane has
 * none. */
static guint
nearest_column (SamBoard *board, guint lane, guint column)
{
  guint n = sam_board_n_columns (board);

  for (guint away = 0; away < n; away++)
    {
      if (away <= column && column - away < n && sam_board_count (board, lane, column - away) > 0)
        return column - away;
      if (column + away < n && sam_board_count (board, lane, column + away) > 0)
        return column + away;
    }
  return G_MAXUINT;
}

/* The first or last card of a lane in about that column; its header if it is collapsed or empty. */
static SamBoardStop
enter_lane (SamBoardIndex *index, guint lane, guint column, gboolean last)
{
  SamBoard *board = sam_board_index_layout (index);
  SamBoardStop stop = header_of (index, lane);

  column = nearest_column (board, lane, column);
  if (sam_board_collapsed (board, lane) || column == G_MAXUINT)
    return stop;
  stop.card
      = sam_board_card (board, lane, column, last ? sam_board_count (board, lane, column) - 1 : 0);
  return stop;
}

/* The card of a cell whose middle is nearest to y. */
static SamBoardCard *
card_near (SamBoardIndex *index, guint lane, guint column, int y)
{
  SamBoard *board = sam_board_index_layout (index);
  guint low = 0, high = sam_board_count (board, lane, column) - 1;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      SamBoardRect rect;

      sam_board_card_rect (board, lane, column, middle, &rect);
      if (rect.y + rect.height < y)
        low = middle + 1;
      else
        high = middle;
    }
  return sam_board_card (board, lane, column, low);
}

static SamBoardStop
go_sideways (SamBoardIndex *index, const SamBoardStop *from, int direction)
{
  SamBoard *board = sam_board_index_layout (index);
  SamBoardStop stop = *from;
  SamBoardRect rect;

  if (!from->card)
    return stop;
  sam_board_stop_rect (index, from, &rect);
  for (int column = (int)from->card->column + direction;
       column >= 0 && column < (int)sam_board_n_columns (board); column += direction)
    if (sam_board_count (board, from->lane->number, (guint)column) > 0)
      {
        stop.card = card_near (index, from->lane->number, (guint)column, rect.y + rect.height / 2);
        break;
      }
  return stop;
}

static SamBoardStop
go_up (SamBoardIndex *index, const SamBoardStop *from, guint column)
{
  SamBoard *board = sam_board_index_layout (index);
  guint lane = from->lane->number;

  if (from->card)
    {
      guint place = sam_board_index_place (index, from->card);

      if (place == 0)
        return header_of (index, lane);
      return (SamBoardStop){ from->lane,
                             sam_board_card (board, lane, from->card->column, place - 1) };
    }
  return lane > 0 ? enter_lane (index, lane - 1, column, TRUE) : *from;
}

static SamBoardStop
go_down (SamBoardIndex *index, const SamBoardStop *from, guint column)
{
  SamBoard *board = sam_board_index_layout (index);
  guint lane = from->lane->number;

  if (from->card)
    {
      guint place = sam_board_index_place (index, from->card) + 1;

      if (place < sam_board_count (board, lane, from->card->column))
        return (SamBoardStop){ from->lane,
                               sam_board_card (board, lane, from->card->column, place) };
    }
  else
    {
      SamBoardStop stop = enter_lane (index, lane, column, FALSE);

      if (stop.card)
        return stop;
    }
  return lane + 1 < sam_board_n_lanes (board) ? header_of (index, lane + 1) : *from;
}

static SamBoardStop
go_page (SamBoardIndex *index, const SamBoardStop *from, guint column, int distance)
{
  SamBoard *board = sam_board_index_layout (index);
  SamBoardRect rect;
  SamBoardSpot spot;
  SamBoardStop stop;
  int x, width;

  sam_board_stop_rect (index, from, &rect);
  sam_board_column (board, column, &x, &width);
  if (!sam_board_drop (board, x + width / 2, rect.y + rect.height / 2 + distance, &spot))
    return *from;
  stop = enter_lane (index, spot.lane, column, FALSE);
  if (stop.card)
    stop.card
        = card_near (index, spot.lane, stop.card->column, rect.y + rect.height / 2 + distance);
  return stop;
}

SamBoardStop
sam_board_nav (SamBoardIndex *index, const SamBoardStop *from, guint column, SamBoardStep step,
               int page)
{
  SamBoard *board = sam_board_index_layout (index);
  SamBoardStop stop = *from;

  if (!from->lane || sam_board_n_columns (board) == 0)
    return stop;
  column = from->card ? from->card->column : MIN (column, sam_board_n_columns (board) - 1);
  switch (step)
    {
    case SAM_BOARD_UP:
      return go_up (index, from, column);
    case SAM_BOARD_DOWN:
      return go_down (index, from, column);
    case SAM_BOARD_LEFT:
      return go_sideways (index, from, -1);
    case SAM_BOARD_RIGHT:
      return go_sideways (index, from, 1);
    case SAM_BOARD_CELL_START:
      if (from->card)
        stop.card = sam_board_card (board, from->lane->number, column, 0);
      return stop;
    case SAM_BOARD_CELL_END:
      if (from->card)
        stop.card = sam_board_card (board, from->lane->number, column,
                                    sam_board_count (board, from->lane->number, column) - 1);
      return stop;
    case SAM_BOARD_START:
      return header_of (index, 0);
    case SAM_BOARD_END:
      return enter_lane (index, sam_board_n_lanes (board) - 1, column, TRUE);
    case SAM_BOARD_PAGE_UP:
      return go_page (index, from, column, -page);
    case SAM_BOARD_PAGE_DOWN:
      return go_page (index, from, column, page);
    default:
      return stop;
    }
}
