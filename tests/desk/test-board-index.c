/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The board's index, moves and arrow keys, without a screen. */
#include <string.h>

#include "base/random.h"
#include "desk/board/board-index.h"
#include "desk/board/board-move.h"
#include "desk/board/board-nav.h"
#include "support/forum-records.h"

static const SamBoardMetrics metrics = {
  .margin = 10,
  .column_minimum = 100,
  .column_maximum = 100,
  .lane_header = 20,
  .cell_padding = 5,
  .card_height = { 20, 30 },
};

typedef struct
{
  SamForum *forum;
  SamBoardIndex *index;
  const char *hidden; /* title of an initiative that the filter hides */
  GPtrArray *touched;
  SamBoardEffect effect; /* of the last change */
} Fixture;

#define ID(last) "01900000-0000-7000-8000-0000000000" last
#define STAGE_A ID ("a1")
#define STAGE_B ID ("a2")
#define KULT ID ("b1")
#define FRI ID ("b2")
#define THEME_X ID ("c1")
#define THEME_Y ID ("c2")
#define PERSON ID ("d1")

/* Fields as text, in pairs; ended by SAM_NO_FIELD. */
static SamRecord *
make (SamKindId kind, const char *id, const char *title, ...)
{
  SamRecord *record = sam_record_new (kind, id);
  va_list fields;
  int field;

  test_set (record, sam_kind (kind)->first, title);
  va_start (fields, title);
  while ((field = va_arg (fields, int)) != SAM_NO_FIELD)
    {
      const char *text = va_arg (fields, const char *);

      if (field == SAM_INITIATIVE_ARCHIVED)
        sam_record_take_value (record, field, sam_value_integer (1));
      else
        test_set (record, field, text);
    }
  va_end (fields);
  return record;
}

static SamRecord *
initiative (const char *title, const char *administration, const char *stage, const char *position,
            const char *themes, const char *owner)
{
  g_autofree char *id = g_strdup_printf ("01900000-0000-7000-8001-0000000000%02x", title[0]);

  return make (SAM_KIND_INITIATIVE, id, title, SAM_INITIATIVE_ADMINISTRATION, administration,
               SAM_INITIATIVE_STAGE, stage, SAM_INITIATIVE_POSITION, position,
               SAM_INITIATIVE_THEMES, themes, SAM_INITIATIVE_OWNER, owner, SAM_NO_FIELD);
}

static gboolean
passes (SamRecord *record, gpointer data)
{
  Fixture *fixture = data;

  return g_strcmp0 (sam_record_title (record), fixture->hidden) != 0;
}

static int
title_width (SamRecord *record, gpointer data)
{
  return (int)strlen (sam_record_title (record));
}

static void
on_changed (SamForum *forum, const SamForumDelta *delta, Fixture *fixture)
{
  fixture->effect = sam_board_index_update (fixture->index, delta, fixture->touched);
}

