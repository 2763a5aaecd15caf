/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/schedule.h"
#include "world.h"

static SamMoment
moment (const char *text)
{
  SamMoment parsed;

  g_assert_true (sam_moment_parse (text, &parsed));
  return parsed;
}

static void
test_span (void)
{
  static const struct
  {
    const char *type, *starts, *ends;
    const char *span_starts; /* NULL: none */
    const char *span_ends;
    gboolean all_day;
  } rows[] = {
    { "programme_item", NULL, NULL, NULL, NULL, FALSE },
    { "programme_item", "2025-10-25", NULL, "2025-10-25", "2025-10-26", TRUE },
    { "programme_item", "2025-10-25", "2025-10-27", "2025-10-25", "2025-10-28", TRUE },
    { "programme_item", "2025-10-25T18:00", NULL, "2025-10-25T18:00", "2025-10-25T19:00", FALSE },
    { "programme_item", "2025-10-25T23:30", NULL, "2025-10-25T23:30", "2025-10-26T00:30", FALSE },
    { "programme_item", "2025-10-25T18:00", "2025-10-25T20:00", "2025-10-25T18:00",
      "2025-10-25T20:00", FALSE },
    { "programme_item", "2025-10-25T18:00", "2025-10-25", "2025-10-25T18:00", "2025-10-26T00:00",
      FALSE },
    { "programme_item", "2025-10-25", "2025-10-25T12:00", "2025-10-25", "2025-10-26", TRUE },
    { "programme_item", "2025-10-25T18:00", "2025-10-24T18:00", "2025-10-25T18:00",
      "2025-10-25T18:00", FALSE },
    { "milestone", "2025-10-25T18:00", NULL, "2025-10-25T18:00", "2025-10-25T18:00", FALSE },
    { "milestone", "2025-10-25", NULL, "2025-10-25", "2025-10-25", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SamRecord) activity = world_record (
          SAM_KIND_ACTIVITY, "a", SAM_ACTIVITY_TYPE, rows[i].type, SAM_ACTIVITY_STARTS,
          rows[i].starts, SAM_ACTIVITY_ENDS, rows[i].ends, SAM_NO_FIELD);
      SamSpan span;

      g_assert_cmpint (sam_schedule_span (activity, &span), ==, rows[i].span_starts != NULL);
      if (rows[i].span_starts == NULL)
        continue;
      {
        g_autofree char *starts = sam_moment_format (span.starts);
        g_autofree char *ends = sam_moment_format (span.ends);

        g_assert_cmpstr (starts, ==, rows[i].span_starts);
        g_assert_cmpstr (ends, ==, rows[i].span_ends);
        g_assert_cmpint (span.all_day, ==, rows[i].all_day);
      }
    }
}

