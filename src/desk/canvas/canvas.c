/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/canvas/canvas.h"

#include "desk/canvas/canvas-children.h"

/* Realised beyond what is seen, so that Tab always finds the next item and a fast scroll shows no
 * gap. */
#define MARGIN 120

/* A place that no viewport reaches, for a widget that has the focus but no place any more. */
#define OUT_OF_SIGHT -100000

struct _SamCanvas
{
  GtkWidget parent_instance;

  /* Borrowed. */
  const SamCanvasSource *source;
  gpointer owner;

  /* Owned. */
  SamCanvasChildren *children;
  GtkAdjustment *adjustment[2]; /* by GtkOrientation */

  GtkScrollablePolicy policy[2];
  int viewport[2]; /* as last allocated */
  int extent[2];
  guint tick;           /* 0: no update is waiting */
  gboolean places_old;  /* the owner has to be asked for the extent again */
  gboolean items_old;   /* it has to be visited again */
  gboolean configuring; /* value-changed is our own doing */
};

enum
{
  PROP_0,
  PROP_HADJUSTMENT,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

G_DEFINE_FINAL_TYPE_WITH_CODE (SamCanvas, sam_canvas, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

static int
offset (SamCanvas *self, GtkOrientation orientation)
{
  return self->adjustment[orientation]
             ? (int)gtk_adjustment_get_value (self->adjustment[orientation])
             : 0;
}

static GdkRectangle
seen_range (SamCanvas *self)
{
  return (GdkRectangle){ offset (self, GTK_ORIENTATION_HORIZONTAL),
                         offset (self, GTK_ORIENTATION_VERTICAL),
                         self->viewport[GTK_ORIENTATION_HORIZONTAL],
                         self->viewport[GTK_ORIENTATION_VERTICAL] };
}

static void
visit_item (SamCanvas *self, const SamCanvasItem *item)
{
  sam_canvas_children_visit (self->children, item);
}

static void
configure (SamCanvas *self, GtkOrientation orientation)
{
  GtkAdjustment *adjustment = self->adjustment[orientation];
  double page = self->viewport[orientation];
  double upper = MAX (self->extent[orientation], page);

  if (!adjustment)
    return;
  self->configuring = TRUE;
  gtk_adjustment_configure (adjustment, gtk_adjustment_get_value (adjustment), 0, upper, page * 0.1,
                            page * 0.9, page);
  self->configuring = FALSE;
}

static void update_soon (SamCanvas *self);

/* Asks for what has become old and realises what is in sight. */
static void
update (SamCanvas *self)
{
  GdkRectangle seen, range;

  if (!self->children || self->viewport[0] <= 0 || self->viewport[1] <= 0)
    return;

  if (self->places_old)
    {
      self->places_old = FALSE;
      self->source->measure (self->owner, self->viewport[GTK_ORIENTATION_HORIZONTAL],
                             self->viewport[GTK_ORIENTATION_VERTICAL],
                             &self->extent[GTK_ORIENTATION_HORIZONTAL],
                             &self->extent[GTK_ORIENTATION_VERTICAL]);
      configure (self, GTK_ORIENTATION_HORIZONTAL);
      configure (self, GTK_ORIENTATION_VERTICAL);
      self->items_old = TRUE;
    }
  if (!self->items_old)
    return;

  self->items_old = FALSE;
  seen = seen_range (self);
  range = (GdkRectangle){ seen.x - MARGIN, seen.y - MARGIN, seen.width + 2 * MARGIN,
                          seen.height + 2 * MARGIN };
  sam_canvas_children_begin (self->children);
  self->source->visit (self->owner, &range, self, visit_item);
  sam_canvas_children_end (self->children, &seen);
  if (sam_canvas_children_unordered (self->children))
    update_soon (self);
}

static gboolean
tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  SamCanvas *self = SAM_CANVAS (widget);

  self->tick = 0;
  update (self);
  gtk_widget_queue_allocate (widget);
  gtk_widget_queue_draw (widget);
  return G_SOURCE_REMOVE;
}

static void
update_soon (SamCanvas *self)
{
  self->items_old = TRUE;
  if (self->tick == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick, NULL, NULL);
}

static void
on_value_changed (SamCanvas *self)
{
  if (self->configuring)
    return;

  /* Now rather than in size_allocate: children that are made or bound there make GTK lay out twice.
   */
  self->items_old = TRUE;
  update (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
set_adjustment (SamCanvas *self, GtkOrientation orientation, GtkAdjustment *adjustment)
{
  if (adjustment && self->adjustment[orientation] == adjustment)
    return;
  if (self->adjustment[orientation])
    g_signal_handlers_disconnect_by_func (self->adjustment[orientation], on_value_changed, self);
  g_clear_object (&self->adjustment[orientation]);
  if (!adjustment)
    adjustment = gtk_adjustment_new (0, 0, 0, 0, 0, 0);
  self->adjustment[orientation] = g_object_ref_sink (adjustment);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (on_value_changed), self,
                           G_CONNECT_SWAPPED);
  configure (self, orientation);
  update_soon (self);
}

static void
sam_canvas_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                    int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = 0;
}

static void
place_child (SamCanvas *self, SamCanvasChild *child, int x, int y)
{
  GtkAllocation place = { child->item.x - x, child->item.y - y, 0, 0 };
  int width, height;

  gtk_widget_measure (child->widget, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  place.width = MAX (child->item.width, width);
  gtk_widget_measure (child->widget, GTK_ORIENTATION_VERTICAL, place.width, &height, NULL, NULL,
                      NULL);
  place.height = MAX (child->item.height, height);
  if (child->misplaced)
    place.y = OUT_OF_SIGHT;
  gtk_widget_size_allocate (child->widget, &place, -1);
}

static void
present_popovers (GtkWidget *widget)
{
  /* A menu that hangs on a child moves with it. */
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER (child) && gtk_widget_get_mapped (child))
      gtk_popover_present (GTK_POPOVER (child));
}

static void
sam_canvas_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SamCanvas *self = SAM_CANVAS (widget);
  int x, y;

