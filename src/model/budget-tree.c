/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/fold.h"
#include "model/budget-private.h"

typedef struct
{
  SamSource *source;
  SamBudgetGrouping grouping;
  SamBudgetNode *root;
  SamBudgetNode *common;
  SamBudgetNode *unallocated;
  GHashTable *nodes;   /* SamRecord, or a month as a pointer → node; all borrowed */
  GHashTable *orphans; /* id of a line that is deleted or not here → its node; owned ids */
} Builder;

static SamBudgetNode *
node_new (SamBudgetNode *parent, SamBudgetNodeType type, SamRecord *record)
{
  SamBudgetNode *node = g_new0 (SamBudgetNode, 1);

  node->type = type;
  node->record = record != NULL ? g_object_ref (record) : NULL;
  node->month = SAM_DAY_NONE;
  node->has_allocated = type == SAM_BUDGET_TOTAL || type == SAM_BUDGET_ADMINISTRATION
                        || type == SAM_BUDGET_COMMON || type == SAM_BUDGET_UNALLOCATED;
  node->children = g_ptr_array_new_with_free_func ((GDestroyNotify)sam_budget_node_free);
  if (parent != NULL)
    g_ptr_array_add (parent->children, node);
  return node;
}

void
sam_budget_node_free (SamBudgetNode *node)
{
  g_clear_object (&node->record);
  g_ptr_array_unref (node->children);
  g_free (node);
}

/* --- Order --- */

static int
compare_records (gconstpointer a, gconstpointer b)
{
  SamRecord *first = *(SamRecord *const *)a, *second = *(SamRecord *const *)b;
  int order = 0;

  if (sam_record_is (first, SAM_KIND_ADMINISTRATION))
    {
      const char *p = sam_record_text (first, SAM_ADMINISTRATION_POSITION);
      const char *q = sam_record_text (second, SAM_ADMINISTRATION_POSITION);

      order = p != NULL && q != NULL ? strcmp (p, q) : (p == NULL) - (q == NULL);
    }
  if (order == 0)
    order = sam_collate (sam_record_title (first), sam_record_title (second));
  return order != 0 ? order : strcmp (sam_record_id (first), sam_record_id (second));
}

/* Initiatives by title, then lines as they were made. */
static int
compare_nodes (gconstpointer a, gconstpointer b)
{
  const SamBudgetNode *first = *(const SamBudgetNode *const *)a;
  const SamBudgetNode *second = *(const SamBudgetNode *const *)b;

  if (first->type != second->type)
    return first->type < second->type ? -1 : 1;
  if (first->record == NULL || second->record == NULL)
    return (first->record == NULL) - (second->record == NULL);
  if (first->type == SAM_BUDGET_LINE)
    return strcmp (sam_record_id (first->record), sam_record_id (second->record));
  return compare_records (&first->record, &second->record);
}

static int
compare_months (gconstpointer a, gconstpointer b)
{
  const SamBudgetNode *first = *(const SamBudgetNode *const *)a;
  const SamBudgetNode *second = *(const SamBudgetNode *const *)b;

  if (first->month == SAM_DAY_NONE || second->month == SAM_DAY_NONE)
    return (first->month == SAM_DAY_NONE) - (second->month == SAM_DAY_NONE);
  return first->month < second->month ? -1 : first->month > second->month;
}

/* --- By administration --- */

static void
add_record_nodes (Builder *builder, SamKindId kind, SamBudgetNodeType type)
{
  g_autoptr (GPtrArray) records = sam_source_list (builder->source, kind);

  g_ptr_array_sort (records, compare_records);
  for (guint i = 0; i < records->len; i++)
    g_hash_table_insert (builder->nodes, records->pdata[i],
                         node_new (builder->root, type, records->pdata[i]));
}

