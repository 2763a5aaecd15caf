/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cache.h"

#include "base/error.h"
#include "store/cache-private.h"
#include "store/cache-rows.h"
#include "store/cache-schema.h"

enum
{
  SAVED_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SamCache, sam_cache, G_TYPE_OBJECT)

static void
sam_cache_finalize (GObject *object)
{
  SamCache *self = SAM_CACHE (object);

  sam_cache_abandon (self);
  g_clear_pointer (&self->settings, g_hash_table_unref);
  g_free (self->trouble);
  g_main_context_unref (self->context);
  g_weak_ref_clear (&self->news->cache);
  g_mutex_clear (&self->news->lock);
  g_free (self->news);

  G_OBJECT_CLASS (sam_cache_parent_class)->finalize (object);
}

static void
sam_cache_class_init (SamCacheClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sam_cache_finalize;

  signals[SAVED_CHANGED] = g_signal_new ("saved-changed", SAM_TYPE_CACHE, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sam_cache_init (SamCache *self)
{
  self->context = g_main_context_ref_thread_default ();
  self->settings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->news = g_new0 (SamCacheNews, 1);
  g_mutex_init (&self->news->lock);
  g_weak_ref_init (&self->news->cache, self);
}

/* Main thread: the last word of the writer becomes what the person sees. */
static void
take_news (SamCache *self)
{
  g_free (self->trouble);
  self->trouble = self->writer != NULL ? sam_cache_writer_trouble (self->writer) : NULL;
  g_signal_emit (self, signals[SAVED_CHANGED], 0);
}

static gboolean
deliver (gpointer data)
{
  SamCache *self = data;

  g_mutex_lock (&self->news->lock);
  self->news->under_way = FALSE;
  g_mutex_unlock (&self->news->lock);
  if (self->writer != NULL)
    take_news (self);
  return G_SOURCE_REMOVE;
}

/* The writer's thread: one delivery at a time, however much is written. */
static void
notify (gpointer data)
{
  SamCacheNews *news = data;
  SamCache *self;
  GSource *source;

  g_mutex_lock (&news->lock);
  self = news->under_way ? NULL : g_weak_ref_get (&news->cache);
  news->under_way = news->under_way || self != NULL;
  g_mutex_unlock (&news->lock);
  if (self == NULL)
    return;
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, deliver, self, g_object_unref);
  g_source_attach (source, self->context);
  g_source_unref (source);
}

static gboolean
load_settings (SamCache *self, SamSql *sql, GError **error)
{
  sqlite3_stmt *query = sam_cache_prepare (sql, "SELECT \"key\", \"value\" FROM \"meta\"", error);
  gboolean row = FALSE;

  if (query == NULL)
    return FALSE;
  do
    {
      if (!sam_sql_step (sql, query, &row, error))
        return FALSE;
      if (row)
        g_hash_table_insert (self->settings, g_strdup (sam_sql_text (query, 0)),
                             g_strdup (sam_sql_text (query, 1)));
    }
  while (row);
  return TRUE;
}

SamCache *
sam_cache_open (const char *path, const SamStorage *storage, GError **error)
{
  g_autoptr (SamCache) self = g_object_new (SAM_TYPE_CACHE, NULL);
  g_autoptr (SamSql) sql = NULL;
  gboolean is_new = FALSE;

  if (!sam_cache_probe (path, storage, &is_new, error))
    return NULL;
  sql = sam_sql_open (path, storage, is_new ? SAM_SQL_CREATE : 0, error);
  if (sql == NULL)
    return NULL;
  /* Until everything is known to be in order, closing must not change the file. */
  sqlite3_db_config (sam_sql_handle (sql), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  if (!sam_cache_schema_ensure (sql, error) || !load_settings (self, sql, error))
    return NULL;
  self->reader = sam_sql_open (path, storage, SAM_SQL_READ_ONLY, error);
  if (self->reader == NULL)
    return NULL;
  sqlite3_db_config (sam_sql_handle (sql), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
  self->writer = sam_cache_writer_new (g_steal_pointer (&sql), storage, notify, self->news);
  return g_steal_pointer (&self);
}

gboolean
sam_cache_holds_forum (const char *path, const SamStorage *storage)
{
  g_autoptr (SamSql) sql = NULL;
  g_autofree char *table = sam_sql_quote (sam_kind (SAM_KIND_FORUM)->name);
  g_autofree char *text = g_strdup_printf ("SELECT 1 FROM %s LIMIT 1", table);
  gboolean is_new = FALSE, row = FALSE;
  sqlite3_stmt *query;

  if (!sam_cache_probe (path, storage, &is_new, NULL))
    return TRUE;
  if (is_new)
    return FALSE;
  sql = sam_sql_open (path, storage, SAM_SQL_READ_ONLY, NULL);
  query = sql != NULL ? sam_sql_prepare (sql, text, NULL) : NULL;
  if (query == NULL || !sam_sql_step (sql, query, &row, NULL))
    return TRUE;
  sqlite3_reset (query);
  return row;
}

void
sam_cache_abandon (SamCache *cache)
{
  SamCacheWriter *writer = g_steal_pointer (&cache->writer);

  /* The reader first: the last connection to close tidies the file. */
  g_clear_pointer (&cache->reader, sam_sql_close);
  if (writer != NULL)
    sam_cache_writer_close (writer);
}

gboolean
sam_cache_close (SamCache *cache, GError **error)
{
  if (cache->writer != NULL && !sam_cache_flush (cache, error))
    return FALSE;
  sam_cache_abandon (cache);
  return TRUE;
}

/* Loading, shared by two threads: each takes the next kind that nobody has taken. */
typedef struct
{
  const char *path; /* for the second thread's own connection */
  SamStorage storage;
  gint next;                       /* a kind; atomic */
  GPtrArray *by_kind[SAM_N_KINDS]; /* of SamRecord, owned; each filled by the thread that took it */
} Loading;

/* One transaction, so that all tables are of one moment. */
static gboolean
load_kinds (Loading *loading, SamSql *sql, GError **error)
{
  gboolean ok = sam_sql_exec (sql, "BEGIN", error);

  while (ok)
    {
      gint kind = g_atomic_int_add (&loading->next, 1);

      if (kind >= SAM_N_KINDS)
        break;
      loading->by_kind[kind] = g_ptr_array_new_with_free_func (g_object_unref);
      ok = sam_rows_read (sql, (SamKindId)kind, loading->by_kind[kind], error);
    }
  if (!sqlite3_get_autocommit (sam_sql_handle (sql)))
    sam_sql_exec (sql, "COMMIT", NULL);
  return ok;
}

/* The second thread. Without a connection of its own it leaves everything to the first. */
static gpointer
help_loading (gpointer data)
{
  Loading *loading = data;
  g_autoptr (SamSql) sql = sam_sql_open (loading->path, &loading->storage, SAM_SQL_READ_ONLY, NULL);
  GError *error = NULL;

  if (sql != NULL)
    load_kinds (loading, sql, &error);
  return error;
}

static GPtrArray *
joined (Loading *loading)
{
  GPtrArray *records = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint kind = 0; kind < SAM_N_KINDS; kind++)
    if (loading->by_kind[kind] != NULL)
      g_ptr_array_extend_and_steal (records, g_steal_pointer (&loading->by_kind[kind]));
  return records;
}

GPtrArray *
sam_cache_load (SamCache *cache, GError **error)
{
  Loading loading = { 0 };
  sqlite3_vfs *vfs = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) own = NULL;
  g_autoptr (GError) other = NULL;
  GThread *helper = NULL;

  g_return_val_if_fail (cache->reader != NULL, NULL);
  sqlite3_file_control (sam_sql_handle (cache->reader), "main", SQLITE_FCNTL_VFS_POINTER, &vfs);
  loading.path = sam_sql_path (cache->reader);
  loading.storage.vfs = vfs != NULL ? vfs->zName : NULL;
  /* Nobody else may write to the file, so two connections see the same moment as long as nothing
   * waits to be written. */
  if (sam_cache_waiting (cache) == 0)
    helper = g_thread_try_new ("loading", help_loading, &loading, NULL);
  load_kinds (&loading, cache->reader, &own);
  if (helper != NULL)
    other = g_thread_join (helper);
  records = joined (&loading);
  if (own == NULL && other == NULL)
    return g_steal_pointer (&records);

  g_propagate_error (error, own != NULL ? g_steal_pointer (&own) : g_steal_pointer (&other));
  if (cache->writer != NULL)
    sam_cache_writer_leave (cache->writer);
  return NULL;
}

void
sam_cache_write (SamCache *cache, SamCacheBatch *batch)
{
  GHashTableIter iter;
  gpointer key, value;

  g_return_if_fail (cache->writer != NULL);
  if (batch->settings != NULL)
    {
      g_hash_table_iter_init (&iter, batch->settings);
      while (g_hash_table_iter_next (&iter, &key, &value))
        g_hash_table_insert (cache->settings, g_strdup (key), g_strdup (value));
    }
  sam_cache_writer_push (cache->writer, batch);
  g_signal_emit (cache, signals[SAVED_CHANGED], 0);
}

void
sam_cache_retry (SamCache *cache)
{
  if (cache->writer != NULL)
    sam_cache_writer_retry (cache->writer);
}

gboolean
sam_cache_flush (SamCache *cache, GError **error)
{
  gboolean ok;

  g_return_val_if_fail (cache->writer != NULL, FALSE);
  ok = sam_cache_writer_flush (cache->writer, error);
  take_news (cache);
  return ok;
}

guint
sam_cache_waiting (SamCache *cache)
{
  return cache->writer != NULL ? sam_cache_writer_waiting (cache->writer) : 0;
}

const char *
sam_cache_trouble (SamCache *cache)
{
  return cache->trouble;
}

char *
sam_cache_setting (SamCache *cache, const char *key)
{
  return g_strdup (g_hash_table_lookup (cache->settings, key));
}
