/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/error.h"
#include "sync/edit.h"
#include "sync/rights.h"

/* The one judge of edits: for the server, for a forum without one, for the simulation. Pure: records in,
 * records out; what is accepted is written down by the caller in one transaction. */
typedef struct
{
  char *record;
  SamKindId kind;
  SamFieldId field; /* or SAM_FIELD_DELETED */
  SamValue from;    /* what stood */
  SamValue to;
} SamHistoryRow;

typedef struct
{
  gboolean accepted;
  char *reason;        /* refused: one sentence for a person; else NULL */
  SamError code;       /* refused: why */
  char *record;        /* refused: the record and the field that the mistake is at, if it is at one; else NULL */
  SamFieldId field;    /* and SAM_NO_FIELD */
  GPtrArray *records;  /* accepted: whole records as they are now, seq/at/by set, conflicts among them (SamRecord, owned) */
  GArray *history;     /* of SamHistoryRow: what truly changed */
  GPtrArray *conflicts;/* ids of conflicts made, replaced or withdrawn by their author */
} SamVerdict;

void sam_verdict_free (SamVerdict *verdict);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SamVerdict, sam_verdict_free)

/* Judges one edit against the source's records. seq is the number that it gets if accepted; at the judge's stamp;
 * random and clock make ids of conflicts. Validation of the resulting records is included. */
SamVerdict *sam_referee_judge (SamSource *source, const SamEdit *edit, const SamAuthor *author, gint64 seq, const char *at,
                               SamClock *clock, SamRandom *random);

/* A source with some records laid over another: the state "with the whole edit applied". Counted by nobody:
 * free it before what lies below. */
typedef struct _SamOverlay SamOverlay;
SamOverlay *sam_overlay_new (SamSource *below);
void sam_overlay_free (SamOverlay *overlay);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SamOverlay, sam_overlay_free)
SamSource *sam_overlay_source (SamOverlay *overlay);
void sam_overlay_put (SamOverlay *overlay, SamRecord *record); /* takes a reference; replaces by id */
/* A private copy to change, made from below or created new. Borrowed. */
SamRecord *sam_overlay_edit (SamOverlay *overlay, SamKindId kind, const char *id);
