/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/page.h"

/* What it costs: six figures, the tree that adds up to what is granted, and what someone should do. */
#define SAM_TYPE_BUDGET_PAGE (sam_budget_page_get_type ())
G_DECLARE_FINAL_TYPE (SamBudgetPage, sam_budget_page, SAM, BUDGET_PAGE, AdwBin)

GtkWidget *sam_budget_page_new (SamDesk *desk);
