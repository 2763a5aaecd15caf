/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/json.h"
#include "sync/edit.h"

/* Edits, values and records as JSON (DESIGN sections 4 to 6). What is read is checked: depth, sizes, types,
 * known kinds and fields. A field of NULL is a record's existence ("deleted"). Pure. */
void sam_wire_append_value (GString *out, const SamField *field, const SamValue *value);
gboolean sam_wire_read_value (const SamField *field, JsonNode *node, SamValue *value, GError **error);

/* The same as text: what a conflict keeps. Caller frees; parsing clears and sets *value. */
char *sam_wire_value_text (const SamField *field, const SamValue *value);
gboolean sam_wire_value_parse (const SamField *field, const char *text, SamValue *value, GError **error);
/* The field by its name on the wire, "deleted" among them; SAM_NO_FIELD if the kind has no such. And back. */
SamFieldId sam_wire_field (SamKindId kind, const char *name);
const char *sam_wire_field_name (SamFieldId field);

void sam_wire_append_change (GString *out, const SamChange *change);
char *sam_wire_edit_text (const SamEdit *edit); /* one line of JSON; caller frees */
SamEdit *sam_wire_edit_parse (const char *text, gssize length, GError **error);
SamEdit *sam_wire_edit_from_node (JsonNode *node, GError **error);

/* A record line: {kind, id, seq, at, by, created_at, created_by, deleted, fields}; null fields are left out;
 * unknown fields (extra) follow the known ones. */
void sam_wire_append_record (GString *out, SamRecord *record);
/* Unknown fields go to extra; an unknown kind: SAM_ERROR_NOT_FOUND. */
SamRecord *sam_wire_record_from_node (JsonNode *node, GError **error);
