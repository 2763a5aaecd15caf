/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/json.h"
#include "server/http.h"
#include "server/log.h"

void
sam_http_header (SamHttpRequest *request, const char *name, const char *value)
{
  MHD_add_response_header (request->response, name, value);
}

static void
unref_bytes (void *bytes)
{
  g_bytes_unref (bytes);
}

void
sam_http_bytes (SamHttpRequest *request, guint status, const char *type, GBytes *bytes)
{
  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);

  g_return_if_fail (request->response == NULL);
  request->response = MHD_create_response_from_buffer_with_free_callback_cls (
      size, (void *)(data != NULL ? data : ""), unref_bytes, bytes);
  request->status = status;
  if (type != NULL)
    sam_http_header (request, "Content-Type", type);
  sam_http_header (request, "Cache-Control", "no-store");
  sam_http_header (request, "X-Content-Type-Options", "nosniff");
}

void
sam_http_text (SamHttpRequest *request, guint status, const char *type, GString *text)
{
  sam_http_bytes (request, status, type, g_string_free_to_bytes (text));
}

void
sam_http_nothing (SamHttpRequest *request)
{
  sam_http_bytes (request, MHD_HTTP_NO_CONTENT, NULL, g_bytes_new_static ("", 0));
}

/* RFC 9457: a name for programs, a sentence for people. */
void
sam_http_problem (SamHttpRequest *request, guint status, const char *problem, const char *title)
{
  GString *out = g_string_new ("{\"type\":\"urn:samverka:problem:");

  g_string_append_printf (out, "%s\",\"status\":%u,\"title\":", problem, status);
  sam_json_append_string (out, title);
  g_string_append_c (out, '}');
  sam_http_text (request, status, "application/problem+json", out);
  if (status == MHD_HTTP_UNAUTHORIZED)
    sam_http_header (request, "WWW-Authenticate", "Bearer");
}

void
sam_http_trouble (SamHttpRequest *request, const GError *error)
{
  sam_log (SAM_LOG_ERROR, "storage", "path", request->path, "reason",
           error != NULL ? error->message : NULL, NULL);
  sam_http_problem (request, MHD_HTTP_SERVICE_UNAVAILABLE, "unavailable",
                    _ ("The server cannot reach its storage just now. Try again later."));
  sam_http_header (request, "Retry-After", "5");
}

void
sam_http_too_large (SamHttpRequest *request)
{
  sam_http_problem (request, MHD_HTTP_CONTENT_TOO_LARGE, "too-large",
                    _ ("This is more than the server takes at once. Send it in parts."));
}

void
sam_http_unauthorized (SamHttpRequest *request)
{
  sam_http_problem (request, MHD_HTTP_UNAUTHORIZED, SAM_PROBLEM_UNAUTHORIZED,
                    _ ("You are not signed in, or no longer. Sign in again."));
}

void
sam_http_other_ledger (SamHttpRequest *request)
{
  sam_http_problem (request, MHD_HTTP_CONFLICT, SAM_PROBLEM_OTHER_LEDGER,
                    _ ("The server has another ledger than the one seen before. Take a snapshot."));
}

void
sam_http_forbidden (SamHttpRequest *request)
{
  sam_http_problem (request, MHD_HTTP_FORBIDDEN, SAM_PROBLEM_FORBIDDEN,
                    _ ("You have no access to this forum. Ask whoever runs the server."));
}

void
sam_http_no_forum (SamHttpRequest *request)
{
  sam_http_problem (request, MHD_HTTP_NOT_FOUND, SAM_PROBLEM_NO_FORUM,
                    _ ("There is no such forum here. Check the address."));
}

const char *
sam_http_argument (SamHttpRequest *request, const char *name)
{
  return MHD_lookup_connection_value (request->connection, MHD_GET_ARGUMENT_KIND, name);
}

gboolean
sam_http_takes_gzip (SamHttpRequest *request)
{
  const char *header
      = MHD_lookup_connection_value (request->connection, MHD_HEADER_KIND, "Accept-Encoding");
  g_auto (GStrv) codings = g_strsplit (header != NULL ? header : "", ",", 20);

  for (char **coding = codings; *coding != NULL; coding++)
    {
      g_auto (GStrv) parts = g_strsplit (*coding, ";", 3);
      const char *quality = parts[0] != NULL && parts[1] != NULL ? strstr (parts[1], "q=") : NULL;

      if (parts[0] != NULL && g_ascii_strcasecmp (g_strstrip (parts[0]), "gzip") == 0)
        return quality == NULL || g_ascii_strtod (quality + 2, NULL) > 0;
    }
  return FALSE;
}

JsonNode *
sam_http_json (SamHttpRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;

  /* The parser wants a text that ends. */
  g_byte_array_append (request->body, (const guint8 *)"", 1);
  node = sam_json_parse ((const char *)request->body->data, (gssize)request->body->len - 1,
                         request->route->limit, SAM_JSON_DEPTH, &error);
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return g_steal_pointer (&node);
  sam_http_problem (request, MHD_HTTP_BAD_REQUEST, "invalid",
                    error != NULL ? error->message : _ ("The request has to be a JSON object."));
  return NULL;
}

gboolean
sam_http_cursor (SamHttpRequest *request, SamCursor *cursor)
{
  const char *since = sam_http_argument (request, "since");
  guint64 seq;

  cursor->epoch = sam_http_argument (request, "epoch");
  cursor->head = sam_http_argument (request, "head");
  if (cursor->epoch != NULL && since != NULL
      && g_ascii_string_to_unsigned (since, 10, 0, G_MAXINT64, &seq, NULL))
    {
      cursor->seq = (gint64)seq;
      return TRUE;
    }
  sam_http_problem (request, MHD_HTTP_BAD_REQUEST, "invalid",
                    _ ("The cursor is missing: name epoch, since and head."));
  return FALSE;
}

char *
sam_http_rights (const SamUser *user, const char *forum)
{
  const SamGrant *grant = sam_user_grant (user, forum);
  g_autofree char *codes = NULL;

  if (grant == NULL)
    return NULL;
  codes = g_strjoinv ("\n", grant->codes);
  return g_strdup_printf ("%d\n%s", (int)grant->role, codes);
}
