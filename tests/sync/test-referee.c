/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/sync/town.h"

/* Stories of a few edits, each with what holds after it. */
typedef struct
{
  const char *who;
  gint64 seen; /* NEW, or an earlier number */
  const char *edit;
  const char *after; /* "refused: words of the reason", or what holds */
} Step;

typedef struct
{
  const char *name;
  Step steps[7];
} Story;

#define NEW (-1)

static const Story values[] = {
  { "clean", { { "ben", NEW, "match.title=Match>Cup", "match.title=Cup;conflicts=" } } },
  { "equal-values",
    { { "ben", NEW, "match.title=Match>Cup", "match.title=Cup" },
      { "cilla", NEW, "match.title=Match>Cup", "match.title=Cup;conflicts=" } } },
  { "ask",
    { { "ben", NEW, "match.title=Match>Cup", "match.title=Cup" },
      { "cilla", NEW, "match.title=Match>Final",
        "match.title=Cup;conflicts=match.title:\"Final\":cilla" },
      { "anna", NEW, "match.title=Match>Derby",
        "match.title=Cup;conflicts=match.title:\"Derby\":anna,match.title:\"Final\":cilla" } } },
  { "last-one-wins",
    { { "ben", NEW, "match.origin=new>existing", "match.origin=existing" },
      { "cilla", NEW, "match.origin=new>ordinary", "match.origin=ordinary;conflicts=" } } },
  { "sets-by-element",
    { { "ben", NEW, "match.themes=>one,two", "match.themes=one,two" },
      { "cilla", NEW, "match.themes=one>one,three", "match.themes=one,three,two" },
      { "ben", NEW, "match.themes=one,two>two", "match.themes=three,two;conflicts=" } } },
  { "long-text",
    { { "ben", NEW, "match.summary=>one two\nthree", "match.summary=one two\nthree" },
      { "ben", NEW, "match.summary=one two\nthree>ONE two\nthree", "match.summary=ONE two\nthree" },
      { "cilla", NEW, "match.summary=one two\nthree>one TWO\nthree",
        "match.summary=ONE TWO\nthree;conflicts=" },
      { "cilla", NEW, "match.summary=one two\nthree>Eins two\nthree",
        "match.summary=ONE TWO\nthree;"
        "conflicts=match.summary:\"Eins two\\nthree\":cilla" } } },
  { "several-changes-some-kept",
    { { "ben", NEW, "match.title=Match>Cup", "" },
      { "cilla", NEW, "match.title=Match>Final;match.audience=>All",
        "match.title=Cup;match.audience=All;conflicts=match.title:\"Final\":cilla" } } },
  { "replaces-what-is-kept",
    { { "ben", NEW, "match.title=Match>Cup", "" },
      { "cilla", NEW, "match.title=Match>Final", "conflicts=match.title:\"Final\":cilla" },
      { "cilla", NEW, "match.title=Final>Finale", "conflicts=match.title:\"Finale\":cilla" },
      /* another author's `from` is no thread to follow */
      { "anna", NEW, "match.title=Finale>X",
        "match.title=Cup;conflicts=match.title:\"Finale\":cilla,match.title:\"X\":anna" },
      { "cilla", NEW, "match.title=Finale>Cup", "conflicts=match.title:\"X\":anna" } } },
  { "withdraws-what-is-kept",
    { { "ben", NEW, "match.title=Match>Cup", "" },
      { "cilla", NEW, "match.title=Match>Final", "conflicts=match.title:\"Final\":cilla" },
      { "cilla", NEW, "match.title=Final>Match", "match.title=Cup;conflicts=" } } },
  { "kept-once",
    { { "ben", NEW, "match.title=Match>Cup", "" },
      { "cilla", NEW, "match.title=Match>Final", "" },
      { "cilla", NEW, "match.title=Match>Final", "conflicts=match.title:\"Final\":cilla" } } },
  { "computed", { { "anna", NEW, "match.planned=>100", "refused: worked out" } } },
  { "invalid-value", { { "anna", NEW, "match.starts=2025-10-01>2025-13-01", "refused: Starts" } } },
  { "invalid-record",
    { { "anna", NEW, "match.ends=2025-10-02>2025-09-01;match.audience=>All",
        "refused: ;match.ends=2025-10-02;match.audience=" } } },
  { "required", { { "anna", NEW, "match.title=Match>", "refused: Title" } } },
  { "unknown-record", { { "anna", NEW, "nowhere.title=A>B", "refused: not in this forum" } } },
  { "unique", { { "anna", NEW, "kultur.code=kultur>fritid", "refused: " } } },
};

