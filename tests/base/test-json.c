/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"

#include "base/error.h"

#include <string.h>

#define LIMIT 1000000

static void
test_accepted (void)
{
  static const struct
  {
    const char *text, *compact;
  } cases[] = {
    { "null", "null" },
    { " true ", "true" },
    { "false", "false" },
    { "0", "0" },
    { "-0", "0" },
    { "-12", "-12" },
    { "9223372036854775807", "9223372036854775807" },
    { "-9223372036854775808", "-9223372036854775808" },
    { "1.5", "1.5" },
    { "-0.25", "-0.25" },
    { "1.0", "1.0" },
    { "1e2", "100.0" },
    { "1E+2", "100.0" },
    { "2.5e-1", "0.25" },
    { "\"\"", "\"\"" },
    { "\"Öppna Malmö 🌍\"", "\"Öppna Malmö 🌍\"" },
    { "\"\\u00e5\\ud83c\\udf0d\\/\"", "\"å🌍/\"" },
    { "\"\\\"\\\\\\b\\f\\n\\r\\t\\u001f\"", "\"\\\"\\\\\\b\\f\\n\\r\\t\\u001f\"" },
    { "\"\\ufffe\x7f\"", "\"\ufffe\x7f\"" },
    { "\"/* no comment */ // none 'x' #\"", "\"/* no comment */ // none 'x' #\"" },
    { "[]", "[]" },
    { "{}", "{}" },
    { "[ [ ] , { } ]", "[[],{}]" },
    { "[1,\n2,\t3]", "[1,2,3]" },
    { "{ \"b\" : 1 , \"a\" : { \"b\" : null } }", "{\"b\":1,\"a\":{\"b\":null}}" },
    { "[{\"a\":1},{\"a\":2}]", "[{\"a\":1},{\"a\":2}]" },
    { "{\"a\":{\"a\":{\"a\":1}}}", "{\"a\":{\"a\":{\"a\":1}}}" },
    { "{\"with \\\"quotes\\\"\":\"x\"}", "{\"with \\\"quotes\\\"\":\"x\"}" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_test_message ("case %u", i);
      g_autoptr (JsonNode) node = sam_json_parse (cases[i].text, -1, LIMIT, SAM_JSON_DEPTH, &error);
      g_assert_no_error (error);
      g_autofree char *compact = sam_json_text (node);
      g_assert_cmpstr (compact, ==, cases[i].compact);
    }
}

static void
test_refused (void)
{
  static const struct
  {
    const char *text;
    gssize length;
  } cases[] = {
    { "", -1 },
    { "  ", -1 },
    { "nul", -1 },
    { "True", -1 },
    { "nulll", -1 },
    { "NaN", -1 },
    { "Infinity", -1 },
    { "-Infinity", -1 },
    { "-", -1 },
    { "+1", -1 },
    { "01", -1 },
    { "-01", -1 },
    { "0x10", -1 },
    { "1.", -1 },
    { ".5", -1 },
    { "1e", -1 },
    { "1e+", -1 },
    { "1e999", -1 },
    { "1 2", -1 },
    { "9223372036854775808", -1 },
    { "-9223372036854775809", -1 },
    { "99999999999999999999999999999999999999999999999999999999999999999999999999", -1 },
    { "\"open", -1 },
    { "\"open\\", -1 },
    { "\"tab\there\"", -1 },
    { "\"line\nhere\"", -1 },
    { "\"\\x41\"", -1 },
    { "\"\\u12\"", -1 },
    { "\"\\u12g4\"", -1 },
    { "\"\\u0000\"", -1 },
    { "\"\\ud83c\"", -1 },
    { "\"\\udf0d\"", -1 },
    { "\"\\ud83c\\u0041\"", -1 },
    { "\"\\ud83cx\"", -1 },
    { "'single'", -1 },
    { "{'a':1}", -1 },
    { "{a:1}", -1 },
    { "{\"\":1}", -1 },
    { "{\"a\":1,}", -1 },
    { "{\"a\":1 \"b\":2}", -1 },
    { "{\"a\"}", -1 },
    { "{\"a\":}", -1 },
    { "{\"a\":1", -1 },
    { "{,}", -1 },
    { "{1:2}", -1 },
    { "{\"a\":1]", -1 },
    { "[1}", -1 },
    { "[1,]", -1 },
    { "[,1]", -1 },
    { "[1 2]", -1 },
    { "[", -1 },
    { "[1", -1 },
    { "[1,", -1 },
    { "]", -1 },
    { "[]]", -1 },
    { "[] x", -1 },
    { "{}{}", -1 },
    { "[1] // comment", -1 },
    { "/* comment */ [1]", -1 },
    { "# comment\n[1]", -1 },
    { "[1 /* x */ ]", -1 },
    { "\xef\xbb\xbf[]", -1 },
    { "\"\xff\"", -1 },
    { "\"\xc0\xaf\"", -1 },
    { "\"\xed\xa0\x80\"", -1 },
    { "\"\xc3", -1 },
    { "[1]\0", 4 },
    { "\"a\0b\"", 5 },
    { "\xc2\xa0[]", -1 },
    { "\f[]", -1 },
    { "{\"a\":1,\"a\":1}", -1 },
    { "{\"a\":1,\"b\":2,\"\\u0061\":3}", -1 },
    { "[{\"x\":{\"a\":1,\"b\":{\"a\":1},\"a\":2}}]", -1 },
    { "{\"å\":1,\"\\u00e5\":2}", -1 },
    { "[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]", -1 },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_test_message ("case %u", i);
      g_autoptr (JsonNode) node
          = sam_json_parse (cases[i].text, cases[i].length, LIMIT, SAM_JSON_DEPTH, &error);
      g_assert_null (node);
      g_assert_error (error, SAM_ERROR, SAM_ERROR_INVALID);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
}

static void
test_where (void)
{
  static const struct
  {
    const char *text, *where;
  } cases[] = {
    { "x", "line 1, character 1" },
    { "{\n  \"åäö\": x\n}", "line 2, character 10" },
    { "[1,\n\n2", "line 3, character 2" },
    { "\"a\xff\"", "line 1, character 3" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (sam_json_parse (cases[i].text, -1, LIMIT, SAM_JSON_DEPTH, &error));
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, cases[i].where));
    }
}

static void
test_limits (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) fits = sam_json_parse ("[1,2]", -1, 5, SAM_JSON_DEPTH, &error);
  g_assert_no_error (error);
  g_assert_null (sam_json_parse ("[1,2]", -1, 4, SAM_JSON_DEPTH, &error));
  g_assert_error (error, SAM_ERROR, SAM_ERROR_INVALID);
  g_clear_error (&error);
  g_autoptr (JsonNode) part = sam_json_parse ("[1,2] trailing", 5, 5, SAM_JSON_DEPTH, &error);
  g_assert_no_error (error);

  for (int depth = 1; depth <= 20; depth++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      for (int i = 0; i < depth; i++)
        g_string_append (text, i % 2 == 0 ? "[" : "{\"a\":");
      g_string_append (text, "1");
      for (int i = depth - 1; i >= 0; i--)
        g_string_append (text, i % 2 == 0 ? "]" : "}");
      g_autoptr (JsonNode) node = sam_json_parse (text->str, -1, LIMIT, SAM_JSON_DEPTH, NULL);
      g_assert_cmpint (node != NULL, ==, depth <= SAM_JSON_DEPTH);
    }
}

