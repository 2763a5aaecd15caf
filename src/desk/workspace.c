/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/i18n.h"
#include "desk/board/board-page.h"
#include "desk/budget/budget-page.h"
#include "desk/overview/overview-page.h"
#include "desk/records/records-page.h"
#include "desk/sidebar.h"
#include "desk/timeline/timeline-page.h"
#include "desk/workspace-private.h"

#define PANE_WIDTH 360

G_DEFINE_FINAL_TYPE (SamWorkspace, sam_workspace, ADW_TYPE_BIN)

const SamPageEntry sam_pages[] = {
  { "overview", N_ ("Overview"), "samverka-overview-symbolic", SAM_KIND_ANY,
    sam_overview_page_new },
  { "boards", N_ ("Boards"), "samverka-board-symbolic", SAM_KIND_INITIATIVE, sam_board_page_new },
  { "timeline", N_ ("Timeline"), "samverka-timeline-symbolic", SAM_KIND_ANY,
    sam_timeline_page_new },
  { "budget", N_ ("Budget"), "samverka-budget-symbolic", SAM_KIND_ANY, sam_budget_page_new },
  { "records", N_ ("Basic data"), "samverka-data-symbolic", SAM_KIND_ANY, sam_records_page_new },
};
const guint sam_n_pages = G_N_ELEMENTS (sam_pages);

static const SamPageEntry *
find_page (const char *name)
{
  for (guint i = 0; i < sam_n_pages; i++)
    if (g_str_equal (sam_pages[i].name, name))
      return &sam_pages[i];

  return NULL;
}

SamPage *
sam_workspace_current_page (SamWorkspace *self)
{
  GtkWidget *page = gtk_stack_get_visible_child (self->pages);

  return page ? SAM_PAGE (page) : NULL;
}

/* Pages are made when first visited, so that starting costs only the page that is shown. */
static void
ensure_page (SamWorkspace *self, const SamPageEntry *entry)
{
  GtkWidget *page = gtk_stack_get_child_by_name (self->pages, entry->name);
  GtkWidget *toolbar;

  if (page)
    return;

  page = entry->create (self->desk);
  gtk_accessible_update_property (GTK_ACCESSIBLE (page), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (entry->label), -1);
  gtk_stack_add_named (self->pages, page, entry->name);
  toolbar = sam_page_create_toolbar (SAM_PAGE (page));
  if (!toolbar)
    {
      toolbar = gtk_label_new (_ (entry->label));
      gtk_widget_add_css_class (toolbar, "title");
    }
  gtk_stack_add_named (self->toolbars, toolbar, entry->name);
}

static gboolean
try_focus (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  SamWorkspace *self = SAM_WORKSPACE (widget);
  GtkWidget *page = GTK_WIDGET (sam_workspace_current_page (self));
  GtkWidget *focus;

  /* A scrolled window says yes also when there is nothing in it to focus, and a list remembers a
   * row that was not shown yet: so not before the page has a place, and looking at what came of it.
   * The stack may have brought the keyboard there by itself: asking once more would go on to what
   * comes next. */
  focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  if (gtk_widget_get_mapped (page) && gtk_widget_get_width (page) > 0
      && (!focus || !gtk_widget_is_ancestor (focus, page)))
    gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
  focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  if ((!focus || !gtk_widget_is_ancestor (focus, page)) && --self->focus_tries > 0)
    return G_SOURCE_CONTINUE;

  self->focus_tick = 0;
  return G_SOURCE_REMOVE;
}

/* The page is what a person came for. One that is shown for the first time has nothing to focus
 * until it has been laid out, so some frames may pass. */
static void
focus_page (SamWorkspace *self)
{
  self->focus_tries = 10;
  if (!self->focus_tick)
    self->focus_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), try_focus, NULL, NULL);
}

void
sam_workspace_go (SamWorkspace *self, const char *name, const char *id_or_null)
{
  const SamPageEntry *entry = find_page (name);

  if (!entry)
    return;

  ensure_page (self, entry);
  gtk_stack_set_visible_child_name (self->pages, entry->name);
  gtk_stack_set_visible_child_name (self->toolbars, entry->name);
  g_simple_action_set_state (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), "page")),
      g_variant_new_string (entry->name));
  if (id_or_null)
    sam_page_show_record (sam_workspace_current_page (self), id_or_null);
  else
    focus_page (self);
}

static void
open_record (SamWorkspace *self, const char *id, guint flags)
{
  gtk_widget_set_visible (adw_flap_get_flap (self->pane_flap), TRUE);
  sam_pane_show (self->pane, id, flags);
  adw_flap_set_reveal_flap (self->pane_flap, TRUE);
}

static void
pane_closed (SamWorkspace *self)
{
  g_action_group_activate_action (G_ACTION_GROUP (self->actions), "close-pane", NULL);
}

