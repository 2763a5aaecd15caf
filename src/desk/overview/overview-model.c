/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/overview/overview-model.h"

#include <string.h>

#include "base/i18n.h"

static void
free_row (gpointer data)
{
  SamOverviewRow *row = data;

  g_free (row->per_stage);
  g_free (row);
}

void
sam_overview_free (SamOverview *overview)
{
  g_ptr_array_unref (overview->stages);
  g_ptr_array_unref (overview->rows);
  g_ptr_array_unref (overview->tasks);
  for (guint i = 0; i < SAM_N_MISSING; i++)
    g_ptr_array_unref (overview->missing[i]);
  g_free (overview);
}

/* Neither done nor cancelled nor archived: still somebody's work. */
static gboolean
is_current (SamSource *source, SamRecord *initiative)
{
  SamRecord *stage = sam_source_follow (source, initiative, SAM_INITIATIVE_STAGE);

  return !sam_record_boolean (initiative, SAM_INITIATIVE_ARCHIVED)
         && !(stage
              && (sam_record_is_choice (stage, SAM_STAGE_MEANING, "done")
                  || sam_record_is_choice (stage, SAM_STAGE_MEANING, "cancelled")));
}

static void
count_initiative (SamOverview *self, SamForum *forum, GHashTable *rows, SamRecord *initiative)
{
  const char *administration = sam_record_text (initiative, SAM_INITIATIVE_ADMINISTRATION);
  const char *stage = sam_record_text (initiative, SAM_INITIATIVE_STAGE);
  SamOverviewRow *row = administration ? g_hash_table_lookup (rows, administration) : NULL;

  if (!row || sam_record_boolean (initiative, SAM_INITIATIVE_ARCHIVED))
    return;

  row->n_initiatives++;
  for (guint i = 0; stage && i < self->stages->len; i++)
    if (strcmp (sam_record_id (g_ptr_array_index (self->stages, i)), stage) == 0)
      row->per_stage[i]++;
  row->n_new += sam_record_is_choice (initiative, SAM_INITIATIVE_ORIGIN, "new");
  row->n_existing += sam_record_is_choice (initiative, SAM_INITIATIVE_ORIGIN, "existing");
  row->n_ordinary += sam_record_is_choice (initiative, SAM_INITIATIVE_ORIGIN, "ordinary");
}

static void
note_missing (SamOverview *self, SamForum *forum, SamRecord *initiative)
{
  const char *id = sam_record_id (initiative);

  if (!sam_record_has (initiative, SAM_INITIATIVE_OWNER))
    g_ptr_array_add (self->missing[SAM_MISSING_OWNER], initiative);
  if (sam_forum_referrers (forum, SAM_BUDGET_LINE_INITIATIVE, id)->len == 0)
    g_ptr_array_add (self->missing[SAM_MISSING_BUDGET], initiative);
  if (!sam_record_has (initiative, SAM_INITIATIVE_STARTS)
      && sam_forum_referrers (forum, SAM_ACTIVITY_INITIATIVE, id)->len == 0)
    g_ptr_array_add (self->missing[SAM_MISSING_DATES], initiative);
  if (!sam_record_has (initiative, SAM_INITIATIVE_CONFIRMED_ON))
    g_ptr_array_add (self->missing[SAM_MISSING_CONFIRMATION], initiative);
}

static void
walk_initiatives (SamOverview *self, SamForum *forum, GHashTable *rows, SamOverviewFilter filter,
                  gpointer data)
{
  g_autoptr (GPtrArray) all = sam_source_list (sam_forum_source (forum), SAM_KIND_INITIATIVE);

  for (guint i = 0; i < all->len; i++)
    {
      SamRecord *initiative = g_ptr_array_index (all, i);

      if (filter && !filter (initiative, data))
        continue;
      count_initiative (self, forum, rows, initiative);
      if (is_current (sam_forum_source (forum), initiative))
        note_missing (self, forum, initiative);
    }
}

