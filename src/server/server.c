/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/server.h"

#include <unistd.h>

#include <gio/gio.h>

#include "base/error.h"
#include "data/samverka-data.h"
#include "server/http.h"
#include "server/log.h"

#define READERS 2
#define LAST_SECONDS 10 /* what has been asked is answered within so long, or not */

gint64
sam_server_now (SamServer *server)
{
  return server->seams.clock->monotonic (server->seams.clock);
}

SamBus *
sam_server_bus (SamServer *server, const char *forum)
{
  SamBus *bus;

  g_mutex_lock (&server->mutex);
  bus = g_hash_table_lookup (server->buses, forum);
  if (bus == NULL)
    {
      bus = sam_bus_new (forum);
      g_hash_table_insert (server->buses, g_strdup (forum), bus);
      if (server->stopping)
        sam_bus_end (bus);
    }
  g_mutex_unlock (&server->mutex);
  return bus;
}

guint
sam_server_live (SamServer *server)
{
  GHashTableIter iter;
  gpointer bus;
  guint n = 0;

  g_mutex_lock (&server->mutex);
  g_hash_table_iter_init (&iter, server->buses);
  while (g_hash_table_iter_next (&iter, NULL, &bus))
    n += sam_bus_listeners (bus);
  g_mutex_unlock (&server->mutex);
  return n;
}

void
sam_server_deadline (SamServer *server, struct MHD_Connection *connection, guint seconds)
{
  const union MHD_ConnectionInfo *info
      = MHD_get_connection_info (connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
  SamPeer *peer = info != NULL ? info->socket_context : NULL;

  if (peer == NULL)
    return;
  g_mutex_lock (&server->mutex);
  peer->deadline = seconds > 0 ? sam_server_now (server) + (gint64)seconds * G_USEC_PER_SEC : 0;
  g_mutex_unlock (&server->mutex);
}

void
sam_server_reload (SamServer *server)
{
  g_autoptr (GError) error = NULL;

  if (server->tls == NULL)
    return;
  if (sam_tls_reload (server->tls, &error))
    sam_log (SAM_LOG_NOTICE, "certificate-read", NULL);
  else
    sam_log (SAM_LOG_ERROR, "certificate-not-read", "reason", error->message, NULL);
}

/* The writer's image of each forum, before the first person waits for it. */
static gboolean
warm (SamLedger *ledger, SamImages *images, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) forums = sam_ledger_forums (ledger, error);

  for (guint i = 0; forums != NULL && i < forums->len; i++)
    if (sam_images_get (images, ledger, g_ptr_array_index (forums, i), error) == NULL)
      return FALSE;
  return forums != NULL;
}

static void
warmed (gpointer data, const GError *error)
{
  if (error != NULL)
    sam_log (SAM_LOG_ERROR, "storage", "reason", error->message, NULL);
}

static gboolean
open_ledgers (SamServer *server, GError **error)
{
  SamWriterJob first = { warm, warmed, NULL };
  SamLedger *ledger
      = sam_ledger_open (server->folder, server->seams.storage, SAM_LEDGER_WRITE, error);

  if (ledger == NULL)
    return FALSE;
  server->writer = sam_writer_new (ledger);
  server->readers = sam_readers_new (server->folder, server->seams.storage, READERS, error);
  server->door = sam_ledger_open (server->folder, server->seams.storage, SAM_LEDGER_READ,
                                  server->readers != NULL ? error : NULL);
  if (server->readers == NULL || server->door == NULL)
    return FALSE;
  server->watch = sam_ledger_open (server->folder, server->seams.storage, SAM_LEDGER_READ, error);
  if (server->watch == NULL)
    return FALSE;
  sam_writer_add (server->writer, &first);
  return TRUE;
}

static void
free_parts (SamServer *server)
{
  sam_writer_free (server->writer);
  sam_readers_free (server->readers);
  sam_snapshots_free (server->snapshots);
  sam_attempts_free (server->attempts);
  sam_ledger_close (server->door);
  sam_ledger_close (server->watch);
  sam_tls_free (server->tls);
  g_hash_table_unref (server->buses);
  g_hash_table_unref (server->peers);
  g_clear_pointer (&server->openapi, g_bytes_unref);
  g_mutex_clear (&server->door_mutex);
  g_mutex_clear (&server->watch_mutex);
  g_mutex_clear (&server->mutex);
  g_cond_clear (&server->changed);
  g_free (server->folder);
  g_free (server);
}

SamServer *
sam_server_start (const SamServerSettings *settings, GError **error)
{
  SamServer *server = g_new0 (SamServer, 1);

  server->folder = g_strdup (settings->folder);
  server->seams = settings->seams;
  server->behind_proxy = settings->behind_proxy;
  g_mutex_init (&server->door_mutex);
  g_mutex_init (&server->watch_mutex);
  g_mutex_init (&server->mutex);
  g_cond_init (&server->changed);
  server->buses
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)sam_bus_free);
  server->peers = g_hash_table_new_full (NULL, NULL, g_free, NULL);
  server->snapshots = sam_snapshots_new (server->seams.clock);
  server->attempts = sam_attempts_new (server->seams.clock);
  server->openapi
      = g_resource_lookup_data (samverka_data_get_resource (), "/se/samverka/Samverka/openapi.json",
                                G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  if (server->openapi == NULL)
    {
      free_parts (server);
      return NULL;
    }
  if (settings->certificate != NULL)
    server->tls = sam_tls_new (settings->certificate, settings->key, error);
  if ((settings->certificate != NULL && server->tls == NULL) || !open_ledgers (server, error)
      || !sam_http_start (server, settings->listener, error))
    {
      free_parts (server);
      return NULL;
    }
  server->logins = g_thread_pool_new (sam_http_login, server, 1, FALSE, NULL);
  server->ticker = g_thread_new ("ticker", sam_server_tick, server);
  return server;
}

static void
end_streams (SamServer *server)
{
  GHashTableIter iter;
  gpointer bus;

  g_hash_table_iter_init (&iter, server->buses);
  while (g_hash_table_iter_next (&iter, NULL, &bus))
    sam_bus_end (bus);
}

void
sam_server_stop (SamServer *server)
{
  gint64 last = g_get_monotonic_time () + LAST_SECONDS * G_USEC_PER_SEC;
  MHD_socket listener = MHD_quiesce_daemon (server->daemon);

  if (listener >= 0)
    close (listener);
  g_mutex_lock (&server->mutex);
  server->stopping = TRUE;
  end_streams (server);
  g_cond_broadcast (&server->changed);
  while (server->requests > 0)
    if (!g_cond_wait_until (&server->changed, &server->mutex, last))
      break;
  /* Whoever works on an answer has to be done before the connections go. */
  while (server->busy > 0)
    g_cond_wait (&server->changed, &server->mutex);
  g_mutex_unlock (&server->mutex);
  g_thread_join (server->ticker);
  MHD_stop_daemon (server->daemon);
  g_thread_pool_free (server->logins, FALSE, TRUE);
  g_clear_pointer (&server->readers, sam_readers_free);
  g_clear_pointer (&server->writer, sam_writer_free);
  free_parts (server);
}
