/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/id.h"
#include "sync/judge.h"
#include "sync/wire.h"

/* Conflicts: records that keep what did not come to stand (DESIGN section 5). */

static const SamField *
field_row (SamFieldId field)
{
  return field == SAM_FIELD_DELETED ? NULL : sam_field (field);
}

/* The author's open conflict for a field of a record that keeps a certain value. */
typedef struct
{
  const SamJudge *judge;
  const char *field;
  const char *kept; /* JSON */
  SamRecord *found; /* borrowed */
} Search;

static gboolean
visit_conflict (SamRecord *below, gpointer data)
{
  Search *search = data;
  /* As this edit may have left it already. */
  SamRecord *conflict
      = sam_source_get (sam_overlay_source (search->judge->result), sam_record_id (below));

  if (sam_record_is_choice (conflict, SAM_CONFLICT_STATE, "open")
      && g_strcmp0 (sam_record_text (conflict, SAM_CONFLICT_FIELD), search->field) == 0
      && g_strcmp0 (sam_record_text (conflict, SAM_CONFLICT_KEPT), search->kept) == 0
      && g_strcmp0 (sam_record_text (conflict, SAM_CONFLICT_KEPT_BY),
                    search->judge->author->account)
             == 0)
    search->found = conflict;
  return search->found == NULL;
}

static SamRecord *
find_kept (SamJudge *judge, const SamTarget *target, SamFieldId field, const char *kept)
{
  Search search = { judge, sam_wire_field_name (field), kept, NULL };
  GPtrArray *made = g_hash_table_lookup (judge->kept, target->id);

  judge->source->each_referrer (judge->source, SAM_CONFLICT_RECORD, target->id, visit_conflict,
                                &search);
  for (guint i = 0; made != NULL && i < made->len && search.found == NULL; i++)
    visit_conflict (g_ptr_array_index (made, i), &search);
  return search.found;
}

/* What stands for the field now, as JSON. */
static char *
standing (SamJudge *judge, const SamTarget *target, SamFieldId field)
{
  SamRecord *record = sam_source_get (sam_overlay_source (judge->result), target->id);
  SamValue deleted = sam_value_integer (sam_record_deleted (record) ? 1 : 0);

  return sam_wire_value_text (
      field_row (field), field == SAM_FIELD_DELETED ? &deleted : sam_record_value (record, field));
}

gboolean
sam_judge_keep_instead (SamJudge *judge, const SamTarget *target, SamFieldId field,
                        const SamValue *from, const SamValue *value)
{
  g_autofree char *from_text = sam_wire_value_text (field_row (field), from);
  g_autofree char *value_text = sam_wire_value_text (field_row (field), value);
  SamRecord *conflict = find_kept (judge, target, field, from_text);
  g_autofree char *current = NULL;

  if (conflict == NULL)
    return FALSE;
  conflict = sam_overlay_edit (judge->result, SAM_KIND_CONFLICT, sam_record_id (conflict));
  current = standing (judge, target, field);
  if (g_str_equal (value_text, current)
      || g_strcmp0 (value_text, sam_record_text (conflict, SAM_CONFLICT_FROM)) == 0)
    sam_record_take_value (conflict, SAM_CONFLICT_STATE, sam_value_text ("settled"));
  sam_record_take_value (conflict, SAM_CONFLICT_KEPT, sam_value_text (value_text));
  sam_record_take_value (conflict, SAM_CONFLICT_AT, sam_value_text (judge->at));
  sam_judge_touch (judge, sam_record_id (conflict));
  g_ptr_array_add (judge->conflicts, g_strdup (sam_record_id (conflict)));
  return TRUE;
}

static void
remember (SamJudge *judge, const SamTarget *target, SamRecord *conflict)
{
  GPtrArray *made = g_hash_table_lookup (judge->kept, target->id);

  if (made == NULL)
    {
      made = g_ptr_array_new ();
      g_hash_table_insert (judge->kept, (gpointer)target->id, made);
    }
  g_ptr_array_add (made, conflict);
}

void
sam_judge_keep (SamJudge *judge, const SamTarget *target, SamFieldId field, const SamValue *from,
                const SamValue *value)
{
  g_autofree char *from_text = sam_wire_value_text (field_row (field), from);
  g_autofree char *value_text = sam_wire_value_text (field_row (field), value);
  g_autofree char *id = NULL;
  SamRecord *conflict;

  if (find_kept (judge, target, field, value_text) != NULL)
    return; /* the same once more */
  id = sam_id_new (judge->clock, judge->random);
  conflict = sam_overlay_edit (judge->result, SAM_KIND_CONFLICT, id);
  sam_record_take_value (
      conflict, SAM_CONFLICT_TITLE,
      sam_value_copy (sam_record_value (target->before, sam_kind (target->kind)->first)));
  sam_record_take_value (conflict, SAM_CONFLICT_RECORD, sam_value_text (target->id));
  sam_record_take_value (conflict, SAM_CONFLICT_FIELD,
                         sam_value_text (sam_wire_field_name (field)));
  sam_record_take_value (conflict, SAM_CONFLICT_FROM, sam_value_text (from_text));
  sam_record_take_value (conflict, SAM_CONFLICT_KEPT, sam_value_text (value_text));
  sam_record_take_value (conflict, SAM_CONFLICT_KEPT_BY, sam_value_text (judge->author->account));
  sam_record_take_value (conflict, SAM_CONFLICT_AT, sam_value_text (judge->at));
  sam_record_take_value (conflict, SAM_CONFLICT_STATE, sam_value_text ("open"));
  sam_judge_touch (judge, id);
  remember (judge, target, conflict);
  g_ptr_array_add (judge->conflicts, g_steal_pointer (&id));
}
