/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/desk.h"
#include "desk/timeline/timeline-model.h"

/* The lanes and bars of what the desk's filter lets through, kept in step with its Forum: what an edit touches is
 * put anew, the rest stays. Main thread. */
typedef struct _SamTimelineContent SamTimelineContent;

/* How wide what stands beside an activity's bar would be on the screen. */
typedef int (*SamTextWidth) (gpointer data, SamRecord *activity);

SamTimelineContent *sam_timeline_content_new (SamDesk *desk, SamTextWidth width, gpointer data);
void sam_timeline_content_free (SamTimelineContent *content);

SamTimelineLanes *sam_timeline_content_lanes (SamTimelineContent *content); /* borrowed */
SamTimelineZone *sam_timeline_content_zone (SamTimelineContent *content);   /* borrowed; another after load */
SamTimelineGrouping sam_timeline_content_grouping (SamTimelineContent *content);
void sam_timeline_content_set_grouping (SamTimelineContent *content, SamTimelineGrouping grouping);
guint sam_timeline_content_n_bars (SamTimelineContent *content);
/* The lane's record; NULL for the lane of those that have none. */
SamRecord *sam_timeline_content_lane_record (const SamTimelineLane *lane);

/* Everything from the start: at first, and when the filter has changed. */
void sam_timeline_content_load (SamTimelineContent *content);
/* What has to be shown anew after a change of the Forum. */
typedef enum
{
  SAM_CONTENT_SAME = 0,
  SAM_CONTENT_PLACES = 1 << 0, /* bars or lanes came, went or moved */
  SAM_CONTENT_WORDS = 1 << 1,  /* what any of them says */
  SAM_CONTENT_BEHIND = 1 << 2, /* periods and calendar days */
} SamContentChange;
SamContentChange sam_timeline_content_changed (SamTimelineContent *content, const SamForumDelta *delta);

/* First and last day of everything that has a time: activities, periods, today. */
void sam_timeline_content_days (SamTimelineContent *content, SamDay *first, SamDay *last);
/* Shaded days of the forum's calendar; borrowed until it changes. */
const SamShadeDays *sam_timeline_content_shades (SamTimelineContent *content, guint *n);

/* Whether an activity clashes, as far as it is known without working it out: -1 not yet. */
int sam_timeline_content_clash_known (SamTimelineContent *content, SamRecord *activity);
gboolean sam_timeline_content_clashes (SamTimelineContent *content, SamRecord *activity);
