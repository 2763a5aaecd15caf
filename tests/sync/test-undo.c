/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/undo.h"

#include "base/error.h"
#include "tests/sync/town.h"

/* Tables of commands with the state after each. A command is
 *   do EDIT        ben does it (and could undo it)
 *   join EDIT      ben does it as more of the same act
 *   NAME EDIT      somebody else does it: anna, cilla
 *   undo, redo     refused if somebody has changed something since, until it is
 *   undo!, redo!   confirmed
 *   restart        the stack goes through its text */
typedef struct
{
  const char *command;
  const char *after; /* as in court.h; "asks: words" for what is asked; "nothing" */
} Step;

typedef struct
{
  const char *name;
  Step steps[24];
} Story;

static const Story stories[] = {
  { "a-value",
    { { "undo", "nothing" },
      { "redo", "nothing" },
      { "do match.title=Match>Cup", "match.title=Cup" },
      { "undo", "match.title=Match" },
      { "undo", "nothing" },
      { "redo", "match.title=Cup" },
      { "redo", "nothing" },
      { "undo", "match.title=Match" } } },
  { "a-new-act-clears-redo",
    { { "do match.title=Match>Cup", "" },
      { "undo", "" },
      { "do match.audience=>All", "" },
      { "redo", "nothing" },
      { "undo", "match.audience=" },
      { "undo", "nothing" } } },
  { "a-long-walk",
    { { "do match.title=Match>A", "" },
      { "do match.title=A>B", "" },
      { "do match.title=B>C;match.audience=>All", "" },
      { "undo", "match.title=B;match.audience=" },
      { "undo", "match.title=A" },
      { "redo", "match.title=B" },
      { "redo", "match.title=C;match.audience=All" },
      { "undo", "match.title=B;match.audience=" },
      { "do match.title=B>D", "match.title=D" },
      { "redo", "nothing" },
      { "undo", "match.title=B" },
      { "undo", "match.title=A" },
      { "undo", "match.title=Match" },
      { "undo", "nothing" },
      { "redo", "match.title=A" },
      { "redo", "match.title=B" },
      { "redo", "match.title=D" },
      { "redo", "nothing" } } },
  { "survives-a-restart",
    { { "do match.title=Match>A", "" },
      { "do match.title=A>B", "" },
      { "undo", "match.title=A" },
      { "restart", "match.title=A" },
      { "redo", "match.title=B" },
      { "restart", "" },
      { "undo", "match.title=A" },
      { "undo", "match.title=Match" },
      { "restart", "" },
      { "redo", "match.title=A" } } },
  { "create",
    { { "do +activity new;new.title=>New;new.initiative=>match;new.type=>milestone",
        "new.title=New" },
      { "undo", "new.deleted=yes" },
      { "redo", "new.deleted=no;new.title=New" },
      { "undo", "new.deleted=yes" },
      { "redo", "new.deleted=no;new.title=New;new.initiative=match" } } },
  { "create-and-change",
    { { "do +activity new;new.title=>New;new.initiative=>match;new.type=>milestone", "" },
      { "do new.title=New>Newer", "" },
      { "undo", "new.title=New" },
      { "undo", "new.deleted=yes" },
      { "redo", "new.deleted=no;new.title=New" },
      { "redo", "new.title=Newer" } } },
  { "create-then-others-add",
    { { "do +initiative new;new.title=>New;new.administration=>kultur;new.origin=>new;"
        "new.stage=>idea",
        "" },
      { "anna +activity part;part.title=>Part;part.initiative=>new;part.type=>milestone", "" },
      { "undo", "asks: “Part”: has been added since" },
      { "undo!", "new.deleted=yes;part.deleted=yes;conflicts=" },
      { "redo", "new.deleted=no;part.deleted=no" } } },
  { "create-then-others-change",
    { { "do +activity new;new.title=>New;new.initiative=>match;new.type=>milestone", "" },
      { "cilla new.title=New>Other", "" },
      { "undo", "asks: is now “Other”" },
      { "undo!", "new.deleted=yes;new.title=Other;conflicts=" },
      { "redo", "new.deleted=no;new.title=Other" } } },
  { "delete-with-parts",
    { { "do -visitors;-goal", "goal.deleted=yes;visitors.deleted=yes" },
      { "undo", "goal.deleted=no;visitors.deleted=no" },
      { "redo", "goal.deleted=yes;visitors.deleted=yes" },
      { "undo", "goal.deleted=no;visitors.deleted=no" } } },
  { "a-set-by-element",
    { { "do match.themes=>one,two", "match.themes=one,two" },
      { "anna match.themes=one,two>one,two,three", "" },
      { "undo", "match.themes=three" },
      { "redo", "match.themes=one,three,two" },
      { "anna match.themes=one,three,two>three,two", "" },
      { "undo", "match.themes=three" } } },
  { "long-text-around-others",
    { { "do match.summary=>a\nb\nc", "" },
      { "do match.summary=a\nb\nc>A\nb\nc", "" },
      { "cilla match.summary=A\nb\nc>A\nb\nC", "" },
      { "undo", "match.summary=a\nb\nC" },
      { "redo", "match.summary=A\nb\nC" } } },
  { "asks-before-it-overwrites",
    { { "do match.title=Match>Cup", "" },
      { "cilla match.title=Cup>Final", "" },
      { "undo", "asks: “Title” is now “Final”" },
      { "undo!", "match.title=Match;conflicts=" },
      { "redo", "match.title=Final" },
      { "undo", "match.title=Match" } } },
  { "asks-of-choices-too",
    { { "do match.origin=new>existing", "" },
      { "cilla match.origin=existing>ordinary", "" },
      { "undo", "asks: “Origin”" },
      { "undo!", "match.origin=new" } } },
  { "somebody-has-done-it-already",
    { { "do match.title=Match>Cup", "" },
      { "cilla match.title=Cup>Match", "" },
      { "undo", "match.title=Match;conflicts=" } } },
  { "of-what-was-deleted-since",
    { { "do hall.title=Hall>Big hall", "" },
      { "anna -hall", "" },
      { "undo", "asks: has been deleted" },
      { "undo!", "hall.deleted=yes;hall.title=Big hall;conflicts=" } } },
  { "a-merge-group",
    { { "do match.starts=2025-10-01>2025-11-01;match.ends=2025-10-02>2025-11-02", "" },
      { "undo", "match.starts=2025-10-01;match.ends=2025-10-02" },
      { "redo", "match.starts=2025-11-01;match.ends=2025-11-02" },
      { "cilla match.ends=2025-11-02>2025-11-05;match.starts=2025-11-01>2025-11-01", "" },
      { "undo", "asks: “Ends” is now" },
      { "undo!", "match.starts=2025-10-01;match.ends=2025-10-02;conflicts=" } } },
  { "what-only-stands-in-a-conflict",
    { { "cilla match.title=Match>Final", "" },
      { "do match.title=Match>Cup", "match.title=Final;conflicts=match.title:\"Cup\":ben" },
      { "undo", "match.title=Final;conflicts=" } } },
  { "a-held-delete",
    { { "cilla +indicator n;n.title=>N;n.initiative=>match", "" },
      { "cilla n.title=N>M", "" },
      { "stale -n", "n.deleted=no;conflicts=n.deleted:true:ben" },
      { "undo", "n.deleted=no;conflicts=" } } },
  { "several-edits-of-one-act",
    { { "do match.title=Match>A", "" },
      { "join match.title=A>B", "" },
      { "join match.audience=>All", "match.title=B" },
      { "undo", "match.title=Match;match.audience=" },
      { "redo", "match.title=B;match.audience=All" },
      { "undo", "match.title=Match" },
      { "undo", "nothing" } } },
  { "nothing-changed-is-no-act", { { "do ", "" }, { "undo", "nothing" } } },
};

