/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/i18n.h"
#include "base/phrase.h"
#include "desk/budget/budget-row-private.h"
#include "model/display.h"

G_DEFINE_FINAL_TYPE (SamBudgetRow, sam_budget_row, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

const char *
sam_budget_column_label (SamBudgetColumn column)
{
  static const char *const labels[] = {
    [SAM_BUDGET_ALLOCATED] = N_ ("Allocated"), [SAM_BUDGET_PLANNED] = N_ ("Planned"),
    [SAM_BUDGET_COMMITTED] = N_ ("Committed"), [SAM_BUDGET_ACTUAL] = N_ ("Actual"),
    [SAM_BUDGET_AVAILABLE] = N_ ("Available"), [SAM_BUDGET_FORECAST] = N_ ("Forecast"),
    [SAM_BUDGET_DEVIATION] = N_ ("Deviation"),
  };

  return _ (labels[column]);
}

static void
sam_budget_row_finalize (GObject *object)
{
  SamBudgetRow *self = SAM_BUDGET_ROW (object);

  g_free (self->key);
  g_free (self->title);
  g_free (self->detail);
  g_clear_object (&self->record);
  g_clear_object (&self->children);
  G_OBJECT_CLASS (sam_budget_row_parent_class)->finalize (object);
}

static void
sam_budget_row_class_init (SamBudgetRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sam_budget_row_finalize;

  signals[CHANGED] = g_signal_new ("changed", SAM_TYPE_BUDGET_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
sam_budget_row_init (SamBudgetRow *self)
{
}

SamBudgetRow *
sam_budget_row_new (SamSource *source, const char *key)
{
  SamBudgetRow *self = g_object_new (SAM_TYPE_BUDGET_ROW, NULL);

  self->source = source;
  self->key = g_strdup (key);
  self->title = g_strdup ("");
  self->detail = g_strdup ("");
  return self;
}

char *
sam_budget_key (const SamBudgetNode *node, guint index)
{
  if (node->record != NULL)
    return g_strdup_printf ("%d:%s", node->type, sam_record_id (node->record));
  if (node->type == SAM_BUDGET_MONTH)
    return g_strdup_printf ("%d:%d", node->type, node->month);
  return g_strdup_printf ("%d:%u", node->type, node->type == SAM_BUDGET_LINE ? index : 0);
}

/* --- What a row says of its node --- */

static char *
month_title (SamDay month)
{
  int year, number;

  if (month == SAM_DAY_NONE)
    return g_strdup (_ ("No month"));
  sam_day_split (month, &year, &number, NULL);
  return sam_phrase_month (year, number);
}

static char *
title_of (SamSource *source, const SamBudgetNode *node)
{
  if (node->record != NULL)
    return sam_display_title (source, node->record);
  switch (node->type)
    {
    case SAM_BUDGET_TOTAL:
      return g_strdup (C_ ("budget", "Sum"));
    case SAM_BUDGET_COMMON:
      return g_strdup (C_ ("budget", "Common"));
    case SAM_BUDGET_UNALLOCATED:
      return g_strdup (_ ("Unallocated"));
    case SAM_BUDGET_CATEGORY:
      return g_strdup (_ ("No category"));
    case SAM_BUDGET_MONTH:
      return month_title (node->month);
    case SAM_BUDGET_LINE:
    case SAM_BUDGET_ADMINISTRATION:
    case SAM_BUDGET_INITIATIVE:
      break;
    }
  return g_strdup (_ ("Transactions whose budget line is not here"));
}

/* Whose money it is: seen from a category or a month one does not know. */
static char *
detail_of (SamSource *source, const SamBudgetNode *node, SamBudgetGrouping grouping)
{
  g_autoptr (GString) detail = g_string_new (NULL);
  SamRecord *owner = NULL;

  /* Nothing is allocated to what is common: it lives on what is left. */
  if (node->type == SAM_BUDGET_COMMON && node->children->len > 0)
    return g_strdup (_ ("of what is unallocated"));
  if (node->type != SAM_BUDGET_LINE || node->record == NULL)
    return g_strdup ("");
  if (grouping != SAM_BUDGET_BY_ADMINISTRATION)
    owner = sam_source_follow (source, node->record, SAM_BUDGET_LINE_INITIATIVE);
  if (grouping != SAM_BUDGET_BY_ADMINISTRATION && owner == NULL)
    owner = sam_source_follow (source, node->record, SAM_BUDGET_LINE_ADMINISTRATION);
  if (owner != NULL)
    g_string_append (detail, sam_record_title (owner));
  if (sam_record_boolean (node->record, SAM_BUDGET_LINE_OWN_FUNDS))
    g_string_append_printf (detail, "%s%s", detail->len > 0 ? " · " : "", _ ("own funds"));
  if (sam_record_deleted (node->record))
    g_string_append_printf (detail, "%s%s", detail->len > 0 ? " · " : "", _ ("deleted"));
  return g_string_free (g_steal_pointer (&detail), FALSE);
}

static gboolean
set_text (char **slot, char *text)
{
  gboolean changed = g_strcmp0 (*slot, text) != 0;

  g_free (*slot);
  *slot = text;
  return changed;
}

gboolean
sam_budget_row_set_node (SamBudgetRow *row, const SamBudgetNode *node, SamBudgetGrouping grouping)
{
  gboolean own = node->type == SAM_BUDGET_LINE && node->record != NULL
                 && sam_record_boolean (node->record, SAM_BUDGET_LINE_OWN_FUNDS);
  const SamFigures *figures = own ? &node->own : &node->figures;
  gboolean changed = own != row->own || memcmp (figures, &row->figures, sizeof *figures) != 0;

  row->node = node;
  row->type = node->type;
  row->own = own;
  row->figures = *figures;
  row->has_allocated = node->has_allocated;
  g_set_object (&row->record, node->record);
  changed |= set_text (&row->title, title_of (row->source, node));
  changed |= set_text (&row->detail, detail_of (row->source, node, grouping));
  return changed;
}

void
sam_budget_row_emit_changed (SamBudgetRow *row)
{
  g_signal_emit (row, signals[CHANGED], 0);
}

/* --- What views ask --- */

SamBudgetNodeType
sam_budget_row_type (SamBudgetRow *row)
{
  return row->type;
}

SamRecord *
sam_budget_row_record (SamBudgetRow *row)
{
  return row->record;
}

const char *
sam_budget_row_title (SamBudgetRow *row)
{
  return row->title;
}

const char *
sam_budget_row_detail (SamBudgetRow *row)
{
  return row->detail;
}

const SamFigures *
sam_budget_row_figures (SamBudgetRow *row)
{
  return &row->figures;
}

gboolean
sam_budget_row_is_own (SamBudgetRow *row)
{
  return row->own;
}

gboolean
sam_budget_row_value (SamBudgetRow *row, SamBudgetColumn column, SamMoney *value)
{
  const SamFigures *figures = &row->figures;
  const SamMoney values[] = {
    [SAM_BUDGET_ALLOCATED] = figures->allocated, [SAM_BUDGET_PLANNED] = figures->planned,
    [SAM_BUDGET_COMMITTED] = figures->committed, [SAM_BUDGET_ACTUAL] = figures->actual,
    [SAM_BUDGET_AVAILABLE] = figures->available, [SAM_BUDGET_FORECAST] = figures->forecast,
    [SAM_BUDGET_DEVIATION] = figures->deviation,
  };

  *value = values[column];
  if (column == SAM_BUDGET_ALLOCATED)
    return row->has_allocated;
  /* Nothing is planned with what nobody has. */
  if (row->type == SAM_BUDGET_UNALLOCATED)
    return column == SAM_BUDGET_AVAILABLE || column == SAM_BUDGET_DEVIATION;
  return TRUE;
}

gboolean
sam_budget_row_is_over (SamBudgetRow *row, SamBudgetColumn column)
{
  SamMoney value;

  if (column != SAM_BUDGET_AVAILABLE && column != SAM_BUDGET_DEVIATION
      && column != SAM_BUDGET_ALLOCATED)
    return FALSE;
  /* A minus here is only what comes out of the unallocated; too much of it is among what needs
   * doing. */
  if (row->type == SAM_BUDGET_COMMON)
    return FALSE;
  return sam_budget_row_value (row, column, &value) && value < 0;
}

char *
sam_budget_row_text (SamBudgetRow *row, SamBudgetColumn column)
{
  g_autofree char *amount = NULL;
  SamMoney value;

  if (!sam_budget_row_value (row, column, &value))
    return g_strdup ("");
  amount = sam_money_format (value, SAM_MONEY_PLAIN);
  if (row->figures.overflow)
    return g_strdup_printf ("> %s", amount);
  if (sam_budget_row_is_over (row, column))
    return g_strdup_printf ("▲ %s", amount);
  return g_steal_pointer (&amount);
}

char *
sam_budget_row_spoken (SamBudgetRow *row, SamBudgetColumn column)
{
  g_autofree char *amount = NULL;
  SamMoney value;

  if (!sam_budget_row_value (row, column, &value))
    return g_strdup ("");
  amount = sam_money_format (value, SAM_MONEY_UNIT);
  if (row->figures.overflow)
    return g_strdup_printf (_ ("%s: the sum is too large"), sam_budget_column_label (column));
  if (sam_budget_row_is_over (row, column))
    return g_strdup_printf (_ ("%s %s, too little"), sam_budget_column_label (column), amount);
  return g_strdup_printf ("%s %s", sam_budget_column_label (column), amount);
}

char *
sam_budget_row_sentence (SamBudgetRow *row)
{
  GString *sentence = g_string_new (row->title);

  if (*row->detail != '\0')
    g_string_append_printf (sentence, ", %s", row->detail);
  for (SamBudgetColumn column = 0; column < SAM_BUDGET_N_COLUMNS; column++)
    {
      g_autofree char *spoken = sam_budget_row_spoken (row, column);

      if (*spoken != '\0')
        g_string_append_printf (sentence, ", %s", spoken);
    }
  return g_string_free (sentence, FALSE);
}
