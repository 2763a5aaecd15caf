/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/sync/town.h"

static SamEditBuilder *
builder_of (Court *court, const char *title)
{
  return sam_edit_builder_new (court_source (court), &court->clock->clock, court->random, title);
}

/* The changes as text: "match.title=Match>Cup;…". */
static char *
show (Court *court, const SamEdit *edit)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < edit->changes->len; i++)
    {
      const SamChange *change = sam_edit_change (edit, i);
      const char *nick = g_hash_table_lookup (court->nicks, change->record);
      const SamField *field = change->field >= 0 ? sam_field (change->field) : NULL;
      g_autofree char *from = field != NULL ? court_show_value (court, field, &change->from)
                                            : sam_wire_value_text (NULL, &change->from);
      g_autofree char *value = field != NULL ? court_show_value (court, field, &change->value)
                                             : sam_wire_value_text (NULL, &change->value);

      g_string_append_printf (out, "%s%s.%s=%s>%s", out->len > 0 ? ";" : "",
                              nick != NULL ? nick : "?", sam_wire_field_name (change->field), from,
                              value);
    }
  return g_string_free (out, FALSE);
}

static void
assert_edit (Court *court, const SamEdit *edit, const char *wanted)
{
  g_autofree char *is = show (court, edit);

  g_assert_cmpstr (is, ==, wanted);
}

/* `from` is what stood when the field was first set; back to that is no change. */
static void
test_set (void)
{
  Court *court = town_new ();
  g_autoptr (SamEditBuilder) builder = builder_of (court, "Change");
  g_autoptr (SamEdit) edit = NULL;
  g_autoptr (SamEdit) empty = NULL;

  sam_edit_builder_set_text (builder, world_id ("match"), SAM_INITIATIVE_TITLE, "Cup");
  sam_edit_builder_set_text (builder, world_id ("match"), SAM_INITIATIVE_TITLE, "Final");
  sam_edit_builder_set_text (builder, world_id ("fest"), SAM_INITIATIVE_TITLE, "Party");
  sam_edit_builder_set_text (builder, world_id ("fest"), SAM_INITIATIVE_TITLE, "Fest");
  sam_edit_builder_set_text (builder, world_id ("match"), SAM_INITIATIVE_AUDIENCE, "");
  g_assert_cmpstr (sam_edit_builder_value (builder, world_id ("match"), SAM_INITIATIVE_TITLE)->text,
                   ==, "Final");
  g_assert_cmpstr (sam_edit_builder_value (builder, world_id ("fest"), SAM_INITIATIVE_TITLE)->text,
                   ==, "Fest");
  g_assert_false (sam_edit_builder_is_empty (builder));
  edit = sam_edit_builder_end (builder);
  assert_edit (court, edit, "match.title=Match>Final");
  g_assert_cmpstr (edit->title, ==, "Change");
  g_assert_cmpint (edit->seen_seq, ==, 1);

  g_assert_true (sam_edit_builder_is_empty (builder));
  empty = sam_edit_builder_end (builder);
  g_assert_cmpuint (empty->changes->len, ==, 0);
  g_assert_cmpstr (edit->id, !=, empty->id);
  court_free (court);
}

static void
test_types (void)
{
  Court *court = town_new ();
  g_autoptr (SamEditBuilder) builder = builder_of (court, "Change");
  g_autoptr (SamEdit) edit = NULL;
  SamMoment evening = { sam_day_new (2025, 10, 1), 18 * 60 };

  sam_edit_builder_set_integer (builder, world_id ("hall"), SAM_VENUE_CAPACITY, 40);
  sam_edit_builder_set_day (builder, world_id ("match"), SAM_INITIATIVE_CONFIRMED_ON,
                            sam_day_new (2025, 9, 1));
  sam_edit_builder_set_moment (builder, world_id ("show"), SAM_ACTIVITY_STARTS, evening);
  sam_edit_builder_set_moment (builder, world_id ("show"), SAM_ACTIVITY_ENDS, SAM_MOMENT_NONE);
  edit = sam_edit_builder_end (builder);
  /* what stands of a merge group goes along */
  assert_edit (court, edit,
               "hall.capacity=>40;match.confirmed_on=>2025-09-01;match.confirmed_by=>;"
               "show.starts=>2025-10-01T18:00;show.ends=>");
  court_free (court);
}

static void
test_groups (void)
{
  Court *court = town_new ();
  g_autoptr (SamEditBuilder) builder = builder_of (court, "Move");
  g_autoptr (SamEdit) one = NULL;
  g_autoptr (SamEdit) both = NULL;

  sam_edit_builder_set_text (builder, world_id ("match"), SAM_INITIATIVE_ENDS, "2025-10-05");
  one = sam_edit_builder_end (builder);
  assert_edit (court, one, "match.ends=2025-10-02>2025-10-05;match.starts=2025-10-01>2025-10-01");
  sam_edit_builder_set_text (builder, world_id ("match"), SAM_INITIATIVE_ENDS, "2025-10-05");
  sam_edit_builder_set_text (builder, world_id ("match"), SAM_INITIATIVE_STARTS, "2025-10-04");
  both = sam_edit_builder_end (builder);
  assert_edit (court, both, "match.ends=2025-10-02>2025-10-05;match.starts=2025-10-01>2025-10-04");
  court_free (court);
}

