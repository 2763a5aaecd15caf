/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/random.h"
#include "model/position.h"

static void
test_valid (void)
{
  static const struct
  {
    const char *text;
    gboolean valid;
  } rows[] = {
    { "V", TRUE },   { "0V", TRUE },  { "z", TRUE },  { "", FALSE },   { "0", FALSE },
    { "V0", FALSE }, { "a-", FALSE }, { "å", FALSE }, { NULL, FALSE }, { " V", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (sam_position_is_valid (rows[i].text), ==, rows[i].valid);
}

static void
test_between (void)
{
  static const struct
  {
    const char *before, *after;
  } rows[] = {
    { NULL, NULL }, { "V", NULL },   { NULL, "V" },   { "A", "B" },    { "A", "A1" },
    { "A", "A01" }, { "zz", NULL },  { NULL, "01" },  { NULL, "001" }, { "Az", "B" },
    { "A", "C" },   { "Azzz", "B" }, { "A", "B1" },   { "A1", "B" },   { "0001", "001" },
    { "z", NULL },  { NULL, "1" },   { "zzz", NULL }, { "A", "A001" }, { "zy", "zz" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *middle = sam_position_between (rows[i].before, rows[i].after);

      g_assert_true (sam_position_is_valid (middle));
      if (rows[i].before != NULL)
        g_assert_cmpstr (rows[i].before, <, middle);
      if (rows[i].after != NULL)
        g_assert_cmpstr (middle, <, rows[i].after);
    }
}

/* What other desks may send must not break anything here. */
static void
test_nonsense (void)
{
  static const char *const rows[][2] = {
    { "V", "V" }, { "W", "V" }, { "", "V" }, { "å", NULL }, { "V0", "V0" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *middle = sam_position_between (rows[i][0], rows[i][1]);
      g_auto (GStrv) many = sam_position_spread (rows[i][0], rows[i][1], 5);

      g_assert_true (sam_position_is_valid (middle));
      g_assert_cmpuint (g_strv_length (many), ==, 5);
    }
  {
    g_autofree char *tie = sam_position_between ("V", "V");

    g_assert_cmpstr ("V", <, tie);
  }
}

static void
check_run (gboolean last)
{
  g_autofree char *at = g_strdup ("V");

  for (guint i = 0; i < 100000; i++)
    {
      g_autofree char *next
          = last ? sam_position_between (at, NULL) : sam_position_between (NULL, at);

      if (last)
        g_assert_cmpstr (at, <, next);
      else
        g_assert_cmpstr (next, <, at);
      g_assert_cmpuint (strlen (next), <=, 10);
      g_free (g_steal_pointer (&at));
      at = g_steal_pointer (&next);
    }
  g_assert_true (sam_position_is_valid (at));
}

static void
test_short_at_the_ends (void)
{
  check_run (TRUE);
  check_run (FALSE);
}

static void
test_random_inserts (void)
{
  g_autofree SamRandom *random = sam_random_seeded (7);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < 3000; i++)
    {
      guint at = sam_random_below (random, all->len + 1);
      const char *before = at > 0 ? all->pdata[at - 1] : NULL;
      const char *after = at < all->len ? all->pdata[at] : NULL;

      g_ptr_array_insert (all, at, sam_position_between (before, after));
    }
  for (guint i = 0; i < all->len; i++)
    {
      g_assert_true (sam_position_is_valid (all->pdata[i]));
      g_assert_cmpuint (strlen (all->pdata[i]), <, 20);
      if (i > 0)
        g_assert_cmpstr (all->pdata[i - 1], <, all->pdata[i]);
    }
}

static void
test_spread (void)
{
  static const struct
  {
    const char *before, *after;
    guint n;
    gsize longest;
  } rows[] = {
    { NULL, NULL, 0, 0 },   { NULL, NULL, 1, 1 },  { NULL, NULL, 50, 2 }, { "V", NULL, 10000, 4 },
    { NULL, "V", 1000, 3 }, { "A", "B", 1000, 4 }, { "A", "A01", 3, 5 },
  };

  for (gsize r = 0; r < G_N_ELEMENTS (rows); r++)
    {
      g_auto (GStrv) all = sam_position_spread (rows[r].before, rows[r].after, rows[r].n);

      g_assert_cmpuint (g_strv_length (all), ==, rows[r].n);
      for (guint i = 0; i < rows[r].n; i++)
        {
          g_assert_true (sam_position_is_valid (all[i]));
          g_assert_cmpuint (strlen (all[i]), <=, rows[r].longest);
          if (i > 0)
            g_assert_cmpstr (all[i - 1], <, all[i]);
          if (rows[r].before != NULL)
            g_assert_cmpstr (rows[r].before, <, all[i]);
          if (rows[r].after != NULL)
            g_assert_cmpstr (all[i], <, rows[r].after);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/position/valid", test_valid);
  g_test_add_func ("/model/position/between", test_between);
  g_test_add_func ("/model/position/nonsense", test_nonsense);
  g_test_add_func ("/model/position/short-at-the-ends", test_short_at_the_ends);
  g_test_add_func ("/model/position/random-inserts", test_random_inserts);
  g_test_add_func ("/model/position/spread", test_spread);
  return g_test_run ();
}
