/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/canvas/canvas-children.h"

/* Widgets kept for each kind; more are thrown away, so that one tall view leaves no heap
 * behind. */
#define SPARE_MAX 64

struct _SamCanvasChildren
{
  /* Borrowed. */
  SamCanvas *canvas;
  const SamCanvasSource *source;
  gpointer owner;

  /* Owned. */
  GHashTable *by_key;    /* SamCanvasChild by kind and key; owns them */
  GHashTable *by_widget; /* the same, by widget; does not own */
  GPtrArray *shown;      /* the same, in reading order; does not own */
  GPtrArray *wanted;     /* during a round: SamCanvasItem that have no widget yet; owned copies */
  GPtrArray *spare;      /* by kind: GPtrArray of widgets kept for reuse, owned */
  guint round;
  gboolean unordered;    /* new widgets stand last until the next round */
};

static guint
child_hash (gconstpointer data)
{
  const SamCanvasItem *item = data;

  return g_direct_hash (item->key) * 31 + item->kind;
}

static gboolean
child_equal (gconstpointer a, gconstpointer b)
{
  const SamCanvasItem *one = a, *other = b;

  return one->key == other->key && one->kind == other->kind;
}

static void
spare_free (gpointer data)
{
  if (data)
    g_ptr_array_unref (data);
}

SamCanvasChildren *
sam_canvas_children_new (SamCanvas *canvas, const SamCanvasSource *source, gpointer owner)
{
  SamCanvasChildren *self = g_new0 (SamCanvasChildren, 1);

  self->canvas = canvas;
  self->source = source;
  self->owner = owner;
  /* The item is the child's first member: a child is its own key. */
  self->by_key = g_hash_table_new_full (child_hash, child_equal, NULL, g_free);
  self->by_widget = g_hash_table_new (NULL, NULL);
  self->shown = g_ptr_array_new ();
  self->wanted = g_ptr_array_new_with_free_func (g_free);
  self->spare = g_ptr_array_new_with_free_func (spare_free);
  return self;
}

void
sam_canvas_children_free (SamCanvasChildren *self)
{
  GtkWidget *widget;

  while ((widget = gtk_widget_get_first_child (GTK_WIDGET (self->canvas))))
    gtk_widget_unparent (widget);
  g_ptr_array_unref (self->shown);
  g_ptr_array_unref (self->wanted);
  g_ptr_array_unref (self->spare);
  g_hash_table_unref (self->by_widget);
  g_hash_table_unref (self->by_key);
  g_free (self);
}

static GPtrArray *
spare_of (SamCanvasChildren *self, guint kind)
{
  if (kind >= self->spare->len)
    g_ptr_array_set_size (self->spare, (int)kind + 1);
  if (!self->spare->pdata[kind])
    self->spare->pdata[kind] = g_ptr_array_new_with_free_func (g_object_unref);
  return self->spare->pdata[kind];
}

void
sam_canvas_children_begin (SamCanvasChildren *self)
{
  self->round++;
  g_ptr_array_set_size (self->wanted, 0);
}

static void
bind (SamCanvasChildren *self, SamCanvasChild *child)
{
  child->stale = FALSE;
  self->source->bind (self->owner, child->widget, &child->item);
}

void
sam_canvas_children_visit (SamCanvasChildren *self, const SamCanvasItem *item)
{
  SamCanvasChild *child = g_hash_table_lookup (self->by_key, item);

  g_return_if_fail (item->key != NULL);

  if (!child)
    {
      g_ptr_array_add (self->wanted, g_memdup2 (item, sizeof *item));
      return;
    }

  child->round = self->round;
  child->misplaced = FALSE;
  child->item = *item;
  if (child->stale)
    bind (self, child);
}

static gboolean
is_kept (SamCanvasChildren *self, SamCanvasChild *child)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self->canvas));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  return child->pinned
         || (focus && (focus == child->widget || gtk_widget_is_ancestor (focus, child->widget)));
}

/* Takes the widgets of what is no longer in sight. The widget goes last among the siblings, so that
 * those that stay are still in order and need no move. */
static void
retire (SamCanvasChildren *self, const GdkRectangle *visible)
{
  guint kept = 0;

  for (guint i = 0; i < self->shown->len; i++)
    {
      SamCanvasChild *child = self->shown->pdata[i];
      GdkRectangle place = { child->item.x, child->item.y, child->item.width, child->item.height };

      if (child->round != self->round && !is_kept (self, child))
        {
          if (self->source->unbind)
            self->source->unbind (self->owner, child->widget, child->item.kind);
          gtk_widget_insert_before (child->widget, GTK_WIDGET (self->canvas), NULL);
          g_ptr_array_add (spare_of (self, child->item.kind), g_object_ref (child->widget));
          g_hash_table_remove (self->by_widget, child->widget);
          g_hash_table_remove (self->by_key, child);
          continue;
        }
      if (child->round != self->round)
        child->misplaced = gdk_rectangle_intersect (&place, visible, NULL);
      self->shown->pdata[kept++] = child;
    }
  g_ptr_array_set_size (self->shown, (int)kept);
}

