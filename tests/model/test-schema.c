/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "model/schema.h"

/* The words that people and files use; a change here breaks files, queries and scripts. */
static const char *const kind_names[] = {
  "forum",    "period",     "calendar_day", "grant",       "administration", "theme",
  "stage",    "partner",    "venue",        "person",      "initiative",     "activity",
  "category", "allocation", "budget_line",  "transaction", "forecast_round", "reconciliation",
  "body",     "meeting",    "agenda_item",  "decision",    "task",           "comment",
  "link",     "indicator",  "measurement",  "conflict",
};

static gboolean
is_snake_case (const char *name)
{
  if (!g_ascii_islower (*name))
    return FALSE;
  for (const char *c = name; *c; c++)
    if (!g_ascii_islower (*c) && !g_ascii_isdigit (*c) && *c != '_')
      return FALSE;

  return TRUE;
}

static void
test_kinds (void)
{
  g_assert_cmpuint (SAM_N_KINDS, ==, G_N_ELEMENTS (kind_names));
  for (guint i = 0; i < SAM_N_KINDS; i++)
    {
      const SamKind *kind = sam_kind (i);

      g_assert_cmpstr (kind->name, ==, kind_names[i]);
      g_assert_true (sam_kind_find (kind->name) == kind);
      g_assert_cmpstr (sam_field (kind->first)->name, ==, "title");
      g_assert_cmpuint (kind->n_fields, <=, 64); /* changed fields travel as bits */
      g_assert_cmpuint (kind->since, >=, 1);
      g_assert_cmpuint (kind->since, <=, SAM_SCHEMA_VERSION);
    }
  g_assert_null (sam_kind_find ("no_such_kind"));
  g_assert_null (sam_kind_find (""));
}

static void
check_references (const SamField *field)
{
  gboolean refers = field->type == SAM_TYPE_REFERENCE || field->type == SAM_TYPE_REFERENCE_SET;

  g_assert_true (refers || (!field->owner && field->path == SAM_PATH_NONE));
  g_assert_true (!field->owner || field->type == SAM_TYPE_REFERENCE);
  if (field->path == SAM_PATH_LEAD || field->path == SAM_PATH_PARTICIPATING)
    g_assert_cmpint (field->target, ==, SAM_KIND_ADMINISTRATION);
}

static void
test_fields (void)
{
  for (int id = 0; id < SAM_N_FIELDS; id++)
    {
      const SamField *field = sam_field (id);

      g_assert_cmpint (field->id, ==, id);
      g_assert_true (is_snake_case (field->name));
      g_assert_true (sam_field_find (field->kind, field->name)
                     == field); /* so no name twice in a kind */
      g_assert_cmpint (id, >=, sam_kind (field->kind)->first);
      g_assert_cmpint (id, <,
                       sam_kind (field->kind)->first + (int)sam_kind (field->kind)->n_fields);
      g_assert_nonnull (field->label);
      g_assert_true ((field->type == SAM_TYPE_CHOICE) == (field->choices != NULL));
      g_assert_true (!field->default_choice || sam_choice_find (field, field->default_choice));
      g_assert_true (!field->has_range || field->minimum < field->maximum);
      g_assert_false (field->required && field->computed);
      g_assert_cmpstr (sam_type_name (field->type), !=, NULL);
      check_references (field);
    }
}

static void
test_merge_groups (void)
{
  /* A group of one would travel alone: always a mistake in the table. */
  for (guint k = 0; k < SAM_N_KINDS; k++)
    for (guint group = 1; group < 5; group++)
      {
        guint members = 0;

        for (guint i = 0; i < sam_kind (k)->n_fields; i++)
          members += sam_field (sam_kind (k)->first + (int)i)->group == group;
        g_assert_cmpuint (members, !=, 1);
      }
  g_assert_cmpuint (sam_field (SAM_ACTIVITY_STARTS)->group, ==,
                    sam_field (SAM_ACTIVITY_ENDS)->group);
  g_assert_cmpuint (sam_field (SAM_ALLOCATION_AMOUNT)->group, ==,
                    sam_field (SAM_ALLOCATION_GRANT)->group);
}

static void
test_look_ups (void)
{
  const SamField *origin = sam_field (SAM_INITIATIVE_ORIGIN);

  g_assert_cmpint (sam_kind_code (SAM_KIND_STAGE), ==, SAM_STAGE_CODE);
  g_assert_cmpint (sam_kind_code (SAM_KIND_TASK), ==, SAM_NO_FIELD);
  g_assert_nonnull (sam_choice_find (origin, "existing"));
  g_assert_null (sam_choice_find (origin, "Existing"));
  g_assert_cmpstr (sam_choice_label (origin, "of tomorrow's version"), ==, "of tomorrow's version");
  g_assert_cmpstr (sam_choice_label (origin, "new"), ==, "New");
  g_assert_cmpuint (sam_field_max_length (sam_field (SAM_INITIATIVE_SUMMARY)), ==, 102400);
  g_assert_cmpint (sam_role_find ("controller"), ==, SAM_ROLE_CONTROLLER);
  g_assert_cmpint (sam_role_find ("king"), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/schema/kinds", test_kinds);
  g_test_add_func ("/schema/fields", test_fields);
  g_test_add_func ("/schema/merge-groups", test_merge_groups);
  g_test_add_func ("/schema/look-ups", test_look_ups);
  return g_test_run ();
}
