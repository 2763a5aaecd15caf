/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/fields/field-editor.h"

#include "base/i18n.h"
#include "base/id.h"
#include "desk/compat.h"

#define PAUSE_MS 800

typedef struct
{
  /* Children, borrowed. */
  GtkWidget *label;
  GtkWidget *row;
  GtkWidget *control;
  GtkWidget *focus;
  GtkWidget *mistake_row;
  GtkWidget *mistake_label;

  /* Owned. */
  SamDesk *desk;
  char *record;
  SamEditBuilder *builder; /* with what was chosen */
  char *group;
  SamValue standing; /* as the Forum has it */
  SamValue seen;     /* what stood when the typing began */

  SamFieldId field;
  SamFieldCommit commit;
  gpointer commit_data;
  guint pause;
  gboolean pending;
  gboolean committing;
  gboolean showing;
  gboolean inside; /* the keyboard is here */
  gboolean typing; /* rather than choosing */
  gboolean mistaken;
} SamFieldEditorPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (SamFieldEditor, sam_field_editor, GTK_TYPE_WIDGET)

static SamFieldEditorPrivate *
priv (SamFieldEditor *editor)
{
  return sam_field_editor_get_instance_private (editor);
}

/* --- What is wrong --- */

static void
say (SamFieldEditor *self, const char *sentence)
{
  SamFieldEditorPrivate *p = priv (self);

  p->mistaken = sentence != NULL;
  gtk_label_set_label (GTK_LABEL (p->mistake_label), sentence ? sentence : "");
  gtk_widget_set_visible (p->mistake_row, sentence != NULL);
  if (sentence)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self), "mistaken");
      gtk_accessible_update_state (GTK_ACCESSIBLE (p->focus), GTK_ACCESSIBLE_STATE_INVALID,
                                   GTK_ACCESSIBLE_INVALID_TRUE, -1);
      gtk_accessible_update_property (GTK_ACCESSIBLE (p->focus),
                                      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, sentence, -1);
      sam_compat_announce (p->focus, sentence);
    }
  else
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self), "mistaken");
      gtk_accessible_reset_state (GTK_ACCESSIBLE (p->focus), GTK_ACCESSIBLE_STATE_INVALID);
      gtk_accessible_reset_property (GTK_ACCESSIBLE (p->focus),
                                     GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
    }
}

static void
put (SamFieldEditor *self)
{
  SamFieldEditorPrivate *p = priv (self);

  p->showing = TRUE;
  SAM_FIELD_EDITOR_GET_CLASS (self)->show (self, &p->standing);
  p->showing = FALSE;
}

static gboolean
reads_as (SamFieldEditor *self, const SamValue *value)
{
  g_auto (SamValue) read = SAM_NULL;

  return sam_field_editor_read (self, &read, NULL) && sam_value_equal (&read, value);
}

/* --- When it is committed --- */

static void
end_group (SamFieldEditor *self)
{
  g_clear_pointer (&priv (self)->group, g_free);
}

void
sam_field_editor_accept (SamFieldEditor *editor)
{
  SamFieldEditorPrivate *p = priv (editor);

  g_clear_handle_id (&p->pause, g_source_remove);
  p->pending = FALSE;
  sam_value_clear (&p->seen);
  if (p->mistaken)
    say (editor, NULL);
  /* What a person is writing is not rewritten under the cursor. */
  if (!p->inside || !p->typing)
    put (editor);
}

gboolean
sam_field_editor_finish (SamFieldEditor *editor)
{
  SamFieldEditorPrivate *p = priv (editor);
  g_autoptr (SamFieldEditor) kept = g_object_ref (editor);
  g_autoptr (GError) error = NULL;
  g_auto (SamValue) value = SAM_NULL;
  gboolean done;

  g_clear_handle_id (&p->pause, g_source_remove);
  if (!p->pending || p->committing)
    return !p->mistaken;

  done = sam_field_editor_read (editor, &value, &error);
  if (done && (p->builder || !sam_value_equal (&value, &p->standing)))
    {
      p->committing = TRUE;
      done = p->commit && p->commit (editor, p->builder, &value, &error, p->commit_data);
      p->committing = FALSE;
    }
  g_clear_pointer (&p->builder, sam_edit_builder_free);
  if (done)
    sam_field_editor_accept (editor);
  else
    say (editor, error ? error->message : _ ("This could not be changed: try again."));
  return done;
}

