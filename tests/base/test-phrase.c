/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs twice, in English and in Swedish: the environment says which (see meson.build). */
#include "base/i18n.h"
#include "base/phrase.h"

#include "base/error.h"

#include <locale.h>
#include <string.h>

#define NBSP "\u00a0"
#define MINUS "\u2212"

static gboolean swedish;

static SamMoment
moment (const char *text)
{
  SamMoment result = SAM_MOMENT_NONE;
  if (*text != '\0')
    g_assert_true (sam_moment_parse (text, &result));
  return result;
}

static SamDay
day (const char *text)
{
  return moment (text).day;
}

/* Takes the phrase. */
static void
check (char *phrase, const char *english, const char *in_swedish)
{
  g_assert_cmpstr (phrase, ==, swedish ? in_swedish : english);
  g_free (phrase);
}

#define TODAY day ("2025-10-29")

static void
test_day (void)
{
  static const struct
  {
    const char *day, *english, *swedish, *long_english, *long_swedish, *week_english, *week_swedish;
  } cases[] = {
    { "2025-10-29", "29 Oct", "29 okt", "Wednesday 29 October 2025", "onsdag 29 oktober 2025",
      "Wed 29 Oct", "ons 29 okt" },
    { "2025-05-01", "1 May", "1 maj", "Thursday 1 May 2025", "torsdag 1 maj 2025", "Thu 1 May",
      "tors 1 maj" },
    { "2026-11-06", "6 Nov 2026", "6 nov 2026", "Friday 6 November 2026", "fredag 6 november 2026",
      "Fri 6 Nov 2026", "fre 6 nov 2026" },
    { "", "", "", "", "", "", "" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SamDay d = day (cases[i].day);
      check (sam_phrase_day (d, TODAY), cases[i].english, cases[i].swedish);
      check (sam_phrase_day_long (d), cases[i].long_english, cases[i].long_swedish);
      check (sam_phrase_weekday_day (d, TODAY), cases[i].week_english, cases[i].week_swedish);
    }
}

static void
test_moment (void)
{
  static const struct
  {
    const char *moment, *english, *swedish;
  } cases[] = {
    { "2025-11-06T16:00", "6 Nov 16:00", "6 nov 16.00" },
    { "2025-11-06T00:05", "6 Nov 00:05", "6 nov 00.05" },
    { "2025-11-06", "6 Nov", "6 nov" },
    { "2024-11-06T08:30", "6 Nov 2024 08:30", "6 nov 2024 08.30" },
    { "", "", "" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check (sam_phrase_moment (moment (cases[i].moment), TODAY), cases[i].english, cases[i].swedish);
  check (sam_phrase_clock (0), "00:00", "00.00");
  check (sam_phrase_clock (14 * 60 + 2), "14:02", "14.02");
  check (sam_phrase_clock (1439), "23:59", "23.59");
}

static void
test_range (void)
{
  static const struct
  {
    const char *starts, *ends;
    gboolean long_names;
    const char *english, *swedish;
  } cases[] = {
    { "2025-10-31", "2025-11-02", FALSE, "31 Oct – 2 Nov", "31 okt – 2 nov" },
    { "2025-10-25", "2025-11-09", TRUE, "25 October – 9 November", "25 oktober – 9 november" },
    { "2025-10-27", "2025-10-31", FALSE, "27–31 Oct", "27–31 okt" },
    { "2026-10-27", "2026-10-31", FALSE, "27–31 Oct 2026", "27–31 okt 2026" },
    { "2026-10-31", "2026-11-02", FALSE, "31 Oct – 2 Nov 2026", "31 okt – 2 nov 2026" },
    { "2025-12-31", "2026-01-02", FALSE, "31 Dec 2025 – 2 Jan 2026", "31 dec 2025 – 2 jan 2026" },
    { "2025-10-31", "2025-10-31", FALSE, "31 Oct", "31 okt" },
    { "2025-11-06T16:00", "2025-11-06T18:00", FALSE, "6 Nov 16:00–18:00", "6 nov 16.00–18.00" },
    { "2026-11-06T16:00", "2026-11-06T18:00", TRUE, "6 November 2026 16:00–18:00",
      "6 november 2026 16.00–18.00" },
    { "2025-11-06T20:00", "2025-11-07T00:00", FALSE, "6 Nov 20:00–24:00", "6 nov 20.00–24.00" },
    { "2025-11-06T20:00", "2025-11-07T02:00", FALSE, "6 Nov 20:00 – 7 Nov 02:00",
      "6 nov 20.00 – 7 nov 02.00" },
    { "2025-11-06T20:00", "2025-11-06T20:00", FALSE, "6 Nov 20:00", "6 nov 20.00" },
    { "2025-11-06T20:00", "2025-11-06", FALSE, "6 Nov 20:00", "6 nov 20.00" },
    { "2025-11-06", "2025-11-06T20:00", FALSE, "6 Nov–20:00", "6 nov–20.00" },
    { "2025-11-06T20:00", "2025-11-08", FALSE, "6 Nov 20:00 – 8 Nov", "6 nov 20.00 – 8 nov" },
    { "2025-11-09", "2025-11-06", FALSE, "9 Nov – 6 Nov", "9 nov – 6 nov" },
    { "2025-11-06", "", FALSE, "6 Nov", "6 nov" },
    { "2025-11-06T16:00", "", FALSE, "6 Nov 16:00", "6 nov 16.00" },
    { "", "2025-11-06", FALSE, "until 6 Nov", "till 6 nov" },
    { "", "", FALSE, "", "" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check (sam_phrase_range (moment (cases[i].starts), moment (cases[i].ends), TODAY,
                             cases[i].long_names),
           cases[i].english, cases[i].swedish);
}

static void
test_relative (void)
{
  check (sam_phrase_relative (TODAY, TODAY), "today", "i dag");
  check (sam_phrase_relative (TODAY + 1, TODAY), "tomorrow", "i morgon");
  check (sam_phrase_relative (TODAY - 1, TODAY), "yesterday", "i går");
  check (sam_phrase_relative (TODAY + 2, TODAY), "Fri 31 Oct", "fre 31 okt");
  check (sam_phrase_relative (SAM_DAY_NONE, TODAY), "", "");
}

static void
test_names (void)
{
  static const char *const english[]
      = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
  static const char *const in_swedish[]
      = { "jan", "feb", "mars", "apr", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec" };
  for (int i = 0; i < 12; i++)
    g_assert_cmpstr (sam_phrase_month_short (i + 1), ==, swedish ? in_swedish[i] : english[i]);
  static const char *const weekdays[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
  static const char *const veckodagar[] = { "mån", "tis", "ons", "tors", "fre", "lör", "sön" };
  for (int i = 0; i < 7; i++)
    g_assert_cmpstr (sam_phrase_weekday_short (i + 1), ==, swedish ? veckodagar[i] : weekdays[i]);
  check (sam_phrase_month (2025, 10), "October 2025", "oktober 2025");
  check (sam_phrase_month (2026, 5), "May 2026", "maj 2026");
  check (sam_phrase_week (45), "week 45", "v. 45");
}

/* What we write for people, people can type. */
static void
test_read_back (void)
{
  for (SamDay d = TODAY - 400; d < TODAY + 400; d++)
    {
      char *phrases[] = { sam_phrase_day (d, TODAY), sam_phrase_day_long (d),
                          sam_phrase_weekday_day (d, TODAY), sam_phrase_relative (d, TODAY) };
      for (guint i = 0; i < G_N_ELEMENTS (phrases); i++)
        {
          SamDay back = SAM_DAY_NONE;
          g_assert_true (sam_day_read (phrases[i], TODAY, &back, NULL));
          g_assert_cmpint (back, ==, d);
          g_free (phrases[i]);
        }
      SamMoment m = { d, (gint16)(ABS (d) * 7 % 1440) }, read = SAM_MOMENT_NONE;
      g_autofree char *phrase = sam_phrase_moment (m, TODAY);
      g_assert_true (sam_moment_read (phrase, TODAY, &read, NULL));
      g_assert_cmpint (sam_moment_compare (m, read), ==, 0);
    }
}

static void
test_numbers (void)
{
  static const struct
  {
    gint64 number;
    const char *text;
  } counts[] = {
    { 0, "0" },
    { 999, "999" },
    { 1000, "1" NBSP "000" },
    { 10000, "10" NBSP "000" },
    { -1234567, MINUS "1" NBSP "234" NBSP "567" },
    { G_MININT64, MINUS "9" NBSP "223" NBSP "372" NBSP "036" NBSP "854" NBSP "775" NBSP "808" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    check (sam_phrase_count (counts[i].number), counts[i].text, counts[i].text);
  static const struct
  {
    gint64 part, whole;
    const char *text;
  } percents[] = {
    { 61, 100, "61" NBSP "%" },
    { 0, 100, "0" NBSP "%" },
    { 1, 3, "33" NBSP "%" },
    { 1, 200, "1" NBSP "%" },
    { 5, 0, "–" },
    { 0, 0, "–" },
    { -1, 4, MINUS "25" NBSP "%" },
    { 30, 10, "300" NBSP "%" },
    { 1200, 100, "1" NBSP "200" NBSP "%" },
    { G_MAXINT64, G_MAXINT64, "100" NBSP "%" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (percents); i++)
    check (sam_phrase_percent (percents[i].part, percents[i].whole), percents[i].text,
           percents[i].text);
}

static void
test_sentence (void)
{
  g_autoptr (GError) error = NULL;
  SamMoney money;
  g_assert_false (sam_money_parse ("tolv", &money, &error));
  g_assert_cmpstr (error->message, ==,
                   swedish ? "”tolv” är inget belopp. Skriv till exempel 12 500 eller 12 500,50."
                           : "“tolv” is not an amount. Write it like 12 500 or 12 500,50.");
}

int
main (int argc, char **argv)
{
  sam_i18n_init (argv[0]);
  const char *language = g_getenv ("LANG");
  swedish = language != NULL && g_str_has_prefix (language, "sv");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/phrase/day", test_day);
  g_test_add_func ("/base/phrase/moment", test_moment);
  g_test_add_func ("/base/phrase/range", test_range);
  g_test_add_func ("/base/phrase/relative", test_relative);
  g_test_add_func ("/base/phrase/names", test_names);
  g_test_add_func ("/base/phrase/read-back", test_read_back);
  g_test_add_func ("/base/phrase/numbers", test_numbers);
  g_test_add_func ("/base/phrase/sentence", test_sentence);
  return g_test_run ();
}
