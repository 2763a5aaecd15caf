/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/clock.h"
#include "base/random.h"
#include "model/source.h"

/* One person's act, all or nothing (DESIGN section 5). Immutable once built; counted; any thread. */
typedef struct
{
  SamKindId kind;
  char *record;     /* id */
  SamFieldId field; /* or SAM_FIELD_DELETED, with from/value null, 0 or 1 */
  SamValue from;    /* what the author saw */
  SamValue value;
} SamChange;

typedef struct
{
  char *id;
  char *title;      /* for people, in the author's language: "Move “Nattfotboll”" */
  char *group;      /* NULL, or the id shared by edits that are undone together */
  char *at;         /* stamp */
  char *seen_epoch; /* NULL without a server */
  gint64 seen_seq;
  GArray *changes;  /* of SamChange */
} SamEdit;

#define SAM_EDIT_MAX_CHANGES 20000
#define SAM_EDIT_MAX_BYTES (4 * 1024 * 1024)

/* For those who make edits from something else than a builder (the wire, undo): before anybody else holds it. */
SamEdit *sam_edit_new (const char *id, const char *title, const char *at); /* without changes */
void sam_edit_add (SamEdit *edit, SamKindId kind, const char *record, SamFieldId field, SamValue from, SamValue value); /* takes the values */
void sam_edit_set_group (SamEdit *edit, const char *group);
/* How far the author had seen: the builder gives the highest number among the records it touches; who knows the
 * cursor says it here, before the edit is shared. */
void sam_edit_set_seen (SamEdit *edit, const char *epoch, gint64 seq);
/* Edits with one group that together are this one, each within the limits below; the edit itself if it is. No
 * record is divided. Array of SamEdit, owned. */
GPtrArray *sam_edit_split (SamEdit *edit, SamClock *clock, SamRandom *random);

SamEdit *sam_edit_ref (SamEdit *edit);
void sam_edit_unref (SamEdit *edit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SamEdit, sam_edit_unref)
static inline const SamChange *
sam_edit_change (const SamEdit *edit, guint i)
{
  return &g_array_index (edit->changes, SamChange, i);
}

/* Building. `from` is read off the source when a field is first set; setting a field back to what it was
 * drops the change. A merge group travels whole: where one of its fields changes, the others go with it
 * as changes whose value is their `from`. */
typedef struct _SamEditBuilder SamEditBuilder;
SamEditBuilder *sam_edit_builder_new (SamSource *source, SamClock *clock, SamRandom *random, const char *title);
void sam_edit_builder_free (SamEditBuilder *builder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SamEditBuilder, sam_edit_builder_free)
/* A new record with the defaults of its choices set. Its id; borrowed. */
const char *sam_edit_builder_create (SamEditBuilder *builder, SamKindId kind);
void sam_edit_builder_take (SamEditBuilder *builder, const char *record, SamFieldId field, SamValue value); /* takes the value */
void sam_edit_builder_set_text (SamEditBuilder *builder, const char *record, SamFieldId field, const char *text_or_null);
void sam_edit_builder_set_integer (SamEditBuilder *builder, const char *record, SamFieldId field, gint64 integer);
void sam_edit_builder_set_day (SamEditBuilder *builder, const char *record, SamFieldId field, SamDay day);
void sam_edit_builder_set_moment (SamEditBuilder *builder, const char *record, SamFieldId field, SamMoment moment);
void sam_edit_builder_delete (SamEditBuilder *builder, const char *record);  /* and its live parts */
void sam_edit_builder_restore (SamEditBuilder *builder, const char *record); /* and the parts deleted with it (by the same edit) */
/* The value that a field would have after the edit as built so far; borrowed. */
const SamValue *sam_edit_builder_value (SamEditBuilder *builder, const char *record, SamFieldId field);
gboolean sam_edit_builder_is_empty (SamEditBuilder *builder);
SamEdit *sam_edit_builder_end (SamEditBuilder *builder); /* the builder is empty afterwards */
