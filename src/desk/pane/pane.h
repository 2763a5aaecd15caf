/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "desk/desk.h"

/* The record being edited, at the right of every page. Typing becomes an edit at a pause or when a field is
 * left; mistakes are said at the field, and what was typed stays there. Signal "close". */
#define SAM_TYPE_PANE (sam_pane_get_type ())
G_DECLARE_FINAL_TYPE (SamPane, sam_pane, SAM, PANE, GtkWidget)

GtkWidget *sam_pane_new (SamDesk *desk);
void sam_pane_show (SamPane *pane, const char *id, SamOpenFlags flags);
const char *sam_pane_record (SamPane *pane); /* id of what is shown, or NULL */
/* Makes an edit of what is typed and not yet one. FALSE if it cannot be (a mistake stands at its field). */
gboolean sam_pane_finish_typing (SamPane *pane);
