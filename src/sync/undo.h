/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/edit.h"

/* Undo and redo as edits (DESIGN section 5). The stack holds what the person of this profile did, in order;
 * it is pure, and kept by the engine across restarts. */
typedef struct _SamUndo SamUndo;
SamUndo *sam_undo_new (void);
void sam_undo_free (SamUndo *undo);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SamUndo, sam_undo_free)

/* A new act: goes on top, clears what could be redone. Keeps at most 200 acts. Edits with one group are one act. */
void sam_undo_push (SamUndo *undo, SamEdit *edit);
const char *sam_undo_title (SamUndo *undo); /* what undo would take back; NULL if nothing */
const char *sam_redo_title (SamUndo *undo);

/* The edit that takes the newest act back, or does it again: from and value swapped, in reverse order; NULL if
 * there is none. *changed (may be NULL) gets an array of display lines for fields that somebody has changed
 * since (owned; empty if none): the caller asks before it goes on. Call sam_undo_done() when it was accepted. */
SamEdit *sam_undo_build (SamUndo *undo, SamSource *source, SamClock *clock, SamRandom *random, GPtrArray **changed);
SamEdit *sam_redo_build (SamUndo *undo, SamSource *source, SamClock *clock, SamRandom *random, GPtrArray **changed);
void sam_undo_done (SamUndo *undo, SamEdit *edit); /* the top act moved to the redo side; `edit` is what redo swaps back */
void sam_redo_done (SamUndo *undo, SamEdit *edit);

/* For keeping it: a JSON text of both sides, and back. */
char *sam_undo_save (SamUndo *undo);
SamUndo *sam_undo_restore (const char *text, GError **error);
