/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/seams.h"
#include "server/chain.h"
#include "sync/referee.h"

/* The ledger of a server (DESIGN section 5): for each forum an epoch, a number and a head; current
 * records; the history, to which is only added. SQLite stands behind it; another engine can, behind
 * the same functions. A SamLedger is one connection to it: one thread at a time, any number of
 * connections in any number of processes, one of which can write at a time. Readers read a snapshot
 * from begin to end. */
typedef struct _SamLedger SamLedger;

typedef enum
{
  SAM_LEDGER_READ,
  SAM_LEDGER_WRITE,
} SamLedgerMode;

/* A new, empty ledger in the folder, which is made if need be. SAM_ERROR_REFUSED if there is one.
 */
gboolean sam_ledger_create (const char *folder, const SamStorage *storage, GError **error);
/* SAM_ERROR_NOT_FOUND if the folder holds none. */
SamLedger *sam_ledger_open (const char *folder, const SamStorage *storage, SamLedgerMode mode,
                            GError **error);
/* A ledger's file wherever it lies: a backup. */
SamLedger *sam_ledger_open_file (const char *path, const SamStorage *storage, SamLedgerMode mode,
                                 GError **error);
void sam_ledger_close (SamLedger *ledger);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SamLedger, sam_ledger_close)
/* Done by root, a file in the server's folder is given to whom the folder belongs. */
void sam_ledger_give_to_owner (const char *path);
char *sam_ledger_path (const char *folder); /* owned */

/* A transaction: of a writer it waits for other writers. What was committed is on the disk. */
gboolean sam_ledger_begin (SamLedger *ledger, GError **error);
gboolean sam_ledger_commit (SamLedger *ledger, GError **error);
void sam_ledger_rollback (SamLedger *ledger);

typedef struct
{
  gint64 key; /* the ledger's own number for it */
  char *id;
  char *title;
  char *epoch;
  gint64 seq;
  SamHash head;
} SamLedgerForum;
void sam_ledger_forum_free (SamLedgerForum *forum);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SamLedgerForum, sam_ledger_forum_free)

/* Owned. NULL without an error if there is no such forum. */
SamLedgerForum *sam_ledger_forum (SamLedger *ledger, const char *id, GError **error);
GPtrArray *sam_ledger_forums (SamLedger *ledger, GError **error); /* of SamLedgerForum, by title */

/* How far a client has come. head is hexadecimal; NULL is not compared. */
typedef struct
{
  const char *epoch;
  gint64 seq;
  const char *head;
} SamCursor;
gboolean sam_ledger_fits (SamLedger *ledger, const SamLedgerForum *forum, const SamCursor *cursor,
                          gboolean *fits, GError **error);

/* Record lines as on the wire. FALSE from the visitor stops. */
typedef gboolean (*SamLedgerVisit) (const char *line, gsize length, gpointer data);
gboolean sam_ledger_each_by_id (SamLedger *ledger, const SamLedgerForum *forum,
                                SamLedgerVisit visit, gpointer data, GError **error);
gboolean sam_ledger_each_since (SamLedger *ledger, const SamLedgerForum *forum, gint64 since,
                                SamLedgerVisit visit, gpointer data, GError **error);
gboolean sam_ledger_each_of_kind (SamLedger *ledger, const SamLedgerForum *forum, SamKindId kind,
                                  SamLedgerVisit visit, gpointer data, GError **error);
/* How many records there are, and how many of them changed after `since`. */
gboolean sam_ledger_count (SamLedger *ledger, const SamLedgerForum *forum, gint64 since,
                           gint64 *all, gint64 *changed, GError **error);
/* Every record, deleted ones too. Array of SamRecord, owned. */
GPtrArray *sam_ledger_load (SamLedger *ledger, const SamLedgerForum *forum, GError **error);

/* Rows of history as a JSON array, newest first: {seq, edit, title, at, author, record, kind,
 * field, from, to}. Those before row before_row of edit before_seq; *next_seq is 0 where there are
 * no more. */
typedef struct
{
  const char *record; /* NULL: of all */
  gint64 before_seq;
  gint64 before_row;
  guint limit;
} SamHistoryPage;
gboolean sam_ledger_history (SamLedger *ledger, const SamLedgerForum *forum,
                             const SamHistoryPage *page, GString *out, gint64 *next_seq,
                             gint64 *next_row, GError **error);

/* What was answered to an edit that was accepted. */
typedef struct
{
  gboolean found;
  gboolean same; /* the content too */
  gint64 seq;
  char *conflicts; /* JSON array; owned */
} SamLedgerAnswer;
gboolean sam_ledger_answered (SamLedger *ledger, const SamLedgerForum *forum, const char *edit,
                              const char *text, SamLedgerAnswer *answer, GError **error);

/* Within a transaction of a writer: the next edit with what came of it. `text` is the edit as on
 * the wire, for knowing it again. Advances the forum's number and head. */
gboolean sam_ledger_append (SamLedger *ledger, SamLedgerForum *forum, const SamEdit *edit,
                            const char *text, const char *account, const char *at,
                            SamVerdict *verdict, SamRandom *random, GError **error);

/* Long work tells how far it has come. Any of them may be NULL. */
typedef struct
{
  void (*tell) (const char *what, gint64 done, gint64 total, gpointer data);
  gpointer data;
} SamProgress;
void sam_progress_tell (const SamProgress *progress, const char *what, gint64 done, gint64 total);

/* Adds a forum in a new epoch; its first edit makes every record. A forum that is here already is
 * replaced, with its history, if `replace`; else SAM_ERROR_REFUSED. One transaction. */
gboolean sam_ledger_import (SamLedger *ledger, GPtrArray *records, gboolean replace,
                            const SamSeams *seams, const SamProgress *progress, GError **error);

/* A consistent copy of all, also while others write; replaces a file of that name in one step. */
gboolean sam_ledger_backup (SamLedger *ledger, const char *path, const SamProgress *progress,
                            GError **error);
/* Puts a backup in the place of the folder's ledger, every forum in a new epoch, and keeps what was
 * there beside it: *kept gets that file's name (NULL if there was none). Devices that were signed
 * out since stay so, and people who were disabled or removed since stay out. Nobody else may have
 * the ledger open. */
gboolean sam_ledger_restore (const char *folder, const char *path, const SamSeams *seams,
                             const SamProgress *progress, char **kept, GError **error);

/* Integrity of the whole: the storage, numbers without gaps, every edit once, the chain whole,
 * records equal to the replayed history. SAM_ERROR_DAMAGED with the first fault. Adds to the
 * counts. */
typedef struct
{
  gint64 forums;
  gint64 edits;
  gint64 records;
  gint64 rows;
} SamLedgerCounts;
gboolean sam_ledger_check (SamLedger *ledger, const SamProgress *progress, SamLedgerCounts *counts,
                           GError **error);
