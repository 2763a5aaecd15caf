/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/clock.h"

/* How often somebody may try to sign in: counted for an account from an address, for the account
 * from everywhere, and for the address. Whether there is such an account plays no part. Any thread.
 */
#define SAM_ATTEMPTS_SECONDS (15 * 60)
#define SAM_ATTEMPTS_PAIR 10
#define SAM_ATTEMPTS_EACH 100

typedef struct _SamAttempts SamAttempts;
SamAttempts *sam_attempts_new (SamClock *clock);
void sam_attempts_free (SamAttempts *attempts);
/* Counts one that begins. 0: go on; else how many seconds to wait. */
guint sam_attempts_begin (SamAttempts *attempts, const char *account, const char *address);
/* It was the right password: those of the pair are forgotten, and this one of the others. */
void sam_attempts_succeed (SamAttempts *attempts, const char *account, const char *address);
