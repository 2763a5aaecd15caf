/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/referee.h"

#include "base/i18n.h"
#include "model/validate.h"
#include "sync/judge.h"
#include "sync/rights-private.h"

SamRecord *
sam_judge_record (SamJudge *judge, const SamTarget *target)
{
  return sam_overlay_edit (judge->result, target->kind, target->id);
}

void
sam_judge_touch (SamJudge *judge, const char *id)
{
  char *copy;

  if (g_hash_table_contains (judge->by_record, id) || g_hash_table_contains (judge->is_touched, id))
    return;
  copy = g_strdup (id);
  g_ptr_array_add (judge->touched, copy);
  g_hash_table_add (judge->is_touched, copy);
}

gboolean
sam_judge_invalid (SamJudge *judge, const char *record, SamFieldId field, GError **error,
                   const char *format, ...)
{
  va_list arguments;

  judge->fault_record = record;
  judge->fault = field;
  va_start (arguments, format);
  g_clear_error (error);
  *error = g_error_new_valist (SAM_ERROR, SAM_ERROR_INVALID, format, arguments);
  va_end (arguments);
  return FALSE;
}

static gboolean
check_values (SamJudge *judge, GError **error)
{
  for (guint i = 0; i < judge->edit->changes->len; i++)
    {
      const SamChange *change = sam_edit_change (judge->edit, i);

      if (change->field >= 0
          && !sam_validate_value (sam_field (change->field), &change->value, error))
        {
          judge->fault_record = change->record;
          judge->fault = change->field;
          return FALSE;
        }
    }
  return TRUE;
}

/* Everything as the author wants it, whatever has happened meanwhile. */
static void
lay_wishes (SamJudge *judge)
{
  for (guint i = 0; i < judge->targets->len; i++)
    {
      SamTarget *target = g_ptr_array_index (judge->targets, i);
      SamRecord *record = sam_overlay_edit (judge->wish, target->kind, target->id);

      for (guint j = 0; j < target->changes->len; j++)
        {
          const SamChange *change
              = sam_edit_change (judge->edit, g_array_index (target->changes, guint, j));

          sam_record_take_value (record, change->field, sam_value_copy (&change->value));
        }
      if (target->deletes || target->restores)
        sam_record_set_deleted (record, target->deletes);
    }
}

/* Sets a field that the author left empty to the author's own person. */
static void
fill_in (SamJudge *judge, SamTarget *target, SamFieldId field)
{
  SamRecord *wish = sam_overlay_edit (judge->wish, target->kind, target->id);

  if (judge->author->person == NULL || sam_record_has (wish, field))
    return;
  sam_record_take_value (wish, field, sam_value_text (judge->author->person));
  sam_record_take_value (sam_judge_record (judge, target), field,
                         sam_value_text (judge->author->person));
}

/* Who wrote and who proposed is the account's person. */
static void
fill_in_people (SamJudge *judge)
{
  for (guint i = 0; i < judge->targets->len; i++)
    {
      SamTarget *target = g_ptr_array_index (judge->targets, i);

      if (target->before == NULL && target->kind == SAM_KIND_COMMENT)
        fill_in (judge, target, SAM_COMMENT_AUTHOR);
      else if (target->before == NULL && target->kind == SAM_KIND_ALLOCATION)
        fill_in (judge, target, SAM_ALLOCATION_PROPOSED_BY);
    }
}

/* Approved notes, a closed month and an approved allocation stay as they are. What freezes is
 * looked at as it was before the edit, so that closing a month may go with the last changes to it.
 */
static gboolean
check_frozen (SamJudge *judge, SamTarget *target, GError **error)
{
  SamFrozen frozen = sam_kind (target->kind)->frozen;
  SamRecord *wish = sam_overlay_edit (judge->wish, target->kind, target->id);

  if (target->before != NULL
      && sam_rights_frozen_in (judge->source, judge->source, target->before, error))
    {
      if (frozen != SAM_FROZEN_APPROVED || target->deletes || target->restores
          || sam_rights_frozen (judge->source, wish, NULL))
        return FALSE;
      g_clear_error (error); /* the approval is taken back */
    }
  return frozen == SAM_FROZEN_APPROVED
         || !sam_rights_frozen_in (judge->source, sam_overlay_source (judge->wish), wish, error);
}

