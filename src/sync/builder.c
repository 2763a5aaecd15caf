/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/id.h"
#include "sync/edit.h"

/* One field of one record, as a key. The record's id is borrowed from the change. */
typedef struct
{
  const char *record;
  SamFieldId field;
} Key;

struct _SamEditBuilder
{
  char *title;         /* owned */
  GPtrArray *changes;  /* of SamChange, owned; those set back to what they were are still here */
  GHashTable *by_key;  /* Key (owned) → SamChange (borrowed) */
  GHashTable *created; /* id (borrowed from its change) → SamKindId */

  SamSource *source; /* borrowed, as the two below */
  SamClock *clock;
  SamRandom *random;
};

static guint
key_hash (gconstpointer data)
{
  const Key *key = data;

  return g_str_hash (key->record) * 31 + (guint)key->field;
}

static gboolean
key_equal (gconstpointer a, gconstpointer b)
{
  const Key *one = a;
  const Key *other = b;

  return one->field == other->field && strcmp (one->record, other->record) == 0;
}

static void
free_change (gpointer data)
{
  SamChange *change = data;

  g_free (change->record);
  sam_value_clear (&change->from);
  sam_value_clear (&change->value);
  g_free (change);
}

static void
reset (SamEditBuilder *builder)
{
  g_hash_table_remove_all (builder->by_key);
  g_hash_table_remove_all (builder->created);
  g_ptr_array_set_size (builder->changes, 0);
}

SamEditBuilder *
sam_edit_builder_new (SamSource *source, SamClock *clock, SamRandom *random, const char *title)
{
  SamEditBuilder *builder = g_new0 (SamEditBuilder, 1);

  builder->title = g_strdup (title);
  builder->changes = g_ptr_array_new_with_free_func (free_change);
  builder->by_key = g_hash_table_new_full (key_hash, key_equal, g_free, NULL);
  builder->created = g_hash_table_new (g_str_hash, g_str_equal);
  builder->source = source;
  builder->clock = clock;
  builder->random = random;
  return builder;
}

void
sam_edit_builder_free (SamEditBuilder *builder)
{
  if (builder == NULL)
    return;
  reset (builder);
  g_hash_table_unref (builder->by_key);
  g_hash_table_unref (builder->created);
  g_ptr_array_unref (builder->changes);
  g_free (builder->title);
  g_free (builder);
}

static SamChange *
find (SamEditBuilder *builder, const char *record, SamFieldId field)
{
  Key key = { record, field };

  return g_hash_table_lookup (builder->by_key, &key);
}

static gboolean
is_dropped (const SamChange *change)
{
  return sam_value_equal (&change->from, &change->value);
}

/* What stands in the source: of a field, or whether the record exists. */
static SamValue
standing (SamEditBuilder *builder, const char *id, SamFieldId field)
{
  SamRecord *record = sam_source_get (builder->source, id);

  if (record == NULL)
    return SAM_NULL;
  if (field == SAM_FIELD_DELETED)
    return sam_value_integer (sam_record_deleted (record) ? 1 : 0);
  return sam_value_copy (sam_record_value (record, field));
}

static gboolean
kind_of (SamEditBuilder *builder, const char *id, SamKindId *kind)
{
  SamRecord *record = sam_source_get (builder->source, id);
  gpointer created;

  if (record != NULL)
    *kind = sam_record_kind (record);
  else if (g_hash_table_lookup_extended (builder->created, id, NULL, &created))
    *kind = GPOINTER_TO_INT (created);
  else
    return FALSE;
  return TRUE;
}

static SamChange *
put (SamEditBuilder *builder, SamKindId kind, const char *record, SamFieldId field, SamValue value)
{
  SamChange *change = find (builder, record, field);

  if (change != NULL)
    {
      sam_value_clear (&change->value);
      change->value = value;
      return change;
    }
  change = g_new (SamChange, 1);
  *change = (SamChange){ kind, g_strdup (record), field, standing (builder, record, field), value };
  g_ptr_array_add (builder->changes, change);
  {
    Key *key = g_new (Key, 1);

    *key = (Key){ change->record, field };
    g_hash_table_insert (builder->by_key, key, change);
  }
  return change;
}

