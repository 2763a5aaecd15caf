/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/wire.h"

#include <string.h>

#include "base/error.h"
#include "base/id.h"
#include "support/generate.h"
#include "tests/model/world.h"

#define ID "00000000-0000-7000-8000-00000000000a"
#define OTHER "00000000-0000-7000-8000-00000000000b"

static GPtrArray *
some_ids (SamRandom *random)
{
  g_autofree SamFakeClock *clock = sam_fake_clock_new (G_GINT64_CONSTANT (1761744131000000));
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < 8; i++)
    g_ptr_array_add (ids, sam_id_new (&clock->clock, random));
  return ids;
}

static void
assert_same_edit (const SamEdit *a, const SamEdit *b)
{
  g_assert_cmpstr (a->id, ==, b->id);
  g_assert_cmpstr (a->title, ==, b->title);
  g_assert_cmpstr (a->group, ==, b->group);
  g_assert_cmpstr (a->at, ==, b->at);
  g_assert_cmpstr (a->seen_epoch, ==, b->seen_epoch);
  g_assert_cmpint (a->seen_seq, ==, b->seen_seq);
  g_assert_cmpuint (a->changes->len, ==, b->changes->len);
  for (guint i = 0; i < a->changes->len; i++)
    {
      const SamChange *one = sam_edit_change (a, i);
      const SamChange *other = sam_edit_change (b, i);

      g_assert_cmpint (one->kind, ==, other->kind);
      g_assert_cmpstr (one->record, ==, other->record);
      g_assert_cmpint (one->field, ==, other->field);
      g_assert_true (sam_value_equal (&one->from, &other->from));
      g_assert_true (sam_value_equal (&one->value, &other->value));
    }
}

/* Any value of every stored field goes over the wire in one edit, and comes back the same. */
static void
test_every_field (void)
{
  g_autofree SamRandom *random = sam_random_seeded (5);
  g_autoptr (GPtrArray) ids = some_ids (random);

  for (guint round = 0; round < 20; round++)
    {
      g_autoptr (SamEdit) edit
          = sam_edit_new (ids->pdata[0], "Ändra “allt”\n\\", "2025-10-29T13:02:11.123456Z");
      g_autoptr (SamEdit) back = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;
      g_autofree char *again = NULL;

      if (round % 2)
        {
          sam_edit_set_group (edit, ids->pdata[1]);
          sam_edit_set_seen (edit, "epoch-1", round);
        }
      for (int id = 0; id < SAM_N_FIELDS; id++)
        {
          const SamField *field = sam_field (id);

          if (field->computed == SAM_STORED)
            sam_edit_add (edit, field->kind, ids->pdata[id % 8], id,
                          sam_generate_value (random, field, (const char *const *)ids->pdata, 8),
                          sam_generate_value (random, field, (const char *const *)ids->pdata, 8));
        }
      sam_edit_add (edit, SAM_KIND_VENUE, ids->pdata[2], SAM_FIELD_DELETED, SAM_NULL,
                    sam_value_integer (0));
      sam_edit_add (edit, SAM_KIND_VENUE, ids->pdata[3], SAM_FIELD_DELETED, sam_value_integer (0),
                    sam_value_integer (1));
      text = sam_wire_edit_text (edit);
      g_assert_null (strchr (text, '\n'));
      back = sam_wire_edit_parse (text, -1, &error);
      g_assert_no_error (error);
      assert_same_edit (edit, back);
      again = sam_wire_edit_text (back);
      g_assert_cmpstr (text, ==, again);
    }
}

static char *
record_text (SamRecord *record)
{
  GString *out = g_string_new (NULL);

  sam_wire_append_record (out, record);
  return g_string_free (out, FALSE);
}

static SamRecord *
record_of (const char *text, GError **error)
{
  g_autoptr (JsonNode) node = sam_json_parse (text, -1, SAM_EDIT_MAX_BYTES, SAM_JSON_DEPTH, error);

  return node != NULL ? sam_wire_record_from_node (node, error) : NULL;
}

