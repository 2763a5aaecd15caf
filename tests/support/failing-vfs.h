/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* A SQLite VFS over the system's one that can be told to fail: a disk that is full or broken, seen
 * from SQLite. Registered once in a process; the state is one for all its files. Any thread. */
#define FAILING_VFS "failing"

void failing_vfs_register (void);

/* After `writes` more writes and syncs every one of them fails with the code (SQLITE_FULL,
 * SQLITE_IOERR_WRITE …) until failing_vfs_heal(). A write that fails may have written its first
 * half, as a disk does. */
void failing_vfs_break (int code, guint writes);
void failing_vfs_heal (void);
guint failing_vfs_failed (void); /* writes that were made to fail since the last break */
