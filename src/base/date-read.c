/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/date.h"

#include "base/error.h"
#include "base/fold.h"
#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>

#define WORDS_MAX 8

/* Swedish and English names as they are after folding; a word of three letters or more is enough if
 * a name begins with it. */
static const char *const month_names[12][2] = {
  { "januari", "january" }, { "februari", "february" }, { "mars", "march" },
  { "april", "april" },     { "maj", "may" },           { "juni", "june" },
  { "juli", "july" },       { "augusti", "august" },    { "september", "september" },
  { "oktober", "october" }, { "november", "november" }, { "december", "december" },
};
static const char *const weekday_names[7][2] = {
  { "mandag", "monday" },    { "tisdag", "tuesday" }, { "onsdag", "wednesday" },
  { "torsdag", "thursday" }, { "fredag", "friday" },  { "lordag", "saturday" },
  { "sondag", "sunday" },
};

typedef struct
{
  char **words;
  guint n, at;
  SamDay today;
} Reader;

static const char *
peek (Reader *reader, guint ahead)
{
  return reader->at + ahead < reader->n ? reader->words[reader->at + ahead] : "";
}

/* 1 to n_names, or 0. */
static int
name_index (const char *word, const char *const names[][2], int n_names)
{
  gsize length = strlen (word);
  if (length > 0 && word[length - 1] == '.')
    length--;
  if (length < 3)
    return 0;
  for (int i = 0; i < n_names; i++)
    for (int language = 0; language < 2; language++)
      if (strncmp (names[i][language], word, length) == 0)
        return i + 1;
  return 0;
}

/* A word of digits only, at most `longest` of them; -1 if it is not one. "1:a" and "1st" are read
 * too. */
static int
number (const char *word, gsize longest)
{
  static const char *const endings[] = { "", ".", ":a", ":e", "st", "nd", "rd", "th" };
  gsize length = strspn (word, "0123456789");
  if (length == 0 || length > longest)
    return -1;
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (strcmp (word + length, endings[i]) == 0)
      return atoi (word);
  return -1;
}

static int
year_of (SamDay day)
{
  int year;
  sam_day_split (day, &year, NULL, NULL);
  return year;
}

/* Takes a year if one follows, else today's. */
static int
take_year (Reader *reader)
{
  const char *word = peek (reader, 0);
  if (strlen (word) == 4 && number (word, 4) >= 1900)
    {
      reader->at++;
      return number (word, 4);
    }
  return year_of (reader->today);
}

/* Each try_ function takes the words of its form and gives their day, or leaves all as it was.
 * A form that fits but names no day that exists takes the words and gives SAM_DAY_NONE. */
static gboolean
try_relative (Reader *reader, SamDay *day)
{
  static const struct
  {
    const char *first, *second;
    int days;
  } words[] = {
    { "i", "dag", 0 },        { "idag", NULL, 0 },       { "today", NULL, 0 },
    { "i", "morgon", 1 },     { "imorgon", NULL, 1 },    { "tomorrow", NULL, 1 },
    { "i", "gar", -1 },       { "igar", NULL, -1 },      { "yesterday", NULL, -1 },
    { "i", "overmorgon", 2 }, { "overmorgon", NULL, 2 },
  };
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (peek (reader, 0), words[i].first) == 0
        && (words[i].second == NULL || strcmp (peek (reader, 1), words[i].second) == 0))
      {
        reader->at += words[i].second != NULL ? 2 : 1;
        *day = reader->today + words[i].days;
        return TRUE;
      }
  return FALSE;
}

static gboolean
try_iso (Reader *reader, SamDay *day)
{
  const char *word = peek (reader, 0);
  if (strlen (word) == 8 && strspn (word, "0123456789") == 8)
    {
      int value = atoi (word);
      *day = sam_day_new (value / 10000, value / 100 % 100, value % 100);
    }
  else if (strlen (word) == 10 && word[4] == '-')
    *day = sam_day_parse (word);
  else
    return FALSE;
  reader->at++;
  return TRUE;
}

