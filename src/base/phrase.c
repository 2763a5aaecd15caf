/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/phrase.h"

#include "base/i18n.h"

#include <math.h>

#define NO_BREAK_SPACE "\u00a0"
#define MINUS "\u2212"

/* The catalogue says how a language writes dates; nothing here asks which language it is. */
static const char *
month_short (int month)
{
  static const char *const names[] = {
    NC_ ("short month", "Jan"), NC_ ("short month", "Feb"), NC_ ("short month", "Mar"),
    NC_ ("short month", "Apr"), NC_ ("short month", "May"), NC_ ("short month", "Jun"),
    NC_ ("short month", "Jul"), NC_ ("short month", "Aug"), NC_ ("short month", "Sep"),
    NC_ ("short month", "Oct"), NC_ ("short month", "Nov"), NC_ ("short month", "Dec"),
  };
  return g_dpgettext2 (GETTEXT_PACKAGE, "short month", names[CLAMP (month, 1, 12) - 1]);
}

static const char *
month_long (int month)
{
  static const char *const names[] = {
    NC_ ("month", "January"), NC_ ("month", "February"), NC_ ("month", "March"),
    NC_ ("month", "April"),   NC_ ("month", "May"),      NC_ ("month", "June"),
    NC_ ("month", "July"),    NC_ ("month", "August"),   NC_ ("month", "September"),
    NC_ ("month", "October"), NC_ ("month", "November"), NC_ ("month", "December"),
  };
  return g_dpgettext2 (GETTEXT_PACKAGE, "month", names[CLAMP (month, 1, 12) - 1]);
}

static const char *
weekday_short (int weekday)
{
  static const char *const names[] = {
    NC_ ("short weekday", "Mon"), NC_ ("short weekday", "Tue"), NC_ ("short weekday", "Wed"),
    NC_ ("short weekday", "Thu"), NC_ ("short weekday", "Fri"), NC_ ("short weekday", "Sat"),
    NC_ ("short weekday", "Sun"),
  };
  return g_dpgettext2 (GETTEXT_PACKAGE, "short weekday", names[CLAMP (weekday, 1, 7) - 1]);
}

static const char *
weekday_long (int weekday)
{
  static const char *const names[] = {
    NC_ ("weekday", "Monday"),   NC_ ("weekday", "Tuesday"), NC_ ("weekday", "Wednesday"),
    NC_ ("weekday", "Thursday"), NC_ ("weekday", "Friday"),  NC_ ("weekday", "Saturday"),
    NC_ ("weekday", "Sunday"),
  };
  return g_dpgettext2 (GETTEXT_PACKAGE, "weekday", names[CLAMP (weekday, 1, 7) - 1]);
}

const char *
sam_phrase_month_short (int month)
{
  return month_short (month);
}

const char *
sam_phrase_weekday_short (int weekday)
{
  return weekday_short (weekday);
}

static int
year_of (SamDay day)
{
  int year;
  sam_day_split (day, &year, NULL, NULL);
  return year;
}

/* "29 okt", with_year "29 okt 2026", long names "29 oktober". */
static char *
plain_day (SamDay day, gboolean with_year, gboolean long_names)
{
  int year, month, number;
  sam_day_split (day, &year, &month, &number);
  const char *name = long_names ? month_long (month) : month_short (month);
  if (with_year)
    /* Translators: day of the month, name of the month, year */
    return g_strdup_printf (C_ ("date", "%1$d %2$s %3$d"), number, name, year);
  /* Translators: day of the month, name of the month */
  return g_strdup_printf (C_ ("date", "%1$d %2$s"), number, name);
}

static char *
day_against (SamDay day, SamDay today, gboolean long_names)
{
  return plain_day (day, year_of (day) != year_of (today), long_names);
}

char *
sam_phrase_day (SamDay day, SamDay today)
{
  return day == SAM_DAY_NONE ? g_strdup ("") : day_against (day, today, FALSE);
}

char *
sam_phrase_day_long (SamDay day)
{
  if (day == SAM_DAY_NONE)
    return g_strdup ("");
  g_autofree char *date = plain_day (day, TRUE, TRUE);
  /* Translators: weekday, and a date like "29 October 2025" */
  return g_strdup_printf (C_ ("date", "%1$s %2$s"), weekday_long (sam_day_weekday (day)), date);
}

char *
sam_phrase_weekday_day (SamDay day, SamDay today)
{
  if (day == SAM_DAY_NONE)
    return g_strdup ("");
  g_autofree char *date = day_against (day, today, FALSE);
  return g_strdup_printf (C_ ("date", "%1$s %2$s"), weekday_short (sam_day_weekday (day)), date);
}

char *
sam_phrase_clock (int minute)
{
  minute = CLAMP (minute, 0, 24 * 60);
  /* Translators: hours and minutes of a 24-hour clock; "%1$02d.%2$02d" in Swedish */
  return g_strdup_printf (C_ ("clock", "%1$02d:%2$02d"), minute / 60, minute % 60);
}

