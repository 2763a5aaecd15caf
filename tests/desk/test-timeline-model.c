/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What bars and lanes say, without a screen. */
#include "desk/timeline/timeline-model.h"

#include "model/forum.h"

#define TODAY (sam_day_new (2025, 10, 29))
#define ID(n_) "01900000-0000-7000-8000-00000000000" n_

typedef struct
{
  SamFieldId field;
  const char *text;
} Set;

static void
add (GPtrArray *records, SamKindId kind, const char *id, const Set *sets)
{
  SamRecord *record = sam_record_new (kind, id);

  for (; sets->text != NULL; sets++)
    sam_record_take_value (record, sets->field, sam_value_text (sets->text));
  g_ptr_array_add (records, record);
}

#define ADD(records_, kind_, id_, ...)                                                             \
  add (records_, SAM_KIND_##kind_, ID (id_), (const Set[]){ __VA_ARGS__, { 0, NULL } })

/* One administration, two initiatives (the second cancelled), a venue, a person. */
static SamForum *
forum_with (const Set *activity)
{
  GPtrArray *records = g_ptr_array_new_with_free_func (g_object_unref);
  SamForum *forum = sam_forum_new ();

  ADD (records, FORUM, "1", { SAM_FORUM_TITLE, "Forum" });
  ADD (records, ADMINISTRATION, "2", { SAM_ADMINISTRATION_TITLE, "Kulturförvaltningen" });
  ADD (records, STAGE, "3", { SAM_STAGE_MEANING, "cancelled" });
  ADD (records, INITIATIVE, "4", { SAM_INITIATIVE_TITLE, "Demokratidagar" },
       { SAM_INITIATIVE_ADMINISTRATION, ID ("2") });
  ADD (records, INITIATIVE, "5", { SAM_INITIATIVE_TITLE, "Gästdag" },
       { SAM_INITIATIVE_ADMINISTRATION, ID ("2") }, { SAM_INITIATIVE_STAGE, ID ("3") });
  ADD (records, VENUE, "6", { SAM_VENUE_TITLE, "Stadsbiblioteket" });
  ADD (records, PERSON, "7", { SAM_PERSON_TITLE, "Maja Norén" });
  add (records, SAM_KIND_ACTIVITY, ID ("8"), activity);
  sam_forum_load (forum, records);
  return forum;
}

static void
test_says (void)
{
  static const struct
  {
    Set activity[8];
    gboolean clashes;
    SamBarShape shape;
    gboolean cancelled;
    const char *name;
    const char *tooltip;
  } rows[] = {
    { { { SAM_ACTIVITY_TITLE, "Öppet samtal" },
        { SAM_ACTIVITY_INITIATIVE, ID ("4") },
        { SAM_ACTIVITY_TYPE, "programme_item" },
        { SAM_ACTIVITY_STARTS, "2025-10-31" },
        { SAM_ACTIVITY_ENDS, "2025-11-02" },
        { SAM_ACTIVITY_VENUE, ID ("6") },
        { SAM_ACTIVITY_RESPONSIBLE, ID ("7") } },
      TRUE,
      SAM_BAR_PROGRAMME_ITEM,
      FALSE,
      "Öppet samtal, programme item, 31 October – 2 November, Stadsbiblioteket, "
      "Kulturförvaltningen, clashes",
      "Öppet samtal\n31 Oct – 2 Nov\nStadsbiblioteket\nMaja Norén\nDemokratidagar\n"
      "Kulturförvaltningen\nClashes – Shift+Enter says with what" },
    /* Named as its initiative, which then is not said twice. */
    { { { SAM_ACTIVITY_TITLE, "Gästdag" },
        { SAM_ACTIVITY_INITIATIVE, ID ("5") },
        { SAM_ACTIVITY_TYPE, "preparation" },
        { SAM_ACTIVITY_STARTS, "2025-11-06" } },
      FALSE,
      SAM_BAR_PREPARATION,
      TRUE,
      "Gästdag, preparation, 6 November, Kulturförvaltningen, cancelled",
      "Gästdag\n6 Nov\nKulturförvaltningen\nCancelled" },
    /* An initiative that is not here yet, and no title. */
    { { { SAM_ACTIVITY_INITIATIVE, ID ("9") },
        { SAM_ACTIVITY_TYPE, "milestone" },
        { SAM_ACTIVITY_STARTS, "2025-11-06" } },
      FALSE,
      SAM_BAR_MILESTONE,
      FALSE,
      "Untitled, milestone, 6 November",
      "Untitled\n6 Nov" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SamForum) forum = forum_with (rows[i].activity);
      SamSource *source = sam_forum_source (forum);
      SamRecord *activity = sam_forum_get (forum, ID ("8"));
      g_autofree char *tooltip = sam_bar_tooltip (source, activity, TODAY, rows[i].clashes);
      SamBarSays says;

      sam_bar_says (source, activity, TODAY, rows[i].clashes, &says);
      g_assert_cmpint (says.shape, ==, rows[i].shape);
      g_assert_cmpint (says.cancelled, ==, rows[i].cancelled);
      g_assert_cmpstr (says.name, ==, rows[i].name);
      g_assert_cmpstr (tooltip, ==, rows[i].tooltip);
      sam_bar_says_clear (&says);
    }
}

static void
test_lanes (void)
{
  static const struct
  {
    SamTimelineGrouping grouping;
    const char *initiative, *venue, *person;
    const char *lane; /* id; NULL: the lane of those without */
    const char *name;
  } rows[] = {
    { SAM_GROUP_ADMINISTRATION, ID ("4"), NULL, NULL, ID ("2"), "Kulturförvaltningen, 1 activity" },
    { SAM_GROUP_ADMINISTRATION, ID ("9"), NULL, NULL, NULL, "No administration, 1 activity" },
    { SAM_GROUP_VENUE, ID ("4"), ID ("6"), NULL, ID ("6"), "Stadsbiblioteket, 1 activity" },
    { SAM_GROUP_VENUE, ID ("4"), NULL, NULL, NULL, "No venue, 1 activity" },
    { SAM_GROUP_PERSON, ID ("4"), NULL, ID ("7"), ID ("7"), "Maja Norén, 1 activity" },
    { SAM_GROUP_PERSON, ID ("4"), NULL, NULL, NULL, "Nobody responsible, 1 activity" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Set sets[4] = { { SAM_ACTIVITY_INITIATIVE, rows[i].initiative } };
      g_autoptr (SamForum) forum = NULL;
      g_autofree char *name = NULL;
      SamRecord *lane;

      if (rows[i].venue)
        sets[1] = (Set){ SAM_ACTIVITY_VENUE, rows[i].venue };
      else if (rows[i].person)
        sets[1] = (Set){ SAM_ACTIVITY_RESPONSIBLE, rows[i].person };
      forum = forum_with (sets);
      lane = sam_timeline_lane_of (sam_forum_source (forum), sam_forum_get (forum, ID ("8")),
                                   rows[i].grouping);
      name = sam_timeline_lane_name (rows[i].grouping, lane, 1);
      g_assert_cmpstr (lane ? sam_record_id (lane) : NULL, ==, rows[i].lane);
      g_assert_cmpstr (name, ==, rows[i].name);
    }
}

static void
test_place (void)
{
  static const struct
  {
    const char *type, *starts, *ends;
    double from, to; /* from 2025-10-29; negative: nowhere */
  } rows[] = {
    { "programme_item", NULL, NULL, -1, -1 },
    { "programme_item", "2025-10-29", NULL, 0, 1 },
    { "programme_item", "2025-10-29", "2025-10-30", 0, 2 },
    { "programme_item", "2025-10-29T12:00", "2025-10-29T18:00", 0.5, 0.75 },
    { "programme_item", "2025-10-29T12:00", NULL, 0.5, 0.5 + 1 / 24.0 },
    /* An end before its start, as two desks may leave it, is still something to take hold of. */
    { "programme_item", "2025-10-29T12:00", "2025-10-29T11:00", 0.5, 0.5 + 1 / 96.0 },
    { "milestone", "2025-10-29", NULL, 0.5, 0.5 },
    { "milestone", "2025-10-29T18:00", "2025-10-30", 0.75, 0.75 },
  };
  g_autoptr (SamTimelineZone) zone = sam_timeline_zone_new ("Europe/Stockholm");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SamRecord) activity = sam_record_new (SAM_KIND_ACTIVITY, ID ("8"));
      double from = 0, to = 0;
      gboolean somewhere;

      sam_record_take_value (activity, SAM_ACTIVITY_TYPE, sam_value_text (rows[i].type));
      sam_record_take_value (activity, SAM_ACTIVITY_STARTS, sam_value_text (rows[i].starts));
      sam_record_take_value (activity, SAM_ACTIVITY_ENDS, sam_value_text (rows[i].ends));
      somewhere = sam_timeline_place (zone, activity, &from, &to);
      g_assert_cmpint (somewhere, ==, rows[i].from >= 0);
      if (!somewhere)
        continue;
      g_assert_cmpfloat_with_epsilon (from - TODAY, rows[i].from, 1e-9);
      g_assert_cmpfloat_with_epsilon (to - TODAY, rows[i].to, 1e-9);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/timeline-model/says", test_says);
  g_test_add_func ("/timeline-model/lanes", test_lanes);
  g_test_add_func ("/timeline-model/place", test_place);
  return g_test_run ();
}
