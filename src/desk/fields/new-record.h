/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/desk.h"

/* Records made where they are needed. */

/* "Add a person …" for a small kind that the author may add; NULL for others. Caller frees. */
char *sam_new_record_label (SamDesk *desk, SamKindId kind);
/* A builder with a new record called `title` ("": "New: Person") and what the kind requires filled
 * in; *id is owned. */
SamEditBuilder *sam_new_record (SamDesk *desk, SamKindId kind, const char *title, char **id);
/* Fills in what the kind requires and the builder does not say yet: the first that there is of a
 * reference, today, a code from the title. To be used as, or in, a SamPrepare. Untitled kinds lose
 * the title that says "New". */
void sam_new_record_fill (SamDesk *desk, SamEditBuilder *builder, const char *id, SamKindId kind);
/* What must be there before one of the kind can be: the sentence, or NULL if nothing is missing.
 * Caller frees. */
char *sam_new_record_missing (SamDesk *desk, SamKindId kind);
