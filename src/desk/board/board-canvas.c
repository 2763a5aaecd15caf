/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/i18n.h"
#include "desk/board/board-card.h"
#include "desk/board/board-cell.h"
#include "desk/board/board-lane-header.h"
#include "desk/board/board-page-private.h"

static void
measure (gpointer owner, int viewport_width, int viewport_height, int *width, int *height)
{
  SamBoardPage *self = owner;

  sam_board_page_place (self, viewport_width);
  sam_board_size (sam_board_index_layout (self->index), width, height);
}

typedef struct
{
  SamBoardPage *page;
  SamCanvasVisit visit;
  int x, width; /* how far it is scrolled sideways, and what is seen */
} Walk;

static void
visit_place (const SamBoardPlace *place, gpointer data)
{
  Walk *walk = data;
  SamBoardLane *lane = sam_board_index_lane (walk->page->index, place->lane);
  SamCanvasItem item = { .order = place->order,
                         .x = place->rect.x,
                         .y = place->rect.y,
                         .width = place->rect.width,
                         .height = place->rect.height };

  switch (place->part)
    {
    case SAM_BOARD_LANE:
      /* It follows sideways, so that one always sees whose lane it is. */
      item.x = place->rect.x + walk->x;
      item.width = MIN (item.width, walk->width);
      item.kind = SAM_BOARD_CHILD_LANE;
      item.key = lane;
      break;
    case SAM_BOARD_CELL:
      item.kind = SAM_BOARD_CHILD_CELL;
      item.key = lane->cells->pdata[place->column];
      break;
    case SAM_BOARD_CARD:
    default:
      item.kind = SAM_BOARD_CHILD_CARD;
      item.key = place->card;
      break;
    }
  walk->visit (walk->page->canvas, &item);
}

static void
visit (gpointer owner, const GdkRectangle *range, SamCanvas *canvas, SamCanvasVisit visit_item)
{
  SamBoardPage *self = owner;
  Walk walk = { .page = self, .visit = visit_item };
  int y;
  SamBoardRect rect = { range->x, range->y, range->width, range->height };

  sam_canvas_offset (canvas, &walk.x, &y);
  sam_board_column (sam_board_index_layout (self->index), 0, &walk.width, &y);
  walk.width = gtk_widget_get_width (GTK_WIDGET (canvas)) - 2 * walk.width;
  sam_board_visit (sam_board_index_layout (self->index), &rect, visit_place, &walk);
}

static gpointer
key_of (SamBoardPage *self, GtkWidget *widget)
{
  const SamCanvasItem *item = sam_canvas_item_of (self->canvas, widget);

  return item ? item->key : NULL;
}

static void
card_clicked (SamBoardPage *self, GtkWidget *widget)
{
  SamBoardCard *card = key_of (self, widget);

  if (card)
    sam_desk_open (self->desk, sam_record_id (card->record), SAM_OPEN_SHOW);
}

static void
lane_clicked (SamBoardPage *self, GtkWidget *widget)
{
  SamBoardLane *lane = key_of (self, widget);

  if (lane)
    sam_board_page_toggle_lane (self, lane);
}

static void
cell_add (SamBoardPage *self, GtkWidget *widget)
{
  SamBoardCell *cell = key_of (self, widget);

  if (cell)
    sam_board_page_add (self, cell);
}

static GtkWidget *
create (gpointer owner, guint kind)
{
  SamBoardPage *self = owner;
  GtkWidget *widget;

  switch (kind)
    {
    case SAM_BOARD_CHILD_LANE:
      widget = sam_board_lane_header_new ();
      g_signal_connect_object (widget, "clicked", G_CALLBACK (lane_clicked), self,
                               G_CONNECT_SWAPPED);
      return widget;
    case SAM_BOARD_CHILD_CELL:
      widget = sam_board_cell_widget_new ();
      g_signal_connect_object (widget, "add", G_CALLBACK (cell_add), self, G_CONNECT_SWAPPED);
      return widget;
    case SAM_BOARD_CHILD_CARD:
    default:
      widget = sam_board_card_widget_new ();
      g_signal_connect_object (widget, "clicked", G_CALLBACK (card_clicked), self,
                               G_CONNECT_SWAPPED);
      sam_board_page_install_drag (self, widget);
      sam_board_page_install_menu (self, widget);
      return widget;
    }
}

/* A card says its administration where its lane does not. */
static gboolean
names_administration (SamBoardPage *self, const SamBoardCard *card)
{
  const SamBoardWish *wish = sam_board_index_wish (self->index);

  if (wish->grouping != SAM_BOARD_BY_ADMINISTRATION)
    return TRUE;
  return wish->only
         && g_strcmp0 (sam_record_text (card->record, SAM_INITIATIVE_ADMINISTRATION),
                       sam_record_id (wish->only))
                != 0;
}

