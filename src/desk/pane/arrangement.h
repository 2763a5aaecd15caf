/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/schema.h"

/* Where each field of a kind stands in its form, and which lists stand beside it: the way people
 * think of an initiative, an activity, a budget line; the order of the schema for all others. No
 * widget in it; tested without a screen: every field that is not hidden and not computed has one
 * place. */

/* What stands below the fields of a section. */
typedef enum
{
  SAM_EXTRA_NONE,
  SAM_EXTRA_CONFIRM, /* "Confirm today" */
  SAM_EXTRA_FIGURES, /* planned, committed, actual, forecast, available */
  SAM_EXTRA_CLASHES, /* what the activity clashes with, in words */
} SamFormExtra;

typedef struct
{
  const char *title; /* msgid, or NULL: none */
  GArray *fields;    /* of SamFieldId */
  SamFormExtra extra;
  SamFieldId parts; /* a list of the records whose field names this one; SAM_NO_FIELD: none */
  gboolean folded;  /* opened when asked for */
} SamFormSection;

/* Whether the pane's heading is the title itself, to be changed there. Where a record may be without one, the heading
 * says what it is about, and the title is a field like others. */
gboolean sam_title_is_heading (SamKindId kind);
/* Array of SamFormSection, owned. */
GPtrArray *sam_arrangement (SamKindId kind);
void sam_form_section_free (SamFormSection *section);
