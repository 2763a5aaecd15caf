/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <microhttpd.h>

#include "server/attempts.h"
#include "server/bus.h"
#include "server/readers.h"
#include "server/snapshot.h"
#include "server/tls.h"
#include "server/writer.h"

/* The running server: its parts, and who may touch them. */
typedef struct
{
  guint64 answers[6]; /* by hundreds of the status */
  guint64 accepted;   /* edits */
  guint64 refused;
  guint64 logins;
  guint64 failed_logins;
  guint64 dropped; /* connections that took too long */
} SamCounts;

typedef struct
{
  /* Set before anything runs, and the same from then on. */
  char *folder;
  SamSeams seams;
  gboolean behind_proxy;
  SamTls *tls; /* NULL */
  struct MHD_Daemon *daemon;
  SamWriter *writer;
  SamReaders *readers;
  SamSnapshots *snapshots;
  SamAttempts *attempts;
  GThreadPool *logins; /* one thread: a password takes a tenth of a second and 64 MiB */
  GThread *ticker;
  GBytes *openapi;

  GMutex door_mutex;
  SamLedger *door; /* who comes in: read by the HTTP threads in turn */

  GMutex watch_mutex;
  SamLedger *watch; /* what other processes have changed: read by the ticker */

  GMutex mutex;      /* for what follows */
  GHashTable *buses; /* forum id → SamBus, owned */
  GHashTable *peers; /* SamPeer, owned: connections */
  SamCounts counts;
  guint requests; /* begun and not answered, live ones aside */
  guint busy;     /* handled just now, by whichever thread */
  gboolean stopping;
  GCond changed;
} SamServer;

typedef struct
{
  const char *folder;
  int listener;
  const char *certificate; /* NULL: no TLS */
  const char *key;
  gboolean behind_proxy;
  SamSeams seams;
} SamServerSettings;

SamServer *sam_server_start (const SamServerSettings *settings, GError **error);
/* Takes no new connections, answers what has been asked, ends live streams, and writes what waits.
 */
void sam_server_stop (SamServer *server);
/* A new certificate; logged. */
void sam_server_reload (SamServer *server);

SamBus *sam_server_bus (SamServer *server, const char *forum); /* made if need be; borrowed */
gint64 sam_server_now (SamServer *server);                     /* monotonic */
guint sam_server_live (SamServer *server);                     /* connected desks */

/* A connection, from when it is made until it is closed. */
typedef struct
{
  int socket;
  gint64 deadline; /* monotonic; 0: none. Under the server's mutex */
} SamPeer;
/* The connection is closed when so much time has gone and nobody has moved it; 0: never. */
void sam_server_deadline (SamServer *server, struct MHD_Connection *connection, guint seconds);

/* In ticker.c and http.c. */
gpointer sam_server_tick (gpointer server);
gboolean sam_http_start (SamServer *server, int listener, GError **error);
