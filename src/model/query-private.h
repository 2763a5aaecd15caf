/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/query.h"

/* A parsed query, shared by its reader and its matcher. */

typedef enum
{
  SAM_QUERY_EQUAL, /* of text: holds */
  SAM_QUERY_LESS,
  SAM_QUERY_AT_MOST,
  SAM_QUERY_MORE,
  SAM_QUERY_AT_LEAST,
  SAM_QUERY_EMPTY,
} SamQueryOperator;

/* One of the values after the colon, made ready for the field's type. */
typedef struct
{
  SamQueryOperator operator;
  char *folded;     /* text; references to any kind */
  gint64 number;    /* integer, money, boolean */
  SamMoment moment; /* date, time, created, updated */
  GHashTable *ids;  /* references: ids that answer; choices: names; owned */
} SamQueryValue;

#define SAM_QUERY_DEPTH 3

/* Where the value is: a field of the record, or of what it is part of. */
typedef struct
{
  SamFieldId path[SAM_QUERY_DEPTH]; /* owner fields to follow first */
  guint n_path;
  SamFieldId field;
} SamQueryPlace;

/* A filter as it applies to one kind: the first place that has a value decides. */
typedef struct
{
  GArray *places;    /* of SamQueryPlace; at least one, all of one type */
  GPtrArray *values; /* of SamQueryValue; any of them */
} SamQueryFilter;

typedef enum
{
  SAM_QUERY_WORD,
  SAM_QUERY_FIELD,
  SAM_QUERY_CREATED,
  SAM_QUERY_UPDATED,
  SAM_QUERY_ID,
  SAM_QUERY_BY,
  SAM_QUERY_KIND,
} SamQueryTermType;

typedef struct
{
  SamQueryTermType type;
  gboolean negated;
  char *word; /* folded */
  GHashTable
      *word_ids; /* word: records whose title holds it, of kinds that are searched; NULL: none */
  SamQueryFilter *filters[SAM_N_KINDS]; /* field */
  GPtrArray *values;                    /* created, updated, id, by, kind */
} SamQueryTerm;

struct _SamQuery
{
  GPtrArray *terms; /* of SamQueryTerm */
  SamSource *source;
  SamDay today;
  char *zone;
  SamFieldId
      searched[SAM_N_KINDS]; /* the reference field whose title words look in, or SAM_NO_FIELD */
};

void sam_query_value_free (SamQueryValue *value);
/* Whether a title answers to the folded text. */
gboolean sam_query_title_holds (SamRecord *record, const char *folded);