/* A hundred thousand levels or names take no deep stack and no quadratic time. */
static void
test_hostile_size (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *deep = g_strnfill (100000, '[');
  g_assert_null (sam_json_parse (deep, -1, LIMIT, SAM_JSON_DEPTH, &error));
  g_assert_error (error, SAM_ERROR, SAM_ERROR_INVALID);
  g_clear_error (&error);

  g_autoptr (GString) wide = g_string_new ("{");
  for (guint i = 0; i < 100000; i++)
    g_string_append_printf (wide, "%s\"%u\":0", i > 0 ? "," : "", i);
  g_string_append (wide, ",\"77777\":0}");
  g_assert_null (sam_json_parse (wide->str, -1, (gssize)wide->len, SAM_JSON_DEPTH, &error));
  g_assert_error (error, SAM_ERROR, SAM_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "“77777”"));
}

/* Whatever a byte of a good text becomes: an answer, and what is accepted reads back the same. */
static void
test_mutations (void)
{
  static const char text[] = "{\"a\":[1,-2.5e3,\"x\\u00e5\\n\"],\"b\":{\"c\":null,\"d\":true}}";
  static const char bytes[] = "\0\x01 \"\\/{}[],:-+.eE019aunt\x7f\x80\xc3\xff'#*\n";
  for (gsize at = 0; at < sizeof text - 1; at++)
    for (gsize i = 0; i < sizeof bytes - 1; i++)
      {
        char copy[sizeof text];
        memcpy (copy, text, sizeof text);
        copy[at] = bytes[i];
        g_autoptr (JsonNode) node
            = sam_json_parse (copy, sizeof text - 1, LIMIT, SAM_JSON_DEPTH, NULL);
        if (node == NULL)
          continue;
        g_autofree char *compact = sam_json_text (node);
        g_autoptr (JsonNode) again = sam_json_parse (compact, -1, LIMIT, SAM_JSON_DEPTH, NULL);
        g_assert_nonnull (again);
        g_assert_true (json_node_equal (node, again));
      }
}

