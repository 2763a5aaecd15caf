/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/budget.h"

/* Six figures, and one bar from spent to unplanned. */
#define SAM_TYPE_BUDGET_SUMMARY (sam_budget_summary_get_type ())
G_DECLARE_FINAL_TYPE (SamBudgetSummary, sam_budget_summary, SAM, BUDGET_SUMMARY, AdwBin)

GtkWidget *sam_budget_summary_new (void);
/* total: the figures of the whole tree's root. */
void sam_budget_summary_set (SamBudgetSummary *summary, SamSource *source, const SamFigures *total);
