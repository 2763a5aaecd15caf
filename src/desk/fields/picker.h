/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "desk/fields/candidates.h"

/* A popover in which one of several is chosen: a list, and above it a search where there are many.
 * Enter in the search takes the first that fits. */
#define SAM_TYPE_PICKER (sam_picker_get_type ())
G_DECLARE_FINAL_TYPE (SamPicker, sam_picker, SAM, PICKER, GtkPopover)

/* Signals:
 *   "picked" (const char *id_or_null)   NULL: none
 *   "add" (const char *typed)           something new is asked for by this name */

/* What fits a typed text: array of SamCandidate, owned by the caller. *more: how many are not among
 * them. */
typedef GPtrArray *(*SamPickerFill) (const char *typed, guint *more, gpointer data);

/* name: what is chosen, for those who do not see ("Stage"). */
GtkWidget *sam_picker_new (const char *name, gboolean search, SamPickerFill fill, gpointer data);
/* A row for nothing at all ("None"); a row that adds ("Add “…”"), with its words before a name is
 * typed, or NULL. */
void sam_picker_set_extra (SamPicker *picker, gboolean none, const char *add_label_or_null);
/* Opens with the current one marked. */
void sam_picker_open (SamPicker *picker, const char *current_or_null);
