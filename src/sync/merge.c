/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/merge.h"

#include "model/validate.h"

static gboolean
set_has (GHashTable *set, const char *id)
{
  return g_hash_table_contains (set, id);
}

static GHashTable *
set_table (char **ids)
{
  GHashTable *table = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; ids[i] != NULL; i++)
    g_hash_table_add (table, ids[i]);
  return table;
}

/* Additions and removals of both: current, plus what the author added, less what the author
 * removed. */
static SamValue
merge_sets (const SamValue *from, const SamValue *current, const SamValue *value)
{
  g_auto (GStrv) old_ids = sam_set_to_strv (from);
  g_auto (GStrv) current_ids = sam_set_to_strv (current);
  g_auto (GStrv) new_ids = sam_set_to_strv (value);
  g_autoptr (GHashTable) before = set_table (old_ids);
  g_autoptr (GHashTable) after = set_table (new_ids);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; current_ids[i] != NULL; i++)
    if (!set_has (before, current_ids[i]) || set_has (after, current_ids[i]))
      g_ptr_array_add (ids, current_ids[i]);
  for (guint i = 0; new_ids[i] != NULL; i++)
    if (!set_has (before, new_ids[i]))
      g_ptr_array_add (ids, new_ids[i]);
  return sam_value_set ((const char *const *)ids->pdata, ids->len);
}

static const char *
text_of (const SamValue *value)
{
  return value->type == SAM_VALUE_TEXT ? value->text : "";
}

/* What was merged, unless it is what stands already or more than the field may hold. */
static SamMergeOutcome
merged (const SamField *field, const SamValue *current, SamValue both, SamValue *result)
{
  g_auto (SamValue) owned = both;

  if (sam_value_equal (&owned, current))
    return SAM_MERGE_SAME;
  if (!sam_validate_value (field, &owned, NULL))
    return SAM_MERGE_ASK;
  *result = owned;
  owned = SAM_NULL;
  return SAM_MERGE_MERGED;
}

static SamMergeOutcome
merge_long_text (const SamField *field, const SamValue *from, const SamValue *current,
                 const SamValue *value, SamValue *result)
{
  g_autofree char *both = sam_merge_text (text_of (from), text_of (current), text_of (value));

  if (both == NULL)
    return SAM_MERGE_ASK;
  return merged (field, current, sam_value_text (both), result);
}

SamMergeOutcome
sam_merge (const SamField *field, const SamValue *from, const SamValue *current,
           const SamValue *value, SamValue *result)
{
  *result = SAM_NULL;
  if (sam_value_equal (current, value) || sam_value_equal (from, value))
    return SAM_MERGE_SAME;
  if (sam_value_equal (current, from))
    {
      *result = sam_value_copy (value);
      return SAM_MERGE_SET;
    }
  switch (field->type)
    {
    case SAM_TYPE_BOOLEAN:
    case SAM_TYPE_CHOICE:
    case SAM_TYPE_POSITION:
      *result = sam_value_copy (value);
      return SAM_MERGE_SET;
    case SAM_TYPE_REFERENCE_SET:
      return merged (field, current, merge_sets (from, current, value), result);
    case SAM_TYPE_LONG_TEXT:
      return merge_long_text (field, from, current, value, result);
    case SAM_TYPE_TEXT:
    case SAM_TYPE_INTEGER:
    case SAM_TYPE_MONEY:
    case SAM_TYPE_DATE:
    case SAM_TYPE_TIME:
    case SAM_TYPE_REFERENCE:
      return SAM_MERGE_ASK;
    default:
      g_return_val_if_reached (SAM_MERGE_ASK);
    }
}
