/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/accounts.h"

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "server/ledger-private.h"

#define LONGEST_NAME 100

/* A grant's forum is "" for every forum. Codes stand one a line. */
const char *
sam_accounts_schema (void)
{
  return "CREATE TABLE user (key INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE COLLATE NOCASE,"
         " full_name TEXT NOT NULL, password TEXT NOT NULL, enabled INTEGER NOT NULL DEFAULT 1,"
         " created TEXT NOT NULL);"
         "CREATE TABLE \"grant\" (user INTEGER NOT NULL, forum TEXT NOT NULL, role TEXT NOT NULL,"
         " codes TEXT NOT NULL, PRIMARY KEY (user, forum)) WITHOUT ROWID;"
         "CREATE TABLE token (key INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE,"
         " user INTEGER NOT NULL, device TEXT NOT NULL, created TEXT NOT NULL, used TEXT NOT NULL);"
         "CREATE INDEX token_user ON token (user);"
         "CREATE TABLE account_version (version INTEGER NOT NULL);"
         "INSERT INTO account_version VALUES (1);";
}

gboolean
sam_user_name_check (const char *name, GError **error)
{
  gsize length = strlen (name);

  if (length > 0 && length <= LONGEST_NAME && g_utf8_validate (name, -1, NULL))
    {
      const char *p = name;

      while (*p != '\0' && (g_unichar_isalnum (g_utf8_get_char (p)) || strchr (".-_@", *p) != NULL))
        p = g_utf8_next_char (p);
      if (*p == '\0' && *name != '-')
        return TRUE;
    }
  g_set_error (error, SAM_ERROR, SAM_ERROR_INVALID,
               _ ("A user name is letters, digits and . - _ @, at most %d of them."), LONGEST_NAME);
  return FALSE;
}

static void
free_grant (gpointer data)
{
  SamGrant *grant = data;

  g_free (grant->forum);
  g_strfreev (grant->codes);
  g_free (grant);
}

void
sam_user_free (SamUser *user)
{
  if (user == NULL)
    return;
  g_free (user->name);
  g_free (user->full_name);
  g_ptr_array_unref (user->grants);
  g_free (user);
}

static gboolean
read_grants (SamLedger *ledger, SamUser *user, GError **error)
{
  sqlite3_stmt *statement = sam_ledger_prepare (
      ledger, "SELECT forum, role, codes FROM \"grant\" WHERE user = ? ORDER BY forum", error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, user->key);
  while (sam_sql_step (ledger->sql, statement, &row, error))
    {
      SamGrant *grant;
      const char *codes;

      if (!row)
        return TRUE;
      grant = g_new0 (SamGrant, 1);
      if (*sam_sql_text (statement, 0) != '\0')
        grant->forum = g_strdup (sam_sql_text (statement, 0));
      grant->role = sam_role_find (sam_sql_text (statement, 1));
      codes = sam_sql_text (statement, 2);
      grant->codes = *codes != '\0' ? g_strsplit (codes, "\n", -1) : g_new0 (char *, 1);
      g_ptr_array_add (user->grants, grant);
    }
  return FALSE;
}

static SamUser *
user_of_row (sqlite3_stmt *statement)
{
  SamUser *user = g_new0 (SamUser, 1);

  user->key = sqlite3_column_int64 (statement, 0);
  user->name = g_strdup (sam_sql_text (statement, 1));
  user->full_name = g_strdup (sam_sql_text (statement, 2));
  user->enabled = sqlite3_column_int (statement, 3) != 0;
  user->grants = g_ptr_array_new_with_free_func (free_grant);
  return user;
}

static SamUser *
find_user (SamLedger *ledger, sqlite3_stmt *statement, GError **error)
{
  g_autoptr (SamUser) user = NULL;
  gboolean row;

  if (!sam_sql_step (ledger->sql, statement, &row, error) || !row)
    return NULL;
  user = user_of_row (statement);
  sqlite3_reset (statement);
  return read_grants (ledger, user, error) ? g_steal_pointer (&user) : NULL;
}

SamUser *
sam_accounts_find (SamLedger *ledger, const char *name, GError **error)
{
  sqlite3_stmt *statement = sam_ledger_prepare (
      ledger, "SELECT key, name, full_name, enabled FROM user WHERE name = ?", error);

  if (statement == NULL)
    return NULL;
  sam_sql_bind_text (statement, 1, name);
  return find_user (ledger, statement, error);
}

