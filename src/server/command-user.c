/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/id.h"
#include "base/json.h"
#include "server/command.h"
#include "server/images.h"
#include "server/password.h"
#include "sync/wire.h"

/* The password: all of standard input, a final newline dropped. */
static char *
read_password (GError **error)
{
  char buffer[SAM_PASSWORD_LONGEST + 3];
  gsize n = fread (buffer, 1, sizeof buffer - 1, stdin);
  g_autofree char *password = NULL;
  char *hash;

  buffer[n] = '\0';
  if (n > 0 && buffer[n - 1] == '\n')
    buffer[--n] = '\0';
  if (n > 0 && buffer[n - 1] == '\r')
    buffer[--n] = '\0';
  if (strlen (buffer) != n)
    buffer[0] = '\0'; /* a NUL inside: refused like none at all */
  password = g_strdup (buffer);
  sam_password_forget (buffer);
  hash = sam_password_hash (password, error);
  sam_password_forget (password);
  return hash;
}

typedef struct
{
  SamGrant only; /* one code */
  gboolean found;
} CodeSearch;

static gboolean
visit_administration (const char *line, gsize length, gpointer data)
{
  CodeSearch *search = data;
  g_autoptr (JsonNode) node = sam_json_parse (line, (gssize)length, G_MAXINT, SAM_JSON_DEPTH, NULL);
  g_autoptr (SamRecord) record = node != NULL ? sam_wire_record_from_node (node, NULL) : NULL;

  search->found
      = record != NULL && !sam_record_deleted (record) && sam_grant_names (&search->only, record);
  return !search->found;
}

/* A code that no forum knows is a slip of the hand; before any forum is here nobody can tell. */
static gboolean
check_code (SamLedger *ledger, GPtrArray *forums, const char *code, GError **error)
{
  char *codes[] = { (char *)code, NULL };
  CodeSearch search = { .only = { .codes = codes } };

  for (guint i = 0; i < forums->len && !search.found; i++)
    if (!sam_ledger_each_of_kind (ledger, g_ptr_array_index (forums, i), SAM_KIND_ADMINISTRATION,
                                  visit_administration, &search, error))
      return FALSE;
  if (search.found || forums->len == 0)
    return TRUE;
  g_set_error (error, SAM_ERROR, SAM_ERROR_NOT_FOUND,
               _ ("There is no administration with the code “%s”. Check how the forum writes it."),
               code);
  return FALSE;
}

static gboolean
check_grant (SamLedger *ledger, const SamGrant *grant, GError **error)
{
  g_autoptr (GPtrArray) forums = sam_ledger_forums (ledger, error);

  if (forums == NULL)
    return FALSE;
  for (guint i = forums->len; grant->forum != NULL && i > 0; i--)
    if (g_strcmp0 (((SamLedgerForum *)g_ptr_array_index (forums, i - 1))->id, grant->forum) != 0)
      g_ptr_array_remove_index (forums, i - 1);
  if (grant->forum != NULL && forums->len == 0)
    {
      g_set_error (error, SAM_ERROR, SAM_ERROR_NOT_FOUND,
                   _ ("There is no forum “%s”. Name it by its id, as import printed it."),
                   grant->forum);
      return FALSE;
    }
  for (char **code = grant->codes; *code != NULL; code++)
    if (!check_code (ledger, forums, *code, error))
      return FALSE;
  return TRUE;
}

