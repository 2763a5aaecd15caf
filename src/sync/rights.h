/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/error.h"
#include "model/source.h"

/* The table of DESIGN section 7. Pure. */
typedef struct
{
  char *account;         /* for history; never NULL */
  char *person;          /* id of the person record with that account, or NULL */
  SamRole role;
  char **administrations; /* ids; NULL-terminated */
} SamAuthor;

SamAuthor *sam_author_new (const char *account, const char *person, SamRole role, const char *const *administrations);
SamAuthor *sam_author_copy (const SamAuthor *author);
void sam_author_free (SamAuthor *author);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SamAuthor, sam_author_free)

/* Whether the author may turn `before` (NULL: creating) into `after` (the same values apart from `fields`,
 * bits as in SamRecordChange; existence: `after` deleted). The source holds the state before the edit, `after_source`
 * the state with the whole edit applied. Refused: SAM_ERROR_REFUSED with a sentence that says why and who can. */
gboolean sam_rights_check (const SamAuthor *author, SamSource *source, SamSource *after_source, SamRecord *before, SamRecord *after, guint64 fields, GError **error);

/* For the interface: may this field of this record be changed at all by the author? The same sentence. */
gboolean sam_rights_may_write (const SamAuthor *author, SamSource *source, SamRecord *record, SamFieldId field, GError **error);
gboolean sam_rights_may_create (const SamAuthor *author, SamSource *source, SamKindId kind, GError **error);

/* Administrations by the schema's path: lead and participating ids (owned arrays of owned strings). */
void sam_rights_administrations (SamSource *source, SamRecord *record, GPtrArray **lead, GPtrArray **participating);
/* Whether the record is frozen (approved, closed), and the sentence that says so. */
gboolean sam_rights_frozen (SamSource *source, SamRecord *record, GError **error);
