/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/sql.h"
#include "server/ledger.h"

/* For the ledger's and the accounts' own files. */
struct _SamLedger
{
  SamSql *sql; /* owned */
  SamLedgerMode mode;
  gboolean in_transaction;
};

#define SAM_LEDGER_FILE "ledger.sqlite"
#define SAM_LEDGER_APPLICATION 0x53414d4c /* "SAML" */
#define SAM_LEDGER_VERSION 1

/* Binds nothing; NULL on error. */
sqlite3_stmt *sam_ledger_prepare (SamLedger *ledger, const char *statement, GError **error);
void sam_ledger_bind_blob (sqlite3_stmt *statement, int index, const void *bytes, gsize size);
/* The column as a hash; FALSE if it is not of that size. */
gboolean sam_ledger_column_hash (sqlite3_stmt *statement, int column, SamHash *hash);

/* One history row with its hash. `field` is a name on the wire, values are JSON. */
typedef struct
{
  gint64 forum;
  gint64 seq;
  gint64 number;
  const char *kind;
  const char *record;
  const char *field;
  const char *from;
  const char *to;
} SamLedgerRow;
gboolean sam_ledger_add_row (SamLedger *ledger, const SamLedgerRow *row, SamRandom *random,
                             SamDigest *digest, GError **error);
void sam_ledger_row_hash (const guint8 salt[SAM_SALT_SIZE], const SamLedgerRow *row, SamHash *hash);

gboolean sam_ledger_put_record (SamLedger *ledger, gint64 forum, SamRecord *record, GString *buffer,
                                GError **error);

/* The edit's own row. */
typedef struct
{
  const char *id;
  const char *account;
  const char *at;
  const char *title;
  const char *group;     /* NULL */
  const char *text;      /* NULL: never sent by a client */
  const char *conflicts; /* JSON array */
} SamLedgerEdit;
/* Begins the digest of the forum's next edit; the same salt goes to sam_ledger_end_edit(). */
void sam_ledger_begin_edit (const SamLedgerForum *forum, const SamLedgerEdit *edit,
                            const guint8 salt[SAM_SALT_SIZE], SamDigest *digest);
/* Ends it, writes the row, and advances the forum's number and head in the ledger and in memory. */
gboolean sam_ledger_end_edit (SamLedger *ledger, SamLedgerForum *forum, const SamLedgerEdit *edit,
                              const guint8 salt[SAM_SALT_SIZE], SamDigest *digest, GError **error);

/* Every forum gets a new random epoch; its numbers and its chain go on. */
gboolean sam_ledger_renew_epochs (SamLedger *ledger, SamRandom *random, GError **error);
char *sam_ledger_new_epoch (SamRandom *random);

/* People, rights or devices have changed. */
gboolean sam_accounts_bump (SamLedger *ledger, GError **error);
