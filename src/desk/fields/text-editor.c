/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/i18n.h"
#include "desk/fields/field-editor.h"
#include "desk/fields/field-text.h"

/* One line: text, whole numbers with their unit, money. */
#define SAM_TYPE_TEXT_EDITOR (sam_text_editor_get_type ())
G_DECLARE_FINAL_TYPE (SamTextEditor, sam_text_editor, SAM, TEXT_EDITOR, SamFieldEditor)

struct _SamTextEditor
{
  SamFieldEditor parent_instance;

  GtkWidget *entry;       /* child, borrowed */
  GtkWidget *open_button; /* child of link fields, or NULL */
};

G_DEFINE_FINAL_TYPE (SamTextEditor, sam_text_editor, SAM_TYPE_FIELD_EDITOR)

static void
show (SamFieldEditor *editor, const SamValue *value)
{
  SamTextEditor *self = SAM_TEXT_EDITOR (editor);
  g_autofree char *text = sam_field_text (sam_field (sam_field_editor_field (editor)), value,
                                          sam_desk_today (sam_field_editor_desk (editor)));

  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->entry)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  if (self->open_button)
    gtk_widget_set_visible (self->open_button, g_str_has_prefix (text, "https://")
                                                   || g_str_has_prefix (text, "http://"));
}

static gboolean
read_typed (SamFieldEditor *editor, SamValue *value, GError **error)
{
  SamDesk *desk = sam_field_editor_desk (editor);

  return sam_field_read (sam_desk_source (desk), sam_field (sam_field_editor_field (editor)),
                         gtk_editable_get_text (GTK_EDITABLE (SAM_TEXT_EDITOR (editor)->entry)),
                         sam_desk_today (desk), value, error);
}

static void
open_link (SamTextEditor *self)
{
  gtk_show_uri (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                gtk_editable_get_text (GTK_EDITABLE (self->entry)), GDK_CURRENT_TIME);
}

static void
add_open_button (SamTextEditor *self, GtkWidget *box)
{
  self->open_button = gtk_button_new_from_icon_name ("adw-external-link-symbolic");
  gtk_widget_set_tooltip_text (self->open_button, _ ("Open in the web browser"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->open_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Open in the web browser"), -1);
  gtk_button_set_has_frame (GTK_BUTTON (self->open_button), FALSE);
  g_signal_connect_object (self->open_button, "clicked", G_CALLBACK (open_link), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->open_button);
}

static void
make (SamFieldEditor *editor)
{
  SamTextEditor *self = SAM_TEXT_EDITOR (editor);
  const SamField *field = sam_field (sam_field_editor_field (editor));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  const char *unit = field->type == SAM_TYPE_MONEY ? _ ("kr")
                     : field->unit                 ? _ (field->unit)
                                                   : NULL;
  gboolean number = field->type == SAM_TYPE_MONEY || field->type == SAM_TYPE_INTEGER;

  self->entry = gtk_entry_new ();
  gtk_editable_set_enable_undo (GTK_EDITABLE (self->entry), FALSE);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), number ? 10 : 6);
  gtk_widget_set_hexpand (self->entry, TRUE);
  gtk_box_append (GTK_BOX (box), self->entry);
  if (number)
    {
      gtk_editable_set_alignment (GTK_EDITABLE (self->entry), 1);
      gtk_widget_add_css_class (self->entry, "numeric");
    }
  if (unit)
    {
      GtkWidget *label = gtk_label_new (unit);

      gtk_widget_add_css_class (label, "field-unit");
      gtk_box_append (GTK_BOX (box), label);
    }
  if (field->id == SAM_LINK_URL || field->id == SAM_ACTIVITY_SIGN_UP_LINK)
    add_open_button (self, box);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (sam_field_editor_typed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (sam_field_editor_entered), self,
                           G_CONNECT_SWAPPED);
  sam_field_editor_set_control (editor, box, self->entry, FALSE);
}

static void
sam_text_editor_class_init (SamTextEditorClass *klass)
{
  SamFieldEditorClass *editor_class = SAM_FIELD_EDITOR_CLASS (klass);

  editor_class->make = make;
  editor_class->show = show;
  editor_class->read = read_typed;
}

static void
sam_text_editor_init (SamTextEditor *self)
{
}
