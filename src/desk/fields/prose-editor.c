/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/fields/field-editor.h"
#include "desk/fields/prose-frame.h"

#include "model/validate.h"

/* Long text; and a title, which wraps and has one line of text however long it is. */
#define SAM_TYPE_PROSE_EDITOR (sam_prose_editor_get_type ())
G_DECLARE_FINAL_TYPE (SamProseEditor, sam_prose_editor, SAM, PROSE_EDITOR, SamFieldEditor)

struct _SamProseEditor
{
  SamFieldEditor parent_instance;

  GtkTextView *view;     /* child, borrowed */
  GtkTextBuffer *buffer; /* the view's */
  gboolean single_line;
};

G_DEFINE_FINAL_TYPE (SamProseEditor, sam_prose_editor, SAM_TYPE_FIELD_EDITOR)

static char *
typed_text (SamProseEditor *self)
{
  GtkTextIter start, end;
  char *text;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  text = gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
  /* What is pasted into a title may have had lines. */
  return self->single_line ? g_strdelimit (text, "\r\n", ' ') : text;
}

static void
show (SamFieldEditor *editor, const SamValue *value)
{
  SamProseEditor *self = SAM_PROSE_EDITOR (editor);
  g_autofree char *here = typed_text (self);
  const char *text = value->type == SAM_VALUE_TEXT ? value->text : "";

  if (!g_str_equal (here, text))
    gtk_text_buffer_set_text (self->buffer, text, -1);
}

static gboolean
read_typed (SamFieldEditor *editor, SamValue *value, GError **error)
{
  g_autofree char *text = typed_text (SAM_PROSE_EDITOR (editor));
  SamDesk *desk = sam_field_editor_desk (editor);

  return sam_value_read (sam_desk_source (desk), sam_field (sam_field_editor_field (editor)), text,
                         sam_desk_today (desk), value, error);
}

static gboolean
key_pressed (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
             SamProseEditor *self)
{
  gboolean enter = key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_ISO_Enter;

  if (!enter || (!self->single_line && !(state & GDK_CONTROL_MASK)))
    return GDK_EVENT_PROPAGATE;

  sam_field_editor_entered (SAM_FIELD_EDITOR (self));
  return GDK_EVENT_STOP;
}

static void
make (SamFieldEditor *editor)
{
  SamProseEditor *self = SAM_PROSE_EDITOR (editor);
  const SamField *field = sam_field (sam_field_editor_field (editor));
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget *frame;

  self->single_line = field->type == SAM_TYPE_TEXT;
  self->view = GTK_TEXT_VIEW (gtk_text_view_new ());
  self->buffer = gtk_text_view_get_buffer (self->view);
  gtk_text_buffer_set_enable_undo (self->buffer, FALSE);
  gtk_text_view_set_wrap_mode (self->view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (self->view, FALSE);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
  g_signal_connect_object (self->buffer, "changed", G_CALLBACK (sam_field_editor_typed), self,
                           G_CONNECT_SWAPPED);

  frame = sam_prose_frame_new (self->view, self->single_line ? 1 : 2, self->single_line ? 0 : 280);
  sam_field_editor_set_control (editor, frame, GTK_WIDGET (self->view), !self->single_line);
}

static void
sam_prose_editor_class_init (SamProseEditorClass *klass)
{
  SamFieldEditorClass *editor_class = SAM_FIELD_EDITOR_CLASS (klass);

  editor_class->make = make;
  editor_class->show = show;
  editor_class->read = read_typed;
}

static void
sam_prose_editor_init (SamProseEditor *self)
{
}
