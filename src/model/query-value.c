/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/query-value.h"

#include <string.h>

#include "base/error.h"
#include "base/fold.h"
#include "base/i18n.h"
#include "base/id.h"
#include "base/money.h"

void
sam_query_value_free (SamQueryValue *value)
{
  g_free (value->folded);
  g_clear_pointer (&value->ids, g_hash_table_unref);
  g_free (value);
}

gboolean
sam_query_title_holds (SamRecord *record, const char *folded)
{
  const SamField *title = sam_field (sam_kind_title (sam_kind (sam_record_kind (record))));
  g_autofree char *own = NULL;

  /* The kept folded text holds the title and is looked at first: folding is dear. */
  if (title->search && strstr (sam_record_folded (record), folded) == NULL)
    return FALSE;
  own = sam_fold (sam_record_title (record));
  return strstr (own, folded) != NULL;
}

/* --- Dates --- */

/* "-7d", "+2w", "3m", "-1y". */
static gboolean
read_relative (const char *text, SamDay today, SamDay *day)
{
  int sign = *text == '-' ? -1 : 1;
  const char *p = *text == '-' || *text == '+' ? text + 1 : text;
  gsize length = strspn (p, "0123456789");
  int number;

  if (length == 0 || length > 4 || p[length + 1] != '\0')
    return FALSE;
  number = sign * (int)g_ascii_strtoll (p, NULL, 10);
  switch (p[length])
    {
    case 'd':
      *day = today + number;
      return TRUE;
    case 'w':
      *day = today + 7 * number;
      return TRUE;
    case 'm':
      *day = sam_day_add_months (today, number);
      return *day != SAM_DAY_NONE;
    case 'y':
      *day = sam_day_add_months (today, 12 * number);
      return *day != SAM_DAY_NONE;
    default:
      return FALSE;
    }
}

gboolean
sam_query_read_moment (const char *text, SamDay today, SamQueryValue *value, GError **error)
{
  value->moment = SAM_MOMENT_NONE;
  if (read_relative (text, today, &value->moment.day))
    return TRUE;
  return sam_moment_parse (text, &value->moment)
         || sam_moment_read (text, today, &value->moment, error);
}

/* --- References and choices --- */

typedef struct
{
  const char *folded;
  SamFieldId code;
  GHashTable *ids;
} Search;

static gboolean
add_by_code (SamRecord *record, gpointer data)
{
  Search *search = data;
  const char *code = sam_record_text (record, search->code);
  g_autofree char *folded = code != NULL ? sam_fold (code) : NULL;

  if (g_strcmp0 (folded, search->folded) == 0)
    g_hash_table_add (search->ids, g_strdup (sam_record_id (record)));
  return TRUE;
}

static gboolean
add_by_title (SamRecord *record, gpointer data)
{
  Search *search = data;

  if (sam_query_title_holds (record, search->folded))
    g_hash_table_add (search->ids, g_strdup (sam_record_id (record)));
  return TRUE;
}

GHashTable *
sam_query_titled (SamSource *source, SamKindId kind, const char *folded)
{
  GHashTable *ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Search search = { folded, SAM_NO_FIELD, ids };

  source->each (source, kind, add_by_title, &search);
  return ids;
}

static gboolean
is_me (const char *folded)
{
  g_autofree char *translated = sam_fold (C_ ("query", "me"));

  return strcmp (folded, "me") == 0 || strcmp (folded, translated) == 0;
}

