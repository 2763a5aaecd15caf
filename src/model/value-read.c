/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/error.h"
#include "base/fold.h"
#include "base/i18n.h"
#include "base/id.h"
#include "base/money.h"
#include "model/validate.h"

/* --- Records by name --- */

typedef struct
{
  SamFieldId field;
  const char *folded;
  GPtrArray *found; /* borrowed records */
} NameSearch;

static gboolean
visit_named (SamRecord *record, gpointer data)
{
  NameSearch *search = data;
  const char *text = sam_record_text (record, search->field);
  g_autofree char *folded = NULL;

  if (text == NULL)
    return TRUE;
  /* Folding is dear; the folded text of the whole record is kept, and holds the title. */
  if (sam_field (search->field)->search
      && strstr (sam_record_folded (record), search->folded) == NULL)
    return TRUE;
  folded = sam_fold (text);
  if (strcmp (folded, search->folded) == 0)
    g_ptr_array_add (search->found, record);
  return TRUE;
}

static void
search_field (SamSource *source, SamFieldId field, const char *folded, GPtrArray *found)
{
  NameSearch search = { field, folded, found };

  if (field != SAM_NO_FIELD)
    source->each (source, sam_field (field)->kind, visit_named, &search);
}

static SamRecord *
ambiguous (const char *name, GPtrArray *found, GError **error)
{
  g_autoptr (GString) list = g_string_new (NULL);
  g_autofree char *shown = sam_error_excerpt (name);

  for (guint i = 0; i < found->len && i < 3; i++)
    g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", sam_record_id (found->pdata[i]));
  if (found->len > 3)
    g_string_append (list, " …");
  g_set_error (error, SAM_ERROR, SAM_ERROR_AMBIGUOUS,
               _ ("%u records are called “%s”: name one by its id (%s)."), found->len, shown,
               list->str);
  return NULL;
}

static SamRecord *
by_id (SamSource *source, SamKindId kind, const char *name)
{
  SamRecord *record = sam_id_is_valid (name) ? sam_source_get (source, name) : NULL;

  return record != NULL && (kind == SAM_KIND_ANY || sam_record_is (record, kind)) ? record : NULL;
}

SamRecord *
sam_record_named (SamSource *source, SamKindId kind, const char *name, GError **error)
{
  SamKindId first = kind == SAM_KIND_ANY ? 0 : kind;
  SamKindId end = kind == SAM_KIND_ANY ? SAM_N_KINDS : kind + 1;
  SamRecord *record = by_id (source, kind, name);
  g_autofree char *folded = NULL, *shown = NULL;
  g_autoptr (GPtrArray) found = NULL;

  if (record != NULL)
    return record;
  folded = sam_fold (name);
  found = g_ptr_array_new ();
  if (*folded != '\0')
    for (SamKindId k = first; k < end; k++)
      search_field (source, sam_kind_code (k), folded, found);
  if (*folded != '\0' && found->len == 0)
    for (SamKindId k = first; k < end; k++)
      search_field (source, sam_kind_title (sam_kind (k)), folded, found);
  if (found->len == 1)
    return found->pdata[0];
  if (found->len > 1)
    return ambiguous (name, found, error);
  shown = sam_error_excerpt (name);
  if (kind == SAM_KIND_ANY)
    g_set_error (error, SAM_ERROR, SAM_ERROR_NOT_FOUND,
                 _ ("Nothing here is called “%s”: name it by id, code or whole title."), shown);
  else
    g_set_error (error, SAM_ERROR, SAM_ERROR_NOT_FOUND,
                 _ ("%s: nothing is called “%s”. Name it by id, code or whole title."),
                 sam_kind_label (kind), shown);
  return NULL;
}

/* --- Values --- */

static gboolean
read_integer (const SamField *field, const char *text, SamValue *value, GError **error)
{
  g_autoptr (GString) plain = g_string_new (NULL);
  gint64 number;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == 0x2212)
        c = '-';
      if (!g_unichar_isspace (c) && c != 0x202f)
        g_string_append_unichar (plain, c);
    }
  if (!g_ascii_string_to_signed (plain->str, 10, G_MININT64, G_MAXINT64, &number, NULL))
    {
      g_autofree char *shown = sam_error_excerpt (text);

      g_set_error (error, SAM_ERROR, SAM_ERROR_INVALID, _ ("%s must be a whole number, not “%s”."),
                   sam_field_label (field->id), shown);
      return FALSE;
    }
  *value = sam_value_integer (number);
  return TRUE;
}