/* "1/10", "1/10/2025" and "1/10 2025": the day first, as in Sweden and Britain. */
static gboolean
try_slashes (Reader *reader, SamDay *day)
{
  if (strchr (peek (reader, 0), '/') == NULL)
    return FALSE;
  g_auto (GStrv) parts = g_strsplit (peek (reader, 0), "/", 4);
  guint n = g_strv_length (parts);
  if (n > 3)
    return FALSE;
  int day_of_month = number (parts[0], 2), month = number (parts[1], 2);
  int year = n == 3 ? number (parts[2], 4) : 0;
  if (day_of_month < 0 || month < 0 || (n == 3 && year < 1900))
    return FALSE;
  reader->at++;
  if (n == 2)
    year = take_year (reader);
  *day = sam_day_new (year, month, day_of_month);
  return TRUE;
}

/* "1 okt", "1 oktober 2025", "oct 1", "October 1st 2025". */
static gboolean
try_month (Reader *reader, SamDay *day)
{
  int month = name_index (peek (reader, 1), month_names, 12);
  int day_of_month = number (peek (reader, 0), 2);
  if (month == 0 || day_of_month < 0)
    {
      month = name_index (peek (reader, 0), month_names, 12);
      day_of_month = number (peek (reader, 1), 2);
    }
  if (month == 0 || day_of_month < 0)
    return FALSE;
  reader->at += 2;
  *day = sam_day_new (take_year (reader), month, day_of_month);
  return TRUE;
}

/* The Monday of "v 45", "v. 45", "v45", "vecka 45 2026", "week 45", "w45". */
static gboolean
try_week (Reader *reader, SamDay *day)
{
  static const char *const prefixes[] = { "vecka", "week", "v.", "v", "w" };
  const char *word = peek (reader, 0);
  int week = -1;
  guint taken = 1;
  for (guint i = 0; i < G_N_ELEMENTS (prefixes) && week < 0; i++)
    {
      gsize length = strlen (prefixes[i]);
      if (strncmp (word, prefixes[i], length) != 0)
        continue;
      taken = word[length] == '\0' ? 2 : 1;
      week = number (taken == 2 ? peek (reader, 1) : word + length, 2);
    }
  if (week < 0)
    return FALSE;
  reader->at += taken;

  int today_week_year;
  sam_day_week (reader->today, &today_week_year);
  guint at = reader->at;
  int year = take_year (reader);
  if (reader->at == at)
    year = today_week_year;
  /* 4 January is always in week 1. */
  SamDay fourth = sam_day_new (year, 1, 4);
  int week_year = 0;
  *day = SAM_DAY_NONE;
  if (fourth != SAM_DAY_NONE && week >= 1)
    {
      SamDay monday = fourth - (sam_day_weekday (fourth) - 1) + (week - 1) * 7;
      sam_day_week (monday, &week_year);
      *day = week_year == year ? monday : SAM_DAY_NONE;
    }
  return TRUE;
}

/* "fre" is the next Friday, today included; before a week it is that week's, before a date it has
 * to be the date's. */
static gboolean
try_weekday (Reader *reader, SamDay *day)
{
  int weekday = name_index (peek (reader, 0), weekday_names, 7);
  if (weekday == 0)
    return FALSE;
  reader->at++;
  SamDay given;
  if (try_week (reader, &given))
    *day = given != SAM_DAY_NONE ? given + weekday - 1 : SAM_DAY_NONE;
  else if (try_iso (reader, &given) || try_slashes (reader, &given) || try_month (reader, &given))
    *day = given != SAM_DAY_NONE && sam_day_weekday (given) == weekday ? given : SAM_DAY_NONE;
  else
    *day = reader->today + (weekday - sam_day_weekday (reader->today) + 7) % 7;
  return TRUE;
}

static gboolean
try_day (Reader *reader, SamDay *day)
{
  return try_relative (reader, day) || try_iso (reader, day) || try_slashes (reader, day)
         || try_month (reader, day) || try_week (reader, day) || try_weekday (reader, day);
}

