/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/id.h"

#include <string.h>

static void
test_form (void)
{
  /* The time of the example in RFC 9562, appendix A.6. */
  g_autofree SamFakeClock *clock = sam_fake_clock_new (G_GINT64_CONSTANT (0x017F22E279B0) * 1000);
  g_autofree SamRandom *random = sam_random_seeded (1);
  g_autofree char *id = sam_id_new (&clock->clock, random);
  g_assert_true (g_str_has_prefix (id, "017f22e2-79b0-7000-"));
  g_assert_nonnull (strchr ("89ab", id[19]));
  g_assert_true (sam_id_is_valid (id));
}

static void
test_order_and_difference (void)
{
  g_autofree SamFakeClock *clock = sam_fake_clock_new (G_GINT64_CONSTANT (1761742931123456));
  g_autofree SamRandom *random = sam_random_seeded (1);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *last = "";
  for (guint i = 0; i < 5000; i++)
    {
      char *id = sam_id_new (&clock->clock, random);
      g_assert_true (sam_id_is_valid (id));
      g_assert_cmpstr (last, <, id);
      g_assert_true (g_hash_table_add (seen, id));
      last = id;
      sam_fake_clock_advance (clock, 1);
    }
  /* Also while time stands still. */
  for (guint i = 0; i < 1000; i++)
    g_assert_true (g_hash_table_add (seen, sam_id_new (&clock->clock, random)));
}

static void
test_valid (void)
{
  static const struct
  {
    const char *text;
    gboolean valid;
  } cases[] = {
    { "017f22e2-79b0-7cc3-98c4-dc0c0c07398f", TRUE },
    { "00000000-0000-0000-0000-000000000000", TRUE },
    { "017F22E2-79B0-7CC3-98C4-DC0C0C07398F", FALSE },
    { "017f22e2-79b0-7cc3-98c4-dc0c0c07398", FALSE },
    { "017f22e2-79b0-7cc3-98c4-dc0c0c07398f0", FALSE },
    { "017f22e2079b0-7cc3-98c4-dc0c0c07398f", FALSE },
    { "017f22e2-79b0-7cc3-98c4-dc0c0c07398g", FALSE },
    { "{17f22e2-79b0-7cc3-98c4-dc0c0c07398}", FALSE },
    { "017f22e2-79b0-7cc3-98c4-", FALSE },
    { "", FALSE },
    { NULL, FALSE },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (sam_id_is_valid (cases[i].text), ==, cases[i].valid);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/id/form", test_form);
  g_test_add_func ("/base/id/order-and-difference", test_order_and_difference);
  g_test_add_func ("/base/id/valid", test_valid);
  return g_test_run ();
}
