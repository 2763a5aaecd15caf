/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "base/error.h"
#include "exchange/forum-file.h"

#define FORUM "0195122f-0000-7000-8000-000000000001"
#define STAGE "0195122f-0000-7000-8000-000000000002"
#define LOST "0195122f-0000-7000-8000-00000000000f"

static GPtrArray *
new_records (void)
{
  GPtrArray *records = g_ptr_array_new_with_free_func (g_object_unref);
  SamRecord *forum = sam_record_new (SAM_KIND_FORUM, FORUM);
  const SamRecordMeta meta
      = { 7, "2025-10-29T13:02:11.123456Z", "anna", "2025-02-03T08:00:00.000000Z", "bo" };

  sam_record_take_value (forum, SAM_FORUM_TITLE, sam_value_text ("Ett \"öppet\" forum"));
  sam_record_set_meta (forum, &meta);
  g_ptr_array_add (records, forum);
  return records;
}

static SamRecord *
add (GPtrArray *records, SamKindId kind, const char *id, const char *title)
{
  SamRecord *record = sam_record_new (kind, id);

  sam_record_take_value (record, sam_kind (kind)->first, sam_value_text (title));
  g_ptr_array_add (records, record);
  return record;
}

static SamRecord *
add_stage (GPtrArray *records)
{
  SamRecord *stage = add (records, SAM_KIND_STAGE, STAGE, "Idé");

  sam_record_take_value (stage, SAM_STAGE_CODE, sam_value_text ("idea"));
  sam_record_take_value (stage, SAM_STAGE_LIMIT, sam_value_integer (12));
  sam_record_take_value (stage, SAM_STAGE_MEANING, sam_value_text ("open"));
  return stage;
}

static GPtrArray *
read_text (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  GPtrArray *records = sam_forum_file_read (bytes, NULL, &error);

  g_assert_no_error (error);
  return records;
}

