/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Durable edits a second with fifty people who each wait for their answer, against raw commits of
 * one row, one by one, on the same disk in the same run. Must be at least as many (DESIGN section
 * 11). */
#include "../server/office.h"
#include "base/json.h"
#include "server/writer.h"

#define PEOPLE 50
#define SECONDS 3

typedef struct
{
  Office *office;
  SamWriter *writer;
  gint64 user;
  char *epoch;
  guint number;
  gint64 until;
  guint done;
} Person;

typedef struct
{
  Person *person;
  SamPush *push;
  SamPushResult result;
  GMutex mutex;
  GCond cond;
  gboolean answered;
} Job;

static gboolean
run_job (SamLedger *ledger, SamImages *images, gpointer data, GError **error)
{
  Job *job = data;

  sam_push_result_clear (&job->result);
  return sam_push_judge (ledger, images, &job->person->office->seams, job->push, &job->result,
                         error);
}

static void
job_done (gpointer data, const GError *error)
{
  Job *job = data;

  g_assert_null (error);
  g_mutex_lock (&job->mutex);
  job->answered = TRUE;
  g_cond_signal (&job->cond);
  g_mutex_unlock (&job->mutex);
}

static void
push_one (Person *person)
{
  Job job = { .person = person, .push = sam_push_new () };
  SamWriterJob entry = { run_job, job_done, &job };
  g_autofree char *text
      = g_strdup_printf ("{\"id\":\"01900000-0000-7000-8003-%06x%06x\",\"title\":\"Antal\","
                         "\"at\":\"2025-10-29T12:00:00Z\",\"changes\":[{\"kind\":\"initiative\","
                         "\"record\":\"01900000-0000-7000-8001-%012x\",\"field\":\"archived\","
                         "\"from\":%s,\"value\":%s}]}",
                         person->number, person->done, person->number % 3 + 1,
                         person->done % 2 ? "true" : "false", person->done % 2 ? "false" : "true");
  g_autoptr (JsonNode) node = sam_json_parse (text, -1, G_MAXINT, SAM_JSON_DEPTH, NULL);

  g_mutex_init (&job.mutex);
  g_cond_init (&job.cond);
  job.push->forum = g_strdup (TEST_FORUM_ID);
  job.push->user = person->user;
  job.push->epoch = g_strdup (person->epoch);
  job.push->seq = 1;
  g_assert_true (sam_push_add (job.push, node, NULL));
  sam_writer_add (person->writer, &entry);
  g_mutex_lock (&job.mutex);
  while (!job.answered)
    g_cond_wait (&job.cond, &job.mutex);
  g_mutex_unlock (&job.mutex);
  g_assert_cmpuint (job.result.accepted, ==, 1);
  sam_push_result_clear (&job.result);
  sam_push_free (job.push);
  g_mutex_clear (&job.mutex);
  g_cond_clear (&job.cond);
}

static gpointer
work (gpointer data)
{
  Person *person = data;

  while (g_get_monotonic_time () < person->until)
    {
      push_one (person);
      person->done++;
    }
  return NULL;
}

static double
measure_people (void)
{
  Office office;
  Person people[PEOPLE];
  GThread *threads[PEOPLE];
  g_autofree char *epoch = NULL;
  gint64 user, begin = 0;
  guint done = 0;
  SamWriter *writer;

  office_open (&office);
  /* The chance is one thread's: the writer's. */
  user = office_user (&office, "anna", SAM_ROLE_COORDINATOR, NULL);
  {
    g_autoptr (SamLedgerForum) forum = office_forum (&office);

    epoch = g_strdup (forum->epoch);
  }
  writer = sam_writer_new (g_steal_pointer (&office.ledger));
  begin = g_get_monotonic_time ();
  for (guint i = 0; i < PEOPLE; i++)
    {
      people[i] = (Person){ &office, writer, user, epoch, i, begin + SECONDS * G_USEC_PER_SEC, 0 };
      threads[i] = g_thread_new ("person", work, &people[i]);
    }
  for (guint i = 0; i < PEOPLE; i++)
    {
      g_thread_join (threads[i]);
      done += people[i].done;
    }
  sam_writer_free (writer);
  {
    double rate = done * (double)G_USEC_PER_SEC / (double)(g_get_monotonic_time () - begin);

    office.ledger = sam_ledger_open (office.folder, NULL, SAM_LEDGER_WRITE, NULL);
    office_check (&office);
    office_close (&office);
    return rate;
  }
}

static double
measure_raw (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "raw.sqlite", NULL);
  SamSql *sql = sam_sql_open (path, NULL, SAM_SQL_CREATE, NULL);
  gint64 begin = g_get_monotonic_time (), now = begin;
  guint done = 0;

  g_assert_true (sam_sql_exec (sql, "CREATE TABLE t (v TEXT)", NULL));
  for (; now - begin < SECONDS * G_USEC_PER_SEC; now = g_get_monotonic_time ())
    {
      sqlite3_stmt *statement = sam_sql_prepare (sql, "INSERT INTO t VALUES (?)", NULL);

      sam_sql_bind_text (statement, 1, "an edit of some two hundred bytes, as it is on the wire");
      g_assert_true (sam_sql_run (sql, statement, NULL));
      done++;
    }
  sam_sql_close (sql);
  test_folder_free (g_steal_pointer (&folder));
  return done * (double)G_USEC_PER_SEC / (double)(now - begin);
}

int
main (void)
{
  double raw = measure_raw (), people = measure_people ();
  double ratio = people / raw;

  g_print (
      "durable edits a second with %d people, against raw commits: %.2f (at least 1.00; %.0f and "
      "%.0f a second)\n",
      PEOPLE, ratio, people, raw);
  return ratio >= 1 ? 0 : 1;
}
