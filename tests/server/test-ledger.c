/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "office.h"

static void
test_import (void)
{
  Office office;
  g_autoptr (GPtrArray) again = test_forum_records (5);
  g_autoptr (GPtrArray) loaded = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *epoch = NULL;

  office_open (&office);
  {
    g_autoptr (SamLedgerForum) forum = office_forum (&office);

    g_assert_cmpint (forum->seq, ==, 1);
    g_assert_cmpstr (forum->title, ==, "Provforum 2025");
    epoch = g_strdup (forum->epoch);
    loaded = sam_ledger_load (office.ledger, forum, &error);
    g_assert_cmpuint (loaded->len, ==, 7);
  }
  g_assert_false (sam_ledger_import (office.ledger, again, FALSE, &office.seams, NULL, &error));
  g_assert_error (error, SAM_ERROR, SAM_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_true (sam_ledger_import (office.ledger, again, TRUE, &office.seams, NULL, &error));
  {
    g_autoptr (SamLedgerForum) forum = office_forum (&office);
    gint64 all, changed;

    g_assert_cmpstr (forum->epoch, !=, epoch);
    g_assert_true (sam_ledger_count (office.ledger, forum, 0, &all, &changed, &error));
    g_assert_cmpint (all, ==, 9);
  }
  office_check (&office);
  g_assert_false (sam_ledger_create (office.folder, NULL, &error));
  g_assert_error (error, SAM_ERROR, SAM_ERROR_REFUSED);
  office_close (&office);
}

static void
test_numbers (void)
{
  Office office;
  gint64 user;

  office_open (&office);
  user = office_user (&office, "anna", SAM_ROLE_COORDINATOR, NULL);
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *from
          = i == 0 ? g_strdup ("\"Initiativ 1 åäö\"") : g_strdup_printf ("\"Titel %u\"", i - 1);
      g_autofree char *to = g_strdup_printf ("\"Titel %u\"", i);

      office_push_one (&office, user, office_edit (i, 1, "title", from, to));
      g_assert_null (office.result.problem);
      g_assert_cmpuint (office.result.accepted, ==, 1);
      g_assert_cmpuint (office.result.events->len, ==, 1);
      g_assert_cmpint (((SamPushEvent *)office.result.events->pdata[0])->seq, ==, i + 2);
    }
  office_check (&office);
  office_close (&office);
}

/* The same id with the same content is answered as before; with other content it is refused; one
 * that was refused is judged anew. */
static void
test_again (void)
{
  Office office;
  gint64 user;
  g_autoptr (SamLedgerForum) forum = NULL;

  office_open (&office);
  user = office_user (&office, "anna", SAM_ROLE_COORDINATOR, NULL);
  office_push_one (&office, user, office_edit (1, 1, "title", "\"Initiativ 1 åäö\"", "\"Ny\""));
  g_assert_nonnull (strstr (office.result.body->str, "\"seq\":2,\"conflicts\":[]"));
  office_push_one (&office, user, office_edit (2, 1, "title", "\"Ny\"", "\"Nyare\""));
  office_push_one (&office, user, office_edit (1, 1, "title", "\"Initiativ 1 åäö\"", "\"Ny\""));
  g_assert_cmpuint (office.result.accepted, ==, 1);
  g_assert_cmpuint (office.result.events->len, ==, 0);
  g_assert_nonnull (strstr (office.result.body->str, "\"seq\":2,\"conflicts\":[]"));
  office_push_one (&office, user, office_edit (1, 1, "title", "\"Initiativ 1 åäö\"", "\"Annan\""));
  g_assert_cmpuint (office.result.refused, ==, 1);
  g_assert_nonnull (strstr (office.result.body->str, "other-content"));

  office_push_one (&office, user, office_edit (3, 1, "ends", "\"2025-11-09\"", "\"2025-01-01\""));
  g_assert_cmpuint (office.result.refused, ==, 1);
  office_push_one (&office, user, office_edit (3, 1, "ends", "\"2025-11-09\"", "\"2025-11-10\""));
  g_assert_cmpuint (office.result.accepted, ==, 1);
  forum = office_forum (&office);
  g_assert_cmpint (forum->seq, ==, 4);
  office_check (&office);
  office_close (&office);
}

