/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Argon2id by libsodium. Each takes a tenth of a second or more and 64 MiB: never on a thread that
 * others wait for. */
#define SAM_PASSWORD_LONGEST 1024

/* What is stored; owned. NULL with a sentence if the password cannot be used. */
char *sam_password_hash (const char *password, GError **error);
/* Whether it is the password. With a hash of NULL (there is no such person) it takes as long, and
 * says no. */
gboolean sam_password_matches (const char *hash_or_null, const char *password);
/* Overwrites a text before it is freed. */
void sam_password_forget (char *text_or_null);
