/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/http.h"

#include <string.h>
#include <sys/resource.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/id.h"
#include "server/address.h"
#include "server/log.h"

#define MEMORY 8192 /* a connection */
#define MOST_CONNECTIONS 20000
#define OTHER_FILES 256     /* that are not connections */
#define SPARE (1024 * 1024) /* what a body may be too large by and still be answered */
#define IDLE_SECONDS 75
#define HEADER_SECONDS 20
#define BODY_SECONDS 60
#define ANSWER_SECONDS 900
#define PREFIX "/api/v1/forums/"

void
sam_http_wait (SamHttpRequest *request)
{
  request->waits = TRUE;
  MHD_suspend_connection (request->connection);
}

/* One request less that stopping has to wait for. */
static void
leave_server (SamServer *server)
{
  g_mutex_lock (&server->mutex);
  server->busy--;
  g_cond_broadcast (&server->changed);
  g_mutex_unlock (&server->mutex);
}

/* FALSE: the server stops, and nothing begins any more. */
static gboolean
enter_server (SamServer *server)
{
  gboolean open;

  g_mutex_lock (&server->mutex);
  open = !server->stopping;
  server->busy += open;
  g_mutex_unlock (&server->mutex);
  return open;
}

void
sam_http_go_on (SamHttpRequest *request)
{
  SamServer *server = request->server;

  /* The request may be gone after this. */
  MHD_resume_connection (request->connection);
  leave_server (server);
}

void
sam_http_goes_live (SamHttpRequest *request)
{
  SamServer *server = request->server;

  request->live = TRUE;
  g_mutex_lock (&server->mutex);
  if (--server->requests == 0)
    g_cond_broadcast (&server->changed);
  g_mutex_unlock (&server->mutex);
}

/* The forum's id in a path, if the path is the route's. */
static gboolean
fits_route (const SamHttpRoute *route, const char *path, char **forum)
{
  const char *star = strchr (route->path, '*');
  const char *rest;

  *forum = NULL;
  if (star == NULL)
    return strcmp (route->path, path) == 0;
  if (!g_str_has_prefix (path, PREFIX))
    return FALSE;
  rest = strchr (path + strlen (PREFIX), '/');
  if (rest == NULL || rest == path + strlen (PREFIX) || strcmp (rest, star + 1) != 0)
    return FALSE;
  *forum = g_strndup (path + strlen (PREFIX), (gsize)(rest - path) - strlen (PREFIX));
  return TRUE;
}

static void
not_allowed (SamHttpRequest *request, const GString *allowed)
{
  sam_http_problem (request, MHD_HTTP_METHOD_NOT_ALLOWED, "method-not-allowed",
                    _ ("This address is asked in another way."));
  sam_http_header (request, "Allow", allowed->str);
}

/* 404 path, 405. */
static gboolean
find_route (SamHttpRequest *request)
{
  g_autoptr (GString) allowed = g_string_new (NULL);
  const char *method = strcmp (request->method, "HEAD") == 0 ? "GET" : request->method;

  for (const SamHttpRoute *route = sam_http_routes; route->path != NULL; route++)
    {
      g_autofree char *forum = NULL;

      if (!fits_route (route, request->path, &forum))
        continue;
      if (strcmp (route->method, method) == 0)
        {
          request->route = route;
          request->forum_id = g_steal_pointer (&forum);
          return TRUE;
        }
      g_string_append_printf (allowed, "%s%s", allowed->len > 0 ? ", " : "", route->method);
    }
  if (allowed->len > 0)
    not_allowed (request, allowed);
  else
    sam_http_problem (request, MHD_HTTP_NOT_FOUND, "not-found",
                      _ ("There is nothing at this address."));
  return FALSE;
}

typedef struct
{
  SamClock *clock;
  gint64 device;
} Touch;

static gboolean
touch_device (SamLedger *ledger, SamImages *images, gpointer data, GError **error)
{
  Touch *touch = data;

  return sam_accounts_touch (ledger, touch->clock, touch->device, error);
}

