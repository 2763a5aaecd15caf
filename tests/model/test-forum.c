/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/forum.h"

#include <string.h>

#include "base/random.h"

/* Ids that sort as their numbers do. */
static char *
id_of (guint n)
{
  return g_strdup_printf ("01900000-0000-7000-8000-%012u", n);
}

static SamRecord *
make (SamKindId kind, guint n, const char *title)
{
  g_autofree char *id = id_of (n);
  SamRecord *record = sam_record_new (kind, id);

  sam_record_take_value (record, sam_kind (kind)->first, sam_value_text (title));
  return record;
}

static void
refer (SamRecord *record, SamFieldId field, guint n)
{
  g_autofree char *id = id_of (n);

  sam_record_take_value (record, field, sam_value_text (id));
}

static void
put (SamForum *forum, SamRecord *state)
{
  g_autoptr (GPtrArray) batch = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (batch, state);
  sam_forum_put (forum, batch);
}

typedef struct
{
  guint emissions;
  guint n_changes;
  SamRecordChangeType type;
  guint64 fields;
} Heard;

static void
heard (SamForum *forum, const SamForumDelta *delta, gpointer data)
{
  Heard *what = data;

  what->emissions++;
  what->n_changes = delta->n_changes;
  if (delta->n_changes)
    {
      what->type = delta->changes[0].type;
      what->fields = delta->changes[0].fields;
    }
}

static void
test_deltas (void)
{
  g_autoptr (SamForum) forum = sam_forum_new ();
  g_autoptr (GPtrArray) same_twice = g_ptr_array_new_with_free_func (g_object_unref);
  SamRecord *theme;
  SamRecord *state;
  Heard what = { 0 };

  g_signal_connect (forum, "changed", G_CALLBACK (heard), &what);
  put (forum, make (SAM_KIND_THEME, 1, "Demokrati"));
  g_assert_cmpint (what.type, ==, SAM_CHANGE_APPEARED);
  g_assert_cmpuint (sam_forum_count (forum, SAM_KIND_THEME), ==, 1);

  state = make (SAM_KIND_THEME, 1, "Antirasism");
  theme = sam_forum_get (forum, sam_record_id (state));
  put (forum, state);
  g_assert_cmpint (what.type, ==, SAM_CHANGE_UPDATED);
  g_assert_cmpuint (what.fields, ==, 1);                        /* the title, the first field */
  g_assert_cmpstr (sam_record_title (theme), ==, "Antirasism"); /* the object that was held */
  g_assert_cmpstr (sam_record_folded (theme), ==, "antirasism");

  state = make (SAM_KIND_THEME, 1, "Antirasism");
  sam_record_set_deleted (state, TRUE);
  put (forum, state);
  g_assert_cmpint (what.type, ==, SAM_CHANGE_VANISHED);
  g_assert_cmpuint (sam_forum_count (forum, SAM_KIND_THEME), ==, 0);
  g_assert_true (sam_forum_get (forum, sam_record_id (theme)) == theme);
  g_assert_null (sam_source_get_live (sam_forum_source (forum), sam_record_id (theme)));

  put (forum, make (SAM_KIND_THEME, 1, "Antirasism"));
  g_assert_cmpint (what.type, ==, SAM_CHANGE_APPEARED);

  /* Two states of one record in a batch are one change: the last. */
  g_ptr_array_add (same_twice, make (SAM_KIND_THEME, 2, "Först"));
  g_ptr_array_add (same_twice, make (SAM_KIND_THEME, 2, "Sist"));
  sam_forum_put (forum, same_twice);
  g_assert_cmpuint (what.n_changes, ==, 1);
  g_assert_cmpuint (what.emissions, ==, 5);
  g_assert_cmpuint (sam_forum_count (forum, SAM_KIND_THEME), ==, 2);
}

