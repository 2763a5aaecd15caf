/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"

#include <string.h>

#define EXCERPT_LENGTH 60

/* clang-format off */
G_DEFINE_QUARK (sam-error-quark, sam_error)
/* clang-format on */

gboolean
sam_error_say (GError **error, SamError code, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, SAM_ERROR, code, message);
  return FALSE;
}

char *
sam_error_excerpt (const char *text)
{
  if (text == NULL)
    return g_strdup ("");
  /* Never look at more of a hostile text than can be shown; a character has at most four bytes. */
  gsize length = strnlen (text, (EXCERPT_LENGTH + 1) * 4);
  g_autofree char *valid = g_utf8_make_valid (text, (gssize)length);
  GString *out = g_string_new (NULL);
  int count = 0;
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (count++ == EXCERPT_LENGTH)
        {
          g_string_append (out, "…");
          break;
        }
      gunichar c = g_utf8_get_char (p);
      g_string_append_unichar (out, g_unichar_iscntrl (c) ? ' ' : c);
    }
  return g_string_free (out, FALSE);
}
