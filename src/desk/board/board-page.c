/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/board/board-page.h"

#include <string.h>

#include "base/i18n.h"
#include "desk/board/board-card.h"
#include "desk/board/board-move.h"
#include "desk/board/board-page-private.h"

static void page_init (SamPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SamBoardPage, sam_board_page, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (SAM_TYPE_PAGE, page_init))

static const char *const grouping_names[SAM_BOARD_N_GROUPINGS]
    = { "administration", "theme", "owner" };

/* Asked of initiatives, and of administrations: whether they have a lane. */
static gboolean
passes (SamRecord *record, gpointer data)
{
  SamBoardPage *self = data;

  if (sam_record_is (record, SAM_KIND_ADMINISTRATION))
    return sam_desk_administration_shown (self->desk, sam_record_id (record));
  return sam_desk_passes (self->desk, record);
}

static int
title_width (SamRecord *record, gpointer data)
{
  return sam_board_ruler_title_width (((SamBoardPage *)data)->ruler, sam_record_title (record));
}

static SamRecord *
only_administration (SamBoardPage *self)
{
  g_autoptr (GPtrArray) all = NULL;
  SamRecord *only = NULL;

  if (!sam_desk_filters_administrations (self->desk))
    return NULL;
  all = sam_forum_ordered (sam_desk_forum (self->desk), SAM_KIND_ADMINISTRATION);
  for (guint i = 0; i < all->len; i++)
    if (sam_desk_administration_shown (self->desk, sam_record_id (all->pdata[i])))
      {
        if (only)
          return NULL;
        only = all->pdata[i];
      }
  return only;
}

static void
set_metrics (SamBoardPage *self)
{
  gboolean roomy = sam_board_index_wish (self->index)->only != NULL;
  SamBoardMetrics metrics = {
    .margin = 14,
    .column_minimum = roomy ? 236 : 204,
    .column_maximum = roomy ? 480 : 420,
    .column_gap = 10,
    .lane_header = 38,
    .lane_gap = 8,
    .cell_padding = 7,
    .cell_foot = 30,
    .card_gap = 7,
  };

  sam_board_card_widget_extents (SAM_BOARD_CARD_WIDGET (self->probe), self->ruler,
                                 metrics.card_height, &metrics.text_inset);
  sam_board_set_metrics (sam_board_index_layout (self->index), &metrics);
}

static void
show_state (SamBoardPage *self)
{
  gboolean searching = *sam_desk_search (self->desk) != '\0';
  const char *name = "board";

  if (sam_board_index_n_total (self->index) == 0 && !searching)
    name = "empty";
  else if (searching && sam_board_index_n_shown (self->index) == 0)
    name = "no-hits";
  gtk_stack_set_visible_child_name (self->stack, name);
  /* GTK 4.8 goes on telling screen readers of what a stack does not show. */
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->stack)); child;
       child = gtk_widget_get_next_sibling (child))
    gtk_accessible_update_state (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_STATE_HIDDEN,
                                 child != gtk_stack_get_visible_child (self->stack), -1);
}

/* Cards, lanes and cells are where they are now; what they show is as it was. */
static void
places_changed (SamBoardPage *self)
{
  sam_board_header_update (self->header);
  sam_canvas_places_changed (self->canvas);
  show_state (self);
}

/* Other lanes: the focus goes with its initiative, else to the first lane. It is never left on what
 * is not on the board. */
static void
refocus (SamBoardPage *self, const SamBoardStop *was)
{
  SamBoard *board = sam_board_index_layout (self->index);
  SamBoardStop stop = *was;

  if (!was->lane || sam_board_n_lanes (board) == 0)
    return;
  if (was->card)
    stop.card = sam_board_index_find (self->index, was->card->record);
  if (stop.card)
    stop.lane = stop.card->lane;
  else if (stop.lane->number == G_MAXUINT)
    stop.lane = sam_board_index_lane (self->index, 0);
  if (stop.lane->collapsed)
    stop.card = NULL;
  sam_board_page_set_focus (self, &stop);
}

void
sam_board_page_build (SamBoardPage *self)
{
  SamBoardStop was = sam_board_page_focus (self);
  const char *search = sam_desk_search (self->desk);
  SamBoardWish wish = {
    .grouping = self->grouping,
    .only = only_administration (self),
    .archived = strstr (search, "archived:") != NULL,
    .searching = *search != '\0',
    .passes = passes,
    .title_width = title_width,
    .data = self,
  };

  sam_board_index_build (self->index, &wish);
  set_metrics (self);
  sam_canvas_all_changed (self->canvas);
  places_changed (self);
  refocus (self, &was);
}

