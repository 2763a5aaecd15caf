/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/accounts.h"

/* samverka-server: its whole main. Returns the exit status: 0, 1 (failed or refused), 2 (wrong
 * usage). */
int sam_server_main (int argc, char **argv);

/* The command line. Options stand anywhere; what follows "--" is never one. */
typedef struct
{
  char *data;
  char *listen;
  char *certificate;
  char *key;
  char *role;
  char *full_name;
  char *forum;
  GPtrArray *administrations; /* codes, owned */
  gboolean behind_proxy;
  gboolean replace;
  gboolean json;
  gboolean help;
  gboolean version;
  char **words; /* the command and its arguments; NULL-terminated */
} SamServerOptions;
gboolean sam_server_options_parse (SamServerOptions *options, int argc, char **argv,
                                   GError **error);
void sam_server_options_clear (SamServerOptions *options);

/* What a command works with. What it says goes to out, and is printed if all went well. */
typedef struct
{
  SamServerOptions options;
  SamSeams seams;
  SamProgress progress;
  GString *out;
} SamServerCommand;

typedef gboolean (*SamServerRun) (SamServerCommand *command, char **arguments, GError **error);

gboolean sam_command_init (SamServerCommand *command, char **arguments, GError **error);
gboolean sam_command_import (SamServerCommand *command, char **arguments, GError **error);
gboolean sam_command_backup (SamServerCommand *command, char **arguments, GError **error);
gboolean sam_command_restore (SamServerCommand *command, char **arguments, GError **error);
gboolean sam_command_check (SamServerCommand *command, char **arguments, GError **error);
gboolean sam_command_serve (SamServerCommand *command, char **arguments, GError **error);
gboolean sam_command_user (SamServerCommand *command, char **arguments, GError **error);

/* Held by whoever serves or restores; SAM_ERROR_LOCKED if another does. */
SamFileLock *sam_command_lock (SamServerCommand *command, GError **error);
