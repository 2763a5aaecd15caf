/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/fields/prose-frame.h"

/* As in pane.css. */
#define SIDES 16
#define ENDS 12

struct _SamProseFrame
{
  GtkWidget parent_instance;

  GtkTextView *view; /* borrowed; a descendant */
  GtkWidget *child;
  int lines;
  int most;
};

G_DEFINE_FINAL_TYPE (SamProseFrame, sam_prose_frame, GTK_TYPE_WIDGET)

static int
text_height (SamProseFrame *self, int width)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter start, end;
  g_autofree char *text = NULL;
  g_autoptr (PangoLayout) layout = NULL;
  int height, line;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  layout = gtk_widget_create_pango_layout (GTK_WIDGET (self->view), "Åj");
  pango_layout_get_pixel_size (layout, NULL, &line);
  pango_layout_set_text (layout, text, -1);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (layout, MAX (width - SIDES, 20) * PANGO_SCALE);
  pango_layout_get_pixel_size (layout, NULL, &height);
  height = MAX (height, line * self->lines) + ENDS;
  return self->most > 0 ? MIN (height, self->most) : height;
}

static void
measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
         int *minimum_baseline, int *natural_baseline)
{
  SamProseFrame *self = SAM_PROSE_FRAME (widget);

  *minimum_baseline = *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 60;
      *natural = 240;
    }
  else
    *minimum = *natural = text_height (self, for_size < 0 ? 240 : for_size);
}

static void
size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SamProseFrame *self = SAM_PROSE_FRAME (widget);
  GtkAllocation box = { 0, 0, width, height };
  int minimum;

  /* GTK wants to have been asked. */
  gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  gtk_widget_measure (self->child, GTK_ORIENTATION_VERTICAL, width, &minimum, NULL, NULL, NULL);
  box.height = MAX (height, minimum);
  gtk_widget_size_allocate (self->child, &box, -1);
}

static GtkSizeRequestMode
get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
sam_prose_frame_dispose (GObject *object)
{
  g_clear_pointer (&SAM_PROSE_FRAME (object)->child, gtk_widget_unparent);
  G_OBJECT_CLASS (sam_prose_frame_parent_class)->dispose (object);
}

static void
sam_prose_frame_class_init (SamProseFrameClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sam_prose_frame_dispose;
  widget_class->measure = measure;
  widget_class->size_allocate = size_allocate;
  widget_class->get_request_mode = get_request_mode;
}

static void
sam_prose_frame_init (SamProseFrame *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (GTK_WIDGET (self), "text-frame");
}

GtkWidget *
sam_prose_frame_new (GtkTextView *view, int lines, int most)
{
  SamProseFrame *self = g_object_new (SAM_TYPE_PROSE_FRAME, NULL);

  self->view = view;
  self->lines = lines;
  self->most = most;
  self->child = GTK_WIDGET (view);
  if (most > 0)
    {
      self->child = gtk_scrolled_window_new ();
      gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->child), GTK_POLICY_NEVER,
                                      GTK_POLICY_AUTOMATIC);
      gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->child), GTK_WIDGET (view));
    }
  gtk_widget_set_parent (self->child, GTK_WIDGET (self));
  g_signal_connect_object (gtk_text_view_get_buffer (view), "changed",
                           G_CALLBACK (gtk_widget_queue_resize), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