/* One that is refused stops nobody else; what cannot be read is told apart. */
static void
test_batch (void)
{
  Office office;
  gint64 user;
  g_autofree char *a = office_edit (1, 1, "title", "\"Initiativ 1 åäö\"", "\"Ny\"");
  g_autofree char *b = office_edit (2, 1, "colour", "null", "\"red\"");
  g_autofree char *c = office_edit (3, 1, "title", "null", "7");
  g_autofree char *d = office_edit (4, 2, "title", "\"Initiativ 2 åäö\"", "\"Två\"");
  g_autofree char *edits = g_strdup_printf ("[%s,%s,%s,%s]", a, b, c, d);

  office_open (&office);
  user = office_user (&office, "anna", SAM_ROLE_COORDINATOR, NULL);
  office_push (&office, user, edits);
  g_assert_cmpuint (office.result.accepted, ==, 2);
  g_assert_cmpuint (office.result.refused, ==, 2);
  g_assert_nonnull (strstr (office.result.body->str, "\"problem\":\"unknown\""));
  g_assert_nonnull (strstr (office.result.body->str, "\"problem\":\"invalid\""));
  office_check (&office);
  office_close (&office);
}

static void
test_conflict (void)
{
  Office office;
  gint64 anna, bo;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (SamLedgerForum) forum = NULL;
  g_autoptr (GError) error = NULL;

  office_open (&office);
  anna = office_user (&office, "anna", SAM_ROLE_COORDINATOR, NULL);
  bo = office_user (&office, "bo", SAM_ROLE_COORDINATOR, NULL);
  office_push_one (&office, anna, office_edit (1, 1, "title", "\"Initiativ 1 åäö\"", "\"A\""));
  office_push_one (&office, bo, office_edit (2, 1, "title", "\"Initiativ 1 åäö\"", "\"B\""));
  g_assert_cmpuint (office.result.accepted, ==, 1);
  g_assert_null (strstr (office.result.body->str, "\"conflicts\":[]"));
  forum = office_forum (&office);
  records = sam_ledger_load (office.ledger, forum, &error);
  g_assert_cmpuint (records->len, ==, 8);
  office_check (&office);
  office_close (&office);
}

static void
test_rights (void)
{
  static const struct
  {
    const char *name;
    SamRole role;
    const char *codes;
    gboolean accepted;
  } rows[] = {
    { "reader", SAM_ROLE_READER, "KULT", FALSE },
    { "outsider", SAM_ROLE_MEMBER, NULL, FALSE },
    { "lead", SAM_ROLE_MEMBER, "kult", TRUE },
    { "participating", SAM_ROLE_MEMBER, "FRI", TRUE },
    { "controller", SAM_ROLE_CONTROLLER, NULL, FALSE },
    { "coordinator", SAM_ROLE_COORDINATOR, NULL, TRUE },
  };
  Office office;

  office_open (&office);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gint64 user = office_user (&office, rows[i].name, rows[i].role, rows[i].codes);
      g_autofree char *value = g_strdup_printf ("%u", 1000 + i);

      office_push_one (&office, user,
                       office_edit (i, 2, "expected_participants", i == 0 ? "2" : "null", value));
      g_assert_null (office.result.problem);
      g_assert_cmpuint (office.result.accepted, ==, rows[i].accepted);
    }
  office_check (&office);
  office_close (&office);
}

/* Rights are those of the moment: who was shut out, or has nothing to do with the forum, pushes
 * nothing. */
static void
test_shut_out (void)
{
  Office office;
  gint64 user;
  g_autoptr (GError) error = NULL;

  office_open (&office);
  user = office_user (&office, "anna", SAM_ROLE_COORDINATOR, NULL);
  g_assert_true (sam_accounts_set_enabled (office.ledger, "anna", FALSE, &error));
  office_push_one (&office, user, office_edit (1, 1, "title", "\"Initiativ 1 åäö\"", "\"A\""));
  g_assert_cmpstr (office.result.problem, ==, SAM_PROBLEM_UNAUTHORIZED);
  g_assert_true (sam_accounts_set_enabled (office.ledger, "anna", TRUE, &error));
  office_sql (&office, "UPDATE \"grant\" SET forum = 'another'");
  office_push_one (&office, user, office_edit (1, 1, "title", "\"Initiativ 1 åäö\"", "\"A\""));
  g_assert_cmpstr (office.result.problem, ==, SAM_PROBLEM_FORBIDDEN);
  office_check (&office);
  office_close (&office);
}

static void
test_cursor (void)
{
  Office office;
  gint64 user;
  g_autoptr (SamLedgerForum) forum = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *head = NULL, *first = NULL;
  gboolean fits;

  office_open (&office);
  {
    g_autoptr (SamLedgerForum) before = office_forum (&office);

    first = sam_hash_text (&before->head);
  }
  user = office_user (&office, "anna", SAM_ROLE_COORDINATOR, NULL);
  office_push_one (&office, user, office_edit (1, 1, "title", "\"Initiativ 1 åäö\"", "\"A\""));
  forum = office_forum (&office);
  head = sam_hash_text (&forum->head);
  {
    const struct
    {
      SamCursor cursor;
      gboolean fits;
    } rows[] = {
      { { forum->epoch, 2, head }, TRUE },  { { forum->epoch, 1, first }, TRUE },
      { { forum->epoch, 2, NULL }, TRUE },  { { forum->epoch, 1, head }, FALSE },
      { { forum->epoch, 3, head }, FALSE }, { { forum->epoch, 0, NULL }, FALSE },
      { { "another", 2, head }, FALSE },    { { NULL, 2, head }, FALSE },
    };

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
      {
        g_assert_true (sam_ledger_fits (office.ledger, forum, &rows[i].cursor, &fits, &error));
        g_assert_cmpint (fits, ==, rows[i].fits);
      }
  }
  office_close (&office);
}

