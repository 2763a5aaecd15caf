/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/undo.h"

/* One thing a person did: an edit, or several of one group. */
typedef struct
{
  char *title;      /* owned */
  char *group;      /* owned; NULL */
  GPtrArray *edits; /* of SamEdit, owned, in the order in which they were made */
  char *text;       /* owned; its JSON once it was needed */
} SamAct;

struct _SamUndo
{
  GPtrArray *done;   /* of SamAct, owned; the newest is last */
  GPtrArray *undone; /* likewise: the last is done again first */
};

#define SAM_UNDO_MAX_ACTS 200

SamAct *sam_act_new (const char *title, const char *group);
void sam_act_free (SamAct *act);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SamAct, sam_act_free)

/* The edit that takes an act back: what undo and redo have in common. */
SamEdit *sam_act_inverse (const SamAct *act, const char *title, SamSource *source, SamClock *clock,
                          SamRandom *random, GPtrArray **changed);
