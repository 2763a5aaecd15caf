/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/pane/form.h"

#include "base/i18n.h"
#include "desk/fields/field-text.h"
#include "desk/pane/arrangement.h"
#include "desk/pane/clash-view.h"
#include "desk/pane/figures-view.h"
#include "desk/pane/part-list.h"
#include "model/display.h"

struct _SamForm
{
  GtkWidget parent_instance;

  /* Children, borrowed. */
  GtkWidget *locked;  /* why nothing can be changed */
  GtkWidget *clashes; /* NULL for what cannot clash */
  GtkWidget *clash_section;
  GtkWidget *figures; /* NULL for what has none */
  GtkWidget *confirm;
  GPtrArray *editors; /* of SamFieldEditor, referenced */
  GPtrArray *lists;   /* of SamPartList, borrowed */

  SamDesk *desk;
  SamRecord *record;
};

G_DEFINE_FINAL_TYPE (SamForm, sam_form, GTK_TYPE_WIDGET)

static SamFieldEditor *
editor_of (SamForm *self, SamFieldId field)
{
  for (guint i = 0; i < self->editors->len; i++)
    if (sam_field_editor_field (g_ptr_array_index (self->editors, i)) == field)
      return g_ptr_array_index (self->editors, i);

  return NULL;
}

/* --- Committing --- */

static char *
act_title (SamForm *self, const SamField *field)
{
  const char *label = sam_field_label (field->id);
  g_autofree char *title = sam_display_title (sam_desk_source (self->desk), self->record);
  g_autofree char *lower = NULL;
  g_autofree char *first = NULL;

  if (field->id == sam_kind_title (sam_kind (field->kind)))
    return g_strdup_printf (_ ("Rename “%s”"), title);
  first = g_utf8_substring (label, 0, 1);
  lower = g_utf8_strdown (first, -1);
  first = g_strconcat (lower, g_utf8_next_char (label), NULL);
  return g_strdup_printf (_ ("Change %s of “%s”"), first, title);
}

/* In a merge group of two dates or times the second ends what the first starts. */
static SamFieldId
end_of (const SamField *starts)
{
  const SamKind *kind = sam_kind (starts->kind);

  if (!starts->group || (starts->type != SAM_TYPE_DATE && starts->type != SAM_TYPE_TIME))
    return SAM_NO_FIELD;
  for (SamFieldId id = starts->id + 1; id < kind->first + (int)kind->n_fields; id++)
    if (sam_field (id)->group == starts->group && sam_field (id)->type == starts->type)
      return id;
  return SAM_NO_FIELD;
}

/* What is typed in fields of the same merge group goes in the same edit: those editors. */
static GPtrArray *
take_group (SamForm *self, SamEditBuilder *builder, const SamField *field)
{
  GPtrArray *with = g_ptr_array_new ();

  for (guint i = 0; field->group && i < self->editors->len; i++)
    {
      SamFieldEditor *editor = g_ptr_array_index (self->editors, i);
      const SamField *other = sam_field (sam_field_editor_field (editor));
      SamValue value = SAM_NULL;

      if (other == field || other->group != field->group || !sam_field_editor_pending (editor)
          || !sam_field_editor_read (editor, &value, NULL))
        continue;
      sam_edit_builder_take (builder, sam_record_id (self->record), other->id, value);
      g_ptr_array_add (with, editor);
    }
  return with;
}

static void
move_end (SamForm *self, SamEditBuilder *builder, const SamField *field, const SamValue *value)
{
  SamFieldId ends = end_of (field);
  SamFieldEditor *editor = ends == SAM_NO_FIELD ? NULL : editor_of (self, ends);
  SamValue moved = SAM_NULL;

  if (!editor || sam_field_editor_pending (editor))
    return;
  if (sam_field_end_follows (sam_record_value (self->record, field->id),
                             sam_record_value (self->record, ends), value, &moved))
    sam_edit_builder_take (builder, sam_record_id (self->record), ends, moved);
}

/* `from` is what the author saw when the typing began, not what has come since: the referee merges,
 * or keeps both. */
