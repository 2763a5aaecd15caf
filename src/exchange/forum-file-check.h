/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/source.h"

/* What the records of a file must satisfy together: ids that differ, one forum that is not deleted
 * and has the named id, unique fields, and each record's own rules (model/validate.h). Takes time
 * in proportion to the records. where() says where a record stands in the file; caller frees. */
typedef char *(*SamWhere) (guint index, SamRecord *record, gpointer data);

gboolean sam_forum_file_check (GPtrArray *records, const char *forum, SamWhere where, gpointer data,
                               GError **error);

/* Sentences about references to records that the file lacks; NULL if there are none. Owned strv. */
char **sam_forum_file_remarks (GPtrArray *records);