/* Whether there is room for the grant beside what the person has. */
static gboolean
check_new (const SamUser *user, const SamGrant *grant, GError **error)
{
  for (guint i = 0; user != NULL && i < user->grants->len; i++)
    {
      const SamGrant *own = g_ptr_array_index (user->grants, i);

      if (g_strcmp0 (own->forum, grant->forum) == 0)
        {
          g_set_error (error, SAM_ERROR, SAM_ERROR_REFUSED,
                       _ ("There is a user “%s” already. Remove that one first, or choose another "
                          "name."),
                       user->name);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
write_user (SamServerCommand *command, SamLedger *ledger, const char *name, const char *hash,
            const SamGrant *grant, GError **error)
{
  if (!sam_ledger_begin (ledger, error))
    return FALSE;
  if ((hash == NULL
       || sam_accounts_add (ledger, command->seams.clock, name, command->options.full_name, hash,
                            error))
      && sam_accounts_grant (ledger, name, grant, error))
    return sam_ledger_commit (ledger, error);
  sam_ledger_rollback (ledger);
  return FALSE;
}

static gboolean
add_user (SamServerCommand *command, SamLedger *ledger, const char *name, GError **error)
{
  SamServerOptions *options = &command->options;
  g_autoptr (GError) failed = NULL;
  g_autoptr (SamUser) here = NULL;
  g_autofree char *hash = NULL;
  SamGrant grant = { .forum = options->forum };

  if (options->role == NULL || sam_role_find (options->role) == 0)
    return sam_error_say (error, SAM_ERROR_USAGE,
                          _ ("Name a role: --role reader, member, controller or coordinator."));
  if (!sam_user_name_check (name, error))
    return FALSE;
  g_ptr_array_add (options->administrations, NULL);
  grant.role = sam_role_find (options->role);
  grant.codes = (char **)options->administrations->pdata;
  here = sam_accounts_find (ledger, name, &failed);
  if (failed != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  if (!check_new (here, &grant, error) || !check_grant (ledger, &grant, error))
    return FALSE;
  /* Somebody who is here gets a further forum and keeps the password. */
  if (here == NULL)
    {
      hash = read_password (error);
      if (hash == NULL)
        return FALSE;
    }
  if (!write_user (command, ledger, name, hash, &grant, error))
    return FALSE;
  g_string_append_printf (command->out, _ ("“%s” may come in."), name);
  return TRUE;
}

static void
json_devices (GString *out, GPtrArray *devices)
{
  g_string_append (out, ",\"devices\":[");
  for (guint i = 0; i < devices->len; i++)
    {
      const SamDevice *device = g_ptr_array_index (devices, i);

      g_string_append (out, i > 0 ? ",{\"device\":" : "{\"device\":");
      sam_json_append_string (out, device->device);
      g_string_append_printf (out, ",\"created\":\"%s\",\"used\":\"%s\"}", device->created,
                              device->used);
    }
  g_string_append (out, "]}");
}

static const char *
role_name (SamRole role)
{
  switch (role)
    {
    case SAM_ROLE_MEMBER:
      return "member";
    case SAM_ROLE_CONTROLLER:
      return "controller";
    case SAM_ROLE_COORDINATOR:
      return "coordinator";
    case SAM_ROLE_READER:
    default:
      return "reader";
    }
}

static void
json_user (GString *out, const SamUser *user, GPtrArray *devices)
{
  g_string_append (out, "{\"user\":");
  sam_json_append_string (out, user->name);
  g_string_append (out, ",\"name\":");
  sam_json_append_string (out, user->full_name);
  g_string_append_printf (out, ",\"enabled\":%s,\"rights\":[", user->enabled ? "true" : "false");
  for (guint i = 0; i < user->grants->len; i++)
    {
      const SamGrant *grant = g_ptr_array_index (user->grants, i);

      g_string_append (out, i > 0 ? ",{\"forum\":" : "{\"forum\":");
      sam_json_append_string (out, grant->forum);
      g_string_append_printf (out, ",\"role\":\"%s\",\"administrations\":[",
                              role_name (grant->role));
      for (guint j = 0; grant->codes[j] != NULL; j++)
        {
          if (j > 0)
            g_string_append_c (out, ',');
          sam_json_append_string (out, grant->codes[j]);
        }
      g_string_append (out, "]}");
    }
  g_string_append_c (out, ']');
  json_devices (out, devices);
}

static void
text_user (GString *out, const SamUser *user, GPtrArray *devices)
{
  g_string_append_printf (out, "%s\t%s\t%s\n", user->name, user->full_name,
                          user->enabled ? _ ("enabled") : _ ("disabled"));
  for (guint i = 0; i < user->grants->len; i++)
    {
      const SamGrant *grant = g_ptr_array_index (user->grants, i);
      g_autofree char *codes = g_strjoinv (", ", grant->codes);

      g_string_append_printf (out, "  %s\t%s\t%s\n",
                              grant->forum != NULL ? grant->forum : _ ("every forum"),
                              role_name (grant->role), codes);
    }
  for (guint i = 0; i < devices->len; i++)
    {
      const SamDevice *device = g_ptr_array_index (devices, i);

      g_string_append_printf (out, _ ("  device “%s”, last used %s\n"), device->device,
                              device->used);
    }
}

static gboolean
list_users (SamServerCommand *command, SamLedger *ledger, const char *name, GError **error)
{
  g_autoptr (GPtrArray) users = sam_accounts_list (ledger, error);
  gboolean json = command->options.json;

  if (users == NULL)
    return FALSE;
  if (json)
    g_string_append_c (command->out, '[');
  for (guint i = 0; i < users->len; i++)
    {
      const SamUser *user = g_ptr_array_index (users, i);
      g_autoptr (GPtrArray) devices = sam_accounts_devices (ledger, user->name, error);

      if (devices == NULL)
        return FALSE;
      if (json && i > 0)
        g_string_append_c (command->out, ',');
      (json ? json_user : text_user) (command->out, user, devices);
    }
  if (json)
    g_string_append_c (command->out, ']');
  return TRUE;
}

static gboolean
commit_or_not (SamLedger *ledger, gboolean ok, GError **error)
{
  if (ok)
    return sam_ledger_commit (ledger, error);
  sam_ledger_rollback (ledger);
  return FALSE;
}

static gboolean
set_password (SamServerCommand *command, SamLedger *ledger, const char *name, GError **error)
{
  g_autofree char *hash = read_password (error);

  if (hash == NULL || !sam_ledger_begin (ledger, error)
      || !commit_or_not (ledger, sam_accounts_set_password (ledger, name, hash, error), error))
    return FALSE;
  g_string_append_printf (command->out, _ ("“%s” has a new password."), name);
  return TRUE;
}

static gboolean
enable_user (SamServerCommand *command, SamLedger *ledger, const char *name, GError **error)
{
  if (!sam_ledger_begin (ledger, error)
      || !commit_or_not (ledger, sam_accounts_set_enabled (ledger, name, TRUE, error), error))
    return FALSE;
  g_string_append_printf (command->out, _ ("“%s” may come in."), name);
  return TRUE;
}

static gboolean
disable_user (SamServerCommand *command, SamLedger *ledger, const char *name, GError **error)
{
  if (!sam_ledger_begin (ledger, error)
      || !commit_or_not (ledger, sam_accounts_set_enabled (ledger, name, FALSE, error), error))
    return FALSE;
  g_string_append_printf (command->out, _ ("“%s” is shut out."), name);
  return TRUE;
}

static gboolean
remove_user (SamServerCommand *command, SamLedger *ledger, const char *name, GError **error)
{
  if (!sam_ledger_begin (ledger, error)
      || !commit_or_not (ledger, sam_accounts_remove (ledger, name, error), error))
    return FALSE;
  g_string_append_printf (command->out, _ ("“%s” is removed."), name);
  return TRUE;
}

static gboolean
revoke_user (SamServerCommand *command, SamLedger *ledger, const char *name, GError **error)
{
  const char *device
      = g_strv_length (command->options.words) > 3 ? command->options.words[3] : NULL;
  gint64 n = 0;

  if (!sam_ledger_begin (ledger, error)
      || !commit_or_not (ledger, sam_accounts_revoke (ledger, name, device, &n, error), error))
    return FALSE;
  g_string_append_printf (command->out,
                          g_dngettext (GETTEXT_PACKAGE, "%d device is signed out.",
                                       "%d devices are signed out.", (gulong)n),
                          (int)n);
  return TRUE;
}

typedef gboolean (*UserRun) (SamServerCommand *command, SamLedger *ledger, const char *name,
                             GError **error);

static const struct
{
  const char *name;
  gboolean named; /* needs a NAME */
  gboolean device;
  UserRun run;
} users[] = {
  { "add", TRUE, FALSE, add_user },          { "list", FALSE, FALSE, list_users },
  { "password", TRUE, FALSE, set_password }, { "enable", TRUE, FALSE, enable_user },
  { "disable", TRUE, FALSE, disable_user },  { "remove", TRUE, FALSE, remove_user },
  { "revoke", TRUE, TRUE, revoke_user },
};

gboolean
sam_command_user (SamServerCommand *command, char **arguments, GError **error)
{
  guint n = g_strv_length (arguments);

  for (guint i = 0; i < G_N_ELEMENTS (users); i++)
    {
      g_autoptr (SamLedger) ledger = NULL;
      gboolean ok;

      if (strcmp (users[i].name, arguments[0]) != 0)
        continue;
      if (n < (users[i].named ? 2 : 1) || n > (users[i].device ? 3 : users[i].named ? 2 : 1))
        return sam_error_say (error, SAM_ERROR_USAGE,
                              _ ("Write it like this: samverka-server user --data DIR %s%s"),
                              users[i].name, users[i].named ? " NAME" : "");
      ledger = sam_ledger_open (command->options.data, command->seams.storage, SAM_LEDGER_WRITE,
                                error);
      ok = ledger != NULL && users[i].run (command, ledger, arguments[1], error);
      if (ok && command->options.json && users[i].named)
        g_string_assign (command->out, "{}");
      return ok;
    }
  return sam_error_say (error, SAM_ERROR_USAGE,
                        _ ("There is no “user %s”. See samverka-server --help."), arguments[0]);
}
