/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "server/accounts.h"
#include "server/ledger-private.h"

#define STALE (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)
#define UNUSED ((gint64)SAM_TOKEN_DAYS * 24 * 3600 * G_USEC_PER_SEC)

void
sam_device_free (SamDevice *device)
{
  if (device == NULL)
    return;
  g_free (device->device);
  g_free (device->created);
  g_free (device->used);
  sam_user_free (device->user);
  g_free (device);
}

static void
hash_token (const char *token, SamHash *hash)
{
  GChecksum *checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize length = sizeof hash->bytes;

  g_checksum_update (checksum, (const guchar *)token, (gssize)strlen (token));
  g_checksum_get_digest (checksum, hash->bytes, &length);
  g_checksum_free (checksum);
}

char *
sam_accounts_new_token (SamLedger *ledger, const SamSeams *seams, const char *name,
                        const char *device, GError **error)
{
  g_autoptr (SamUser) user = sam_accounts_find (ledger, name, error);
  g_autofree char *now = sam_clock_stamp (seams->clock);
  g_autofree char *token = NULL;
  sqlite3_stmt *statement;
  SamHash random, hash;

  if (user == NULL || !user->enabled)
    return NULL;
  statement = sam_ledger_prepare (
      ledger, "INSERT INTO token (hash, user, device, created, used) VALUES (?1, ?2, ?3, ?4, ?4)",
      error);
  if (statement == NULL)
    return NULL;
  seams->random->fill (seams->random, random.bytes, sizeof random.bytes);
  token = sam_hash_text (&random);
  hash_token (token, &hash);
  sam_ledger_bind_blob (statement, 1, hash.bytes, sizeof hash.bytes);
  sqlite3_bind_int64 (statement, 2, user->key);
  sam_sql_bind_text (statement, 3, device);
  sam_sql_bind_text (statement, 4, now);
  return sam_sql_run (ledger->sql, statement, error) ? g_steal_pointer (&token) : NULL;
}

static SamDevice *
device_of_row (sqlite3_stmt *statement)
{
  SamDevice *device = g_new0 (SamDevice, 1);

  device->key = sqlite3_column_int64 (statement, 0);
  device->device = g_strdup (sam_sql_text (statement, 1));
  device->created = g_strdup (sam_sql_text (statement, 2));
  device->used = g_strdup (sam_sql_text (statement, 3));
  return device;
}

/* How long it has not been used; a clock that was set back counts as none. */
static gint64
unused_for (const SamDevice *device, SamClock *clock)
{
  gint64 used = 0;

  sam_stamp_parse (device->used, &used);
  return MAX (0, sam_clock_now (clock) - used);
}

/* The row that the statement finds, with its person. */
static SamDevice *
find_device (SamLedger *ledger, SamClock *clock, sqlite3_stmt *statement, GError **error)
{
  g_autoptr (SamDevice) device = NULL;
  gint64 user;
  gboolean row;

  if (!sam_sql_step (ledger->sql, statement, &row, error) || !row)
    return NULL;
  device = device_of_row (statement);
  user = sqlite3_column_int64 (statement, 4);
  sqlite3_reset (statement);
  if (unused_for (device, clock) > UNUSED)
    return NULL;
  device->user = sam_accounts_find_key (ledger, user, error);
  return device->user != NULL && device->user->enabled ? g_steal_pointer (&device) : NULL;
}

SamDevice *
sam_accounts_device (SamLedger *ledger, SamClock *clock, const char *token, GError **error)
{
  sqlite3_stmt *statement;
  SamHash hash;

  if (strlen (token) != SAM_TOKEN_LENGTH)
    return NULL;
  statement = sam_ledger_prepare (
      ledger, "SELECT key, device, created, used, user FROM token WHERE hash = ?", error);
  if (statement == NULL)
    return NULL;
  hash_token (token, &hash);
  sam_ledger_bind_blob (statement, 1, hash.bytes, sizeof hash.bytes);
  return find_device (ledger, clock, statement, error);
}

SamDevice *
sam_accounts_device_by_key (SamLedger *ledger, SamClock *clock, gint64 key, GError **error)
{
  sqlite3_stmt *statement = sam_ledger_prepare (
      ledger, "SELECT key, device, created, used, user FROM token WHERE key = ?", error);

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, key);
  return find_device (ledger, clock, statement, error);
}

gboolean
sam_device_is_stale (const SamDevice *device, SamClock *clock)
{
  return unused_for (device, clock) > STALE;
}

gboolean
sam_accounts_touch (SamLedger *ledger, SamClock *clock, gint64 device, GError **error)
{
  g_autofree char *now = sam_clock_stamp (clock);
  sqlite3_stmt *statement
      = sam_ledger_prepare (ledger, "UPDATE token SET used = ? WHERE key = ?", error);

  if (statement == NULL)
    return FALSE;
  sam_sql_bind_text (statement, 1, now);
  sqlite3_bind_int64 (statement, 2, device);
  return sam_sql_run (ledger->sql, statement, error);
}

gboolean
sam_accounts_end (SamLedger *ledger, gint64 device, GError **error)
{
  sqlite3_stmt *statement = sam_ledger_prepare (ledger, "DELETE FROM token WHERE key = ?", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, device);
  return sam_sql_run (ledger->sql, statement, error) && sam_accounts_bump (ledger, error);
}

GPtrArray *
sam_accounts_devices (SamLedger *ledger, const char *name, GError **error)
{
  g_autoptr (GPtrArray) devices = g_ptr_array_new_with_free_func ((GDestroyNotify)sam_device_free);
  sqlite3_stmt *statement = sam_ledger_prepare (
      ledger,
      "SELECT token.key, device, token.created, used FROM token JOIN user ON user.key = token.user"
      " WHERE name = ? ORDER BY token.created",
      error);
  gboolean row;

  if (statement == NULL)
    return NULL;
  sam_sql_bind_text (statement, 1, name);
  while (sam_sql_step (ledger->sql, statement, &row, error))
    {
      if (!row)
        return g_steal_pointer (&devices);
      g_ptr_array_add (devices, device_of_row (statement));
    }
  return NULL;
}
