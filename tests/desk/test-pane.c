/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the edit pane works out without a widget: where every field stands, what is written for a
 * value and read again, what a list of parts says, what a reference can be set to. */
#include "base/clock.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/id.h"
#include "desk/fields/candidates.h"
#include "desk/fields/field-text.h"
#include "desk/pane/arrangement.h"
#include "desk/pane/part-text.h"
#include "desk/records/record-columns.h"
#include "desk/records/records-empty.h"
#include "model/display.h"

#define DAY(year_, month_, day_) sam_day_new (year_, month_, day_)

static SamDay today;

static SamRecord *
add (GPtrArray *records, SamKindId kind, const char *title)
{
  g_autofree char *id
      = g_strdup_printf ("01930000-0000-7000-8000-%012x", (guint)(records->len + 1));
  SamRecord *record = sam_record_new (kind, id);

  sam_record_take_value (record, sam_kind_title (sam_kind (kind)), sam_value_text (title));
  g_ptr_array_add (records, record);
  return record;
}

static void
put (SamRecord *record, SamFieldId field, const char *text)
{
  sam_record_take_value (record, field, sam_value_text (text));
}

/* --- Arrangement --- */

static void
test_every_field_has_one_place (void)
{
  for (SamKindId kind = 0; kind < SAM_N_KINDS; kind++)
    {
      g_autoptr (GPtrArray) sections = sam_arrangement (kind);
      g_autofree guint *places = g_new0 (guint, SAM_N_FIELDS);

      for (guint i = 0; i < sections->len; i++)
        {
          SamFormSection *section = g_ptr_array_index (sections, i);

          for (guint k = 0; k < section->fields->len; k++)
            {
              SamFieldId field = g_array_index (section->fields, SamFieldId, k);

              g_assert_cmpint (sam_field (field)->kind, ==, kind);
              places[field]++;
            }
        }
      for (guint i = 0; i < sam_kind (kind)->n_fields; i++)
        {
          const SamField *field = sam_field (sam_kind (kind)->first + (int)i);
          guint wanted = (i > 0 || !sam_title_is_heading (kind)) && !field->hidden
                         && field->computed == SAM_STORED;

          if (places[field->id] != wanted)
            g_error ("%s.%s stands in %u places, not %u", sam_kind (kind)->name, field->name,
                     places[field->id], wanted);
        }
    }
}

static void
test_every_part_has_a_list (void)
{
  for (SamFieldId id = 0; id < SAM_N_FIELDS; id++)
    {
      const SamField *field = sam_field (id);
      g_autoptr (GPtrArray) sections = NULL;
      guint lists = 0;

      if (!field->owner || field->target == SAM_KIND_ANY)
        continue;
      sections = sam_arrangement (field->target);
      for (guint i = 0; i < sections->len; i++)
        lists += ((SamFormSection *)g_ptr_array_index (sections, i))->parts == id;
      g_assert_cmpuint (lists, ==, 1);
    }
}

static void
test_lists_name_the_kind (void)
{
  for (SamKindId kind = 0; kind < SAM_N_KINDS; kind++)
    {
      g_autoptr (GPtrArray) sections = sam_arrangement (kind);

      for (guint i = 0; i < sections->len; i++)
        {
          SamFormSection *section = g_ptr_array_index (sections, i);

          if (section->parts == SAM_NO_FIELD)
            continue;
          g_assert_true (sam_field (section->parts)->target == kind
                         || sam_field (section->parts)->target == SAM_KIND_ANY);
        }
    }
}

/* --- Values as they are written --- */

