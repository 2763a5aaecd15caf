/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/timeline/timeline-private.h"

/* The column of lane names: a canvas of its own that scrolls down with the bars. The widget is a scrolled window. */
GtkWidget *sam_timeline_lane_names_new (SamTimelinePage *page, SamCanvas **canvas);
