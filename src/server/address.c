/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/address.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/i18n.h"

#define DEAD_AFTER_MS 60000
#define BACKLOG 1024

GInetSocketAddress *
sam_address_parse (const char *text, GError **error)
{
  const char *colon = strrchr (text, ':');
  g_autofree char *host = colon != NULL ? g_strndup (text, (gsize)(colon - text)) : NULL;
  g_autoptr (GInetAddress) address = NULL;
  guint64 port = 0;
  gsize n;

  if (host != NULL && *host == '[' && (n = strlen (host)) > 1 && host[n - 1] == ']')
    {
      host[n - 1] = '\0';
      memmove (host, host + 1, n - 1);
    }
  else if (host != NULL && strchr (host, ':') != NULL)
    g_clear_pointer (&host, g_free);
  if (host != NULL && g_ascii_string_to_unsigned (colon + 1, 10, 0, 65535, &port, NULL))
    address = g_inet_address_new_from_string (host);
  if (address != NULL)
    return G_INET_SOCKET_ADDRESS (g_inet_socket_address_new (address, (guint16)port));
  g_set_error (error, SAM_ERROR, SAM_ERROR_USAGE,
               _ ("“%s” is no address to listen on. Write it like 127.0.0.1:8420."), text);
  return NULL;
}

gboolean
sam_address_is_loopback (GInetSocketAddress *address)
{
  return g_inet_address_get_is_loopback (g_inet_socket_address_get_address (address));
}

static gboolean
set_options (int listener)
{
  int on = 1, dead = DEAD_AFTER_MS;

  /* Accepted connections take these over from the one that listens. */
  return setsockopt (listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0
         && setsockopt (listener, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on) == 0
         && setsockopt (listener, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) == 0
         && setsockopt (listener, IPPROTO_TCP, TCP_USER_TIMEOUT, &dead, sizeof dead) == 0;
}

int
sam_address_listen (GInetSocketAddress *address, GError **error)
{
  GSocketAddress *generic = G_SOCKET_ADDRESS (address);
  gsize size = (gsize)g_socket_address_get_native_size (generic);
  g_autofree struct sockaddr *native = g_malloc0 (size);
  int listener = socket (g_socket_address_get_family (generic),
                         SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

  if (listener >= 0 && g_socket_address_to_native (generic, native, size, NULL)
      && set_options (listener) && bind (listener, native, (socklen_t)size) == 0
      && listen (listener, BACKLOG) == 0)
    return listener;
  {
    g_autofree char *host = g_inet_address_to_string (g_inet_socket_address_get_address (address));

    g_set_error (error, SAM_ERROR, SAM_ERROR_NETWORK,
                 _ ("%s port %d cannot be listened on: %s. Choose another with --listen."), host,
                 g_inet_socket_address_get_port (address), g_strerror (errno));
  }
  if (listener >= 0)
    close (listener);
  return -1;
}

char *
sam_address_of_socket (int socket)
{
  struct sockaddr_storage native;
  socklen_t size = sizeof native;
  g_autoptr (GSocketAddress) address = NULL;
  g_autofree char *host = NULL;
  GInetAddress *inet;

  if (getsockname (socket, (struct sockaddr *)&native, &size) != 0)
    return g_strdup ("");
  address = g_socket_address_new_from_native (&native, size);
  inet = g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address));
  host = g_inet_address_to_string (inet);
  return g_strdup_printf (g_inet_address_get_family (inet) == G_SOCKET_FAMILY_IPV6 ? "[%s]:%d"
                                                                                   : "%s:%d",
                          host, g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address)));
}

char *
sam_address_of_peer (const struct sockaddr *address)
{
  g_autoptr (GInetAddress) inet = NULL;

  if (address == NULL)
    return g_strdup ("");
  if (address->sa_family == AF_INET)
    inet = g_inet_address_new_from_bytes (
        (const guint8 *)&((const struct sockaddr_in *)(const void *)address)->sin_addr,
        G_SOCKET_FAMILY_IPV4);
  else if (address->sa_family == AF_INET6)
    inet = g_inet_address_new_from_bytes (
        (const guint8 *)&((const struct sockaddr_in6 *)(const void *)address)->sin6_addr,
        G_SOCKET_FAMILY_IPV6);
  return inet != NULL ? g_inet_address_to_string (inet) : g_strdup ("");
}

char *
sam_address_forwarded (const char *header)
{
  g_autofree char *last = NULL;
  g_autoptr (GInetAddress) inet = NULL;
  const char *comma;

  if (header == NULL)
    return NULL;
  comma = strrchr (header, ',');
  last = g_strstrip (g_strdup (comma != NULL ? comma + 1 : header));
  inet = g_inet_address_new_from_string (last);
  return inet != NULL ? g_inet_address_to_string (inet) : NULL;
}
