/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/budget-private.h"

struct _SamBudgetCache
{
  SamForum *forum;
  gulong handler;
  /* By record, whose identity is stable while the forum lives: SamFigures, owned. */
  GHashTable *initiatives;
  GHashTable *administrations;
};

static SamSource *
source_of (SamBudgetCache *cache)
{
  return sam_forum_source (cache->forum);
}

static void
forget_everything (SamBudgetCache *cache)
{
  g_hash_table_remove_all (cache->initiatives);
  g_hash_table_remove_all (cache->administrations);
}

static void
forget_initiative (SamBudgetCache *cache, SamRecord *initiative)
{
  if (initiative != NULL)
    g_hash_table_remove (cache->initiatives, initiative);
}

static void
forget_line (SamBudgetCache *cache, SamRecord *line)
{
  if (sam_record_is (line, SAM_KIND_BUDGET_LINE))
    forget_initiative (cache,
                       sam_source_follow (source_of (cache), line, SAM_BUDGET_LINE_INITIATIVE));
}

/* A transaction counts on its own line, and changes what remains of what it settles: a preliminary
 * actual, and the commitment that this one settles. */
static void
forget_transaction (SamBudgetCache *cache, SamRecord *transaction)
{
  for (int step = 0; step < 3 && sam_record_is (transaction, SAM_KIND_TRANSACTION); step++)
    {
      forget_line (cache,
                   sam_source_follow (source_of (cache), transaction, SAM_TRANSACTION_BUDGET_LINE));
      transaction = sam_source_follow (source_of (cache), transaction, SAM_TRANSACTION_SETTLES);
    }
}

/* Whether the record left a place that only its former value names: then everything is forgotten.
 */
static gboolean
has_moved (const SamRecordChange *change)
{
  if (change->type == SAM_CHANGE_APPEARED)
    return FALSE;
  if (sam_record_is (change->record, SAM_KIND_BUDGET_LINE))
    return sam_record_change_has (change, SAM_BUDGET_LINE_INITIATIVE);
  if (sam_record_is (change->record, SAM_KIND_TRANSACTION))
    return sam_record_change_has (change, SAM_TRANSACTION_BUDGET_LINE)
           || sam_record_change_has (change, SAM_TRANSACTION_SETTLES);
  return FALSE;
}

static void
on_changed (SamForum *forum, const SamForumDelta *delta, SamBudgetCache *cache)
{
  gboolean money = FALSE;

  if (delta->everything)
    forget_everything (cache);
  for (guint i = 0; i < delta->n_changes; i++)
    {
      const SamRecordChange *change = &delta->changes[i];

      switch ((int)sam_record_kind (change->record))
        {
        case SAM_KIND_BUDGET_LINE:
          forget_line (cache, change->record);
          break;
        case SAM_KIND_TRANSACTION:
          forget_transaction (cache, change->record);
          break;
        case SAM_KIND_INITIATIVE:
          forget_initiative (cache, change->record);
          break;
        case SAM_KIND_ALLOCATION:
        case SAM_KIND_ADMINISTRATION:
          break;
        default:
          continue;
        }
      money = TRUE;
      if (has_moved (change))
        g_hash_table_remove_all (cache->initiatives);
    }
  /* Adding initiatives up again is cheap as long as theirs are kept. */
  if (money)
    g_hash_table_remove_all (cache->administrations);
}

SamBudgetCache *
sam_budget_cache_new (SamForum *forum)
{
  SamBudgetCache *cache = g_new0 (SamBudgetCache, 1);

  cache->forum = g_object_ref (forum);
  cache->initiatives = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  cache->administrations = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  cache->handler = g_signal_connect (forum, "changed", G_CALLBACK (on_changed), cache);
  return cache;
}

void
sam_budget_cache_free (SamBudgetCache *cache)
{
  g_signal_handler_disconnect (cache->forum, cache->handler);
  g_hash_table_unref (cache->initiatives);
  g_hash_table_unref (cache->administrations);
  g_object_unref (cache->forum);
  g_free (cache);
}

const SamFigures *
sam_budget_cache_initiative (SamBudgetCache *cache, SamRecord *initiative)
{
  SamFigures *figures = g_hash_table_lookup (cache->initiatives, initiative);

  if (figures == NULL)
    {
      figures = g_new0 (SamFigures, 1);
      sam_budget_initiative_figures (source_of (cache), initiative, figures, NULL);
      g_hash_table_insert (cache->initiatives, initiative, figures);
    }
  return figures;
}

typedef struct
{
  SamBudgetCache *cache;
  SamFigures *sum;
} Sum;

static gboolean
add_initiative (SamRecord *initiative, gpointer data)
{
  Sum *sum = data;

  sam_figures_add (sum->sum, sam_budget_cache_initiative (sum->cache, initiative));
  return TRUE;
}

static gboolean
add_line (SamRecord *line, gpointer data)
{
  Sum *sum = data;
  SamFigures figures;

  if (sam_record_has (line, SAM_BUDGET_LINE_INITIATIVE)
      || sam_record_boolean (line, SAM_BUDGET_LINE_OWN_FUNDS))
    return TRUE;
  sam_budget_line_figures (source_of (sum->cache), line, &figures);
  sam_figures_add (sum->sum, &figures);
  return TRUE;
}

static gboolean
add_received (SamRecord *allocation, gpointer data)
{
  Sum *sum = data;

  if (sam_allocation_is_approved (allocation))
    sam_budget_add (&sum->sum->allocated, sam_record_integer (allocation, SAM_ALLOCATION_AMOUNT),
                    &sum->sum->overflow);
  return TRUE;
}

static gboolean
add_given (SamRecord *allocation, gpointer data)
{
  Sum *sum = data;

  if (sam_allocation_is_approved (allocation))
    sam_budget_take (&sum->sum->allocated, sam_record_integer (allocation, SAM_ALLOCATION_AMOUNT),
                     &sum->sum->overflow);
  return TRUE;
}

const SamFigures *
sam_budget_cache_administration (SamBudgetCache *cache, SamRecord *administration)
{
  SamFigures *figures = g_hash_table_lookup (cache->administrations, administration);
  SamSource *source = source_of (cache);
  const char *id = sam_record_id (administration);
  Sum sum;

  if (figures != NULL)
    return figures;
  figures = g_new0 (SamFigures, 1);
  sum = (Sum){ cache, figures };
  source->each_referrer (source, SAM_INITIATIVE_ADMINISTRATION, id, add_initiative, &sum);
  source->each_referrer (source, SAM_BUDGET_LINE_ADMINISTRATION, id, add_line, &sum);
  source->each_referrer (source, SAM_ALLOCATION_TO, id, add_received, &sum);
  source->each_referrer (source, SAM_ALLOCATION_FROM, id, add_given, &sum);
  sam_budget_finish (figures, TRUE);
  g_hash_table_insert (cache->administrations, administration, figures);
  return figures;
}
