/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/i18n.h"
#include "tests/sync/town.h"

/* Who may do what (DESIGN section 7). A letter where the edit is accepted:
 *   a  anna, coordinator
 *   b  ben, member for kultur, which leads match; he made hall, club, share, remark, idea-item
 *   c  cilla, member for fritid, which takes part in match and leads fest; she made park
 *   d  dora, controller
 *   r  rolf, reader */
typedef struct
{
  const char *edit;
  const char *who;
} Cell;

static const Cell cells[] = {
  /* only coordinators */
  { "forum.title=Öppna Malmö>Öppna Malmö 2025", "a----" },
  { "+forum f2;f2.title=>F2", "a----" },
  { "-forum", "a----" },
  { "+period p2;p2.title=>P;p2.starts=>2025-10-25;p2.ends=>2025-11-09", "a----" },
  { "weeks.title=Weeks>Two weeks", "a----" },
  { "-weeks", "a----" },
  { "+calendar_day d2;d2.title=>D;d2.date=>2025-11-01;d2.type=>public_holiday", "a----" },
  { "saints.title=Saints>All Saints", "a----" },
  { "-saints", "a----" },
  { "+grant g2;g2.title=>G;g2.amount=>5", "a----" },
  { "grant.amount=1000>2000", "a----" },
  { "-grant", "a----" },
  { "+administration a2;a2.title=>A;a2.code=>a2", "a----" },
  { "kultur.title=Kultur>Kulturen", "a----" },
  { "-kultur", "a----" },
  { "+theme t2;t2.title=>T;t2.code=>t2", "a----" },
  { "one.title=one>first", "a----" },
  { "-one", "a----" },
  { "+stage s2;s2.title=>S;s2.code=>s2;s2.meaning=>open", "a----" },
  { "idea.title=Idé>Tanke", "a----" },
  { "-idea", "a----" },
  { "+category c2;c2.title=>C;c2.code=>c2", "a----" },
  { "rent.title=Rent>Premises", "a----" },
  { "-rent", "a----" },
  { "+body b2;b2.title=>B;b2.keeps=>notes", "a----" },
  { "group.title=Group>Working group", "a----" },
  { "-group", "a----" },
  { "+meeting m2;m2.title=>M;m2.body=>group;m2.state=>planned", "a----" },
  { "autumn.place=>Here", "a----" },
  { "autumn.state=open>closed", "a----" },
  { "-yes;-money;-idea-item;-autumn", "a----" },
  { "+decision d3;d3.title=>D;d3.agenda_item=>money;d3.standing=>agreed", "a----" },
  { "yes.title=Yes>No", "a----" },
  { "-yes", "a----" },

  /* notes are approved by the named approvers, whatever else they may do */
  { "autumn.state=open>approved", "-b-d-" },
  { "autumn.state=open>approved;autumn.place=>Here", "-----" },
  { "spring.state=approved>closed", "---d-" },
  { "autumn.approvers=ben,dora>anna;autumn.state=open>approved", "-----" },
  { "autumn.approvers=ben,dora>cilla", "a----" },
  { "+meeting m2;m2.title=>M;m2.body=>group;m2.state=>approved", "-----" },

  /* shared records: members add and change their own; a coordinator changes and deletes */
  { "+venue v2;v2.title=>V", "abc--" },
  { "hall.title=Hall>Big hall", "ab---" },
  { "park.title=Park>Garden", "a-c--" },
  { "-hall", "a----" },
  { "+partner p3;p3.title=>P", "abc--" },
  { "club.title=Club>Sports club", "ab---" },
  { "-club", "a----" },
  { "+person x;x.title=>X", "abc--" },
  { "+person x;x.title=>X;x.account=>x", "a----" },
  { "ben.title=ben>Ben", "a----" },
  { "ben.account=ben>benny", "a----" },
  { "-rolf", "a----" },

  /* records of administrations, by the path */
  { "+initiative i2;i2.title=>I;i2.administration=>kultur;i2.origin=>new;i2.stage=>idea", "ab---" },
  { "+initiative i2;i2.title=>I;i2.administration=>kultur;i2.origin=>new;i2.stage=>idea;"
    "i2.participating_administrations=>fritid",
    "ab---" },
  { "match.title=Match>Cup", "abc--" },
  { "fest.title=Fest>Party", "a-c--" },
  { "match.administration=kultur>fritid", "a----" },
  { "match.administration=kultur>fritid;match.participating_administrations=fritid>kultur",
    "a----" },
  { "match.participating_administrations=fritid>", "ab---" },
  { "fest.participating_administrations=>kultur", "a-c--" },
  { "-order;-paid;-line;-show;-task;-link;-aim;-match", "a----" },
  { "-remark;-fest", "a-c--" },
  { "+activity s3;s3.title=>S;s3.initiative=>match;s3.type=>milestone", "abc--" },
  { "+activity s3;s3.title=>S;s3.initiative=>fest;s3.type=>milestone", "a-c--" },
  { "show.title=Show>Play", "abc--" },
  { "show.initiative=match>fest", "a----" },
  { "-show", "ab---" },
  { "show.publication=draft>ready", "abc--" },
  { "show.publication=draft>published", "a----" },
  { "+budget_line l2;l2.title=>L;l2.initiative=>match", "abc--" },
  { "+budget_line l2;l2.title=>L;l2.administration=>kultur", "ab---" },
  { "line.planned=500>600", "abc--" },
  { "-order;-paid;-line", "a----" },
  { "+link k2;k2.about=>match;k2.url=>https://example.org", "abc--" },
  { "+link k2;k2.about=>hall;k2.url=>https://example.org", "a----" },
  { "link.url=https://example.org>https://example.com", "abc--" },
  { "-link", "ab---" },
  { "+indicator n2;n2.title=>N;n2.initiative=>match", "abc--" },
  { "aim.title=Aim>Goal", "abc--" },
  { "-visitors;-aim", "ab---" },
  { "+measurement m3;m3.indicator=>aim;m3.date=>2025-11-01;m3.value=>5", "abc--" },
  { "visitors.value=1>2", "abc--" },
  { "-visitors", "ab---" },
  /* an activity of a new initiative, in one edit */
  { "+initiative i2;i2.title=>I;i2.administration=>kultur;i2.origin=>new;i2.stage=>idea;"
    "+activity s3;s3.title=>S;s3.initiative=>i2;s3.type=>milestone",
    "ab---" },
  /* taking part by one's own hand, and what one would get by it */
  { "fest.participating_administrations=>kultur;fest.title=Fest>Mine", "a-c--" },

  /* allocations: proposed in one's own name for an own administration, and changed while proposed
   */
  { "+allocation n;n.grant=>grant;n.to_administration=>kultur;n.amount=>5;n.state=>proposed",
    "ab---" },
  { "+allocation n;n.grant=>grant;n.from_administration=>kultur;n.to_administration=>fritid;"
    "n.amount=>5;n.state=>proposed",
    "abc--" },
  { "+allocation n;n.grant=>grant;n.to_administration=>kultur;n.amount=>5;n.state=>approved",
    "-----" },
  { "+allocation n;n.grant=>grant;n.to_administration=>kultur;n.amount=>5;n.state=>approved;"
    "n.reason=>Urgent",
    "a----" },
  { "share.amount=100>200", "ab---" },
  { "share.to_administration=kultur>fritid", "a----" },
  { "share.proposed_by=ben>anna", "-----" },
  { "share.state=proposed>approved", "a----" },
  { "share.state=proposed>rejected", "a----" },
  { "share.approved_by=>anna", "a----" },
  { "-share", "ab---" },

  /* transactions: controllers; members their own administration's commitments and preliminaries */
  { "+transaction t3;t3.budget_line=>line;t3.type=>commitment;t3.amount=>5", "abcd-" },
  { "+transaction t3;t3.budget_line=>line;t3.type=>preliminary_actual;t3.amount=>5", "abcd-" },
  { "+transaction t3;t3.budget_line=>line;t3.type=>actual;t3.amount=>5", "a--d-" },
  { "+transaction t3;t3.budget_line=>line;t3.type=>internal_invoice;t3.amount=>5", "a--d-" },
  { "+transaction t3;t3.budget_line=>other-line;t3.type=>commitment;t3.amount=>5", "a-cd-" },
  { "order.amount=100>120", "abcd-" },
  { "order.type=commitment>actual", "a--d-" },
  { "paid.amount=100>120", "a--d-" },
  { "paid.type=actual>commitment", "a--d-" },
  { "-order", "ab-d-" },
  { "-paid", "a--d-" },

  /* month end: controllers */
  { "+forecast_round r2;r2.title=>R;r2.as_of=>2025-10-01", "a--d-" },
  { "round.title=Round>October", "a--d-" },
  { "-round", "a--d-" },
  { "+reconciliation r3;r3.title=>R;r3.month=>2025-11-01", "a--d-" },
  { "september.closed=1>0", "a--d-" },
  { "-september", "a--d-" },

  /* the agenda: members propose, and change their own proposals */
  { "+agenda_item q;q.title=>Q;q.meeting=>autumn;q.state=>proposed", "abc--" },
  { "+agenda_item q;q.title=>Q;q.meeting=>autumn;q.state=>accepted", "a----" },
  { "idea-item.title=Idea>Better idea", "ab---" },
  { "idea-item.state=proposed>accepted", "a----" },
  { "money.title=Money>Cash", "a----" },
  { "-idea-item", "ab---" },
  { "-yes;-money", "a----" },

  /* tasks: by the path, and done by whoever has it */
  { "+task w;w.title=>W;w.about=>match", "abc--" },
  { "+task w;w.title=>W;w.about=>fest", "a-c--" },
  { "+task w;w.title=>W", "a----" },
  { "task.done=>1", "abcd-" },
  { "task.done=>1;task.due=>2025-10-01", "abc--" },
  { "task.title=Task>Do it", "abc--" },
  { "rolfs.done=>1", "a----" },
  { "-task", "ab---" },

  /* comments: everybody but readers, in their own name */
  { "+comment n;n.about=>match;n.text=>Hello", "abcd-" },
  { "+comment n;n.about=>match;n.text=>Hello;n.author=>dora", "---d-" },
  { "remark.text=Good>Better", "-b---" },
  { "remark.author=ben>anna", "-----" },
  { "-remark", "ab---" },

  /* nobody makes a conflict */
  { "+conflict n;n.record=>match;n.field=>title;n.state=>open", "-----" },
};

