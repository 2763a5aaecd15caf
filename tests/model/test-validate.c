/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "base/money.h"
#include "model/validate.h"
#include "world.h"

#define ID_1 "0199a000-0000-7000-8000-000000000001"
#define ID_2 "0199a000-0000-7000-8000-000000000002"

static void
test_values (void)
{
  static const struct
  {
    SamFieldId field;
    const char *text; /* NULL: the number */
    gint64 number;
    const char *says; /* NULL: good */
  } rows[] = {
    { SAM_INITIATIVE_TITLE, "Röster", 0, NULL },
    { SAM_INITIATIVE_TITLE, "två\nrader", 0, "single line" },
    { SAM_INITIATIVE_TITLE, "a\x01", 0, "control" },
    { SAM_INITIATIVE_TITLE, "a\xff", 0, "not text" },
    { SAM_INITIATIVE_TITLE, NULL, 3, "must be text" },
    { SAM_INITIATIVE_SUMMARY, "två\nrader\tmed", 0, NULL },
    { SAM_FORUM_CURRENCY, "SEK", 0, NULL },
    { SAM_FORUM_CURRENCY, "SEKS", 0, "at most 3 characters" },
    { SAM_STAGE_LIMIT, NULL, 1, NULL },
    { SAM_STAGE_LIMIT, NULL, 0, "Limit must be at least 1." },
    { SAM_STAGE_LIMIT, NULL, 10000, "at most 9999" },
    { SAM_STAGE_LIMIT, "5", 0, "whole number" },
    { SAM_BUDGET_LINE_PLANNED, NULL, 0, NULL },
    { SAM_BUDGET_LINE_PLANNED, NULL, -1, "at least" },
    { SAM_BUDGET_LINE_PLANNED, NULL, SAM_MONEY_MAX, NULL },
    { SAM_BUDGET_LINE_PLANNED, NULL, SAM_MONEY_MAX + 1, "Planned must be at most" },
    { SAM_TRANSACTION_AMOUNT, NULL, -SAM_MONEY_MAX, NULL },
    { SAM_TRANSACTION_AMOUNT, NULL, G_MININT64, "at least" },
    { SAM_BUDGET_LINE_OWN_FUNDS, NULL, 1, NULL },
    { SAM_BUDGET_LINE_OWN_FUNDS, NULL, 2, "yes or no" },
    { SAM_INITIATIVE_STARTS, "2025-10-25", 0, NULL },
    { SAM_INITIATIVE_STARTS, "2025-02-29", 0, "date that exists" },
    { SAM_INITIATIVE_STARTS, "2025-10-25T10:00", 0, "date that exists" },
    { SAM_ACTIVITY_STARTS, "2025-10-25T10:00", 0, NULL },
    { SAM_ACTIVITY_STARTS, "2025-10-25", 0, NULL },
    { SAM_ACTIVITY_STARTS, "2025-10-25 10:00", 0, "Starts must be a date, or a date and time" },
    { SAM_INITIATIVE_ORIGIN, "new", 0, NULL },
    { SAM_INITIATIVE_ORIGIN, "old", 0, "choose one of new, existing, ordinary" },
    { SAM_INITIATIVE_STAGE, ID_1, 0, NULL },
    { SAM_INITIATIVE_STAGE, "planned", 0, "the id of a record" },
    { SAM_INITIATIVE_THEMES, ID_1 "," ID_2, 0, NULL },
    { SAM_INITIATIVE_THEMES, ID_2 "," ID_1, 0, "sorted" },
    { SAM_INITIATIVE_THEMES, ID_1 "," ID_1, 0, "doubles" },
    { SAM_INITIATIVE_POSITION, "V", 0, NULL },
    { SAM_INITIATIVE_POSITION, "V0", 0, "end in 0" },
    { SAM_INITIATIVE_PLANNED, NULL, 5, "worked out" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (SamValue) value = rows[i].text != NULL ? sam_value_text (rows[i].text)
                                                     : sam_value_integer (rows[i].number);
      g_autoptr (GError) error = NULL;
      gboolean good = sam_validate_value (sam_field (rows[i].field), &value, &error);

      g_test_message ("row %" G_GSIZE_FORMAT ": %s", i, error != NULL ? error->message : "good");
      g_assert_cmpint (good, ==, rows[i].says == NULL);
      if (good)
        continue;
      g_assert_error (error, SAM_ERROR, SAM_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, rows[i].says));
      g_assert_nonnull (strstr (error->message, sam_field_label (rows[i].field)));
    }
}

