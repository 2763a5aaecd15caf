/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/command.h"

#include <stdio.h>
#include <unistd.h>

#include "base/command-line.h"
#include "base/error.h"
#include "base/i18n.h"
#include "config.h"

typedef struct
{
  const char *name;
  const char *arguments;
  const char *summary;
  guint least, most; /* arguments */
  SamServerRun run;
} Command;

/* The one list of commands: what the help shows and what runs. */
static const Command commands[] = {
  { "init", "", N_ ("make a new, empty ledger"), 0, 0, sam_command_init },
  { "import", "FILE.json [--replace]", N_ ("add a forum from a forum file"), 1, 1,
    sam_command_import },
  { "user", "add|list|password|enable|disable|remove|revoke …", N_ ("who may come in"), 1, 3,
    sam_command_user },
  { "serve", "", N_ ("serve until told to stop"), 0, 0, sam_command_serve },
  { "backup", "FILE", N_ ("a consistent copy of everything, also while serving"), 1, 1,
    sam_command_backup },
  { "restore", "FILE", N_ ("put a copy in the ledger's place"), 1, 1, sam_command_restore },
  { "check", "", N_ ("whether the whole ledger is as it should be"), 0, 0, sam_command_check },
};

static void
help_row (GString *out, const char *left, const char *right)
{
  gint64 width = g_utf8_strlen (left, -1);

  if (width > 36)
    g_string_append_printf (out, "  %s\n%40s%s\n", left, "", right);
  else
    g_string_append_printf (out, "  %s%*s%s\n", left, (int)(38 - width), "", right);
}

static void
print_help (GString *out)
{
  g_string_append_printf (out, "%s\n\n",
                          _ ("Usage: samverka-server COMMAND --data DIR [OPTION…] [ARGUMENT…]"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *left
          = g_strstrip (g_strdup_printf ("%s %s", commands[i].name, commands[i].arguments));

      help_row (out, left, _ (commands[i].summary));
    }
  g_string_append_printf (out, "\n%s\n", _ ("People:"));
  help_row (out, "user add NAME --role ROLE", _ ("password on standard input"));
  help_row (out, "  --role ROLE", _ ("reader, member, controller or coordinator"));
  help_row (out, "  --administration CODE", _ ("one that a member belongs to; may be repeated"));
  help_row (out, "  --name \"FULL NAME\"", _ ("what others see"));
  help_row (out, "  --forum ID", _ ("only in this forum; in every forum if left out"));
  help_row (out, "user list", _ ("people, rights and devices"));
  help_row (out, "user password NAME",
            _ ("a new password on standard input; signs the person out"));
  help_row (out, "user enable|disable|remove NAME", _ ("let in, shut out, take away"));
  help_row (out, "user revoke NAME [DEVICE]", _ ("sign the person out of a device, or of all"));
  g_string_append_printf (out, "\n%s\n", _ ("Serving:"));
  help_row (out, "--listen ADDRESS:PORT", _ ("127.0.0.1:8420 if left out; port 0 is any"));
  help_row (out, "--tls-certificate FILE", _ ("with --tls-key FILE; read again on SIGHUP"));
  help_row (out, "--behind-proxy", _ ("a proxy in front does TLS and says who asks"));
  g_string_append_printf (out, "\n%s\n", _ ("Options, before or after the command:"));
  help_row (out, "--data DIR", _ ("the folder of the ledger"));
  help_row (out, "--json", _ ("one JSON document instead of text"));
  help_row (out, "--help, --version", _ ("this text; the version"));
}

static const Command *
find_command (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_strcmp0 (name, commands[i].name) == 0)
      return &commands[i];
  return NULL;
}

static gboolean
run_command (SamServerCommand *command, GError **error)
{
  char **words = command->options.words;
  const Command *found = find_command (words[0]);
  guint n = g_strv_length (words);

  if (n == 0)
    return sam_error_say (error, SAM_ERROR_USAGE,
                          _ ("Name a command. See samverka-server --help."));
  if (found == NULL)
    return sam_error_say (error, SAM_ERROR_USAGE,
                          _ ("There is no command “%s”. See samverka-server --help."), words[0]);
  if (command->options.data == NULL)
    return sam_error_say (error, SAM_ERROR_USAGE, _ ("Name the folder of the ledger: --data DIR."));
  if (n - 1 < found->least || n - 1 > found->most)
    return sam_error_say (error, SAM_ERROR_USAGE,
                          _ ("Write it like this: samverka-server %s --data DIR %s"), found->name,
                          found->arguments);
  return found->run (command, words + 1, error);
}

static gboolean
run (SamServerCommand *command, int argc, char **argv, GError **error)
{
  if (!sam_server_options_parse (&command->options, argc, argv, error))
    return FALSE;
  if (command->options.version)
    g_string_append (command->out, "samverka-server " SAM_VERSION "\n");
  else if (command->options.help)
    print_help (command->out);
  else
    return run_command (command, error);
  return TRUE;
}

/* For whoever waits at a terminal, on one line that is written over. */
static void
tell_progress (const char *what, gint64 done, gint64 total, gpointer data)
{
  fprintf (stderr, "\r%s: %" G_GINT64_FORMAT " / %" G_GINT64_FORMAT "\033[K%s", what, done, total,
           done >= total ? "\r\033[K" : "");
}

SamFileLock *
sam_command_lock (SamServerCommand *command, GError **error)
{
  g_autofree char *path = g_build_filename (command->options.data, "lock", NULL);
  g_autoptr (GError) failed = NULL;
  SamFileLock *lock = sam_file_lock (path, &failed);

  if (lock != NULL)
    {
      sam_ledger_give_to_owner (path);
      return lock;
    }
  if (failed->code == SAM_ERROR_LOCKED)
    g_set_error (error, SAM_ERROR, SAM_ERROR_LOCKED,
                 _ ("A server is running on “%s”. Stop it first."), command->options.data);
  else
    g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

int
sam_server_main (int argc, char **argv)
{
  SamServerCommand command = { .out = g_string_new (NULL) };
  g_autoptr (GError) error = NULL;
  int status;

  command.seams = (SamSeams){ sam_clock_system (), sam_random_system (), sam_storage_system () };
  if (isatty (STDERR_FILENO))
    command.progress.tell = tell_progress;
  if (run (&command, argc, argv, &error) && sam_command_line_write (command.out, &error))
    status = SAM_EXIT_DONE;
  else
    status = sam_command_line_report ("samverka-server", error);
  sam_server_options_clear (&command.options);
  g_string_free (command.out, TRUE);
  return status;
}
