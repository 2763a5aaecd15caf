/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/record-list.h"

#include <string.h>

struct _SamRecordList
{
  GObject parent_instance;
  GPtrArray *records; /* owned references, ordered by id */
};

static GType
get_item_type (GListModel *model)
{
  return SAM_TYPE_RECORD;
}

static guint
get_n_items (GListModel *model)
{
  return SAM_RECORD_LIST (model)->records->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  SamRecordList *self = SAM_RECORD_LIST (model);

  return position < self->records->len ? g_object_ref (g_ptr_array_index (self->records, position))
                                       : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SamRecordList, sam_record_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
sam_record_list_finalize (GObject *object)
{
  g_ptr_array_unref (SAM_RECORD_LIST (object)->records);
  G_OBJECT_CLASS (sam_record_list_parent_class)->finalize (object);
}

static void
sam_record_list_class_init (SamRecordListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sam_record_list_finalize;
}

static void
sam_record_list_init (SamRecordList *self)
{
  self->records = g_ptr_array_new_with_free_func (g_object_unref);
}

SamRecordList *
sam_record_list_new (void)
{
  return g_object_new (SAM_TYPE_RECORD_LIST, NULL);
}

guint
sam_record_list_length (SamRecordList *list)
{
  return list->records->len;
}

SamRecord *
sam_record_list_get (SamRecordList *list, guint index)
{
  return g_ptr_array_index (list->records, index);
}

static int
by_id (gconstpointer a, gconstpointer b)
{
  return strcmp (sam_record_id (*(SamRecord *const *)a), sam_record_id (*(SamRecord *const *)b));
}

void
sam_record_list_replace (SamRecordList *list, GPtrArray *records)
{
  guint before = list->records->len;
  gboolean sorted = TRUE;

  g_ptr_array_set_size (list->records, 0);
  for (guint i = 0; i < records->len; i++)
    {
      gpointer record = g_ptr_array_index (records, i);

      if (i > 0 && sorted)
        sorted = strcmp (sam_record_id (g_ptr_array_index (records, i - 1)), sam_record_id (record))
                 < 0;
      g_ptr_array_add (list->records, g_object_ref (record));
    }
  if (!sorted)
    g_ptr_array_sort (list->records, by_id);

  g_list_model_items_changed (G_LIST_MODEL (list), 0, before, list->records->len);
}

/* How many at the start (or the end) of both arrays are the same records. */
static guint
common (GPtrArray *a, GPtrArray *b, gboolean at_end, guint limit)
{
  guint n = 0;

  while (n < limit
         && g_ptr_array_index (a, at_end ? a->len - 1 - n : n)
                == g_ptr_array_index (b, at_end ? b->len - 1 - n : n))
    n++;

  return n;
}

/* One ordered pass over both: what was, without what vanished, with what appeared. */
static GPtrArray *
spliced (GPtrArray *old, GPtrArray *appeared, GHashTable *gone)
{
  GPtrArray *merged = g_ptr_array_new_full (old->len + appeared->len, g_object_unref);
  guint a = 0;

  for (guint o = 0; o <= old->len; o++)
    {
      SamRecord *next = o < old->len ? g_ptr_array_index (old, o) : NULL;

      while (a < appeared->len
             && (!next
                 || strcmp (sam_record_id (g_ptr_array_index (appeared, a)), sam_record_id (next))
                        < 0))
        g_ptr_array_add (merged, g_object_ref (g_ptr_array_index (appeared, a++)));
      if (next && !g_hash_table_contains (gone, next))
        g_ptr_array_add (merged, g_object_ref (next));
    }

  return merged;
}

void
sam_record_list_splice (SamRecordList *list, GPtrArray *appeared, GPtrArray *vanished)
{
  g_autoptr (GPtrArray) old = list->records;
  g_autoptr (GHashTable) gone = g_hash_table_new (NULL, NULL);
  guint first, last;

  for (guint i = 0; i < vanished->len; i++)
    g_hash_table_add (gone, g_ptr_array_index (vanished, i));
  g_ptr_array_sort (appeared, by_id);
  list->records = spliced (old, appeared, gone);

  first = common (old, list->records, FALSE, MIN (old->len, list->records->len));
  last = common (old, list->records, TRUE, MIN (old->len, list->records->len) - first);
  g_list_model_items_changed (G_LIST_MODEL (list), first, old->len - first - last,
                              list->records->len - first - last);
}
