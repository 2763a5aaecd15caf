/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* A calendar day: days since 1970-01-01 in the proleptic Gregorian calendar. Local to the forum. */
typedef gint32 SamDay;
#define SAM_DAY_NONE G_MININT32

/* A moment in the forum's time zone: a day, and the minute of it, or SAM_ALL_DAY. */
#define SAM_ALL_DAY (-1)
typedef struct
{
  SamDay day;
  gint16 minute; /* 0 to 1439, or SAM_ALL_DAY */
} SamMoment;

#define SAM_MOMENT_NONE ((SamMoment){ SAM_DAY_NONE, SAM_ALL_DAY })

SamDay sam_day_new (int year, int month, int day); /* SAM_DAY_NONE if there is no such day */
void sam_day_split (SamDay day, int *year, int *month, int *day_of_month);
int sam_day_weekday (SamDay day);                /* 1 Monday to 7 Sunday */
int sam_day_week (SamDay day, int *week_year);   /* ISO 8601 week; week_year may be NULL */
SamDay sam_day_add_months (SamDay day, int months); /* the last day of the month where there is no such day */
SamDay sam_day_first_of_month (SamDay day);
int sam_day_days_in_month (int year, int month);

/* Machine forms, exactly: "2025-10-01", "2025-10-01T18:00". Years 1900 to 2199. */
SamDay sam_day_parse (const char *text);         /* SAM_DAY_NONE if it is not one */
gboolean sam_moment_parse (const char *text, SamMoment *moment);
char *sam_day_format (SamDay day);               /* caller frees */
char *sam_moment_format (SamMoment moment);
int sam_moment_compare (SamMoment a, SamMoment b); /* all day sorts before the day's first minute */

/* What a person types, against today: ISO dates and times, "1 okt", "1 oktober 2025", "1/10",
 * "i dag", "i morgon", "today", "18", "18.30", "2025-10-01 18.00", "fre", "fredag", "v 45" (its
 * Monday). The year left out is today's. Sentence on failure. */
gboolean sam_moment_read (const char *text, SamDay today, SamMoment *moment, GError **error);
gboolean sam_day_read (const char *text, SamDay today, SamDay *day, GError **error);

/* Between local moments and UTC. A doubled hour means the first, a missing one moves forward.
 * An unknown zone is taken as Europe/Stockholm. All day converts as its first minute. */
gint64 sam_moment_to_utc (SamMoment moment, const char *zone); /* microseconds since 1970 */
SamMoment sam_moment_from_utc (gint64 us, const char *zone);
/* Real minutes from a to b in the zone: 25 hours on the day that summer time ends. */
gint64 sam_moment_minutes_between (SamMoment a, SamMoment b, const char *zone);
SamDay sam_today (gint64 now_us, const char *zone);