static const Story groups[] = {
  { "whole-and-clean",
    { { "ben", NEW, "match.starts=2025-10-01>2025-11-01;match.ends=2025-10-02>2025-11-02",
        "match.starts=2025-11-01;match.ends=2025-11-02" } } },
  { "one-from-fails-all-ask",
    { { "ben", NEW, "match.ends=2025-10-02>2025-10-05;match.starts=2025-10-01>2025-10-01", "" },
      { "cilla", NEW, "match.starts=2025-10-01>2025-11-01;match.ends=2025-10-02>2025-11-02",
        "match.starts=2025-10-01;match.ends=2025-10-05;"
        "conflicts=match.ends:\"2025-11-02\":cilla,match.starts:\"2025-11-01\":cilla" } } },
  { "travels-whole",
    { { "ben", NEW, "match.starts=2025-10-01>2025-09-01;match.ends=2025-10-02>2025-10-02", "" },
      /* cilla moved the end, having seen another start */
      { "cilla", NEW, "match.ends=2025-10-02>2025-10-01;match.starts=2025-10-01>2025-10-01",
        "match.starts=2025-09-01;match.ends=2025-10-02;"
        "conflicts=match.ends:\"2025-10-01\":cilla" } } },
  { "same-values-never-conflict",
    { { "ben", NEW, "match.starts=2025-10-01>2025-10-02;match.ends=2025-10-02>2025-10-03", "" },
      { "cilla", NEW, "match.starts=2025-10-01>2025-10-02;match.ends=2025-10-02>2025-10-03",
        "match.ends=2025-10-03;conflicts=" } } },
  { "other-groups-are-not-held",
    { { "ben", NEW, "match.ends=2025-10-02>2025-10-05", "" },
      { "cilla", NEW, "match.ends=2025-10-02>2025-10-06;match.confirmed_on=>2025-09-01",
        "match.confirmed_on=2025-09-01;conflicts=match.ends:\"2025-10-06\":cilla" } } },
  { "replaced-whole",
    { { "ben", NEW, "match.starts=2025-10-01>2025-10-02;match.ends=2025-10-02>2025-10-03", "" },
      { "cilla", NEW, "match.starts=2025-10-01>2025-11-01;match.ends=2025-10-02>2025-11-02", "" },
      { "cilla", NEW, "match.starts=2025-11-01>2025-12-01;match.ends=2025-11-02>2025-12-02",
        "conflicts=match.ends:\"2025-12-02\":cilla,match.starts:\"2025-12-01\":cilla" } } },
};

