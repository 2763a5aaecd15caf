/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Where things stand on a board: columns (stages) beside each other, lanes (groups) below each other, and in each
 * lane one cell per column with its cards. Pure; one thread at a time. Pixels are those of the whole board.
 * Cards have one of two heights, by whether the title fits on one line: so all heights are known without a widget,
 * and placing 10 000 cards is one walk. Indexes past the end are the caller's mistake. */
typedef struct
{
  int x, y, width, height;
} SamBoardRect;

typedef struct
{
  int margin;         /* left, right and below everything */
  int column_minimum; /* narrowest column; below it the board is wider than its viewport */
  int column_maximum; /* widest */
  int column_gap;
  int lane_header;    /* height of a lane's header */
  int lane_gap;       /* between a lane and the next one's header */
  int cell_padding;   /* around the cards of a cell */
  int cell_foot;      /* kept free below the last card: to add, to drop */
  int card_gap;
  int text_inset;     /* width of a card less the width of its title */
  int card_height[2]; /* with a title of one line, of two */
} SamBoardMetrics;

typedef struct _SamBoard SamBoard;

SamBoard *sam_board_new (void);
void sam_board_free (SamBoard *board);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SamBoard, sam_board_free)

/* Takes effect when placed the next time. */
void sam_board_set_metrics (SamBoard *board, const SamBoardMetrics *metrics);
/* Forgets lanes and cards. */
void sam_board_reset (SamBoard *board, guint n_columns);
guint sam_board_add_lane (SamBoard *board, gboolean collapsed); /* its number */
void sam_board_set_collapsed (SamBoard *board, guint lane, gboolean collapsed);
gboolean sam_board_collapsed (SamBoard *board, guint lane);

/* Cards: any pointer, borrowed. title_width: what the title takes on one line. */
void sam_board_insert (SamBoard *board, guint lane, guint column, guint index, gpointer card, int title_width);
void sam_board_append (SamBoard *board, guint lane, guint column, gpointer card, int title_width);
void sam_board_remove (SamBoard *board, guint lane, guint column, guint index);

guint sam_board_n_columns (SamBoard *board);
guint sam_board_n_lanes (SamBoard *board);
guint sam_board_count (SamBoard *board, guint lane, guint column);
guint sam_board_lane_count (SamBoard *board, guint lane);
gpointer sam_board_card (SamBoard *board, guint lane, guint column, guint index);
/* Where the card is in its cell; -1 if it is not there. */
int sam_board_find (SamBoard *board, guint lane, guint column, gpointer card);

/* Works out places for a viewport that wide. What did not change is not walked again. All that follows tells of
 * the last placing. */
void sam_board_place (SamBoard *board, int viewport_width);
void sam_board_size (SamBoard *board, int *width, int *height);
void sam_board_column (SamBoard *board, guint column, int *x, int *width);
void sam_board_lane_rect (SamBoard *board, guint lane, SamBoardRect *rect);   /* its header */
void sam_board_cell_rect (SamBoard *board, guint lane, guint column, SamBoardRect *rect); /* no height if collapsed */
void sam_board_card_rect (SamBoard *board, guint lane, guint column, guint index, SamBoardRect *rect);
gboolean sam_board_card_is_tall (SamBoard *board, guint lane, guint column, guint index);

/* Visits what touches the range, lane by lane: its header, then each cell followed by its cards. O(log n + k). */
typedef enum
{
  SAM_BOARD_LANE,
  SAM_BOARD_CELL,
  SAM_BOARD_CARD,
} SamBoardPart;
typedef struct
{
  SamBoardPart part;
  guint lane, column, index;
  guint order;   /* reading order: grows along the board, the same until a card comes or goes */
  gpointer card; /* of SAM_BOARD_CARD */
  SamBoardRect rect;
} SamBoardPlace;
typedef void (*SamBoardVisit) (const SamBoardPlace *place, gpointer data);
void sam_board_visit (SamBoard *board, const SamBoardRect *range, SamBoardVisit visit, gpointer data);

/* Where a card let go at a point lands: before the card `index` of a cell. FALSE where there is no lane. Points
 * beside the columns or on a lane's header belong to the nearest cell. */
typedef struct
{
  guint lane, column, index;
} SamBoardSpot;
gboolean sam_board_drop (SamBoard *board, int x, int y, SamBoardSpot *spot);
/* The line that marks the spot: as wide as the cards, without height, in the middle of the gap. */
void sam_board_mark (SamBoard *board, const SamBoardSpot *spot, SamBoardRect *rect);
