/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/schedule.h"

#include "base/holiday.h"
#include "base/i18n.h"
#include "base/phrase.h"
#include "model/display.h"

#define DAY_MINUTES 1440

/* --- Spans --- */

static gboolean
is_type (SamRecord *activity, const char *name)
{
  return sam_record_is_choice (activity, SAM_ACTIVITY_TYPE, name);
}

static SamMoment
an_hour_later (SamMoment moment)
{
  int minute = moment.minute + 60;

  return (SamMoment){ moment.day + minute / DAY_MINUTES, minute % DAY_MINUTES };
}

gboolean
sam_schedule_span (SamRecord *activity, SamSpan *span)
{
  SamMoment starts = sam_record_moment (activity, SAM_ACTIVITY_STARTS);
  SamMoment ends = sam_record_moment (activity, SAM_ACTIVITY_ENDS);

  if (starts.day == SAM_DAY_NONE)
    return FALSE;
  span->starts = starts;
  span->all_day = starts.minute == SAM_ALL_DAY;
  if (is_type (activity, "milestone"))
    span->ends = starts;
  else if (span->all_day)
    span->ends = (SamMoment){ (ends.day != SAM_DAY_NONE ? ends.day : starts.day) + 1, SAM_ALL_DAY };
  else if (ends.day == SAM_DAY_NONE)
    span->ends = an_hour_later (starts);
  else if (ends.minute == SAM_ALL_DAY)
    span->ends = (SamMoment){ ends.day + 1, 0 };
  else
    span->ends = ends;
  /* Two desks may have left an end before its start. */
  if (sam_moment_compare (span->ends, span->starts) < 0)
    span->ends = span->starts;
  return TRUE;
}

static gboolean
is_empty (const SamSpan *span)
{
  return sam_moment_compare (span->starts, span->ends) >= 0;
}

/* Whether `first` is over when `second` begins, in real time. */
static gboolean
is_over (SamMoment first, SamMoment second, const char *zone)
{
  /* Zones shift by hours, not days: most answers need no clock. */
  if (first.day + 1 < second.day)
    return TRUE;
  if (first.day > second.day + 1)
    return FALSE;
  return sam_moment_to_utc (first, zone) <= sam_moment_to_utc (second, zone);
}

gboolean
sam_span_overlaps (const SamSpan *a, const SamSpan *b, const char *zone)
{
  if (is_empty (a) || is_empty (b))
    return FALSE;
  return !is_over (a->ends, b->starts, zone) && !is_over (b->ends, a->starts, zone);
}

/* --- Clashes --- */

void
sam_clash_free (SamClash *clash)
{
  g_clear_object (&clash->activity);
  g_clear_object (&clash->other);
  g_clear_object (&clash->about);
  g_free (clash);
}

typedef struct
{
  SamSource *source;
  const char *zone;
  SamRecord *activity;
  SamSpan span;
  SamClashType type;
  SamRecord *about;
  GPtrArray *found; /* of SamClash */
} Finder;

static void
add (Finder *finder, SamClashType type, SamRecord *other, SamRecord *about)
{
  SamClash *clash = g_new0 (SamClash, 1);

  clash->type = type;
  clash->activity = g_object_ref (finder->activity);
  clash->other = other != NULL ? g_object_ref (other) : NULL;
  clash->about = about != NULL ? g_object_ref (about) : NULL;
  g_ptr_array_add (finder->found, clash);
}

/* Whether it will not take place, as far as its initiative says. */
static gboolean
is_off (SamSource *source, SamRecord *activity)
{
  SamRecord *initiative = sam_source_follow (source, activity, SAM_ACTIVITY_INITIATIVE);
  SamRecord *stage;

  if (!sam_record_is (initiative, SAM_KIND_INITIATIVE))
    return FALSE;
  if (sam_record_boolean (initiative, SAM_INITIATIVE_ARCHIVED) || sam_record_deleted (initiative))
    return TRUE;
  stage = sam_source_follow (source, initiative, SAM_INITIATIVE_STAGE);
  return sam_record_is (stage, SAM_KIND_STAGE)
         && sam_record_is_choice (stage, SAM_STAGE_MEANING, "cancelled");
}

/* Whether it holds its venue and its people while it lasts. */
static gboolean
occupies (SamRecord *activity, const SamSpan *span)
{
  return !span->all_day && !is_empty (span) && !is_type (activity, "preparation");
}

static gboolean
check_overlap (SamRecord *other, gpointer data)
{
  Finder *finder = data;
  SamSpan span;

  if (other == finder->activity || sam_record_has (other, SAM_ACTIVITY_CLASH_ACCEPTED)
      || g_strcmp0 (sam_record_id (other), sam_record_id (finder->activity)) == 0
      || !sam_schedule_span (other, &span) || !occupies (other, &span)
      || !sam_span_overlaps (&finder->span, &span, finder->zone) || is_off (finder->source, other))
    return TRUE;
  add (finder, finder->type, other, finder->about);
  return TRUE;
}

