/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/sql.h"
#include "store/cache.h"
#include "store/cache-rows.h"

/* Writes one batch inside the caller's transaction. Doing it twice gives the same rows, so a batch
 * whose commit failed in an unknown state is simply written again. */
gboolean sam_cache_write_batch (SamSql *sql, SamRowWriter *writer, SamCacheBatch *batch,
                                GError **error);
