/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/forum.h"

/* What a table of a kind shows, how its rows are ordered, and where a row goes when it is moved. No
 * widget in it; tested without a screen. */

/* The title and the most telling fields, in the order of the schema. Array of SamFieldId, owned. */
GArray *sam_record_columns (SamKindId kind);
/* "" for nothing. Caller frees. */
char *sam_record_cell (SamSource *source, SamRecord *record, SamFieldId field, SamDay today);
gboolean sam_record_column_is_number (SamFieldId field);

/* By a column: numbers and dates as such, choices as the schema lists them, the rest as people
 * order words; what is empty comes last. */
int sam_record_compare_by (SamSource *source, SamRecord *a, SamRecord *b, SamFieldId field,
                           SamDay today);
/* As people expect a kind: by position where it has one, by date where it happens, else by title.
 */
int sam_record_compare (SamRecord *a, SamRecord *b);

/* Kinds with a table on the page "Basic data", in the order they are listed there; ended by
 * SAM_KIND_ANY. */
const SamKindId *sam_record_kinds (void);
gboolean sam_record_kind_is_basic (SamKindId kind);

/* The field that holds a kind's order, or SAM_NO_FIELD. */
SamFieldId sam_record_position_field (SamKindId kind);
/* The position that moves a record one step up (-1) or down (1) among those that it stands with;
 * NULL: it is first, or last, or has no order. Caller frees. */
char *sam_record_step (SamForum *forum, SamRecord *record, int step);