static void
put_seen (SamEdit *edit, const char *record, SamFieldEditor *editor)
{
  for (guint i = 0; i < edit->changes->len; i++)
    {
      SamChange *change = &g_array_index (edit->changes, SamChange, i);

      if (change->field != sam_field_editor_field (editor) || !g_str_equal (change->record, record))
        continue;
      sam_value_clear (&change->from);
      change->from = sam_value_copy (sam_field_editor_seen (editor));
    }
}

/* Fields that were refused may be right now that another one is. */
static void
try_again (SamForm *self, SamFieldEditor *done)
{
  for (guint i = 0; i < self->editors->len; i++)
    {
      SamFieldEditor *editor = g_ptr_array_index (self->editors, i);

      if (editor != done && sam_field_editor_pending (editor) && sam_field_editor_mistake (editor))
        sam_field_editor_finish (editor);
    }
}

static gboolean
commit (SamFieldEditor *editor, SamEditBuilder *begun, const SamValue *value, GError **error,
        gpointer data)
{
  SamForm *self = data;
  SamSession *session = sam_desk_session (self->desk);
  const SamField *field = sam_field (sam_field_editor_field (editor));
  const char *id = sam_record_id (self->record);
  g_autofree char *title = act_title (self, field);
  g_autoptr (SamEditBuilder) own = begun ? NULL : sam_session_edit (session, title);
  SamEditBuilder *builder = begun ? begun : own;
  g_autoptr (GPtrArray) with = NULL;
  g_autoptr (SamEdit) edit = NULL;

  sam_edit_builder_take (builder, id, field->id, sam_value_copy (value));
  with = take_group (self, builder, field);
  move_end (self, builder, field, value);
  edit = sam_edit_builder_end (builder);
  put_seen (edit, id, editor);
  for (guint i = 0; i < with->len; i++)
    put_seen (edit, id, g_ptr_array_index (with, i));
  if (sam_field_editor_group (editor))
    sam_edit_set_group (edit, sam_field_editor_group (editor));
  if (!sam_session_commit (session, edit, error))
    return FALSE;

  for (guint i = 0; i < with->len; i++)
    sam_field_editor_accept (g_ptr_array_index (with, i));
  try_again (self, editor);
  return TRUE;
}

gboolean
sam_form_finish (SamForm *form)
{
  gboolean all = TRUE;

  for (guint i = 0; i < form->editors->len; i++)
    if (!sam_field_editor_finish (g_ptr_array_index (form->editors, i)))
      all = FALSE;
  for (guint i = 0; i < form->lists->len; i++)
    if (!sam_part_list_finish (g_ptr_array_index (form->lists, i)))
      all = FALSE;
  return all;
}

void
sam_form_begin (SamForm *form)
{
  if (form->editors->len)
    sam_field_editor_select_all (g_ptr_array_index (form->editors, 0));
}

SamFieldEditor *
sam_form_mistaken (SamForm *form)
{
  for (guint i = 0; i < form->editors->len; i++)
    if (sam_field_editor_mistake (g_ptr_array_index (form->editors, i)))
      return g_ptr_array_index (form->editors, i);

  return NULL;
}

SamFieldEditor *
sam_form_focused (SamForm *form)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (form));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  for (guint i = 0; focus && i < form->editors->len; i++)
    if (gtk_widget_is_ancestor (focus, g_ptr_array_index (form->editors, i)))
      return g_ptr_array_index (form->editors, i);

  return NULL;
}

/* --- As the Forum is --- */

static void
put_locks (SamForm *self)
{
  SamSource *source = sam_desk_source (self->desk);
  const SamAuthor *author = sam_session_author (sam_desk_session (self->desk));
  g_autofree char *common = NULL;
  gboolean all = self->editors->len > 0;

  for (guint i = 0; i < self->editors->len; i++)
    {
      SamFieldEditor *editor = g_ptr_array_index (self->editors, i);
      g_autoptr (GError) error = NULL;

      sam_rights_may_write (author, source, self->record, sam_field_editor_field (editor), &error);
      sam_field_editor_set_locked (editor, error ? error->message : NULL);
      if (!error || (common && !g_str_equal (common, error->message)))
        all = FALSE;
      else if (!common)
        common = g_strdup (error->message);
    }
  gtk_widget_set_visible (self->locked, all);
  if (all)
    gtk_label_set_label (GTK_LABEL (self->locked), common);
}

