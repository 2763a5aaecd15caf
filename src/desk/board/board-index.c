/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/board/board-index.h"

#include <string.h>

struct _SamBoardIndex
{
  SamForum *forum; /* owned */
  SamBoard *board; /* owned */
  SamBoardWish wish;

  GPtrArray *stages;   /* of SamRecord or NULL, by column */
  GHashTable *columns; /* stage → column + 1 */
  GArray *shown;       /* by column: initiatives that are seen */

  GPtrArray *lanes;   /* of SamBoardLane, those on the board in order; borrowed */
  GHashTable *groups; /* group or NULL → SamBoardLane, all there ever were; owned */
  GPtrArray *buried;  /* tables of groups and cards of records that a load replaced */
  GHashTable *cards;  /* initiative → its first SamBoardCard, all there ever were; owned */
};

static void
lane_free (gpointer data)
{
  SamBoardLane *lane = data;

  g_ptr_array_unref (lane->cells);
  g_free (lane);
}

static void
cards_free (gpointer data)
{
  for (SamBoardCard *card = data, *next; card; card = next)
    {
      next = card->next;
      g_free (card);
    }
}

static void
make_tables (SamBoardIndex *self)
{
  self->groups = g_hash_table_new_full (NULL, NULL, NULL, lane_free);
  self->cards = g_hash_table_new_full (NULL, NULL, NULL, cards_free);
}

SamBoardIndex *
sam_board_index_new (SamForum *forum)
{
  SamBoardIndex *self = g_new0 (SamBoardIndex, 1);

  self->forum = g_object_ref (forum);
  self->board = sam_board_new ();
  self->stages = g_ptr_array_new ();
  self->columns = g_hash_table_new (NULL, NULL);
  self->shown = g_array_new (FALSE, TRUE, sizeof (guint));
  self->lanes = g_ptr_array_new ();
  self->buried = g_ptr_array_new_with_free_func ((GDestroyNotify)g_hash_table_unref);
  make_tables (self);
  return self;
}

void
sam_board_index_free (SamBoardIndex *self)
{
  g_hash_table_unref (self->cards);
  g_hash_table_unref (self->groups);
  g_ptr_array_unref (self->buried);
  g_ptr_array_unref (self->lanes);
  g_array_unref (self->shown);
  g_hash_table_unref (self->columns);
  g_ptr_array_unref (self->stages);
  sam_board_free (self->board);
  g_object_unref (self->forum);
  g_free (self);
}

/* By position, those without one last; then by id, which is the order of creation. */
static int
compare_records (SamRecord *a, SamRecord *b)
{
  const char *one = sam_record_text (a, SAM_INITIATIVE_POSITION);
  const char *other = sam_record_text (b, SAM_INITIATIVE_POSITION);
  int order;

  if (!one || !other)
    order = !one - !other;
  else
    order = strcmp (one, other);
  return order ? order : strcmp (sam_record_id (a), sam_record_id (b));
}

static SamBoardLane *
lane_for (SamBoardIndex *self, SamRecord *group)
{
  SamBoardLane *lane = g_hash_table_lookup (self->groups, group);

  if (lane)
    return lane;
  lane = g_new0 (SamBoardLane, 1);
  lane->group = group;
  lane->number = G_MAXUINT;
  lane->cells = g_ptr_array_new_with_free_func (g_free);
  g_hash_table_insert (self->groups, group, lane);
  return lane;
}

static SamBoardCard *
card_for (SamBoardIndex *self, SamRecord *record, SamRecord *group)
{
  SamBoardCard *first = g_hash_table_lookup (self->cards, record);
  SamBoardCard *card;

  for (card = first; card; card = card->next)
    if (card->group == group)
      return card;
  card = g_new0 (SamBoardCard, 1);
  card->record = record;
  card->group = group;
  if (first)
    {
      card->next = first->next;
      first->next = card;
    }
  else
    g_hash_table_insert (self->cards, record, card);
  return card;
}

