/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/display.h"

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/money.h"
#include "base/phrase.h"

/* --- Titles --- */

/* The title of what a reference names; NULL where it names nothing. */
static char *
title_of (SamSource *source, SamRecord *record, SamFieldId field)
{
  SamRecord *target;

  if (!sam_record_has (record, field))
    return NULL;
  target = sam_source_follow (source, record, field);
  if (target == NULL)
    return g_strdup (_ ("(not here yet)"));
  return sam_display_title (source, target);
}

static char *
allocation_title (SamSource *source, SamRecord *record)
{
  g_autofree char *from = title_of (source, record, SAM_ALLOCATION_FROM);
  g_autofree char *to = title_of (source, record, SAM_ALLOCATION_TO);
  g_autofree char *amount
      = sam_money_format (sam_record_integer (record, SAM_ALLOCATION_AMOUNT), SAM_MONEY_UNIT);

  if (from == NULL)
    from = title_of (source, record, SAM_ALLOCATION_GRANT);
  return g_strdup_printf ("%s → %s %s", from != NULL ? from : "…", to != NULL ? to : "…", amount);
}

static char *
transaction_title (SamRecord *record)
{
  const SamField *type = sam_field (SAM_TRANSACTION_TYPE);
  const char *name = sam_record_text (record, SAM_TRANSACTION_TYPE);
  const char *who = sam_record_text (record, SAM_TRANSACTION_SUPPLIER);
  g_autofree char *amount
      = sam_money_format (sam_record_integer (record, SAM_TRANSACTION_AMOUNT), SAM_MONEY_UNIT);

  if (who == NULL)
    who = sam_record_text (record, SAM_TRANSACTION_VOUCHER);
  return g_strdup_printf ("%s%s%s %s", name != NULL ? sam_choice_label (type, name) : "",
                          who != NULL ? " " : "", who != NULL ? who : "", amount);
}

static char *
measurement_title (SamSource *source, SamRecord *record)
{
  g_autofree char *indicator = title_of (source, record, SAM_MEASUREMENT_INDICATOR);
  g_autofree char *count = sam_phrase_count (sam_record_integer (record, SAM_MEASUREMENT_VALUE));
  const char *date = sam_record_text (record, SAM_MEASUREMENT_DATE);

  return g_strdup_printf ("%s %s: %s", indicator != NULL ? indicator : "…",
                          date != NULL ? date : "", count);
}

static char *
conflict_title (SamSource *source, SamRecord *record)
{
  SamRecord *about = sam_source_follow (source, record, SAM_CONFLICT_RECORD);
  const char *name = sam_record_text (record, SAM_CONFLICT_FIELD);
  const SamField *field
      = about != NULL && name != NULL ? sam_field_find (sam_record_kind (about), name) : NULL;
  g_autofree char *title = NULL;

  if (about == NULL)
    return g_strdup (_ ("(not here yet)"));
  title = sam_display_title (source, about);
  if (field == NULL)
    return g_steal_pointer (&title);
  return g_strdup_printf ("%s: %s", title, sam_field_label (field->id));
}

char *
sam_display_title (SamSource *source, SamRecord *record)
{
  const char *title = sam_record_title (record);
  const char *text = NULL;

  if (*title != '\0')
    return g_strdup (title);
  if (sam_record_is (record, SAM_KIND_ALLOCATION))
    return allocation_title (source, record);
  if (sam_record_is (record, SAM_KIND_TRANSACTION))
    return transaction_title (record);
  if (sam_record_is (record, SAM_KIND_MEASUREMENT))
    return measurement_title (source, record);
  if (sam_record_is (record, SAM_KIND_CONFLICT))
    return conflict_title (source, record);
  if (sam_record_is (record, SAM_KIND_COMMENT))
    text = sam_record_text (record, SAM_COMMENT_TEXT);
  if (sam_record_is (record, SAM_KIND_LINK))
    text = sam_record_text (record, SAM_LINK_URL);
  if (text != NULL)
    return sam_error_excerpt (text);
  return g_strdup_printf (_ ("%s without a title"), sam_kind_label (sam_record_kind (record)));
}

