/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/date.h"

#include <string.h>

/* Days to the civil calendar and back in integers, counting years from 1 March so that the leap day
 * is a year's last; an era is 400 years, 146 097 days. */
#define ERA_DAYS 146097
#define EPOCH_DAYS 719468 /* from 0000-03-01 to 1970-01-01 */
#define FIRST_YEAR 1900
#define LAST_YEAR 2199

static gboolean
is_leap_year (int year)
{
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int
sam_day_days_in_month (int year, int month)
{
  static const guint8 days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  if (month < 1 || month > 12)
    return 0;
  return month == 2 && is_leap_year (year) ? 29 : days[month - 1];
}

SamDay
sam_day_new (int year, int month, int day)
{
  if (year < 1 || year > 9999 || day < 1 || day > sam_day_days_in_month (year, month))
    return SAM_DAY_NONE;
  int y = month <= 2 ? year - 1 : year;
  int era = y / 400;
  int year_of_era = y - era * 400;
  int day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * ERA_DAYS + day_of_era - EPOCH_DAYS;
}

void
sam_day_split (SamDay day, int *year, int *month, int *day_of_month)
{
  gint64 z = (gint64)day + EPOCH_DAYS;
  gint64 era = (z >= 0 ? z : z - (ERA_DAYS - 1)) / ERA_DAYS;
  int day_of_era = (int)(z - era * ERA_DAYS);
  int year_of_era
      = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int march_month = (5 * day_of_year + 2) / 153;
  int m = march_month < 10 ? march_month + 3 : march_month - 9;

  if (year != NULL)
    *year = (int)(year_of_era + era * 400) + (m <= 2 ? 1 : 0);
  if (month != NULL)
    *month = m;
  if (day_of_month != NULL)
    *day_of_month = day_of_year - (153 * march_month + 2) / 5 + 1;
}

int
sam_day_weekday (SamDay day)
{
  /* 1970-01-01 was a Thursday. */
  int since_monday = (int)(((gint64)day + 3) % 7);
  return (since_monday < 0 ? since_monday + 7 : since_monday) + 1;
}

int
sam_day_week (SamDay day, int *week_year)
{
  /* A week belongs to the year of its Thursday. */
  SamDay thursday = day - (sam_day_weekday (day) - 4);
  int year;
  sam_day_split (thursday, &year, NULL, NULL);
  if (week_year != NULL)
    *week_year = year;
  return (thursday - sam_day_new (year, 1, 1)) / 7 + 1;
}

SamDay
sam_day_add_months (SamDay day, int months)
{
  int year, month, day_of_month;
  sam_day_split (day, &year, &month, &day_of_month);
  gint64 total = (gint64)year * 12 + (month - 1) + months;
  if (total < 12 || total >= 10000 * 12)
    return SAM_DAY_NONE;
  year = (int)(total / 12);
  month = (int)(total % 12) + 1;
  return sam_day_new (year, month, MIN (day_of_month, sam_day_days_in_month (year, month)));
}

SamDay
sam_day_first_of_month (SamDay day)
{
  int day_of_month;
  sam_day_split (day, NULL, NULL, &day_of_month);
  return day - (day_of_month - 1);
}

/* The number that n digits at p make, or -1. Stops at the end of the text by itself: NUL is no
 * digit. */
static int
digits (const char *p, int n)
{
  int value = 0;
  for (int i = 0; i < n; i++)
    {
      guint digit = (guint)(guchar)p[i] - '0';
      if (digit > 9)
        return -1;
      value = value * 10 + (int)digit;
    }
  return value;
}

/* Reads the ten characters of a date; whatever follows is the caller's. */
static SamDay
parse_day (const char *text)
{
  int year = digits (text, 4);
  if (year < FIRST_YEAR || year > LAST_YEAR || text[4] != '-')
    return SAM_DAY_NONE;
  int month = digits (text + 5, 2);
  if (month < 0 || text[7] != '-')
    return SAM_DAY_NONE;
  return sam_day_new (year, month, digits (text + 8, 2));
}

SamDay
sam_day_parse (const char *text)
{
  SamDay day = text != NULL ? parse_day (text) : SAM_DAY_NONE;
  return day != SAM_DAY_NONE && text[10] == '\0' ? day : SAM_DAY_NONE;
}

gboolean
sam_moment_parse (const char *text, SamMoment *moment)
{
  SamDay day = text != NULL ? parse_day (text) : SAM_DAY_NONE;
  if (day == SAM_DAY_NONE)
    return FALSE;
  if (text[10] == '\0')
    {
      *moment = (SamMoment){ day, SAM_ALL_DAY };
      return TRUE;
    }
  int hour = text[10] == 'T' ? digits (text + 11, 2) : -1;
  int minute = hour >= 0 && text[13] == ':' ? digits (text + 14, 2) : -1;
  if (hour > 23 || minute < 0 || minute > 59 || text[16] != '\0')
    return FALSE;
  *moment = (SamMoment){ day, (gint16)(hour * 60 + minute) };
  return TRUE;
}

char *
sam_day_format (SamDay day)
{
  if (day == SAM_DAY_NONE)
    return g_strdup ("");
  int year, month, day_of_month;
  sam_day_split (day, &year, &month, &day_of_month);
  return g_strdup_printf ("%04d-%02d-%02d", year, month, day_of_month);
}

char *
sam_moment_format (SamMoment moment)
{
  if (moment.day == SAM_DAY_NONE || moment.minute == SAM_ALL_DAY)
    return sam_day_format (moment.day);
  int year, month, day_of_month;
  sam_day_split (moment.day, &year, &month, &day_of_month);
  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d", year, month, day_of_month, moment.minute / 60,
                          moment.minute % 60);
}

int
sam_moment_compare (SamMoment a, SamMoment b)
{
  if (a.day != b.day)
    return a.day < b.day ? -1 : 1;
  return (a.minute > b.minute) - (a.minute < b.minute);
}
