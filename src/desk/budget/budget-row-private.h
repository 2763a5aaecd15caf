/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/budget/budget-rows.h"

struct _SamBudgetRow
{
  GObject parent_instance;

  char *key; /* what it stands for, the same over edits */
  SamBudgetNodeType type;
  SamRecord *record; /* owned */
  char *title;
  char *detail;
  SamFigures figures;
  gboolean own;
  gboolean has_allocated;

  SamSource *source;         /* borrowed from the rows */
  const SamBudgetNode *node; /* borrowed from the rows' tree; NULL when the row is gone */
  GListStore *children;      /* made when first asked for */
};

/* "type:id", owned by the caller. `index` tells rows without a record apart. */
char *sam_budget_key (const SamBudgetNode *node, guint index);
SamBudgetRow *sam_budget_row_new (SamSource *source, const char *key);
/* Takes over what the node says. TRUE if anything that is shown changed; the caller emits. */
gboolean sam_budget_row_set_node (SamBudgetRow *row, const SamBudgetNode *node,
                                  SamBudgetGrouping grouping);
void sam_budget_row_emit_changed (SamBudgetRow *row);
/* Makes a list what the nodes are, keeping the rows that stay. */
void sam_budget_reconcile (GListStore *store, GPtrArray *nodes, const SamBudgetNode *sum,
                           SamSource *source, SamBudgetGrouping grouping);
/* Leaves in the tree what the filter shows, with the sums of what is left. */
void sam_budget_prune (SamBudgetNode *root, SamSource *source, SamBudgetGrouping grouping,
                       const SamBudgetFilter *filter);
