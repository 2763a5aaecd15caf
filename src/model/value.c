/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/value.h"

#include <string.h>

SamValue
sam_value_integer (gint64 integer)
{
  return (SamValue){ .type = SAM_VALUE_INTEGER, .integer = integer };
}

SamValue
sam_value_text (const char *text)
{
  return text ? sam_value_text_length (text, strlen (text)) : SAM_NULL;
}

SamValue
sam_value_text_length (const char *text, gsize length)
{
  if (length == 0)
    return SAM_NULL;

  return (SamValue){ .type = SAM_VALUE_TEXT, .text = g_ref_string_new_len (text, (gssize)length) };
}

SamValue
sam_value_copy (const SamValue *value)
{
  if (value->type == SAM_VALUE_TEXT)
    return (SamValue){ .type = SAM_VALUE_TEXT, .text = g_ref_string_acquire (value->text) };

  return *value;
}

void
sam_value_clear (SamValue *value)
{
  if (value->type == SAM_VALUE_TEXT)
    g_ref_string_release (value->text);

  *value = SAM_NULL;
}

gboolean
sam_value_equal (const SamValue *a, const SamValue *b)
{
  if (a->type != b->type)
    return FALSE;

  switch (a->type)
    {
    case SAM_VALUE_NULL:
      return TRUE;
    case SAM_VALUE_INTEGER:
      return a->integer == b->integer;
    case SAM_VALUE_TEXT:
      return a->text == b->text || strcmp (a->text, b->text) == 0;
    default:
      g_assert_not_reached ();
    }
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

SamValue
sam_value_set (const char *const *ids, gsize n)
{
  g_autofree const char **sorted = NULL;
  g_autoptr (GString) joined = NULL;
  const char *previous = NULL;

  if (n == 0)
    return SAM_NULL;

  sorted = g_new (const char *, n);
  memcpy (sorted, ids, n * sizeof *sorted);
  qsort (sorted, n, sizeof *sorted, compare_ids);

  joined = g_string_sized_new (n * 37);
  for (gsize i = 0; i < n; i++)
    {
      if (*sorted[i] == '\0' || (previous && strcmp (previous, sorted[i]) == 0))
        continue;
      if (joined->len)
        g_string_append_c (joined, ',');
      g_string_append (joined, sorted[i]);
      previous = sorted[i];
    }

  return sam_value_text_length (joined->str, joined->len);
}

void
sam_set_iter_init (SamSetIter *iter, const SamValue *set)
{
  iter->rest = set->type == SAM_VALUE_TEXT ? set->text : NULL;
}

gboolean
sam_set_iter_next (SamSetIter *iter, const char **id, gsize *length)
{
  const char *end;

  if (!iter->rest || *iter->rest == '\0')
    return FALSE;

  end = iter->rest + strcspn (iter->rest, ",");
  *id = iter->rest;
  *length = (gsize)(end - iter->rest);
  iter->rest = *end ? end + 1 : NULL;
  return TRUE;
}

gboolean
sam_set_contains (const SamValue *set, const char *id)
{
  gsize wanted = strlen (id);
  const char *found;
  gsize length;
  SamSetIter iter;

  sam_set_iter_init (&iter, set);
  while (sam_set_iter_next (&iter, &found, &length))
    if (length == wanted && memcmp (found, id, length) == 0)
      return TRUE;

  return FALSE;
}

guint
sam_set_size (const SamValue *set)
{
  guint n = 0;
  const char *id;
  gsize length;
  SamSetIter iter;

  sam_set_iter_init (&iter, set);
  while (sam_set_iter_next (&iter, &id, &length))
    n++;

  return n;
}

char **
sam_set_to_strv (const SamValue *set)
{
  return g_strsplit (set->type == SAM_VALUE_TEXT ? set->text : "", ",", -1);
}

SamValue
sam_set_add (const SamValue *set, const char *id)
{
  g_auto (GStrv) ids = sam_set_to_strv (set);
  guint n = g_strv_length (ids);
  g_autofree const char **all = g_new (const char *, n + 1);

  memcpy (all, ids, n * sizeof *all);
  all[n] = id;
  return sam_value_set (all, n + 1);
}

SamValue
sam_set_remove (const SamValue *set, const char *id)
{
  g_auto (GStrv) ids = sam_set_to_strv (set);
  g_autofree const char **kept = g_new (const char *, g_strv_length (ids) + 1);
  gsize n = 0;

  for (char **each = ids; *each; each++)
    if (strcmp (*each, id) != 0)
      kept[n++] = *each;

  return sam_value_set (kept, n);
}
