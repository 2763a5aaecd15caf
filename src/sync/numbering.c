/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "sync/judge.h"

/* Numbers that are given out in order: the wished one if it is free, else the next. A proposal for
 * the agenda has no § until it is taken up; one whose meeting has no date gets it with the date. */

typedef struct
{
  SamSource *source;
  SamFieldId field;   /* the number */
  const char *except; /* id of the record that asks */
  int year;
  gint64 wished;
  gint64 largest;
  gboolean taken;
} Scope;

static gboolean
visit_numbered (SamRecord *record, gpointer data)
{
  Scope *scope = data;
  gint64 number = sam_record_integer (record, scope->field);

  if (strcmp (sam_record_id (record), scope->except) == 0 || !sam_record_has (record, scope->field))
    return TRUE;
  scope->largest = MAX (scope->largest, number);
  scope->taken = scope->taken || number == scope->wished;
  return TRUE;
}

/* The year that a meeting's § are counted in; 0 while it has no date. */
static int
year_of (SamRecord *meeting)
{
  SamDay day = sam_record_day (meeting, SAM_MEETING_STARTS);
  int year, month, day_of_month;

  if (day == SAM_DAY_NONE)
    return 0;
  sam_day_split (day, &year, &month, &day_of_month);
  return year;
}

static gboolean
visit_meeting (SamRecord *meeting, gpointer data)
{
  Scope *scope = data;

  if (year_of (meeting) == scope->year)
    scope->source->each_referrer (scope->source, SAM_AGENDA_ITEM_MEETING, sam_record_id (meeting),
                                  visit_numbered, scope);
  return TRUE;
}

/* Looks through what the record is numbered among. FALSE if it cannot be numbered yet. */
static gboolean
look (SamRecord *record, Scope *scope)
{
  SamSource *source = scope->source;
  SamRecord *meeting;

  if (sam_field (scope->field)->numbered == SAM_NUMBERED_AGENDA_ITEM)
    {
      const char *item = sam_record_text (record, SAM_DECISION_AGENDA_ITEM);

      if (item == NULL)
        return FALSE;
      source->each_referrer (source, SAM_DECISION_AGENDA_ITEM, item, visit_numbered, scope);
      return TRUE;
    }
  meeting = sam_source_follow (source, record, SAM_AGENDA_ITEM_MEETING);
  if (meeting == NULL || !sam_record_is (meeting, SAM_KIND_MEETING)
      || !sam_record_has (meeting, SAM_MEETING_BODY) || year_of (meeting) == 0)
    return FALSE;
  if (!sam_record_has (record, scope->field)
      && sam_record_is_choice (record, SAM_AGENDA_ITEM_STATE, "proposed"))
    return FALSE;
  scope->year = year_of (meeting);
  source->each_referrer (source, SAM_MEETING_BODY, sam_record_text (meeting, SAM_MEETING_BODY),
                         visit_meeting, scope);
  return TRUE;
}

/* moved: the record is new among its neighbours, or wishes another number; otherwise one that it
 * has is left alone. */
static void
settle_number (SamJudge *judge, SamRecord *record, SamFieldId field, gboolean moved)
{
  Scope scope = { sam_overlay_source (judge->result), field, sam_record_id (record) };

  scope.wished = sam_record_integer (record, field);
  if (sam_record_deleted (record) || (sam_record_has (record, field) && !moved)
      || !look (record, &scope) || (sam_record_has (record, field) && !scope.taken))
    return;
  sam_record_take_value (record, field, sam_value_integer (scope.largest + 1));
  sam_judge_touch (judge, sam_record_id (record));
}

static SamFieldId
numbered_field (SamKindId kind)
{
  const SamKind *row = sam_kind (kind);

  for (guint i = 0; i < row->n_fields; i++)
    if (sam_field (row->first + i)->numbered != SAM_NUMBERED_NO)
      return row->first + i;
  return SAM_NO_FIELD;
}

/* Whether the author took the number away on purpose. */
static gboolean
clears (SamJudge *judge, SamTarget *target, SamFieldId field)
{
  for (guint i = 0; i < target->changes->len; i++)
    {
      const SamChange *change
          = sam_edit_change (judge->edit, g_array_index (target->changes, guint, i));

      if (change->field == field && sam_value_is_null (&change->value))
        return TRUE;
    }
  return FALSE;
}

static gint
by_position (gconstpointer a, gconstpointer b)
{
  SamRecord *one = *(SamRecord *const *)a;
  SamRecord *other = *(SamRecord *const *)b;
  int order = g_strcmp0 (sam_record_text (one, SAM_AGENDA_ITEM_POSITION),
                         sam_record_text (other, SAM_AGENDA_ITEM_POSITION));

  return order != 0 ? order : strcmp (sam_record_id (one), sam_record_id (other));
}

/* A meeting that moves to another year or body takes its items along to other numbers. */
static void
renumber_items (SamJudge *judge, SamTarget *target)
{
  SamRecord *meeting = sam_judge_record (judge, target);
  g_autoptr (GPtrArray) items = NULL;

  if (target->before == NULL || sam_record_deleted (meeting)
      || (year_of (target->before) == year_of (meeting)
          && sam_value_equal (sam_record_value (target->before, SAM_MEETING_BODY),
                              sam_record_value (meeting, SAM_MEETING_BODY))))
    return;
  items = sam_source_referrers (sam_overlay_source (judge->result), SAM_AGENDA_ITEM_MEETING,
                                target->id);
  g_ptr_array_sort (items, by_position);
  for (guint i = 0; i < items->len; i++)
    settle_number (judge,
                   sam_overlay_edit (judge->result, SAM_KIND_AGENDA_ITEM,
                                     sam_record_id (g_ptr_array_index (items, i))),
                   SAM_AGENDA_ITEM_PARAGRAPH, TRUE);
}

/* Whether the edit changes the number or what it is counted in. */
static gboolean
moves (SamTarget *target, SamFieldId number)
{
  SamFieldId first = sam_kind (target->kind)->first;
  SamFieldId scope
      = number == SAM_DECISION_NUMBER ? SAM_DECISION_AGENDA_ITEM : SAM_AGENDA_ITEM_MEETING;

  return target->before == NULL || target->restores || ((target->fields >> (number - first)) & 1)
         || ((target->fields >> (scope - first)) & 1);
}

void
sam_judge_numbers (SamJudge *judge)
{
  for (guint i = 0; i < judge->targets->len; i++)
    {
      SamTarget *target = g_ptr_array_index (judge->targets, i);
      SamFieldId field = numbered_field (target->kind);

      if (field != SAM_NO_FIELD && !clears (judge, target, field)
          && (target->before == NULL || target->restores || target->fields != 0))
        settle_number (judge, sam_judge_record (judge, target), field, moves (target, field));
      else if (target->kind == SAM_KIND_MEETING)
        renumber_items (judge, target);
    }
}