/* What the kinds that the town lacks are tried on. */
static Court *
full_town (void)
{
  static const char *const annas[]
      = { "weeks", "saints", "rent", "aim", "visitors", "round", "other-line", "rolfs" };
  Court *court = town_new ();
  SamForum *f = court->forum;

  world_add (f, SAM_KIND_PERIOD, "weeks", SAM_PERIOD_TITLE, "Weeks", SAM_PERIOD_STARTS,
             "2025-10-25", SAM_PERIOD_ENDS, "2025-11-09", TOWN_END);
  world_add (f, SAM_KIND_CALENDAR_DAY, "saints", SAM_CALENDAR_DAY_TITLE, "Saints",
             SAM_CALENDAR_DAY_DATE, "2025-11-01", SAM_CALENDAR_DAY_TYPE, "public_holiday",
             TOWN_END);
  world_add (f, SAM_KIND_PARTNER, "club", SAM_PARTNER_TITLE, "Club", TOWN_END);
  world_add (f, SAM_KIND_CATEGORY, "rent", SAM_CATEGORY_TITLE, "Rent", SAM_CATEGORY_CODE, "rent",
             TOWN_END);
  world_add (f, SAM_KIND_INDICATOR, "aim", SAM_INDICATOR_TITLE, "Aim", SAM_INDICATOR_INITIATIVE,
             "match", TOWN_END);
  world_add (f, SAM_KIND_MEASUREMENT, "visitors", SAM_MEASUREMENT_INDICATOR, "aim",
             SAM_MEASUREMENT_DATE, "2025-11-01", SAM_MEASUREMENT_VALUE, "1", TOWN_END);
  world_add (f, SAM_KIND_FORECAST_ROUND, "round", SAM_FORECAST_ROUND_TITLE, "Round",
             SAM_FORECAST_ROUND_AS_OF, "2025-09-01", TOWN_END);
  world_add (f, SAM_KIND_BUDGET_LINE, "other-line", SAM_BUDGET_LINE_TITLE, "Other",
             SAM_BUDGET_LINE_INITIATIVE, "fest", TOWN_END);
  world_add (f, SAM_KIND_TASK, "rolfs", SAM_TASK_TITLE, "Read", SAM_TASK_RESPONSIBLE, "rolf",
             TOWN_END);
  for (guint i = 0; i < G_N_ELEMENTS (annas); i++)
    town_made_by (court, annas[i], "anna");
  town_made_by (court, "club", "ben");
  return court;
}

