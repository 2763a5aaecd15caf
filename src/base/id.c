/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/id.h"

#include <string.h>

char *
sam_id_new (SamClock *clock, SamRandom *random)
{
  gint64 now = MAX (sam_clock_now (clock), 0);
  guint64 milliseconds = (guint64)now / 1000;
  /* The part of the millisecond stands in the twelve bits after the version (RFC 9562, section 6.2,
   * method 3), so that ids made one after another also sort so. */
  guint fraction = (guint)((guint64)now % 1000 * 4096 / 1000);
  guint64 tail = sam_random_u64 (random);

  return g_strdup_printf ("%08x-%04x-7%03x-%04x-%04x%08x", (guint)(milliseconds >> 16),
                          (guint)(milliseconds & 0xffff), fraction,
                          0x8000u | (guint)(tail >> 48 & 0x3fff), (guint)(tail >> 32 & 0xffff),
                          (guint)(tail & 0xffffffffu));
}

gboolean
sam_id_is_valid (const char *text)
{
  if (text == NULL)
    return FALSE;
  for (int i = 0; i < SAM_ID_LENGTH; i++)
    {
      char c = text[i];
      gboolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
      if (hyphen ? c != '-' : !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f')))
        return FALSE;
    }
  return text[SAM_ID_LENGTH] == '\0';
}

guint
sam_id_hash (gconstpointer id)
{
  const char *end = (const char *)id + strlen (id);
  guint32 parts[4];

  /* Ids are long and differ most at the end: from there, four bytes at a time. */
  if (end - (const char *)id < (gssize)sizeof parts)
    return g_str_hash (id);
  memcpy (parts, end - sizeof parts, sizeof parts);
  return (((parts[0] * 31 + parts[1]) * 31 + parts[2]) * 31 + parts[3]) * 0x9e3779b1u;
}