static gboolean
show_pending (gpointer data)
{
  SamBoardPage *self = data;
  g_autofree char *id = g_steal_pointer (&self->pending);

  self->idle = 0;
  if (id)
    sam_page_show_record (SAM_PAGE (self), id);
  return G_SOURCE_REMOVE;
}

void
sam_board_page_place (SamBoardPage *self, int viewport_width)
{
  sam_board_place (sam_board_index_layout (self->index), viewport_width);
  sam_board_header_follow (self->header);
  if (self->pending && self->idle == 0)
    self->idle = g_idle_add (show_pending, self);
}

/* The focus was on a card that is gone: to the one in its place, else to the lane. */
static void
rescue_focus (SamBoardPage *self, const SamBoardStop *was, const SamBoardSpot *spot)
{
  SamBoard *board = sam_board_index_layout (self->index);
  SamBoardStop stop = { was->lane, NULL };
  guint n;

  if (!was->card || (was->card->lane && !was->card->lane->collapsed))
    return;
  if (was->card->lane || was->lane->number == G_MAXUINT
      || spot->column >= sam_board_n_columns (board))
    return;
  n = sam_board_count (board, was->lane->number, spot->column);
  if (n > 0 && !was->lane->collapsed)
    stop.card = sam_board_card (board, was->lane->number, spot->column, MIN (spot->index, n - 1));
  sam_board_page_set_focus (self, &stop);
}

static void
rebind_frames (SamBoardPage *self)
{
  SamBoard *board = sam_board_index_layout (self->index);

  for (guint i = 0; i < sam_board_n_lanes (board); i++)
    {
      SamBoardLane *lane = sam_board_index_lane (self->index, i);

      sam_canvas_item_changed (self->canvas, SAM_BOARD_CHILD_LANE, lane);
      for (guint column = 0; column < lane->cells->len; column++)
        sam_canvas_item_changed (self->canvas, SAM_BOARD_CHILD_CELL, lane->cells->pdata[column]);
    }
}

static void
forum_changed (SamBoardPage *self, const SamForumDelta *delta)
{
  SamBoardStop was = sam_board_page_focus (self);
  SamBoardSpot spot = { 0 };
  SamBoardEffect effect;

  if (was.card)
    spot = (SamBoardSpot){ was.lane->number, was.card->column,
                           sam_board_index_place (self->index, was.card) };
  effect = sam_board_index_update (self->index, delta, self->touched);
  if (delta->everything)
    {
      self->menu_card = NULL;
      sam_board_page_build (self);
      return;
    }
  if (effect == SAM_BOARD_SAME)
    return;
  if (effect == SAM_BOARD_CARDS)
    {
      for (guint i = 0; i < self->touched->len; i++)
        sam_canvas_item_changed (self->canvas, SAM_BOARD_CHILD_CARD, self->touched->pdata[i]);
      rebind_frames (self);
    }
  else
    sam_canvas_all_changed (self->canvas);
  if (effect == SAM_BOARD_CONTENT)
    return;
  if (self->dragged && !self->dragged->lane)
    self->dragged = NULL;
  places_changed (self);
  rescue_focus (self, &was, &spot);
}

static void
prepare_cell (SamBoardPage *self, const SamBoardCell *cell, SamEditBuilder *builder)
{
  const SamBoardWish *wish = sam_board_index_wish (self->index);
  SamRecord *stage = sam_board_index_stage (self->index, cell->column);
  const char *group = cell->lane->group ? sam_record_id (cell->lane->group) : NULL;
  g_autofree char *position = sam_board_last_position (self->index, cell);

  sam_edit_builder_set_text (builder, self->added, SAM_INITIATIVE_POSITION, position);
  if (stage)
    sam_edit_builder_set_text (builder, self->added, SAM_INITIATIVE_STAGE, sam_record_id (stage));
  if (!group)
    return;
  if (wish->grouping == SAM_BOARD_BY_ADMINISTRATION)
    sam_edit_builder_set_text (builder, self->added, SAM_INITIATIVE_ADMINISTRATION, group);
  else if (wish->grouping == SAM_BOARD_BY_OWNER)
    sam_edit_builder_set_text (builder, self->added, SAM_INITIATIVE_OWNER, group);
  else
    sam_edit_builder_take (builder, self->added, SAM_INITIATIVE_THEMES, sam_value_set (&group, 1));
}

typedef struct
{
  SamBoardPage *page;
  const SamBoardCell *cell;
} Addition;

static void
prepare (SamEditBuilder *builder, const char *id, gpointer data)
{
  Addition *addition = data;

  g_free (addition->page->added);
  addition->page->added = g_strdup (id);
  if (addition->cell)
    prepare_cell (addition->page, addition->cell, builder);
}