/* "18", "18.30", "18:30", also after "kl", "klockan" or "at". */
static gboolean
try_time (Reader *reader, gint16 *minute)
{
  static const char *const before[] = { "kl", "kl.", "klockan", "at" };
  guint at = reader->at;
  for (guint i = 0; i < G_N_ELEMENTS (before); i++)
    if (strcmp (peek (reader, 0), before[i]) == 0)
      {
        at++;
        break;
      }
  const char *word = at < reader->n ? reader->words[at] : "";
  gsize digits = strspn (word, "0123456789");
  int minutes = 0;
  if (digits < 1 || digits > 2)
    return FALSE;
  if (word[digits] != '\0')
    {
      const char *rest = word + digits + 1;
      if ((word[digits] != '.' && word[digits] != ':') || strlen (rest) != 2
          || strspn (rest, "0123456789") != 2)
        return FALSE;
      minutes = atoi (rest);
    }
  int hours = atoi (word);
  if (hours > 23 || minutes > 59)
    return FALSE;
  reader->at = at + 1;
  *minute = (gint16)(hours * 60 + minutes);
  return TRUE;
}

/* Words of the folded text; a machine's "2025-10-01T18:00" comes apart into its two. */
static char **
split_words (const char *text)
{
  /* A longer text than this is no date, and folding it would only cost time. */
  g_autofree char *beginning = g_strndup (text, 100);
  g_autofree char *folded = sam_fold (beginning);
  g_strdelimit (folded, ",", ' ');
  if (strlen (folded) > 10 && folded[4] == '-' && folded[10] == 't')
    folded[10] = ' ';
  g_autofree char *clean = sam_fold (folded);
  return g_strsplit (clean, " ", WORDS_MAX);
}

static gboolean
in_range (SamDay day)
{
  return day != SAM_DAY_NONE && year_of (day) >= 1900 && year_of (day) <= 2199;
}

gboolean
sam_moment_read (const char *text, SamDay today, SamMoment *moment, GError **error)
{
  g_return_val_if_fail (text != NULL, FALSE);
  g_auto (GStrv) words = split_words (text);
  Reader reader = { words, g_strv_length (words), 0, today };
  SamDay day = today;
  gint16 minute = SAM_ALL_DAY;
  gboolean has_day = try_day (&reader, &day);
  gboolean has_time = (!has_day || reader.at < reader.n) && try_time (&reader, &minute);

  if ((has_day || has_time) && reader.at == reader.n && in_range (day))
    {
      *moment = (SamMoment){ day, minute };
      return TRUE;
    }
  g_autofree char *excerpt = sam_error_excerpt (text);
  if (has_day && !in_range (day))
    g_set_error (error, SAM_ERROR, SAM_ERROR_INVALID,
                 _ ("There is no such day as “%s”. Look it up in the calendar."), excerpt);
  else
    g_set_error (error, SAM_ERROR, SAM_ERROR_INVALID,
                 _ ("“%s” is not a time. Write it like 2025-10-31 18:00, 31 Oct 18:00 or 18:00."),
                 excerpt);
  return FALSE;
}

gboolean
sam_day_read (const char *text, SamDay today, SamDay *day, GError **error)
{
  g_return_val_if_fail (text != NULL, FALSE);
  g_auto (GStrv) words = split_words (text);
  Reader reader = { words, g_strv_length (words), 0, today };
  SamDay result = SAM_DAY_NONE;
  gboolean has_day = try_day (&reader, &result);
  /* A lone number cannot be a time here: it is a day of this month. */
  if (!has_day && reader.n == 1 && number (words[0], 2) > 0)
    {
      int year, month;
      sam_day_split (today, &year, &month, NULL);
      result = sam_day_new (year, month, number (words[0], 2));
      reader.at++;
      has_day = TRUE;
    }
  if (has_day && reader.at == reader.n && in_range (result))
    {
      *day = result;
      return TRUE;
    }
  g_autofree char *excerpt = sam_error_excerpt (text);
  if (has_day && reader.at == reader.n)
    g_set_error (error, SAM_ERROR, SAM_ERROR_INVALID,
                 _ ("There is no such day as “%s”. Look it up in the calendar."), excerpt);
  else
    g_set_error (error, SAM_ERROR, SAM_ERROR_INVALID,
                 _ ("“%s” is not a date. Write it like 2025-10-31, 31 Oct, Fri or week 45."),
                 excerpt);
  return FALSE;
}
