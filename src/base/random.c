/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifdef _WIN32
#define _CRT_RAND_S
#endif
#include "base/random.h"

#include <stdlib.h>

#ifdef G_OS_UNIX
#include <errno.h>
#include <sys/random.h>
#endif

static void
system_fill (SamRandom *random, guint8 *bytes, gsize length)
{
  while (length > 0)
    {
#ifdef G_OS_UNIX
      gssize got = getrandom (bytes, length, 0);
      if (got < 0 && errno == EINTR)
        continue;
#else
      unsigned int word = 0;
      gssize got = rand_s (&word) == 0 ? (gssize)MIN (length, sizeof word) : -1;
      for (gssize i = 0; i < got; i++)
        bytes[i] = (guint8)(word >> (8 * i));
#endif
      /* Ids and tokens that can be guessed are worse than no program. */
      if (got <= 0)
        g_error ("the system has no secure randomness");
      bytes += got;
      length -= (gsize)got;
    }
}

SamRandom *
sam_random_system (void)
{
  static SamRandom system_random = { system_fill };
  return &system_random;
}

typedef struct
{
  SamRandom random;
  guint64 state;
} SeededRandom;

static guint64
splitmix64 (guint64 *state)
{
  guint64 z = (*state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));
  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

/* Every call starts at a new word, so that what a caller gets depends on the calls before it only
 * by their number of words. */
static void
seeded_fill (SamRandom *random, guint8 *bytes, gsize length)
{
  SeededRandom *seeded = (SeededRandom *)random;
  guint64 word = 0;
  for (gsize i = 0; i < length; i++)
    {
      if (i % 8 == 0)
        word = splitmix64 (&seeded->state);
      bytes[i] = (guint8)(word >> (8 * (i % 8)));
    }
}

SamRandom *
sam_random_seeded (guint64 seed)
{
  SeededRandom *seeded = g_new0 (SeededRandom, 1);
  seeded->random.fill = seeded_fill;
  seeded->state = seed;
  return &seeded->random;
}

guint64
sam_random_u64 (SamRandom *random)
{
  guint8 bytes[8];
  random->fill (random, bytes, sizeof bytes);
  guint64 value = 0;
  for (int i = 7; i >= 0; i--)
    value = value << 8 | bytes[i];
  return value;
}

guint
sam_random_below (SamRandom *random, guint limit)
{
  g_return_val_if_fail (limit > 0, 0);
  /* Values in the last, incomplete block of limit would favour the low results. */
  guint64 end = G_MAXUINT64 - G_MAXUINT64 % limit;
  guint64 value;
  do
    value = sam_random_u64 (random);
  while (value >= end);
  return (guint)(value % limit);
}
