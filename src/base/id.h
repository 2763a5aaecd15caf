/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/clock.h"
#include "base/random.h"

/* Record and edit ids: UUID version 7 (RFC 9562, section 5.7), lower case, 36 characters. */
#define SAM_ID_LENGTH 36

char *sam_id_new (SamClock *clock, SamRandom *random);
gboolean sam_id_is_valid (const char *text); /* any UUID in lower case canonical form */

/* For hash tables of ids, with g_str_equal(): quicker than g_str_hash(). Any text may be asked for. */
guint sam_id_hash (gconstpointer id);
