/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "model/query.h"
#include "world.h"

static SamDay today;

static void
stamp (SamForum *forum, const char *nick, const char *at, const char *by)
{
  g_autoptr (SamRecord) record = sam_record_copy (sam_forum_get (forum, world_id (nick)));

  sam_record_set_meta (record, &(SamRecordMeta){ .at = at, .by = by, .created_at = at });
  world_put (forum, record);
}

static SamForum *
small_forum (void)
{
  SamForum *forum = sam_forum_new ();

  world_add (forum, SAM_KIND_ADMINISTRATION, "kult", SAM_ADMINISTRATION_TITLE,
             "Kulturförvaltningen", SAM_ADMINISTRATION_CODE, "KULT", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_ADMINISTRATION, "fri", SAM_ADMINISTRATION_TITLE,
             "Fritidsförvaltningen", SAM_ADMINISTRATION_CODE, "FRI", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_STAGE, "planned", SAM_STAGE_TITLE, "Planerat", SAM_STAGE_CODE,
             "planned", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_STAGE, "idea", SAM_STAGE_TITLE, "Idé", SAM_STAGE_CODE, "idea",
             SAM_NO_FIELD);
  world_add (forum, SAM_KIND_THEME, "demo", SAM_THEME_TITLE, "Demokrati", SAM_THEME_CODE,
             "democracy", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_THEME, "anti", SAM_THEME_TITLE, "Antirasism", SAM_THEME_CODE,
             "antiracism", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_PERSON, "maja", SAM_PERSON_TITLE, "Maja Norén", SAM_PERSON_ACCOUNT,
             "maja.noren", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_INITIATIVE, "roster", SAM_INITIATIVE_TITLE, "Röster i Malmö",
             SAM_INITIATIVE_SUMMARY, "Utställning på biblioteket", SAM_INITIATIVE_ADMINISTRATION,
             "kult", SAM_INITIATIVE_STAGE, "planned", SAM_INITIATIVE_THEMES, "anti,demo",
             SAM_INITIATIVE_OWNER, "maja", SAM_INITIATIVE_ORIGIN, "new", SAM_INITIATIVE_STARTS,
             "2025-10-01", SAM_INITIATIVE_EXPECTED_PARTICIPANTS, "250", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_INITIATIVE, "natt", SAM_INITIATIVE_TITLE, "Nattfotboll",
             SAM_INITIATIVE_ADMINISTRATION, "fri", SAM_INITIATIVE_STAGE, "idea",
             SAM_INITIATIVE_THEMES, "demo", SAM_INITIATIVE_ORIGIN, "ordinary",
             SAM_INITIATIVE_ARCHIVED, "1", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_BUDGET_LINE, "line", SAM_BUDGET_LINE_TITLE, "Lokal",
             SAM_BUDGET_LINE_INITIATIVE, "roster", SAM_BUDGET_LINE_PLANNED, "12500050",
             SAM_NO_FIELD);
  world_add (forum, SAM_KIND_ACTIVITY, "show", SAM_ACTIVITY_TITLE, "Invigning",
             SAM_ACTIVITY_INITIATIVE, "roster", SAM_ACTIVITY_STARTS, "2025-10-25T18:00",
             SAM_NO_FIELD);
  world_add (forum, SAM_KIND_TASK, "late", SAM_TASK_TITLE, "Boka", SAM_TASK_DUE, "2025-08-01",
             SAM_TASK_ABOUT, "roster", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_TASK, "soon", SAM_TASK_TITLE, "Ring", SAM_TASK_DUE, "2025-09-08",
             SAM_NO_FIELD);
  stamp (forum, "roster", "2025-08-30T10:00:00.000000Z", "Maja.Noren");
  stamp (forum, "natt", "2025-08-01T10:00:00.000000Z", "erik");
  return forum;
}

static gboolean
matches (SamForum *forum, const char *text, SamKindId kind, const char *nick)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SamQuery) query
      = sam_query_parse (text, kind, sam_forum_source (forum), today, world_id ("maja"), &error);

  g_assert_no_error (error);
  return sam_query_matches (query, sam_forum_get (forum, world_id (nick)));
}