static const Story existence[] = {
  { "create", { { "ben", NEW, "+venue barn;barn.title=>Barn", "barn.title=Barn" } } },
  { "create-twice",
    { { "ben", NEW, "+venue barn;barn.title=>Barn", "" },
      { "ben", NEW, "+venue barn;barn.title=>Barn", "refused: already" } } },
  { "create-not-first",
    { { "ben", NEW, "barn.title=>Barn;+venue barn", "refused: not in this forum" } } },
  { "create-and-delete",
    { { "ben", NEW, "+venue barn;barn.title=>Barn;-barn", "barn.deleted=yes" } } },
  { "delete-and-restore",
    { { "anna", NEW, "-park", "park.deleted=yes" },
      { "anna", NEW, "-park", "park.deleted=yes" },
      { "anna", NEW, "*park", "park.deleted=no;park.title=Park" } } },
  { "parts-go-with-the-owner",
    { { "anna", NEW, "-order;-paid;-line;-show;-task;-link;-match",
        "match.deleted=yes;order.deleted=yes;conflicts=" },
      { "anna", NEW, "*match;*line;*show;*task;*link;*paid;*order",
        "match.deleted=no;order.deleted=no" } } },
  { "parts-forgotten", { { "anna", NEW, "-match", "refused: parts;match.deleted=no" } } },
  { "delete-against-edit",
    { { "ben", NEW, "match.title=Match>Cup", "" },
      { "anna", 1, "-order;-paid;-line;-show;-task;-link;-match",
        "match.deleted=no;show.deleted=no;order.deleted=no;conflicts=match.deleted:true:anna" },
      /* having seen it */
      { "anna", NEW, "-order;-paid;-line;-show;-task;-link;-match", "match.deleted=yes" } } },
  { "delete-against-edit-of-a-part",
    { { "ben", NEW, "show.title=Show>Play", "" },
      { "anna", 1, "-order;-paid;-line;-show;-task;-link;-match",
        "match.deleted=no;show.deleted=no;link.deleted=no;conflicts=match.deleted:true:anna" } } },
  { "delete-against-a-new-part",
    { { "ben", NEW,
        "+activity extra;extra.title=>Extra;extra.initiative=>match;"
        "extra.type=>milestone",
        "" },
      { "anna", 1, "-order;-paid;-line;-show;-task;-link;-match",
        "match.deleted=no;conflicts=match.deleted:true:anna" } } },
  { "delete-after-own-edit",
    { { "anna", NEW, "park.title=Park>Garden", "" },
      { "anna", 1, "-park", "park.deleted=yes;conflicts=" } } },
  { "held-delete-taken-back",
    { { "cilla", NEW, "park.title=Park>Garden", "" },
      { "anna", 1, "-park", "park.deleted=no;conflicts=park.deleted:true:anna" },
      { "anna", NEW, "*park", "park.deleted=no;conflicts=" } } },
  { "edit-reaches-a-deleted-record",
    { { "anna", NEW, "-park", "" },
      { "cilla", 1, "park.title=Park>Garden;park.capacity=>100",
        "park.title=Park;park.capacity=;park.deleted=yes;"
        "conflicts=park.capacity:100:cilla,park.title:\"Garden\":cilla" },
      { "cilla", 1, "park.title=Garden>Lawn",
        "conflicts=park.capacity:100:cilla,park.title:\"Lawn\":cilla" } } },
  { "restore-and-edit",
    { { "anna", NEW, "-park", "" },
      { "anna", NEW, "*park;park.title=Park>Garden",
        "park.deleted=no;park.title=Garden;conflicts=" } } },
  { "new-part-of-a-deleted-record",
    { { "anna", NEW, "-remark;-fest", "fest.deleted=yes" },
      { "cilla", 1,
        "+activity dance;dance.title=>Dance;dance.initiative=>fest;dance.type=>milestone",
        "dance.deleted=no" } } },
};

