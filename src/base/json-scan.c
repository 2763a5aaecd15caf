/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json-scan.h"

#include "base/error.h"
#include "base/i18n.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A member's name as it is after escapes: in the text itself, or decoded into `owned`. */
typedef struct
{
  const char *bytes;
  gsize length;
  char *owned;
} Name;

typedef struct
{
  gboolean is_object;
  guint first_name; /* in Scanner.names */
} Frame;

typedef struct
{
  const char *begin, *p, *end;
  GArray *frames; /* of Frame: what is open */
  GArray *names;  /* of Name: of all open objects, each object's at the end of its owner's */
  int max_depth;
  GError **error;
} Scanner;

static void
clear_name (gpointer name)
{
  g_free (((Name *)name)->owned);
}

static gboolean
fail (Scanner *s, const char *reason)
{
  guint line = 1;
  const char *line_start = s->begin;
  for (const char *q = s->begin; q < s->p; q++)
    if (*q == '\n')
      {
        line++;
        line_start = q + 1;
      }
  glong column = g_utf8_strlen (line_start, s->p - line_start) + 1;
  g_set_error (s->error, SAM_ERROR, SAM_ERROR_INVALID,
               _ ("The text is not correct JSON at line %u, character %ld: %s."), line, column,
               reason);
  return FALSE;
}

static inline int
at (Scanner *s, gsize ahead)
{
  return (gsize)(s->end - s->p) > ahead ? (guchar)s->p[ahead] : -1;
}

static void
skip_space (Scanner *s)
{
  while (s->p < s->end && (*s->p == ' ' || *s->p == '\n' || *s->p == '\r' || *s->p == '\t'))
    s->p++;
}

/* The four hexadecimal digits after \u, or -1. */
static int
scan_hex (Scanner *s, gsize ahead)
{
  int value = 0;
  for (gsize i = ahead; i < ahead + 4; i++)
    {
      int c = at (s, i);
      int digit = c >= 0 ? g_ascii_xdigit_value ((char)c) : -1;
      if (digit < 0)
        return -1;
      value = value * 16 + digit;
    }
  return value;
}

/* At a backslash. *c is the character that the escape stands for. */
static gboolean
scan_escape (Scanner *s, gunichar *c)
{
  static const char escapes[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
  int kind = at (s, 1);
  const char *escape = kind > 0 ? strchr (escapes, kind) : NULL;
  if (escape != NULL)
    {
      *c = (gunichar)meanings[escape - escapes];
      s->p += 2;
      return TRUE;
    }
  int unit = kind == 'u' ? scan_hex (s, 2) : -1;
  if (unit < 0)
    return fail (s, _ ("there is no such escape"));
  if (unit == 0)
    return fail (s, _ ("the character U+0000 is not allowed"));
  gsize length = 6;
  *c = (gunichar)unit;
  if (unit >= 0xd800 && unit <= 0xdfff)
    {
      int low = at (s, 6) == '\\' && at (s, 7) == 'u' ? scan_hex (s, 8) : -1;
      if (unit >= 0xdc00 || low < 0xdc00 || low > 0xdfff)
        return fail (s, _ ("half of a character is missing"));
      *c = 0x10000 + ((gunichar)(unit - 0xd800) << 10) + (gunichar)(low - 0xdc00);
      length = 12;
    }
  s->p += length;
  return TRUE;
}

/* At a quote. With name, gives what the string means. */
static gboolean
scan_string (Scanner *s, Name *name)
{
  const char *start = ++s->p;
  GString *decoded = NULL;
  gboolean ok = FALSE;
  for (;;)
    {
      /* Nearly all of every text goes through this loop. */
      const char *run = s->p;
      while (s->p < s->end && (guchar)*s->p >= 0x20 && *s->p != '"' && *s->p != '\\')
        s->p++;
      if (decoded != NULL)
        g_string_append_len (decoded, run, s->p - run);
      int c = at (s, 0);
      if (c < 0x20)
        {
          fail (s, c < 0 ? _ ("a string has no end")
                         : _ ("a control character in a string has to be escaped"));
          break;
        }
      if (c == '"')
        {
          ok = TRUE;
          break;
        }
      gunichar meant = 0;
      if (name != NULL && decoded == NULL)
        decoded = g_string_new_len (start, s->p - start);
      if (!scan_escape (s, &meant))
        break;
      if (decoded != NULL)
        g_string_append_unichar (decoded, meant);
    }
  if (ok && name != NULL)
    {
      name->length = decoded != NULL ? decoded->len : (gsize)(s->p - start);
      name->owned = decoded != NULL ? g_string_free (g_steal_pointer (&decoded), FALSE) : NULL;
      name->bytes = name->owned != NULL ? name->owned : start;
    }
  if (decoded != NULL)
    g_string_free (decoded, TRUE);
  if (ok)
    s->p++;
  return ok;
}

static gboolean
scan_digits (Scanner *s)
{
  if (!g_ascii_isdigit (at (s, 0)))
    return fail (s, _ ("a number is not complete"));
  while (g_ascii_isdigit (at (s, 0)))
    s->p++;
  return TRUE;
}

static gboolean
scan_number (Scanner *s)
{
  const char *start = s->p;
  gboolean integer = TRUE;
  if (at (s, 0) == '-')
    s->p++;
  if (at (s, 0) == '0' && g_ascii_isdigit (at (s, 1)))
    return fail (s, _ ("a number begins with a needless zero"));
  if (!scan_digits (s))
    return FALSE;
  if (at (s, 0) == '.')
    {
      integer = FALSE;
      s->p++;
      if (!scan_digits (s))
        return FALSE;
    }
  if (at (s, 0) == 'e' || at (s, 0) == 'E')
    {
      integer = FALSE;
      s->p++;
      if (at (s, 0) == '+' || at (s, 0) == '-')
        s->p++;
      if (!scan_digits (s))
        return FALSE;
    }

  /* Almost every number is short: no allocation for those. */
  char digits[64] = { 0 };
  gsize length = (gsize)(s->p - start);
  g_autofree char *longer = NULL;
  if (length < sizeof digits)
    memcpy (digits, start, length);
  else
    longer = g_strndup (start, length);
  const char *number = longer != NULL ? longer : digits;
  errno = 0;
  if (integer)
    g_ascii_strtoll (number, NULL, 10);
  gboolean too_large = integer ? errno == ERANGE : !isfinite (g_ascii_strtod (number, NULL));
  if (too_large)
    {
      s->p = start;
      return fail (s, _ ("a number is too large"));
    }
  return TRUE;
}

static gboolean
scan_word (Scanner *s)
{
  static const char *const words[] = { "true", "false", "null" };
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize length = strlen (words[i]);
      if ((gsize)(s->end - s->p) >= length && memcmp (s->p, words[i], length) == 0)
        {
          s->p += length;
          return TRUE;
        }
    }
  return fail (s, s->p < s->end ? _ ("a value is expected here") : _ ("the text ends too early"));
}

