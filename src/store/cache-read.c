/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "store/cache-rows.h"
#include "store/cache-schema.h"

/* Every start of the program waits for this file: it looks at each column once, and shares the
 * texts that come again and again instead of making each anew. */

/* A record's changed fields are the bits of a 64-bit number, so there are never more. */
#define COLUMNS_MAX (SAM_N_COLUMNS + 64)

/* A text seen in a column is met again in the same slot, unless another took it. */
#define SLOTS 64
#define SHARED_MAX 40

typedef struct
{
  guint8 field; /* its place among the kind's fields */
  gboolean integer;
  char **slots; /* of GRefString, owned; NULL where texts seldom come twice */
} Column;

typedef struct
{
  const SamKind *kind;
  Column columns[COLUMNS_MAX];
  int n;
} Reader;

static gboolean
is_shared (const SamField *field)
{
  switch (field->type)
    {
    case SAM_TYPE_DATE:
    case SAM_TYPE_TIME:
    case SAM_TYPE_CHOICE:
    case SAM_TYPE_REFERENCE:
      return TRUE;
    case SAM_TYPE_TEXT:
    case SAM_TYPE_LONG_TEXT:
    case SAM_TYPE_INTEGER:
    case SAM_TYPE_MONEY:
    case SAM_TYPE_BOOLEAN:
    case SAM_TYPE_REFERENCE_SET:
    case SAM_TYPE_POSITION:
    default:
      return FALSE;
    }
}

static void
reader_init (Reader *reader, SamKindId kind)
{
  static const int shared[]
      = { SAM_COLUMN_AT, SAM_COLUMN_BY, SAM_COLUMN_CREATED_AT, SAM_COLUMN_CREATED_BY };

  *reader = (Reader){ .kind = sam_kind (kind), .n = SAM_N_COLUMNS };
  for (guint i = 0; i < G_N_ELEMENTS (shared); i++)
    reader->columns[shared[i]].slots = g_new0 (char *, SLOTS);
  g_assert (reader->kind->n_fields <= COLUMNS_MAX - SAM_N_COLUMNS);
  for (guint i = 0; i < reader->kind->n_fields; i++)
    {
      const SamField *field = sam_field (reader->kind->first + (int)i);

      if (!sam_cache_has_column (field))
        continue;
      reader->columns[reader->n++]
          = (Column){ .field = (guint8)i,
                      .integer = sam_cache_column_is_integer (field),
                      .slots = is_shared (field) ? g_new0 (char *, SLOTS) : NULL };
    }
}

static void
reader_clear (Reader *reader)
{
  for (int i = 0; i < reader->n; i++)
    {
      char **slots = reader->columns[i].slots;

      for (guint slot = 0; slots != NULL && slot < SLOTS; slot++)
        g_clear_pointer (&slots[slot], g_ref_string_release);
      g_free (slots);
    }
}

/* Text from a damaged page may be anything; what reaches a screen is always UTF-8. Most of it has
 * none but the signs of ASCII: eight of them are looked at at a time. */
static gboolean
is_text (const char *text, gsize length)
{
  for (gsize at = 0; length >= 8; at = MIN (at + 8, length - 8))
    {
      guint64 eight;

      memcpy (&eight, text + at, sizeof eight);
      /* A byte that is 0, or from 0x80, or (told in vain) may be so: the slow way knows. */
      if ((((eight - G_GUINT64_CONSTANT (0x0101010101010101)) | eight)
           & G_GUINT64_CONSTANT (0x8080808080808080))
          != 0)
        break;
      if (at == length - 8)
        return TRUE;
    }
  return g_utf8_validate_len (text, length, NULL);
}

static guint
slot_of (const char *text, gsize length)
{
  guint32 first = 0, last = 0;

  /* Ids differ at their ends, stamps before them, names at their beginnings. */
  if (length >= 8)
    {
      memcpy (&first, text + length - 8, sizeof first);
      memcpy (&last, text + length - 4, sizeof last);
    }
  else
    memcpy (&first, text, MIN (length, sizeof first));
  return ((first * 0x9e3779b1u ^ last * 0x85ebca6bu) * 0xc2b2ae35u) >> 26;
}

/* A counted string of a column; NULL if it is none. A connection without a mutex (base/sql.c) makes
 * no difference between protected and unprotected values. */
