/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/ledger.h"

/* Threads that read the ledger, each job with a connection of its own while it runs. */
typedef struct _SamReaders SamReaders;
typedef void (*SamReaderRun) (SamLedger *ledger, gpointer data);

SamReaders *sam_readers_new (const char *folder, const SamStorage *storage, guint threads,
                             GError **error);
void sam_readers_free (SamReaders *readers); /* does what waits first */
void sam_readers_add (SamReaders *readers, SamReaderRun run, gpointer data);
guint sam_readers_waiting (SamReaders *readers);
