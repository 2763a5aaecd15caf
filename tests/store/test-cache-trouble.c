/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A disk that is full or breaks, and a process that is killed: what was acknowledged is there, what
 * was not waits, and the file is always whole. */
#include "store/cache.h"

#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"
#include "support/failing-vfs.h"
#include "support/folder.h"
#include "support/forum-records.h"

#define KILLS 6

static const SamStorage failing = { .vfs = FAILING_VFS };

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  failing_vfs_register ();
  failing_vfs_heal ();
  f->folder = test_folder_new ();
  f->path = g_build_filename (f->folder, "forum.sqlite", NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  failing_vfs_heal ();
  g_free (f->path);
  test_folder_free (f->folder);
}

static SamCacheBatch *
batch_of (guint n)
{
  SamCacheBatch *batch = sam_cache_batch_new ();

  batch->records = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (batch->records, test_initiative (n));
  batch->settings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_insert (batch->settings, g_strdup ("seq"), g_strdup_printf ("%u", n));
  return batch;
}

/* The initiatives 1 to n are in the file, in order and without a gap, and the setting tells the
 * same. */
static guint
count_whole (const char *path, const SamStorage *storage)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SamCache) cache = sam_cache_open (path, storage, &error);
  g_autoptr (GPtrArray) records = NULL;
  g_autofree char *seq = NULL;
  g_autofree char *expected = NULL;

  g_assert_no_error (error);
  records = sam_cache_load (cache, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < records->len; i++)
    {
      g_autofree char *id = test_initiative_id (i + 1);

      g_assert_cmpstr (sam_record_id (g_ptr_array_index (records, i)), ==, id);
    }
  seq = sam_cache_setting (cache, "seq");
  expected = records->len > 0 ? g_strdup_printf ("%u", records->len) : NULL;
  g_assert_cmpstr (seq, ==, expected);
  g_assert_true (sam_cache_close (cache, NULL));
  return records->len;
}

static void
spin_until_told (SamCache *cache, gboolean trouble)
{
  gint64 until = g_get_monotonic_time () + 20 * G_TIME_SPAN_SECOND;

  while ((sam_cache_trouble (cache) != NULL) != trouble && g_get_monotonic_time () < until)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
  g_assert_true ((sam_cache_trouble (cache) != NULL) == trouble);
}

/* Breaks after each number of writes in turn, so that every write of a commit is once the one that
 * fails. */
