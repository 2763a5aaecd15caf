/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Equal cards in one line, or in two where there is no room for one: never five and one. Children are
 * added with gtk_widget_set_parent(). CSS node "budget-cards". */
#define SAM_TYPE_BUDGET_CARDS (sam_budget_cards_get_type ())
G_DECLARE_FINAL_TYPE (SamBudgetCards, sam_budget_cards, SAM, BUDGET_CARDS, GtkWidget)

GtkWidget *sam_budget_cards_new (void);
