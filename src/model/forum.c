/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/forum.h"

#include <string.h>

#include "base/fold.h"
#include "base/id.h"
#include "model/record-list.h"
#include "model/record-private.h"
#include "model/referrers.h"

typedef struct
{
  SamSource source;
  SamForum *forum;
} ForumSource;

struct _SamForum
{
  GObject parent_instance;

  GHashTable *records; /* id (inside the record) → SamRecord, owned; deleted ones too */
  SamRecordList *lists[SAM_N_KINDS];
  SamReferrers *live[SAM_N_FIELDS];    /* made when first asked for, then kept up */
  SamReferrers *deleted[SAM_N_FIELDS]; /* likewise, of deleted records */
  ForumSource source;
};

G_DEFINE_FINAL_TYPE (SamForum, sam_forum, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static SamRecord *
source_get (SamSource *source, const char *id)
{
  return sam_forum_get (((ForumSource *)source)->forum, id);
}

static void
source_each (SamSource *source, SamKindId kind, SamVisit visit, gpointer data)
{
  SamRecordList *list = ((ForumSource *)source)->forum->lists[kind];

  for (guint i = 0; i < sam_record_list_length (list); i++)
    if (!visit (sam_record_list_get (list, i), data))
      return;
}

static SamReferrers *
referrers_of (SamForum *self, SamFieldId field, gboolean deleted)
{
  SamReferrers **slot = deleted ? &self->deleted[field] : &self->live[field];
  SamKindId kind = sam_field (field)->kind;
  GHashTableIter iter;
  gpointer record;

  if (*slot)
    return *slot;

  *slot = sam_referrers_new (field);
  if (!deleted)
    {
      for (guint i = 0; i < sam_record_list_length (self->lists[kind]); i++)
        sam_referrers_add (*slot, sam_record_list_get (self->lists[kind], i));
      return *slot;
    }

  g_hash_table_iter_init (&iter, self->records);
  while (g_hash_table_iter_next (&iter, NULL, &record))
    if (((SamRecord *)record)->kind == kind && ((SamRecord *)record)->deleted)
      sam_referrers_add (*slot, record);
  return *slot;
}

static void
visit_all (GPtrArray *records, SamVisit visit, gpointer data)
{
  for (guint i = 0; i < records->len; i++)
    if (!visit (g_ptr_array_index (records, i), data))
      return;
}

static void
source_each_referrer (SamSource *source, SamFieldId field, const char *id, SamVisit visit,
                      gpointer data)
{
  visit_all (sam_forum_referrers (((ForumSource *)source)->forum, field, id), visit, data);
}

static void
source_each_referrer_deleted (SamSource *source, SamFieldId field, const char *id, SamVisit visit,
                              gpointer data)
{
  SamForum *self = ((ForumSource *)source)->forum;

  visit_all (sam_referrers_get (referrers_of (self, field, FALSE), id), visit, data);
  visit_all (sam_referrers_get (referrers_of (self, field, TRUE), id), visit, data);
}

static void
drop_indexes (SamForum *self)
{
  for (guint i = 0; i < SAM_N_FIELDS; i++)
    {
      g_clear_pointer (&self->live[i], sam_referrers_free);
      g_clear_pointer (&self->deleted[i], sam_referrers_free);
    }
}

static void
sam_forum_finalize (GObject *object)
{
  SamForum *self = SAM_FORUM (object);

  drop_indexes (self);
  for (guint i = 0; i < SAM_N_KINDS; i++)
    g_object_unref (self->lists[i]);
  g_hash_table_unref (self->records);

  G_OBJECT_CLASS (sam_forum_parent_class)->finalize (object);
}

static void
sam_forum_class_init (SamForumClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sam_forum_finalize;

  signals[CHANGED] = g_signal_new ("changed", SAM_TYPE_FORUM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
sam_forum_init (SamForum *self)
{
  self->records = g_hash_table_new_full (sam_id_hash, g_str_equal, NULL, g_object_unref);
  for (guint i = 0; i < SAM_N_KINDS; i++)
    self->lists[i] = sam_record_list_new ();
  self->source.forum = self;
  self->source.source = (SamSource){
    .get = source_get,
    .each = source_each,
    .each_referrer = source_each_referrer,
    .each_referrer_deleted = source_each_referrer_deleted,
  };
}

SamForum *
sam_forum_new (void)
{
  return g_object_new (SAM_TYPE_FORUM, NULL);
}

gboolean
sam_record_change_has (const SamRecordChange *change, SamFieldId field)
{
  const SamField *of = sam_field (field);

  return of->kind == change->record->kind
         && (change->fields >> (field - sam_kind (of->kind)->first)) & 1;
}

gboolean
sam_forum_delta_touches (const SamForumDelta *delta, SamKindId kind)
{
  if (delta->everything)
    return TRUE;
  for (guint i = 0; i < delta->n_changes; i++)
    if (delta->changes[i].record->kind == kind)
      return TRUE;

  return FALSE;
}

void
sam_forum_load (SamForum *forum, GPtrArray *records)
{
  SamForumDelta delta = { .everything = TRUE };
  GPtrArray *by_kind[SAM_N_KINDS];
  gboolean doubles = FALSE;

  drop_indexes (forum);
  for (guint i = 0; i < SAM_N_KINDS; i++)
    by_kind[i] = g_ptr_array_new ();
  g_hash_table_remove_all (forum->records);
  for (guint i = 0; i < records->len; i++)
    {
      SamRecord *record = g_ptr_array_index (records, i);

      doubles |= !g_hash_table_replace (forum->records, record->id, g_object_ref (record));
    }
  for (guint i = 0; i < records->len; i++)
    {
      SamRecord *record = g_ptr_array_index (records, i);

      /* Of two with one id the later holds; sources never give two. */
      if (!record->deleted
          && (!doubles || g_hash_table_lookup (forum->records, record->id) == record))
        g_ptr_array_add (by_kind[record->kind], record);
    }
  for (guint i = 0; i < SAM_N_KINDS; i++)
    {
      sam_record_list_replace (forum->lists[i], by_kind[i]);
      g_ptr_array_unref (by_kind[i]);
    }
  g_ptr_array_unref (records);

  g_signal_emit (forum, signals[CHANGED], 0, &delta);
}

/* Takes a record out of the indexes of its reference fields, or puts it in, as it is now. */
static void
index_record (SamForum *self, SamRecord *record, gboolean in)
{
  const SamKind *kind = sam_kind (record->kind);

  for (guint i = 0; i < kind->n_fields; i++)
    {
      SamFieldId field = kind->first + (int)i;
      SamReferrers *index = record->deleted ? self->deleted[field] : self->live[field];

      if (!index)
        continue;
      if (in)
        sam_referrers_add (index, record);
      else
        sam_referrers_remove (index, record);
    }
}

static void
put_one (SamForum *self, SamRecord *state, GArray *changes)
{
  SamRecord *record = g_hash_table_lookup (self->records, state->id);
  SamRecordChange change = { .type = SAM_CHANGE_UPDATED };

  if (record && record->kind != state->kind)
    {
      g_warning ("A record cannot change its kind: %s", state->id);
      return;
    }
  if (record)
    {
      gboolean was_deleted = record->deleted;

      index_record (self, record, FALSE);
      change.fields = sam_record_assign (record, state);
      if (was_deleted != record->deleted)
        change.type = was_deleted ? SAM_CHANGE_APPEARED : SAM_CHANGE_VANISHED;
      else if (record->deleted)
        change.type = SAM_CHANGE_VANISHED;
    }
  else
    {
      record = sam_record_copy (state);
      g_hash_table_insert (self->records, record->id, record);
      change.type = record->deleted ? SAM_CHANGE_VANISHED : SAM_CHANGE_APPEARED;
      change.fields = G_MAXUINT64;
    }
  index_record (self, record, TRUE);

  change.record = record;
  g_array_append_val (changes, change);
}

/* The lists follow the batch: a record may have come and gone in it, so what counts is how it is
 * now against whether its list has it. */
static void
splice_lists (SamForum *self, GArray *changes)
{
  for (guint kind = 0; kind < SAM_N_KINDS; kind++)
    {
      g_autoptr (GPtrArray) appeared = g_ptr_array_new ();
      g_autoptr (GPtrArray) vanished = g_ptr_array_new ();
      g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

      for (guint i = 0; i < changes->len; i++)
        {
          SamRecordChange *change = &g_array_index (changes, SamRecordChange, i);

          if (change->record->kind != kind || change->type == SAM_CHANGE_UPDATED
              || !g_hash_table_add (seen, change->record))
            continue;
          g_ptr_array_add (change->record->deleted ? vanished : appeared, change->record);
        }
      if (appeared->len || vanished->len)
        sam_record_list_splice (self->lists[kind], appeared, vanished);
    }
}

void
sam_forum_put (SamForum *forum, GPtrArray *records)
{
  g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (SamRecordChange));
  g_autoptr (GHashTable) last = g_hash_table_new (g_str_hash, g_str_equal);
  SamForumDelta delta;

  /* Of several states of one record in a batch only the last is news. */
  for (guint i = 0; i < records->len; i++)
    g_hash_table_insert (last, ((SamRecord *)g_ptr_array_index (records, i))->id,
                         g_ptr_array_index (records, i));
  for (guint i = 0; i < records->len; i++)
    {
      SamRecord *state = g_ptr_array_index (records, i);

      if (g_hash_table_lookup (last, state->id) == state)
        put_one (forum, state, changes);
    }
  splice_lists (forum, changes);

  delta = (SamForumDelta){ .changes = (const SamRecordChange *)changes->data,
                           .n_changes = changes->len };
  if (delta.n_changes)
    g_signal_emit (forum, signals[CHANGED], 0, &delta);
}

SamSource *
sam_forum_source (SamForum *forum)
{
  return &forum->source.source;
}

SamRecord *
sam_forum_get (SamForum *forum, const char *id_or_null)
{
  return id_or_null ? g_hash_table_lookup (forum->records, id_or_null) : NULL;
}

SamRecord *
sam_forum_root (SamForum *forum)
{
  return sam_source_forum (sam_forum_source (forum));
}

const char *
sam_forum_zone (SamForum *forum)
{
  return sam_source_zone (sam_forum_source (forum));
}

GListModel *
sam_forum_list (SamForum *forum, SamKindId kind)
{
  g_return_val_if_fail (kind < SAM_N_KINDS, NULL);
  return G_LIST_MODEL (forum->lists[kind]);
}

guint
sam_forum_count (SamForum *forum, SamKindId kind)
{
  return sam_record_list_length (forum->lists[kind]);
}

GPtrArray *
sam_forum_referrers (SamForum *forum, SamFieldId field, const char *id)
{
  return sam_referrers_get (referrers_of (forum, field, FALSE), id);
}

static int
by_id (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(SamRecord *const *)a)->id, (*(SamRecord *const *)b)->id);
}

