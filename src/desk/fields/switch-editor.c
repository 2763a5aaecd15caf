/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/fields/field-editor.h"

/* Yes or no. */
#define SAM_TYPE_SWITCH_EDITOR (sam_switch_editor_get_type ())
G_DECLARE_FINAL_TYPE (SamSwitchEditor, sam_switch_editor, SAM, SWITCH_EDITOR, SamFieldEditor)

struct _SamSwitchEditor
{
  SamFieldEditor parent_instance;

  GtkSwitch *turned; /* child, borrowed */
};

G_DEFINE_FINAL_TYPE (SamSwitchEditor, sam_switch_editor, SAM_TYPE_FIELD_EDITOR)

static void
show (SamFieldEditor *editor, const SamValue *value)
{
  gtk_switch_set_active (SAM_SWITCH_EDITOR (editor)->turned,
                         value->type == SAM_VALUE_INTEGER && value->integer != 0);
}

static gboolean
read_turned (SamFieldEditor *editor, SamValue *value, GError **error)
{
  gboolean on = gtk_switch_get_active (SAM_SWITCH_EDITOR (editor)->turned);

  /* Nothing said and no look the same: turning it off where nothing was said is no change. */
  *value = on || !sam_value_is_null (sam_field_editor_standing (editor)) ? sam_value_integer (on)
                                                                         : SAM_NULL;
  return TRUE;
}

static void
turned (SamFieldEditor *editor)
{
  if (!sam_field_editor_showing (editor))
    sam_field_editor_chosen (editor, NULL);
}

static void
make (SamFieldEditor *editor)
{
  SamSwitchEditor *self = SAM_SWITCH_EDITOR (editor);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->turned = GTK_SWITCH (gtk_switch_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->turned), GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->turned));
  g_signal_connect_object (self->turned, "notify::active", G_CALLBACK (turned), self,
                           G_CONNECT_SWAPPED);
  sam_field_editor_set_control (editor, box, GTK_WIDGET (self->turned), FALSE);
}

static void
sam_switch_editor_class_init (SamSwitchEditorClass *klass)
{
  SamFieldEditorClass *editor_class = SAM_FIELD_EDITOR_CLASS (klass);

  editor_class->make = make;
  editor_class->show = show;
  editor_class->read = read_turned;
}

static void
sam_switch_editor_init (SamSwitchEditor *self)
{
}