static void
touched (gpointer data, const GError *error)
{
  g_free (data);
}

/* 401. */
static gboolean
find_device (SamHttpRequest *request, GError **error)
{
  SamServer *server = request->server;
  const char *header
      = MHD_lookup_connection_value (request->connection, MHD_HEADER_KIND, "Authorization");
  SamWriterJob touch = { touch_device, touched, NULL };

  if (header == NULL || g_ascii_strncasecmp (header, "Bearer ", 7) != 0)
    return FALSE;
  request->device = sam_accounts_device (server->door, server->seams.clock, header + 7, error);
  if (request->device != NULL && sam_device_is_stale (request->device, server->seams.clock))
    {
      Touch use = { server->seams.clock, request->device->key };

      touch.data = g_memdup2 (&use, sizeof use);
      sam_writer_add (server->writer, &touch);
    }
  return request->device != NULL;
}

/* 401, 404 forum, 403. */
static gboolean
let_in (SamHttpRequest *request)
{
  SamServer *server = request->server;
  g_autoptr (GError) error = NULL;
  gboolean known;

  g_mutex_lock (&server->door_mutex);
  known = request->route->open || find_device (request, &error);
  if (known && request->forum_id != NULL && sam_id_is_valid (request->forum_id))
    request->forum = sam_ledger_forum (server->door, request->forum_id, &error);
  g_mutex_unlock (&server->door_mutex);
  if (error != NULL)
    sam_http_trouble (request, error);
  else if (!known)
    sam_http_unauthorized (request);
  else if (request->forum_id != NULL && request->forum == NULL)
    sam_http_no_forum (request);
  else if (request->forum_id != NULL)
    {
      request->grant = sam_user_grant (request->device->user, request->forum_id);
      if (request->grant == NULL)
        sam_http_forbidden (request);
    }
  return request->response == NULL;
}

/* The length that the client says the body has; 0 if it says none. */
static guint64
said_length (SamHttpRequest *request)
{
  const char *header
      = MHD_lookup_connection_value (request->connection, MHD_HEADER_KIND, "Content-Length");
  guint64 length = 0;

  if (header != NULL && !g_ascii_string_to_unsigned (header, 10, 0, G_MAXUINT64, &length, NULL))
    length = G_MAXUINT64;
  return length;
}

static SamHttpRequest *
begin_request (SamServer *server, struct MHD_Connection *connection, const char *url,
               const char *method)
{
  SamHttpRequest *request = g_new0 (SamHttpRequest, 1);
  const union MHD_ConnectionInfo *info
      = MHD_get_connection_info (connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);

  request->server = server;
  request->connection = connection;
  request->method = method;
  request->path = g_utf8_make_valid (url, -1);
  request->begun = sam_server_now (server);
  request->body = g_byte_array_new ();
  if (server->behind_proxy)
    request->address = sam_address_forwarded (
        MHD_lookup_connection_value (connection, MHD_HEADER_KIND, "X-Forwarded-For"));
  if (request->address == NULL)
    request->address = sam_address_of_peer (info != NULL ? info->client_addr : NULL);
  g_mutex_lock (&server->mutex);
  server->requests++;
  g_mutex_unlock (&server->mutex);
  return request;
}

/* What can be said before the body is here. TRUE: it is said at once, and the body is not read. */
static gboolean
greet (SamHttpRequest *request)
{
  guint64 length = said_length (request);
  gsize limit = 0;

  sam_server_deadline (request->server, request->connection, BODY_SECONDS);
  if (find_route (request))
    {
      limit = request->route->limit;
      if (let_in (request) && length > limit)
        sam_http_too_large (request);
    }
  /* A body that is not much too long is read before the answer, so that the answer arrives. */
  return request->response != NULL && length > limit + SPARE;
}

