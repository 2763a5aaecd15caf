/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* One strict pass over a JSON text (RFC 8259) before it may become a tree, because json-glib also
 * takes comments, single quotes, trailing text and doubled members. Beyond the grammar it refuses:
 * more than max_depth levels, doubled and empty member names, U+0000 and lone surrogates in strings,
 * integers beyond 64 bits and numbers beyond a double. SAM_ERROR_INVALID with line and column. */
gboolean sam_json_scan (const char *text, gsize length, int max_depth, GError **error);