static void
test_what_is_shown_is_read_again (void)
{
  static const struct
  {
    SamFieldId field;
    const char *text;
    gint64 number;
  } cases[] = {
    { SAM_INITIATIVE_TITLE, "Demokratidagar, del 1: \"öppet hus\"", 0 },
    { SAM_INITIATIVE_EXPECTED_PARTICIPANTS, NULL, 0 },
    { SAM_INITIATIVE_EXPECTED_PARTICIPANTS, NULL, 12500 },
    { SAM_INDICATOR_BASELINE, NULL, -1234567 },
    { SAM_GRANT_YEAR, NULL, 2025 },
    { SAM_BUDGET_LINE_PLANNED, NULL, 0 },
    { SAM_BUDGET_LINE_PLANNED, NULL, 1250050 },
    { SAM_BUDGET_LINE_PLANNED, NULL, 378000000 },
    { SAM_TRANSACTION_AMOUNT, NULL, -4000000 },
    { SAM_TRANSACTION_AMOUNT, NULL, -5 },
    { SAM_INITIATIVE_STARTS, "2025-10-31", 0 },
    { SAM_INITIATIVE_STARTS, "2024-02-29", 0 },
    { SAM_INITIATIVE_STARTS, "2027-01-01", 0 },
    { SAM_BUDGET_LINE_MONTH, "2025-10-01", 0 },
    { SAM_BUDGET_LINE_MONTH, "2026-05-01", 0 },
    { SAM_LINK_URL, "https://malmo.example/a?b=c", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const SamField *field = sam_field (cases[i].field);
      g_auto (SamValue) value
          = cases[i].text ? sam_value_text (cases[i].text) : sam_value_integer (cases[i].number);
      g_auto (SamValue) read = SAM_NULL;
      g_autofree char *text = sam_field_text (field, &value, today);
      g_autoptr (GError) error = NULL;

      g_assert_true (sam_field_read (NULL, field, text, today, &read, &error));
      g_assert_no_error (error);
      if (!sam_value_equal (&value, &read))
        g_error ("%s: “%s” is read as something else", field->name, text);
    }
}

static void
test_every_day_is_read_again (void)
{
  const SamField *field = sam_field (SAM_TASK_DUE);

  for (SamDay day = DAY (2024, 12, 1); day < DAY (2027, 2, 1); day++)
    {
      g_autofree char *machine = sam_day_format (day);
      g_auto (SamValue) value = sam_value_text (machine);
      g_auto (SamValue) read = SAM_NULL;
      g_autofree char *text = sam_field_text (field, &value, today);

      g_assert_true (sam_field_read (NULL, field, text, today, &read, NULL));
      g_assert_cmpstr (read.text, ==, machine);
    }
}

static void
test_typed (void)
{
  static const struct
  {
    SamFieldId field;
    const char *typed;
    const char *text; /* wanted, or NULL: the number */
    gint64 number;
    gboolean wrong;
  } cases[] = {
    { SAM_BUDGET_LINE_PLANNED, "12500", NULL, 1250000, FALSE },
    { SAM_BUDGET_LINE_PLANNED, " 12 500,50 kr ", NULL, 1250050, FALSE },
    { SAM_BUDGET_LINE_PLANNED, "-1", NULL, 0, TRUE },
    { SAM_BUDGET_LINE_PLANNED, "tolv", NULL, 0, TRUE },
    { SAM_BUDGET_LINE_PLANNED, "9999999999999999999", NULL, 0, TRUE },
    { SAM_TASK_DUE, "31 okt", "2025-10-31", 0, FALSE },
    { SAM_TASK_DUE, "i morgon", "2025-10-21", 0, FALSE },
    { SAM_TASK_DUE, "31", "2025-10-31", 0, FALSE },
    { SAM_TASK_DUE, "31 feb", NULL, 0, TRUE },
    { SAM_BUDGET_LINE_MONTH, "okt", "2025-10-01", 0, FALSE },
    { SAM_BUDGET_LINE_MONTH, "November 2026", "2026-11-01", 0, FALSE },
    { SAM_BUDGET_LINE_MONTH, "2025-12", "2025-12-01", 0, FALSE },
    { SAM_BUDGET_LINE_MONTH, "2025-12-24", "2025-12-01", 0, FALSE },
    { SAM_BUDGET_LINE_MONTH, "hösten", NULL, 0, TRUE },
    { SAM_INITIATIVE_EXPECTED_PARTICIPANTS, "1 200", NULL, 1200, FALSE },
    { SAM_INITIATIVE_EXPECTED_PARTICIPANTS, "-3", NULL, 0, TRUE },
    { SAM_INITIATIVE_EXPECTED_PARTICIPANTS, "1,5", NULL, 0, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (SamValue) read = SAM_NULL;
      g_autoptr (GError) error = NULL;
      gboolean good
          = sam_field_read (NULL, sam_field (cases[i].field), cases[i].typed, today, &read, &error);

      if (good == cases[i].wrong)
        g_error ("“%s”: %s", cases[i].typed, good ? "taken" : error->message);
      if (cases[i].wrong)
        {
          g_assert_error (error, SAM_ERROR, SAM_ERROR_INVALID);
          g_assert_true (sam_value_is_null (&read));
        }
      else if (cases[i].text)
        g_assert_cmpstr (read.text, ==, cases[i].text);
      else
        g_assert_cmpint (read.integer, ==, cases[i].number);
    }
}

static void
test_times (void)
{
  static const struct
  {
    const char *day, *clock;
    const char *wanted; /* NULL: refused; "": nothing */
  } cases[] = {
    { "", "", "" },
    { "6 nov", "", "2025-11-06" },
    { "6 nov", "18", "2025-11-06T18:00" },
    { "6 nov", "18.30", "2025-11-06T18:30" },
    { "6", "8:05", "2025-10-06T08:05" },
    { "6 nov 18.00", "", "2025-11-06T18:00" },
    { "6 nov 18.00", "19.00", "2025-11-06T19:00" },
    { "", "18.00", NULL },
    { "6 nov", "25", NULL },
    { "6 nov", "i morgon", NULL },
    { "snart", "18", NULL },
  };
  const SamField *field = sam_field (SAM_ACTIVITY_STARTS);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (SamValue) read = SAM_NULL;
      g_autofree char *day = NULL;
      g_autofree char *clock = NULL;
      g_auto (SamValue) again = SAM_NULL;
      gboolean good = sam_field_read_time (field, cases[i].day, cases[i].clock, today, &read, NULL);

      g_assert_cmpint (good, ==, cases[i].wanted != NULL);
      if (!good)
        continue;
      g_assert_cmpstr (sam_value_is_null (&read) ? "" : read.text, ==, cases[i].wanted);
      day = sam_field_text (field, &read, today);
      clock = sam_field_clock (&read);
      g_assert_true (sam_field_read_time (field, day, clock, today, &again, NULL));
      g_assert_true (sam_value_equal (&read, &again));
    }
}

static void
test_end_follows (void)
{
  static const struct
  {
    const char *start, *end, *moved;
    const char *wanted; /* NULL: stays */
  } cases[] = {
    { "2025-10-31", "2025-11-02", "2025-11-01", NULL },
    { "2025-10-31", "2025-11-02", "2025-11-02", NULL },
    { "2025-10-31", "2025-11-02", "2025-11-03", "2025-11-05" },
    { "2025-10-31", "2025-11-02", "2025-10-01", NULL },
    { NULL, "2025-11-02", "2025-11-05", "2025-11-05" },
    { "2025-10-31", NULL, "2025-11-05", NULL },
    { "2025-10-31", "2025-11-02", NULL, NULL },
    { "2025-11-06T16:00", "2025-11-06T18:00", "2025-11-06T17:00", NULL },
    { "2025-11-06T16:00", "2025-11-06T18:00", "2025-11-06T18:00", "2025-11-06T20:00" },
    { "2025-11-06T16:00", "2025-11-06T18:00", "2025-11-07T23:00", "2025-11-08T01:00" },
    { "2025-11-06T16:00", "2025-11-06T18:00", "2025-11-07", "2025-11-07T18:00" },
    { "2025-11-06", "2025-11-06", "2025-11-08T10:00", "2025-11-08" },
    { "2025-11-06T18:00", "2025-11-06T18:00", "2025-11-06T18:00", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (SamValue) start = sam_value_text (cases[i].start);
      g_auto (SamValue) end = sam_value_text (cases[i].end);
      g_auto (SamValue) moved = sam_value_text (cases[i].moved);
      g_auto (SamValue) after = SAM_NULL;
      gboolean follows = sam_field_end_follows (&start, &end, &moved, &after);

      g_assert_cmpint (follows, ==, cases[i].wanted != NULL);
      if (follows)
        g_assert_cmpstr (after.text, ==, cases[i].wanted);
    }
}

/* --- Lists --- */

static void
test_parts_say_what_matters (void)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (SamForum) forum = sam_forum_new ();
  SamRecord *task = add (records, SAM_KIND_TASK, "Boka tolk");
  SamRecord *line = add (records, SAM_KIND_BUDGET_LINE, "Lokal");
  SamRecord *activity = add (records, SAM_KIND_ACTIVITY, "Samtal");
  SamRecord *comment = add (records, SAM_KIND_COMMENT, NULL);
  g_autoptr (SamPartText) of_task = NULL;
  g_autoptr (SamPartText) of_line = NULL;
  g_autoptr (SamPartText) of_activity = NULL;
  g_autoptr (SamPartText) of_comment = NULL;

  put (task, SAM_TASK_DUE, "2025-10-18");
  sam_record_take_value (line, SAM_BUDGET_LINE_PLANNED, sam_value_integer (12000000));
  put (line, SAM_BUDGET_LINE_MONTH, "2025-10-01");
  put (activity, SAM_ACTIVITY_STARTS, "2025-11-06T16:00");
  put (comment, SAM_COMMENT_TEXT, "Klart med lokalen");
  sam_forum_put (forum, records);
  of_task = sam_part_text_new (sam_forum_source (forum), task, today);
  of_line = sam_part_text_new (sam_forum_source (forum), line, today);
  of_activity = sam_part_text_new (sam_forum_source (forum), activity, today);
  of_comment = sam_part_text_new (sam_forum_source (forum), comment, today);

  g_assert_true (of_task->ticks);
  g_assert_true (of_task->wrong);
  g_assert_nonnull (strchr (of_task->figure, '2'));
  g_assert_cmpstr (of_line->figure, ==, "120\302\240000\302\240kr");
  g_assert_nonnull (strstr (of_line->detail, "2025"));
  g_assert_nonnull (strstr (of_activity->detail, "16"));
  g_assert_cmpstr (of_comment->title, ==, "Klart med lokalen");
}

static void
test_parts_come_in_order (void)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) tasks = g_ptr_array_new ();
  SamRecord *done = add (records, SAM_KIND_TASK, "A");
  SamRecord *second = add (records, SAM_KIND_TASK, "B");
  SamRecord *first = add (records, SAM_KIND_TASK, "C");

  sam_record_take_value (done, SAM_TASK_DONE, sam_value_integer (1));
  put (done, SAM_TASK_POSITION, "A");
  put (first, SAM_TASK_POSITION, "B");
  put (second, SAM_TASK_POSITION, "C");
  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (tasks, g_ptr_array_index (records, i));
  g_ptr_array_sort (tasks, sam_part_compare);
  g_assert_true (g_ptr_array_index (tasks, 0) == first);
  g_assert_true (g_ptr_array_index (tasks, 1) == second);
  g_assert_true (g_ptr_array_index (tasks, 2) == done);
}

