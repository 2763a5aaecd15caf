/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/record-private.h"

#include <string.h>

#include "base/fold.h"

G_DEFINE_FINAL_TYPE (SamRecord, sam_record, G_TYPE_OBJECT)

static void
release (const char *text)
{
  if (text)
    g_ref_string_release ((char *)text);
}

static void
clear_meta (SamRecordMeta *meta)
{
  release (meta->at);
  release (meta->by);
  release (meta->created_at);
  release (meta->created_by);
  memset (meta, 0, sizeof *meta);
}

static void
sam_record_finalize (GObject *object)
{
  SamRecord *self = SAM_RECORD (object);
  guint n = sam_kind (self->kind)->n_fields;

  for (guint i = 0; i < n; i++)
    sam_value_clear (&self->values[i]);
  g_free (self->values);
  clear_meta (&self->meta);
  g_free (self->extra);
  g_free (self->folded);

  G_OBJECT_CLASS (sam_record_parent_class)->finalize (object);
}

static void
sam_record_class_init (SamRecordClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sam_record_finalize;
}

static void
sam_record_init (SamRecord *self)
{
}

SamRecord *
sam_record_new_take (SamKindId kind, const char *id, SamValue *values, const SamRecordMeta *meta)
{
  SamRecord *self;

  g_return_val_if_fail (kind < SAM_N_KINDS, NULL);

  self = g_object_new (SAM_TYPE_RECORD, NULL);
  self->kind = kind;
  self->values = values;
  self->meta = *meta;
  g_strlcpy (self->id, id, sizeof self->id);
  return self;
}

SamRecord *
sam_record_new (SamKindId kind, const char *id)
{
  g_return_val_if_fail (kind < SAM_N_KINDS, NULL);
  return sam_record_new_take (kind, id, g_new0 (SamValue, sam_kind (kind)->n_fields),
                              &(SamRecordMeta){ 0 });
}

SamRecord *
sam_record_copy (SamRecord *record)
{
  SamRecord *copy = sam_record_new (record->kind, record->id);

  sam_record_assign (copy, record);
  return copy;
}

SamKindId
sam_record_kind (SamRecord *record)
{
  return record->kind;
}

const char *
sam_record_id (SamRecord *record)
{
  return record->id;
}

gboolean
sam_record_is (SamRecord *record, SamKindId kind)
{
  return record && record->kind == kind;
}

const SamRecordMeta *
sam_record_meta (SamRecord *record)
{
  return &record->meta;
}

/* Stamps are many and differ; names of authors are few and shared. */
static const char *
shared_stamp (const char *text)
{
  return text ? g_ref_string_new (text) : NULL;
}

static const char *
shared_name (const char *text)
{
  return text ? g_ref_string_new_intern (text) : NULL;
}

void
sam_record_set_meta (SamRecord *record, const SamRecordMeta *meta)
{
  SamRecordMeta copy = {
    .seq = meta->seq,
    .at = shared_stamp (meta->at),
    .by = shared_name (meta->by),
    .created_at = shared_stamp (meta->created_at),
    .created_by = shared_name (meta->created_by),
  };

  clear_meta (&record->meta);
  record->meta = copy;
}

gboolean
sam_record_deleted (SamRecord *record)
{
  return record->deleted;
}

void
sam_record_set_deleted (SamRecord *record, gboolean deleted)
{
  record->deleted = deleted;
}

const char *
sam_record_extra (SamRecord *record)
{
  return record->extra;
}

void
sam_record_set_extra (SamRecord *record, const char *json)
{
  g_free (record->extra);
  record->extra = g_strdup (json);
}

static SamValue *
value_of (SamRecord *record, SamFieldId field)
{
  const SamKind *kind = sam_kind (record->kind);

  g_assert (field >= kind->first && (guint)(field - kind->first) < kind->n_fields);
  return &record->values[field - kind->first];
}

const SamValue *
sam_record_value (SamRecord *record, SamFieldId field)
{
  return value_of (record, field);
}

void
sam_record_take_value (SamRecord *record, SamFieldId field, SamValue value)
{
  SamValue *slot = value_of (record, field);

  sam_value_clear (slot);
  *slot = value;
  if (record->folded && sam_field (field)->search)
    g_clear_pointer (&record->folded, g_free);
}

gboolean
sam_record_has (SamRecord *record, SamFieldId field)
{
  return value_of (record, field)->type != SAM_VALUE_NULL;
}

const char *
sam_record_text (SamRecord *record, SamFieldId field)
{
  const SamValue *value = value_of (record, field);

  return value->type == SAM_VALUE_TEXT ? value->text : NULL;
}

gint64
sam_record_integer (SamRecord *record, SamFieldId field)
{
  const SamValue *value = value_of (record, field);

  return value->type == SAM_VALUE_INTEGER ? value->integer : 0;
}

gboolean
sam_record_boolean (SamRecord *record, SamFieldId field)
{
  return sam_record_integer (record, field) != 0;
}

SamDay
sam_record_day (SamRecord *record, SamFieldId field)
{
  return sam_record_moment (record, field).day;
}

SamMoment
sam_record_moment (SamRecord *record, SamFieldId field)
{
  const char *text = sam_record_text (record, field);
  SamMoment moment;

  if (!text || !sam_moment_parse (text, &moment))
    return SAM_MOMENT_NONE;

  return moment;
}

gboolean
sam_record_is_choice (SamRecord *record, SamFieldId field, const char *name)
{
  return g_strcmp0 (sam_record_text (record, field), name) == 0;
}

const char *
sam_record_title (SamRecord *record)
{
  const char *title = sam_record_text (record, sam_kind (record->kind)->first);

  return title ? title : "";
}

const char *
sam_record_folded (SamRecord *record)
{
  const SamKind *kind = sam_kind (record->kind);
  g_autoptr (GString) all = NULL;

  if (record->folded)
    return record->folded;

  all = g_string_new (NULL);
  for (guint i = 0; i < kind->n_fields; i++)
    {
      const SamField *field = sam_field (kind->first + (int)i);
      g_autofree char *folded = NULL;

      if (!field->search || field->type == SAM_TYPE_REFERENCE
          || record->values[i].type != SAM_VALUE_TEXT)
        continue;
      folded = sam_fold (record->values[i].text);
      if (all->len)
        g_string_append_c (all, '\n');
      g_string_append (all, folded);
    }

  record->folded = g_string_free (g_steal_pointer (&all), FALSE);
  return record->folded;
}

guint64
sam_record_assign (SamRecord *record, SamRecord *state)
{
  guint n = sam_kind (record->kind)->n_fields;
  guint64 changed = 0;

  g_assert (record->kind == state->kind);

  for (guint i = 0; i < n; i++)
    {
      if (sam_value_equal (&record->values[i], &state->values[i]))
        continue;
      sam_value_clear (&record->values[i]);
      record->values[i] = sam_value_copy (&state->values[i]);
      changed |= G_GUINT64_CONSTANT (1) << i;
    }

  if (changed)
    g_clear_pointer (&record->folded, g_free);
  record->deleted = state->deleted;
  sam_record_set_meta (record, &state->meta);
  if (g_strcmp0 (record->extra, state->extra) != 0)
    sam_record_set_extra (record, state->extra);

  return changed;
}