static void
test_every_record (void)
{
  g_autoptr (GPtrArray) records = sam_generate_anything (3, 20);

  for (guint i = 0; i < records->len; i++)
    {
      SamRecord *record = g_ptr_array_index (records, i);
      const SamKind *kind = sam_kind (sam_record_kind (record));
      g_autofree char *text = record_text (record);
      g_autoptr (GError) error = NULL;
      g_autoptr (SamRecord) back = record_of (text, &error);
      g_autofree char *again = NULL;

      g_assert_no_error (error);
      g_assert_cmpstr (sam_record_id (back), ==, sam_record_id (record));
      g_assert_cmpint (sam_record_deleted (back), ==, sam_record_deleted (record));
      for (guint j = 0; j < kind->n_fields; j++)
        g_assert_true (sam_value_equal (sam_record_value (record, kind->first + j),
                                        sam_record_value (back, kind->first + j)));
      again = record_text (back);
      g_assert_cmpstr (text, ==, again);
    }
}

/* Fields of a newer version are kept as they came. */
static void
test_extra (void)
{
  static const char *const text
      = "{\"kind\":\"venue\",\"id\":\"" ID "\",\"seq\":7,\"at\":\"2025-10-29T13:02:11.123456Z\","
        "\"by\":\"anna\",\"created_at\":null,\"created_by\":null,\"deleted\":false,"
        "\"fields\":{\"title\":\"Hall\",\"colour\":\"röd\",\"rooms\":[{\"seats\":10},null,1.5]}}";
  static const char *const only_extra
      = "{\"kind\":\"venue\",\"id\":\"" ID "\",\"seq\":0,\"at\":null,\"by\":null,"
        "\"created_at\":null,\"created_by\":null,\"deleted\":true,\"fields\":{\"new\":true}}";
  const char *const texts[] = { text, only_extra };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SamRecord) record = record_of (texts[i], &error);
      g_autofree char *back = NULL;

      g_assert_no_error (error);
      back = record_text (record);
      g_assert_cmpstr (back, ==, texts[i]);
    }
}

/* %s in a text is a change that is well formed. */
#define CHANGE                                                                                     \
  "{\"kind\":\"venue\",\"record\":\"" ID "\",\"field\":\"title\",\"from\":null,\"value\":\"A\"}"
#define EDIT(members) "{\"id\":\"" OTHER "\"," members "}"
#define AT "\"at\":\"2025-10-29T13:02:11.123456Z\","
#define ONE(change) EDIT (AT "\"changes\":[" change "]")
#define VALUE(kind, field, value)                                                                  \
  ONE ("{\"kind\":\"" kind "\",\"record\":\"" ID "\",\"field\":\"" field "\",\"value\":" value "}")