static int
compare_names (const void *a, const void *b)
{
  const Name *x = a, *y = b;
  if (x->length != y->length)
    return x->length < y->length ? -1 : 1;
  return memcmp (x->bytes, y->bytes, x->length);
}

/* Sorted when the object ends, so that no number of names and no choice of them takes long. */
static gboolean
close_object (Scanner *s, guint first)
{
  guint n = s->names->len - first;
  Name *names = n > 0 ? &g_array_index (s->names, Name, first) : NULL;
  if (n > 1)
    qsort (names, n, sizeof *names, compare_names);
  for (guint i = 1; i < n; i++)
    if (compare_names (&names[i - 1], &names[i]) == 0)
      {
        g_autofree char *copy = g_strndup (names[i].bytes, MIN (names[i].length, 400));
        g_autofree char *excerpt = sam_error_excerpt (copy);
        g_autofree char *reason = g_strdup_printf (_ ("“%s” is there twice"), excerpt);
        return fail (s, reason);
      }
  g_array_set_size (s->names, first);
  return TRUE;
}

/* A member's name and colon, or nothing but an error. */
static gboolean
scan_name (Scanner *s)
{
  skip_space (s);
  if (at (s, 0) != '"')
    return fail (s, s->p < s->end ? _ ("a name in double quotes is expected here")
                                  : _ ("the text ends too early"));
  Name name = { 0 };
  const char *start = s->p;
  if (!scan_string (s, &name))
    return FALSE;
  g_array_append_val (s->names, name);
  if (name.length == 0)
    {
      s->p = start;
      return fail (s, _ ("a name is empty"));
    }
  skip_space (s);
  if (at (s, 0) != ':')
    return fail (s, _ ("a colon is expected here"));
  s->p++;
  return TRUE;
}

/* At a value. *opened is TRUE if it is an object or array with something in it. */
static gboolean
scan_value (Scanner *s, gboolean *opened)
{
  *opened = FALSE;
  skip_space (s);
  int c = at (s, 0);
  if (c == '"')
    return scan_string (s, NULL);
  if (c == '-' || g_ascii_isdigit (c))
    return scan_number (s);
  if (c != '{' && c != '[')
    return scan_word (s);

  if ((int)s->frames->len >= s->max_depth)
    return fail (s, _ ("the values are nested too deeply"));
  s->p++;
  skip_space (s);
  if (at (s, 0) == c + 2) /* } is { + 2 and ] is [ + 2 in ASCII */
    {
      s->p++;
      return TRUE;
    }
  Frame frame = { c == '{', s->names->len };
  g_array_append_val (s->frames, frame);
  *opened = TRUE;
  return frame.is_object ? scan_name (s) : TRUE;
}

/* After a value: closes what ends here; *more is TRUE if another value follows. */
static gboolean
scan_after (Scanner *s, gboolean *more)
{
  *more = FALSE;
  while (s->frames->len > 0)
    {
      Frame frame = g_array_index (s->frames, Frame, s->frames->len - 1);
      skip_space (s);
      int c = at (s, 0);
      if (c == ',')
        {
          s->p++;
          *more = TRUE;
          return frame.is_object ? scan_name (s) : TRUE;
        }
      if (c != (frame.is_object ? '}' : ']'))
        return fail (s, s->p < s->end ? _ ("a comma or the end of the list is expected here")
                                      : _ ("the text ends too early"));
      if (frame.is_object && !close_object (s, frame.first_name))
        return FALSE;
      s->p++;
      g_array_set_size (s->frames, s->frames->len - 1);
    }
  skip_space (s);
  return s->p == s->end ? TRUE : fail (s, _ ("there is something after the end"));
}

gboolean
sam_json_scan (const char *text, gsize length, int max_depth, GError **error)
{
  g_autoptr (GArray) frames = g_array_new (FALSE, FALSE, sizeof (Frame));
  g_autoptr (GArray) names = g_array_new (FALSE, FALSE, sizeof (Name));
  g_array_set_clear_func (names, clear_name);
  Scanner s = { text, text, text + length, frames, names, max_depth, error };
  const char *valid_end;
  if (!g_utf8_validate_len (text, length, &valid_end))
    {
      s.p = valid_end;
      return fail (&s, _ ("the text is not UTF-8"));
    }
  gboolean more = TRUE;
  while (more)
    {
      gboolean opened;
      do
        if (!scan_value (&s, &opened))
          return FALSE;
      while (opened);
      if (!scan_after (&s, &more))
        return FALSE;
    }
  return TRUE;
}
