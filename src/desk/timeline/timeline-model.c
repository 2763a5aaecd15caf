/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/timeline/timeline-model.h"

#include "base/i18n.h"
#include "base/phrase.h"

SamBarShape
sam_bar_shape (SamRecord *activity)
{
  if (sam_record_is_choice (activity, SAM_ACTIVITY_TYPE, "milestone"))
    return SAM_BAR_MILESTONE;
  if (sam_record_is_choice (activity, SAM_ACTIVITY_TYPE, "preparation"))
    return SAM_BAR_PREPARATION;
  return SAM_BAR_PROGRAMME_ITEM;
}

const char *
sam_bar_words (SamRecord *activity)
{
  const char *title = sam_record_title (activity);

  return *title != '\0' ? title : _ ("Untitled");
}

static SamRecord *
administration_of (SamSource *source, SamRecord *activity)
{
  SamRecord *initiative = sam_source_follow (source, activity, SAM_ACTIVITY_INITIATIVE);

  return initiative != NULL && sam_record_is (initiative, SAM_KIND_INITIATIVE)
             ? sam_source_follow (source, initiative, SAM_INITIATIVE_ADMINISTRATION)
             : NULL;
}

static gboolean
is_cancelled (SamSource *source, SamRecord *activity)
{
  SamRecord *initiative = sam_source_follow (source, activity, SAM_ACTIVITY_INITIATIVE);
  SamRecord *stage = initiative && sam_record_is (initiative, SAM_KIND_INITIATIVE)
                         ? sam_source_follow (source, initiative, SAM_INITIATIVE_STAGE)
                         : NULL;

  return stage != NULL && sam_record_is (stage, SAM_KIND_STAGE)
         && sam_record_is_choice (stage, SAM_STAGE_MEANING, "cancelled");
}

static void
add_part (GString *text, const char *separator, const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, separator);
  g_string_append (text, part);
}

static char *
type_label (SamRecord *activity)
{
  const char *name = sam_record_text (activity, SAM_ACTIVITY_TYPE);

  return name ? g_utf8_strdown (sam_choice_label (sam_field (SAM_ACTIVITY_TYPE), name), -1) : NULL;
}

static const char *
title_of (SamSource *source, SamRecord *activity, SamFieldId field)
{
  SamRecord *record = sam_source_follow (source, activity, field);

  return record ? sam_record_title (record) : NULL;
}

static char *
says_aloud (SamSource *source, SamRecord *activity, SamDay today, const SamBarSays *says)
{
  SamTimelineTimes times = sam_timeline_times (activity);
  g_autofree char *type = type_label (activity);
  g_autofree char *when = sam_phrase_range (times.starts, times.ends, today, TRUE);
  GString *name = g_string_new (says->words);

  add_part (name, ", ", type);
  add_part (name, ", ", when);
  add_part (name, ", ", title_of (source, activity, SAM_ACTIVITY_VENUE));
  add_part (name, ", ", says->administration ? sam_record_title (says->administration) : NULL);
  add_part (name, ", ", says->cancelled ? _ ("cancelled") : NULL);
  add_part (name, ", ", says->clashes ? _ ("clashes") : NULL);
  return g_string_free (name, FALSE);
}

char *
sam_bar_tooltip (SamSource *source, SamRecord *activity, SamDay today, gboolean clashes)
{
  const char *initiative = title_of (source, activity, SAM_ACTIVITY_INITIATIVE);
  SamRecord *administration = administration_of (source, activity);
  SamTimelineTimes times = sam_timeline_times (activity);
  g_autofree char *when = sam_phrase_range (times.starts, times.ends, today, FALSE);
  GString *tooltip = g_string_new (sam_bar_words (activity));

  add_part (tooltip, "\n", when);
  add_part (tooltip, "\n", title_of (source, activity, SAM_ACTIVITY_VENUE));
  add_part (tooltip, "\n", title_of (source, activity, SAM_ACTIVITY_RESPONSIBLE));
  if (g_strcmp0 (initiative, sam_bar_words (activity)) != 0)
    add_part (tooltip, "\n", initiative);
  add_part (tooltip, "\n", administration ? sam_record_title (administration) : NULL);
  add_part (tooltip, "\n", is_cancelled (source, activity) ? _ ("Cancelled") : NULL);
  add_part (tooltip, "\n", clashes ? _ ("Clashes – Shift+Enter says with what") : NULL);
  return g_string_free (tooltip, FALSE);
}

gboolean
sam_bar_may_clash (SamRecord *activity)
{
  return sam_bar_shape (activity) == SAM_BAR_PROGRAMME_ITEM
         && sam_record_moment (activity, SAM_ACTIVITY_STARTS).minute != SAM_ALL_DAY;
}

