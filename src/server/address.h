/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <sys/socket.h>

/* Where the server listens: "127.0.0.1:8420", "[::1]:8420"; port 0 is any that is free. Numbers
 * only: no name is looked up. SAM_ERROR_USAGE otherwise. */
GInetSocketAddress *sam_address_parse (const char *text, GError **error);
gboolean sam_address_is_loopback (GInetSocketAddress *address);
/* Listens; accepted connections notice dead peers and do not wait to fill packets. -1 with a
 * sentence. */
int sam_address_listen (GInetSocketAddress *address, GError **error);
/* The address that it became, with its port: "127.0.0.1:40001". Owned. */
char *sam_address_of_socket (int socket);
/* A peer's address without its port; owned. */
char *sam_address_of_peer (const struct sockaddr *address);
/* The last address of an X-Forwarded-For header: the one that our own proxy wrote. NULL if there is
 * none; owned. */
char *sam_address_forwarded (const char *header);
