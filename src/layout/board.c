/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/board.h"

typedef struct
{
  gpointer card;
  int title_width;
  int y; /* from the top of the cell's first card */
  gboolean tall;
} Card;

typedef struct
{
  GArray *cards; /* of Card; NULL while there was none */
  int height;    /* of the stack of cards */
  gboolean dirty;
} Cell;

typedef struct
{
  gboolean collapsed;
  guint n_cards;
  guint order;     /* of its header */
  int y;           /* of its header */
  int body_height; /* of its cells; 0 when collapsed */
  Cell cells[];
} Lane;

struct _SamBoard
{
  SamBoardMetrics metrics;
  guint n_columns;
  GPtrArray *lanes; /* of Lane */

  int column_width; /* as placed */
  int text_width;
  int width, height;
  int viewport_width;
  gboolean all_dirty;
  gboolean dirty;
};

/* Lanes are allocated with as many cells as there are columns, so freeing one needs the board. */
static void
free_lanes (SamBoard *self)
{
  for (guint i = 0; i < self->lanes->len; i++)
    {
      Lane *lane = self->lanes->pdata[i];

      for (guint column = 0; column < self->n_columns; column++)
        if (lane->cells[column].cards)
          g_array_unref (lane->cells[column].cards);
      g_free (lane);
    }
  g_ptr_array_set_size (self->lanes, 0);
}

SamBoard *
sam_board_new (void)
{
  SamBoard *self = g_new0 (SamBoard, 1);

  self->lanes = g_ptr_array_new ();
  self->all_dirty = self->dirty = TRUE;
  return self;
}

void
sam_board_free (SamBoard *self)
{
  free_lanes (self);
  g_ptr_array_unref (self->lanes);
  g_free (self);
}

void
sam_board_set_metrics (SamBoard *self, const SamBoardMetrics *metrics)
{
  self->metrics = *metrics;
  self->all_dirty = self->dirty = TRUE;
}

void
sam_board_reset (SamBoard *self, guint n_columns)
{
  free_lanes (self);
  self->n_columns = n_columns;
  self->all_dirty = self->dirty = TRUE;
}

guint
sam_board_add_lane (SamBoard *self, gboolean collapsed)
{
  Lane *lane = g_malloc0 (sizeof (Lane) + self->n_columns * sizeof (Cell));

  lane->collapsed = collapsed;
  g_ptr_array_add (self->lanes, lane);
  self->dirty = TRUE;
  return self->lanes->len - 1;
}

static Lane *
get_lane (SamBoard *self, guint lane)
{
  g_assert (lane < self->lanes->len);
  return self->lanes->pdata[lane];
}

static Cell *
get_cell (SamBoard *self, guint lane, guint column)
{
  g_assert (column < self->n_columns);
  return &get_lane (self, lane)->cells[column];
}

static Card *
get_card (SamBoard *self, guint lane, guint column, guint index)
{
  Cell *cell = get_cell (self, lane, column);

  g_assert (cell->cards && index < cell->cards->len);
  return &g_array_index (cell->cards, Card, index);
}

void
sam_board_set_collapsed (SamBoard *self, guint lane, gboolean collapsed)
{
  get_lane (self, lane)->collapsed = collapsed;
  self->dirty = TRUE;
}

gboolean
sam_board_collapsed (SamBoard *self, guint lane)
{
  return get_lane (self, lane)->collapsed;
}

void
sam_board_insert (SamBoard *self, guint lane, guint column, guint index, gpointer card,
                  int title_width)
{
  Cell *cell = get_cell (self, lane, column);
  Card entry = { .card = card, .title_width = title_width };

  if (!cell->cards)
    cell->cards = g_array_new (FALSE, FALSE, sizeof (Card));
  g_assert (index <= cell->cards->len);
  g_array_insert_val (cell->cards, index, entry);
  get_lane (self, lane)->n_cards++;
  cell->dirty = self->dirty = TRUE;
}

void
sam_board_append (SamBoard *self, guint lane, guint column, gpointer card, int title_width)
{
  sam_board_insert (self, lane, column, sam_board_count (self, lane, column), card, title_width);
}

void
sam_board_remove (SamBoard *self, guint lane, guint column, guint index)
{
  Cell *cell = get_cell (self, lane, column);

  g_assert (cell->cards && index < cell->cards->len);
  g_array_remove_index (cell->cards, index);
  get_lane (self, lane)->n_cards--;
  cell->dirty = self->dirty = TRUE;
}

guint
sam_board_n_columns (SamBoard *self)
{
  return self->n_columns;
}

guint
sam_board_n_lanes (SamBoard *self)
{
  return self->lanes->len;
}

guint
sam_board_count (SamBoard *self, guint lane, guint column)
{
  Cell *cell = get_cell (self, lane, column);

  return cell->cards ? cell->cards->len : 0;
}