static void
build (Fixture *fixture, SamBoardGrouping grouping)
{
  SamBoardWish wish
      = { .grouping = grouping, .passes = passes, .title_width = title_width, .data = fixture };

  sam_board_index_build (fixture->index, &wish);
  sam_board_set_metrics (sam_board_index_layout (fixture->index), &metrics);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GPtrArray *records = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (records, make (SAM_KIND_FORUM, TEST_FORUM_ID, "Forum", SAM_NO_FIELD));
  g_ptr_array_add (records,
                   make (SAM_KIND_STAGE, STAGE_A, "Idea", SAM_STAGE_POSITION, "b", SAM_NO_FIELD));
  g_ptr_array_add (
      records, make (SAM_KIND_STAGE, STAGE_B, "Planned", SAM_STAGE_POSITION, "c", SAM_NO_FIELD));
  g_ptr_array_add (records, make (SAM_KIND_ADMINISTRATION, KULT, "Kultur",
                                  SAM_ADMINISTRATION_POSITION, "b", SAM_NO_FIELD));
  g_ptr_array_add (records, make (SAM_KIND_ADMINISTRATION, FRI, "Fritid",
                                  SAM_ADMINISTRATION_POSITION, "c", SAM_NO_FIELD));
  g_ptr_array_add (records, make (SAM_KIND_THEME, THEME_X, "X", SAM_NO_FIELD));
  g_ptr_array_add (records, make (SAM_KIND_THEME, THEME_Y, "Y", SAM_NO_FIELD));
  g_ptr_array_add (records, make (SAM_KIND_PERSON, PERSON, "Maja", SAM_NO_FIELD));
  g_ptr_array_add (records, initiative ("1", KULT, STAGE_A, "c", THEME_X "," THEME_Y, PERSON));
  g_ptr_array_add (records, initiative ("2", KULT, STAGE_A, "b", THEME_X, NULL));
  g_ptr_array_add (records, initiative ("3", KULT, STAGE_B, "b", NULL, NULL));
  g_ptr_array_add (records, initiative ("4", FRI, STAGE_A, NULL, NULL, NULL));
  g_ptr_array_add (records, initiative ("5", FRI, STAGE_A, NULL, NULL, PERSON));
  fixture->forum = sam_forum_new ();
  sam_forum_load (fixture->forum, records);
  fixture->index = sam_board_index_new (fixture->forum);
  fixture->touched = g_ptr_array_new ();
  build (fixture, SAM_BOARD_BY_ADMINISTRATION);
  g_signal_connect (fixture->forum, "changed", G_CALLBACK (on_changed), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_signal_handlers_disconnect_by_func (fixture->forum, on_changed, fixture);
  sam_board_index_free (fixture->index);
  g_ptr_array_unref (fixture->touched);
  g_object_unref (fixture->forum);
}

/* "Kultur: 21 | 3; Fritid: 45 | " */
static char *
picture (Fixture *fixture)
{
  SamBoard *board = sam_board_index_layout (fixture->index);
  GString *text = g_string_new (NULL);

  for (guint lane = 0; lane < sam_board_n_lanes (board); lane++)
    {
      SamRecord *group = sam_board_index_lane (fixture->index, lane)->group;

      g_string_append_printf (text, "%s%s: ", lane > 0 ? "; " : "",
                              group ? sam_record_title (group) : "none");
      for (guint column = 0; column < sam_board_n_columns (board); column++)
        {
          if (column > 0)
            g_string_append (text, " | ");
          for (guint i = 0; i < sam_board_count (board, lane, column); i++)
            g_string_append (
                text, sam_record_title (
                          ((SamBoardCard *)sam_board_card (board, lane, column, i))->record));
        }
    }
  return g_string_free (text, FALSE);
}

static void
assert_picture (Fixture *fixture, const char *expected)
{
  g_autofree char *text = picture (fixture);

  g_assert_cmpstr (text, ==, expected);
}

static SamRecord *
find (Fixture *fixture, const char *title)
{
  g_autoptr (GPtrArray) all
      = sam_source_list (sam_forum_source (fixture->forum), SAM_KIND_INITIATIVE);

  for (guint i = 0; i < all->len; i++)
    if (g_str_equal (sam_record_title (all->pdata[i]), title))
      return all->pdata[i];
  g_assert_not_reached ();
}

static void
put (Fixture *fixture, SamRecord *record)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (records, record);
  sam_forum_put (fixture->forum, records);
}

static void
set_field (Fixture *fixture, const char *title, SamFieldId field, const char *text)
{
  SamRecord *record = sam_record_copy (find (fixture, title));

  test_set (record, field, text);
  put (fixture, record);
}

