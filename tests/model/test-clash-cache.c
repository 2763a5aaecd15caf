/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cache must answer what the rules answer, whatever is changed. */
#include "base/random.h"
#include "model/clash-cache.h"
#include "support/forum-records.h"

#define ACTIVITIES 300
#define ROUNDS 200
#define FIRST_DAY 20380

static char *
id_of (char letter, guint number)
{
  return g_strdup_printf ("01900000-0000-7000-800%c-%012u", letter, number);
}

/* Few venues, people and days, so that much clashes; some for a quarter of a year, some without an
 * end. */
static SamRecord *
make_activity (SamRandom *random, guint number)
{
  g_autofree char *id = id_of ('a', number);
  g_autofree char *initiative = test_initiative_id (1 + sam_random_below (random, 3));
  g_autofree char *venue = id_of ('b', sam_random_below (random, 4));
  g_autofree char *person = id_of ('c', sam_random_below (random, 6));
  SamMoment starts = { FIRST_DAY + (SamDay)sam_random_below (random, 30),
                       (gint16)(sam_random_below (random, 96) * 15) };
  SamMoment ends = starts;
  SamRecord *record = sam_record_new (SAM_KIND_ACTIVITY, id);
  g_autofree char *from = NULL, *to = NULL;

  if (sam_random_below (random, 10) == 0)
    starts.minute = ends.minute = SAM_ALL_DAY;
  ends.day += (SamDay)(sam_random_below (random, 12) == 0 ? sam_random_below (random, 100)
                                                          : sam_random_below (random, 2));
  if (ends.minute != SAM_ALL_DAY)
    ends.minute = (gint16)MIN (1439, ends.minute + (int)sam_random_below (random, 300));
  from = sam_moment_format (starts);
  to = sam_moment_format (ends);
  test_set (record, SAM_ACTIVITY_TITLE, "Aktivitet");
  test_set (record, SAM_ACTIVITY_TYPE,
            sam_random_below (random, 8) == 0 ? "preparation" : "programme_item");
  test_set (record, SAM_ACTIVITY_INITIATIVE, initiative);
  if (sam_random_below (random, 20) > 0)
    test_set (record, SAM_ACTIVITY_STARTS, from);
  if (sam_random_below (random, 4) > 0)
    test_set (record, SAM_ACTIVITY_ENDS, to);
  if (sam_random_below (random, 4) > 0)
    test_set (record, SAM_ACTIVITY_VENUE, venue);
  if (sam_random_below (random, 4) > 0)
    test_set (record, SAM_ACTIVITY_RESPONSIBLE, person);
  sam_record_set_deleted (record, sam_random_below (random, 15) == 0);
  return record;
}

/* How many clash, in both opinions. */
static guint
assert_agrees (SamForum *forum, SamClashCache *cache)
{
  GListModel *list = sam_forum_list (forum, SAM_KIND_ACTIVITY);
  guint clashes = 0;

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (SamRecord) activity = g_list_model_get_item (list, i);
      gboolean has = sam_schedule_has_clash (sam_forum_source (forum), activity);

      g_assert_cmpint (sam_clash_cache_has (cache, activity), ==, has);
      clashes += has;
    }
  return clashes;
}

static GPtrArray *
make_records (SamRandom *random)
{
  GPtrArray *records = test_forum_records (3);

  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *venue = id_of ('b', i);
      g_autofree char *person = id_of ('c', i);

      g_ptr_array_add (records, sam_record_new (SAM_KIND_VENUE, venue));
      g_ptr_array_add (records, sam_record_new (SAM_KIND_PERSON, person));
    }
  for (guint i = 0; i < ACTIVITIES; i++)
    g_ptr_array_add (records, make_activity (random, i));
  return records;
}

static void
test_agrees (void)
{
  g_autofree SamRandom *random = sam_random_seeded (11);
  g_autoptr (SamForum) forum = sam_forum_new ();
  g_autoptr (SamClashCache) cache = NULL;
  guint clashes;

  sam_forum_load (forum, make_records (random));
  cache = sam_clash_cache_new (forum);
  clashes = assert_agrees (forum, cache);
  g_assert_cmpuint (clashes, >, 20);
  g_assert_cmpuint (clashes, <, ACTIVITIES - 20);

  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr (GPtrArray) batch = g_ptr_array_new_with_free_func (g_object_unref);

      for (guint i = 0; i <= sam_random_below (random, 3); i++)
        g_ptr_array_add (batch, make_activity (random, sam_random_below (random, ACTIVITIES + 20)));
      sam_forum_put (forum, batch);
      if (round % 10 == 0)
        assert_agrees (forum, cache);
    }
  assert_agrees (forum, cache);

  sam_forum_load (forum, make_records (random));
  assert_agrees (forum, cache);
}

static void
test_of_initiative (void)
{
  g_autofree SamRandom *random = sam_random_seeded (12);
  g_autoptr (SamForum) forum = sam_forum_new ();
  g_autoptr (SamClashCache) cache = NULL;
  g_autofree char *busy = test_initiative_id (1);
  g_autofree char *idle = test_initiative_id (4);
  g_autoptr (GPtrArray) batch = g_ptr_array_new_with_free_func (g_object_unref);

  sam_forum_load (forum, make_records (random));
  cache = sam_clash_cache_new (forum);
  g_ptr_array_add (batch, test_initiative (4));
  sam_forum_put (forum, batch);
  g_assert_true (sam_clash_cache_initiative_has (cache, sam_forum_get (forum, busy)));
  g_assert_false (sam_clash_cache_initiative_has (cache, sam_forum_get (forum, idle)));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/clash-cache/agrees", test_agrees);
  g_test_add_func ("/model/clash-cache/initiative", test_of_initiative);
  return g_test_run ();
}
