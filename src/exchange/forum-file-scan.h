/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Cuts a forum file into what stands around its list of records and the records one by one, so that
 * each becomes a tree alone: a mistake is said with its line, and a large file costs no large tree.
 * Knows strings and brackets, nothing else; what it hands out is checked by who parses it. Errors
 * are SAM_ERROR_INVALID or SAM_ERROR_DAMAGED with the line. */

/* The longest that one record, and all that stands around the list, may be; bytes. */
#define SAM_FORUM_FILE_RECORD_LIMIT (16 * 1024 * 1024)
#define SAM_FORUM_FILE_HEADER_LIMIT (64 * 1024)

typedef struct
{
  const char *text; /* borrowed from the file; an object from { to }, not terminated */
  gsize length;
  guint line;   /* where it starts, from 1 */
  guint number; /* from 1 */
} SamForumFileSlice;

/* FALSE with an error stops the scan. */
typedef gboolean (*SamForumFileVisit) (const SamForumFileSlice *slice, gpointer data,
                                       GError **error);

/* Appends the file without its records (the list as null) to header, unless that is NULL; calls
 * visit for each record, unless that is NULL. */
gboolean sam_forum_file_scan (const char *text, gsize size, GString *header,
                              SamForumFileVisit visit, gpointer data, GError **error);
