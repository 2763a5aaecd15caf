/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/board/board-header.h"

#include "base/i18n.h"
#include "desk/board/board-face.h"

typedef struct
{
  GtkWidget *box; /* owned as a child */
  GtkWidget *title;
  GtkWidget *count;
} Column;

struct _SamBoardHeader
{
  GtkWidget parent_instance;

  SamBoardIndex *index;      /* borrowed */
  GtkAdjustment *adjustment; /* owned */
  GArray *columns;           /* of Column */
};

G_DEFINE_FINAL_TYPE (SamBoardHeader, sam_board_header, GTK_TYPE_WIDGET)

static void
sam_board_header_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                          int *natural, int *minimum_baseline, int *natural_baseline)
{
  SamBoardHeader *self = SAM_BOARD_HEADER (widget);

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return;
  for (guint i = 0; i < self->columns->len; i++)
    {
      int least, wish;

      gtk_widget_measure (g_array_index (self->columns, Column, i).box, orientation, -1, &least,
                          &wish, NULL, NULL);
      *minimum = MAX (*minimum, least);
      *natural = MAX (*natural, wish);
    }
}

static void
place_columns (SamBoardHeader *self, int height)
{
  SamBoard *board = sam_board_index_layout (self->index);
  int scrolled = (int)gtk_adjustment_get_value (self->adjustment);

  for (guint i = 0; i < self->columns->len && i < sam_board_n_columns (board); i++)
    {
      GtkWidget *box = g_array_index (self->columns, Column, i).box;
      GtkAllocation place = { 0, 0, 0, height };
      int least;

      sam_board_column (board, i, &place.x, &place.width);
      place.x -= scrolled;
      gtk_widget_measure (box, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      place.width = MAX (place.width, least);
      gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, place.width, &least, NULL, NULL, NULL);
      place.height = MAX (place.height, least);
      gtk_widget_size_allocate (box, &place, -1);
    }
}

static void
sam_board_header_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  place_columns (SAM_BOARD_HEADER (widget), height);
}

static void
sam_board_header_dispose (GObject *object)
{
  SamBoardHeader *self = SAM_BOARD_HEADER (object);

  for (guint i = 0; i < self->columns->len; i++)
    gtk_widget_unparent (g_array_index (self->columns, Column, i).box);
  g_array_set_size (self->columns, 0);
  g_clear_object (&self->adjustment);
  G_OBJECT_CLASS (sam_board_header_parent_class)->dispose (object);
}

static void
sam_board_header_finalize (GObject *object)
{
  g_array_unref (SAM_BOARD_HEADER (object)->columns);
  G_OBJECT_CLASS (sam_board_header_parent_class)->finalize (object);
}

static void
sam_board_header_class_init (SamBoardHeaderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sam_board_header_dispose;
  G_OBJECT_CLASS (klass)->finalize = sam_board_header_finalize;
  widget_class->measure = sam_board_header_measure;
  widget_class->size_allocate = sam_board_header_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "boardheader");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
sam_board_header_init (SamBoardHeader *self)
{
  self->columns = g_array_new (FALSE, TRUE, sizeof (Column));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
sam_board_header_new (SamBoardIndex *index, GtkAdjustment *adjustment)
{
  SamBoardHeader *self = g_object_new (SAM_TYPE_BOARD_HEADER, NULL);

  self->index = index;
  self->adjustment = g_object_ref (adjustment);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Stages"), -1);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (sam_board_header_follow), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
sam_board_header_follow (SamBoardHeader *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  if (gtk_widget_get_height (widget) == 0)
    return;
  place_columns (self, gtk_widget_get_height (widget));
  gtk_widget_queue_draw (widget);
}

static void
add_column (SamBoardHeader *self)
{
  Column column;

  column.box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  column.title = gtk_label_new (NULL);
  column.count = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (column.title), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (column.title, "heading");
  gtk_widget_add_css_class (column.count, "count");
  gtk_widget_add_css_class (column.count, "numeric");
  gtk_widget_set_valign (column.title, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (column.count, GTK_ALIGN_CENTER);
  gtk_label_set_ellipsize (GTK_LABEL (column.count), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (column.box), column.title);
  gtk_box_append (GTK_BOX (column.box), column.count);
  gtk_widget_set_parent (column.box, GTK_WIDGET (self));
  g_array_append_val (self->columns, column);
}

static void
update_column (SamBoardHeader *self, guint i)
{
  Column *column = &g_array_index (self->columns, Column, i);
  SamRecord *stage = sam_board_index_stage (self->index, i);
  SamBoardStageCount count = {
    .shown = sam_board_index_shown (self->index, i),
    .total = sam_board_index_total (self->index, i),
    .limit = stage ? sam_record_integer (stage, SAM_STAGE_LIMIT) : 0,
  };
  g_autofree char *text = sam_board_stage_count (&count);

  gtk_label_set_label (GTK_LABEL (column->title),
                       stage ? sam_record_title (stage) : _ ("No stage"));
  gtk_label_set_label (GTK_LABEL (column->count), text);
  gtk_widget_set_tooltip_text (column->box, gtk_label_get_label (GTK_LABEL (column->title)));
  if (sam_board_stage_is_full (&count))
    gtk_widget_add_css_class (column->count, "full");
  else
    gtk_widget_remove_css_class (column->count, "full");
}

void
sam_board_header_update (SamBoardHeader *self)
{
  guint n = sam_board_index_n_columns (self->index);

  while (self->columns->len > n)
    {
      gtk_widget_unparent (g_array_index (self->columns, Column, self->columns->len - 1).box);
      g_array_set_size (self->columns, self->columns->len - 1);
    }
  while (self->columns->len < n)
    add_column (self);
  for (guint i = 0; i < n; i++)
    update_column (self, i);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}
