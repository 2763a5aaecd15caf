/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl/options.h"

#include "base/error.h"
#include "base/i18n.h"

static gboolean
usage (GError **error, const char *format, const char *option)
{
  g_autofree char *message = NULL;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  message = g_strdup_printf (format, option);
#pragma GCC diagnostic pop
  g_set_error_literal (error, SAM_ERROR, SAM_ERROR_USAGE, message);
  return FALSE;
}

static gboolean
set_flag (SamCtlOptions *options, const char *name)
{
  const struct
  {
    const char *name;
    gboolean *flag;
  } flags[] = {
    { "--json", &options->json },       { "--sample", &options->sample },
    { "--force", &options->force },     { "--help", &options->help },
    { "--version", &options->version }, { "-h", &options->help },
  };

  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    if (g_strcmp0 (name, flags[i].name) == 0)
      {
        *flags[i].flag = TRUE;
        return TRUE;
      }
  return FALSE;
}

static gboolean
set_value (SamCtlOptions *options, const char *name, const char *value, GError **error)
{
  if (value == NULL || *value == '\0')
    return usage (error, _ ("The option “%s” needs a value after it."), name);
  if (g_strcmp0 (name, "--profile") == 0)
    {
      g_free (options->profile);
      options->profile = g_canonicalize_filename (value, NULL);
      return TRUE;
    }
  options->today = sam_day_parse (value);
  if (options->today == SAM_DAY_NONE)
    return usage (error, _ ("“%s” is not a date. Write it like 2025-10-29."), value);
  return TRUE;
}

static gboolean
takes_value (const char *name)
{
  return g_strcmp0 (name, "--profile") == 0 || g_strcmp0 (name, "--today") == 0;
}

gboolean
sam_ctl_options_parse (SamCtlOptions *options, int argc, char **argv, GError **error)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  gboolean only_words = FALSE;

  *options = (SamCtlOptions){ .today = SAM_DAY_NONE };
  for (int i = 1; i < argc; i++)
    {
      const char *equals = strchr (argv[i], '=');
      g_autofree char *name
          = equals != NULL ? g_strndup (argv[i], (gsize)(equals - argv[i])) : g_strdup (argv[i]);

      if (only_words || (!g_str_has_prefix (argv[i], "--") && g_strcmp0 (argv[i], "-h") != 0))
        g_ptr_array_add (words, g_strdup (argv[i]));
      else if (g_strcmp0 (argv[i], "--") == 0)
        only_words = TRUE;
      else if (takes_value (name))
        {
          const char *value = equals != NULL ? equals + 1 : (i + 1 < argc ? argv[++i] : NULL);

          if (!set_value (options, name, value, error))
            return FALSE;
        }
      else if (!set_flag (options, argv[i]))
        return usage (error, _ ("There is no option “%s”. See samverkactl --help."), argv[i]);
    }
  g_ptr_array_add (words, NULL);
  options->words = (char **)g_ptr_array_free (g_steal_pointer (&words), FALSE);
  return TRUE;
}

void
sam_ctl_options_clear (SamCtlOptions *options)
{
  g_clear_pointer (&options->profile, g_free);
  g_clear_pointer (&options->words, g_strfreev);
}
