/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cache-writer.h"

#include "base/error.h"
#include "store/cache-write.h"

/* As many batches as are committed together at most: under load one sync of the disk serves them
 * all. */
#define GROUP 64
#define RETRY_LONGEST 5 /* seconds */

struct _SamCacheWriter
{
  /* Constant. */
  void (*notify) (gpointer data);
  gpointer data;
  char *path;
  char *vfs;
  GThread *thread;

  /* The writer's thread. */
  SamSql *sql; /* NULL while it could not be opened again */
  SamRowWriter *rows;

  /* Under the lock. A batch leaves the queue when it is durable. */
  GMutex lock;
  GCond wake; /* to the writer: something to do */
  GCond told; /* from the writer: an attempt has ended */
  GQueue queue;
  guint64 pushed;   /* batches ever */
  guint64 durable;  /* of these */
  guint64 failures; /* attempts that failed */
  GError *trouble;
  gboolean retry;
  gboolean quit;
  gboolean leave;
};

static gboolean
reopen (SamCacheWriter *self, GError **error)
{
  SamStorage storage = { .vfs = self->vfs };

  if (self->sql != NULL)
    return TRUE;
  self->sql = sam_sql_open (self->path, &storage, 0, error);
  if (self->sql == NULL)
    return FALSE;
  self->rows = sam_row_writer_new (self->sql);
  return TRUE;
}

static void
drop_connection (SamCacheWriter *self)
{
  g_clear_pointer (&self->rows, sam_row_writer_free);
  g_clear_pointer (&self->sql, sam_sql_close);
}

static gboolean
commit_group (SamCacheWriter *self, SamCacheBatch **group, guint n, GError **error)
{
  gboolean ok;

  if (!reopen (self, error))
    return FALSE;
  ok = sam_sql_exec (self->sql, "BEGIN IMMEDIATE", error);
  for (guint i = 0; ok && i < n; i++)
    ok = sam_cache_write_batch (self->sql, self->rows, group[i], error);
  ok = ok && sam_sql_exec (self->sql, "COMMIT", error);
  if (ok)
    return TRUE;
  if (!sqlite3_get_autocommit (sam_sql_handle (self->sql)))
    sam_sql_exec (self->sql, "ROLLBACK", NULL);
  /* The next attempt starts from the file as it then is, whatever this connection believes. */
  drop_connection (self);
  return FALSE;
}

/* With the lock held: waits until the next attempt is due. */
static void
back_off (SamCacheWriter *self, guint attempts)
{
  gint64 seconds = MIN (1 << MIN (attempts, 8), RETRY_LONGEST);
  gint64 until = g_get_monotonic_time () + seconds * G_TIME_SPAN_SECOND;

  while (!self->retry && !self->quit && g_cond_wait_until (&self->wake, &self->lock, until))
    ;
  self->retry = FALSE;
}

/* With the lock held: what is first in the queue goes to the disk. After a failure one batch at a
 * time, so that what can be saved is. */
static gboolean
write_some (SamCacheWriter *self, guint largest)
{
  SamCacheBatch *group[GROUP];
  guint n = 0;
  gboolean ok;
  GError *error = NULL;

  for (GList *link = self->queue.head; link != NULL && n < largest; link = link->next)
    group[n++] = link->data;
  g_mutex_unlock (&self->lock);
  ok = commit_group (self, group, n, &error);
  g_mutex_lock (&self->lock);

  g_clear_error (&self->trouble);
  if (ok)
    {
      for (guint i = 0; i < n; i++)
        g_queue_pop_head (&self->queue);
      self->durable += n;
    }
  else
    {
      self->trouble = error;
      self->failures++;
    }
  g_cond_broadcast (&self->told);
  g_mutex_unlock (&self->lock);
  for (guint i = 0; ok && i < n; i++)
    sam_cache_batch_free (group[i]);
  self->notify (self->data);
  g_mutex_lock (&self->lock);
  return ok;
}

