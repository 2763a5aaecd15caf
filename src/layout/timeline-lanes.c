/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/timeline.h"

#include <math.h>
#include <string.h>

const SamTimelineMetrics sam_timeline_metrics = {
  .bar_height = 30,
  .row_gap = 6,
  .lane_padding = 9,
  .lane_minimum = 56,
  .bar_minimum = 10,
  .bar_gap = 2,
  .label_gap = 6,
  .label_space = 10,
  .label_maximum = 240,
  .inside_from = 64,
  .diamond = 18,
};

typedef struct
{
  SamTimelineBar bar; /* first */
  gboolean removed;
  gboolean loose; /* allocated by itself: not yet in its lane's block */
} Bar;

typedef struct
{
  SamTimelineLane lane; /* first: what others see */
  GPtrArray *bars;      /* of Bar, in order of time once placed */
  Bar *block;           /* where they are, side by side, so that packing walks through memory */
  GArray *row_first;    /* guint: where each row begins in row_bars; one more at the end */
  GPtrArray *row_bars;  /* the bars by row, in order of time within it; borrowed */
  gboolean dirty;
  gboolean unsorted;
  gboolean shown;
} Lane;

struct _SamTimelineLanes
{
  SamTimelineMetrics metrics;
  GHashTable *lanes; /* key → Lane, owned */
  GHashTable *bars;  /* key → Bar, owned by its lane's array */
  GPtrArray *order;  /* Lane, borrowed: those that are shown */
  SamTimelineAxis axis;
  gboolean placed;
  int height;
};

static void
bar_free (gpointer data)
{
  if (((Bar *)data)->loose)
    g_slice_free (Bar, data);
}

static void
lane_free (gpointer data)
{
  Lane *lane = data;

  g_ptr_array_unref (lane->bars);
  g_free (lane->block);
  g_ptr_array_unref (lane->row_bars);
  g_array_unref (lane->row_first);
  g_free (lane);
}

static Lane *
lane_ensure (SamTimelineLanes *lanes, gpointer key)
{
  Lane *lane = g_hash_table_lookup (lanes->lanes, key);

  if (lane == NULL)
    {
      lane = g_new0 (Lane, 1);
      lane->lane.key = key;
      lane->bars = g_ptr_array_new_with_free_func (bar_free);
      lane->row_bars = g_ptr_array_new ();
      lane->row_first = g_array_new (FALSE, TRUE, sizeof (guint));
      lane->dirty = TRUE;
      g_hash_table_insert (lanes->lanes, key, lane);
    }
  return lane;
}

SamTimelineLanes *
sam_timeline_lanes_new (const SamTimelineMetrics *metrics)
{
  SamTimelineLanes *lanes = g_new0 (SamTimelineLanes, 1);

  lanes->metrics = *metrics;
  lanes->lanes = g_hash_table_new_full (NULL, NULL, NULL, lane_free);
  lanes->bars = g_hash_table_new (NULL, NULL);
  lanes->order = g_ptr_array_new ();
  return lanes;
}

void
sam_timeline_lanes_free (SamTimelineLanes *lanes)
{
  if (lanes == NULL)
    return;
  g_ptr_array_unref (lanes->order);
  g_hash_table_unref (lanes->bars);
  g_hash_table_unref (lanes->lanes);
  g_free (lanes);
}

void
sam_timeline_lanes_clear (SamTimelineLanes *lanes)
{
  g_ptr_array_set_size (lanes->order, 0);
  g_hash_table_remove_all (lanes->bars);
  g_hash_table_remove_all (lanes->lanes);
  lanes->height = 0;
}

/* The bar leaves its lane's arrays when that is packed; until then it is only marked. */
static void
bar_drop (SamTimelineLanes *lanes, Bar *bar)
{
  Lane *lane = (Lane *)bar->bar.lane;

  g_hash_table_remove (lanes->bars, bar->bar.key);
  bar->removed = TRUE;
  lane->dirty = TRUE;
  lane->lane.n_bars--;
}

