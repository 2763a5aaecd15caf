/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/validate.h"

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/id.h"
#include "base/money.h"
#include "model/position.h"

#define SET_MAX 1000

/* --- A value alone --- */

static gboolean
check_text (const SamField *field, const char *text, GError **error)
{
  const char *label = sam_field_label (field->id);

  if (!g_utf8_validate (text, -1, NULL))
    return sam_error_say (error, SAM_ERROR_INVALID,
                          _ ("%s holds bytes that are not text: write it anew."), label);
  if (strlen (text) > sam_field_max_length (field))
    return sam_error_say (
        error, SAM_ERROR_INVALID,
        _ ("%s is too long: shorten it to at most %u characters (å, ä and ö count as two)."), label,
        sam_field_max_length (field));
  for (const char *p = text; *p != '\0'; p++)
    {
      guchar c = (guchar)*p;

      if (c == '\n' && field->type != SAM_TYPE_LONG_TEXT)
        return sam_error_say (error, SAM_ERROR_INVALID,
                              _ ("%s must be a single line: take out the line breaks."), label);
      if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7f)
        return sam_error_say (error, SAM_ERROR_INVALID,
                              _ ("%s holds a control character: write it anew."), label);
    }
  return TRUE;
}

static char *
format_number (const SamField *field, gint64 number)
{
  if (field->type == SAM_TYPE_MONEY)
    return sam_money_format (number, SAM_MONEY_UNIT);
  return g_strdup_printf ("%" G_GINT64_FORMAT, number);
}

static gboolean
check_number (const SamField *field, gint64 number, GError **error)
{
  gint64 minimum = field->has_range ? field->minimum : G_MININT64;
  gint64 maximum = field->has_range ? field->maximum : G_MAXINT64;
  const char *label = sam_field_label (field->id);

  if (field->type == SAM_TYPE_BOOLEAN && number != 0 && number != 1)
    return sam_error_say (error, SAM_ERROR_INVALID, _ ("%s must be yes or no."), label);
  if (field->type == SAM_TYPE_MONEY)
    {
      minimum = MAX (minimum, -SAM_MONEY_MAX);
      maximum = MIN (maximum, SAM_MONEY_MAX);
    }
  if (number < minimum)
    {
      g_autofree char *limit = format_number (field, minimum);

      return sam_error_say (error, SAM_ERROR_INVALID, _ ("%s must be at least %s."), label, limit);
    }
  if (number > maximum)
    {
      g_autofree char *limit = format_number (field, maximum);

      return sam_error_say (error, SAM_ERROR_INVALID, _ ("%s must be at most %s."), label, limit);
    }
  return TRUE;
}

static gboolean
check_choice (const SamField *field, const char *name, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *shown = NULL;

  if (sam_choice_find (field, name) != NULL)
    return TRUE;
  for (const SamChoice *choice = field->choices; choice != NULL && choice->name != NULL; choice++)
    g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", choice->name);
  shown = sam_error_excerpt (name);
  return sam_error_say (error, SAM_ERROR_INVALID, _ ("%s cannot be “%s”: choose one of %s."),
                        sam_field_label (field->id), shown, names->str);
}

static gboolean
check_set (const SamField *field, const char *text, GError **error)
{
  const char *label = sam_field_label (field->id);
  g_auto (GStrv) ids = g_strsplit (text, ",", SET_MAX + 2);
  guint n = g_strv_length (ids);

  if (n > SET_MAX)
    return sam_error_say (error, SAM_ERROR_INVALID,
                          _ ("%s can name at most %d records: take some out."), label, SET_MAX);
  for (guint i = 0; i < n; i++)
    if (!sam_id_is_valid (ids[i]) || (i > 0 && strcmp (ids[i - 1], ids[i]) >= 0))
      return sam_error_say (error, SAM_ERROR_INVALID,
                            _ ("%s must be a sorted list of ids without doubles."), label);
  return TRUE;
}

static gboolean
check_written (const SamField *field, const char *text, GError **error)
{
  const char *label = sam_field_label (field->id);
  SamMoment moment;

  switch (field->type)
    {
    case SAM_TYPE_TEXT:
    case SAM_TYPE_LONG_TEXT:
      return check_text (field, text, error);
    case SAM_TYPE_DATE:
      return sam_day_parse (text) != SAM_DAY_NONE
             || sam_error_say (error, SAM_ERROR_INVALID,
                               _ ("%s must be a date that exists, written like 2025-10-01."),
                               label);
    case SAM_TYPE_TIME:
      return sam_moment_parse (text, &moment)
             || sam_error_say (
                 error, SAM_ERROR_INVALID,
                 _ ("%s must be a date, or a date and time, written like 2025-10-01T18:00."),
                 label);
    case SAM_TYPE_CHOICE:
      return check_choice (field, text, error);
    case SAM_TYPE_REFERENCE:
      return sam_id_is_valid (text)
             || sam_error_say (error, SAM_ERROR_INVALID, _ ("%s must be the id of a record."),
                               label);
    case SAM_TYPE_REFERENCE_SET:
      return check_set (field, text, error);
    case SAM_TYPE_POSITION:
      return sam_position_is_valid (text)
             || sam_error_say (error, SAM_ERROR_INVALID,
                               _ ("%s must be written with digits and letters and not end in 0."),
                               label);
    case SAM_TYPE_INTEGER:
    case SAM_TYPE_MONEY:
    case SAM_TYPE_BOOLEAN:
      break;
    }
  return sam_error_say (error, SAM_ERROR_INVALID, _ ("%s must be a whole number."), label);
}

