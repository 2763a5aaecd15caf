/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/password.h"

#include <string.h>

#include <sodium.h>

#include "base/error.h"
#include "base/i18n.h"

#define WORK crypto_pwhash_OPSLIMIT_INTERACTIVE
#define MEMORY crypto_pwhash_MEMLIMIT_INTERACTIVE

static char *
hash (const char *password)
{
  char out[crypto_pwhash_STRBYTES];

  if (sodium_init () < 0
      || crypto_pwhash_str_alg (out, password, strlen (password), WORK, MEMORY,
                                crypto_pwhash_ALG_ARGON2ID13)
             != 0)
    return NULL;
  return g_strdup (out);
}

char *
sam_password_hash (const char *password, GError **error)
{
  char *out;

  if (*password == '\0' || strlen (password) > SAM_PASSWORD_LONGEST
      || !g_utf8_validate (password, -1, NULL))
    {
      g_set_error (error, SAM_ERROR, SAM_ERROR_INVALID,
                   _ ("Give a password of at least one and at most %d bytes on standard input."),
                   SAM_PASSWORD_LONGEST);
      return NULL;
    }
  out = hash (password);
  if (out == NULL)
    g_set_error (
        error, SAM_ERROR, SAM_ERROR_STORAGE,
        _ ("There is too little memory to protect the password. Free some and try again."));
  return out;
}

gboolean
sam_password_matches (const char *hash_or_null, const char *password)
{
  static gsize once;
  static char *nobody;
  gboolean matches;

  if (g_once_init_enter (&once))
    {
      nobody = hash ("nobody");
      g_once_init_leave (&once, 1);
    }
  if (nobody == NULL)
    return FALSE;
  matches = crypto_pwhash_str_verify (hash_or_null != NULL ? hash_or_null : nobody, password,
                                      strlen (password))
            == 0;
  return matches && hash_or_null != NULL;
}

void
sam_password_forget (char *text_or_null)
{
  if (text_or_null != NULL)
    sodium_memzero (text_or_null, strlen (text_or_null));
}
