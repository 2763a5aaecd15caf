/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/fields/wrap-layout.h"

struct _SamWrapLayout
{
  GtkLayoutManager parent_instance;

  int spacing;
};

G_DEFINE_FINAL_TYPE (SamWrapLayout, sam_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

static GtkSizeRequestMode
get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static int
child_width (GtkWidget *child, int most)
{
  int minimum, natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  return most < 0 ? natural : MAX (minimum, MIN (natural, most));
}

static int
child_height (GtkWidget *child, int width)
{
  int minimum, natural;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, &minimum, &natural, NULL, NULL);
  return natural;
}

/* Goes through the children as they stand in `width`, allocating them if asked to; the height. */
static int
place (SamWrapLayout *self, GtkWidget *widget, int width, gboolean allocate)
{
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int x = 0, y = 0, line = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      int w, h;

      if (!gtk_widget_should_layout (child))
        continue;
      w = child_width (child, width);
      h = child_height (child, w);
      if (x > 0 && width >= 0 && x + w > width)
        {
          y += line + self->spacing;
          x = line = 0;
        }
      if (allocate)
        {
          GtkAllocation box = { mirrored ? width - x - w : x, y, w, h };

          gtk_widget_size_allocate (child, &box, -1);
        }
      x += w + self->spacing;
      line = MAX (line, h);
    }
  return y + line;
}

static void
measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation, int for_size,
         int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  SamWrapLayout *self = SAM_WRAP_LAYOUT (manager);
  int widest = 0, sum = 0;

  *minimum_baseline = *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = *natural = place (self, widget, for_size, FALSE);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, &child_natural,
                          NULL, NULL);
      widest = MAX (widest, child_minimum);
      sum += child_natural + (sum ? self->spacing : 0);
    }
  *minimum = widest;
  *natural = MAX (sum, widest);
}

static void
allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  place (SAM_WRAP_LAYOUT (manager), widget, width, TRUE);
}

static void
sam_wrap_layout_class_init (SamWrapLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = get_request_mode;
  layout_class->measure = measure;
  layout_class->allocate = allocate;
}

static void
sam_wrap_layout_init (SamWrapLayout *self)
{
}

GtkLayoutManager *
sam_wrap_layout_new (int spacing)
{
  SamWrapLayout *self = g_object_new (SAM_TYPE_WRAP_LAYOUT, NULL);

  self->spacing = spacing;
  return GTK_LAYOUT_MANAGER (self);
}
