/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "desk/desk.h"

/* The records that name one record in a field: an initiative's activities, a meeting's agenda.
 * Opens them, and adds to them: lines that are only text (tasks, comments, links) by typing, others
 * by a button. */
#define SAM_TYPE_PART_LIST (sam_part_list_get_type ())
G_DECLARE_FINAL_TYPE (SamPartList, sam_part_list, SAM, PART_LIST, GtkWidget)

GtkWidget *sam_part_list_new (SamDesk *desk, SamFieldId field, const char *record);
/* As the Forum has them now. Rows that stay keep the keyboard. */
void sam_part_list_refresh (SamPartList *list);
/* Whether a change to the Forum can be seen here. */
gboolean sam_part_list_touched (SamPartList *list, const SamForumDelta *delta);
/* Adds what is typed and not added yet. FALSE if it could not be. */
gboolean sam_part_list_finish (SamPartList *list);
