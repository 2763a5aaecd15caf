/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "desk/board/board-face.h"
#include "support/forum-records.h"

#define TODAY 20381 /* 2025-10-20 */

static SamRecord *
part (SamKindId kind, const char *id, SamFieldId owner, const char *owner_id)
{
  SamRecord *record = sam_record_new (kind, id);

  test_set (record, sam_kind (kind)->first, "Part");
  test_set (record, owner, owner_id);
  return record;
}

static GPtrArray *
make_records (const char *id)
{
  GPtrArray *records = test_forum_records (2);
  SamRecord *theme = sam_record_new (SAM_KIND_THEME, "01900000-0000-7000-8000-0000000000c1");
  SamRecord *person = sam_record_new (SAM_KIND_PERSON, "01900000-0000-7000-8000-0000000000d1");
  SamRecord *task, *line, *conflict;
  SamRecord *initiative = records->pdata[4];

  g_assert_cmpstr (sam_record_id (initiative), ==, id);
  test_set (theme, SAM_THEME_TITLE, "Demokrati");
  test_set (person, SAM_PERSON_TITLE, "Maja Norén");
  test_set (initiative, SAM_INITIATIVE_THEMES, sam_record_id (theme));
  test_set (initiative, SAM_INITIATIVE_OWNER, sam_record_id (person));
  test_set (records->pdata[2], SAM_ADMINISTRATION_SHORT_NAME, "Kultur");
  g_ptr_array_add (records, theme);
  g_ptr_array_add (records, person);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *task_id = g_strdup_printf ("01900000-0000-7000-8000-0000000000e%u", i);

      task = part (SAM_KIND_TASK, task_id, SAM_TASK_ABOUT, id);
      sam_record_take_value (task, SAM_TASK_DONE, sam_value_integer (i == 0));
      g_ptr_array_add (records, task);
    }
  line = part (SAM_KIND_BUDGET_LINE, "01900000-0000-7000-8000-0000000000f1",
               SAM_BUDGET_LINE_INITIATIVE, id);
  sam_record_take_value (line, SAM_BUDGET_LINE_PLANNED, sam_value_integer (80000 * SAM_KRONA));
  g_ptr_array_add (records, line);
  conflict
      = part (SAM_KIND_CONFLICT, "01900000-0000-7000-8000-0000000000f2", SAM_CONFLICT_RECORD, id);
  test_set (conflict, SAM_CONFLICT_STATE, "open");
  g_ptr_array_add (records, conflict);
  return records;
}

static void
test_face (void)
{
  g_autofree char *id = test_initiative_id (1);
  g_autofree char *bare = test_initiative_id (2);
  g_autoptr (SamForum) forum = sam_forum_new ();
  g_autoptr (SamBudgetCache) budget = NULL;
  g_autoptr (SamClashCache) clashes = NULL;
  g_auto (SamBoardFace) face = { 0 };

  sam_forum_load (forum, make_records (id));
  budget = sam_budget_cache_new (forum);
  clashes = sam_clash_cache_new (forum);
  sam_board_face_init (&face, forum, budget, clashes, sam_forum_get (forum, id), TODAY);
  g_assert_cmpstr (face.title, ==, "Initiativ 1 åäö");
  g_assert_cmpstr (face.money, ==, "80\u00a0000\u00a0kr");
  g_assert_cmpstr (face.tasks, ==, "1/3");
  g_assert_cmpstr (face.initials, ==, "MN");
  g_assert_cmpstr (face.themes[0], ==, "Demokrati");
  g_assert_null (face.themes[1]);
  g_assert_cmpstr (face.administration, ==, "Kultur");
  g_assert_cmpstr (face.stage, ==, "Idé");
  g_assert_cmpstr (face.warning, ==, "different versions");
  g_assert_nonnull (strstr (face.spoken, "Initiativ 1 åäö, Idé, Kultur, "));
  g_assert_nonnull (strstr (face.spoken, "80\u00a0000\u00a0kr, Demokrati, 1 of 3 tasks done, "
                                         "Maja Norén, different versions"));

  /* Nothing but dates. */
  sam_board_face_clear (&face);
  sam_board_face_init (&face, forum, budget, clashes, sam_forum_get (forum, bare), TODAY);
  g_assert_null (face.money);
  g_assert_null (face.tasks);
  g_assert_null (face.initials);
  g_assert_null (face.warning);
  g_assert_null (face.themes[0]);
}

static void
test_stage_counts (void)
{
  static const struct
  {
    SamBoardStageCount count;
    const char *text;
    gboolean full;
  } table[] = {
    { { 0, 0, 0 }, "0", FALSE },
    { { 9, 9, 0 }, "9", FALSE },
    { { 3, 9, 0 }, "3 of 9 shown", FALSE },
    { { 10, 10, 12 }, "10 of 12", FALSE },
    { { 12, 12, 12 }, "12 of 12 – full", TRUE },
    { { 13, 13, 12 }, "13 of 12 – too many", TRUE },
    { { 4, 12, 12 }, "4 shown · 12 of 12 – full", TRUE },
    { { 1234, 1234, 0 }, "1\u00a0234", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *text = sam_board_stage_count (&table[i].count);

      g_assert_cmpstr (text, ==, table[i].text);
      g_assert_cmpint (sam_board_stage_is_full (&table[i].count), ==, table[i].full);
    }
}

static void
test_lane_sums (void)
{
  static const struct
  {
    SamBoardLaneSums sums;
    const char *text;
  } table[] = {
    { { 0, 0, 0, FALSE }, "0 initiatives" },
    { { 1, 0, 0, TRUE }, "1 initiative" },
    { { 2, 50000 * SAM_KRONA, 0, FALSE }, "2 initiatives · 50\u00a0000\u00a0kr" },
    { { 12, 1240000 * SAM_KRONA, 1300000 * SAM_KRONA, TRUE },
      "12 initiatives · 1\u00a0240\u00a0000 of 1\u00a0300\u00a0000\u00a0kr" },
    { { 2, 0, 1000 * SAM_KRONA, TRUE }, "2 initiatives · 0 of 1\u00a0000\u00a0kr" },
    { { 2, 1000 * SAM_KRONA, 0, TRUE }, "2 initiatives · 1\u00a0000 of 0\u00a0kr" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *text = sam_board_lane_sums (&table[i].sums);

      g_assert_cmpstr (text, ==, table[i].text);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/board-face/face", test_face);
  g_test_add_func ("/desk/board-face/stage-counts", test_stage_counts);
  g_test_add_func ("/desk/board-face/lane-sums", test_lane_sums);
  return g_test_run ();
}
