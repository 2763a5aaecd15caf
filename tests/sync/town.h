/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tests/sync/court.h"

/* The forum of these tests, and the people in it. Everything was made by anna unless it says so. */

/* Accounts by name: anna is coordinator; ben and cilla are members for kultur and fritid; dora is
 * controller; rolf reads. Each has a person with the same nickname. */
static inline SamAuthor *
town_author (const char *name)
{
  const char *kultur[] = { world_id ("kultur"), NULL };
  const char *fritid[] = { world_id ("fritid"), NULL };

  switch (*name)
    {
    case 'a':
      return sam_author_new ("anna", world_id ("anna"), SAM_ROLE_COORDINATOR, NULL);
    case 'b':
      return sam_author_new ("ben", world_id ("ben"), SAM_ROLE_MEMBER, kultur);
    case 'c':
      return sam_author_new ("cilla", world_id ("cilla"), SAM_ROLE_MEMBER, fritid);
    case 'd':
      return sam_author_new ("dora", world_id ("dora"), SAM_ROLE_CONTROLLER, NULL);
    case 'r':
      return sam_author_new ("rolf", world_id ("rolf"), SAM_ROLE_READER, NULL);
    default:
      g_assert_not_reached ();
    }
}

#define TOWN_END SAM_NO_FIELD

static inline void
town_made_by (Court *court, const char *nick, const char *account)
{
  g_autoptr (SamRecord) record
      = sam_record_copy (sam_forum_get (court->forum, court_id (court, nick)));
  SamRecordMeta meta = { .seq = 1,
                         .at = "2025-01-01T00:00:00.000000Z",
                         .by = account,
                         .created_at = "2025-01-01T00:00:00.000000Z",
                         .created_by = account };

  sam_record_set_meta (record, &meta);
  world_put (court->forum, record);
}

static inline void
town_build_basics (SamForum *f)
{
  world_add (f, SAM_KIND_FORUM, "forum", SAM_FORUM_TITLE, "Öppna Malmö", TOWN_END);
  world_add (f, SAM_KIND_ADMINISTRATION, "kultur", SAM_ADMINISTRATION_TITLE, "Kultur",
             SAM_ADMINISTRATION_CODE, "kultur", TOWN_END);
  world_add (f, SAM_KIND_ADMINISTRATION, "fritid", SAM_ADMINISTRATION_TITLE, "Fritid",
             SAM_ADMINISTRATION_CODE, "fritid", TOWN_END);
  world_add (f, SAM_KIND_STAGE, "idea", SAM_STAGE_TITLE, "Idé", SAM_STAGE_CODE, "idea",
             SAM_STAGE_MEANING, "open", TOWN_END);
  world_add (f, SAM_KIND_STAGE, "planned", SAM_STAGE_TITLE, "Planerat", SAM_STAGE_CODE, "planned",
             SAM_STAGE_MEANING, "open", TOWN_END);
  for (guint i = 0; i < 4; i++)
    {
      static const char *const nicks[] = { "one", "two", "three", "four" };

      world_add (f, SAM_KIND_THEME, nicks[i], SAM_THEME_TITLE, nicks[i], SAM_THEME_CODE, nicks[i],
                 TOWN_END);
    }
  for (guint i = 0; i < 5; i++)
    {
      static const char *const nicks[] = { "anna", "ben", "cilla", "dora", "rolf" };

      world_add (f, SAM_KIND_PERSON, nicks[i], SAM_PERSON_TITLE, nicks[i], SAM_PERSON_ACCOUNT,
                 nicks[i], TOWN_END);
    }
  world_add (f, SAM_KIND_VENUE, "hall", SAM_VENUE_TITLE, "Hall", TOWN_END);
  world_add (f, SAM_KIND_VENUE, "park", SAM_VENUE_TITLE, "Park", TOWN_END);
}

