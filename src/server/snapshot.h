/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/ledger.h"

/* Whole forums as they are sent to who begins: built once, and shared while they are new enough.
 * Any thread. */
typedef struct _SamSnapshots SamSnapshots;
SamSnapshots *sam_snapshots_new (SamClock *clock);
void sam_snapshots_free (SamSnapshots *snapshots);
/* The forum's snapshot, gzip if asked; NULL without an error if there is no such forum. Waits for
 * whoever builds it. */
GBytes *sam_snapshots_get (SamSnapshots *snapshots, SamLedger *ledger, const char *forum,
                           gboolean gzip, GError **error);
/* Forgets what nobody has asked for in five minutes. */
void sam_snapshots_tick (SamSnapshots *snapshots);