static GPtrArray *
collect (SamForum *self, gboolean deleted_only)
{
  GPtrArray *all = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer record;

  g_hash_table_iter_init (&iter, self->records);
  while (g_hash_table_iter_next (&iter, NULL, &record))
    if (!deleted_only || ((SamRecord *)record)->deleted)
      g_ptr_array_add (all, record);
  g_ptr_array_sort (all, by_id);

  return all;
}

GPtrArray *
sam_forum_deleted (SamForum *forum)
{
  return collect (forum, TRUE);
}

GPtrArray *
sam_forum_all (SamForum *forum)
{
  return collect (forum, FALSE);
}

static SamFieldId
position_field (SamKindId kind)
{
  const SamKind *of = sam_kind (kind);

  for (guint i = 0; i < of->n_fields; i++)
    if (sam_field (of->first + (int)i)->type == SAM_TYPE_POSITION)
      return of->first + (int)i;

  return SAM_NO_FIELD;
}

static int
for_people (gconstpointer a, gconstpointer b, gpointer data)
{
  SamFieldId position = GPOINTER_TO_INT (data);
  SamRecord *first = *(SamRecord *const *)a;
  SamRecord *second = *(SamRecord *const *)b;
  int order = 0;

  if (position != SAM_NO_FIELD)
    {
      const char *p = sam_record_text (first, position);
      const char *q = sam_record_text (second, position);

      /* What has no position comes last. */
      order = p && q ? strcmp (p, q) : (p ? -1 : (q ? 1 : 0));
    }
  if (order == 0)
    order = sam_collate (sam_record_title (first), sam_record_title (second));

  return order ? order : strcmp (first->id, second->id);
}

GPtrArray *
sam_forum_ordered (SamForum *forum, SamKindId kind)
{
  GPtrArray *records = sam_source_list (sam_forum_source (forum), kind);

  g_ptr_array_sort_with_data (records, for_people, GINT_TO_POINTER (position_field (kind)));
  return records;
}