/* Shows a card without taking the focus, which is in the pane where its title is written. */
static void
reveal_added (SamBoardPage *self)
{
  SamRecord *record = sam_forum_get (sam_desk_forum (self->desk), self->added);
  SamBoardCard *card = record ? sam_board_index_find (self->index, record) : NULL;
  SamBoardStop stop = { card ? card->lane : NULL, card };
  SamBoardRect rect;

  if (!card)
    {
      sam_desk_message (self->desk, _ ("The filter hides what was added."));
      return;
    }
  if (card->lane->collapsed)
    stop.card = NULL;
  sam_board_page_place (self, gtk_widget_get_width (GTK_WIDGET (self->canvas)));
  sam_board_stop_rect (self->index, &stop, &rect);
  sam_canvas_reveal (self->canvas, &(GdkRectangle){ rect.x, rect.y, rect.width, rect.height });
}

void
sam_board_page_add (SamBoardPage *self, const SamBoardCell *cell_or_null)
{
  Addition addition = { self, cell_or_null };

  if (sam_desk_create (self->desk, SAM_KIND_INITIATIVE, prepare, &addition))
    reveal_added (self);
}

static void
add_clicked (SamBoardPage *self)
{
  sam_board_page_add (self, NULL);
}

static void
grouping_toggled (SamBoardPage *self, GtkToggleButton *button)
{
  GKeyFile *settings = sam_session_settings (sam_desk_session (self->desk));

  if (!gtk_toggle_button_get_active (button))
    return;
  for (guint i = 0; i < SAM_BOARD_N_GROUPINGS; i++)
    if (self->groupings[i] == GTK_WIDGET (button))
      self->grouping = (SamBoardGrouping)i;
  g_key_file_set_string (settings, "boards", "grouping", grouping_names[self->grouping]);
  sam_session_settings_changed (sam_desk_session (self->desk));
  sam_board_page_build (self);
}

static GtkWidget *
add_button (SamBoardPage *self, const char *label)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *content = adw_button_content_new ();

  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "list-add-symbolic");
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), label);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_widget_set_tooltip_text (button, _ ("New initiative (Ctrl+N)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("New initiative"), -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (add_clicked), self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
create_toolbar (SamPage *page)
{
  SamBoardPage *self = SAM_BOARD_PAGE (page);
  const char *const labels[SAM_BOARD_N_GROUPINGS]
      = { _ ("All administrations"), _ ("Theme"), _ ("Owner") };
  GtkWidget *toolbar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (box, "linked");
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Lanes by"), -1);
  for (guint i = 0; i < SAM_BOARD_N_GROUPINGS; i++)
    {
      self->groupings[i] = gtk_toggle_button_new_with_label (labels[i]);
      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->groupings[i]),
                                     GTK_TOGGLE_BUTTON (self->groupings[0]));
      gtk_box_append (GTK_BOX (box), self->groupings[i]);
    }
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->groupings[self->grouping]), TRUE);
  for (guint i = 0; i < SAM_BOARD_N_GROUPINGS; i++)
    g_signal_connect_object (self->groupings[i], "toggled", G_CALLBACK (grouping_toggled), self,
                             G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (toolbar), box);
  gtk_box_append (GTK_BOX (toolbar), add_button (self, _ ("Initiative")));
  return toolbar;
}

static gboolean
show_record (SamPage *page, const char *id)
{
  SamBoardPage *self = SAM_BOARD_PAGE (page);
  SamRecord *record = sam_forum_get (sam_desk_forum (self->desk), id);
  SamBoardCard *card = record ? sam_board_index_find (self->index, record) : NULL;
  SamBoardStop stop = { card ? card->lane : NULL, card };

  if (!card)
    return FALSE;
  if (gtk_widget_get_width (GTK_WIDGET (self->canvas)) == 0)
    {
      g_free (self->pending);
      self->pending = g_strdup (id);
      return TRUE;
    }
  if (card->lane->collapsed)
    sam_board_page_toggle_lane (self, card->lane);
  return sam_board_page_set_focus (self, &stop);
}

static void
main_action (SamPage *page)
{
  sam_board_page_add (SAM_BOARD_PAGE (page), NULL);
}

static void
page_init (SamPageInterface *iface)
{
  iface->create_toolbar = create_toolbar;
  iface->show_record = show_record;
  iface->main_action = main_action;
}

static void
use_ruler (SamBoardPage *self, SamBoardRuler *ruler)
{
  self->ruler = ruler;
  g_ptr_array_add (self->rulers, ruler);
}

/* Another font or scale of text: other heights. */
static void
sam_board_page_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  SamBoardPage *self = SAM_BOARD_PAGE (widget);
  SamBoardRuler *ruler;

  GTK_WIDGET_CLASS (sam_board_page_parent_class)->css_changed (widget, change);
  if (!self->index)
    return;
  ruler = sam_board_ruler_new (widget);
  if (sam_board_ruler_equal (ruler, self->ruler))
    {
      sam_board_ruler_free (ruler);
      return;
    }
  use_ruler (self, ruler);
  sam_board_page_build (self);
}

