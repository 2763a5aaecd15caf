/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/schema.h"

#include <string.h>

#include "base/i18n.h"
#include "base/money.h"

/* Choices, ended by a NULL name. Names are what travels; an unknown one of a newer version is kept.
 */
#define END_OF_CHOICES                                                                             \
  {                                                                                                \
    NULL, NULL, 0                                                                                  \
  }

static const SamChoice day_types[] = {
  { "public_holiday", N_ ("Public holiday"), 0 },
  { "work_free_eve", N_ ("Work-free eve"), 0 },
  { "school_break", N_ ("School break"), 0 },
  { "day_to_bear_in_mind", N_ ("Day to bear in mind"), 0 },
  END_OF_CHOICES,
};

static const SamChoice colours[] = {
  { "purple", N_ ("Purple"), 0 }, { "blue", N_ ("Blue"), 0 },
  { "green", N_ ("Green"), 0 },   { "orange", N_ ("Orange"), 0 },
  { "slate", N_ ("Slate"), 0 },   { "teal", N_ ("Teal"), 0 },
  { "olive", N_ ("Olive"), 0 },   { "red", N_ ("Wine red"), 0 },
  { "pink", N_ ("Pink"), 0 },     { "brown", N_ ("Brown"), 0 },
  { "navy", N_ ("Navy"), 0 },     { "forest", N_ ("Forest green"), 0 },
  { "plum", N_ ("Plum"), 0 },     END_OF_CHOICES,
};

static const SamChoice stage_meanings[] = {
  { "open", N_ ("Open"), 0 },
  { "active", N_ ("Active"), 0 },
  { "done", N_ ("Done"), 0 },
  { "cancelled", N_ ("Cancelled"), 0 },
  END_OF_CHOICES,
};

static const SamChoice sectors[] = {
  { "civil_society", N_ ("Civil society"), 0 }, { "politics", N_ ("Politics"), 0 },
  { "international", N_ ("International"), 0 }, { "academia", N_ ("Academia"), 0 },
  { "business", N_ ("Business"), 0 },           END_OF_CHOICES,
};

static const SamChoice origins[] = {
  { "new", NC_ ("origin", "New"), 0 },
  { "existing", NC_ ("origin", "Existing"), 0 },
  { "ordinary", N_ ("Part of ordinary work"), 0 },
  END_OF_CHOICES,
};

static const SamChoice activity_types[] = {
  { "programme_item", N_ ("Programme item"), 0 },
  { "preparation", N_ ("Preparation"), 0 },
  { "milestone", N_ ("Milestone"), 0 },
  END_OF_CHOICES,
};

static const SamChoice publications[] = {
  { "draft", N_ ("Draft"), 0 },
  { "ready", N_ ("Ready to publish"), 0 },
  { "published", N_ ("Published"), SAM_ROLE_COORDINATOR },
  END_OF_CHOICES,
};

static const SamChoice settlements[] = {
  { "direct", N_ ("Direct"), 0 },
  { "internal_invoice", N_ ("Internal invoice"), 0 },
  { "budget_transfer", N_ ("Budget transfer"), 0 },
  END_OF_CHOICES,
};

static const SamChoice allocation_states[] = {
  { "proposed", N_ ("Proposed"), 0 },
  { "approved", N_ ("Approved"), SAM_ROLE_COORDINATOR },
  { "rejected", N_ ("Rejected"), SAM_ROLE_COORDINATOR },
  END_OF_CHOICES,
};

static const SamChoice transaction_types[] = {
  { "commitment", N_ ("Commitment"), 0 },
  { "preliminary_actual", N_ ("Preliminary actual"), 0 },
  { "actual", N_ ("Actual"), SAM_ROLE_CONTROLLER | SAM_ROLE_COORDINATOR },
  { "internal_invoice", N_ ("Internal invoice"), SAM_ROLE_CONTROLLER | SAM_ROLE_COORDINATOR },
  END_OF_CHOICES,
};

static const SamChoice keeps[] = {
  { "notes", N_ ("Meeting notes"), 0 },
  { "minutes", N_ ("Minutes"), 0 },
  END_OF_CHOICES,
};

static const SamChoice meeting_states[] = {
  { "planned", NC_ ("meeting", "Planned"), 0 },
  { "open", NC_ ("meeting", "Open"), 0 },
  { "closed", NC_ ("meeting", "Closed"), 0 },
  { "approved", NC_ ("meeting", "Approved"), 0 },
  END_OF_CHOICES,
};

static const SamChoice agenda_states[] = {
  { "proposed", NC_ ("agenda item", "Proposed"), 0 },
  { "accepted", NC_ ("agenda item", "On the agenda"), SAM_ROLE_COORDINATOR },
  { "handled", NC_ ("agenda item", "Handled"), SAM_ROLE_COORDINATOR },
  { "postponed", NC_ ("agenda item", "Postponed"), SAM_ROLE_COORDINATOR },
  END_OF_CHOICES,
};

static const SamChoice standings[] = {
  { "agreed", NC_ ("decision", "Agreed"), 0 },
  { "proposed", NC_ ("decision", "Proposed decision"), 0 },
  { "decided", NC_ ("decision", "Decided"), 0 },
  END_OF_CHOICES,
};

static const SamChoice conflict_states[] = {
  { "open", NC_ ("conflict", "Open"), 0 },
  { "settled", NC_ ("conflict", "Settled"), 0 },
  END_OF_CHOICES,
};