static void
bind_card (SamBoardPage *self, GtkWidget *widget, SamBoardCard *card)
{
  SamForum *forum = sam_desk_forum (self->desk);
  SamRecord *administration
      = sam_forum_get (forum, sam_record_text (card->record, SAM_INITIATIVE_ADMINISTRATION));
  SamBoardFace face;

  sam_board_face_init (&face, forum, sam_desk_budget (self->desk), sam_desk_clashes (self->desk),
                       card->record, sam_desk_today (self->desk));
  sam_board_card_widget_show (
      SAM_BOARD_CARD_WIDGET (widget), &face, self->ruler,
      sam_board_card_is_tall (sam_board_index_layout (self->index), card->lane->number,
                              card->column, sam_board_index_place (self->index, card)),
      sam_desk_colour_class (self->desk, administration), names_administration (self, card));
  if (card == self->dragged)
    gtk_widget_add_css_class (widget, "dragging");
  else
    gtk_widget_remove_css_class (widget, "dragging");
}

static SamKindId
group_kind (SamBoardPage *self)
{
  static const SamKindId kinds[] = { SAM_KIND_ADMINISTRATION, SAM_KIND_THEME, SAM_KIND_PERSON };

  return kinds[sam_board_index_wish (self->index)->grouping];
}

static void
sum_cards (SamBoardPage *self, const SamBoardLane *lane, SamBoardLaneSums *sums)
{
  SamBoard *board = sam_board_index_layout (self->index);
  SamBudgetCache *budget = sam_desk_budget (self->desk);

  for (guint column = 0; column < sam_board_n_columns (board); column++)
    for (guint i = 0; i < sam_board_count (board, lane->number, column); i++)
      {
        SamBoardCard *card = sam_board_card (board, lane->number, column, i);
        const SamFigures *figures = sam_budget_cache_initiative (budget, card->record);
        SamMoney sum;

        if (figures && sam_money_add (sums->planned, figures->planned, &sum))
          sums->planned = sum;
      }
}

static void
bind_lane (SamBoardPage *self, GtkWidget *widget, const SamBoardLane *lane)
{
  SamBoard *board = sam_board_index_layout (self->index);
  SamBoardLaneSums sums = { .n_cards = sam_board_lane_count (board, lane->number) };
  gboolean administration = lane->group && sam_record_is (lane->group, SAM_KIND_ADMINISTRATION);
  g_autofree char *title = sam_board_lane_title (lane->group, group_kind (self));
  g_autofree char *text = NULL;

  if (administration)
    {
      const SamFigures *figures
          = sam_budget_cache_administration (sam_desk_budget (self->desk), lane->group);

      sums.has_allocated = TRUE;
      sums.planned = figures->planned;
      sums.allocated = figures->allocated;
    }
  else
    sum_cards (self, lane, &sums);
  text = sam_board_lane_sums (&sums);
  sam_board_lane_header_show (
      SAM_BOARD_LANE_HEADER (widget), title, text,
      administration ? sam_desk_colour_class (self->desk, lane->group) : NULL, lane->collapsed);
}

static void
bind_cell (SamBoardPage *self, GtkWidget *widget, const SamBoardCell *cell)
{
  SamRecord *stage = sam_board_index_stage (self->index, cell->column);
  const char *stage_title = stage ? sam_record_title (stage) : _ ("No stage");
  g_autofree char *lane_title = sam_board_lane_title (cell->lane->group, group_kind (self));
  guint n
      = sam_board_count (sam_board_index_layout (self->index), cell->lane->number, cell->column);
  g_autofree char *count = g_strdup_printf (ngettext ("%u initiative", "%u initiatives", n), n);
  g_autofree char *name = g_strdup_printf ("%s, %s, %s", stage_title, lane_title, count);
  /* Translators: Add an initiative: Planned, Kulturförvaltningen */
  g_autofree char *add = g_strdup_printf (_ ("Add an initiative: %s, %s"), stage_title, lane_title);

  sam_board_cell_widget_show (SAM_BOARD_CELL_WIDGET (widget), name, add);
}

static void
bind (gpointer owner, GtkWidget *widget, const SamCanvasItem *item)
{
  SamBoardPage *self = owner;

  switch (item->kind)
    {
    case SAM_BOARD_CHILD_LANE:
      bind_lane (self, widget, item->key);
      break;
    case SAM_BOARD_CHILD_CELL:
      bind_cell (self, widget, item->key);
      break;
    case SAM_BOARD_CHILD_CARD:
    default:
      bind_card (self, widget, item->key);
      break;
    }
}

static void
snapshot_above (gpointer owner, GtkSnapshot *snapshot, const GdkRectangle *range)
{
  sam_board_page_snapshot_mark (owner, snapshot);
}

const SamCanvasSource sam_board_canvas_source = {
  .measure = measure,
  .visit = visit,
  .create = create,
  .bind = bind,
  .snapshot_above = snapshot_above,
};
