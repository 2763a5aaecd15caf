/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/timeline.h"

#include <string.h>

/* Ten pixels a day and bars without words, unless a test says otherwise. */
static const SamTimelineAxis axis = { 0, 1000, 10 };

static const SamTimelineMetrics metrics = {
  .bar_height = 20,
  .row_gap = 5,
  .lane_padding = 5,
  .lane_minimum = 40,
  .bar_minimum = 4,
  .bar_gap = 2,
  .label_gap = 3,
  .label_space = 2,
  .label_maximum = 100,
  .inside_from = 50,
  .diamond = 10,
};

#define KEY(n_) GUINT_TO_POINTER (n_)

static void
put (SamTimelineLanes *lanes, guint lane, guint key, double starts, double ends, int label)
{
  static const char ids[] = "abcdefghijklmnopqrstuvwxyz";
  SamTimelineBar bar
      = { .key = KEY (key), .id = ids + key % 26, .starts = starts, .ends = ends, .label = label };

  sam_timeline_lanes_put (lanes, KEY (lane), &bar);
}

static void
show (SamTimelineLanes *lanes, guint n)
{
  gpointer keys[] = { KEY (100), KEY (101), KEY (102), KEY (103) };

  sam_timeline_lanes_set_order (lanes, keys, n);
}

static void
test_packing (void)
{
  static const struct
  {
    double starts, ends;
    int label;
    guint row;
    int x, width, extent;
    gboolean inside;
  } rows[] = {
    { 0, 10, 0, 0, 0, 98, 98, TRUE },          { 5, 8, 0, 1, 50, 28, 28, FALSE },
    { 8, 12, 0, 1, 80, 38, 38, FALSE },        /* begins when the one before ends */
    { 8.5, 9, 60, 2, 85, 4, 67, FALSE },       /* with words beside it */
    { 10.5, 10.5, 30, 0, 100, 10, 43, FALSE }, /* a milestone, about its moment */
    { 12.5, 30, 500, 1, 125, 173, 173, TRUE }, /* words inside cost nothing */
    { 13, 13.01, 500, 3, 130, 4, 107, FALSE }, /* words are cut at the longest */
  };
  g_autoptr (SamTimelineLanes) lanes = sam_timeline_lanes_new (&metrics);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    put (lanes, 100, i + 1, rows[i].starts, rows[i].ends, rows[i].label);
  show (lanes, 1);
  g_assert_cmpuint (sam_timeline_lanes_place (lanes, &axis), ==, 1);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const SamTimelineBar *bar = sam_timeline_lanes_find (lanes, KEY (i + 1));

      g_test_message ("bar %u", i);
      g_assert_cmpuint (bar->index, ==, i);
      g_assert_cmpint (bar->x, ==, rows[i].x);
      g_assert_cmpint (bar->width, ==, rows[i].width);
      g_assert_cmpint (bar->extent, ==, rows[i].extent);
      g_assert_cmpint (bar->inside, ==, rows[i].inside);
      g_assert_cmpuint (bar->row, ==, rows[i].row);
    }
  g_assert_cmpint (sam_timeline_lanes_height (lanes), ==, 4 * 25 - 5 + 10);
}

/* The same bars in any order of arrival stand in the same places. */
static void
test_stable (void)
{
  g_autoptr (SamTimelineLanes) one = sam_timeline_lanes_new (&metrics);
  g_autoptr (SamTimelineLanes) other = sam_timeline_lanes_new (&metrics);

  for (guint i = 0; i < 20; i++)
    {
      put (one, 100, i + 1, i / 4, i / 4 + 3, 0);
      put (other, 100, 20 - i, (19 - i) / 4, (19 - i) / 4 + 3, 0);
    }
  show (one, 1);
  show (other, 1);
  sam_timeline_lanes_place (one, &axis);
  sam_timeline_lanes_place (other, &axis);
  for (guint i = 1; i <= 20; i++)
    g_assert_cmpuint (sam_timeline_lanes_find (one, KEY (i))->row, ==,
                      sam_timeline_lanes_find (other, KEY (i))->row);
}

