/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The one error domain of all rooms. A message is one sentence for a person, translated, that says
 * what is wrong and what to do; it is shown as it is. */
#define SAM_ERROR (sam_error_quark ())
GQuark sam_error_quark (void);

typedef enum
{
  SAM_ERROR_INVALID,   /* a value, a file or a request that cannot be right */
  SAM_ERROR_USAGE,     /* wrong use of a command: programs exit with 2 */
  SAM_ERROR_AMBIGUOUS, /* more than one record answers to a name: programs exit with 2 */
  SAM_ERROR_NOT_FOUND, /* no such record, kind, field or file */
  SAM_ERROR_REFUSED,   /* the referee or the rights say no */
  SAM_ERROR_STORAGE,   /* disk full, folder not writable, I/O trouble */
  SAM_ERROR_DAMAGED,   /* a file that is not what it says */
  SAM_ERROR_NEWER,     /* a file written by a newer version */
  SAM_ERROR_LOCKED,    /* another process has the profile open */
  SAM_ERROR_NETWORK,
} SamError;

/* Sets an error and returns FALSE, so that a check is one line: return sam_error_say (error, …). */
gboolean sam_error_say (GError **error, SamError code, const char *format, ...) G_GNUC_PRINTF (3, 4);

/* Foreign text made fit for a sentence: valid UTF-8, one line, at most 60 characters and then "…".
 * NULL is "". Caller frees. */
char *sam_error_excerpt (const char *text);
