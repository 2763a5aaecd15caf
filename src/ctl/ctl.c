/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl/ctl.h"

#include <stdio.h>

#include "base/command-line.h"
#include "base/error.h"
#include "base/i18n.h"
#include "config.h"
#include "ctl/command.h"

static gboolean
needs_server (SamCtl *ctl, char **arguments, GError **error)
{
  g_set_error (error, SAM_ERROR, SAM_ERROR_REFUSED,
               _ ("“%s” needs the shared server, which is not part of this version. Work on a "
                  "forum file instead."),
               ctl->options.words[0]);
  return FALSE;
}

static gboolean
comes_later (SamCtl *ctl, char **arguments, GError **error)
{
  g_set_error (error, SAM_ERROR, SAM_ERROR_REFUSED,
               _ ("“%s” is not part of this version. Use list or export instead."),
               ctl->options.words[0]);
  return FALSE;
}

/* The one list of commands: what the help shows and what runs. Those without a summary are known by
 * name only. */
static const SamCommand commands[] = {
  { "open", "FILE.json | --sample", N_ ("start working on a forum file"), 0, 1, FALSE, TRUE,
    sam_ctl_open },
  { "status", "", N_ ("which forum, and whether everything is saved"), 0, 0, TRUE, FALSE,
    sam_ctl_status },
  { "kinds", "[KIND]", N_ ("the kinds of records and their fields"), 0, 1, FALSE, FALSE,
    sam_ctl_kinds },
  { "list", "KIND [QUERY]", N_ ("records that match a query"), 1, G_MAXUINT, TRUE, FALSE,
    sam_ctl_list },
  { "show", "ID", N_ ("one record"), 1, 1, TRUE, FALSE, sam_ctl_show },
  { "add", "KIND field=value…", N_ ("make a record; prints its id"), 1, G_MAXUINT, TRUE, TRUE,
    sam_ctl_add },
  { "set", "ID field=value…", N_ ("change a record in one edit"), 2, G_MAXUINT, TRUE, TRUE,
    sam_ctl_set },
  { "delete", "ID", N_ ("delete a record and its parts"), 1, 1, TRUE, TRUE, sam_ctl_delete },
  { "restore", "ID", N_ ("restore a deleted record"), 1, 1, TRUE, TRUE, sam_ctl_restore },
  { "history", "[ID]", N_ ("who changed what, when, from what to what"), 0, 1, TRUE, FALSE,
    sam_ctl_history },
  { "undo", "", N_ ("take the last edit back"), 0, 0, TRUE, TRUE, sam_ctl_undo },
  { "redo", "", N_ ("do again what was taken back"), 0, 0, TRUE, TRUE, sam_ctl_redo },
  { "export", "FILE.json", N_ ("write the whole forum to a file"), 1, 1, TRUE, FALSE,
    sam_ctl_export },
  { "login", "", NULL, 0, G_MAXUINT, FALSE, FALSE, needs_server },
  { "sync", "", NULL, 0, G_MAXUINT, FALSE, FALSE, needs_server },
  { "conflicts", "", NULL, 0, G_MAXUINT, FALSE, FALSE, needs_server },
  { "resolve", "", NULL, 0, G_MAXUINT, FALSE, FALSE, needs_server },
  { "rejected", "", NULL, 0, G_MAXUINT, FALSE, FALSE, needs_server },
  { "import", "", NULL, 0, G_MAXUINT, FALSE, FALSE, comes_later },
  { "report", "", NULL, 0, G_MAXUINT, FALSE, FALSE, comes_later },
};

static const SamCommand *
find_command (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_strcmp0 (name, commands[i].name) == 0)
      return &commands[i];
  return NULL;
}

static void
help_row (GString *out, const char *left, const char *right)
{
  g_string_append_printf (out, "  %s%*s%s\n", left, (int)MAX (2, 34 - g_utf8_strlen (left, -1)), "",
                          right);
}

