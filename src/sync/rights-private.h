/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/rights.h"

/* One question to the rules: may this author make `after` of `before`? */
typedef struct
{
  const SamAuthor *author;
  SamSource *source;       /* as it was */
  SamSource *after_source; /* with the whole edit applied */
  SamRecord *before;       /* NULL: it is created */
  SamRecord *after;
  guint64 fields;   /* bits as in SamRecordChange */
  gboolean deletes; /* it was there and goes, or the other way round */
  gboolean restores;
  gboolean asking; /* the interface asks before there is a value: after is before */
} SamRightsCase;

/* One rule of the schema's table, for everybody but readers. */
typedef gboolean (*SamRightsRule) (const SamRightsCase *question, GError **error);

typedef struct
{
  SamRole creators; /* roles that may make a record of such a kind at all */
  SamRightsRule rule;
} SamRightsRow;

const SamRightsRow *sam_rights_row (SamWriteRule rule);

gboolean sam_rights_refuse (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);
gboolean sam_rights_has_field (const SamRightsCase *question, SamFieldId field);

/* How a member's administrations stand to a record. */
typedef enum
{
  SAM_STANDING_NONE,
  SAM_STANDING_PARTICIPATING,
  SAM_STANDING_LEAD,
} SamStanding;
SamStanding sam_rights_standing (const SamAuthor *author, SamSource *source, SamRecord *record);
/* "Kulturförvaltningen and Stadskontoret", or NULL: who leads the record. */
char *sam_rights_leads (SamSource *source, SamRecord *record);

/* As sam_rights_may_write(), whether the record is frozen or not. */
gboolean sam_rights_ask (const SamAuthor *author, SamSource *source, SamRecord *record,
                         SamFieldId field, GError **error);

/* Whether what freezes the record was so in `source`; records that the edit makes are followed in
 * `after_source`. */
gboolean sam_rights_frozen_in (SamSource *source, SamSource *after_source, SamRecord *record,
                               GError **error);
