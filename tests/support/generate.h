/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/random.h"
#include "model/record.h"

/* Forums for tests and benchmarks. The same seed always gives the same records, on every machine.
 */

/* A believable forum of any size: thirteen administrations, seven stages, themes, venues, partners,
 * people, and per initiative one to three activities, one to three budget lines with transactions,
 * and up to three tasks; about ten records an initiative. Array of SamRecord, owned. */
GPtrArray *sam_generate_forum (guint64 seed, guint n_initiatives);

/* Every kind with any valid value in every field, n records of each kind (one forum): for
 * properties that have to hold whatever is in a record. Some are deleted, some have no metadata.
 * Array of SamRecord, owned; all pass sam_forum_file_read(). */
GPtrArray *sam_generate_anything (guint64 seed, guint n);

/* A valid value for the field alone, null one time in eight; references name one of the ids (none
 * if there are no ids). */
SamValue sam_generate_value (SamRandom *random, const SamField *field, const char *const *ids,
                             guint n_ids);

/* A title of an initiative or an activity in Swedish, from one word to some two hundred characters.
 * Caller frees. */
char *sam_generate_title (SamRandom *random);
/* A paragraph; caller frees. */
char *sam_generate_text (SamRandom *random);
