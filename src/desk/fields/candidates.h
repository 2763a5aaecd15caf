/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/forum.h"

/* What a reference can be set to. No widget in it; tested without a screen. */
typedef struct
{
  char *id; /* a record's id, or a choice's name */
  char *title;
  char *detail; /* what tells it from others of the same title, or NULL */
} SamCandidate;

SamCandidate *sam_candidate_new (const char *id, const char *title, const char *detail);
void sam_candidate_free (SamCandidate *candidate);

/* Live records that the reference field of `record` (NULL: none yet) may name and whose text holds
 * `typed` (folded here), in the order that people expect; at most `limit`, and how many more there
 * are in *more. Array of SamCandidate, owned. */
GPtrArray *sam_candidates (SamForum *forum, const SamField *field, SamRecord *record,
                           const char *typed, guint limit, guint *more);
/* "Kulturförvaltningen" for an initiative: what tells it from others. Caller frees; NULL if nothing
 * does. */
char *sam_candidate_detail (SamSource *source, SamRecord *record);

/* Kinds that are small enough to be added where they are named. */
gboolean sam_candidate_can_add (SamKindId kind);
/* "manskliga-rattigheter": a code for a new record of a kind that needs one, free in the forum.
 * Caller frees. */
char *sam_candidate_code (SamForum *forum, SamKindId kind, const char *title);