static gboolean
is_number_type (SamType type)
{
  return type == SAM_TYPE_INTEGER || type == SAM_TYPE_MONEY || type == SAM_TYPE_BOOLEAN;
}

gboolean
sam_validate_value (const SamField *field, const SamValue *value, GError **error)
{
  const char *label = sam_field_label (field->id);

  if (sam_value_is_null (value))
    return TRUE;
  if (field->computed != SAM_STORED)
    return sam_error_say (error, SAM_ERROR_INVALID, _ ("%s is worked out and cannot be written."),
                          label);
  if (value->type == SAM_VALUE_INTEGER)
    {
      if (!is_number_type (field->type))
        return sam_error_say (error, SAM_ERROR_INVALID, _ ("%s must be text, not a number."),
                              label);
      return check_number (field, value->integer, error);
    }
  return check_written (field, value->text, error);
}

/* --- A whole record --- */

static gboolean
check_required (SamRecord *record, const SamField *field, GError **error)
{
  if (!field->required || sam_record_has (record, field->id))
    return TRUE;
  return sam_error_say (error, SAM_ERROR_INVALID, _ ("%s is missing: fill it in."),
                        sam_field_label (field->id));
}

/* In a merge group of two dates or times the second ends what the first starts. */
static SamFieldId
start_of (const SamKind *kind, const SamField *ends)
{
  if (ends->group == 0 || (ends->type != SAM_TYPE_DATE && ends->type != SAM_TYPE_TIME))
    return SAM_NO_FIELD;
  for (SamFieldId id = kind->first; id < ends->id; id++)
    if (sam_field (id)->group == ends->group && sam_field (id)->type == ends->type)
      return id;
  return SAM_NO_FIELD;
}

static gboolean
check_order (SamRecord *record, const SamKind *kind, const SamField *ends, GError **error)
{
  SamFieldId starts = start_of (kind, ends);
  const char *label = sam_field_label (ends->id);
  SamMoment a, b;

  if (starts == SAM_NO_FIELD || !sam_record_has (record, ends->id))
    return TRUE;
  if (!sam_record_has (record, starts))
    return sam_error_say (error, SAM_ERROR_INVALID,
                          _ ("%s stands alone: fill in %s too, or clear it."), label,
                          sam_field_label (starts));
  a = sam_record_moment (record, starts);
  b = sam_record_moment (record, ends->id);
  if (b.day < a.day)
    return sam_error_say (error, SAM_ERROR_INVALID,
                          _ ("%s must not be before %s: choose a later day."), label,
                          sam_field_label (starts));
  if (b.day == a.day && a.minute != SAM_ALL_DAY && b.minute != SAM_ALL_DAY && b.minute < a.minute)
    return sam_error_say (error, SAM_ERROR_INVALID,
                          _ ("%s must not be before %s: choose a later time."), label,
                          sam_field_label (starts));
  return TRUE;
}

static gboolean
check_unique (SamUnique *unique, SamRecord *record, const SamField *field, GError **error)
{
  SamRecord *other = field->unique ? sam_unique_other (unique, record, field->id) : NULL;

  if (other == NULL)
    return TRUE;
  return sam_error_say (error, SAM_ERROR_INVALID,
                        _ ("%s “%s” is already used by “%s”: choose another."),
                        sam_field_label (field->id), sam_record_text (record, field->id),
                        sam_record_title (other));
}

static gboolean
is_reference_type (SamType type)
{
  return type == SAM_TYPE_REFERENCE || type == SAM_TYPE_REFERENCE_SET;
}

/* Calls with each id that a reference or set names. */
typedef gboolean (*IdVisit) (const char *id, gpointer data);

static gboolean
each_id (SamRecord *record, const SamField *field, IdVisit visit, gpointer data)
{
  const SamValue *value = sam_record_value (record, field->id);
  SamSetIter iter;
  const char *id;
  gsize length;

  if (sam_value_is_null (value))
    return TRUE;
  if (field->type == SAM_TYPE_REFERENCE)
    return visit (value->text, data);
  sam_set_iter_init (&iter, value);
  while (sam_set_iter_next (&iter, &id, &length))
    {
      g_autofree char *one = g_strndup (id, length);

      if (!visit (one, data))
        return FALSE;
    }
  return TRUE;
}

typedef struct
{
  SamSource *source;
  const SamField *field;
} TargetCheck;

static gboolean
is_of_target_kind (const char *id, gpointer data)
{
  TargetCheck *check = data;
  SamRecord *target = sam_source_get (check->source, id);

  return target == NULL || sam_record_is (target, check->field->target);
}