static void
test_lengths (void)
{
  g_autofree char *long_text = g_strnfill (102401, 'a');
  g_auto (SamValue) value = sam_value_text (long_text);
  const SamField *field = sam_field (SAM_INITIATIVE_SUMMARY);
  g_autoptr (GString) ids = g_string_new (NULL);
  g_auto (SamValue) set = SAM_NULL;

  g_assert_false (sam_validate_value (field, &value, NULL));
  long_text[102400] = '\0';
  sam_value_clear (&value);
  value = sam_value_text (long_text);
  g_assert_true (sam_validate_value (field, &value, NULL));

  for (guint i = 0; i < 1001; i++)
    g_string_append_printf (ids, "%s0199a000-0000-7000-8000-%012u", i > 0 ? "," : "", i);
  set = sam_value_text (ids->str);
  g_assert_false (sam_validate_value (sam_field (SAM_INITIATIVE_THEMES), &set, NULL));
  sam_value_clear (&set);
  g_string_truncate (ids, 1000 * 37 - 1);
  set = sam_value_text (ids->str);
  g_assert_true (sam_validate_value (sam_field (SAM_INITIATIVE_THEMES), &set, NULL));
}

static SamForum *
small_forum (void)
{
  SamForum *forum = sam_forum_new ();

  world_add (forum, SAM_KIND_FORUM, "forum", SAM_FORUM_TITLE, "Öppna Malmö 2025", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_ADMINISTRATION, "kult", SAM_ADMINISTRATION_TITLE,
             "Kulturförvaltningen", SAM_ADMINISTRATION_CODE, "KULT", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_ADMINISTRATION, "fri", SAM_ADMINISTRATION_TITLE,
             "Fritidsförvaltningen", SAM_ADMINISTRATION_CODE, "FRI", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_STAGE, "planned", SAM_STAGE_TITLE, "Planerat", SAM_STAGE_CODE,
             "planned", SAM_STAGE_MEANING, "open", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_THEME, "demo", SAM_THEME_TITLE, "Demokrati", SAM_THEME_CODE,
             "democracy", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_THEME, "anti", SAM_THEME_TITLE, "Antirasism, och mer", SAM_THEME_CODE,
             "antiracism", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_INITIATIVE, "roster", SAM_INITIATIVE_TITLE, "Röster i Malmö",
             SAM_INITIATIVE_ADMINISTRATION, "kult", SAM_INITIATIVE_ORIGIN, "new",
             SAM_INITIATIVE_STAGE, "planned", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_INITIATIVE, "natt1", SAM_INITIATIVE_TITLE, "Nattfotboll",
             SAM_INITIATIVE_ADMINISTRATION, "fri", SAM_INITIATIVE_ORIGIN, "new",
             SAM_INITIATIVE_STAGE, "planned", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_INITIATIVE, "natt2", SAM_INITIATIVE_TITLE, "Nattfotboll",
             SAM_INITIATIVE_ADMINISTRATION, "fri", SAM_INITIATIVE_ORIGIN, "new",
             SAM_INITIATIVE_STAGE, "planned", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_ACTIVITY, "a", SAM_ACTIVITY_TITLE, "A", SAM_ACTIVITY_INITIATIVE,
             "roster", SAM_ACTIVITY_TYPE, "programme_item", SAM_ACTIVITY_AFTER, "b", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_ACTIVITY, "b", SAM_ACTIVITY_TITLE, "B", SAM_ACTIVITY_INITIATIVE,
             "roster", SAM_ACTIVITY_TYPE, "programme_item", SAM_ACTIVITY_AFTER, "c", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_ACTIVITY, "c", SAM_ACTIVITY_TITLE, "C", SAM_ACTIVITY_INITIATIVE,
             "roster", SAM_ACTIVITY_TYPE, "programme_item", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_BUDGET_LINE, "line", SAM_BUDGET_LINE_TITLE, "Lokal",
             SAM_BUDGET_LINE_INITIATIVE, "roster", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_ALLOCATION, "alloc", SAM_ALLOCATION_GRANT, "grant", SAM_ALLOCATION_TO,
             "fri", SAM_ALLOCATION_AMOUNT, "100", SAM_ALLOCATION_STATE, "proposed", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_TASK, "task", SAM_TASK_TITLE, "Ring", SAM_TASK_ABOUT, "subtask",
             SAM_NO_FIELD);
  world_add (forum, SAM_KIND_TASK, "subtask", SAM_TASK_TITLE, "Ring igen", SAM_NO_FIELD);
  return forum;
}

