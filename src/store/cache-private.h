/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/sql.h"
#include "store/cache.h"
#include "store/cache-writer.h"

/* What the writer's thread knows of the cache: a weak reference, since the cache may go while it
 * writes. */
typedef struct
{
  GWeakRef cache;
  GMutex lock;
  gboolean under_way; /* under the lock: a delivery waits on the main context */
} SamCacheNews;

/* Main thread, but for what the writer and the news guard themselves. */
struct _SamCache
{
  GObject parent_instance;

  GMainContext *context;
  SamCacheNews *news;
  SamCacheWriter *writer; /* NULL once closed */
  SamSql *reader;         /* load and history: sees what is durable */
  GHashTable *settings;   /* as loaded and as last given to write */
  char *trouble;
};