static gboolean
check_targets (SamSource *source, SamRecord *record, const SamField *field, GError **error)
{
  TargetCheck check = { source, field };

  if (!is_reference_type (field->type) || field->target == SAM_KIND_ANY)
    return TRUE;
  if (each_id (record, field, is_of_target_kind, &check))
    return TRUE;
  return sam_error_say (error, SAM_ERROR_INVALID,
                        _ ("%s must name something of the kind “%s”: choose another."),
                        sam_field_label (field->id), sam_kind_label (field->target));
}

/* Fields along which no record may come back to itself: what it is part of, and what it follows. */
static gboolean
is_chain (const SamField *field)
{
  return is_reference_type (field->type) && (field->owner || field->target == field->kind);
}

typedef struct
{
  SamSource *source;
  const char *home;
  const SamField *field;
  GHashTable *seen;    /* ids, owned */
  GPtrArray *to_visit; /* the same strings */
} Chain;

static gboolean
chain_reach (const char *id, gpointer data)
{
  Chain *chain = data;
  char *own;

  if (strcmp (id, chain->home) == 0)
    return FALSE;
  if (g_hash_table_contains (chain->seen, id))
    return TRUE;
  own = g_strdup (id);
  g_hash_table_add (chain->seen, own);
  g_ptr_array_add (chain->to_visit, own);
  return TRUE;
}

static gboolean
chain_follow (Chain *chain, SamRecord *record)
{
  const SamKind *kind = sam_kind (sam_record_kind (record));

  if (!chain->field->owner)
    return kind->id != chain->field->kind || each_id (record, chain->field, chain_reach, chain);
  for (guint i = 0; i < kind->n_fields; i++)
    {
      const SamField *field = sam_field (kind->first + i);

      if (field->owner && !each_id (record, field, chain_reach, chain))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_circle (SamSource *source, SamRecord *record, const SamField *field, GError **error)
{
  g_autoptr (GHashTable) seen = NULL;
  g_autoptr (GPtrArray) to_visit = NULL;
  Chain chain;
  gboolean good;

  if (!is_chain (field) || !sam_record_has (record, field->id))
    return TRUE;
  seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  to_visit = g_ptr_array_new ();
  chain = (Chain){ source, sam_record_id (record), field, seen, to_visit };
  good = each_id (record, field, chain_reach, &chain);
  for (guint i = 0; good && i < to_visit->len; i++)
    {
      SamRecord *next = sam_source_get (source, to_visit->pdata[i]);

      if (next != NULL)
        good = chain_follow (&chain, next);
    }
  return good
         || sam_error_say (error, SAM_ERROR_INVALID,
                           _ ("%s leads back to this record itself: choose another."),
                           sam_field_label (field->id));
}

/* What only one kind must satisfy. */
static gboolean
check_special (SamRecord *record, const SamField *field, GError **error)
{
  const char *text;

  if (!sam_record_has (record, field->id))
    return TRUE;
  if (field->id == SAM_BUDGET_LINE_ADMINISTRATION
      && sam_record_has (record, SAM_BUDGET_LINE_INITIATIVE))
    return sam_error_say (
        error, SAM_ERROR_INVALID,
        _ ("A budget line belongs to an initiative or to an administration, not both: "
           "clear %s or %s."),
        sam_field_label (SAM_BUDGET_LINE_INITIATIVE), sam_field_label (field->id));
  if (field->id == SAM_ALLOCATION_FROM
      && sam_value_equal (sam_record_value (record, SAM_ALLOCATION_FROM),
                          sam_record_value (record, SAM_ALLOCATION_TO)))
    return sam_error_say (error, SAM_ERROR_INVALID, _ ("%s and %s are the same: choose another."),
                          sam_field_label (SAM_ALLOCATION_FROM),
                          sam_field_label (SAM_ALLOCATION_TO));
  text = field->id == SAM_FORUM_TIME_ZONE ? sam_record_text (record, field->id) : NULL;
  if (text != NULL)
    {
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (text);

      if (zone == NULL)
        return sam_error_say (error, SAM_ERROR_INVALID,
                              _ ("%s is not known here: write one like Europe/Stockholm."),
                              sam_field_label (field->id));
    }
  return TRUE;
}

gboolean
sam_validate_record_among (SamSource *source, SamUnique *unique, SamRecord *record,
                           SamFieldId *field, GError **error)
{
  const SamKind *kind = sam_kind (sam_record_kind (record));

  if (field != NULL)
    *field = SAM_NO_FIELD;
  for (guint i = 0; i < kind->n_fields; i++)
    {
      const SamField *f = sam_field (kind->first + i);

      if (f->computed != SAM_STORED)
        continue;
      if (!check_required (record, f, error) || !check_order (record, kind, f, error)
          || !check_special (record, f, error) || !check_unique (unique, record, f, error)
          || !check_targets (source, record, f, error) || !check_circle (source, record, f, error))
        {
          if (field != NULL)
            *field = f->id;
          return FALSE;
        }
    }
  return TRUE;
}

gboolean
sam_validate_record (SamSource *source, SamRecord *record, SamFieldId *field, GError **error)
{
  g_autoptr (SamUnique) unique = sam_unique_new (source);

  return sam_validate_record_among (source, unique, record, field, error);
}