typedef struct
{
  Court *court;
  SamUndo *undo;
  SamAuthor *ben;
  guint n_acts;
} Desk;

static void
restart (Desk *desk)
{
  g_autofree char *text = sam_undo_save (desk->undo);
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;

  sam_undo_free (desk->undo);
  desk->undo = sam_undo_restore (text, &error);
  g_assert_no_error (error);
  again = sam_undo_save (desk->undo);
  g_assert_cmpstr (text, ==, again);
}

static void
do_edit (Desk *desk, const char *where, const char *who, gint64 seen, const char *text,
         const char *group)
{
  g_autoptr (SamAuthor) author = town_author (who);
  g_autoptr (SamEdit) edit = court_edit (desk->court, seen, text);
  g_autoptr (SamVerdict) verdict = NULL;

  sam_edit_set_group (edit, group);
  verdict = court_judge (desk->court, author, edit);
  if (!verdict->accepted)
    g_error ("%s: %s", where, verdict->reason);
  if (strcmp (who, "ben") == 0)
    sam_undo_push (desk->undo, edit);
}

/* TRUE if something was done; what is asked goes to *asks. */
static gboolean
go (Desk *desk, const char *where, gboolean back, gboolean confirmed, char **asks)
{
  Court *court = desk->court;
  g_autofree char *title
      = g_strdup (back ? sam_undo_title (desk->undo) : sam_redo_title (desk->undo));
  g_autoptr (GPtrArray) changed = NULL;
  g_autoptr (SamEdit) edit = (back ? sam_undo_build : sam_redo_build) (
      desk->undo, court_source (court), &court->clock->clock, court->random, &changed);
  g_autoptr (SamVerdict) verdict = NULL;

  g_assert_nonnull (changed);
  g_assert_true ((edit == NULL) == (title == NULL));
  if (edit == NULL)
    return FALSE;
  if (changed->len > 0 && !confirmed)
    {
      g_ptr_array_add (changed, NULL);
      *asks = g_strjoinv ("|", (char **)changed->pdata);
      return TRUE;
    }
  verdict = court_judge (court, desk->ben, edit);
  if (!verdict->accepted)
    g_error ("%s: %s", where, verdict->reason);
  (back ? sam_undo_done : sam_redo_done) (desk->undo, edit);
  g_assert_cmpstr (back ? sam_redo_title (desk->undo) : sam_undo_title (desk->undo), ==, title);
  return TRUE;
}

