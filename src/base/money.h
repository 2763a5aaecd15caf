/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Money is a signed 64-bit number of öre. Arithmetic that would overflow fails, it never wraps. */
typedef gint64 SamMoney;

#define SAM_KRONA G_GINT64_CONSTANT (100)
/* The largest amount that a record may hold, either sign: 1 000 000 000 000 kr. Sums of ninety
 * thousand such amounts stay within 64 bits; add with the functions below. */
#define SAM_MONEY_MAX (G_GINT64_CONSTANT (1000000000000) * SAM_KRONA)

gboolean sam_money_add (SamMoney a, SamMoney b, SamMoney *sum); /* FALSE on overflow; *sum untouched */
gboolean sam_money_subtract (SamMoney a, SamMoney b, SamMoney *difference);

/* Reads what a person types: "12500", "12 500,50", "12500 kr", "-40 000", "−40 000:-", with ordinary,
 * no-break or thin spaces, or a point in groups of three ("1.234,50"); a bare number is kronor.
 * At most two decimals. On failure returns FALSE and sets a SAM_ERROR_INVALID sentence. */
gboolean sam_money_parse (const char *text, SamMoney *money, GError **error);

typedef enum
{
  SAM_MONEY_PLAIN = 0,
  SAM_MONEY_UNIT = 1 << 0,   /* "3 780 000 kr" instead of "3 780 000" */
  SAM_MONEY_DECIMALS = 1 << 1, /* always two decimals; otherwise only where there are öre */
  SAM_MONEY_SIGN = 1 << 2,   /* "+40 000" also for what is above zero */
} SamMoneyStyle;

/* With no-break spaces in thousands, decimal comma and a true minus (U+2212). Caller frees. */
char *sam_money_format (SamMoney money, SamMoneyStyle style);
/* For machines: "12500.50", no spaces, ASCII minus. Caller frees. */
char *sam_money_format_plain (SamMoney money);