static void
find_overlaps (Finder *finder, SamClashType type, SamFieldId field, SamKindId kind)
{
  const char *id = sam_record_text (finder->activity, field);
  SamRecord *about = sam_source_get (finder->source, id);

  if (id == NULL || (about != NULL && !sam_record_is (about, kind)))
    return;
  if (kind == SAM_KIND_VENUE && about != NULL && sam_record_boolean (about, SAM_VENUE_SHARED))
    return;
  finder->type = type;
  finder->about = about;
  finder->source->each_referrer (finder->source, field, id, check_overlap, finder);
}

static void
find_order (Finder *finder)
{
  g_auto (GStrv) ids = sam_set_to_strv (sam_record_value (finder->activity, SAM_ACTIVITY_AFTER));

  for (guint i = 0; ids[i] != NULL; i++)
    {
      SamRecord *first = sam_source_get_live (finder->source, ids[i]);
      SamSpan span;

      if (sam_record_is (first, SAM_KIND_ACTIVITY) && sam_schedule_span (first, &span)
          && !is_over (span.ends, finder->span.starts, finder->zone)
          && !is_off (finder->source, first))
        add (finder, SAM_CLASH_ORDER, first, NULL);
    }
}

static gboolean
check_calendar_day (SamRecord *day, gpointer data)
{
  Finder *finder = data;
  SamDay starts = sam_record_day (day, SAM_CALENDAR_DAY_DATE);
  SamDay ends = sam_record_day (day, SAM_CALENDAR_DAY_ENDS);

  if (!sam_record_is_choice (day, SAM_CALENDAR_DAY_TYPE, "public_holiday") || starts == SAM_DAY_NONE
      || finder->span.starts.day < starts || finder->span.starts.day > MAX (starts, ends))
    return TRUE;
  finder->about = day;
  return FALSE;
}

static void
find_holiday (Finder *finder)
{
  finder->about = NULL;
  finder->source->each (finder->source, SAM_KIND_CALENDAR_DAY, check_calendar_day, finder);
  if (finder->about != NULL || sam_holiday (finder->span.starts.day, NULL) == SAM_HOLIDAY_PUBLIC)
    add (finder, SAM_CLASH_HOLIDAY, NULL, finder->about);
}

static void
find_capacity (Finder *finder)
{
  SamRecord *venue = sam_source_follow (finder->source, finder->activity, SAM_ACTIVITY_VENUE);

  if (sam_record_is (venue, SAM_KIND_VENUE) && sam_record_has (venue, SAM_VENUE_CAPACITY)
      && sam_record_integer (finder->activity, SAM_ACTIVITY_EXPECTED)
             > sam_record_integer (venue, SAM_VENUE_CAPACITY))
    add (finder, SAM_CLASH_CAPACITY, NULL, venue);
}

typedef struct
{
  SamDay day;
  gboolean any, inside;
} PeriodCheck;

static gboolean
check_period (SamRecord *period, gpointer data)
{
  PeriodCheck *check = data;

  check->any = TRUE;
  check->inside = check->day >= sam_record_day (period, SAM_PERIOD_STARTS)
                  && check->day <= sam_record_day (period, SAM_PERIOD_ENDS);
  return !check->inside;
}

static void
find_period (Finder *finder)
{
  PeriodCheck check = { finder->span.starts.day, FALSE, FALSE };

  if (!is_type (finder->activity, "programme_item"))
    return;
  finder->source->each (finder->source, SAM_KIND_PERIOD, check_period, &check);
  if (check.any && !check.inside)
    add (finder, SAM_CLASH_PERIOD, NULL, NULL);
}

static gboolean
start (Finder *finder, SamSource *source, SamRecord *activity)
{
  *finder = (Finder){ .source = source, .activity = activity };
  if (sam_record_has (activity, SAM_ACTIVITY_CLASH_ACCEPTED)
      || !sam_schedule_span (activity, &finder->span) || is_off (source, activity))
    return FALSE;
  finder->zone = sam_source_zone (source);
  return TRUE;
}

static void
find_errors (Finder *finder)
{
  if (occupies (finder->activity, &finder->span))
    {
      find_overlaps (finder, SAM_CLASH_VENUE, SAM_ACTIVITY_VENUE, SAM_KIND_VENUE);
      find_overlaps (finder, SAM_CLASH_PERSON, SAM_ACTIVITY_RESPONSIBLE, SAM_KIND_PERSON);
    }
  find_order (finder);
  find_capacity (finder);
}

GPtrArray *
sam_schedule_clashes (SamSource *source, SamRecord *activity)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify)sam_clash_free);
  Finder finder;

  if (!start (&finder, source, activity))
    return found;
  finder.found = found;
  find_errors (&finder);
  find_holiday (&finder);
  find_period (&finder);
  return found;
}