static gpointer
run (gpointer data)
{
  SamCacheWriter *self = data;
  guint attempts = 0;

  g_mutex_lock (&self->lock);
  for (;;)
    {
      while (g_queue_is_empty (&self->queue) && !self->quit)
        g_cond_wait (&self->wake, &self->lock);
      if (g_queue_is_empty (&self->queue))
        break;
      if (write_some (self, attempts == 0 ? GROUP : 1))
        {
          attempts = 0;
          continue;
        }
      if (self->quit)
        break;
      back_off (self, attempts++);
    }
  if (self->leave && self->sql != NULL)
    sqlite3_db_config (sam_sql_handle (self->sql), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  g_mutex_unlock (&self->lock);
  drop_connection (self);
  return NULL;
}

SamCacheWriter *
sam_cache_writer_new (SamSql *sql, const SamStorage *storage, void (*notify) (gpointer data),
                      gpointer data)
{
  SamCacheWriter *self = g_new0 (SamCacheWriter, 1);

  self->notify = notify;
  self->data = data;
  self->path = g_strdup (sam_sql_path (sql));
  self->vfs = g_strdup (storage != NULL ? storage->vfs : NULL);
  self->sql = sql;
  self->rows = sam_row_writer_new (sql);
  g_mutex_init (&self->lock);
  g_cond_init (&self->wake);
  g_cond_init (&self->told);
  self->thread = g_thread_new ("samverka-cache", run, self);
  return self;
}

void
sam_cache_writer_push (SamCacheWriter *writer, SamCacheBatch *batch)
{
  g_mutex_lock (&writer->lock);
  g_queue_push_tail (&writer->queue, batch);
  writer->pushed++;
  g_cond_signal (&writer->wake);
  g_mutex_unlock (&writer->lock);
}

void
sam_cache_writer_retry (SamCacheWriter *writer)
{
  g_mutex_lock (&writer->lock);
  writer->retry = writer->trouble != NULL;
  g_cond_signal (&writer->wake);
  g_mutex_unlock (&writer->lock);
}

gboolean
sam_cache_writer_flush (SamCacheWriter *writer, GError **error)
{
  guint64 wanted, failures;
  gboolean ok;

  g_mutex_lock (&writer->lock);
  wanted = writer->pushed;
  failures = writer->failures;
  writer->retry = writer->trouble != NULL;
  g_cond_signal (&writer->wake);
  /* The trouble may be over by the time this thread gets its turn: then there is more to wait for.
   */
  while (writer->durable < wanted && (writer->failures == failures || writer->trouble == NULL))
    g_cond_wait (&writer->told, &writer->lock);
  ok = writer->durable >= wanted;
  if (!ok && error != NULL)
    *error = g_error_copy (writer->trouble);
  g_mutex_unlock (&writer->lock);
  return ok;
}

void
sam_cache_writer_leave (SamCacheWriter *writer)
{
  g_mutex_lock (&writer->lock);
  writer->leave = TRUE;
  g_mutex_unlock (&writer->lock);
}

guint
sam_cache_writer_waiting (SamCacheWriter *writer)
{
  guint waiting;

  g_mutex_lock (&writer->lock);
  waiting = g_queue_get_length (&writer->queue);
  g_mutex_unlock (&writer->lock);
  return waiting;
}

char *
sam_cache_writer_trouble (SamCacheWriter *writer)
{
  char *trouble;

  g_mutex_lock (&writer->lock);
  trouble = g_strdup (writer->trouble != NULL ? writer->trouble->message : NULL);
  g_mutex_unlock (&writer->lock);
  return trouble;
}

void
sam_cache_writer_close (SamCacheWriter *writer)
{
  g_mutex_lock (&writer->lock);
  writer->quit = TRUE;
  g_cond_signal (&writer->wake);
  g_mutex_unlock (&writer->lock);
  g_thread_join (writer->thread);

  g_queue_clear_full (&writer->queue, (GDestroyNotify)sam_cache_batch_free);
  g_clear_error (&writer->trouble);
  g_mutex_clear (&writer->lock);
  g_cond_clear (&writer->wake);
  g_cond_clear (&writer->told);
  g_free (writer->path);
  g_free (writer->vfs);
  g_free (writer);
}
