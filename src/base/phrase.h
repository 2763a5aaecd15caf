/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/date.h"
#include "base/money.h"

/* Dates and times for people, in the interface's language (Swedish and English). Callers free. The
 * year is written where it differs from today's. */
char *sam_phrase_day (SamDay day, SamDay today);             /* "29 okt", "6 nov 2026" */
char *sam_phrase_day_long (SamDay day);                      /* "onsdag 29 oktober 2025" */
char *sam_phrase_weekday_day (SamDay day, SamDay today);     /* "fre 31 okt" */
char *sam_phrase_moment (SamMoment moment, SamDay today);    /* "6 nov 16.00", "6 nov" for all day */
char *sam_phrase_clock (int minute);                         /* "16.00" in Swedish, "16:00" in English */
/* "31 okt – 2 nov", "6 nov 16.00–18.00", "25 oktober – 9 november" when long names are asked for.
 * Either end may be SAM_MOMENT_NONE. An inclusive end date; an exclusive end time. */
char *sam_phrase_range (SamMoment starts, SamMoment ends, SamDay today, gboolean long_names);
char *sam_phrase_relative (SamDay day, SamDay today);        /* "i dag", "i morgon", "i går", else "fre 31 okt" */
char *sam_phrase_month (int year, int month);                /* "oktober 2025" */
const char *sam_phrase_month_short (int month);              /* "okt" */
const char *sam_phrase_weekday_short (int weekday);          /* "mån" */
char *sam_phrase_week (int week);                            /* "v. 45", "week 45" */
char *sam_phrase_count (gint64 number);                      /* grouped with no-break spaces: "10 000" */
char *sam_phrase_percent (gint64 part, gint64 whole);        /* "61 %"; "–" where whole is 0 */
