/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/date.h"
#include "model/value.h"

/* What exists: every kind and its fields, from the one constant table in schema-table.h. Everything
 * that needs to know a kind or a field walks this; nothing keeps a second list. Constant data: any
 * thread. Labels are msgids: show them through sam_kind_label() and friends, which translate. */

#define SAM_SCHEMA_VERSION 1

typedef enum
{
#define KIND(KIND_, ...) SAM_KIND_##KIND_,
#define FIELD(...)
#define END_KIND(...)
#include "model/schema-table.h"
  SAM_N_KINDS,
  SAM_KIND_ANY = SAM_N_KINDS, /* as a reference's target */
} SamKindId;

/* Fields are numbered through all kinds: SAM_INITIATIVE_TITLE, SAM_BUDGET_LINE_PLANNED … */
typedef enum
{
#define KIND(KIND_, ...) SAM_##KIND_##_FIRST_, SAM_##KIND_##_BEFORE_ = SAM_##KIND_##_FIRST_ - 1,
#define FIELD(KIND_, FIELD_, ...) SAM_##KIND_##_##FIELD_,
#define END_KIND(KIND_) SAM_##KIND_##_END_, SAM_##KIND_##_LAST_ = SAM_##KIND_##_END_ - 1,
#include "model/schema-table.h"
  SAM_N_FIELDS,
  SAM_NO_FIELD = -1,
  /* The existence of the record itself, as a change names it: "deleted". */
  SAM_FIELD_DELETED = -2,
} SamFieldId;

typedef enum
{
  SAM_TYPE_TEXT,
  SAM_TYPE_LONG_TEXT,
  SAM_TYPE_INTEGER,
  SAM_TYPE_MONEY,
  SAM_TYPE_DATE,
  SAM_TYPE_TIME,
  SAM_TYPE_BOOLEAN,
  SAM_TYPE_CHOICE,
  SAM_TYPE_REFERENCE,
  SAM_TYPE_REFERENCE_SET,
  SAM_TYPE_POSITION,
} SamType;

/* Roles, as bits. */
typedef enum
{
  SAM_ROLE_READER = 1 << 0,
  SAM_ROLE_MEMBER = 1 << 1,
  SAM_ROLE_CONTROLLER = 1 << 2,
  SAM_ROLE_COORDINATOR = 1 << 3,
} SamRole;

/* Who may write records of a kind; a coordinator may always, a reader never (DESIGN section 7). */
typedef enum
{
  SAM_WRITE_COORDINATOR,    /* only coordinators */
  SAM_WRITE_ADMINISTRATION, /* members of the administration that the path leads to */
  SAM_WRITE_SHARED,         /* members add; own ones are changed by them, others and deleting by coordinators */
  SAM_WRITE_ALLOCATION,     /* members propose what touches an own administration, and change it while proposed */
  SAM_WRITE_TRANSACTION,    /* controllers; members their own administration's commitments and preliminary actuals */
  SAM_WRITE_CONTROLLER,     /* controllers and coordinators */
  SAM_WRITE_AUTHOR,         /* anyone but readers adds; only the author changes */
  SAM_WRITE_AGENDA,         /* members add proposals; coordinators change */
  SAM_WRITE_TASK,           /* by the administration path, and `done` by who is responsible */
  SAM_WRITE_SERVER,         /* made by the referee only */
} SamWriteRule;

/* How a field takes part in the path from a record to its administrations. */
typedef enum
{
  SAM_PATH_NONE,
  SAM_PATH_LEAD,          /* names the administration that leads */
  SAM_PATH_PARTICIPATING, /* names administrations that take part */
  SAM_PATH_FOLLOW,        /* the administrations are those of the record that this refers to */
} SamPath;

