/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

/* JSON from outside is hostile until it is here: strict UTF-8, at most max_depth deep (16 on the
 * wire), at most limit bytes, no duplicate member names. SAM_ERROR_INVALID with where it broke. */
#define SAM_JSON_DEPTH 16
JsonNode *sam_json_parse (const char *text, gssize length, gsize limit, int max_depth, GError **error);

/* Typed members of an object. A missing or null member gives *value = NULL / 0 and TRUE when
 * optional; a member of another type is an error that names it. Strings are borrowed. */
gboolean sam_json_string (JsonObject *object, const char *member, gboolean required, const char **value, GError **error);
gboolean sam_json_integer (JsonObject *object, const char *member, gboolean required, gint64 *value, GError **error);
gboolean sam_json_array (JsonObject *object, const char *member, gboolean required, JsonArray **value, GError **error);
gboolean sam_json_object (JsonObject *object, const char *member, gboolean required, JsonObject **value, GError **error);

/* Writers for our own output, without a tree: appends a JSON string literal with its quotes, the
 * same bytes for the same text everywhere (escapes only what JSON requires; UTF-8 as it is). */
void sam_json_append_string (GString *out, const char *text_or_null);
/* A node as compact text with members in their order. Caller frees. */
char *sam_json_text (JsonNode *node);
