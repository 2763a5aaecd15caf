/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/money.h"

#include "base/error.h"

#define NBSP "\u00a0"
#define MINUS "\u2212"

static void
test_parse (void)
{
  static const struct
  {
    const char *text;
    SamMoney money;
  } cases[] = {
    { "0", 0 },
    { "-0", 0 },
    { "12500", 1250000 },
    { "12 500,50", 1250050 },
    { "12500 kr", 1250000 },
    { "12500kr", 1250000 },
    { "12 500 KR.", 1250000 },
    { "3" NBSP "780" NBSP "000" NBSP "kr", 378000000 },
    { "3 780 000 kr", 378000000 },
    { "1\u2009234,5", 123450 },
    { "1\u202f234,05", 123405 },
    { "-40 000", -4000000 },
    { MINUS "40 000:-", -4000000 },
    { MINUS NBSP "40 000,-", -4000000 },
    { "+40 000", 4000000 },
    { "1.234,50", 123450 },
    { "1.234", 123400 },
    { "1.234.567", 123456700 },
    { "12500.50", 1250050 },
    { "1 234.5", 123450 },
    { "0,01", 1 },
    { "-0,01", -1 },
    { "  7  ", 700 },
    { NBSP "7" NBSP, 700 },
    { "007", 700 },
    { "12 kronor", 1200 },
    { "12 SEK", 1200 },
    { "1 000 000 000 000", SAM_MONEY_MAX },
    { "-1000000000000,00 kr", -SAM_MONEY_MAX },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      SamMoney money = 42;
      g_test_message ("“%s”", cases[i].text);
      g_assert_true (sam_money_parse (cases[i].text, &money, &error));
      g_assert_no_error (error);
      g_assert_cmpint (money, ==, cases[i].money);
    }
}

static void
test_refused (void)
{
  static const char *const cases[] = {
    "",
    " ",
    "kr",
    "-",
    ",50",
    "12,",
    "12,505",
    "1,234",
    "1,234.50",
    "12 50",
    "12 5000",
    "1234 567",
    "1 234.567",
    "1.234 567",
    "12.5000",
    "1e3",
    "0x10",
    "--5",
    "5-",
    "12 500 kr extra",
    "EUR 5",
    "5 EUR",
    "١٢",
    "1 000 000 000 000,01",
    "1 000 000 000 001",
    "99999999999999999999999999999999999999999",
    "5\xff",
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      SamMoney money = 42;
      g_test_message ("case %u", i);
      g_assert_false (sam_money_parse (cases[i], &money, &error));
      g_assert_error (error, SAM_ERROR, SAM_ERROR_INVALID);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_cmpint (money, ==, 42);
    }
}

static void
test_format (void)
{
  static const struct
  {
    SamMoney money;
    SamMoneyStyle style;
    const char *text, *plain;
  } cases[] = {
    { 0, SAM_MONEY_PLAIN, "0", "0.00" },
    { 0, SAM_MONEY_SIGN | SAM_MONEY_UNIT, "0" NBSP "kr", "0.00" },
    { 5, SAM_MONEY_PLAIN, "0,05", "0.05" },
    { -5, SAM_MONEY_PLAIN, MINUS "0,05", "-0.05" },
    { 99900, SAM_MONEY_PLAIN, "999", "999.00" },
    { 99900, SAM_MONEY_DECIMALS, "999,00", "999.00" },
    { 100000, SAM_MONEY_PLAIN, "1" NBSP "000", "1000.00" },
    { 378000000, SAM_MONEY_UNIT, "3" NBSP "780" NBSP "000" NBSP "kr", "3780000.00" },
    { 123450, SAM_MONEY_PLAIN, "1" NBSP "234,50", "1234.50" },
    { 4000000, SAM_MONEY_SIGN, "+40" NBSP "000", "40000.00" },
    { -4000000, SAM_MONEY_SIGN, MINUS "40" NBSP "000", "-40000.00" },
    { G_MAXINT64, SAM_MONEY_PLAIN, "92" NBSP "233" NBSP "720" NBSP "368" NBSP "547" NBSP "758,07",
      "92233720368547758.07" },
    { G_MININT64, SAM_MONEY_PLAIN,
      MINUS "92" NBSP "233" NBSP "720" NBSP "368" NBSP "547" NBSP "758,08",
      "-92233720368547758.08" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = sam_money_format (cases[i].money, cases[i].style);
      g_autofree char *plain = sam_money_format_plain (cases[i].money);
      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_cmpstr (plain, ==, cases[i].plain);
      SamMoney back = 0;
      if (ABS (cases[i].money / 2) > SAM_MONEY_MAX)
        continue;
      g_assert_true (sam_money_parse (text, &back, NULL));
      g_assert_cmpint (back, ==, cases[i].money);
      g_assert_true (sam_money_parse (plain, &back, NULL));
      g_assert_cmpint (back, ==, cases[i].money);
    }
}

static void
test_arithmetic (void)
{
  static const struct
  {
    SamMoney a, b;
    gboolean add, subtract;
  } cases[] = {
    { 1, 2, TRUE, TRUE },
    { G_MAXINT64, 0, TRUE, TRUE },
    { G_MAXINT64, 1, FALSE, TRUE },
    { G_MAXINT64, -1, TRUE, FALSE },
    { G_MININT64, 1, TRUE, FALSE },
    { G_MININT64, -1, FALSE, TRUE },
    { 0, G_MININT64, TRUE, FALSE },
    { -1, G_MININT64, FALSE, TRUE },
    { G_MININT64, G_MININT64, FALSE, TRUE },
    { G_MAXINT64, G_MAXINT64, FALSE, TRUE },
    { G_MAXINT64, G_MININT64, TRUE, FALSE },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SamMoney a = cases[i].a, b = cases[i].b, sum = 42, difference = 42;
      g_assert_cmpint (sam_money_add (a, b, &sum), ==, cases[i].add);
      g_assert_cmpint (sam_money_subtract (a, b, &difference), ==, cases[i].subtract);
      if (cases[i].add)
        g_assert_cmpint (sum - b, ==, a);
      else
        g_assert_cmpint (sum, ==, 42);
      if (cases[i].subtract)
        g_assert_cmpint (difference + b, ==, a);
      else
        g_assert_cmpint (difference, ==, 42);
    }
  /* The promise in the header: ninety thousand of the largest amount. */
  SamMoney total = 0;
  g_assert_true (sam_money_add (SAM_MONEY_MAX * 50000, SAM_MONEY_MAX * 40000, &total));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/money/parse", test_parse);
  g_test_add_func ("/base/money/refused", test_refused);
  g_test_add_func ("/base/money/format", test_format);
  g_test_add_func ("/base/money/arithmetic", test_arithmetic);
  return g_test_run ();
}
