/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "tests/sync/town.h"

/* Three people work at once, each on what they last saw, and push when they happen to be connected.
 * In the end everything that anybody wrote is there, was replaced by somebody who saw it, or is
 * kept in an open conflict; the history replayed gives the state; and everybody sees the same. */

#define N_PEOPLE 3

typedef struct
{
  const char *account;
  SamAuthor *author;
  SamForum *view; /* what the person sees: the last pull, and what was not pushed yet on top */
  GQueue pending; /* of SamEdit, owned */
  gint64 seen;
} Person;

/* One thing written: a unique word (or an element, or existence) of a field. */
typedef struct
{
  const char *record;
  SamFieldId field;
  char *word;
} Written;

typedef struct
{
  Court *court;
  SamRandom *random;
  Person people[N_PEOPLE];
  GPtrArray *accepted; /* of SamEdit, owned */
  GPtrArray *refused;  /* of SamEdit, owned: their authors have the reason, and keep them */
  GArray *history;     /* of SamHistoryRow, owned */
  GArray *written;     /* of Written, owned */
  guint n_words;
  guint n_conflicts;
} World;

static void
copy_all (SamForum *to, SamForum *from, gint64 since)
{
  g_autoptr (GPtrArray) all = sam_forum_all (from);
  g_autoptr (GPtrArray) changed = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < all->len; i++)
    if (sam_record_meta (g_ptr_array_index (all, i))->seq > since)
      g_ptr_array_add (changed, sam_record_copy (g_ptr_array_index (all, i)));
  sam_forum_put (to, changed);
}

/* An edit laid on the view as its author wants it. */
static void
lay (Person *person, const SamEdit *edit)
{
  g_autoptr (SamOverlay) overlay = sam_overlay_new (sam_forum_source (person->view));
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < edit->changes->len; i++)
    {
      const SamChange *change = sam_edit_change (edit, i);
      SamRecord *record = sam_overlay_edit (overlay, change->kind, change->record);

      if (change->field == SAM_FIELD_DELETED)
        sam_record_set_deleted (record, change->value.integer != 0);
      else
        sam_record_take_value (record, change->field, sam_value_copy (&change->value));
      if (!g_ptr_array_find (records, record, NULL))
        g_ptr_array_add (records, g_object_ref (record));
    }
  sam_forum_put (person->view, records);
}

static void
pull (World *world, Person *person)
{
  /* From the start: pending edits have covered what the ledger holds. */
  copy_all (person->view, world->court->forum, -1);
  person->seen = world->court->seq;
  for (GList *link = person->pending.head; link != NULL; link = link->next)
    lay (person, link->data);
}

static gpointer
copy_row (const SamHistoryRow *row, SamHistoryRow *copy)
{
  *copy = (SamHistoryRow){ g_strdup (row->record), row->kind, row->field,
                           sam_value_copy (&row->from), sam_value_copy (&row->to) };
  return copy;
}

static void
push (World *world, Person *person)
{
  g_autoptr (SamEdit) edit = g_queue_pop_head (&person->pending);
  g_autoptr (SamVerdict) verdict = NULL;

  if (edit == NULL)
    return;
  verdict = court_judge (world->court, person->author, edit);
  if (!verdict->accepted)
    {
      g_ptr_array_add (world->refused, sam_edit_ref (edit));
      return;
    }
  world->n_conflicts += verdict->conflicts->len;
  g_ptr_array_add (world->accepted, sam_edit_ref (edit));
  for (guint i = 0; i < verdict->history->len; i++)
    {
      SamHistoryRow copy;

      copy_row (&g_array_index (verdict->history, SamHistoryRow, i), &copy);
      g_array_append_val (world->history, copy);
    }
}

static char *
new_word (World *world)
{
  return g_strdup_printf ("w%u", ++world->n_words);
}

static void
note (World *world, const char *record, SamFieldId field, const char *word)
{
  Written written = { g_intern_string (record), field, g_strdup (word) };

  g_array_append_val (world->written, written);
}

/* A line added, changed or removed; every line holds words that are in no other. */
static SamValue
change_text (World *world, const SamValue *value, const char *word)
{
  g_auto (GStrv) lines = g_strsplit (value->type == SAM_VALUE_TEXT ? value->text : "", "\n", -1);
  guint n = g_strv_length (lines);
  guint at = n > 0 ? sam_random_below (world->random, n) : 0;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (text, '\n');
      if (i == at)
        switch (sam_random_below (world->random, 3))
          {
          case 0:
            g_string_append_printf (text, "%s\n%s", word, lines[i]);
            break;
          case 1:
            g_string_append_printf (text, "%s %s", lines[i], word);
            break;
          default:
            g_string_append (text, word);
            break;
          }
      else
        g_string_append (text, lines[i]);
    }
  if (n == 0)
    g_string_append (text, word);
  return sam_value_text (text->str);
}

