/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/holiday.h"

typedef struct
{
  SamHoliday type;
  const char *name;
  int month, day;   /* a date, or month 0 */
  int after_easter; /* days, where month is 0 and no weekday is given */
  int weekday;      /* or the first such weekday from month and day on */
  int first_year, last_year;
} Rule;

#define ALWAYS 1, 9999

/* Public holidays stand before eves: a day that is both is free by law. Names are those of the law
 * and stay Swedish in every language. */
static const Rule rules[] = {
  { SAM_HOLIDAY_PUBLIC, "nyårsdagen", 1, 1, 0, 0, ALWAYS },
  { SAM_HOLIDAY_PUBLIC, "trettondedag jul", 1, 6, 0, 0, ALWAYS },
  { SAM_HOLIDAY_PUBLIC, "långfredagen", 0, 0, -2, 0, ALWAYS },
  { SAM_HOLIDAY_PUBLIC, "påskdagen", 0, 0, 0, 0, ALWAYS },
  { SAM_HOLIDAY_PUBLIC, "annandag påsk", 0, 0, 1, 0, ALWAYS },
  { SAM_HOLIDAY_PUBLIC, "första maj", 5, 1, 0, 0, 1939, 9999 },
  { SAM_HOLIDAY_PUBLIC, "Kristi himmelsfärdsdag", 0, 0, 39, 0, ALWAYS },
  { SAM_HOLIDAY_PUBLIC, "pingstdagen", 0, 0, 49, 0, ALWAYS },
  { SAM_HOLIDAY_PUBLIC, "annandag pingst", 0, 0, 50, 0, 1, 2004 },
  { SAM_HOLIDAY_PUBLIC, "Sveriges nationaldag", 6, 6, 0, 0, 2005, 9999 },
  { SAM_HOLIDAY_PUBLIC, "midsommardagen", 6, 20, 0, 6, 1953, 9999 },
  { SAM_HOLIDAY_PUBLIC, "alla helgons dag", 10, 31, 0, 6, 1953, 9999 },
  { SAM_HOLIDAY_PUBLIC, "juldagen", 12, 25, 0, 0, ALWAYS },
  { SAM_HOLIDAY_PUBLIC, "annandag jul", 12, 26, 0, 0, ALWAYS },
  { SAM_HOLIDAY_EVE, "påskafton", 0, 0, -1, 0, ALWAYS },
  { SAM_HOLIDAY_EVE, "pingstafton", 0, 0, 48, 0, ALWAYS },
  { SAM_HOLIDAY_EVE, "midsommarafton", 6, 19, 0, 5, 1953, 9999 },
  { SAM_HOLIDAY_EVE, "julafton", 12, 24, 0, 0, ALWAYS },
  { SAM_HOLIDAY_EVE, "nyårsafton", 12, 31, 0, 0, ALWAYS },
};

SamDay
sam_easter_sunday (int year)
{
  int golden = year % 19;
  int century = year / 100, of_century = year % 100;
  int correction = (century - (century + 8) / 25 + 1) / 3;
  int epact = (19 * golden + century - century / 4 - correction + 15) % 30;
  int weekday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - epact - of_century % 4) % 7;
  int shift = (golden + 11 * epact + 22 * weekday) / 451;
  int march_day = epact + weekday - 7 * shift + 114;
  return sam_day_new (year, march_day / 31, march_day % 31 + 1);
}

static gboolean
falls_on (const Rule *rule, SamDay day, int year)
{
  if (year < rule->first_year || year > rule->last_year)
    return FALSE;
  if (rule->month == 0)
    return day == sam_easter_sunday (year) + rule->after_easter;
  SamDay first = sam_day_new (year, rule->month, rule->day);
  if (rule->weekday == 0)
    return day == first;
  return day >= first && day < first + 7 && sam_day_weekday (day) == rule->weekday;
}

SamHoliday
sam_holiday (SamDay day, const char **name)
{
  if (name != NULL)
    *name = NULL;
  if (day == SAM_DAY_NONE)
    return SAM_HOLIDAY_NONE;
  int year;
  sam_day_split (day, &year, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (falls_on (&rules[i], day, year))
      {
        if (name != NULL)
          *name = rules[i].name;
        return rules[i].type;
      }
  return SAM_HOLIDAY_NONE;
}

gboolean
sam_is_working_day (SamDay day)
{
  return sam_day_weekday (day) <= 5 && sam_holiday (day, NULL) == SAM_HOLIDAY_NONE;
}
