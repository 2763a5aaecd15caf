/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/i18n.h"
#include "model/display.h"
#include "sync/merge.h"
#include "sync/undo-private.h"
#include "sync/wire.h"

/* What an act as a whole did to one field of one record: from the first edit's `from` to the last
 * edit's value. Values are borrowed from the edits. */
typedef struct
{
  const SamChange *first;
  const SamChange *last;
} Span;

typedef struct
{
  SamSource *source;
  SamClock *clock;
  SamRandom *random;
  SamDay today;
  SamEditBuilder *builder; /* owned */
  GArray *spans;           /* of Span, owned, in order of first appearance */
  GHashTable *by_key;      /* "record field" (owned) → index into spans */
  GArray *kept;            /* of guint, owned: spans that only stand in a conflict */
  GPtrArray *changed;      /* of char, borrowed */
} Inverse;

static char *
key_of (const char *record, SamFieldId field)
{
  return g_strdup_printf ("%s %d", record, field);
}

static const Span *
find_span (Inverse *inverse, const char *record, SamFieldId field)
{
  g_autofree char *key = key_of (record, field);
  gpointer index;

  if (!g_hash_table_lookup_extended (inverse->by_key, key, NULL, &index))
    return NULL;
  return &g_array_index (inverse->spans, Span, GPOINTER_TO_UINT (index));
}

static void
collect (Inverse *inverse, const SamAct *act)
{
  for (guint i = 0; i < act->edits->len; i++)
    {
      const SamEdit *edit = g_ptr_array_index (act->edits, i);

      for (guint j = 0; j < edit->changes->len; j++)
        {
          const SamChange *change = sam_edit_change (edit, j);
          Span *span = (Span *)find_span (inverse, change->record, change->field);

          if (span != NULL)
            span->last = change;
          else
            {
              Span new = { change, change };

              g_hash_table_insert (inverse->by_key, key_of (change->record, change->field),
                                   GUINT_TO_POINTER (inverse->spans->len));
              g_array_append_val (inverse->spans, new);
            }
        }
    }
}

static void
say_changed (Inverse *inverse, SamRecord *record, SamFieldId field)
{
  g_autofree char *title = sam_display_kind_and_title (inverse->source, record);
  const SamValue *value = sam_record_value (record, field);
  g_autofree char *text = sam_display_value (inverse->source, field, value, inverse->today);

  g_ptr_array_add (
      inverse->changed,
      sam_value_is_null (value)
          ? g_strdup_printf (_ ("%s: “%s” has been emptied"), title, sam_field_label (field))
          : g_strdup_printf (_ ("%s: “%s” is now “%s”"), title, sam_field_label (field), text));
}

typedef enum
{
  GONE,  /* somebody has deleted it */
  ADDED, /* somebody has added it to what now goes */
} News;

static void
say (Inverse *inverse, News news, SamRecord *record)
{
  g_autofree char *title = sam_display_kind_and_title (inverse->source, record);

  g_ptr_array_add (inverse->changed,
                   news == GONE
                       ? g_strdup_printf (_ ("%s: has been deleted"), title)
                       : g_strdup_printf (_ ("%s: has been added since and goes too"), title));
}

static gboolean
visit_conflict (SamRecord *conflict, gpointer data)
{
  const char **wanted = data;

  if (sam_record_is_choice (conflict, SAM_CONFLICT_STATE, "open")
      && g_strcmp0 (sam_record_text (conflict, SAM_CONFLICT_FIELD), wanted[0]) == 0
      && g_strcmp0 (sam_record_text (conflict, SAM_CONFLICT_KEPT), wanted[1]) == 0)
    wanted[2] = sam_record_id (conflict);
  return wanted[2] == NULL;
}

/* Whether what the act wrote never came to stand but is kept: then it is taken back there. */
static gboolean
is_kept (Inverse *inverse, const Span *span)
{
  const SamField *field
      = span->last->field == SAM_FIELD_DELETED ? NULL : sam_field (span->last->field);
  g_autofree char *text = sam_wire_value_text (field, &span->last->value);
  const char *wanted[3] = { sam_wire_field_name (span->last->field), text, NULL };

  inverse->source->each_referrer (inverse->source, SAM_CONFLICT_RECORD, span->last->record,
                                  visit_conflict, wanted);
  return wanted[2] != NULL;
}