gboolean
sam_schedule_has_clash (SamSource *source, SamRecord *activity)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify)sam_clash_free);
  Finder finder;

  if (!start (&finder, source, activity))
    return FALSE;
  finder.found = found;
  find_errors (&finder);
  return found->len > 0;
}

/* --- Sentences --- */

/* "tor 6 nov 17.00–19.00". */
static char *
when (SamRecord *activity, SamDay today)
{
  g_autofree char *day = NULL, *from = NULL, *to = NULL;
  SamSpan span;

  if (!sam_schedule_span (activity, &span))
    return g_strdup ("");
  day = sam_phrase_weekday_day (span.starts.day, today);
  if (span.all_day)
    return g_steal_pointer (&day);
  from = sam_phrase_clock (span.starts.minute);
  if (is_empty (&span))
    return g_strdup_printf ("%s %s", day, from);
  if (span.ends.day > span.starts.day)
    return sam_phrase_range (span.starts, span.ends, today, FALSE);
  to = sam_phrase_clock (span.ends.minute);
  return g_strdup_printf ("%s %s–%s", day, from, to);
}

static char *
holiday_sentence (const SamClash *clash, SamDay today)
{
  SamDay on = sam_record_day (clash->activity, SAM_ACTIVITY_STARTS);
  g_autofree char *day = sam_phrase_weekday_day (on, today);
  const char *name = NULL;

  if (clash->about != NULL)
    name = sam_record_title (clash->about);
  else
    sam_holiday (on, &name);
  return g_strdup_printf (_ ("%s (%s) is a public holiday."), name != NULL ? name : "", day);
}

static char *
capacity_sentence (const SamClash *clash)
{
  g_autofree char *expected
      = sam_phrase_count (sam_record_integer (clash->activity, SAM_ACTIVITY_EXPECTED));
  g_autofree char *capacity
      = sam_phrase_count (sam_record_integer (clash->about, SAM_VENUE_CAPACITY));

  return g_strdup_printf (_ ("%s are expected, but %s holds %s."), expected,
                          sam_record_title (clash->about), capacity);
}

char *
sam_clash_sentence (SamSource *source, const SamClash *clash, SamDay today)
{
  g_autofree char *other = clash->other != NULL ? sam_display_title (source, clash->other) : NULL;
  g_autofree char *time = when (clash->other != NULL ? clash->other : clash->activity, today);
  g_autofree char *about = clash->about != NULL ? sam_display_title (source, clash->about)
                                                : g_strdup (_ ("(not here yet)"));

  switch (clash->type)
    {
    case SAM_CLASH_VENUE:
      return g_strdup_printf (_ ("%s is booked by %s %s."), about, other, time);
    case SAM_CLASH_PERSON:
      return g_strdup_printf (_ ("%s is also responsible for %s %s."), about, other, time);
    case SAM_CLASH_ORDER:
      return g_strdup_printf (_ ("It starts before %s, which it must follow, has ended (%s)."),
                              other, time);
    case SAM_CLASH_HOLIDAY:
      return holiday_sentence (clash, today);
    case SAM_CLASH_CAPACITY:
      return capacity_sentence (clash);
    case SAM_CLASH_PERIOD:
      return g_strdup_printf (_ ("%s is outside the forum period."), time);
    }
  return g_strdup ("");
}

/* --- Initiatives --- */

typedef struct
{
  gboolean any;
  SamMoment starts, ends; /* ends exclusive */
} Extent;

static gboolean
extend (SamRecord *activity, gpointer data)
{
  Extent *extent = data;
  SamSpan span;

  if (!sam_schedule_span (activity, &span))
    return TRUE;
  if (is_empty (&span) && span.all_day)
    span.ends.day++;
  if (!extent->any || sam_moment_compare (span.starts, extent->starts) < 0)
    extent->starts = span.starts;
  if (!extent->any || sam_moment_compare (span.ends, extent->ends) > 0)
    extent->ends = span.ends;
  extent->any = TRUE;
  return TRUE;
}

gboolean
sam_schedule_initiative_span (SamSource *source, SamRecord *initiative, SamMoment *starts,
                              SamMoment *ends)
{
  Extent extent = { FALSE, SAM_MOMENT_NONE, SAM_MOMENT_NONE };

  *starts = sam_record_moment (initiative, SAM_INITIATIVE_STARTS);
  *ends = sam_record_moment (initiative, SAM_INITIATIVE_ENDS);
  if (starts->day != SAM_DAY_NONE)
    {
      if (ends->day == SAM_DAY_NONE)
        *ends = *starts;
      return TRUE;
    }
  source->each_referrer (source, SAM_ACTIVITY_INITIATIVE, sam_record_id (initiative), extend,
                         &extent);
  *starts = extent.starts;
  *ends = extent.ends;
  if (extent.any && ends->minute == SAM_ALL_DAY)
    ends->day--;
  return extent.any;
}