void
sam_timeline_lanes_put (SamTimelineLanes *lanes, gpointer lane_key, const SamTimelineBar *given)
{
  Lane *lane = lane_ensure (lanes, lane_key);
  Bar *bar = g_hash_table_lookup (lanes->bars, given->key);

  if (bar != NULL && bar->bar.lane != &lane->lane)
    {
      bar_drop (lanes, bar);
      bar = NULL;
    }
  if (bar == NULL)
    {
      bar = g_slice_new0 (Bar);
      bar->loose = TRUE;
      bar->bar.key = given->key;
      bar->bar.lane = &lane->lane;
      g_hash_table_insert (lanes->bars, given->key, bar);
      g_ptr_array_add (lane->bars, bar);
      lane->lane.n_bars++;
      lane->unsorted = TRUE;
    }
  else if (bar->bar.starts == given->starts && bar->bar.ends == given->ends
           && bar->bar.label == given->label)
    return;

  if (bar->bar.starts != given->starts || bar->bar.ends != given->ends)
    lane->unsorted = TRUE;
  bar->bar.id = given->id;
  bar->bar.starts = given->starts;
  bar->bar.ends = MAX (given->starts, given->ends);
  bar->bar.label = given->label;
  lane->dirty = TRUE;
}

void
sam_timeline_lanes_remove (SamTimelineLanes *lanes, gpointer bar_key)
{
  Bar *bar = g_hash_table_lookup (lanes->bars, bar_key);

  if (bar != NULL)
    bar_drop (lanes, bar);
}

guint
sam_timeline_lanes_count_bars (SamTimelineLanes *lanes, gpointer lane_key)
{
  Lane *lane = g_hash_table_lookup (lanes->lanes, lane_key);

  return lane ? lane->lane.n_bars : 0;
}

GPtrArray *
sam_timeline_lanes_filled (SamTimelineLanes *lanes)
{
  GPtrArray *keys = g_ptr_array_new ();
  GHashTableIter iter;
  Lane *lane;

  g_hash_table_iter_init (&iter, lanes->lanes);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *)&lane))
    if (lane->lane.n_bars > 0)
      g_ptr_array_add (keys, lane->lane.key);
  return keys;
}

void
sam_timeline_lanes_set_order (SamTimelineLanes *lanes, gpointer const *lane_keys, guint n)
{
  for (guint i = 0; i < lanes->order->len; i++)
    ((Lane *)lanes->order->pdata[i])->shown = FALSE;
  g_ptr_array_set_size (lanes->order, 0);

  for (guint i = 0; i < n; i++)
    {
      Lane *lane = lane_ensure (lanes, lane_keys[i]);

      if (lane->shown)
        continue;
      lane->shown = TRUE;
      g_ptr_array_add (lanes->order, lane);
    }
}

/* Earlier first; of those that start together the longest first, so that short ones gather below.
 */
static int
bar_compare (gconstpointer a, gconstpointer b)
{
  const Bar *one = *(Bar *const *)a;
  const Bar *other = *(Bar *const *)b;

  if (one->removed != other->removed)
    return one->removed ? 1 : -1;
  if (one->bar.starts != other->bar.starts)
    return one->bar.starts < other->bar.starts ? -1 : 1;
  if (one->bar.ends != other->bar.ends)
    return one->bar.ends > other->bar.ends ? -1 : 1;
  return g_strcmp0 (one->bar.id, other->bar.id);
}

/* Moves the bars to a new block in their order. */
static void
lane_gather (SamTimelineLanes *lanes, Lane *lane)
{
  Bar *block = g_new (Bar, lane->bars->len);

  for (guint i = 0; i < lane->bars->len; i++)
    {
      Bar *bar = lane->bars->pdata[i];

      block[i] = *bar;
      block[i].loose = FALSE;
      g_hash_table_insert (lanes->bars, bar->bar.key, &block[i]);
      bar_free (bar);
      lane->bars->pdata[i] = &block[i];
    }
  g_free (lane->block);
  lane->block = block;
}

static void
lane_sort (SamTimelineLanes *lanes, Lane *lane)
{
  if (!lane->unsorted && lane->bars->len == lane->lane.n_bars)
    return;
  g_ptr_array_sort (lane->bars, bar_compare);
  lane->unsorted = FALSE;
  if (lane->bars->len > lane->lane.n_bars)
    g_ptr_array_remove_range (lane->bars, lane->lane.n_bars, lane->bars->len - lane->lane.n_bars);
  lane_gather (lanes, lane);
}

