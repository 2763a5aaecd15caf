/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/network.h"

G_DEFINE_INTERFACE (SamNetwork, sam_network, G_TYPE_OBJECT)

static void
sam_network_default_init (SamNetworkInterface *interface)
{
}

void
sam_network_send_async (SamNetwork *network, const SamRequest *request, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer data)
{
  g_return_if_fail (SAM_IS_NETWORK (network) && request != NULL);
  SAM_NETWORK_GET_IFACE (network)->send_async (network, request, cancellable, callback, data);
}

SamAnswer *
sam_network_send_finish (SamNetwork *network, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (SAM_IS_NETWORK (network), NULL);
  return SAM_NETWORK_GET_IFACE (network)->send_finish (network, result, error);
}

void
sam_answer_free (SamAnswer *answer)
{
  if (answer == NULL)
    return;
  g_free (answer->content_type);
  g_clear_pointer (&answer->body, g_bytes_unref);
  g_free (answer);
}
