/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl/output.h"

#include "base/clock.h"
#include "base/json.h"
#include "base/phrase.h"
#include "model/computed.h"
#include "sync/wire.h"

#define CELL_WIDTH 40
#define GAP 2

void
sam_output_member (GString *out, const char *name, gboolean first)
{
  if (!first)
    g_string_append_c (out, ',');
  sam_json_append_string (out, name);
  g_string_append_c (out, ':');
}

void
sam_output_record_json (GString *out, SamSource *source, SamRecord *record, SamDay today)
{
  const SamKind *kind = sam_kind (sam_record_kind (record));

  g_string_append_c (out, '{');
  sam_output_member (out, "id", TRUE);
  sam_json_append_string (out, sam_record_id (record));
  sam_output_member (out, "kind", FALSE);
  sam_json_append_string (out, kind->name);
  for (guint i = 0; i < kind->n_fields; i++)
    {
      const SamField *field = sam_field (kind->first + (int)i);
      g_auto (SamValue) value = sam_computed_value (source, record, field->id, today);

      sam_output_member (out, field->name, FALSE);
      if (sam_value_is_null (&value))
        g_string_append (out, "null");
      else
        sam_wire_append_value (out, field, &value);
    }
  g_string_append_c (out, '}');
}

static char *
shorten (const char *text)
{
  GString *line = g_string_new (NULL);
  glong length = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p), length++)
    {
      gunichar character = g_utf8_get_char (p);

      if (length == CELL_WIDTH)
        {
          g_string_append (line, "…");
          break;
        }
      g_string_append_unichar (line, g_unichar_iscntrl (character) ? ' ' : character);
    }
  return g_string_free (line, FALSE);
}

char *
sam_output_short (const char *text)
{
  return text != NULL && *text != '\0' ? shorten (text) : g_strdup ("–");
}

char *
sam_output_stamp (SamSource *source, const char *stamp, SamDay today)
{
  gint64 us;

  if (stamp == NULL || !sam_stamp_parse (stamp, &us))
    return g_strdup (stamp != NULL ? stamp : "");
  return sam_phrase_moment (sam_moment_from_utc (us, sam_source_zone (source)), today);
}

struct _SamTable
{
  guint columns;
  GPtrArray *cells; /* of char *, row by row */
};

SamTable *
sam_table_new (guint columns)
{
  SamTable *table = g_new0 (SamTable, 1);

  table->columns = columns;
  table->cells = g_ptr_array_new_with_free_func (g_free);
  return table;
}

void
sam_table_free (SamTable *table)
{
  if (table == NULL)
    return;
  g_ptr_array_unref (table->cells);
  g_free (table);
}

void
sam_table_add_whole (SamTable *table, const char *cell)
{
  g_ptr_array_add (table->cells, g_strdup (cell != NULL ? cell : ""));
}

void
sam_table_add (SamTable *table, const char *cell)
{
  g_ptr_array_add (table->cells, shorten (cell != NULL ? cell : ""));
}

/* How many columns of a terminal a text takes. */
static guint
width_of (const char *text)
{
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      if (!g_unichar_iszerowidth (character))
        width += g_unichar_iswide (character) ? 2 : 1;
    }
  return width;
}

void
sam_table_write (SamTable *table, GString *out)
{
  g_autofree guint *widths = g_new0 (guint, table->columns);

  for (guint i = 0; i < table->cells->len; i++)
    widths[i % table->columns]
        = MAX (widths[i % table->columns], width_of (g_ptr_array_index (table->cells, i)));
  for (guint i = 0; i < table->cells->len; i++)
    {
      const char *cell = g_ptr_array_index (table->cells, i);
      guint column = i % table->columns;

      g_string_append (out, cell);
      if (column + 1 == table->columns)
        {
          g_string_append_c (out, '\n');
          continue;
        }
      for (guint width = width_of (cell); width < widths[column] + GAP; width++)
        g_string_append_c (out, ' ');
    }
}