GPtrArray *
sam_accounts_list (SamLedger *ledger, GError **error)
{
  sqlite3_stmt *statement = sam_ledger_prepare (
      ledger, "SELECT key, name, full_name, enabled FROM user ORDER BY name", error);
  g_autoptr (GPtrArray) users = g_ptr_array_new_with_free_func ((GDestroyNotify)sam_user_free);
  gboolean row;

  if (statement == NULL)
    return NULL;
  while (sam_sql_step (ledger->sql, statement, &row, error))
    {
      if (!row)
        return g_steal_pointer (&users);
      g_ptr_array_add (users, user_of_row (statement));
      if (!read_grants (ledger, g_ptr_array_index (users, users->len - 1), error))
        return NULL;
    }
  return NULL;
}

const SamGrant *
sam_user_grant (const SamUser *user, const char *forum)
{
  const SamGrant *every = NULL;

  for (guint i = 0; i < user->grants->len; i++)
    {
      const SamGrant *grant = g_ptr_array_index (user->grants, i);

      if (grant->forum == NULL)
        every = grant;
      else if (g_strcmp0 (grant->forum, forum) == 0)
        return grant;
    }
  return every;
}

gboolean
sam_accounts_bump (SamLedger *ledger, GError **error)
{
  sqlite3_stmt *statement
      = sam_ledger_prepare (ledger, "UPDATE account_version SET version = version + 1", error);

  return statement != NULL && sam_sql_run (ledger->sql, statement, error);
}

gboolean
sam_accounts_version (SamLedger *ledger, gint64 *version, GError **error)
{
  sqlite3_stmt *statement
      = sam_ledger_prepare (ledger, "SELECT version FROM account_version", error);
  gboolean row;

  if (statement == NULL || !sam_sql_step (ledger->sql, statement, &row, error))
    return FALSE;
  *version = row ? sqlite3_column_int64 (statement, 0) : 0;
  sqlite3_reset (statement);
  return TRUE;
}

/* The person who has to be there. */
static SamUser *
need_user (SamLedger *ledger, const char *name, GError **error)
{
  g_autoptr (GError) failed = NULL;
  SamUser *user = sam_accounts_find (ledger, name, &failed);

  if (failed != NULL)
    g_propagate_error (error, g_steal_pointer (&failed));
  else if (user == NULL)
    g_set_error (error, SAM_ERROR, SAM_ERROR_NOT_FOUND,
                 _ ("There is no user “%s”. See samverka-server user list."), name);
  return user;
}

gboolean
sam_accounts_add (SamLedger *ledger, SamClock *clock, const char *name, const char *full_name,
                  const char *password_hash, GError **error)
{
  g_autofree char *now = sam_clock_stamp (clock);
  sqlite3_stmt *statement;

  if (!sam_user_name_check (name, error))
    return FALSE;
  statement = sam_ledger_prepare (
      ledger, "INSERT INTO user (name, full_name, password, created) VALUES (?, ?, ?, ?)", error);
  if (statement == NULL)
    return FALSE;
  sam_sql_bind_text (statement, 1, name);
  sam_sql_bind_text (statement, 2, full_name != NULL ? full_name : "");
  sam_sql_bind_text (statement, 3, password_hash);
  sam_sql_bind_text (statement, 4, now);
  return sam_sql_run (ledger->sql, statement, error) && sam_accounts_bump (ledger, error);
}

