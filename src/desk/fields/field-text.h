/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/source.h"

/* What stands in an editor's entry for a value, and reading it again. Reading what was shown gives
 * the value that was shown, for every type that is typed. No widget in it; tested without a screen.
 */

/* Whether the field names a month: it holds the month's first day, and is shown as "oktober 2025".
 */
gboolean sam_field_is_month (const SamField *field);
/* "" for null. Times: the day alone; their clock is sam_field_clock(). Caller frees. */
char *sam_field_text (const SamField *field, const SamValue *value, SamDay today);
char *sam_field_clock (const SamValue *value); /* "18.30", or "" for all day and null */

/* Text, integers, money, dates and months. "" gives null. The sentence does not name the field: it
 * is shown there. */
gboolean sam_field_read (SamSource *source, const SamField *field, const char *text, SamDay today,
                         SamValue *value, GError **error);
/* A day and a clock; an empty clock is all day. The day's text may hold the clock itself ("6
 * nov 18.00"). */
gboolean sam_field_read_time (const SamField *field, const char *day, const char *clock,
                              SamDay today, SamValue *value, GError **error);

/* Where the start of a span is moved to or past its end, the end goes with it and the length is
 * kept, as in calendars. Values of dates or times. TRUE with the new end; FALSE if the end may stay
 * as it is. */
gboolean sam_field_end_follows (const SamValue *start_before, const SamValue *end_before,
                                const SamValue *start_after, SamValue *end_after);