const char *
sam_edit_builder_create (SamEditBuilder *builder, SamKindId kind)
{
  const SamKind *row = sam_kind (kind);
  g_autofree char *id = sam_id_new (builder->clock, builder->random);
  SamChange *change = put (builder, kind, id, SAM_FIELD_DELETED, sam_value_integer (0));

  g_hash_table_insert (builder->created, change->record, GINT_TO_POINTER (kind));
  for (guint i = 0; i < row->n_fields; i++)
    {
      const SamField *field = sam_field (row->first + i);

      if (field->default_choice != NULL)
        put (builder, kind, id, field->id, sam_value_text (field->default_choice));
    }
  return change->record;
}

void
sam_edit_builder_take (SamEditBuilder *builder, const char *record, SamFieldId field,
                       SamValue value)
{
  SamKindId kind;

  if (!kind_of (builder, record, &kind) || field < 0 || sam_field (field)->kind != kind)
    {
      sam_value_clear (&value);
      g_return_if_reached ();
    }
  put (builder, kind, record, field, value);
}

void
sam_edit_builder_set_text (SamEditBuilder *builder, const char *record, SamFieldId field,
                           const char *text_or_null)
{
  sam_edit_builder_take (builder, record, field, sam_value_text (text_or_null));
}

void
sam_edit_builder_set_integer (SamEditBuilder *builder, const char *record, SamFieldId field,
                              gint64 integer)
{
  sam_edit_builder_take (builder, record, field, sam_value_integer (integer));
}

void
sam_edit_builder_set_day (SamEditBuilder *builder, const char *record, SamFieldId field, SamDay day)
{
  g_autofree char *text = day == SAM_DAY_NONE ? NULL : sam_day_format (day);

  sam_edit_builder_set_text (builder, record, field, text);
}

void
sam_edit_builder_set_moment (SamEditBuilder *builder, const char *record, SamFieldId field,
                             SamMoment moment)
{
  g_autofree char *text = moment.day == SAM_DAY_NONE ? NULL : sam_moment_format (moment);

  sam_edit_builder_set_text (builder, record, field, text);
}

/* A record made in this very edit leaves no trace. */
static void
forget_created (SamEditBuilder *builder, const char *record)
{
  for (guint i = 0; i < builder->changes->len; i++)
    {
      SamChange *change = g_ptr_array_index (builder->changes, i);

      if (strcmp (change->record, record) == 0)
        {
          sam_value_clear (&change->value);
          change->value = sam_value_copy (&change->from);
        }
    }
}

/* Records made in this edit as parts of one that now goes. */
static void
forget_created_parts (SamEditBuilder *builder, const char *owner)
{
  for (guint i = 0; i < builder->changes->len; i++)
    {
      SamChange *change = g_ptr_array_index (builder->changes, i);

      if (!is_dropped (change) && change->field >= 0 && sam_field (change->field)->owner
          && change->value.type == SAM_VALUE_TEXT && strcmp (change->value.text, owner) == 0
          && g_hash_table_contains (builder->created, change->record))
        {
          forget_created_parts (builder, change->record);
          forget_created (builder, change->record);
        }
    }
}

void
sam_edit_builder_delete (SamEditBuilder *builder, const char *record)
{
  SamRecord *owner = sam_source_get (builder->source, record);
  g_autoptr (GPtrArray) parts = NULL;

  if (g_hash_table_size (builder->created) > 0)
    forget_created_parts (builder, record);
  if (owner == NULL)
    {
      forget_created (builder, record);
      return;
    }
  /* Parts before their owners: then a restored owner is there before its parts. */
  parts = sam_source_parts (builder->source, owner);
  for (guint i = parts->len; i > 0; i--)
    {
      SamRecord *part = g_ptr_array_index (parts, i - 1);

      put (builder, sam_record_kind (part), sam_record_id (part), SAM_FIELD_DELETED,
           sam_value_integer (1));
    }
  put (builder, sam_record_kind (owner), record, SAM_FIELD_DELETED, sam_value_integer (1));
}

typedef struct
{
  SamRecord *owner;
  GPtrArray *parts; /* of SamRecord, borrowed */
} Search;

