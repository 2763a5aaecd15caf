/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/budget.h"

/* Shared by the files of the budget. */

/* *sum += more, staying at the limit and setting *overflow where it would not fit. */
void sam_budget_add (SamMoney *sum, SamMoney more, gboolean *overflow);
void sam_budget_take (SamMoney *sum, SamMoney less, gboolean *overflow);
/* available and deviation from what the node stands for. */
void sam_budget_finish (SamFigures *figures, gboolean has_allocated);
/* The transactions of a line by its id, without anything planned. */
void sam_budget_transactions (SamSource *source, const char *line, SamFigures *figures);
/* The initiative or administration that a line counts under; NULL if none is alive. */
SamRecord *sam_budget_owner (SamSource *source, SamRecord *budget_line);
gboolean sam_allocation_is_approved (SamRecord *allocation);
