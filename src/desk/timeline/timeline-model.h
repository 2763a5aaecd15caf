/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "layout/timeline.h"
#include "model/schedule.h"

/* What a bar and a lane say, worked out from the records and nothing else. No widget in it. */

typedef enum
{
  SAM_GROUP_ADMINISTRATION,
  SAM_GROUP_VENUE,
  SAM_GROUP_PERSON,
} SamTimelineGrouping;
#define SAM_TIMELINE_N_GROUPINGS 3

typedef enum
{
  SAM_BAR_PROGRAMME_ITEM,
  SAM_BAR_PREPARATION,
  SAM_BAR_MILESTONE,
} SamBarShape;

typedef struct
{
  SamBarShape shape;
  SamRecord *administration; /* whose colour it has; borrowed; NULL if it leads to none */
  gboolean cancelled;        /* its initiative's stage says so */
  gboolean clashes;
  char *words;               /* on the bar or beside it */
  char *name;                /* for those who hear it: everything in one line */
} SamBarSays;

void sam_bar_says (SamSource *source, SamRecord *activity, SamDay today, gboolean clashes, SamBarSays *says);
/* Whether room is kept beside it for the sign of a clash: it has a time, and takes place. */
gboolean sam_bar_may_clash (SamRecord *activity);
void sam_bar_says_clear (SamBarSays *says);
char *sam_bar_tooltip (SamSource *source, SamRecord *activity, SamDay today, gboolean clashes); /* owned */
SamBarShape sam_bar_shape (SamRecord *activity);
/* The words alone; borrowed from the record. */
const char *sam_bar_words (SamRecord *activity);

/* The record whose lane an activity stands in: the administration that leads, the venue, who is responsible. NULL: the lane
 * of those that have none. */
SamRecord *sam_timeline_lane_of (SamSource *source, SamRecord *activity, SamTimelineGrouping grouping);
const char *sam_timeline_grouping_label (SamTimelineGrouping grouping);  /* "Administration" */
SamKindId sam_timeline_grouping_kind (SamTimelineGrouping grouping);
/* What the lane is called; owned. NULL record: "No venue" and the like. */
char *sam_timeline_lane_title (SamTimelineGrouping grouping, SamRecord *record_or_null);
char *sam_timeline_lane_name (SamTimelineGrouping grouping, SamRecord *record_or_null, guint n_bars); /* for those who hear it */

/* Where the activity stands, in days; a milestone on a day without a time stands in the middle of it. FALSE: it has no
 * start and stands nowhere. */
gboolean sam_timeline_place (SamTimelineZone *zone, SamRecord *activity, double *starts, double *ends);
/* Not of an archived initiative, nor of a deleted one. */
gboolean sam_timeline_shows (SamSource *source, SamRecord *activity);
/* The times as they stand, for moving. */
SamTimelineTimes sam_timeline_times (SamRecord *activity);
/* "31 okt 10.00 – 2 nov 16.00" while it is dragged; owned. */
char *sam_timeline_times_phrase (const SamTimelineTimes *times, SamDay today);
/* "Forum period 25 Oct – 9 Nov"; owned. */
char *sam_timeline_period_phrase (SamRecord *period, SamDay today);