/* --- Candidates --- */

static void
test_candidates (void)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (SamForum) forum = sam_forum_new ();
  SamRecord *a = add (records, SAM_KIND_ACTIVITY, "Årsmöte");
  SamRecord *b = add (records, SAM_KIND_ACTIVITY, "Bokbord");
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) typed = NULL;
  g_autoptr (GPtrArray) few = NULL;
  guint more;

  add (records, SAM_KIND_ACTIVITY, "Arsenal");
  sam_forum_put (forum, records);

  /* Not itself; ordered as people order; å after b. */
  all = sam_candidates (forum, sam_field (SAM_ACTIVITY_AFTER), b, "", 10, &more);
  g_assert_cmpuint (all->len, ==, 2);
  g_assert_cmpuint (more, ==, 0);
  g_assert_cmpstr (((SamCandidate *)g_ptr_array_index (all, 1))->id, ==, sam_record_id (a));
  typed = sam_candidates (forum, sam_field (SAM_ACTIVITY_AFTER), b, "ARSM", 10, &more);
  g_assert_cmpuint (typed->len, ==, 1);
  few = sam_candidates (forum, sam_field (SAM_TASK_ABOUT), NULL, "", 2, &more);
  g_assert_cmpuint (few->len, ==, 2);
  g_assert_cmpuint (more, ==, 1);
}

