/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/pane/pane.h"

#include "base/i18n.h"
#include "desk/pane/arrangement.h"
#include "desk/pane/form.h"
#include "desk/pane/history-view.h"
#include "model/display.h"

struct _SamPane
{
  GtkWidget parent_instance;

  /* Children, borrowed. */
  GtkWidget *kind;
  GtkWidget *owner; /* the way to what it is a part of */
  GtkWidget *menu_button;
  GtkWidget *title_place;
  GtkWidget *gone; /* says that it is deleted, and offers to restore it */
  GtkWidget *scrolled;
  GtkWidget *content;
  SamForm *form;         /* NULL: nothing is shown */
  SamFieldEditor *title; /* of the form's record; NULL where the heading only tells */
  GtkWidget *heading;    /* instead, then */
  GtkWidget *history;

  SamDesk *desk;
  SamRecord *record;
  GSimpleActionGroup *actions;
  guint focus_tick; /* waiting to be on screen, to take the keyboard */
};

G_DEFINE_FINAL_TYPE (SamPane, sam_pane, GTK_TYPE_WIDGET)

enum
{
  CLOSE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- What it is, and what it is a part of --- */

static SamRecord *
owner_of (SamPane *self)
{
  const SamKind *kind = sam_kind (sam_record_kind (self->record));

  for (guint i = 0; i < kind->n_fields; i++)
    {
      const SamField *field = sam_field (kind->first + (int)i);
      SamRecord *owner = NULL;

      if (field->owner)
        owner = sam_source_follow (sam_desk_source (self->desk), self->record, field->id);
      if (owner)
        return owner;
    }
  return NULL;
}

static void
put_head (SamPane *self)
{
  SamRecord *owner = owner_of (self);
  gboolean deleted = sam_record_deleted (self->record);

  gtk_label_set_label (GTK_LABEL (self->kind), sam_kind_label (sam_record_kind (self->record)));
  gtk_widget_set_visible (self->owner, owner != NULL);
  if (owner)
    {
      g_autofree char *title = sam_display_title (sam_desk_source (self->desk), owner);
      g_autofree char *name = g_strdup_printf (_ ("Open “%s”"), title);

      gtk_label_set_label (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (self->owner))), title);
      gtk_widget_set_tooltip_text (self->owner, name);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->owner), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      name, -1);
    }
  if (self->heading)
    {
      g_autofree char *title = sam_display_title (sam_desk_source (self->desk), self->record);

      gtk_label_set_label (GTK_LABEL (self->heading), title);
    }
  gtk_widget_set_visible (self->gone, deleted);
  gtk_widget_set_sensitive (self->content, !deleted);
  gtk_widget_set_sensitive (self->title_place, !deleted);
  gtk_widget_set_visible (self->menu_button, !deleted);
}

static void
open_owner (SamPane *self)
{
  SamRecord *owner = self->record ? owner_of (self) : NULL;

  if (owner)
    sam_desk_open (self->desk, sam_record_id (owner), SAM_OPEN_SHOW);
}

static void
restore (SamPane *self)
{
  g_autofree char *title = sam_display_title (sam_desk_source (self->desk), self->record);
  g_autofree char *act = g_strdup_printf (_ ("Restore “%s”"), title);
  SamEditBuilder *builder = sam_desk_edit (self->desk, act);

  sam_edit_builder_restore (builder, sam_record_id (self->record));
  sam_desk_commit (self->desk, builder);
}

/* --- The menu --- */

static const struct
{
  const char *page;
  const char *label; /* msgid */
  guint kinds[4];    /* ended by SAM_KIND_ANY */
} places[] = {
  { "boards", N_ ("Show on the _boards"), { SAM_KIND_INITIATIVE, SAM_KIND_ANY } },
  { "timeline",
    N_ ("Show on the _timeline"),
    { SAM_KIND_ACTIVITY, SAM_KIND_INITIATIVE, SAM_KIND_ANY } },
  { "budget",
    N_ ("Show in the b_udget"),
    { SAM_KIND_BUDGET_LINE, SAM_KIND_INITIATIVE, SAM_KIND_ADMINISTRATION, SAM_KIND_ANY } },
};

static GMenu *
make_menu (SamKindId kind)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) show = g_menu_new ();
  g_autoptr (GMenu) rest = g_menu_new ();
  g_autofree char *remove = g_strdup_printf (_ ("_Delete: %s"), sam_kind_label (kind));

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    for (guint k = 0; places[i].kinds[k] != SAM_KIND_ANY; k++)
      if (places[i].kinds[k] == kind)
        {
          g_autofree char *action = g_strdup_printf ("pane.show::%s", places[i].page);

          g_menu_append (show, _ (places[i].label), action);
        }
  if (kind != SAM_KIND_INITIATIVE && kind != SAM_KIND_ACTIVITY && kind != SAM_KIND_BUDGET_LINE)
    g_menu_append (show, _ ("Show in the _table"), "pane.show::records");
  g_menu_append (rest, _ ("_Copy its id"), "pane.copy-id");
  g_menu_append (rest, remove, "pane.delete");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (show));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (rest));
  return menu;
}

