/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/i18n.h"
#include "desk/fields/field-editor.h"
#include "desk/fields/new-record.h"
#include "desk/fields/picker.h"
#include "desk/fields/wrap-layout.h"
#include "model/display.h"

/* Several records: a chip for each, with a button that takes it out, and one button that adds. */
#define SAM_TYPE_SET_EDITOR (sam_set_editor_get_type ())
G_DECLARE_FINAL_TYPE (SamSetEditor, sam_set_editor, SAM, SET_EDITOR, SamFieldEditor)

#define LISTED_MOST 100

struct _SamSetEditor
{
  SamFieldEditor parent_instance;

  /* Children, borrowed. */
  GtkWidget *chips;
  GtkWidget *add_button;
  GtkWidget *picker; /* made when first opened */

  SamValue chosen;
};

G_DEFINE_FINAL_TYPE (SamSetEditor, sam_set_editor, SAM_TYPE_FIELD_EDITOR)

static const SamField *
field_of (SamSetEditor *self)
{
  return sam_field (sam_field_editor_field (SAM_FIELD_EDITOR (self)));
}

static SamDesk *
desk_of (SamSetEditor *self)
{
  return sam_field_editor_desk (SAM_FIELD_EDITOR (self));
}

static void put_chips (SamSetEditor *self);

static void
choose (SamSetEditor *self, SamValue chosen, SamEditBuilder *builder)
{
  sam_value_clear (&self->chosen);
  self->chosen = chosen;
  sam_field_editor_chosen (SAM_FIELD_EDITOR (self), builder);
  put_chips (self);
  gtk_widget_grab_focus (self->add_button);
}

static void
take_out (GtkButton *button, SamSetEditor *self)
{
  /* The chip goes, and its button with the name. */
  g_autofree char *id = g_strdup (gtk_widget_get_name (GTK_WIDGET (button)));

  choose (self, sam_set_remove (&self->chosen, id), NULL);
}

static void
open_chip (GtkButton *button, SamSetEditor *self)
{
  sam_desk_open (desk_of (self), gtk_widget_get_name (GTK_WIDGET (button)), SAM_OPEN_SHOW);
}

static GtkWidget *
new_chip (SamSetEditor *self, const char *id)
{
  SamRecord *record = sam_forum_get (sam_desk_forum (desk_of (self)), id);
  g_autofree char *title = record ? sam_display_title (sam_desk_source (desk_of (self)), record)
                                  : g_strdup (_ ("(not here yet)"));
  g_autofree char *name = g_strdup_printf (_ ("Take out “%s”"), title);
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *open = gtk_button_new ();
  GtkWidget *out = gtk_button_new_from_icon_name ("window-close-symbolic");

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_button_set_child (GTK_BUTTON (open), label);
  gtk_button_set_has_frame (GTK_BUTTON (open), FALSE);
  gtk_widget_set_name (open, id);
  gtk_widget_set_tooltip_text (open, title);
  gtk_widget_set_sensitive (open, record != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (open), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_object (open, "clicked", G_CALLBACK (open_chip), self, 0);
  gtk_button_set_has_frame (GTK_BUTTON (out), FALSE);
  gtk_widget_set_name (out, id);
  gtk_widget_set_tooltip_text (out, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (out), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (out, "clicked", G_CALLBACK (take_out), self, 0);
  gtk_box_append (GTK_BOX (chip), open);
  gtk_box_append (GTK_BOX (chip), out);
  gtk_widget_add_css_class (chip, "chip");
  return chip;
}

static void
put_chips (SamSetEditor *self)
{
  g_auto (GStrv) ids = sam_set_to_strv (&self->chosen);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->chips)) != self->add_button)
    gtk_widget_unparent (child);
  for (guint i = 0; ids[i]; i++)
    gtk_widget_insert_before (new_chip (self, ids[i]), self->chips, self->add_button);
}

static void
show (SamFieldEditor *editor, const SamValue *value)
{
  SamSetEditor *self = SAM_SET_EDITOR (editor);

  if (gtk_widget_get_first_child (self->chips) != self->add_button
      && sam_value_equal (&self->chosen, value))
    return;
  sam_value_clear (&self->chosen);
  self->chosen = sam_value_copy (value);
  put_chips (self);
}

