/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/clock.h"
#include "base/fold.h"
#include "model/computed.h"
#include "model/query-private.h"

static gboolean
compare (SamQueryOperator operator, int order)
{
  switch (operator)
    {
    case SAM_QUERY_EQUAL:
      return order == 0;
    case SAM_QUERY_LESS:
      return order < 0;
    case SAM_QUERY_AT_MOST:
      return order <= 0;
    case SAM_QUERY_MORE:
      return order > 0;
    case SAM_QUERY_AT_LEAST:
      return order >= 0;
    case SAM_QUERY_EMPTY:
      break;
    }
  return FALSE;
}

static gboolean
number_matches (const SamQueryValue *wanted, gint64 number)
{
  return compare (wanted->operator, number<wanted->number ? -1 : number> wanted->number);
}

/* A query that names a day is about days, one that names a time about times. */
static gboolean
moment_matches (const SamQueryValue *wanted, SamMoment moment)
{
  SamMoment limit = wanted->moment;

  if (limit.minute == SAM_ALL_DAY)
    moment.minute = SAM_ALL_DAY;
  return compare (wanted->operator, sam_moment_compare (moment, limit));
}

static gboolean
reference_matches (SamQuery *query, const SamField *field, const SamQueryValue *wanted,
                   const char *id)
{
  SamRecord *target;

  if (g_hash_table_contains (wanted->ids, id))
    return TRUE;
  if (field->target != SAM_KIND_ANY)
    return FALSE;
  target = sam_source_get (query->source, id);
  return target != NULL && sam_query_title_holds (target, wanted->folded);
}

static gboolean
set_matches (SamQuery *query, const SamField *field, const SamQueryValue *wanted,
             const SamValue *set)
{
  SamSetIter iter;
  const char *id;
  gsize length;

  sam_set_iter_init (&iter, set);
  while (sam_set_iter_next (&iter, &id, &length))
    {
      char one[64];

      g_strlcpy (one, id, MIN (sizeof one, length + 1));
      if (reference_matches (query, field, wanted, one))
        return TRUE;
    }
  return FALSE;
}

static gboolean
text_matches (SamQuery *query, const SamField *field, const SamQueryValue *wanted,
              const SamValue *value)
{
  g_autofree char *folded = NULL;
  SamMoment moment;

  switch (field->type)
    {
    case SAM_TYPE_DATE:
    case SAM_TYPE_TIME:
      return sam_moment_parse (value->text, &moment) && moment_matches (wanted, moment);
    case SAM_TYPE_CHOICE:
      return g_hash_table_contains (wanted->ids, value->text);
    case SAM_TYPE_REFERENCE:
      return reference_matches (query, field, wanted, value->text);
    case SAM_TYPE_REFERENCE_SET:
      return set_matches (query, field, wanted, value);
    case SAM_TYPE_TEXT:
    case SAM_TYPE_LONG_TEXT:
    case SAM_TYPE_POSITION:
      folded = sam_fold (value->text);
      return strstr (folded, wanted->folded) != NULL;
    case SAM_TYPE_INTEGER:
    case SAM_TYPE_MONEY:
    case SAM_TYPE_BOOLEAN:
      break;
    }
  return FALSE;
}

static gboolean
value_matches (SamQuery *query, const SamField *field, const SamQueryValue *wanted,
               const SamValue *value)
{
  gboolean empty = sam_value_is_null (value);

  if (wanted->operator== SAM_QUERY_EMPTY)
    return empty;
  if (empty)
    return field->type == SAM_TYPE_BOOLEAN && wanted->number == 0; /* not ticked is no */
  if (value->type == SAM_VALUE_INTEGER)
    return number_matches (wanted, value->integer);
  return text_matches (query, field, wanted, value);
}

