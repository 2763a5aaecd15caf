/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "base/i18n.h"
#include "base/storage.h"
#include "ctl/command.h"
#include "model/validate.h"

typedef enum
{
  SET,
  INSERT,
  REMOVE,
} Operator;

static const SamField *
find_field (const SamKind *kind, const char *name, GError **error)
{
  const SamField *field = sam_field_find (kind->id, name);

  if (field == NULL)
    {
      g_set_error (error, SAM_ERROR, SAM_ERROR_NOT_FOUND,
                   _ ("There is no field “%s” in “%s”. samverkactl kinds %s lists its fields."),
                   name, kind->name, kind->name);
      return NULL;
    }
  if (field->computed != SAM_STORED)
    {
      g_set_error (error, SAM_ERROR, SAM_ERROR_INVALID,
                   _ ("“%s” is worked out and cannot be set. Change what it is worked out from."),
                   field->name);
      return NULL;
    }
  return field;
}

/* `@FILE` is the text of the file, without the newline that ends it. */
static char *
text_of (const SamField *field, const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *content = NULL;
  const char *data;
  gsize length;

  if (field->type != SAM_TYPE_LONG_TEXT || text[0] != '@')
    return g_strdup (text);
  bytes = sam_file_read (text + 1, sam_field_max_length (field) + 1, error);
  if (bytes == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &length);
  if (!g_utf8_validate_len (data != NULL ? data : "", length, NULL))
    {
      g_set_error (error, SAM_ERROR, SAM_ERROR_INVALID,
                   _ ("“%s” is not a text in UTF-8. Save it as UTF-8 and try again."), text + 1);
      return NULL;
    }
  content = g_strndup (data, length);
  if (length > 0 && content[length - 1] == '\n')
    content[length - 1] = '\0';
  return g_steal_pointer (&content);
}

/* The elements of `delta` put into what the set will be, or taken out of it. */
static SamValue
combine (const SamValue *set, const SamValue *delta, Operator operator)
{
  g_auto (GStrv) ids = sam_set_to_strv (delta);
  SamValue result = sam_value_copy (set);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      SamValue next
          = operator== INSERT ? sam_set_add (&result, ids[i]) : sam_set_remove (&result, ids[i]);

      sam_value_clear (&result);
      result = next;
    }
  return result;
}

static gboolean
assign (SamCtl *ctl, SamEditBuilder *builder, const SamField *field, const char *record,
        Operator operator, const char * text, GError **error)
{
  g_autofree char *whole = NULL;
  g_auto (SamValue) value = SAM_NULL;

  if (operator!= SET && field->type != SAM_TYPE_REFERENCE_SET)
    {
      g_set_error (error, SAM_ERROR, SAM_ERROR_USAGE,
                   _ ("“%s” is not a set: write %s=… instead of += or -=."), field->name,
                   field->name);
      return FALSE;
    }
  whole = text_of (field, text, error);
  if (whole == NULL
      || !sam_value_read (sam_session_source (ctl->session), field, whole,
                          sam_session_today (ctl->session), &value, error))
    return FALSE;
  if (operator== SET)
    {
      sam_edit_builder_take (builder, record, field->id, value);
      value = SAM_NULL;
    }
  else
    sam_edit_builder_take (
        builder, record, field->id,
        combine (sam_edit_builder_value (builder, record, field->id), &value, operator));
  return TRUE;
}

gboolean
sam_ctl_assign (SamCtl *ctl, SamEditBuilder *builder, SamKindId kind, const char *record,
                const char *text, GError **error)
{
  const char *equals = strchr (text, '=');
  Operator operator= SET;
  gsize length;
  g_autofree char *name = NULL;
  const SamField *field;

  if (equals == NULL || equals == text)
    {
      g_set_error (error, SAM_ERROR, SAM_ERROR_USAGE,
                   _ ("“%s” is not a value for a field: write field=value."), text);
      return FALSE;
    }
  if (!g_utf8_validate (text, -1, NULL))
    {
      g_set_error (error, SAM_ERROR, SAM_ERROR_INVALID,
                   _ ("A value is not a text in UTF-8. Write it in UTF-8."));
      return FALSE;
    }
  length = (gsize)(equals - text);
  if (length > 1 && (equals[-1] == '+' || equals[-1] == '-'))
    {
      operator= equals[-1] == '+' ? INSERT : REMOVE;
      length--;
    }
  name = g_strndup (text, length);
  field = find_field (sam_kind (kind), name, error);
  return field != NULL && assign (ctl, builder, field, record, operator, equals + 1, error);
}