/* Everything that check is there to find. */
static void
test_damage (void)
{
  static const char *const damages[] = {
    "UPDATE history SET \"to\" = '\"Annat\"' WHERE seq = 2 AND number = 0",
    "UPDATE history SET \"from\" = '\"Annat\"' WHERE seq = 2 AND number = 0",
    "DELETE FROM history WHERE seq = 2",
    "DELETE FROM edit WHERE seq = 2",
    "UPDATE edit SET account = 'bo' WHERE seq = 2",
    "UPDATE edit SET title = 'Annan' WHERE seq = 2",
    "UPDATE edit SET at = '2025-10-30T12:00:00Z' WHERE seq = 2",
    "UPDATE forum SET seq = 4",
    "UPDATE forum SET head = zeroblob (32)",
    "UPDATE record SET line = replace (line, '\"A\"', '\"B\"')",
    "UPDATE record SET seq = 3 WHERE seq = 2",
    "DELETE FROM record WHERE seq = 2",
    "UPDATE history SET salt = zeroblob (16) WHERE seq = 1 AND number = 3",
  };

  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      Office office;
      gint64 user;
      SamLedgerCounts counts = { 0 };
      g_autoptr (GError) error = NULL;

      office_open (&office);
      user = office_user (&office, "anna", SAM_ROLE_COORDINATOR, NULL);
      office_push_one (&office, user, office_edit (1, 1, "title", "\"Initiativ 1 åäö\"", "\"A\""));
      office_push_one (&office, user, office_edit (2, 2, "title", "\"Initiativ 2 åäö\"", "\"C\""));
      office_check (&office);
      office_sql (&office, damages[i]);
      if (sam_ledger_check (office.ledger, NULL, &counts, &error))
        g_error ("not found: %s", damages[i]);
      g_assert_error (error, SAM_ERROR, SAM_ERROR_DAMAGED);
      office_close (&office);
    }
}

/* A value that was lawfully taken out leaves its hash, and the chain whole. */
static void
test_taken_out (void)
{
  Office office;
  gint64 user;
  guint8 salt[SAM_SALT_SIZE];
  SamHash hash;
  g_autofree char *record = test_initiative_id (1);
  SamLedgerRow row = { .kind = "initiative",
                       .record = record,
                       .field = "title",
                       .from = "\"Initiativ 1 åäö\"",
                       .to = "\"Ett namn\"" };
  sqlite3_stmt *statement;
  gboolean found;

  office_open (&office);
  user = office_user (&office, "anna", SAM_ROLE_COORDINATOR, NULL);
  office_push_one (&office, user, office_edit (1, 1, "title", row.from, row.to));
  office_push_one (&office, user, office_edit (2, 1, "title", row.to, "\"Annat\""));
  statement = sam_ledger_prepare (office.ledger, "SELECT salt FROM history WHERE seq = 2", NULL);
  g_assert_true (sam_sql_step (office.ledger->sql, statement, &found, NULL) && found);
  memcpy (salt, sqlite3_column_blob (statement, 0), sizeof salt);
  sqlite3_reset (statement);
  sam_ledger_row_hash (salt, &row, &hash);
  statement = sam_ledger_prepare (office.ledger,
                                  "UPDATE history SET \"from\" = NULL, \"to\" = NULL, salt = NULL,"
                                  " hash = ? WHERE seq = 2",
                                  NULL);
  sam_ledger_bind_blob (statement, 1, hash.bytes, sizeof hash.bytes);
  g_assert_true (sam_sql_run (office.ledger->sql, statement, NULL));
  office_check (&office);
  office_close (&office);
}

