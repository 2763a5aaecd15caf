/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/board/board-move.h"

#include <string.h>

#include "base/i18n.h"
#include "model/position.h"

char *
sam_board_move_title (SamBoardIndex *index, const SamBoardCard *card, const SamBoardSpot *spot)
{
  SamRecord *stage = sam_board_index_stage (index, spot->column);
  SamBoardLane *lane = sam_board_index_lane (index, spot->lane);
  const char *title = sam_record_title (card->record);

  if (spot->column != card->column && stage)
    return g_strdup_printf (_ ("Move “%s” to %s"), title, sam_record_title (stage));
  if (lane != card->lane && lane->group)
    return g_strdup_printf (_ ("Move “%s” to %s"), title, sam_record_title (lane->group));
  return g_strdup_printf (_ ("Move “%s”"), title);
}

/* The cards of a cell without the one that moves, in order; and where the spot is among them. */
static GPtrArray *
others (SamBoardIndex *index, const SamBoardCard *card, const SamBoardSpot *spot, guint *at)
{
  SamBoard *board = sam_board_index_layout (index);
  guint n = sam_board_count (board, spot->lane, spot->column);
  GPtrArray *records = g_ptr_array_sized_new (n);

  *at = 0;
  for (guint i = 0; i < n; i++)
    {
      SamBoardCard *other = sam_board_card (board, spot->lane, spot->column, i);

      if (other->record == card->record)
        continue;
      if (i < spot->index)
        (*at)++;
      g_ptr_array_add (records, other->record);
    }
  return records;
}

static const char *
position_of (GPtrArray *records, guint i)
{
  return sam_record_text (records->pdata[i], SAM_INITIATIVE_POSITION);
}

static void
fill_position (const SamBoardCard *card, GPtrArray *records, guint at, SamEditBuilder *builder)
{
  const char *id = sam_record_id (card->record);
  const char *before = at > 0 ? position_of (records, at - 1) : NULL;
  const char *after = at < records->len ? position_of (records, at) : NULL;
  g_auto (GStrv) spread = NULL;

  if ((at == 0 || before) && (at == records->len || after)
      && (!before || !after || strcmp (before, after) < 0))
    {
      g_autofree char *position = sam_position_between (before, after);

      sam_edit_builder_set_text (builder, id, SAM_INITIATIVE_POSITION, position);
      return;
    }

  /* Neighbours without a position, or with the same one: all of the cell get new ones. */
  spread = sam_position_spread (NULL, NULL, records->len + 1);
  for (guint i = 0; i < records->len; i++)
    sam_edit_builder_set_text (builder, sam_record_id (records->pdata[i]), SAM_INITIATIVE_POSITION,
                               spread[i < at ? i : i + 1]);
  sam_edit_builder_set_text (builder, id, SAM_INITIATIVE_POSITION, spread[at]);
}

static void
fill_theme (const SamBoardCard *card, SamRecord *group, SamEditBuilder *builder)
{
  const char *id = sam_record_id (card->record);
  g_auto (SamValue) without = SAM_NULL;
  const SamValue *themes = sam_record_value (card->record, SAM_INITIATIVE_THEMES);

  without = card->group ? sam_set_remove (themes, sam_record_id (card->group))
                        : sam_value_copy (themes);
  sam_edit_builder_take (builder, id, SAM_INITIATIVE_THEMES,
                         group ? sam_set_add (&without, sam_record_id (group))
                               : sam_value_copy (&without));
}

static void
fill_lane (SamBoardIndex *index, const SamBoardCard *card, SamRecord *group,
           SamEditBuilder *builder)
{
  const SamBoardWish *wish = sam_board_index_wish (index);
  const char *id = sam_record_id (card->record);
  const char *value = group ? sam_record_id (group) : NULL;

  switch (wish->grouping)
    {
    case SAM_BOARD_BY_THEME:
      fill_theme (card, group, builder);
      break;
    case SAM_BOARD_BY_OWNER:
      sam_edit_builder_set_text (builder, id, SAM_INITIATIVE_OWNER, value);
      break;
    case SAM_BOARD_BY_ADMINISTRATION:
    default:
      if (!wish->only && value)
        sam_edit_builder_set_text (builder, id, SAM_INITIATIVE_ADMINISTRATION, value);
      break;
    }
}

gboolean
sam_board_move_fill (SamBoardIndex *index, const SamBoardCard *card, const SamBoardSpot *spot,
                     SamEditBuilder *builder)
{
  SamBoardLane *lane = sam_board_index_lane (index, spot->lane);
  SamRecord *stage = sam_board_index_stage (index, spot->column);
  g_autoptr (GPtrArray) records = NULL;
  guint at;

  if (!card->lane)
    return FALSE;
  records = others (index, card, spot, &at);
  if (lane == card->lane && spot->column == card->column
      && at == sam_board_index_place (index, card))
    return FALSE;

  if (spot->column != card->column && stage)
    sam_edit_builder_set_text (builder, sam_record_id (card->record), SAM_INITIATIVE_STAGE,
                               sam_record_id (stage));
  if (lane != card->lane)
    fill_lane (index, card, lane->group, builder);
  fill_position (card, records, at, builder);
  return !sam_edit_builder_is_empty (builder);
}

char *
sam_board_last_position (SamBoardIndex *index, const SamBoardCell *cell)
{
  SamBoard *board = sam_board_index_layout (index);
  guint n = sam_board_count (board, cell->lane->number, cell->column);

  /* Those without a position are last; one after the last that has one is as near as it gets. */
  for (guint i = n; i > 0; i--)
    {
      SamBoardCard *card = sam_board_card (board, cell->lane->number, cell->column, i - 1);
      const char *position = sam_record_text (card->record, SAM_INITIATIVE_POSITION);

      if (position)
        return sam_position_between (position, NULL);
    }
  return sam_position_between (NULL, NULL);
}
