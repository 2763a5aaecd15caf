/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/records/record-columns.h"

#include <string.h>

#include "base/fold.h"
#include "desk/fields/field-text.h"
#include "model/display.h"
#include "model/position.h"

#define COLUMNS_MOST 6

GArray *
sam_record_columns (SamKindId kind)
{
  const SamKind *of = sam_kind (kind);
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (SamFieldId));

  g_array_append_val (columns, of->first);
  for (guint i = 1; i < of->n_fields && columns->len < COLUMNS_MOST; i++)
    {
      const SamField *field = sam_field (of->first + (int)i);

      /* A comment is its text; elsewhere a long text tells little in a line. */
      if (!field->hidden && field->computed == SAM_STORED
          && (field->type != SAM_TYPE_LONG_TEXT || (field->required && kind != SAM_KIND_COMMENT)))
        g_array_append_val (columns, field->id);
    }
  return columns;
}

char *
sam_record_cell (SamSource *source, SamRecord *record, SamFieldId field, SamDay today)
{
  if (field == sam_kind_title (sam_kind (sam_record_kind (record))))
    return sam_display_title (source, record);
  /* Figures stand below one another: their unit would be the same words in every row. */
  if (sam_record_column_is_number (field))
    return sam_field_text (sam_field (field), sam_record_value (record, field), today);
  return sam_display_value (source, field, sam_record_value (record, field), today);
}

gboolean
sam_record_column_is_number (SamFieldId field)
{
  return sam_field (field)->type == SAM_TYPE_INTEGER || sam_field (field)->type == SAM_TYPE_MONEY;
}

static guint
choice_place (const SamField *field, const char *name)
{
  guint place = 0;

  while (field->choices[place].name && !g_str_equal (field->choices[place].name, name))
    place++;
  return place;
}

static int
compare_values (SamSource *source, SamRecord *a, SamRecord *b, const SamField *field, SamDay today)
{
  const SamValue *x = sam_record_value (a, field->id), *y = sam_record_value (b, field->id);
  g_autofree char *left = NULL;
  g_autofree char *right = NULL;

  if (x->type == SAM_VALUE_INTEGER && y->type == SAM_VALUE_INTEGER)
    return (x->integer > y->integer) - (x->integer < y->integer);
  if (field->type == SAM_TYPE_DATE || field->type == SAM_TYPE_TIME)
    return strcmp (x->text, y->text);
  if (field->type == SAM_TYPE_CHOICE)
    return (int)choice_place (field, x->text) - (int)choice_place (field, y->text);
  if (field->type == SAM_TYPE_TEXT)
    return sam_collate (x->text, y->text);
  if (sam_value_equal (x, y))
    return 0;
  left = sam_record_cell (source, a, field->id, today);
  right = sam_record_cell (source, b, field->id, today);
  return sam_collate (left, right);
}

int
sam_record_compare_by (SamSource *source, SamRecord *a, SamRecord *b, SamFieldId id, SamDay today)
{
  const SamField *field = sam_field (id);
  gboolean has_a = sam_record_has (a, id), has_b = sam_record_has (b, id);

  if (has_a && has_b)
    return compare_values (source, a, b, field, today);
  if (id == sam_kind_title (sam_kind (field->kind)))
    {
      /* A title that is missing is made of other fields. */
      g_autofree char *left = sam_display_title (source, a);
      g_autofree char *right = sam_display_title (source, b);

      return sam_collate (left, right);
    }
  return has_b - has_a;
}

