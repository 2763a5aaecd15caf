/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/budget-private.h"

/* --- Arithmetic that stops at the limit --- */

void
sam_budget_add (SamMoney *sum, SamMoney more, gboolean *overflow)
{
  if (sam_money_add (*sum, more, sum))
    return;
  *overflow = TRUE;
  *sum = more > 0 ? G_MAXINT64 : G_MININT64;
}

void
sam_budget_take (SamMoney *sum, SamMoney less, gboolean *overflow)
{
  if (sam_money_subtract (*sum, less, sum))
    return;
  *overflow = TRUE;
  *sum = less < 0 ? G_MAXINT64 : G_MININT64;
}

void
sam_figures_add (SamFigures *sum, const SamFigures *more)
{
  gboolean *overflow = &sum->overflow;

  *overflow = *overflow || more->overflow;
  sam_budget_add (&sum->allocated, more->allocated, overflow);
  sam_budget_add (&sum->planned, more->planned, overflow);
  sam_budget_add (&sum->committed, more->committed, overflow);
  sam_budget_add (&sum->actual, more->actual, overflow);
  sam_budget_add (&sum->preliminary, more->preliminary, overflow);
  sam_budget_add (&sum->internal, more->internal, overflow);
  sam_budget_add (&sum->available, more->available, overflow);
  sam_budget_add (&sum->forecast, more->forecast, overflow);
  sam_budget_add (&sum->deviation, more->deviation, overflow);
}

void
sam_budget_finish (SamFigures *figures, gboolean has_allocated)
{
  SamMoney given = has_allocated ? figures->allocated : figures->planned;

  figures->available = given;
  sam_budget_take (&figures->available, figures->actual, &figures->overflow);
  sam_budget_take (&figures->available, figures->committed, &figures->overflow);
  figures->deviation = given;
  sam_budget_take (&figures->deviation, figures->forecast, &figures->overflow);
}

/* --- Transactions of a line --- */

typedef struct
{
  SamSource *source;
  SamFigures *figures;
  SamMoney sum; /* of what settles a commitment, or of actuals that settle a preliminary one */
  gboolean found;
} Walk;

static gboolean
is_type (SamRecord *transaction, const char *name)
{
  return sam_record_is_choice (transaction, SAM_TRANSACTION_TYPE, name);
}

static gboolean
add_settling_actual (SamRecord *transaction, gpointer data)
{
  Walk *walk = data;

  if (!is_type (transaction, "actual"))
    return TRUE;
  walk->found = TRUE;
  sam_budget_add (&walk->sum, sam_record_integer (transaction, SAM_TRANSACTION_AMOUNT),
                  &walk->figures->overflow);
  return TRUE;
}

/* The actuals that replace a preliminary one. FALSE if none does. */
static gboolean
replaced_by (Walk *walk, SamRecord *preliminary, SamMoney *sum)
{
  Walk inner = { walk->source, walk->figures, 0, FALSE };

  walk->source->each_referrer (walk->source, SAM_TRANSACTION_SETTLES, sam_record_id (preliminary),
                               add_settling_actual, &inner);
  *sum = inner.sum;
  return inner.found;
}

static gboolean
add_settling (SamRecord *transaction, gpointer data)
{
  Walk *walk = data;
  SamMoney amount = sam_record_integer (transaction, SAM_TRANSACTION_AMOUNT);
  gboolean preliminary = is_type (transaction, "preliminary_actual");
  SamMoney replacing;

  if (!preliminary && !is_type (transaction, "actual"))
    return TRUE;
  if (preliminary && replaced_by (walk, transaction, &replacing))
    amount = replacing;
  sam_budget_add (&walk->sum, amount, &walk->figures->overflow);
  return TRUE;
}

/* What remains of a commitment: between it and nothing, whatever has settled it. */
static SamMoney
remaining (Walk *walk, SamRecord *commitment)
{
  SamMoney amount = sam_record_integer (commitment, SAM_TRANSACTION_AMOUNT);
  SamMoney left = amount;
  Walk inner = { walk->source, walk->figures, 0, FALSE };

  walk->source->each_referrer (walk->source, SAM_TRANSACTION_SETTLES, sam_record_id (commitment),
                               add_settling, &inner);
  sam_budget_take (&left, inner.sum, &walk->figures->overflow);
  return CLAMP (left, MIN (amount, 0), MAX (amount, 0));
}

