/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* Seam for storage: which SQLite VFS a database is opened with (NULL is the system's), so that the
 * simulation can lose unsynced writes and fill a disk; and the few whole-file operations. */
typedef struct
{
  const char *vfs;
} SamStorage;

const SamStorage *sam_storage_system (void);

/* Reads a whole file of at most limit bytes. Sentences as errors (missing, too large, unreadable). */
GBytes *sam_file_read (const char *path, gsize limit, GError **error);
/* Replaces a file in one step (temporary file, fsync, rename): after a failure the old one is whole. */
gboolean sam_file_replace (const char *path, GBytes *bytes, GError **error);
/* Creates a folder and its parents, mode 0700. */
gboolean sam_folder_ensure (const char *path, GError **error);

/* An exclusive lock on a file, held until freed or the process ends. SAM_ERROR_LOCKED if another
 * holds it; SAM_ERROR_STORAGE if the folder cannot be written. */
typedef struct _SamFileLock SamFileLock;
SamFileLock *sam_file_lock (const char *path, GError **error);
void sam_file_unlock (SamFileLock *lock);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SamFileLock, sam_file_unlock)
