/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* One field's value: nothing, a whole number, or text. The field's type (schema.h) says how to read it:
 *   text, long text        TEXT
 *   integer, money (öre)   INTEGER
 *   boolean                INTEGER 0 or 1
 *   date, time             TEXT in machine form (base/date.h)
 *   choice                 TEXT, the choice's name (an unknown one of a newer version is kept)
 *   reference              TEXT, the id
 *   reference set          TEXT, ids sorted by bytes, without doubles, joined by ","
 *   position               TEXT, a fractional index
 * Text is a shared, immutable, counted string, so copying a value is cheap. Empty text and the empty
 * set are stored as nothing: a value is never "". Plain data: any thread, as long as one owns it. */
typedef enum
{
  SAM_VALUE_NULL,
  SAM_VALUE_INTEGER,
  SAM_VALUE_TEXT,
} SamValueType;

typedef struct
{
  SamValueType type;
  union
  {
    gint64 integer;
    char *text; /* GRefString */
  };
} SamValue;

#define SAM_NULL ((SamValue){ .type = SAM_VALUE_NULL })

SamValue sam_value_integer (gint64 integer);
SamValue sam_value_text (const char *text); /* copied; NULL or "" gives null */
SamValue sam_value_text_length (const char *text, gsize length);
SamValue sam_value_copy (const SamValue *value);
void sam_value_clear (SamValue *value); /* leaves null */
gboolean sam_value_equal (const SamValue *a, const SamValue *b);
static inline gboolean
sam_value_is_null (const SamValue *value)
{
  return value->type == SAM_VALUE_NULL;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SamValue, sam_value_clear)

/* Sets as values. Ids are compared by bytes. */
typedef struct
{
  const char *rest;
} SamSetIter;
SamValue sam_value_set (const char *const *ids, gsize n); /* sorts and removes doubles */
void sam_set_iter_init (SamSetIter *iter, const SamValue *set);
/* The next id in *id (36 bytes, not terminated by NUL: use length); FALSE at the end. */
gboolean sam_set_iter_next (SamSetIter *iter, const char **id, gsize *length);
gboolean sam_set_contains (const SamValue *set, const char *id);
guint sam_set_size (const SamValue *set);
char **sam_set_to_strv (const SamValue *set); /* owned by the caller; never NULL */
SamValue sam_set_add (const SamValue *set, const char *id);
SamValue sam_set_remove (const SamValue *set, const char *id);
