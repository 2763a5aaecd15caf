/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/date.h"

/* The command line of samverkactl. Options stand anywhere; what follows "--" is never one. */
typedef struct
{
  char *profile; /* NULL if not given */
  gboolean json;
  gboolean sample;
  gboolean force;
  gboolean help;
  gboolean version;
  SamDay today; /* SAM_DAY_NONE if not given */
  char **words; /* the command and its arguments; NULL-terminated */
} SamCtlOptions;

/* SAM_ERROR_USAGE for an option that there is not, or that lacks its value. */
gboolean sam_ctl_options_parse (SamCtlOptions *options, int argc, char **argv, GError **error);
void sam_ctl_options_clear (SamCtlOptions *options);