/* Clocks go back on 26 October 2025 at 03.00, forward on 30 March 2025 at 02.00. */
static void
test_overlaps (void)
{
  static const struct
  {
    const char *a, *a_ends, *b, *b_ends;
    gboolean overlaps;
  } rows[] = {
    { "2025-10-25T10:00", "2025-10-25T12:00", "2025-10-25T12:00", "2025-10-25T13:00", FALSE },
    { "2025-10-25T10:00", "2025-10-25T12:01", "2025-10-25T12:00", "2025-10-25T13:00", TRUE },
    { "2025-10-25T10:00", "2025-10-25T13:00", "2025-10-25T11:00", "2025-10-25T12:00", TRUE },
    { "2025-10-25T10:00", "2025-10-25T10:00", "2025-10-25T09:00", "2025-10-25T12:00", FALSE },
    { "2025-10-25T10:00", "2025-10-28T10:00", "2025-10-26T09:00", "2025-10-26T12:00", TRUE },
    { "2025-10-25T10:00", "2025-10-25T11:00", "2025-10-28T09:00", "2025-10-28T12:00", FALSE },
    /* A missing half past two is half past three: the hour after two is at once over. */
    { "2025-03-30T01:00", "2025-03-30T02:30", "2025-03-30T03:00", "2025-03-30T04:00", TRUE },
    { "2025-03-30T01:00", "2025-03-30T02:00", "2025-03-30T03:00", "2025-03-30T04:00", FALSE },
    { "2025-10-26T01:00", "2025-10-26T02:30", "2025-10-26T02:30", "2025-10-26T03:30", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SamSpan a = { moment (rows[i].a), moment (rows[i].a_ends), FALSE };
      SamSpan b = { moment (rows[i].b), moment (rows[i].b_ends), FALSE };

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (sam_span_overlaps (&a, &b, "Europe/Stockholm"), ==, rows[i].overlaps);
      g_assert_cmpint (sam_span_overlaps (&b, &a, "Europe/Stockholm"), ==, rows[i].overlaps);
    }
}

static SamForum *
small_forum (void)
{
  SamForum *forum = sam_forum_new ();

  world_add (forum, SAM_KIND_PERIOD, "period", SAM_PERIOD_TITLE, "Period", SAM_PERIOD_STARTS,
             "2025-10-25", SAM_PERIOD_ENDS, "2025-11-09", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_CALENDAR_DAY, "day", SAM_CALENDAR_DAY_TITLE, "Minnesdag",
             SAM_CALENDAR_DAY_DATE, "2025-11-05", SAM_CALENDAR_DAY_ENDS, "2025-11-06",
             SAM_CALENDAR_DAY_TYPE, "public_holiday", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_STAGE, "active", SAM_STAGE_MEANING, "active", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_STAGE, "cancelled", SAM_STAGE_MEANING, "cancelled", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_VENUE, "hall", SAM_VENUE_TITLE, "Konserthuset", SAM_VENUE_CAPACITY,
             "200", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_VENUE, "park", SAM_VENUE_TITLE, "Parken", SAM_VENUE_SHARED, "1",
             SAM_NO_FIELD);
  world_add (forum, SAM_KIND_PERSON, "maja", SAM_PERSON_TITLE, "Maja Norén", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_INITIATIVE, "one", SAM_INITIATIVE_STAGE, "active", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_INITIATIVE, "off", SAM_INITIATIVE_STAGE, "cancelled", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_ACTIVITY, "a", SAM_ACTIVITY_TITLE, "Ungas scen", SAM_ACTIVITY_TYPE,
             "programme_item", SAM_ACTIVITY_INITIATIVE, "one", SAM_ACTIVITY_STARTS,
             "2025-10-28T17:00", SAM_ACTIVITY_ENDS, "2025-10-28T19:00", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_ACTIVITY, "b", SAM_ACTIVITY_TITLE, "Elevråd", SAM_ACTIVITY_TYPE,
             "programme_item", SAM_ACTIVITY_INITIATIVE, "one", SAM_ACTIVITY_STARTS,
             "2025-10-28T18:00", SAM_ACTIVITY_ENDS, "2025-10-28T20:00", SAM_ACTIVITY_VENUE, "hall",
             SAM_ACTIVITY_RESPONSIBLE, "maja", SAM_NO_FIELD);
  return forum;
}

#define NOTHING -1

static void
test_clashes (void)
{
  static const struct
  {
    SamFieldId fields[3];
    const char *values[3];
    int type;
    const char *says;
  } rows[] = {
    { { SAM_ACTIVITY_TITLE, SAM_NO_FIELD }, { "A" }, NOTHING, NULL },
    { { SAM_ACTIVITY_VENUE, SAM_NO_FIELD },
      { "hall" },
      SAM_CLASH_VENUE,
      "Konserthuset is booked by Elevråd" },
    { { SAM_ACTIVITY_VENUE, SAM_NO_FIELD }, { "park" }, NOTHING, NULL },
    { { SAM_ACTIVITY_VENUE, SAM_ACTIVITY_ENDS, SAM_NO_FIELD },
      { "hall", "2025-10-28T18:00" },
      NOTHING,
      NULL },
    { { SAM_ACTIVITY_VENUE, SAM_ACTIVITY_TYPE, SAM_NO_FIELD },
      { "hall", "preparation" },
      NOTHING,
      NULL },
    { { SAM_ACTIVITY_VENUE, SAM_ACTIVITY_TYPE, SAM_NO_FIELD },
      { "hall", "milestone" },
      NOTHING,
      NULL },
    { { SAM_ACTIVITY_VENUE, SAM_ACTIVITY_STARTS, SAM_ACTIVITY_ENDS },
      { "hall", "2025-10-28", NULL },
      NOTHING,
      NULL },
    { { SAM_ACTIVITY_VENUE, SAM_ACTIVITY_CLASH_ACCEPTED, SAM_NO_FIELD },
      { "hall", "Vi delar" },
      NOTHING,
      NULL },
    { { SAM_ACTIVITY_VENUE, SAM_ACTIVITY_INITIATIVE, SAM_NO_FIELD },
      { "hall", "off" },
      NOTHING,
      NULL },
    { { SAM_ACTIVITY_RESPONSIBLE, SAM_NO_FIELD },
      { "maja" },
      SAM_CLASH_PERSON,
      "Maja Norén is also responsible for Elevråd" },
    { { SAM_ACTIVITY_AFTER, SAM_NO_FIELD }, { "b" }, SAM_CLASH_ORDER, "before Elevråd" },
    { { SAM_ACTIVITY_AFTER, SAM_ACTIVITY_STARTS, SAM_ACTIVITY_ENDS },
      { "b", "2025-10-28T20:00", NULL },
      NOTHING,
      NULL },
    { { SAM_ACTIVITY_EXPECTED, SAM_ACTIVITY_VENUE, SAM_ACTIVITY_ENDS },
      { "201", "hall", "2025-10-28T18:00" },
      SAM_CLASH_CAPACITY,
      "201 are expected, but Konserthuset holds 200." },
    { { SAM_ACTIVITY_EXPECTED, SAM_ACTIVITY_VENUE, SAM_ACTIVITY_ENDS },
      { "200", "hall", "2025-10-28T18:00" },
      NOTHING,
      NULL },
    /* Alla helgons dag, which the calendar does not name; and a day that it does. */
    { { SAM_ACTIVITY_STARTS, SAM_ACTIVITY_ENDS, SAM_NO_FIELD },
      { "2025-11-01", NULL },
      SAM_CLASH_HOLIDAY,
      "is a public holiday" },
    { { SAM_ACTIVITY_STARTS, SAM_ACTIVITY_ENDS, SAM_NO_FIELD },
      { "2025-11-06", NULL },
      SAM_CLASH_HOLIDAY,
      "Minnesdag" },
    { { SAM_ACTIVITY_STARTS, SAM_ACTIVITY_ENDS, SAM_NO_FIELD },
      { "2025-11-07", NULL },
      NOTHING,
      NULL },
    { { SAM_ACTIVITY_STARTS, SAM_ACTIVITY_ENDS, SAM_NO_FIELD },
      { "2025-11-10", NULL },
      SAM_CLASH_PERIOD,
      "outside the forum period" },
    { { SAM_ACTIVITY_STARTS, SAM_ACTIVITY_ENDS, SAM_ACTIVITY_TYPE },
      { "2025-11-10", NULL, "preparation" },
      NOTHING,
      NULL },
    { { SAM_ACTIVITY_STARTS, SAM_ACTIVITY_ENDS, SAM_NO_FIELD }, { NULL, NULL }, NOTHING, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SamForum) forum = small_forum ();
      SamSource *source = sam_forum_source (forum);
      SamRecord *activity = sam_forum_get (forum, world_id ("a"));
      g_autoptr (GPtrArray) clashes = NULL;
      gboolean error = rows[i].type != NOTHING && rows[i].type != SAM_CLASH_HOLIDAY
                       && rows[i].type != SAM_CLASH_PERIOD;

      for (guint f = 0; f < 3 && rows[i].fields[f] != SAM_NO_FIELD; f++)
        world_add (forum, SAM_KIND_ACTIVITY, "a", rows[i].fields[f], rows[i].values[f],
                   SAM_NO_FIELD);
      clashes = sam_schedule_clashes (source, activity);
      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_assert_cmpuint (clashes->len, ==, rows[i].type != NOTHING);
      g_assert_cmpint (sam_schedule_has_clash (source, activity), ==, error);
      if (clashes->len > 0)
        {
          SamClash *clash = clashes->pdata[0];
          g_autofree char *sentence = sam_clash_sentence (source, clash, sam_day_new (2025, 9, 1));

          g_assert_cmpint (clash->type, ==, rows[i].type);
          g_assert_true (clash->activity == activity);
          g_test_message ("%s", sentence);
          g_assert_nonnull (strstr (sentence, rows[i].says));
        }
    }
}

/* Accepting on either side is accepting. */
static void
test_accepted_by_the_other (void)
{
  g_autoptr (SamForum) forum = small_forum ();
  SamSource *source = sam_forum_source (forum);
  SamRecord *a
      = world_add (forum, SAM_KIND_ACTIVITY, "a", SAM_ACTIVITY_VENUE, "hall", SAM_NO_FIELD);
  SamRecord *b = sam_forum_get (forum, world_id ("b"));

  g_assert_true (sam_schedule_has_clash (source, a));
  g_assert_true (sam_schedule_has_clash (source, b));
  world_add (forum, SAM_KIND_ACTIVITY, "b", SAM_ACTIVITY_CLASH_ACCEPTED, "Två salar", SAM_NO_FIELD);
  g_assert_false (sam_schedule_has_clash (source, a));
  g_assert_false (sam_schedule_has_clash (source, b));
}

static void
test_initiative_span (void)
{
  static const struct
  {
    const char *starts, *ends;  /* of the initiative */
    const char *a, *a_ends, *b; /* of its activities */
    const char *span_starts, *span_ends;
  } rows[] = {
    { NULL, NULL, NULL, NULL, NULL, NULL, NULL },
    { "2025-10-01", "2025-10-03", "2025-11-01", NULL, NULL, "2025-10-01", "2025-10-03" },
    { "2025-10-01", NULL, "2025-11-01", NULL, NULL, "2025-10-01", "2025-10-01" },
    { NULL, NULL, "2025-11-01", NULL, NULL, "2025-11-01", "2025-11-01" },
    { NULL, NULL, "2025-11-01", "2025-11-03", "2025-10-30T10:00", "2025-10-30T10:00",
      "2025-11-03" },
    { NULL, NULL, "2025-10-01", NULL, "2025-10-30T10:00", "2025-10-01", "2025-10-30T11:00" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SamForum) forum = sam_forum_new ();
      SamRecord *initiative
          = world_add (forum, SAM_KIND_INITIATIVE, "i", SAM_INITIATIVE_STARTS, rows[i].starts,
                       SAM_INITIATIVE_ENDS, rows[i].ends, SAM_NO_FIELD);
      SamMoment starts, ends;

      world_add (forum, SAM_KIND_ACTIVITY, "a", SAM_ACTIVITY_INITIATIVE, "i", SAM_ACTIVITY_STARTS,
                 rows[i].a, SAM_ACTIVITY_ENDS, rows[i].a_ends, SAM_NO_FIELD);
      world_add (forum, SAM_KIND_ACTIVITY, "b", SAM_ACTIVITY_INITIATIVE, "i", SAM_ACTIVITY_STARTS,
                 rows[i].b, SAM_NO_FIELD);
      g_assert_cmpint (
          sam_schedule_initiative_span (sam_forum_source (forum), initiative, &starts, &ends), ==,
          rows[i].span_starts != NULL);
      if (rows[i].span_starts != NULL)
        {
          g_autofree char *from = sam_moment_format (starts);
          g_autofree char *to = sam_moment_format (ends);

          g_assert_cmpstr (from, ==, rows[i].span_starts);
          g_assert_cmpstr (to, ==, rows[i].span_ends);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/schedule/span", test_span);
  g_test_add_func ("/model/schedule/overlaps", test_overlaps);
  g_test_add_func ("/model/schedule/clashes", test_clashes);
  g_test_add_func ("/model/schedule/accepted-by-the-other", test_accepted_by_the_other);
  g_test_add_func ("/model/schedule/initiative-span", test_initiative_span);
  return g_test_run ();
}