  if (self->viewport[GTK_ORIENTATION_HORIZONTAL] != width
      || self->viewport[GTK_ORIENTATION_VERTICAL] != height)
    {
      self->viewport[GTK_ORIENTATION_HORIZONTAL] = width;
      self->viewport[GTK_ORIENTATION_VERTICAL] = height;
      self->places_old = TRUE;
    }
  update (self);

  x = offset (self, GTK_ORIENTATION_HORIZONTAL);
  y = offset (self, GTK_ORIENTATION_VERTICAL);
  for (guint i = 0; i < sam_canvas_children_n (self->children); i++)
    {
      SamCanvasChild *child = sam_canvas_children_nth (self->children, i);

      place_child (self, child, x, y);
      present_popovers (child->widget);
    }
  present_popovers (widget);
}

static void
draw_layer (SamCanvas *self, GtkSnapshot *snapshot,
            void (*layer) (gpointer, GtkSnapshot *, const GdkRectangle *))
{
  GdkRectangle seen = seen_range (self);

  if (!layer)
    return;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float)-seen.x, (float)-seen.y));
  layer (self->owner, snapshot, &seen);
  gtk_snapshot_restore (snapshot);
}

static void
sam_canvas_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SamCanvas *self = SAM_CANVAS (widget);

  draw_layer (self, snapshot, self->source->snapshot_below);
  for (guint i = 0; i < sam_canvas_children_n (self->children); i++)
    gtk_widget_snapshot_child (widget, sam_canvas_children_nth (self->children, i)->widget,
                               snapshot);
  draw_layer (self, snapshot, self->source->snapshot_above);
}

static void
reveal_child (SamCanvas *self, GtkWidget *widget)
{
  SamCanvasChild *child = sam_canvas_children_of (self->children, widget);
  GdkRectangle place;

  if (!child || child->misplaced)
    return;
  place = (GdkRectangle){ child->item.x, child->item.y, child->item.width, child->item.height };
  sam_canvas_reveal (self, &place);
}

/* Tab: what gets the focus is scrolled into view. Not done in set_focus_child(), where a click on a
 * half-seen card would move it away under the pointer. */
static gboolean
sam_canvas_focus_move (GtkWidget *widget, GtkDirectionType direction)
{
  SamCanvas *self = SAM_CANVAS (widget);

  if (!GTK_WIDGET_CLASS (sam_canvas_parent_class)->focus (widget, direction))
    return FALSE;
  reveal_child (self, gtk_widget_get_focus_child (widget));
  return TRUE;
}

static void
sam_canvas_set_focus_child (GtkWidget *widget, GtkWidget *child)
{
  /* What lost the focus may be out of sight, and is only now free for reuse. */
  GTK_WIDGET_CLASS (sam_canvas_parent_class)->set_focus_child (widget, child);
  update_soon (SAM_CANVAS (widget));
}

static void
sam_canvas_map (GtkWidget *widget)
{
  SamCanvas *self = SAM_CANVAS (widget);

  GTK_WIDGET_CLASS (sam_canvas_parent_class)->map (widget);
  if (self->places_old || self->items_old)
    update_soon (self);
}

static void
sam_canvas_unmap (GtkWidget *widget)
{
  SamCanvas *self = SAM_CANVAS (widget);

  if (self->tick)
    gtk_widget_remove_tick_callback (widget, self->tick);
  self->tick = 0;
  GTK_WIDGET_CLASS (sam_canvas_parent_class)->unmap (widget);
}