static enum MHD_Result
take_body (SamHttpRequest *request, const char *data, size_t *size)
{
  gsize limit = request->route != NULL ? request->route->limit : 0;

  request->received += *size;
  if (request->received > limit && request->response == NULL)
    sam_http_too_large (request);
  if (request->received > limit + SPARE)
    return MHD_NO;
  if (request->response == NULL)
    g_byte_array_append (request->body, (const guint8 *)data, (guint)*size);
  *size = 0;
  return MHD_YES;
}

static enum MHD_Result
say (SamHttpRequest *request)
{
  sam_server_deadline (request->server, request->connection, request->live ? 0 : ANSWER_SECONDS);
  return MHD_queue_response (request->connection, request->status, request->response);
}

static void
say_stopping (SamHttpRequest *request)
{
  sam_http_problem (request, MHD_HTTP_SERVICE_UNAVAILABLE, "unavailable",
                    _ ("The server is being stopped. Try again in a while."));
  sam_http_header (request, "Retry-After", "5");
  sam_http_header (request, "Connection", "close");
}

static enum MHD_Result
access_handler (void *data, struct MHD_Connection *connection, const char *url, const char *method,
                const char *version, const char *upload, size_t *upload_size, void **context)
{
  SamHttpRequest *request = *context;

  if (request == NULL)
    {
      *context = request = begin_request (data, connection, url, method);
      return greet (request) ? say (request) : MHD_YES;
    }
  if (*upload_size > 0)
    return take_body (request, upload, upload_size);
  if (request->response == NULL && !request->handled)
    {
      request->handled = TRUE;
      sam_server_deadline (request->server, connection, 0);
      if (!enter_server (request->server))
        {
          say_stopping (request);
          return say (request);
        }
      request->route->handle (request);
      if (!request->waits)
        leave_server (request->server);
      /* If it waits for another thread, that one may have the answer by now; it is said when the
       * connection goes on. */
      return request->response != NULL && !request->waits ? say (request) : MHD_YES;
    }
  return request->response != NULL ? say (request) : MHD_YES;
}

static void
log_request (SamHttpRequest *request)
{
  g_autofree char *status = g_strdup_printf ("%u", request->status);
  g_autofree char *took = g_strdup_printf (
      "%" G_GINT64_FORMAT, (sam_server_now (request->server) - request->begun) / 1000);

  if (request->status >= 400)
    sam_log (request->status >= 500 ? SAM_LOG_WARNING : SAM_LOG_INFO, "refused", "method",
             request->method, "path", request->path, "status", status, "ms", took, "address",
             request->address, "user", request->device != NULL ? request->device->user->name : NULL,
             NULL);
}

static void
completed (void *data, struct MHD_Connection *connection, void **context,
           enum MHD_RequestTerminationCode code)
{
  SamHttpRequest *request = *context;
  SamServer *server = data;

  if (request == NULL)
    return;
  sam_server_deadline (server, connection, IDLE_SECONDS);
  log_request (request);
  g_mutex_lock (&server->mutex);
  server->counts.answers[MIN (request->status / 100, 5)]++;
  if (!request->live && --server->requests == 0)
    g_cond_broadcast (&server->changed);
  g_mutex_unlock (&server->mutex);
  if (request->response != NULL)
    MHD_destroy_response (request->response);
  g_byte_array_unref (request->body);
  sam_device_free (request->device);
  sam_ledger_forum_free (request->forum);
  g_free (request->forum_id);
  g_free (request->path);
  g_free (request->address);
  g_free (request);
  *context = NULL;
}

static void
peer_changed (void *data, struct MHD_Connection *connection, void **context,
              enum MHD_ConnectionNotificationCode code)
{
  SamServer *server = data;
  SamPeer *peer = *context;

