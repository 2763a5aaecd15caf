/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "exchange/forum-file.h"
#include "support/generate.h"

static char *
digest (GPtrArray *records)
{
  g_autoptr (GBytes) bytes = sam_forum_file_write (records);

  return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
}

static void
assert_round_trip (GPtrArray *records)
{
  g_autoptr (GBytes) bytes = sam_forum_file_write (records), again = NULL;
  g_autoptr (GPtrArray) back = NULL;
  g_autoptr (GError) error = NULL;

  back = sam_forum_file_read (bytes, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (back->len, ==, records->len);
  again = sam_forum_file_write (back);
  g_assert_true (g_bytes_equal (bytes, again));
}

/* Benchmarks of different days are of the same forum. Changing the generator changes this. */
static void
test_pinned (void)
{
  g_autoptr (GPtrArray) records = sam_generate_forum (2025, 50);
  g_autofree char *found = digest (records);

  g_assert_cmpstr (found, ==, "1793f4115296f4c9aa5827d4674d64ad8e13e5f666540a544b83d6f49551097d");
}

static void
test_seed_decides (void)
{
  g_autoptr (GPtrArray) a = sam_generate_forum (1, 20), b = sam_generate_forum (1, 20);
  g_autoptr (GPtrArray) c = sam_generate_forum (2, 20);
  g_autofree char *of_a = digest (a), *of_b = digest (b), *of_c = digest (c);

  g_assert_cmpstr (of_a, ==, of_b);
  g_assert_cmpstr (of_a, !=, of_c);
}

static void
test_sizes (void)
{
  static const guint sizes[] = { 0, 1, 13, 400 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GPtrArray) records = sam_generate_forum (i, sizes[i]);
      guint initiatives = 0;

      for (guint r = 0; r < records->len; r++)
        initiatives += sam_record_is (records->pdata[r], SAM_KIND_INITIATIVE);
      g_assert_cmpuint (initiatives, ==, sizes[i]);
      assert_round_trip (records);
    }
}

static void
test_titles (void)
{
  g_autofree SamRandom *random = sam_random_seeded (3);
  gsize shortest = G_MAXSIZE, longest = 0;

  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *title = sam_generate_title (random);

      shortest = MIN (shortest, strlen (title));
      longest = MAX (longest, strlen (title));
    }
  g_assert_cmpuint (shortest, <, 10);
  g_assert_cmpuint (longest, >, 180);
  g_assert_cmpuint (longest, <=, sam_field_max_length (sam_field (SAM_INITIATIVE_TITLE)));
}

/* Whatever is in a forum, its file gives it back: every field of every kind, each value as it was.
 */
static void
test_anything (void)
{
  gboolean seen[SAM_N_FIELDS] = { FALSE };

  for (guint64 seed = 0; seed < 40; seed++)
    {
      g_autoptr (GPtrArray) records = sam_generate_anything (seed, 4);

      assert_round_trip (records);
      for (guint i = 0; i < records->len; i++)
        {
          const SamKind *kind = sam_kind (sam_record_kind (records->pdata[i]));

          for (guint f = 0; f < kind->n_fields; f++)
            if (sam_record_has (records->pdata[i], kind->first + f))
              seen[kind->first + f] = TRUE;
        }
    }
  for (SamFieldId field = 0; field < SAM_N_FIELDS; field++)
    if (sam_field (field)->computed == SAM_STORED)
      g_assert_true (seen[field]);
}

/* The values themselves, not only their bytes. */
static void
test_values_back (void)
{
  g_autoptr (GPtrArray) records = sam_generate_anything (99, 6);
  g_autoptr (GBytes) bytes = sam_forum_file_write (records);
  g_autoptr (GPtrArray) back = sam_forum_file_read (bytes, NULL, NULL);
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_nonnull (back);
  for (guint i = 0; i < back->len; i++)
    g_hash_table_insert (by_id, (char *)sam_record_id (back->pdata[i]), back->pdata[i]);
  for (guint i = 0; i < records->len; i++)
    {
      SamRecord *record = records->pdata[i];
      SamRecord *other = g_hash_table_lookup (by_id, sam_record_id (record));
      const SamKind *kind = sam_kind (sam_record_kind (record));

      g_assert_nonnull (other);
      g_assert_cmpint (sam_record_deleted (record), ==, sam_record_deleted (other));
      g_assert_cmpstr (sam_record_meta (record)->at, ==, sam_record_meta (other)->at);
      g_assert_cmpstr (sam_record_meta (record)->by, ==, sam_record_meta (other)->by);
      for (guint f = 0; f < kind->n_fields; f++)
        g_assert_true (sam_value_equal (sam_record_value (record, kind->first + f),
                                        sam_record_value (other, kind->first + f)));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/generate/pinned", test_pinned);
  g_test_add_func ("/generate/seed-decides", test_seed_decides);
  g_test_add_func ("/generate/sizes", test_sizes);
  g_test_add_func ("/generate/titles", test_titles);
  g_test_add_func ("/generate/anything", test_anything);
  g_test_add_func ("/generate/values-back", test_values_back);
  return g_test_run ();
}
