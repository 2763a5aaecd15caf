/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stdarg.h>
#include <string.h>

#include "model/forum.h"

/* A small forum written in a few lines of a test. Records have nicknames, from which their ids
 * follow; a reference is written as a nickname, a set as nicknames joined by ",". Money is in öre.
 */
static inline const char *
world_id (const char *nick)
{
  g_autofree char *id = g_strdup_printf ("00000000-0000-7000-8000-%012x", g_str_hash (nick));

  return g_intern_string (id);
}

static inline SamValue
world_value (const SamField *field, const char *text)
{
  if (text == NULL)
    return SAM_NULL;
  if (field->type == SAM_TYPE_INTEGER || field->type == SAM_TYPE_MONEY
      || field->type == SAM_TYPE_BOOLEAN)
    return sam_value_integer (g_ascii_strtoll (text, NULL, 10));
  if (field->type == SAM_TYPE_REFERENCE)
    return sam_value_text (world_id (text));
  if (field->type == SAM_TYPE_REFERENCE_SET)
    {
      g_auto (GStrv) nicks = g_strsplit (text, ",", -1);
      const char *ids[100];
      guint n = 0;

      for (; nicks[n] != NULL && n < 100; n++)
        ids[n] = world_id (nicks[n]);
      return sam_value_set (ids, n);
    }
  return sam_value_text (text);
}

static inline void
world_set_list (SamRecord *record, va_list fields)
{
  int field;

  while ((field = va_arg (fields, int)) != SAM_NO_FIELD)
    sam_record_take_value (record, field,
                           world_value (sam_field (field), va_arg (fields, const char *)));
}

/* A record that no forum holds. Pairs of field and text, ended by SAM_NO_FIELD. Owned by the
 * caller. */
static inline SamRecord *
world_record (SamKindId kind, const char *nick, ...)
{
  SamRecord *record = sam_record_new (kind, world_id (nick));
  va_list fields;

  va_start (fields, nick);
  world_set_list (record, fields);
  va_end (fields);
  return record;
}

static inline void
world_put (SamForum *forum, SamRecord *record)
{
  g_autoptr (GPtrArray) batch = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (batch, g_object_ref (record));
  sam_forum_put (forum, batch);
}

/* Puts a record in, or changes the given fields of the one that is there. Borrowed. */
static inline SamRecord *
world_add (SamForum *forum, SamKindId kind, const char *nick, ...)
{
  SamRecord *there = sam_forum_get (forum, world_id (nick));
  g_autoptr (SamRecord) record
      = there != NULL ? sam_record_copy (there) : sam_record_new (kind, world_id (nick));
  va_list fields;

  va_start (fields, nick);
  world_set_list (record, fields);
  va_end (fields);
  world_put (forum, record);
  return sam_forum_get (forum, world_id (nick));
}

static inline void
world_delete (SamForum *forum, const char *nick)
{
  g_autoptr (SamRecord) record = sam_record_copy (sam_forum_get (forum, world_id (nick)));

  sam_record_set_deleted (record, TRUE);
  world_put (forum, record);
}
