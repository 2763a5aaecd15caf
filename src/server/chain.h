/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The chain that auditors check (DESIGN section 5):
 *   head(0) = SHA-256 ("samverka" 0 forum 0 epoch)
 *   head(n) = SHA-256 (head(n−1) ‖ digest of edit n)
 *   digest  = SHA-256 (number 0 id 0 at 0 account 0 ‖ hash of the title ‖ hash of each history row
 * in order) The title and each row are hashed with a salt of their own, so that a value can be
 * lawfully taken out with its salt, leaving the hash, without breaking the chain and without
 * anybody being able to guess it back. */
#define SAM_HASH_SIZE 32
#define SAM_SALT_SIZE 16

typedef struct
{
  guint8 bytes[SAM_HASH_SIZE];
} SamHash;

void sam_chain_start (const char *forum, const char *epoch, SamHash *head);
/* Hash of some texts, each ended by its NUL (NULL counts as ""), after a salt. The list ends with
 * SAM_CHAIN_END. */
#define SAM_CHAIN_END ((const char *)-1)
void sam_chain_salted (const guint8 salt[SAM_SALT_SIZE], SamHash *hash, ...);

/* One edit's digest, row by row. */
typedef struct
{
  GChecksum *checksum;
} SamDigest;
void sam_digest_begin (SamDigest *digest, gint64 seq, const char *id, const char *at,
                       const char *account, const SamHash *title);
void sam_digest_add (SamDigest *digest, const SamHash *row);
/* Advances the head. */
void sam_digest_end (SamDigest *digest, SamHash *head);

char *sam_hash_text (const SamHash *hash); /* 64 hexadecimal digits; owned */