static void
test_changes (void)
{
  g_autoptr (SamTimelineLanes) lanes = sam_timeline_lanes_new (&metrics);
  SamTimelineAxis zoomed = axis;

  put (lanes, 100, 1, 0, 10, 0);
  put (lanes, 101, 2, 0, 10, 0);
  put (lanes, 102, 3, 0, 10, 0);
  put (lanes, 102, 4, 0, 10, 0);
  show (lanes, 3);
  g_assert_cmpuint (sam_timeline_lanes_place (lanes, &axis), ==, 3);
  g_assert_cmpuint (sam_timeline_lanes_place (lanes, &axis), ==, 0);
  g_assert_cmpuint (sam_timeline_lanes_find (lanes, KEY (3))->lane->order, ==, 2);

  /* As it was: nothing to do. Another time: its lane. Another lane: both. */
  put (lanes, 101, 2, 0, 10, 0);
  g_assert_cmpuint (sam_timeline_lanes_place (lanes, &axis), ==, 0);
  put (lanes, 101, 2, 1, 11, 0);
  g_assert_cmpuint (sam_timeline_lanes_place (lanes, &axis), ==, 1);
  put (lanes, 102, 2, 1, 11, 0);
  g_assert_cmpuint (sam_timeline_lanes_place (lanes, &axis), ==, 2);
  g_assert_cmpuint (sam_timeline_lanes_count_bars (lanes, KEY (101)), ==, 0);
  g_assert_cmpuint (sam_timeline_lanes_lane (lanes, KEY (102))->n_rows, ==, 3);
  g_assert_cmpint (sam_timeline_lanes_lane (lanes, KEY (101))->height, ==, 40);

  sam_timeline_lanes_remove (lanes, KEY (3));
  sam_timeline_lanes_remove (lanes, KEY (99));
  g_assert_null (sam_timeline_lanes_find (lanes, KEY (3)));
  g_assert_cmpuint (sam_timeline_lanes_place (lanes, &axis), ==, 1);
  g_assert_cmpuint (sam_timeline_lanes_lane (lanes, KEY (102))->n_rows, ==, 2);

  zoomed.day_width = 20;
  g_assert_cmpuint (sam_timeline_lanes_place (lanes, &zoomed), ==, 3);
  g_assert_cmpint (sam_timeline_lanes_find (lanes, KEY (2))->x, ==, 20);

  /* Hidden lanes keep their bars. */
  show (lanes, 1);
  sam_timeline_lanes_place (lanes, &zoomed);
  g_assert_null (sam_timeline_lanes_find (lanes, KEY (2)));
  g_assert_null (sam_timeline_lanes_lane (lanes, KEY (102)));
  show (lanes, 3);
  sam_timeline_lanes_place (lanes, &zoomed);
  g_assert_nonnull (sam_timeline_lanes_find (lanes, KEY (2)));

  sam_timeline_lanes_clear (lanes);
  g_assert_cmpuint (sam_timeline_lanes_n_shown (lanes), ==, 0);
  g_assert_null (sam_timeline_lanes_at (lanes, 10));
}

static void
count (const SamTimelineBar *bar, gpointer data)
{
  g_ptr_array_add (data, bar->key);
}

/* The look-up against asking every bar. */
static void
test_look_up (void)
{
  g_autoptr (SamTimelineLanes) lanes = sam_timeline_lanes_new (&metrics);
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint i = 1; i <= 600; i++)
    {
      double starts = g_rand_double_range (random, 0, 60);

      put (lanes, 100 + i % 4, i, starts, starts + g_rand_int_range (random, 0, 5),
           g_rand_int_range (random, 0, 60));
    }
  show (lanes, 4);
  sam_timeline_lanes_place (lanes, &axis);

  for (guint round = 0; round < 500; round++)
    {
      int x = g_rand_int_range (random, -20, 700);
      int y = g_rand_int_range (random, -20, sam_timeline_lanes_height (lanes) + 20);
      int width = g_rand_int_range (random, 1, 200);
      int height = g_rand_int_range (random, 1, 200);
      g_autoptr (GPtrArray) found = g_ptr_array_new ();
      guint expected = 0;

      sam_timeline_lanes_each_in (lanes, x, y, width, height, count, found);
      for (guint i = 1; i <= 600; i++)
        {
          const SamTimelineBar *bar = sam_timeline_lanes_find (lanes, KEY (i));
          int top = sam_timeline_bar_y (lanes, bar);
          gboolean touches = bar->x < x + width && bar->x + bar->extent > x && top < y + height
                             && top + metrics.bar_height > y;

          expected += touches;
          g_assert_cmpint (g_ptr_array_find (found, KEY (i), NULL), ==, touches);
        }
      g_assert_cmpuint (found->len, ==, expected);
    }
}

/* Nothing lies over anything else. */
static void
test_apart (void)
{
  g_autoptr (SamTimelineLanes) lanes = sam_timeline_lanes_new (&metrics);
  g_autoptr (GRand) random = g_rand_new_with_seed (11);

  for (guint i = 1; i <= 300; i++)
    {
      double starts = g_rand_double_range (random, 0, 30);

      put (lanes, 100, i, starts, starts + g_rand_double_range (random, 0, 2), 30);
    }
  show (lanes, 1);
  sam_timeline_lanes_place (lanes, &axis);
  for (guint i = 1; i <= 300; i++)
    for (guint j = i + 1; j <= 300; j++)
      {
        const SamTimelineBar *a = sam_timeline_lanes_find (lanes, KEY (i));
        const SamTimelineBar *b = sam_timeline_lanes_find (lanes, KEY (j));

        if (a->row == b->row)
          g_assert_true (a->x + a->extent + metrics.bar_gap <= b->x
                         || b->x + b->extent + metrics.bar_gap <= a->x);
      }
}