static gboolean
belongs (SamBoardIndex *self, SamRecord *record)
{
  return !sam_record_deleted (record)
         && (self->wish.archived || !sam_record_boolean (record, SAM_INITIATIVE_ARCHIVED))
         && self->wish.passes (record, self->wish.data);
}

/* The column + 1 of an initiative; 0 where its stage is none of the columns. */
static guint
column_of (SamBoardIndex *self, SamRecord *record)
{
  SamRecord *stage = sam_forum_get (self->forum, sam_record_text (record, SAM_INITIATIVE_STAGE));

  if (stage && sam_record_deleted (stage))
    stage = NULL;
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->columns, stage));
}

typedef void (*VisitGroup) (SamBoardIndex *self, SamRecord *record, SamRecord *group,
                            gpointer data);

static SamRecord *
live (SamBoardIndex *self, const char *id)
{
  SamRecord *record = sam_forum_get (self->forum, id);

  return record && !sam_record_deleted (record) ? record : NULL;
}

static void
each_theme (SamBoardIndex *self, SamRecord *record, VisitGroup visit, gpointer data)
{
  gboolean any = FALSE;
  SamSetIter iter;
  const char *id;
  gsize length;

  sam_set_iter_init (&iter, sam_record_value (record, SAM_INITIATIVE_THEMES));
  while (sam_set_iter_next (&iter, &id, &length))
    {
      g_autofree char *theme = g_strndup (id, length);
      SamRecord *group = live (self, theme);

      if (!group)
        continue;
      any = TRUE;
      visit (self, record, group, data);
    }
  if (!any)
    visit (self, record, NULL, data);
}

static void
each_group (SamBoardIndex *self, SamRecord *record, VisitGroup visit, gpointer data)
{
  switch (self->wish.grouping)
    {
    case SAM_BOARD_BY_THEME:
      each_theme (self, record, visit, data);
      break;
    case SAM_BOARD_BY_OWNER:
      visit (self, record, live (self, sam_record_text (record, SAM_INITIATIVE_OWNER)), data);
      break;
    case SAM_BOARD_BY_ADMINISTRATION:
    default:
      visit (self, record,
             self->wish.only ? self->wish.only
                             : live (self, sam_record_text (record, SAM_INITIATIVE_ADMINISTRATION)),
             data);
      break;
    }
}

static void
build_columns (SamBoardIndex *self)
{
  g_autoptr (GPtrArray) stages = sam_forum_ordered (self->forum, SAM_KIND_STAGE);
  GListModel *initiatives = sam_forum_list (self->forum, SAM_KIND_INITIATIVE);
  guint n = g_list_model_get_n_items (initiatives);

  g_ptr_array_set_size (self->stages, 0);
  g_hash_table_remove_all (self->columns);
  for (guint i = 0; i < stages->len; i++)
    {
      g_ptr_array_add (self->stages, stages->pdata[i]);
      g_hash_table_insert (self->columns, stages->pdata[i], GUINT_TO_POINTER (i + 1));
    }
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SamRecord) record = g_list_model_get_item (initiatives, i);

      if (column_of (self, record) > 0)
        continue;
      g_ptr_array_add (self->stages, NULL);
      g_hash_table_insert (self->columns, NULL, GUINT_TO_POINTER (self->stages->len));
      break;
    }
  g_array_set_size (self->shown, 0);
  g_array_set_size (self->shown, self->stages->len);
}

static void
put_lane (SamBoardIndex *self, SamRecord *group)
{
  SamBoardLane *lane = lane_for (self, group);

  if (lane->cells->len != self->stages->len)
    g_ptr_array_set_size (lane->cells, 0);
  for (guint column = lane->cells->len; column < self->stages->len; column++)
    {
      SamBoardCell *cell = g_new0 (SamBoardCell, 1);

      cell->lane = lane;
      cell->column = column;
      g_ptr_array_add (lane->cells, cell);
    }
  g_ptr_array_add (self->lanes, lane);
  lane->number = sam_board_add_lane (self->board, lane->collapsed);
}

