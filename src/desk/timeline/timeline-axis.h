/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/timeline/timeline-page.h"

/* What stands above the lanes: the period's name, weeks and days (or what the zoom makes of them), today's mark. CSS node:
 * timelineaxis. It draws as far as the page has been scrolled across, and never scrolls down. */
#define SAM_TYPE_TIMELINE_AXIS_VIEW (sam_timeline_axis_view_get_type ())
G_DECLARE_FINAL_TYPE (SamTimelineAxisView, sam_timeline_axis_view, SAM, TIMELINE_AXIS_VIEW, GtkWidget)

GtkWidget *sam_timeline_axis_view_new (SamTimelinePage *page); /* the page is borrowed and holds it */
