/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/i18n.h"
#include "desk/board/board-face.h"
#include "desk/board/board-move.h"
#include "desk/board/board-page-private.h"

/* What is seen around a card that is gone to. */
#define REVEALED 7

/* The child of the canvas that has the focus, or that the focused button is in. A widget remembers
 * its last focused child when the focus is elsewhere, so it is asked of the window. */
static const SamCanvasItem *
focused_item (SamBoardPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self->canvas));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  while (focus && gtk_widget_get_parent (focus) != GTK_WIDGET (self->canvas))
    focus = gtk_widget_get_parent (focus);
  return focus ? sam_canvas_item_of (self->canvas, focus) : NULL;
}

SamBoardStop
sam_board_page_focus (SamBoardPage *self)
{
  const SamCanvasItem *item = focused_item (self);
  SamBoardStop stop = { NULL, NULL };

  if (!item || item->kind == SAM_BOARD_CHILD_CELL)
    return stop;
  if (item->kind == SAM_BOARD_CHILD_LANE)
    {
      stop.lane = item->key;
      return stop;
    }
  stop.card = item->key;
  stop.lane = stop.card->lane;
  return stop;
}

gboolean
sam_board_page_set_focus (SamBoardPage *self, const SamBoardStop *stop)
{
  SamCanvasItem item;
  SamBoardRect rect;

  if (!stop->lane || stop->lane->number == G_MAXUINT)
    return FALSE;
  sam_board_page_place (self, gtk_widget_get_width (GTK_WIDGET (self->canvas)));
  sam_board_stop_rect (self->index, stop, &rect);
  if (stop->card)
    {
      self->column = stop->card->column;
      item = (SamCanvasItem){ .kind = SAM_BOARD_CHILD_CARD,
                              .key = stop->card,
                              .x = rect.x - REVEALED,
                              .y = rect.y - REVEALED,
                              .width = rect.width + 2 * REVEALED,
                              .height = rect.height + 2 * REVEALED };
      /* The header of the lane comes along where the first card is gone to. */
      if (sam_board_index_place (self->index, stop->card) == 0)
        {
          SamBoardRect header;

          sam_board_lane_rect (sam_board_index_layout (self->index), stop->lane->number, &header);
          item.height += item.y - header.y;
          item.y = header.y;
        }
    }
  else
    {
      /* It follows sideways: only its height is scrolled to. */
      int x, y;

      sam_canvas_offset (self->canvas, &x, &y);
      item = (SamCanvasItem){
        .kind = SAM_BOARD_CHILD_LANE, .key = stop->lane, .x = x, .y = rect.y, .height = rect.height
      };
    }
  return sam_canvas_focus (self->canvas, &item);
}

static void
tell_move (SamBoardPage *self, const SamBoardCard *card, gboolean stage_changed)
{
  SamRecord *stage = sam_board_index_stage (self->index, card->column);
  const char *title = sam_record_title (card->record);
  guint total = sam_board_index_total (self->index, card->column);
  gint64 limit = stage ? sam_record_integer (stage, SAM_STAGE_LIMIT) : 0;
  g_autofree char *told = NULL;

  if (!stage_changed || !stage)
    {
      SamBoard *board = sam_board_index_layout (self->index);

      told = g_strdup_printf (_ ("“%s” is number %u of %u in its column."), title,
                              sam_board_index_place (self->index, card) + 1,
                              sam_board_count (board, card->lane->number, card->column));
    }
  else if (limit > 0 && total > limit)
    told = g_strdup_printf (
        _ ("“%s” was moved to %s, which now holds %u and is meant for at most %u."), title,
        sam_record_title (stage), total, (guint)limit);
  else
    told = g_strdup_printf (_ ("“%s” was moved to %s."), title, sam_record_title (stage));
  sam_desk_message (self->desk, told);
}

gboolean
sam_board_page_move (SamBoardPage *self, SamBoardCard *card, const SamBoardSpot *spot)
{
  SamBoardLane *lane = sam_board_index_lane (self->index, spot->lane);
  SamRecord *record = card->record;
  gboolean stage_changed = spot->column != card->column;
  g_autofree char *title = sam_board_move_title (self->index, card, spot);
  g_autoptr (SamEditBuilder) builder = sam_desk_edit (self->desk, title);
  SamBoardStop stop = { NULL, NULL };

  if (!sam_board_move_fill (self->index, card, spot, builder)
      || !sam_desk_commit (self->desk, g_steal_pointer (&builder)))
    return FALSE;

  stop.card = sam_board_index_find_in (self->index, record, lane->group);
  if (!stop.card)
    stop.card = sam_board_index_find (self->index, record);
  if (!stop.card)
    return TRUE;
  stop.lane = stop.card->lane;
  if (stop.lane->collapsed)
    stop.card = NULL;
  sam_board_page_set_focus (self, &stop);
  if (stop.card)
    tell_move (self, stop.card, stage_changed);
  return TRUE;
}

void
sam_board_page_toggle_lane (SamBoardPage *self, SamBoardLane *lane)
{
  SamBoardStop stop = { lane, NULL };
  GKeyFile *settings = sam_session_settings (sam_desk_session (self->desk));
  const char *id = lane->group ? sam_record_id (lane->group) : "none";

  sam_board_index_collapse (self->index, lane, !lane->collapsed);
  if (lane->collapsed)
    g_key_file_set_boolean (settings, "collapsed-lanes", id, TRUE);
  else
    g_key_file_remove_key (settings, "collapsed-lanes", id, NULL);
  sam_session_settings_changed (sam_desk_session (self->desk));
  sam_canvas_item_changed (self->canvas, SAM_BOARD_CHILD_LANE, lane);
  sam_canvas_places_changed (self->canvas);
  sam_board_page_set_focus (self, &stop);
}

