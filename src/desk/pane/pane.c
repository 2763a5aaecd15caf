/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/pane/pane.h"

#include "base/i18n.h"
#include "model/display.h"

struct _SamPane
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *title;

  SamDesk *desk;
  char *id;
};

G_DEFINE_FINAL_TYPE (SamPane, sam_pane, GTK_TYPE_WIDGET)

static guint close_signal;

static void
close_clicked (SamPane *self)
{
  g_signal_emit (self, close_signal, 0);
}

static void
sam_pane_dispose (GObject *object)
{
  SamPane *self = SAM_PANE (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->id, g_free);
  G_OBJECT_CLASS (sam_pane_parent_class)->dispose (object);
}

static void
sam_pane_class_init (SamPaneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sam_pane_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  close_signal = g_signal_new ("close", SAM_TYPE_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sam_pane_init (SamPane *self)
{
  GtkWidget *close = gtk_button_new_with_label (_ ("Close"));

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  self->title = gtk_label_new (NULL);
  g_signal_connect_object (close, "clicked", G_CALLBACK (close_clicked), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->box), self->title);
  gtk_box_append (GTK_BOX (self->box), close);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
sam_pane_new (SamDesk *desk)
{
  SamPane *self = g_object_new (SAM_TYPE_PANE, NULL);

  self->desk = g_object_ref (desk);
  return GTK_WIDGET (self);
}

void
sam_pane_show (SamPane *pane, const char *id, SamOpenFlags flags)
{
  SamRecord *record = sam_forum_get (sam_desk_forum (pane->desk), id);
  g_autofree char *title = record ? sam_display_title (sam_desk_source (pane->desk), record) : NULL;

  g_free (pane->id);
  pane->id = g_strdup (id);
  gtk_label_set_label (GTK_LABEL (pane->title), title ? title : "");
}

const char *
sam_pane_record (SamPane *pane)
{
  return pane->id;
}

gboolean
sam_pane_finish_typing (SamPane *pane)
{
  return TRUE;
}