static const Story numbers[] = {
  /* opening has § 1 and money § 2 in the same body and year */
  { "next",
    { { "anna", NEW, "+agenda_item new;new.title=>New;new.meeting=>autumn;new.state=>accepted",
        "new.paragraph=3" } } },
  { "wished",
    { { "anna", NEW,
        "+agenda_item new;new.title=>New;new.meeting=>autumn;new.state=>accepted;new.paragraph=>9",
        "new.paragraph=9" },
      { "anna", NEW,
        "+agenda_item more;more.title=>M;more.meeting=>autumn;more.state=>accepted;"
        "more.paragraph=>9",
        "more.paragraph=10" } } },
  { "several-in-one-edit",
    { { "anna", NEW,
        "+agenda_item new;new.title=>New;new.meeting=>autumn;new.state=>accepted;"
        "+agenda_item more;more.title=>M;more.meeting=>autumn;more.state=>accepted",
        "new.paragraph=3;more.paragraph=4" } } },
  { "a-proposal-has-none-until-taken-up",
    { { "ben", NEW, "+agenda_item new;new.title=>New;new.meeting=>autumn;new.state=>proposed",
        "new.paragraph=" },
      { "anna", NEW, "new.state=proposed>accepted", "new.paragraph=3" } } },
  { "a-meeting-without-a-date",
    { { "anna", NEW,
        "+meeting later;later.title=>Later;later.body=>group;later.state=>planned;"
        "+agenda_item new;new.title=>New;new.meeting=>later;new.state=>accepted",
        "new.paragraph=" },
      { "anna", NEW, "later.starts=>2025-12-01T10:00", "new.paragraph=3" } } },
  { "another-year",
    { { "anna", NEW,
        "+meeting next;next.title=>Next;next.body=>group;next.state=>planned;"
        "next.starts=>2026-01-10T10:00;"
        "+agenda_item new;new.title=>New;new.meeting=>next;new.state=>accepted",
        "new.paragraph=1" },
      /* it moves to a year where 1 is taken */
      { "anna", NEW, "next.starts=2026-01-10T10:00>2025-12-10T10:00", "new.paragraph=3" } } },
  { "another-body",
    { { "anna", NEW,
        "+body board;board.title=>Board;board.keeps=>minutes;"
        "+meeting first;first.title=>First;first.body=>board;first.state=>planned;"
        "first.starts=>2025-09-01T10:00;"
        "+agenda_item new;new.title=>New;new.meeting=>first;new.state=>accepted",
        "new.paragraph=1" } } },
  { "decisions-within-the-item",
    { { "anna", NEW, "+decision no;no.title=>No;no.agenda_item=>money;no.standing=>agreed",
        "no.number=2" },
      { "anna", NEW, "+decision so;so.title=>So;so.agenda_item=>idea-item;so.standing=>agreed",
        "so.number=1" },
      { "anna", NEW, "so.agenda_item=idea-item>money", "so.number=3" } } },
  { "taken-away",
    { { "anna", NEW, "money.paragraph=2>", "money.paragraph=" },
      { "anna", NEW, "money.title=Money>Cash", "money.paragraph=2" } } },
  { "restored-finds-another",
    { { "anna", NEW, "-yes;-money", "" },
      { "anna", NEW, "+agenda_item new;new.title=>N;new.meeting=>autumn;new.state=>accepted",
        "new.paragraph=2" },
      { "anna", NEW, "*money;*yes", "money.paragraph=3;yes.number=1" } } },
};

static const Story settling[] = {
  { "chooses-what-is-kept",
    { { "ben", NEW, "match.title=Match>Cup", "" },
      { "cilla", NEW, "match.title=Match>Final", "conflicts=match.title:\"Final\":cilla" },
      { "ben", NEW, "CONFLICT.state=open>settled;match.title=Cup>Final",
        "match.title=Final;conflicts=" },
      { "ben", NEW, "CONFLICT.state=settled>open;match.title=Final>Cup",
        "match.title=Cup;conflicts=match.title:\"Final\":cilla" } } },
  { "leaves-what-stands-by-who-kept-it",
    { { "ben", NEW, "match.title=Match>Cup", "" },
      { "cilla", NEW, "match.title=Match>Final", "" },
      { "cilla", NEW, "CONFLICT.state=open>settled", "match.title=Cup;conflicts=" } } },
  { "not-by-outsiders",
    { { "ben", NEW, "match.title=Match>Cup", "" },
      { "cilla", NEW, "match.title=Match>Final", "" },
      { "dora", NEW, "CONFLICT.state=open>settled",
        "refused: ;conflicts=match.title:\"Final\":cilla" },
      { "rolf", NEW, "CONFLICT.state=open>settled", "refused: reader" } } },
  { "nothing-else-of-it",
    { { "ben", NEW, "match.title=Match>Cup", "" },
      { "cilla", NEW, "match.title=Match>Final", "" },
      { "anna", NEW, "CONFLICT.kept=\"Final\">\"X\"", "refused: settled" },
      { "anna", NEW, "-CONFLICT", "refused: settled" } } },
  { "not-unseen",
    { { "ben", NEW, "match.title=Match>Cup", "" },
      { "cilla", NEW, "match.title=Match>Final", "" },
      { "cilla", NEW, "match.title=Final>Finale", "" },
      { "ben", 3, "CONFLICT.state=open>settled",
        "refused: look at them again;conflicts=match.title:\"Finale\":cilla" },
      { "ben", NEW, "CONFLICT.state=open>settled", "match.title=Cup;conflicts=" } } },
  { "not-made-by-people",
    { { "anna", NEW, "+conflict c;c.record=>match;c.field=>title;c.state=>open",
        "refused: Nobody" } } },
  { "an-ordinary-edit-does-not-settle",
    { { "ben", NEW, "match.title=Match>Cup", "" },
      { "cilla", NEW, "match.title=Match>Final", "" },
      { "ben", NEW, "match.title=Cup>Final",
        "match.title=Final;conflicts=match.title:\"Final\":cilla" } } },
};

