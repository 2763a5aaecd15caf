/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What the programs without a screen share of reading a command line and of answering. */

typedef enum
{
  SAM_OPTION_FLAG, /* place: gboolean * */
  SAM_OPTION_TEXT, /* place: char **, owned by the caller; given once */
  SAM_OPTION_LIST, /* place: GPtrArray * of owned strings; may be repeated */
} SamOptionType;

typedef struct
{
  const char *name; /* "--data"; also "-h" */
  SamOptionType type;
  gpointer place;
} SamOption;

/* Exit statuses of every program. */
enum
{
  SAM_EXIT_DONE = 0,
  SAM_EXIT_FAILED = 1,
  SAM_EXIT_USAGE = 2,
};

/* Options stand anywhere, as "--name value" or "--name=value"; what follows "--" is never one. The words
 * that are no options, NULL-terminated and owned by the caller; NULL with SAM_ERROR_USAGE for an option
 * that there is not, that lacks its value, that is given twice or is not UTF-8. `options` ends with a NULL
 * name. program: "samverkactl", for the sentences. */
char **sam_command_line_parse (const char *program, const SamOption *options, int argc, char **argv,
                               GError **error);

/* All output at once, with a newline at its end: a full disk behind a pipe is a failure too. */
gboolean sam_command_line_write (GString *out, GError **error);

/* Prints the error on one line of stderr; gives the exit status that fits it: 2 for wrong usage and for
 * what is ambiguous, else 1. */
int sam_command_line_report (const char *program, const GError *error);