static const struct
{
  const char *text;
  int code; /* -1: it is read */
} edits[] = {
  { ONE (CHANGE), -1 },
  { EDIT (AT "\"changes\":[]"), -1 },
  { EDIT (AT "\"changes\":[" CHANGE "],\"later\":{\"x\":1}"), -1 },
  { "", SAM_ERROR_INVALID },
  { "null", SAM_ERROR_INVALID },
  { "[]", SAM_ERROR_INVALID },
  { "{}", SAM_ERROR_INVALID },
  { "{\"id\":\"" OTHER "\"", SAM_ERROR_INVALID },
  { EDIT ("\"changes\":[" CHANGE "]"), SAM_ERROR_INVALID }, /* no time */
  { EDIT ("\"at\":\"yesterday\",\"changes\":[]"), SAM_ERROR_INVALID },
  { EDIT (AT "\"changes\":{}"), SAM_ERROR_INVALID },
  { EDIT (AT "\"changes\":[1]"), SAM_ERROR_INVALID },
  { EDIT (AT "\"changes\":[null]"), SAM_ERROR_INVALID },
  { EDIT (AT "\"title\":7,\"changes\":[]"), SAM_ERROR_INVALID },
  { EDIT (AT "\"group\":\"g\",\"changes\":[]"), SAM_ERROR_INVALID },
  { EDIT (AT "\"seen\":[],\"changes\":[]"), SAM_ERROR_INVALID },
  { EDIT (AT "\"seen\":{\"epoch\":null,\"seq\":-1},\"changes\":[]"), SAM_ERROR_INVALID },
  { EDIT (AT "\"seen\":{\"epoch\":null,\"seq\":\"1\"},\"changes\":[]"), SAM_ERROR_INVALID },
  { "{\"id\":\"../../etc\"," AT "\"changes\":[]}", SAM_ERROR_INVALID },
  { ONE ("{\"kind\":\"venue\",\"record\":\"x\",\"field\":\"title\"}"), SAM_ERROR_INVALID },
  { ONE ("{\"kind\":\"dragon\",\"record\":\"" ID "\",\"field\":\"title\"}"), SAM_ERROR_NOT_FOUND },
  { ONE ("{\"kind\":\"venue\",\"record\":\"" ID "\",\"field\":\"wings\"}"), SAM_ERROR_NOT_FOUND },
  { ONE ("{\"kind\":\"venue\",\"record\":\"" ID "\"}"), SAM_ERROR_INVALID },
  /* values of another type */
  { VALUE ("venue", "deleted", "true"), -1 },
  { VALUE ("venue", "deleted", "null"), SAM_ERROR_INVALID },
  { VALUE ("venue", "deleted", "1"), SAM_ERROR_INVALID },
  { VALUE ("venue", "title", "7"), SAM_ERROR_INVALID },
  { VALUE ("venue", "title", "\"\""), -1 },
  { VALUE ("venue", "capacity", "\"7\""), SAM_ERROR_INVALID },
  { VALUE ("venue", "capacity", "7.5"), SAM_ERROR_INVALID },
  { VALUE ("venue", "capacity", "99999999999999999999999"), SAM_ERROR_INVALID },
  { VALUE ("venue", "shared", "0"), SAM_ERROR_INVALID },
  { VALUE ("grant", "amount", "1.0"), SAM_ERROR_INVALID },
  { VALUE ("grant", "amount", "1e3"), SAM_ERROR_INVALID },
  { VALUE ("grant", "decided_on", "\"2025-02-30\""), SAM_ERROR_INVALID },
  { VALUE ("meeting", "starts", "\"2025-02-03T25:00\""), SAM_ERROR_INVALID },
  { VALUE ("initiative", "stage", "\"idea\""), SAM_ERROR_INVALID },
  { VALUE ("initiative", "stage", "[]"), SAM_ERROR_INVALID },
  { VALUE ("initiative", "themes", "\"" ID "\""), SAM_ERROR_INVALID },
  { VALUE ("initiative", "themes", "[1]"), SAM_ERROR_INVALID },
  { VALUE ("initiative", "themes", "[\"" ID "," OTHER "\"]"), SAM_ERROR_INVALID },
  { VALUE ("initiative", "themes", "[]"), -1 },
  { VALUE ("initiative", "themes", "{}"), SAM_ERROR_INVALID },
  { VALUE ("initiative", "position", "\"a b\""), SAM_ERROR_INVALID },
  { VALUE ("venue", "title", "[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]"), SAM_ERROR_INVALID },
};

static void
test_hostile_edits (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SamEdit) edit = sam_wire_edit_parse (edits[i].text, -1, &error);

      if ((edit != NULL) != (edits[i].code == -1))
        g_error ("row %u: %s", i, edit != NULL ? "was read" : error->message);
      if (edit == NULL)
        g_assert_error (error, SAM_ERROR, edits[i].code);
    }
}

/* Every prefix of a good edit, and every byte of it made into another, is read or refused; nothing
 * else. */
static void
test_damaged_bytes (void)
{
  const char *good = ONE (CHANGE "," CHANGE);
  g_autofree char *text = g_strdup (good);

  for (gsize i = 0; i < strlen (good); i++)
    {
      g_autoptr (SamEdit) cut = sam_wire_edit_parse (good, (gssize)i, NULL);

      g_assert_null (cut);
      for (int byte = 1; byte < 256; byte += 7)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (SamEdit) edit = NULL;

          text[i] = (char)byte;
          edit = sam_wire_edit_parse (text, -1, &error);
          g_assert_true ((edit == NULL) == (error != NULL));
          text[i] = good[i];
        }
    }
}