static void
write_field (World *world, SamEditBuilder *builder, SamForum *view)
{
  static const struct
  {
    const char *nick;
    SamFieldId field;
  } fields[] = { { "match", SAM_INITIATIVE_TITLE },   { "match", SAM_INITIATIVE_AUDIENCE },
                 { "match", SAM_INITIATIVE_SUMMARY }, { "match", SAM_INITIATIVE_THEMES },
                 { "match", SAM_INITIATIVE_STARTS },  { "match", SAM_INITIATIVE_ENDS },
                 { "hall", SAM_VENUE_TITLE },         { "park", SAM_VENUE_TITLE },
                 { "park", SAM_VENUE_ACCESSIBILITY } };
  static const char *const themes[] = { "one", "two", "three", "four" };
  guint i = sam_random_below (world->random, G_N_ELEMENTS (fields));
  const char *id = world_id (fields[i].nick);
  SamFieldId field = fields[i].field;
  const SamValue *value = sam_edit_builder_value (builder, id, field);
  g_autofree char *word = new_word (world);

  if (sam_record_deleted (sam_forum_get (view, id)))
    return;
  if (sam_field (field)->type == SAM_TYPE_REFERENCE_SET)
    {
      const char *theme = world_id (themes[sam_random_below (world->random, 4)]);

      if (sam_set_contains (value, theme))
        sam_edit_builder_take (builder, id, field, sam_set_remove (value, theme));
      else
        {
          sam_edit_builder_take (builder, id, field, sam_set_add (value, theme));
          note (world, id, field, theme);
        }
      return;
    }
  if (sam_field (field)->type == SAM_TYPE_LONG_TEXT)
    sam_edit_builder_take (builder, id, field, change_text (world, value, word));
  else
    {
      if (sam_field (field)->type == SAM_TYPE_DATE)
        {
          int year = field == SAM_INITIATIVE_STARTS ? 1900 : 2000;

          g_free (word);
          word = sam_day_format (sam_day_new (year, 1, 1) + (int)world->n_words);
        }
      sam_edit_builder_set_text (builder, id, field, word);
    }
  note (world, id, field, word);
}

static void
delete_or_restore (World *world, SamEditBuilder *builder, SamForum *view)
{
  const char *id = world_id (sam_random_below (world->random, 2) ? "park" : "hall");

  if (sam_record_deleted (sam_forum_get (view, id)))
    sam_edit_builder_restore (builder, id);
  else
    {
      sam_edit_builder_delete (builder, id);
      note (world, id, SAM_FIELD_DELETED, "true");
    }
}

/* Settles an open conflict that the person sees: with what stands, or with what is kept. */
static void
settle (World *world, SamEditBuilder *builder, SamForum *view)
{
  g_autoptr (GPtrArray) all = sam_source_list (sam_forum_source (view), SAM_KIND_CONFLICT);
  SamRecord *conflict
      = all->len > 0 ? g_ptr_array_index (all, sam_random_below (world->random, all->len)) : NULL;
  const char *record;
  SamFieldId field;

  if (conflict == NULL || !sam_record_is_choice (conflict, SAM_CONFLICT_STATE, "open"))
    return;
  sam_edit_builder_set_text (builder, sam_record_id (conflict), SAM_CONFLICT_STATE, "settled");
  record = sam_record_text (conflict, SAM_CONFLICT_RECORD);
  field = sam_wire_field (sam_record_kind (sam_forum_get (view, record)),
                          sam_record_text (conflict, SAM_CONFLICT_FIELD));
  if (field >= 0 && sam_random_below (world->random, 2) == 0
      && !sam_record_deleted (sam_forum_get (view, record)))
    {
      SamValue kept;

      g_assert_true (sam_wire_value_parse (
          sam_field (field), sam_record_text (conflict, SAM_CONFLICT_KEPT), &kept, NULL));
      sam_edit_builder_take (builder, record, field, kept);
    }
}

/* Whether a value holds the word: as a whole, as an element, or as a word of a text. */
static gboolean
holds (SamFieldId field, const SamValue *value, const char *word)
{
  if (field == SAM_FIELD_DELETED)
    return value->type == SAM_VALUE_INTEGER && value->integer != 0;
  if (value->type != SAM_VALUE_TEXT)
    return FALSE;
  if (sam_field (field)->type == SAM_TYPE_REFERENCE_SET)
    return sam_set_contains (value, word);
  if (sam_field (field)->type == SAM_TYPE_LONG_TEXT)
    {
      g_auto (GStrv) words = g_strsplit_set (value->text, " \n", -1);

      return g_strv_contains ((const char *const *)words, word);
    }
  return strcmp (value->text, word) == 0;
}

