/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/images.h"

/* The one thread that writes. What waits for it is done together in one transaction and made
 * durable with one sync: the more there is to do, the more goes together. */
typedef struct _SamWriter SamWriter;

typedef struct
{
  /* On the writer's thread, within the transaction. FALSE is trouble with the storage: nothing of
   * it stays. May be called again after that, alone in a transaction. */
  gboolean (*run) (SamLedger *ledger, SamImages *images, gpointer data, GError **error);
  /* On the writer's thread, once: what run() did is on the disk, or (error) is not there. */
  void (*done) (gpointer data, const GError *error);
  gpointer data;
} SamWriterJob;

/* Takes the ledger, open for writing. */
SamWriter *sam_writer_new (SamLedger *ledger);
/* Does what waits, then ends the thread. */
void sam_writer_free (SamWriter *writer);
/* Any thread. */
void sam_writer_add (SamWriter *writer, const SamWriterJob *job);
guint sam_writer_waiting (SamWriter *writer);

typedef struct
{
  guint64 transactions;
  guint64 jobs;
  gboolean failing; /* the last transaction failed */
} SamWriterState;
void sam_writer_state (SamWriter *writer, SamWriterState *state);
