/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "layout/board.h"
#include "model/forum.h"

/* Which initiatives are on the board, in which lane and column, in what order: the Forum's records sorted into
 * layout/board.h, and kept so edit by edit. No widget in it. Main thread.
 * Lanes, cells and cards are small objects that stay the same for as long as the index lives, so they can be
 * the keys of the canvas; an initiative with two themes has one card in each of their lanes. */
typedef enum
{
  SAM_BOARD_BY_ADMINISTRATION,
  SAM_BOARD_BY_THEME,
  SAM_BOARD_BY_OWNER,
} SamBoardGrouping;
#define SAM_BOARD_N_GROUPINGS 3

typedef struct _SamBoardLane SamBoardLane;
typedef struct _SamBoardCard SamBoardCard;

typedef struct
{
  SamBoardLane *lane;
  guint column;
} SamBoardCell;

struct _SamBoardLane
{
  SamRecord *group; /* administration, theme or person, borrowed; NULL: initiatives without one */
  guint number;     /* in the layout; G_MAXUINT while it is not on the board */
  gboolean collapsed;
  GPtrArray *cells; /* of SamBoardCell, by column */
};

struct _SamBoardCard
{
  SamRecord *record;  /* the initiative, borrowed */
  SamBoardLane *lane; /* NULL while it is not on the board */
  guint column;
  SamRecord *group; /* with the record what identifies it */
  SamBoardCard *next; /* the same initiative in another lane, on the board or not */
};

/* What is wanted of the board. */
typedef struct
{
  SamBoardGrouping grouping;
  SamRecord *only;     /* the one administration that the filter shows: one lane, whoever leads; or NULL */
  gboolean archived;   /* show archived initiatives too */
  gboolean searching;  /* leave out lanes without a card; other records may change what passes */
  gboolean (*passes) (SamRecord *record, gpointer data); /* of initiatives; of administrations: have a lane */
  int (*title_width) (SamRecord *initiative, gpointer data); /* on one line, in pixels */
  gpointer data;
} SamBoardWish;

typedef struct _SamBoardIndex SamBoardIndex;

SamBoardIndex *sam_board_index_new (SamForum *forum);
void sam_board_index_free (SamBoardIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SamBoardIndex, sam_board_index_free)

SamBoard *sam_board_index_layout (SamBoardIndex *index); /* borrowed; place it before asking it for places */
const SamBoardWish *sam_board_index_wish (SamBoardIndex *index);
void sam_board_index_build (SamBoardIndex *index, const SamBoardWish *wish); /* copied */

typedef enum
{
  SAM_BOARD_SAME,    /* nothing to do with the board */
  SAM_BOARD_CONTENT, /* any card may show something else, where it stands */
  SAM_BOARD_CARDS,   /* cards came, went, moved or changed: `touched` has them */
  SAM_BOARD_ALL,     /* built anew */
} SamBoardEffect;
/* Takes in one change of the Forum. touched: cleared, then filled with the SamBoardCards concerned that are on
 * the board now. */
SamBoardEffect sam_board_index_update (SamBoardIndex *index, const SamForumDelta *delta, GPtrArray *touched);

void sam_board_index_collapse (SamBoardIndex *index, SamBoardLane *lane, gboolean collapsed);
/* Before the lane is on the board: as it was left the last time. */
void sam_board_index_collapse_group (SamBoardIndex *index, SamRecord *group_or_null);

/* Stages in order; NULL is the last one's where initiatives have none that exists. */
guint sam_board_index_n_columns (SamBoardIndex *index);
SamRecord *sam_board_index_stage (SamBoardIndex *index, guint column);
guint sam_board_index_shown (SamBoardIndex *index, guint column); /* initiatives, each once */
guint sam_board_index_total (SamBoardIndex *index, guint column); /* whatever the filter hides; without archived ones */
guint sam_board_index_n_shown (SamBoardIndex *index);
guint sam_board_index_n_total (SamBoardIndex *index);

SamBoardLane *sam_board_index_lane (SamBoardIndex *index, guint lane);
/* The first card of the initiative that is on the board, in an open lane if there is one; or NULL. */
SamBoardCard *sam_board_index_find (SamBoardIndex *index, SamRecord *initiative);
/* Its card in that lane; NULL if it has none. */
SamBoardCard *sam_board_index_find_in (SamBoardIndex *index, SamRecord *initiative, SamRecord *group);
guint sam_board_index_place (SamBoardIndex *index, const SamBoardCard *card); /* its number in its cell */
