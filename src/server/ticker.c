/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sys/socket.h>

#include "server/http.h"
#include "server/log.h"
#include "server/server.h"

#define TICK_MS 250

/* Connections that have used up their time. They are shut down here and closed by who owns them. */
static void
drop_slow (SamServer *server)
{
  gint64 now = sam_server_now (server);
  GHashTableIter iter;
  gpointer key;

  g_mutex_lock (&server->mutex);
  g_hash_table_iter_init (&iter, server->peers);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      SamPeer *peer = key;

      if (peer->deadline == 0 || now < peer->deadline)
        continue;
      shutdown (peer->socket, SHUT_RDWR);
      peer->deadline = 0;
      server->counts.dropped++;
    }
  g_mutex_unlock (&server->mutex);
}

/* The forums that somebody listens to; borrowed buses live as long as the server. */
static GPtrArray *
list_buses (SamServer *server)
{
  GPtrArray *buses = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer bus;

  g_mutex_lock (&server->mutex);
  g_hash_table_iter_init (&iter, server->buses);
  while (g_hash_table_iter_next (&iter, NULL, &bus))
    g_ptr_array_add (buses, bus);
  g_mutex_unlock (&server->mutex);
  return buses;
}

static char *
rights_of (gint64 device, const char *forum, gpointer data)
{
  SamServer *server = data;
  g_autoptr (SamDevice) found
      = sam_accounts_device_by_key (server->watch, server->seams.clock, device, NULL);

  return found != NULL ? sam_http_rights (found->user, forum) : NULL;
}

/* What another process has done to the ledger: people, or a forum put in another's place. */
static void
watch (SamServer *server, GPtrArray *buses, gint64 *version, guint *reviews)
{
  gint64 now = *version;

  g_mutex_lock (&server->watch_mutex);
  if (sam_accounts_version (server->watch, &now, NULL) && now != *version)
    {
      /* Twice: a desk may just be connecting with what it was told before. */
      *reviews = 2;
      *version = now;
    }
  if (*reviews > 0)
    {
      (*reviews)--;
      for (guint i = 0; i < buses->len; i++)
        sam_bus_review (g_ptr_array_index (buses, i), rights_of, server);
    }
  for (guint i = 0; i < buses->len; i++)
    {
      SamBus *bus = g_ptr_array_index (buses, i);
      g_autoptr (SamLedgerForum) forum
          = sam_ledger_forum (server->watch, sam_bus_forum (bus), NULL);

      if (forum != NULL)
        sam_bus_set_epoch (bus, forum->epoch);
    }
  g_mutex_unlock (&server->watch_mutex);
}

static gboolean
wait_a_tick (SamServer *server)
{
  gint64 until = g_get_monotonic_time () + TICK_MS * 1000;
  gboolean stopping;

  g_mutex_lock (&server->mutex);
  while (!server->stopping && g_cond_wait_until (&server->changed, &server->mutex, until))
    ;
  stopping = server->stopping;
  g_mutex_unlock (&server->mutex);
  return !stopping;
}

gpointer
sam_server_tick (gpointer data)
{
  SamServer *server = data;
  gint64 version = 0;
  guint reviews = 0;

  while (wait_a_tick (server))
    {
      g_autoptr (GPtrArray) buses = list_buses (server);

      drop_slow (server);
      watch (server, buses, &version, &reviews);
      for (guint i = 0; i < buses->len; i++)
        sam_bus_tick (g_ptr_array_index (buses, i), sam_server_now (server));
      sam_snapshots_tick (server->snapshots);
    }
  return NULL;
}