static void
test_create (void)
{
  Court *court = town_new ();
  g_autoptr (SamEditBuilder) builder = builder_of (court, "New");
  g_autoptr (SamEdit) edit = NULL;
  const char *id = sam_edit_builder_create (builder, SAM_KIND_ACTIVITY);
  const char *gone = NULL;

  g_hash_table_insert (court->nicks, (gpointer)g_intern_string (id), (gpointer) "new");
  sam_edit_builder_set_text (builder, id, SAM_ACTIVITY_TITLE, "New");
  sam_edit_builder_set_text (builder, id, SAM_ACTIVITY_STARTS, "2025-10-01");
  gone = sam_edit_builder_create (builder, SAM_KIND_ACTIVITY);
  sam_edit_builder_delete (builder, gone);
  edit = sam_edit_builder_end (builder);
  assert_edit (court, edit,
               "new.deleted=null>false;new.type=>programme_item;new.publication=>draft;"
               "new.title=>New;new.starts=>2025-10-01");
  court_free (court);
}

/* Deleting lists the parts, what was made in the same edit goes without a trace. */
static void
test_delete (void)
{
  Court *court = town_new ();
  g_autoptr (SamEditBuilder) builder = builder_of (court, "Delete");
  g_autoptr (SamAuthor) anna = town_author ("anna");
  g_autoptr (SamEdit) edit = NULL;
  g_autoptr (SamVerdict) verdict = NULL;
  g_autofree char *text = NULL;
  const char *id = sam_edit_builder_create (builder, SAM_KIND_ACTIVITY);

  sam_edit_builder_set_text (builder, id, SAM_ACTIVITY_INITIATIVE, world_id ("match"));
  sam_edit_builder_delete (builder, world_id ("match"));
  edit = sam_edit_builder_end (builder);
  g_assert_cmpuint (edit->changes->len, ==, 7);
  text = show (court, edit);
  g_assert_true (g_str_has_suffix (text, "match.deleted=false>true"));
  g_assert_null (strstr (text, "?"));
  verdict = court_judge (court, anna, edit);
  g_assert_true (verdict->accepted);
  court_expect (court, "delete", "match.deleted=yes;show.deleted=yes;paid.deleted=yes");
  court_free (court);
}

/* Restoring brings the parts that went in the same edit, not those that were gone before. */
static void
test_restore (void)
{
  Court *court = town_new ();
  g_autoptr (SamEditBuilder) builder = builder_of (court, "Restore");
  g_autoptr (SamAuthor) anna = town_author ("anna");
  static const char *const before[] = { "-show", "-order;-paid;-line;-task;-link;-match" };
  g_autoptr (SamEdit) edit = NULL;
  g_autoptr (SamVerdict) restored = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (before); i++)
    {
      g_autoptr (SamEdit) step = court_edit (court, -1, before[i]);
      g_autoptr (SamVerdict) verdict = court_judge (court, anna, step);

      g_assert_true (verdict->accepted);
    }
  sam_edit_builder_restore (builder, world_id ("match"));
  sam_edit_builder_restore (builder, world_id ("match"));
  edit = sam_edit_builder_end (builder);
  g_assert_cmpuint (edit->changes->len, ==, 6);
  restored = court_judge (court, anna, edit);
  g_assert_true (restored->accepted);
  court_expect (court, "restore", "match.deleted=no;paid.deleted=no;show.deleted=yes");
  court_free (court);
}

/* An act that is too large becomes several edits of one group; no record is divided. */
static void
test_split (void)
{
  Court *court = town_new ();
  g_autoptr (SamEdit) edit
      = sam_edit_new (world_id ("edit"), "Import", "2025-10-29T13:02:11.000000Z");
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) whole = NULL;
  g_autoptr (GPtrArray) edits = NULL;
  g_autofree char *long_text = g_strnfill (900, 'x');
  guint n = 0;

  whole = sam_edit_split (edit, &court->clock->clock, court->random);
  g_assert_cmpuint (whole->len, ==, 1);
  g_assert_true (whole->pdata[0] == edit);
  for (guint i = 0; i < 15000; i++)
    {
      g_autofree char *id = g_strdup_printf ("00000000-0000-7000-8000-%012u", i);

      sam_edit_add (edit, SAM_KIND_VENUE, id, SAM_FIELD_DELETED, SAM_NULL, sam_value_integer (0));
      sam_edit_add (edit, SAM_KIND_VENUE, id, SAM_VENUE_ACCESSIBILITY, SAM_NULL,
                    sam_value_text (long_text));
    }
  edits = sam_edit_split (edit, &court->clock->clock, court->random);
  g_assert_cmpuint (edits->len, >, 3);
  for (guint i = 0; i < edits->len; i++)
    {
      SamEdit *part = g_ptr_array_index (edits, i);
      g_autofree char *text = sam_wire_edit_text (part);
      g_autoptr (GHashTable) here = g_hash_table_new (g_str_hash, g_str_equal);

      g_assert_cmpuint (strlen (text), <=, SAM_EDIT_MAX_BYTES);
      g_assert_cmpuint (part->changes->len, <=, SAM_EDIT_MAX_CHANGES);
      g_assert_cmpstr (part->group, ==, edit->id);
      n += part->changes->len;
      for (guint j = 0; j < part->changes->len; j++)
        {
          const char *record = sam_edit_change (part, j)->record;

          g_assert_true (g_hash_table_contains (here, record)
                         || g_hash_table_add (seen, g_strdup (record)));
          g_hash_table_add (here, (gpointer)record);
        }
    }
  g_assert_cmpuint (n, ==, edit->changes->len);
  court_free (court);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/edit/set", test_set);
  g_test_add_func ("/edit/types", test_types);
  g_test_add_func ("/edit/groups", test_groups);
  g_test_add_func ("/edit/create", test_create);
  g_test_add_func ("/edit/delete", test_delete);
  g_test_add_func ("/edit/restore", test_restore);
  g_test_add_func ("/edit/split", test_split);
  return g_test_run ();
}
