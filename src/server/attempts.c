/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/attempts.h"

#include "base/fold.h"

#define MOST_KEPT 20000
#define WINDOW ((gint64)SAM_ATTEMPTS_SECONDS * G_USEC_PER_SEC)

typedef struct
{
  gint64 since; /* monotonic */
  guint n;
} Count;

struct _SamAttempts
{
  SamClock *clock;
  GMutex mutex;
  GHashTable *counts; /* key → Count, owned */
};

SamAttempts *
sam_attempts_new (SamClock *clock)
{
  SamAttempts *attempts = g_new0 (SamAttempts, 1);

  attempts->clock = clock;
  g_mutex_init (&attempts->mutex);
  attempts->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return attempts;
}

void
sam_attempts_free (SamAttempts *attempts)
{
  if (attempts == NULL)
    return;
  g_hash_table_unref (attempts->counts);
  g_mutex_clear (&attempts->mutex);
  g_free (attempts);
}

static gboolean
is_old (gpointer key, gpointer value, gpointer data)
{
  return *(gint64 *)data - ((Count *)value)->since >= WINDOW;
}

static Count *
count_of (SamAttempts *attempts, const char *key, gint64 now)
{
  Count *count = g_hash_table_lookup (attempts->counts, key);

  if (count == NULL)
    {
      if (g_hash_table_size (attempts->counts) >= MOST_KEPT)
        g_hash_table_foreach_remove (attempts->counts, is_old, &now);
      /* Somebody who fills the table must not empty it of what it holds against him: then nobody
       * new comes in. */
      if (g_hash_table_size (attempts->counts) >= MOST_KEPT)
        return NULL;
      count = g_new0 (Count, 1);
      count->since = now;
      g_hash_table_insert (attempts->counts, g_strdup (key), count);
    }
  else if (now - count->since >= WINDOW)
    *count = (Count){ .since = now };
  return count;
}

/* The three keys: pair, account, address. */
static void
make_keys (const char *account, const char *address, char *keys[3])
{
  g_autofree char *folded = g_utf8_casefold (account, -1);

  keys[0] = g_strdup_printf ("p %s %s", address, folded);
  keys[1] = g_strdup_printf ("u %s", folded);
  keys[2] = g_strdup_printf ("a %s", address);
}

guint
sam_attempts_begin (SamAttempts *attempts, const char *account, const char *address)
{
  static const guint limits[] = { SAM_ATTEMPTS_PAIR, SAM_ATTEMPTS_EACH, SAM_ATTEMPTS_EACH };
  gint64 now = attempts->clock->monotonic (attempts->clock);
  char *keys[3];
  Count *counts[3];
  gint64 wait = 0;

  make_keys (account, address, keys);
  g_mutex_lock (&attempts->mutex);
  for (guint i = 0; i < 3; i++)
    {
      counts[i] = count_of (attempts, keys[i], now);
      if (counts[i] == NULL)
        wait = MAX (wait, WINDOW);
      else if (counts[i]->n >= limits[i])
        wait = MAX (wait, counts[i]->since + WINDOW - now);
    }
  for (guint i = 0; wait == 0 && i < 3; i++)
    counts[i]->n++;
  g_mutex_unlock (&attempts->mutex);
  for (guint i = 0; i < 3; i++)
    g_free (keys[i]);
  return (guint)((wait + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
}

void
sam_attempts_succeed (SamAttempts *attempts, const char *account, const char *address)
{
  char *keys[3];

  make_keys (account, address, keys);
  g_mutex_lock (&attempts->mutex);
  g_hash_table_remove (attempts->counts, keys[0]);
  for (guint i = 1; i < 3; i++)
    {
      Count *count = g_hash_table_lookup (attempts->counts, keys[i]);

      if (count != NULL && count->n > 0)
        count->n--;
    }
  g_mutex_unlock (&attempts->mutex);
  for (guint i = 0; i < 3; i++)
    g_free (keys[i]);
}
