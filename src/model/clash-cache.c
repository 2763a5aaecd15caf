/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/clash-cache.h"

#include <string.h>

/* An activity that lasts longer stands with what is always looked at. */
#define LONGEST 40
#define ALWAYS SAM_DAY_NONE

/* Who or what is held, and on which day. */
typedef struct
{
  const char *id; /* interned */
  SamFieldId field;
  SamDay day;
} Slot;

/* Where one activity stands now. */
typedef struct
{
  const char *ids[2]; /* interned; NULL: none */
  SamDay first, last;
} Stand;

struct _SamClashCache
{
  SamSource source; /* as the Forum's, but for who is at a venue or with a person */
  SamForum *forum;  /* owned */
  gulong handler;
  gboolean built;
  GHashTable *slots;  /* Slot → GPtrArray of SamRecord, borrowed from the forum */
  GHashTable *stands; /* SamRecord → Stand */
  SamDay first, last; /* days of the activity that is asked about */
};

static const SamFieldId fields[2] = { SAM_ACTIVITY_VENUE, SAM_ACTIVITY_RESPONSIBLE };

static guint
slot_hash (gconstpointer data)
{
  const Slot *slot = data;

  return g_direct_hash (slot->id) ^ (guint)slot->day * 2654435761u ^ (guint)slot->field;
}

static gboolean
slot_equal (gconstpointer a, gconstpointer b)
{
  const Slot *one = a, *other = b;

  return one->id == other->id && one->day == other->day && one->field == other->field;
}

static GPtrArray *
slot_records (SamClashCache *self, const char *id, SamFieldId field, SamDay day)
{
  Slot slot = { id, field, day };

  return g_hash_table_lookup (self->slots, &slot);
}

static void
enter (SamClashCache *self, SamRecord *activity, const char *id, SamFieldId field, SamDay day)
{
  GPtrArray *records = slot_records (self, id, field, day);
  Slot slot = { id, field, day };

  if (!records)
    {
      records = g_ptr_array_new ();
      g_hash_table_insert (self->slots, g_memdup2 (&slot, sizeof slot), records);
    }
  g_ptr_array_add (records, activity);
}

static void
leave (SamClashCache *self, SamRecord *activity)
{
  const Stand *stand = g_hash_table_lookup (self->stands, activity);

  if (!stand)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    for (SamDay day = stand->first; stand->ids[i] && day <= stand->last; day++)
      g_ptr_array_remove_fast (slot_records (self, stand->ids[i], fields[i], day), activity);
  g_hash_table_remove (self->stands, activity);
}

static gboolean
days_of (SamRecord *activity, SamDay *first, SamDay *last)
{
  SamSpan span;

  if (!sam_schedule_span (activity, &span))
    return FALSE;
  *first = span.starts.day;
  *last = MAX (span.starts.day, span.ends.day);
  if (*last - *first > LONGEST)
    *first = *last = ALWAYS;
  return TRUE;
}

static void
take_in (SamClashCache *self, SamRecord *activity)
{
  Stand stand = { 0 };

  if (sam_record_deleted (activity) || !days_of (activity, &stand.first, &stand.last))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const char *id = sam_record_text (activity, fields[i]);

      stand.ids[i] = id ? g_intern_string (id) : NULL;
      for (SamDay day = stand.first; id && day <= stand.last; day++)
        enter (self, activity, stand.ids[i], fields[i], day);
    }
  if (stand.ids[0] || stand.ids[1])
    g_hash_table_insert (self->stands, activity, g_memdup2 (&stand, sizeof stand));
}

static gboolean
take_in_each (SamRecord *activity, gpointer data)
{
  take_in (data, activity);
  return TRUE;
}

static void
build (SamClashCache *self)
{
  SamSource *source = sam_forum_source (self->forum);

  g_hash_table_remove_all (self->slots);
  g_hash_table_remove_all (self->stands);
  source->each (source, SAM_KIND_ACTIVITY, take_in_each, self);
  self->built = TRUE;
}

