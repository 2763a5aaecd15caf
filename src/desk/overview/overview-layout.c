/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/overview/overview-layout.h"

#define SIDE_SHARE 0.3
#define SIDE_MOST 460

struct _SamOverviewLayout
{
  GtkLayoutManager parent_instance;

  int spacing;
};

typedef struct
{
  gboolean beside;
  int first; /* widths */
  int second;
} Columns;

G_DEFINE_FINAL_TYPE (SamOverviewLayout, sam_overview_layout, GTK_TYPE_LAYOUT_MANAGER)

static int
least (GtkWidget *child)
{
  int minimum;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  return minimum;
}

static Columns
columns (SamOverviewLayout *self, GtkWidget *widget, int width)
{
  int first = least (gtk_widget_get_first_child (widget));
  int second = least (gtk_widget_get_last_child (widget));
  int side = MAX (second, MIN (SIDE_MOST, (int)(width * SIDE_SHARE)));

  if (first + self->spacing + second > width)
    return (Columns){ FALSE, width, width };

  side = MIN (side, width - self->spacing - first);
  return (Columns){ TRUE, width - self->spacing - side, side };
}

static int
height_of (GtkWidget *child, int width)
{
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
  return natural;
}

static GtkSizeRequestMode
get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation, int for_size,
         int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  SamOverviewLayout *self = SAM_OVERVIEW_LAYOUT (manager);
  GtkWidget *first = gtk_widget_get_first_child (widget);
  GtkWidget *second = gtk_widget_get_last_child (widget);
  Columns wide;
  int high, low;

  *minimum_baseline = *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MAX (least (first), least (second));
      *natural = least (first) + self->spacing + least (second);
      return;
    }
  wide = columns (self, widget, for_size < 0 ? G_MAXINT / 2 : for_size);
  if (for_size < 0)
    wide.first = wide.second = -1;
  high = height_of (first, wide.first);
  low = height_of (second, wide.second);
  *minimum = *natural = wide.beside ? MAX (high, low) : high + self->spacing + low;
}

static void
allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  SamOverviewLayout *self = SAM_OVERVIEW_LAYOUT (manager);
  GtkWidget *first = gtk_widget_get_first_child (widget);
  GtkWidget *second = gtk_widget_get_last_child (widget);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  Columns wide = columns (self, widget, width);
  GtkAllocation at = { 0, 0, wide.first, height };
  GtkAllocation side = { 0, 0, wide.second, height };

  if (wide.beside)
    {
      at.x = mirrored ? wide.second + self->spacing : 0;
      side.x = mirrored ? 0 : wide.first + self->spacing;
    }
  else
    {
      at.height = height_of (first, width);
      side.y = at.height + self->spacing;
      side.height = MAX (height - side.y, height_of (second, width));
    }
  gtk_widget_size_allocate (first, &at, -1);
  gtk_widget_size_allocate (second, &side, -1);
}

static void
sam_overview_layout_class_init (SamOverviewLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = get_request_mode;
  layout_class->measure = measure;
  layout_class->allocate = allocate;
}

static void
sam_overview_layout_init (SamOverviewLayout *self)
{
}

GtkLayoutManager *
sam_overview_layout_new (int spacing)
{
  SamOverviewLayout *self = g_object_new (SAM_TYPE_OVERVIEW_LAYOUT, NULL);

  self->spacing = spacing;
  return GTK_LAYOUT_MANAGER (self);
}
