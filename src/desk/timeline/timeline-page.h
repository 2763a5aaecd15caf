/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "desk/page.h"

/* The timeline: lanes of activities against days, with the forum's period, weekends and today behind. */
#define SAM_TYPE_TIMELINE_PAGE (sam_timeline_page_get_type ())
G_DECLARE_FINAL_TYPE (SamTimelinePage, sam_timeline_page, SAM, TIMELINE_PAGE, AdwBin)

GtkWidget *sam_timeline_page_new (SamDesk *desk);
/* So many pixels a day, at once, about the middle of what is seen. */
void sam_timeline_page_zoom (SamTimelinePage *page, double day_width);
