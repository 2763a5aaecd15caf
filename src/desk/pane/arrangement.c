/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/pane/arrangement.h"

#include "base/i18n.h"

#define FIELDS_MOST 10

typedef struct
{
  SamKindId kind;
  const char *title;
  SamFieldId fields[FIELDS_MOST]; /* ended by SAM_NO_FIELD */
  SamFormExtra extra;
  SamFieldId parts;
  gboolean folded;
} Row;

#define F(...)                                                                                     \
  {                                                                                                \
    __VA_ARGS__, SAM_NO_FIELD                                                                      \
  }
#define NOTHING                                                                                    \
  {                                                                                                \
    SAM_NO_FIELD                                                                                   \
  }

static const Row rows[] = {
  { SAM_KIND_INITIATIVE, NULL,
    F (SAM_INITIATIVE_ADMINISTRATION, SAM_INITIATIVE_STAGE, SAM_INITIATIVE_ORIGIN,
       SAM_INITIATIVE_OWNER),
    SAM_EXTRA_NONE, SAM_NO_FIELD, FALSE },
  { SAM_KIND_INITIATIVE, N_ ("When"),
    F (SAM_INITIATIVE_STARTS, SAM_INITIATIVE_ENDS, SAM_INITIATIVE_CONFIRMED_ON,
       SAM_INITIATIVE_CONFIRMED_BY),
    SAM_EXTRA_CONFIRM, SAM_NO_FIELD, FALSE },
  { SAM_KIND_INITIATIVE, N_ ("What and for whom"),
    F (SAM_INITIATIVE_SUMMARY, SAM_INITIATIVE_THEMES, SAM_INITIATIVE_PARTICIPATING,
       SAM_INITIATIVE_PARTNERS, SAM_INITIATIVE_AUDIENCE, SAM_INITIATIVE_EXPECTED_PARTICIPANTS),
    SAM_EXTRA_NONE, SAM_NO_FIELD, FALSE },
  { SAM_KIND_INITIATIVE, NULL, NOTHING, SAM_EXTRA_NONE, SAM_ACTIVITY_INITIATIVE, FALSE },
  { SAM_KIND_INITIATIVE, N_ ("Money"), NOTHING, SAM_EXTRA_FIGURES, SAM_BUDGET_LINE_INITIATIVE,
    FALSE },
  { SAM_KIND_INITIATIVE, NULL, NOTHING, SAM_EXTRA_NONE, SAM_TASK_ABOUT, FALSE },
  { SAM_KIND_INITIATIVE, NULL, NOTHING, SAM_EXTRA_NONE, SAM_INDICATOR_INITIATIVE, FALSE },
  { SAM_KIND_INITIATIVE, NULL, NOTHING, SAM_EXTRA_NONE, SAM_LINK_ABOUT, FALSE },
  { SAM_KIND_INITIATIVE, NULL, NOTHING, SAM_EXTRA_NONE, SAM_COMMENT_ABOUT, FALSE },
  { SAM_KIND_INITIATIVE, N_ ("More"), F (SAM_INITIATIVE_ARCHIVED), SAM_EXTRA_NONE, SAM_NO_FIELD,
    TRUE },

  { SAM_KIND_ACTIVITY, NULL, F (SAM_ACTIVITY_INITIATIVE, SAM_ACTIVITY_TYPE), SAM_EXTRA_NONE,
    SAM_NO_FIELD, FALSE },
  { SAM_KIND_ACTIVITY, N_ ("When and where"),
    F (SAM_ACTIVITY_STARTS, SAM_ACTIVITY_ENDS, SAM_ACTIVITY_VENUE, SAM_ACTIVITY_RESPONSIBLE,
       SAM_ACTIVITY_AFTER),
    SAM_EXTRA_NONE, SAM_NO_FIELD, FALSE },
  { SAM_KIND_ACTIVITY, N_ ("Clashes"), F (SAM_ACTIVITY_CLASH_ACCEPTED), SAM_EXTRA_CLASHES,
    SAM_NO_FIELD, FALSE },
  { SAM_KIND_ACTIVITY, N_ ("For the public"),
    F (SAM_ACTIVITY_PUBLICATION, SAM_ACTIVITY_PUBLIC_TEXT, SAM_ACTIVITY_ORGANISER,
       SAM_ACTIVITY_SIGN_UP_LINK, SAM_ACTIVITY_SIGN_UP_LAST_DAY, SAM_ACTIVITY_PRICE,
       SAM_ACTIVITY_LANGUAGE),
    SAM_EXTRA_NONE, SAM_NO_FIELD, FALSE },
  { SAM_KIND_ACTIVITY, N_ ("Participants"), F (SAM_ACTIVITY_EXPECTED, SAM_ACTIVITY_ATTENDED),
    SAM_EXTRA_NONE, SAM_NO_FIELD, FALSE },
  { SAM_KIND_ACTIVITY, NULL, NOTHING, SAM_EXTRA_NONE, SAM_TASK_ABOUT, FALSE },
  { SAM_KIND_ACTIVITY, NULL, NOTHING, SAM_EXTRA_NONE, SAM_LINK_ABOUT, FALSE },
  { SAM_KIND_ACTIVITY, NULL, NOTHING, SAM_EXTRA_NONE, SAM_COMMENT_ABOUT, FALSE },

  { SAM_KIND_BUDGET_LINE, NULL,
    F (SAM_BUDGET_LINE_INITIATIVE, SAM_BUDGET_LINE_ADMINISTRATION, SAM_BUDGET_LINE_CATEGORY),
    SAM_EXTRA_NONE, SAM_NO_FIELD, FALSE },
  { SAM_KIND_BUDGET_LINE, N_ ("Money"),
    F (SAM_BUDGET_LINE_PLANNED, SAM_BUDGET_LINE_FORECAST, SAM_BUDGET_LINE_MONTH,
       SAM_BUDGET_LINE_GRANT, SAM_BUDGET_LINE_OWN_FUNDS),
    SAM_EXTRA_FIGURES, SAM_TRANSACTION_BUDGET_LINE, FALSE },
  { SAM_KIND_BUDGET_LINE, NULL, F (SAM_BUDGET_LINE_NOTE), SAM_EXTRA_NONE, SAM_COMMENT_ABOUT,
    FALSE },

  { SAM_KIND_TRANSACTION, NULL,
    F (SAM_TRANSACTION_TITLE, SAM_TRANSACTION_BUDGET_LINE, SAM_TRANSACTION_TYPE,
       SAM_TRANSACTION_AMOUNT, SAM_TRANSACTION_DATE, SAM_TRANSACTION_MONTH,
       SAM_TRANSACTION_SUPPLIER, SAM_TRANSACTION_VOUCHER, SAM_TRANSACTION_SETTLES),
    SAM_EXTRA_NONE, SAM_NO_FIELD, FALSE },
  { SAM_KIND_TRANSACTION, N_ ("Coding"),
    F (SAM_TRANSACTION_ACCOUNT, SAM_TRANSACTION_COST_CENTRE, SAM_TRANSACTION_OPERATION,
       SAM_TRANSACTION_COUNTERPART, SAM_TRANSACTION_PROJECT),
    SAM_EXTRA_NONE, SAM_NO_FIELD, FALSE },

  { SAM_KIND_COMMENT, NULL, F (SAM_COMMENT_TEXT, SAM_COMMENT_AUTHOR, SAM_COMMENT_ABOUT),
    SAM_EXTRA_NONE, SAM_NO_FIELD, FALSE },
  { SAM_KIND_MEASUREMENT, NULL,
    F (SAM_MEASUREMENT_INDICATOR, SAM_MEASUREMENT_DATE, SAM_MEASUREMENT_VALUE,
       SAM_MEASUREMENT_NOTE),
    SAM_EXTRA_NONE, SAM_NO_FIELD, FALSE },
};

