/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/pane/part-row.h"

#include "base/i18n.h"
#include "desk/pane/part-text.h"

struct _SamPartRow
{
  GtkListBoxRow parent_instance;

  /* Children, borrowed. */
  GtkWidget *tick; /* of tasks; else NULL */
  GtkWidget *title;
  GtkWidget *detail;
  GtkWidget *figure;

  SamDesk *desk;
  SamRecord *record;
  guint place;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (SamPartRow, sam_part_row, GTK_TYPE_LIST_BOX_ROW)

static void
ticked (SamPartRow *self)
{
  gboolean done = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->tick));
  g_autofree char *act = NULL;
  SamEditBuilder *builder;

  if (self->updating)
    return;

  act = g_strdup_printf (done ? _ ("Tick “%s”") : _ ("Untick “%s”"),
                         sam_record_title (self->record));
  builder = sam_desk_edit (self->desk, act);
  sam_edit_builder_set_integer (builder, sam_record_id (self->record), SAM_TASK_DONE, done);
  if (!sam_desk_commit (self->desk, builder))
    sam_part_row_update (self, self->place);
}

static GtkWidget *
new_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
build (SamPartRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);

  self->title = new_label ("part-title");
  self->detail = new_label ("part-detail");
  self->figure = new_label ("part-figure");
  gtk_label_set_xalign (GTK_LABEL (self->figure), 1);
  gtk_label_set_wrap (GTK_LABEL (self->figure), FALSE);
  gtk_widget_add_css_class (self->figure, "numeric");
  gtk_widget_set_valign (self->figure, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_widget_set_valign (text, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (text), self->title);
  gtk_box_append (GTK_BOX (text), self->detail);
  if (sam_record_is (self->record, SAM_KIND_TASK))
    {
      self->tick = gtk_check_button_new ();
      gtk_widget_set_valign (self->tick, GTK_ALIGN_START);
      g_signal_connect_object (self->tick, "toggled", G_CALLBACK (ticked), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (box), self->tick);
    }
  gtk_box_append (GTK_BOX (box), text);
  gtk_box_append (GTK_BOX (box), self->figure);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
}

void
sam_part_row_update (SamPartRow *row, guint place)
{
  g_autoptr (SamPartText) text
      = sam_part_text_new (sam_desk_source (row->desk), row->record, sam_desk_today (row->desk));
  g_autofree char *name = g_strdup_printf (
      "%s%s%s%s%s", text->title, text->detail ? ", " : "", text->detail ? text->detail : "",
      text->figure ? ", " : "", text->figure ? text->figure : "");

  row->place = place;
  row->updating = TRUE;
  gtk_label_set_label (GTK_LABEL (row->title), text->title);
  gtk_label_set_label (GTK_LABEL (row->detail), text->detail ? text->detail : "");
  gtk_widget_set_visible (row->detail, text->detail != NULL);
  gtk_label_set_label (GTK_LABEL (row->figure), text->figure ? text->figure : "");
  gtk_widget_set_visible (row->figure, text->figure != NULL);
  if (text->wrong)
    gtk_widget_add_css_class (row->figure, "wrong");
  else
    gtk_widget_remove_css_class (row->figure, "wrong");
  if (row->tick)
    {
      gtk_check_button_set_active (GTK_CHECK_BUTTON (row->tick), text->done);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row->tick), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      text->title, -1);
    }
  if (text->done)
    gtk_widget_add_css_class (GTK_WIDGET (row), "done");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "done");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  row->updating = FALSE;
}

static void
sam_part_row_dispose (GObject *object)
{
  SamPartRow *self = SAM_PART_ROW (object);

  g_clear_object (&self->record);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (sam_part_row_parent_class)->dispose (object);
}

static void
sam_part_row_class_init (SamPartRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sam_part_row_dispose;
}

static void
sam_part_row_init (SamPartRow *self)
{
}

GtkWidget *
sam_part_row_new (SamDesk *desk, SamRecord *record)
{
  SamPartRow *self = g_object_new (SAM_TYPE_PART_ROW, NULL);

  self->desk = g_object_ref (desk);
  self->record = g_object_ref (record);
  gtk_widget_add_css_class (GTK_WIDGET (self), "part-row");
  build (self);
  return GTK_WIDGET (self);
}

SamRecord *
sam_part_row_record (SamPartRow *row)
{
  return row->record;
}

guint
sam_part_row_place (SamPartRow *row)
{
  return row->place;
}