static gboolean
paused (gpointer data)
{
  SamFieldEditor *self = data;
  SamFieldEditorPrivate *p = priv (self);
  SamFieldEditorClass *klass = SAM_FIELD_EDITOR_GET_CLASS (self);
  g_auto (SamValue) value = SAM_NULL;

  p->pause = 0;
  /* A pause is no mistake yet: what cannot be taken waits until the field is left. */
  if ((klass->complete && !klass->complete (self)) || !sam_field_editor_read (self, &value, NULL)
      || (sam_value_is_null (&value) && sam_field (p->field)->required))
    return G_SOURCE_REMOVE;

  sam_field_editor_finish (self);
  return G_SOURCE_REMOVE;
}

void
sam_field_editor_check (SamFieldEditor *editor)
{
  g_autoptr (GError) error = NULL;
  g_auto (SamValue) value = SAM_NULL;

  if (priv (editor)->pending && !sam_field_editor_read (editor, &value, &error))
    say (editor, error->message);
}

static void
begin (SamFieldEditor *self, gboolean typing)
{
  SamFieldEditorPrivate *p = priv (self);

  p->typing = typing;
  if (!p->pending)
    p->seen = sam_value_copy (&p->standing);
  p->pending = TRUE;
}

void
sam_field_editor_typed (SamFieldEditor *editor)
{
  SamFieldEditorPrivate *p = priv (editor);

  if (p->showing)
    return;

  begin (editor, TRUE);
  g_clear_handle_id (&p->pause, g_source_remove);
  p->pause = g_timeout_add (PAUSE_MS, paused, editor);
}

void
sam_field_editor_entered (SamFieldEditor *editor)
{
  if (sam_field_editor_finish (editor))
    put (editor);
}

void
sam_field_editor_chosen (SamFieldEditor *editor, SamEditBuilder *builder_or_null)
{
  SamFieldEditorPrivate *p = priv (editor);

  g_clear_pointer (&p->builder, sam_edit_builder_free);
  p->builder = builder_or_null;
  if (p->showing)
    return;

  begin (editor, FALSE);
  sam_field_editor_finish (editor);
}

gboolean
sam_field_editor_revert (SamFieldEditor *editor)
{
  SamFieldEditorPrivate *p = priv (editor);

  if (!p->pending)
    return FALSE;

  g_clear_handle_id (&p->pause, g_source_remove);
  g_clear_pointer (&p->builder, sam_edit_builder_free);
  p->pending = FALSE;
  sam_value_clear (&p->seen);
  say (editor, NULL);
  put (editor);
  return TRUE;
}

void
sam_field_editor_show_value (SamFieldEditor *editor, const SamValue *value)
{
  SamFieldEditorPrivate *p = priv (editor);

  if (!sam_value_equal (&p->standing, value))
    {
      sam_value_clear (&p->standing);
      p->standing = sam_value_copy (value);
      if (!p->committing)
        end_group (editor);
    }
  if (p->pending || (p->inside && p->typing && reads_as (editor, value)))
    return;

  put (editor);
}

static void
entered_by_keyboard (SamFieldEditor *self)
{
  priv (self)->inside = TRUE;
}

static void
left (SamFieldEditor *self)
{
  SamFieldEditorPrivate *p = priv (self);
  g_autoptr (SamFieldEditor) kept = g_object_ref (self);

  p->inside = FALSE;
  /* The keyboard leaves what is taken down, too. */
  if (!p->desk || gtk_widget_in_destruction (GTK_WIDGET (self)))
    return;
  if (sam_field_editor_finish (self))
    put (self);
  end_group (self);
}