static void
note_group (SamBoardIndex *self, SamRecord *record, SamRecord *group, gpointer data)
{
  g_hash_table_add (data, group);
}

/* The groups that have a place on the board: all of them, but people (and everything, in a search)
 * only where they have a card. */
static void
build_lanes (SamBoardIndex *self, GPtrArray *records)
{
  static const SamKindId kinds[] = { SAM_KIND_ADMINISTRATION, SAM_KIND_THEME, SAM_KIND_PERSON };
  SamBoardGrouping grouping = self->wish.grouping;
  g_autoptr (GHashTable) used = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) groups = sam_forum_ordered (self->forum, kinds[grouping]);

  for (guint i = 0; i < self->lanes->len; i++)
    ((SamBoardLane *)self->lanes->pdata[i])->number = G_MAXUINT;
  g_ptr_array_set_size (self->lanes, 0);
  sam_board_reset (self->board, self->stages->len);
  if (grouping == SAM_BOARD_BY_ADMINISTRATION && self->wish.only)
    {
      put_lane (self, self->wish.only);
      return;
    }

  for (guint i = 0; i < records->len; i++)
    each_group (self, records->pdata[i], note_group, used);
  for (guint i = 0; i < groups->len; i++)
    if (g_hash_table_contains (used, groups->pdata[i])
        || (!self->wish.searching && grouping != SAM_BOARD_BY_OWNER
            && (grouping != SAM_BOARD_BY_ADMINISTRATION
                || self->wish.passes (groups->pdata[i], self->wish.data))))
      put_lane (self, groups->pdata[i]);
  if (g_hash_table_contains (used, NULL))
    put_lane (self, NULL);
}

static void
append_card (SamBoardIndex *self, SamRecord *record, SamRecord *group, gpointer data)
{
  SamBoardCard *card = card_for (self, record, group);

  card->lane = lane_for (self, group);
  card->column = column_of (self, record) - 1;
  sam_board_append (self->board, card->lane->number, card->column, card,
                    self->wish.title_width (record, self->wish.data));
}

static int
compare_pointers (gconstpointer a, gconstpointer b)
{
  return compare_records (*(SamRecord *const *)a, *(SamRecord *const *)b);
}

static void
forget_places (SamBoardIndex *self)
{
  GHashTableIter iter;
  gpointer card;

  g_hash_table_iter_init (&iter, self->cards);
  while (g_hash_table_iter_next (&iter, NULL, &card))
    for (SamBoardCard *each = card; each; each = each->next)
      each->lane = NULL;
}

static void
build (SamBoardIndex *self)
{
  GListModel *list = sam_forum_list (self->forum, SAM_KIND_INITIATIVE);
  guint n = g_list_model_get_n_items (list);
  g_autoptr (GPtrArray) records = g_ptr_array_sized_new (n);

  forget_places (self);
  build_columns (self);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SamRecord) record = g_list_model_get_item (list, i);

      if (belongs (self, record))
        g_ptr_array_add (records, record);
    }
  g_ptr_array_sort (records, compare_pointers);
  build_lanes (self, records);
  for (guint i = 0; i < records->len; i++)
    {
      each_group (self, records->pdata[i], append_card, NULL);
      g_array_index (self->shown, guint, column_of (self, records->pdata[i]) - 1)++;
    }
}

void
sam_board_index_build (SamBoardIndex *self, const SamBoardWish *wish)
{
  self->wish = *wish;
  build (self);
}

