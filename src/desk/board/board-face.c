/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/board/board-face.h"

#include <string.h>

#include "base/i18n.h"
#include "base/phrase.h"
#include "model/display.h"
#include "model/schedule.h"

static SamRecord *
follow (SamForum *forum, SamRecord *record, SamFieldId field)
{
  return sam_source_follow (sam_forum_source (forum), record, field);
}

static char *
phrase_when (SamForum *forum, SamRecord *record, SamDay today)
{
  SamMoment starts, ends;

  if (!sam_schedule_initiative_span (sam_forum_source (forum), record, &starts, &ends))
    return g_strdup (_ ("No dates"));
  return sam_phrase_range (starts, ends, today, FALSE);
}

static char **
list_themes (SamForum *forum, SamRecord *record)
{
  g_auto (GStrv) ids = sam_set_to_strv (sam_record_value (record, SAM_INITIATIVE_THEMES));
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; ids[i]; i++)
    {
      SamRecord *theme = sam_forum_get (forum, ids[i]);

      if (theme && !sam_record_deleted (theme))
        g_strv_builder_add (builder, sam_record_title (theme));
    }
  return g_strv_builder_end (builder);
}

static void
count_tasks (SamBoardFace *face, SamForum *forum, SamRecord *record)
{
  GPtrArray *tasks = sam_forum_referrers (forum, SAM_TASK_ABOUT, sam_record_id (record));

  for (guint i = 0; i < tasks->len; i++)
    {
      face->n_tasks++;
      face->n_done += sam_record_boolean (tasks->pdata[i], SAM_TASK_DONE);
    }
  if (face->n_tasks > 0)
    face->tasks = g_strdup_printf ("%u/%u", face->n_done, face->n_tasks);
}

static gboolean
has_conflict (SamForum *forum, SamRecord *record)
{
  GPtrArray *conflicts = sam_forum_referrers (forum, SAM_CONFLICT_RECORD, sam_record_id (record));

  for (guint i = 0; i < conflicts->len; i++)
    if (sam_record_is_choice (conflicts->pdata[i], SAM_CONFLICT_STATE, "open"))
      return TRUE;
  return FALSE;
}

static char *
phrase_warning (SamForum *forum, SamClashCache *clashes, SamRecord *record)
{
  gboolean clash = sam_clash_cache_initiative_has (clashes, record);
  gboolean conflict = has_conflict (forum, record);

  /* Translators: signs on a card. A clash is about time or place. */
  if (clash && conflict)
    return g_strdup (_ ("clash, different versions"));
  if (clash)
    return g_strdup (_ ("clash"));
  return conflict ? g_strdup (_ ("different versions")) : NULL;
}

static void
add (GString *spoken, const char *text)
{
  if (!text || !*text)
    return;
  if (spoken->len > 0)
    g_string_append (spoken, ", ");
  g_string_append (spoken, text);
}

static char *
speak (const SamBoardFace *face)
{
  GString *spoken = g_string_new (NULL);
  g_autofree char *themes = g_strjoinv (", ", face->themes);

  add (spoken, face->title);
  add (spoken, face->stage);
  add (spoken, face->administration);
  add (spoken, face->when);
  add (spoken, face->money);
  add (spoken, themes);
  if (face->n_tasks > 0)
    {
      g_autofree char *tasks
          = g_strdup_printf (ngettext ("%u of %u task done", "%u of %u tasks done", face->n_tasks),
                             face->n_done, face->n_tasks);

      add (spoken, tasks);
    }
  add (spoken, face->owner);
  add (spoken, face->warning);
  if (face->archived)
    add (spoken, _ ("archived"));
  return g_string_free (spoken, FALSE);
}

static char *
administration_name (SamRecord *administration)
{
  const char *name
      = administration ? sam_record_text (administration, SAM_ADMINISTRATION_SHORT_NAME) : NULL;

  if (!administration)
    return NULL;
  return g_strdup (name ? name : sam_record_title (administration));
}

