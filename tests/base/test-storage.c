/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/storage.h"

#include "base/error.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct
{
  char *folder;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("samverka-storage-XXXXXX", NULL);
  g_assert_nonnull (fixture->folder);
}

static void
remove_tree (const char *path)
{
  GDir *dir = g_dir_open (path, 0, NULL);
  for (const char *name; dir != NULL && (name = g_dir_read_name (dir)) != NULL;)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      remove_tree (child);
    }
  g_clear_pointer (&dir, g_dir_close);
  g_remove (path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  remove_tree (fixture->folder);
  g_free (fixture->folder);
}

static void
test_replace_and_read (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "file", NULL);
  static const gsize sizes[] = { 0, 1, 65535, 65536, 65537, 300000 };
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree guint8 *memory = g_malloc (sizes[i] + 1);
      memset (memory, 'a' + (int)i, sizes[i]);
      g_autoptr (GBytes) bytes = g_bytes_new (memory, sizes[i]);
      g_assert_true (sam_file_replace (path, bytes, &error));
      g_assert_no_error (error);
      g_autoptr (GBytes) back = sam_file_read (path, sizes[i], &error);
      g_assert_no_error (error);
      g_assert_true (g_bytes_equal (bytes, back));
      if (sizes[i] > 0)
        {
          g_autoptr (GBytes) refused = sam_file_read (path, sizes[i] - 1, &error);
          g_assert_null (refused);
          g_assert_error (error, SAM_ERROR, SAM_ERROR_INVALID);
          g_clear_error (&error);
        }
    }
}

static void
test_replace_keeps_mode (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "secret", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);
  GStatBuf info;
  g_assert_true (g_file_set_contents_full (path, "old", 3, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  g_assert_true (sam_file_replace (path, bytes, NULL));
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
}

static void
test_trouble (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);
  static const struct
  {
    const char *path;
    int read, replace;
  } cases[] = {
    { "missing", SAM_ERROR_NOT_FOUND, -1 },
    { "missing/file", SAM_ERROR_NOT_FOUND, SAM_ERROR_STORAGE },
    { "plain/file", SAM_ERROR_NOT_FOUND, SAM_ERROR_STORAGE },
    { "folder", SAM_ERROR_INVALID, SAM_ERROR_STORAGE },
  };
  g_autofree char *plain = g_build_filename (fixture->folder, "plain", NULL);
  g_autofree char *folder = g_build_filename (fixture->folder, "folder", NULL);
  g_assert_true (g_file_set_contents (plain, "", 0, NULL));
  g_assert_true (sam_folder_ensure (folder, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *path = g_build_filename (fixture->folder, cases[i].path, NULL);
      g_test_message ("%s", cases[i].path);
      g_autoptr (GBytes) read = sam_file_read (path, 100, &error);
      g_assert_null (read);
      g_assert_error (error, SAM_ERROR, cases[i].read);
      g_clear_error (&error);
      if (cases[i].replace < 0)
        continue;
      g_assert_false (sam_file_replace (path, bytes, &error));
      g_assert_error (error, SAM_ERROR, cases[i].replace);
    }
}

/* A disk that takes no more after the first bytes: the limit on file sizes stands in for it. */
static void
test_replace_cut_short (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "file", NULL);
  g_assert_true (g_file_set_contents (path, "old", 3, NULL));
  pid_t child = fork ();
  if (child == 0)
    {
      static char memory[100000];
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = g_bytes_new_static (memory, sizeof memory);
      struct rlimit limit = { 4096, 4096 };
      signal (SIGXFSZ, SIG_IGN);
      gboolean written
          = setrlimit (RLIMIT_FSIZE, &limit) != 0 || sam_file_replace (path, bytes, &error);
      _exit (written || !g_error_matches (error, SAM_ERROR, SAM_ERROR_STORAGE));
    }
  int status = -1;
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
  g_autofree char *contents = NULL;
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "old");
  /* And nothing is left beside it. */
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  g_assert_cmpstr (g_dir_read_name (folder), ==, "file");
  g_assert_null (g_dir_read_name (folder));
}

