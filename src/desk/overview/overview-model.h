/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/desk.h"

/* What the overview says, as plain data worked out from the Forum; tested without a screen. */
typedef struct
{
  SamRecord *administration; /* borrowed from the forum */
  guint *per_stage;          /* one a stage, in the stages' order */
  guint n_initiatives;
  guint n_new, n_existing, n_ordinary;
  SamMoney allocated;
  SamMoney used;             /* actual + committed, öre */
} SamOverviewRow;

typedef enum
{
  SAM_MISSING_OWNER,
  SAM_MISSING_VENUE,
  SAM_MISSING_BUDGET,
  SAM_MISSING_DATES,
  SAM_MISSING_CONFIRMATION,
  SAM_N_MISSING,
} SamMissing;

typedef struct
{
  GPtrArray *stages;                  /* borrowed SamRecords, in order */
  GPtrArray *rows;                    /* of SamOverviewRow */
  GPtrArray *missing[SAM_N_MISSING];  /* borrowed SamRecords: initiatives or activities */
  GPtrArray *tasks;                   /* borrowed: not done, the next first; those of the person where one is known */
  gboolean tasks_are_mine;
} SamOverview;

/* filter may be NULL; else only records that it lets through count. */
typedef gboolean (*SamOverviewFilter) (SamRecord *record, gpointer data);
SamOverview *sam_overview_new (SamForum *forum, SamBudgetCache *budget, const char *me, SamOverviewFilter filter, gpointer data);
void sam_overview_free (SamOverview *overview);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SamOverview, sam_overview_free)

/* "5 initiatives without an owner", without the number. */
const char *sam_missing_label (SamMissing missing, guint n);
