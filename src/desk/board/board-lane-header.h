/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* The header of a lane: what it is, its sums, and whether it is open; pressing it opens and closes the lane.
 * CSS node: boardlane. */
#define SAM_TYPE_BOARD_LANE_HEADER (sam_board_lane_header_get_type ())
G_DECLARE_FINAL_TYPE (SamBoardLaneHeader, sam_board_lane_header, SAM, BOARD_LANE_HEADER, GtkButton)

GtkWidget *sam_board_lane_header_new (void);
/* colour_class: static; NULL shows no colour. */
void sam_board_lane_header_show (SamBoardLaneHeader *header, const char *title, const char *sums, const char *colour_class, gboolean collapsed);