static void
test_hit (void)
{
  g_autoptr (SamTimelineLanes) lanes = sam_timeline_lanes_new (&metrics);
  static const struct
  {
    int x, y;
    guint key;
    SamTimelinePart part;
  } rows[] = {
    { 0, 5, 1, SAM_TIMELINE_START },     { 6, 5, 1, SAM_TIMELINE_START },
    { 7, 5, 1, SAM_TIMELINE_BODY },      { 90, 24, 1, SAM_TIMELINE_BODY },
    { 91, 24, 1, SAM_TIMELINE_END },     { 97, 24, 1, SAM_TIMELINE_END },
    { 98, 24, 0, SAM_TIMELINE_NOTHING }, { 50, 4, 0, SAM_TIMELINE_NOTHING },
    { 50, 25, 0, SAM_TIMELINE_NOTHING }, { 196, 10, 2, SAM_TIMELINE_BODY },
    { 205, 10, 2, SAM_TIMELINE_LABEL },  { 228, 10, 0, SAM_TIMELINE_NOTHING },
    { 300, 10, 3, SAM_TIMELINE_BODY },
  };

  put (lanes, 100, 1, 0, 10, 0);
  put (lanes, 100, 2, 20, 20, 20);
  put (lanes, 100, 3, 30, 31, 0);
  show (lanes, 1);
  sam_timeline_lanes_place (lanes, &axis);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SamTimelinePart part;
      const SamTimelineBar *bar = sam_timeline_lanes_hit (lanes, rows[i].x, rows[i].y, &part);

      g_test_message ("point %u", i);
      g_assert_cmpuint (bar ? GPOINTER_TO_UINT (bar->key) : 0, ==, rows[i].key);
      g_assert_cmpint (part, ==, rows[i].part);
    }
}

static void
test_neighbours (void)
{
  static const struct
  {
    guint from;
    SamTimelineDirection direction;
    guint to;
  } rows[] = {
    { 1, SAM_TIMELINE_LATER, 2 },   { 2, SAM_TIMELINE_LATER, 3 },   { 3, SAM_TIMELINE_LATER, 0 },
    { 1, SAM_TIMELINE_EARLIER, 0 }, { 3, SAM_TIMELINE_EARLIER, 2 }, { 2, SAM_TIMELINE_FIRST, 1 },
    { 2, SAM_TIMELINE_LAST, 3 },    { 1, SAM_TIMELINE_ABOVE, 0 },   { 1, SAM_TIMELINE_BELOW, 4 },
    { 2, SAM_TIMELINE_BELOW, 4 },   { 3, SAM_TIMELINE_BELOW, 5 },   { 5, SAM_TIMELINE_ABOVE, 3 },
    { 4, SAM_TIMELINE_ABOVE, 2 },   { 5, SAM_TIMELINE_BELOW, 0 },
  };
  g_autoptr (SamTimelineLanes) lanes = sam_timeline_lanes_new (&metrics);

  put (lanes, 100, 1, 0, 1, 0);
  put (lanes, 100, 2, 10, 11, 0);
  put (lanes, 100, 3, 20, 21, 0);
  put (lanes, 102, 4, 9, 10, 0); /* lane 101 is empty and passed by */
  put (lanes, 102, 5, 30, 31, 0);
  show (lanes, 3);
  sam_timeline_lanes_place (lanes, &axis);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const SamTimelineBar *bar = sam_timeline_lanes_neighbour (
          lanes, sam_timeline_lanes_find (lanes, KEY (rows[i].from)), rows[i].direction);

      g_test_message ("row %u", i);
      g_assert_cmpuint (bar ? GPOINTER_TO_UINT (bar->key) : 0, ==, rows[i].to);
    }
  g_assert_cmpuint (GPOINTER_TO_UINT (sam_timeline_lanes_first_after (lanes, 15)->key), ==, 3);
  g_assert_cmpuint (GPOINTER_TO_UINT (sam_timeline_lanes_first_after (lanes, 25)->key), ==, 5);
  g_assert_cmpuint (GPOINTER_TO_UINT (sam_timeline_lanes_first_after (lanes, 99)->key), ==, 5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/timeline-lanes/packing", test_packing);
  g_test_add_func ("/timeline-lanes/stable", test_stable);
  g_test_add_func ("/timeline-lanes/changes", test_changes);
  g_test_add_func ("/timeline-lanes/look-up", test_look_up);
  g_test_add_func ("/timeline-lanes/apart", test_apart);
  g_test_add_func ("/timeline-lanes/hit", test_hit);
  g_test_add_func ("/timeline-lanes/neighbours", test_neighbours);
  return g_test_run ();
}
