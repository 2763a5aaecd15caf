/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/command-line.h"

#include "base/error.h"

typedef struct
{
  const char *line;  /* words parted by spaces; "_" is an empty one */
  const char *words; /* joined by "|"; NULL: refused */
  const char *data;
  const char *list; /* joined by "|" */
  gboolean json;
} Case;

static const Case cases[] = {
  { "list task", "list|task", NULL, "", FALSE },
  { "--json list", "list", NULL, "", TRUE },
  { "list --json", "list", NULL, "", TRUE },
  { "--data here list", "list", "here", "", FALSE },
  { "list --data=here", "list", "here", "", FALSE },
  { "list --data=a=b", "list", "a=b", "", FALSE },
  { "--each a x --each=b", "x", NULL, "a|b", FALSE },
  { "set id planned=-5 -40000 -", "set|id|planned=-5|-40000|-", NULL, "", FALSE },
  { "-h list", "list", NULL, "", TRUE },
  { "list -- --json --data", "list|--json|--data", NULL, "", FALSE },
  { "-- --", "--", NULL, "", FALSE },
  { "list --data", NULL, NULL, "", FALSE },
  { "list --data=", NULL, NULL, "", FALSE },
  { "list --data _", NULL, NULL, "", FALSE },
  { "--data a --data b", NULL, "a", "", FALSE },
  { "--json=yes", NULL, NULL, "", FALSE },
  { "--jsonx", NULL, NULL, "", FALSE },
  { "--data \xff", NULL, NULL, "", FALSE },
};

static void
test_lines (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean json = FALSE;
      g_autofree char *data = NULL;
      g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
      const SamOption options[] = { { "--json", SAM_OPTION_FLAG, &json },
                                    { "-h", SAM_OPTION_FLAG, &json },
                                    { "--data", SAM_OPTION_TEXT, &data },
                                    { "--each", SAM_OPTION_LIST, list },
                                    { NULL } };
      g_autofree char *whole = g_strdup_printf ("program %s", cases[i].line);
      g_auto (GStrv) argv = g_strsplit (whole, " ", -1);
      g_autoptr (GError) error = NULL;
      g_auto (GStrv) words = NULL;

      for (char **each = argv; *each; each++)
        if (g_str_equal (*each, "_"))
          **each = '\0';
      words = sam_command_line_parse ("program", options, (int)g_strv_length (argv), argv, &error);
      g_assert_cmpint (words == NULL, ==, cases[i].words == NULL);
      g_assert_cmpstr (data, ==, cases[i].data);
      if (words)
        {
          g_autofree char *joined = g_strjoinv ("|", words);
          g_autofree char *listed = NULL;

          g_ptr_array_add (list, NULL);
          listed = g_strjoinv ("|", (char **)list->pdata);
          g_assert_cmpstr (joined, ==, cases[i].words);
          g_assert_cmpstr (listed, ==, cases[i].list);
          g_assert_cmpint (json, ==, cases[i].json);
        }
      else
        g_assert_error (error, SAM_ERROR, SAM_ERROR_USAGE);
    }
}

static void
test_said (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (sam_error_say (&error, SAM_ERROR_REFUSED, "%s is %d", "it", 7));
  g_assert_error (error, SAM_ERROR, SAM_ERROR_REFUSED);
  g_assert_cmpstr (error->message, ==, "it is 7");
  g_assert_cmpstr (g_quark_to_string (error->domain), ==, "sam-error-quark");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/command-line/lines", test_lines);
  g_test_add_func ("/command-line/said", test_said);
  return g_test_run ();
}