gboolean
sam_accounts_grant (SamLedger *ledger, const char *name, const SamGrant *grant, GError **error)
{
  static const char *const roles[] = { "reader", "member", "controller", "coordinator" };
  g_autoptr (SamUser) user = need_user (ledger, name, error);
  g_autofree char *codes = g_strjoinv ("\n", grant->codes);
  const char *role = NULL;
  sqlite3_stmt *statement;

  if (user == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (sam_role_find (roles[i]) == grant->role)
      role = roles[i];
  statement = sam_ledger_prepare (
      ledger, "INSERT INTO \"grant\" (user, forum, role, codes) VALUES (?, ?, ?, ?)", error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, user->key);
  sam_sql_bind_text (statement, 2, grant->forum != NULL ? grant->forum : "");
  sam_sql_bind_text (statement, 3, role);
  sam_sql_bind_text (statement, 4, codes);
  return sam_sql_run (ledger->sql, statement, error) && sam_accounts_bump (ledger, error);
}

/* Statements with the person's key as their only value. */
static gboolean
run_for_user (SamLedger *ledger, gint64 key, const char *text, GError **error)
{
  sqlite3_stmt *statement = sam_ledger_prepare (ledger, text, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, key);
  return sam_sql_run (ledger->sql, statement, error);
}

#define END_SESSIONS "DELETE FROM token WHERE user = ?"

gboolean
sam_accounts_set_password (SamLedger *ledger, const char *name, const char *password_hash,
                           GError **error)
{
  g_autoptr (SamUser) user = need_user (ledger, name, error);
  sqlite3_stmt *statement;

  if (user == NULL)
    return FALSE;
  statement = sam_ledger_prepare (ledger, "UPDATE user SET password = ? WHERE key = ?", error);
  if (statement == NULL)
    return FALSE;
  sam_sql_bind_text (statement, 1, password_hash);
  sqlite3_bind_int64 (statement, 2, user->key);
  return sam_sql_run (ledger->sql, statement, error)
         && run_for_user (ledger, user->key, END_SESSIONS, error)
         && sam_accounts_bump (ledger, error);
}

gboolean
sam_accounts_set_enabled (SamLedger *ledger, const char *name, gboolean enabled, GError **error)
{
  g_autoptr (SamUser) user = need_user (ledger, name, error);

  if (user == NULL)
    return FALSE;
  if (enabled)
    return run_for_user (ledger, user->key, "UPDATE user SET enabled = 1 WHERE key = ?", error)
           && sam_accounts_bump (ledger, error);
  return run_for_user (ledger, user->key, "UPDATE user SET enabled = 0 WHERE key = ?", error)
         && run_for_user (ledger, user->key, END_SESSIONS, error)
         && sam_accounts_bump (ledger, error);
}

gboolean
sam_accounts_remove (SamLedger *ledger, const char *name, GError **error)
{
  g_autoptr (SamUser) user = need_user (ledger, name, error);

  return user != NULL && run_for_user (ledger, user->key, END_SESSIONS, error)
         && run_for_user (ledger, user->key, "DELETE FROM \"grant\" WHERE user = ?", error)
         && run_for_user (ledger, user->key, "DELETE FROM user WHERE key = ?", error)
         && sam_accounts_bump (ledger, error);
}

char *
sam_accounts_password (SamLedger *ledger, const char *name, GError **error)
{
  sqlite3_stmt *statement
      = sam_ledger_prepare (ledger, "SELECT password FROM user WHERE name = ? AND enabled", error);
  char *password;
  gboolean row;

  if (statement == NULL)
    return NULL;
  sam_sql_bind_text (statement, 1, name);
  if (!sam_sql_step (ledger->sql, statement, &row, error) || !row)
    return NULL;
  password = g_strdup (sam_sql_text (statement, 0));
  sqlite3_reset (statement);
  return password;
}

gboolean
sam_accounts_revoke (SamLedger *ledger, const char *name, const char *device_or_null, gint64 *n,
                     GError **error)
{
  g_autoptr (SamUser) user = need_user (ledger, name, error);
  sqlite3_stmt *statement;

  if (user == NULL)
    return FALSE;
  statement = sam_ledger_prepare (
      ledger, "DELETE FROM token WHERE user = ?1 AND (?2 IS NULL OR device = ?2)", error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, user->key);
  sam_sql_bind_text (statement, 2, device_or_null);
  if (!sam_sql_run (ledger->sql, statement, error))
    return FALSE;
  *n = sqlite3_changes (sam_sql_handle (ledger->sql));
  return sam_accounts_bump (ledger, error);
}

SamUser *
sam_accounts_find_key (SamLedger *ledger, gint64 key, GError **error)
{
  sqlite3_stmt *statement = sam_ledger_prepare (
      ledger, "SELECT key, name, full_name, enabled FROM user WHERE key = ?", error);

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, key);
  return find_user (ledger, statement, error);
}