static SamValue
value_at (SamQuery *query, const SamQueryPlace *place, SamRecord *record)
{
  for (guint i = 0; i < place->n_path; i++)
    {
      record = sam_source_follow (query->source, record, place->path[i]);
      if (!sam_record_is (record, sam_field (place->path[i])->target))
        return SAM_NULL;
    }
  if (sam_field (place->field)->computed != SAM_STORED)
    return sam_computed_value (query->source, record, place->field, query->today);
  return sam_value_copy (sam_record_value (record, place->field));
}

static gboolean
filter_matches (SamQuery *query, const SamQueryFilter *filter, SamRecord *record)
{
  const SamQueryPlace *place = NULL;
  g_auto (SamValue) value = SAM_NULL;

  for (guint i = 0; i < filter->places->len && sam_value_is_null (&value); i++)
    {
      place = &g_array_index (filter->places, SamQueryPlace, i);
      value = value_at (query, place, record);
    }
  for (guint i = 0; i < filter->values->len; i++)
    if (value_matches (query, sam_field (place->field), filter->values->pdata[i], &value))
      return TRUE;
  return FALSE;
}

static gboolean
stamp_matches (SamQuery *query, const SamQueryValue *wanted, const char *stamp)
{
  gint64 us;

  if (wanted->operator== SAM_QUERY_EMPTY)
    return stamp == NULL;
  return stamp != NULL && sam_stamp_parse (stamp, &us)
         && moment_matches (wanted, sam_moment_from_utc (us, query->zone));
}

static gboolean
author_matches (const SamQueryValue *wanted, const char *by)
{
  g_autofree char *folded = NULL;

  if (wanted->operator== SAM_QUERY_EMPTY)
    return by == NULL;
  folded = by != NULL ? sam_fold (by) : NULL;
  return folded != NULL && strstr (folded, wanted->folded) != NULL;
}

static gboolean
special_matches (SamQuery *query, const SamQueryTerm *term, const SamQueryValue *wanted,
                 SamRecord *record)
{
  const SamRecordMeta *meta = sam_record_meta (record);

  switch (term->type)
    {
    case SAM_QUERY_CREATED:
      return stamp_matches (query, wanted, meta->created_at);
    case SAM_QUERY_UPDATED:
      return stamp_matches (query, wanted, meta->at);
    case SAM_QUERY_BY:
      return author_matches (wanted, meta->by);
    case SAM_QUERY_ID:
      return wanted->folded != NULL && g_str_has_prefix (sam_record_id (record), wanted->folded);
    case SAM_QUERY_KIND:
      return wanted->operator!= SAM_QUERY_EMPTY && sam_record_is (record,
                                                                  (SamKindId)wanted->number);
    case SAM_QUERY_WORD:
    case SAM_QUERY_FIELD:
      break;
    }
  return FALSE;
}

static gboolean
word_matches (SamQuery *query, const SamQueryTerm *term, SamRecord *record)
{
  SamFieldId field;
  const char *id;

  if (strstr (sam_record_folded (record), term->word) != NULL)
    return TRUE;
  if (term->word_ids == NULL)
    return FALSE;
  field = query->searched[sam_record_kind (record)];
  id = field != SAM_NO_FIELD ? sam_record_text (record, field) : NULL;
  return id != NULL && g_hash_table_contains (term->word_ids, id);
}

static gboolean
term_matches (SamQuery *query, const SamQueryTerm *term, SamRecord *record)
{
  const SamQueryFilter *filter;

  if (term->type == SAM_QUERY_WORD)
    return word_matches (query, term, record);
  if (term->type == SAM_QUERY_FIELD)
    {
      filter = term->filters[sam_record_kind (record)];
      return filter != NULL && filter_matches (query, filter, record);
    }
  for (guint i = 0; i < term->values->len; i++)
    if (special_matches (query, term, term->values->pdata[i], record))
      return TRUE;
  return FALSE;
}

gboolean
sam_query_matches (SamQuery *query, SamRecord *record)
{
  for (guint i = 0; i < query->terms->len; i++)
    {
      const SamQueryTerm *term = query->terms->pdata[i];

      if (term_matches (query, term, record) == term->negated)
        return FALSE;
    }
  return TRUE;
}