static void
test_codes_are_free (void)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (SamForum) forum = sam_forum_new ();
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *odd = NULL;

  first = sam_candidate_code (forum, SAM_KIND_THEME, "Mänskliga rättigheter");
  g_assert_true (g_str_has_prefix (first, "manskliga-ratt"));
  put (add (records, SAM_KIND_THEME, "Mänskliga rättigheter"), SAM_THEME_CODE, first);
  sam_forum_put (forum, records);
  second = sam_candidate_code (forum, SAM_KIND_THEME, "Mänskliga rättigheter");
  g_assert_cmpstr (second, !=, first);
  odd = sam_candidate_code (forum, SAM_KIND_THEME, " – ");
  g_assert_cmpint (strlen (odd), >, 0);
}

/* --- Tables --- */

static void
test_columns (void)
{
  for (const SamKindId *kind = sam_record_kinds (); *kind != SAM_KIND_ANY; kind++)
    {
      g_autoptr (GArray) columns = sam_record_columns (*kind);

      g_assert_cmpint (g_array_index (columns, SamFieldId, 0), ==, sam_kind (*kind)->first);
      g_assert_cmpuint (columns->len, <=, 6);
      for (guint i = 0; i < columns->len; i++)
        {
          const SamField *field = sam_field (g_array_index (columns, SamFieldId, i));

          g_assert_cmpint (field->kind, ==, *kind);
          g_assert_cmpint (field->type, !=, SAM_TYPE_POSITION);
          g_assert_true (i == 0 || field->id != g_array_index (columns, SamFieldId, i - 1));
        }
      g_assert_cmpstr (sam_records_purpose (*kind), !=, "");
    }
}

