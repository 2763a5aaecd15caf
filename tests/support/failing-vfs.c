/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/failing-vfs.h"

#include <sqlite3.h>

/* One file: ours in front, the system's behind it in the same memory. */
typedef struct
{
  sqlite3_file base;
  sqlite3_file *real;
} File;

static sqlite3_vfs *below;
static GMutex lock;
static int failing_code;
static guint left;
static guint failed;

static sqlite3_file *
real_of (sqlite3_file *file)
{
  return ((File *)(void *)file)->real;
}

/* 0, or the code that this write fails with. */
static int
next_code (void)
{
  int code = 0;

  g_mutex_lock (&lock);
  if (failing_code != 0 && left > 0)
    left--;
  else if (failing_code != 0)
    {
      code = failing_code;
      failed++;
    }
  g_mutex_unlock (&lock);
  return code;
}

static int
vfs_close (sqlite3_file *file)
{
  return real_of (file)->pMethods->xClose (real_of (file));
}

static int
vfs_read (sqlite3_file *file, void *data, int amount, sqlite3_int64 offset)
{
  return real_of (file)->pMethods->xRead (real_of (file), data, amount, offset);
}

static int
vfs_write (sqlite3_file *file, const void *data, int amount, sqlite3_int64 offset)
{
  int code = next_code ();

  if (code == 0)
    return real_of (file)->pMethods->xWrite (real_of (file), data, amount, offset);
  real_of (file)->pMethods->xWrite (real_of (file), data, amount / 2, offset);
  return code;
}

static int
vfs_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  return real_of (file)->pMethods->xTruncate (real_of (file), size);
}

static int
vfs_sync (sqlite3_file *file, int flags)
{
  int code = next_code ();

  return code != 0 ? SQLITE_IOERR_FSYNC : real_of (file)->pMethods->xSync (real_of (file), flags);
}

static int
vfs_file_size (sqlite3_file *file, sqlite3_int64 *size)
{
  return real_of (file)->pMethods->xFileSize (real_of (file), size);
}

static int
vfs_lock (sqlite3_file *file, int level)
{
  return real_of (file)->pMethods->xLock (real_of (file), level);
}

static int
vfs_unlock (sqlite3_file *file, int level)
{
  return real_of (file)->pMethods->xUnlock (real_of (file), level);
}

static int
vfs_check_reserved_lock (sqlite3_file *file, int *result)
{
  return real_of (file)->pMethods->xCheckReservedLock (real_of (file), result);
}

static int
vfs_file_control (sqlite3_file *file, int operation, void *argument)
{
  return real_of (file)->pMethods->xFileControl (real_of (file), operation, argument);
}

static int
vfs_sector_size (sqlite3_file *file)
{
  return real_of (file)->pMethods->xSectorSize (real_of (file));
}

static int
vfs_device_characteristics (sqlite3_file *file)
{
  return real_of (file)->pMethods->xDeviceCharacteristics (real_of (file));
}

static int
vfs_shm_map (sqlite3_file *file, int page, int size, int extend, void volatile **memory)
{
  return real_of (file)->pMethods->xShmMap (real_of (file), page, size, extend, memory);
}

static int
vfs_shm_lock (sqlite3_file *file, int offset, int n, int flags)
{
  return real_of (file)->pMethods->xShmLock (real_of (file), offset, n, flags);
}

static void
vfs_shm_barrier (sqlite3_file *file)
{
  real_of (file)->pMethods->xShmBarrier (real_of (file));
}

static int
vfs_shm_unmap (sqlite3_file *file, int remove)
{
  return real_of (file)->pMethods->xShmUnmap (real_of (file), remove);
}

static const sqlite3_io_methods methods = {
  .iVersion = 2,
  .xClose = vfs_close,
  .xRead = vfs_read,
  .xWrite = vfs_write,
  .xTruncate = vfs_truncate,
  .xSync = vfs_sync,
  .xFileSize = vfs_file_size,
  .xLock = vfs_lock,
  .xUnlock = vfs_unlock,
  .xCheckReservedLock = vfs_check_reserved_lock,
  .xFileControl = vfs_file_control,
  .xSectorSize = vfs_sector_size,
  .xDeviceCharacteristics = vfs_device_characteristics,
  .xShmMap = vfs_shm_map,
  .xShmLock = vfs_shm_lock,
  .xShmBarrier = vfs_shm_barrier,
  .xShmUnmap = vfs_shm_unmap,
};

static int
vfs_open (sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out_flags)
{
  File *self = (File *)(void *)file;
  int code;

  self->real = (sqlite3_file *)(void *)(self + 1);
  self->base.pMethods = NULL;
  code = below->xOpen (below, name, self->real, flags, out_flags);
  if (self->real->pMethods != NULL)
    self->base.pMethods = &methods;
  return code;
}

void
failing_vfs_register (void)
{
  static sqlite3_vfs vfs;

  if (below != NULL)
    return;
  below = sqlite3_vfs_find (NULL);
  vfs = *below;
  vfs.zName = FAILING_VFS;
  vfs.pNext = NULL;
  vfs.szOsFile = (int)sizeof (File) + below->szOsFile;
  vfs.xOpen = vfs_open;
  sqlite3_vfs_register (&vfs, 0);
}

void
failing_vfs_break (int code, guint writes)
{
  g_mutex_lock (&lock);
  failing_code = code;
  left = writes;
  failed = 0;
  g_mutex_unlock (&lock);
}

void
failing_vfs_heal (void)
{
  g_mutex_lock (&lock);
  failing_code = 0;
  g_mutex_unlock (&lock);
}

guint
failing_vfs_failed (void)
{
  guint n;

  g_mutex_lock (&lock);
  n = failed;
  g_mutex_unlock (&lock);
  return n;
}