guint
sam_board_lane_count (SamBoard *self, guint lane)
{
  return get_lane (self, lane)->n_cards;
}

gpointer
sam_board_card (SamBoard *self, guint lane, guint column, guint index)
{
  return get_card (self, lane, column, index)->card;
}

int
sam_board_find (SamBoard *self, guint lane, guint column, gpointer card)
{
  Cell *cell = get_cell (self, lane, column);

  for (guint i = 0; cell->cards && i < cell->cards->len; i++)
    if (g_array_index (cell->cards, Card, i).card == card)
      return (int)i;
  return -1;
}

static void
place_cell (SamBoard *self, Cell *cell)
{
  int y = 0;

  cell->dirty = FALSE;
  cell->height = 0;
  if (!cell->cards || cell->cards->len == 0)
    return;
  for (guint i = 0; i < cell->cards->len; i++)
    {
      Card *card = &g_array_index (cell->cards, Card, i);

      card->y = y;
      card->tall = card->title_width > self->text_width;
      y += self->metrics.card_height[card->tall] + self->metrics.card_gap;
    }
  cell->height = y - self->metrics.card_gap;
}

static void
place_columns (SamBoard *self, int viewport_width)
{
  const SamBoardMetrics *metrics = &self->metrics;
  int n = (int)self->n_columns;
  int free_width = viewport_width - 2 * metrics->margin - MAX (0, n - 1) * metrics->column_gap;
  int width = n > 0 ? free_width / n : 0;
  int text_width;

  width = CLAMP (width, metrics->column_minimum, metrics->column_maximum);
  text_width = MAX (0, width - 2 * metrics->cell_padding - metrics->text_inset);
  if (text_width != self->text_width)
    self->all_dirty = TRUE;
  self->viewport_width = viewport_width;
  self->column_width = width;
  self->text_width = text_width;
  self->width = 2 * metrics->margin + n * width + MAX (0, n - 1) * metrics->column_gap;
}

void
sam_board_place (SamBoard *self, int viewport_width)
{
  const SamBoardMetrics *metrics = &self->metrics;
  guint order = 0;
  int y = 0;

  if (!self->dirty && viewport_width == self->viewport_width)
    return;
  place_columns (self, viewport_width);
  for (guint i = 0; i < self->lanes->len; i++)
    {
      Lane *lane = self->lanes->pdata[i];
      int tallest = 0;

      for (guint column = 0; column < self->n_columns; column++)
        {
          Cell *cell = &lane->cells[column];

          if (self->all_dirty || cell->dirty)
            place_cell (self, cell);
          tallest = MAX (tallest, cell->height);
        }
      lane->y = y;
      lane->order = order;
      lane->body_height
          = lane->collapsed ? 0 : tallest + 2 * metrics->cell_padding + metrics->cell_foot;
      order += 1 + self->n_columns + lane->n_cards;
      y += metrics->lane_header + lane->body_height + metrics->lane_gap;
    }
  self->height = y > 0 ? y - metrics->lane_gap + metrics->margin : 0;
  self->all_dirty = self->dirty = FALSE;
}

void
sam_board_size (SamBoard *self, int *width, int *height)
{
  *width = self->width;
  *height = self->height;
}

void
sam_board_column (SamBoard *self, guint column, int *x, int *width)
{
  *x = self->metrics.margin + (int)column * (self->column_width + self->metrics.column_gap);
  *width = self->column_width;
}

void
sam_board_lane_rect (SamBoard *self, guint lane, SamBoardRect *rect)
{
  *rect = (SamBoardRect){ self->metrics.margin, get_lane (self, lane)->y,
                          self->width - 2 * self->metrics.margin, self->metrics.lane_header };
}

void
sam_board_cell_rect (SamBoard *self, guint lane, guint column, SamBoardRect *rect)
{
  Lane *entry = get_lane (self, lane);

  sam_board_column (self, column, &rect->x, &rect->width);
  rect->y = entry->y + self->metrics.lane_header;
  rect->height = entry->body_height;
}

static void
card_rect (SamBoard *self, const SamBoardRect *cell, const Card *card, SamBoardRect *rect)
{
  *rect = (SamBoardRect){ cell->x + self->metrics.cell_padding,
                          cell->y + self->metrics.cell_padding + card->y,
                          self->column_width - 2 * self->metrics.cell_padding,
                          self->metrics.card_height[card->tall] };
}

void
sam_board_card_rect (SamBoard *self, guint lane, guint column, guint index, SamBoardRect *rect)
{
  SamBoardRect cell;

  sam_board_cell_rect (self, lane, column, &cell);
  card_rect (self, &cell, get_card (self, lane, column, index), rect);
}

gboolean
sam_board_card_is_tall (SamBoard *self, guint lane, guint column, guint index)
{
  return get_card (self, lane, column, index)->tall;
}