static void
test_limits (void)
{
  GString *text = g_string_new ("{\"id\":\"" OTHER "\"," AT "\"changes\":[");
  g_autoptr (GError) error = NULL;
  g_autoptr (SamEdit) edit = NULL;
  g_autoptr (SamEdit) too_many = NULL;
  g_autoptr (SamEdit) too_long = NULL;
  g_autofree char *most = NULL;

  for (guint i = 0; i < SAM_EDIT_MAX_CHANGES; i++)
    g_string_append (text, i > 0 ? "," CHANGE : CHANGE);
  most = g_strconcat (text->str, "]}", NULL);
  edit = sam_wire_edit_parse (most, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (edit->changes->len, ==, SAM_EDIT_MAX_CHANGES);
  g_string_append (text, "," CHANGE "]}");
  too_many = sam_wire_edit_parse (text->str, -1, &error);
  g_assert_error (error, SAM_ERROR, SAM_ERROR_INVALID);
  g_clear_error (&error);

  g_string_assign (text, ONE (CHANGE));
  while (text->len <= SAM_EDIT_MAX_BYTES)
    g_string_append (text, "                                                                ");
  too_long = sam_wire_edit_parse (text->str, -1, &error);
  g_assert_error (error, SAM_ERROR, SAM_ERROR_INVALID);
  g_string_free (text, TRUE);
}

#define RECORD(members) "{\"kind\":\"venue\",\"id\":\"" ID "\"" members "}"

static const struct
{
  const char *text;
  int code;
} records[] = {
  { RECORD (""), -1 },
  { RECORD (",\"fields\":{\"title\":null}"), -1 },
  { RECORD (",\"fields\":[]"), SAM_ERROR_INVALID },
  { RECORD (",\"fields\":{\"title\":1}"), SAM_ERROR_INVALID },
  { RECORD (",\"seq\":-1"), SAM_ERROR_INVALID },
  { RECORD (",\"at\":\"x\""), SAM_ERROR_INVALID },
  { RECORD (",\"deleted\":\"no\""), SAM_ERROR_INVALID },
  { RECORD (",\"deleted\":null"), -1 },
  { "{\"kind\":\"venue\",\"id\":\"1\"}", SAM_ERROR_INVALID },
  { "{\"kind\":\"dragon\",\"id\":\"" ID "\"}", SAM_ERROR_NOT_FOUND },
  { "{\"id\":\"" ID "\"}", SAM_ERROR_INVALID },
  { "7", SAM_ERROR_INVALID },
};

static void
test_hostile_records (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SamRecord) record = record_of (records[i].text, &error);

      if ((record != NULL) != (records[i].code == -1))
        g_error ("row %u: %s", i, record != NULL ? "was read" : error->message);
      if (record == NULL)
        g_assert_error (error, SAM_ERROR, records[i].code);
    }
}

/* What a conflict keeps is a value as text; the longest text fits there, however it is escaped. */
static void
test_kept_values (void)
{
  const SamField *summary = sam_field (SAM_INITIATIVE_SUMMARY);
  gsize longest = sam_field_max_length (summary);
  g_autofree char *quotes = g_strnfill (longest, '"');
  g_auto (SamValue) value = sam_value_text (quotes);
  g_auto (SamValue) back = SAM_NULL;
  g_autofree char *text = sam_wire_value_text (summary, &value);

  g_assert_cmpuint (strlen (text), ==, 2 * longest + 2);
  g_assert_cmpuint (strlen (text), <=, sam_field_max_length (sam_field (SAM_CONFLICT_KEPT)));
  g_assert_true (sam_wire_value_parse (summary, text, &back, NULL));
  g_assert_true (sam_value_equal (&value, &back));
  sam_value_clear (&back);
  g_assert_true (sam_wire_value_parse (NULL, "true", &back, NULL));
  g_assert_cmpint (back.integer, ==, 1);
  g_assert_true (sam_wire_value_parse (summary, "null", &back, NULL));
  g_assert_true (sam_value_is_null (&back));
  g_assert_false (sam_wire_value_parse (summary, "{", &back, NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/every-field", test_every_field);
  g_test_add_func ("/wire/every-record", test_every_record);
  g_test_add_func ("/wire/extra", test_extra);
  g_test_add_func ("/wire/hostile-edits", test_hostile_edits);
  g_test_add_func ("/wire/damaged-bytes", test_damaged_bytes);
  g_test_add_func ("/wire/limits", test_limits);
  g_test_add_func ("/wire/hostile-records", test_hostile_records);
  g_test_add_func ("/wire/kept-values", test_kept_values);
  return g_test_run ();
}
