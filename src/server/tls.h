/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gnutls/abstract.h>
#include <gnutls/gnutls.h>

#include <glib.h>

/* The certificate that connections are shown. It can be read again while they are: those that shake
 * hands with the old one go on with it. */
typedef struct _SamTls SamTls;
SamTls *sam_tls_new (const char *certificate, const char *key, GError **error);
void sam_tls_free (SamTls *tls);
/* FALSE: something is wrong with the files, and the old certificate goes on. Any thread. */
gboolean sam_tls_reload (SamTls *tls, GError **error);
/* Any thread; what it hands out lives until sam_tls_free(). */
void sam_tls_current (SamTls *tls, gnutls_pcert_st **chain, unsigned int *length,
                      gnutls_privkey_t *key);
