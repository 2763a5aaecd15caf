/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "desk/desk.h"

/* Left: the forum, where one can go, the administrations as a filter, and the truth about saving in words. */
#define SAM_TYPE_SIDEBAR (sam_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (SamSidebar, sam_sidebar, SAM, SIDEBAR, AdwBin)

GtkWidget *sam_sidebar_new (SamDesk *desk);
/* Marks the page that the action group's "page" says. */
void sam_sidebar_follow (SamSidebar *sidebar, GActionGroup *actions);