void
sam_board_face_init (SamBoardFace *face, SamForum *forum, SamBudgetCache *budget,
                     SamClashCache *clashes, SamRecord *initiative, SamDay today)
{
  const SamFigures *figures = sam_budget_cache_initiative (budget, initiative);
  SamRecord *owner = follow (forum, initiative, SAM_INITIATIVE_OWNER);
  SamRecord *stage = follow (forum, initiative, SAM_INITIATIVE_STAGE);
  const char *origin = sam_record_text (initiative, SAM_INITIATIVE_ORIGIN);

  memset (face, 0, sizeof *face);
  face->title = g_strdup (sam_record_title (initiative));
  face->when = phrase_when (forum, initiative, today);
  if (figures && figures->planned != 0)
    face->money = sam_money_format (figures->planned, SAM_MONEY_UNIT);
  face->themes = list_themes (forum, initiative);
  count_tasks (face, forum, initiative);
  if (owner)
    {
      face->owner = g_strdup (sam_record_title (owner));
      face->initials = sam_display_initials (face->owner);
    }
  face->administration
      = administration_name (follow (forum, initiative, SAM_INITIATIVE_ADMINISTRATION));
  face->stage = g_strdup (stage ? sam_record_title (stage) : NULL);
  if (origin)
    face->origin = g_strdup (sam_choice_label (sam_field (SAM_INITIATIVE_ORIGIN), origin));
  face->warning = phrase_warning (forum, clashes, initiative);
  face->archived = sam_record_boolean (initiative, SAM_INITIATIVE_ARCHIVED);
  face->spoken = speak (face);
}

void
sam_board_face_clear (SamBoardFace *face)
{
  g_free (face->title);
  g_free (face->when);
  g_free (face->money);
  g_strfreev (face->themes);
  g_free (face->tasks);
  g_free (face->owner);
  g_free (face->initials);
  g_free (face->administration);
  g_free (face->stage);
  g_free (face->warning);
  g_free (face->origin);
  g_free (face->spoken);
  memset (face, 0, sizeof *face);
}

char *
sam_board_lane_title (SamRecord *group_or_null, SamKindId kind)
{
  if (group_or_null)
    return g_strdup (sam_record_title (group_or_null));
  if (kind == SAM_KIND_THEME)
    return g_strdup (_ ("No theme"));
  return g_strdup (kind == SAM_KIND_PERSON ? _ ("No owner") : _ ("No administration"));
}

char *
sam_board_lane_sums (const SamBoardLaneSums *sums)
{
  g_autofree char *number = sam_phrase_count (sums->n_cards);
  g_autofree char *count
      = g_strdup_printf (ngettext ("%s initiative", "%s initiatives", sums->n_cards), number);
  g_autofree char *planned = NULL;
  g_autofree char *allocated = sam_money_format (sums->allocated, SAM_MONEY_UNIT);

  if (sums->has_allocated && (sums->planned || sums->allocated))
    {
      planned = sam_money_format (sums->planned, SAM_MONEY_PLAIN);
      /* Translators: 12 initiatives · 1 240 000 of 1 300 000 kr */
      return g_strdup_printf (_ ("%s · %s of %s"), count, planned, allocated);
    }
  if (sums->planned == 0)
    return g_steal_pointer (&count);
  planned = sam_money_format (sums->planned, SAM_MONEY_UNIT);
  return g_strdup_printf ("%s · %s", count, planned);
}

gboolean
sam_board_stage_is_full (const SamBoardStageCount *count)
{
  return count->limit > 0 && count->total >= count->limit;
}

char *
sam_board_stage_count (const SamBoardStageCount *count)
{
  g_autofree char *shown = sam_phrase_count (count->shown);
  g_autofree char *total = sam_phrase_count (count->total);
  g_autofree char *limit = sam_phrase_count (count->limit);
  g_autofree char *text = NULL;

  if (count->limit <= 0)
    {
      if (count->shown >= count->total)
        return g_steal_pointer (&shown);
      /* Translators: the filter hides some: 3 of 12 shown */
      return g_strdup_printf (_ ("%s of %s shown"), shown, total);
    }
  if (count->total > count->limit)
    text = g_strdup_printf (_ ("%s of %s – too many"), total, limit);
  else if (count->total == count->limit)
    text = g_strdup_printf (_ ("%s of %s – full"), total, limit);
  else
    text = g_strdup_printf (_ ("%s of %s"), total, limit);
  if (count->shown >= count->total)
    return g_steal_pointer (&text);
  return g_strdup_printf (_ ("%s shown · %s"), shown, text);
}
