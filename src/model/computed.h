/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/source.h"

/* A field's value whether it is stored or worked out. Computed ones come from model/budget.h and
 * from today (the forum's). The caller clears the result. */
SamValue sam_computed_value (SamSource *source, SamRecord *record, SamFieldId field, SamDay today);