/* When records of a kind happen, where that is what one looks for. */
static SamFieldId
date_field (SamKindId kind)
{
  static const SamFieldId fields[] = {
    SAM_CALENDAR_DAY_DATE, SAM_PERIOD_STARTS,        SAM_MEETING_STARTS,       SAM_TRANSACTION_DATE,
    SAM_MEASUREMENT_DATE,  SAM_RECONCILIATION_MONTH, SAM_FORECAST_ROUND_AS_OF, SAM_TASK_DUE,
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (sam_field (fields[i])->kind == kind)
      return fields[i];
  return SAM_NO_FIELD;
}

int
sam_record_compare (SamRecord *a, SamRecord *b)
{
  SamKindId kind = sam_record_kind (a);
  SamFieldId field = date_field (kind);
  int order = 0;

  if (kind == SAM_KIND_AGENDA_ITEM)
    order = g_strcmp0 (sam_record_text (a, SAM_AGENDA_ITEM_MEETING),
                       sam_record_text (b, SAM_AGENDA_ITEM_MEETING));
  if (kind == SAM_KIND_DECISION)
    order = g_strcmp0 (sam_record_text (a, SAM_DECISION_AGENDA_ITEM),
                       sam_record_text (b, SAM_DECISION_AGENDA_ITEM));
  if (field == SAM_NO_FIELD)
    field = sam_record_position_field (kind);
  if (!order && field != SAM_NO_FIELD)
    {
      const char *x = sam_record_text (a, field), *y = sam_record_text (b, field);

      order = x && y ? strcmp (x, y) : (x == NULL) - (y == NULL);
    }
  if (!order)
    order = sam_collate (sam_record_title (a), sam_record_title (b));
  return order ? order : strcmp (sam_record_id (a), sam_record_id (b));
}

const SamKindId *
sam_record_kinds (void)
{
  static const SamKindId kinds[] = {
    SAM_KIND_FORUM,          SAM_KIND_PERIOD,      SAM_KIND_CALENDAR_DAY,   SAM_KIND_GRANT,
    SAM_KIND_ADMINISTRATION, SAM_KIND_STAGE,       SAM_KIND_THEME,          SAM_KIND_PARTNER,
    SAM_KIND_VENUE,          SAM_KIND_PERSON,      SAM_KIND_CATEGORY,       SAM_KIND_BODY,
    SAM_KIND_MEETING,        SAM_KIND_AGENDA_ITEM, SAM_KIND_DECISION,       SAM_KIND_TASK,
    SAM_KIND_ALLOCATION,     SAM_KIND_TRANSACTION, SAM_KIND_FORECAST_ROUND, SAM_KIND_RECONCILIATION,
    SAM_KIND_INDICATOR,      SAM_KIND_MEASUREMENT, SAM_KIND_COMMENT,        SAM_KIND_LINK,
    SAM_KIND_CONFLICT,       SAM_KIND_ANY,
  };

  return kinds;
}

gboolean
sam_record_kind_is_basic (SamKindId kind)
{
  return sam_kind (kind)->basic && kind != SAM_KIND_FORECAST_ROUND
         && kind != SAM_KIND_RECONCILIATION;
}

SamFieldId
sam_record_position_field (SamKindId kind)
{
  const SamKind *of = sam_kind (kind);

  for (guint i = 0; i < of->n_fields; i++)
    if (sam_field (of->first + (int)i)->type == SAM_TYPE_POSITION)
      return of->first + (int)i;
  return SAM_NO_FIELD;
}

/* Agenda items stand with those of their meeting, tasks with those of what they are about. */
static gboolean
stand_together (SamRecord *a, SamRecord *b)
{
  const SamKind *kind = sam_kind (sam_record_kind (a));

  for (guint i = 0; i < kind->n_fields; i++)
    {
      SamFieldId field = kind->first + (int)i;

      if (sam_field (field)->owner
          && g_strcmp0 (sam_record_text (a, field), sam_record_text (b, field)) != 0)
        return FALSE;
    }
  return TRUE;
}

static gint
by_position (gconstpointer a, gconstpointer b)
{
  SamRecord *left = *(SamRecord *const *)a, *right = *(SamRecord *const *)b;
  SamFieldId field = sam_record_position_field (sam_record_kind (left));
  int order = g_strcmp0 (sam_record_text (left, field), sam_record_text (right, field));

  return order ? order : strcmp (sam_record_id (left), sam_record_id (right));
}

char *
sam_record_step (SamForum *forum, SamRecord *record, int step)
{
  SamFieldId field = sam_record_position_field (sam_record_kind (record));
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) beside = g_ptr_array_new ();
  guint at = 0;
  SamRecord *before, *after;
  int to;

  if (field == SAM_NO_FIELD)
    return NULL;
  all = sam_source_list (sam_forum_source (forum), sam_record_kind (record));
  for (guint i = 0; i < all->len; i++)
    if (stand_together (record, g_ptr_array_index (all, i)))
      g_ptr_array_add (beside, g_ptr_array_index (all, i));
  g_ptr_array_sort (beside, by_position);
  for (guint i = 0; i < beside->len; i++)
    if (g_str_equal (sam_record_id (g_ptr_array_index (beside, i)), sam_record_id (record)))
      at = i;

  to = (int)at + step;
  if (to < 0 || to >= (int)beside->len)
    return NULL;
  before = step < 0 ? (to > 0 ? g_ptr_array_index (beside, (guint)to - 1) : NULL)
                    : g_ptr_array_index (beside, (guint)to);
  after = step < 0 ? g_ptr_array_index (beside, (guint)to)
                   : (to + 1 < (int)beside->len ? g_ptr_array_index (beside, (guint)to + 1) : NULL);
  return sam_position_between (before ? sam_record_text (before, field) : NULL,
                               after ? sam_record_text (after, field) : NULL);
}