/* match is led by kultur, and fritid takes part; fest is fritid's own. */
static inline void
town_build_work (SamForum *f)
{
  world_add (f, SAM_KIND_INITIATIVE, "match", SAM_INITIATIVE_TITLE, "Match",
             SAM_INITIATIVE_ADMINISTRATION, "kultur", SAM_INITIATIVE_PARTICIPATING, "fritid",
             SAM_INITIATIVE_ORIGIN, "new", SAM_INITIATIVE_STAGE, "idea", SAM_INITIATIVE_STARTS,
             "2025-10-01", SAM_INITIATIVE_ENDS, "2025-10-02", TOWN_END);
  world_add (f, SAM_KIND_INITIATIVE, "fest", SAM_INITIATIVE_TITLE, "Fest",
             SAM_INITIATIVE_ADMINISTRATION, "fritid", SAM_INITIATIVE_ORIGIN, "new",
             SAM_INITIATIVE_STAGE, "idea", TOWN_END);
  world_add (f, SAM_KIND_ACTIVITY, "show", SAM_ACTIVITY_TITLE, "Show", SAM_ACTIVITY_INITIATIVE,
             "match", SAM_ACTIVITY_TYPE, "programme_item", SAM_ACTIVITY_PUBLICATION, "draft",
             TOWN_END);
  world_add (f, SAM_KIND_GRANT, "grant", SAM_GRANT_TITLE, "Grant", SAM_GRANT_AMOUNT, "1000",
             TOWN_END);
  world_add (f, SAM_KIND_BUDGET_LINE, "line", SAM_BUDGET_LINE_TITLE, "Line",
             SAM_BUDGET_LINE_INITIATIVE, "match", SAM_BUDGET_LINE_PLANNED, "500", TOWN_END);
  world_add (f, SAM_KIND_TRANSACTION, "order", SAM_TRANSACTION_BUDGET_LINE, "line",
             SAM_TRANSACTION_TYPE, "commitment", SAM_TRANSACTION_AMOUNT, "100",
             SAM_TRANSACTION_MONTH, "2025-10-01", TOWN_END);
  world_add (f, SAM_KIND_TRANSACTION, "paid", SAM_TRANSACTION_BUDGET_LINE, "line",
             SAM_TRANSACTION_TYPE, "actual", SAM_TRANSACTION_AMOUNT, "100", SAM_TRANSACTION_MONTH,
             "2025-10-01", TOWN_END);
  world_add (f, SAM_KIND_ALLOCATION, "share", SAM_ALLOCATION_GRANT, "grant", SAM_ALLOCATION_TO,
             "kultur", SAM_ALLOCATION_AMOUNT, "100", SAM_ALLOCATION_STATE, "proposed",
             SAM_ALLOCATION_PROPOSED_BY, "ben", TOWN_END);
  world_add (f, SAM_KIND_COMMENT, "remark", SAM_COMMENT_ABOUT, "fest", SAM_COMMENT_TEXT, "Good",
             SAM_COMMENT_AUTHOR, "ben", TOWN_END);
  world_add (f, SAM_KIND_TASK, "task", SAM_TASK_TITLE, "Task", SAM_TASK_ABOUT, "match",
             SAM_TASK_RESPONSIBLE, "dora", TOWN_END);
  world_add (f, SAM_KIND_LINK, "link", SAM_LINK_ABOUT, "match", SAM_LINK_URL, "https://example.org",
             TOWN_END);
}

static inline void
town_build_meetings (SamForum *f)
{
  world_add (f, SAM_KIND_BODY, "group", SAM_BODY_TITLE, "Group", SAM_BODY_KEEPS, "notes", TOWN_END);
  world_add (f, SAM_KIND_MEETING, "autumn", SAM_MEETING_TITLE, "Autumn", SAM_MEETING_BODY, "group",
             SAM_MEETING_STARTS, "2025-09-01T10:00", SAM_MEETING_STATE, "open",
             SAM_MEETING_APPROVERS, "ben,dora", TOWN_END);
  world_add (f, SAM_KIND_MEETING, "spring", SAM_MEETING_TITLE, "Spring", SAM_MEETING_BODY, "group",
             SAM_MEETING_STARTS, "2025-03-01T10:00", SAM_MEETING_STATE, "approved",
             SAM_MEETING_APPROVERS, "dora", TOWN_END);
  world_add (f, SAM_KIND_AGENDA_ITEM, "opening", SAM_AGENDA_ITEM_TITLE, "Opening",
             SAM_AGENDA_ITEM_MEETING, "spring", SAM_AGENDA_ITEM_STATE, "handled",
             SAM_AGENDA_ITEM_PARAGRAPH, "1", TOWN_END);
  world_add (f, SAM_KIND_AGENDA_ITEM, "money", SAM_AGENDA_ITEM_TITLE, "Money",
             SAM_AGENDA_ITEM_MEETING, "autumn", SAM_AGENDA_ITEM_STATE, "accepted",
             SAM_AGENDA_ITEM_PARAGRAPH, "2", TOWN_END);
  world_add (f, SAM_KIND_AGENDA_ITEM, "idea-item", SAM_AGENDA_ITEM_TITLE, "Idea",
             SAM_AGENDA_ITEM_MEETING, "autumn", SAM_AGENDA_ITEM_STATE, "proposed", TOWN_END);
  world_add (f, SAM_KIND_DECISION, "yes", SAM_DECISION_TITLE, "Yes", SAM_DECISION_AGENDA_ITEM,
             "money", SAM_DECISION_STANDING, "agreed", SAM_DECISION_NUMBER, "1", TOWN_END);
  world_add (f, SAM_KIND_RECONCILIATION, "september", SAM_RECONCILIATION_TITLE, "September",
             SAM_RECONCILIATION_MONTH, "2025-09-01", SAM_RECONCILIATION_CLOSED, "1", TOWN_END);
}

static inline Court *
town_new (void)
{
  static const char *const annas[]
      = { "forum",  "kultur", "fritid",  "idea",  "planned", "one",      "two",   "three",
          "four",   "anna",   "ben",     "cilla", "dora",    "rolf",     "match", "fest",
          "show",   "grant",  "line",    "order", "paid",    "task",     "link",  "group",
          "autumn", "spring", "opening", "money", "yes",     "september" };
  static const char *const bens[] = { "hall", "share", "remark", "idea-item" };
  Court *court = court_new ();

  town_build_basics (court->forum);
  town_build_work (court->forum);
  town_build_meetings (court->forum);
  for (guint i = 0; i < G_N_ELEMENTS (annas); i++)
    town_made_by (court, annas[i], "anna");
  for (guint i = 0; i < G_N_ELEMENTS (bens); i++)
    town_made_by (court, bens[i], "ben");
  town_made_by (court, "park", "cilla");
  court->seq = 1;
  return court;
}