static gboolean
add_transaction (SamRecord *transaction, gpointer data)
{
  Walk *walk = data;
  SamFigures *figures = walk->figures;
  SamMoney amount = sam_record_integer (transaction, SAM_TRANSACTION_AMOUNT);
  SamMoney replacing;

  if (is_type (transaction, "commitment"))
    sam_budget_add (&figures->committed, remaining (walk, transaction), &figures->overflow);
  else if (is_type (transaction, "actual"))
    sam_budget_add (&figures->actual, amount, &figures->overflow);
  else if (is_type (transaction, "internal_invoice"))
    sam_budget_add (&figures->internal, amount, &figures->overflow);
  else if (is_type (transaction, "preliminary_actual")
           && !replaced_by (walk, transaction, &replacing))
    {
      sam_budget_add (&figures->preliminary, amount, &figures->overflow);
      sam_budget_add (&figures->actual, amount, &figures->overflow);
    }
  return TRUE;
}

void
sam_budget_transactions (SamSource *source, const char *line, SamFigures *figures)
{
  Walk walk = { source, figures, 0, FALSE };

  source->each_referrer (source, SAM_TRANSACTION_BUDGET_LINE, line, add_transaction, &walk);
  figures->forecast = figures->actual;
  sam_budget_add (&figures->forecast, figures->committed, &figures->overflow);
}

/* --- Lines and initiatives --- */

void
sam_budget_line_figures (SamSource *source, SamRecord *budget_line, SamFigures *figures)
{
  *figures = (SamFigures){ 0 };
  sam_budget_transactions (source, sam_record_id (budget_line), figures);
  if (!sam_record_deleted (budget_line))
    {
      figures->planned = sam_record_integer (budget_line, SAM_BUDGET_LINE_PLANNED);
      figures->forecast = sam_record_has (budget_line, SAM_BUDGET_LINE_FORECAST)
                              ? sam_record_integer (budget_line, SAM_BUDGET_LINE_FORECAST)
                              : MAX (figures->planned, figures->forecast);
    }
  sam_budget_finish (figures, FALSE);
}

typedef struct
{
  SamSource *source;
  SamFigures *figures;
  SamFigures *own;
} LineWalk;

static gboolean
add_line (SamRecord *line, gpointer data)
{
  LineWalk *walk = data;
  SamFigures figures;

  sam_budget_line_figures (walk->source, line, &figures);
  sam_figures_add (sam_record_boolean (line, SAM_BUDGET_LINE_OWN_FUNDS) ? walk->own : walk->figures,
                   &figures);
  return TRUE;
}

void
sam_budget_initiative_figures (SamSource *source, SamRecord *initiative, SamFigures *figures,
                               SamFigures *own)
{
  SamFigures unwanted = { 0 };
  LineWalk walk = { source, figures, own != NULL ? own : &unwanted };

  *figures = (SamFigures){ 0 };
  *walk.own = (SamFigures){ 0 };
  source->each_referrer (source, SAM_BUDGET_LINE_INITIATIVE, sam_record_id (initiative), add_line,
                         &walk);
}

SamRecord *
sam_budget_owner (SamSource *source, SamRecord *budget_line)
{
  if (sam_record_has (budget_line, SAM_BUDGET_LINE_INITIATIVE))
    return sam_source_get_live (source, sam_record_text (budget_line, SAM_BUDGET_LINE_INITIATIVE));
  return sam_source_get_live (source,
                              sam_record_text (budget_line, SAM_BUDGET_LINE_ADMINISTRATION));
}

/* --- Grants and allocations --- */

gboolean
sam_allocation_is_approved (SamRecord *allocation)
{
  return sam_record_is_choice (allocation, SAM_ALLOCATION_STATE, "approved");
}

static gboolean
add_grant (SamRecord *grant, gpointer data)
{
  gboolean overflow = FALSE;

  sam_budget_add (data, sam_record_integer (grant, SAM_GRANT_AMOUNT), &overflow);
  return TRUE;
}

SamMoney
sam_budget_granted (SamSource *source)
{
  SamMoney sum = 0;

  source->each (source, SAM_KIND_GRANT, add_grant, &sum);
  return sum;
}

static gboolean
add_allocation (SamRecord *allocation, gpointer data)
{
  gboolean overflow = FALSE;

  if (sam_allocation_is_approved (allocation) && !sam_record_has (allocation, SAM_ALLOCATION_FROM))
    sam_budget_add (data, sam_record_integer (allocation, SAM_ALLOCATION_AMOUNT), &overflow);
  return TRUE;
}

SamMoney
sam_budget_allocated (SamSource *source)
{
  SamMoney sum = 0;

  source->each (source, SAM_KIND_ALLOCATION, add_allocation, &sum);
  return sum;
}