static void
test_records (void)
{
  static const struct
  {
    const char *nick;
    SamFieldId set;
    const char *to;
    SamFieldId set_too; /* SAM_NO_FIELD: nothing */
    const char *to_too;
    SamFieldId at; /* SAM_NO_FIELD: good */
    const char *says;
  } rows[] = {
    { "roster", SAM_INITIATIVE_TITLE, "Röster", SAM_NO_FIELD, NULL, SAM_NO_FIELD, NULL },
    { "roster", SAM_INITIATIVE_TITLE, NULL, SAM_NO_FIELD, NULL, SAM_INITIATIVE_TITLE,
      "Title is missing: fill it in." },
    { "roster", SAM_INITIATIVE_STARTS, "2025-10-25", SAM_INITIATIVE_ENDS, "2025-10-25",
      SAM_NO_FIELD, NULL },
    { "roster", SAM_INITIATIVE_STARTS, "2025-10-25", SAM_INITIATIVE_ENDS, "2025-10-24",
      SAM_INITIATIVE_ENDS, "Ends must not be before Starts: choose a later day." },
    { "roster", SAM_INITIATIVE_ENDS, "2025-10-24", SAM_NO_FIELD, NULL, SAM_INITIATIVE_ENDS,
      "fill in Starts too" },
    { "roster", SAM_INITIATIVE_STARTS, "2025-10-25", SAM_NO_FIELD, NULL, SAM_NO_FIELD, NULL },
    { "roster", SAM_INITIATIVE_CONFIRMED_ON, "2025-10-25", SAM_NO_FIELD, NULL, SAM_NO_FIELD, NULL },
    { "c", SAM_ACTIVITY_STARTS, "2025-10-25T18:00", SAM_ACTIVITY_ENDS, "2025-10-25T17:59",
      SAM_ACTIVITY_ENDS, "choose a later time" },
    { "c", SAM_ACTIVITY_STARTS, "2025-10-25T18:00", SAM_ACTIVITY_ENDS, "2025-10-25", SAM_NO_FIELD,
      NULL },
    { "c", SAM_ACTIVITY_STARTS, "2025-10-25", SAM_ACTIVITY_ENDS, "2025-10-25T17:00", SAM_NO_FIELD,
      NULL },
    { "fri", SAM_ADMINISTRATION_CODE, "kult", SAM_NO_FIELD, NULL, SAM_ADMINISTRATION_CODE,
      "already used by “Kulturförvaltningen”" },
    { "fri", SAM_ADMINISTRATION_CODE, "FRI", SAM_NO_FIELD, NULL, SAM_NO_FIELD, NULL },
    { "roster", SAM_INITIATIVE_STAGE, "kult", SAM_NO_FIELD, NULL, SAM_INITIATIVE_STAGE,
      "of the kind “Stage”" },
    { "roster", SAM_INITIATIVE_STAGE, "not-here", SAM_NO_FIELD, NULL, SAM_NO_FIELD, NULL },
    { "roster", SAM_INITIATIVE_THEMES, "demo,kult", SAM_NO_FIELD, NULL, SAM_INITIATIVE_THEMES,
      "of the kind “Theme”" },
    { "c", SAM_ACTIVITY_AFTER, "a", SAM_NO_FIELD, NULL, SAM_ACTIVITY_AFTER, "leads back" },
    { "c", SAM_ACTIVITY_AFTER, "c", SAM_NO_FIELD, NULL, SAM_ACTIVITY_AFTER, "leads back" },
    { "a", SAM_ACTIVITY_AFTER, "b,c", SAM_NO_FIELD, NULL, SAM_NO_FIELD, NULL },
    { "subtask", SAM_TASK_ABOUT, "task", SAM_NO_FIELD, NULL, SAM_TASK_ABOUT, "leads back" },
    { "subtask", SAM_TASK_ABOUT, "line", SAM_NO_FIELD, NULL, SAM_NO_FIELD, NULL },
    { "line", SAM_BUDGET_LINE_ADMINISTRATION, "kult", SAM_NO_FIELD, NULL,
      SAM_BUDGET_LINE_ADMINISTRATION, "not both" },
    { "line", SAM_BUDGET_LINE_ADMINISTRATION, "kult", SAM_BUDGET_LINE_INITIATIVE, NULL,
      SAM_NO_FIELD, NULL },
    { "alloc", SAM_ALLOCATION_FROM, "fri", SAM_NO_FIELD, NULL, SAM_ALLOCATION_FROM,
      "are the same" },
    { "alloc", SAM_ALLOCATION_FROM, "kult", SAM_NO_FIELD, NULL, SAM_NO_FIELD, NULL },
    { "forum", SAM_FORUM_TIME_ZONE, "Europe/Nowhere", SAM_NO_FIELD, NULL, SAM_FORUM_TIME_ZONE,
      "Europe/Stockholm" },
    { "forum", SAM_FORUM_TIME_ZONE, "Europe/Helsinki", SAM_NO_FIELD, NULL, SAM_NO_FIELD, NULL },
  };
  g_autoptr (SamForum) forum = small_forum ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SamRecord) record
          = sam_record_copy (sam_forum_get (forum, world_id (rows[i].nick)));
      g_autoptr (GError) error = NULL;
      SamFieldId at = SAM_NO_FIELD;
      gboolean good;

      sam_record_take_value (record, rows[i].set,
                             world_value (sam_field (rows[i].set), rows[i].to));
      if (rows[i].set_too != SAM_NO_FIELD)
        sam_record_take_value (record, rows[i].set_too,
                               world_value (sam_field (rows[i].set_too), rows[i].to_too));
      good = sam_validate_record (sam_forum_source (forum), record, &at, &error);
      g_test_message ("row %" G_GSIZE_FORMAT ": %s", i, error != NULL ? error->message : "good");
      g_assert_cmpint (at, ==, rows[i].at);
      g_assert_cmpint (good, ==, rows[i].at == SAM_NO_FIELD);
      if (!good)
        g_assert_nonnull (strstr (error->message, rows[i].says));
    }
}