static gboolean
read_reference (const SamQueryReader *reader, const SamField *field, const char *text,
                SamQueryValue *value, GError **error)
{
  Search search = { value->folded, SAM_NO_FIELD, NULL };
  g_autofree char *shown = NULL;

  value->ids = search.ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (sam_id_is_valid (text))
    g_hash_table_add (search.ids, g_strdup (text));
  if (field->target == SAM_KIND_ANY || g_hash_table_size (search.ids) > 0)
    return TRUE;
  if (field->target == SAM_KIND_PERSON && is_me (value->folded))
    {
      if (reader->me == NULL)
        return sam_error_say (error, SAM_ERROR_INVALID,
                              _ ("nobody is chosen as you: write a name instead of “%s”"), text);
      g_hash_table_add (search.ids, g_strdup (reader->me));
      return TRUE;
    }
  search.code = sam_kind_code (field->target);
  if (search.code != SAM_NO_FIELD)
    reader->source->each (reader->source, field->target, add_by_code, &search);
  if (g_hash_table_size (search.ids) == 0)
    reader->source->each (reader->source, field->target, add_by_title, &search);
  if (g_hash_table_size (search.ids) > 0)
    return TRUE;
  shown = sam_error_excerpt (text);
  return sam_error_say (error, SAM_ERROR_INVALID, _ ("%s: nothing is called “%s”"),
                        sam_kind_label (field->target), shown);
}

static gboolean
read_choice (const SamField *field, const char *text, SamQueryValue *value, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *shown = NULL;

  value->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (const SamChoice *choice = field->choices; choice->name != NULL; choice++)
    {
      g_autofree char *label = sam_fold (sam_choice_label (field, choice->name));

      if (strcmp (choice->name, value->folded) == 0 || strstr (label, value->folded) != NULL)
        g_hash_table_add (value->ids, g_strdup (choice->name));
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", choice->name);
    }
  if (g_hash_table_size (value->ids) > 0)
    return TRUE;
  shown = sam_error_excerpt (text);
  return sam_error_say (error, SAM_ERROR_INVALID, _ ("%s cannot be “%s”, only one of %s"),
                        sam_field_label (field->id), shown, names->str);
}

/* --- All types --- */

static gboolean
read_number (const SamField *field, const char *text, SamQueryValue *value, GError **error)
{
  g_autofree char *shown = NULL;

  if (field->type == SAM_TYPE_MONEY)
    return sam_money_parse (text, &value->number, error);
  if (g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &value->number, NULL))
    return TRUE;
  shown = sam_error_excerpt (text);
  return sam_error_say (error, SAM_ERROR_INVALID, _ ("%s must be a whole number, not “%s”"),
                        sam_field_label (field->id), shown);
}

static gboolean
read_boolean (const SamField *field, SamQueryValue *value, GError **error)
{
  static const char *const yes[] = { "yes", "ja", "true", "1", NULL };
  static const char *const no[] = { "no", "nej", "false", "0", NULL };

  value->number = g_strv_contains (yes, value->folded);
  if (value->number != 0 || g_strv_contains (no, value->folded))
    return TRUE;
  return sam_error_say (error, SAM_ERROR_INVALID, _ ("%s must be yes or no"),
                        sam_field_label (field->id));
}

static gboolean
can_be_compared (SamType type)
{
  return type == SAM_TYPE_INTEGER || type == SAM_TYPE_MONEY || type == SAM_TYPE_DATE
         || type == SAM_TYPE_TIME;
}

gboolean
sam_query_read_value (const SamQueryReader *reader, const SamField *field, const char *text,
                      SamQueryValue *value, GError **error)
{
  if (value->operator== SAM_QUERY_EMPTY)
    return TRUE;
  if (value->operator!= SAM_QUERY_EQUAL && !can_be_compared (field->type))
    return sam_error_say (error, SAM_ERROR_INVALID, _ ("%s cannot be compared with < or >"),
                          sam_field_label (field->id));
  value->folded = sam_fold (text);
  switch (field->type)
    {
    case SAM_TYPE_INTEGER:
    case SAM_TYPE_MONEY:
      return read_number (field, text, value, error);
    case SAM_TYPE_BOOLEAN:
      return read_boolean (field, value, error);
    case SAM_TYPE_DATE:
    case SAM_TYPE_TIME:
      return sam_query_read_moment (text, reader->today, value, error);
    case SAM_TYPE_CHOICE:
      return read_choice (field, text, value, error);
    case SAM_TYPE_REFERENCE:
    case SAM_TYPE_REFERENCE_SET:
      return read_reference (reader, field, text, value, error);
    case SAM_TYPE_TEXT:
    case SAM_TYPE_LONG_TEXT:
    case SAM_TYPE_POSITION:
      break;
    }
  return TRUE;
}
