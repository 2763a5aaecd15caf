/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/forum.h"
#include "server/accounts.h"
#include "server/ledger.h"

/* The forums as they are, in memory, for whoever judges edits: one thread, within a transaction of
 * a writer. */
typedef struct _SamImages SamImages;
SamImages *sam_images_new (void);
void sam_images_free (SamImages *images);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SamImages, sam_images_free)

/* The forum with every edit up to the row's number; read from the ledger when it is not here, or
 * when the ledger has gone on without it (another process has imported). Borrowed. */
SamForum *sam_images_get (SamImages *images, SamLedger *ledger, const SamLedgerForum *row,
                          GError **error);
/* What an accepted edit made: the row has its number now. */
void sam_images_put (SamImages *images, const SamLedgerForum *row, GPtrArray *records);
/* After a rollback nothing here is true any more. */
void sam_images_clear (SamImages *images);

/* Whether the grant names the administration, by its code or id. */
gboolean sam_grant_names (const SamGrant *grant, SamRecord *administration);
/* Who judges see; owned. */
SamAuthor *sam_author_for (SamSource *source, const SamUser *user, const SamGrant *grant);
