/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/command-line.h"
#include "server/command.h"

gboolean
sam_server_options_parse (SamServerOptions *options, int argc, char **argv, GError **error)
{
  *options = (SamServerOptions){ .administrations = g_ptr_array_new_with_free_func (g_free) };

  const SamOption table[] = {
    { "--data", SAM_OPTION_TEXT, &options->data },
    { "--listen", SAM_OPTION_TEXT, &options->listen },
    { "--tls-certificate", SAM_OPTION_TEXT, &options->certificate },
    { "--tls-key", SAM_OPTION_TEXT, &options->key },
    { "--role", SAM_OPTION_TEXT, &options->role },
    { "--name", SAM_OPTION_TEXT, &options->full_name },
    { "--forum", SAM_OPTION_TEXT, &options->forum },
    { "--administration", SAM_OPTION_LIST, options->administrations },
    { "--behind-proxy", SAM_OPTION_FLAG, &options->behind_proxy },
    { "--replace", SAM_OPTION_FLAG, &options->replace },
    { "--json", SAM_OPTION_FLAG, &options->json },
    { "--help", SAM_OPTION_FLAG, &options->help },
    { "-h", SAM_OPTION_FLAG, &options->help },
    { "--version", SAM_OPTION_FLAG, &options->version },
    { NULL },
  };

  options->words = sam_command_line_parse ("samverka-server", table, argc, argv, error);
  return options->words != NULL;
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
