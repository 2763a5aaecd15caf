/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/fields/field-text.h"

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/phrase.h"
#include "model/validate.h"

gboolean
sam_field_is_month (const SamField *field)
{
  return field->type == SAM_TYPE_DATE && g_str_equal (field->name, "month");
}

static char *
day_text (const SamField *field, SamDay day, SamDay today)
{
  int year, month;

  if (!sam_field_is_month (field))
    return sam_phrase_weekday_day (day, today);
  sam_day_split (day, &year, &month, NULL);
  return sam_phrase_month (year, month);
}

static char *
number_text (const SamField *field, gint64 number)
{
  if (field->type == SAM_TYPE_MONEY)
    return sam_money_format (number, SAM_MONEY_PLAIN);
  /* A year, a paragraph or a row is a name, not a count. */
  if (field->id == SAM_GRANT_YEAR || field->numbered != SAM_NUMBERED_NO)
    return g_strdup_printf ("%" G_GINT64_FORMAT, number);
  return sam_phrase_count (number);
}

char *
sam_field_text (const SamField *field, const SamValue *value, SamDay today)
{
  SamMoment moment;

  if (sam_value_is_null (value))
    return g_strdup ("");
  if (value->type == SAM_VALUE_INTEGER)
    return number_text (field, value->integer);
  if ((field->type == SAM_TYPE_DATE || field->type == SAM_TYPE_TIME)
      && sam_moment_parse (value->text, &moment))
    return day_text (field, moment.day, today);
  return g_strdup (value->text);
}

char *
sam_field_clock (const SamValue *value)
{
  SamMoment moment;

  if (value->type != SAM_VALUE_TEXT || !sam_moment_parse (value->text, &moment)
      || moment.minute == SAM_ALL_DAY)
    return g_strdup ("");
  return sam_phrase_clock (moment.minute);
}

static gboolean
read_month (const char *text, SamDay today, SamDay *day, GError **error)
{
  g_autofree char *first = NULL;
  g_autofree char *shown = NULL;

  /* "oktober 2025" and "2025-10" are days once their first is said. */
  first = g_strdup_printf (strlen (text) == 7 && text[4] == '-' ? "%s-01" : "1 %s", text);
  if (sam_day_read (first, today, day, NULL))
    return TRUE;
  if (sam_day_read (text, today, day, NULL))
    {
      *day = sam_day_first_of_month (*day);
      return TRUE;
    }
  shown = sam_error_excerpt (text);
  g_set_error (error, SAM_ERROR, SAM_ERROR_INVALID,
               _ ("“%s” is not a month. Write it like Oct, October 2025 or 2025-10."), shown);
  return FALSE;
}

static gboolean
read_day (const SamField *field, const char *text, SamDay today, SamValue *value, GError **error)
{
  g_autofree char *written = NULL;
  SamDay day;

  if (sam_field_is_month (field) ? !read_month (text, today, &day, error)
                                 : !sam_day_read (text, today, &day, error))
    return FALSE;
  written = sam_day_format (day);
  *value = sam_value_text (written);
  return TRUE;
}

gboolean
sam_field_read (SamSource *source, const SamField *field, const char *text, SamDay today,
                SamValue *value, GError **error)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  SamMoney money;

  *value = SAM_NULL;
  if (*trimmed == '\0')
    return TRUE;
  if (field->type == SAM_TYPE_DATE)
    return read_day (field, trimmed, today, value, error);
  if (field->type != SAM_TYPE_MONEY)
    return sam_value_read (source, field, text, today, value, error);

  if (!sam_money_parse (trimmed, &money, error))
    return FALSE;
  *value = sam_value_integer (money);
  if (sam_validate_value (field, value, error))
    return TRUE;
  *value = SAM_NULL;
  return FALSE;
}

static gboolean
read_clock (const char *text, SamDay today, gint16 *minute, GError **error)
{
  g_autofree char *shown = NULL;
  SamMoment moment;

  if (sam_moment_read (text, today, &moment, NULL) && moment.minute != SAM_ALL_DAY
      && moment.day == today)
    {
      *minute = moment.minute;
      return TRUE;
    }
  shown = sam_error_excerpt (text);
  g_set_error (error, SAM_ERROR, SAM_ERROR_INVALID,
               _ ("“%s” is not a time of day. Write it like 18 or 18:30, or leave it empty for all "
                  "day."),
               shown);
  return FALSE;
}

gboolean
sam_field_read_time (const SamField *field, const char *day, const char *clock, SamDay today,
                     SamValue *value, GError **error)
{
  g_autofree char *day_part = g_strstrip (g_strdup (day));
  g_autofree char *clock_part = g_strstrip (g_strdup (clock));
  g_autofree char *written = NULL;
  SamMoment moment;

  *value = SAM_NULL;
  if (*day_part == '\0' && *clock_part == '\0')
    return TRUE;
  if (*day_part == '\0')
    {
      g_set_error (error, SAM_ERROR, SAM_ERROR_INVALID,
                   _ ("There is a time of day and no date: write the date too."));
      return FALSE;
    }
  /* A lone number is a day here, as in dates; the hour has an entry of its own. */
  if (sam_day_read (day_part, today, &moment.day, NULL))
    moment.minute = SAM_ALL_DAY;
  else if (!sam_moment_read (day_part, today, &moment, NULL))
    return sam_day_read (day_part, today, &moment.day, error);
  if (*clock_part != '\0' && !read_clock (clock_part, today, &moment.minute, error))
    return FALSE;
  written = sam_moment_format (moment);
  *value = sam_value_text (written);
  return sam_validate_value (field, value, error);
}

/* Minutes as a wall clock counts them; all day is the day's first. */
static gint64
wall_minutes (SamMoment moment)
{
  return (gint64)moment.day * 1440 + (moment.minute == SAM_ALL_DAY ? 0 : moment.minute);
}

static SamMoment
wall_moment (gint64 minutes)
{
  gint64 day = minutes >= 0 ? minutes / 1440 : -((1439 - minutes) / 1440);

  return (SamMoment){ (SamDay)day, (gint16)(minutes - day * 1440) };
}

gboolean
sam_field_end_follows (const SamValue *start_before, const SamValue *end_before,
                       const SamValue *start_after, SamValue *end_after)
{
  SamMoment from, to, end;
  g_autofree char *written = NULL;
  gint64 length = 0;
  gboolean clocks;

  if (end_before->type != SAM_VALUE_TEXT || start_after->type != SAM_VALUE_TEXT
      || !sam_moment_parse (end_before->text, &end) || !sam_moment_parse (start_after->text, &to))
    return FALSE;

  if (start_before->type == SAM_VALUE_TEXT && sam_moment_parse (start_before->text, &from))
    length = MAX (wall_minutes (end) - wall_minutes (from), 0);
  clocks = to.minute != SAM_ALL_DAY && end.minute != SAM_ALL_DAY;
  if (clocks ? wall_minutes (to) + (length > 0) <= wall_minutes (end) : to.day <= end.day)
    return FALSE;

  if (clocks)
    end = wall_moment (wall_minutes (to) + length);
  else
    end.day = to.day + (SamDay)(length / 1440);
  written = sam_moment_format (end);
  *end_after = sam_value_text (written);
  return TRUE;
}