void
sam_timeline_bar_measure (const SamTimelineMetrics *metrics, const SamTimelineAxis *axis,
                          SamTimelineBar *bar)
{
  int left = (int)floor (sam_timeline_axis_x (axis, bar->starts) + 0.5);
  int right = (int)floor (sam_timeline_axis_x (axis, bar->ends) + 0.5);

  if (bar->ends <= bar->starts)
    {
      bar->x = left - metrics->diamond / 2;
      bar->width = metrics->diamond;
      bar->inside = FALSE;
    }
  else
    {
      bar->x = left;
      /* What follows at once stands in the same row, a gap apart. */
      bar->width = MAX (right - left - metrics->bar_gap, metrics->bar_minimum);
      bar->inside = bar->width >= metrics->inside_from;
    }
  bar->extent = bar->width;
  if (!bar->inside && bar->label > 0)
    bar->extent += metrics->label_gap + MIN (bar->label, metrics->label_maximum);
}

/* The rows' right edges as the leaves of a tree of minima: the topmost row with room is found in
 * O(log n). */
typedef struct
{
  GArray *minima; /* int; node 1 is the root, leaves from `leaves` on */
  guint leaves;
  guint n_rows;
} Rows;

static void
rows_init (Rows *rows, guint leaves)
{
  int most = G_MAXINT;

  rows->leaves = leaves;
  rows->n_rows = 0;
  rows->minima = g_array_sized_new (FALSE, FALSE, sizeof (int), 2 * leaves);
  for (guint i = 0; i < 2 * leaves; i++)
    g_array_append_val (rows->minima, most);
}

#define MINIMUM(rows_, i_) g_array_index ((rows_)->minima, int, (i_))

static void
rows_set (Rows *rows, guint row, int right)
{
  guint node = rows->leaves + row;

  MINIMUM (rows, node) = right;
  for (node /= 2; node > 0; node /= 2)
    MINIMUM (rows, node) = MIN (MINIMUM (rows, 2 * node), MINIMUM (rows, 2 * node + 1));
}

static void
rows_grow (Rows *rows)
{
  Rows larger;

  rows_init (&larger, rows->leaves * 2);
  for (guint i = 0; i < rows->n_rows; i++)
    MINIMUM (&larger, larger.leaves + i) = MINIMUM (rows, rows->leaves + i);
  for (guint node = larger.leaves - 1; node > 0; node--)
    MINIMUM (&larger, node) = MIN (MINIMUM (&larger, 2 * node), MINIMUM (&larger, 2 * node + 1));
  larger.n_rows = rows->n_rows;
  g_array_unref (rows->minima);
  *rows = larger;
}

static guint
rows_take (Rows *rows, int left, int right)
{
  guint node = 1;

  if (MINIMUM (rows, 1) > left)
    {
      if (rows->n_rows == rows->leaves)
        rows_grow (rows);
      rows_set (rows, rows->n_rows, right);
      return rows->n_rows++;
    }
  while (node < rows->leaves)
    node = MINIMUM (rows, 2 * node) <= left ? 2 * node : 2 * node + 1;
  rows_set (rows, node - rows->leaves, right);
  return node - rows->leaves;
}

/* Lists the bars row by row, so that what is in sight is found by halving. */
static void
lane_index_rows (Lane *lane)
{
  guint n_rows = lane->lane.n_rows;
  guint *first;

  g_array_set_size (lane->row_first, 0);
  g_array_set_size (lane->row_first, n_rows + 2);
  g_ptr_array_set_size (lane->row_bars, (int)lane->bars->len);
  first = (guint *)(gpointer)lane->row_first->data;
  memset (first, 0, (n_rows + 2) * sizeof (guint));

  /* Counted two places on, summed, then moved one place as each row is filled. */
  for (guint i = 0; i < lane->bars->len; i++)
    first[((Bar *)lane->bars->pdata[i])->bar.row + 2]++;
  for (guint row = 1; row < n_rows + 2; row++)
    first[row] += first[row - 1];
  for (guint i = 0; i < lane->bars->len; i++)
    {
      Bar *bar = lane->bars->pdata[i];

      lane->row_bars->pdata[first[bar->bar.row + 1]++] = bar;
    }
}

static void
lane_pack (SamTimelineLanes *lanes, Lane *lane)
{
  guint leaves = 8;
  Rows rows;

  lane_sort (lanes, lane);
  /* As many as it had: growing copies. */
  while (leaves < lane->lane.n_rows)
    leaves *= 2;
  rows_init (&rows, leaves);
  for (guint i = 0; i < lane->bars->len; i++)
    {
      SamTimelineBar *bar = lane->bars->pdata[i];

      sam_timeline_bar_measure (&lanes->metrics, &lanes->axis, bar);
      bar->index = i;
      bar->row = rows_take (
          &rows, bar->x,
          bar->x + bar->extent
              + (bar->extent > bar->width ? lanes->metrics.label_space : lanes->metrics.bar_gap));
    }
  lane->lane.n_rows = rows.n_rows;
  g_array_unref (rows.minima);
  lane_index_rows (lane);
  lane->dirty = FALSE;
}

