/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/i18n.h"
#include "sync/judge.h"

/* Which records an edit names, and what it does to their existence. */

static gboolean
check_change (SamJudge *judge, const SamChange *change, GError **error)
{
  const SamField *field;

  if ((guint)change->kind >= SAM_N_KINDS
      || (change->field != SAM_FIELD_DELETED
          && (change->field < 0 || change->field >= SAM_N_FIELDS
              || sam_field (change->field)->kind != change->kind)))
    return sam_judge_invalid (judge, change->record, SAM_NO_FIELD, error,
                              _ ("The edit names a field that does not exist."));
  if (change->field == SAM_FIELD_DELETED)
    return change->value.type == SAM_VALUE_INTEGER
           || sam_judge_invalid (judge, change->record, SAM_NO_FIELD, error,
                                 _ ("A record is deleted or it is not; the edit says neither."));
  field = sam_field (change->field);
  if (field->computed != SAM_STORED)
    return sam_judge_invalid (judge, change->record, change->field, error,
                              _ ("“%s” is worked out from other values and cannot be written."),
                              sam_field_label (change->field));
  return TRUE;
}

static SamTarget *
new_target (SamJudge *judge, const SamChange *change, GError **error)
{
  SamRecord *before = sam_source_get (judge->source, change->record);
  gboolean creates = change->field == SAM_FIELD_DELETED && sam_value_is_null (&change->from)
                     && change->value.integer == 0;
  SamTarget *target;

  if (before == NULL && !creates)
    {
      judge->fault_record = change->record;
      g_set_error (error, SAM_ERROR, SAM_ERROR_NOT_FOUND,
                   _ ("The record “%s” is not in this forum."), change->record);
      return NULL;
    }
  if (before != NULL && creates)
    {
      sam_judge_invalid (judge, change->record, SAM_NO_FIELD, error,
                         _ ("There is a record with the id “%s” already."), change->record);
      return NULL;
    }
  if (before != NULL && sam_record_kind (before) != change->kind)
    {
      sam_judge_invalid (judge, change->record, SAM_NO_FIELD, error,
                         _ ("“%s” is not of the kind that the edit says."),
                         sam_record_title (before));
      return NULL;
    }
  target = g_new0 (SamTarget, 1);
  target->id = change->record;
  target->kind = change->kind;
  target->before = before;
  target->changes = g_array_new (FALSE, FALSE, sizeof (guint));
  g_ptr_array_add (judge->targets, target);
  g_hash_table_insert (judge->by_record, (gpointer)target->id, target);
  return target;
}

static void
note_existence (SamTarget *target, const SamChange *change)
{
  gboolean was = target->before != NULL && sam_record_deleted (target->before);

  target->deletes = change->value.integer != 0 && !was;
  target->restores = change->value.integer == 0 && was;
  target->takes_back = change->value.integer == 0 && target->before != NULL && !was;
}

gboolean
sam_judge_gather (SamJudge *judge, GError **error)
{
  for (guint i = 0; i < judge->edit->changes->len; i++)
    {
      const SamChange *change = sam_edit_change (judge->edit, i);
      SamTarget *target = g_hash_table_lookup (judge->by_record, change->record);

      if (!check_change (judge, change, error))
        return FALSE;
      if (target == NULL && (target = new_target (judge, change, error)) == NULL)
        return FALSE;
      if (target->kind != change->kind)
        return sam_judge_invalid (judge, change->record, SAM_NO_FIELD, error,
                                  _ ("The edit names one record as two kinds."));
      if (change->field == SAM_FIELD_DELETED)
        note_existence (target, change);
      else
        {
          g_array_append_val (target->changes, i);
          if (!sam_value_equal (&change->from, &change->value))
            target->fields |= G_GUINT64_CONSTANT (1)
                              << (change->field - sam_kind (target->kind)->first);
        }
    }
  return TRUE;
}

static gboolean
changed_by_another (SamJudge *judge, SamRecord *record)
{
  const SamRecordMeta *meta = sam_record_meta (record);

  return meta->seq > judge->edit->seen_seq && g_strcmp0 (meta->by, judge->author->account) != 0;
}

typedef struct
{
  SamJudge *judge;
  SamTarget *owner;
  SamFieldId field;
  gboolean incomplete;
} PartSearch;

/* A part that the deleting edit does not name: added since, which holds the delete, or forgotten.
 */
