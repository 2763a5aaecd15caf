/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/pane/part-text.h"

#include <string.h>

#include "base/clock.h"
#include "base/fold.h"
#include "base/i18n.h"
#include "base/phrase.h"
#include "model/display.h"

static char *
shown (SamSource *source, SamRecord *record, SamFieldId field, SamDay today)
{
  const SamValue *value = sam_record_value (record, field);

  return sam_value_is_null (value) ? NULL : sam_display_value (source, field, value, today);
}

/* Takes the parts that are there; NULL if none is. */
static char *
joined (char *a, char *b)
{
  g_autofree char *first = a, *second = b;

  if (first && *first && second && *second)
    return g_strdup_printf ("%s · %s", first, second);
  if (first && *first)
    return g_steal_pointer (&first);
  return second && *second ? g_steal_pointer (&second) : NULL;
}

static char *
span (SamRecord *record, SamFieldId starts, SamFieldId ends, SamDay today)
{
  SamMoment from = sam_record_moment (record, starts);

  return from.day == SAM_DAY_NONE
             ? NULL
             : sam_phrase_range (from, sam_record_moment (record, ends), today, FALSE);
}

static char *
money (SamRecord *record, SamFieldId field)
{
  return sam_record_has (record, field)
             ? sam_money_format (sam_record_integer (record, field), SAM_MONEY_UNIT)
             : NULL;
}

static void
tell_task (SamPartText *text, SamSource *source, SamRecord *record, SamDay today)
{
  SamDay due = sam_record_day (record, SAM_TASK_DUE);

  text->ticks = TRUE;
  text->done = sam_record_boolean (record, SAM_TASK_DONE);
  text->detail = shown (source, record, SAM_TASK_RESPONSIBLE, today);
  if (due == SAM_DAY_NONE)
    return;
  text->wrong = due < today && !text->done;
  if (text->wrong)
    text->figure
        = g_strdup_printf (ngettext ("%d day late", "%d days late", today - due), today - due);
  else
    text->figure = sam_phrase_relative (due, today);
}

static void
tell_comment (SamPartText *text, SamSource *source, SamRecord *record, SamDay today)
{
  const SamRecordMeta *meta = sam_record_meta (record);
  g_autofree char *who = shown (source, record, SAM_COMMENT_AUTHOR, today);
  g_autofree char *when = NULL;
  gint64 at;

  if (sam_record_has (record, SAM_COMMENT_TEXT))
    {
      g_free (text->title);
      text->title = g_strdup (sam_record_text (record, SAM_COMMENT_TEXT));
    }
  if (meta->created_at && sam_stamp_parse (meta->created_at, &at))
    when = sam_phrase_moment (sam_moment_from_utc (at, sam_source_zone (source)), today);
  if (!who)
    who = g_strdup (meta->created_by);
  text->detail = joined (g_steal_pointer (&who), g_steal_pointer (&when));
}

static void
tell_indicator (SamPartText *text, SamRecord *record)
{
  const char *unit = sam_record_text (record, SAM_INDICATOR_UNIT);
  g_autofree char *from = sam_phrase_count (sam_record_integer (record, SAM_INDICATOR_BASELINE));
  g_autofree char *to = sam_phrase_count (sam_record_integer (record, SAM_INDICATOR_TARGET));

  text->detail = g_strdup_printf (_ ("from %s to %s"),
                                  sam_record_has (record, SAM_INDICATOR_BASELINE) ? from : "–",
                                  sam_record_has (record, SAM_INDICATOR_TARGET) ? to : "–");
  if (unit)
    text->detail = joined (text->detail, g_strdup (unit));
}

static void
tell_money (SamPartText *text, SamSource *source, SamRecord *record, SamDay today)
{
  switch ((int)sam_record_kind (record))
    {
    case SAM_KIND_BUDGET_LINE:
      text->detail = joined (shown (source, record, SAM_BUDGET_LINE_CATEGORY, today),
                             shown (source, record, SAM_BUDGET_LINE_MONTH, today));
      if (sam_record_boolean (record, SAM_BUDGET_LINE_OWN_FUNDS))
        text->detail
            = joined (text->detail, g_strdup (sam_field_label (SAM_BUDGET_LINE_OWN_FUNDS)));
      text->figure = money (record, SAM_BUDGET_LINE_PLANNED);
      break;
    case SAM_KIND_TRANSACTION:
      text->detail = joined (shown (source, record, SAM_TRANSACTION_TYPE, today),
                             shown (source, record, SAM_TRANSACTION_DATE, today));
      text->figure = money (record, SAM_TRANSACTION_AMOUNT);
      break;
    case SAM_KIND_ALLOCATION:
      text->detail = shown (source, record, SAM_ALLOCATION_STATE, today);
      text->figure = money (record, SAM_ALLOCATION_AMOUNT);
      break;
    default:
      break;
    }
}