static char *
take_text (const Column *column, sqlite3_value *value)
{
  const char *text = (const char *)sqlite3_value_text (value);
  gsize length = text != NULL ? (gsize)sqlite3_value_bytes (value) : 0;
  char **slot, *made;

  if (text == NULL)
    return NULL;
  if (column->slots == NULL || length > SHARED_MAX)
    return is_text (text, length) ? g_ref_string_new_len (text, (gssize)length) : NULL;

  slot = &column->slots[slot_of (text, length)];
  if (*slot != NULL && g_ref_string_length (*slot) == length && memcmp (*slot, text, length) == 0)
    return g_ref_string_acquire (*slot);
  if (!is_text (text, length))
    return NULL;
  made = g_ref_string_new_len (text, (gssize)length);
  if (*slot != NULL)
    g_ref_string_release (*slot);
  *slot = g_ref_string_acquire (made);
  return made;
}

static void
read_meta (const Reader *reader, sqlite3_stmt *row, SamRecordMeta *meta)
{
  const struct
  {
    int column;
    const char **text;
  } texts[] = {
    { SAM_COLUMN_AT, &meta->at },
    { SAM_COLUMN_BY, &meta->by },
    { SAM_COLUMN_CREATED_AT, &meta->created_at },
    { SAM_COLUMN_CREATED_BY, &meta->created_by },
  };

  meta->seq = sqlite3_column_int64 (row, SAM_COLUMN_SEQ);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    *texts[i].text = take_text (&reader->columns[texts[i].column],
                                sqlite3_column_value (row, texts[i].column));
}

static gboolean
read_value (const Column *column, sqlite3_value *from, SamValue *value)
{
  switch (sqlite3_value_type (from))
    {
    case SQLITE_NULL:
      return TRUE;
    case SQLITE_INTEGER:
      *value = sam_value_integer (sqlite3_value_int64 (from));
      return column->integer;
    case SQLITE_TEXT:
      if (column->integer)
        return FALSE;
      if (sqlite3_value_bytes (from) == 0)
        return TRUE;
      value->text = take_text (column, from);
      value->type = value->text != NULL ? SAM_VALUE_TEXT : SAM_VALUE_NULL;
      return value->text != NULL;
    default:
      return FALSE;
    }
}

/* The record of a row; NULL if the row is damaged. */
static SamRecord *
read_row (const Reader *reader, sqlite3_stmt *row)
{
  const char *id = (const char *)sqlite3_column_text (row, SAM_COLUMN_ID);
  g_autoptr (SamRecord) record = NULL;
  SamRecordMeta meta = { 0 };
  SamValue *values;

  if (id == NULL || sqlite3_column_bytes (row, SAM_COLUMN_ID) != 36 || !is_text (id, 36))
    return NULL;
  read_meta (reader, row, &meta);
  values = g_new0 (SamValue, reader->kind->n_fields);
  record = sam_record_new_take (reader->kind->id, id, values, &meta);
  if (sqlite3_column_int (row, SAM_COLUMN_DELETED) != 0)
    sam_record_set_deleted (record, TRUE);
  if (sqlite3_column_type (row, SAM_COLUMN_EXTRA) != SQLITE_NULL)
    {
      const char *extra = (const char *)sqlite3_column_text (row, SAM_COLUMN_EXTRA);

      if (extra != NULL && is_text (extra, (gsize)sqlite3_column_bytes (row, SAM_COLUMN_EXTRA)))
        sam_record_set_extra (record, extra);
    }
  for (int i = SAM_N_COLUMNS; i < reader->n; i++)
    if (!read_value (&reader->columns[i], sqlite3_column_value (row, i),
                     &values[reader->columns[i].field]))
      return NULL;
  return g_steal_pointer (&record);
}

gboolean
sam_rows_read (SamSql *sql, SamKindId kind, GPtrArray *records, GError **error)
{
  g_autofree char *text = sam_cache_select_text (kind);
  sqlite3_stmt *query = sam_cache_prepare (sql, text, error);
  SamRecord *record = NULL;
  Reader reader;
  int code;

  if (query == NULL)
    return FALSE;
  reader_init (&reader, kind);
  while ((code = sqlite3_step (query)) == SQLITE_ROW
         && (record = read_row (&reader, query)) != NULL)
    g_ptr_array_add (records, record);
  if (code == SQLITE_ROW)
    sam_cache_damaged (sql, error);
  else if (code != SQLITE_DONE)
    sam_sql_error (sql, error);
  sqlite3_reset (query);
  reader_clear (&reader);
  return code == SQLITE_DONE;
}