static gboolean
visit_part (SamRecord *part, gpointer data)
{
  PartSearch *search = data;
  SamTarget *target = g_hash_table_lookup (search->judge->by_record, sam_record_id (part));
  SamRecord *wish = sam_source_get (sam_overlay_source (search->judge->wish), sam_record_id (part));

  if ((target != NULL && target->deletes)
      || g_strcmp0 (sam_record_text (wish, search->field), search->owner->id) != 0)
    return TRUE;
  if (sam_record_meta (part)->seq > search->judge->edit->seen_seq)
    search->owner->held = TRUE;
  else
    search->incomplete = TRUE;
  return TRUE;
}

static gboolean
owns (const SamField *field, SamKindId owner)
{
  return field->owner && (field->target == SAM_KIND_ANY || field->target == owner);
}

static gboolean
check_parts (SamJudge *judge, SamTarget *target, GError **error)
{
  PartSearch search = { judge, target, SAM_NO_FIELD, FALSE };

  for (int i = 0; i < SAM_N_FIELDS; i++)
    if (owns (sam_field (i), target->kind))
      {
        search.field = i;
        judge->source->each_referrer (judge->source, i, target->id, visit_part, &search);
      }
  if (!search.incomplete || target->held)
    return TRUE;
  return sam_judge_invalid (judge, target->id, SAM_NO_FIELD, error,
                            _ ("“%s” has parts that have to be deleted in the same edit."),
                            sam_record_title (target->before));
}

/* The target that this one is a part of, if the edit deletes that too. */
static SamTarget *
deleted_owner (SamJudge *judge, SamTarget *target)
{
  const SamKind *kind = sam_kind (target->kind);

  for (guint i = 0; target->before != NULL && i < kind->n_fields; i++)
    {
      const SamField *field = sam_field (kind->first + i);
      const char *id = field->owner ? sam_record_text (target->before, field->id) : NULL;
      SamTarget *owner = id != NULL ? g_hash_table_lookup (judge->by_record, id) : NULL;

      if (owner != NULL && owner != target && owner->deletes)
        return owner;
    }
  return NULL;
}

/* An owner and its parts stay or go together. */
static void
spread_holds (SamJudge *judge)
{
  gboolean again = TRUE;

  while (again)
    {
      again = FALSE;
      for (guint i = 0; i < judge->targets->len; i++)
        {
          SamTarget *target = g_ptr_array_index (judge->targets, i);
          SamTarget *owner = target->deletes ? deleted_owner (judge, target) : NULL;

          if (owner != NULL && owner->held != target->held)
            owner->held = target->held = again = TRUE;
        }
    }
}

/* Nobody settles what they have not seen: its author may have put another version there. */
static gboolean
check_settled (SamJudge *judge, SamTarget *target, GError **error)
{
  if (target->kind != SAM_KIND_CONFLICT || target->before == NULL || target->fields == 0
      || !changed_by_another (judge, target->before))
    return TRUE;
  judge->fault_record = target->id;
  g_set_error_literal (
      error, SAM_ERROR, SAM_ERROR_REFUSED,
      _ ("Somebody has changed the different versions meanwhile; look at them again."));
  return FALSE;
}

gboolean
sam_judge_hold (SamJudge *judge, GError **error)
{
  SamValue no = sam_value_integer (0);
  SamValue yes = sam_value_integer (1);

  for (guint i = 0; i < judge->targets->len; i++)
    {
      SamTarget *target = g_ptr_array_index (judge->targets, i);

      if (!check_settled (judge, target, error))
        return FALSE;
      if (!target->deletes || target->before == NULL)
        continue;
      target->held = changed_by_another (judge, target->before);
      if (!check_parts (judge, target, error))
        return FALSE;
    }
  spread_holds (judge);
  for (guint i = 0; i < judge->targets->len; i++)
    {
      SamTarget *target = g_ptr_array_index (judge->targets, i);
      SamTarget *owner = target->held ? deleted_owner (judge, target) : NULL;

      if (target->before == NULL || target->restores || (target->deletes && !target->held))
        sam_record_set_deleted (sam_judge_record (judge, target), target->deletes);
      /* One question for the whole: its parts follow the owner. */
      if (target->held && owner == NULL)
        sam_judge_keep (judge, target, SAM_FIELD_DELETED, &no, &yes);
      else if (target->takes_back)
        sam_judge_keep_instead (judge, target, SAM_FIELD_DELETED, &yes, &no);
    }
  return TRUE;
}
