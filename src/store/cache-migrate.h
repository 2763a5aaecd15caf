/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/sql.h"

/* Makes the tables and columns that the schema table has and the file lacks. What an older version
 * kept in
 * `_extra` or "unknown_record" because it did not know it moves to where it belongs; what does not
 * fit there stays. Inside the caller's transaction. */
gboolean sam_cache_migrate_kinds (SamSql *sql, GError **error);
