/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "base/i18n.h"
#include "base/id.h"
#include "base/json.h"
#include "server/http.h"

#define BLOCK 2048 /* what is copied at once for one connection */

/* A connected desk. */
typedef struct
{
  SamServer *server;
  struct MHD_Connection *connection;
  SamBus *bus;
  SamListener *listener;
} Live;

/* Both are called with the bus locked. */
static void
suspend (gpointer data)
{
  MHD_suspend_connection (((Live *)data)->connection);
}

static void
resume (gpointer data)
{
  MHD_resume_connection (((Live *)data)->connection);
}

static gssize
take (void *data, uint64_t position, char *buffer, size_t size)
{
  Live *live = data;
  gsize n;

  switch (sam_listener_take (live->bus, live->listener, buffer, size, &n,
                             sam_server_now (live->server), suspend))
    {
    case SAM_TAKE_SOME:
      return (gssize)n;
    case SAM_TAKE_WAIT:
      return 0;
    case SAM_TAKE_END:
    default:
      return MHD_CONTENT_READER_END_OF_STREAM;
    }
}

static void
leave (void *data)
{
  Live *live = data;

  sam_bus_leave (live->bus, live->listener);
  g_free (live);
}

static void
go_live (SamHttpRequest *request, const SamLedgerForum *forum, gint64 since)
{
  SamServer *server = request->server;
  g_autofree char *rights = sam_http_rights (request->device->user, request->forum_id);
  Live *live = g_new0 (Live, 1);
  SamListening listening = { .epoch = forum->epoch,
                             .since = since,
                             .current = forum->seq,
                             .device = request->device->key,
                             .rights = rights,
                             .now = sam_server_now (server),
                             .wake = resume,
                             .data = live };

  live->server = server;
  live->connection = request->connection;
  live->bus = sam_server_bus (server, request->forum_id);
  live->listener = sam_bus_listen (live->bus, &listening);
  request->status = MHD_HTTP_OK;
  request->response
      = MHD_create_response_from_callback (MHD_SIZE_UNKNOWN, BLOCK, take, live, leave);
  sam_http_header (request, "Content-Type", "text/event-stream");
  sam_http_header (request, "Cache-Control", "no-store");
  sam_http_header (request, "X-Accel-Buffering", "no");
  sam_http_goes_live (request);
}

/* Where the stream goes on after a break; what the header says comes from us. */
static gboolean
resume_from (SamHttpRequest *request, SamCursor *cursor)
{
  const char *last
      = MHD_lookup_connection_value (request->connection, MHD_HEADER_KIND, "Last-Event-ID");
  guint64 seq;

  if (last == NULL)
    return TRUE;
  if (!g_ascii_string_to_unsigned (last, 10, 0, G_MAXINT64, &seq, NULL))
    {
      sam_http_problem (request, MHD_HTTP_BAD_REQUEST, "invalid",
                        _ ("Last-Event-ID has to be the number of an edit."));
      return FALSE;
    }
  cursor->seq = (gint64)seq;
  cursor->head = NULL;
  return TRUE;
}

static void
connect_live (SamLedger *ledger, gpointer data)
{
  SamHttpRequest *request = data;
  g_autoptr (SamLedgerForum) forum = NULL;
  g_autoptr (GError) error = NULL;
  SamCursor cursor;
  gboolean fits = FALSE;

  if (sam_http_cursor (request, &cursor) && resume_from (request, &cursor)
      && sam_ledger_begin (ledger, &error))
    {
      forum = sam_ledger_forum (ledger, request->forum_id, &error);
      if (forum != NULL && sam_ledger_fits (ledger, forum, &cursor, &fits, &error))
        {
          if (fits)
            go_live (request, forum, cursor.seq);
          else
            sam_http_other_ledger (request);
        }
      else if (error == NULL)
        sam_http_no_forum (request);
      sam_ledger_rollback (ledger);
    }
  if (request->response == NULL)
    sam_http_trouble (request, error);
  sam_http_go_on (request);
}

void
sam_http_handle_live (SamHttpRequest *request)
{
  sam_http_wait (request);
  sam_readers_add (request->server->readers, connect_live, request);
}

void
sam_http_handle_presence (SamHttpRequest *request)
{
  g_autoptr (JsonNode) node = sam_http_json (request);
  g_autoptr (GError) error = NULL;
  const SamUser *user = request->device->user;
  const char *record;

  if (node == NULL)
    return;
  if (!sam_json_string (json_node_get_object (node), "record", FALSE, &record, &error)
      || (record != NULL && !sam_id_is_valid (record)))
    {
      sam_http_problem (request, MHD_HTTP_BAD_REQUEST, "invalid",
                        error != NULL ? error->message : _ ("Name the record by its id."));
      return;
    }
  sam_bus_presence (sam_server_bus (request->server, request->forum_id), request->device->key,
                    user->name, user->full_name, record, sam_server_now (request->server));
  sam_http_nothing (request);
}