static int
row_pitch (SamTimelineLanes *lanes)
{
  return lanes->metrics.bar_height + lanes->metrics.row_gap;
}

guint
sam_timeline_lanes_place (SamTimelineLanes *lanes, const SamTimelineAxis *axis)
{
  gboolean all = !lanes->placed || lanes->axis.first != axis->first
                 || lanes->axis.day_width != axis->day_width;
  guint packed = 0;
  guint order = 0;
  int y = 0;

  if (all)
    {
      GHashTableIter iter;
      Lane *lane;

      g_hash_table_iter_init (&iter, lanes->lanes);
      while (g_hash_table_iter_next (&iter, NULL, (gpointer *)&lane))
        lane->dirty = TRUE;
    }
  lanes->axis = *axis;
  lanes->placed = TRUE;

  for (guint i = 0; i < lanes->order->len; i++)
    {
      Lane *lane = lanes->order->pdata[i];
      int rows;

      if (lane->dirty)
        {
          lane_pack (lanes, lane);
          packed++;
        }
      rows = (int)lane->lane.n_rows * row_pitch (lanes) - lanes->metrics.row_gap;
      lane->lane.y = y;
      lane->lane.height = MAX (lanes->metrics.lane_minimum, rows + 2 * lanes->metrics.lane_padding);
      lane->lane.order = order;
      lane->lane.position = i;
      y += lane->lane.height;
      order += lane->lane.n_bars;
    }
  lanes->height = y;
  return packed;
}

int
sam_timeline_lanes_height (SamTimelineLanes *lanes)
{
  return lanes->height;
}

guint
sam_timeline_lanes_n_shown (SamTimelineLanes *lanes)
{
  return lanes->order->len;
}

const SamTimelineLane *
sam_timeline_lanes_nth (SamTimelineLanes *lanes, guint position)
{
  return lanes->order->pdata[position];
}

const SamTimelineLane *
sam_timeline_lanes_at (SamTimelineLanes *lanes, int y)
{
  guint low = 0;
  guint high = lanes->order->len;

  if (high == 0)
    return NULL;
  /* The last lane that begins at or above y. */
  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (sam_timeline_lanes_nth (lanes, middle)->y <= y)
        low = middle;
      else
        high = middle;
    }
  return sam_timeline_lanes_nth (lanes, low);
}

const SamTimelineLane *
sam_timeline_lanes_lane (SamTimelineLanes *lanes, gpointer lane_key)
{
  Lane *lane = g_hash_table_lookup (lanes->lanes, lane_key);

  return lane != NULL && lane->shown ? &lane->lane : NULL;
}

const SamTimelineBar *
sam_timeline_lanes_find (SamTimelineLanes *lanes, gpointer bar_key)
{
  Bar *bar = g_hash_table_lookup (lanes->bars, bar_key);

  return bar != NULL && ((Lane *)bar->bar.lane)->shown ? &bar->bar : NULL;
}

int
sam_timeline_bar_y (SamTimelineLanes *lanes, const SamTimelineBar *bar)
{
  return bar->lane->y + lanes->metrics.lane_padding + (int)bar->row * row_pitch (lanes);
}

/* The first of a row's bars that reaches past x: they do not overlap, so their right edges rise
 * too. */