/* Whether one of the edits takes the word away, or brings it. */
static gboolean
one_changes (GPtrArray *edits, const Written *written, gboolean takes)
{
  for (guint i = 0; i < edits->len; i++)
    {
      const SamEdit *edit = g_ptr_array_index (edits, i);

      for (guint j = 0; j < edit->changes->len; j++)
        {
          const SamChange *change = sam_edit_change (edit, j);

          if (change->field == written->field && strcmp (change->record, written->record) == 0
              && holds (change->field, &change->from, written->word) == takes
              && holds (change->field, &change->value, written->word) != takes)
            return TRUE;
        }
    }
  return FALSE;
}

static void
act (World *world, Person *person)
{
  g_autoptr (SamEditBuilder) builder = sam_edit_builder_new (
      sam_forum_source (person->view), &world->court->clock->clock, world->court->random, "Act");
  guint what = sam_random_below (world->random, 20);
  guint first = world->written->len;
  g_autoptr (GPtrArray) edits = g_ptr_array_new ();
  SamEdit *edit;

  if (what == 0)
    delete_or_restore (world, builder, person->view);
  else if (what <= 2)
    settle (world, builder, person->view);
  else
    for (guint i = sam_random_below (world->random, 3); i < 3; i++)
      write_field (world, builder, person->view);
  edit = sam_edit_builder_end (builder);
  sam_edit_set_seen (edit, NULL, person->seen);
  lay (person, edit);
  g_queue_push_tail (&person->pending, edit);
  /* What the same edit wrote over again was never said to anybody. */
  g_ptr_array_add (edits, edit);
  for (guint i = world->written->len; i > first; i--)
    if (!one_changes (edits, &g_array_index (world->written, Written, i - 1), FALSE))
      g_array_remove_index (world->written, i - 1);
}

static gboolean
stands (World *world, const Written *written)
{
  SamRecord *record = sam_forum_get (world->court->forum, written->record);
  SamValue deleted = sam_value_integer (sam_record_deleted (record) ? 1 : 0);

  return holds (written->field,
                written->field == SAM_FIELD_DELETED ? &deleted
                                                    : sam_record_value (record, written->field),
                written->word);
}

/* In a conflict: an open one, or one that was settled, which nobody does who has not seen it. */
static gboolean
is_kept (World *world, const Written *written)
{
  g_autoptr (GPtrArray) all = sam_source_list (court_source (world->court), SAM_KIND_CONFLICT);

  for (guint i = 0; i < all->len; i++)
    {
      SamRecord *conflict = g_ptr_array_index (all, i);
      g_auto (SamValue) kept = SAM_NULL;

      if (strcmp (sam_record_text (conflict, SAM_CONFLICT_RECORD), written->record) != 0
          || strcmp (sam_record_text (conflict, SAM_CONFLICT_FIELD),
                     sam_wire_field_name (written->field))
                 != 0)
        continue;
      g_assert_true (sam_wire_value_parse (
          written->field == SAM_FIELD_DELETED ? NULL : sam_field (written->field),
          sam_record_text (conflict, SAM_CONFLICT_KEPT), &kept, NULL));
      if (holds (written->field, &kept, written->word))
        return TRUE;
    }
  return FALSE;
}

static void
check_written (World *world, guint64 seed)
{
  for (guint i = 0; i < world->written->len; i++)
    {
      const Written *written = &g_array_index (world->written, Written, i);

      if (!stands (world, written) && !is_kept (world, written)
          && !one_changes (world->accepted, written, TRUE)
          && !one_changes (world->refused, written, FALSE))
        g_error ("seed %" G_GUINT64_FORMAT ": %s of %s is lost", seed, written->word,
                 sam_wire_field_name (written->field));
    }
}