static void
test_read (void)
{
  static const struct
  {
    SamFieldId field;
    const char *text;
    const char *to; /* text, or nicknames; NULL: the number */
    gint64 number;
    int code; /* -1: good */
  } rows[] = {
    { SAM_INITIATIVE_TITLE, " Röster ", "Röster", 0, -1 },
    { SAM_INITIATIVE_SUMMARY, "a\r\nb", "a\nb", 0, -1 },
    { SAM_BUDGET_LINE_PLANNED, "12500", NULL, 1250000, -1 },
    { SAM_BUDGET_LINE_PLANNED, "12 500,50", NULL, 1250050, -1 },
    { SAM_BUDGET_LINE_PLANNED, "12500 kr", NULL, 1250000, -1 },
    { SAM_BUDGET_LINE_PLANNED, "-1", NULL, 0, SAM_ERROR_INVALID },
    { SAM_BUDGET_LINE_PLANNED, "tolv", NULL, 0, SAM_ERROR_INVALID },
    { SAM_STAGE_LIMIT, "1 200", NULL, 1200, -1 },
    { SAM_STAGE_LIMIT, "12x", NULL, 0, SAM_ERROR_INVALID },
    { SAM_STAGE_LIMIT, "99999999999999999999", NULL, 0, SAM_ERROR_INVALID },
    { SAM_BUDGET_LINE_OWN_FUNDS, "Ja", NULL, 1, -1 },
    { SAM_BUDGET_LINE_OWN_FUNDS, "no", NULL, 0, -1 },
    { SAM_BUDGET_LINE_OWN_FUNDS, "kanske", NULL, 0, SAM_ERROR_INVALID },
    { SAM_INITIATIVE_STARTS, "2025-10-25", "2025-10-25", 0, -1 },
    { SAM_INITIATIVE_STARTS, "25 okt", "2025-10-25", 0, -1 },
    { SAM_ACTIVITY_STARTS, "2025-10-25 18.30", "2025-10-25T18:30", 0, -1 },
    { SAM_INITIATIVE_STARTS, "snart", NULL, 0, SAM_ERROR_INVALID },
    { SAM_INITIATIVE_ORIGIN, "existing", "existing", 0, -1 },
    { SAM_INITIATIVE_ORIGIN, "part of ORDINARY work", "ordinary", 0, -1 },
    { SAM_INITIATIVE_ORIGIN, "gammalt", NULL, 0, SAM_ERROR_INVALID },
    { SAM_INITIATIVE_ADMINISTRATION, "kult", "=kult", 0, -1 },
    { SAM_INITIATIVE_ADMINISTRATION, "KULTURFORVALTNINGEN", "=kult", 0, -1 },
    { SAM_INITIATIVE_ADMINISTRATION, "planned", NULL, 0, SAM_ERROR_NOT_FOUND },
    { SAM_ACTIVITY_INITIATIVE, "nattfotboll", NULL, 0, SAM_ERROR_AMBIGUOUS },
    { SAM_COMMENT_ABOUT, "roster i malmo", "=roster", 0, -1 },
    { SAM_INITIATIVE_THEMES, "antiracism, democracy", "=anti,demo", 0, -1 },
    { SAM_INITIATIVE_THEMES, "Antirasism, och mer", "=anti", 0, -1 },
    { SAM_INITIATIVE_THEMES, "democracy,nothing", NULL, 0, SAM_ERROR_NOT_FOUND },
    { SAM_INITIATIVE_PLANNED, "5", NULL, 0, SAM_ERROR_INVALID },
  };
  g_autoptr (SamForum) forum = small_forum ();
  SamDay today = sam_day_new (2025, 9, 1);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const SamField *field = sam_field (rows[i].field);
      g_autoptr (GError) error = NULL;
      g_auto (SamValue) value = SAM_NULL, expected = SAM_NULL;
      gboolean good
          = sam_value_read (sam_forum_source (forum), field, rows[i].text, today, &value, &error);

      g_test_message ("%s: %s", rows[i].text, error != NULL ? error->message : "good");
      if (rows[i].code >= 0)
        {
          g_assert_false (good);
          g_assert_error (error, SAM_ERROR, rows[i].code);
          g_assert_nonnull (strstr (error->message, sam_field_label (field->id)));
          g_assert_true (sam_value_is_null (&value));
          continue;
        }
      g_assert_no_error (error);
      if (rows[i].to == NULL)
        expected = sam_value_integer (rows[i].number);
      else
        expected = *rows[i].to == '=' ? world_value (field, rows[i].to + 1)
                                      : sam_value_text (rows[i].to);
      g_assert_true (sam_value_equal (&value, &expected));
    }
}