static void
test_members (void)
{
  g_autoptr (JsonNode) node = sam_json_parse (
      "{\"s\":\"text\",\"i\":7,\"d\":7.5,\"a\":[1],\"o\":{},\"n\":null,\"b\":true}", -1, LIMIT,
      SAM_JSON_DEPTH, NULL);
  JsonObject *object = json_node_get_object (node);
  static const char names[] = "sidaonbx"; /* x is missing */
  for (const char *name = names; *name != '\0'; name++)
    for (int required = 0; required < 2; required++)
      {
        const char member[] = { *name, '\0' };
        gboolean absent = *name == 'n' || *name == 'x';
        g_autoptr (GError) error = NULL;
        const char *string = "";
        gint64 integer = 42;
        JsonArray *array = NULL;
        JsonObject *inner = NULL;
        g_test_message ("%s, required %d", member, required);
        gboolean may_be_absent = absent && !required;
        g_assert_cmpint (sam_json_string (object, member, required, &string, &error), ==,
                         *name == 's' || may_be_absent);
        g_assert_cmpstr (string, ==, *name == 's' ? "text" : NULL);
        g_assert_true (error == NULL || strstr (error->message, member) != NULL);
        g_clear_error (&error);
        g_assert_cmpint (sam_json_integer (object, member, required, &integer, NULL), ==,
                         *name == 'i' || may_be_absent);
        g_assert_cmpint (integer, ==, *name == 'i' ? 7 : 0);
        g_assert_cmpint (sam_json_array (object, member, required, &array, NULL), ==,
                         *name == 'a' || may_be_absent);
        g_assert_cmpint (array != NULL, ==, *name == 'a');
        g_assert_cmpint (sam_json_object (object, member, required, &inner, &error), ==,
                         *name == 'o' || may_be_absent);
        g_assert_cmpint (inner != NULL, ==, *name == 'o');
        if (*name != 'o' && !may_be_absent)
          g_assert_error (error, SAM_ERROR, SAM_ERROR_INVALID);
      }
}

static void
test_append_string (void)
{
  static const char *const cases[][2] = {
    { NULL, "null" },
    { "", "\"\"" },
    { "plain", "\"plain\"" },
    { "a\"b\\c/d", "\"a\\\"b\\\\c/d\"" },
    { "\b\f\n\r\t", "\"\\b\\f\\n\\r\\t\"" },
    { "\x01\x1f\x7f", "\"\\u0001\\u001f\x7f\"" },
    { "åäö \u2028", "\"åäö \u2028\"" },
    { "bad\xff"
      "byte",
      "\"bad\ufffd"
      "byte\"" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) out = g_string_new ("x");
      sam_json_append_string (out, cases[i][0]);
      g_assert_cmpstr (out->str + 1, ==, cases[i][1]);
      g_autoptr (JsonNode) node = sam_json_parse (out->str + 1, -1, LIMIT, SAM_JSON_DEPTH, NULL);
      g_assert_nonnull (node);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/json/accepted", test_accepted);
  g_test_add_func ("/base/json/refused", test_refused);
  g_test_add_func ("/base/json/where", test_where);
  g_test_add_func ("/base/json/limits", test_limits);
  g_test_add_func ("/base/json/hostile-size", test_hostile_size);
  g_test_add_func ("/base/json/mutations", test_mutations);
  g_test_add_func ("/base/json/members", test_members);
  g_test_add_func ("/base/json/append-string", test_append_string);
  return g_test_run ();
}
