/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/i18n.h"
#include "sync/rights-private.h"

/* The record as it was; one that did not exist is taken as it becomes. */
static SamRecord *
as_it_was (SamSource *source, SamSource *after_source, const char *id)
{
  SamRecord *record = sam_source_get (source, id);

  return record != NULL ? record : sam_source_get (after_source, id);
}

static gboolean
notes_approved (SamSource *source, SamSource *after_source, SamRecord *record, GError **error)
{
  SamRecord *item = record;
  SamRecord *meeting = NULL;

  if (sam_record_is (record, SAM_KIND_DECISION))
    item = as_it_was (source, after_source, sam_record_text (record, SAM_DECISION_AGENDA_ITEM));
  if (item != NULL && sam_record_is (item, SAM_KIND_AGENDA_ITEM))
    meeting = as_it_was (source, after_source, sam_record_text (item, SAM_AGENDA_ITEM_MEETING));
  if (meeting == NULL || !sam_record_is (meeting, SAM_KIND_MEETING)
      || !sam_record_is_choice (meeting, SAM_MEETING_STATE, "approved"))
    return FALSE;
  sam_rights_refuse (error, _ ("The notes of “%s” are approved and cannot be changed."),
                     sam_record_title (meeting));
  return TRUE;
}

typedef struct
{
  SamDay month; /* its first day */
  gboolean closed;
} MonthSearch;

static gboolean
visit_reconciliation (SamRecord *record, gpointer data)
{
  MonthSearch *search = data;
  SamDay day = sam_record_day (record, SAM_RECONCILIATION_MONTH);

  search->closed = sam_record_boolean (record, SAM_RECONCILIATION_CLOSED) && day != SAM_DAY_NONE
                   && sam_day_first_of_month (day) == search->month;
  return !search->closed;
}

static gboolean
month_closed (SamSource *source, SamRecord *record, GError **error)
{
  SamDay day = sam_record_day (record, SAM_TRANSACTION_MONTH);
  MonthSearch search = { 0, FALSE };
  int year, month, day_of_month;

  if (day == SAM_DAY_NONE)
    day = sam_record_day (record, SAM_TRANSACTION_DATE);
  if (day == SAM_DAY_NONE)
    return FALSE;
  search.month = sam_day_first_of_month (day);
  source->each (source, SAM_KIND_RECONCILIATION, visit_reconciliation, &search);
  if (!search.closed)
    return FALSE;
  sam_day_split (day, &year, &month, &day_of_month);
  sam_rights_refuse (
      error, _ ("The month %04d-%02d is closed; a controller can open it, or use another month."),
      year, month);
  return TRUE;
}

gboolean
sam_rights_frozen_in (SamSource *source, SamSource *after_source, SamRecord *record, GError **error)
{
  switch (sam_kind (sam_record_kind (record))->frozen)
    {
    case SAM_FROZEN_NOTES_APPROVED:
      return notes_approved (source, after_source, record, error);
    case SAM_FROZEN_MONTH_CLOSED:
      return month_closed (source, record, error);
    case SAM_FROZEN_APPROVED:
      if (!sam_record_is_choice (record, SAM_ALLOCATION_STATE, "approved"))
        return FALSE;
      sam_rights_refuse (
          error, _ ("The allocation is approved; a coordinator can take the approval back first."));
      return TRUE;
    case SAM_FROZEN_NEVER:
    default:
      return FALSE;
    }
}

gboolean
sam_rights_frozen (SamSource *source, SamRecord *record, GError **error)
{
  return sam_rights_frozen_in (source, source, record, error);
}