/* Where the record belongs among those of its cell, by halving. */
static guint
find_index (SamBoardIndex *self, SamBoardLane *lane, guint column, SamRecord *record)
{
  guint low = 0, high = sam_board_count (self->board, lane->number, column);

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      SamBoardCard *card = sam_board_card (self->board, lane->number, column, middle);

      if (compare_records (card->record, record) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
unseat (SamBoardIndex *self, SamRecord *record)
{
  gboolean seen = FALSE;

  for (SamBoardCard *card = g_hash_table_lookup (self->cards, record); card; card = card->next)
    {
      int index;

      if (!card->lane)
        continue;
      index = sam_board_find (self->board, card->lane->number, card->column, card);
      sam_board_remove (self->board, card->lane->number, card->column, (guint)index);
      card->lane = NULL;
      if (!seen)
        g_array_index (self->shown, guint, card->column)--;
      seen = TRUE;
    }
}

static void
seat_card (SamBoardIndex *self, SamRecord *record, SamRecord *group, gpointer data)
{
  SamBoardCard *card = card_for (self, record, group);

  card->lane = lane_for (self, group);
  card->column = column_of (self, record) - 1;
  sam_board_insert (self->board, card->lane->number, card->column,
                    find_index (self, card->lane, card->column, record), card,
                    self->wish.title_width (record, self->wish.data));
  g_ptr_array_add (data, card);
}

static void
check_lane (SamBoardIndex *self, SamRecord *record, SamRecord *group, gpointer data)
{
  SamBoardLane *lane = g_hash_table_lookup (self->groups, group);

  if (!lane || lane->number == G_MAXUINT)
    *(gboolean *)data = FALSE;
}

/* Takes every changed initiative out before any is put in: the cells must be in order while one is
 * looked for. FALSE if one needs a lane or a column that is not there. */
static gboolean
reseat (SamBoardIndex *self, const SamForumDelta *delta, GPtrArray *touched)
{
  gboolean possible = TRUE;

  for (guint i = 0; i < delta->n_changes; i++)
    if (sam_record_is (delta->changes[i].record, SAM_KIND_INITIATIVE))
      unseat (self, delta->changes[i].record);
  for (guint i = 0; i < delta->n_changes && possible; i++)
    {
      SamRecord *record = delta->changes[i].record;
      guint column;

      if (!sam_record_is (record, SAM_KIND_INITIATIVE) || !belongs (self, record))
        continue;
      column = column_of (self, record);
      possible = column > 0;
      each_group (self, record, check_lane, &possible);
      if (!possible)
        break;
      each_group (self, record, seat_card, touched);
      g_array_index (self->shown, guint, column - 1)++;
    }
  return possible;
}

/* Other records took the place of all: lanes and cards of the old ones are nobody's keys any more,
 * but whoever still holds one finds that it is not on the board. */
static void
bury (SamBoardIndex *self)
{
  forget_places (self);
  for (guint i = 0; i < self->lanes->len; i++)
    ((SamBoardLane *)self->lanes->pdata[i])->number = G_MAXUINT;
  g_ptr_array_set_size (self->lanes, 0);
  g_ptr_array_add (self->buried, self->groups);
  g_ptr_array_add (self->buried, self->cards);
  make_tables (self);
}

static gboolean
shapes_board (SamBoardIndex *self, const SamForumDelta *delta)
{
  return sam_forum_delta_touches (delta, SAM_KIND_STAGE)
         || sam_forum_delta_touches (delta, SAM_KIND_ADMINISTRATION)
         || sam_forum_delta_touches (delta, SAM_KIND_THEME)
         || sam_forum_delta_touches (delta, SAM_KIND_PERSON);
}

static gboolean
changes_content (const SamForumDelta *delta)
{
  static const SamKindId kinds[]
      = { SAM_KIND_ACTIVITY, SAM_KIND_BUDGET_LINE, SAM_KIND_TRANSACTION, SAM_KIND_ALLOCATION,
          SAM_KIND_TASK,     SAM_KIND_CONFLICT,    SAM_KIND_VENUE,       SAM_KIND_GRANT };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (sam_forum_delta_touches (delta, kinds[i]))
      return TRUE;
  return FALSE;
}

SamBoardEffect
sam_board_index_update (SamBoardIndex *self, const SamForumDelta *delta, GPtrArray *touched)
{
  gboolean content = changes_content (delta);

  g_ptr_array_set_size (touched, 0);
  if (delta->everything)
    {
      bury (self);
      self->wish.only = NULL;
    }
  if (delta->everything || shapes_board (self, delta) || (content && self->wish.searching))
    {
      build (self);
      return SAM_BOARD_ALL;
    }
  if (sam_forum_delta_touches (delta, SAM_KIND_INITIATIVE))
    {
      if (reseat (self, delta, touched))
        return content ? SAM_BOARD_ALL : SAM_BOARD_CARDS;
      build (self);
      return SAM_BOARD_ALL;
    }
  return content ? SAM_BOARD_CONTENT : SAM_BOARD_SAME;
}

void
sam_board_index_collapse (SamBoardIndex *self, SamBoardLane *lane, gboolean collapsed)
{
  lane->collapsed = collapsed;
  if (lane->number != G_MAXUINT)
    sam_board_set_collapsed (self->board, lane->number, collapsed);
}

void
sam_board_index_collapse_group (SamBoardIndex *self, SamRecord *group_or_null)
{
  sam_board_index_collapse (self, lane_for (self, group_or_null), TRUE);
}

SamBoard *
sam_board_index_layout (SamBoardIndex *self)
{
  return self->board;
}

const SamBoardWish *
sam_board_index_wish (SamBoardIndex *self)
{
  return &self->wish;
}

guint
sam_board_index_n_columns (SamBoardIndex *self)
{
  return self->stages->len;
}

SamRecord *
sam_board_index_stage (SamBoardIndex *self, guint column)
{
  return self->stages->pdata[column];
}

guint
sam_board_index_shown (SamBoardIndex *self, guint column)
{
  return g_array_index (self->shown, guint, column);
}

guint
sam_board_index_total (SamBoardIndex *self, guint column)
{
  SamRecord *stage = self->stages->pdata[column];
  GPtrArray *records;
  guint total = 0;

  if (!stage)
    return sam_board_index_shown (self, column);
  records = sam_forum_referrers (self->forum, SAM_INITIATIVE_STAGE, sam_record_id (stage));
  for (guint i = 0; i < records->len; i++)
    total += !sam_record_boolean (records->pdata[i], SAM_INITIATIVE_ARCHIVED);
  return total;
}

guint
sam_board_index_n_shown (SamBoardIndex *self)
{
  guint sum = 0;

  for (guint column = 0; column < self->shown->len; column++)
    sum += g_array_index (self->shown, guint, column);
  return sum;
}

guint
sam_board_index_n_total (SamBoardIndex *self)
{
  return sam_forum_count (self->forum, SAM_KIND_INITIATIVE);
}

SamBoardLane *
sam_board_index_lane (SamBoardIndex *self, guint lane)
{
  return self->lanes->pdata[lane];
}

SamBoardCard *
sam_board_index_find (SamBoardIndex *self, SamRecord *initiative)
{
  SamBoardCard *found = NULL;

  for (SamBoardCard *card = g_hash_table_lookup (self->cards, initiative); card; card = card->next)
    if (card->lane && (!found || (found->lane->collapsed && !card->lane->collapsed)))
      found = card;
  return found;
}

SamBoardCard *
sam_board_index_find_in (SamBoardIndex *self, SamRecord *initiative, SamRecord *group)
{
  for (SamBoardCard *card = g_hash_table_lookup (self->cards, initiative); card; card = card->next)
    if (card->lane && card->group == group)
      return card;
  return NULL;
}

guint
sam_board_index_place (SamBoardIndex *self, const SamBoardCard *card)
{
  return (guint)sam_board_find (self->board, card->lane->number, card->column, (gpointer)card);
}