static gboolean
read_boolean (const SamField *field, const char *text, SamValue *value, GError **error)
{
  static const char *const yes[] = { "yes", "ja", "true", "sant", "1", "x", NULL };
  static const char *const no[] = { "no", "nej", "false", "falskt", "0", NULL };
  g_autofree char *folded = sam_fold (text);

  if (g_strv_contains (yes, folded) || g_strv_contains (no, folded))
    {
      *value = sam_value_integer (g_strv_contains (yes, folded));
      return TRUE;
    }
  g_set_error (error, SAM_ERROR, SAM_ERROR_INVALID, _ ("%s must be yes or no."),
               sam_field_label (field->id));
  return FALSE;
}

static void
read_choice (const SamField *field, const char *text, SamValue *value)
{
  g_autofree char *folded = sam_fold (text);

  for (const SamChoice *choice = field->choices; choice->name != NULL; choice++)
    {
      g_autofree char *label = sam_fold (sam_choice_label (field, choice->name));

      if (strcmp (folded, choice->name) == 0 || strcmp (folded, label) == 0)
        {
          *value = sam_value_text (choice->name);
          return;
        }
    }
  *value = sam_value_text (text); /* validation says which there are */
}

static gboolean
read_set (SamSource *source, const SamField *field, const char *text, SamValue *value,
          GError **error)
{
  /* A title may hold a comma: the whole text comes first. */
  SamRecord *whole = sam_record_named (source, field->target, text, NULL);
  g_auto (GStrv) names = whole == NULL ? g_strsplit (text, ",", -1) : NULL;
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  if (whole != NULL)
    g_ptr_array_add (ids, (gpointer)sam_record_id (whole));
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      SamRecord *record;

      if (*g_strstrip (names[i]) == '\0')
        continue;
      record = sam_record_named (source, field->target, names[i], error);
      if (record == NULL)
        return FALSE;
      g_ptr_array_add (ids, (gpointer)sam_record_id (record));
    }
  *value = sam_value_set ((const char *const *)ids->pdata, ids->len);
  return TRUE;
}

static char *
with_unix_lines (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    if (*p != '\r')
      g_string_append_c (out, *p);
    else if (p[1] != '\n')
      g_string_append_c (out, '\n');
  return g_string_free (out, FALSE);
}

/* The sentences of base know no field: it is put in front. */
static gboolean
named (gboolean good, const SamField *field, GError **error)
{
  if (!good)
    g_prefix_error (error, "%s: ", sam_field_label (field->id));
  return good;
}

static gboolean
read_by_type (SamSource *source, const SamField *field, const char *text, SamDay today,
              SamValue *value, GError **error)
{
  g_autofree char *written = NULL;
  SamMoment moment;
  SamMoney money;
  SamRecord *record;
  SamDay day;

  switch (field->type)
    {
    case SAM_TYPE_INTEGER:
      return read_integer (field, text, value, error);
    case SAM_TYPE_MONEY:
      if (!named (sam_money_parse (text, &money, error), field, error))
        return FALSE;
      *value = sam_value_integer (money);
      return TRUE;
    case SAM_TYPE_DATE:
      if (!named (sam_day_read (text, today, &day, error), field, error))
        return FALSE;
      written = sam_day_format (day);
      break;
    case SAM_TYPE_TIME:
      if (!named (sam_moment_read (text, today, &moment, error), field, error))
        return FALSE;
      written = sam_moment_format (moment);
      break;
    case SAM_TYPE_BOOLEAN:
      return read_boolean (field, text, value, error);
    case SAM_TYPE_CHOICE:
      read_choice (field, text, value);
      return TRUE;
    case SAM_TYPE_REFERENCE:
      record = sam_record_named (source, field->target, text, error);
      if (record == NULL)
        return named (FALSE, field, error);
      *value = sam_value_text (sam_record_id (record));
      return TRUE;
    case SAM_TYPE_REFERENCE_SET:
      return named (read_set (source, field, text, value, error), field, error);
    case SAM_TYPE_TEXT:
    case SAM_TYPE_LONG_TEXT:
    case SAM_TYPE_POSITION:
      written = with_unix_lines (text);
      break;
    }
  *value = sam_value_text (written);
  return TRUE;
}

gboolean
sam_value_read (SamSource *source, const SamField *field, const char *text, SamDay today,
                SamValue *value, GError **error)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  g_auto (SamValue) read = SAM_NULL;

  *value = SAM_NULL;
  if (!g_utf8_validate (text, -1, NULL))
    {
      g_set_error (error, SAM_ERROR, SAM_ERROR_INVALID,
                   _ ("%s holds bytes that are not text: write it anew."),
                   sam_field_label (field->id));
      return FALSE;
    }
  if (*trimmed == '\0')
    return TRUE;
  if (!read_by_type (source, field, trimmed, today, &read, error))
    return FALSE;
  if (!sam_validate_value (field, &read, error))
    return FALSE;
  *value = read;
  read = SAM_NULL;
  return TRUE;
}
