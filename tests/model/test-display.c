/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/display.h"
#include "world.h"

#define NBSP "\xc2\xa0"

static SamForum *
small_forum (void)
{
  SamForum *forum = sam_forum_new ();

  world_add (forum, SAM_KIND_GRANT, "grant", SAM_GRANT_TITLE, "Anslag", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_ADMINISTRATION, "stk", SAM_ADMINISTRATION_TITLE, "Stadskontoret",
             SAM_NO_FIELD);
  world_add (forum, SAM_KIND_ADMINISTRATION, "kult", SAM_ADMINISTRATION_TITLE,
             "Kulturförvaltningen", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_ALLOCATION, "transfer", SAM_ALLOCATION_FROM, "stk", SAM_ALLOCATION_TO,
             "kult", SAM_ALLOCATION_GRANT, "grant", SAM_ALLOCATION_AMOUNT, "12000000",
             SAM_NO_FIELD);
  world_add (forum, SAM_KIND_ALLOCATION, "first", SAM_ALLOCATION_TO, "gone", SAM_ALLOCATION_GRANT,
             "grant", SAM_ALLOCATION_AMOUNT, "50", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_TRANSACTION, "order", SAM_TRANSACTION_TYPE, "commitment",
             SAM_TRANSACTION_SUPPLIER, "Ljud AB", SAM_TRANSACTION_AMOUNT, "100000", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_TRANSACTION, "bare", SAM_TRANSACTION_TYPE, "actual",
             SAM_TRANSACTION_AMOUNT, "-100000", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_INDICATOR, "reach", SAM_INDICATOR_TITLE, "Nådda unga", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_MEASUREMENT, "value", SAM_MEASUREMENT_INDICATOR, "reach",
             SAM_MEASUREMENT_DATE, "2025-11-09", SAM_MEASUREMENT_VALUE, "1200", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_CONFLICT, "conflict", SAM_CONFLICT_RECORD, "reach", SAM_CONFLICT_FIELD,
             "target", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_COMMENT, "comment", SAM_COMMENT_TEXT, "Kan vi\ntala?", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_LINK, "link", SAM_LINK_URL, "https://malmo.se", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_VENUE, "nameless", SAM_NO_FIELD);
  return forum;
}

static void
test_titles (void)
{
  static const struct
  {
    const char *nick, *title;
  } rows[] = {
    { "kult", "Kulturförvaltningen" },
    { "transfer", "Stadskontoret → Kulturförvaltningen 120" NBSP "000" NBSP "kr" },
    { "first", "Anslag → (not here yet) 0,50" NBSP "kr" },
    { "order", "Commitment Ljud AB 1" NBSP "000" NBSP "kr" },
    { "bare", "Actual −1" NBSP "000" NBSP "kr" },
    { "value", "Nådda unga 2025-11-09: 1" NBSP "200" },
    { "conflict", "Nådda unga: Target" },
    { "comment", "Kan vi tala?" },
    { "link", "https://malmo.se" },
    { "nameless", "Venue without a title" },
  };
  g_autoptr (SamForum) forum = small_forum ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SamRecord *record = sam_forum_get (forum, world_id (rows[i].nick));
      g_autofree char *title = sam_display_title (sam_forum_source (forum), record);

      g_assert_cmpstr (title, ==, rows[i].title);
    }
  {
    SamRecord *record = sam_forum_get (forum, world_id ("kult"));
    g_autofree char *both = sam_display_kind_and_title (sam_forum_source (forum), record);

    g_assert_cmpstr (both, ==, "Administration “Kulturförvaltningen”");
  }
}

static void
test_values (void)
{
  static const struct
  {
    SamFieldId field;
    const char *value, *shown;
  } rows[] = {
    { SAM_INITIATIVE_TITLE, NULL, "" },
    { SAM_INITIATIVE_TITLE, "Röster", "Röster" },
    { SAM_INITIATIVE_ADMINISTRATION, "kult", "Kulturförvaltningen" },
    { SAM_INITIATIVE_ADMINISTRATION, "gone", "(not here yet)" },
    { SAM_INITIATIVE_ORIGIN, "ordinary", "Part of ordinary work" },
    { SAM_INITIATIVE_ORIGIN, "from_tomorrow", "from_tomorrow" },
    { SAM_INITIATIVE_ARCHIVED, "1", "yes" },
    { SAM_INITIATIVE_ARCHIVED, "0", "no" },
    { SAM_BUDGET_LINE_PLANNED, "120050", "1" NBSP "200,50" NBSP "kr" },
    { SAM_ACTIVITY_EXPECTED, "1200", "1" NBSP "200 people" },
    { SAM_GRANT_YEAR, "2025", "2025" },
  };
  g_autoptr (SamForum) forum = small_forum ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (SamValue) value = world_value (sam_field (rows[i].field), rows[i].value);
      g_autofree char *shown = sam_display_value (sam_forum_source (forum), rows[i].field, &value,
                                                  sam_day_new (2025, 9, 1));

      g_assert_cmpstr (shown, ==, rows[i].shown);
    }
}

/* A set in its order of ids, and dates with their year also this year. */
static void
test_sets_and_dates (void)
{
  g_autoptr (SamForum) forum = small_forum ();
  const SamField *set = sam_field (SAM_INITIATIVE_PARTICIPATING);
  g_auto (SamValue) both = world_value (set, "kult,stk");
  g_auto (SamValue) date = sam_value_text ("2025-10-01");
  SamDay today = sam_day_new (2025, 9, 1);
  g_autofree char *names = sam_display_value (sam_forum_source (forum), set->id, &both, today);
  g_autofree char *day
      = sam_display_value (sam_forum_source (forum), SAM_INITIATIVE_STARTS, &date, today);
  g_autofree char *month
      = sam_display_value (sam_forum_source (forum), SAM_BUDGET_LINE_MONTH, &date, today);

  g_assert_nonnull (strstr (names, "Stadskontoret"));
  g_assert_nonnull (strstr (names, ", "));
  g_assert_nonnull (strstr (names, "Kulturförvaltningen"));
  g_assert_nonnull (strstr (day, "2025"));
  g_assert_nonnull (strstr (month, "2025"));
  g_assert_null (strstr (month, "1 "));
}

static void
test_initials (void)
{
  static const char *const rows[][2] = {
    { "Maja Norén", "MN" }, { "maja", "M" },        { "", "" },
    { NULL, "" },           { "Åsa  Öberg", "ÅÖ" }, { "Anna-Karin af Ek", "AE" },
    { " (x) y", "Y" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *initials = sam_display_initials (rows[i][0]);

      g_assert_cmpstr (initials, ==, rows[i][1]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/display/titles", test_titles);
  g_test_add_func ("/model/display/values", test_values);
  g_test_add_func ("/model/display/sets-and-dates", test_sets_and_dates);
  g_test_add_func ("/model/display/initials", test_initials);
  return g_test_run ();
}