/* A delete in the table names the parts that it needs; those that the fuller town has besides are
 * put before it, so that only the rights decide. */
static char *
with_parts (Court *court, const char *edit)
{
  static const struct
  {
    const char *owner, *parts;
  } rows[] = { { "-fest", "-other-line;" }, { "-match", "-visitors;" } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_str_has_suffix (edit, rows[i].owner))
      return g_strconcat (rows[i].parts, edit, NULL);
  return g_strdup (edit);
}

static void
test_cells (void)
{
  static const char *const names[] = { "anna", "ben", "cilla", "dora", "rolf" };

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      GString *accepted = g_string_new (NULL);
      GString *reasons = g_string_new (NULL);

      for (guint j = 0; j < G_N_ELEMENTS (names); j++)
        {
          Court *court = full_town ();
          g_autoptr (SamAuthor) author = town_author (names[j]);
          g_autofree char *text = with_parts (court, cells[i].edit);
          g_autoptr (SamEdit) edit = court_edit (court, -1, text);
          g_autoptr (SamVerdict) verdict = court_judge (court, author, edit);

          g_string_append_c (accepted, verdict->accepted ? *names[j] : '-');
          if (!verdict->accepted)
            {
              g_string_append_printf (reasons, "\n  %s: %s", names[j], verdict->reason);
              g_assert_cmpint (verdict->code, ==, SAM_ERROR_REFUSED);
            }
          court_free (court);
        }
      if (strcmp (accepted->str, cells[i].who) != 0)
        g_error ("“%s” is for %s, not %s%s", cells[i].edit, accepted->str, cells[i].who,
                 reasons->str);
      g_string_free (accepted, TRUE);
      g_string_free (reasons, TRUE);
    }
}