/* Of the two initiatives. */
static void
test_initiatives (void)
{
  static const struct
  {
    const char *query;
    gboolean roster, natt;
  } rows[] = {
    { "", TRUE, TRUE },
    { "   ", TRUE, TRUE },
    { "roster", TRUE, FALSE },
    { "RÖSTER", TRUE, FALSE },
    { "boll", FALSE, TRUE },
    { "roster malmo", TRUE, FALSE },
    { "roster fotboll", FALSE, FALSE },
    { "\"i malmo\"", TRUE, FALSE },
    { "\"malmo i\"", FALSE, FALSE },
    { "utstallning", TRUE, FALSE },
    { "-roster", FALSE, TRUE },
    { "-\"i malmo\"", FALSE, TRUE },
    /* A word finds the administration by its title. */
    { "forvaltning", TRUE, TRUE },
    { "kulturforv", TRUE, FALSE },
    { "-kulturforv", FALSE, TRUE },
    { "kulturforv utstall", TRUE, FALSE },
    { "stage:planned", TRUE, FALSE },
    { "stage:PLANERAT", TRUE, FALSE },
    { "stage:ide", FALSE, TRUE },
    { "stage:planned,idea", TRUE, TRUE },
    { "-stage:planned", FALSE, TRUE },
    { "administration:kult", TRUE, FALSE },
    { "Administration:kultur", TRUE, FALSE },
    { "administration:förvaltningen", TRUE, TRUE },
    { "theme:democracy", TRUE, TRUE },
    { "themes:anti", TRUE, FALSE },
    { "owner:me", TRUE, FALSE },
    { "owner:noren", TRUE, FALSE },
    { "owner:", FALSE, TRUE },
    { "-owner:", TRUE, FALSE },
    { "origin:new", TRUE, FALSE },
    { "origin:ordinary", FALSE, TRUE },
    { "starts:2025-10-01", TRUE, FALSE },
    { "starts:<2025-10-01", FALSE, FALSE },
    { "starts:<=2025-10-01", TRUE, FALSE },
    { "starts:>2025-09-30", TRUE, FALSE },
    { "starts:>=2025-10-02", FALSE, FALSE },
    { "starts:+30d", TRUE, FALSE },
    { "starts:", FALSE, TRUE },
    { "archived:yes", FALSE, TRUE },
    { "archived:no", TRUE, FALSE },
    { "expected_participants:>200", TRUE, FALSE },
    { "expectedparticipants:250", TRUE, FALSE },
    { "planned:>100000", TRUE, FALSE },
    { "planned:>125000", TRUE, FALSE },
    { "planned:\"125 000,50\"", TRUE, FALSE },
    { "planned:>=125001", FALSE, FALSE },
    { "planned:0", FALSE, TRUE },
    { "title:rost", TRUE, FALSE },
    { "title:\"i mal\"", TRUE, FALSE },
    { "updated:>-7d", TRUE, FALSE },
    { "updated:<-7d", FALSE, TRUE },
    { "created:2025-08-01", FALSE, TRUE },
    { "by:noren", TRUE, FALSE },
    { "by:me", TRUE, FALSE },
    { "kind:initiative", TRUE, TRUE },
    { "kind:task", FALSE, FALSE },
    { "18:30", FALSE, FALSE },
    { "https://malmo.se", FALSE, FALSE },
    { "stage:planned administration:kultur theme:democracy owner:me starts:<2025-10-02 rost -boll",
      TRUE, FALSE },
  };
  g_autoptr (SamForum) forum = small_forum ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].query);
      g_assert_cmpint (matches (forum, rows[i].query, SAM_KIND_INITIATIVE, "roster"), ==,
                       rows[i].roster);
      g_assert_cmpint (matches (forum, rows[i].query, SAM_KIND_INITIATIVE, "natt"), ==,
                       rows[i].natt);
    }
}

