/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "model/budget.h"

/* The budget's tree as list models that stay the same objects while figures change, so that a view keeps
 * its expansion, selection and place over an edit. No widget in it. */

typedef enum
{
  SAM_BUDGET_ALLOCATED,
  SAM_BUDGET_PLANNED,
  SAM_BUDGET_COMMITTED,
  SAM_BUDGET_ACTUAL,
  SAM_BUDGET_AVAILABLE,
  SAM_BUDGET_FORECAST,
  SAM_BUDGET_DEVIATION,
  SAM_BUDGET_N_COLUMNS,
} SamBudgetColumn;

const char *sam_budget_column_label (SamBudgetColumn column);

/* One row. Signal "changed" when what it shows has changed. */
#define SAM_TYPE_BUDGET_ROW (sam_budget_row_get_type ())
G_DECLARE_FINAL_TYPE (SamBudgetRow, sam_budget_row, SAM, BUDGET_ROW, GObject)

SamBudgetNodeType sam_budget_row_type (SamBudgetRow *row);
SamRecord *sam_budget_row_record (SamBudgetRow *row); /* borrowed; NULL where there is none */
const char *sam_budget_row_title (SamBudgetRow *row);
const char *sam_budget_row_detail (SamBudgetRow *row); /* what to add in grey: "own funds", the initiative; "" */
const SamFigures *sam_budget_row_figures (SamBudgetRow *row);
gboolean sam_budget_row_is_own (SamBudgetRow *row); /* own funds: shown, and in no sum */
/* FALSE where the column says nothing about this row. */
gboolean sam_budget_row_value (SamBudgetRow *row, SamBudgetColumn column, SamMoney *value);
/* Whether the value means that there is too little money. */
gboolean sam_budget_row_is_over (SamBudgetRow *row, SamBudgetColumn column);
/* "1 300 000", "▲ −24 000"; "" where there is no value. Caller frees. */
char *sam_budget_row_text (SamBudgetRow *row, SamBudgetColumn column);
/* "Deviation −24 000 kr, too little"; "" likewise. Caller frees. */
char *sam_budget_row_spoken (SamBudgetRow *row, SamBudgetColumn column);
/* The whole row for a screen reader. Caller frees. */
char *sam_budget_row_sentence (SamBudgetRow *row);
/* The rows below; NULL for one that has and can have none now. Borrowed, the same object while the row lives. */
GListModel *sam_budget_row_children (SamBudgetRow *row);

/* All of them. */
typedef struct _SamBudgetRows SamBudgetRows;
typedef gboolean (*SamBudgetPasses) (SamRecord *record, gpointer data);

/* What is shown: administrations that are chosen, and records that a search finds. */
typedef struct
{
  gboolean by_administration; /* whether any administration is chosen */
  gboolean by_search;
  SamBudgetPasses administration; /* of an administration record */
  SamBudgetPasses record;         /* of any record, the search and the administrations both */
  gpointer data;
} SamBudgetFilter;

SamBudgetRows *sam_budget_rows_new (SamSource *source);
void sam_budget_rows_free (SamBudgetRows *rows);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SamBudgetRows, sam_budget_rows_free)
GListModel *sam_budget_rows_model (SamBudgetRows *rows); /* top rows, the sum last; borrowed */
/* tree_or_null: taken; as it is now, by the same grouping. NULL: is built here. */
void sam_budget_rows_refresh (SamBudgetRows *rows, SamBudgetGrouping grouping, const SamBudgetFilter *filter,
                              SamBudgetNode *tree_or_null);
/* The rows from the top down to the one that shows the record (a transaction: its line's); an array that the
 * caller frees, of borrowed rows; NULL if it is not shown. */
GPtrArray *sam_budget_rows_find (SamBudgetRows *rows, const char *id);
