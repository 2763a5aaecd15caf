/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "server/server.h"

/* One request of section 6. It is checked in the order that is written there, then handled: at
 * once, or by another thread while the connection is suspended. */
typedef struct _SamHttpRequest SamHttpRequest;

typedef struct
{
  const char *method;
  const char *path;                         /* "*" stands for a forum's id */
  gboolean open;                            /* without a token */
  gsize limit;                              /* of the body, bytes */
  void (*handle) (SamHttpRequest *request); /* an HTTP thread: never waits */
} SamHttpRoute;

struct _SamHttpRequest
{
  SamServer *server;
  struct MHD_Connection *connection;
  const SamHttpRoute *route; /* NULL: there is no such path */
  const char *method;        /* borrowed from the connection */
  char *path;
  char *address;
  gint64 begun;

  char *forum_id;        /* NULL where the path names none */
  SamLedgerForum *forum; /* as it was when the request came */
  SamDevice *device;     /* NULL for open paths */
  const SamGrant *grant; /* borrowed from the device's user */

  GByteArray *body;
  gsize received;
  gboolean handled;
  gboolean waits; /* another thread has it */
  gboolean live;  /* does not count as a request that is to be answered */

  struct MHD_Response *response; /* the answer, once there is one */
  guint status;
};

extern const SamHttpRoute sam_http_routes[]; /* ended by a NULL path */

/* The connection waits until sam_http_go_on(); after that the request is no longer the caller's. */
void sam_http_wait (SamHttpRequest *request);
void sam_http_go_on (SamHttpRequest *request);
/* The request has become a stream: nobody waits for its end. */
void sam_http_goes_live (SamHttpRequest *request);

/* Answers: each sets the request's response. */
void sam_http_problem (SamHttpRequest *request, guint status, const char *problem,
                       const char *title);
/* Trouble with the storage; logged. */
void sam_http_trouble (SamHttpRequest *request, const GError *error);
void sam_http_text (SamHttpRequest *request, guint status, const char *type,
                    GString *text); /* takes it */
void sam_http_bytes (SamHttpRequest *request, guint status, const char *type,
                     GBytes *bytes); /* takes it */
void sam_http_nothing (SamHttpRequest *request);
void sam_http_header (SamHttpRequest *request, const char *name, const char *value);
void sam_http_too_large (SamHttpRequest *request);
void sam_http_unauthorized (SamHttpRequest *request);
void sam_http_other_ledger (SamHttpRequest *request);
void sam_http_forbidden (SamHttpRequest *request);
void sam_http_no_forum (SamHttpRequest *request);

/* Whether the client takes an answer in gzip. */
gboolean sam_http_takes_gzip (SamHttpRequest *request);
const char *sam_http_argument (SamHttpRequest *request, const char *name); /* of the query; NULL */
/* The body as a JSON object; NULL: the request has its problem. */
JsonNode *sam_http_json (SamHttpRequest *request);
/* The cursor in the query; FALSE: the request has its problem. Borrowed from the connection. */
gboolean sam_http_cursor (SamHttpRequest *request, SamCursor *cursor);

/* What a person may do in a forum, as a text that differs when it does; owned; NULL: nothing. */
char *sam_http_rights (const SamUser *user, const char *forum);

/* In the files of what they handle. */
void sam_http_handle_login (SamHttpRequest *request);
void sam_http_login (gpointer login, gpointer server); /* on the login thread */
void sam_http_handle_session (SamHttpRequest *request);
void sam_http_handle_logout (SamHttpRequest *request);
void sam_http_handle_snapshot (SamHttpRequest *request);
void sam_http_handle_changes (SamHttpRequest *request);
void sam_http_handle_history (SamHttpRequest *request);
void sam_http_handle_edits (SamHttpRequest *request);
void sam_http_handle_live (SamHttpRequest *request);
void sam_http_handle_presence (SamHttpRequest *request);
void sam_http_handle_openapi (SamHttpRequest *request);
void sam_http_handle_health (SamHttpRequest *request);
void sam_http_handle_metrics (SamHttpRequest *request);
