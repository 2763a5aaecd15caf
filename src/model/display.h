/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/source.h"

/* What a person reads for a record or a value, in the interface's language. Callers free. */

/* The title; for kinds that often have none, what it is about: "Stadskontoret → Kulturförvaltningen 120 000 kr". */
char *sam_display_title (SamSource *source, SamRecord *record);
/* "Budget line", with a capital, and the title: what a history row or a conflict is about. */
char *sam_display_kind_and_title (SamSource *source, SamRecord *record);
/* A value of a field as text: names for references (several joined by ", "), "ja"/"nej", amounts with
 * unit, dates with year. "" for null. A reference to a record that is not here: "(not here yet)". */
char *sam_display_value (SamSource *source, SamFieldId field, const SamValue *value, SamDay today);
/* "MN" from "Maja Norén"; at most two letters. */
char *sam_display_initials (const char *name);