static const SamKind kinds[] = {
#define KIND(KIND_, name_, label_, plural_, ...)                                                   \
  { .id = SAM_KIND_##KIND_,                                                                        \
    .name = name_,                                                                                 \
    .label = label_,                                                                               \
    .plural = plural_,                                                                             \
    .first = SAM_##KIND_##_FIRST_,                                                                 \
    .n_fields = SAM_##KIND_##_END_ - SAM_##KIND_##_FIRST_,                                         \
    .since = 1,                                                                                    \
    __VA_ARGS__ },
#define FIELD(...)
#define END_KIND(...)
#include "model/schema-table.h"
};

static const SamField fields[] = {
#define KIND(...)
#define FIELD(KIND_, FIELD_, name_, type_, label_, ...)                                            \
  { .id = SAM_##KIND_##_##FIELD_,                                                                  \
    .kind = SAM_KIND_##KIND_,                                                                      \
    .name = name_,                                                                                 \
    .label = label_,                                                                               \
    .type = SAM_TYPE_##type_,                                                                      \
    .since = 1,                                                                                    \
    ##__VA_ARGS__ },
#define END_KIND(...)
#include "model/schema-table.h"
};

G_STATIC_ASSERT (G_N_ELEMENTS (fields) == SAM_N_FIELDS);

const SamKind *
sam_kind (SamKindId id)
{
  g_return_val_if_fail (id < SAM_N_KINDS, NULL);
  return &kinds[id];
}

const SamField *
sam_field (SamFieldId id)
{
  g_return_val_if_fail (id >= 0 && id < SAM_N_FIELDS, NULL);
  return &fields[id];
}

const SamKind *
sam_kind_find (const char *name)
{
  for (guint i = 0; i < SAM_N_KINDS; i++)
    if (strcmp (kinds[i].name, name) == 0)
      return &kinds[i];

  return NULL;
}

const SamField *
sam_field_find (SamKindId kind, const char *name)
{
  const SamKind *of = sam_kind (kind);

  for (guint i = 0; i < of->n_fields; i++)
    if (strcmp (fields[of->first + (int)i].name, name) == 0)
      return &fields[of->first + (int)i];

  return NULL;
}

const char *
sam_kind_label (SamKindId id)
{
  return _ (sam_kind (id)->label);
}

const char *
sam_kind_plural (SamKindId id)
{
  return _ (sam_kind (id)->plural);
}

const char *
sam_field_label (SamFieldId id)
{
  if (id == SAM_FIELD_DELETED)
    return _ ("Existence");

  return _ (sam_field (id)->label);
}

const char *
sam_type_name (SamType type)
{
  static const char *const names[] = {
    [SAM_TYPE_TEXT] = "text",           [SAM_TYPE_LONG_TEXT] = "long_text",
    [SAM_TYPE_INTEGER] = "integer",     [SAM_TYPE_MONEY] = "money",
    [SAM_TYPE_DATE] = "date",           [SAM_TYPE_TIME] = "time",
    [SAM_TYPE_BOOLEAN] = "boolean",     [SAM_TYPE_CHOICE] = "choice",
    [SAM_TYPE_REFERENCE] = "reference", [SAM_TYPE_REFERENCE_SET] = "reference_set",
    [SAM_TYPE_POSITION] = "position",
  };

  g_return_val_if_fail (type < G_N_ELEMENTS (names), NULL);
  return names[type];
}

SamFieldId
sam_kind_code (SamKindId kind)
{
  const SamKind *of = sam_kind (kind);

  for (guint i = 0; i < of->n_fields; i++)
    if (fields[of->first + (int)i].code)
      return of->first + (int)i;

  return SAM_NO_FIELD;
}

const SamChoice *
sam_choice_find (const SamField *field, const char *name)
{
  if (!field->choices)
    return NULL;

  for (const SamChoice *choice = field->choices; choice->name; choice++)
    if (strcmp (choice->name, name) == 0)
      return choice;

  return NULL;
}

/* Which gettext context a field's choices are marked with, where English has one word for what
 * Swedish has several. */
static const char *
choice_context (const SamChoice *choices)
{
  static const struct
  {
    const SamChoice *choices;
    const char *context;
  } contexts[] = {
    { origins, "origin" },     { meeting_states, "meeting" },   { agenda_states, "agenda item" },
    { standings, "decision" }, { conflict_states, "conflict" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (contexts); i++)
    if (contexts[i].choices == choices)
      return contexts[i].context;

  return NULL;
}

const char *
sam_choice_label (const SamField *field, const char *name)
{
  const SamChoice *choice = sam_choice_find (field, name);
  const char *context = choice_context (field->choices);
  const char *label;

  if (!choice)
    return name;
  if (!context)
    return _ (choice->label);

  label = g_dpgettext2 (GETTEXT_PACKAGE, context, choice->label);
  return label == choice->label ? _ (choice->label) : label;
}

guint
sam_field_max_length (const SamField *field)
{
  if (field->length)
    return field->length;

  return field->type == SAM_TYPE_LONG_TEXT ? 100 * 1024 : 500;
}

static const struct
{
  SamRole role;
  const char *name;
  const char *label;
} roles[] = {
  { SAM_ROLE_READER, "reader", N_ ("Reader") },
  { SAM_ROLE_MEMBER, "member", N_ ("Member") },
  { SAM_ROLE_CONTROLLER, "controller", N_ ("Controller") },
  { SAM_ROLE_COORDINATOR, "coordinator", N_ ("Coordinator") },
};

SamRole
sam_role_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (strcmp (roles[i].name, name) == 0)
      return roles[i].role;

  return 0;
}

const char *
sam_role_label (SamRole role)
{
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (roles[i].role == role)
      return _ (roles[i].label);

  return "";
}
