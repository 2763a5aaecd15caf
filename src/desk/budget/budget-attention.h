/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "desk/desk.h"

/* What someone should do about the budget, worst first, each with its next step. Signals:
 *   "show-record" (const char *id)   show the record's row in the tree */
#define SAM_TYPE_ATTENTION_COLUMN (sam_attention_column_get_type ())
G_DECLARE_FINAL_TYPE (SamAttentionColumn, sam_attention_column, SAM, ATTENTION_COLUMN, AdwBin)

GtkWidget *sam_attention_column_new (SamDesk *desk);
/* root: the tree by administration as it is now. */
void sam_attention_column_refresh (SamAttentionColumn *attention, SamBudgetNode *root);
guint sam_attention_column_count (SamAttentionColumn *attention);
/* Adds a budget line under an initiative or an administration, or nothing (common), and opens it. */
gboolean sam_budget_add_line (SamDesk *desk, SamRecord *owner_or_null);
