/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/budget-private.h"

void
sam_attention_free (SamAttention *attention)
{
  g_clear_object (&attention->record);
  g_free (attention);
}

typedef struct
{
  SamSource *source;
  GPtrArray *found; /* of SamAttention */
} Finder;

static void
add (Finder *finder, SamAttentionType type, SamRecord *record, SamMoney amount)
{
  SamAttention *attention = g_new0 (SamAttention, 1);

  attention->type = type;
  attention->record = record != NULL ? g_object_ref (record) : NULL;
  attention->amount = amount;
  g_ptr_array_add (finder->found, attention);
}

/* How much `sum` is over `limit`; 0 if it is not. */
static SamMoney
over (SamMoney sum, SamMoney limit)
{
  SamMoney difference;

  if (sum <= limit)
    return 0;
  return sam_money_subtract (sum, limit, &difference) ? difference : G_MAXINT64;
}

static gboolean
owner_is_gone (Finder *finder, SamRecord *record, SamFieldId owner)
{
  return sam_record_has (record, owner)
         && sam_source_get_live (finder->source, sam_record_text (record, owner)) == NULL;
}

static void
look_at_initiative (Finder *finder, SamBudgetNode *node)
{
  SamRecord *stage = sam_source_follow (finder->source, node->record, SAM_INITIATIVE_STAGE);
  SamMoney amount = over (node->figures.forecast, node->figures.planned);

  if (amount > 0)
    add (finder, SAM_ATTENTION_FORECAST_OVER, node->record, amount);
  if (owner_is_gone (finder, node->record, SAM_INITIATIVE_ADMINISTRATION))
    add (finder, SAM_ATTENTION_DELETED_OWNER, node->record, node->figures.planned);
  if (node->children->len == 0 && !sam_record_boolean (node->record, SAM_INITIATIVE_ARCHIVED)
      && sam_record_is (stage, SAM_KIND_STAGE)
      && sam_record_is_choice (stage, SAM_STAGE_MEANING, "active"))
    add (finder, SAM_ATTENTION_NO_BUDGET, node->record, 0);
}

static void
look_at_line (Finder *finder, SamBudgetNode *node)
{
  if (node->record == NULL || sam_record_deleted (node->record))
    return; /* its transactions are named instead */
  if (owner_is_gone (finder, node->record, SAM_BUDGET_LINE_INITIATIVE)
      || owner_is_gone (finder, node->record, SAM_BUDGET_LINE_ADMINISTRATION))
    add (finder, SAM_ATTENTION_DELETED_OWNER, node->record, node->figures.planned);
}

static void
look_at (Finder *finder, SamBudgetNode *node)
{
  SamMoney planned_over = over (node->figures.planned, node->figures.allocated);
  SamMoney forecast_over = over (node->figures.forecast, node->figures.allocated);

  if (node->type == SAM_BUDGET_ADMINISTRATION && planned_over > 0)
    add (finder, SAM_ATTENTION_OVER_ALLOCATED, node->record, planned_over);
  else if (node->type == SAM_BUDGET_ADMINISTRATION && forecast_over > 0)
    add (finder, SAM_ATTENTION_FORECAST_OVER, node->record, forecast_over);
  else if (node->type == SAM_BUDGET_INITIATIVE)
    look_at_initiative (finder, node);
  else if (node->type == SAM_BUDGET_LINE)
    look_at_line (finder, node);
  for (guint i = 0; i < node->children->len; i++)
    look_at (finder, node->children->pdata[i]);
}

/* What is common lives on what is unallocated. */
static void
look_at_unallocated (Finder *finder, SamBudgetNode *root)
{
  SamFigures left = { 0 };
  gboolean overflow = FALSE;

  for (guint i = 0; i < root->children->len; i++)
    {
      SamBudgetNode *node = root->children->pdata[i];

      if (node->type != SAM_BUDGET_COMMON && node->type != SAM_BUDGET_UNALLOCATED)
        continue;
      sam_figures_add (&left, &node->figures);
    }
  sam_budget_take (&left.allocated, left.planned, &overflow);
  if (left.allocated < 0)
    add (finder, SAM_ATTENTION_OVER_GRANTED, NULL, over (0, left.allocated));
}

static gboolean
look_at_transaction (SamRecord *transaction, gpointer data)
{
  Finder *finder = data;

  if (owner_is_gone (finder, transaction, SAM_TRANSACTION_BUDGET_LINE))
    add (finder, SAM_ATTENTION_DELETED_OWNER, transaction,
         sam_record_integer (transaction, SAM_TRANSACTION_AMOUNT));
  return TRUE;
}

static gboolean
look_at_allocation (SamRecord *allocation, gpointer data)
{
  if (sam_record_is_choice (allocation, SAM_ALLOCATION_STATE, "proposed"))
    add (data, SAM_ATTENTION_PROPOSED, allocation,
         sam_record_integer (allocation, SAM_ALLOCATION_AMOUNT));
  return TRUE;
}

static gboolean
look_at_remarks (SamRecord *record, gpointer data)
{
  SamFieldId field = sam_record_is (record, SAM_KIND_GRANT) ? SAM_GRANT_REMARKS : SAM_FORUM_REMARKS;

  if (sam_record_has (record, field))
    add (data, SAM_ATTENTION_REMARK, record, 0);
  return TRUE;
}

/* Worst first: more given than there is, more wanted than given, what needs a decision, remarks. */
static int
rank (SamAttentionType type)
{
  static const int ranks[] = {
    [SAM_ATTENTION_OVER_GRANTED] = 0,  [SAM_ATTENTION_OVER_ALLOCATED] = 1,
    [SAM_ATTENTION_FORECAST_OVER] = 2, [SAM_ATTENTION_PROPOSED] = 3,
    [SAM_ATTENTION_DELETED_OWNER] = 4, [SAM_ATTENTION_REMARK] = 5,
    [SAM_ATTENTION_NO_BUDGET] = 6,
  };

  return ranks[type];
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const SamAttention *first = *(const SamAttention *const *)a;
  const SamAttention *second = *(const SamAttention *const *)b;
  int order = rank (first->type) - rank (second->type);

  if (order != 0)
    return order;
  if (first->amount != second->amount)
    return first->amount > second->amount ? -1 : 1;
  return g_strcmp0 (first->record != NULL ? sam_record_id (first->record) : NULL,
                    second->record != NULL ? sam_record_id (second->record) : NULL);
}

GPtrArray *
sam_budget_attention_in (SamSource *source, SamBudgetNode *root)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify)sam_attention_free);
  Finder finder = { source, found };

  look_at (&finder, root);
  look_at_unallocated (&finder, root);
  source->each (source, SAM_KIND_TRANSACTION, look_at_transaction, &finder);
  source->each (source, SAM_KIND_ALLOCATION, look_at_allocation, &finder);
  source->each (source, SAM_KIND_FORUM, look_at_remarks, &finder);
  source->each (source, SAM_KIND_GRANT, look_at_remarks, &finder);
  g_ptr_array_sort (found, compare);
  return found;
}

GPtrArray *
sam_budget_attention (SamSource *source)
{
  g_autoptr (SamBudgetNode) root = sam_budget_build (source, SAM_BUDGET_BY_ADMINISTRATION);

  return sam_budget_attention_in (source, root);
}