static char *
moment_against (SamMoment moment, SamDay today, gboolean long_names)
{
  g_autofree char *date = day_against (moment.day, today, long_names);
  if (moment.minute == SAM_ALL_DAY)
    return g_steal_pointer (&date);
  g_autofree char *clock = sam_phrase_clock (moment.minute);
  /* Translators: a date like "6 Nov" and a time like "16:00" */
  return g_strdup_printf (C_ ("date and time", "%1$s %2$s"), date, clock);
}

char *
sam_phrase_moment (SamMoment moment, SamDay today)
{
  return moment.day == SAM_DAY_NONE ? g_strdup ("") : moment_against (moment, today, FALSE);
}

/* Two whole days: "31 okt", "27–31 okt", "31 okt – 2 nov", with the year once where both share one
 * that is not today's, and with both where they differ. */
static char *
day_range (SamDay first, SamDay last, SamDay today, gboolean long_names)
{
  if (first == last)
    return day_against (first, today, long_names);
  int first_year, last_year, first_month, last_month, number;
  sam_day_split (first, &first_year, &first_month, &number);
  sam_day_split (last, &last_year, &last_month, NULL);
  gboolean same_year = first_year == last_year;
  gboolean year_last = !same_year || last_year != year_of (today);
  g_autofree char *end = plain_day (last, year_last, long_names);
  if (same_year && first_month == last_month && first < last)
    /* Translators: first day of the month, and a date like "31 Oct" */
    return g_strdup_printf (C_ ("range within a month", "%1$d–%2$s"), number, end);
  g_autofree char *start = plain_day (first, !same_year, long_names);
  return g_strdup_printf (C_ ("range", "%1$s – %2$s"), start, end);
}

char *
sam_phrase_range (SamMoment starts, SamMoment ends, SamDay today, gboolean long_names)
{
  if (starts.day == SAM_DAY_NONE && ends.day == SAM_DAY_NONE)
    return g_strdup ("");
  if (ends.day == SAM_DAY_NONE)
    return moment_against (starts, today, long_names);
  if (starts.day == SAM_DAY_NONE)
    {
      g_autofree char *end = moment_against (ends, today, long_names);
      /* Translators: a date or a date and time; only the end is known */
      return g_strdup_printf (C_ ("range", "until %s"), end);
    }
  if (starts.minute == SAM_ALL_DAY && ends.minute == SAM_ALL_DAY)
    return day_range (starts.day, ends.day, today, long_names);
  if (sam_moment_compare (starts, ends) == 0)
    return moment_against (starts, today, long_names);

  /* An evening that ends at midnight ends on the same evening. */
  if (starts.minute != SAM_ALL_DAY && ends.minute == 0 && ends.day == starts.day + 1)
    ends = (SamMoment){ starts.day, 24 * 60 };
  g_autofree char *start = moment_against (starts, today, long_names);
  if (starts.day == ends.day && starts.minute != SAM_ALL_DAY && ends.minute == SAM_ALL_DAY)
    return g_steal_pointer (&start);
  if (starts.day == ends.day)
    {
      g_autofree char *clock = sam_phrase_clock (ends.minute);
      /* Translators: a date and time like "6 Nov 16:00", and a time like "18:00" */
      return g_strdup_printf (C_ ("range within a day", "%1$s–%2$s"), start, clock);
    }
  g_autofree char *end = moment_against (ends, today, long_names);
  return g_strdup_printf (C_ ("range", "%1$s – %2$s"), start, end);
}

char *
sam_phrase_relative (SamDay day, SamDay today)
{
  if (day == SAM_DAY_NONE)
    return g_strdup ("");
  if (day == today)
    return g_strdup (_ ("today"));
  if (day == today + 1)
    return g_strdup (_ ("tomorrow"));
  if (day == today - 1)
    return g_strdup (_ ("yesterday"));
  return sam_phrase_weekday_day (day, today);
}

char *
sam_phrase_month (int year, int month)
{
  /* Translators: name of the month, year */
  return g_strdup_printf (C_ ("month and year", "%1$s %2$d"), month_long (month), year);
}

char *
sam_phrase_week (int week)
{
  return g_strdup_printf (C_ ("week of the year", "week %d"), week);
}

char *
sam_phrase_count (gint64 number)
{
  char digits[24];
  guint64 magnitude = number < 0 ? (guint64)0 - (guint64)number : (guint64)number;
  int n = g_snprintf (digits, sizeof digits, "%" G_GUINT64_FORMAT, magnitude);
  GString *out = g_string_new (number < 0 ? MINUS : NULL);
  for (int i = 0; i < n; i++)
    {
      if (i > 0 && (n - i) % 3 == 0)
        g_string_append (out, NO_BREAK_SPACE);
      g_string_append_c (out, digits[i]);
    }
  return g_string_free (out, FALSE);
}

char *
sam_phrase_percent (gint64 part, gint64 whole)
{
  if (whole == 0)
    return g_strdup ("–");
  double percent = round (100.0 * (double)part / (double)whole);
  g_autofree char *number = sam_phrase_count ((gint64)CLAMP (percent, -1e15, 1e15));
  return g_strconcat (number, NO_BREAK_SPACE "%", NULL);
}
