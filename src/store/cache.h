/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/storage.h"
#include "model/forum.h"
#include "sync/referee.h"

/* The SQLite file of one profile, owned by one writer thread. Only immutable edits and record batches cross
 * threads. Tables follow the schema table; unknown fields are in `extra`, unknown kinds in one generic table. */
#define SAM_TYPE_CACHE (sam_cache_get_type ())
G_DECLARE_FINAL_TYPE (SamCache, sam_cache, SAM, CACHE, GObject)

/* Opens or creates. Blocking (start-up). A newer file: SAM_ERROR_NEWER; a damaged or foreign one:
 * SAM_ERROR_DAMAGED; both leave it untouched and say what to do. */
SamCache *sam_cache_open (const char *path, const SamStorage *storage, GError **error);
/* Whether the file holds a forum; TRUE also for one that cannot be read, so that nobody writes over it.
 * Blocking; changes nothing. */
gboolean sam_cache_holds_forum (const char *path, const SamStorage *storage);
/* Writes what waits, then ends the writer thread. Blocking. FALSE if something could not be written: the cache
 * then stays open, keeps what waits and goes on trying. */
gboolean sam_cache_close (SamCache *cache, GError **error);
/* Closes whatever happens, after a last try: what still waits is lost. Does nothing to a closed cache. */
void sam_cache_abandon (SamCache *cache);

/* All records in one pass, by kind and then id, deleted ones too. Blocking. Array owned, of SamRecord. */
GPtrArray *sam_cache_load (SamCache *cache, GError **error);

typedef struct
{
  SamEdit *edit;        /* owned reference; NULL for a batch without one (import, pull) */
  char *author;
  gint64 seq;           /* local number */
  char *at;             /* when it was accepted, a stamp */
  GPtrArray *records;   /* whole records after; copies nobody else changes (SamRecord, owned) */
  GArray *history;      /* of SamHistoryRow, owned */
  GHashTable *settings; /* meta key → text, written in the same transaction (undo stack, counters); may be NULL */
  gboolean replace_all; /* import: every record and the history go first */
} SamCacheBatch;
SamCacheBatch *sam_cache_batch_new (void);
void sam_cache_batch_free (SamCacheBatch *batch);

/* Queues a batch (taken); it is committed durably in one transaction. Batches are written in order. When one
 * fails (disk full), it stays first in the queue and is tried again every few seconds and when
 * sam_cache_retry() is called; later ones wait behind it. */
void sam_cache_write (SamCache *cache, SamCacheBatch *batch);
void sam_cache_retry (SamCache *cache);
/* Blocks until all that waits is durable, or fails. */
gboolean sam_cache_flush (SamCache *cache, GError **error);
guint sam_cache_waiting (SamCache *cache); /* batches not yet durable */
const char *sam_cache_trouble (SamCache *cache); /* the sentence of the last failure while it lasts, or NULL; main thread */
/* Signal "saved-changed": on the main context, when waiting or trouble changed. */

char *sam_cache_setting (SamCache *cache, const char *key); /* as loaded at opening or last written; owned */

typedef struct
{
  gint64 seq;
  char *edit;
  char *title;
  char *at;
  char *author;
  char *record;
  SamKindId kind;
  SamFieldId field; /* or SAM_FIELD_DELETED */
  SamValue from;
  SamValue to;
} SamHistoryEntry;
void sam_history_entry_free (SamHistoryEntry *entry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SamHistoryEntry, sam_history_entry_free)
/* Newest first; record NULL: all. Sees what was flushed. Array of SamHistoryEntry, owned. Blocking. */
GPtrArray *sam_cache_history (SamCache *cache, const char *record, gint64 before_seq, guint limit, GError **error);
