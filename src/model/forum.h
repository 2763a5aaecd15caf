/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/source.h"

/* The live image of one forum in memory, on the main thread. It knows no I/O and no edits: whole
 * records are put in, one signal a batch comes out. Record objects keep their identity for as long
 * as the forum lives, so views may hold them. */
#define SAM_TYPE_FORUM (sam_forum_get_type ())
G_DECLARE_FINAL_TYPE (SamForum, sam_forum, SAM, FORUM, GObject)

SamForum *sam_forum_new (void);

typedef enum
{
  SAM_CHANGE_UPDATED,
  SAM_CHANGE_APPEARED, /* created or restored: now in the lists */
  SAM_CHANGE_VANISHED, /* deleted: no longer in the lists */
} SamRecordChangeType;

typedef struct
{
  SamRecord *record; /* borrowed; already as it is after */
  SamRecordChangeType type;
  guint64 fields;    /* bit (field − kind's first) for each field that changed */
} SamRecordChange;

typedef struct
{
  const SamRecordChange *changes;
  guint n_changes;
  gboolean everything; /* loaded anew: forget what was cached; changes is empty */
} SamForumDelta;

gboolean sam_record_change_has (const SamRecordChange *change, SamFieldId field);
/* Whether any record of the kind is in the delta (or everything is). */
gboolean sam_forum_delta_touches (const SamForumDelta *delta, SamKindId kind);

/* Signals:
 *   "changed" (const SamForumDelta *delta)   after one edit or batch is in, indexes and lists too */

/* Replaces everything. Takes the records (an array with g_object_unref as its free function). */
void sam_forum_load (SamForum *forum, GPtrArray *records);
/* Whole records as they are now (new ones, or with the id of one that is here): their values are
 * copied in, indexes and lists follow, "changed" is emitted once. The records are left to the caller. */
void sam_forum_put (SamForum *forum, GPtrArray *records);

SamSource *sam_forum_source (SamForum *forum); /* borrowed */
SamRecord *sam_forum_get (SamForum *forum, const char *id_or_null); /* borrowed; deleted ones too; NULL */
SamRecord *sam_forum_root (SamForum *forum);   /* the forum record, or NULL */
const char *sam_forum_zone (SamForum *forum);

/* The live records of a kind as a list of SamRecord in order of creation (by id); borrowed, the same
 * object always. items-changed comes before "changed". */
GListModel *sam_forum_list (SamForum *forum, SamKindId kind);
guint sam_forum_count (SamForum *forum, SamKindId kind);
/* Live records whose field names id, in no order; borrowed until the next change; never NULL. */
GPtrArray *sam_forum_referrers (SamForum *forum, SamFieldId field, const char *id);
/* All deleted records; array owned by the caller, records borrowed. */
GPtrArray *sam_forum_deleted (SamForum *forum);
/* Every record, deleted ones too, ordered by id. Array owned, records borrowed. */
GPtrArray *sam_forum_all (SamForum *forum);

/* Live records of a kind ordered for people: by position, then title. Array owned. */
GPtrArray *sam_forum_ordered (SamForum *forum, SamKindId kind);
