/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/network-soup.h"

#include <libsoup/soup.h>

#include "base/error.h"
#include "base/i18n.h"

#define TIMEOUT_SECONDS 60
#define CHUNK 65536

struct _SamNetworkSoup
{
  GObject parent_instance;

  SoupSession *session;
};

/* One exchange under way; belongs to its GTask. */
typedef struct
{
  SoupMessage *message;
  GInputStream *stream;
  GByteArray *body;
  gsize limit;
} Exchange;

static void network_init (SamNetworkInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SamNetworkSoup, sam_network_soup, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SAM_TYPE_NETWORK, network_init))

static void
exchange_free (Exchange *exchange)
{
  g_clear_object (&exchange->message);
  g_clear_object (&exchange->stream);
  g_clear_pointer (&exchange->body, g_byte_array_unref);
  g_free (exchange);
}

/* The address without what may be private in it. */
static char *
host_of (SoupMessage *message)
{
  GUri *uri = soup_message_get_uri (message);

  return g_uri_to_string_partial (uri,
                                  G_URI_HIDE_USERINFO | G_URI_HIDE_QUERY | G_URI_HIDE_FRAGMENT);
}

static void
fail (GTask *task, GError *cause)
{
  Exchange *exchange = g_task_get_task_data (task);
  g_autofree char *host = host_of (exchange->message);

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED) || cause->domain == SAM_ERROR)
    {
      g_task_return_error (task, cause);
      return;
    }
  g_task_return_new_error (
      task, SAM_ERROR, SAM_ERROR_NETWORK,
      _ ("The server at %s cannot be reached (%s). Check the address and the network."), host,
      cause->message);
  g_error_free (cause);
}

static void
finish (GTask *task)
{
  Exchange *exchange = g_task_get_task_data (task);
  SamAnswer *answer = g_new0 (SamAnswer, 1);

  answer->status = soup_message_get_status (exchange->message);
  answer->content_type = g_strdup (soup_message_headers_get_content_type (
      soup_message_get_response_headers (exchange->message), NULL));
  answer->body = g_byte_array_free_to_bytes (g_steal_pointer (&exchange->body));
  g_task_return_pointer (task, answer, (GDestroyNotify)sam_answer_free);
}

static void read_more (GTask *task);

static void
on_read (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Exchange *exchange = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GBytes) bytes
      = g_input_stream_read_bytes_finish (G_INPUT_STREAM (object), result, &error);

  if (bytes == NULL)
    {
      fail (task, error);
      return;
    }
  if (g_bytes_get_size (bytes) == 0)
    {
      finish (task);
      return;
    }
  if (exchange->body->len + g_bytes_get_size (bytes) > exchange->limit)
    {
      g_autofree char *host = host_of (exchange->message);

      g_task_return_new_error (
          task, SAM_ERROR, SAM_ERROR_NETWORK,
          _ ("The answer of %s is longer than it may be. Check that it is a Samverka server."),
          host);
      return;
    }
  g_byte_array_append (exchange->body, g_bytes_get_data (bytes, NULL),
                       (guint)g_bytes_get_size (bytes));
  read_more (g_steal_pointer (&task));
}

static void
read_more (GTask *task)
{
  Exchange *exchange = g_task_get_task_data (task);

  g_input_stream_read_bytes_async (exchange->stream, CHUNK, G_PRIORITY_DEFAULT,
                                   g_task_get_cancellable (task), on_read, task);
}

static void
on_sent (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Exchange *exchange = g_task_get_task_data (task);
  GError *error = NULL;

  exchange->stream = soup_session_send_finish (SOUP_SESSION (object), result, &error);
  if (exchange->stream == NULL)
    fail (task, error);
  else
    read_more (g_steal_pointer (&task));
}

static void
send_async (SamNetwork *network, const SamRequest *request, GCancellable *cancellable,
            GAsyncReadyCallback callback, gpointer data)
{
  SamNetworkSoup *self = SAM_NETWORK_SOUP (network);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  g_autoptr (SoupMessage) message = soup_message_new (request->method, request->url);
  Exchange *exchange;
  SoupMessageHeaders *headers;

  g_task_set_source_tag (task, send_async);
  if (message == NULL)
    {
      g_task_return_new_error (
          task, SAM_ERROR, SAM_ERROR_INVALID,
          _ ("“%s” is not the address of a server. It should look like https://example.se."),
          request->url);
      return;
    }
  /* A redirect could take the token to another host. */
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  headers = soup_message_get_request_headers (message);
  if (request->token != NULL)
    {
      g_autofree char *bearer = g_strconcat ("Bearer ", request->token, NULL);

      soup_message_headers_replace (headers, "Authorization", bearer);
    }
  if (request->body != NULL)
    soup_message_set_request_body_from_bytes (
        message, request->content_type != NULL ? request->content_type : "application/json",
        request->body);

  exchange = g_new0 (Exchange, 1);
  exchange->message = g_object_ref (message);
  exchange->body = g_byte_array_new ();
  exchange->limit = MIN (request->limit, (gsize)G_MAXUINT - CHUNK);
  g_task_set_task_data (task, exchange, (GDestroyNotify)exchange_free);
  soup_session_send_async (self->session, message, G_PRIORITY_DEFAULT, cancellable, on_sent,
                           g_steal_pointer (&task));
}

static SamAnswer *
send_finish (SamNetwork *network, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, network), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
network_init (SamNetworkInterface *iface)
{
  iface->send_async = send_async;
  iface->send_finish = send_finish;
}

static void
sam_network_soup_finalize (GObject *object)
{
  g_clear_object (&SAM_NETWORK_SOUP (object)->session);

  G_OBJECT_CLASS (sam_network_soup_parent_class)->finalize (object);
}

static void
sam_network_soup_class_init (SamNetworkSoupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sam_network_soup_finalize;
}

static void
sam_network_soup_init (SamNetworkSoup *self)
{
  /* No cookies, no cache, no logger: the session has the features that it is given, and it is given
   * none. */
  self->session = soup_session_new_with_options ("timeout", TIMEOUT_SECONDS, "idle-timeout",
                                                 TIMEOUT_SECONDS, "user-agent", "Samverka", NULL);
}

SamNetwork *
sam_network_soup_new (void)
{
  return g_object_new (SAM_TYPE_NETWORK_SOUP, NULL);
}
