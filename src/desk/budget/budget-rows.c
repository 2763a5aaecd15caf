/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/budget/budget-rows.h"

#include "desk/budget/budget-row-private.h"

struct _SamBudgetRows
{
  SamSource *source; /* borrowed */
  SamBudgetNode *root;
  SamBudgetGrouping grouping;
  GListStore *top;
};

/* --- Keeping lists --- */

static void
row_is_gone (SamBudgetRow *row)
{
  guint n = row->children != NULL ? g_list_model_get_n_items (G_LIST_MODEL (row->children)) : 0;

  /* Views may hold rows for a while yet: they must not look at the tree. */
  row->node = NULL;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SamBudgetRow) child = g_list_model_get_item (G_LIST_MODEL (row->children), i);

      row_is_gone (child);
    }
}

/* A row that gets its first part, or loses its last, is put in anew: a view asks only once whether
 * a row can be opened. */
static gboolean
changes_shape (SamBudgetRow *row, const SamBudgetNode *node)
{
  gboolean had = row->node != NULL && row->node->children->len > 0;

  return (row->node != NULL || row->children != NULL)
         && had != (node->children->len > 0 && node->type != SAM_BUDGET_TOTAL);
}

/* The row for a node: the one that stands for it already, or a new one. Owned. */
static SamBudgetRow *
row_for (GHashTable *old, const SamBudgetNode *node, guint index, SamSource *source,
         SamBudgetGrouping grouping)
{
  g_autofree char *key = sam_budget_key (node, index);
  SamBudgetRow *row = g_hash_table_lookup (old, key);
  gboolean leaf = node->type == SAM_BUDGET_TOTAL;

  if (row == NULL || (!leaf && changes_shape (row, node)))
    {
      row = sam_budget_row_new (source, key);
      sam_budget_row_set_node (row, node, grouping);
      return row;
    }
  if (sam_budget_row_set_node (row, node, grouping))
    sam_budget_row_emit_changed (row);
  if (row->children != NULL)
    sam_budget_reconcile (row->children, node->children, NULL, source, grouping);
  return g_object_ref (row);
}

static gboolean
find_from (GListStore *store, guint from, gpointer item, guint *at)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (store));

  for (guint i = from; i < n; i++)
    {
      g_autoptr (GObject) there = g_list_model_get_item (G_LIST_MODEL (store), i);

      if (there == item)
        {
          *at = i;
          return TRUE;
        }
    }
  return FALSE;
}

/* Takes out what is not wanted, from the end. */
static void
remove_gone (GListStore *store, GPtrArray *wanted)
{
  g_autoptr (GHashTable) stay = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < wanted->len; i++)
    g_hash_table_add (stay, wanted->pdata[i]);
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (store)); i-- > 0;)
    {
      g_autoptr (SamBudgetRow) row = g_list_model_get_item (G_LIST_MODEL (store), i);

      if (g_hash_table_contains (stay, row))
        continue;
      g_list_store_remove (store, i);
      row_is_gone (row);
    }
}

/* Puts the rows in order with as few moves as the usual edit needs: one comes, goes or is renamed.
 */
static void
put_in_order (GListStore *store, GPtrArray *wanted)
{
  for (guint i = 0; i < wanted->len; i++)
    {
      g_autoptr (GObject) here = g_list_model_get_item (G_LIST_MODEL (store), i);
      g_autoptr (GObject) next = g_list_model_get_item (G_LIST_MODEL (store), i + 1);
      guint at;

      if (here == wanted->pdata[i])
        continue;
      if (next == wanted->pdata[i])
        {
          /* The one here has moved down: it comes back further on. */
          g_list_store_remove (store, i);
          continue;
        }
      if (find_from (store, i, wanted->pdata[i], &at))
        g_list_store_remove (store, at);
      g_list_store_insert (store, i, wanted->pdata[i]);
    }
}

void
sam_budget_reconcile (GListStore *store, GPtrArray *nodes, const SamBudgetNode *sum,
                      SamSource *source, SamBudgetGrouping grouping)
{
  g_autoptr (GHashTable) old
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  g_autoptr (GPtrArray) wanted = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (store));

  for (guint i = 0; i < n; i++)
    {
      SamBudgetRow *row = g_list_model_get_item (G_LIST_MODEL (store), i);

      g_hash_table_insert (old, g_strdup (row->key), row);
    }
  for (guint i = 0; i < nodes->len; i++)
    g_ptr_array_add (wanted, row_for (old, nodes->pdata[i], i, source, grouping));
  if (sum != NULL)
    g_ptr_array_add (wanted, row_for (old, sum, 0, source, grouping));
  if (n == 0)
    {
      g_list_store_splice (store, 0, 0, wanted->pdata, wanted->len);
      return;
    }
  remove_gone (store, wanted);
  put_in_order (store, wanted);
}

