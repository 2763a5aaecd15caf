/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/schema.h"

/* One sentence that says what records of a kind are for; translated. */
const char *sam_records_purpose (SamKindId kind);
