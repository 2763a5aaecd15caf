/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/random.h"

#include <string.h>

static void
test_seeded (void)
{
  /* The published first outputs of splitmix64 for the seed 1234567. */
  static const guint64 expected[]
      = { G_GUINT64_CONSTANT (6457827717110365317), G_GUINT64_CONSTANT (3203168211198807973),
          G_GUINT64_CONSTANT (9817491932198370423), G_GUINT64_CONSTANT (4593380528125082431) };
  g_autofree SamRandom *random = sam_random_seeded (1234567);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpuint (sam_random_u64 (random), ==, expected[i]);
}

static void
test_fill (void)
{
  g_autofree SamRandom *a = sam_random_seeded (7);
  g_autofree SamRandom *b = sam_random_seeded (7);
  guint8 x[19], y[19] = { 0 };
  a->fill (a, x, sizeof x);
  b->fill (b, y, sizeof y);
  g_assert_cmpmem (x, sizeof x, y, sizeof y);
  g_assert_cmpuint (sam_random_u64 (a), ==, sam_random_u64 (b));
}

static void
test_below (void)
{
  static const guint limits[] = { 1, 2, 3, 7, 1000, G_MAXUINT };
  g_autofree SamRandom *random = sam_random_seeded (1);
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    for (guint n = 0; n < 1000; n++)
      g_assert_cmpuint (sam_random_below (random, limits[i]), <, limits[i]);

  guint counts[6] = { 0 };
  for (guint n = 0; n < 6000; n++)
    counts[sam_random_below (random, 6)]++;
  for (guint i = 0; i < 6; i++)
    {
      g_assert_cmpuint (counts[i], >, 850);
      g_assert_cmpuint (counts[i], <, 1150);
    }
}

static void
test_system (void)
{
  SamRandom *random = sam_random_system ();
  guint8 x[64] = { 0 }, y[64] = { 0 };
  random->fill (random, x, sizeof x);
  random->fill (random, y, sizeof y);
  g_assert_cmpint (memcmp (x, y, sizeof x), !=, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/random/seeded", test_seeded);
  g_test_add_func ("/base/random/fill", test_fill);
  g_test_add_func ("/base/random/below", test_below);
  g_test_add_func ("/base/random/system", test_system);
  return g_test_run ();
}