static void
test_groupings (Fixture *fixture, gconstpointer data)
{
  SamBoardWish wish = *sam_board_index_wish (fixture->index);

  assert_picture (fixture, "Kultur: 21 | 3; Fritid: 45 | ");
  g_assert_cmpuint (sam_board_index_shown (fixture->index, 0), ==, 4);
  g_assert_cmpuint (sam_board_index_n_shown (fixture->index), ==, 5);

  build (fixture, SAM_BOARD_BY_THEME);
  assert_picture (fixture, "X: 21 | ; Y: 1 | ; none: 45 | 3");
  g_assert_cmpuint (sam_board_index_shown (fixture->index, 0), ==, 4); /* 1 is counted once */

  build (fixture, SAM_BOARD_BY_OWNER);
  assert_picture (fixture, "Maja: 15 | ; none: 24 | 3");

  /* One administration alone: one lane with all that passes, whoever leads. */
  wish.only = sam_forum_get (fixture->forum, KULT);
  sam_board_index_build (fixture->index, &wish);
  assert_picture (fixture, "Kultur: 2145 | 3");
}

static void
test_filter (Fixture *fixture, gconstpointer data)
{
  SamBoardWish wish = *sam_board_index_wish (fixture->index);

  fixture->hidden = "3";
  build (fixture, SAM_BOARD_BY_ADMINISTRATION);
  assert_picture (fixture, "Kultur: 21 | ; Fritid: 45 | ");
  g_assert_cmpuint (sam_board_index_shown (fixture->index, 1), ==, 0);
  g_assert_cmpuint (sam_board_index_total (fixture->index, 1), ==, 1);

  /* A lane of its own is hidden too; in a search also an empty one. */
  fixture->hidden = "Fritid";
  build (fixture, SAM_BOARD_BY_ADMINISTRATION);
  assert_picture (fixture, "Kultur: 21 | 3; Fritid: 45 | "); /* its cards pass */
  fixture->hidden = "4";
  set_field (fixture, "5", SAM_INITIATIVE_ADMINISTRATION, KULT);
  build (fixture, SAM_BOARD_BY_ADMINISTRATION);
  assert_picture (fixture, "Kultur: 215 | 3; Fritid:  | ");
  wish.searching = TRUE;
  sam_board_index_build (fixture->index, &wish);
  assert_picture (fixture, "Kultur: 215 | 3");

  /* Archived ones are asked for. */
  fixture->hidden = NULL;
  {
    SamRecord *record = sam_record_copy (find (fixture, "2"));

    sam_record_take_value (record, SAM_INITIATIVE_ARCHIVED, sam_value_integer (1));
    put (fixture, record);
  }
  build (fixture, SAM_BOARD_BY_ADMINISTRATION);
  assert_picture (fixture, "Kultur: 15 | 3; Fritid: 4 | ");
  wish.searching = FALSE;
  wish.archived = TRUE;
  sam_board_index_build (fixture->index, &wish);
  assert_picture (fixture, "Kultur: 215 | 3; Fritid: 4 | ");
}