static GtkWidget *
take_widget (SamCanvasChildren *self, guint kind, gboolean *fresh)
{
  GPtrArray *spare = spare_of (self, kind);
  GtkWidget *widget;

  *fresh = spare->len == 0;
  if (!*fresh)
    {
      /* Our reference holds it from now on to the end of this function: the canvas has its own. */
      g_autoptr (GtkWidget) owned = g_ptr_array_steal_index (spare, spare->len - 1);

      if (!gtk_widget_get_parent (owned))
        gtk_widget_insert_before (owned, GTK_WIDGET (self->canvas), NULL);
      return owned;
    }

  widget = self->source->create (self->owner, kind);
  gtk_widget_insert_before (widget, GTK_WIDGET (self->canvas), NULL);
  return widget;
}

static void
realise_wanted (SamCanvasChildren *self)
{
  for (guint i = 0; i < self->wanted->len; i++)
    {
      const SamCanvasItem *item = self->wanted->pdata[i];
      SamCanvasChild *child;

      /* Visited twice in one round: the first stands. */
      if (g_hash_table_contains (self->by_key, item))
        continue;
      child = g_new0 (SamCanvasChild, 1);
      child->item = *item;
      child->round = self->round;
      child->widget = take_widget (self, item->kind, &child->fresh);
      g_hash_table_add (self->by_key, child);
      g_hash_table_insert (self->by_widget, child->widget, child);
      g_ptr_array_add (self->shown, child);
      bind (self, child);
    }
  g_ptr_array_set_size (self->wanted, 0);
}

static int
compare_order (gconstpointer a, gconstpointer b)
{
  const SamCanvasChild *one = *(const SamCanvasChild *const *)a;
  const SamCanvasChild *other = *(const SamCanvasChild *const *)b;

  return one->item.order < other->item.order ? -1 : one->item.order > other->item.order;
}

/* Sibling order is focus order and what screen readers walk. Only what stands wrong is moved. */
static void
put_in_order (SamCanvasChildren *self)
{
  GtkWidget *before = NULL;

  self->unordered = FALSE;
  g_ptr_array_sort (self->shown, compare_order);
  for (guint i = 0; i < self->shown->len; i++)
    {
      SamCanvasChild *child = self->shown->pdata[i];

      /* A new widget among the others has GTK work out the style of all that follow, once more. At
       * the end it costs only its own; the next round moves it, which costs nothing. */
      if (child->fresh)
        {
          child->fresh = FALSE;
          self->unordered = TRUE;
          continue;
        }
      if (gtk_widget_get_prev_sibling (child->widget) != before)
        gtk_widget_insert_after (child->widget, GTK_WIDGET (self->canvas), before);
      before = child->widget;
    }
}

/* Out of the canvas, not only hidden: GTK 4.8 goes on telling screen readers of what is hidden. */
static void
put_away_spare (SamCanvasChildren *self)
{
  for (guint kind = 0; kind < self->spare->len; kind++)
    {
      GPtrArray *spare = self->spare->pdata[kind];

      for (guint i = 0; spare && i < spare->len; i++)
        if (gtk_widget_get_parent (spare->pdata[i]))
          gtk_widget_unparent (spare->pdata[i]);
      if (spare && spare->len > SPARE_MAX)
        g_ptr_array_set_size (spare, SPARE_MAX);
    }
}

void
sam_canvas_children_end (SamCanvasChildren *self, const GdkRectangle *visible)
{
  retire (self, visible);
  realise_wanted (self);
  put_in_order (self);
  put_away_spare (self);
}

SamCanvasChild *
sam_canvas_children_find (SamCanvasChildren *self, guint kind, gpointer key)
{
  SamCanvasItem item = { .kind = kind, .key = key };

  return g_hash_table_lookup (self->by_key, &item);
}

SamCanvasChild *
sam_canvas_children_of (SamCanvasChildren *self, GtkWidget *widget)
{
  return g_hash_table_lookup (self->by_widget, widget);
}

void
sam_canvas_children_all_stale (SamCanvasChildren *self)
{
  for (guint i = 0; i < self->shown->len; i++)
    ((SamCanvasChild *)self->shown->pdata[i])->stale = TRUE;
}

gboolean
sam_canvas_children_unordered (SamCanvasChildren *self)
{
  return self->unordered;
}

guint
sam_canvas_children_n (SamCanvasChildren *self)
{
  return self->shown->len;
}

SamCanvasChild *
sam_canvas_children_nth (SamCanvasChildren *self, guint i)
{
  return self->shown->pdata[i];
}
