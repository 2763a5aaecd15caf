/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/money.h"
#include "model/forum.h"

/* Budget arithmetic (DESIGN section 2). All in öre, exkl. moms. Rules:
 *   planned     sum of budget_line.planned
 *   committed   sum of commitments that no transaction settles yet (a commitment that an actual or a
 *               preliminary actual settles in part counts with what remains, not below 0)
 *   preliminary sum of preliminary actuals that no actual settles
 *   actual      actuals + preliminary (an actual replaces the preliminary that it settles)
 *   internal    internal invoices are shown and never counted in actual (the actual comes from the ledger)
 *   forecast    budget_line.forecast where one is given, else the larger of planned and actual + committed
 *   allocated   approved allocations to − approved allocations from an administration
 *   available   allocated − actual − committed (for a line, an initiative, a category or a month, to which
 *               nothing is allocated: planned − actual − committed)
 *   deviation   allocated − forecast (for those: planned − forecast)
 * A transaction whose line is deleted still counts, and so does a line whose initiative is deleted.
 * Own funds (budget_line.own_funds) are summed apart and do not count against the grant.
 * A sum that would overflow stays at the limit and sets `overflow`; nobody is shown a wrapped figure. */
typedef struct
{
  SamMoney allocated;
  SamMoney planned;
  SamMoney committed;
  SamMoney actual;       /* preliminary included */
  SamMoney preliminary;
  SamMoney internal;
  SamMoney available;
  SamMoney forecast;
  SamMoney deviation;
  gboolean overflow;
} SamFigures;

void sam_figures_add (SamFigures *sum, const SamFigures *more); /* every member */

/* Of a deleted line: what its transactions still come to; nothing is planned. */
void sam_budget_line_figures (SamSource *source, SamRecord *budget_line, SamFigures *figures);
/* Lines of the initiative against the grant; own funds in *own (may be NULL). */
void sam_budget_initiative_figures (SamSource *source, SamRecord *initiative, SamFigures *figures, SamFigures *own);

/* The whole budget as a tree that adds up: the root is the grant total, its children the
 * administrations in order, "Gemensamt" (what no living initiative or administration has) and "Ofördelat"
 * (granted − allocated), below them initiatives and an administration's own lines, below those lines.
 * Every column of the root is the sum of its children. Grouped by category or month the root has the same
 * figures, its children are categories by title or months in order, "none" last, and below them lines. */
typedef enum
{
  SAM_BUDGET_TOTAL,
  SAM_BUDGET_ADMINISTRATION,
  SAM_BUDGET_COMMON,
  SAM_BUDGET_UNALLOCATED,
  SAM_BUDGET_INITIATIVE,
  SAM_BUDGET_LINE,
  SAM_BUDGET_CATEGORY, /* when grouped by category */
  SAM_BUDGET_MONTH,    /* when grouped by month */
} SamBudgetNodeType;

typedef enum
{
  SAM_BUDGET_BY_ADMINISTRATION,
  SAM_BUDGET_BY_CATEGORY,
  SAM_BUDGET_BY_MONTH,
} SamBudgetGrouping;

typedef struct _SamBudgetNode SamBudgetNode;
struct _SamBudgetNode
{
  SamBudgetNodeType type;
  SamRecord *record;   /* owned reference; NULL for total, common, unallocated, months, no category, and for
                        * the line of transactions whose line is not here */
  SamDay month;        /* first of the month, for SAM_BUDGET_MONTH; SAM_DAY_NONE: no month */
  SamFigures figures;
  SamFigures own;      /* own funds */
  gboolean has_allocated; /* whether `allocated` means anything here: total, administration, common, unallocated */
  GPtrArray *children; /* of SamBudgetNode, owned */
};

SamBudgetNode *sam_budget_build (SamSource *source, SamBudgetGrouping grouping);
void sam_budget_node_free (SamBudgetNode *node);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SamBudgetNode, sam_budget_node_free)
/* Sum of grants. */
SamMoney sam_budget_granted (SamSource *source);
/* What is allocated straight from grants (transfers between administrations change nothing here). */
SamMoney sam_budget_allocated (SamSource *source);

/* Figures kept between edits for views: what an edit touches is worked out anew when next asked for.
 * Main thread; holds a reference to the forum. */
typedef struct _SamBudgetCache SamBudgetCache;
SamBudgetCache *sam_budget_cache_new (SamForum *forum);
void sam_budget_cache_free (SamBudgetCache *cache);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SamBudgetCache, sam_budget_cache_free)
const SamFigures *sam_budget_cache_initiative (SamBudgetCache *cache, SamRecord *initiative);     /* borrowed until the next change */
const SamFigures *sam_budget_cache_administration (SamBudgetCache *cache, SamRecord *administration);

/* What someone should do about the budget, worst first: overruns, proposals to review, remarks. */
typedef enum
{
  SAM_ATTENTION_OVER_ALLOCATED,   /* planned more than allocated: record = administration, amount = how much */
  SAM_ATTENTION_FORECAST_OVER,    /* forecast over allocated or planned: record = administration (if it is not
                                   * over planned already) or initiative */
  SAM_ATTENTION_OVER_GRANTED,     /* allocations, and what is planned in common, exceed the grants */
  SAM_ATTENTION_DELETED_OWNER,    /* record = line, initiative or transaction that still counts though what it is
                                   * part of is deleted; amount = planned or spent */
  SAM_ATTENTION_PROPOSED,         /* record = allocation proposed */
  SAM_ATTENTION_NO_BUDGET,        /* record = active initiative without budget lines */
  SAM_ATTENTION_REMARK,           /* record = forum or grant with remarks */
} SamAttentionType;
typedef struct
{
  SamAttentionType type;
  SamRecord *record; /* owned reference or NULL */
  SamMoney amount;
} SamAttention;
void sam_attention_free (SamAttention *attention);
GPtrArray *sam_budget_attention (SamSource *source); /* of SamAttention, owned */
/* The same, of a tree by administration that has been built already. */
GPtrArray *sam_budget_attention_in (SamSource *source, SamBudgetNode *root);
