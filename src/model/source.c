/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/source.h"

SamRecord *
sam_source_get (SamSource *source, const char *id_or_null)
{
  return id_or_null ? source->get (source, id_or_null) : NULL;
}

SamRecord *
sam_source_get_live (SamSource *source, const char *id_or_null)
{
  SamRecord *record = sam_source_get (source, id_or_null);

  return record && !sam_record_deleted (record) ? record : NULL;
}

SamRecord *
sam_source_follow (SamSource *source, SamRecord *record, SamFieldId field)
{
  return sam_source_get (source, sam_record_text (record, field));
}

static gboolean
collect (SamRecord *record, gpointer data)
{
  g_ptr_array_add (data, record);
  return TRUE;
}

GPtrArray *
sam_source_list (SamSource *source, SamKindId kind)
{
  GPtrArray *records = g_ptr_array_new ();

  source->each (source, kind, collect, records);
  return records;
}

GPtrArray *
sam_source_referrers (SamSource *source, SamFieldId field, const char *id)
{
  GPtrArray *records = g_ptr_array_new ();

  source->each_referrer (source, field, id, collect, records);
  return records;
}

static gboolean
take_first (SamRecord *record, gpointer data)
{
  *(SamRecord **)data = record;
  return FALSE;
}

SamRecord *
sam_source_forum (SamSource *source)
{
  SamRecord *forum = NULL;

  source->each (source, SAM_KIND_FORUM, take_first, &forum);
  return forum;
}

const char *
sam_source_zone (SamSource *source)
{
  SamRecord *forum = sam_source_forum (source);
  const char *zone = forum ? sam_record_text (forum, SAM_FORUM_TIME_ZONE) : NULL;

  return zone ? zone : "Europe/Stockholm";
}

GPtrArray *
sam_source_parts (SamSource *source, SamRecord *owner)
{
  GPtrArray *parts = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  g_hash_table_add (seen, owner);
  /* The array is its own queue: parts of parts are looked for as it grows. A cycle ends at what was
   * seen. */
  for (guint next = 0; next <= parts->len; next++)
    {
      SamRecord *of = next == 0 ? owner : g_ptr_array_index (parts, next - 1);

      for (int id = 0; id < SAM_N_FIELDS; id++)
        {
          const SamField *field = sam_field (id);
          g_autoptr (GPtrArray) referrers = NULL;

          if (!field->owner
              || (field->target != SAM_KIND_ANY && field->target != sam_record_kind (of)))
            continue;
          referrers = sam_source_referrers (source, id, sam_record_id (of));
          for (guint i = 0; i < referrers->len; i++)
            if (g_hash_table_add (seen, g_ptr_array_index (referrers, i)))
              g_ptr_array_add (parts, g_ptr_array_index (referrers, i));
        }
    }

  return parts;
}
