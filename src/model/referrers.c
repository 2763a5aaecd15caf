/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/referrers.h"

#include "base/id.h"

struct _SamReferrers
{
  SamFieldId field;
  GHashTable *by_id; /* id, a GRefString, owned → GPtrArray of borrowed records */
  GPtrArray *none;   /* empty, for ids that nobody names */
};

SamReferrers *
sam_referrers_new (SamFieldId field)
{
  SamReferrers *self = g_new0 (SamReferrers, 1);

  self->field = field;
  self->by_id
      = g_hash_table_new_full (sam_id_hash, g_str_equal, (GDestroyNotify)g_ref_string_release,
                               (GDestroyNotify)g_ptr_array_unref);
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
each_id (SamReferrers *self, SamRecord *record, void (*with) (SamReferrers *, char *, SamRecord *))
{
  const SamValue *value = sam_record_value (record, self->field);
  const char *id;
  gsize length;
  SamSetIter iter;

  if (sam_field (self->field)->type == SAM_TYPE_REFERENCE)
    {
      if (value->type == SAM_VALUE_TEXT)
        with (self, value->text, record);
      return;
    }
  sam_set_iter_init (&iter, value);
  while (sam_set_iter_next (&iter, &id, &length))
    {
      char *one = g_ref_string_new_len (id, (gssize)length);

      with (self, one, record);
      g_ref_string_release (one);
    }
}

static void
add_one (SamReferrers *self, char *id, SamRecord *record)
{
  GPtrArray *records = g_hash_table_lookup (self->by_id, id);

  if (!records)
    {
      records = g_ptr_array_new ();
      g_hash_table_insert (self->by_id, g_ref_string_acquire (id), records);
    }
  g_ptr_array_add (records, record);
}

static void
remove_one (SamReferrers *self, char *id, SamRecord *record)
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