static void
test_history (void)
{
  Office office;
  gint64 user, next_seq = 0, next_row = 0;
  g_autoptr (SamLedgerForum) forum = NULL;
  g_autofree char *record = test_initiative_id (1);
  SamHistoryPage page = { .record = record, .before_seq = G_MAXINT64, .limit = 2 };
  guint rows = 0;

  office_open (&office);
  user = office_user (&office, "anna", SAM_ROLE_COORDINATOR, NULL);
  office_push_one (&office, user, office_edit (1, 1, "title", "\"Initiativ 1 åäö\"", "\"A\""));
  forum = office_forum (&office);
  do
    {
      g_autoptr (GString) out = g_string_new (NULL);
      g_autoptr (JsonNode) node = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (
          sam_ledger_history (office.ledger, forum, &page, out, &next_seq, &next_row, &error));
      node = sam_json_parse (out->str, -1, G_MAXINT, SAM_JSON_DEPTH, &error);
      g_assert_no_error (error);
      if (rows == 0)
        {
          JsonObject *first = json_array_get_object_element (json_node_get_array (node), 0);

          g_assert_cmpint (json_object_get_int_member (first, "seq"), ==, 2);
          g_assert_cmpstr (json_object_get_string_member (first, "author"), ==, "anna");
          g_assert_cmpstr (json_object_get_string_member (first, "to"), ==, "A");
        }
      rows += json_array_get_length (json_node_get_array (node));
      page.before_seq = next_seq;
      page.before_row = next_row;
    }
  while (next_seq > 0);
  /* Existence and nine fields when it was imported, and the title. */
  g_assert_cmpuint (rows, ==, 11);
  office_close (&office);
}

static void
test_copies (void)
{
  Office office;
  gint64 user;
  g_autofree char *copy = NULL, *kept = NULL, *epoch = NULL, *token = NULL, *late = NULL;
  g_autofree char *missing = NULL;
  g_autoptr (GError) error = NULL;

  office_open (&office);
  user = office_user (&office, "anna", SAM_ROLE_COORDINATOR, NULL);
  office_user (&office, "bo", SAM_ROLE_MEMBER, NULL);
  copy = g_build_filename (office.folder, "copy.sqlite", NULL);
  token = sam_accounts_new_token (office.ledger, &office.seams, "anna", "desk", &error);
  late = sam_accounts_new_token (office.ledger, &office.seams, "anna", "laptop", &error);
  office_push_one (&office, user, office_edit (1, 1, "title", "\"Initiativ 1 åäö\"", "\"A\""));
  g_assert_true (sam_ledger_backup (office.ledger, copy, NULL, &error));
  office_push_one (&office, user, office_edit (2, 1, "title", "\"A\"", "\"B\""));
  {
    g_autoptr (SamLedgerForum) forum = office_forum (&office);
    g_autoptr (SamDevice) device
        = sam_accounts_device (office.ledger, office.seams.clock, late, &error);

    epoch = g_strdup (forum->epoch);
    g_assert_true (sam_accounts_end (office.ledger, device->key, &error));
    g_assert_true (sam_accounts_set_enabled (office.ledger, "bo", FALSE, &error));
  }
  g_clear_pointer (&office.ledger, sam_ledger_close);
  sam_images_clear (office.images);
  g_assert_true (sam_ledger_restore (office.folder, copy, &office.seams, NULL, &kept, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_test (kept, G_FILE_TEST_EXISTS));
  office.ledger = sam_ledger_open (office.folder, NULL, SAM_LEDGER_WRITE, &error);
  {
    g_autoptr (SamLedgerForum) forum = office_forum (&office);
    g_autoptr (SamDevice) still
        = sam_accounts_device (office.ledger, office.seams.clock, token, &error);
    g_autoptr (SamDevice) gone
        = sam_accounts_device (office.ledger, office.seams.clock, late, &error);
    g_autoptr (SamUser) bo = sam_accounts_find (office.ledger, "bo", &error);

    g_assert_cmpint (forum->seq, ==, 2);
    g_assert_cmpstr (forum->epoch, !=, epoch);
    g_assert_nonnull (still);
    g_assert_null (gone);
    g_assert_false (bo->enabled);
  }
  /* It goes on from there. */
  office_push_one (&office, user, office_edit (3, 1, "title", "\"A\"", "\"C\""));
  g_assert_cmpuint (office.result.accepted, ==, 1);
  office_check (&office);
  g_assert_false (
      sam_ledger_restore (office.folder, "/nowhere", &office.seams, NULL, &missing, &error));
  office_close (&office);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server/ledger/import", test_import);
  g_test_add_func ("/server/ledger/numbers", test_numbers);
  g_test_add_func ("/server/ledger/again", test_again);
  g_test_add_func ("/server/ledger/batch", test_batch);
  g_test_add_func ("/server/ledger/conflict", test_conflict);
  g_test_add_func ("/server/ledger/rights", test_rights);
  g_test_add_func ("/server/ledger/shut-out", test_shut_out);
  g_test_add_func ("/server/ledger/cursor", test_cursor);
  g_test_add_func ("/server/ledger/damage", test_damage);
  g_test_add_func ("/server/ledger/taken-out", test_taken_out);
  g_test_add_func ("/server/ledger/history", test_history);
  g_test_add_func ("/server/ledger/copies", test_copies);
  return g_test_run ();
}
