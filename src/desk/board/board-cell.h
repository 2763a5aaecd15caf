/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* The ground of one cell: a named group behind its cards, with a button that adds one to it, seen when the pointer
 * or the focus is there. Signal "add". CSS node: boardcell. */
#define SAM_TYPE_BOARD_CELL_WIDGET (sam_board_cell_widget_get_type ())
G_DECLARE_FINAL_TYPE (SamBoardCellWidget, sam_board_cell_widget, SAM, BOARD_CELL_WIDGET, GtkWidget)

GtkWidget *sam_board_cell_widget_new (void);
/* name: "Planned, Kulturförvaltningen, 3 initiatives"; add: what the button does, as its name. */
void sam_board_cell_widget_show (SamBoardCellWidget *cell, const char *name, const char *add);
