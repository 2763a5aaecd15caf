/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/query-private.h"

/* What a value after the colon means for a field. Sentences begin small and lack the full stop: the
 * reader of the query puts in front where it is. */
typedef struct
{
  SamSource *source;
  SamKindId kind;
  SamDay today;
  const char *me;
} SamQueryReader;

/* value->operator is set by the caller. */
gboolean sam_query_read_value (const SamQueryReader *reader, const SamField *field,
                               const char *text, SamQueryValue *value, GError **error);
gboolean sam_query_read_moment (const char *text, SamDay today, SamQueryValue *value,
                                GError **error);
/* Ids of the kind's records whose title holds the folded text. */
GHashTable *sam_query_titled (SamSource *source, SamKindId kind, const char *folded);