/* Lists of records that are not parts, but that a person looks for here. */
static const struct
{
  SamKindId kind;
  SamFieldId parts;
} related[] = {
  { SAM_KIND_BODY, SAM_MEETING_BODY },
  { SAM_KIND_GRANT, SAM_ALLOCATION_GRANT },
  { SAM_KIND_VENUE, SAM_ACTIVITY_VENUE },
  { SAM_KIND_PARTNER, SAM_INITIATIVE_PARTNERS },
  { SAM_KIND_THEME, SAM_INITIATIVE_THEMES },
  { SAM_KIND_PERSON, SAM_TASK_RESPONSIBLE },
  { SAM_KIND_PERSON, SAM_INITIATIVE_OWNER },
  { SAM_KIND_ADMINISTRATION, SAM_BUDGET_LINE_ADMINISTRATION },
  { SAM_KIND_AGENDA_ITEM, SAM_TASK_AGENDA_ITEM },
  { SAM_KIND_MEETING, SAM_LINK_ABOUT },
  { SAM_KIND_DECISION, SAM_TASK_ABOUT },
  { SAM_KIND_ALLOCATION, SAM_COMMENT_ABOUT },
  { SAM_KIND_DECISION, SAM_COMMENT_ABOUT },
  { SAM_KIND_AGENDA_ITEM, SAM_COMMENT_ABOUT },
  { SAM_KIND_PARTNER, SAM_LINK_ABOUT },
  { SAM_KIND_PARTNER, SAM_COMMENT_ABOUT },
  { SAM_KIND_VENUE, SAM_LINK_ABOUT },
  { SAM_KIND_GRANT, SAM_LINK_ABOUT },
  { SAM_KIND_INDICATOR, SAM_COMMENT_ABOUT },
};

