/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/json.h"
#include "server/http.h"
#include "server/images.h"
#include "server/log.h"
#include "server/password.h"
#include "sync/wire.h"

#define LONGEST_USER 200
#define LONGEST_DEVICE 200
#define MOST_LOGINS 100 /* that wait for the one thread */

typedef struct
{
  const SamGrant *grant;
  GString *out;
  gboolean some;
} Administrations;

static gboolean
add_administration (const char *line, gsize length, gpointer data)
{
  Administrations *adding = data;
  g_autoptr (JsonNode) node = sam_json_parse (line, (gssize)length, G_MAXINT, SAM_JSON_DEPTH, NULL);
  g_autoptr (SamRecord) record = node != NULL ? sam_wire_record_from_node (node, NULL) : NULL;

  if (record != NULL && sam_grant_names (adding->grant, record))
    {
      if (adding->some)
        g_string_append_c (adding->out, ',');
      adding->some = TRUE;
      sam_json_append_string (adding->out, sam_record_id (record));
    }
  return TRUE;
}

static const char *
role_name (SamRole role)
{
  static const char *const names[] = { "reader", "member", "controller", "coordinator" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (sam_role_find (names[i]) == role)
      return names[i];
  return names[0];
}

static gboolean
add_forum (SamLedger *ledger, const SamLedgerForum *forum, const SamGrant *grant, GString *out,
           GError **error)
{
  Administrations adding = { grant, out, FALSE };

  g_string_append (out, "{\"id\":");
  sam_json_append_string (out, forum->id);
  g_string_append (out, ",\"title\":");
  sam_json_append_string (out, forum->title);
  g_string_append_printf (out, ",\"role\":\"%s\",\"administrations\":[", role_name (grant->role));
  if (!sam_ledger_each_of_kind (ledger, forum, SAM_KIND_ADMINISTRATION, add_administration, &adding,
                                error))
    return FALSE;
  g_string_append (out, "]}");
  return TRUE;
}

/* {user, name, forums} without its brackets; NULL with an error. Within a reader's transaction. */
static GString *
describe (SamLedger *ledger, const SamUser *user, GError **error)
{
  g_autoptr (GPtrArray) forums = sam_ledger_forums (ledger, error);
  GString *out = g_string_new ("\"user\":");
  gboolean some = FALSE;

  sam_json_append_string (out, user->name);
  g_string_append (out, ",\"name\":");
  sam_json_append_string (out, user->full_name);
  g_string_append (out, ",\"forums\":[");
  for (guint i = 0; forums != NULL && i < forums->len; i++)
    {
      const SamLedgerForum *forum = g_ptr_array_index (forums, i);
      const SamGrant *grant = sam_user_grant (user, forum->id);

      if (grant == NULL)
        continue;
      if (some)
        g_string_append_c (out, ',');
      some = TRUE;
      if (!add_forum (ledger, forum, grant, out, error))
        g_clear_pointer (&forums, g_ptr_array_unref);
    }
  g_string_append_c (out, ']');
  if (forums != NULL)
    return out;
  g_string_free (out, TRUE);
  return NULL;
}

/* Signing in: the password on the login thread, the token by the writer. */
typedef struct
{
  SamHttpRequest *request;
  char *user;
  char *password;
  char *device;
  GString *description;
  char *token;
} Login;

static void
free_login (Login *login)
{
  g_free (login->user);
  sam_password_forget (login->password);
  g_free (login->password);
  g_free (login->device);
  if (login->description != NULL)
    g_string_free (login->description, TRUE);
  sam_password_forget (login->token);
  g_free (login->token);
  g_free (login);
}

static void
too_many (SamHttpRequest *request, guint seconds)
{
  g_autofree char *text = g_strdup_printf ("%u", seconds);

  sam_http_problem (request, MHD_HTTP_TOO_MANY_REQUESTS, "too-many-attempts",
                    _ ("There were too many attempts to sign in. Wait a while and try again."));
  sam_http_header (request, "Retry-After", text);
}

static void
say_wrong (SamHttpRequest *request)
{
  sam_http_problem (request, MHD_HTTP_UNAUTHORIZED, "wrong-credentials",
                    _ ("The user name or the password is wrong. Try again."));
}

static void
count_login (SamServer *server, gboolean ok)
{
  g_mutex_lock (&server->mutex);
  server->counts.logins += ok;
  server->counts.failed_logins += !ok;
  g_mutex_unlock (&server->mutex);
}

static gboolean
make_token (SamLedger *ledger, SamImages *images, gpointer data, GError **error)
{
  Login *login = data;
  g_autoptr (GError) failed = NULL;

  g_free (login->token);
  login->token = sam_accounts_new_token (ledger, &login->request->server->seams, login->user,
                                         login->device, &failed);
  if (failed != NULL)
    g_propagate_error (error, g_steal_pointer (&failed));
  return login->token != NULL || *error == NULL;
}

static void
token_made (gpointer data, const GError *error)
{
  Login *login = data;
  SamHttpRequest *request = login->request;

  if (error != NULL)
    sam_http_trouble (request, error);
  else if (login->token == NULL)
    say_wrong (request); /* shut out in this very moment */
  else
    {
      GString *out = g_string_new ("{\"token\":\"");

      g_string_append_printf (out, "%s\",%s}", login->token, login->description->str);
      sam_http_text (request, MHD_HTTP_OK, "application/json", out);
      sam_log (SAM_LOG_INFO, "signed-in", "user", login->user, "device", login->device, "address",
               request->address, NULL);
    }
  count_login (request->server, error == NULL && login->token != NULL);
  free_login (login);
  sam_http_go_on (request);
}

/* What the person may do, once the password was right; FALSE: there is an answer. */
static gboolean
look_up (Login *login, SamLedger *ledger)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SamUser) user = NULL;

  if (sam_ledger_begin (ledger, &error))
    user = sam_accounts_find (ledger, login->user, &error);
  if (user != NULL)
    login->description = describe (ledger, user, &error);
  sam_ledger_rollback (ledger);
  if (login->description != NULL)
    return TRUE;
  if (error != NULL)
    sam_http_trouble (login->request, error);
  else
    say_wrong (login->request);
  return FALSE;
}

