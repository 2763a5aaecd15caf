/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/forum-file-scan.h"

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"

typedef struct
{
  const char *p;
  const char *end;
  guint line;
} Scanner;

static void
skip_space (Scanner *s)
{
  for (; s->p < s->end && strchr (" \t\r\n", *s->p) != NULL && *s->p != '\0'; s->p++)
    if (*s->p == '\n')
      s->line++;
}

/* From the opening quote to after the closing one. FALSE at the end of the file. */
static gboolean
skip_string (Scanner *s)
{
  for (s->p++; s->p < s->end; s->p++)
    {
      if (*s->p == '"')
        {
          s->p++;
          return TRUE;
        }
      if (*s->p == '\n')
        s->line++;
      if (*s->p == '\\' && ++s->p == s->end)
        return FALSE;
    }
  return FALSE;
}

/* From an opening bracket to after the one that closes it. FALSE at the end of the file. */
static gboolean
skip_brackets (Scanner *s)
{
  gsize depth = 0;

  while (s->p < s->end)
    {
      if (*s->p == '"')
        {
          if (!skip_string (s))
            return FALSE;
          continue;
        }
      if (*s->p == '\n')
        s->line++;
      else if (*s->p == '{' || *s->p == '[')
        depth++;
      else if ((*s->p == '}' || *s->p == ']') && --depth == 0)
        {
          s->p++;
          return TRUE;
        }
      s->p++;
    }
  return FALSE;
}

/* The sentence stands after "Line N:". */
static gboolean
fail (const Scanner *s, const char *sentence, GError **error)
{
  gboolean cut = s->p >= s->end;

  g_set_error (error, SAM_ERROR, cut ? SAM_ERROR_DAMAGED : SAM_ERROR_INVALID, _ ("Line %u: %s"),
               s->line, sentence);
  return FALSE;
}

/* Moves to after the [ that opens the list of records: the member "records" of the outermost
 * object. */
static gboolean
find_list (Scanner *s)
{
  gsize depth = 0;

  while (s->p < s->end)
    {
      const char *start = s->p;

      if (*s->p != '"')
        {
          if (*s->p == '\n')
            s->line++;
          if (*s->p == '{' || *s->p == '[')
            depth++;
          if ((*s->p == '}' || *s->p == ']') && depth > 0)
            depth--;
          s->p++;
          continue;
        }
      if (!skip_string (s))
        return FALSE;
      if (depth != 1 || s->p - start != 9 || memcmp (start, "\"records\"", 9) != 0)
        continue;
      skip_space (s);
      if (s->p == s->end || *s->p != ':')
        continue;
      s->p++;
      skip_space (s);
      if (s->p == s->end || *s->p != '[')
        continue;
      s->p++;
      return TRUE;
    }
  return FALSE;
}

static gboolean
scan_record (Scanner *s, guint number, SamForumFileVisit visit, gpointer data, GError **error)
{
  SamForumFileSlice slice = { s->p, 0, s->line, number };

  if (s->p < s->end && *s->p != '{')
    return fail (s, _ ("a record was expected here; the file is not a forum file."), error);
  if (!skip_brackets (s))
    return fail (s, _ ("the file ends in the middle of a record: it is not whole. Get it anew."),
                 error);
  slice.length = (gsize)(s->p - slice.text);
  if (slice.length > SAM_FORUM_FILE_RECORD_LIMIT)
    return fail (s, _ ("the record that ends here is too large to be one."), error);
  return visit == NULL || visit (&slice, data, error);
}

/* From after [ to after ]. */
static gboolean
scan_list (Scanner *s, SamForumFileVisit visit, gpointer data, GError **error)
{
  guint number = 0;

  skip_space (s);
  if (s->p < s->end && *s->p == ']')
    {
      s->p++;
      return TRUE;
    }
  for (;;)
    {
      if (!scan_record (s, ++number, visit, data, error))
        return FALSE;
      skip_space (s);
      if (s->p == s->end)
        return fail (s,
                     _ ("the file ends before its list of records does: it is not whole. Get it "
                        "anew."),
                     error);
      if (*s->p == ']')
        {
          s->p++;
          return TRUE;
        }
      if (*s->p != ',')
        return fail (s, _ ("a comma or the end of the list was expected here."), error);
      s->p++;
      skip_space (s);
    }
}

gboolean
sam_forum_file_scan (const char *text, gsize size, GString *header, SamForumFileVisit visit,
                     gpointer data, GError **error)
{
  Scanner s = { text, text + size, 1 };
  gsize before;

  if (!find_list (&s))
    {
      g_set_error_literal (error, SAM_ERROR, SAM_ERROR_DAMAGED,
                           _ ("This is not a forum file, or not a whole one: it has no list of "
                              "records. Choose a file that Samverka has exported."));
      return FALSE;
    }
  before = (gsize)(s.p - 1 - text);
  if (!scan_list (&s, visit, data, error))
    return FALSE;
  if (before + (gsize)(s.end - s.p) > SAM_FORUM_FILE_HEADER_LIMIT)
    {
      g_set_error_literal (error, SAM_ERROR, SAM_ERROR_INVALID,
                           _ ("This is not a forum file: too much stands around its list of "
                              "records."));
      return FALSE;
    }
  if (header != NULL)
    {
      g_string_append_len (header, text, (gssize)before);
      g_string_append (header, "null");
      g_string_append_len (header, s.p, s.end - s.p);
    }
  return TRUE;
}