char *
sam_display_kind_and_title (SamSource *source, SamRecord *record)
{
  g_autofree char *title = sam_display_title (source, record);

  return g_strdup_printf (_ ("%s “%s”"), sam_kind_label (sam_record_kind (record)), title);
}

/* --- Values --- */

/* Any day of another year makes the phrase say the year. */
static SamDay
another_year (SamDay day)
{
  return sam_day_add_months (day, day > 0 ? -24 : 24);
}

static char *
day_with_year (const SamField *field, const char *text)
{
  SamDay day = sam_day_parse (text);
  int year, month;

  if (day == SAM_DAY_NONE)
    return g_strdup (text);
  if (strcmp (field->name, "month") == 0)
    {
      sam_day_split (day, &year, &month, NULL);
      return sam_phrase_month (year, month);
    }
  return sam_phrase_day (day, another_year (day));
}

static char *
reference_title (SamSource *source, const char *id)
{
  SamRecord *target = sam_source_get (source, id);

  if (target == NULL)
    return g_strdup (_ ("(not here yet)"));
  return sam_display_title (source, target);
}

static char *
set_titles (SamSource *source, const SamValue *value)
{
  g_auto (GStrv) ids = sam_set_to_strv (value);
  g_autoptr (GPtrArray) titles = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; ids[i] != NULL; i++)
    g_ptr_array_add (titles, reference_title (source, ids[i]));
  g_ptr_array_add (titles, NULL);
  return g_strjoinv (", ", (char **)titles->pdata);
}

static char *
number_text (const SamField *field, gint64 number)
{
  g_autofree char *count = NULL;

  if (field->type == SAM_TYPE_BOOLEAN)
    return g_strdup (number != 0 ? C_ ("answer", "yes") : C_ ("answer", "no"));
  if (field->type == SAM_TYPE_MONEY)
    return sam_money_format (number, SAM_MONEY_UNIT);
  /* A year, a paragraph or a row is a name, not a count. */
  if (field->id == SAM_GRANT_YEAR || field->numbered != SAM_NUMBERED_NO)
    return g_strdup_printf ("%" G_GINT64_FORMAT, number);
  count = sam_phrase_count (number);
  if (field->unit == NULL)
    return g_steal_pointer (&count);
  return g_strdup_printf ("%s %s", count, _ (field->unit));
}

char *
sam_display_value (SamSource *source, SamFieldId id, const SamValue *value, SamDay today)
{
  const SamField *field = sam_field (id);
  SamMoment moment;

  if (sam_value_is_null (value))
    return g_strdup ("");
  if (value->type == SAM_VALUE_INTEGER)
    return number_text (field, value->integer);
  switch (field->type)
    {
    case SAM_TYPE_DATE:
      return day_with_year (field, value->text);
    case SAM_TYPE_TIME:
      if (!sam_moment_parse (value->text, &moment))
        break;
      return sam_phrase_moment (moment, another_year (moment.day));
    case SAM_TYPE_CHOICE:
      return g_strdup (sam_choice_label (field, value->text));
    case SAM_TYPE_REFERENCE:
      return reference_title (source, value->text);
    case SAM_TYPE_REFERENCE_SET:
      return set_titles (source, value);
    case SAM_TYPE_TEXT:
    case SAM_TYPE_LONG_TEXT:
    case SAM_TYPE_INTEGER:
    case SAM_TYPE_MONEY:
    case SAM_TYPE_BOOLEAN:
    case SAM_TYPE_POSITION:
      break;
    }
  return g_strdup (value->text);
}

char *
sam_display_initials (const char *name)
{
  g_auto (GStrv) words = g_strsplit_set (name != NULL ? name : "", " \t-", -1);
  gunichar first = 0, last = 0;
  GString *out = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      gunichar c = g_utf8_get_char_validated (words[i], -1);

      if (c == (gunichar)-1 || c == (gunichar)-2 || !g_unichar_isalnum (c))
        continue;
      if (first == 0)
        first = c;
      else
        last = c;
    }
  if (first != 0)
    g_string_append_unichar (out, g_unichar_toupper (first));
  if (last != 0)
    g_string_append_unichar (out, g_unichar_toupper (last));
  return g_string_free (out, FALSE);
}
