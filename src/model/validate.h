/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/source.h"
#include "model/unique.h"

/* What a value or a record must satisfy. Errors are SAM_ERROR_INVALID, one sentence in the
 * interface's language that names the field and says what to do. */

/* The value alone: type, range, length, form of dates, known choice, well-formed ids. */
gboolean sam_validate_value (const SamField *field, const SamValue *value, GError **error);
/* A whole live record as it would become: required fields, ends before starts, unique sets, targets
 * of the right kind and present where the source has them, a budget line's owner, no cycle through
 * `after` or owners. *field (may be NULL) gets the field that the mistake is at, for showing it there. */
gboolean sam_validate_record (SamSource *source, SamRecord *record, SamFieldId *field, GError **error);
/* The same for one of several records of a source that stays as it is: what is unique is gathered once for all. */
gboolean sam_validate_record_among (SamSource *source, SamUnique *unique, SamRecord *record, SamFieldId *field,
                                    GError **error);

/* Reads what a person or a script writes into a value of the field: money in kronor, dates, yes/no,
 * choices by name or label, references by id, else code, else title folded (SAM_ERROR_AMBIGUOUS if
 * several), sets "a,b". "" gives null. today is for relative dates. */
gboolean sam_value_read (SamSource *source, const SamField *field, const char *text, SamDay today, SamValue *value, GError **error);
/* A record of the kind (or any) by id, code, or title. NULL with NOT_FOUND or AMBIGUOUS. Borrowed. */
SamRecord *sam_record_named (SamSource *source, SamKindId kind, const char *name, GError **error);