static gboolean
check_rights (SamJudge *judge, GError **error)
{
  for (guint i = 0; i < judge->targets->len; i++)
    {
      SamTarget *target = g_ptr_array_index (judge->targets, i);

      if (target->before != NULL && target->fields == 0 && !target->deletes && !target->restores)
        continue;
      if (!sam_rights_check (
              judge->author, judge->source, sam_overlay_source (judge->wish), target->before,
              sam_overlay_edit (judge->wish, target->kind, target->id), target->fields, error)
          || !check_frozen (judge, target, error))
        {
          judge->fault_record = target->id;
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
differs (SamRecord *before, SamRecord *after)
{
  const SamKind *kind = sam_kind (sam_record_kind (after));

  if (before == NULL || sam_record_deleted (before) != sam_record_deleted (after))
    return TRUE;
  for (guint i = 0; i < kind->n_fields; i++)
    if (!sam_value_equal (sam_record_value (before, kind->first + i),
                          sam_record_value (after, kind->first + i)))
      return TRUE;
  return FALSE;
}

static gboolean
check_results (SamJudge *judge, GError **error)
{
  g_autoptr (SamUnique) unique = sam_unique_new (sam_overlay_source (judge->result));

  for (guint i = 0; i < judge->targets->len; i++)
    {
      SamTarget *target = g_ptr_array_index (judge->targets, i);
      SamRecord *record = sam_judge_record (judge, target);
      SamFieldId field = SAM_NO_FIELD;

      if (sam_record_deleted (record) || !differs (target->before, record))
        continue;
      if (!sam_validate_record_among (sam_overlay_source (judge->result), unique, record, &field,
                                      error))
        {
          judge->fault_record = target->id;
          judge->fault = field;
          return FALSE;
        }
    }
  return TRUE;
}

static void
clear_row (gpointer data)
{
  SamHistoryRow *row = data;

  g_free (row->record);
  sam_value_clear (&row->from);
  sam_value_clear (&row->to);
}

static void
add_row (SamVerdict *verdict, SamRecord *record, SamFieldId field, const SamValue *from,
         const SamValue *to)
{
  SamHistoryRow row = { g_strdup (sam_record_id (record)), sam_record_kind (record), field,
                        sam_value_copy (from), sam_value_copy (to) };

  g_array_append_val (verdict->history, row);
}

static void
add_history (SamVerdict *verdict, SamRecord *before, SamRecord *after)
{
  const SamKind *kind = sam_kind (sam_record_kind (after));
  SamValue null = SAM_NULL;
  SamValue was = before != NULL ? sam_value_integer (sam_record_deleted (before) ? 1 : 0) : null;
  SamValue is = sam_value_integer (sam_record_deleted (after) ? 1 : 0);

  if (!sam_value_equal (&was, &is))
    add_row (verdict, after, SAM_FIELD_DELETED, &was, &is);
  for (guint i = 0; i < kind->n_fields; i++)
    {
      SamFieldId field = kind->first + i;
      const SamValue *old = before != NULL ? sam_record_value (before, field) : &null;
      const SamValue *new = sam_record_value (after, field);

      if (!sam_value_equal (old, new))
        add_row (verdict, after, field, old, new);
    }
}

static void
add_record (SamJudge *judge, SamVerdict *verdict, const char *id)
{
  SamRecord *before = sam_source_get (judge->source, id);
  SamRecord *after = sam_source_get (sam_overlay_source (judge->result), id);
  SamRecordMeta meta;

  if (after == NULL || after == before || !differs (before, after))
    return;
  meta = *sam_record_meta (after);
  meta.seq = judge->seq;
  meta.at = judge->at;
  meta.by = judge->author->account;
  if (before == NULL)
    {
      meta.created_at = judge->at;
      meta.created_by = judge->author->account;
    }
  sam_record_set_meta (after, &meta);
  g_ptr_array_add (verdict->records, g_object_ref (after));
  add_history (verdict, before, after);
}

static gboolean
judge_edit (SamJudge *judge, GError **error)
{
  if (!sam_judge_gather (judge, error) || !check_values (judge, error))
    return FALSE;
  lay_wishes (judge);
  fill_in_people (judge);
  if (!check_rights (judge, error) || !sam_judge_hold (judge, error))
    return FALSE;
  sam_judge_fields (judge);
  sam_judge_numbers (judge);
  return check_results (judge, error);
}

static SamVerdict *
verdict_of (SamJudge *judge, GError *error)
{
  SamVerdict *verdict = g_new0 (SamVerdict, 1);

  verdict->accepted = error == NULL;
  verdict->records = g_ptr_array_new_with_free_func (g_object_unref);
  verdict->history = g_array_new (FALSE, FALSE, sizeof (SamHistoryRow));
  g_array_set_clear_func (verdict->history, clear_row);
  verdict->conflicts = g_ptr_array_new_with_free_func (g_free);
  verdict->field = judge->fault;
  if (error != NULL)
    {
      verdict->reason = g_strdup (error->message);
      verdict->code = error->code;
      verdict->record = g_strdup (judge->fault_record);
      return verdict;
    }
  for (guint i = 0; i < judge->targets->len; i++)
    add_record (judge, verdict, ((SamTarget *)g_ptr_array_index (judge->targets, i))->id);
  for (guint i = 0; i < judge->touched->len; i++)
    add_record (judge, verdict, g_ptr_array_index (judge->touched, i));
  for (guint i = 0; i < judge->conflicts->len; i++)
    g_ptr_array_add (verdict->conflicts, g_strdup (g_ptr_array_index (judge->conflicts, i)));
  return verdict;
}

void
sam_verdict_free (SamVerdict *verdict)
{
  if (verdict == NULL)
    return;
  g_free (verdict->reason);
  g_free (verdict->record);
  g_ptr_array_unref (verdict->records);
  g_array_unref (verdict->history);
  g_ptr_array_unref (verdict->conflicts);
  g_free (verdict);
}

static void
free_target (gpointer data)
{
  SamTarget *target = data;

  g_array_unref (target->changes);
  g_free (target);
}

SamVerdict *
sam_referee_judge (SamSource *source, const SamEdit *edit, const SamAuthor *author, gint64 seq,
                   const char *at, SamClock *clock, SamRandom *random)
{
  g_autoptr (SamOverlay) wish = sam_overlay_new (source);
  g_autoptr (SamOverlay) result = sam_overlay_new (source);
  g_autoptr (GPtrArray) targets = g_ptr_array_new_with_free_func (free_target);
  g_autoptr (GHashTable) by_record = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) touched = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) conflicts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) is_touched = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) kept
      = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
  SamJudge judge = { .source = source,
                     .edit = edit,
                     .author = author,
                     .seq = seq,
                     .at = at,
                     .clock = clock,
                     .random = random,
                     .wish = wish,
                     .result = result,
                     .targets = targets,
                     .by_record = by_record,
                     .touched = touched,
                     .is_touched = is_touched,
                     .kept = kept,
                     .conflicts = conflicts,
                     .fault = SAM_NO_FIELD };

  judge_edit (&judge, &error);
  return verdict_of (&judge, error);
}
