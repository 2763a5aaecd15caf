/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is written is read again, whole and in every field; what it means for the file's form. */
#include "store/cache.h"

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
set_up (Fixture *f, gconstpointer data)
{
  f->folder = test_folder_new ();
  f->path = g_build_filename (f->folder, "forum.sqlite", NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_free (f->path);
  test_folder_free (f->folder);
}

static SamCache *
open_cache (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  SamCache *cache = sam_cache_open (f->path, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (cache);
  return cache;
}

static void
close_cache (SamCache *cache)
{
  g_autoptr (GError) error = NULL;
  gboolean ok = sam_cache_close (cache, &error);

  g_assert_no_error (error);
  g_assert_true (ok);
  g_object_unref (cache);
}

static GPtrArray *
load (SamCache *cache)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *records = sam_cache_load (cache, &error);

  g_assert_no_error (error);
  return records;
}

static void
write_records (SamCache *cache, GPtrArray *records)
{
  SamCacheBatch *batch = sam_cache_batch_new ();
  g_autoptr (GError) error = NULL;

  batch->records = g_ptr_array_ref (records);
  sam_cache_write (cache, batch);
  sam_cache_flush (cache, &error);
  g_assert_no_error (error);
}

static SamValue
some_value (const SamField *field, guint n)
{
  switch (field->type)
    {
    case SAM_TYPE_INTEGER:
    case SAM_TYPE_MONEY:
      return sam_value_integer (n % 2 == 0 ? G_MAXINT64 - n : -(gint64)n);
    case SAM_TYPE_BOOLEAN:
      return sam_value_integer (n % 2);
    case SAM_TYPE_DATE:
      return sam_value_text ("2025-10-25");
    case SAM_TYPE_TIME:
      return sam_value_text ("2025-10-25T18:00");
    case SAM_TYPE_REFERENCE_SET:
      return sam_value_text (TEST_FORUM_ID "," TEST_STAGE_ID);
    case SAM_TYPE_REFERENCE:
      return sam_value_text (TEST_STAGE_ID);
    case SAM_TYPE_TEXT:
    case SAM_TYPE_LONG_TEXT:
    case SAM_TYPE_CHOICE:
    case SAM_TYPE_POSITION:
    default:
      return sam_value_text ("å\"; DROP TABLE \"forum\"; --\nrad 2\t€ 👋");
    }
}

/* A record of the kind with a value in every stored field. */
static SamRecord *
full_record (SamKindId id)
{
  const SamKind *kind = sam_kind (id);
  g_autofree char *name = g_strdup_printf ("01900000-0000-7000-8002-%012x", (guint)id);
  SamRecord *record = sam_record_new (id, name);
  const SamRecordMeta meta
      = { .seq = 7 + (gint64)id, .at = "a", .by = "b", .created_at = "c", .created_by = "d" };

  sam_record_set_meta (record, &meta);
  sam_record_set_deleted (record, id % 2 == 1);
  sam_record_set_extra (record, id % 3 == 0 ? "{\"later\":[1,2]}" : NULL);
  for (guint i = 0; i < kind->n_fields; i++)
    if (sam_field (kind->first + (int)i)->computed == SAM_STORED)
      sam_record_take_value (record, kind->first + (int)i,
                             some_value (sam_field (kind->first + (int)i), i));
  return record;
}

static void
assert_same (SamRecord *a, SamRecord *b)
{
  const SamKind *kind = sam_kind (sam_record_kind (a));
  const SamRecordMeta *left = sam_record_meta (a), *right = sam_record_meta (b);

  g_assert_cmpint (sam_record_kind (a), ==, sam_record_kind (b));
  g_assert_cmpstr (sam_record_id (a), ==, sam_record_id (b));
  g_assert_cmpint (left->seq, ==, right->seq);
  g_assert_cmpstr (left->at, ==, right->at);
  g_assert_cmpstr (left->by, ==, right->by);
  g_assert_cmpstr (left->created_at, ==, right->created_at);
  g_assert_cmpstr (left->created_by, ==, right->created_by);
  g_assert_cmpint (sam_record_deleted (a), ==, sam_record_deleted (b));
  g_assert_cmpstr (sam_record_extra (a), ==, sam_record_extra (b));
  for (guint i = 0; i < kind->n_fields; i++)
    g_assert_true (sam_value_equal (sam_record_value (a, kind->first + (int)i),
                                    sam_record_value (b, kind->first + (int)i)));
}

/* Every field of every kind, full and empty, goes in and comes out. */
static void
test_round_trip (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) loaded = NULL;
  SamCache *cache = open_cache (f);

  for (int kind = 0; kind < SAM_N_KINDS; kind++)
    {
      g_autofree char *id = g_strdup_printf ("01900000-0000-7000-8003-%012x", (guint)kind);

      g_ptr_array_add (records, full_record (kind));
      g_ptr_array_add (records, sam_record_new (kind, id));
    }
  write_records (cache, records);
  close_cache (cache);

  cache = open_cache (f);
  loaded = load (cache);
  g_assert_cmpuint (loaded->len, ==, records->len);
  for (guint i = 0; i < records->len; i++)
    assert_same (g_ptr_array_index (loaded, i), g_ptr_array_index (records, i));
  close_cache (cache);
}

