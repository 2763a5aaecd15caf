/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/tls.h"

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/storage.h"

#define LONGEST_FILE (1024 * 1024)
#define LONGEST_CHAIN 16

typedef struct
{
  gnutls_pcert_st chain[LONGEST_CHAIN];
  unsigned int length;
  gnutls_privkey_t key;
} Pair;

struct _SamTls
{
  char *certificate;
  char *key;
  GMutex mutex;
  GPtrArray *pairs; /* of Pair, owned; the last is shown, the others may be in use */
};

static void
free_pair (gpointer data)
{
  Pair *pair = data;

  for (unsigned int i = 0; i < pair->length; i++)
    gnutls_pcert_deinit (&pair->chain[i]);
  if (pair->key != NULL)
    gnutls_privkey_deinit (pair->key);
  g_free (pair);
}

static gboolean
is_wrong (const char *path, int code, GError **error)
{
  g_set_error (error, SAM_ERROR, SAM_ERROR_INVALID,
               _ ("“%s” cannot be used for TLS: %s. Name files in PEM form that belong together."),
               path, gnutls_strerror (code));
  return FALSE;
}

static gboolean
read_chain (SamTls *tls, Pair *pair, GError **error)
{
  g_autoptr (GBytes) bytes = sam_file_read (tls->certificate, LONGEST_FILE, error);
  gnutls_datum_t datum;
  unsigned int length = LONGEST_CHAIN;
  gsize size;
  int code;

  if (bytes == NULL)
    return FALSE;
  datum.data = (unsigned char *)g_bytes_get_data (bytes, &size);
  datum.size = (unsigned int)size;
  code = gnutls_pcert_list_import_x509_raw (pair->chain, &length, &datum, GNUTLS_X509_FMT_PEM, 0);
  if (code < 0)
    return is_wrong (tls->certificate, code, error);
  pair->length = length;
  return TRUE;
}

/* Whether the key is the one that the certificate was made for. */
static gboolean
belong_together (Pair *pair)
{
  unsigned char of_key[64], of_certificate[64];
  size_t n = sizeof of_key, m = sizeof of_certificate;
  gnutls_pubkey_t public;
  gboolean same;

  if (gnutls_pubkey_init (&public) < 0)
    return FALSE;
  same = gnutls_pubkey_import_privkey (public, pair->key, 0, 0) == 0
         && gnutls_pubkey_get_key_id (public, GNUTLS_KEYID_USE_SHA256, of_key, &n) == 0
         && gnutls_pubkey_get_key_id (pair->chain[0].pubkey, GNUTLS_KEYID_USE_SHA256,
                                      of_certificate, &m)
                == 0
         && n == m && memcmp (of_key, of_certificate, n) == 0;
  gnutls_pubkey_deinit (public);
  return same;
}

static gboolean
read_key (SamTls *tls, Pair *pair, GError **error)
{
  g_autoptr (GBytes) bytes = sam_file_read (tls->key, LONGEST_FILE, error);
  gnutls_datum_t datum;
  gsize size;
  int code;

  if (bytes == NULL)
    return FALSE;
  datum.data = (unsigned char *)g_bytes_get_data (bytes, &size);
  datum.size = (unsigned int)size;
  code = gnutls_privkey_init (&pair->key);
  if (code == 0)
    code = gnutls_privkey_import_x509_raw (pair->key, &datum, GNUTLS_X509_FMT_PEM, NULL, 0);
  if (code < 0)
    return is_wrong (tls->key, code, error);
  return belong_together (pair) || is_wrong (tls->key, GNUTLS_E_CERTIFICATE_KEY_MISMATCH, error);
}

gboolean
sam_tls_reload (SamTls *tls, GError **error)
{
  Pair *pair = g_new0 (Pair, 1);

  if (!read_chain (tls, pair, error) || !read_key (tls, pair, error))
    {
      free_pair (pair);
      return FALSE;
    }
  g_mutex_lock (&tls->mutex);
  g_ptr_array_add (tls->pairs, pair);
  g_mutex_unlock (&tls->mutex);
  return TRUE;
}

SamTls *
sam_tls_new (const char *certificate, const char *key, GError **error)
{
  SamTls *tls = g_new0 (SamTls, 1);

  tls->certificate = g_strdup (certificate);
  tls->key = g_strdup (key);
  g_mutex_init (&tls->mutex);
  tls->pairs = g_ptr_array_new_with_free_func (free_pair);
  if (sam_tls_reload (tls, error))
    return tls;
  sam_tls_free (tls);
  return NULL;
}

void
sam_tls_free (SamTls *tls)
{
  if (tls == NULL)
    return;
  g_ptr_array_unref (tls->pairs);
  g_mutex_clear (&tls->mutex);
  g_free (tls->certificate);
  g_free (tls->key);
  g_free (tls);
}

void
sam_tls_current (SamTls *tls, gnutls_pcert_st **chain, unsigned int *length, gnutls_privkey_t *key)
{
  Pair *pair;

  g_mutex_lock (&tls->mutex);
  pair = g_ptr_array_index (tls->pairs, tls->pairs->len - 1);
  g_mutex_unlock (&tls->mutex);
  *chain = pair->chain;
  *length = pair->length;
  *key = pair->key;
}