gboolean
sam_title_is_heading (SamKindId kind)
{
  return sam_field (sam_kind_title (sam_kind (kind)))->required;
}

static SamFormSection *
new_section (const char *title)
{
  SamFormSection *section = g_new0 (SamFormSection, 1);

  section->title = title;
  section->fields = g_array_new (FALSE, FALSE, sizeof (SamFieldId));
  section->parts = SAM_NO_FIELD;
  return section;
}

void
sam_form_section_free (SamFormSection *section)
{
  g_array_unref (section->fields);
  g_free (section);
}

static gboolean
has_place (GPtrArray *sections, SamFieldId field)
{
  for (guint i = 0; i < sections->len; i++)
    {
      SamFormSection *section = g_ptr_array_index (sections, i);

      for (guint k = 0; k < section->fields->len; k++)
        if (g_array_index (section->fields, SamFieldId, k) == field)
          return TRUE;
    }
  return FALSE;
}

static void
add_rows (GPtrArray *sections, SamKindId kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SamFormSection *section;

      if (rows[i].kind != kind)
        continue;
      section = new_section (rows[i].title);
      section->extra = rows[i].extra;
      section->parts = rows[i].parts;
      section->folded = rows[i].folded;
      for (guint k = 0; k < FIELDS_MOST && rows[i].fields[k] != SAM_NO_FIELD; k++)
        g_array_append_val (section->fields, rows[i].fields[k]);
      g_ptr_array_add (sections, section);
    }
}

/* What no row above places, in the order of the table: whole forms of most kinds, and fields that
 * are new. */
static void
add_rest (GPtrArray *sections, SamKindId kind)
{
  const SamKind *of = sam_kind (kind);
  SamFormSection *section = new_section (sections->len ? N_ ("More") : NULL);

  section->folded = sections->len > 0;
  for (guint i = sam_title_is_heading (kind) ? 1 : 0; i < of->n_fields; i++)
    {
      const SamField *field = sam_field (of->first + (int)i);

      if (!field->hidden && field->computed == SAM_STORED && !has_place (sections, field->id))
        g_array_append_val (section->fields, field->id);
    }
  if (section->fields->len)
    g_ptr_array_add (sections, section);
  else
    sam_form_section_free (section);
}

static void
add_list (GPtrArray *sections, SamFieldId parts)
{
  SamFormSection *section;

  for (guint i = 0; i < sections->len; i++)
    if (((SamFormSection *)g_ptr_array_index (sections, i))->parts == parts)
      return;

  section = new_section (NULL);
  section->parts = parts;
  g_ptr_array_add (sections, section);
}

GPtrArray *
sam_arrangement (SamKindId kind)
{
  GPtrArray *sections = g_ptr_array_new_with_free_func ((GDestroyNotify)sam_form_section_free);

  add_rows (sections, kind);
  add_rest (sections, kind);
  for (SamFieldId id = 0; id < SAM_N_FIELDS; id++)
    if (sam_field (id)->owner && sam_field (id)->target == kind)
      add_list (sections, id);
  for (guint i = 0; i < G_N_ELEMENTS (related); i++)
    if (related[i].kind == kind)
      add_list (sections, related[i].parts);
  return sections;
}