static const Story frozen[] = {
  { "notes",
    { { "anna", NEW, "opening.title=Opening>Start", "refused: “Spring” are approved" },
      { "anna", NEW, "+agenda_item new;new.title=>N;new.meeting=>spring;new.state=>accepted",
        "refused: approved" },
      { "anna", NEW, "money.meeting=autumn>spring", "refused: approved" },
      { "anna", NEW, "-opening", "refused: approved" },
      { "dora", NEW, "spring.state=approved>closed", "spring.state=closed" },
      { "anna", NEW, "opening.title=Opening>Start", "opening.title=Start" } } },
  { "month",
    { { "anna", NEW, "paid.month=2025-10-01>2025-09-01", "refused: 2025-09" },
      { "dora", NEW, "september.closed=1>0", "" },
      { "dora", NEW, "paid.month=2025-10-01>2025-09-01", "paid.month=2025-09-01" },
      /* the last change and the closing in one edit */
      { "dora", NEW, "paid.amount=100>120;september.closed=0>1", "paid.amount=120" },
      { "dora", NEW, "paid.amount=120>130", "refused: 2025-09" } } },
  { "allocation",
    { { "anna", NEW, "share.state=proposed>approved", "share.state=approved" },
      { "anna", NEW, "share.amount=100>200", "refused: approved" },
      { "anna", NEW, "-share", "refused: approved" },
      { "anna", NEW, "share.state=approved>proposed;share.amount=100>200",
        "share.state=proposed;share.amount=200" } } },
};

static const Story people[] = {
  { "filled-in",
    { { "ben", NEW, "+comment new;new.about=>match;new.text=>Hello", "new.author=ben" },
      { "ben", NEW,
        "+allocation more;more.grant=>grant;more.to_administration=>kultur;more.amount=>5;"
        "more.state=>proposed",
        "more.proposed_by=ben" } } },
  { "not-as-another",
    { { "ben", NEW, "+comment new;new.about=>match;new.text=>Hello;new.author=>cilla",
        "refused: own name" },
      { "ben", NEW, "remark.author=ben>cilla", "refused: " } } },
};

/* CONFLICT in an edit is the newest one. */
static SamEdit *
edit_of (Court *court, const Step *step)
{
  g_autofree char *text = g_strdup (step->edit);
  g_autoptr (SamEdit) edit = NULL;
  SamEdit *named;
  g_autoptr (GPtrArray) all = sam_source_list (court_source (court), SAM_KIND_CONFLICT);
  SamRecord *conflict = all->len > 0 ? g_ptr_array_index (all, all->len - 1) : NULL;

  if (conflict == NULL || strstr (text, "CONFLICT") == NULL)
    return court_edit (court, step->seen, text);
  /* As an edit of a stand-in record, then with the conflict's own id. */
  {
    g_autoptr (SamRecord) stand_in = sam_record_new (SAM_KIND_CONFLICT, world_id ("CONFLICT"));

    sam_record_set_deleted (stand_in, TRUE);
    world_put (court->forum, stand_in);
  }
  edit = court_edit (court, step->seen, text);
  named = sam_edit_new (edit->id, edit->title, edit->at);
  sam_edit_set_seen (named, edit->seen_epoch, edit->seen_seq);
  for (guint i = 0; i < edit->changes->len; i++)
    {
      const SamChange *change = sam_edit_change (edit, i);

      sam_edit_add (named, change->kind,
                    strcmp (change->record, world_id ("CONFLICT")) == 0 ? sam_record_id (conflict)
                                                                        : change->record,
                    change->field, sam_value_copy (&change->from), sam_value_copy (&change->value));
    }
  return named;
}

