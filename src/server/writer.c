/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/writer.h"

/* So many are answered together at most, so that the first of them does not wait for ever. */
#define MOST_TOGETHER 256

struct _SamWriter
{
  GThread *thread;
  GMutex mutex;
  GCond some;
  GQueue waiting; /* of SamWriterJob, owned; under the mutex, as what follows */
  gboolean ending;
  SamWriterState state;

  /* The thread's own. */
  SamLedger *ledger;
  SamImages *images;
};

/* What is to do now; empty when the writer ends. */
static GPtrArray *
take_jobs (SamWriter *writer)
{
  GPtrArray *jobs = g_ptr_array_new_with_free_func (g_free);

  g_mutex_lock (&writer->mutex);
  while (writer->waiting.length == 0 && !writer->ending)
    g_cond_wait (&writer->some, &writer->mutex);
  while (writer->waiting.length > 0 && jobs->len < MOST_TOGETHER)
    g_ptr_array_add (jobs, g_queue_pop_head (&writer->waiting));
  g_mutex_unlock (&writer->mutex);
  return jobs;
}

static void
note (SamWriter *writer, guint n, gboolean ok)
{
  g_mutex_lock (&writer->mutex);
  writer->state.transactions += ok;
  writer->state.jobs += ok ? n : 0;
  writer->state.failing = !ok;
  g_mutex_unlock (&writer->mutex);
}

/* One transaction over some jobs. */
static gboolean
commit_jobs (SamWriter *writer, GPtrArray *jobs, guint first, guint n, GError **error)
{
  gboolean ok = sam_ledger_begin (writer->ledger, error);

  for (guint i = first; ok && i < first + n; i++)
    {
      SamWriterJob *job = g_ptr_array_index (jobs, i);

      ok = job->run (writer->ledger, writer->images, job->data, error);
    }
  ok = ok && sam_ledger_commit (writer->ledger, error);
  if (!ok)
    {
      sam_ledger_rollback (writer->ledger);
      sam_images_clear (writer->images);
    }
  note (writer, n, ok);
  return ok;
}

/* All together; if that fails each alone, so that one does not take the others with it. */
static void
do_jobs (SamWriter *writer, GPtrArray *jobs)
{
  g_autoptr (GError) together = NULL;
  gboolean ok = commit_jobs (writer, jobs, 0, jobs->len, &together);

  for (guint i = 0; i < jobs->len; i++)
    {
      SamWriterJob *job = g_ptr_array_index (jobs, i);
      g_autoptr (GError) alone = NULL;

      if (ok || (jobs->len > 1 && commit_jobs (writer, jobs, i, 1, &alone)))
        job->done (job->data, NULL);
      else
        job->done (job->data, alone != NULL ? alone : together);
    }
}

static gpointer
work (gpointer data)
{
  SamWriter *writer = data;

  for (;;)
    {
      g_autoptr (GPtrArray) jobs = take_jobs (writer);

      if (jobs->len == 0)
        return NULL;
      do_jobs (writer, jobs);
    }
}

SamWriter *
sam_writer_new (SamLedger *ledger)
{
  SamWriter *writer = g_new0 (SamWriter, 1);

  g_mutex_init (&writer->mutex);
  g_cond_init (&writer->some);
  g_queue_init (&writer->waiting);
  writer->ledger = ledger;
  writer->images = sam_images_new ();
  writer->thread = g_thread_new ("writer", work, writer);
  return writer;
}

void
sam_writer_free (SamWriter *writer)
{
  if (writer == NULL)
    return;
  g_mutex_lock (&writer->mutex);
  writer->ending = TRUE;
  g_cond_signal (&writer->some);
  g_mutex_unlock (&writer->mutex);
  g_thread_join (writer->thread);
  sam_images_free (writer->images);
  sam_ledger_close (writer->ledger);
  g_mutex_clear (&writer->mutex);
  g_cond_clear (&writer->some);
  g_free (writer);
}

void
sam_writer_add (SamWriter *writer, const SamWriterJob *job)
{
  g_mutex_lock (&writer->mutex);
  g_queue_push_tail (&writer->waiting, g_memdup2 (job, sizeof *job));
  g_cond_signal (&writer->some);
  g_mutex_unlock (&writer->mutex);
}

guint
sam_writer_waiting (SamWriter *writer)
{
  guint n;

  g_mutex_lock (&writer->mutex);
  n = writer->waiting.length;
  g_mutex_unlock (&writer->mutex);
  return n;
}

void
sam_writer_state (SamWriter *writer, SamWriterState *state)
{
  g_mutex_lock (&writer->mutex);
  *state = writer->state;
  g_mutex_unlock (&writer->mutex);
}