static void
print_help (GString *out)
{
  g_string_append_printf (out, "%s\n\n", _ ("Usage: samverkactl [OPTION…] COMMAND [ARGUMENT…]"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *left
          = g_strstrip (g_strdup_printf ("%s %s", commands[i].name, commands[i].arguments));

      if (commands[i].summary != NULL)
        help_row (out, left, _ (commands[i].summary));
    }
  g_string_append_printf (out, "\n%s\n", _ ("Options, before or after the command:"));
  help_row (out, "--profile DIR", _ ("the folder of the forum; the last used if left out"));
  help_row (out, "--json", _ ("one JSON document instead of a table"));
  help_row (out, "--today DATE", _ ("the day that relative dates are counted from"));
  help_row (out, "--force", _ ("undo or redo what somebody has changed since"));
  help_row (out, "--help, --version", _ ("this text; the version"));
  g_string_append_printf (out, "\n%s\n",
                          _ ("Values: field=value, field= to clear, field+=value and field-=value "
                             "for sets, field=@FILE "
                             "for a long text. References are named by id, code or title."));
}

static gboolean
open_session (SamCtl *ctl, GError **error)
{
  g_auto (GStrv) folders = ctl->options.profile == NULL ? sam_profile_list () : NULL;
  const char *folder = ctl->options.profile != NULL ? ctl->options.profile : folders[0];

  if (folder == NULL)
    {
      g_set_error (error, SAM_ERROR, SAM_ERROR_NOT_FOUND,
                   _ ("No forum is here yet. Start with samverkactl open FILE.json, or samverkactl "
                      "open --sample."));
      return FALSE;
    }
  ctl->session = sam_session_open (folder, NULL, error);
  return ctl->session != NULL;
}

static gboolean
check_count (const SamCommand *command, guint n, GError **error)
{
  if (n >= command->least && n <= command->most)
    return TRUE;
  g_set_error (error, SAM_ERROR, SAM_ERROR_USAGE, _ ("Write it like this: samverkactl %s %s"),
               command->name, command->arguments);
  return FALSE;
}

static gboolean
run_command (SamCtl *ctl, GError **error)
{
  const char *name = ctl->options.words[0];
  const SamCommand *command = find_command (name);
  char **arguments = ctl->options.words + 1;

  if (name == NULL)
    {
      g_set_error (error, SAM_ERROR, SAM_ERROR_USAGE,
                   _ ("Name a command. See samverkactl --help."));
      return FALSE;
    }
  if (command == NULL)
    {
      g_set_error (error, SAM_ERROR, SAM_ERROR_USAGE,
                   _ ("There is no command “%s”. See samverkactl --help."), name);
      return FALSE;
    }
  if (!check_count (command, g_strv_length (arguments), error)
      || (command->session && !open_session (ctl, error)))
    return FALSE;
  if (ctl->session != NULL && ctl->options.today != SAM_DAY_NONE)
    sam_session_set_today (ctl->session, ctl->options.today);
  if (!command->run (ctl, arguments, error))
    return FALSE;
  return !command->writes || sam_session_flush (ctl->session, error);
}

static gboolean
run (SamCtl *ctl, int argc, char **argv, GError **error)
{
  if (!sam_ctl_options_parse (&ctl->options, argc, argv, error))
    return FALSE;
  if (ctl->options.version)
    g_string_append (ctl->out, "samverkactl " SAM_VERSION "\n");
  else if (ctl->options.help)
    print_help (ctl->out);
  else
    return run_command (ctl, error);
  return TRUE;
}

int
sam_ctl_main (int argc, char **argv)
{
  SamCtl ctl = { .out = g_string_new (NULL) };
  g_autoptr (GError) error = NULL;
  gboolean ok = run (&ctl, argc, argv, &error);
  int status;

  /* Where something went wrong already, that is the line to show. */
  if (ctl.session != NULL && !sam_session_close (ctl.session, ok ? &error : NULL))
    ok = FALSE;
  if (ok)
    ok = sam_command_line_write (ctl.out, &error);
  status = ok ? SAM_EXIT_DONE : sam_command_line_report ("samverkactl", error);

  g_clear_object (&ctl.session);
  sam_ctl_options_clear (&ctl.options);
  g_string_free (ctl.out, TRUE);
  return status;
}
