/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/error.h"
#include "base/sql.h"
#include "server/accounts.h"
#include "server/ledger-private.h"
#include "base/json.h"
#include "server/push.h"
#include "support/folder.h"
#include "support/forum-records.h"
#include "sync/wire.h"

/* A ledger in a folder of its own, with the small forum, a clock that stands and a seeded chance.
 */
typedef struct
{
  char *folder;
  SamFakeClock *clock;
  SamRandom *random;
  SamSeams seams;
  SamLedger *ledger;
  SamImages *images;
  SamPushResult result; /* of the last push */
} Office;

static inline void
office_open (Office *office)
{
  g_autoptr (GPtrArray) records = test_forum_records (3);
  g_autoptr (GError) error = NULL;

  *office = (Office){ .folder = test_folder_new () };
  office->clock = sam_fake_clock_new (G_GINT64_CONSTANT (1761739200) * G_USEC_PER_SEC);
  office->random = sam_random_seeded (7);
  office->seams = (SamSeams){ &office->clock->clock, office->random, sam_storage_system () };
  office->images = sam_images_new ();
  g_assert_true (sam_ledger_create (office->folder, NULL, &error));
  office->ledger = sam_ledger_open (office->folder, NULL, SAM_LEDGER_WRITE, &error);
  g_assert_no_error (error);
  g_assert_true (sam_ledger_import (office->ledger, records, FALSE, &office->seams, NULL, &error));
  g_assert_no_error (error);
}

static inline void
office_close (Office *office)
{
  sam_push_result_clear (&office->result);
  sam_images_free (office->images);
  sam_ledger_close (office->ledger);
  g_free (office->clock);
  g_free (office->random);
  test_folder_free (office->folder);
}

/* Somebody with a role; codes is "KULT,FRI" or NULL. The hash is none that any password has. */
static inline gint64
office_user (Office *office, const char *name, SamRole role, const char *codes)
{
  g_auto (GStrv) list = codes != NULL ? g_strsplit (codes, ",", -1) : g_new0 (char *, 1);
  SamGrant grant = { .role = role, .codes = list };
  g_autoptr (SamUser) user = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (sam_ledger_begin (office->ledger, &error));
  g_assert_true (sam_accounts_add (office->ledger, office->seams.clock, name, "", "none", &error));
  g_assert_true (sam_accounts_grant (office->ledger, name, &grant, &error));
  g_assert_true (sam_ledger_commit (office->ledger, &error));
  user = sam_accounts_find (office->ledger, name, &error);
  g_assert_no_error (error);
  return user->key;
}

static inline SamLedgerForum *
office_forum (Office *office)
{
  g_autoptr (GError) error = NULL;
  SamLedgerForum *forum = sam_ledger_forum (office->ledger, TEST_FORUM_ID, &error);

  g_assert_no_error (error);
  g_assert_nonnull (forum);
  return forum;
}

/* An edit of one field of the nth initiative, as it comes on the wire. */
static inline char *
office_edit (guint edit, guint initiative, const char *field, const char *from, const char *value)
{
  g_autofree char *record = test_initiative_id (initiative);

  return g_strdup_printf (
      "{\"id\":\"01900000-0000-7000-8002-%012x\",\"title\":\"Prov\","
      "\"at\":\"2025-10-29T12:00:00Z\",\"changes\":[{\"kind\":\"initiative\",\"record\":\"%s\","
      "\"field\":\"%s\",\"from\":%s,\"value\":%s}]}",
      edit, record, field, from, value);
}

/* Pushes a JSON array of edits with the ledger's own cursor; the answer is in office->result. */
static inline void
office_push (Office *office, gint64 user, const char *edits)
{
  g_autoptr (SamLedgerForum) forum = office_forum (office);
  g_autoptr (SamPush) push = sam_push_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = sam_json_parse (edits, -1, G_MAXINT, SAM_JSON_DEPTH, &error);
  JsonArray *array;

  g_assert_no_error (error);
  array = json_node_get_array (node);
  push->forum = g_strdup (TEST_FORUM_ID);
  push->user = user;
  push->epoch = g_strdup (forum->epoch);
  push->seq = forum->seq;
  push->head = sam_hash_text (&forum->head);
  for (guint i = 0; i < json_array_get_length (array); i++)
    g_assert_true (sam_push_add (push, json_array_get_element (array, i), &error));
  sam_push_result_clear (&office->result);
  g_assert_true (sam_ledger_begin (office->ledger, &error));
  g_assert_true (sam_push_judge (office->ledger, office->images, &office->seams, push,
                                 &office->result, &error));
  g_assert_true (sam_ledger_commit (office->ledger, &error));
  g_assert_no_error (error);
}

static inline void
office_push_one (Office *office, gint64 user, char *edit)
{
  g_autofree char *edits = g_strdup_printf ("[%s]", edit);

  office_push (office, user, edits);
  g_free (edit);
}

static inline void
office_check (Office *office)
{
  SamLedgerCounts counts = { 0 };
  g_autoptr (GError) error = NULL;

  sam_ledger_check (office->ledger, NULL, &counts, &error);
  g_assert_no_error (error);
}

static inline void
office_sql (Office *office, const char *statement)
{
  g_autoptr (GError) error = NULL;

  sam_sql_exec (office->ledger->sql, statement, &error);
  g_assert_no_error (error);
}
