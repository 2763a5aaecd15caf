/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office.h"
#include "server/writer.h"

#define WRITERS 20
#define EACH 10

typedef struct
{
  Office *office;
  SamWriter *writer;
  gint64 user;
  guint number;
  guint failed;
} Hand;

typedef struct
{
  Hand *hand;
  SamPush *push;
  SamPushResult result;
  gboolean broken; /* its run() fails as a full disk does */
  gboolean stored;
  GMutex mutex;
  GCond cond;
  gboolean done;
} Job;

static gboolean
run_job (SamLedger *ledger, SamImages *images, gpointer data, GError **error)
{
  Job *job = data;

  sam_push_result_clear (&job->result);
  if (!sam_push_judge (ledger, images, &job->hand->office->seams, job->push, &job->result, error))
    return FALSE;
  if (job->broken)
    g_set_error (error, SAM_ERROR, SAM_ERROR_STORAGE, "Full.");
  return !job->broken;
}

static void
job_done (gpointer data, const GError *error)
{
  Job *job = data;

  g_mutex_lock (&job->mutex);
  job->stored = error == NULL;
  job->done = TRUE;
  g_cond_signal (&job->cond);
  g_mutex_unlock (&job->mutex);
}

static void
push_new (Hand *hand, guint n, gboolean broken)
{
  Job job = { .hand = hand, .push = sam_push_new (), .broken = broken };
  SamWriterJob entry = { run_job, job_done, &job };
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = g_strdup_printf (
      "{\"id\":\"01900000-0000-7000-8003-%06x%06x\",\"title\":\"Ny\","
      "\"at\":\"2025-10-29T12:00:00Z\",\"changes\":["
      "{\"kind\":\"theme\",\"record\":\"01900000-0000-7000-8004-%06x%06x\",\"field\":\"deleted\","
      "\"from\":null,\"value\":false},"
      "{\"kind\":\"theme\",\"record\":\"01900000-0000-7000-8004-%06x%06x\",\"field\":\"title\","
      "\"from\":null,\"value\":\"T %u %u\"},"
      "{\"kind\":\"theme\",\"record\":\"01900000-0000-7000-8004-%06x%06x\",\"field\":\"code\","
      "\"from\":null,\"value\":\"t-%u-%u\"}]}",
      hand->number, n, hand->number, n, hand->number, n, hand->number, n, hand->number, n,
      hand->number, n);

  g_mutex_init (&job.mutex);
  g_cond_init (&job.cond);
  node = sam_json_parse (text, -1, G_MAXINT, SAM_JSON_DEPTH, NULL);
  {
    /* Readers open a connection of their own; here the forum's first cursor does. */
    g_autoptr (SamLedger) ledger
        = sam_ledger_open (hand->office->folder, NULL, SAM_LEDGER_READ, NULL);
    g_autoptr (SamLedgerForum) forum = sam_ledger_forum (ledger, TEST_FORUM_ID, NULL);

    job.push->forum = g_strdup (TEST_FORUM_ID);
    job.push->user = hand->user;
    job.push->epoch = g_strdup (forum->epoch);
    job.push->seq = forum->seq;
  }
  g_assert_true (sam_push_add (job.push, node, NULL));
  sam_writer_add (hand->writer, &entry);
  g_mutex_lock (&job.mutex);
  while (!job.done)
    g_cond_wait (&job.cond, &job.mutex);
  g_mutex_unlock (&job.mutex);
  g_assert_cmpint (job.stored, ==, !broken);
  if (!broken)
    g_assert_cmpuint (job.result.accepted, ==, 1);
  sam_push_result_clear (&job.result);
  sam_push_free (job.push);
  g_mutex_clear (&job.mutex);
  g_cond_clear (&job.cond);
}

static gpointer
write_much (gpointer data)
{
  Hand *hand = data;

  for (guint i = 0; i < EACH; i++)
    push_new (hand, i, FALSE);
  /* One that fails takes nobody with it. */
  push_new (hand, EACH, TRUE);
  push_new (hand, EACH, FALSE);
  return NULL;
}

static void
test_together (void)
{
  Office office;
  SamWriter *writer;
  Hand hands[WRITERS];
  GThread *threads[WRITERS];
  gint64 user;
  SamWriterState state;
  g_autoptr (GError) error = NULL;

  office_open (&office);
  user = office_user (&office, "anna", SAM_ROLE_COORDINATOR, NULL);
  writer = sam_writer_new (g_steal_pointer (&office.ledger));
  for (guint i = 0; i < WRITERS; i++)
    {
      hands[i] = (Hand){ &office, writer, user, i, 0 };
      threads[i] = g_thread_new ("hand", write_much, &hands[i]);
    }
  for (guint i = 0; i < WRITERS; i++)
    g_thread_join (threads[i]);
  sam_writer_state (writer, &state);
  g_assert_cmpuint (sam_writer_waiting (writer), ==, 0);
  sam_writer_free (writer);
  office.ledger = sam_ledger_open (office.folder, NULL, SAM_LEDGER_WRITE, &error);
  {
    g_autoptr (SamLedgerForum) forum = office_forum (&office);

    g_assert_cmpint (forum->seq, ==, 1 + WRITERS * (EACH + 1));
  }
  office_check (&office);
  office_close (&office);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server/writer/together", test_together);
  return g_test_run ();
}