void
sam_http_login (gpointer data, gpointer user_data)
{
  Login *login = data;
  SamServer *server = user_data;
  SamWriterJob job = { make_token, token_made, login };
  g_autoptr (GError) error = NULL;
  g_autoptr (SamLedger) ledger
      = sam_ledger_open (server->folder, server->seams.storage, SAM_LEDGER_READ, &error);
  g_autofree char *hash
      = ledger != NULL ? sam_accounts_password (ledger, login->user, &error) : NULL;
  SamHttpRequest *request = login->request;

  if (error != NULL)
    sam_http_trouble (request, error);
  else if (!sam_password_matches (hash, login->password))
    {
      sam_log (SAM_LOG_NOTICE, "sign-in-failed", "user", login->user, "address", request->address,
               NULL);
      count_login (server, FALSE);
      say_wrong (request);
    }
  else if (look_up (login, ledger))
    {
      sam_attempts_succeed (server->attempts, login->user, request->address);
      sam_writer_add (server->writer, &job);
      return;
    }
  free_login (login);
  sam_http_go_on (request);
}

static Login *
read_login (SamHttpRequest *request)
{
  g_autoptr (JsonNode) node = sam_http_json (request);
  g_autoptr (GError) error = NULL;
  const char *user, *password, *device;
  JsonObject *object;
  Login *login;

  if (node == NULL)
    return NULL;
  object = json_node_get_object (node);
  if (!sam_json_string (object, "user", TRUE, &user, &error)
      || !sam_json_string (object, "password", TRUE, &password, &error)
      || !sam_json_string (object, "device", FALSE, &device, &error))
    {
      sam_http_problem (request, MHD_HTTP_BAD_REQUEST, "invalid", error->message);
      return NULL;
    }
  if (strlen (user) > LONGEST_USER || strlen (password) > SAM_PASSWORD_LONGEST
      || (device != NULL && strlen (device) > LONGEST_DEVICE))
    {
      sam_http_problem (request, MHD_HTTP_BAD_REQUEST, "invalid",
                        _ ("The user name, the password or the device's name is too long."));
      return NULL;
    }
  login = g_new0 (Login, 1);
  login->request = request;
  login->user = g_strdup (user);
  login->password = g_strdup (password);
  login->device = g_strdup (device != NULL ? device : "");
  return login;
}

void
sam_http_handle_login (SamHttpRequest *request)
{
  SamServer *server = request->server;
  Login *login = read_login (request);
  guint seconds;

  if (login == NULL)
    return;
  seconds = sam_attempts_begin (server->attempts, login->user, request->address);
  if (seconds == 0 && g_thread_pool_unprocessed (server->logins) > MOST_LOGINS)
    seconds = 5;
  if (seconds > 0)
    {
      too_many (request, seconds);
      free_login (login);
      return;
    }
  sam_http_wait (request);
  g_thread_pool_push (server->logins, login, NULL);
}

static void
read_session (SamLedger *ledger, gpointer data)
{
  SamHttpRequest *request = data;
  g_autoptr (GError) error = NULL;
  GString *description = NULL;

  if (sam_ledger_begin (ledger, &error))
    description = describe (ledger, request->device->user, &error);
  sam_ledger_rollback (ledger);
  if (description == NULL)
    sam_http_trouble (request, error);
  else
    {
      g_string_prepend_c (description, '{');
      g_string_append_printf (description, ",\"session\":%" G_GINT64_FORMAT "}",
                              request->device->key);
      sam_http_text (request, MHD_HTTP_OK, "application/json", description);
    }
  sam_http_go_on (request);
}

void
sam_http_handle_session (SamHttpRequest *request)
{
  sam_http_wait (request);
  sam_readers_add (request->server->readers, read_session, request);
}

static gboolean
end_device (SamLedger *ledger, SamImages *images, gpointer data, GError **error)
{
  return sam_accounts_end (ledger, ((SamHttpRequest *)data)->device->key, error);
}

static void
device_ended (gpointer data, const GError *error)
{
  SamHttpRequest *request = data;

  if (error != NULL)
    sam_http_trouble (request, error);
  else
    sam_http_nothing (request);
  sam_http_go_on (request);
}

void
sam_http_handle_logout (SamHttpRequest *request)
{
  SamWriterJob job = { end_device, device_ended, request };

  sam_http_wait (request);
  sam_writer_add (request->server->writer, &job);
}
