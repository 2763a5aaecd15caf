/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "model/schema.h"

/* One record of any kind. A GObject so that lists can hold it; its values come from the schema
 * table. A record that a Forum holds is changed by that Forum only (sam_forum_put()); setters are for
 * records that nobody else holds yet: what the store reads, what the referee works out. One thread
 * at a time. All const results are borrowed and live until the record changes. */
#define SAM_TYPE_RECORD (sam_record_get_type ())
G_DECLARE_FINAL_TYPE (SamRecord, sam_record, SAM, RECORD, GObject)

SamRecord *sam_record_new (SamKindId kind, const char *id);
SamRecord *sam_record_copy (SamRecord *record);

SamKindId sam_record_kind (SamRecord *record);
const char *sam_record_id (SamRecord *record);
gboolean sam_record_is (SamRecord *record, SamKindId kind);

/* Who and when; stamps as base/clock.h writes them. NULL or 0 if not known. */
typedef struct
{
  gint64 seq;             /* number of the edit that last changed it; 0 before any */
  const char *at;         /* last change */
  const char *by;
  const char *created_at;
  const char *created_by;
} SamRecordMeta;
const SamRecordMeta *sam_record_meta (SamRecord *record);
void sam_record_set_meta (SamRecord *record, const SamRecordMeta *meta); /* copies the strings */
/* A record made at once, for what reads many. Takes the values, one per field of the kind, of g_new(), and
 * the strings of the meta, which are counted ones (g_ref_string_new()). */
SamRecord *sam_record_new_take (SamKindId kind, const char *id, SamValue *values, const SamRecordMeta *meta);

gboolean sam_record_deleted (SamRecord *record);
void sam_record_set_deleted (SamRecord *record, gboolean deleted);

/* Fields of a newer version, kept as they came: a JSON object's text, or NULL. */
const char *sam_record_extra (SamRecord *record);
void sam_record_set_extra (SamRecord *record, const char *json);

/* Values. The field must be of the record's kind (asserted). Computed fields are always null here. */
const SamValue *sam_record_value (SamRecord *record, SamFieldId field);
void sam_record_take_value (SamRecord *record, SamFieldId field, SamValue value); /* takes ownership */

gboolean sam_record_has (SamRecord *record, SamFieldId field);        /* not null */
const char *sam_record_text (SamRecord *record, SamFieldId field);    /* NULL if null; text, choice, id … */
gint64 sam_record_integer (SamRecord *record, SamFieldId field);      /* 0 if null; money in öre */
gboolean sam_record_boolean (SamRecord *record, SamFieldId field);
SamDay sam_record_day (SamRecord *record, SamFieldId field);          /* SAM_DAY_NONE if null; of a time its day */
SamMoment sam_record_moment (SamRecord *record, SamFieldId field);    /* SAM_MOMENT_NONE if null */
gboolean sam_record_is_choice (SamRecord *record, SamFieldId field, const char *name);

/* The title as it stands; "" if none. For what to show where a title may be missing, see
 * model/display.h. */
const char *sam_record_title (SamRecord *record);
/* All searched text fields folded, joined by newlines; worked out when first asked for and kept. */
const char *sam_record_folded (SamRecord *record);
