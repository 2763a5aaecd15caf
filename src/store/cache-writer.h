/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/sql.h"
#include "store/cache.h"

/* The thread that owns the writing connection, and the queue in front of it. All functions may be
 * called from any thread but its own. */
typedef struct _SamCacheWriter SamCacheWriter;

/* Takes the connection. notify is called on the writer's thread when `waiting` or the trouble has
 * changed. */
SamCacheWriter *sam_cache_writer_new (SamSql *sql, const SamStorage *storage,
                                      void (*notify) (gpointer data), gpointer data);

void sam_cache_writer_push (SamCacheWriter *writer, SamCacheBatch *batch); /* taken */
void sam_cache_writer_retry (SamCacheWriter *writer);
/* Blocks until what waits now is durable; FALSE as soon as one attempt has failed. */
gboolean sam_cache_writer_flush (SamCacheWriter *writer, GError **error);
/* The file turned out damaged: closing does not tidy it. */
void sam_cache_writer_leave (SamCacheWriter *writer);
guint sam_cache_writer_waiting (SamCacheWriter *writer);
char *sam_cache_writer_trouble (SamCacheWriter *writer); /* owned; NULL */

/* Tries once more to write what waits, ends the thread and frees everything. */
void sam_cache_writer_close (SamCacheWriter *writer);
