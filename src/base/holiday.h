/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/date.h"

typedef enum
{
  SAM_HOLIDAY_NONE,
  SAM_HOLIDAY_PUBLIC,   /* lag (1989:253) om allmänna helgdagar, Sundays not counted */
  SAM_HOLIDAY_EVE,      /* work-free eve: påskafton, midsommarafton, julafton, nyårsafton, pingstafton */
} SamHoliday;

/* The Swedish holiday that falls on a day, with its Swedish name (static), or SAM_HOLIDAY_NONE. */
SamHoliday sam_holiday (SamDay day, const char **name);
SamDay sam_easter_sunday (int year); /* anonymous Gregorian computus */
/* Monday to Friday and neither public holiday nor work-free eve. */
gboolean sam_is_working_day (SamDay day);