static void
test_referrers_follow (void)
{
  g_autoptr (SamForum) forum = sam_forum_new ();
  g_autofree char *first = id_of (1);
  g_autofree char *second = id_of (2);
  SamRecord *activity = make (SAM_KIND_ACTIVITY, 10, "Invigning");

  refer (activity, SAM_ACTIVITY_INITIATIVE, 1);
  put (forum, activity);
  g_assert_cmpuint (sam_forum_referrers (forum, SAM_ACTIVITY_INITIATIVE, first)->len, ==, 1);

  activity = make (SAM_KIND_ACTIVITY, 10, "Invigning");
  refer (activity, SAM_ACTIVITY_INITIATIVE, 2);
  put (forum, activity);
  g_assert_cmpuint (sam_forum_referrers (forum, SAM_ACTIVITY_INITIATIVE, first)->len, ==, 0);
  g_assert_cmpuint (sam_forum_referrers (forum, SAM_ACTIVITY_INITIATIVE, second)->len, ==, 1);

  activity = make (SAM_KIND_ACTIVITY, 10, "Invigning");
  refer (activity, SAM_ACTIVITY_INITIATIVE, 2);
  sam_record_set_deleted (activity, TRUE);
  put (forum, activity);
  g_assert_cmpuint (sam_forum_referrers (forum, SAM_ACTIVITY_INITIATIVE, second)->len, ==, 0);
}

static void
test_parts (void)
{
  g_autoptr (SamForum) forum = sam_forum_new ();
  g_autoptr (GPtrArray) parts = NULL;
  SamRecord *record;
  g_autofree char *initiative = id_of (1);

  put (forum, make (SAM_KIND_INITIATIVE, 1, "Nattfotboll"));
  record = make (SAM_KIND_BUDGET_LINE, 2, "Lokal");
  refer (record, SAM_BUDGET_LINE_INITIATIVE, 1);
  put (forum, record);
  record = make (SAM_KIND_TRANSACTION, 3, "Faktura");
  refer (record, SAM_TRANSACTION_BUDGET_LINE, 2);
  put (forum, record);
  record = make (SAM_KIND_COMMENT, 4, "");
  refer (record, SAM_COMMENT_ABOUT, 3);
  put (forum, record);
  record = make (SAM_KIND_COMMENT, 5, "");
  refer (record, SAM_COMMENT_ABOUT, 99);
  put (forum, record);

  parts = sam_source_parts (sam_forum_source (forum), sam_forum_get (forum, initiative));
  g_assert_cmpuint (parts->len, ==, 3); /* line, its transaction, the comment on that */
}

/* A cycle of owners cannot be made by the rules, but a file may hold one: walking it ends. */
static void
test_parts_in_a_circle (void)
{
  g_autoptr (SamForum) forum = sam_forum_new ();
  g_autoptr (GPtrArray) parts = NULL;
  g_autofree char *first = id_of (1);
  SamRecord *record = make (SAM_KIND_TASK, 1, "Ett");

  refer (record, SAM_TASK_ABOUT, 2);
  put (forum, record);
  record = make (SAM_KIND_TASK, 2, "Två");
  refer (record, SAM_TASK_ABOUT, 1);
  put (forum, record);
  parts = sam_source_parts (sam_forum_source (forum), sam_forum_get (forum, first));
  g_assert_cmpuint (parts->len, ==, 1);
}

static void
items_changed (GListModel *list, guint position, guint removed, guint added, gpointer data)
{
  GPtrArray *mirror = data;

  for (guint i = 0; i < removed; i++)
    g_ptr_array_remove_index (mirror, position);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (mirror, (int)(position + i), g_list_model_get_item (list, position + i));
}

/* Whatever is put in, in whatever batches: the list is sorted, a mirror that follows items-changed
 * equals it, and the look-ups equal a plain walk. */