static guint
row_first_past (const Lane *lane, guint low, guint high, int x)
{
  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const SamTimelineBar *bar = lane->row_bars->pdata[middle];

      if (bar->x + bar->extent > x)
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

static void
lane_each_in (SamTimelineLanes *lanes, const Lane *lane, const int range[4], SamTimelineVisit visit,
              gpointer data)
{
  int top = range[1] - lane->lane.y - lanes->metrics.lane_padding;
  int bottom = range[3] - lane->lane.y - lanes->metrics.lane_padding;
  int pitch = row_pitch (lanes);
  guint row = top > 0 ? (guint)(top / pitch) : 0;

  if (top > 0 && top % pitch >= lanes->metrics.bar_height)
    row++;
  for (; row < lane->lane.n_rows && (int)row * pitch < bottom; row++)
    {
      guint high = g_array_index (lane->row_first, guint, row + 1);
      guint i = row_first_past (lane, g_array_index (lane->row_first, guint, row), high, range[0]);

      for (; i < high; i++)
        {
          const SamTimelineBar *bar = lane->row_bars->pdata[i];

          if (bar->x >= range[2])
            break;
          visit (bar, data);
        }
    }
}

void
sam_timeline_lanes_each_in (SamTimelineLanes *lanes, int x, int y, int width, int height,
                            SamTimelineVisit visit, gpointer data)
{
  const SamTimelineLane *first = sam_timeline_lanes_at (lanes, y);
  int range[4] = { x, y, x + width, y + height };

  if (first == NULL || width <= 0 || height <= 0)
    return;
  for (guint i = first->position; i < lanes->order->len; i++)
    {
      const Lane *lane = lanes->order->pdata[i];

      if (lane->lane.y >= range[3])
        break;
      lane_each_in (lanes, lane, range, visit, data);
    }
}

/* The bar of a lane that starts nearest to a moment. */
static const SamTimelineBar *
lane_nearest (const Lane *lane, double days)
{
  guint low = 0;
  guint high = lane->bars->len;
  const SamTimelineBar *before, *after;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (((SamTimelineBar *)lane->bars->pdata[middle])->starts < days)
        low = middle + 1;
      else
        high = middle;
    }
  if (low == lane->bars->len)
    return lane->bars->pdata[low - 1];
  after = lane->bars->pdata[low];
  if (low == 0)
    return after;
  before = lane->bars->pdata[low - 1];
  return days - before->starts < after->starts - days ? before : after;
}

const SamTimelineBar *
sam_timeline_lanes_neighbour (SamTimelineLanes *lanes, const SamTimelineBar *bar,
                              SamTimelineDirection direction)
{
  const Lane *lane = (const Lane *)bar->lane;
  guint last = lane->bars->len - 1;

  switch (direction)
    {
    case SAM_TIMELINE_EARLIER:
      return bar->index > 0 ? lane->bars->pdata[bar->index - 1] : NULL;
    case SAM_TIMELINE_LATER:
      return bar->index < last ? lane->bars->pdata[bar->index + 1] : NULL;
    case SAM_TIMELINE_FIRST:
      return lane->bars->pdata[0];
    case SAM_TIMELINE_LAST:
      return lane->bars->pdata[last];
    case SAM_TIMELINE_ABOVE:
      for (guint i = lane->lane.position; i > 0; i--)
        if (sam_timeline_lanes_nth (lanes, i - 1)->n_bars > 0)
          return lane_nearest (lanes->order->pdata[i - 1], bar->starts);
      return NULL;
    case SAM_TIMELINE_BELOW:
      for (guint i = lane->lane.position + 1; i < lanes->order->len; i++)
        if (sam_timeline_lanes_nth (lanes, i)->n_bars > 0)
          return lane_nearest (lanes->order->pdata[i], bar->starts);
      return NULL;
    default:
      return NULL;
    }
}

const SamTimelineBar *
sam_timeline_lanes_first_after (SamTimelineLanes *lanes, double days)
{
  const SamTimelineBar *last = NULL;

  for (guint i = 0; i < lanes->order->len; i++)
    {
      const Lane *lane = lanes->order->pdata[i];

      for (guint j = 0; j < lane->bars->len; j++)
        {
          last = lane->bars->pdata[j];
          if (last->starts >= days)
            return last;
        }
    }
  return last;
}

typedef struct
{
  const SamTimelineBar *bar;
} Hit;

static void
hit_visit (const SamTimelineBar *bar, gpointer data)
{
  Hit *hit = data;

  if (hit->bar == NULL)
    hit->bar = bar;
}

const SamTimelineBar *
sam_timeline_lanes_hit (SamTimelineLanes *lanes, int x, int y, SamTimelinePart *part)
{
  Hit hit = { 0 };
  const SamTimelineBar *bar;
  int edge;

  *part = SAM_TIMELINE_NOTHING;
  sam_timeline_lanes_each_in (lanes, x, y, 1, 1, hit_visit, &hit);
  bar = hit.bar;
  if (bar == NULL)
    return NULL;

  /* Below 24 pixels an edge would leave nothing to take hold of. */
  edge = bar->ends <= bar->starts || bar->width < 24 ? 0 : 7;
  if (x >= bar->x + bar->width)
    *part = SAM_TIMELINE_LABEL;
  else if (x < bar->x + edge)
    *part = SAM_TIMELINE_START;
  else if (x >= bar->x + bar->width - edge)
    *part = SAM_TIMELINE_END;
  else
    *part = SAM_TIMELINE_BODY;
  return bar;
}
