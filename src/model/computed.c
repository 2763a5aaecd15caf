/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/computed.h"

#include "model/budget.h"

static void
figures_of (SamSource *source, SamRecord *record, SamFigures *figures)
{
  if (sam_record_is (record, SAM_KIND_BUDGET_LINE))
    sam_budget_line_figures (source, record, figures);
  else
    sam_budget_initiative_figures (source, record, figures, NULL);
}

SamValue
sam_computed_value (SamSource *source, SamRecord *record, SamFieldId field, SamDay today)
{
  SamFigures figures;
  SamDay due;

  switch (sam_field (field)->computed)
    {
    case SAM_STORED:
      break;
    case SAM_COMPUTED_OVERDUE:
      due = sam_record_day (record, SAM_TASK_DUE);
      return sam_value_integer (due != SAM_DAY_NONE && due < today
                                && !sam_record_boolean (record, SAM_TASK_DONE));
    case SAM_COMPUTED_PLANNED:
      figures_of (source, record, &figures);
      return sam_value_integer (figures.planned);
    case SAM_COMPUTED_COMMITTED:
      figures_of (source, record, &figures);
      return sam_value_integer (figures.committed);
    case SAM_COMPUTED_ACTUAL:
      figures_of (source, record, &figures);
      return sam_value_integer (figures.actual);
    case SAM_COMPUTED_FORECAST:
      figures_of (source, record, &figures);
      return sam_value_integer (figures.forecast);
    }
  return sam_value_copy (sam_record_value (record, field));
}
