/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/pane/clash-view.h"

#include "base/i18n.h"
#include "model/display.h"
#include "model/schedule.h"

struct _SamClashView
{
  GtkWidget parent_instance;

  GtkWidget *box; /* child, borrowed; what is in it is made anew */

  SamDesk *desk;
  SamRecord *activity;
};

G_DEFINE_FINAL_TYPE (SamClashView, sam_clash_view, GTK_TYPE_WIDGET)

enum
{
  ACCEPT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
open_other (GtkButton *button, SamClashView *self)
{
  sam_desk_open (self->desk, gtk_widget_get_name (GTK_WIDGET (button)), SAM_OPEN_SHOW);
}

static void
accept (SamClashView *self)
{
  g_signal_emit (self, signals[ACCEPT], 0);
}

static void
append_clash (SamClashView *self, const SamClash *clash)
{
  SamSource *source = sam_desk_source (self->desk);
  g_autofree char *sentence = sam_clash_sentence (source, clash, sam_desk_today (self->desk));
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  GtkWidget *text = gtk_label_new (sentence);

  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_add_css_class (row, clash->type == SAM_CLASH_HOLIDAY ? "remark" : "clash");
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), text);
  if (clash->other)
    {
      GtkWidget *open = gtk_button_new_from_icon_name ("go-next-symbolic");
      g_autofree char *title = sam_display_title (source, clash->other);
      g_autofree char *name = g_strdup_printf (_ ("Open “%s”"), title);

      gtk_button_set_has_frame (GTK_BUTTON (open), FALSE);
      gtk_widget_set_name (open, sam_record_id (clash->other));
      gtk_widget_set_tooltip_text (open, name);
      gtk_widget_set_valign (open, GTK_ALIGN_START);
      gtk_accessible_update_property (GTK_ACCESSIBLE (open), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
      g_signal_connect_object (open, "clicked", G_CALLBACK (open_other), self, 0);
      gtk_box_append (GTK_BOX (row), open);
    }
  gtk_box_append (GTK_BOX (self->box), row);
}

guint
sam_clash_view_refresh (SamClashView *view)
{
  g_autoptr (GPtrArray) clashes
      = sam_schedule_clashes (sam_desk_source (view->desk), view->activity);
  GtkWidget *child;
  GtkWidget *button;

  while ((child = gtk_widget_get_first_child (view->box)))
    gtk_box_remove (GTK_BOX (view->box), child);
  for (guint i = 0; i < clashes->len; i++)
    append_clash (view, g_ptr_array_index (clashes, i));
  if (clashes->len == 0)
    return 0;

  button = gtk_button_new_with_label (_ ("Accept with a reason …"));
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_signal_connect_object (button, "clicked", G_CALLBACK (accept), view, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (view->box), button);
  return clashes->len;
}

static void
sam_clash_view_dispose (GObject *object)
{
  SamClashView *self = SAM_CLASH_VIEW (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->activity);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (sam_clash_view_parent_class)->dispose (object);
}

static void
sam_clash_view_class_init (SamClashViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sam_clash_view_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[ACCEPT] = g_signal_new ("accept", SAM_TYPE_CLASH_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
}

static void
sam_clash_view_init (SamClashView *self)
{
}

GtkWidget *
sam_clash_view_new (SamDesk *desk, SamRecord *activity)
{
  SamClashView *self = g_object_new (SAM_TYPE_CLASH_VIEW, NULL);

  self->desk = g_object_ref (desk);
  self->activity = g_object_ref (activity);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  sam_clash_view_refresh (self);
  return GTK_WIDGET (self);
}