  g_mutex_lock (&server->mutex);
  if (code == MHD_CONNECTION_NOTIFY_STARTED)
    {
      peer = g_new0 (SamPeer, 1);
      peer->socket
          = MHD_get_connection_info (connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
      peer->deadline = sam_server_now (server) + HEADER_SECONDS * G_USEC_PER_SEC;
      g_hash_table_add (server->peers, peer);
      *context = peer;
    }
  else if (peer != NULL)
    {
      g_hash_table_remove (server->peers, peer);
      *context = NULL;
    }
  g_mutex_unlock (&server->mutex);
}

/* Which certificate a connection is shown: the callback has no place for data of ours. */
static SamTls *shown;

static int
show_certificate (gnutls_session_t session, const gnutls_datum_t *names, int n_names,
                  const gnutls_pk_algorithm_t *algorithms, int n_algorithms,
                  gnutls_pcert_st **chain, unsigned int *length, gnutls_privkey_t *key)
{
  sam_tls_current (shown, chain, length, key);
  return 0;
}

/* As usual, but an encoded NUL stays as it is written: it would end the path early. */
static size_t
unescape (void *data, struct MHD_Connection *connection, char *text)
{
  char *to = text;

  for (const char *from = text; *from != '\0'; from++)
    if (*from == '%' && g_ascii_isxdigit (from[1]) && g_ascii_isxdigit (from[2])
        && (from[1] != '0' || from[2] != '0'))
      {
        *to++ = (char)(g_ascii_xdigit_value (from[1]) * 16 + g_ascii_xdigit_value (from[2]));
        from += 2;
      }
    else
      *to++ = *from;
  *to = '\0';
  return (size_t)(to - text);
}

/* Raises the limit of open files and says how many connections fit. */
static guint
connection_limit (void)
{
  struct rlimit files;

  if (getrlimit (RLIMIT_NOFILE, &files) != 0)
    return 512;
  files.rlim_cur = MIN (files.rlim_max, MOST_CONNECTIONS + OTHER_FILES);
  setrlimit (RLIMIT_NOFILE, &files);
  if (getrlimit (RLIMIT_NOFILE, &files) != 0 || files.rlim_cur <= 2 * OTHER_FILES)
    return 256;
  return (guint)MIN (files.rlim_cur - OTHER_FILES, MOST_CONNECTIONS);
}

static void
log_daemon (void *data, const char *format, va_list arguments)
{
  g_autofree char *text = g_strchomp (g_strdup_vprintf (format, arguments));

  sam_log (SAM_LOG_WARNING, "http", "reason", text, NULL);
}

gboolean
sam_http_start (SamServer *server, int listener, GError **error)
{
  guint threads = CLAMP (g_get_num_processors (), 2, 8);
  unsigned int flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG
                       | (server->tls != NULL ? MHD_USE_TLS : 0);
  struct MHD_OptionItem with_tls[]
      = { { MHD_OPTION_HTTPS_CERT_CALLBACK, 0, (void *)(intptr_t)show_certificate },
          { MHD_OPTION_END, 0, NULL } };
  struct MHD_OptionItem without_tls[] = { { MHD_OPTION_END, 0, NULL } };

  shown = server->tls;
  server->daemon = MHD_start_daemon (
      flags, 0, NULL, NULL, access_handler, server, MHD_OPTION_EXTERNAL_LOGGER, log_daemon, NULL,
      MHD_OPTION_LISTEN_SOCKET, listener, MHD_OPTION_THREAD_POOL_SIZE, threads,
      MHD_OPTION_CONNECTION_LIMIT, connection_limit (), MHD_OPTION_CONNECTION_MEMORY_LIMIT,
      (size_t)MEMORY, MHD_OPTION_NOTIFY_COMPLETED, completed, server, MHD_OPTION_NOTIFY_CONNECTION,
      peer_changed, server, MHD_OPTION_UNESCAPE_CALLBACK, unescape, NULL, MHD_OPTION_ARRAY,
      server->tls != NULL ? with_tls : without_tls, MHD_OPTION_END);
  if (server->daemon != NULL)
    return TRUE;
  g_set_error (error, SAM_ERROR, SAM_ERROR_NETWORK,
               _ ("The server could not start to listen. Check memory and open files."));
  return FALSE;
}