static void
test_against_a_walk (void)
{
  g_autofree SamRandom *random = sam_random_seeded (7);
  g_autoptr (SamForum) forum = sam_forum_new ();
  g_autoptr (GPtrArray) mirror = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *list = sam_forum_list (forum, SAM_KIND_TASK);

  g_signal_connect (list, "items-changed", G_CALLBACK (items_changed), mirror);
  for (guint round = 0; round < 400; round++)
    {
      g_autoptr (GPtrArray) batch = g_ptr_array_new_with_free_func (g_object_unref);
      g_autofree char *about = id_of (sam_random_below (random, 5));
      guint found = 0;

      for (guint i = sam_random_below (random, 6); i; i--)
        {
          SamRecord *task = make (SAM_KIND_TASK, 10 + sam_random_below (random, 40), "x");

          refer (task, SAM_TASK_ABOUT, sam_random_below (random, 5));
          sam_record_set_deleted (task, sam_random_below (random, 3) == 0);
          g_ptr_array_add (batch, task);
        }
      sam_forum_put (forum, batch);

      g_assert_cmpuint (mirror->len, ==, g_list_model_get_n_items (list));
      for (guint i = 0; i < mirror->len; i++)
        {
          g_autoptr (SamRecord) at = g_list_model_get_item (list, i);

          g_assert_true (at == g_ptr_array_index (mirror, i));
          g_assert_false (sam_record_deleted (at));
          g_assert_true (
              i == 0
              || strcmp (sam_record_id (g_ptr_array_index (mirror, i - 1)), sam_record_id (at))
                     < 0);
          found += g_strcmp0 (sam_record_text (at, SAM_TASK_ABOUT), about) == 0;
        }
      g_assert_cmpuint (sam_forum_referrers (forum, SAM_TASK_ABOUT, about)->len, ==, found);
    }
}

static void
test_order_for_people (void)
{
  static const struct
  {
    const char *title;
    const char *position;
  } stages[] = {
    { "Sist", NULL }, { "Tredje", "c" }, { "Första", "a" }, { "Andra", "b" }, { "Också sist", NULL }
  };
  static const char *const expected[] = { "Första", "Andra", "Tredje", "Också sist", "Sist" };
  g_autoptr (SamForum) forum = sam_forum_new ();
  g_autoptr (GPtrArray) ordered = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    {
      SamRecord *stage = make (SAM_KIND_STAGE, i, stages[i].title);

      sam_record_take_value (stage, SAM_STAGE_POSITION, sam_value_text (stages[i].position));
      put (forum, stage);
    }
  ordered = sam_forum_ordered (forum, SAM_KIND_STAGE);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpstr (sam_record_title (g_ptr_array_index (ordered, i)), ==, expected[i]);
}

static void
test_loading (void)
{
  g_autoptr (SamForum) forum = sam_forum_new ();
  GPtrArray *records = g_ptr_array_new_with_free_func (g_object_unref);
  SamRecord *gone = make (SAM_KIND_THEME, 3, "Borta");
  Heard what = { 0 };

  put (forum, make (SAM_KIND_THEME, 9, "Före"));
  g_signal_connect (forum, "changed", G_CALLBACK (heard), &what);
  sam_record_set_deleted (gone, TRUE);
  g_ptr_array_add (records, make (SAM_KIND_THEME, 2, "Två"));
  g_ptr_array_add (records, gone);
  g_ptr_array_add (records, make (SAM_KIND_THEME, 1, "Ett"));
  g_ptr_array_add (records, make (SAM_KIND_FORUM, 4, "Öppna Malmö"));
  sam_forum_load (forum, records);

  g_assert_cmpuint (what.emissions, ==, 1);
  g_assert_cmpuint (sam_forum_count (forum, SAM_KIND_THEME), ==, 2);
  g_assert_cmpstr (sam_record_title (sam_forum_root (forum)), ==, "Öppna Malmö");
  g_assert_cmpstr (sam_forum_zone (forum), ==, "Europe/Stockholm");
  {
    g_autoptr (GPtrArray) all = sam_forum_all (forum);
    g_autoptr (GPtrArray) deleted = sam_forum_deleted (forum);

    g_assert_cmpuint (all->len, ==, 4);
    g_assert_cmpuint (deleted->len, ==, 1);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/forum/deltas", test_deltas);
  g_test_add_func ("/forum/referrers-follow", test_referrers_follow);
  g_test_add_func ("/forum/parts", test_parts);
  g_test_add_func ("/forum/parts-in-a-circle", test_parts_in_a_circle);
  g_test_add_func ("/forum/against-a-walk", test_against_a_walk);
  g_test_add_func ("/forum/order-for-people", test_order_for_people);
  g_test_add_func ("/forum/loading", test_loading);
  return g_test_run ();
}