static void
walk_activities (SamOverview *self, SamForum *forum, SamOverviewFilter filter, gpointer data)
{
  SamSource *source = sam_forum_source (forum);
  g_autoptr (GPtrArray) all = sam_source_list (source, SAM_KIND_ACTIVITY);

  for (guint i = 0; i < all->len; i++)
    {
      SamRecord *activity = g_ptr_array_index (all, i);
      SamRecord *initiative = sam_source_follow (source, activity, SAM_ACTIVITY_INITIATIVE);

      if (sam_record_is_choice (activity, SAM_ACTIVITY_TYPE, "programme_item")
          && !sam_record_has (activity, SAM_ACTIVITY_VENUE) && initiative
          && is_current (source, initiative) && (!filter || filter (activity, data)))
        g_ptr_array_add (self->missing[SAM_MISSING_VENUE], activity);
    }
}

/* ISO dates compare as text; what has no date comes last. */
static int
by_due (gconstpointer a, gconstpointer b)
{
  const char *first = sam_record_text (*(SamRecord *const *)a, SAM_TASK_DUE);
  const char *second = sam_record_text (*(SamRecord *const *)b, SAM_TASK_DUE);

  if (first && second)
    return strcmp (first, second);
  return first ? -1 : (second ? 1 : 0);
}

static void
walk_tasks (SamOverview *self, SamForum *forum, const char *me, SamOverviewFilter filter,
            gpointer data)
{
  g_autoptr (GPtrArray) all = sam_source_list (sam_forum_source (forum), SAM_KIND_TASK);

  self->tasks_are_mine = me != NULL;
  for (guint i = 0; i < all->len; i++)
    {
      SamRecord *task = g_ptr_array_index (all, i);

      if (sam_record_boolean (task, SAM_TASK_DONE)
          || (me && g_strcmp0 (sam_record_text (task, SAM_TASK_RESPONSIBLE), me) != 0))
        continue;
      if (me || !filter || filter (task, data))
        g_ptr_array_add (self->tasks, task);
    }
  g_ptr_array_sort (self->tasks, by_due);
}

SamOverview *
sam_overview_new (SamForum *forum, SamBudgetCache *budget, const char *me, SamOverviewFilter filter,
                  gpointer data)
{
  SamOverview *self = g_new0 (SamOverview, 1);
  g_autoptr (GPtrArray) administrations = sam_forum_ordered (forum, SAM_KIND_ADMINISTRATION);
  g_autoptr (GHashTable) rows = g_hash_table_new (g_str_hash, g_str_equal);

  self->stages = sam_forum_ordered (forum, SAM_KIND_STAGE);
  self->rows = g_ptr_array_new_with_free_func (free_row);
  self->tasks = g_ptr_array_new ();
  for (guint i = 0; i < SAM_N_MISSING; i++)
    self->missing[i] = g_ptr_array_new ();

  for (guint i = 0; i < administrations->len; i++)
    {
      SamRecord *administration = g_ptr_array_index (administrations, i);
      const SamFigures *figures = sam_budget_cache_administration (budget, administration);
      SamOverviewRow *row;

      if (filter && !filter (administration, data))
        continue;
      row = g_new0 (SamOverviewRow, 1);
      row->administration = administration;
      row->per_stage = g_new0 (guint, self->stages->len + 1);
      row->allocated = figures->allocated;
      if (!sam_money_add (figures->actual, figures->committed, &row->used))
        row->used = figures->actual;
      g_hash_table_insert (rows, (gpointer)sam_record_id (administration), row);
      g_ptr_array_add (self->rows, row);
    }
  walk_initiatives (self, forum, rows, filter, data);
  walk_activities (self, forum, filter, data);
  walk_tasks (self, forum, me, filter, data);

  return self;
}

const char *
sam_missing_label (SamMissing missing, guint n)
{
  switch (missing)
    {
    case SAM_MISSING_OWNER:
      return ngettext ("initiative without an owner", "initiatives without an owner", n);
    case SAM_MISSING_VENUE:
      return ngettext ("programme item without a venue", "programme items without a venue", n);
    case SAM_MISSING_BUDGET:
      return ngettext ("initiative without a budget", "initiatives without a budget", n);
    case SAM_MISSING_DATES:
      return ngettext ("initiative without dates", "initiatives without dates", n);
    case SAM_MISSING_CONFIRMATION:
      return ngettext ("initiative not confirmed", "initiatives not confirmed", n);
    case SAM_N_MISSING:
    default:
      g_return_val_if_reached ("");
    }
}