static gboolean
add_initiative (SamRecord *initiative, gpointer data)
{
  Builder *builder = data;
  SamRecord *administration
      = sam_source_follow (builder->source, initiative, SAM_INITIATIVE_ADMINISTRATION);
  SamBudgetNode *parent
      = administration != NULL ? g_hash_table_lookup (builder->nodes, administration) : NULL;

  g_hash_table_insert (
      builder->nodes, initiative,
      node_new (parent != NULL ? parent : builder->common, SAM_BUDGET_INITIATIVE, initiative));
  return TRUE;
}

/* A missing one is common to all. */
static SamBudgetNode *
administration_node (Builder *builder, const char *id)
{
  SamRecord *administration = sam_source_get_live (builder->source, id);
  SamBudgetNode *node
      = administration != NULL ? g_hash_table_lookup (builder->nodes, administration) : NULL;

  return node != NULL ? node : builder->common;
}

static gboolean
add_allocation (SamRecord *allocation, gpointer data)
{
  Builder *builder = data;
  SamMoney amount = sam_record_integer (allocation, SAM_ALLOCATION_AMOUNT);
  const char *from = sam_record_text (allocation, SAM_ALLOCATION_FROM);
  SamFigures *to, *giver;

  if (!sam_allocation_is_approved (allocation))
    return TRUE;
  to = &administration_node (builder, sam_record_text (allocation, SAM_ALLOCATION_TO))->figures;
  giver = from != NULL ? &administration_node (builder, from)->figures
                       : &builder->unallocated->figures;
  sam_budget_add (&to->allocated, amount, &to->overflow);
  sam_budget_take (&giver->allocated, amount, &giver->overflow);
  return TRUE;
}

/* --- By category and month --- */

static SamBudgetNode *
category_node (Builder *builder, SamRecord *line)
{
  SamRecord *category
      = sam_source_get_live (builder->source, sam_record_text (line, SAM_BUDGET_LINE_CATEGORY));

  return category != NULL ? g_hash_table_lookup (builder->nodes, category) : NULL;
}

static SamBudgetNode *
month_node (Builder *builder, SamRecord *line)
{
  SamDay day = sam_record_day (line, SAM_BUDGET_LINE_MONTH);
  gpointer key;
  SamBudgetNode *node;

  if (day == SAM_DAY_NONE)
    return NULL;
  day = sam_day_first_of_month (day);
  key = GINT_TO_POINTER (day);
  node = g_hash_table_lookup (builder->nodes, key);
  if (node == NULL)
    {
      node = node_new (builder->root, SAM_BUDGET_MONTH, NULL);
      node->month = day;
      g_hash_table_insert (builder->nodes, key, node);
    }
  return node;
}

/* --- Lines, whatever they are grouped by --- */

static SamBudgetNode *
parent_of_line (Builder *builder, SamRecord *line)
{
  SamBudgetNode *parent = NULL;
  SamRecord *owner;

  if (line == NULL)
    return builder->common;
  switch (builder->grouping)
    {
    case SAM_BUDGET_BY_ADMINISTRATION:
      owner = sam_record_deleted (line) ? NULL : sam_budget_owner (builder->source, line);
      parent = owner != NULL ? g_hash_table_lookup (builder->nodes, owner) : NULL;
      break;
    case SAM_BUDGET_BY_CATEGORY:
      parent = category_node (builder, line);
      break;
    case SAM_BUDGET_BY_MONTH:
      parent = month_node (builder, line);
      break;
    }
  return parent != NULL ? parent : builder->common;
}

static SamBudgetNode *
add_line_node (Builder *builder, SamRecord *line)
{
  SamBudgetNode *node = node_new (parent_of_line (builder, line), SAM_BUDGET_LINE, line);

  if (line != NULL)
    sam_budget_line_figures (builder->source, line, &node->figures);
  if (line != NULL && sam_record_boolean (line, SAM_BUDGET_LINE_OWN_FUNDS))
    {
      node->own = node->figures;
      node->figures = (SamFigures){ 0 };
    }
  return node;
}

static gboolean
add_line (SamRecord *line, gpointer data)
{
  add_line_node (data, line);
  return TRUE;
}