/* The table leaves no kind out: each is made, changed and deleted in it. */
static void
test_every_kind (void)
{
  Court *court = full_town ();
  gboolean seen[SAM_N_KINDS][3] = { { FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_autoptr (SamEdit) edit = court_edit (court, -1, cells[i].edit);

      for (guint j = 0; j < edit->changes->len; j++)
        {
          const SamChange *change = sam_edit_change (edit, j);

          seen[change->kind][change->field != SAM_FIELD_DELETED  ? 1
                             : sam_value_is_null (&change->from) ? 0
                                                                 : 2]
              = TRUE;
        }
    }
  for (guint kind = 0; kind < SAM_N_KINDS; kind++)
    if (kind != SAM_KIND_CONFLICT && !(seen[kind][0] && seen[kind][1] && seen[kind][2]))
      g_error ("the table lacks something of %s", sam_kind (kind)->name);
  court_free (court);
}

/* What is said, and that the interface is told the same beforehand. */
typedef struct
{
  const char *who, *nick, *field; /* field NULL: may the record be deleted */
  const char *words;              /* NULL: yes */
} Asked;

static const Asked asked[] = {
  { "rolf", "match", "title", "A reader cannot change anything" },
  { "ben", "match", "title", NULL },
  { "ben", "fest", "title", "Only members for Fritid and coordinators can change “Fest”." },
  { "cilla", "match", "administration", "Only the administration that leads “Match”" },
  { "cilla", "match", NULL, "Only the administration that leads “Match”" },
  { "ben", "idea", "title", "Only a coordinator can change stages." },
  { "dora", "match", "title", "Only members for Kultur and coordinators" },
  { "anna", "match", "planned", "worked out" },
  { "anna", "opening", "title", "The notes of “Spring” are approved" },
  { "anna", "autumn", "state", NULL },
  { "dora", "autumn", "state", NULL },
  { "cilla", "autumn", "state", "approvers" },
  { "dora", "task", "done", NULL },
  { "dora", "task", "title", "Kultur" },
  { "anna", "remark", "text", "Only whoever wrote a comment can change it." },
  { "ben", "ben", "account", "others have added" },
  { "ben", "hall", NULL, "Only a coordinator can delete venues." },
  { "ben", "share", "state", NULL },
  { "anna", "share", "proposed_by", "for good" },
  { "ben", "paid", "amount", "Only a controller or a coordinator" },
  { "ben", "show", "publication", NULL },
};

static void
test_asked (void)
{
  Court *court = full_town ();

  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      SamRecord *record = sam_forum_get (court->forum, world_id (asked[i].nick));
      g_autoptr (SamAuthor) author = town_author (asked[i].who);
      g_autoptr (GError) error = NULL;
      SamFieldId field = asked[i].field != NULL
                             ? sam_field_find (sam_record_kind (record), asked[i].field)->id
                             : SAM_FIELD_DELETED;
      gboolean may = sam_rights_may_write (author, court_source (court), record, field, &error);

      if (may != (asked[i].words == NULL)
          || (!may && strstr (error->message, asked[i].words) == NULL))
        g_error ("row %u: %s", i, may ? "yes" : error->message);
    }
  court_free (court);
}

