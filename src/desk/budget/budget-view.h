/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "desk/budget/budget-rows.h"
#include "desk/desk.h"

/* The tree of the budget as a table. CSS: the column view has the class "budget-table". Keys: up and down
 * move, right opens a row, left closes it or goes to what it is below, Enter opens the record. */
#define SAM_TYPE_BUDGET_VIEW (sam_budget_view_get_type ())
G_DECLARE_FINAL_TYPE (SamBudgetView, sam_budget_view, SAM, BUDGET_VIEW, AdwBin)

GtkWidget *sam_budget_view_new (SamDesk *desk);
/* Shows what there is now, grouped so; keeps what is open, what is selected and where one is. The tree is
 * taken if it is given: see sam_budget_rows_refresh(). */
void sam_budget_view_refresh (SamBudgetView *view, SamBudgetGrouping grouping, SamBudgetNode *tree_or_null);
gboolean sam_budget_view_is_empty (SamBudgetView *view);
/* The selected row; owned by the caller; NULL. */
SamBudgetRow *sam_budget_view_selected (SamBudgetView *view);
/* Opens the way to a record's row, selects it and puts the focus there. */
gboolean sam_budget_view_show (SamBudgetView *view, const char *id);
