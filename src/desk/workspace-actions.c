/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/i18n.h"
#include "desk/workspace-private.h"

typedef gboolean (*Step) (SamSession *session, gboolean force, GError **error);

typedef struct
{
  SamWorkspace *workspace; /* borrowed; the dialog is modal to its window */
  Step step;
} Question;

static void
answered (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  Question *question = data;
  g_autoptr (GError) error = NULL;

  if (g_str_equal (response, "force")
      && !question->step (sam_desk_session (question->workspace->desk), TRUE, &error))
    sam_desk_message (question->workspace->desk, error->message);
}

static void
free_question (gpointer data, GClosure *closure)
{
  g_free (data);
}

/* Somebody has changed what would be taken back: the person decides. */
static void
ask (SamWorkspace *self, Step step, const char *what)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                              _ ("It has changed since"), what);
  Question *question = g_new (Question, 1);

  *question = (Question){ .workspace = self, .step = step };
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Leave it"), "force",
                                    _ ("_Take it back anyway"), NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered), question, free_question, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
step (SamWorkspace *self, Step take, const char *told)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *message = g_strdup (told);

  sam_workspace_finish_typing (self);
  if (take (sam_desk_session (self->desk), FALSE, &error))
    sam_desk_message (self->desk, message);
  else if (g_error_matches (error, SAM_ERROR, SAM_ERROR_AMBIGUOUS))
    ask (self, take, error->message);
  else
    sam_desk_message (self->desk, error->message);
}

static void
undo (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SamWorkspace *self = data;
  const char *title;
  g_autofree char *told = NULL;

  sam_workspace_finish_typing (self);
  title = sam_session_undo_title (sam_desk_session (self->desk));
  if (!title)
    return;
  told = g_strdup_printf (_ ("Undone: %s"), title);
  step (self, sam_session_undo, told);
}

static void
redo (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SamWorkspace *self = data;
  const char *title = sam_session_redo_title (sam_desk_session (self->desk));
  g_autofree char *told = NULL;

  if (!title)
    return;
  told = g_strdup_printf (_ ("Done again: %s"), title);
  step (self, sam_session_redo, told);
}

static void
focus_search (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_widget_grab_focus (((SamWorkspace *)data)->search);
}

static void
new_on_page (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SamPage *page = sam_workspace_current_page (data);

  if (page)
    sam_page_main_action (page);
}

static void
close_pane (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SamWorkspace *self = data;
  g_autofree char *id = g_strdup (sam_pane_record (self->pane));
  SamPage *page = sam_workspace_current_page (self);

  sam_pane_finish_typing (self->pane);
  adw_flap_set_reveal_flap (self->pane_flap, FALSE);
  if (page && id)
    sam_page_show_record (page, id);
}

static void
toggle_sidebar (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SamWorkspace *self = data;

  adw_flap_set_reveal_flap (self->sidebar_flap, !adw_flap_get_reveal_flap (self->sidebar_flap));
}

static void
page_changed (GSimpleAction *action, GVariant *value, gpointer data)
{
  sam_workspace_go (data, g_variant_get_string (value, NULL), NULL);
}

static void
retry (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  sam_session_retry (sam_desk_session (((SamWorkspace *)data)->desk));
}

static void
clear_filter (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SamWorkspace *self = data;

  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  sam_desk_clear_filter (self->desk);
}

static void
set_hint (GtkWidget *button, const char *verb, const char *title)
{
  g_autofree char *hint = title ? g_strdup_printf ("%s: %s", verb, title) : g_strdup (verb);

  gtk_widget_set_tooltip_text (button, hint);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, hint, -1);
}

void
sam_workspace_update_undo (SamWorkspace *self)
{
  SamSession *session = sam_desk_session (self->desk);
  const char *undo_title = sam_session_undo_title (session);
  const char *redo_title = sam_session_redo_title (session);
  GAction *undo_action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "undo");
  GAction *redo_action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "redo");

  g_simple_action_set_enabled (G_SIMPLE_ACTION (undo_action), undo_title != NULL);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (redo_action), redo_title != NULL);
  set_hint (self->undo_button, _ ("Undo"), undo_title);
  set_hint (self->redo_button, _ ("Redo"), redo_title);
}

void
sam_workspace_install_actions (SamWorkspace *self)
{
  static const GActionEntry entries[] = {
    { "undo", undo },
    { "redo", redo },
    { "search", focus_search },
    { "new", new_on_page },
    { "close-pane", close_pane },
    { "toggle-sidebar", toggle_sidebar },
    { "page", NULL, "s", "'overview'", page_changed },
    { "retry", retry },
    { "clear-filter", clear_filter },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
}
