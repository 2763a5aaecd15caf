/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "base/i18n.h"
#include "base/json.h"
#include "ctl/command.h"
#include "ctl/output.h"

const SamKind *
sam_ctl_kind (const char *name, GError **error)
{
  const SamKind *kind = sam_kind_find (name);

  if (kind == NULL)
    g_set_error (error, SAM_ERROR, SAM_ERROR_NOT_FOUND,
                 _ ("There is no kind “%s”. samverkactl kinds lists them all."), name);
  return kind;
}

static const char *
target_name (const SamField *field)
{
  if (field->type != SAM_TYPE_REFERENCE && field->type != SAM_TYPE_REFERENCE_SET)
    return NULL;
  return field->target == SAM_KIND_ANY ? "any" : sam_kind (field->target)->name;
}

static void
text_member (GString *out, const char *name, const char *text, gboolean first)
{
  sam_output_member (out, name, first);
  sam_json_append_string (out, text);
}

static void
flag_member (GString *out, const char *name, gboolean flag)
{
  sam_output_member (out, name, FALSE);
  g_string_append (out, flag ? "true" : "false");
}

static void
field_json (GString *out, const SamField *field)
{
  g_string_append_c (out, '{');
  text_member (out, "name", field->name, TRUE);
  text_member (out, "label", sam_field_label (field->id), FALSE);
  text_member (out, "type", sam_type_name (field->type), FALSE);
  text_member (out, "target", target_name (field), FALSE);
  text_member (out, "unit", field->unit != NULL ? _ (field->unit) : NULL, FALSE);
  sam_output_member (out, "choices", FALSE);
  if (field->choices == NULL)
    g_string_append (out, "null");
  else
    {
      g_string_append_c (out, '[');
      for (const SamChoice *choice = field->choices; choice->name != NULL; choice++)
        {
          if (choice != field->choices)
            g_string_append_c (out, ',');
          sam_json_append_string (out, choice->name);
        }
      g_string_append_c (out, ']');
    }
  text_member (out, "default", field->default_choice, FALSE);
  sam_output_member (out, "minimum", FALSE);
  if (field->has_range)
    g_string_append_printf (out, "%" G_GINT64_FORMAT ",\"maximum\":%" G_GINT64_FORMAT,
                            field->minimum, field->maximum);
  else
    g_string_append (out, "null,\"maximum\":null");
  flag_member (out, "required", field->required);
  flag_member (out, "unique", field->unique);
  flag_member (out, "computed", field->computed != SAM_STORED);
  g_string_append_c (out, '}');
}

static void
kind_json (GString *out, const SamKind *kind)
{
  g_string_append_c (out, '{');
  text_member (out, "name", kind->name, TRUE);
  text_member (out, "label", sam_kind_label (kind->id), FALSE);
  text_member (out, "plural", sam_kind_plural (kind->id), FALSE);
  sam_output_member (out, "fields", FALSE);
  g_string_append_c (out, '[');
  for (guint i = 0; i < kind->n_fields; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      field_json (out, sam_field (kind->first + (int)i));
    }
  g_string_append (out, "]}");
}

/* "choice: new, existing", "reference: person", "money, required". */
static char *
describe (const SamField *field)
{
  GString *text = g_string_new (sam_type_name (field->type));
  const char *target = target_name (field);

  if (target != NULL)
    g_string_append_printf (text, ": %s", target);
  for (const SamChoice *choice = field->choices; choice != NULL && choice->name != NULL; choice++)
    g_string_append_printf (text, "%s%s", choice == field->choices ? ": " : ", ", choice->name);
  if (field->required)
    g_string_append_printf (text, " (%s)", _ ("required"));
  if (field->computed != SAM_STORED)
    g_string_append_printf (text, " (%s)", _ ("worked out"));
  return g_string_free (text, FALSE);
}

static void
one_kind (GString *out, const SamKind *kind)
{
  g_autoptr (SamTable) table = sam_table_new (3);

  for (guint i = 0; i < kind->n_fields; i++)
    {
      const SamField *field = sam_field (kind->first + (int)i);
      g_autofree char *description = describe (field);

      sam_table_add (table, field->name);
      sam_table_add (table, sam_field_label (field->id));
      sam_table_add_whole (table, description);
    }
  sam_table_write (table, out);
}

gboolean
sam_ctl_kinds (SamCtl *ctl, char **arguments, GError **error)
{
  g_autoptr (SamTable) table = sam_table_new (2);

  if (arguments[0] != NULL)
    {
      const SamKind *kind = sam_ctl_kind (arguments[0], error);

      if (kind == NULL)
        return FALSE;
      if (ctl->options.json)
        kind_json (ctl->out, kind);
      else
        one_kind (ctl->out, kind);
      return TRUE;
    }
  for (int id = 0; id < SAM_N_KINDS; id++)
    {
      if (ctl->options.json)
        {
          g_string_append_c (ctl->out, id == 0 ? '[' : ',');
          kind_json (ctl->out, sam_kind (id));
        }
      sam_table_add (table, sam_kind (id)->name);
      sam_table_add (table, sam_kind_plural (id));
    }
  if (ctl->options.json)
    g_string_append_c (ctl->out, ']');
  else
    sam_table_write (table, ctl->out);
  return TRUE;
}
