/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/fields/candidates.h"

#include <string.h>

#include "base/fold.h"
#include "model/display.h"

/* Above this, ordering all of a kind for people costs more than it tells them. */
#define ORDERED_MOST 2000

SamCandidate *
sam_candidate_new (const char *id, const char *title, const char *detail)
{
  SamCandidate *candidate = g_new0 (SamCandidate, 1);

  candidate->id = g_strdup (id);
  candidate->title = g_strdup (title);
  candidate->detail = g_strdup (detail);
  return candidate;
}

void
sam_candidate_free (SamCandidate *candidate)
{
  g_free (candidate->id);
  g_free (candidate->title);
  g_free (candidate->detail);
  g_free (candidate);
}

static SamFieldId
telling_reference (SamKindId kind)
{
  static const SamFieldId fields[] = {
    SAM_INITIATIVE_ADMINISTRATION, SAM_ACTIVITY_INITIATIVE,  SAM_BUDGET_LINE_INITIATIVE,
    SAM_PERSON_ADMINISTRATION,     SAM_AGENDA_ITEM_MEETING,  SAM_MEETING_BODY,
    SAM_DECISION_AGENDA_ITEM,      SAM_INDICATOR_INITIATIVE, SAM_TRANSACTION_BUDGET_LINE,
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (sam_field (fields[i])->kind == kind)
      return fields[i];

  return SAM_NO_FIELD;
}

char *
sam_candidate_detail (SamSource *source, SamRecord *record)
{
  SamFieldId field = telling_reference (sam_record_kind (record));
  SamRecord *target = field == SAM_NO_FIELD ? NULL : sam_source_follow (source, record, field);

  if (!target && sam_record_is (record, SAM_KIND_BUDGET_LINE))
    target = sam_source_follow (source, record, SAM_BUDGET_LINE_ADMINISTRATION);
  return target ? sam_display_title (source, target) : NULL;
}

static gboolean
fits (const SamField *field, SamRecord *record, SamRecord *candidate)
{
  if (record && g_str_equal (sam_record_id (candidate), sam_record_id (record)))
    return FALSE;
  /* What a transaction settles is a commitment or a preliminary actual of the same line. */
  if (field->id == SAM_TRANSACTION_SETTLES && record)
    return g_strcmp0 (sam_record_text (record, SAM_TRANSACTION_BUDGET_LINE),
                      sam_record_text (candidate, SAM_TRANSACTION_BUDGET_LINE))
           == 0;
  return TRUE;
}

static gboolean
holds (SamSource *source, SamRecord *candidate, const char *folded)
{
  g_autofree char *title = NULL;
  g_autofree char *folded_title = NULL;

  if (*folded == '\0' || sam_fold_contains (sam_record_folded (candidate), folded))
    return TRUE;
  /* Titles that are made of other fields. */
  if (*sam_record_title (candidate) != '\0')
    return FALSE;
  title = sam_display_title (source, candidate);
  folded_title = sam_fold (title);
  return sam_fold_contains (folded_title, folded);
}

typedef struct
{
  SamForum *forum;
  const SamField *field;
  SamRecord *record;
  const char *folded;
  guint limit, more;
  GPtrArray *found;
} Search;

static void
add (Search *search, SamRecord *candidate)
{
  SamSource *source = sam_forum_source (search->forum);
  g_autofree char *title = NULL;
  g_autofree char *detail = NULL;

  if (!fits (search->field, search->record, candidate)
      || !holds (source, candidate, search->folded))
    return;
  if (search->found->len >= search->limit)
    {
      search->more++;
      return;
    }
  title = sam_display_title (source, candidate);
  detail = search->field->target == SAM_KIND_ANY
               ? g_strdup (sam_kind_label (sam_record_kind (candidate)))
               : sam_candidate_detail (source, candidate);
  g_ptr_array_add (search->found, sam_candidate_new (sam_record_id (candidate), title, detail));
}

static void
add_kind (Search *search, SamKindId kind)
{
  GListModel *list = sam_forum_list (search->forum, kind);
  guint n = g_list_model_get_n_items (list);

  if (n <= ORDERED_MOST)
    {
      g_autoptr (GPtrArray) ordered = sam_forum_ordered (search->forum, kind);

      for (guint i = 0; i < ordered->len; i++)
        add (search, g_ptr_array_index (ordered, i));
      return;
    }
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SamRecord) record = g_list_model_get_item (list, i);

      add (search, record);
    }
}

GPtrArray *
sam_candidates (SamForum *forum, const SamField *field, SamRecord *record, const char *typed,
                guint limit, guint *more)
{
  /* What something can be about, the likeliest first. */
  static const SamKindId about[] = {
    SAM_KIND_INITIATIVE,  SAM_KIND_ACTIVITY, SAM_KIND_BUDGET_LINE, SAM_KIND_MEETING,
    SAM_KIND_AGENDA_ITEM, SAM_KIND_DECISION, SAM_KIND_ALLOCATION,  SAM_KIND_GRANT,
    SAM_KIND_PARTNER,     SAM_KIND_VENUE,    SAM_KIND_INDICATOR,   SAM_KIND_ADMINISTRATION,
  };
  g_autofree char *folded = sam_fold (typed);
  Search search = { .forum = forum, .field = field, .record = record, .folded = folded };

  search.limit = limit;
  search.found = g_ptr_array_new_with_free_func ((GDestroyNotify)sam_candidate_free);
  if (field->target != SAM_KIND_ANY)
    add_kind (&search, field->target);
  else
    for (guint i = 0; i < G_N_ELEMENTS (about); i++)
      add_kind (&search, about[i]);
  if (more)
    *more = search.more;
  return search.found;
}

gboolean
sam_candidate_can_add (SamKindId kind)
{
  return kind == SAM_KIND_PERSON || kind == SAM_KIND_VENUE || kind == SAM_KIND_PARTNER
         || kind == SAM_KIND_THEME || kind == SAM_KIND_CATEGORY;
}

static gboolean
code_taken (SamForum *forum, SamKindId kind, const char *code)
{
  GListModel *list = sam_forum_list (forum, kind);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (SamRecord) record = g_list_model_get_item (list, i);

      if (g_strcmp0 (sam_record_text (record, sam_kind_code (kind)), code) == 0)
        return TRUE;
    }
  return FALSE;
}

char *
sam_candidate_code (SamForum *forum, SamKindId kind, const char *title)
{
  g_autofree char *folded = sam_fold (title);
  g_autofree char *base = NULL;
  g_autofree char *code = NULL;
  GString *out = g_string_new (NULL);

  for (const char *p = folded; *p && out->len < 16; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (out, *p);
    else if (out->len && out->str[out->len - 1] != '-')
      g_string_append_c (out, '-');
  if (out->len && out->str[out->len - 1] == '-')
    g_string_truncate (out, out->len - 1);
  if (!out->len)
    g_string_append (out, "x");
  base = g_string_free (out, FALSE);
  code = g_strdup (base);
  for (guint n = 2; code_taken (forum, kind, code); n++)
    {
      g_free (code);
      code = g_strdup_printf ("%s-%u", base, n);
    }
  return g_steal_pointer (&code);
}