static void
test_every_kind_has_a_page (void)
{
  for (SamKindId kind = 0; kind < SAM_N_KINDS; kind++)
    {
      guint n = kind == SAM_KIND_INITIATIVE || kind == SAM_KIND_ACTIVITY
                || kind == SAM_KIND_BUDGET_LINE;

      for (const SamKindId *listed = sam_record_kinds (); *listed != SAM_KIND_ANY; listed++)
        n += *listed == kind;
      g_assert_cmpuint (n, ==, 1);
    }
}

static void
test_order_of_columns (void)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (SamForum) forum = sam_forum_new ();
  SamSource *source = sam_forum_source (forum);
  SamRecord *a = add (records, SAM_KIND_TRANSACTION, "Öl");
  SamRecord *b = add (records, SAM_KIND_TRANSACTION, "Ål");

  sam_record_take_value (a, SAM_TRANSACTION_AMOUNT, sam_value_integer (900));
  sam_record_take_value (b, SAM_TRANSACTION_AMOUNT, sam_value_integer (10000));
  put (a, SAM_TRANSACTION_TYPE, "actual");
  put (b, SAM_TRANSACTION_TYPE, "commitment");
  put (b, SAM_TRANSACTION_DATE, "2025-10-01");

  g_assert_cmpint (sam_record_compare_by (source, a, b, SAM_TRANSACTION_AMOUNT, today), <, 0);
  g_assert_cmpint (sam_record_compare_by (source, b, a, SAM_TRANSACTION_AMOUNT, today), >, 0);
  g_assert_cmpint (sam_record_compare_by (source, a, b, SAM_TRANSACTION_TITLE, today), >, 0);
  g_assert_cmpint (sam_record_compare_by (source, a, b, SAM_TRANSACTION_TYPE, today), >, 0);
  /* What is empty comes last. */
  g_assert_cmpint (sam_record_compare_by (source, a, b, SAM_TRANSACTION_DATE, today), >, 0);
  g_assert_cmpint (sam_record_compare_by (source, b, a, SAM_TRANSACTION_DATE, today), <, 0);
  g_assert_cmpint (sam_record_compare_by (source, a, b, SAM_TRANSACTION_VOUCHER, today), ==, 0);
}