static void
step (Desk *desk, const char *where, const Step *row)
{
  const char *command = row->command;
  const char *space = strchr (command, ' ');
  const char *rest = space != NULL ? space + 1 : "";
  g_autofree char *asks = NULL;
  gboolean done = TRUE;

  if (g_str_has_prefix (command, "undo"))
    done = go (desk, where, TRUE, command[4] == '!', &asks);
  else if (g_str_has_prefix (command, "redo"))
    done = go (desk, where, FALSE, command[4] == '!', &asks);
  else if (strcmp (command, "restart") == 0)
    restart (desk);
  else if (g_str_has_prefix (command, "do "))
    {
      g_autofree char *group = g_strdup_printf ("act %u", ++desk->n_acts);

      do_edit (desk, where, "ben", -1, rest, world_id (group));
    }
  else if (g_str_has_prefix (command, "join "))
    {
      g_autofree char *group = g_strdup_printf ("act %u", desk->n_acts);

      do_edit (desk, where, "ben", -1, rest, world_id (group));
    }
  else if (g_str_has_prefix (command, "stale "))
    do_edit (desk, where, "ben", 1, rest, NULL);
  else
    do_edit (desk, where, command, -1, rest, NULL);

  if (strcmp (row->after, "nothing") == 0)
    g_assert_false (done);
  else if (g_str_has_prefix (row->after, "asks: "))
    {
      if (asks == NULL || strstr (asks, row->after + 6) == NULL)
        g_error ("%s asks %s", where, asks != NULL ? asks : "nothing");
    }
  else if (!done || asks != NULL)
    g_error ("%s: %s", where, asks != NULL ? asks : "nothing to do");
  else
    court_expect (desk->court, where, row->after);
}

static void
run (gconstpointer data)
{
  const Story *story = data;
  Desk desk = { town_new (), sam_undo_new (), town_author ("ben") };

  world_add (desk.court->forum, SAM_KIND_INDICATOR, "goal", SAM_INDICATOR_TITLE, "Goal",
             SAM_INDICATOR_INITIATIVE, "match", TOWN_END);
  world_add (desk.court->forum, SAM_KIND_MEASUREMENT, "visitors", SAM_MEASUREMENT_INDICATOR, "goal",
             SAM_MEASUREMENT_DATE, "2025-11-01", SAM_MEASUREMENT_VALUE, "1", TOWN_END);
  for (guint i = 0; i < G_N_ELEMENTS (story->steps) && story->steps[i].command != NULL; i++)
    {
      g_autofree char *where = g_strdup_printf ("%s, step %u", story->name, i + 1);

      step (&desk, where, &story->steps[i]);
    }
  sam_undo_free (desk.undo);
  sam_author_free (desk.ben);
  court_free (desk.court);
}