static void
test_named (void)
{
  g_autoptr (SamForum) forum = small_forum ();
  SamSource *source = sam_forum_source (forum);
  g_autoptr (GError) error = NULL;

  g_assert_true (sam_record_named (source, SAM_KIND_ANY, world_id ("kult"), NULL)
                 == sam_forum_get (forum, world_id ("kult")));
  g_assert_null (sam_record_named (source, SAM_KIND_STAGE, world_id ("kult"), &error));
  g_assert_error (error, SAM_ERROR, SAM_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (sam_record_named (source, SAM_KIND_ANY, "", &error));
  g_assert_error (error, SAM_ERROR, SAM_ERROR_NOT_FOUND);
  /* A deleted one answers to its id only. */
  world_delete (forum, "natt2");
  g_assert_true (sam_record_named (source, SAM_KIND_ANY, "Nattfotboll", NULL)
                 == sam_forum_get (forum, world_id ("natt1")));
  g_assert_nonnull (sam_record_named (source, SAM_KIND_ANY, world_id ("natt2"), NULL));
}

/* A source that counts how often its people are walked. */
typedef struct
{
  SamSource source;
  SamSource *below;
  guint walks;
} CountingSource;

static SamRecord *
counting_get (SamSource *source, const char *id)
{
  return sam_source_get (((CountingSource *)source)->below, id);
}

static void
counting_each (SamSource *source, SamKindId kind, SamVisit visit, gpointer data)
{
  CountingSource *self = (CountingSource *)source;

  self->walks++;
  self->below->each (self->below, kind, visit, data);
}

/* Many people of one edit are walked once for all of them, and each is told of its double. */
static void
test_unique_among_many (void)
{
  g_autoptr (SamForum) forum = sam_forum_new ();
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func (g_object_unref);
  CountingSource source
      = { { .get = counting_get, .each = counting_each }, sam_forum_source (forum), 0 };
  g_autoptr (SamUnique) unique = sam_unique_new (&source.source);

  for (guint i = 0; i < 500; i++)
    {
      g_autofree char *id = g_strdup_printf ("0199a000-0000-7000-8000-%012u", i);
      g_autofree char *account = g_strdup_printf (i == 499 ? "KONTO-%u" : "konto-%u", i % 498);

      g_ptr_array_add (people, sam_record_new (SAM_KIND_PERSON, id));
      sam_record_take_value (people->pdata[i], SAM_PERSON_TITLE, sam_value_text (account));
      sam_record_take_value (people->pdata[i], SAM_PERSON_ACCOUNT, sam_value_text (account));
    }
  sam_forum_put (forum, people);
  for (guint i = 0; i < people->len; i++)
    {
      /* The last two have the accounts of the first two, one of them in capitals. */
      gboolean good = i >= 2 && i < 498;
      SamFieldId field = SAM_NO_FIELD;
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (
          sam_validate_record_among (&source.source, unique, people->pdata[i], &field, &error), ==,
          good);
      g_assert_cmpint (field, ==, good ? SAM_NO_FIELD : SAM_PERSON_ACCOUNT);
    }
  g_assert_cmpuint (source.walks, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/validate/values", test_values);
  g_test_add_func ("/model/validate/lengths", test_lengths);
  g_test_add_func ("/model/validate/records", test_records);
  g_test_add_func ("/model/validate/unique", test_unique_among_many);
  g_test_add_func ("/model/validate/read", test_read);
  g_test_add_func ("/model/validate/named", test_named);
  return g_test_run ();
}
