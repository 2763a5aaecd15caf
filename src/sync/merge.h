/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/schema.h"

/* Two concurrent values of one field (DESIGN section 4). */
typedef enum
{
  SAM_MERGE_SET,    /* result is the new value: nobody changed it meanwhile, or last one wins */
  SAM_MERGE_SAME,   /* nothing to do: current holds the new value already, or the author changed nothing */
  SAM_MERGE_MERGED, /* result holds both */
  SAM_MERGE_ASK,    /* current stands; the new value is to be kept in a conflict */
} SamMergeOutcome;

/* *result is set for SET and MERGED, and owned by the caller. */
SamMergeOutcome sam_merge (const SamField *field, const SamValue *from, const SamValue *current, const SamValue *value, SamValue *result);

/* Three-way merge of text by line, then by word inside lines that both changed. NULL if parts overlap.
 * Never more than linear in memory for hostile input; gives up (NULL) rather than work for seconds. */
char *sam_merge_text (const char *ancestor, const char *current, const char *value);
