/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/chain.h"

#include <string.h>

static void
finish (GChecksum *checksum, SamHash *hash)
{
  gsize length = sizeof hash->bytes;

  g_checksum_get_digest (checksum, hash->bytes, &length);
  g_checksum_free (checksum);
}

static void
update_text (GChecksum *checksum, const char *text_or_null)
{
  const char *text = text_or_null != NULL ? text_or_null : "";

  g_checksum_update (checksum, (const guchar *)text, (gssize)strlen (text) + 1);
}

void
sam_chain_start (const char *forum, const char *epoch, SamHash *head)
{
  GChecksum *checksum = g_checksum_new (G_CHECKSUM_SHA256);

  update_text (checksum, "samverka");
  update_text (checksum, forum);
  update_text (checksum, epoch);
  finish (checksum, head);
}

void
sam_chain_salted (const guint8 salt[SAM_SALT_SIZE], SamHash *hash, ...)
{
  GChecksum *checksum = g_checksum_new (G_CHECKSUM_SHA256);
  const char *text;
  va_list texts;

  g_checksum_update (checksum, salt, SAM_SALT_SIZE);
  va_start (texts, hash);
  while ((text = va_arg (texts, const char *)) != SAM_CHAIN_END)
    update_text (checksum, text);
  va_end (texts);
  finish (checksum, hash);
}

void
sam_digest_begin (SamDigest *digest, gint64 seq, const char *id, const char *at,
                  const char *account, const SamHash *title)
{
  char number[32];

  g_snprintf (number, sizeof number, "%" G_GINT64_FORMAT, seq);
  digest->checksum = g_checksum_new (G_CHECKSUM_SHA256);
  update_text (digest->checksum, number);
  update_text (digest->checksum, id);
  update_text (digest->checksum, at);
  update_text (digest->checksum, account);
  g_checksum_update (digest->checksum, title->bytes, SAM_HASH_SIZE);
}

void
sam_digest_add (SamDigest *digest, const SamHash *row)
{
  g_checksum_update (digest->checksum, row->bytes, SAM_HASH_SIZE);
}

void
sam_digest_end (SamDigest *digest, SamHash *head)
{
  GChecksum *next = g_checksum_new (G_CHECKSUM_SHA256);
  SamHash own;

  finish (digest->checksum, &own);
  digest->checksum = NULL;
  g_checksum_update (next, head->bytes, SAM_HASH_SIZE);
  g_checksum_update (next, own.bytes, SAM_HASH_SIZE);
  finish (next, head);
}

char *
sam_hash_text (const SamHash *hash)
{
  GString *out = g_string_sized_new (2 * SAM_HASH_SIZE);

  for (guint i = 0; i < SAM_HASH_SIZE; i++)
    g_string_append_printf (out, "%02x", hash->bytes[i]);
  return g_string_free (out, FALSE);
}
