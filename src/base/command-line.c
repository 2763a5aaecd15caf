/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/command-line.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"

static const SamOption *
find_option (const SamOption *options, const char *name)
{
  for (; options->name; options++)
    if (strcmp (options->name, name) == 0)
      return options;

  return NULL;
}

static gboolean
set_value (const SamOption *option, const char *value, GError **error)
{
  char **text = option->place;

  if (!value || !*value)
    return sam_error_say (error, SAM_ERROR_USAGE, _ ("The option “%s” needs a value after it."),
                          option->name);
  if (!g_utf8_validate (value, -1, NULL))
    return sam_error_say (error, SAM_ERROR_USAGE, _ ("The value of “%s” is not text in UTF-8."),
                          option->name);
  if (option->type == SAM_OPTION_LIST)
    {
      g_ptr_array_add (option->place, g_strdup (value));
      return TRUE;
    }
  if (*text)
    return sam_error_say (error, SAM_ERROR_USAGE, _ ("The option “%s” is given twice."),
                          option->name);

  *text = g_strdup (value);
  return TRUE;
}

static gboolean
take_option (const char *program, const SamOption *options, int argc, char **argv, int *i,
             GError **error)
{
  const char *equals = strchr (argv[*i], '=');
  g_autofree char *name
      = equals ? g_strndup (argv[*i], (gsize)(equals - argv[*i])) : g_strdup (argv[*i]);
  const SamOption *option = find_option (options, name);

  if (!option || (option->type == SAM_OPTION_FLAG && equals))
    return sam_error_say (error, SAM_ERROR_USAGE, _ ("There is no option “%s”. See %s --help."),
                          argv[*i], program);
  if (option->type == SAM_OPTION_FLAG)
    {
      *(gboolean *)option->place = TRUE;
      return TRUE;
    }
  if (equals)
    return set_value (option, equals + 1, error);

  return set_value (option, *i + 1 < argc ? argv[++*i] : NULL, error);
}

char **
sam_command_line_parse (const char *program, const SamOption *options, int argc, char **argv,
                        GError **error)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  gboolean only_words = FALSE;

  for (int i = 1; i < argc; i++)
    {
      if (!only_words && strcmp (argv[i], "--") == 0)
        only_words = TRUE;
      /* "-40000" and "-" are values; one dash begins an option only where one is called so. */
      else if (only_words || (!g_str_has_prefix (argv[i], "--") && !find_option (options, argv[i])))
        g_ptr_array_add (words, g_strdup (argv[i]));
      else if (!take_option (program, options, argc, argv, &i, error))
        return NULL;
    }
  g_ptr_array_add (words, NULL);
  return (char **)g_ptr_array_free (g_steal_pointer (&words), FALSE);
}

gboolean
sam_command_line_write (GString *out, GError **error)
{
  if (out->len > 0 && out->str[out->len - 1] != '\n')
    g_string_append_c (out, '\n');
  if (fwrite (out->str, 1, out->len, stdout) == out->len && fflush (stdout) == 0)
    return TRUE;

  return sam_error_say (error, SAM_ERROR_STORAGE,
                        _ ("The result could not be written: check where it goes."));
}

int
sam_command_line_report (const char *program, const GError *error)
{
  g_autofree char *line = g_strdelimit (g_strdup (error->message), "\n\r", ' ');

  g_printerr ("%s: %s\n", program, line);
  if (g_error_matches (error, SAM_ERROR, SAM_ERROR_USAGE)
      || g_error_matches (error, SAM_ERROR, SAM_ERROR_AMBIGUOUS))
    return SAM_EXIT_USAGE;

  return SAM_EXIT_FAILED;
}