/* A file without an end is stopped at the limit. */
static void
test_endless (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) endless = sam_file_read ("/dev/zero", 100000, &error);
  g_assert_null (endless);
  g_assert_error (error, SAM_ERROR, SAM_ERROR_INVALID);
}

static void
test_folder (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "a", "b", "c", NULL);
  g_assert_true (sam_folder_ensure (path, &error));
  g_assert_true (sam_folder_ensure (path, &error));
  GStatBuf info;
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0700);

  g_autofree char *file = g_build_filename (fixture->folder, "file", NULL);
  g_autofree char *below = g_build_filename (file, "below", NULL);
  g_assert_true (g_file_set_contents (file, "", 0, NULL));
  g_assert_false (sam_folder_ensure (file, &error));
  g_assert_error (error, SAM_ERROR, SAM_ERROR_STORAGE);
  g_clear_error (&error);
  g_assert_false (sam_folder_ensure (below, &error));
  g_assert_error (error, SAM_ERROR, SAM_ERROR_STORAGE);
  g_clear_error (&error);
  g_assert_false (sam_folder_ensure ("/proc/samverka", &error));
  g_assert_error (error, SAM_ERROR, SAM_ERROR_STORAGE);
}

static void
test_lock (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "lock", NULL);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (SamFileLock) lock = sam_file_lock (path, &error);
      g_assert_no_error (error);
      g_assert_nonnull (lock);
      SamFileLock *second = sam_file_lock (path, &error);
      g_assert_null (second);
      g_assert_error (error, SAM_ERROR, SAM_ERROR_LOCKED);
      g_clear_error (&error);
    }
  g_autofree char *nowhere = g_build_filename (fixture->folder, "no", "lock", NULL);
  g_assert_null (sam_file_lock (nowhere, &error));
  g_assert_error (error, SAM_ERROR, SAM_ERROR_STORAGE);
  g_clear_error (&error);
  g_assert_null (sam_file_lock ("/proc/samverka.lock", &error));
  g_assert_error (error, SAM_ERROR, SAM_ERROR_STORAGE);
}

/* Another process holds the lock and is killed without a chance to clean up. */
static void
test_lock_of_the_dead (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "lock", NULL);
  int ready[2];
  g_assert_cmpint (pipe (ready), ==, 0);
  pid_t child = fork ();
  if (child == 0)
    {
      char byte = sam_file_lock (path, NULL) != NULL ? 'y' : 'n';
      if (write (ready[1], &byte, 1) == 1)
        pause ();
      _exit (1);
    }
  char byte = 0;
  g_assert_cmpint (read (ready[0], &byte, 1), ==, 1);
  g_assert_cmpint (byte, ==, 'y');
  g_assert_null (sam_file_lock (path, &error));
  g_assert_error (error, SAM_ERROR, SAM_ERROR_LOCKED);
  g_clear_error (&error);

  g_assert_cmpint (kill (child, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
  g_autoptr (SamFileLock) lock = sam_file_lock (path, &error);
  g_assert_no_error (error);
  g_assert_nonnull (lock);
  close (ready[0]);
  close (ready[1]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/base/storage/replace-and-read", test_replace_and_read);
  ADD ("/base/storage/replace-keeps-mode", test_replace_keeps_mode);
  ADD ("/base/storage/replace-cut-short", test_replace_cut_short);
  ADD ("/base/storage/trouble", test_trouble);
  ADD ("/base/storage/endless", test_endless);
  ADD ("/base/storage/folder", test_folder);
  ADD ("/base/storage/lock", test_lock);
  ADD ("/base/storage/lock-of-the-dead", test_lock_of_the_dead);
  return g_test_run ();
}
