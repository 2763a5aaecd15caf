/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/source.h"

/* Who has which text in the fields whose texts may not come twice, compared folded. A field's
 * records are walked once, when it is first asked for. The source must stay as it is meanwhile. */
typedef struct _SamUnique SamUnique;

SamUnique *sam_unique_new (SamSource *source);
void sam_unique_free (SamUnique *unique);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SamUnique, sam_unique_free)

/* A live record other than this one with the same text in the field; NULL if there is none or the
 * field is null. Borrowed from the source. */
SamRecord *sam_unique_other (SamUnique *unique, SamRecord *record, SamFieldId field);
