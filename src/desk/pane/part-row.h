/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "desk/desk.h"

/* One record in a list of parts: its title, what is said of it, and a box to tick where it can be
 * done. */
#define SAM_TYPE_PART_ROW (sam_part_row_get_type ())
G_DECLARE_FINAL_TYPE (SamPartRow, sam_part_row, SAM, PART_ROW, GtkListBoxRow)

GtkWidget *sam_part_row_new (SamDesk *desk, SamRecord *record);
SamRecord *sam_part_row_record (SamPartRow *row); /* borrowed */
/* Shows the record as it is now, at this place of its list. */
void sam_part_row_update (SamPartRow *row, guint place);
guint sam_part_row_place (SamPartRow *row);
