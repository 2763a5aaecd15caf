/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "desk/desk.h"

/* What an activity clashes with, one sentence each, with the way to the other one. */
#define SAM_TYPE_CLASH_VIEW (sam_clash_view_get_type ())
G_DECLARE_FINAL_TYPE (SamClashView, sam_clash_view, SAM, CLASH_VIEW, GtkWidget)

/* Signal "accept": the person wants to say why the clash is all right. */
GtkWidget *sam_clash_view_new (SamDesk *desk, SamRecord *activity);
guint sam_clash_view_refresh (SamClashView *view); /* how many there are */
