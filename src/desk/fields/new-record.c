/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/fields/new-record.h"

#include "base/i18n.h"
#include "desk/fields/candidates.h"

char *
sam_new_record_label (SamDesk *desk, SamKindId kind)
{
  const SamAuthor *author = sam_session_author (sam_desk_session (desk));

  if (kind == SAM_KIND_ANY || !sam_candidate_can_add (kind)
      || !sam_rights_may_create (author, sam_desk_source (desk), kind, NULL))
    return NULL;
  return g_strdup_printf (_ ("Add: %s …"), sam_kind_label (kind));
}

SamEditBuilder *
sam_new_record (SamDesk *desk, SamKindId kind, const char *title, char **id)
{
  g_autofree char *name
      = *title ? g_strdup (title) : g_strdup_printf (_ ("New: %s"), sam_kind_label (kind));
  g_autofree char *act = g_strdup_printf (_ ("Add “%s”"), name);
  SamEditBuilder *builder = sam_desk_edit (desk, act);

  *id = g_strdup (sam_edit_builder_create (builder, kind));
  sam_edit_builder_set_text (builder, *id, sam_kind_title (sam_kind (kind)), name);
  sam_new_record_fill (desk, builder, *id, kind);
  return builder;
}

/* The meeting of most people's thoughts is the latest one; of other kinds it is the first in order.
 */
static const char *
obvious_target (SamDesk *desk, SamKindId kind)
{
  g_autoptr (GPtrArray) all = NULL;

  if (kind == SAM_KIND_ANY)
    return NULL;
  all = sam_forum_ordered (sam_desk_forum (desk), kind);
  if (!all->len)
    return NULL;
  if (kind == SAM_KIND_MEETING || kind == SAM_KIND_AGENDA_ITEM)
    {
      SamRecord *latest = g_ptr_array_index (all, 0);

      for (guint i = 1; i < all->len; i++)
        if (strcmp (sam_record_id (g_ptr_array_index (all, i)), sam_record_id (latest)) > 0)
          latest = g_ptr_array_index (all, i);
      return sam_record_id (latest);
    }
  return sam_record_id (g_ptr_array_index (all, 0));
}

static void
fill_code (SamDesk *desk, SamEditBuilder *builder, const char *id, const SamField *field)
{
  const SamValue *title
      = sam_edit_builder_value (builder, id, sam_kind_title (sam_kind (field->kind)));
  g_autofree char *code = sam_candidate_code (sam_desk_forum (desk), field->kind,
                                              title->type == SAM_VALUE_TEXT ? title->text : "");

  sam_edit_builder_set_text (builder, id, field->id, code);
}

static void
fill_one (SamDesk *desk, SamEditBuilder *builder, const char *id, const SamField *field)
{
  const char *target;

  switch (field->type)
    {
    case SAM_TYPE_INTEGER:
    case SAM_TYPE_MONEY:
    case SAM_TYPE_BOOLEAN:
      sam_edit_builder_set_integer (builder, id, field->id,
                                    field->has_range ? MAX (field->minimum, 0) : 0);
      break;
    case SAM_TYPE_DATE:
      sam_edit_builder_set_day (builder, id, field->id, sam_desk_today (desk));
      break;
    case SAM_TYPE_REFERENCE:
      target = obvious_target (desk, field->target);
      if (target)
        sam_edit_builder_set_text (builder, id, field->id, target);
      break;
    case SAM_TYPE_TEXT:
    case SAM_TYPE_LONG_TEXT:
      if (field->code)
        fill_code (desk, builder, id, field);
      else if (field->id == SAM_LINK_URL)
        sam_edit_builder_set_text (builder, id, field->id, "https://");
      else
        sam_edit_builder_set_text (builder, id, field->id, sam_kind_label (field->kind));
      break;
    case SAM_TYPE_TIME:
    case SAM_TYPE_CHOICE:
    case SAM_TYPE_REFERENCE_SET:
    case SAM_TYPE_POSITION:
      break;
    }
}

void
sam_new_record_fill (SamDesk *desk, SamEditBuilder *builder, const char *id, SamKindId kind)
{
  const SamKind *of = sam_kind (kind);

  for (guint i = 0; i < of->n_fields; i++)
    {
      const SamField *field = sam_field (of->first + (int)i);

      if (field->required && sam_value_is_null (sam_edit_builder_value (builder, id, field->id)))
        fill_one (desk, builder, id, field);
    }
  if (!sam_field (of->first)->required)
    sam_edit_builder_set_text (builder, id, of->first, NULL);
}

char *
sam_new_record_missing (SamDesk *desk, SamKindId kind)
{
  const SamKind *of = sam_kind (kind);

  for (guint i = 0; i < of->n_fields; i++)
    {
      const SamField *field = sam_field (of->first + (int)i);

      if (field->required && field->type == SAM_TYPE_REFERENCE
          && !obvious_target (desk, field->target) && field->target != SAM_KIND_ANY)
        return g_strdup_printf (
            _ ("This needs something of the kind “%s”: add one under Basic data first."),
            sam_kind_label (field->target));
    }
  return NULL;
}
