/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/budget.h"

/* One bar of the whole grant, from what is spent to what nobody has planned. CSS: node "budget-bar" with
 * parts of the classes "spent", "committed", "planned" and "unplanned". One name for a screen reader that
 * says all four. Mirrored right to left. */
typedef enum
{
  SAM_BUDGET_PART_SPENT,
  SAM_BUDGET_PART_COMMITTED,
  SAM_BUDGET_PART_PLANNED,   /* and neither spent nor committed */
  SAM_BUDGET_PART_UNPLANNED, /* of what is granted */
  SAM_BUDGET_N_PARTS,
} SamBudgetPart;

/* How the figures divide what is granted; parts are never below 0, and add up to the larger of what is granted and
 * what is used or planned. */
void sam_budget_parts (const SamFigures *total, SamMoney granted, SamMoney parts[SAM_BUDGET_N_PARTS]);
const char *sam_budget_part_label (SamBudgetPart part);
const char *sam_budget_part_class (SamBudgetPart part);

#define SAM_TYPE_BUDGET_BAR (sam_budget_bar_get_type ())
G_DECLARE_FINAL_TYPE (SamBudgetBar, sam_budget_bar, SAM, BUDGET_BAR, GtkWidget)

GtkWidget *sam_budget_bar_new (void);
void sam_budget_bar_set (SamBudgetBar *bar, const SamMoney parts[SAM_BUDGET_N_PARTS]);
