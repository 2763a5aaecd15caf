/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/readers.h"

struct _SamReaders
{
  GThreadPool *pool;
  GAsyncQueue *ledgers; /* of SamLedger: as many as there are threads */
};

typedef struct
{
  SamReaderRun run;
  gpointer data;
} Job;

static void
run_job (gpointer data, gpointer readers)
{
  Job *job = data;
  SamLedger *ledger = g_async_queue_pop (((SamReaders *)readers)->ledgers);

  job->run (ledger, job->data);
  g_async_queue_push (((SamReaders *)readers)->ledgers, ledger);
  g_free (job);
}

SamReaders *
sam_readers_new (const char *folder, const SamStorage *storage, guint threads, GError **error)
{
  SamReaders *readers = g_new0 (SamReaders, 1);

  readers->ledgers = g_async_queue_new_full ((GDestroyNotify)sam_ledger_close);
  for (guint i = 0; i < threads; i++)
    {
      SamLedger *ledger = sam_ledger_open (folder, storage, SAM_LEDGER_READ, error);

      if (ledger == NULL)
        {
          sam_readers_free (readers);
          return NULL;
        }
      g_async_queue_push (readers->ledgers, ledger);
    }
  readers->pool = g_thread_pool_new (run_job, readers, (int)threads, FALSE, NULL);
  return readers;
}

void
sam_readers_free (SamReaders *readers)
{
  if (readers == NULL)
    return;
  if (readers->pool != NULL)
    g_thread_pool_free (readers->pool, FALSE, TRUE);
  g_async_queue_unref (readers->ledgers);
  g_free (readers);
}

void
sam_readers_add (SamReaders *readers, SamReaderRun run, gpointer data)
{
  Job *job = g_new (Job, 1);

  *job = (Job){ run, data };
  g_thread_pool_push (readers->pool, job, NULL);
}

guint
sam_readers_waiting (SamReaders *readers)
{
  return g_thread_pool_unprocessed (readers->pool);
}
