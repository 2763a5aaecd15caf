/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that are older, newer, foreign or damaged: brought up to date, or refused without a byte
 * changed. */
#include "store/cache.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/error.h"
#include "base/sql.h"
#include "store/cache-schema.h"
#include "support/folder.h"
#include "support/forum-records.h"

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
write_forum (const char *path, guint initiatives)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SamCache) cache = sam_cache_open (path, NULL, &error);
  SamCacheBatch *batch = sam_cache_batch_new ();

  g_assert_no_error (error);
  batch->records = test_forum_records (initiatives);
  sam_cache_write (cache, batch);
  sam_cache_close (cache, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = test_folder_new ();
  f->path = g_build_filename (f->folder, "forum.sqlite", NULL);
  write_forum (f->path, 300);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_free (f->path);
  test_folder_free (f->folder);
}

/* Changes the file from outside, as another version would have left it. */
static void
change (Fixture *f, const char *statements)
{
  char *message = NULL;
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open (f->path, &handle), ==, SQLITE_OK);
  sqlite3_exec (handle, statements, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_close (handle);
}

static char *
ask (Fixture *f, const char *question)
{
  sqlite3 *handle = NULL;
  sqlite3_stmt *statement = NULL;
  char *answer;

  g_assert_cmpint (sqlite3_open (f->path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (handle, question, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  answer = g_strdup ((const char *)sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  sqlite3_close (handle);
  return answer;
}

static GPtrArray *
open_and_load (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SamCache) cache = sam_cache_open (f->path, NULL, &error);
  GPtrArray *records;

  g_assert_no_error (error);
  records = sam_cache_load (cache, &error);
  g_assert_no_error (error);
  g_assert_true (sam_cache_close (cache, NULL));
  return records;
}

static SamRecord *
find (GPtrArray *records, const char *id)
{
  for (guint i = 0; i < records->len; i++)
    if (g_strcmp0 (sam_record_id (g_ptr_array_index (records, i)), id) == 0)
      return g_ptr_array_index (records, i);
  return NULL;
}

/* A file of the time before a field: what was kept in _extra becomes the field, and what is still
 * unknown stays. A value that does not fit the field stays too. */
static void
test_new_column (Fixture *f, gconstpointer data)
{
  g_autofree char *first = test_initiative_id (1);
  g_autofree char *second = test_initiative_id (2);
  g_autofree char *third = test_initiative_id (3);
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GString) sql
      = g_string_new ("UPDATE meta SET value = 'old' WHERE key = 'schema';"
                      "ALTER TABLE initiative DROP COLUMN audience;"
                      "ALTER TABLE initiative DROP COLUMN expected_participants;");
  SamRecord *record;

  g_string_append_printf (
      sql,
      "UPDATE initiative SET _extra = '{\"audience\":\"Unga\",\"expected_participants\":40,"
      "\"mood\":{\"a\":[1]}}' WHERE id = '%s';",
      first);
  g_string_append_printf (
      sql, "UPDATE initiative SET _extra = '{\"audience\":\"Alla\"}' WHERE id = '%s';", second);
  g_string_append_printf (
      sql, "UPDATE initiative SET _extra = '{\"expected_participants\":\"many\"}' WHERE id = '%s';",
      third);
  change (f, sql->str);

  records = open_and_load (f);
  g_assert_cmpuint (records->len, ==, 304);
  record = find (records, first);
  g_assert_cmpstr (sam_record_text (record, SAM_INITIATIVE_AUDIENCE), ==, "Unga");
  g_assert_cmpint (sam_record_integer (record, SAM_INITIATIVE_EXPECTED_PARTICIPANTS), ==, 40);
  g_assert_cmpstr (sam_record_extra (record), ==, "{\"mood\":{\"a\":[1]}}");
  record = find (records, second);
  g_assert_cmpstr (sam_record_text (record, SAM_INITIATIVE_AUDIENCE), ==, "Alla");
  g_assert_null (sam_record_extra (record));
  record = find (records, third);
  g_assert_false (sam_record_has (record, SAM_INITIATIVE_EXPECTED_PARTICIPANTS));
  g_assert_cmpstr (sam_record_extra (record), ==, "{\"expected_participants\":\"many\"}");
}

/* A file of the time before a kind: its records come out of the table of unknown ones. */
static void
test_new_table (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) records = NULL;
  g_autofree char *left = NULL;
  SamRecord *record;

  change (f, "UPDATE meta SET value = 'old' WHERE key = 'schema';"
             "DROP TABLE stage;"
             "INSERT INTO unknown_record (id, kind, body) VALUES ('" TEST_STAGE_ID "', 'stage', "
             "'{\"kind\":\"stage\",\"id\":\"" TEST_STAGE_ID
             "\",\"seq\":3,\"at\":\"2025-01-01T00:00:00.000000Z\",\"by\":\"x\","
             "\"created_at\":null,\"created_by\":null,\"deleted\":true,\"fields\":{\"title\":"
             "\"Förslag\",\"code\":\"f\","
             "\"meaning\":\"open\",\"limit\":5}}');"
             "INSERT INTO unknown_record (id, kind, body) VALUES ('x', 'mood', '{}');"
             "INSERT INTO unknown_record (id, kind, body) VALUES ('y', 'stage', '{\"kind\":');");
  records = open_and_load (f);
  record = find (records, TEST_STAGE_ID);
  g_assert_nonnull (record);
  g_assert_cmpstr (sam_record_title (record), ==, "Förslag");
  g_assert_cmpint (sam_record_integer (record, SAM_STAGE_LIMIT), ==, 5);
  g_assert_cmpint (sam_record_meta (record)->seq, ==, 3);
  g_assert_true (sam_record_deleted (record));
  /* The kind that is still unknown, and the body that cannot be read, are kept. */
  left = ask (f, "SELECT group_concat(id, '') FROM (SELECT id FROM unknown_record ORDER BY id)");
  g_assert_cmpstr (left, ==, "xy");
}

/* Opening a file that is up to date writes nothing. */
static void
test_untouched_when_current (Fixture *f, gconstpointer data)
{
  g_autoptr (GBytes) before = test_file_bytes (f->path);
  g_autoptr (GPtrArray) records = open_and_load (f);

  g_assert_cmpuint (records->len, ==, 304);
  test_file_assert_bytes (f->path, before);
}

/* The text changed in a file, and the error that comes of it. Bytes stay what they were. */
static void
assert_refused (Fixture *f, int code)
{
  g_autoptr (GBytes) before = test_file_bytes (f->path);
  g_autoptr (GError) error = NULL;
  g_autoptr (SamCache) cache = sam_cache_open (f->path, NULL, &error);
  g_autoptr (GPtrArray) records = NULL;

  if (cache != NULL)
    {
      records = sam_cache_load (cache, &error);
      sam_cache_close (cache, NULL);
    }
  g_assert_null (records);
  g_assert_error (error, SAM_ERROR, code);
  g_assert_nonnull (strstr (error->message, f->path));
  test_file_assert_bytes (f->path, before);
}

static void
test_newer (Fixture *f, gconstpointer data)
{
  change (f, "PRAGMA user_version = 90001");
  assert_refused (f, SAM_ERROR_NEWER);
  change (f, "PRAGMA user_version = 10099");
  assert_refused (f, SAM_ERROR_NEWER);
}

static void
test_foreign (Fixture *f, gconstpointer data)
{
  change (f, "PRAGMA application_id = 7");
  assert_refused (f, SAM_ERROR_DAMAGED);
  /* Another program's database, in its own journal mode. */
  g_remove (f->path);
  change (f, "CREATE TABLE t (a); INSERT INTO t VALUES (1)");
  assert_refused (f, SAM_ERROR_DAMAGED);
  g_file_set_contents (f->path, "Not a database at all, but a letter to somebody.\n", -1, NULL);
  assert_refused (f, SAM_ERROR_DAMAGED);
}

static void
overwrite (const char *path, gsize from, gsize to)
{
  g_autofree char *data = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  for (gsize i = from; i < MIN (to, length); i++)
    data[i] = (char)0xa5;
  g_assert_true (g_file_set_contents (path, data, (gssize)length, NULL));
}

static void
cut (const char *path, double part)
{
  g_autofree char *data = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  g_assert_true (g_file_set_contents (path, data, (gssize)((double)length * part), NULL));
}

static void
test_damaged (Fixture *f, gconstpointer data)
{
  g_autoptr (GBytes) whole = test_file_bytes (f->path);
  gsize size = g_bytes_get_size (whole);

  overwrite (f->path, 4096, size);
  assert_refused (f, SAM_ERROR_DAMAGED);
  g_file_set_contents (f->path, g_bytes_get_data (whole, NULL), (gssize)size, NULL);
  overwrite (f->path, 100, 4096);
  assert_refused (f, SAM_ERROR_DAMAGED);
  g_file_set_contents (f->path, g_bytes_get_data (whole, NULL), (gssize)size, NULL);
  cut (f->path, 0.5);
  assert_refused (f, SAM_ERROR_DAMAGED);
  g_file_set_contents (f->path, g_bytes_get_data (whole, NULL), (gssize)size, NULL);
  change (f, "DROP TABLE initiative");
  assert_refused (f, SAM_ERROR_DAMAGED);
}

/* Text that is no text, in a row that SQLite finds nothing wrong with. */
static void
test_damaged_text (Fixture *f, gconstpointer data)
{
  change (f, "UPDATE initiative SET title = CAST (x'c3286f' AS TEXT)");
  assert_refused (f, SAM_ERROR_DAMAGED);
}

/* Each page of the file in turn full of rubbish: refused, or read in full, and never a crash. */
static void
test_any_page (Fixture *f, gconstpointer data)
{
  g_autoptr (GBytes) whole = test_file_bytes (f->path);
  gsize size = g_bytes_get_size (whole);

  for (gsize page = 0; page < size / 4096; page++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SamCache) cache = NULL;
      g_autoptr (GPtrArray) records = NULL;

      g_file_set_contents (f->path, g_bytes_get_data (whole, NULL), (gssize)size, NULL);
      overwrite (f->path, page * 4096 + 3, page * 4096 + 900);
      cache = sam_cache_open (f->path, NULL, &error);
      records = cache != NULL ? sam_cache_load (cache, &error) : NULL;
      if (records == NULL)
        g_assert_error (error, SAM_ERROR, SAM_ERROR_DAMAGED);
      if (cache != NULL)
        sam_cache_close (cache, NULL);
    }
}

static void
test_not_writable (Fixture *f, gconstpointer data)
{
  static const char *const places[] = { "/proc/samverka/forum.sqlite", "/dev/null/forum.sqlite" };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SamCache) cache = sam_cache_open (places[i], NULL, &error);

      g_assert_null (cache);
      g_assert_error (error, SAM_ERROR, SAM_ERROR_STORAGE);
    }
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*run) (Fixture *, gconstpointer);
  } tests[] = {
    { "/store/cache-file/new-column", test_new_column },
    { "/store/cache-file/new-table", test_new_table },
    { "/store/cache-file/untouched-when-current", test_untouched_when_current },
    { "/store/cache-file/newer", test_newer },
    { "/store/cache-file/foreign", test_foreign },
    { "/store/cache-file/damaged", test_damaged },
    { "/store/cache-file/damaged-text", test_damaged_text },
    { "/store/cache-file/any-page", test_any_page },
    { "/store/cache-file/not-writable", test_not_writable },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
