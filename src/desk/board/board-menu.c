/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/i18n.h"
#include "desk/board/board-move.h"
#include "desk/board/board-page-private.h"

static void
open_card (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SamBoardPage *self = data;

  if (self->menu_card)
    sam_desk_open (self->desk, sam_record_id (self->menu_card->record), SAM_OPEN_SHOW);
}

static void
to_stage (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SamBoardPage *self = data;
  SamBoard *board = sam_board_index_layout (self->index);
  SamBoardCard *card = self->menu_card;

  if (!card || !card->lane)
    return;
  for (guint column = 0; column < sam_board_index_n_columns (self->index); column++)
    {
      SamRecord *stage = sam_board_index_stage (self->index, column);
      SamBoardSpot spot = { card->lane->number, column, 0 };

      if (!stage || g_strcmp0 (sam_record_id (stage), g_variant_get_string (parameter, NULL)) != 0)
        continue;
      spot.index = sam_board_count (board, spot.lane, column);
      sam_board_page_move (self, card, &spot);
      return;
    }
}

static void
to_administration (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SamBoardPage *self = data;
  SamRecord *administration
      = sam_forum_get (sam_desk_forum (self->desk), g_variant_get_string (parameter, NULL));
  g_autofree char *title = NULL;
  SamEditBuilder *builder;

  if (!self->menu_card || !administration)
    return;
  title = g_strdup_printf (_ ("Move “%s” to %s"), sam_record_title (self->menu_card->record),
                           sam_record_title (administration));
  builder = sam_desk_edit (self->desk, title);
  sam_edit_builder_set_text (builder, sam_record_id (self->menu_card->record),
                             SAM_INITIATIVE_ADMINISTRATION, sam_record_id (administration));
  if (sam_desk_commit (self->desk, builder))
    {
      g_autofree char *told = g_strdup_printf (_ ("“%s” was moved to %s."),
                                               sam_record_title (self->menu_card->record),
                                               sam_record_title (administration));

      sam_desk_message (self->desk, told);
    }
}

static void
archive (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SamBoardPage *self = data;
  SamRecord *record = self->menu_card ? self->menu_card->record : NULL;
  gboolean archived = record && sam_record_boolean (record, SAM_INITIATIVE_ARCHIVED);
  g_autofree char *title = NULL;
  SamEditBuilder *builder;

  if (!record)
    return;
  title = g_strdup_printf (archived ? _ ("Take “%s” out of the archive") : _ ("Archive “%s”"),
                           sam_record_title (record));
  builder = sam_desk_edit (self->desk, title);
  sam_edit_builder_set_integer (builder, sam_record_id (record), SAM_INITIATIVE_ARCHIVED,
                                !archived);
  if (sam_desk_commit (self->desk, builder) && !archived)
    {
      g_autofree char *told
          = g_strdup_printf (_ ("“%s” was archived. Undo brings it back; archived:yes finds it."),
                             sam_record_title (record));

      sam_desk_message (self->desk, told);
    }
}

static void delete (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SamBoardPage *self = data;

  if (self->menu_card)
    sam_desk_delete (self->desk, self->menu_card->record);
}

static const GActionEntry entries[] = {
  { .name = "open", .activate = open_card },
  { .name = "stage", .activate = to_stage, .parameter_type = "s" },
  { .name = "administration", .activate = to_administration, .parameter_type = "s" },
  { .name = "archive", .activate = archive },
  { .name = "delete", .activate = delete },
};

void
sam_board_page_install_actions (SamBoardPage *self)
{
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "board", G_ACTION_GROUP (self->actions));
}