static void
show_on_page (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SamPane *self = data;

  if (self->record)
    sam_desk_go_to (self->desk, g_variant_get_string (parameter, NULL),
                    sam_record_id (self->record));
}

static void
copy_id (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SamPane *self = data;

  if (!self->record)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          sam_record_id (self->record));
  sam_desk_message (self->desk, _ ("The id was copied."));
}

static void
delete_record (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SamPane *self = data;

  if (!self->record)
    return;
  sam_pane_finish_typing (self);
  sam_desk_delete (self->desk, self->record);
}

/* --- Showing --- */

static void
clear (SamPane *self)
{
  gtk_widget_insert_action_group (GTK_WIDGET (self), "pane", NULL);
  if (self->form)
    gtk_box_remove (GTK_BOX (self->content), GTK_WIDGET (self->form));
  if (self->history)
    gtk_box_remove (GTK_BOX (self->content), self->history);
  if (self->title)
    gtk_box_remove (GTK_BOX (self->title_place), GTK_WIDGET (self->title));
  if (self->heading)
    gtk_box_remove (GTK_BOX (self->title_place), self->heading);
  self->form = NULL;
  self->history = NULL;
  self->title = NULL;
  self->heading = NULL;
  g_clear_object (&self->record);
}

static void
add_heading (SamPane *self, const SamKind *kind)
{
  if (sam_title_is_heading (kind->id))
    {
      self->title = SAM_FIELD_EDITOR (
          sam_field_editor_new (self->desk, kind->first, sam_record_id (self->record)));
      sam_field_editor_set_heading (self->title);
      gtk_box_append (GTK_BOX (self->title_place), GTK_WIDGET (self->title));
      sam_form_adopt (self->form, self->title);
      return;
    }
  self->heading = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->heading), 0);
  gtk_label_set_wrap (GTK_LABEL (self->heading), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->heading), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (self->heading, "pane-heading");
  gtk_box_append (GTK_BOX (self->title_place), self->heading);
}

static void
fill (SamPane *self)
{
  const SamKind *kind = sam_kind (sam_record_kind (self->record));
  g_autoptr (GMenu) menu = make_menu (kind->id);

  self->form = SAM_FORM (sam_form_new (self->desk, self->record));
  add_heading (self, kind);
  self->history = sam_history_view_new (self->desk, self->record);
  gtk_widget_add_css_class (self->history, "form-section");
  gtk_box_append (GTK_BOX (self->content), GTK_WIDGET (self->form));
  gtk_box_append (GTK_BOX (self->content), self->history);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->menu_button), G_MENU_MODEL (menu));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "pane", G_ACTION_GROUP (self->actions));
  gtk_adjustment_set_value (
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled)), 0);
  put_head (self);
}

/* What could not be committed when another record is shown: the person hears it. */
static void
tell_lost (SamPane *self)
{
  SamFieldEditor *editor = self->form ? sam_form_mistaken (self->form) : NULL;
  g_autofree char *told = NULL;

  if (!editor)
    return;
  told = g_strdup_printf (_ ("%s was not changed. %s"),
                          sam_field_label (sam_field_editor_field (editor)),
                          sam_field_editor_mistake (editor));
  sam_desk_message (self->desk, told);
}

/* Nothing takes the keyboard before it is on screen, and a pane that was closed is not yet. */
static gboolean
focus_when_shown (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  SamPane *self = SAM_PANE (widget);

  if (!gtk_widget_get_mapped (self->content) || gtk_widget_get_width (self->content) == 0)
    return G_SOURCE_CONTINUE;

  self->focus_tick = 0;
  gtk_widget_child_focus (self->content, GTK_DIR_TAB_FORWARD);
  return G_SOURCE_REMOVE;
}

void
sam_pane_show (SamPane *pane, const char *id, SamOpenFlags flags)
{
  SamRecord *record = sam_forum_get (sam_desk_forum (pane->desk), id);

  if (!record)
    return;
  if (record != pane->record)
    {
      if (!sam_pane_finish_typing (pane))
        tell_lost (pane);
      clear (pane);
      pane->record = g_object_ref (record);
      fill (pane);
    }
  if ((flags & SAM_OPEN_NEW) && pane->title)
    sam_field_editor_select_all (pane->title);
  else if (flags & SAM_OPEN_NEW)
    sam_form_begin (pane->form);
  else if (!gtk_widget_child_focus (pane->content, GTK_DIR_TAB_FORWARD) && !pane->focus_tick)
    pane->focus_tick
        = gtk_widget_add_tick_callback (GTK_WIDGET (pane), focus_when_shown, NULL, NULL);
}

const char *
sam_pane_record (SamPane *pane)
{
  return pane->record ? sam_record_id (pane->record) : NULL;
}

gboolean
sam_pane_finish_typing (SamPane *pane)
{
  return !pane->form || sam_form_finish (pane->form);
}

