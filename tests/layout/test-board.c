/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/board.h"

/* Round figures: columns are 100 to 200 wide, cards 20 or 30 high, a title of more than 80 in the
 * narrowest column (100 − 2 × 5 − 10) takes two lines. */
static const SamBoardMetrics metrics = {
  .margin = 10,
  .column_minimum = 100,
  .column_maximum = 200,
  .column_gap = 10,
  .lane_header = 40,
  .lane_gap = 6,
  .cell_padding = 5,
  .cell_foot = 7,
  .card_gap = 4,
  .text_inset = 10,
  .card_height = { 20, 30 },
};

static gpointer
card (guint number)
{
  return GUINT_TO_POINTER (number);
}

static void
assert_rect (const SamBoardRect *rect, int x, int y, int width, int height)
{
  g_assert_cmpint (rect->x, ==, x);
  g_assert_cmpint (rect->y, ==, y);
  g_assert_cmpint (rect->width, ==, width);
  g_assert_cmpint (rect->height, ==, height);
}

/* Two lanes of three columns; the first cell has a short, a long and a short card, the lower lane
 * one. */
static SamBoard *
make_board (void)
{
  SamBoard *board = sam_board_new ();

  sam_board_set_metrics (board, &metrics);
  sam_board_reset (board, 3);
  sam_board_add_lane (board, FALSE);
  sam_board_add_lane (board, FALSE);
  sam_board_append (board, 0, 0, card (1), 80);
  sam_board_append (board, 0, 0, card (2), 81);
  sam_board_append (board, 0, 0, card (3), 10);
  sam_board_append (board, 1, 2, card (4), 10);
  return board;
}

