/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "base/i18n.h"
#include "config.h"
#include "server/http.h"

void
sam_http_handle_openapi (SamHttpRequest *request)
{
  sam_http_bytes (request, MHD_HTTP_OK, "application/json", g_bytes_ref (request->server->openapi));
}

/* The storage is read, and was last written without trouble. */
static void
check_storage (SamLedger *ledger, gpointer data)
{
  SamHttpRequest *request = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) forums = sam_ledger_forums (ledger, &error);
  SamWriterState state;

  sam_writer_state (request->server->writer, &state);
  if (forums == NULL || state.failing)
    sam_http_trouble (request, error);
  else
    sam_http_text (request, MHD_HTTP_OK, "application/json",
                   g_string_new ("{\"status\":\"ok\",\"version\":\"" SAM_VERSION "\"}"));
  sam_http_go_on (request);
}

void
sam_http_handle_health (SamHttpRequest *request)
{
  sam_http_wait (request);
  sam_readers_add (request->server->readers, check_storage, request);
}

static void
add_metric (GString *out, const char *name, const char *type, const char *help, guint64 value)
{
  g_string_append_printf (out,
                          "# HELP samverka_%s %s\n# TYPE samverka_%s %s\nsamverka_%s "
                          "%" G_GUINT64_FORMAT "\n",
                          name, help, name, type, name, value);
}

static void
write_metrics (SamServer *server, GString *out)
{
  const union MHD_DaemonInfo *info
      = MHD_get_daemon_info (server->daemon, MHD_DAEMON_INFO_CURRENT_CONNECTIONS);
  SamWriterState writer;
  SamCounts counts;
  guint peers;

  sam_writer_state (server->writer, &writer);
  g_mutex_lock (&server->mutex);
  counts = server->counts;
  peers = g_hash_table_size (server->peers);
  g_mutex_unlock (&server->mutex);
  g_string_append (out, "# HELP samverka_answers_total Answers by status.\n"
                        "# TYPE samverka_answers_total counter\n");
  for (guint i = 2; i < G_N_ELEMENTS (counts.answers); i++)
    g_string_append_printf (out, "samverka_answers_total{status=\"%uxx\"} %" G_GUINT64_FORMAT "\n",
                            i, counts.answers[i]);
  add_metric (out, "edits_accepted_total", "counter", "Edits accepted.", counts.accepted);
  add_metric (out, "edits_refused_total", "counter", "Edits refused.", counts.refused);
  add_metric (out, "sign_ins_total", "counter", "People who signed in.", counts.logins);
  add_metric (out, "sign_ins_failed_total", "counter", "Attempts with a wrong name or password.",
              counts.failed_logins);
  add_metric (out, "connections_dropped_total", "counter", "Connections that took too long.",
              counts.dropped);
  add_metric (out, "transactions_total", "counter", "Transactions made durable.",
              writer.transactions);
  add_metric (out, "writer_waiting", "gauge", "Pushes that wait for the writer.",
              sam_writer_waiting (server->writer));
  add_metric (out, "readers_waiting", "gauge", "Requests that wait for a reader.",
              sam_readers_waiting (server->readers));
  add_metric (out, "storage_failing", "gauge", "1 if the last transaction failed.", writer.failing);
  add_metric (out, "live_desks", "gauge", "Connected desks.", sam_server_live (server));
  add_metric (out, "connections", "gauge", "Open connections.",
              info != NULL ? MAX (info->num_connections, peers) : peers);
}

/* Figures are for who runs the server: asked from the machine itself, or by somebody who is signed
 * in. */
static gboolean
may_see (SamHttpRequest *request)
{
  const char *header
      = MHD_lookup_connection_value (request->connection, MHD_HEADER_KIND, "Authorization");
  SamServer *server = request->server;
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (request->address);
  g_autoptr (SamDevice) device = NULL;

  if (address != NULL && g_inet_address_get_is_loopback (address))
    return TRUE;
  if (header == NULL || g_ascii_strncasecmp (header, "Bearer ", 7) != 0)
    return FALSE;
  g_mutex_lock (&server->door_mutex);
  device = sam_accounts_device (server->door, server->seams.clock, header + 7, NULL);
  g_mutex_unlock (&server->door_mutex);
  return device != NULL;
}

void
sam_http_handle_metrics (SamHttpRequest *request)
{
  GString *out;

  if (!may_see (request))
    {
      sam_http_unauthorized (request);
      return;
    }
  out = g_string_new (NULL);
  write_metrics (request->server, out);
  sam_http_text (request, MHD_HTTP_OK, "text/plain; version=0.0.4; charset=utf-8", out);
}
