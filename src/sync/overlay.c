/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "sync/referee.h"

struct _SamOverlay
{
  SamSource source;              /* first: a source is its overlay */
  SamSource *below;              /* borrowed */
  GHashTable *records;           /* id (the record's) → SamRecord, owned */
  GPtrArray *kinds[SAM_N_KINDS]; /* of SamRecord, borrowed from `records`, in order of arrival; NULL
                                    if none */
};

/* A walk over what lies below, without what is laid over it. */
typedef struct
{
  SamOverlay *overlay;
  SamVisit visit;
  gpointer data;
  gboolean stopped;
} Walk;

static gboolean
visit_below (SamRecord *record, gpointer data)
{
  Walk *walk = data;

  if (g_hash_table_contains (walk->overlay->records, sam_record_id (record)))
    return TRUE;
  walk->stopped = !walk->visit (record, walk->data);
  return !walk->stopped;
}

static SamRecord *
overlay_get (SamSource *source, const char *id)
{
  SamOverlay *overlay = (SamOverlay *)source;
  SamRecord *record = g_hash_table_lookup (overlay->records, id);

  return record != NULL ? record : sam_source_get (overlay->below, id);
}

static void
overlay_each (SamSource *source, SamKindId kind, SamVisit visit, gpointer data)
{
  SamOverlay *overlay = (SamOverlay *)source;
  Walk walk = { overlay, visit, data, FALSE };
  GPtrArray *own = overlay->kinds[kind];

  overlay->below->each (overlay->below, kind, visit_below, &walk);
  for (guint i = 0; own != NULL && i < own->len && !walk.stopped; i++)
    {
      SamRecord *record = g_ptr_array_index (own, i);

      if (!sam_record_deleted (record))
        walk.stopped = !visit (record, data);
    }
}

static gboolean
refers (SamRecord *record, const SamField *field, const char *id)
{
  const SamValue *value = sam_record_value (record, field->id);

  if (field->type == SAM_TYPE_REFERENCE_SET)
    return sam_set_contains (value, id);
  return value->type == SAM_VALUE_TEXT && strcmp (value->text, id) == 0;
}

static void
each_own_referrer (SamOverlay *overlay, SamFieldId field_id, const char *id, gboolean deleted_too,
                   Walk *walk)
{
  const SamField *field = sam_field (field_id);
  GPtrArray *own = overlay->kinds[field->kind];

  for (guint i = 0; own != NULL && i < own->len && !walk->stopped; i++)
    {
      SamRecord *record = g_ptr_array_index (own, i);

      if ((deleted_too || !sam_record_deleted (record)) && refers (record, field, id))
        walk->stopped = !walk->visit (record, walk->data);
    }
}

static void
overlay_each_referrer (SamSource *source, SamFieldId field, const char *id, SamVisit visit,
                       gpointer data)
{
  SamOverlay *overlay = (SamOverlay *)source;
  Walk walk = { overlay, visit, data, FALSE };

  overlay->below->each_referrer (overlay->below, field, id, visit_below, &walk);
  each_own_referrer (overlay, field, id, FALSE, &walk);
}

static void
overlay_each_referrer_deleted (SamSource *source, SamFieldId field, const char *id, SamVisit visit,
                               gpointer data)
{
  SamOverlay *overlay = (SamOverlay *)source;
  Walk walk = { overlay, visit, data, FALSE };

  overlay->below->each_referrer_deleted (overlay->below, field, id, visit_below, &walk);
  each_own_referrer (overlay, field, id, TRUE, &walk);
}

SamOverlay *
sam_overlay_new (SamSource *below)
{
  SamOverlay *overlay = g_new0 (SamOverlay, 1);

  overlay->source = (SamSource){ overlay_get, overlay_each, overlay_each_referrer,
                                 overlay_each_referrer_deleted };
  overlay->below = below;
  overlay->records = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  return overlay;
}

void
sam_overlay_free (SamOverlay *overlay)
{
  if (overlay == NULL)
    return;
  for (guint i = 0; i < SAM_N_KINDS; i++)
    g_clear_pointer (&overlay->kinds[i], g_ptr_array_unref);
  g_hash_table_unref (overlay->records);
  g_free (overlay);
}

SamSource *
sam_overlay_source (SamOverlay *overlay)
{
  return &overlay->source;
}

void
sam_overlay_put (SamOverlay *overlay, SamRecord *record)
{
  SamRecord *old = g_hash_table_lookup (overlay->records, sam_record_id (record));
  SamKindId kind = sam_record_kind (record);
  guint index;

  if (old == record)
    return;
  if (overlay->kinds[kind] == NULL)
    overlay->kinds[kind] = g_ptr_array_new ();
  if (old != NULL && g_ptr_array_find (overlay->kinds[sam_record_kind (old)], old, &index))
    g_ptr_array_remove_index (overlay->kinds[sam_record_kind (old)], index);
  g_ptr_array_add (overlay->kinds[kind], record);
  g_hash_table_replace (overlay->records, (gpointer)sam_record_id (record), g_object_ref (record));
}

SamRecord *
sam_overlay_edit (SamOverlay *overlay, SamKindId kind, const char *id)
{
  SamRecord *record = g_hash_table_lookup (overlay->records, id);
  SamRecord *below;
  g_autoptr (SamRecord) copy = NULL;

  if (record != NULL)
    return record;
  below = sam_source_get (overlay->below, id);
  copy = below != NULL ? sam_record_copy (below) : sam_record_new (kind, id);
  sam_overlay_put (overlay, copy);
  return copy;
}
