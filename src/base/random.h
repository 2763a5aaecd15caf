/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Seam for randomness: the system's secure source, or one that follows from a seed. */
typedef struct _SamRandom SamRandom;
struct _SamRandom
{
  void (*fill) (SamRandom *random, guint8 *bytes, gsize length);
};

SamRandom *sam_random_system (void); /* static; any thread */

/* splitmix64 from a seed: the same bytes everywhere, for tests. One thread. Free with g_free(). */
SamRandom *sam_random_seeded (guint64 seed);

guint64 sam_random_u64 (SamRandom *random);
guint sam_random_below (SamRandom *random, guint limit); /* 0 <= result < limit; limit > 0 */