static void
append_targets (GMenu *menu, GPtrArray *records, const char *action, const char *current)
{
  for (guint i = 0; i < records->len; i++)
    {
      SamRecord *record = records->pdata[i];
      g_autoptr (GMenuItem) item = NULL;
      g_auto (GStrv) parts = NULL;
      g_autofree char *label = NULL;

      if (g_strcmp0 (sam_record_id (record), current) == 0)
        continue;
      /* An underscore in a name is no mnemonic. */
      parts = g_strsplit (sam_record_title (record), "_", -1);
      label = g_strjoinv ("__", parts);
      item = g_menu_item_new (label, NULL);
      g_menu_item_set_action_and_target (item, action, "s", sam_record_id (record));
      g_menu_append_item (menu, item);
    }
}

static GMenu *
make_menu (SamBoardPage *self, SamRecord *record)
{
  SamForum *forum = sam_desk_forum (self->desk);
  g_autoptr (GPtrArray) stages = sam_forum_ordered (forum, SAM_KIND_STAGE);
  g_autoptr (GPtrArray) administrations = sam_forum_ordered (forum, SAM_KIND_ADMINISTRATION);
  g_autoptr (GMenu) open = g_menu_new ();
  g_autoptr (GMenu) move = g_menu_new ();
  g_autoptr (GMenu) to_stages = g_menu_new ();
  g_autoptr (GMenu) to_administrations = g_menu_new ();
  g_autoptr (GMenu) end = g_menu_new ();
  GMenu *menu = g_menu_new ();

  append_targets (to_stages, stages, "board.stage", sam_record_text (record, SAM_INITIATIVE_STAGE));
  append_targets (to_administrations, administrations, "board.administration",
                  sam_record_text (record, SAM_INITIATIVE_ADMINISTRATION));
  g_menu_append (open, _ ("_Open"), "board.open");
  g_menu_append_submenu (move, _ ("Move to _stage"), G_MENU_MODEL (to_stages));
  g_menu_append_submenu (move, _ ("Move to a_dministration"), G_MENU_MODEL (to_administrations));
  g_menu_append (end,
                 sam_record_boolean (record, SAM_INITIATIVE_ARCHIVED)
                     ? _ ("Take out of the _archive")
                     : _ ("_Archive"),
                 "board.archive");
  g_menu_append (end, _ ("_Delete"), "board.delete");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (open));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (move));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (end));
  return menu;
}

/* The chosen action comes after "closed", and may move the focus itself. */
static gboolean
after_menu (gpointer data)
{
  SamBoardPage *self = data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  if (self->menu_card && self->menu_card->lane
      && (!focus || (self->menu && gtk_widget_is_ancestor (focus, self->menu))))
    {
      SamBoardStop stop = { self->menu_card->lane, self->menu_card };

      sam_board_page_set_focus (self, &stop);
    }
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  return G_SOURCE_REMOVE;
}

static void
menu_closed (SamBoardPage *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, after_menu, g_object_ref (self), g_object_unref);
}

void
sam_board_page_open_menu (SamBoardPage *self, SamBoardCard *card, GtkWidget *widget, double x,
                          double y)
{
  g_autoptr (GMenu) menu = make_menu (self, card->record);
  GdkRectangle place = { 0, 0, 1, 1 };
  double page_x, page_y;

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  if (!gtk_widget_translate_coordinates (widget, GTK_WIDGET (self), x, y, &page_x, &page_y))
    return;
  self->menu_card = card;
  self->menu = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
  place.x = (int)page_x;
  place.y = (int)page_y;
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &place);
  g_signal_connect_object (self->menu, "closed", G_CALLBACK (menu_closed), self, G_CONNECT_SWAPPED);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
secondary_pressed (GtkGestureClick *gesture, int n, double x, double y, SamBoardPage *self)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  const SamCanvasItem *item = sam_canvas_item_of (self->canvas, widget);

  if (!item)
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (widget);
  sam_board_page_open_menu (self, item->key, widget, x, y);
}

void
sam_board_page_install_menu (SamBoardPage *self, GtkWidget *card)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (click, "pressed", G_CALLBACK (secondary_pressed), self, 0);
  gtk_widget_add_controller (card, GTK_EVENT_CONTROLLER (click));
}
