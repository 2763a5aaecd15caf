/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "desk/desk.h"

/* One field of one record, as a labelled row: shows the value that stands, takes a new one, and
 * says what is wrong with what is typed, under it. What is typed becomes a commit when typing
 * pauses, when Enter is pressed, or when the field is left; a mistake keeps it where it is. Each
 * type of field has a class of its own; this base class decides when. */
#define SAM_TYPE_FIELD_EDITOR (sam_field_editor_get_type ())
G_DECLARE_DERIVABLE_TYPE (SamFieldEditor, sam_field_editor, SAM, FIELD_EDITOR, GtkWidget)

struct _SamFieldEditorClass
{
  GtkWidgetClass parent_class;

  /* Makes the controls; the field and the record are known. Calls sam_field_editor_set_control().
   */
  void (*make) (SamFieldEditor *editor);
  /* Puts a value into the controls. Texts that are there already are left alone, with their cursor.
   */
  void (*show) (SamFieldEditor *editor, const SamValue *value);
  /* What the controls say now; FALSE with a sentence. */
  gboolean (*read) (SamFieldEditor *editor, SamValue *value, GError **error);
  /* Whether what is typed may be taken at a pause, or is likely to go on ("1" of "1 nov"). NULL:
   * always. */
  gboolean (*complete) (SamFieldEditor *editor);
};

/* The editor for a field of a record, by the field's type. */
GtkWidget *sam_field_editor_new (SamDesk *desk, SamFieldId field, const char *record);

/* Commits a value. builder: an edit that has been begun for it (a new record that the value names),
 * or NULL; left to the editor. FALSE with the sentence that is to stand at the field. */
typedef gboolean (*SamFieldCommit) (SamFieldEditor *editor, SamEditBuilder *builder_or_null,
                                    const SamValue *value, GError **error, gpointer data);
void sam_field_editor_set_commit (SamFieldEditor *editor, SamFieldCommit commit, gpointer data);

SamFieldId sam_field_editor_field (SamFieldEditor *editor);
/* The value as the Forum has it now. What is being typed stays. */
void sam_field_editor_show_value (SamFieldEditor *editor, const SamValue *value);
/* Commits what is typed and not committed. FALSE if it cannot be: a mistake stands at the field. */
gboolean sam_field_editor_finish (SamFieldEditor *editor);
gboolean sam_field_editor_pending (SamFieldEditor *editor); /* typed and not committed */
/* What is typed; FALSE if it cannot be read. */
gboolean sam_field_editor_read (SamFieldEditor *editor, SamValue *value, GError **error);
/* What is typed went with another field's edit. */
void sam_field_editor_accept (SamFieldEditor *editor);
/* Back to the value that stands. FALSE if nothing was typed. */
gboolean sam_field_editor_revert (SamFieldEditor *editor);
const char *
sam_field_editor_mistake (SamFieldEditor *editor); /* the sentence at the field, or NULL */
/* The value that the author saw when the typing began; what stands if nothing is typed. Borrowed.
 */
const SamValue *sam_field_editor_seen (SamFieldEditor *editor);
/* What is typed in one stay at the field is one act to undo: the id that its edits share, or NULL
 * for a choice. */
const char *sam_field_editor_group (SamFieldEditor *editor);
/* Why the field cannot be changed, or NULL where it can. */
void sam_field_editor_set_locked (SamFieldEditor *editor, const char *reason_or_null);
/* As the large title of the pane: without a label beside it. Before it is shown. */
void sam_field_editor_set_heading (SamFieldEditor *editor);
void sam_field_editor_select_all (SamFieldEditor *editor);

/* --- For the classes --- */

/* `control` stands beside the label, or below it where `wide`; `focus` is the widget in it that has
 * the keyboard. */
void sam_field_editor_set_control (SamFieldEditor *editor, GtkWidget *control, GtkWidget *focus,
                                   gboolean wide);
void sam_field_editor_typed (SamFieldEditor *editor); /* something was typed */
void
sam_field_editor_entered (SamFieldEditor *editor); /* Enter: commit, and show it as it is written */
void
sam_field_editor_chosen (SamFieldEditor *editor,
                         SamEditBuilder *builder_or_null);  /* commit now; the builder is taken */
gboolean sam_field_editor_showing (SamFieldEditor *editor); /* the change of a control is our own */
/* A part of the control is left for another part: what is wrong is said, and nothing committed. */
void sam_field_editor_check (SamFieldEditor *editor);
SamDesk *sam_field_editor_desk (SamFieldEditor *editor);
const char *sam_field_editor_record (SamFieldEditor *editor);
const SamValue *sam_field_editor_standing (SamFieldEditor *editor);
/* Called by sam_field_editor_new(). */
GType sam_text_editor_get_type (void);
GType sam_prose_editor_get_type (void);
GType sam_date_editor_get_type (void);
GType sam_switch_editor_get_type (void);
GType sam_pick_editor_get_type (void);
GType sam_set_editor_get_type (void);
