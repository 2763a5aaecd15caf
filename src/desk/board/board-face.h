/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/budget.h"
#include "model/clash-cache.h"
#include "model/forum.h"

/* What a card shows, in the interface's language. Worked out, tested, then drawn. */
typedef struct
{
  char *title;
  char *when;           /* "31 okt – 2 nov"; "No dates" */
  char *money;          /* "380 000 kr"; NULL if nothing is planned */
  char **themes;
  guint n_tasks, n_done;
  char *tasks;          /* "2/5"; NULL without tasks */
  char *owner;          /* NULL */
  char *initials;       /* NULL */
  char *administration; /* the short name, if any; NULL without one */
  char *stage;
  char *warning;        /* "clash", "different versions"; NULL */
  char *origin;         /* "part of ordinary work" */
  gboolean archived;
  char *spoken;         /* all of it in one line, for screen readers */
} SamBoardFace;

void sam_board_face_init (SamBoardFace *face, SamForum *forum, SamBudgetCache *budget, SamClashCache *clashes, SamRecord *initiative, SamDay today);
void sam_board_face_clear (SamBoardFace *face);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SamBoardFace, sam_board_face_clear)

/* What a lane's header shows: "12 initiatives · 1 240 000 of 1 300 000 kr". group may be NULL. Caller frees. */
typedef struct
{
  guint n_cards;
  SamMoney planned;
  SamMoney allocated;
  gboolean has_allocated;
} SamBoardLaneSums;
char *sam_board_lane_title (SamRecord *group_or_null, SamKindId kind);
char *sam_board_lane_sums (const SamBoardLaneSums *sums);

/* What a stage's header shows: "10 of 12", "12 of 12 – full", "3 shown of 12". Caller frees. */
typedef struct
{
  guint shown;
  guint total;
  gint64 limit; /* 0: none */
} SamBoardStageCount;
char *sam_board_stage_count (const SamBoardStageCount *count);
gboolean sam_board_stage_is_full (const SamBoardStageCount *count);