/* Fields that are worked out, never stored and never in an edit (model/computed.h). */
typedef enum
{
  SAM_STORED = 0,
  SAM_COMPUTED_PLANNED,
  SAM_COMPUTED_COMMITTED,
  SAM_COMPUTED_ACTUAL,
  SAM_COMPUTED_FORECAST,
  SAM_COMPUTED_OVERDUE,
} SamComputed;

typedef enum
{
  SAM_FROZEN_NEVER,
  SAM_FROZEN_NOTES_APPROVED, /* the meeting it belongs to is approved */
  SAM_FROZEN_MONTH_CLOSED,   /* a reconciliation of its month is closed */
  SAM_FROZEN_APPROVED,       /* its own state is approved */
} SamFrozen;

typedef enum
{
  SAM_NUMBERED_NO,
  SAM_NUMBERED_BODY_AND_YEAR, /* agenda_item.paragraph */
  SAM_NUMBERED_AGENDA_ITEM,   /* decision.number, within the § */
} SamNumbered;

typedef struct
{
  const char *name;  /* "planned" on the wire */
  const char *label; /* msgid */
  SamRole stricter;  /* roles that may choose it, if not all that may write the field; else 0 */
} SamChoice;

typedef struct
{
  SamFieldId id;
  SamKindId kind;
  const char *name;           /* "participating_administrations" */
  const char *label;          /* msgid: "Participating administrations" */
  SamType type;
  const char *unit;           /* msgid or NULL: "min", "people" */
  SamKindId target;           /* of references; SAM_KIND_ANY */
  const SamChoice *choices;   /* ended by a NULL name */
  const char *default_choice; /* or NULL */
  gboolean required;
  gboolean has_range;
  gint64 minimum, maximum;    /* of integers and money (öre), inclusive, where has_range */
  guint length;               /* longest text in bytes; 0: 500 for text, 102 400 for long text */
  guint group;                /* merge group within the kind, 0 none */
  SamRole stricter;           /* roles that may write it, if not all that may write the record; else 0 */
  gboolean owner;             /* the record is a part of what this refers to */
  SamPath path;
  SamComputed computed;
  SamNumbered numbered;
  gboolean search;            /* words of a query look here */
  gboolean unique;            /* no two records of the kind have it equal (folded) */
  gboolean code;              /* the record's short code: references on the command line name it */
  gboolean hidden;            /* not in forms: set by other means (positions) */
  guint since;                /* schema */
} SamField;

typedef struct
{
  SamKindId id;
  const char *name;         /* "budget_line", as on the wire */
  const char *label;        /* msgid: "Budget line" */
  const char *plural;       /* msgid: "Budget lines" */
  SamFieldId first;         /* its fields are first … first + n_fields - 1; first is always the title */
  guint n_fields;
  SamWriteRule write;
  SamFrozen frozen;
  gboolean basic;           /* shown on the page "Grunddata" */
  guint since;
} SamKind;

const SamKind *sam_kind (SamKindId id);
const SamKind *sam_kind_find (const char *name);        /* by wire name; NULL */
const char *sam_kind_label (SamKindId id);              /* translated */
const char *sam_kind_plural (SamKindId id);

const SamField *sam_field (SamFieldId id);
const SamField *sam_field_find (SamKindId kind, const char *name); /* NULL */
const char *sam_field_label (SamFieldId id);
const char *sam_type_name (SamType type);               /* "long_text", for machines */
static inline SamFieldId
sam_kind_title (const SamKind *kind)
{
  return kind->first;
}
/* The field of a kind marked `code`, or SAM_NO_FIELD. */
SamFieldId sam_kind_code (SamKindId kind);
/* The choice of a field by name; NULL for a name that this version does not know. */
const SamChoice *sam_choice_find (const SamField *field, const char *name);
const char *sam_choice_label (const SamField *field, const char *name); /* translated; the name itself if unknown */
guint sam_field_max_length (const SamField *field);

/* Roles by their wire names: "reader", "member" … 0 if there is no such. */
SamRole sam_role_find (const char *name);
const char *sam_role_label (SamRole role);
