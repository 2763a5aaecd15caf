/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/network.h"

/* The network as the programs use it: libsoup behind the seam. Redirects are not followed with the
 * token, an answer longer than the request's limit is an error, and nothing is logged. Main thread
 * of the context that it was made in. Errors: SAM_ERROR_NETWORK with a sentence; a cancelled
 * request keeps G_IO_ERROR_CANCELLED. */
#define SAM_TYPE_NETWORK_SOUP (sam_network_soup_get_type ())
G_DECLARE_FINAL_TYPE (SamNetworkSoup, sam_network_soup, SAM, NETWORK_SOUP, GObject)

SamNetwork *sam_network_soup_new (void);
