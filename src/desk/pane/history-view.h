/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "desk/desk.h"

/* Who changed what of one record when, from what to what; read when it is opened. */
#define SAM_TYPE_HISTORY_VIEW (sam_history_view_get_type ())
G_DECLARE_FINAL_TYPE (SamHistoryView, sam_history_view, SAM, HISTORY_VIEW, GtkWidget)

GtkWidget *sam_history_view_new (SamDesk *desk, SamRecord *record);
void sam_history_view_refresh (SamHistoryView *view); /* nothing while it is closed */