/* Who sees a button for something new: a letter where it is there. */
static void
test_may_create (void)
{
  static const struct
  {
    SamKindId kind;
    const char *who;
  } rows[] = {
    { SAM_KIND_STAGE, "a----" },       { SAM_KIND_VENUE, "abc--" },
    { SAM_KIND_INITIATIVE, "abc--" },  { SAM_KIND_ALLOCATION, "abc--" },
    { SAM_KIND_TRANSACTION, "abcd-" }, { SAM_KIND_RECONCILIATION, "a--d-" },
    { SAM_KIND_AGENDA_ITEM, "abc--" }, { SAM_KIND_TASK, "abc--" },
    { SAM_KIND_COMMENT, "abcd-" },     { SAM_KIND_CONFLICT, "-----" },
  };
  static const char *const names[] = { "anna", "ben", "cilla", "dora", "rolf" };
  Court *court = town_new ();
  g_autoptr (SamAuthor) homeless = sam_author_new ("eva", NULL, SAM_ROLE_MEMBER, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GString) may = g_string_new (NULL);

      for (guint j = 0; j < G_N_ELEMENTS (names); j++)
        {
          g_autoptr (SamAuthor) author = town_author (names[j]);

          g_string_append_c (
              may, sam_rights_may_create (author, court_source (court), rows[i].kind, NULL)
                       ? *names[j]
                       : '-');
        }
      g_assert_cmpstr (may->str, ==, rows[i].who);
    }
  g_assert_false (
      sam_rights_may_create (homeless, court_source (court), SAM_KIND_INITIATIVE, NULL));
  g_assert_true (sam_rights_may_create (homeless, court_source (court), SAM_KIND_VENUE, NULL));
  court_free (court);
}

/* What one gets by the very edit does not count: a record is judged as it was, too. */
static void
test_as_it_was (void)
{
  Court *court = full_town ();
  g_autoptr (SamOverlay) after = sam_overlay_new (court_source (court));
  g_autoptr (SamAuthor) ben = town_author ("ben");
  SamRecord *before = sam_forum_get (court->forum, world_id ("other-line"));
  guint64 planned = G_GUINT64_CONSTANT (1)
                    << (SAM_BUDGET_LINE_PLANNED - sam_kind (SAM_KIND_BUDGET_LINE)->first);
  g_autoptr (GError) error = NULL;

  sam_record_take_value (sam_overlay_edit (after, SAM_KIND_INITIATIVE, world_id ("fest")),
                         SAM_INITIATIVE_PARTICIPATING, sam_value_text (world_id ("kultur")));
  g_assert_false (sam_rights_check (
      ben, court_source (court), sam_overlay_source (after), before,
      sam_overlay_edit (after, SAM_KIND_BUDGET_LINE, world_id ("other-line")), planned, &error));
  g_assert_nonnull (strstr (error->message, "Fritid"));
  court_free (court);
}

/* A coordinator's own proposal needs a reason, also where the account is nobody's person. */
static void
test_own_proposal (void)
{
  static const char *const approve = "mine.state=proposed>approved";
  g_autoptr (SamAuthor) with_person = town_author ("anna");
  g_autoptr (SamAuthor) without = sam_author_new ("olle", NULL, SAM_ROLE_COORDINATOR, NULL);
  SamAuthor *const authors[] = { with_person, without };

  for (guint i = 0; i < G_N_ELEMENTS (authors); i++)
    {
      Court *court = town_new ();
      g_autoptr (SamEdit) propose
          = court_edit (court, -1,
                        "+allocation mine;mine.grant=>grant;mine.to_administration=>kultur;"
                        "mine.amount=>5;mine.state=>proposed");
      g_autoptr (SamVerdict) proposed = court_judge (court, authors[i], propose);
      g_autoptr (SamEdit) bare = court_edit (court, -1, approve);
      g_autoptr (SamVerdict) refused = court_judge (court, authors[i], bare);
      g_autoptr (SamEdit) reasoned
          = court_edit (court, -1, "mine.reason=>Urgent;mine.state=proposed>approved");
      g_autoptr (SamVerdict) approved = court_judge (court, authors[i], reasoned);

      g_assert_true (proposed->accepted);
      g_assert_false (refused->accepted);
      g_assert_nonnull (strstr (refused->reason, "reason"));
      g_assert_true (approved->accepted);
      court_free (court);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rights/cells", test_cells);
  g_test_add_func ("/rights/every-kind", test_every_kind);
  g_test_add_func ("/rights/asked", test_asked);
  g_test_add_func ("/rights/may-create", test_may_create);
  g_test_add_func ("/rights/as-it-was", test_as_it_was);
  g_test_add_func ("/rights/own-proposal", test_own_proposal);
  return g_test_run ();
}