/* --- The widget --- */

static gboolean
sam_field_editor_grab_focus (GtkWidget *widget)
{
  SamFieldEditorPrivate *p = priv (SAM_FIELD_EDITOR (widget));

  return p->focus && gtk_widget_grab_focus (p->focus);
}

static void
sam_field_editor_dispose (GObject *object)
{
  SamFieldEditorPrivate *p = priv (SAM_FIELD_EDITOR (object));
  GtkWidget *child;

  g_clear_handle_id (&p->pause, g_source_remove);
  p->commit = NULL;
  g_clear_object (&p->desk);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (sam_field_editor_parent_class)->dispose (object);
}

static void
sam_field_editor_finalize (GObject *object)
{
  SamFieldEditorPrivate *p = priv (SAM_FIELD_EDITOR (object));

  g_clear_pointer (&p->builder, sam_edit_builder_free);
  sam_value_clear (&p->standing);
  sam_value_clear (&p->seen);
  g_free (p->record);
  g_free (p->group);
  G_OBJECT_CLASS (sam_field_editor_parent_class)->finalize (object);
}

static void
sam_field_editor_class_init (SamFieldEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sam_field_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = sam_field_editor_finalize;
  widget_class->grab_focus = sam_field_editor_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "field");
}

static void
sam_field_editor_init (SamFieldEditor *self)
{
  SamFieldEditorPrivate *p = priv (self);
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

  gtk_orientable_set_orientation (
      GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (entered_by_keyboard), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (left), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);

  p->label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (p->label), 0);
  gtk_label_set_wrap (GTK_LABEL (p->label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (p->label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (p->label, "field-label");

  p->mistake_row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  p->mistake_label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (p->mistake_label), 0);
  gtk_label_set_wrap (GTK_LABEL (p->mistake_label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (p->mistake_label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (p->mistake_label, TRUE);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (p->mistake_row), icon);
  gtk_box_append (GTK_BOX (p->mistake_row), p->mistake_label);
  gtk_widget_add_css_class (p->mistake_row, "field-mistake");
  gtk_widget_set_visible (p->mistake_row, FALSE);
}

void
sam_field_editor_set_control (SamFieldEditor *editor, GtkWidget *control, GtkWidget *focus,
                              gboolean wide)
{
  SamFieldEditorPrivate *p = priv (editor);

  p->control = control;
  p->focus = focus;
  p->row = gtk_box_new (wide ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL, wide ? 4 : 8);
  gtk_widget_set_hexpand (control, TRUE);
  if (!wide)
    {
      gtk_widget_set_size_request (p->label, 112, -1);
      /* All labels are as wide, whatever they say: what is longer wraps. */
      gtk_label_set_max_width_chars (GTK_LABEL (p->label), 1);
      gtk_widget_set_valign (p->label, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (p->mistake_row, "beside");
    }
  gtk_box_append (GTK_BOX (p->row), p->label);
  gtk_box_append (GTK_BOX (p->row), control);
  gtk_widget_set_parent (p->row, GTK_WIDGET (editor));
  gtk_widget_set_parent (p->mistake_row, GTK_WIDGET (editor));
}

static GType
editor_type (const SamField *field)
{
  switch (field->type)
    {
    case SAM_TYPE_LONG_TEXT:
      return sam_prose_editor_get_type ();
    case SAM_TYPE_DATE:
    case SAM_TYPE_TIME:
      return sam_date_editor_get_type ();
    case SAM_TYPE_BOOLEAN:
      return sam_switch_editor_get_type ();
    case SAM_TYPE_CHOICE:
    case SAM_TYPE_REFERENCE:
      return sam_pick_editor_get_type ();
    case SAM_TYPE_REFERENCE_SET:
      return sam_set_editor_get_type ();
    case SAM_TYPE_TEXT:
    case SAM_TYPE_INTEGER:
    case SAM_TYPE_MONEY:
    case SAM_TYPE_POSITION:
      break;
    }
  return field->id == sam_kind_title (sam_kind (field->kind)) ? sam_prose_editor_get_type ()
                                                              : sam_text_editor_get_type ();
}

GtkWidget *
sam_field_editor_new (SamDesk *desk, SamFieldId field, const char *record)
{
  SamFieldEditor *self = g_object_new (editor_type (sam_field (field)), NULL);
  SamFieldEditorPrivate *p = priv (self);

  p->desk = g_object_ref (desk);
  p->field = field;
  p->record = g_strdup (record);
  gtk_label_set_label (GTK_LABEL (p->label), sam_field_label (field));
  SAM_FIELD_EDITOR_GET_CLASS (self)->make (self);
  /* A button says its value with its name; what is typed into has a value of its own. */
  if (!GTK_IS_BUTTON (p->focus))
    gtk_accessible_update_relation (GTK_ACCESSIBLE (p->focus), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                    p->label, NULL, -1);
  return GTK_WIDGET (self);
}

void
sam_field_editor_set_commit (SamFieldEditor *editor, SamFieldCommit commit, gpointer data)
{
  priv (editor)->commit = commit;
  priv (editor)->commit_data = data;
}

void
sam_field_editor_set_locked (SamFieldEditor *editor, const char *reason_or_null)
{
  gtk_widget_set_sensitive (priv (editor)->control, reason_or_null == NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (editor), reason_or_null);
}

void
sam_field_editor_set_heading (SamFieldEditor *editor)
{
  SamFieldEditorPrivate *p = priv (editor);

  gtk_widget_set_visible (p->label, FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (editor), "heading-field");
}

void
sam_field_editor_select_all (SamFieldEditor *editor)
{
  GtkWidget *focus = priv (editor)->focus;

  gtk_widget_grab_focus (focus);
  if (GTK_IS_EDITABLE (focus))
    gtk_editable_select_region (GTK_EDITABLE (focus), 0, -1);
  else if (GTK_IS_TEXT_VIEW (focus))
    g_signal_emit_by_name (focus, "select-all", TRUE);
}

SamFieldId
sam_field_editor_field (SamFieldEditor *editor)
{
  return priv (editor)->field;
}

gboolean
sam_field_editor_pending (SamFieldEditor *editor)
{
  return priv (editor)->pending;
}

gboolean
sam_field_editor_read (SamFieldEditor *editor, SamValue *value, GError **error)
{
  return SAM_FIELD_EDITOR_GET_CLASS (editor)->read (editor, value, error);
}

const char *
sam_field_editor_mistake (SamFieldEditor *editor)
{
  SamFieldEditorPrivate *p = priv (editor);

  return p->mistaken ? gtk_label_get_label (GTK_LABEL (p->mistake_label)) : NULL;
}

const SamValue *
sam_field_editor_seen (SamFieldEditor *editor)
{
  SamFieldEditorPrivate *p = priv (editor);

  return p->pending ? &p->seen : &p->standing;
}

const char *
sam_field_editor_group (SamFieldEditor *editor)
{
  SamFieldEditorPrivate *p = priv (editor);
  SamSession *session = sam_desk_session (p->desk);

  if (!p->typing)
    return NULL;
  if (!p->group)
    p->group = sam_id_new (sam_session_clock (session), sam_session_random (session));

  return p->group;
}

gboolean
sam_field_editor_showing (SamFieldEditor *editor)
{
  return priv (editor)->showing;
}

SamDesk *
sam_field_editor_desk (SamFieldEditor *editor)
{
  return priv (editor)->desk;
}

const char *
sam_field_editor_record (SamFieldEditor *editor)
{
  return priv (editor)->record;
}

const SamValue *
sam_field_editor_standing (SamFieldEditor *editor)
{
  return &priv (editor)->standing;
}