void
sam_bar_says (SamSource *source, SamRecord *activity, SamDay today, gboolean clashes,
              SamBarSays *says)
{
  *says = (SamBarSays){
    .shape = sam_bar_shape (activity),
    .administration = administration_of (source, activity),
    .cancelled = is_cancelled (source, activity),
    .clashes = clashes,
    .words = g_strdup (sam_bar_words (activity)),
  };
  says->name = says_aloud (source, activity, today, says);
}

void
sam_bar_says_clear (SamBarSays *says)
{
  g_clear_pointer (&says->words, g_free);
  g_clear_pointer (&says->name, g_free);
}

SamRecord *
sam_timeline_lane_of (SamSource *source, SamRecord *activity, SamTimelineGrouping grouping)
{
  SamRecord *record;

  switch (grouping)
    {
    case SAM_GROUP_VENUE:
      record = sam_source_follow (source, activity, SAM_ACTIVITY_VENUE);
      break;
    case SAM_GROUP_PERSON:
      record = sam_source_follow (source, activity, SAM_ACTIVITY_RESPONSIBLE);
      break;
    case SAM_GROUP_ADMINISTRATION:
    default:
      record = administration_of (source, activity);
      break;
    }
  return record != NULL && !sam_record_deleted (record) ? record : NULL;
}

const char *
sam_timeline_grouping_label (SamTimelineGrouping grouping)
{
  static const char *const labels[SAM_TIMELINE_N_GROUPINGS]
      = { N_ ("Administration"), N_ ("Venue"), N_ ("Person") };

  return _ (labels[grouping]);
}

SamKindId
sam_timeline_grouping_kind (SamTimelineGrouping grouping)
{
  static const SamKindId kinds[SAM_TIMELINE_N_GROUPINGS]
      = { SAM_KIND_ADMINISTRATION, SAM_KIND_VENUE, SAM_KIND_PERSON };

  return kinds[grouping];
}

char *
sam_timeline_lane_title (SamTimelineGrouping grouping, SamRecord *record)
{
  static const char *const none[SAM_TIMELINE_N_GROUPINGS]
      = { N_ ("No administration"), N_ ("No venue"), N_ ("Nobody responsible") };

  if (record == NULL)
    return g_strdup (_ (none[grouping]));
  return g_strdup (sam_record_title (record));
}

char *
sam_timeline_lane_name (SamTimelineGrouping grouping, SamRecord *record, guint n_bars)
{
  g_autofree char *title = sam_timeline_lane_title (grouping, record);
  g_autofree char *count
      = g_strdup_printf (ngettext ("%u activity", "%u activities", n_bars), n_bars);

  return g_strdup_printf ("%s, %s", title, count);
}

gboolean
sam_timeline_place (SamTimelineZone *zone, SamRecord *activity, double *starts, double *ends)
{
  SamSpan span;

  if (!sam_schedule_span (activity, &span))
    return FALSE;
  *starts = sam_timeline_zone_days (zone, span.starts);
  *ends = sam_timeline_zone_days (zone, span.ends);
  if (sam_bar_shape (activity) == SAM_BAR_MILESTONE)
    {
      if (span.starts.minute == SAM_ALL_DAY)
        *starts += 0.5;
      *ends = *starts;
    }
  else if (*ends <= *starts)
    *ends = *starts + 1.0 / 96;
  return TRUE;
}

gboolean
sam_timeline_shows (SamSource *source, SamRecord *activity)
{
  SamRecord *initiative = sam_source_follow (source, activity, SAM_ACTIVITY_INITIATIVE);

  if (sam_record_deleted (activity))
    return FALSE;
  return initiative == NULL || !sam_record_is (initiative, SAM_KIND_INITIATIVE)
         || (!sam_record_deleted (initiative)
             && !sam_record_boolean (initiative, SAM_INITIATIVE_ARCHIVED));
}

SamTimelineTimes
sam_timeline_times (SamRecord *activity)
{
  return (SamTimelineTimes){ sam_record_moment (activity, SAM_ACTIVITY_STARTS),
                             sam_record_moment (activity, SAM_ACTIVITY_ENDS) };
}

char *
sam_timeline_times_phrase (const SamTimelineTimes *times, SamDay today)
{
  return sam_phrase_range (times->starts, times->ends, today, FALSE);
}

char *
sam_timeline_period_phrase (SamRecord *period, SamDay today)
{
  SamMoment starts = { sam_record_day (period, SAM_PERIOD_STARTS), SAM_ALL_DAY };
  SamMoment ends = { sam_record_day (period, SAM_PERIOD_ENDS), SAM_ALL_DAY };
  g_autofree char *when = sam_phrase_range (starts, ends, today, FALSE);
  const char *title = sam_record_title (period);

  return g_strdup_printf ("%s · %s", *title != '\0' ? title : _ ("Forum period"), when);
}