static void
search_changed (SamWorkspace *self)
{
  const char *sentence;

  sam_desk_set_search (self->desk, gtk_editable_get_text (GTK_EDITABLE (self->search)));
  sentence = sam_desk_search_error (self->desk);
  gtk_label_set_label (GTK_LABEL (self->search_error), sentence ? sentence : "");
  gtk_widget_set_visible (self->search_error, sentence != NULL);
}

static void
search_stopped (SamWorkspace *self)
{
  SamPage *page = sam_workspace_current_page (self);

  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  if (page)
    gtk_widget_child_focus (GTK_WIDGET (page), GTK_DIR_TAB_FORWARD);
}

static GtkWidget *
icon_button (const char *icon, const char *name, const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

static GMenu *
main_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) files = g_menu_new ();
  g_autoptr (GMenu) help = g_menu_new ();

  g_menu_append (files, _ ("_Open a forum file …"), "win.open");
  g_menu_append (files, _ ("_Save the forum as a file …"), "win.export");
  g_menu_append (files, _ ("_Connect to a server …"), "win.connect");
  g_menu_append (help, _ ("_Keyboard shortcuts"), "win.shortcuts");
  g_menu_append (help, _ ("_About Samverka"), "win.about");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (files));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (help));
  return menu;
}

static GtkWidget *
create_search (SamWorkspace *self)
{
  self->search = gtk_search_entry_new ();
  g_object_set (self->search, "placeholder-text", _ ("Search or go to …"), "width-chars", 5,
                "max-width-chars", 44, "hexpand", TRUE, NULL);
  gtk_widget_set_tooltip_text (
      self->search, _ ("Words, or a field: stage:planned owner:me planned:>100000 (Ctrl+K)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Search"), -1);
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (search_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "stop-search", G_CALLBACK (search_stopped), self,
                           G_CONNECT_SWAPPED);
  return self->search;
}

static GtkWidget *
create_header (SamWorkspace *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *menu_button = gtk_menu_button_new ();
  GtkWidget *sidebar_button = icon_button ("sidebar-show-symbolic", _ ("Show or hide the sidebar"),
                                           "forum.toggle-sidebar");
  GtkWidget *clamp = adw_clamp_new ();
  g_autoptr (GMenu) menu = main_menu ();

  self->undo_button = icon_button ("edit-undo-symbolic", _ ("Undo"), "forum.undo");
  self->redo_button = icon_button ("edit-redo-symbolic", _ ("Redo"), "forum.redo");
  self->toolbars = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_hhomogeneous (self->toolbars, FALSE);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (menu_button), "open-menu-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (menu_button), G_MENU_MODEL (menu));
  gtk_menu_button_set_primary (GTK_MENU_BUTTON (menu_button), TRUE);
  gtk_widget_set_tooltip_text (menu_button, _ ("Main menu"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (menu_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Main menu"), -1);
  g_object_bind_property (self->sidebar_flap, "folded", sidebar_button, "visible",
                          G_BINDING_SYNC_CREATE);

  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 420);
  adw_clamp_set_child (ADW_CLAMP (clamp), create_search (self));
  gtk_widget_set_hexpand (clamp, TRUE);
  adw_header_bar_set_centering_policy (ADW_HEADER_BAR (header), ADW_CENTERING_POLICY_LOOSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), sidebar_button);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), self->undo_button);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), self->redo_button);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), GTK_WIDGET (self->toolbars));
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), clamp);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), menu_button);
  return header;
}

/* Once it has slid out of sight a screen reader should not find it either. */
static void
hide_closed_pane (SamWorkspace *self)
{
  if (!adw_flap_get_reveal_flap (self->pane_flap)
      && adw_flap_get_reveal_progress (self->pane_flap) <= 0)
    gtk_widget_set_visible (adw_flap_get_flap (self->pane_flap), FALSE);
}

static GtkWidget *
create_pages (SamWorkspace *self)
{
  GtkWidget *separator = gtk_separator_new (GTK_ORIENTATION_VERTICAL);
  GtkWidget *clamp = adw_clamp_new ();

  self->pages = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_hhomogeneous (self->pages, FALSE);
  gtk_stack_set_vhomogeneous (self->pages, FALSE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->pages), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->pages), "working-area");

  self->pane = SAM_PANE (sam_pane_new (self->desk));
  gtk_widget_set_size_request (GTK_WIDGET (self->pane), PANE_WIDTH, -1);
  g_signal_connect_object (self->pane, "close", G_CALLBACK (pane_closed), self, G_CONNECT_SWAPPED);

  /* A long name would widen it where it lies over the page. */
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), PANE_WIDTH);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), PANE_WIDTH);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (self->pane));
  gtk_widget_add_css_class (clamp, "pane");

  self->pane_flap = ADW_FLAP (adw_flap_new ());
  adw_flap_set_flap_position (self->pane_flap, GTK_PACK_END);
  adw_flap_set_content (self->pane_flap, GTK_WIDGET (self->pages));
  adw_flap_set_flap (self->pane_flap, clamp);
  adw_flap_set_separator (self->pane_flap, separator);
  adw_flap_set_reveal_flap (self->pane_flap, FALSE);
  adw_flap_set_locked (self->pane_flap, TRUE);
  adw_flap_set_fold_policy (self->pane_flap, ADW_FLAP_FOLD_POLICY_AUTO);
  adw_flap_set_swipe_to_open (self->pane_flap, FALSE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->pane_flap), TRUE);
  gtk_widget_set_visible (clamp, FALSE);
  g_signal_connect_object (self->pane_flap, "notify::reveal-progress",
                           G_CALLBACK (hide_closed_pane), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self->pane_flap);
}