/* The oldest acts go first; the title is that of the act, however often it goes to and fro. */
static void
test_depth (void)
{
  Desk desk = { town_new (), sam_undo_new (), town_author ("ben") };
  guint n = 0;

  for (guint i = 0; i < 250; i++)
    {
      g_autofree char *before = i > 0 ? g_strdup_printf ("%u", i) : g_strdup ("");
      g_autofree char *text = g_strdup_printf ("hall.capacity=%s>%u", before, i + 1);

      do_edit (&desk, "depth", "ben", -1, text, NULL);
      g_assert_cmpstr (sam_undo_title (desk.undo), ==, text);
    }
  restart (&desk);
  while (sam_undo_title (desk.undo) != NULL)
    {
      char *asks = NULL;

      g_assert_true (go (&desk, "depth", TRUE, FALSE, &asks));
      g_assert_null (asks);
      n++;
    }
  g_assert_cmpuint (n, ==, 200);
  court_expect (desk.court, "depth", "hall.capacity=50");
  restart (&desk);
  while (sam_redo_title (desk.undo) != NULL)
    {
      char *asks = NULL;

      g_assert_true (go (&desk, "depth", FALSE, FALSE, &asks));
    }
  court_expect (desk.court, "depth", "hall.capacity=250");
  sam_undo_free (desk.undo);
  sam_author_free (desk.ben);
  court_free (desk.court);
}

/* Acts that are too large for what is kept across a restart are left out, with all that is older.
 */
static void
test_large (void)
{
  g_autoptr (SamUndo) undo = sam_undo_new ();
  g_autoptr (SamUndo) back = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *summary = g_strnfill (90000, 's');

  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *nick = g_strdup_printf ("edit%u", i);
      g_autoptr (SamEdit) edit
          = sam_edit_new (world_id (nick), nick, "2025-10-29T13:02:11.000000Z");

      sam_edit_add (edit, SAM_KIND_INITIATIVE, world_id ("match"), SAM_INITIATIVE_SUMMARY, SAM_NULL,
                    sam_value_text (summary));
      sam_undo_push (undo, edit);
    }
  text = sam_undo_save (undo);
  g_assert_cmpuint (strlen (text), <, 8 * 1024 * 1024);
  back = sam_undo_restore (text, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sam_undo_title (back), ==, "edit99");
}

static void
test_hostile (void)
{
  static const char *const texts[] = {
    "",
    "x",
    "[]",
    "{}",
    "null",
    "{\"version\":2,\"undo\":[],\"redo\":[]}",
    "{\"version\":\"1\",\"undo\":[],\"redo\":[]}",
    "{\"version\":1,\"undo\":[]}",
    "{\"version\":1,\"undo\":{},\"redo\":[]}",
    "{\"version\":1,\"undo\":[1],\"redo\":[]}",
    "{\"version\":1,\"undo\":[{}],\"redo\":[]}",
    "{\"version\":1,\"undo\":[{\"title\":\"A\",\"edits\":[]}],\"redo\":[]}",
    "{\"version\":1,\"undo\":[{\"title\":\"A\",\"edits\":[{}]}],\"redo\":[]}",
    "{\"version\":1,\"undo\":[{\"title\":7,\"edits\":[]}],\"redo\":[]}",
    "{\"version\":1,\"undo\":[],\"redo\":[{\"edits\":[{\"id\":\"x\"}]}]}",
  };
  g_autoptr (SamUndo) empty = sam_undo_new ();
  g_autofree char *good = sam_undo_save (empty);
  g_autoptr (SamUndo) back = sam_undo_restore (good, NULL);
  GString *many = g_string_new ("{\"version\":1,\"redo\":[],\"undo\":[{}");

  g_assert_nonnull (back);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (sam_undo_restore (texts[i], &error));
      g_assert_true (error != NULL && error->domain == SAM_ERROR);
    }
  for (guint i = 0; i < 1000; i++)
    g_string_append (many, ",{}");
  g_string_append (many, "]}");
  g_assert_null (sam_undo_restore (many->str, NULL));
  g_string_free (many, TRUE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (stories); i++)
    {
      g_autofree char *path = g_strdup_printf ("/undo/%s", stories[i].name);

      g_test_add_data_func (path, &stories[i], run);
    }
  g_test_add_func ("/undo/depth", test_depth);
  g_test_add_func ("/undo/large", test_large);
  g_test_add_func ("/undo/hostile", test_hostile);
  return g_test_run ();
}