/* The history, played over the forum as it was at first, gives the forum as it is. */
static void
check_history (World *world)
{
  Court *again = town_new ();
  g_autoptr (GPtrArray) all = NULL;

  for (guint i = 0; i < world->history->len; i++)
    {
      const SamHistoryRow *row = &g_array_index (world->history, SamHistoryRow, i);
      SamRecord *there = sam_forum_get (again->forum, row->record);
      g_autoptr (SamRecord) record
          = there != NULL ? sam_record_copy (there) : sam_record_new (row->kind, row->record);

      if (row->field == SAM_FIELD_DELETED)
        sam_record_set_deleted (record, row->to.integer != 0);
      else
        {
          g_assert_true (sam_value_equal (sam_record_value (record, row->field), &row->from));
          sam_record_take_value (record, row->field, sam_value_copy (&row->to));
        }
      world_put (again->forum, record);
    }
  all = sam_forum_all (world->court->forum);
  for (guint i = 0; i < all->len; i++)
    {
      SamRecord *record = g_ptr_array_index (all, i);
      SamRecord *replayed = sam_forum_get (again->forum, sam_record_id (record));
      const SamKind *kind = sam_kind (sam_record_kind (record));

      g_assert_nonnull (replayed);
      g_assert_cmpint (sam_record_deleted (record), ==, sam_record_deleted (replayed));
      for (guint j = 0; j < kind->n_fields; j++)
        g_assert_true (sam_value_equal (sam_record_value (record, kind->first + j),
                                        sam_record_value (replayed, kind->first + j)));
    }
  court_free (again);
}

static char *
image (SamForum *forum)
{
  g_autoptr (GPtrArray) all = sam_forum_all (forum);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < all->len; i++)
    sam_wire_append_record (out, g_ptr_array_index (all, i));
  return g_string_free (out, FALSE);
}

static void
clear_written (gpointer data)
{
  g_free (((Written *)data)->word);
}

static void
clear_history (gpointer data)
{
  SamHistoryRow *row = data;

  g_free (row->record);
  sam_value_clear (&row->from);
  sam_value_clear (&row->to);
}

static void
world_init (World *world, guint64 seed)
{
  static const char *const accounts[N_PEOPLE] = { "anna", "berit", "carl" };

  *world = (World){ .court = town_new (), .random = sam_random_seeded (seed) };
  world->refused = g_ptr_array_new_with_free_func ((GDestroyNotify)sam_edit_unref);
  world->accepted = g_ptr_array_new_with_free_func ((GDestroyNotify)sam_edit_unref);
  world->history = g_array_new (FALSE, FALSE, sizeof (SamHistoryRow));
  world->written = g_array_new (FALSE, FALSE, sizeof (Written));
  g_array_set_clear_func (world->history, clear_history);
  g_array_set_clear_func (world->written, clear_written);
  for (guint i = 0; i < N_PEOPLE; i++)
    {
      Person *person = &world->people[i];

      person->author = sam_author_new (accounts[i], NULL, SAM_ROLE_COORDINATOR, NULL);
      person->view = sam_forum_new ();
      g_queue_init (&person->pending);
      pull (world, person);
    }
}

static void
world_clear (World *world)
{
  for (guint i = 0; i < N_PEOPLE; i++)
    {
      sam_author_free (world->people[i].author);
      g_object_unref (world->people[i].view);
      g_queue_clear_full (&world->people[i].pending, (GDestroyNotify)sam_edit_unref);
    }
  g_ptr_array_unref (world->accepted);
  g_ptr_array_unref (world->refused);
  g_array_unref (world->history);
  g_array_unref (world->written);
  g_free (world->random);
  court_free (world->court);
}

static void
run_seed (guint64 seed, guint *n_conflicts, guint *n_refused)
{
  World world;

  world_init (&world, seed);
  for (guint i = 0; i < 150; i++)
    {
      Person *person = &world.people[sam_random_below (world.random, N_PEOPLE)];

      switch (sam_random_below (world.random, 4))
        {
        case 0:
          pull (&world, person);
          break;
        case 1:
          push (&world, person);
          break;
        default:
          act (&world, person);
          break;
        }
    }
  for (guint i = 0; i < N_PEOPLE; i++)
    while (!g_queue_is_empty (&world.people[i].pending))
      push (&world, &world.people[i]);
  check_written (&world, seed);
  check_history (&world);
  {
    g_autofree char *server = image (world.court->forum);

    for (guint i = 0; i < N_PEOPLE; i++)
      {
        g_autofree char *seen = NULL;

        pull (&world, &world.people[i]);
        seen = image (world.people[i].view);
        g_assert_cmpstr (seen, ==, server);
      }
  }
  *n_conflicts += world.n_conflicts;
  *n_refused += world.refused->len;
  world_clear (&world);
}

static void
test_converges (void)
{
  guint n_conflicts = 0;
  guint n_refused = 0;

  for (guint64 seed = 1; seed <= 40; seed++)
    run_seed (seed, &n_conflicts, &n_refused);
  g_test_message ("%u conflicts, %u refused", n_conflicts, n_refused);
  g_assert_cmpuint (n_conflicts, >, 100);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/converge/everything-written-is-found-again", test_converges);
  return g_test_run ();
}
