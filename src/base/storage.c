/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/storage.h"

#include "base/error.h"
#include "base/i18n.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>

#ifdef G_OS_UNIX
#include <sys/file.h>
#include <unistd.h>
#else
#include <io.h>
#include <share.h>
#endif

#define CHUNK 65536

const SamStorage *
sam_storage_system (void)
{
  static const SamStorage system_storage = { NULL };
  return &system_storage;
}

/* A sentence for what went wrong when a file was written; GIO's code tells the cases apart. */
static gboolean
write_error (const char *path, GIOErrorEnum code, const char *reason, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  switch ((int)code)
    {
    case G_IO_ERROR_NO_SPACE:
      g_set_error (error, SAM_ERROR, SAM_ERROR_STORAGE,
                   _ ("There is no room left on the disk for “%s”. Free some space and try again."),
                   path);
      break;
    case G_IO_ERROR_PERMISSION_DENIED:
    case G_IO_ERROR_READ_ONLY:
      g_set_error (error, SAM_ERROR, SAM_ERROR_STORAGE,
                   _ ("The folder “%s” cannot be written to. Choose another folder, or ask for the "
                      "right to write there."),
                   folder);
      break;
    case G_IO_ERROR_NOT_FOUND:
    case G_IO_ERROR_NOT_DIRECTORY:
      g_set_error (error, SAM_ERROR, SAM_ERROR_STORAGE,
                   _ ("There is no folder “%s”. Choose a folder that exists."), folder);
      break;
    default:
      g_set_error (error, SAM_ERROR, SAM_ERROR_STORAGE,
                   _ ("“%s” could not be written: %s. Try again, or choose another place."), path,
                   reason);
    }
  return FALSE;
}

static gboolean
read_error (const char *path, const GError *cause, GError **error)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)
      || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY))
    g_set_error (error, SAM_ERROR, SAM_ERROR_NOT_FOUND,
                 _ ("There is no file “%s”. Check the name."), path);
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY))
    g_set_error (error, SAM_ERROR, SAM_ERROR_INVALID, _ ("“%s” is a folder. Choose a file in it."),
                 path);
  else
    g_set_error (error, SAM_ERROR, SAM_ERROR_STORAGE,
                 _ ("“%s” could not be read: %s. Check that you may read it."), path,
                 cause->message);
  return FALSE;
}

/* Reads to the end or to one byte more than the limit, whatever size the file says it has: it may
 * grow, or be no ordinary file. */
static GByteArray *
read_up_to (GInputStream *stream, gsize limit, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  while (bytes->len <= limit)
    {
      guint8 chunk[CHUNK];
      gssize n = g_input_stream_read (stream, chunk, sizeof chunk, NULL, error);
      if (n < 0)
        return NULL;
      if (n == 0)
        break;
      g_byte_array_append (bytes, chunk, (guint)n);
    }
  return g_steal_pointer (&bytes);
}

GBytes *
sam_file_read (const char *path, gsize limit, GError **error)
{
  g_return_val_if_fail (path != NULL && limit < G_MAXUINT - CHUNK, NULL);
  g_autoptr (GError) cause = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, &cause);
  g_autoptr (GByteArray) bytes
      = stream != NULL ? read_up_to (G_INPUT_STREAM (stream), limit, &cause) : NULL;
  if (bytes == NULL)
    {
      read_error (path, cause, error);
      return NULL;
    }
  if (bytes->len > limit)
    {
      g_autofree char *size = g_format_size (limit);
      g_set_error (
          error, SAM_ERROR, SAM_ERROR_INVALID,
          _ ("“%s” is too large: at most %s can be read. Check that it is the right file."), path,
          size);
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

gboolean
sam_file_replace (const char *path, GBytes *bytes, GError **error)
{
  g_autoptr (GError) cause = NULL;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  GStatBuf info;
  int mode = g_stat (path, &info) == 0 ? (int)(info.st_mode & 0777) : 0666;
  if (g_file_set_contents_full (path, data != NULL ? data : "", (gssize)size,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, mode,
                                &cause))
    return TRUE;
  GIOErrorEnum code = G_IO_ERROR_FAILED;
  if (cause->domain == G_FILE_ERROR)
    switch (cause->code)
      {
      case G_FILE_ERROR_NOSPC:
        code = G_IO_ERROR_NO_SPACE;
        break;
      case G_FILE_ERROR_ACCES:
      case G_FILE_ERROR_PERM:
      case G_FILE_ERROR_ROFS:
        code = G_IO_ERROR_PERMISSION_DENIED;
        break;
      case G_FILE_ERROR_NOENT:
      case G_FILE_ERROR_NOTDIR:
        code = G_IO_ERROR_NOT_FOUND;
        break;
      default:
        break;
      }
  return write_error (path, code, cause->message, error);
}

gboolean
sam_folder_ensure (const char *path, GError **error)
{
  if (g_mkdir_with_parents (path, 0700) == 0)
    return TRUE;
  int code = errno;
  if (code == EEXIST || code == ENOTDIR)
    {
      g_set_error (error, SAM_ERROR, SAM_ERROR_STORAGE,
                   _ ("“%s” is not a folder. Choose another place."), path);
      return FALSE;
    }
  return write_error (path, g_io_error_from_errno (code), g_strerror (code), error);
}

struct _SamFileLock
{
  int descriptor;
};

/* The system drops the lock when the last descriptor of this open file is closed, so also when the
 * process dies. The file itself stays: removing it would let two processes lock two files. */
#ifdef G_OS_UNIX
static int
open_locked (const char *path, gboolean *held)
{
  int descriptor = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (descriptor < 0)
    return -1;
  int result;
  do
    result = flock (descriptor, LOCK_EX | LOCK_NB);
  while (result < 0 && errno == EINTR);
  if (result == 0)
    return descriptor;
  int code = errno;
  *held = code == EWOULDBLOCK;
  close (descriptor);
  errno = code;
  return -1;
}
#else
static int
open_locked (const char *path, gboolean *held)
{
  g_autofree wchar_t *wide = (wchar_t *)g_utf8_to_utf16 (path, -1, NULL, NULL, NULL);
  int descriptor = -1;
  errno_t code = _wsopen_s (&descriptor, wide, _O_RDWR | _O_CREAT | _O_NOINHERIT, _SH_DENYRW,
                            _S_IREAD | _S_IWRITE);
  *held = code == EACCES && g_file_test (path, G_FILE_TEST_IS_REGULAR);
  errno = code;
  return code == 0 ? descriptor : -1;
}
#endif

SamFileLock *
sam_file_lock (const char *path, GError **error)
{
  gboolean held = FALSE;
  int descriptor = open_locked (path, &held);
  if (descriptor < 0)
    {
      int code = errno;
      g_autofree char *folder = g_path_get_dirname (path);
      if (held)
        g_set_error (error, SAM_ERROR, SAM_ERROR_LOCKED,
                     _ ("“%s” is already open in another window or program. Close it there first."),
                     folder);
      else
        write_error (path, g_io_error_from_errno (code), g_strerror (code), error);
      return NULL;
    }
  SamFileLock *lock = g_new (SamFileLock, 1);
  lock->descriptor = descriptor;
  return lock;
}

void
sam_file_unlock (SamFileLock *lock)
{
  if (lock == NULL)
    return;
  g_close (lock->descriptor, NULL);
  g_free (lock);
}
