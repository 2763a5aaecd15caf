/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl/options.h"

#include "base/command-line.h"
#include "base/error.h"
#include "base/i18n.h"

static gboolean
read_today (SamCtlOptions *options, const char *today, GError **error)
{
  if (!today)
    return TRUE;

  options->today = sam_day_parse (today);
  if (options->today != SAM_DAY_NONE)
    return TRUE;
  return sam_error_say (error, SAM_ERROR_USAGE, _ ("“%s” is not a date. Write it like 2025-10-29."),
                        today);
}

gboolean
sam_ctl_options_parse (SamCtlOptions *options, int argc, char **argv, GError **error)
{
  g_autofree char *profile = NULL;
  g_autofree char *today = NULL;
  const SamOption table[] = {
    { "--profile", SAM_OPTION_TEXT, &profile },
    { "--today", SAM_OPTION_TEXT, &today },
    { "--json", SAM_OPTION_FLAG, &options->json },
    { "--sample", SAM_OPTION_FLAG, &options->sample },
    { "--force", SAM_OPTION_FLAG, &options->force },
    { "--help", SAM_OPTION_FLAG, &options->help },
    { "-h", SAM_OPTION_FLAG, &options->help },
    { "--version", SAM_OPTION_FLAG, &options->version },
    { NULL },
  };

  *options = (SamCtlOptions){ .today = SAM_DAY_NONE };
  options->words = sam_command_line_parse ("samverkactl", table, argc, argv, error);
  if (!options->words)
    return FALSE;
  if (profile)
    options->profile = g_canonicalize_filename (profile, NULL);
  return read_today (options, today, error);
}

void
sam_ctl_options_clear (SamCtlOptions *options)
{
  g_clear_pointer (&options->profile, g_free);
  g_clear_pointer (&options->words, g_strfreev);
}