static void
test_other_kinds (void)
{
  static const struct
  {
    SamKindId kind;
    const char *query, *nick;
    gboolean matches;
  } rows[] = {
    { SAM_KIND_TASK, "overdue:yes", "late", TRUE },
    { SAM_KIND_TASK, "overdue:yes", "soon", FALSE },
    { SAM_KIND_TASK, "overdue:no", "soon", TRUE },
    { SAM_KIND_TASK, "due:<+1w", "soon", FALSE },
    { SAM_KIND_TASK, "due:<=+1w", "soon", TRUE },
    { SAM_KIND_TASK, "done:no", "soon", TRUE },
    { SAM_KIND_TASK, "about:roster", "late", TRUE },
    { SAM_KIND_TASK, "about:roster", "soon", FALSE },
    /* Through what it is part of. */
    { SAM_KIND_ACTIVITY, "administration:kult", "show", TRUE },
    { SAM_KIND_ACTIVITY, "administration:fri", "show", FALSE },
    { SAM_KIND_ACTIVITY, "stage:planned", "show", TRUE },
    { SAM_KIND_BUDGET_LINE, "administration:kult", "line", TRUE },
    { SAM_KIND_BUDGET_LINE, "administration:", "line", FALSE },
    { SAM_KIND_BUDGET_LINE, "initiative:röster", "line", TRUE },
    /* A day means the whole day, a time the minute. */
    { SAM_KIND_ACTIVITY, "starts:2025-10-25", "show", TRUE },
    { SAM_KIND_ACTIVITY, "starts:>2025-10-25", "show", FALSE },
    { SAM_KIND_ACTIVITY, "starts:>2025-10-25T17:59", "show", TRUE },
    { SAM_KIND_ACTIVITY, "starts:<2025-10-25T18:00", "show", FALSE },
    /* Any kind. */
    { SAM_KIND_ANY, "invig", "show", TRUE },
    { SAM_KIND_ANY, "kulturforv", "roster", TRUE },
    { SAM_KIND_ANY, "kulturforv", "kult", TRUE },
    { SAM_KIND_ANY, "kulturforv", "show", FALSE },
    { SAM_KIND_ANY, "starts:2025-10-25", "show", TRUE },
    { SAM_KIND_ANY, "starts:2025-10-25", "late", FALSE },
    { SAM_KIND_ANY, "stage:planned", "roster", TRUE },
    { SAM_KIND_ANY, "kind:task,activity", "show", TRUE },
    { SAM_KIND_ANY, "kind:\"budget lines\"", "line", TRUE },
    { SAM_KIND_ANY, "kind:task", "show", FALSE },
    { SAM_KIND_ANY, "code:kult", "kult", TRUE },
  };
  g_autoptr (SamForum) forum = small_forum ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].query);
      g_assert_cmpint (matches (forum, rows[i].query, rows[i].kind, rows[i].nick), ==,
                       rows[i].matches);
    }
  {
    g_autofree char *by_id = g_strdup_printf ("id:%s", world_id ("line"));

    g_assert_true (matches (forum, by_id, SAM_KIND_ANY, "line"));
    g_assert_false (matches (forum, by_id, SAM_KIND_ANY, "show"));
  }
}

static void
test_wrong (void)
{
  static const struct
  {
    const char *query, *says;
  } rows[] = {
    { "rost färg:blå", "Column 6 of the query: Initiative has no field “färg”" },
    { "stage:gul", "Column 7 of the query: Stage: nothing is called “gul”." },
    { "stage:planned,gul", "Column 15" },
    { "stage:<planned", "cannot be compared" },
    { "origin:gammal", "one of new, existing, ordinary" },
    { "starts:snart", "Column 8" },
    { "starts:<", "a value is missing" },
    { "starts:-7q", "Column 8" },
    { "planned:mycket", "Column 9" },
    { "planned:99999999999999999999", "Column 9" },
    { "expected_participants:några", "whole number" },
    { "archived:kanske", "yes or no" },
    { "\"i malmö", "Column 1 of the query: the quotation mark is never closed" },
    { "title:\"i malmö", "Column 7" },
    { "title:\"a\"b", "a space is missing" },
    { "id:<4", "cannot be compared" },
    { "kind:elefant", "there is no kind “elefant”" },
    { "updated:nyss", "Column 9" },
  };
  g_autoptr (SamForum) forum = small_forum ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (sam_query_parse (rows[i].query, SAM_KIND_INITIATIVE, sam_forum_source (forum),
                                      today, NULL, &error));
      g_test_message ("%s: %s", rows[i].query, error->message);
      g_assert_error (error, SAM_ERROR, SAM_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, rows[i].says));
    }
}

static void
test_limits (void)
{
  g_autoptr (SamForum) forum = small_forum ();
  g_autofree char *long_query = g_strnfill (5000, 'a');
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (SamQuery) query = NULL;

  g_assert_null (
      sam_query_parse (long_query, SAM_KIND_ANY, sam_forum_source (forum), today, NULL, NULL));
  g_assert_null (
      sam_query_parse ("\xff", SAM_KIND_ANY, sam_forum_source (forum), today, NULL, NULL));
  for (guint i = 0; i < 60; i++)
    g_string_append (words, "a ");
  g_assert_null (
      sam_query_parse (words->str, SAM_KIND_ANY, sam_forum_source (forum), today, NULL, NULL));
  /* Nobody is me. */
  g_assert_null (sam_query_parse ("owner:me", SAM_KIND_INITIATIVE, sam_forum_source (forum), today,
                                  NULL, NULL));
  query = sam_query_parse (" ", SAM_KIND_ANY, sam_forum_source (forum), today, NULL, NULL);
  g_assert_true (sam_query_is_empty (query));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  today = sam_day_new (2025, 9, 1);
  g_test_add_func ("/model/query/initiatives", test_initiatives);
  g_test_add_func ("/model/query/other-kinds", test_other_kinds);
  g_test_add_func ("/model/query/wrong", test_wrong);
  g_test_add_func ("/model/query/limits", test_limits);
  return g_test_run ();
}
