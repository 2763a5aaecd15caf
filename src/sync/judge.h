/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/referee.h"

/* For the referee's own files: one edit while it is judged. */

/* One record that the edit names. */
typedef struct
{
  const char *id; /* borrowed from the edit */
  SamKindId kind;
  SamRecord *before; /* borrowed from the source; NULL: the edit creates it */
  GArray *changes;   /* guint, indexes into the edit, of fields only; owned */
  guint64 fields;    /* what the author wants to change, bits as in SamRecordChange */
  gboolean restores;
  gboolean deletes;
  gboolean takes_back; /* a delete of the same author that is held in a conflict */
  gboolean held;       /* it is not deleted: somebody else has changed it since the author saw it */
} SamTarget;

typedef struct
{
  SamSource *source; /* all of these borrowed */
  const SamEdit *edit;
  const SamAuthor *author;
  gint64 seq;
  const char *at;
  SamClock *clock;
  SamRandom *random;

  SamOverlay *wish;       /* owned: with every value as the author wants it; rights look at this */
  SamOverlay *result;     /* owned: as it becomes */
  GPtrArray *targets;     /* of SamTarget, owned, in order of appearance */
  GHashTable *by_record;  /* id → SamTarget, borrowed */
  GPtrArray *touched;     /* ids (owned) that the referee changes besides: numbers, conflicts */
  GHashTable *is_touched; /* the same ids, borrowed, as a set */
  GHashTable
      *kept; /* id → GPtrArray (owned) of the conflicts (borrowed) that this edit makes of it */
  GPtrArray *conflicts; /* ids (owned) of conflicts made or replaced */

  const char *fault_record; /* where the mistake is; borrowed from the edit */
  SamFieldId fault;
} SamJudge;

/* Steps, in order. FALSE: refused, with the sentence. */
gboolean sam_judge_gather (SamJudge *judge, GError **error);
gboolean sam_judge_hold (SamJudge *judge, GError **error);
void sam_judge_fields (SamJudge *judge);
void sam_judge_numbers (SamJudge *judge);

/* The record as it becomes, as a copy to change. Borrowed. */
SamRecord *sam_judge_record (SamJudge *judge, const SamTarget *target);
/* Marks a record that is no target as changed. */
void sam_judge_touch (SamJudge *judge, const char *id);
gboolean sam_judge_invalid (SamJudge *judge, const char *record, SamFieldId field, GError **error,
                            const char *format, ...) G_GNUC_PRINTF (5, 6);

/* Keeps a value that does not stand. What the author kept before and now replaces (`from` is what
 * is kept) is replaced; when the author comes back to what stands, or to what it was, it is
 * settled. */
void sam_judge_keep (SamJudge *judge, const SamTarget *target, SamFieldId field,
                     const SamValue *from, const SamValue *value);
/* Only if the author has an open conflict for the field that keeps `from`; FALSE if there is none.
 */
gboolean sam_judge_keep_instead (SamJudge *judge, const SamTarget *target, SamFieldId field,
                                 const SamValue *from, const SamValue *value);
