/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/i18n.h"
#include "desk/fields/field-editor.h"
#include "desk/fields/new-record.h"
#include "desk/fields/picker.h"
#include "model/display.h"

/* One of several: a choice of the schema, or a record. */
#define SAM_TYPE_PICK_EDITOR (sam_pick_editor_get_type ())
G_DECLARE_FINAL_TYPE (SamPickEditor, sam_pick_editor, SAM, PICK_EDITOR, SamFieldEditor)

/* Above this many a list is searched. */
#define SEARCH_FROM 10
#define LISTED_MOST 100

struct _SamPickEditor
{
  SamFieldEditor parent_instance;

  /* Children, borrowed. */
  GtkWidget *button;
  GtkWidget *label;
  GtkWidget *swatch;
  GtkWidget *open_button; /* of references that one goes to; else NULL */
  GtkWidget *picker;      /* made when first opened */

  SamValue picked;
};

G_DEFINE_FINAL_TYPE (SamPickEditor, sam_pick_editor, SAM_TYPE_FIELD_EDITOR)

static const SamField *
field_of (SamPickEditor *self)
{
  return sam_field (sam_field_editor_field (SAM_FIELD_EDITOR (self)));
}

static SamDesk *
desk_of (SamPickEditor *self)
{
  return sam_field_editor_desk (SAM_FIELD_EDITOR (self));
}

static SamRecord *
picked_record (SamPickEditor *self)
{
  return field_of (self)->type == SAM_TYPE_REFERENCE && self->picked.type == SAM_VALUE_TEXT
             ? sam_forum_get (sam_desk_forum (desk_of (self)), self->picked.text)
             : NULL;
}

static void
put_label (SamPickEditor *self)
{
  const SamField *field = field_of (self);
  SamDesk *desk = desk_of (self);
  gboolean none = sam_value_is_null (&self->picked);
  g_autofree char *text = none ? g_strdup (_ ("None"))
                               : sam_display_value (sam_desk_source (desk), field->id,
                                                    &self->picked, sam_desk_today (desk));
  g_autofree char *name = g_strdup_printf (_ ("%s: %s"), sam_field_label (field->id), text);
  SamRecord *record = picked_record (self);
  gboolean coloured = record && sam_record_is (record, SAM_KIND_ADMINISTRATION);

  gtk_label_set_label (GTK_LABEL (self->label), text);
  gtk_widget_set_tooltip_text (self->button, none ? NULL : text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  if (none)
    gtk_widget_add_css_class (self->label, "dim-label");
  else
    gtk_widget_remove_css_class (self->label, "dim-label");
  gtk_widget_set_visible (self->swatch, coloured);
  if (coloured)
    {
      const char *classes[] = { "swatch", sam_desk_colour_class (desk, record), NULL };

      gtk_widget_set_css_classes (self->swatch, classes);
    }
  if (self->open_button)
    {
      g_autofree char *open = g_strdup_printf (_ ("Open “%s”"), text);

      gtk_widget_set_visible (self->open_button, record != NULL);
      gtk_widget_set_tooltip_text (self->open_button, open);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->open_button),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, open, -1);
    }
}

static void
show (SamFieldEditor *editor, const SamValue *value)
{
  SamPickEditor *self = SAM_PICK_EDITOR (editor);

  if (value != &self->picked)
    {
      sam_value_clear (&self->picked);
      self->picked = sam_value_copy (value);
    }
  put_label (self);
}

static gboolean
read_picked (SamFieldEditor *editor, SamValue *value, GError **error)
{
  *value = sam_value_copy (&SAM_PICK_EDITOR (editor)->picked);
  return TRUE;
}

/* --- Choosing --- */

static GPtrArray *
choices_of (SamPickEditor *self)
{
  const SamField *field = field_of (self);
  const SamAuthor *author = sam_session_author (sam_desk_session (desk_of (self)));
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify)sam_candidate_free);

  for (const SamChoice *choice = field->choices; choice && choice->name; choice++)
    if (!choice->stricter || (choice->stricter & author->role)
        || (self->picked.type == SAM_VALUE_TEXT && g_str_equal (self->picked.text, choice->name)))
      g_ptr_array_add (
          all, sam_candidate_new (choice->name, sam_choice_label (field, choice->name), NULL));
  return all;
}

static GPtrArray *
fill (const char *typed, guint *more, gpointer data)
{
  SamPickEditor *self = data;
  SamForum *forum = sam_desk_forum (desk_of (self));
  SamRecord *record = sam_forum_get (forum, sam_field_editor_record (SAM_FIELD_EDITOR (self)));

  if (field_of (self)->type == SAM_TYPE_CHOICE)
    return choices_of (self);
  return sam_candidates (forum, field_of (self), record, typed, LISTED_MOST, more);
}