static void
test_columns (void)
{
  static const struct
  {
    int viewport;
    int column;
    int width; /* of the board */
  } table[] = {
    { 0, 100, 340 },   { 340, 100, 340 }, { 342, 100, 340 },
    { 343, 101, 343 }, { 640, 200, 640 }, { 2000, 200, 640 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (SamBoard) board = make_board ();
      int width, height, x;

      sam_board_place (board, table[i].viewport);
      sam_board_size (board, &width, &height);
      g_assert_cmpint (width, ==, table[i].width);
      sam_board_column (board, 1, &x, &width);
      g_assert_cmpint (width, ==, table[i].column);
      g_assert_cmpint (x, ==, 20 + table[i].column);
    }
}

static void
test_places (void)
{
  g_autoptr (SamBoard) board = make_board ();
  SamBoardRect rect;
  int width, height;

  sam_board_place (board, 340);
  sam_board_lane_rect (board, 0, &rect);
  assert_rect (&rect, 10, 0, 320, 40);
  sam_board_cell_rect (board, 0, 0, &rect);
  assert_rect (&rect, 10, 40, 100, 95); /* 20 + 4 + 30 + 4 + 20, and 2 × 5 + 7 around */
  sam_board_cell_rect (board, 0, 2, &rect);
  assert_rect (&rect, 230, 40, 100, 95);
  sam_board_card_rect (board, 0, 0, 1, &rect);
  assert_rect (&rect, 15, 69, 90, 30);
  g_assert_true (sam_board_card_is_tall (board, 0, 0, 1));
  g_assert_false (sam_board_card_is_tall (board, 0, 0, 0));
  sam_board_lane_rect (board, 1, &rect);
  assert_rect (&rect, 10, 141, 320, 40);
  sam_board_size (board, &width, &height);
  g_assert_cmpint (height, ==, 141 + 40 + 37 + 10);

  /* A wider column gives the long title room on one line. */
  sam_board_place (board, 400);
  g_assert_false (sam_board_card_is_tall (board, 0, 0, 1));

  /* Collapsed: its cells are gone, what is below moves up. */
  sam_board_set_collapsed (board, 0, TRUE);
  g_assert_true (sam_board_collapsed (board, 0));
  sam_board_place (board, 340);
  sam_board_cell_rect (board, 0, 0, &rect);
  g_assert_cmpint (rect.height, ==, 0);
  sam_board_lane_rect (board, 1, &rect);
  g_assert_cmpint (rect.y, ==, 46);
}

static void
test_changes (void)
{
  g_autoptr (SamBoard) board = make_board ();
  SamBoardRect rect;

  sam_board_place (board, 340);
  g_assert_cmpint (sam_board_find (board, 0, 0, card (3)), ==, 2);
  g_assert_cmpint (sam_board_find (board, 0, 1, card (3)), ==, -1);
  sam_board_remove (board, 0, 0, 1);
  sam_board_insert (board, 1, 2, 0, card (2), 81);
  sam_board_place (board, 340);
  g_assert_cmpint (sam_board_find (board, 0, 0, card (2)), ==, -1);
  g_assert_cmpint (sam_board_find (board, 0, 0, card (3)), ==, 1);
  g_assert_cmpuint (sam_board_lane_count (board, 0), ==, 2);
  g_assert_cmpuint (sam_board_lane_count (board, 1), ==, 2);
  sam_board_card_rect (board, 0, 0, 1, &rect);
  assert_rect (&rect, 15, 69, 90, 20);
  sam_board_card_rect (board, 1, 2, 1, &rect);
  g_assert_cmpint (rect.y, ==, 107 + 40 + 5 + 34);
  g_assert_true (sam_board_card (board, 1, 2, 1) == card (4));

  sam_board_reset (board, 2);
  sam_board_place (board, 340);
  g_assert_cmpuint (sam_board_n_lanes (board), ==, 0);
}

typedef struct
{
  GString *text;
  guint order;
} Seen;

static void
note (const SamBoardPlace *place, gpointer data)
{
  Seen *seen = data;

  /* Reading order grows, always. */
  g_assert_true (seen->text->len == 0 || place->order > seen->order);
  seen->order = place->order;
  if (place->part == SAM_BOARD_LANE)
    g_string_append_printf (seen->text, "L%u ", place->lane);
  else if (place->part == SAM_BOARD_CELL)
    g_string_append_printf (seen->text, "[%u%u] ", place->lane, place->column);
  else
    g_string_append_printf (seen->text, "%u ", GPOINTER_TO_UINT (place->card));
}

static void
test_visit (void)
{
  static const struct
  {
    SamBoardRect range;
    const char *seen;
  } table[] = {
    { { 0, 0, 340, 300 }, "L0 [00] 1 2 3 [01] [02] L1 [10] [11] [12] 4 " },
    { { 0, -50, 340, 50 }, "" },
    { { 0, 0, 340, 40 }, "L0 " },
    { { 0, 39, 340, 2 }, "L0 [00] [01] [02] " },
    { { 0, 46, 110, 1 }, "[00] 1 " },
    { { 0, 65, 110, 4 }, "[00] " },   /* between two cards */
    { { 0, 98, 110, 1 }, "[00] 2 " }, /* the last pixel of the second */
    { { 0, 99, 110, 1 }, "[00] " },   /* the one below it */
    { { 0, 64, 110, 6 }, "[00] 1 2 " },
    { { 230, 64, 10, 6 }, "[02] " },
    { { 110, 0, 10, 300 }, "L0 L1 " }, /* the gap between columns */
    { { 0, 135, 340, 6 }, "" },        /* the gap between lanes */
    { { 230, 180, 100, 10 }, "L1 [12] 4 " },
    { { 0, 5000, 340, 100 }, "" },
  };
  g_autoptr (SamBoard) board = make_board ();

  sam_board_place (board, 340);
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      Seen seen = { .text = g_string_new (NULL) };

      sam_board_visit (board, &table[i].range, note, &seen);
      g_assert_cmpstr (seen.text->str, ==, table[i].seen);
      g_string_free (seen.text, TRUE);
    }

  /* Of a collapsed lane there is the header. */
  sam_board_set_collapsed (board, 0, TRUE);
  sam_board_place (board, 340);
  {
    Seen seen = { .text = g_string_new (NULL) };

    sam_board_visit (board, &table[0].range, note, &seen);
    g_assert_cmpstr (seen.text->str, ==, "L0 L1 [10] [11] [12] 4 ");
    g_string_free (seen.text, TRUE);
  }

  sam_board_reset (board, 3);
  sam_board_place (board, 340);
  sam_board_visit (board, &table[0].range, note, NULL);
}