static void
on_changed (SamForum *forum, const SamForumDelta *delta, SamClashCache *self)
{
  if (delta->everything)
    self->built = FALSE;
  for (guint i = 0; self->built && i < delta->n_changes; i++)
    if (sam_record_is (delta->changes[i].record, SAM_KIND_ACTIVITY))
      {
        leave (self, delta->changes[i].record);
        take_in (self, delta->changes[i].record);
      }
}

/* --- The source that the rules read --- */

static SamRecord *
source_get (SamSource *source, const char *id)
{
  return sam_forum_get (((SamClashCache *)source)->forum, id);
}

static void
source_each (SamSource *source, SamKindId kind, SamVisit visit, gpointer data)
{
  SamSource *forum = sam_forum_source (((SamClashCache *)source)->forum);

  forum->each (forum, kind, visit, data);
}

static gboolean
visit_slot (SamClashCache *self, SamFieldId field, const char *id, SamDay day, SamVisit visit,
            gpointer data)
{
  GPtrArray *records = slot_records (self, id, field, day);

  for (guint i = 0; records && i < records->len; i++)
    {
      const Stand *stand = g_hash_table_lookup (self->stands, records->pdata[i]);

      /* One that lasts for days is visited once: on the first day that both have. */
      if (day != ALWAYS && day != MAX (stand->first, self->first))
        continue;
      if (!visit (records->pdata[i], data))
        return FALSE;
    }
  return TRUE;
}

static void
source_each_referrer (SamSource *source, SamFieldId field, const char *id, SamVisit visit,
                      gpointer data)
{
  SamClashCache *self = (SamClashCache *)source;
  SamSource *forum = sam_forum_source (self->forum);
  const char *interned = g_intern_string (id);

  if ((field != fields[0] && field != fields[1]) || self->first == ALWAYS)
    {
      forum->each_referrer (forum, field, id, visit, data);
      return;
    }
  if (!visit_slot (self, field, interned, ALWAYS, visit, data))
    return;
  for (SamDay day = self->first; day <= self->last; day++)
    if (!visit_slot (self, field, interned, day, visit, data))
      return;
}

static void
source_each_referrer_deleted (SamSource *source, SamFieldId field, const char *id, SamVisit visit,
                              gpointer data)
{
  SamSource *forum = sam_forum_source (((SamClashCache *)source)->forum);

  forum->each_referrer_deleted (forum, field, id, visit, data);
}

SamClashCache *
sam_clash_cache_new (SamForum *forum)
{
  SamClashCache *self = g_new0 (SamClashCache, 1);

  self->source.get = source_get;
  self->source.each = source_each;
  self->source.each_referrer = source_each_referrer;
  self->source.each_referrer_deleted = source_each_referrer_deleted;
  self->forum = g_object_ref (forum);
  self->slots
      = g_hash_table_new_full (slot_hash, slot_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
  self->stands = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->handler = g_signal_connect (forum, "changed", G_CALLBACK (on_changed), self);
  return self;
}

void
sam_clash_cache_free (SamClashCache *self)
{
  g_signal_handler_disconnect (self->forum, self->handler);
  g_hash_table_unref (self->slots);
  g_hash_table_unref (self->stands);
  g_object_unref (self->forum);
  g_free (self);
}

gboolean
sam_clash_cache_has (SamClashCache *self, SamRecord *activity)
{
  if (!self->built)
    build (self);
  if (!days_of (activity, &self->first, &self->last))
    return FALSE;
  return sam_schedule_has_clash (&self->source, activity);
}

gboolean
sam_clash_cache_initiative_has (SamClashCache *self, SamRecord *initiative)
{
  GPtrArray *activities
      = sam_forum_referrers (self->forum, SAM_ACTIVITY_INITIATIVE, sam_record_id (initiative));

  for (guint i = 0; i < activities->len; i++)
    if (sam_clash_cache_has (self, activities->pdata[i]))
      return TRUE;
  return FALSE;
}
