/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "desk/board/board-header.h"
#include "desk/board/board-index.h"
#include "desk/board/board-nav.h"
#include "desk/board/board-page.h"
#include "desk/board/board-ruler.h"
#include "desk/canvas/canvas.h"

#define SAM_TYPE_BOARD_PAGE (sam_board_page_get_type ())
G_DECLARE_FINAL_TYPE (SamBoardPage, sam_board_page, SAM, BOARD_PAGE, AdwBin)

/* Kinds of children on the canvas. */
enum
{
  SAM_BOARD_CHILD_CARD,
  SAM_BOARD_CHILD_LANE,
  SAM_BOARD_CHILD_CELL,
};

struct _SamBoardPage
{
  AdwBin parent_instance;

  /* Children, borrowed. */
  GtkStack *stack; /* "board", "empty", "no-hits" */
  GtkWidget *scroller;
  SamCanvas *canvas;
  SamBoardHeader *header;
  GtkWidget *groupings[SAM_BOARD_N_GROUPINGS]; /* of the toolbar; NULL until it is made */
  GtkWidget *menu;                             /* a popover, or NULL */

  /* Owned. */
  SamDesk *desk;
  SamBoardIndex *index;
  SamBoardRuler *ruler;  /* the last of: */
  GPtrArray *rulers;     /* cards out of sight may still hold an older one */
  GtkWidget *probe; /* a card that is never shown: what its style takes */
  GPtrArray *touched;
  GSimpleActionGroup *actions;
  char *pending; /* id to show once there is a size */
  char *added;   /* id of what was just added */

  SamBoardGrouping grouping;
  guint column; /* that the arrow keys keep to */
  guint idle;   /* 0, or showing `pending` is waiting */

  /* While a card is dragged. */
  SamBoardCard *dragged;
  gboolean over; /* the pointer is over the canvas, at: */
  double x, y;
  guint scroll_tick;

  SamBoardCard *menu_card; /* what the menu is about */
};

/* board-page.c */
void sam_board_page_build (SamBoardPage *self);
void sam_board_page_place (SamBoardPage *self, int viewport_width);
void sam_board_page_add (SamBoardPage *self, const SamBoardCell *cell_or_null);

/* board-canvas.c: what the canvas asks */
extern const SamCanvasSource sam_board_canvas_source;

/* board-keys.c: the focus and what the keys do */
SamBoardStop sam_board_page_focus (SamBoardPage *self);
gboolean sam_board_page_set_focus (SamBoardPage *self, const SamBoardStop *stop);
void sam_board_page_install_keys (SamBoardPage *self);
/* One edit; the focus stays with the card, and the result is told. */
gboolean sam_board_page_move (SamBoardPage *self, SamBoardCard *card, const SamBoardSpot *spot);
void sam_board_page_toggle_lane (SamBoardPage *self, SamBoardLane *lane);

/* board-dnd.c */
void sam_board_page_install_drop (SamBoardPage *self);
void sam_board_page_install_drag (SamBoardPage *self, GtkWidget *card);
void sam_board_page_snapshot_mark (SamBoardPage *self, GtkSnapshot *snapshot);

/* board-menu.c */
void sam_board_page_install_actions (SamBoardPage *self);
void sam_board_page_install_menu (SamBoardPage *self, GtkWidget *card);
void sam_board_page_open_menu (SamBoardPage *self, SamBoardCard *card, GtkWidget *widget, double x, double y);