/* A transaction whose line is deleted or not here: the money is spent all the same. */
static gboolean
add_orphan (SamRecord *transaction, gpointer data)
{
  Builder *builder = data;
  const char *id = sam_record_text (transaction, SAM_TRANSACTION_BUDGET_LINE);
  SamRecord *line = sam_source_get (builder->source, id);
  SamBudgetNode *node;

  if (id == NULL || (line != NULL && !sam_record_deleted (line))
      || g_hash_table_contains (builder->orphans, id))
    return TRUE;
  node = add_line_node (builder, sam_record_is (line, SAM_KIND_BUDGET_LINE) ? line : NULL);
  if (node->record == NULL)
    {
      sam_budget_transactions (builder->source, id, &node->figures);
      sam_budget_finish (&node->figures, FALSE);
    }
  g_hash_table_add (builder->orphans, g_strdup (id));
  return TRUE;
}

/* --- Sums --- */

static void
sum_up (SamBudgetNode *node)
{
  if (node->type == SAM_BUDGET_LINE)
    return;
  g_ptr_array_sort (node->children, compare_nodes);
  for (guint i = 0; i < node->children->len; i++)
    {
      SamBudgetNode *child = node->children->pdata[i];

      sum_up (child);
      sam_figures_add (&node->figures, &child->figures);
      sam_figures_add (&node->own, &child->own);
    }
  sam_budget_finish (&node->figures, node->has_allocated);
}

static void
sum_root (Builder *builder)
{
  SamBudgetNode *root = builder->root;

  for (guint i = 0; i < root->children->len; i++)
    {
      SamBudgetNode *child = root->children->pdata[i];

      sum_up (child);
      sam_figures_add (&root->figures, &child->figures);
      sam_figures_add (&root->own, &child->own);
    }
  if (builder->grouping == SAM_BUDGET_BY_ADMINISTRATION)
    return;
  root->figures.allocated = sam_budget_granted (builder->source);
  sam_budget_finish (&root->figures, TRUE);
}

/* What is in no category or month comes last, and is not there if it is empty. */
static void
place_common (Builder *builder)
{
  if (builder->common->children->len == 0)
    sam_budget_node_free (builder->common);
  else
    g_ptr_array_add (builder->root->children, builder->common);
}

SamBudgetNode *
sam_budget_build (SamSource *source, SamBudgetGrouping grouping)
{
  gboolean by_administration = grouping == SAM_BUDGET_BY_ADMINISTRATION;
  SamBudgetNodeType none = by_administration                    ? SAM_BUDGET_COMMON
                           : grouping == SAM_BUDGET_BY_CATEGORY ? SAM_BUDGET_CATEGORY
                                                                : SAM_BUDGET_MONTH;
  g_autoptr (GHashTable) nodes = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) orphans = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Builder builder = { .source = source, .grouping = grouping, .nodes = nodes, .orphans = orphans };

  builder.root = node_new (NULL, SAM_BUDGET_TOTAL, NULL);
  builder.common = node_new (NULL, none, NULL);
  if (by_administration)
    {
      add_record_nodes (&builder, SAM_KIND_ADMINISTRATION, SAM_BUDGET_ADMINISTRATION);
      g_ptr_array_add (builder.root->children, builder.common);
      builder.unallocated = node_new (builder.root, SAM_BUDGET_UNALLOCATED, NULL);
      builder.unallocated->figures.allocated = sam_budget_granted (source);
      source->each (source, SAM_KIND_INITIATIVE, add_initiative, &builder);
      source->each (source, SAM_KIND_ALLOCATION, add_allocation, &builder);
    }
  if (grouping == SAM_BUDGET_BY_CATEGORY)
    add_record_nodes (&builder, SAM_KIND_CATEGORY, SAM_BUDGET_CATEGORY);
  source->each (source, SAM_KIND_BUDGET_LINE, add_line, &builder);
  source->each (source, SAM_KIND_TRANSACTION, add_orphan, &builder);
  if (grouping == SAM_BUDGET_BY_MONTH)
    g_ptr_array_sort (builder.root->children, compare_months);
  if (!by_administration)
    place_common (&builder);
  sum_root (&builder);
  return builder.root;
}
