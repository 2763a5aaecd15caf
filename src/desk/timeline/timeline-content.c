/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/timeline/timeline-content.h"

struct _SamTimelineContent
{
  /* Borrowed. */
  SamDesk *desk;
  SamTextWidth width;
  gpointer width_data;

  /* Owned. */
  SamTimelineLanes *lanes;
  SamTimelineZone *zone;
  GHashTable *clashes; /* activity → 1 no, 2 yes; what is not there is not known */
  GArray *shades;      /* of SamShadeDays */
  gboolean shades_old;

  SamTimelineGrouping grouping;
  guint n_bars;
};

/* The key of the lane of activities that have no venue, or nobody responsible. */
static char nobody;

SamTimelineContent *
sam_timeline_content_new (SamDesk *desk, SamTextWidth width, gpointer data)
{
  SamTimelineContent *content = g_new0 (SamTimelineContent, 1);

  content->desk = desk;
  content->width = width;
  content->width_data = data;
  content->lanes = sam_timeline_lanes_new (&sam_timeline_metrics);
  content->zone = sam_timeline_zone_new (sam_forum_zone (sam_desk_forum (desk)));
  content->clashes = g_hash_table_new (NULL, NULL);
  content->shades = g_array_new (FALSE, FALSE, sizeof (SamShadeDays));
  content->shades_old = TRUE;
  return content;
}

void
sam_timeline_content_free (SamTimelineContent *content)
{
  if (content == NULL)
    return;
  sam_timeline_lanes_free (content->lanes);
  sam_timeline_zone_free (content->zone);
  g_hash_table_unref (content->clashes);
  g_array_unref (content->shades);
  g_free (content);
}

SamTimelineLanes *
sam_timeline_content_lanes (SamTimelineContent *content)
{
  return content->lanes;
}

SamTimelineZone *
sam_timeline_content_zone (SamTimelineContent *content)
{
  return content->zone;
}

SamTimelineGrouping
sam_timeline_content_grouping (SamTimelineContent *content)
{
  return content->grouping;
}

guint
sam_timeline_content_n_bars (SamTimelineContent *content)
{
  return content->n_bars;
}

SamRecord *
sam_timeline_content_lane_record (const SamTimelineLane *lane)
{
  return lane->key == &nobody ? NULL : lane->key;
}

/* Lanes that hold something, in the order of their records; what has no record last. */
static void
order_lanes (SamTimelineContent *content)
{
  g_autoptr (GPtrArray) filled = sam_timeline_lanes_filled (content->lanes);
  g_autoptr (GPtrArray) ordered = sam_forum_ordered (
      sam_desk_forum (content->desk), sam_timeline_grouping_kind (content->grouping));
  g_autoptr (GHashTable) has = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();

  content->n_bars = 0;
  for (guint i = 0; i < filled->len; i++)
    {
      g_hash_table_add (has, filled->pdata[i]);
      content->n_bars += sam_timeline_lanes_count_bars (content->lanes, filled->pdata[i]);
    }
  for (guint i = 0; i < ordered->len; i++)
    if (g_hash_table_contains (has, ordered->pdata[i]))
      g_ptr_array_add (keys, ordered->pdata[i]);
  if (g_hash_table_contains (has, &nobody))
    g_ptr_array_add (keys, &nobody);
  sam_timeline_lanes_set_order (content->lanes, keys->pdata, keys->len);
}

/* A search that finds the initiative finds what it does: "stage:planned" is said of initiatives
 * only. */
static gboolean
passes (SamTimelineContent *content, SamRecord *activity)
{
  SamRecord *initiative;

  if (sam_desk_passes (content->desk, activity))
    return TRUE;
  if (*sam_desk_search (content->desk) == '\0')
    return FALSE;
  initiative
      = sam_source_follow (sam_desk_source (content->desk), activity, SAM_ACTIVITY_INITIATIVE);
  return initiative != NULL && sam_desk_passes (content->desk, initiative);
}

static void
refresh (SamTimelineContent *content, SamRecord *activity)
{
  SamSource *source = sam_desk_source (content->desk);
  SamTimelineBar bar = { .key = activity, .id = sam_record_id (activity) };
  SamRecord *lane;

  if (!sam_timeline_shows (source, activity)
      || !sam_timeline_place (content->zone, activity, &bar.starts, &bar.ends)
      || !passes (content, activity))
    {
      sam_timeline_lanes_remove (content->lanes, activity);
      return;
    }
  bar.label = content->width (content->width_data, activity);
  lane = sam_timeline_lane_of (source, activity, content->grouping);
  sam_timeline_lanes_put (content->lanes, lane ? (gpointer)lane : &nobody, &bar);
}

static gboolean
refresh_visit (SamRecord *activity, gpointer data)
{
  refresh (data, activity);
  return TRUE;
}

static void
refresh_all (SamTimelineContent *content)
{
  SamSource *source = sam_desk_source (content->desk);

  source->each (source, SAM_KIND_ACTIVITY, refresh_visit, content);
  order_lanes (content);
}

void
sam_timeline_content_load (SamTimelineContent *content)
{
  g_clear_pointer (&content->zone, sam_timeline_zone_free);
  content->zone = sam_timeline_zone_new (sam_forum_zone (sam_desk_forum (content->desk)));
  g_hash_table_remove_all (content->clashes);
  content->shades_old = TRUE;
  sam_timeline_lanes_clear (content->lanes);
  refresh_all (content);
}

void
sam_timeline_content_set_grouping (SamTimelineContent *content, SamTimelineGrouping grouping)
{
  if (content->grouping == grouping)
    return;
  content->grouping = grouping;
  sam_timeline_content_load (content);
}

