/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "desk/budget/budget-rows.h"
#include "desk/desk.h"

/* What the columns of the budget are made of. A cell follows the row that it is given until it is given
 * another, or NULL. */
#define SAM_TYPE_BUDGET_NUMBER (sam_budget_number_get_type ())
G_DECLARE_FINAL_TYPE (SamBudgetNumber, sam_budget_number, SAM, BUDGET_NUMBER, AdwBin)

GtkWidget *sam_budget_number_new (SamBudgetColumn column);
void sam_budget_number_set_row (SamBudgetNumber *cell, SamBudgetRow *row_or_null);

/* The first column: what opens the row, its colour and its title. Names the whole row for a screen reader. */
#define SAM_TYPE_BUDGET_NAME (sam_budget_name_get_type ())
G_DECLARE_FINAL_TYPE (SamBudgetName, sam_budget_name, SAM, BUDGET_NAME, AdwBin)

GtkWidget *sam_budget_name_new (SamDesk *desk);
void sam_budget_name_set_row (SamBudgetName *cell, GtkTreeListRow *row_or_null);

/* What the row is about that a widget (what has the keyboard, say) is the row of; NULL if it is no row. */
GtkTreeListRow *sam_budget_name_row_at (GtkWidget *row_or_null);

/* Sets those of the classes that fit the row: bold sums, grey own funds … */
void sam_budget_style_row (GtkWidget *widget, SamBudgetRow *row);