static void
test_steps (void)
{
  static const struct
  {
    guint record;
    int step;
    const char *above, *below; /* positions that the new one lies between; NULL: no limit */
    gboolean moves;
  } cases[] = {
    { 0, -1, NULL, NULL, FALSE }, { 0, 1, "B", "C", TRUE },    { 1, -1, NULL, "A", TRUE },
    { 1, 1, "C", NULL, TRUE },    { 2, -1, "A", "B", TRUE },   { 2, 1, NULL, NULL, FALSE },
    { 3, -1, NULL, NULL, FALSE }, { 3, 1, NULL, NULL, FALSE },
  };
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (SamForum) forum = sam_forum_new ();
  SamRecord *meeting = add (records, SAM_KIND_MEETING, "Möte");
  SamRecord *other = add (records, SAM_KIND_MEETING, "Annat möte");

  for (guint i = 0; i < 4; i++)
    {
      SamRecord *item = add (records, SAM_KIND_AGENDA_ITEM, "Punkt");
      const char position[] = { (char)('A' + i), '\0' };

      put (item, SAM_AGENDA_ITEM_POSITION, position);
      put (item, SAM_AGENDA_ITEM_MEETING, sam_record_id (i < 3 ? meeting : other));
    }
  sam_forum_put (forum, records);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SamRecord *record = g_ptr_array_index (records, cases[i].record + 2);
      g_autofree char *position
          = sam_record_step (forum, sam_forum_get (forum, sam_record_id (record)), cases[i].step);

      g_assert_cmpint (position != NULL, ==, cases[i].moves);
      if (position && cases[i].above)
        g_assert_cmpstr (position, >, cases[i].above);
      if (position && cases[i].below)
        g_assert_cmpstr (position, <, cases[i].below);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  today = DAY (2025, 10, 20);
  g_test_add_func ("/pane/arrangement/every-field", test_every_field_has_one_place);
  g_test_add_func ("/pane/arrangement/every-part", test_every_part_has_a_list);
  g_test_add_func ("/pane/arrangement/lists", test_lists_name_the_kind);
  g_test_add_func ("/pane/text/again", test_what_is_shown_is_read_again);
  g_test_add_func ("/pane/text/days", test_every_day_is_read_again);
  g_test_add_func ("/pane/text/typed", test_typed);
  g_test_add_func ("/pane/text/times", test_times);
  g_test_add_func ("/pane/text/end-follows", test_end_follows);
  g_test_add_func ("/pane/parts/text", test_parts_say_what_matters);
  g_test_add_func ("/pane/parts/order", test_parts_come_in_order);
  g_test_add_func ("/pane/candidates/found", test_candidates);
  g_test_add_func ("/pane/candidates/codes", test_codes_are_free);
  g_test_add_func ("/records/columns", test_columns);
  g_test_add_func ("/records/kinds", test_every_kind_has_a_page);
  g_test_add_func ("/records/order", test_order_of_columns);
  g_test_add_func ("/records/steps", test_steps);
  return g_test_run ();
}