static gboolean
touches_any (const SamForumDelta *delta, const SamKindId *kinds, guint n)
{
  if (!delta)
    return TRUE;
  for (guint i = 0; i < n; i++)
    if (sam_forum_delta_touches (delta, kinds[i]))
      return TRUE;
  return FALSE;
}

static void
refresh_extras (SamForm *self, const SamForumDelta *delta)
{
  static const SamKindId money[] = { SAM_KIND_BUDGET_LINE, SAM_KIND_TRANSACTION };
  static const SamKindId clashing[] = { SAM_KIND_ACTIVITY, SAM_KIND_VENUE, SAM_KIND_PERSON,
                                        SAM_KIND_CALENDAR_DAY, SAM_KIND_PERIOD };

  if (self->figures && touches_any (delta, money, G_N_ELEMENTS (money)))
    sam_figures_view_refresh (SAM_FIGURES_VIEW (self->figures));
  if (self->clashes && touches_any (delta, clashing, G_N_ELEMENTS (clashing)))
    {
      guint n = sam_clash_view_refresh (SAM_CLASH_VIEW (self->clashes));

      gtk_widget_set_visible (self->clash_section,
                              n > 0 || sam_record_has (self->record, SAM_ACTIVITY_CLASH_ACCEPTED));
    }
  if (self->confirm)
    gtk_widget_set_sensitive (self->confirm,
                              sam_record_day (self->record, SAM_INITIATIVE_CONFIRMED_ON)
                                  != sam_desk_today (self->desk));
}

void
sam_form_refresh (SamForm *form, const SamForumDelta *delta)
{
  for (guint i = 0; i < form->editors->len; i++)
    {
      SamFieldEditor *editor = g_ptr_array_index (form->editors, i);

      sam_field_editor_show_value (
          editor, sam_record_value (form->record, sam_field_editor_field (editor)));
    }
  for (guint i = 0; i < form->lists->len; i++)
    if (!delta || sam_part_list_touched (g_ptr_array_index (form->lists, i), delta))
      sam_part_list_refresh (g_ptr_array_index (form->lists, i));
  refresh_extras (form, delta);
  put_locks (form);
}

/* --- Making it --- */

void
sam_form_adopt (SamForm *form, SamFieldEditor *editor)
{
  g_ptr_array_add (form->editors, g_object_ref (editor));
  sam_field_editor_set_commit (editor, commit, form);
  sam_field_editor_show_value (editor,
                               sam_record_value (form->record, sam_field_editor_field (editor)));
}

static void
confirm_today (SamForm *self)
{
  const char *id = sam_record_id (self->record);
  g_autofree char *act = g_strdup_printf (_ ("Confirm “%s”"), sam_record_title (self->record));
  SamEditBuilder *builder = sam_desk_edit (self->desk, act);

  sam_edit_builder_set_day (builder, id, SAM_INITIATIVE_CONFIRMED_ON, sam_desk_today (self->desk));
  if (sam_desk_me (self->desk))
    sam_edit_builder_set_text (builder, id, SAM_INITIATIVE_CONFIRMED_BY, sam_desk_me (self->desk));
  sam_desk_commit (self->desk, builder);
}

static void
accept_clash (SamForm *self)
{
  SamFieldEditor *editor = editor_of (self, SAM_ACTIVITY_CLASH_ACCEPTED);

  if (editor)
    gtk_widget_grab_focus (GTK_WIDGET (editor));
}

static void
add_extra (SamForm *self, GtkWidget *box, SamFormExtra extra)
{
  switch (extra)
    {
    case SAM_EXTRA_NONE:
      break;
    case SAM_EXTRA_CONFIRM:
      self->confirm = gtk_button_new_with_label (_ ("Confirm today"));
      gtk_widget_set_halign (self->confirm, GTK_ALIGN_END);
      gtk_widget_set_tooltip_text (self->confirm, _ ("Say that what stands here still holds"));
      g_signal_connect_object (self->confirm, "clicked", G_CALLBACK (confirm_today), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (box), self->confirm);
      break;
    case SAM_EXTRA_FIGURES:
      self->figures = sam_figures_view_new (self->desk, self->record);
      gtk_box_append (GTK_BOX (box), self->figures);
      break;
    case SAM_EXTRA_CLASHES:
      self->clashes = sam_clash_view_new (self->desk, self->record);
      self->clash_section = box;
      g_signal_connect_object (self->clashes, "accept", G_CALLBACK (accept_clash), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (box), self->clashes);
      break;
    }
}