static void
sam_board_page_dispose (GObject *object)
{
  SamBoardPage *self = SAM_BOARD_PAGE (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  G_OBJECT_CLASS (sam_board_page_parent_class)->dispose (object);
}

static void
sam_board_page_finalize (GObject *object)
{
  SamBoardPage *self = SAM_BOARD_PAGE (object);

  g_clear_object (&self->actions);
  g_clear_object (&self->probe);
  g_clear_pointer (&self->index, sam_board_index_free);
  g_ptr_array_unref (self->rulers);
  g_ptr_array_unref (self->touched);
  g_free (self->pending);
  g_free (self->added);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (sam_board_page_parent_class)->finalize (object);
}

static void
sam_board_page_class_init (SamBoardPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sam_board_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = sam_board_page_finalize;
  GTK_WIDGET_CLASS (klass)->css_changed = sam_board_page_css_changed;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "boardpage");
}

static void
sam_board_page_init (SamBoardPage *self)
{
  self->touched = g_ptr_array_new ();
  self->rulers = g_ptr_array_new_with_free_func ((GDestroyNotify)sam_board_ruler_free);
}

static void
restore_settings (SamBoardPage *self)
{
  GKeyFile *settings = sam_session_settings (sam_desk_session (self->desk));
  g_autofree char *grouping = g_key_file_get_string (settings, "boards", "grouping", NULL);
  g_auto (GStrv) collapsed = g_key_file_get_keys (settings, "collapsed-lanes", NULL, NULL);

  for (guint i = 0; grouping && i < SAM_BOARD_N_GROUPINGS; i++)
    if (g_str_equal (grouping, grouping_names[i]))
      self->grouping = (SamBoardGrouping)i;
  for (guint i = 0; collapsed && collapsed[i]; i++)
    {
      SamRecord *group = sam_forum_get (sam_desk_forum (self->desk), collapsed[i]);

      if (group || g_str_equal (collapsed[i], "none"))
        sam_board_index_collapse_group (self->index, group);
    }
}

static GtkWidget *
status (const char *title, const char *text, const char *button_label, GCallback clicked,
        gpointer object)
{
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *button = gtk_button_new_with_label (button_label);

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "samverka-board-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (page), text);
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", clicked, object, G_CONNECT_SWAPPED);
  adw_status_page_set_child (ADW_STATUS_PAGE (page), button);
  return page;
}

static GtkWidget *
create_board (SamBoardPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkAdjustment *sideways;

  self->canvas = SAM_CANVAS (sam_canvas_new (&sam_board_canvas_source, self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->canvas), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Board"), -1);
  self->scroller = gtk_scrolled_window_new ();
  /* It would take the focus itself as long as no card is there. */
  gtk_widget_set_focusable (self->scroller, FALSE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->canvas));
  gtk_widget_set_vexpand (self->scroller, TRUE);
  sideways = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  self->header = SAM_BOARD_HEADER (sam_board_header_new (self->index, sideways));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->header));
  gtk_box_append (GTK_BOX (box), self->scroller);
  return box;
}

static void
create_children (SamBoardPage *self)
{
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, create_board (self), "board");
  gtk_stack_add_named (
      self->stack,
      status (_ ("No initiatives yet"),
              _ ("What every administration brings to the forum stands here, stage by stage. "
                 "Begin with the first one."),
              _ ("New initiative"), G_CALLBACK (add_clicked), self),
      "empty");
  gtk_stack_add_named (self->stack,
                       status (_ ("Nothing matches"),
                               _ ("No initiative matches the search and the chosen "
                                  "administrations."),
                               _ ("Clear the filter"), G_CALLBACK (sam_desk_clear_filter),
                               self->desk),
                       "no-hits");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
}

GtkWidget *
sam_board_page_new (SamDesk *desk)
{
  SamBoardPage *self = g_object_new (SAM_TYPE_BOARD_PAGE, NULL);

  self->desk = g_object_ref (desk);
  use_ruler (self, sam_board_ruler_new (GTK_WIDGET (self)));
  self->probe = g_object_ref_sink (sam_board_card_widget_new ());
  self->index = sam_board_index_new (sam_desk_forum (desk));
  /* Made now, so that they follow a change before the page does. */
  sam_desk_budget (desk);
  sam_desk_clashes (desk);
  restore_settings (self);
  create_children (self);
  sam_board_page_install_actions (self);
  sam_board_page_install_keys (self);
  sam_board_page_install_drop (self);
  sam_board_page_build (self);
  g_signal_connect_object (sam_desk_forum (desk), "changed", G_CALLBACK (forum_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "filter-changed", G_CALLBACK (sam_board_page_build), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
