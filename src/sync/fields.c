/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/judge.h"
#include "sync/merge.h"

/* What becomes of the values of one edit. */

static const SamChange *
change_at (SamJudge *judge, SamTarget *target, guint i)
{
  return sam_edit_change (judge->edit, g_array_index (target->changes, guint, i));
}

static gboolean
changes_nothing (const SamChange *change)
{
  return sam_value_equal (&change->from, &change->value);
}

static void
set (SamRecord *record, const SamChange *change)
{
  sam_record_take_value (record, change->field, sam_value_copy (&change->value));
}

static void
apply (SamJudge *judge, SamTarget *target, SamRecord *record, const SamChange *change)
{
  const SamValue *current = sam_record_value (record, change->field);
  SamValue result = SAM_NULL;

  if (!sam_value_equal (current, &change->from) && !changes_nothing (change)
      && sam_judge_keep_instead (judge, target, change->field, &change->from, &change->value))
    return;
  switch (sam_merge (sam_field (change->field), &change->from, current, &change->value, &result))
    {
    case SAM_MERGE_SET:
    case SAM_MERGE_MERGED:
      sam_record_take_value (record, change->field, result);
      break;
    case SAM_MERGE_ASK:
      sam_judge_keep (judge, target, change->field, &change->from, &change->value);
      break;
    case SAM_MERGE_SAME:
    default:
      break;
    }
}

/* A merge group is set whole or kept whole. */
static void
apply_group (SamJudge *judge, SamTarget *target, SamRecord *record, guint group)
{
  gboolean clean = TRUE;

  for (guint i = 0; i < target->changes->len; i++)
    {
      const SamChange *change = change_at (judge, target, i);

      if (sam_field (change->field)->group == group
          && !sam_value_equal (sam_record_value (record, change->field), &change->from))
        clean = FALSE;
    }
  for (guint i = 0; i < target->changes->len; i++)
    {
      const SamChange *change = change_at (judge, target, i);

      if (sam_field (change->field)->group != group)
        continue;
      if (clean)
        set (record, change);
      else if (!changes_nothing (change)
               && !sam_judge_keep_instead (judge, target, change->field, &change->from,
                                           &change->value)
               && !sam_value_equal (sam_record_value (record, change->field), &change->value))
        sam_judge_keep (judge, target, change->field, &change->from, &change->value);
    }
}

/* An edit that reaches a deleted record is kept there. */
static void
keep_all (SamJudge *judge, SamTarget *target)
{
  for (guint i = 0; i < target->changes->len; i++)
    {
      const SamChange *change = change_at (judge, target, i);
      const SamValue *current = sam_record_value (target->before, change->field);

      if (!changes_nothing (change)
          && !sam_judge_keep_instead (judge, target, change->field, &change->from, &change->value)
          && !sam_value_equal (current, &change->value))
        sam_judge_keep (judge, target, change->field, &change->from, &change->value);
    }
}

static void
apply_all (SamJudge *judge, SamTarget *target)
{
  SamRecord *record = sam_judge_record (judge, target);
  guint64 groups = 0;

  for (guint i = 0; i < target->changes->len; i++)
    {
      const SamChange *change = change_at (judge, target, i);
      guint group = sam_field (change->field)->group;

      if (target->before == NULL)
        set (record, change);
      else if (group == 0)
        apply (judge, target, record, change);
      else if (!((groups >> group) & 1))
        {
          apply_group (judge, target, record, group);
          groups |= G_GUINT64_CONSTANT (1) << group;
        }
    }
}

void
sam_judge_fields (SamJudge *judge)
{
  for (guint i = 0; i < judge->targets->len; i++)
    {
      SamTarget *target = g_ptr_array_index (judge->targets, i);

      if (target->before != NULL && sam_record_deleted (target->before) && !target->restores)
        keep_all (judge, target);
      else
        apply_all (judge, target);
    }
}
