/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/referrers.h"

struct _SamReferrers
{
  SamFieldId field;
  GHashTable *by_id; /* id, owned → GPtrArray of borrowed records */
  GPtrArray *none;   /* empty, for ids that nobody names */
};

SamReferrers *
sam_referrers_new (SamFieldId field)
{
  SamReferrers *self = g_new0 (SamReferrers, 1);

  self->field = field;
  self->by_id
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
  self->none = g_ptr_array_new ();
  return self;
}

void
sam_referrers_free (SamReferrers *referrers)
{
  g_hash_table_unref (referrers->by_id);
  g_ptr_array_unref (referrers->none);
  g_free (referrers);
}

static void
each_id (SamReferrers *self, SamRecord *record,
         void (*with) (SamReferrers *, const char *, SamRecord *))
{
  const char *id;
  gsize length;
  SamSetIter iter;

  sam_set_iter_init (&iter, sam_record_value (record, self->field));
  while (sam_set_iter_next (&iter, &id, &length))
    {
      g_autofree char *terminated = g_strndup (id, length);

      with (self, terminated, record);
    }
}

static void
add_one (SamReferrers *self, const char *id, SamRecord *record)
{
  GPtrArray *records = g_hash_table_lookup (self->by_id, id);

  if (!records)
    {
      records = g_ptr_array_new ();
      g_hash_table_insert (self->by_id, g_strdup (id), records);
    }
  g_ptr_array_add (records, record);
}

static void
remove_one (SamReferrers *self, const char *id, SamRecord *record)
{
  GPtrArray *records = g_hash_table_lookup (self->by_id, id);

  if (records && g_ptr_array_remove_fast (records, record) && records->len == 0)
    g_hash_table_remove (self->by_id, id);
}

void
sam_referrers_add (SamReferrers *referrers, SamRecord *record)
{
  each_id (referrers, record, add_one);
}

void
sam_referrers_remove (SamReferrers *referrers, SamRecord *record)
{
  each_id (referrers, record, remove_one);
}

GPtrArray *
sam_referrers_get (SamReferrers *referrers, const char *id)
{
  GPtrArray *records = g_hash_table_lookup (referrers->by_id, id);

  return records ? records : referrers->none;
}
