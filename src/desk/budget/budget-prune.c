/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/budget/budget-row-private.h"

typedef struct
{
  SamSource *source;
  const SamBudgetFilter *filter;
} Pruner;

static gboolean
found (const Pruner *pruner, const SamBudgetNode *node)
{
  return node->record != NULL && pruner->filter->record (node->record, pruner->filter->data);
}

static void
keep_if (SamBudgetNode *parent, const Pruner *pruner,
         gboolean (*keep) (const Pruner *, SamBudgetNode *))
{
  for (guint i = 0; i < parent->children->len;)
    {
      if (keep (pruner, parent->children->pdata[i]))
        i++;
      else
        g_ptr_array_remove_index (parent->children, i);
    }
}

/* --- By administration --- */

/* What is found is shown with all that is below it, and whatever it is below. */
static gboolean
keep_found (const Pruner *pruner, SamBudgetNode *node)
{
  if (found (pruner, node))
    return TRUE;
  if (node->type == SAM_BUDGET_LINE || node->type == SAM_BUDGET_UNALLOCATED)
    return FALSE;
  keep_if (node, pruner, keep_found);
  return node->children->len > 0;
}

static gboolean
keep_chosen (const Pruner *pruner, SamBudgetNode *node)
{
  return node->type == SAM_BUDGET_ADMINISTRATION
         && pruner->filter->administration (node->record, pruner->filter->data);
}

/* The sum of the administrations that are left. */
static void
sum_again (SamBudgetNode *root)
{
  root->figures = (SamFigures){ 0 };
  root->own = (SamFigures){ 0 };
  for (guint i = 0; i < root->children->len; i++)
    {
      SamBudgetNode *child = root->children->pdata[i];

      sam_figures_add (&root->figures, &child->figures);
      sam_figures_add (&root->own, &child->own);
    }
}

/* --- By category and month --- */

/* Money is of the administration that leads, not of those that take part: as grouped by
 * administration. */
static SamRecord *
leading (const Pruner *pruner, SamRecord *line, SamRecord *initiative)
{
  if (initiative != NULL)
    return sam_source_follow (pruner->source, initiative, SAM_INITIATIVE_ADMINISTRATION);
  return sam_source_follow (pruner->source, line, SAM_BUDGET_LINE_ADMINISTRATION);
}

/* A line is found by what it says and by what its initiative says. */
static gboolean
keep_line (const Pruner *pruner, SamBudgetNode *line)
{
  const SamBudgetFilter *filter = pruner->filter;
  SamRecord *initiative, *administration;

  if (line->record == NULL)
    return FALSE;
  initiative = sam_source_follow (pruner->source, line->record, SAM_BUDGET_LINE_INITIATIVE);
  administration = leading (pruner, line->record, initiative);
  if (filter->by_administration
      && (administration == NULL || !filter->administration (administration, filter->data)))
    return FALSE;
  return !filter->by_search || found (pruner, line)
         || (initiative != NULL && filter->record (initiative, filter->data));
}

static gboolean
keep_group (const Pruner *pruner, SamBudgetNode *group)
{
  if (pruner->filter != NULL)
    {
      keep_if (group, pruner, keep_line);
      sum_again (group);
    }
  return group->children->len > 0;
}

void
sam_budget_prune (SamBudgetNode *root, SamSource *source, SamBudgetGrouping grouping,
                  const SamBudgetFilter *filter)
{
  gboolean filtered = filter != NULL && (filter->by_administration || filter->by_search);
  Pruner pruner = { source, filtered ? filter : NULL };

  if (grouping != SAM_BUDGET_BY_ADMINISTRATION)
    {
      keep_if (root, &pruner, keep_group);
      if (filtered)
        {
          sum_again (root);
          root->has_allocated = FALSE;
        }
      return;
    }
  if (!filtered)
    return;
  if (filter->by_administration)
    keep_if (root, &pruner, keep_chosen);
  if (filter->by_search)
    keep_if (root, &pruner, keep_found);
  sum_again (root);
}