/* A later state of a record replaces the earlier, also with nothing where there was something. */
static void
test_update (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) loaded = NULL;
  SamCache *cache = open_cache (f);
  SamRecord *record;

  g_ptr_array_add (records, full_record (SAM_KIND_INITIATIVE));
  write_records (cache, records);
  record = sam_record_copy (g_ptr_array_index (records, 0));
  sam_record_take_value (record, SAM_INITIATIVE_SUMMARY, SAM_NULL);
  g_ptr_array_set_size (records, 0);
  g_ptr_array_add (records, record);
  write_records (cache, records);

  loaded = load (cache);
  g_assert_cmpuint (loaded->len, ==, 1);
  assert_same (g_ptr_array_index (loaded, 0), record);
  close_cache (cache);
}

static void
test_replace_all (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) first = test_forum_records (20);
  g_autoptr (GPtrArray) loaded = NULL;
  g_autoptr (GError) error = NULL;
  SamCache *cache = open_cache (f);
  SamCacheBatch *batch = sam_cache_batch_new ();

  write_records (cache, first);
  batch->replace_all = TRUE;
  batch->records = test_forum_records (3);
  sam_cache_write (cache, batch);
  sam_cache_flush (cache, &error);
  g_assert_no_error (error);
  loaded = load (cache);
  g_assert_cmpuint (loaded->len, ==, 4 + 3);
  close_cache (cache);
}

static void
test_settings (Fixture *f, gconstpointer data)
{
  SamCache *cache = open_cache (f);
  SamCacheBatch *batch = sam_cache_batch_new ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *none = sam_cache_setting (cache, "undo");

  g_assert_null (none);
  batch->settings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_insert (batch->settings, g_strdup ("undo"), g_strdup ("{\"å\":1}"));
  sam_cache_write (cache, batch);
  before = sam_cache_setting (cache, "undo");
  g_assert_cmpstr (before, ==, "{\"å\":1}");
  close_cache (cache);

  cache = open_cache (f);
  after = sam_cache_setting (cache, "undo");
  g_assert_cmpstr (after, ==, "{\"å\":1}");
  close_cache (cache);
}

static void
count (SamCache *cache, guint *n)
{
  (*n)++;
}

/* The signal comes on the main context, and says when nothing waits any more. */
static void
test_signal (Fixture *f, gconstpointer data)
{
  SamCache *cache = open_cache (f);
  SamCacheBatch *batch = sam_cache_batch_new ();
  guint n = 0;
  gint64 until = g_get_monotonic_time () + 20 * G_TIME_SPAN_SECOND;

  g_signal_connect (cache, "saved-changed", G_CALLBACK (count), &n);
  batch->records = test_forum_records (1);
  sam_cache_write (cache, batch);
  g_assert_cmpuint (n, ==, 1);
  while ((n < 2 || sam_cache_waiting (cache) > 0) && g_get_monotonic_time () < until)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
  g_assert_cmpuint (n, >=, 2);
  g_assert_cmpuint (sam_cache_waiting (cache), ==, 0);
  g_assert_null (sam_cache_trouble (cache));
  close_cache (cache);
}

static SamHistoryRow
history_row (const char *record, SamFieldId field, SamValue from, SamValue to)
{
  return (SamHistoryRow){
    .record = g_strdup (record), .kind = SAM_KIND_INITIATIVE, .field = field, .from = from, .to = to
  };
}

static void
clear_row (gpointer row)
{
  SamHistoryRow *self = row;

  g_free (self->record);
  sam_value_clear (&self->from);
  sam_value_clear (&self->to);
}