static void
picked (SamPickEditor *self, const char *id)
{
  sam_value_clear (&self->picked);
  self->picked = sam_value_text (id);
  put_label (self);
  sam_field_editor_chosen (SAM_FIELD_EDITOR (self), NULL);
  gtk_widget_grab_focus (self->button);
}

static void
add (SamPickEditor *self, const char *typed)
{
  g_autofree char *id = NULL;
  SamEditBuilder *builder = sam_new_record (desk_of (self), field_of (self)->target, typed, &id);

  sam_value_clear (&self->picked);
  self->picked = sam_value_text (id);
  sam_field_editor_chosen (SAM_FIELD_EDITOR (self), builder);
  put_label (self);
  gtk_widget_grab_focus (self->button);
}

static gboolean
is_searched (SamPickEditor *self)
{
  const SamField *field = field_of (self);

  if (field->type == SAM_TYPE_CHOICE)
    return FALSE;
  return field->target == SAM_KIND_ANY || sam_candidate_can_add (field->target)
         || sam_forum_count (sam_desk_forum (desk_of (self)), field->target) >= SEARCH_FROM;
}

static void
open_picker (SamPickEditor *self)
{
  const SamField *field = field_of (self);
  g_autofree char *add_label = NULL;

  if (!self->picker)
    {
      self->picker = sam_picker_new (sam_field_label (field->id), is_searched (self), fill, self);
      gtk_widget_set_parent (self->picker, self->button);
      g_signal_connect_object (self->picker, "picked", G_CALLBACK (picked), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->picker, "add", G_CALLBACK (add), self, G_CONNECT_SWAPPED);
    }
  if (field->type == SAM_TYPE_REFERENCE)
    add_label = sam_new_record_label (desk_of (self), field->target);
  sam_picker_set_extra (SAM_PICKER (self->picker), !field->required, add_label);
  sam_picker_open (SAM_PICKER (self->picker),
                   self->picked.type == SAM_VALUE_TEXT ? self->picked.text : NULL);
}

static void
open_record (SamPickEditor *self)
{
  SamRecord *record = picked_record (self);

  if (record)
    sam_desk_open (desk_of (self), sam_record_id (record), SAM_OPEN_SHOW);
}

/* Nobody goes from an initiative to what its stage is called. */
static gboolean
is_opened (SamKindId target)
{
  return target != SAM_KIND_STAGE && target != SAM_KIND_ADMINISTRATION
         && target != SAM_KIND_CATEGORY && target != SAM_KIND_THEME;
}

/* --- The widget --- */

static void
make (SamFieldEditor *editor)
{
  SamPickEditor *self = SAM_PICK_EDITOR (editor);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  GtkWidget *inside = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->swatch = adw_bin_new ();
  gtk_widget_set_valign (self->swatch, GTK_ALIGN_CENTER);
  self->label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->label, TRUE);
  gtk_box_append (GTK_BOX (inside), self->swatch);
  gtk_box_append (GTK_BOX (inside), self->label);
  gtk_box_append (GTK_BOX (inside), gtk_image_new_from_icon_name ("pan-down-symbolic"));
  self->button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->button), inside);
  gtk_widget_set_hexpand (self->button, TRUE);
  gtk_widget_add_css_class (self->button, "pick-button");
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (open_picker), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->button);
  if (field_of (self)->type == SAM_TYPE_REFERENCE && is_opened (field_of (self)->target))
    {
      self->open_button = gtk_button_new_from_icon_name ("go-next-symbolic");
      gtk_button_set_has_frame (GTK_BUTTON (self->open_button), FALSE);
      gtk_widget_add_css_class (self->open_button, "open-button");
      g_signal_connect_object (self->open_button, "clicked", G_CALLBACK (open_record), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (box), self->open_button);
    }
  sam_field_editor_set_control (editor, box, self->button, FALSE);
}

static void
sam_pick_editor_dispose (GObject *object)
{
  g_clear_pointer (&SAM_PICK_EDITOR (object)->picker, gtk_widget_unparent);
  G_OBJECT_CLASS (sam_pick_editor_parent_class)->dispose (object);
}

static void
sam_pick_editor_finalize (GObject *object)
{
  sam_value_clear (&SAM_PICK_EDITOR (object)->picked);
  G_OBJECT_CLASS (sam_pick_editor_parent_class)->finalize (object);
}

static void
sam_pick_editor_class_init (SamPickEditorClass *klass)
{
  SamFieldEditorClass *editor_class = SAM_FIELD_EDITOR_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sam_pick_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = sam_pick_editor_finalize;
  editor_class->make = make;
  editor_class->show = show;
  editor_class->read = read_picked;
}

static void
sam_pick_editor_init (SamPickEditor *self)
{
}