static void
test_breaks (Fixture *f, gconstpointer data)
{
  int code = GPOINTER_TO_INT (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (SamCache) cache = sam_cache_open (f->path, &failing, &error);
  guint n = 0;

  g_assert_no_error (error);
  for (guint writes = 0; writes < 12; writes++)
    {
      failing_vfs_break (code, writes);
      for (guint i = 0; i < 4; i++)
        sam_cache_write (cache, batch_of (++n));
      if (!sam_cache_flush (cache, &error))
        {
          g_assert_error (error, SAM_ERROR, SAM_ERROR_STORAGE);
          g_assert_cmpstr (sam_cache_trouble (cache), ==, error->message);
          g_assert_cmpuint (sam_cache_waiting (cache), >, 0);
          g_clear_error (&error);
        }
      failing_vfs_heal ();
      g_assert_true (sam_cache_flush (cache, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (sam_cache_waiting (cache), ==, 0);
      g_assert_null (sam_cache_trouble (cache));
    }
  g_assert_true (sam_cache_close (cache, &error));
  g_assert_cmpuint (count_whole (f->path, NULL), ==, n);
}

/* Without being asked it tries again, and tells both times. */
static void
test_retries (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SamCache) cache = sam_cache_open (f->path, &failing, &error);

  failing_vfs_break (SQLITE_FULL, 0);
  sam_cache_write (cache, batch_of (1));
  spin_until_told (cache, TRUE);
  g_assert_cmpuint (sam_cache_waiting (cache), ==, 1);
  g_assert_cmpuint (failing_vfs_failed (), >=, 1);
  failing_vfs_heal ();
  spin_until_told (cache, FALSE);
  g_assert_cmpuint (sam_cache_waiting (cache), ==, 0);
  g_assert_true (sam_cache_close (cache, &error));
  g_assert_cmpuint (count_whole (f->path, NULL), ==, 1);
}

/* Closing with a full disk says so, keeps what waits, and closes when there is room. Giving up
 * instead leaves what was saved before. */
static void
test_close_when_full (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SamCache) cache = sam_cache_open (f->path, &failing, &error);

  sam_cache_write (cache, batch_of (1));
  g_assert_true (sam_cache_flush (cache, &error));
  failing_vfs_break (SQLITE_FULL, 0);
  sam_cache_write (cache, batch_of (2));
  g_assert_false (sam_cache_close (cache, &error));
  g_assert_error (error, SAM_ERROR, SAM_ERROR_STORAGE);
  g_assert_cmpuint (sam_cache_waiting (cache), ==, 1);
  sam_cache_write (cache, batch_of (3));
  failing_vfs_heal ();
  g_clear_error (&error);
  g_assert_true (sam_cache_close (cache, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_whole (f->path, NULL), ==, 3);

  g_object_unref (cache);
  cache = sam_cache_open (f->path, &failing, &error);
  failing_vfs_break (SQLITE_FULL, 0);
  sam_cache_write (cache, batch_of (4));
  sam_cache_abandon (cache);
  failing_vfs_heal ();
  g_assert_cmpuint (count_whole (f->path, NULL), ==, 3);
}

/* Nothing can be written from the start: an error, and no half-made file that is taken for a cache
 * later. */
static void
test_create_when_full (Fixture *f, gconstpointer data)
{
  for (guint writes = 0; writes < 8; writes++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SamCache) cache = NULL;

      failing_vfs_break (SQLITE_FULL, writes);
      cache = sam_cache_open (f->path, &failing, &error);
      if (cache == NULL)
        g_assert_error (error, SAM_ERROR, SAM_ERROR_STORAGE);
      else
        sam_cache_close (cache, NULL);
      failing_vfs_heal ();
      g_assert_cmpuint (count_whole (f->path, NULL), ==, 0);
    }
}

/* The child: writes and acknowledges each batch that is durable, until it is killed. */
static void
child (const char *path)
{
  g_autoptr (SamCache) cache = sam_cache_open (path, NULL, NULL);
  guint first = count_whole (path, NULL) + 1;

  if (cache == NULL)
    _exit (1);
  for (guint n = first;; n++)
    {
      sam_cache_write (cache, batch_of (n));
      if (n % 5 == 0)
        {
          if (!sam_cache_flush (cache, NULL))
            _exit (1);
          printf ("%u\n", n);
          fflush (stdout);
        }
    }
}

static char *
check_integrity (const char *path)
{
  sqlite3 *handle = NULL;
  sqlite3_stmt *statement = NULL;
  char *answer;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (handle, "PRAGMA integrity_check", -1, &statement, NULL), ==,
                   SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  answer = g_strdup ((const char *)sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  sqlite3_close (handle);
  return answer;
}

static void
test_killed (Fixture *f, gconstpointer data)
{
  const char *program = data;
  guint acknowledged = 0;

  for (guint i = 0; i < KILLS; i++)
    {
      const char *arguments[] = { program, "--child", f->path, NULL };
      g_autoptr (GError) error = NULL;
      g_autofree char *answer = NULL;
      GPid pid;
      int out, status;
      char line[32];
      FILE *lines;

      g_spawn_async_with_pipes (NULL, (char **)arguments, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL,
                                NULL, &pid, NULL, &out, NULL, &error);
      g_assert_no_error (error);
      lines = fdopen (out, "r");
      /* A different moment each time: after so many acknowledgements, and a little more. */
      for (guint j = 0; j <= i * 3 && fgets (line, sizeof line, lines) != NULL; j++)
        acknowledged = (guint)strtoul (line, NULL, 10);
      g_usleep (i * 700);
      kill (pid, SIGKILL);
      while (fgets (line, sizeof line, lines) != NULL)
        if (strchr (line, '\n') != NULL)
          acknowledged = (guint)strtoul (line, NULL, 10);
      fclose (lines);
      g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
      g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);

      answer = check_integrity (f->path);
      g_assert_cmpstr (answer, ==, "ok");
      g_assert_cmpuint (acknowledged, >, 0);
      g_assert_cmpuint (count_whole (f->path, NULL), >=, acknowledged);
    }
}

int
main (int argc, char **argv)
{
  if (argc == 3 && strcmp (argv[1], "--child") == 0)
    {
      child (argv[2]);
      return 1;
    }
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/cache-trouble/full", Fixture, GINT_TO_POINTER (SQLITE_FULL), set_up,
              test_breaks, tear_down);
  g_test_add ("/store/cache-trouble/broken", Fixture, GINT_TO_POINTER (SQLITE_IOERR_WRITE), set_up,
              test_breaks, tear_down);
  g_test_add ("/store/cache-trouble/retries", Fixture, NULL, set_up, test_retries, tear_down);
  g_test_add ("/store/cache-trouble/close-when-full", Fixture, NULL, set_up, test_close_when_full,
              tear_down);
  g_test_add ("/store/cache-trouble/create-when-full", Fixture, NULL, set_up, test_create_when_full,
              tear_down);
  g_test_add ("/store/cache-trouble/killed", Fixture, argv[0], set_up, test_killed, tear_down);
  return g_test_run ();
}
