/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/record.h"

/* Whether a record of the file comes back to itself along what it is part of, or along a field that
 * names records of its own kind (what an activity follows). model/validate.h asks that of one
 * record by walking all that it reaches; for every record of a hostile file that is the square of
 * its size, so here all are asked at once, in proportion to the references. index: id → place in
 * records + 1. TRUE with such a record's place and the field; FALSE if there is none. */
gboolean sam_forum_file_circle (GPtrArray *records, GHashTable *index, guint *place,
                                SamFieldId *field);
