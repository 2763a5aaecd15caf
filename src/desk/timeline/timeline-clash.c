/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/i18n.h"
#include "desk/timeline/timeline-private.h"

/* The popover on a bar that clashes: what with, "Show both", and accepting it with a reason. */
#define SAM_TYPE_CLASH_POPOVER (sam_clash_popover_get_type ())
G_DECLARE_FINAL_TYPE (SamClashPopover, sam_clash_popover, SAM, CLASH_POPOVER, GtkPopover)

struct _SamClashPopover
{
  GtkPopover parent_instance;

  SamTimelinePage *page; /* borrowed: the popover hangs on one of its bars */
  SamRecord *activity;   /* owned */
  GPtrArray *others;     /* owned; the record that each "Show both" shows */

  GtkStack *stack; /* children, borrowed */
  GtkWidget *reason;
  GtkWidget *accept;
};

G_DEFINE_FINAL_TYPE (SamClashPopover, sam_clash_popover, GTK_TYPE_POPOVER)

static void
sam_clash_popover_finalize (GObject *object)
{
  SamClashPopover *self = SAM_CLASH_POPOVER (object);

  g_clear_object (&self->activity);
  g_ptr_array_unref (self->others);
  G_OBJECT_CLASS (sam_clash_popover_parent_class)->finalize (object);
}

static void
sam_clash_popover_class_init (SamClashPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sam_clash_popover_finalize;
}

static void
sam_clash_popover_init (SamClashPopover *self)
{
  self->others = g_ptr_array_new_with_free_func (g_object_unref);
}

/* Zooms out if they do not have room side by side, and points out the other. */
static void
show_both (SamTimelinePage *page, SamRecord *activity, SamRecord *other)
{
  SamTimelineLanes *lanes = sam_timeline_content_lanes (page->content);
  const SamTimelineBar *one = sam_timeline_lanes_find (lanes, activity);
  const SamTimelineBar *two = sam_timeline_lanes_find (lanes, other);
  double width = gtk_adjustment_get_page_size (page->across);
  GdkRectangle both;
  double needed;

  if (one == NULL || two == NULL)
    {
      g_autofree char *told = g_strdup_printf (
          _ ("“%s” is hidden by the filter. Clear the filter to see it."), sam_bar_words (other));

      sam_desk_message (page->desk, told);
      return;
    }
  needed = MAX (one->x + one->extent, two->x + two->extent) - MIN (one->x, two->x);
  if (needed > width * 0.9)
    sam_timeline_view_set_day_width (page, page->axis.day_width * width * 0.7 / needed, width / 2,
                                     0);

  both.x = MIN (one->x, two->x) - 24;
  both.width = MAX (one->x + one->extent, two->x + two->extent) + 24 - both.x;
  both.y = MIN (sam_timeline_bar_y (lanes, one), sam_timeline_bar_y (lanes, two)) - 12;
  both.height = MAX (sam_timeline_bar_y (lanes, one), sam_timeline_bar_y (lanes, two))
                + sam_timeline_metrics.bar_height + 12 - both.y;
  page->attention = other;
  sam_canvas_all_changed (page->canvas);
  sam_canvas_reveal (page->canvas, &both);
}

static void
show_both_clicked (GtkWidget *button, gpointer data)
{
  SamClashPopover *self = data;
  SamTimelinePage *page = self->page;
  g_autoptr (SamRecord) activity = g_object_ref (self->activity);
  g_autoptr (SamRecord) other = NULL;
  guint index = 0;

  for (GtkWidget *row = gtk_widget_get_prev_sibling (gtk_widget_get_parent (button)); row;
       row = gtk_widget_get_prev_sibling (row))
    if (GTK_IS_BOX (row))
      index++;
  other = g_object_ref (self->others->pdata[index]);
  gtk_popover_popdown (GTK_POPOVER (self));
  show_both (page, activity, other);
}

static void
reason_changed (SamClashPopover *self)
{
  g_autofree char *text
      = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason))));

  gtk_widget_set_sensitive (self->accept, *text != '\0');
}

static void
accept (SamClashPopover *self)
{
  g_autofree char *text
      = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason))));
  g_autofree char *title = NULL;
  SamEditBuilder *builder;

  if (*text == '\0')
    return;
  title = g_strdup_printf (_ ("Accept the clash of “%s”"), sam_bar_words (self->activity));
  builder = sam_desk_edit (self->page->desk, title);
  sam_edit_builder_set_text (builder, sam_record_id (self->activity), SAM_ACTIVITY_CLASH_ACCEPTED,
                             text);
  if (sam_desk_commit (self->page->desk, builder))
    gtk_popover_popdown (GTK_POPOVER (self));
}

static void
ask_reason (SamClashPopover *self)
{
  gtk_stack_set_visible_child_name (self->stack, "reason");
  gtk_widget_grab_focus (self->reason);
}