static void
forum_changed (SamPane *self, const SamForumDelta *delta)
{
  gboolean own = delta->everything;

  if (!self->record)
    return;
  if (delta->everything
      && sam_forum_get (sam_desk_forum (self->desk), sam_record_id (self->record)) != self->record)
    {
      clear (self);
      g_signal_emit (self, signals[CLOSE], 0);
      return;
    }
  for (guint i = 0; i < delta->n_changes && !own; i++)
    own = delta->changes[i].record == self->record;
  sam_form_refresh (self->form, delta->everything ? NULL : delta);
  if (own)
    sam_history_view_refresh (SAM_HISTORY_VIEW (self->history));
  put_head (self);
}

/* --- Closing --- */

static void
close_pane (SamPane *self)
{
  SamFieldEditor *editor;

  /* What is wrong stays in sight until it is mended or taken back by Escape. */
  if (sam_pane_finish_typing (self) || !self->form || !(editor = sam_form_mistaken (self->form)))
    g_signal_emit (self, signals[CLOSE], 0);
  else
    gtk_widget_grab_focus (GTK_WIDGET (editor));
}

static gboolean
key_pressed (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
             SamPane *self)
{
  SamFieldEditor *editor;

  if (key != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;

  editor = self->form ? sam_form_focused (self->form) : NULL;
  if (!editor || !sam_field_editor_revert (editor))
    close_pane (self);
  return GDK_EVENT_STOP;
}

/* --- The widget --- */

static GtkWidget *
make_bar (SamPane *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *close = gtk_button_new_from_icon_name ("window-close-symbolic");
  GtkWidget *owner_label = gtk_label_new (NULL);
  GtkWidget *spring = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->kind = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->kind, "pane-kind");
  self->owner = gtk_button_new ();
  gtk_label_set_ellipsize (GTK_LABEL (owner_label), PANGO_ELLIPSIZE_END);
  gtk_button_set_child (GTK_BUTTON (self->owner), owner_label);
  gtk_button_set_has_frame (GTK_BUTTON (self->owner), FALSE);
  gtk_widget_add_css_class (self->owner, "pane-owner");
  gtk_widget_set_visible (self->owner, FALSE); /* until there is one, it has no name */
  g_signal_connect_object (self->owner, "clicked", G_CALLBACK (open_owner), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_hexpand (spring, TRUE);
  self->menu_button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->menu_button), "view-more-symbolic");
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (self->menu_button), FALSE);
  gtk_widget_set_tooltip_text (self->menu_button, _ ("More to do with this"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("More to do with this"), -1);
  gtk_button_set_has_frame (GTK_BUTTON (close), FALSE);
  gtk_widget_set_tooltip_text (close, _ ("Close the edit pane"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (close), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Close the edit pane"), -1);
  g_signal_connect_object (close, "clicked", G_CALLBACK (close_pane), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (bar), self->kind);
  gtk_box_append (GTK_BOX (bar), self->owner);
  gtk_box_append (GTK_BOX (bar), spring);
  gtk_box_append (GTK_BOX (bar), self->menu_button);
  gtk_box_append (GTK_BOX (bar), close);
  gtk_widget_add_css_class (bar, "pane-bar");
  return bar;
}

static GtkWidget *
make_gone (SamPane *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *text = gtk_label_new (_ ("This has been deleted."));
  GtkWidget *button = gtk_button_new_with_label (_ ("Restore"));

  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_widget_set_hexpand (text, TRUE);
  g_signal_connect_object (button, "clicked", G_CALLBACK (restore), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), text);
  gtk_box_append (GTK_BOX (box), button);
  gtk_widget_add_css_class (box, "pane-gone");
  gtk_widget_set_visible (box, FALSE);
  return box;
}

static void
build (SamPane *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->title_place = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->title_place, "pane-title");
  self->gone = make_gone (self);
  self->content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->content, "pane-content");
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), self->content);
  gtk_widget_set_vexpand (self->scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), make_bar (self));
  gtk_box_append (GTK_BOX (box), self->title_place);
  gtk_box_append (GTK_BOX (box), self->gone);
  gtk_box_append (GTK_BOX (box), self->scrolled);
  gtk_widget_set_parent (box, GTK_WIDGET (self));
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
sam_pane_dispose (GObject *object)
{
  SamPane *self = SAM_PANE (object);
  GtkWidget *child;

  if (self->content)
    clear (self);
  self->content = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  g_clear_object (&self->actions);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (sam_pane_parent_class)->dispose (object);
}

static void
sam_pane_class_init (SamPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sam_pane_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_REGION);
  gtk_widget_class_set_css_name (widget_class, "pane");
  signals[CLOSE] = g_signal_new ("close", SAM_TYPE_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
sam_pane_init (SamPane *self)
{
  static const GActionEntry entries[] = {
    { "show", show_on_page, "s" },
    { "copy-id", copy_id },
    { "delete", delete_record },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Edit pane"), -1);
  build (self);
}

GtkWidget *
sam_pane_new (SamDesk *desk)
{
  SamPane *self = g_object_new (SAM_TYPE_PANE, NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect_object (sam_desk_forum (desk), "changed", G_CALLBACK (forum_changed), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