static void
add_fields (SamForm *self, GtkWidget *box, const SamFormSection *section)
{
  for (guint i = 0; i < section->fields->len; i++)
    {
      SamFieldId field = g_array_index (section->fields, SamFieldId, i);
      GtkWidget *editor = sam_field_editor_new (self->desk, field, sam_record_id (self->record));

      sam_form_adopt (self, SAM_FIELD_EDITOR (editor));
      gtk_box_append (GTK_BOX (box), editor);
    }
}

static GtkWidget *
make_section (SamForm *self, const SamFormSection *section)
{
  GtkWidget *outer = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *inner = outer;

  gtk_widget_add_css_class (outer, "form-section");
  if (section->folded)
    {
      GtkWidget *expander = gtk_expander_new (_ (section->title));

      /* GTK 4.8 takes no name from an expander's label. */
      gtk_accessible_update_property (GTK_ACCESSIBLE (expander), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _ (section->title), -1);
      inner = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
      gtk_widget_add_css_class (inner, "folded-section");
      gtk_expander_set_child (GTK_EXPANDER (expander), inner);
      gtk_box_append (GTK_BOX (outer), expander);
    }
  else if (section->title)
    {
      GtkWidget *title = gtk_label_new (_ (section->title));

      gtk_label_set_xalign (GTK_LABEL (title), 0);
      gtk_widget_add_css_class (title, "section-title");
      gtk_box_append (GTK_BOX (outer), title);
    }
  if (section->extra == SAM_EXTRA_CLASHES)
    add_extra (self, inner, section->extra);
  add_fields (self, inner, section);
  if (section->extra != SAM_EXTRA_CLASHES)
    add_extra (self, inner, section->extra);
  if (section->parts != SAM_NO_FIELD)
    {
      GtkWidget *list
          = sam_part_list_new (self->desk, section->parts, sam_record_id (self->record));

      g_ptr_array_add (self->lists, list);
      gtk_box_append (GTK_BOX (inner), list);
    }
  return outer;
}

static void
sam_form_dispose (GObject *object)
{
  SamForm *self = SAM_FORM (object);
  GtkWidget *child;

  for (guint i = 0; self->editors && i < self->editors->len; i++)
    sam_field_editor_set_commit (g_ptr_array_index (self->editors, i), NULL, NULL);
  g_clear_pointer (&self->editors, g_ptr_array_unref);
  g_clear_pointer (&self->lists, g_ptr_array_unref);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  g_clear_object (&self->record);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (sam_form_parent_class)->dispose (object);
}

static void
sam_form_class_init (SamFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sam_form_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "form");
}

static void
sam_form_init (SamForm *self)
{
  gtk_orientable_set_orientation (
      GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
  self->editors = g_ptr_array_new_with_free_func (g_object_unref);
  self->lists = g_ptr_array_new ();
}

GtkWidget *
sam_form_new (SamDesk *desk, SamRecord *record)
{
  SamForm *self = g_object_new (SAM_TYPE_FORM, NULL);
  g_autoptr (GPtrArray) sections = sam_arrangement (sam_record_kind (record));

  self->desk = g_object_ref (desk);
  self->record = g_object_ref (record);
  self->locked = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->locked), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->locked), 0);
  gtk_widget_add_css_class (self->locked, "form-locked");
  gtk_widget_set_parent (self->locked, GTK_WIDGET (self));
  for (guint i = 0; i < sections->len; i++)
    gtk_widget_set_parent (make_section (self, g_ptr_array_index (sections, i)), GTK_WIDGET (self));
  sam_form_refresh (self, NULL);
  return GTK_WIDGET (self);
}
