/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* Seam for the network: one HTTP exchange. The programs use libsoup behind it (engine), the
 * simulation a fake that loses, doubles and delays. Main thread of the caller's context. */
typedef struct
{
  const char *method;        /* "GET" */
  const char *url;
  const char *token;         /* bearer token or NULL; never logged */
  const char *content_type;  /* NULL without body */
  GBytes *body;              /* may be NULL */
  gsize limit;               /* the longest answer that is read, bytes */
} SamRequest;

typedef struct
{
  guint status;              /* HTTP status */
  char *content_type;        /* owned; may be NULL */
  GBytes *body;              /* owned */
} SamAnswer;

void sam_answer_free (SamAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SamAnswer, sam_answer_free)

#define SAM_TYPE_NETWORK (sam_network_get_type ())
G_DECLARE_INTERFACE (SamNetwork, sam_network, SAM, NETWORK, GObject)

struct _SamNetworkInterface
{
  GTypeInterface parent;
  void (*send_async) (SamNetwork *network, const SamRequest *request, GCancellable *cancellable,
                      GAsyncReadyCallback callback, gpointer data);
  SamAnswer *(*send_finish) (SamNetwork *network, GAsyncResult *result, GError **error);
};

void sam_network_send_async (SamNetwork *network, const SamRequest *request, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer data);
SamAnswer *sam_network_send_finish (SamNetwork *network, GAsyncResult *result, GError **error);
