/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "base/i18n.h"
#include "base/json.h"
#include "server/http.h"
#include "server/push.h"

#define MOST_EDITS 500
#define OLDEST_WRITER 1     /* the schema that may still write */
#define AT_ONCE (32 * 1024) /* larger bodies are read by another thread */
#define MOST_WAITING 4000

typedef struct
{
  SamHttpRequest *request;
  SamPush *push;
  SamPushResult result;
} Job;

static gboolean
judge (SamLedger *ledger, SamImages *images, gpointer data, GError **error)
{
  Job *job = data;

  sam_push_result_clear (&job->result);
  return sam_push_judge (ledger, images, &job->request->server->seams, job->push, &job->result,
                         error);
}

static void
answer_problem (SamHttpRequest *request, const char *problem)
{
  if (g_str_equal (problem, SAM_PROBLEM_UNAUTHORIZED))
    sam_http_unauthorized (request);
  else if (g_str_equal (problem, SAM_PROBLEM_FORBIDDEN))
    sam_http_forbidden (request);
  else if (g_str_equal (problem, SAM_PROBLEM_NO_FORUM))
    sam_http_no_forum (request);
  else
    sam_http_other_ledger (request);
}

/* What is on the disk is answered, and then told to everybody. */
static void
judged (gpointer data, const GError *error)
{
  Job *job = data;
  SamHttpRequest *request = job->request;
  SamServer *server = request->server;
  SamBus *bus = sam_server_bus (server, job->push->forum);
  gboolean publish = error == NULL && job->result.events->len > 0;

  if (error != NULL)
    sam_http_trouble (request, error);
  else if (job->result.problem != NULL)
    answer_problem (request, job->result.problem);
  else
    sam_http_text (request, MHD_HTTP_OK, "application/json", g_steal_pointer (&job->result.body));
  g_mutex_lock (&server->mutex);
  server->counts.accepted += error == NULL ? job->result.accepted : 0;
  server->counts.refused += error == NULL ? job->result.refused : 0;
  g_mutex_unlock (&server->mutex);
  sam_http_go_on (request);
  if (publish)
    sam_bus_publish (bus, job->result.epoch, job->result.events);
  sam_push_result_clear (&job->result);
  sam_push_free (job->push);
  g_free (job);
}

static gboolean
read_cursor (SamPush *push, JsonObject *object, GError **error)
{
  const char *epoch, *head;
  JsonObject *cursor;

  if (!sam_json_object (object, "cursor", TRUE, &cursor, error)
      || !sam_json_string (cursor, "epoch", TRUE, &epoch, error)
      || !sam_json_integer (cursor, "seq", TRUE, &push->seq, error)
      || !sam_json_string (cursor, "head", FALSE, &head, error))
    return FALSE;
  push->epoch = g_strdup (epoch);
  push->head = g_strdup (head);
  return TRUE;
}

/* 413, 400, 409 in this order; NULL: there is an answer. */
static SamPush *
read_push (SamHttpRequest *request)
{
  g_autoptr (JsonNode) node = sam_http_json (request);
  g_autoptr (SamPush) push = sam_push_new ();
  g_autoptr (GError) error = NULL;
  JsonObject *object;
  JsonArray *edits = NULL;
  gint64 schema = 0;
  gboolean ok;

  if (node == NULL)
    return NULL;
  object = json_node_get_object (node);
  ok = sam_json_array (object, "edits", TRUE, &edits, &error);
  if (ok && json_array_get_length (edits) > MOST_EDITS)
    {
      sam_http_too_large (request);
      return NULL;
    }
  ok = ok && read_cursor (push, object, &error)
       && sam_json_integer (object, "schema", TRUE, &schema, &error);
  for (guint i = 0; ok && i < json_array_get_length (edits); i++)
    ok = sam_push_add (push, json_array_get_element (edits, i), &error);
  if (!ok)
    sam_http_problem (request, MHD_HTTP_BAD_REQUEST, "invalid", error->message);
  else if (schema < OLDEST_WRITER)
    sam_http_problem (request, MHD_HTTP_CONFLICT, "old-schema",
                      _ ("This version of Samverka is too old to write here. Update it."));
  else
    {
      push->forum = g_strdup (request->forum_id);
      push->user = request->device->user->key;
      return g_steal_pointer (&push);
    }
  return NULL;
}

static gboolean
give_to_writer (SamHttpRequest *request, SamPush *push)
{
  SamWriterJob entry = { judge, judged, NULL };
  Job *job;

  if (sam_writer_waiting (request->server->writer) > MOST_WAITING)
    {
      sam_push_free (push);
      sam_http_problem (request, MHD_HTTP_SERVICE_UNAVAILABLE, "busy",
                        _ ("The server has much to do just now. Try again in a while."));
      sam_http_header (request, "Retry-After", "2");
      return FALSE;
    }
  entry.data = job = g_new0 (Job, 1);
  job->request = request;
  job->push = push;
  if (!request->waits)
    sam_http_wait (request);
  sam_writer_add (request->server->writer, &entry);
  return TRUE;
}

static void
read_large (SamLedger *ledger, gpointer data)
{
  SamHttpRequest *request = data;
  SamPush *push = read_push (request);

  if (push == NULL || !give_to_writer (request, push))
    sam_http_go_on (request);
}

void
sam_http_handle_edits (SamHttpRequest *request)
{
  SamPush *push;

  if (request->body->len > AT_ONCE)
    {
      sam_http_wait (request);
      sam_readers_add (request->server->readers, read_large, request);
      return;
    }
  push = read_push (request);
  if (push != NULL)
    give_to_writer (request, push);
}
