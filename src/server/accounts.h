/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/ledger.h"

/* The people who may come in, and their devices: in the ledger's database, so that one backup holds
 * all, and commands take effect while the server runs. Functions that write need a writer's
 * transaction. */

typedef struct
{
  char *forum; /* id; NULL: every forum */
  SamRole role;
  char **codes; /* of administrations; NULL-terminated */
} SamGrant;

typedef struct
{
  gint64 key;
  char *name;
  char *full_name; /* "" if none */
  gboolean enabled;
  GPtrArray *grants; /* of SamGrant, owned */
} SamUser;
void sam_user_free (SamUser *user);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SamUser, sam_user_free)

/* Letters, digits and . _ - @, at most 100; sentence otherwise. */
gboolean sam_user_name_check (const char *name, GError **error);

/* By name, whatever its case. NULL without an error if there is none. */
SamUser *sam_accounts_find (SamLedger *ledger, const char *name, GError **error);
SamUser *sam_accounts_find_key (SamLedger *ledger, gint64 key, GError **error);
GPtrArray *sam_accounts_list (SamLedger *ledger, GError **error); /* of SamUser, by name */
/* What the person may do in a forum: its own grant before that of every forum; NULL: nothing.
 * Borrowed. */
const SamGrant *sam_user_grant (const SamUser *user, const char *forum);

/* Adds a person, or to one who is here a grant for a further forum (password NULL then). */
gboolean sam_accounts_add (SamLedger *ledger, SamClock *clock, const char *name,
                           const char *full_name, const char *password_hash, GError **error);
gboolean sam_accounts_grant (SamLedger *ledger, const char *name, const SamGrant *grant,
                             GError **error);
gboolean sam_accounts_set_password (SamLedger *ledger, const char *name, const char *password_hash,
                                    GError **error); /* ends the person's sessions */
gboolean sam_accounts_set_enabled (SamLedger *ledger, const char *name, gboolean enabled,
                                   GError **error); /* disabling ends them too */
gboolean sam_accounts_remove (SamLedger *ledger, const char *name, GError **error);
/* The stored hash of an enabled person's password, owned; NULL without an error if there is no such
 * person. */
char *sam_accounts_password (SamLedger *ledger, const char *name, GError **error);

/* Counts every change of people, rights and devices. */
gboolean sam_accounts_version (SamLedger *ledger, gint64 *version, GError **error);

/* Devices. A token is 256 random bits in hexadecimal; what is stored is its hash. */
#define SAM_TOKEN_LENGTH 64
#define SAM_TOKEN_DAYS 90 /* unused for so long, it has ended */
char *sam_accounts_new_token (SamLedger *ledger, const SamSeams *seams, const char *name,
                              const char *device,
                              GError **error); /* owned; NULL if there is no such person */

typedef struct
{
  gint64 key;
  char *device;
  char *created; /* stamps */
  char *used;
  SamUser *user; /* NULL in a list */
} SamDevice;
void sam_device_free (SamDevice *device);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SamDevice, sam_device_free)

/* The device whose token this is, with its person; NULL without an error if it is none, has ended,
 * or the person is disabled. */
SamDevice *sam_accounts_device (SamLedger *ledger, SamClock *clock, const char *token,
                                GError **error);
/* The same by its number, as long as its session goes on. */
SamDevice *sam_accounts_device_by_key (SamLedger *ledger, SamClock *clock, gint64 key,
                                       GError **error);
/* Whether its use is to be written down: not more often than once an hour. */
gboolean sam_device_is_stale (const SamDevice *device, SamClock *clock);
gboolean sam_accounts_touch (SamLedger *ledger, SamClock *clock, gint64 device, GError **error);
gboolean sam_accounts_end (SamLedger *ledger, gint64 device, GError **error);
GPtrArray *sam_accounts_devices (SamLedger *ledger, const char *name,
                                 GError **error); /* of SamDevice */
/* Ends sessions of a person: on the named device, or all. *n says how many. */
gboolean sam_accounts_revoke (SamLedger *ledger, const char *name, const char *device_or_null,
                              gint64 *n, GError **error);

const char *sam_accounts_schema (void);
