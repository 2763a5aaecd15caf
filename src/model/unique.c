/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/unique.h"

#include <string.h>

#include "base/fold.h"

/* Of those who have a text two are enough: one of them is another than whoever asks. */
typedef struct
{
  SamRecord *first, *second; /* borrowed; second may be NULL */
} Holders;

struct _SamUnique
{
  SamSource *source;                 /* borrowed */
  GHashTable *holders[SAM_N_FIELDS]; /* folded text → Holders; NULL until asked for */
};

SamUnique *
sam_unique_new (SamSource *source)
{
  SamUnique *self = g_new0 (SamUnique, 1);

  self->source = source;
  return self;
}

void
sam_unique_free (SamUnique *unique)
{
  for (guint i = 0; i < SAM_N_FIELDS; i++)
    g_clear_pointer (&unique->holders[i], g_hash_table_unref);
  g_free (unique);
}

typedef struct
{
  GHashTable *holders;
  SamFieldId field;
} Gathering;

static gboolean
gather (SamRecord *record, gpointer data)
{
  Gathering *gathering = data;
  const char *text = sam_record_text (record, gathering->field);
  char *folded = text != NULL ? sam_fold (text) : NULL;
  Holders *holders;

  if (folded == NULL)
    return TRUE;
  holders = g_hash_table_lookup (gathering->holders, folded);
  if (holders == NULL)
    {
      holders = g_new0 (Holders, 1);
      holders->first = record;
      g_hash_table_insert (gathering->holders, folded, holders);
      return TRUE;
    }
  if (holders->second == NULL)
    holders->second = record;
  g_free (folded);
  return TRUE;
}

SamRecord *
sam_unique_other (SamUnique *unique, SamRecord *record, SamFieldId field)
{
  const char *text = sam_record_text (record, field);
  g_autofree char *folded = text != NULL ? sam_fold (text) : NULL;
  Gathering gathering = { unique->holders[field], field };
  Holders *holders;

  if (folded == NULL)
    return NULL;
  if (gathering.holders == NULL)
    {
      gathering.holders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      unique->holders[field] = gathering.holders;
      unique->source->each (unique->source, sam_field (field)->kind, gather, &gathering);
    }
  holders = g_hash_table_lookup (gathering.holders, folded);
  if (holders == NULL)
    return NULL;
  /* By id: the record that is judged may be a copy of the source's. */
  return strcmp (sam_record_id (holders->first), sam_record_id (record)) == 0 ? holders->second
                                                                              : holders->first;
}
