/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/money.h"

#include "base/error.h"
#include "base/i18n.h"

#include <string.h>

#define NO_BREAK_SPACE "\u00a0"
#define MINUS "\u2212"

gboolean
sam_money_add (SamMoney a, SamMoney b, SamMoney *sum)
{
  SamMoney result;
  if ((b > 0 && a > G_MAXINT64 - b) || (b < 0 && a < G_MININT64 - b))
    return FALSE;
  result = a + b;
  *sum = result;
  return TRUE;
}

gboolean
sam_money_subtract (SamMoney a, SamMoney b, SamMoney *difference)
{
  if ((b < 0 && a > G_MAXINT64 + b) || (b > 0 && a < G_MININT64 + b))
    return FALSE;
  *difference = a - b;
  return TRUE;
}

/* The length of the space at p, or 0: ordinary, no-break, figure, thin and narrow no-break. */
static gsize
space_length (const char *p)
{
  static const char *const spaces[] = { " ", NO_BREAK_SPACE, "\u2007", "\u2009", "\u202f" };
  for (guint i = 0; i < G_N_ELEMENTS (spaces); i++)
    if (g_str_has_prefix (p, spaces[i]))
      return strlen (spaces[i]);
  return 0;
}

static const char *
skip_spaces (const char *p)
{
  for (gsize length; (length = space_length (p)) > 0;)
    p += length;
  return p;
}

static const char *
read_sign (const char *p, gboolean *negative)
{
  static const char *const minuses[] = { "-", MINUS, "\u2013" };
  *negative = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (minuses); i++)
    if (g_str_has_prefix (p, minuses[i]))
      {
        *negative = TRUE;
        return skip_spaces (p + strlen (minuses[i]));
      }
  return *p == '+' ? skip_spaces (p + 1) : p;
}

static guint
digits_at (const char *p)
{
  guint n = 0;
  while (g_ascii_isdigit (p[n]))
    n++;
  return n;
}

/* Kronor with groups of three, all by the same kind of separator. NULL if it is no number. Stops
 * adding up, at a number that is too large for sure, rather than overflow. */
static const char *
read_kronor (const char *p, gint64 *kronor)
{
  guint digits = digits_at (p);
  gboolean grouped = FALSE, point = FALSE;
  gboolean may_group = digits <= 3;
  if (digits == 0)
    return NULL;
  *kronor = 0;
  for (;;)
    {
      for (; digits > 0; digits--, p++)
        *kronor = MIN (*kronor * 10 + (*p - '0'), SAM_MONEY_MAX);
      gsize separator = space_length (p);
      gboolean is_point = *p == '.';
      if (is_point)
        separator = 1;
      digits = separator > 0 ? digits_at (p + separator) : 0;
      if (digits == 0 || (is_point && digits < 3 && !point))
        return p; /* what follows is decimals or the unit */
      if (!may_group || digits != 3 || (grouped && is_point != point))
        return NULL;
      grouped = TRUE;
      point = is_point;
      p += separator;
    }
}

static const char *
read_ore (const char *p, gint64 *ore)
{
  *ore = 0;
  if ((*p != ',' && *p != '.') || !g_ascii_isdigit (p[1]))
    return p;
  guint digits = digits_at (p + 1);
  if (digits > 2)
    return NULL;
  *ore = (p[1] - '0') * 10 + (digits == 2 ? p[2] - '0' : 0);
  return p + 1 + digits;
}

static gboolean
is_unit (const char *p)
{
  static const char *const units[] = { "", ":-", ",-", "kr", "kr.", "kronor", "sek" };
  g_autofree char *unit = g_ascii_strdown (p, -1);
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (strcmp (unit, units[i]) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
refuse (const char *text, GError **error)
{
  g_autofree char *excerpt = sam_error_excerpt (text);
  g_set_error (error, SAM_ERROR, SAM_ERROR_INVALID,
               _ ("“%s” is not an amount. Write it like 12 500 or 12 500,50."), excerpt);
  return FALSE;
}

gboolean
sam_money_parse (const char *text, SamMoney *money, GError **error)
{
  g_return_val_if_fail (text != NULL, FALSE);
  g_autofree char *copy = g_strdup (text);
  const char *start = skip_spaces (g_strstrip (copy));
  for (gsize end = strlen (copy); end > 0;)
    {
      const char *last = g_utf8_find_prev_char (copy, copy + end);
      if (last == NULL || space_length (last) != (gsize)(copy + end - last))
        break;
      end = (gsize)(last - copy);
      copy[end] = '\0';
    }

  gboolean negative;
  gint64 kronor = 0, ore = 0;
  const char *p = read_kronor (read_sign (start, &negative), &kronor);
  if (p != NULL)
    p = read_ore (p, &ore);
  if (p == NULL || !is_unit (skip_spaces (p)))
    return refuse (text, error);
  if (kronor > SAM_MONEY_MAX / SAM_KRONA || (kronor == SAM_MONEY_MAX / SAM_KRONA && ore > 0))
    {
      g_autofree char *excerpt = sam_error_excerpt (text);
      g_autofree char *most = sam_money_format (SAM_MONEY_MAX, SAM_MONEY_UNIT);
      g_set_error (error, SAM_ERROR, SAM_ERROR_INVALID,
                   _ ("The amount “%s” is too large: write at most %s."), excerpt, most);
      return FALSE;
    }
  SamMoney total = kronor * SAM_KRONA + ore;
  *money = negative ? -total : total;
  return TRUE;
}

/* Works for the most negative number too, whose negation does not fit. */
static guint64
magnitude (SamMoney money)
{
  return money < 0 ? (guint64)0 - (guint64)money : (guint64)money;
}

char *
sam_money_format (SamMoney money, SamMoneyStyle style)
{
  guint64 amount = magnitude (money);
  char digits[24];
  int n_digits = g_snprintf (digits, sizeof digits, "%" G_GUINT64_FORMAT, amount / 100);
  guint ore = (guint)(amount % 100);

  GString *out = g_string_sized_new (40);
  if (money < 0)
    g_string_append (out, MINUS);
  else if (money > 0 && (style & SAM_MONEY_SIGN) != 0)
    g_string_append_c (out, '+');
  for (int i = 0; i < n_digits; i++)
    {
      if (i > 0 && (n_digits - i) % 3 == 0)
        g_string_append (out, NO_BREAK_SPACE);
      g_string_append_c (out, digits[i]);
    }
  if (ore != 0 || (style & SAM_MONEY_DECIMALS) != 0)
    g_string_append_printf (out, ",%02u", ore);
  if ((style & SAM_MONEY_UNIT) != 0)
    g_string_append (out, NO_BREAK_SPACE "kr");
  return g_string_free (out, FALSE);
}

char *
sam_money_format_plain (SamMoney money)
{
  guint64 amount = magnitude (money);
  return g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%02u", money < 0 ? "-" : "", amount / 100,
                          (guint)(amount % 100));
}
