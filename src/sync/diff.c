/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/diff.h"

/* Both texts, and how far each diagonal has come from either end. Diagonal k holds the points with
 * (tokens of a) − (tokens of b) = k; -1 is a diagonal that nobody has reached. */
typedef struct
{
  const guint32 *a;
  const guint32 *b;
  gint32 *match;
  gint32 *forward;  /* owned; indexed by k + offset */
  gint32 *backward; /* owned; the same, counted from the ends */
  gint32 offset;
  gint64 *work;
} Diff;

/* A box of both texts: tokens a0 … a0 + n - 1 of a against b0 … b0 + m - 1 of b. */
typedef struct
{
  gint32 a0, n, b0, m;
} Box;

/* One edit further on diagonal k: a token of b was inserted, or one of a removed, whichever comes
 * further. */
static gint32
step (const gint32 *reach, gint32 k, const Box *box)
{
  gint32 inserted = reach[k + 1];
  gint32 removed = reach[k - 1];
  gint32 best = -1;

  if (inserted >= 0 && inserted - k <= box->m)
    best = inserted;
  if (removed >= 0 && removed + 1 <= box->n)
    best = MAX (best, removed + 1);
  return best;
}

static gint32
slide_forward (const Diff *diff, const Box *box, gint32 x, gint32 k)
{
  while (x < box->n && x - k < box->m && diff->a[box->a0 + x] == diff->b[box->b0 + x - k])
    x++;
  return x;
}

static gint32
slide_backward (const Diff *diff, const Box *box, gint32 x, gint32 k)
{
  while (x < box->n && x - k < box->m
         && diff->a[box->a0 + box->n - 1 - x] == diff->b[box->b0 + box->m - 1 - (x - k)])
    x++;
  return x;
}

/* Where a shortest path from corner to corner has its middle. FALSE when the work is used up. The
 * box has no equal tokens at its ends, so the middle is never a corner. */
static gboolean
find_middle (Diff *diff, const Box *box, gint32 *x_middle, gint32 *y_middle)
{
  gint32 *forward = diff->forward + diff->offset;
  gint32 *backward = diff->backward + diff->offset;
  gint32 delta = box->n - box->m;
  gboolean odd = (delta & 1) != 0;

  for (gint32 k = -box->m - 1; k <= box->n + 1; k++)
    forward[k] = backward[k] = -1;
  *diff->work -= box->n + box->m;

  for (gint32 d = 0;; d++)
    {
      gint32 low = -d;
      gint32 high = d;

      while (low < -box->m)
        low += 2;
      while (high > box->n)
        high -= 2;
      *diff->work -= 2 * (high - low + 2);
      if (*diff->work <= 0)
        return FALSE;

      for (gint32 k = low; k <= high; k += 2)
        {
          gint32 start = d == 0 ? 0 : step (forward, k, box);
          gint32 opposite = delta - k;

          forward[k] = start < 0 ? -1 : slide_forward (diff, box, start, k);
          *diff->work -= forward[k] - start;
          if (odd && forward[k] >= 0 && ABS (opposite) < d && opposite >= -box->m
              && opposite <= box->n && backward[opposite] >= 0
              && forward[k] + backward[opposite] >= box->n)
            {
              *x_middle = forward[k];
              *y_middle = forward[k] - k;
              return TRUE;
            }
        }
      for (gint32 k = low; k <= high; k += 2)
        {
          gint32 start = d == 0 ? 0 : step (backward, k, box);
          gint32 opposite = delta - k;

          backward[k] = start < 0 ? -1 : slide_backward (diff, box, start, k);
          *diff->work -= backward[k] - start;
          if (!odd && backward[k] >= 0 && ABS (opposite) <= d && opposite >= -box->m
              && opposite <= box->n && forward[opposite] >= 0
              && backward[k] + forward[opposite] >= box->n)
            {
              *x_middle = box->n - backward[k];
              *y_middle = box->m - (backward[k] - k);
              return TRUE;
            }
        }
    }
}

static void
compare (Diff *diff, Box box)
{
  gint32 x, y;

  while (box.n > 0 && box.m > 0 && diff->a[box.a0] == diff->b[box.b0])
    {
      diff->match[box.a0++] = box.b0++;
      box.n--;
      box.m--;
    }
  while (box.n > 0 && box.m > 0 && diff->a[box.a0 + box.n - 1] == diff->b[box.b0 + box.m - 1])
    {
      box.n--;
      box.m--;
      diff->match[box.a0 + box.n] = box.b0 + box.m;
    }
  if (box.n == 0 || box.m == 0 || !find_middle (diff, &box, &x, &y))
    return;
  compare (diff, (Box){ box.a0, x, box.b0, y });
  compare (diff, (Box){ box.a0 + x, box.n - x, box.b0 + y, box.m - y });
}

void
sam_diff (const guint32 *a, guint n_a, const guint32 *b, guint n_b, gint32 *match, gint64 *work)
{
  g_autofree gint32 *forward = NULL;
  g_autofree gint32 *backward = NULL;
  Diff diff;

  g_return_if_fail (n_a < G_MAXINT32 / 4 && n_b < G_MAXINT32 / 4);
  forward = g_new (gint32, (gsize)n_a + n_b + 3);
  backward = g_new (gint32, (gsize)n_a + n_b + 3);
  for (guint i = 0; i < n_a; i++)
    match[i] = -1;
  diff = (Diff){ a, b, match, forward, backward, (gint32)n_b + 1, work };
  compare (&diff, (Box){ 0, (gint32)n_a, 0, (gint32)n_b });
}