/* One act with a row for each of two records. */
static void
write_act (SamCache *cache, SamClock *clock, SamRandom *random, SamSource *source, gint64 seq)
{
  SamCacheBatch *batch = sam_cache_batch_new ();
  g_autoptr (SamEditBuilder) builder = sam_edit_builder_new (source, clock, random, "Ändra “A”");
  g_autofree char *first = test_initiative_id (1);
  g_autofree char *second = test_initiative_id (2);
  SamHistoryRow rows[2];

  sam_edit_builder_set_text (builder, first, SAM_INITIATIVE_TITLE, "Ny");
  batch->edit = sam_edit_builder_end (builder);
  batch->author = g_strdup ("Maja");
  batch->seq = seq;
  batch->at = g_strdup ("2025-10-01T00:00:00.000000Z");
  batch->history = g_array_new (FALSE, FALSE, sizeof (SamHistoryRow));
  g_array_set_clear_func (batch->history, clear_row);
  rows[0] = history_row (first, SAM_INITIATIVE_TITLE, sam_value_text ("A"), sam_value_text ("Ny"));
  rows[1] = seq == 1 ? history_row (second, SAM_FIELD_DELETED, SAM_NULL, sam_value_integer (0))
                     : history_row (second, SAM_INITIATIVE_EXPECTED_PARTICIPANTS, SAM_NULL,
                                    sam_value_integer (seq));
  g_array_append_vals (batch->history, rows, 2);
  sam_cache_write (cache, batch);
}

static void
test_history (Fixture *f, gconstpointer data)
{
  SamCache *cache = open_cache (f);
  g_autoptr (SamForum) forum = sam_forum_new ();
  g_autofree SamRandom *random = sam_random_seeded (1);
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) one = NULL;
  g_autoptr (GPtrArray) page = NULL;
  g_autofree char *second = test_initiative_id (2);
  g_autoptr (GError) error = NULL;
  SamHistoryEntry *entry;

  sam_forum_load (forum, test_forum_records (2));
  for (gint64 seq = 1; seq <= 3; seq++)
    write_act (cache, sam_clock_system (), random, sam_forum_source (forum), seq);
  sam_cache_flush (cache, &error);
  g_assert_no_error (error);

  all = sam_cache_history (cache, NULL, 0, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 6);
  entry = g_ptr_array_index (all, 0);
  g_assert_cmpint (entry->seq, ==, 3);
  g_assert_cmpstr (entry->title, ==, "Ändra “A”");
  g_assert_cmpstr (entry->author, ==, "Maja");
  g_assert_cmpstr (entry->at, ==, "2025-10-01T00:00:00.000000Z");
  g_assert_cmpint (entry->field, ==, SAM_INITIATIVE_TITLE);
  g_assert_cmpstr (entry->from.text, ==, "A");

  one = sam_cache_history (cache, second, 0, 0, &error);
  g_assert_cmpuint (one->len, ==, 3);
  entry = g_ptr_array_index (one, 2);
  g_assert_cmpint (entry->field, ==, SAM_FIELD_DELETED);
  g_assert_true (sam_value_is_null (&entry->from));
  g_assert_cmpint (entry->to.integer, ==, 0);

  page = sam_cache_history (cache, NULL, 3, 2, &error);
  g_assert_cmpuint (page->len, ==, 2);
  g_assert_cmpint (((SamHistoryEntry *)g_ptr_array_index (page, 0))->seq, ==, 2);
  close_cache (cache);
}

static void
test_holds_forum (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) records = test_forum_records (0);
  SamCache *cache;

  g_assert_false (sam_cache_holds_forum (f->path, NULL));
  cache = open_cache (f);
  close_cache (cache);
  g_assert_false (sam_cache_holds_forum (f->path, NULL));
  cache = open_cache (f);
  write_records (cache, records);
  close_cache (cache);
  g_assert_true (sam_cache_holds_forum (f->path, NULL));
  g_file_set_contents (f->path, "anything else", -1, NULL);
  g_assert_true (sam_cache_holds_forum (f->path, NULL));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*run) (Fixture *, gconstpointer);
  } tests[] = {
    { "/store/cache/round-trip", test_round_trip },   { "/store/cache/update", test_update },
    { "/store/cache/replace-all", test_replace_all }, { "/store/cache/settings", test_settings },
    { "/store/cache/signal", test_signal },           { "/store/cache/history", test_history },
    { "/store/cache/holds-forum", test_holds_forum },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