static void
test_updates (Fixture *fixture, gconstpointer data)
{
  SamBoardCard *card = sam_board_index_find (fixture->index, find (fixture, "1"));
  SamRecord *third = find (fixture, "3");
  SamRecord *record;

  set_field (fixture, "1", SAM_INITIATIVE_STAGE, STAGE_B);
  g_assert_cmpint (fixture->effect, ==, SAM_BOARD_CARDS);
  assert_picture (fixture, "Kultur: 2 | 31; Fritid: 45 | ");
  /* The card is the same object, so its widget and the focus stay with it. */
  g_assert_true (sam_board_index_find (fixture->index, find (fixture, "1")) == card);
  g_assert_cmpuint (fixture->touched->len, ==, 1);
  g_assert_true (fixture->touched->pdata[0] == card);
  g_assert_cmpuint (sam_board_index_shown (fixture->index, 1), ==, 2);

  set_field (fixture, "1", SAM_INITIATIVE_POSITION, "a");
  assert_picture (fixture, "Kultur: 2 | 13; Fritid: 45 | ");
  set_field (fixture, "1", SAM_INITIATIVE_ADMINISTRATION, FRI);
  assert_picture (fixture, "Kultur: 2 | 3; Fritid: 45 | 1");

  /* Deleted and restored. */
  record = sam_record_copy (third);
  sam_record_set_deleted (record, TRUE);
  put (fixture, record);
  assert_picture (fixture, "Kultur: 2 | ; Fritid: 45 | 1");
  record = sam_record_copy (third);
  sam_record_set_deleted (record, FALSE);
  put (fixture, record);
  assert_picture (fixture, "Kultur: 2 | 3; Fritid: 45 | 1");

  /* A new one; one in a stage and of an administration that are not here get a column and a lane.
   */
  put (fixture, initiative ("6", KULT, STAGE_A, "d", NULL, NULL));
  g_assert_cmpint (fixture->effect, ==, SAM_BOARD_CARDS);
  assert_picture (fixture, "Kultur: 26 | 3; Fritid: 45 | 1");
  put (fixture, initiative ("7", ID ("ff"), ID ("fe"), "d", NULL, NULL));
  g_assert_cmpint (fixture->effect, ==, SAM_BOARD_ALL);
  assert_picture (fixture, "Kultur: 26 | 3 | ; Fritid: 45 | 1 | ; none:  |  | 7");

  /* What is not on the board. */
  put (fixture, make (SAM_KIND_COMMENT, ID ("e1"), "x", SAM_NO_FIELD));
  g_assert_cmpint (fixture->effect, ==, SAM_BOARD_SAME);
  put (fixture, make (SAM_KIND_TASK, ID ("e2"), "x", SAM_NO_FIELD));
  g_assert_cmpint (fixture->effect, ==, SAM_BOARD_CONTENT);
  put (fixture, make (SAM_KIND_STAGE, ID ("e3"), "Last", SAM_STAGE_POSITION, "d", SAM_NO_FIELD));
  g_assert_cmpint (fixture->effect, ==, SAM_BOARD_ALL);
}

static void
test_lanes_stay (Fixture *fixture, gconstpointer data)
{
  SamBoardLane *lane = sam_board_index_lane (fixture->index, 1);

  sam_board_index_collapse (fixture->index, lane, TRUE);
  g_assert_true (sam_board_collapsed (sam_board_index_layout (fixture->index), 1));
  build (fixture, SAM_BOARD_BY_OWNER);
  g_assert_cmpuint (lane->number, ==, G_MAXUINT);
  build (fixture, SAM_BOARD_BY_ADMINISTRATION);
  g_assert_true (sam_board_index_lane (fixture->index, 1) == lane);
  g_assert_true (sam_board_collapsed (sam_board_index_layout (fixture->index), 1));
}

static void
test_another_load (Fixture *fixture, gconstpointer data)
{
  SamBoardCard *card = sam_board_index_find (fixture->index, find (fixture, "1"));
  SamBoardLane *lane = card->lane;
  GPtrArray *records = test_forum_records (2);

  sam_forum_load (fixture->forum, records);
  g_assert_cmpint (fixture->effect, ==, SAM_BOARD_ALL);
  assert_picture (fixture,
                  "Fritidsförvaltningen: ; Kulturförvaltningen: Initiativ 1 åäöInitiativ 2 åäö");
  /* Who still holds what was there finds that it is not any more. */
  g_assert_null (card->lane);
  g_assert_cmpuint (lane->number, ==, G_MAXUINT);
}

