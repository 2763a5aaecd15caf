/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/position.h"

#include <string.h>

/* A position is a fraction written in base 62 behind an unseen "0.": "V" is a half. Ties and
 * nonsense can arrive from other desks, so no input may make these functions fail. */
static const char digits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
#define BASE 62
#define MAX_LENGTH 500

static int
digit_value (char c)
{
  if (c >= '0' && c <= '9')
    return c - '0';
  if (c >= 'A' && c <= 'Z')
    return c - 'A' + 10;
  if (c >= 'a' && c <= 'z')
    return c - 'a' + 36;
  return -1;
}

gboolean
sam_position_is_valid (const char *text)
{
  gsize length = 0;

  if (text == NULL)
    return FALSE;
  for (; text[length] != '\0'; length++)
    if (length >= MAX_LENGTH || digit_value (text[length]) < 0)
      return FALSE;
  return length > 0 && text[length - 1] != '0';
}

/* The shortest middle of a < b. after NULL stands for 1, before "" for 0. */
static char *
midpoint (const char *before, const char *after)
{
  GString *out = g_string_new (NULL);

  for (gsize i = 0;; i++)
    {
      int low = *before != '\0' ? digit_value (*before) : 0;
      int high = after != NULL ? digit_value (after[i]) : BASE;

      if (low == high)
        g_string_append_c (out, digits[low]);
      else if (high - low > 1)
        {
          g_string_append_c (out, digits[(low + high) / 2]);
          return g_string_free (out, FALSE);
        }
      else if (after != NULL && after[i + 1] != '\0')
        {
          /* One apart, and `after` goes on: its digit alone is below it. */
          g_string_append_c (out, digits[high]);
          return g_string_free (out, FALSE);
        }
      else
        {
          /* One apart: stay on the low side, with nothing above it. */
          g_string_append_c (out, digits[low]);
          after = NULL;
        }
      if (*before != '\0')
        before++;
    }
}

static void
trim_zeros (GString *text)
{
  while (text->len > 0 && text->str[text->len - 1] == '0')
    g_string_truncate (text, text->len - 1);
}

static guint
run_length (const char *text, char c)
{
  guint n = 0;

  while (text[n] == c)
    n++;
  return n;
}

/* The text's first `length` digits, filled up with zeros. */
static GString *
take_digits (const char *text, guint length)
{
  gsize have = MIN (strlen (text), length);
  GString *out = g_string_new_len (text, have);

  while (out->len < length)
    g_string_append_c (out, '0');
  return out;
}

/* A step past the last one. Steps get finer the longer the run of "z" in front, so that a hundred
 * thousand records put last one after another still have short positions. */
static char *
step_after (const char *before)
{
  guint run = run_length (before, 'z');
  GString *out = take_digits (before, 2 * run + 1);

  /* Never all "z" behind the run, so the carry ends before it. */
  for (gssize i = out->len - 1; i >= 0; i--)
    {
      if (out->str[i] != 'z')
        {
          out->str[i] = digits[digit_value (out->str[i]) + 1];
          break;
        }
      out->str[i] = '0';
    }
  trim_zeros (out);
  return g_string_free (out, FALSE);
}

static char *
step_before (const char *after)
{
  guint run = run_length (after, '0');
  GString *out = take_digits (after, 2 * run + 1);

  for (gssize i = out->len - 1; i >= 0; i--)
    {
      if (out->str[i] != '0')
        {
          out->str[i] = digits[digit_value (out->str[i]) - 1];
          break;
        }
      out->str[i] = 'z';
    }
  trim_zeros (out);
  if (out->len == 0)
    {
      for (guint i = 0; i < 2 * run + 1; i++)
        g_string_append_c (out, '0');
      g_string_append_c (out, 'z');
    }
  return g_string_free (out, FALSE);
}

char *
sam_position_between (const char *before, const char *after)
{
  if (!sam_position_is_valid (before))
    before = NULL;
  if (!sam_position_is_valid (after))
    after = NULL;
  if (before == NULL && after == NULL)
    return g_strdup ("V");
  if (before == NULL)
    return step_before (after);
  if (after == NULL)
    return step_after (before);
  if (strcmp (before, after) >= 0)
    return g_strconcat (before, "V", NULL);
  return midpoint (before, after);
}

static void
fill (char **out, guint n, const char *before, const char *after)
{
  guint middle = n / 2;

  if (n == 0)
    return;
  out[middle] = midpoint (before, after);
  fill (out, middle, before, out[middle]);
  fill (out + middle + 1, n - middle - 1, out[middle], after);
}

char **
sam_position_spread (const char *before, const char *after, guint n)
{
  char **out = g_new0 (char *, n + 1);

  if (!sam_position_is_valid (before))
    before = NULL;
  if (!sam_position_is_valid (after))
    after = NULL;
  if (before != NULL && after != NULL && strcmp (before, after) >= 0)
    {
      g_autofree char *top = g_strconcat (before, "z", NULL);

      fill (out, n, before, top);
    }
  else
    fill (out, n, before != NULL ? before : "", after);
  return out;
}
