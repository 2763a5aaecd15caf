/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "server/command.h"

gboolean
sam_command_usage (GError **error, const char *format, ...)
{
  va_list arguments;
  g_autofree char *message = NULL;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, SAM_ERROR, SAM_ERROR_USAGE, message);
  return FALSE;
}

static gboolean *
find_flag (SamServerOptions *options, const char *name)
{
  const struct
  {
    const char *name;
    gboolean *flag;
  } flags[] = {
    { "--behind-proxy", &options->behind_proxy },
    { "--replace", &options->replace },
    { "--json", &options->json },
    { "--help", &options->help },
    { "-h", &options->help },
    { "--version", &options->version },
  };

  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    if (strcmp (name, flags[i].name) == 0)
      return flags[i].flag;
  return NULL;
}

static char **
find_text (SamServerOptions *options, const char *name)
{
  const struct
  {
    const char *name;
    char **text;
  } texts[] = {
    { "--data", &options->data },
    { "--listen", &options->listen },
    { "--tls-certificate", &options->certificate },
    { "--tls-key", &options->key },
    { "--role", &options->role },
    { "--name", &options->full_name },
    { "--forum", &options->forum },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (strcmp (name, texts[i].name) == 0)
      return texts[i].text;
  return NULL;
}

static gboolean
set_text (SamServerOptions *options, const char *name, const char *value, GError **error)
{
  char **text = find_text (options, name);

  if (value == NULL || *value == '\0')
    return sam_command_usage (error, _ ("The option “%s” needs a value after it."), name);
  if (!g_utf8_validate (value, -1, NULL))
    return sam_command_usage (error, _ ("The value of “%s” is not text in UTF-8."), name);
  if (text == NULL)
    g_ptr_array_add (options->administrations, g_strdup (value));
  else if (*text != NULL)
    return sam_command_usage (error, _ ("The option “%s” is given twice."), name);
  else
    *text = g_strdup (value);
  return TRUE;
}

static gboolean
take_option (SamServerOptions *options, int argc, char **argv, int *i, GError **error)
{
  const char *equals = strchr (argv[*i], '=');
  g_autofree char *name
      = equals != NULL ? g_strndup (argv[*i], (gsize)(equals - argv[*i])) : g_strdup (argv[*i]);
  gboolean *flag = find_flag (options, argv[*i]);

  if (flag != NULL)
    {
      *flag = TRUE;
      return TRUE;
    }
  if (find_text (options, name) == NULL && strcmp (name, "--administration") != 0)
    return sam_command_usage (error, _ ("There is no option “%s”. See samverka-server --help."),
                              argv[*i]);
  if (equals != NULL)
    return set_text (options, name, equals + 1, error);
  return set_text (options, name, *i + 1 < argc ? argv[++*i] : NULL, error);
}

gboolean
sam_server_options_parse (SamServerOptions *options, int argc, char **argv, GError **error)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  gboolean only_words = FALSE;

  *options = (SamServerOptions){ .administrations = g_ptr_array_new_with_free_func (g_free) };
  for (int i = 1; i < argc; i++)
    {
      if (!only_words && strcmp (argv[i], "--") == 0)
        only_words = TRUE;
      else if (only_words || *argv[i] != '-' || strcmp (argv[i], "-") == 0)
        g_ptr_array_add (words, g_strdup (argv[i]));
      else if (!take_option (options, argc, argv, &i, error))
        return FALSE;
    }
  g_ptr_array_add (words, NULL);
  options->words = (char **)g_ptr_array_free (g_steal_pointer (&words), FALSE);
  return TRUE;
}

void
sam_server_options_clear (SamServerOptions *options)
{
  g_free (options->data);
  g_free (options->listen);
  g_free (options->certificate);
  g_free (options->key);
  g_free (options->role);
  g_free (options->full_name);
  g_free (options->forum);
  g_clear_pointer (&options->administrations, g_ptr_array_unref);
  g_strfreev (options->words);
}