/* Sideways: to the same height in the stage beside. Up and down: past one card. */
static gboolean
move_focused (SamBoardPage *self, int columns, int rows)
{
  SamBoardStop stop = sam_board_page_focus (self);
  SamBoard *board = sam_board_index_layout (self->index);
  SamBoardSpot spot;
  int column;

  if (!stop.card || !stop.lane)
    return FALSE;
  column = (int)stop.card->column + columns;
  spot = (SamBoardSpot){ stop.lane->number, (guint)column,
                         sam_board_index_place (self->index, stop.card) };
  if (column < 0 || column >= (int)sam_board_n_columns (board)
      || !sam_board_index_stage (self->index, spot.column))
    {
      sam_desk_message (self->desk, columns < 0 ? _ ("There is no stage before this one.")
                                                : _ ("There is no stage after this one."));
      return TRUE;
    }
  if (columns != 0)
    spot.index = MIN (spot.index, sam_board_count (board, spot.lane, spot.column));
  else if (rows < 0 && spot.index == 0)
    sam_desk_message (self->desk, _ ("The card is already first in its column."));
  else if (rows > 0 && spot.index + 1 == sam_board_count (board, spot.lane, spot.column))
    sam_desk_message (self->desk, _ ("The card is already last in its column."));
  else
    spot.index = rows < 0 ? spot.index - 1 : spot.index + 2;
  sam_board_page_move (self, stop.card, &spot);
  return TRUE;
}

static gboolean
move_key (SamBoardPage *self, guint key)
{
  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      return move_focused (self, -1, 0);
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      return move_focused (self, 1, 0);
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return move_focused (self, 0, -1);
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return move_focused (self, 0, 1);
    default:
      return FALSE;
    }
}

static int
step_for (guint key, gboolean control)
{
  switch (key)
    {
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return control ? SAM_BOARD_CELL_START : SAM_BOARD_UP;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return control ? SAM_BOARD_CELL_END : SAM_BOARD_DOWN;
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      return SAM_BOARD_LEFT;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      return SAM_BOARD_RIGHT;
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      return control ? SAM_BOARD_START : SAM_BOARD_CELL_START;
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      return control ? SAM_BOARD_END : SAM_BOARD_CELL_END;
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      return SAM_BOARD_PAGE_UP;
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      return SAM_BOARD_PAGE_DOWN;
    default:
      return -1;
    }
}

/* From a cell's "+" the arrows lead to the cards of its lane. */
static SamBoardStop
start_of (SamBoardPage *self)
{
  const SamCanvasItem *item = focused_item (self);
  SamBoardStop stop = sam_board_page_focus (self);

  if (item && item->kind == SAM_BOARD_CHILD_CELL)
    {
      const SamBoardCell *cell = item->key;

      stop.lane = cell->lane;
      self->column = cell->column;
    }
  return stop;
}

static gboolean
lane_key (SamBoardPage *self, SamBoardLane *lane, SamBoardStep step)
{
  if (step != SAM_BOARD_LEFT && step != SAM_BOARD_RIGHT)
    return FALSE;
  if (lane->collapsed == (step == SAM_BOARD_RIGHT))
    sam_board_page_toggle_lane (self, lane);
  return TRUE;
}

static gboolean
step_key (SamBoardPage *self, guint key, gboolean control)
{
  int step = step_for (key, control);
  SamBoardStop from = start_of (self), to;

  if (step < 0 || !from.lane)
    return FALSE;
  if (!from.card && lane_key (self, from.lane, (SamBoardStep)step))
    return TRUE;
  to = sam_board_nav (self->index, &from, self->column, (SamBoardStep)step,
                      gtk_widget_get_height (GTK_WIDGET (self->canvas)) * 9 / 10);
  if (to.card)
    self->column = to.card->column;
  sam_board_page_set_focus (self, &to);
  return TRUE;
}

static gboolean
open_focused_menu (SamBoardPage *self)
{
  SamBoardStop stop = sam_board_page_focus (self);
  GtkWidget *widget
      = stop.card ? sam_canvas_widget (self->canvas, SAM_BOARD_CHILD_CARD, stop.card) : NULL;

  if (!widget)
    return FALSE;
  sam_board_page_open_menu (self, stop.card, widget, 24, gtk_widget_get_height (widget) / 2.0);
  return TRUE;
}

static gboolean
key_pressed (SamBoardPage *self, guint key, guint code, GdkModifierType state)
{
  GdkModifierType held = state & gtk_accelerator_get_default_mod_mask ();

  if (held == (GDK_CONTROL_MASK | GDK_SHIFT_MASK) || held == (GDK_ALT_MASK | GDK_SHIFT_MASK))
    return move_key (self, key);
  if (key == GDK_KEY_Menu || (key == GDK_KEY_F10 && held == GDK_SHIFT_MASK))
    return open_focused_menu (self);
  if (held == 0 || held == GDK_CONTROL_MASK)
    {
      if (key == GDK_KEY_Delete && held == 0 && sam_board_page_focus (self).card)
        {
          self->menu_card = sam_board_page_focus (self).card;
          g_action_group_activate_action (G_ACTION_GROUP (self->actions), "delete", NULL);
          return TRUE;
        }
      return step_key (self, key, held == GDK_CONTROL_MASK);
    }
  return FALSE;
}

void
sam_board_page_install_keys (SamBoardPage *self)
{
  GtkEventController *controller = gtk_event_controller_key_new ();

  /* Before the scrolled window, which takes Page Up and Ctrl+arrows for itself. */
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "key-pressed", G_CALLBACK (key_pressed), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->canvas), controller);
}