/* The last lane that begins at or above y; the first one where none does. */
static guint
lane_at (SamBoard *self, int y)
{
  guint low = 0, high = self->lanes->len;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (((Lane *)self->lanes->pdata[middle])->y <= y)
        low = middle;
      else
        high = middle;
    }
  return low;
}

/* The first card whose lower edge is below y, counted from the top of the cell's first card. */
static guint
first_card_below (SamBoard *self, const Cell *cell, int y)
{
  guint low = 0, high = cell->cards ? cell->cards->len : 0;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const Card *card = &g_array_index (cell->cards, Card, middle);

      if (card->y + self->metrics.card_height[card->tall] <= y)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static gboolean
touches (const SamBoardRect *a, const SamBoardRect *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height
         && b->y < a->y + a->height;
}

static void
visit_cell (SamBoard *self, SamBoardPlace *place, const SamBoardRect *range, SamBoardVisit visit,
            gpointer data)
{
  const Cell *cell = get_cell (self, place->lane, place->column);
  guint order = place->order;
  SamBoardRect rect;

  sam_board_cell_rect (self, place->lane, place->column, &rect);
  if (!touches (&rect, range))
    return;

  place->part = SAM_BOARD_CELL;
  place->index = 0;
  place->card = NULL;
  place->rect = rect;
  visit (place, data);

  place->part = SAM_BOARD_CARD;
  place->index = first_card_below (self, cell, range->y - rect.y - self->metrics.cell_padding);
  for (; cell->cards && place->index < cell->cards->len; place->index++)
    {
      const Card *card = &g_array_index (cell->cards, Card, place->index);

      card_rect (self, &rect, card, &place->rect);
      if (place->rect.y >= range->y + range->height)
        break;
      place->card = card->card;
      place->order = order + 1 + place->index;
      visit (place, data);
    }
  place->order = order;
}

void
sam_board_visit (SamBoard *self, const SamBoardRect *range, SamBoardVisit visit, gpointer data)
{
  for (guint i = self->lanes->len > 0 ? lane_at (self, range->y) : 0; i < self->lanes->len; i++)
    {
      const Lane *lane = self->lanes->pdata[i];
      SamBoardPlace place = { .part = SAM_BOARD_LANE, .lane = i, .order = lane->order };

      if (lane->y >= range->y + range->height)
        break;
      sam_board_lane_rect (self, i, &place.rect);
      if (touches (&place.rect, range))
        visit (&place, data);
      place.order++;
      for (guint column = 0; !lane->collapsed && column < self->n_columns; column++)
        {
          place.column = column;
          visit_cell (self, &place, range, visit, data);
          place.order += 1 + sam_board_count (self, i, column);
        }
    }
}

gboolean
sam_board_drop (SamBoard *self, int x, int y, SamBoardSpot *spot)
{
  int step = self->column_width + self->metrics.column_gap;
  SamBoardRect rect;
  Cell *cell;

  if (self->lanes->len == 0 || self->n_columns == 0 || step <= 0)
    return FALSE;

  /* The gap beside a column is half its own and half the next one's. */
  x -= self->metrics.margin - self->metrics.column_gap / 2;
  spot->lane = lane_at (self, y);
  spot->column = (guint)CLAMP (x / step, 0, (int)self->n_columns - 1);
  sam_board_cell_rect (self, spot->lane, spot->column, &rect);
  cell = get_cell (self, spot->lane, spot->column);
  if (get_lane (self, spot->lane)->collapsed)
    {
      spot->index = cell->cards ? cell->cards->len : 0;
      return TRUE;
    }

  y -= rect.y + self->metrics.cell_padding;
  spot->index = first_card_below (self, cell, y);
  if (cell->cards && spot->index < cell->cards->len)
    {
      const Card *card = &g_array_index (cell->cards, Card, spot->index);

      if (y > card->y + self->metrics.card_height[card->tall] / 2)
        spot->index++;
    }
  return TRUE;
}

void
sam_board_mark (SamBoard *self, const SamBoardSpot *spot, SamBoardRect *rect)
{
  const Cell *cell = get_cell (self, spot->lane, spot->column);
  SamBoardRect place;

  sam_board_cell_rect (self, spot->lane, spot->column, &place);
  *rect = (SamBoardRect){ place.x + self->metrics.cell_padding, place.y,
                          place.width - 2 * self->metrics.cell_padding, 0 };
  if (place.height == 0)
    return;
  rect->y += self->metrics.cell_padding;
  if (cell->cards && spot->index < cell->cards->len)
    rect->y += g_array_index (cell->cards, Card, spot->index).y - self->metrics.card_gap / 2;
  else
    rect->y += cell->height + (cell->height > 0 ? self->metrics.card_gap / 2 : 0);
}
