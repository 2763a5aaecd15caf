/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/forum-file-circle.h"

/* The references of one chain as a graph: record i leads to targets[first[i]] … targets[first[i +
 * 1] - 1]. */
typedef struct
{
  SamFieldId field; /* SAM_NO_FIELD: the fields that name owners, of all kinds together */
  GArray *first;    /* of guint */
  GArray *targets;  /* of guint */
} Graph;

static gboolean
follows (const Graph *graph, const SamField *field)
{
  return graph->field == SAM_NO_FIELD ? field->owner : field->id == graph->field;
}

static void
add_target (Graph *graph, GHashTable *index, const char *id)
{
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (index, id));

  if (place-- > 0)
    g_array_append_val (graph->targets, place);
}

static void
add_targets (Graph *graph, GHashTable *index, SamRecord *record, const SamField *field)
{
  if (!sam_record_has (record, field->id))
    return;
  if (field->type == SAM_TYPE_REFERENCE_SET)
    {
      g_auto (GStrv) ids = sam_set_to_strv (sam_record_value (record, field->id));

      for (guint i = 0; ids[i] != NULL; i++)
        add_target (graph, index, ids[i]);
    }
  else
    add_target (graph, index, sam_record_text (record, field->id));
}

static void
build (Graph *graph, GPtrArray *records, GHashTable *index)
{
  for (guint i = 0; i < records->len; i++)
    {
      const SamKind *kind = sam_kind (sam_record_kind (records->pdata[i]));

      g_array_append_val (graph->first, graph->targets->len);
      for (guint f = 0; f < kind->n_fields; f++)
        if (follows (graph, sam_field (kind->first + f)))
          add_targets (graph, index, records->pdata[i], sam_field (kind->first + f));
    }
  g_array_append_val (graph->first, graph->targets->len);
}

typedef struct
{
  guint node;
  guint next; /* in targets */
} Step;

enum
{
  UNSEEN,
  OPEN, /* on the way that is being walked */
  DONE
};

static void
enter (const Graph *graph, guint8 *state, GArray *way, guint node)
{
  Step step = { node, g_array_index (graph->first, guint, node) };

  state[node] = OPEN;
  g_array_append_val (way, step);
}

/* Depth first with a way of its own: the program's stack would not hold a long chain. */
static gboolean
walk (const Graph *graph, guint8 *state, guint from, guint *place)
{
  g_autoptr (GArray) way = g_array_new (FALSE, FALSE, sizeof (Step));

  enter (graph, state, way, from);
  while (way->len > 0)
    {
      Step *step = &g_array_index (way, Step, way->len - 1);
      guint target;

      if (step->next == g_array_index (graph->first, guint, step->node + 1))
        {
          state[step->node] = DONE;
          g_array_set_size (way, way->len - 1);
          continue;
        }
      target = g_array_index (graph->targets, guint, step->next++);
      if (state[target] == OPEN)
        {
          *place = target;
          return TRUE;
        }
      if (state[target] == UNSEEN)
        enter (graph, state, way, target);
    }
  return FALSE;
}

static gboolean
has_circle (GPtrArray *records, GHashTable *index, SamFieldId field, guint *place)
{
  g_autoptr (GArray) first = g_array_sized_new (FALSE, FALSE, sizeof (guint), records->len + 1);
  g_autoptr (GArray) targets = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree guint8 *state = g_new0 (guint8, records->len + 1);
  Graph graph = { field, first, targets };

  build (&graph, records, index);
  for (guint i = 0; i < records->len; i++)
    if (state[i] == UNSEEN && walk (&graph, state, i, place))
      return TRUE;
  return FALSE;
}

/* The field through which the record is part of something. */
static SamFieldId
owner_field (SamRecord *record)
{
  const SamKind *kind = sam_kind (sam_record_kind (record));

  for (guint f = 0; f < kind->n_fields; f++)
    if (sam_field (kind->first + f)->owner && sam_record_has (record, kind->first + f))
      return kind->first + f;
  return kind->first;
}

gboolean
sam_forum_file_circle (GPtrArray *records, GHashTable *index, guint *place, SamFieldId *field)
{
  if (has_circle (records, index, SAM_NO_FIELD, place))
    {
      *field = owner_field (records->pdata[*place]);
      return TRUE;
    }
  for (*field = 0; *field < SAM_N_FIELDS; (*field)++)
    {
      const SamField *row = sam_field (*field);

      if ((row->type == SAM_TYPE_REFERENCE || row->type == SAM_TYPE_REFERENCE_SET)
          && row->target == row->kind && has_circle (records, index, *field, place))
        return TRUE;
    }
  return FALSE;
}
