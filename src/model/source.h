/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/record.h"

/* Where rules find records: the Forum on a desk, a storage transaction on the server. Rules take a
 * source and nothing else, so the same rules hold everywhere. Records are borrowed until the source
 * changes; get() finds deleted ones too, the walks visit live ones only. Stop a walk by returning
 * FALSE. */
typedef struct _SamSource SamSource;
typedef gboolean (*SamVisit) (SamRecord *record, gpointer data);

struct _SamSource
{
  SamRecord *(*get) (SamSource *source, const char *id);
  void (*each) (SamSource *source, SamKindId kind, SamVisit visit, gpointer data);
  /* Live records whose reference or reference set `field` names `id`. */
  void (*each_referrer) (SamSource *source, SamFieldId field, const char *id, SamVisit visit, gpointer data);
  /* As each_referrer, but deleted ones too. */
  void (*each_referrer_deleted) (SamSource *source, SamFieldId field, const char *id, SamVisit visit, gpointer data);
};

SamRecord *sam_source_get (SamSource *source, const char *id_or_null);       /* NULL if there is none */
SamRecord *sam_source_get_live (SamSource *source, const char *id_or_null);  /* NULL also if deleted */
/* The record that a reference field names, deleted or not; NULL if the field is null or it is not here. */
SamRecord *sam_source_follow (SamSource *source, SamRecord *record, SamFieldId field);
GPtrArray *sam_source_list (SamSource *source, SamKindId kind);                           /* array owned, records borrowed */
GPtrArray *sam_source_referrers (SamSource *source, SamFieldId field, const char *id);   /* likewise */
/* The one forum record; NULL if none. */
SamRecord *sam_source_forum (SamSource *source);
/* The zone of the forum's times; "Europe/Stockholm" if it says none. */
const char *sam_source_zone (SamSource *source);
/* Live records that are parts of this one, and their parts, in walking order, without itself. */
GPtrArray *sam_source_parts (SamSource *source, SamRecord *owner);
