/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/error.h"
#include "base/i18n.h"
#include "server/address.h"
#include "server/command.h"
#include "server/log.h"
#include "server/server.h"

#define LISTEN "127.0.0.1:8420"

/* Tells systemd how it goes, where it wants to know. */
static void
notify (const char *state)
{
  const char *path = g_getenv ("NOTIFY_SOCKET");
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  int notifier;

  if (path == NULL || strlen (path) >= sizeof address.sun_path)
    return;
  memcpy (address.sun_path, path, strlen (path));
  if (*path == '@')
    address.sun_path[0] = '\0';
  notifier = socket (AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (notifier < 0)
    return;
  if (sendto (notifier, state, strlen (state), MSG_NOSIGNAL, (struct sockaddr *)&address,
              (socklen_t)(offsetof (struct sockaddr_un, sun_path) + strlen (path)))
      < 0)
    sam_log (SAM_LOG_WARNING, "notify", NULL);
  close (notifier);
}

static gboolean
check_options (const SamServerOptions *options, GInetSocketAddress *address, GError **error)
{
  gboolean tls = options->certificate != NULL;

  if (tls != (options->key != NULL))
    return sam_error_say (error, SAM_ERROR_USAGE,
                          _ ("Name both --tls-certificate and --tls-key, or neither of them."));
  if (tls && options->behind_proxy)
    return sam_error_say (error, SAM_ERROR_USAGE,
                          _ ("Behind a proxy it is the proxy that does TLS: leave out "
                             "--behind-proxy, or the certificate."));
  if (!tls && !options->behind_proxy && !sam_address_is_loopback (address))
    return sam_error_say (error, SAM_ERROR_USAGE,
                          _ ("Passwords do not go over a network unprotected: name "
                             "--tls-certificate and --tls-key, or --behind-proxy."));
  return TRUE;
}

/* The signals wait until they are asked for, in whichever thread. */
static void
block_signals (sigset_t *signals)
{
  sigemptyset (signals);
  sigaddset (signals, SIGTERM);
  sigaddset (signals, SIGINT);
  sigaddset (signals, SIGHUP);
  pthread_sigmask (SIG_BLOCK, signals, NULL);
  signal (SIGPIPE, SIG_IGN);
}

static void
run_until_told (SamServer *server, const sigset_t *signals)
{
  int number = 0;

  while (sigwait (signals, &number) == 0 && number == SIGHUP)
    sam_server_reload (server);
}

static gboolean
serve (SamServerCommand *command, int listener, GError **error)
{
  const SamServerOptions *options = &command->options;
  SamServerSettings settings = { .folder = options->data,
                                 .listener = listener,
                                 .certificate = options->certificate,
                                 .key = options->key,
                                 .behind_proxy = options->behind_proxy,
                                 .seams = command->seams };
  g_autofree char *address = sam_address_of_socket (listener);
  SamServer *server;
  sigset_t signals;

  block_signals (&signals);
  sam_log_start ();
  server = sam_server_start (&settings, error);
  if (server == NULL)
    {
      sam_log_stop ();
      close (listener);
      return FALSE;
    }
  printf ("%s://%s\n", options->certificate != NULL ? "https" : "http", address);
  fflush (stdout);
  sam_log (SAM_LOG_NOTICE, "started", "address", address, NULL);
  notify ("READY=1");
  run_until_told (server, &signals);
  notify ("STOPPING=1");
  sam_server_stop (server);
  sam_log (SAM_LOG_NOTICE, "stopped", NULL);
  sam_log_stop ();
  return TRUE;
}

gboolean
sam_command_serve (SamServerCommand *command, char **arguments, GError **error)
{
  const SamServerOptions *options = &command->options;
  g_autoptr (GInetSocketAddress) address
      = sam_address_parse (options->listen != NULL ? options->listen : LISTEN, error);
  g_autoptr (SamFileLock) lock = NULL;
  g_autoptr (SamLedger) ledger = NULL;
  int listener;

  if (address == NULL || !check_options (options, address, error))
    return FALSE;
  /* Says what is missing before anything starts. */
  ledger = sam_ledger_open (options->data, command->seams.storage, SAM_LEDGER_WRITE, error);
  if (ledger == NULL)
    return FALSE;
  lock = sam_command_lock (command, error);
  listener = lock != NULL ? sam_address_listen (address, error) : -1;
  return listener >= 0 && serve (command, listener, error);
}