static gboolean
read_chosen (SamFieldEditor *editor, SamValue *value, GError **error)
{
  *value = sam_value_copy (&SAM_SET_EDITOR (editor)->chosen);
  return TRUE;
}

static GPtrArray *
fill (const char *typed, guint *more, gpointer data)
{
  SamSetEditor *self = data;
  SamForum *forum = sam_desk_forum (desk_of (self));
  SamRecord *record = sam_forum_get (forum, sam_field_editor_record (SAM_FIELD_EDITOR (self)));
  GPtrArray *found = sam_candidates (forum, field_of (self), record, typed,
                                     LISTED_MOST + sam_set_size (&self->chosen), more);

  for (guint i = found->len; i > 0; i--)
    {
      SamCandidate *candidate = g_ptr_array_index (found, i - 1);

      if (sam_set_contains (&self->chosen, candidate->id))
        g_ptr_array_remove_index (found, i - 1);
    }
  return found;
}

static void
picked (SamSetEditor *self, const char *id)
{
  if (id)
    choose (self, sam_set_add (&self->chosen, id), NULL);
}

static void
add (SamSetEditor *self, const char *typed)
{
  g_autofree char *id = NULL;
  SamEditBuilder *builder = sam_new_record (desk_of (self), field_of (self)->target, typed, &id);

  choose (self, sam_set_add (&self->chosen, id), builder);
}

static void
open_picker (SamSetEditor *self)
{
  g_autofree char *add_label = sam_new_record_label (desk_of (self), field_of (self)->target);

  if (!self->picker)
    {
      self->picker = sam_picker_new (sam_field_label (field_of (self)->id), TRUE, fill, self);
      gtk_widget_set_parent (self->picker, self->add_button);
      g_signal_connect_object (self->picker, "picked", G_CALLBACK (picked), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->picker, "add", G_CALLBACK (add), self, G_CONNECT_SWAPPED);
    }
  sam_picker_set_extra (SAM_PICKER (self->picker), FALSE, add_label);
  sam_picker_open (SAM_PICKER (self->picker), NULL);
}

static void
make (SamFieldEditor *editor)
{
  SamSetEditor *self = SAM_SET_EDITOR (editor);
  const SamField *field = field_of (self);
  GtkWidget *inside = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  g_autofree char *name = g_strdup_printf (_ ("%s: add"), sam_field_label (field->id));

  self->chips = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  gtk_widget_set_layout_manager (self->chips, sam_wrap_layout_new (6));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->chips), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  sam_field_label (field->id), -1);
  gtk_box_append (GTK_BOX (inside), gtk_image_new_from_icon_name ("list-add-symbolic"));
  gtk_box_append (GTK_BOX (inside), gtk_label_new (_ ("Add")));
  self->add_button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->add_button), inside);
  gtk_widget_add_css_class (self->add_button, "chip-add");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  g_signal_connect_object (self->add_button, "clicked", G_CALLBACK (open_picker), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->add_button, self->chips);
  sam_field_editor_set_control (editor, self->chips, self->add_button, TRUE);
}

static void
sam_set_editor_dispose (GObject *object)
{
  g_clear_pointer (&SAM_SET_EDITOR (object)->picker, gtk_widget_unparent);
  G_OBJECT_CLASS (sam_set_editor_parent_class)->dispose (object);
}

static void
sam_set_editor_finalize (GObject *object)
{
  sam_value_clear (&SAM_SET_EDITOR (object)->chosen);
  G_OBJECT_CLASS (sam_set_editor_parent_class)->finalize (object);
}

static void
sam_set_editor_class_init (SamSetEditorClass *klass)
{
  SamFieldEditorClass *editor_class = SAM_FIELD_EDITOR_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sam_set_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = sam_set_editor_finalize;
  editor_class->make = make;
  editor_class->show = show;
  editor_class->read = read_chosen;
}

static void
sam_set_editor_init (SamSetEditor *self)
{
}