static void
build (SamWorkspace *self)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *sidebar = sam_sidebar_new (self->desk);

  self->sidebar_flap = ADW_FLAP (adw_flap_new ());
  gtk_widget_set_size_request (sidebar, 232, -1);
  gtk_widget_set_hexpand (sidebar, FALSE);
  self->search_error = gtk_label_new (NULL);
  gtk_widget_set_visible (self->search_error, FALSE);
  gtk_label_set_wrap (GTK_LABEL (self->search_error), TRUE);
  gtk_widget_add_css_class (self->search_error, "search-error");

  gtk_box_append (GTK_BOX (content), create_header (self));
  gtk_box_append (GTK_BOX (content), self->search_error);
  gtk_box_append (GTK_BOX (content), create_pages (self));
  sam_sidebar_follow (SAM_SIDEBAR (sidebar), G_ACTION_GROUP (self->actions));
  adw_flap_set_flap (self->sidebar_flap, sidebar);
  adw_flap_set_separator (self->sidebar_flap, gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  adw_flap_set_content (self->sidebar_flap, content);
  adw_flap_set_fold_policy (self->sidebar_flap, ADW_FLAP_FOLD_POLICY_AUTO);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->sidebar_flap));
}

static void
sam_workspace_root (GtkWidget *widget)
{
  SamWorkspace *self = SAM_WORKSPACE (widget);

  GTK_WIDGET_CLASS (sam_workspace_parent_class)->root (widget);
  gtk_widget_insert_action_group (GTK_WIDGET (gtk_widget_get_root (widget)), "forum",
                                  G_ACTION_GROUP (self->actions));
}

static void
sam_workspace_unroot (GtkWidget *widget)
{
  gtk_widget_insert_action_group (GTK_WIDGET (gtk_widget_get_root (widget)), "forum", NULL);
  GTK_WIDGET_CLASS (sam_workspace_parent_class)->unroot (widget);
}

static void
sam_workspace_dispose (GObject *object)
{
  SamWorkspace *self = SAM_WORKSPACE (object);

  G_OBJECT_CLASS (sam_workspace_parent_class)->dispose (object);
  g_clear_object (&self->actions);
  g_clear_object (&self->desk);
}

static void
sam_workspace_class_init (SamWorkspaceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sam_workspace_dispose;
  GTK_WIDGET_CLASS (klass)->root = sam_workspace_root;
  GTK_WIDGET_CLASS (klass)->unroot = sam_workspace_unroot;
}

static void
sam_workspace_init (SamWorkspace *self)
{
  sam_workspace_install_actions (self);
}

GtkWidget *
sam_workspace_new (SamSession *session)
{
  SamWorkspace *self = g_object_new (SAM_TYPE_WORKSPACE, NULL);
  g_autofree char *page
      = g_key_file_get_string (sam_session_settings (session), "window", "page", NULL);

  self->desk = sam_desk_new (session);
  build (self);
  g_signal_connect_object (self->desk, "open-record", G_CALLBACK (open_record), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->desk, "go-to", G_CALLBACK (sam_workspace_go), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "undo-changed", G_CALLBACK (sam_workspace_update_undo), self,
                           G_CONNECT_SWAPPED);
  sam_workspace_update_undo (self);
  sam_workspace_go (self, page && find_page (page) ? page : sam_pages[0].name, NULL);
  return GTK_WIDGET (self);
}

SamDesk *
sam_workspace_desk (SamWorkspace *workspace)
{
  return workspace->desk;
}

GActionGroup *
sam_workspace_actions (SamWorkspace *workspace)
{
  return G_ACTION_GROUP (workspace->actions);
}

void
sam_workspace_finish_typing (SamWorkspace *workspace)
{
  sam_pane_finish_typing (workspace->pane);
}

void
sam_workspace_save_state (SamWorkspace *workspace, GKeyFile *settings)
{
  const char *page = gtk_stack_get_visible_child_name (workspace->pages);

  if (page)
    g_key_file_set_string (settings, "window", "page", page);
}
