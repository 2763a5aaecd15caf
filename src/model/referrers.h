/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/record.h"

/* Index of one reference field: id → the records that name it. Records are borrowed; take one out before
 * its value changes and put it in afterwards. For Forum. */
typedef struct _SamReferrers SamReferrers;
SamReferrers *sam_referrers_new (SamFieldId field);
void sam_referrers_free (SamReferrers *referrers);
void sam_referrers_add (SamReferrers *referrers, SamRecord *record);
void sam_referrers_remove (SamReferrers *referrers, SamRecord *record);
GPtrArray *sam_referrers_get (SamReferrers *referrers, const char *id); /* borrowed; never NULL */