/* History is what changed between two states, no more and no less. */
static void
check_verdict (Court *court, const SamVerdict *verdict, const SamAuthor *author)
{
  for (guint i = 0; i < verdict->records->len; i++)
    {
      const SamRecordMeta *meta = sam_record_meta (g_ptr_array_index (verdict->records, i));

      g_assert_cmpint (meta->seq, ==, court->seq);
      g_assert_cmpstr (meta->by, ==, author->account);
      g_assert_nonnull (meta->created_by);
    }
  for (guint i = 0; i < verdict->history->len; i++)
    {
      const SamHistoryRow *row = &g_array_index (verdict->history, SamHistoryRow, i);

      g_assert_false (sam_value_equal (&row->from, &row->to));
    }
  g_assert_true ((verdict->records->len == 0) == (verdict->history->len == 0));
}

static void
run (gconstpointer data)
{
  const Story *story = data;
  Court *court = town_new ();

  for (guint i = 0; i < G_N_ELEMENTS (story->steps) && story->steps[i].who != NULL; i++)
    {
      const Step *step = &story->steps[i];
      g_autofree char *where = g_strdup_printf ("%s, step %u", story->name, i + 1);
      g_autoptr (SamAuthor) author = town_author (step->who);
      g_autoptr (SamEdit) edit = edit_of (court, step);
      g_autoptr (SamVerdict) verdict = court_judge (court, author, edit);
      const char *after = step->after;

      if (g_str_has_prefix (after, "refused: "))
        {
          const char *end = strchr (after, ';');
          g_autofree char *words
              = g_strndup (after + 9, end != NULL ? (gsize)(end - after - 9) : strlen (after + 9));

          if (verdict->accepted || strstr (verdict->reason, words) == NULL)
            g_error ("%s: %s", where, verdict->accepted ? "was accepted" : verdict->reason);
          after = end != NULL ? end + 1 : "";
        }
      else if (!verdict->accepted)
        g_error ("%s: was refused: %s", where, verdict->reason);
      else
        check_verdict (court, verdict, author);
      court_expect (court, where, after);
    }
  court_free (court);
}

/* Who changed what when, also where the referee adds something of its own. */
static void
test_history (void)
{
  Court *court = town_new ();
  g_autoptr (SamAuthor) anna = town_author ("anna");
  g_autoptr (SamEdit) edit = court_edit (
      court, NEW, "+agenda_item new;new.title=>New;new.meeting=>autumn;new.state=>accepted");
  g_autoptr (SamVerdict) verdict = court_judge (court, anna, edit);
  g_autoptr (GString) rows = g_string_new (NULL);

  for (guint i = 0; i < verdict->history->len; i++)
    {
      const SamHistoryRow *row = &g_array_index (verdict->history, SamHistoryRow, i);

      g_string_append_printf (rows, "%s ", sam_wire_field_name (row->field));
    }
  g_assert_cmpstr (rows->str, ==, "deleted title meeting paragraph state ");
  court_free (court);
}

/* An edit that was judged leaves the source as it was. */
static void
test_pure (void)
{
  Court *court = town_new ();
  g_autoptr (SamAuthor) anna = town_author ("anna");
  g_autoptr (SamEdit) edit = court_edit (court, NEW,
                                         "match.title=Match>Cup;-park;+venue barn;"
                                         "barn.title=>Barn");
  g_autoptr (SamVerdict) verdict
      = sam_referee_judge (court_source (court), edit, anna, 2, "2025-01-01T00:00:00.000000Z",
                           &court->clock->clock, court->random);

  g_assert_true (verdict->accepted);
  g_assert_cmpuint (verdict->records->len, ==, 3);
  court_expect (court, "pure", "match.title=Match;park.deleted=no;barn.title=(none)");
  court_free (court);
}

static void
add_stories (const char *table, const Story *stories, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *path = g_strdup_printf ("/referee/%s/%s", table, stories[i].name);

      g_test_add_data_func (path, &stories[i], run);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add_stories ("values", values, G_N_ELEMENTS (values));
  add_stories ("groups", groups, G_N_ELEMENTS (groups));
  add_stories ("existence", existence, G_N_ELEMENTS (existence));
  add_stories ("numbers", numbers, G_N_ELEMENTS (numbers));
  add_stories ("settling", settling, G_N_ELEMENTS (settling));
  add_stories ("frozen", frozen, G_N_ELEMENTS (frozen));
  add_stories ("people", people, G_N_ELEMENTS (people));
  g_test_add_func ("/referee/history", test_history);
  g_test_add_func ("/referee/pure", test_pure);
  return g_test_run ();
}