static void
sam_canvas_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SamCanvas *self = SAM_CANVAS (object);

  switch (id)
    {
    case PROP_HADJUSTMENT:
      g_value_set_object (value, self->adjustment[GTK_ORIENTATION_HORIZONTAL]);
      break;
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->adjustment[GTK_ORIENTATION_VERTICAL]);
      break;
    case PROP_HSCROLL_POLICY:
      g_value_set_enum (value, self->policy[GTK_ORIENTATION_HORIZONTAL]);
      break;
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, self->policy[GTK_ORIENTATION_VERTICAL]);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sam_canvas_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SamCanvas *self = SAM_CANVAS (object);

  switch (id)
    {
    case PROP_HADJUSTMENT:
      set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, g_value_get_object (value));
      break;
    case PROP_VADJUSTMENT:
      set_adjustment (self, GTK_ORIENTATION_VERTICAL, g_value_get_object (value));
      break;
    case PROP_HSCROLL_POLICY:
      self->policy[GTK_ORIENTATION_HORIZONTAL] = g_value_get_enum (value);
      break;
    case PROP_VSCROLL_POLICY:
      self->policy[GTK_ORIENTATION_VERTICAL] = g_value_get_enum (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sam_canvas_dispose (GObject *object)
{
  SamCanvas *self = SAM_CANVAS (object);

  g_clear_pointer (&self->children, sam_canvas_children_free);
  G_OBJECT_CLASS (sam_canvas_parent_class)->dispose (object);
}

static void
sam_canvas_finalize (GObject *object)
{
  SamCanvas *self = SAM_CANVAS (object);

  g_clear_object (&self->adjustment[0]);
  g_clear_object (&self->adjustment[1]);
  G_OBJECT_CLASS (sam_canvas_parent_class)->finalize (object);
}

static void
sam_canvas_class_init (SamCanvasClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = sam_canvas_get_property;
  object_class->set_property = sam_canvas_set_property;
  object_class->dispose = sam_canvas_dispose;
  object_class->finalize = sam_canvas_finalize;
  widget_class->measure = sam_canvas_measure;
  widget_class->size_allocate = sam_canvas_size_allocate;
  widget_class->snapshot = sam_canvas_snapshot;
  widget_class->focus = sam_canvas_focus_move;
  widget_class->set_focus_child = sam_canvas_set_focus_child;
  widget_class->map = sam_canvas_map;
  widget_class->unmap = sam_canvas_unmap;

  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");
  gtk_widget_class_set_css_name (widget_class, "canvas");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
sam_canvas_init (SamCanvas *self)
{
  self->places_old = TRUE;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
sam_canvas_new (const SamCanvasSource *source, gpointer owner)
{
  SamCanvas *self = g_object_new (SAM_TYPE_CANVAS, NULL);

  self->source = source;
  self->owner = owner;
  self->children = sam_canvas_children_new (self, source, owner);
  return GTK_WIDGET (self);
}

void
sam_canvas_places_changed (SamCanvas *self)
{
  self->places_old = TRUE;
  update_soon (self);
}

void
sam_canvas_item_changed (SamCanvas *self, guint kind, gpointer key)
{
  SamCanvasChild *child = sam_canvas_children_find (self->children, kind, key);

  if (!child)
    return;
  child->stale = TRUE;
  update_soon (self);
}

void
sam_canvas_all_changed (SamCanvas *self)
{
  sam_canvas_children_all_stale (self->children);
  update_soon (self);
}

GtkWidget *
sam_canvas_widget (SamCanvas *self, guint kind, gpointer key)
{
  SamCanvasChild *child = sam_canvas_children_find (self->children, kind, key);

  return child ? child->widget : NULL;
}

guint
sam_canvas_n_realised (SamCanvas *self)
{
  return sam_canvas_children_n (self->children);
}

void
sam_canvas_reveal (SamCanvas *self, const GdkRectangle *rectangle)
{
  update (self);
  /* What is larger than the viewport shows its beginning: the second call wins. */
  for (int i = 0; i < 2; i++)
    {
      int start = i == GTK_ORIENTATION_HORIZONTAL ? rectangle->x : rectangle->y;
      int size = i == GTK_ORIENTATION_HORIZONTAL ? rectangle->width : rectangle->height;
      double value = self->adjustment[i] ? gtk_adjustment_get_value (self->adjustment[i]) : 0;

      if (!self->adjustment[i])
        continue;
      if (start + size > value + self->viewport[i])
        value = start + size - self->viewport[i];
      if (start < value)
        value = start;
      gtk_adjustment_set_value (self->adjustment[i], value);
    }
}

gboolean
sam_canvas_focus (SamCanvas *self, const SamCanvasItem *item)
{
  GdkRectangle place = { item->x, item->y, item->width, item->height };
  GtkWidget *widget;

  sam_canvas_reveal (self, &place);
  self->items_old = TRUE;
  update (self);
  widget = sam_canvas_widget (self, item->kind, item->key);
  return widget && gtk_widget_grab_focus (widget);
}

void
sam_canvas_offset (SamCanvas *self, int *x, int *y)
{
  *x = offset (self, GTK_ORIENTATION_HORIZONTAL);
  *y = offset (self, GTK_ORIENTATION_VERTICAL);
}

void
sam_canvas_pin (SamCanvas *self, GtkWidget *widget, gboolean pinned)
{
  SamCanvasChild *child = sam_canvas_children_of (self->children, widget);

  if (!child)
    return;
  child->pinned = pinned;
  update_soon (self);
}

const SamCanvasItem *
sam_canvas_item_of (SamCanvas *self, GtkWidget *widget)
{
  SamCanvasChild *child = sam_canvas_children_of (self->children, widget);

  return child ? &child->item : NULL;
}