static void
invert_field (Inverse *inverse, const Span *span, guint index)
{
  SamRecord *record = sam_source_get (inverse->source, span->last->record);
  SamFieldId field = span->last->field;
  const SamValue *current = record != NULL ? sam_record_value (record, field) : NULL;
  SamValue both = SAM_NULL;

  if (record == NULL || sam_value_equal (&span->first->from, &span->last->value))
    return;
  if (!sam_value_equal (current, &span->last->value) && is_kept (inverse, span))
    {
      g_array_append_val (inverse->kept, index);
      return;
    }
  if (sam_record_deleted (record)
      && sam_edit_builder_value (inverse->builder, span->last->record, SAM_FIELD_DELETED)->type
             == SAM_VALUE_NULL)
    {
      say (inverse, GONE, record);
      return;
    }
  if (sam_value_equal (current, &span->last->value))
    both = sam_value_copy (&span->first->from);
  else if (sam_value_equal (current, &span->first->from))
    return;
  else if (sam_merge (sam_field (field), &span->last->value, current, &span->first->from, &both)
           == SAM_MERGE_SAME)
    return;
  else if (sam_field (field)->type != SAM_TYPE_REFERENCE_SET
           && (sam_field (field)->type != SAM_TYPE_LONG_TEXT || sam_value_is_null (&both)))
    {
      /* Somebody has written something else there; the person is asked, and then this is what is
       * wanted. */
      say_changed (inverse, record, field);
      sam_value_clear (&both);
      both = sam_value_copy (&span->first->from);
    }
  sam_edit_builder_take (inverse->builder, span->last->record, field, both);
}

/* What others have made of a record that now goes. */
static void
look_before_delete (Inverse *inverse, SamRecord *record)
{
  const SamKind *kind = sam_kind (sam_record_kind (record));
  g_autoptr (GPtrArray) parts = sam_source_parts (inverse->source, record);

  for (guint i = 0; i < kind->n_fields; i++)
    {
      SamFieldId field = kind->first + i;
      const Span *span = find_span (inverse, sam_record_id (record), field);

      if (span != NULL && !sam_value_equal (&span->last->value, sam_record_value (record, field))
          && sam_field (field)->numbered == SAM_NUMBERED_NO)
        say_changed (inverse, record, field);
    }
  for (guint i = 0; i < parts->len; i++)
    {
      SamRecord *part = g_ptr_array_index (parts, i);

      if (find_span (inverse, sam_record_id (part), SAM_FIELD_DELETED) == NULL)
        say (inverse, ADDED, part);
    }
}

static void
invert_existence (Inverse *inverse, const Span *span, guint index)
{
  const SamValue *from = &span->first->from;
  SamRecord *record = sam_source_get (inverse->source, span->last->record);
  gboolean existed = from->type == SAM_VALUE_INTEGER && from->integer == 0;
  gboolean exists = span->last->value.integer == 0;

  if (record == NULL || existed == exists)
    return;
  if (exists && !sam_record_deleted (record))
    {
      look_before_delete (inverse, record);
      sam_edit_builder_delete (inverse->builder, span->last->record);
    }
  else if (!exists && sam_record_deleted (record)
           && !sam_value_is_null (from)) /* not one that the act itself made */
    sam_edit_builder_restore (inverse->builder, span->last->record);
  else if (!exists && is_kept (inverse, span))
    g_array_append_val (inverse->kept, index);
}

static gboolean
act_created (Inverse *inverse, const char *record)
{
  const Span *span = find_span (inverse, record, SAM_FIELD_DELETED);

  return span != NULL && sam_value_is_null (&span->first->from);
}

static void
invert_all (Inverse *inverse)
{
  /* Backwards, and what comes back to life first. */
  for (guint i = inverse->spans->len; i > 0; i--)
    {
      const Span *span = &g_array_index (inverse->spans, Span, i - 1);

      if (span->last->field == SAM_FIELD_DELETED)
        invert_existence (inverse, span, i - 1);
    }
  for (guint i = inverse->spans->len; i > 0; i--)
    {
      const Span *span = &g_array_index (inverse->spans, Span, i - 1);

      if (span->last->field != SAM_FIELD_DELETED && !act_created (inverse, span->last->record))
        invert_field (inverse, span, i - 1);
    }
}

SamEdit *
sam_act_inverse (const SamAct *act, const char *title, SamSource *source, SamClock *clock,
                 SamRandom *random, GPtrArray **changed)
{
  g_autoptr (SamEditBuilder) builder = sam_edit_builder_new (source, clock, random, title);
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (Span));
  g_autoptr (GHashTable) by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (guint));
  SamDay today = sam_today (sam_clock_now (clock), sam_source_zone (source));
  Inverse inverse = { source, clock, random, today, builder, spans, by_key, kept, *changed };
  SamEdit *edit;

  collect (&inverse, act);
  invert_all (&inverse);
  edit = sam_edit_builder_end (builder);
  for (guint i = 0; i < kept->len; i++)
    {
      const Span *span = &g_array_index (spans, Span, g_array_index (kept, guint, i));

      sam_edit_add (edit, span->last->kind, span->last->record, span->last->field,
                    sam_value_copy (&span->last->value), sam_value_copy (&span->first->from));
    }
  return edit;
}