static GtkWidget *
reason_box (SamClashPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *label
      = g_object_new (GTK_TYPE_LABEL, "label", _ ("Why is it all right?"), "xalign", 0.0, NULL);

  self->reason = g_object_new (GTK_TYPE_ENTRY, "activates-default", FALSE, "max-length", 500,
                               "placeholder-text", _ ("Such as: they share the stage"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->reason), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Why is it all right?"), -1);
  g_signal_connect_object (self->reason, "changed", G_CALLBACK (reason_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->reason, "activate", G_CALLBACK (accept), self, G_CONNECT_SWAPPED);
  self->accept = g_object_new (GTK_TYPE_BUTTON, "label", _ ("Accept"), "halign", GTK_ALIGN_START,
                               "sensitive", FALSE, NULL);
  gtk_widget_add_css_class (self->accept, "suggested-action");
  g_signal_connect_object (self->accept, "clicked", G_CALLBACK (accept), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), self->reason);
  gtk_box_append (GTK_BOX (box), self->accept);
  return box;
}

static GtkWidget *
sentence_label (const char *sentence)
{
  return g_object_new (GTK_TYPE_LABEL, "label", sentence, "wrap", TRUE, "xalign", 0.0,
                       "max-width-chars", 38, "width-chars", 28, NULL);
}

/* The sentences, each with its "Show both" below, and one way to accept them all. */
static GtkWidget *
clashes_box (SamClashPopover *self, GPtrArray *clashes)
{
  SamSource *source = sam_desk_source (self->page->desk);
  SamDay today = sam_desk_today (self->page->desk);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *row = NULL;
  GtkWidget *accept_button;

  for (guint i = 0; i < clashes->len; i++)
    {
      const SamClash *clash = clashes->pdata[i];
      g_autofree char *sentence = sam_clash_sentence (source, clash, today);
      GtkWidget *button;

      gtk_box_append (GTK_BOX (box), sentence_label (sentence));
      row = NULL;
      if (clash->other == NULL)
        continue;
      row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
      button = gtk_button_new_with_label (_ ("Show both"));
      g_signal_connect_object (button, "clicked", G_CALLBACK (show_both_clicked), self, 0);
      gtk_box_append (GTK_BOX (row), button);
      gtk_box_append (GTK_BOX (box), row);
      g_ptr_array_add (self->others, g_object_ref (clash->other));
    }
  accept_button
      = g_object_new (GTK_TYPE_BUTTON, "label", _ ("Accept …"), "halign", GTK_ALIGN_START, NULL);
  g_signal_connect_object (accept_button, "clicked", G_CALLBACK (ask_reason), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (row ? row : box), accept_button);
  return box;
}

static void
unparent (gpointer popover)
{
  if (gtk_widget_get_parent (popover) != NULL)
    gtk_widget_unparent (popover);
  g_object_unref (popover);
}

static void
closed (GtkPopover *popover)
{
  g_idle_add_once (unparent, g_object_ref (popover));
}

static void
fill (SamClashPopover *self, GPtrArray *clashes)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *heading
      = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "max-width-chars", 38, NULL);
  g_autofree char *title = g_strdup_printf (_ ("%s clashes"), sam_bar_words (self->activity));

  gtk_label_set_label (GTK_LABEL (heading), title);
  gtk_widget_add_css_class (heading, "heading");
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_stack_add_named (self->stack, clashes_box (self, clashes), "clashes");
  gtk_stack_add_named (self->stack, reason_box (self), "reason");
  gtk_box_append (GTK_BOX (content), heading);
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (self->stack));
  gtk_widget_add_css_class (content, "clash");
  gtk_popover_set_child (GTK_POPOVER (self), content);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

void
sam_timeline_clash_show (SamTimelinePage *page, SamRecord *activity)
{
  g_autoptr (GPtrArray) clashes = sam_schedule_clashes (sam_desk_source (page->desk), activity);
  GtkWidget *bar = sam_canvas_widget (page->canvas, SAM_TIMELINE_BAR, activity);
  SamClashPopover *self;

  if (clashes->len == 0)
    {
      sam_desk_message (page->desk, _ ("The activity clashes with nothing."));
      return;
    }
  if (bar == NULL)
    return;
  self = g_object_new (SAM_TYPE_CLASH_POPOVER, NULL);
  self->page = page;
  self->activity = g_object_ref (activity);
  fill (self, clashes);
  gtk_widget_set_parent (GTK_WIDGET (self), bar);
  gtk_popover_set_position (GTK_POPOVER (self), GTK_POS_BOTTOM);
  gtk_popover_set_pointing_to (GTK_POPOVER (self),
                               &(GdkRectangle){ sam_activity_bar_sign_x (SAM_ACTIVITY_BAR (bar)), 0,
                                                16, gtk_widget_get_height (bar) });
  g_signal_connect_object (self, "closed", G_CALLBACK (closed), self, 0);
  gtk_popover_popup (GTK_POPOVER (self));
}
