/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#ifdef G_OS_WIN32
#include <sys/utime.h>
#else
#include <utime.h>
#endif

#include "base/error.h"
#include "base/i18n.h"
#include "base/id.h"
#include "engine/session-private.h"

#define CACHE_NAME "forum.sqlite"
#define LOCK_NAME "lock"

char *
sam_profile_root (void)
{
  return g_build_filename (g_get_user_data_dir (), "samverka", NULL);
}

char *
sam_profile_for_forum (const char *forum_id)
{
  g_autofree char *root = sam_profile_root ();

  /* An id is hexadecimal digits and hyphens; nothing else becomes part of a path. */
  g_return_val_if_fail (sam_id_is_valid (forum_id), NULL);
  return g_build_filename (root, forum_id, NULL);
}

char *
sam_profile_cache_path (const char *folder)
{
  return g_build_filename (folder, CACHE_NAME, NULL);
}

gboolean
sam_profile_has_forum (const char *folder)
{
  g_autofree char *path = sam_profile_cache_path (folder);

  return g_file_test (path, G_FILE_TEST_EXISTS) && sam_cache_holds_forum (path, NULL);
}

/* The lock file's time says when the profile was last opened. */
SamFileLock *
sam_profile_lock (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, LOCK_NAME, NULL);
  SamFileLock *lock = sam_file_lock (path, error);

  if (lock != NULL)
    g_utime (path, NULL);
  return lock;
}

typedef struct
{
  char *folder;
  gint64 used;
} Found;

static int
last_used_first (gconstpointer a, gconstpointer b)
{
  const Found *first = a, *second = b;

  if (first->used != second->used)
    return first->used < second->used ? 1 : -1;
  return g_strcmp0 (first->folder, second->folder);
}

static gint64
last_used (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, LOCK_NAME, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info
      = g_file_query_info (file, "time::modified,time::modified-usec", 0, NULL, NULL);

  if (info == NULL)
    return 0;
  return (gint64)g_file_info_get_attribute_uint64 (info, "time::modified") * G_TIME_SPAN_SECOND
         + g_file_info_get_attribute_uint32 (info, "time::modified-usec");
}

char **
sam_profile_list (void)
{
  g_autofree char *root = sam_profile_root ();
  g_autoptr (GDir) dir = g_dir_open (root, 0, NULL);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Found));
  GStrvBuilder *builder;
  char **folders;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *folder = g_build_filename (root, name, NULL);
      Found one;

      if (!g_file_test (folder, G_FILE_TEST_IS_DIR) || !sam_profile_has_forum (folder))
        continue;
      one.used = last_used (folder);
      one.folder = g_steal_pointer (&folder);
      g_array_append_val (found, one);
    }
  g_array_sort (found, last_used_first);

  builder = g_strv_builder_new ();
  for (guint i = 0; i < found->len; i++)
    {
      g_strv_builder_add (builder, g_array_index (found, Found, i).folder);
      g_free (g_array_index (found, Found, i).folder);
    }
  folders = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);
  return folders;
}