/* Applies what the move says, as the referee would. FALSE: there is nothing to do. */
static gboolean
move (Fixture *fixture, const char *title, guint lane, guint column, guint index, guint *n_changes)
{
  SamBoardCard *card = sam_board_index_find (fixture->index, find (fixture, title));
  SamBoardSpot spot = { lane, column, index };
  g_autofree SamFakeClock *clock = sam_fake_clock_new (0);
  g_autofree SamRandom *random = sam_random_seeded (1);
  g_autoptr (SamEditBuilder) builder
      = sam_edit_builder_new (sam_forum_source (fixture->forum), (SamClock *)clock, random, "Move");
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (SamEdit) edit = NULL;

  if (!sam_board_move_fill (fixture->index, card, &spot, builder))
    return FALSE;
  edit = sam_edit_builder_end (builder);
  for (guint i = 0; i < edit->changes->len; i++)
    {
      const SamChange *change = sam_edit_change (edit, i);
      SamRecord *record = NULL;

      for (guint k = 0; k < records->len; k++)
        if (g_str_equal (sam_record_id (records->pdata[k]), change->record))
          record = records->pdata[k];
      if (!record)
        {
          record = sam_record_copy (sam_forum_get (fixture->forum, change->record));
          g_ptr_array_add (records, record);
        }
      sam_record_take_value (record, change->field, sam_value_copy (&change->value));
    }
  if (n_changes)
    *n_changes = edit->changes->len;
  sam_forum_put (fixture->forum, records);
  return TRUE;
}

static void
test_moves (Fixture *fixture, gconstpointer data)
{
  guint n = 0;

  /* To another stage: stage and position, one edit. */
  g_assert_true (move (fixture, "1", 0, 1, 0, &n));
  g_assert_cmpuint (n, ==, 2);
  assert_picture (fixture, "Kultur: 2 | 13; Fritid: 45 | ");
  /* Down and up; where it stands already there is nothing to do. */
  g_assert_true (move (fixture, "1", 0, 1, 2, &n));
  g_assert_cmpuint (n, ==, 1);
  assert_picture (fixture, "Kultur: 2 | 31; Fritid: 45 | ");
  g_assert_false (move (fixture, "1", 0, 1, 1, NULL));
  g_assert_false (move (fixture, "1", 0, 1, 2, NULL));
  g_assert_true (move (fixture, "1", 0, 1, 0, NULL));
  assert_picture (fixture, "Kultur: 2 | 13; Fritid: 45 | ");

  /* Between two without positions: all in the cell get one. */
  g_assert_true (move (fixture, "2", 1, 0, 1, &n));
  assert_picture (fixture, "Kultur:  | 13; Fritid: 425 | ");
  g_assert_cmpuint (n, ==, 4);
  g_assert_cmpstr (sam_record_text (find (fixture, "2"), SAM_INITIATIVE_ADMINISTRATION), ==, FRI);
  g_assert_true (move (fixture, "5", 1, 0, 0, &n));
  g_assert_cmpuint (n, ==, 1);
  assert_picture (fixture, "Kultur:  | 13; Fritid: 542 | ");
}

static void
test_moves_between_lanes (Fixture *fixture, gconstpointer data)
{
  SamBoardWish wish = *sam_board_index_wish (fixture->index);

  build (fixture, SAM_BOARD_BY_THEME);
  assert_picture (fixture, "X: 21 | ; Y: 1 | ; none: 45 | 3");
  g_assert_true (move (fixture, "2", 1, 0, 0, NULL));
  assert_picture (fixture, "X: 1 | ; Y: 21 | ; none: 45 | 3");
  g_assert_true (move (fixture, "3", 0, 1, 0, NULL));
  assert_picture (fixture, "X: 1 | 3; Y: 21 | ; none: 45 | ");

  build (fixture, SAM_BOARD_BY_OWNER);
  assert_picture (fixture, "Maja: 15 | ; none: 24 | 3");
  g_assert_true (move (fixture, "5", 1, 0, 2, NULL));
  assert_picture (fixture, "Maja: 1 | ; none: 245 | 3");

  /* On the one lane of one administration a move changes no lead. */
  wish.only = sam_forum_get (fixture->forum, KULT);
  sam_board_index_build (fixture->index, &wish);
  g_assert_true (move (fixture, "4", 0, 1, 0, NULL));
  g_assert_cmpstr (sam_record_text (find (fixture, "4"), SAM_INITIATIVE_ADMINISTRATION), ==, FRI);
}