GListModel *
sam_budget_row_children (SamBudgetRow *row)
{
  if (row->node == NULL || row->type == SAM_BUDGET_TOTAL || row->node->children->len == 0)
    return NULL;
  if (row->children == NULL)
    {
      row->children = g_list_store_new (SAM_TYPE_BUDGET_ROW);
      /* Lines below administrations and initiatives say no owner; elsewhere they do. */
      sam_budget_reconcile (row->children, row->node->children, NULL, row->source,
                            row->type == SAM_BUDGET_CATEGORY || row->type == SAM_BUDGET_MONTH
                                ? SAM_BUDGET_BY_CATEGORY
                                : SAM_BUDGET_BY_ADMINISTRATION);
    }
  return G_LIST_MODEL (row->children);
}

/* --- All rows --- */

SamBudgetRows *
sam_budget_rows_new (SamSource *source)
{
  SamBudgetRows *rows = g_new0 (SamBudgetRows, 1);

  rows->source = source;
  rows->top = g_list_store_new (SAM_TYPE_BUDGET_ROW);
  return rows;
}

void
sam_budget_rows_free (SamBudgetRows *rows)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  remove_gone (rows->top, none);
  g_object_unref (rows->top);
  g_clear_pointer (&rows->root, sam_budget_node_free);
  g_free (rows);
}

GListModel *
sam_budget_rows_model (SamBudgetRows *rows)
{
  return G_LIST_MODEL (rows->top);
}

void
sam_budget_rows_refresh (SamBudgetRows *rows, SamBudgetGrouping grouping,
                         const SamBudgetFilter *filter, SamBudgetNode *tree_or_null)
{
  SamBudgetNode *old = rows->root;
  gboolean searching = filter != NULL && filter->by_search;

  rows->root = tree_or_null != NULL ? tree_or_null : sam_budget_build (rows->source, grouping);
  rows->grouping = grouping;
  sam_budget_prune (rows->root, rows->source, grouping, filter);
  /* A search shows rows with all their money, parts of them or not: they have no sum. */
  sam_budget_reconcile (rows->top, rows->root->children,
                        rows->root->children->len > 0
                                && (!searching || grouping != SAM_BUDGET_BY_ADMINISTRATION)
                            ? rows->root
                            : NULL,
                        rows->source, grouping);
  g_clear_pointer (&old, sam_budget_node_free);
}

/* --- Finding --- */

static const char *
line_of (SamSource *source, const char *id)
{
  SamRecord *record = sam_source_get (source, id);

  if (sam_record_is (record, SAM_KIND_TRANSACTION)
      && sam_record_has (record, SAM_TRANSACTION_BUDGET_LINE))
    return sam_record_text (record, SAM_TRANSACTION_BUDGET_LINE);
  return id;
}

static gboolean
holds (const SamBudgetNode *node, const char *id)
{
  if (node->record != NULL && g_str_equal (sam_record_id (node->record), id))
    return TRUE;
  for (guint i = 0; i < node->children->len; i++)
    if (holds (node->children->pdata[i], id))
      return TRUE;
  return FALSE;
}

GPtrArray *
sam_budget_rows_find (SamBudgetRows *rows, const char *id)
{
  g_autoptr (GPtrArray) way = g_ptr_array_new ();
  GListModel *list = G_LIST_MODEL (rows->top);

  id = line_of (rows->source, id);
  while (list != NULL)
    {
      GListModel *below = NULL;

      for (guint i = 0; i < g_list_model_get_n_items (list); i++)
        {
          g_autoptr (SamBudgetRow) row = g_list_model_get_item (list, i);

          if (row->node == NULL || row->type == SAM_BUDGET_TOTAL || !holds (row->node, id))
            continue;
          g_ptr_array_add (way, row);
          if (row->record != NULL && g_str_equal (sam_record_id (row->record), id))
            return g_steal_pointer (&way);
          below = sam_budget_row_children (row);
          break;
        }
      list = below;
    }
  return NULL;
}