static SamContentChange
one_changed (SamTimelineContent *content, const SamRecordChange *change)
{
  SamSource *source = sam_desk_source (content->desk);
  SamRecord *record = change->record;

  switch ((int)sam_record_kind (record))
    {
    case SAM_KIND_ACTIVITY:
      refresh (content, record);
      return SAM_CONTENT_PLACES | SAM_CONTENT_WORDS;
    case SAM_KIND_INITIATIVE:
      source->each_referrer (source, SAM_ACTIVITY_INITIATIVE, sam_record_id (record), refresh_visit,
                             content);
      return SAM_CONTENT_PLACES | SAM_CONTENT_WORDS;
    case SAM_KIND_ADMINISTRATION:
    case SAM_KIND_VENUE:
    case SAM_KIND_PERSON:
      /* Gone or back, it moves activities between its lane and that of those without. */
      if (change->type != SAM_CHANGE_UPDATED)
        refresh_all (content);
      return SAM_CONTENT_PLACES | SAM_CONTENT_WORDS;
    case SAM_KIND_STAGE:
      return SAM_CONTENT_WORDS;
    case SAM_KIND_PERIOD:
    case SAM_KIND_CALENDAR_DAY:
      content->shades_old = TRUE;
      return SAM_CONTENT_BEHIND | SAM_CONTENT_PLACES | SAM_CONTENT_WORDS;
    default:
      return SAM_CONTENT_SAME;
    }
}

/* A query may look through references: an activity found by its venue's name. */
static gboolean
search_may_see (SamTimelineContent *content, const SamForumDelta *delta)
{
  if (*sam_desk_search (content->desk) == '\0')
    return FALSE;
  for (guint i = 0; i < delta->n_changes; i++)
    if (!sam_record_is (delta->changes[i].record, SAM_KIND_ACTIVITY))
      return TRUE;
  return FALSE;
}

SamContentChange
sam_timeline_content_changed (SamTimelineContent *content, const SamForumDelta *delta)
{
  SamContentChange change = SAM_CONTENT_SAME;

  if (delta->everything || sam_forum_delta_touches (delta, SAM_KIND_FORUM))
    {
      sam_timeline_content_load (content);
      return SAM_CONTENT_PLACES | SAM_CONTENT_WORDS | SAM_CONTENT_BEHIND;
    }
  for (guint i = 0; i < delta->n_changes; i++)
    change |= one_changed (content, &delta->changes[i]);
  if (change == SAM_CONTENT_SAME)
    return change;

  g_hash_table_remove_all (content->clashes);
  if (search_may_see (content, delta))
    refresh_all (content);
  else
    order_lanes (content);
  return change;
}

typedef struct
{
  SamDay first, last;
} Days;

static void
days_cover (Days *days, SamDay day)
{
  if (day == SAM_DAY_NONE)
    return;
  days->first = MIN (days->first, day);
  days->last = MAX (days->last, day);
}

static gboolean
days_visit (SamRecord *record, gpointer data)
{
  if (sam_record_is (record, SAM_KIND_PERIOD))
    {
      days_cover (data, sam_record_day (record, SAM_PERIOD_STARTS));
      days_cover (data, sam_record_day (record, SAM_PERIOD_ENDS));
    }
  else
    {
      days_cover (data, sam_record_day (record, SAM_ACTIVITY_STARTS));
      days_cover (data, sam_record_day (record, SAM_ACTIVITY_ENDS));
    }
  return TRUE;
}

void
sam_timeline_content_days (SamTimelineContent *content, SamDay *first, SamDay *last)
{
  SamSource *source = sam_desk_source (content->desk);
  SamDay today = sam_desk_today (content->desk);
  Days days = { today, today };

  source->each (source, SAM_KIND_PERIOD, days_visit, &days);
  source->each (source, SAM_KIND_ACTIVITY, days_visit, &days);
  *first = days.first;
  *last = days.last;
}

static gboolean
shade_visit (SamRecord *day, gpointer data)
{
  SamShadeDays shade = { sam_record_day (day, SAM_CALENDAR_DAY_DATE),
                         sam_record_day (day, SAM_CALENDAR_DAY_ENDS), SAM_SHADE_NONE };

  if (sam_record_is_choice (day, SAM_CALENDAR_DAY_TYPE, "public_holiday")
      || sam_record_is_choice (day, SAM_CALENDAR_DAY_TYPE, "work_free_eve"))
    shade.shade = SAM_SHADE_HOLIDAY;
  else if (sam_record_is_choice (day, SAM_CALENDAR_DAY_TYPE, "school_break"))
    shade.shade = SAM_SHADE_BREAK;
  if (shade.last == SAM_DAY_NONE)
    shade.last = shade.first;
  if (shade.shade != SAM_SHADE_NONE && shade.first != SAM_DAY_NONE)
    g_array_append_val ((GArray *)data, shade);
  return TRUE;
}

const SamShadeDays *
sam_timeline_content_shades (SamTimelineContent *content, guint *n)
{
  SamSource *source = sam_desk_source (content->desk);

  if (content->shades_old)
    {
      content->shades_old = FALSE;
      g_array_set_size (content->shades, 0);
      source->each (source, SAM_KIND_CALENDAR_DAY, shade_visit, content->shades);
    }
  *n = content->shades->len;
  return (const SamShadeDays *)(gpointer)content->shades->data;
}

int
sam_timeline_content_clash_known (SamTimelineContent *content, SamRecord *activity)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (content->clashes, activity)) - 1;
}

gboolean
sam_timeline_content_clashes (SamTimelineContent *content, SamRecord *activity)
{
  int known = sam_timeline_content_clash_known (content, activity);

  if (known < 0)
    {
      known = sam_schedule_has_clash (sam_desk_source (content->desk), activity);
      g_hash_table_insert (content->clashes, activity, GINT_TO_POINTER (known + 1));
    }
  return known;
}