static void
test_keys (Fixture *fixture, gconstpointer data)
{
  /* Kultur: 21 | 3; Fritid: 45 |   - a title of a card, or the lane's number for its header. */
  static const struct
  {
    const char *from;
    SamBoardStep step;
    const char *to;
  } table[] = {
    { "2", SAM_BOARD_DOWN, "1" },         { "1", SAM_BOARD_DOWN, "Fritid" },
    { "Fritid", SAM_BOARD_DOWN, "4" },    { "5", SAM_BOARD_DOWN, "5" },
    { "1", SAM_BOARD_UP, "2" },           { "2", SAM_BOARD_UP, "Kultur" },
    { "Kultur", SAM_BOARD_UP, "Kultur" }, { "Fritid", SAM_BOARD_UP, "1" },
    { "Kultur", SAM_BOARD_DOWN, "2" },    { "3", SAM_BOARD_DOWN, "Fritid" },
    { "2", SAM_BOARD_RIGHT, "3" },        { "1", SAM_BOARD_RIGHT, "3" },
    { "3", SAM_BOARD_LEFT, "2" },         { "3", SAM_BOARD_RIGHT, "3" },
    { "4", SAM_BOARD_RIGHT, "4" },        { "2", SAM_BOARD_CELL_END, "1" },
    { "1", SAM_BOARD_CELL_START, "2" },   { "5", SAM_BOARD_START, "Kultur" },
    { "2", SAM_BOARD_END, "5" },          { "2", SAM_BOARD_PAGE_DOWN, "5" },
    { "5", SAM_BOARD_PAGE_UP, "2" },
  };

  sam_board_place (sam_board_index_layout (fixture->index), 400);
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      SamBoardStop from = { NULL, NULL }, to;

      for (guint lane = 0; lane < 2; lane++)
        if (g_str_equal (sam_record_title (sam_board_index_lane (fixture->index, lane)->group),
                         table[i].from))
          from.lane = sam_board_index_lane (fixture->index, lane);
      if (!from.lane)
        {
          from.card = sam_board_index_find (fixture->index, find (fixture, table[i].from));
          from.lane = from.card->lane;
        }
      to = sam_board_nav (fixture->index, &from, 0, table[i].step, 1000);
      g_assert_cmpstr (sam_record_title (to.card ? to.card->record : to.lane->group), ==,
                       table[i].to);
    }
}

static void
test_keys_pass_closed_lanes (Fixture *fixture, gconstpointer data)
{
  SamBoardStop stop = { sam_board_index_lane (fixture->index, 0), NULL };

  sam_board_index_collapse (fixture->index, stop.lane, TRUE);
  sam_board_place (sam_board_index_layout (fixture->index), 400);
  stop = sam_board_nav (fixture->index, &stop, 0, SAM_BOARD_DOWN, 100);
  g_assert_true (stop.lane == sam_board_index_lane (fixture->index, 1) && !stop.card);
  stop = sam_board_nav (fixture->index, &stop, 0, SAM_BOARD_UP, 100);
  g_assert_true (stop.lane == sam_board_index_lane (fixture->index, 0) && !stop.card);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/desk/board-index/groupings", test_groupings },
    { "/desk/board-index/filter", test_filter },
    { "/desk/board-index/updates", test_updates },
    { "/desk/board-index/lanes-stay", test_lanes_stay },
    { "/desk/board-index/another-load", test_another_load },
    { "/desk/board-index/moves", test_moves },
    { "/desk/board-index/moves-between-lanes", test_moves_between_lanes },
    { "/desk/board-index/keys", test_keys },
    { "/desk/board-index/keys-pass-closed-lanes", test_keys_pass_closed_lanes },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