static void
tell (SamPartText *text, SamSource *source, SamRecord *record, SamDay today)
{
  switch ((int)sam_record_kind (record))
    {
    case SAM_KIND_ACTIVITY:
      text->detail = joined (span (record, SAM_ACTIVITY_STARTS, SAM_ACTIVITY_ENDS, today),
                             shown (source, record, SAM_ACTIVITY_VENUE, today));
      break;
    case SAM_KIND_INITIATIVE:
      text->detail = joined (shown (source, record, SAM_INITIATIVE_ADMINISTRATION, today),
                             shown (source, record, SAM_INITIATIVE_STAGE, today));
      break;
    case SAM_KIND_TASK:
      tell_task (text, source, record, today);
      break;
    case SAM_KIND_COMMENT:
      tell_comment (text, source, record, today);
      break;
    case SAM_KIND_LINK:
      if (*sam_record_title (record))
        text->detail = shown (source, record, SAM_LINK_URL, today);
      break;
    case SAM_KIND_INDICATOR:
      tell_indicator (text, record);
      break;
    case SAM_KIND_MEASUREMENT:
      /* In its indicator's list a measurement is the day that it was made. */
      if (!*sam_record_title (record) && sam_record_has (record, SAM_MEASUREMENT_DATE))
        {
          g_free (text->title);
          text->title = shown (source, record, SAM_MEASUREMENT_DATE, today);
        }
      else
        text->detail = shown (source, record, SAM_MEASUREMENT_DATE, today);
      text->figure = shown (source, record, SAM_MEASUREMENT_VALUE, today);
      break;
    case SAM_KIND_MEETING:
      text->detail = span (record, SAM_MEETING_STARTS, SAM_MEETING_ENDS, today);
      text->figure = shown (source, record, SAM_MEETING_STATE, today);
      break;
    case SAM_KIND_AGENDA_ITEM:
      text->detail = joined (shown (source, record, SAM_AGENDA_ITEM_PLANNED_MINUTES, today),
                             shown (source, record, SAM_AGENDA_ITEM_PRESENTER, today));
      text->figure = shown (source, record, SAM_AGENDA_ITEM_STATE, today);
      break;
    case SAM_KIND_DECISION:
      text->detail = shown (source, record, SAM_DECISION_STANDING, today);
      break;
    default:
      tell_money (text, source, record, today);
      break;
    }
}

SamPartText *
sam_part_text_new (SamSource *source, SamRecord *record, SamDay today)
{
  SamPartText *text = g_new0 (SamPartText, 1);

  text->title = sam_display_title (source, record);
  tell (text, source, record, today);
  return text;
}

void
sam_part_text_free (SamPartText *text)
{
  g_free (text->title);
  g_free (text->detail);
  g_free (text->figure);
  g_free (text);
}

/* The field that the parts of a kind are ordered by; its text sorts as the values do. */
static SamFieldId
order_of (SamKindId kind)
{
  switch ((int)kind)
    {
    case SAM_KIND_ACTIVITY:
      return SAM_ACTIVITY_STARTS;
    case SAM_KIND_TRANSACTION:
      return SAM_TRANSACTION_DATE;
    case SAM_KIND_MEETING:
      return SAM_MEETING_STARTS;
    case SAM_KIND_MEASUREMENT:
      return SAM_MEASUREMENT_DATE;
    case SAM_KIND_AGENDA_ITEM:
      return SAM_AGENDA_ITEM_POSITION;
    case SAM_KIND_DECISION:
      return SAM_DECISION_POSITION;
    case SAM_KIND_TASK:
      return SAM_TASK_POSITION;
    default:
      return SAM_NO_FIELD;
    }
}

gint
sam_part_compare (gconstpointer a, gconstpointer b)
{
  SamRecord *left = *(SamRecord *const *)a, *right = *(SamRecord *const *)b;
  SamKindId kind = sam_record_kind (left);
  SamFieldId field = order_of (kind);
  int order = 0;

  if (kind == SAM_KIND_TASK)
    order = sam_record_boolean (left, SAM_TASK_DONE) - sam_record_boolean (right, SAM_TASK_DONE);
  if (!order && field != SAM_NO_FIELD)
    {
      const char *x = sam_record_text (left, field), *y = sam_record_text (right, field);

      /* What has no date yet comes last. */
      order = x && y ? strcmp (x, y) : (x == NULL) - (y == NULL);
    }
  if (!order && field == SAM_NO_FIELD && kind != SAM_KIND_COMMENT && kind != SAM_KIND_BUDGET_LINE)
    order = sam_collate (sam_record_title (left), sam_record_title (right));
  return order ? order : strcmp (sam_record_id (left), sam_record_id (right));
}