static char *
write_text (GPtrArray *records)
{
  g_autoptr (GBytes) bytes = sam_forum_file_write (records);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* The form is a face: other programs read it. */
static void
test_form (void)
{
  static const char *const expected = "{\n"
                                      "  \"samverka\": 1,\n"
                                      "  \"schema\": 1,\n"
                                      "  \"forum\": \"" FORUM "\",\n"
                                      "  \"records\": [\n"
                                      "    {\n"
                                      "      \"kind\": \"forum\",\n"
                                      "      \"id\": \"" FORUM "\",\n"
                                      "      \"at\": \"2025-10-29T13:02:11.123456Z\",\n"
                                      "      \"by\": \"anna\",\n"
                                      "      \"created_at\": \"2025-02-03T08:00:00.000000Z\",\n"
                                      "      \"created_by\": \"bo\",\n"
                                      "      \"fields\": {\n"
                                      "        \"title\": \"Ett \\\"öppet\\\" forum\"\n"
                                      "      }\n"
                                      "    },\n"
                                      "    {\n"
                                      "      \"kind\": \"stage\",\n"
                                      "      \"id\": \"" STAGE "\",\n"
                                      "      \"deleted\": true,\n"
                                      "      \"fields\": {\n"
                                      "        \"title\": \"Idé\",\n"
                                      "        \"code\": \"idea\",\n"
                                      "        \"limit\": 12,\n"
                                      "        \"meaning\": \"open\"\n"
                                      "      }\n"
                                      "    }\n"
                                      "  ]\n"
                                      "}\n";
  g_autoptr (GPtrArray) records = new_records ();
  g_autofree char *text = NULL;

  /* Written in the order of kinds, however they are given. */
  sam_record_set_deleted (add_stage (records), TRUE);
  g_ptr_array_insert (records, 0, g_ptr_array_steal_index (records, 1));
  text = write_text (records);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_back (void)
{
  g_autoptr (GPtrArray) records = new_records ();
  g_autoptr (GPtrArray) back = NULL;
  g_autofree char *text = NULL, *again = NULL;
  const SamRecordMeta *meta;

  sam_record_set_deleted (add_stage (records), TRUE);
  text = write_text (records);
  back = read_text (text);
  g_assert_cmpuint (back->len, ==, 2);
  again = write_text (back);
  g_assert_cmpstr (text, ==, again);

  meta = sam_record_meta (back->pdata[0]);
  g_assert_cmpint (meta->seq, ==, 0); /* the number belongs to the ledger that it came from */
  g_assert_cmpstr (meta->by, ==, "anna");
  g_assert_cmpstr (meta->created_by, ==, "bo");
  g_assert_cmpstr (sam_record_title (back->pdata[0]), ==, "Ett \"öppet\" forum");
  g_assert_true (sam_record_deleted (back->pdata[1]));
  g_assert_cmpint (sam_record_integer (back->pdata[1], SAM_STAGE_LIMIT), ==, 12);
}

/* Order of members, spaces, a byte order mark, a number of its own: not as we write it, yet right.
 */
static void
test_other_form (void)
{
  static const char *const text = "\xef\xbb\xbf{\"records\" :[ {\"id\":\"" FORUM
                                  "\",\"fields\":{\"title\":\"a \\u00e5 { [ \\\" "
                                  "\",\"case_number\":null},\"kind\":\"forum\"} ]\r\n,"
                                  "\"forum\":\"" FORUM "\",\"schema\":1, \"samverka\":1}";
  g_autoptr (GPtrArray) records = read_text (text);

  g_assert_cmpuint (records->len, ==, 1);
  g_assert_cmpstr (sam_record_title (records->pdata[0]), ==, "a å { [ \" ");
}

static void
test_remarks (void)
{
  g_autoptr (GPtrArray) records = new_records ();
  g_autoptr (GPtrArray) back = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_auto (GStrv) remarks = NULL;
  SamRecord *person = add (records, SAM_KIND_PERSON, STAGE, "Maja");

  sam_record_take_value (person, SAM_PERSON_ADMINISTRATION, sam_value_text (LOST));
  bytes = sam_forum_file_write (records);
  back = sam_forum_file_read (bytes, &remarks, NULL);
  g_assert_nonnull (back);
  g_assert_nonnull (remarks);
  g_assert_cmpuint (g_strv_length (remarks), ==, 1);
  g_assert_nonnull (strstr (remarks[0], "Maja"));
  g_assert_cmpstr (sam_record_text (back->pdata[1], SAM_PERSON_ADMINISTRATION), ==, LOST);
}

/* A newer version's fields and choices go through unharmed, also through a second file. */
static void
test_newer (void)
{
  static const char *const text
      = "{\"samverka\":1,\"schema\":99,\"forum\":\"" FORUM "\",\"later\":1,\"records\":["
        "{\"kind\":\"forum\",\"id\":\"" FORUM
        "\",\"fields\":{\"title\":\"a\",\"moon\":{\"phase\":[1,2.5,null]},\"sun\":true}},"
        "{\"kind\":\"partner\",\"id\":\"" STAGE
        "\",\"fields\":{\"title\":\"b\",\"sector\":\"martian\"}}]}";
  g_autoptr (GPtrArray) records = read_text (text);
  g_autofree char *first = NULL, *second = NULL;
  g_autoptr (GPtrArray) back = NULL;

  g_assert_cmpstr (sam_record_extra (records->pdata[0]), ==,
                   "{\"moon\":{\"phase\":[1,2.5,null]},\"sun\":true}");
  g_assert_cmpstr (sam_record_text (records->pdata[1], SAM_PARTNER_SECTOR), ==, "martian");
  first = write_text (records);
  g_assert_nonnull (strstr (first, "\"newer\": true"));
  back = read_text (first);
  g_assert_cmpstr (sam_record_extra (back->pdata[0]), ==, sam_record_extra (records->pdata[0]));
  second = write_text (back);
  g_assert_cmpstr (first, ==, second);
}

static void
test_load (void)
{
  g_autofree char *folder = g_dir_make_tmp ("samverka-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "forum.json", NULL);
  g_autoptr (GPtrArray) records = new_records ();
  g_autoptr (GPtrArray) back = NULL;
  g_autofree char *text = write_text (records);
  g_autoptr (GError) error = NULL;
  char **remarks = (char **)text;

  g_assert_null (sam_forum_file_load (path, &remarks, &error));
  g_assert_error (error, SAM_ERROR, SAM_ERROR_NOT_FOUND);
  g_assert_null (remarks);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  back = sam_forum_file_load (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (back->len, ==, 1);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/forum-file/form", test_form);
  g_test_add_func ("/forum-file/back", test_back);
  g_test_add_func ("/forum-file/other-form", test_other_form);
  g_test_add_func ("/forum-file/remarks", test_remarks);
  g_test_add_func ("/forum-file/newer", test_newer);
  g_test_add_func ("/forum-file/load", test_load);
  return g_test_run ();
}