static void
test_drop (void)
{
  static const struct
  {
    int x, y;
    SamBoardSpot spot;
    int mark; /* y of the mark */
  } table[] = {
    { 50, 45, { 0, 0, 0 }, 43 },    { 50, 55, { 0, 0, 0 }, 43 },   { 50, 56, { 0, 0, 1 }, 67 },
    { 50, 66, { 0, 0, 1 }, 67 },    { 50, 84, { 0, 0, 1 }, 67 },   { 50, 85, { 0, 0, 2 }, 101 },
    { 50, 120, { 0, 0, 3 }, 125 },  { 50, 137, { 0, 0, 3 }, 125 }, { 114, 60, { 0, 0, 1 }, 67 },
    { 115, 60, { 0, 1, 0 }, 45 },   { -40, 60, { 0, 0, 1 }, 67 },  { 9000, 60, { 0, 2, 0 }, 45 },
    { 50, -9, { 0, 0, 0 }, 43 },    { 50, 145, { 1, 0, 0 }, 186 }, { 300, 190, { 1, 2, 0 }, 184 },
    { 300, 900, { 1, 2, 1 }, 208 },
  };
  g_autoptr (SamBoard) board = make_board ();
  SamBoardRect mark;
  SamBoardSpot spot;

  sam_board_place (board, 340);
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_assert_true (sam_board_drop (board, table[i].x, table[i].y, &spot));
      g_assert_cmpuint (spot.lane, ==, table[i].spot.lane);
      g_assert_cmpuint (spot.column, ==, table[i].spot.column);
      g_assert_cmpuint (spot.index, ==, table[i].spot.index);
      sam_board_mark (board, &spot, &mark);
      g_assert_cmpint (mark.y, ==, table[i].mark);
      g_assert_cmpint (mark.width, ==, 90);
    }

  /* On a collapsed lane: last in the column. */
  sam_board_set_collapsed (board, 0, TRUE);
  sam_board_place (board, 340);
  g_assert_true (sam_board_drop (board, 50, 10, &spot));
  g_assert_cmpuint (spot.index, ==, 3);

  sam_board_reset (board, 0);
  sam_board_place (board, 340);
  g_assert_false (sam_board_drop (board, 50, 10, &spot));
}

static void
count (const SamBoardPlace *place, gpointer data)
{
  (*(guint *)data)++;
}

/* Placing is one walk and looking up touches what is seen: counted, not timed. */
static void
test_many (void)
{
  g_autoptr (SamBoard) board = sam_board_new ();
  guint seen = 0;
  int width, height;

  sam_board_set_metrics (board, &metrics);
  sam_board_reset (board, 1);
  sam_board_add_lane (board, FALSE);
  for (guint i = 0; i < 40000; i++)
    sam_board_append (board, 0, 0, card (i + 1), 10);
  sam_board_place (board, 300);
  sam_board_size (board, &width, &height);
  g_assert_cmpint (height, ==, 40 + 40000 * 24 - 4 + 17 + 10);
  sam_board_visit (board, &(SamBoardRect){ 0, height / 2, 300, 240 }, count, &seen);
  g_assert_cmpuint (seen, <=, 13);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layout/board/columns", test_columns);
  g_test_add_func ("/layout/board/places", test_places);
  g_test_add_func ("/layout/board/changes", test_changes);
  g_test_add_func ("/layout/board/visit", test_visit);
  g_test_add_func ("/layout/board/drop", test_drop);
  g_test_add_func ("/layout/board/many", test_many);
  return g_test_run ();
}
