/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "desk/fields/field-editor.h"

/* All of one record's fields, in the sections of its kind, with the lists that stand beside them.
 */
#define SAM_TYPE_FORM (sam_form_get_type ())
G_DECLARE_FINAL_TYPE (SamForm, sam_form, SAM, FORM, GtkWidget)

GtkWidget *sam_form_new (SamDesk *desk, SamRecord *record);
/* An editor that stands elsewhere (the heading): it is shown, committed and finished with the
 * others. */
void sam_form_adopt (SamForm *form, SamFieldEditor *editor);
/* As the Forum is now. delta: what changed, or NULL for everything. */
void sam_form_refresh (SamForm *form, const SamForumDelta *delta);
/* Commits what is typed in any field. FALSE if a mistake stands. */
gboolean sam_form_finish (SamForm *form);
/* The keyboard to the first field, its text selected. */
void sam_form_begin (SamForm *form);
/* The first field with a mistake, or NULL. */
SamFieldEditor *sam_form_mistaken (SamForm *form);
/* The editor that has the keyboard, or NULL. */
SamFieldEditor *sam_form_focused (SamForm *form);