static gboolean
take_part_deleted_with (SamRecord *part, gpointer data)
{
  Search *search = data;
  const SamRecordMeta *meta = sam_record_meta (part);
  const SamRecordMeta *owner = sam_record_meta (search->owner);

  if (sam_record_deleted (part) && meta->seq == owner->seq && g_strcmp0 (meta->at, owner->at) == 0
      && g_strcmp0 (meta->by, owner->by) == 0)
    g_ptr_array_add (search->parts, part);
  return TRUE;
}

void
sam_edit_builder_restore (SamEditBuilder *builder, const char *record)
{
  SamRecord *owner = sam_source_get (builder->source, record);
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  Search search = { owner, parts };
  SamChange *change;

  g_return_if_fail (owner != NULL);
  change = find (builder, record, SAM_FIELD_DELETED);
  if (change != NULL ? change->value.integer == 0 : !sam_record_deleted (owner))
    return;
  put (builder, sam_record_kind (owner), record, SAM_FIELD_DELETED, sam_value_integer (0));
  for (int i = 0; i < SAM_N_FIELDS; i++)
    {
      const SamField *field = sam_field (i);

      if (field->owner
          && (field->target == SAM_KIND_ANY || field->target == sam_record_kind (owner)))
        builder->source->each_referrer_deleted (builder->source, i, record, take_part_deleted_with,
                                                &search);
    }
  for (guint i = 0; i < parts->len; i++)
    sam_edit_builder_restore (builder, sam_record_id (g_ptr_array_index (parts, i)));
}

const SamValue *
sam_edit_builder_value (SamEditBuilder *builder, const char *record, SamFieldId field)
{
  static const SamValue null = { .type = SAM_VALUE_NULL };
  SamChange *change = find (builder, record, field);
  SamRecord *standing_record;

  if (change != NULL)
    return &change->value;
  standing_record = sam_source_get (builder->source, record);
  if (standing_record == NULL || field < 0)
    return &null;
  return sam_record_value (standing_record, field);
}

gboolean
sam_edit_builder_is_empty (SamEditBuilder *builder)
{
  for (guint i = 0; i < builder->changes->len; i++)
    if (!is_dropped (g_ptr_array_index (builder->changes, i)))
      return FALSE;
  return TRUE;
}

/* Whether the edit has a change of its own for the field. */
static gboolean
changes_field (SamEditBuilder *builder, const char *record, SamFieldId field)
{
  SamChange *change = find (builder, record, field);

  return change != NULL && !is_dropped (change);
}

/* The fields of a change's merge group that the edit leaves alone go with it as they stand: once,
 * with the group's first change. */
static void
add_rest_of_group (SamEditBuilder *builder, SamEdit *edit, const SamChange *change)
{
  const SamKind *kind = sam_kind (change->kind);
  SamRecord *record = sam_source_get (builder->source, change->record);
  guint group = change->field >= 0 ? sam_field (change->field)->group : 0;

  if (record == NULL || group == 0)
    return;
  for (SamFieldId id = kind->first; id < change->field; id++)
    if (sam_field (id)->group == group && changes_field (builder, change->record, id))
      return;
  for (SamFieldId id = kind->first; id < kind->first + (int)kind->n_fields; id++)
    if (sam_field (id)->group == group && !changes_field (builder, change->record, id))
      sam_edit_add (edit, change->kind, change->record, id,
                    sam_value_copy (sam_record_value (record, id)),
                    sam_value_copy (sam_record_value (record, id)));
}

SamEdit *
sam_edit_builder_end (SamEditBuilder *builder)
{
  g_autofree char *id = sam_id_new (builder->clock, builder->random);
  g_autofree char *at = sam_clock_stamp (builder->clock);
  SamEdit *edit = sam_edit_new (id, builder->title, at);
  gint64 seen = 0;

  for (guint i = 0; i < builder->changes->len; i++)
    {
      SamChange *change = g_ptr_array_index (builder->changes, i);
      SamRecord *record = sam_source_get (builder->source, change->record);

      if (is_dropped (change))
        continue;
      if (record != NULL)
        seen = MAX (seen, sam_record_meta (record)->seq);
      sam_edit_add (edit, change->kind, change->record, change->field,
                    sam_value_copy (&change->from), sam_value_copy (&change->value));
      add_rest_of_group (builder, edit, change);
    }
  sam_edit_set_seen (edit, NULL, seen);
  reset (builder);
  return edit;
}
