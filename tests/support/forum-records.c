/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/forum-records.h"

#define STAMP "2025-09-01T08:00:00.000000Z"

char *
test_initiative_id (guint n)
{
  return g_strdup_printf ("01900000-0000-7000-8001-%012x", n);
}

void
test_set (SamRecord *record, SamFieldId field, const char *text)
{
  sam_record_take_value (record, field, sam_value_text (text));
}

static SamRecord *
make (SamKindId kind, const char *id, const char *title)
{
  SamRecord *record = sam_record_new (kind, id);
  const SamRecordMeta meta
      = { .at = STAMP, .by = "Test", .created_at = STAMP, .created_by = "Test" };

  sam_record_set_meta (record, &meta);
  test_set (record, sam_kind (kind)->first, title);
  return record;
}

SamRecord *
test_initiative (guint n)
{
  g_autofree char *id = test_initiative_id (n);
  g_autofree char *title = g_strdup_printf ("Initiativ %u åäö", n);
  SamRecord *record = make (SAM_KIND_INITIATIVE, id, title);

  test_set (record, SAM_INITIATIVE_SUMMARY,
            "Samtal om demokrati och mänskliga rättigheter, öppet för alla.");
  test_set (record, SAM_INITIATIVE_ADMINISTRATION, TEST_ADMINISTRATION_ID);
  test_set (record, SAM_INITIATIVE_PARTICIPATING, TEST_OTHER_ADMINISTRATION_ID);
  test_set (record, SAM_INITIATIVE_ORIGIN, "new");
  test_set (record, SAM_INITIATIVE_STAGE, TEST_STAGE_ID);
  test_set (record, SAM_INITIATIVE_STARTS, "2025-10-25");
  test_set (record, SAM_INITIATIVE_ENDS, "2025-11-09");
  sam_record_take_value (record, SAM_INITIATIVE_EXPECTED_PARTICIPANTS, sam_value_integer (n % 500));
  return record;
}

GPtrArray *
test_forum_records (guint initiatives)
{
  GPtrArray *records = g_ptr_array_new_with_free_func (g_object_unref);
  SamRecord *record = make (SAM_KIND_FORUM, TEST_FORUM_ID, "Provforum 2025");

  test_set (record, SAM_FORUM_TIME_ZONE, "Europe/Stockholm");
  g_ptr_array_add (records, record);
  record = make (SAM_KIND_STAGE, TEST_STAGE_ID, "Idé");
  test_set (record, SAM_STAGE_CODE, "idea");
  test_set (record, SAM_STAGE_MEANING, "open");
  g_ptr_array_add (records, record);
  record = make (SAM_KIND_ADMINISTRATION, TEST_ADMINISTRATION_ID, "Kulturförvaltningen");
  test_set (record, SAM_ADMINISTRATION_CODE, "KULT");
  g_ptr_array_add (records, record);
  record = make (SAM_KIND_ADMINISTRATION, TEST_OTHER_ADMINISTRATION_ID, "Fritidsförvaltningen");
  test_set (record, SAM_ADMINISTRATION_CODE, "FRI");
  g_ptr_array_add (records, record);
  for (guint i = 1; i <= initiatives; i++)
    g_ptr_array_add (records, test_initiative (i));
  return records;
}
