/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One open forum from making it to opening it again: edits, refusals, undo, saving, profiles. */
#include "engine/session.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "base/error.h"
#include "support/failing-vfs.h"
#include "support/folder.h"
#include "support/forum-records.h"

#define OTHER_FORUM_ID "01900000-0000-7000-8000-0000000000ff"

typedef struct
{
  char *root;
  char *folder;
  SamSession *session;
} Fixture;

static SamSession *
create (const char *folder, guint initiatives, const SamSeams *seams)
{
  g_autoptr (GError) error = NULL;
  SamSession *session
      = sam_session_create (folder, test_forum_records (initiatives), seams, &error);

  g_assert_no_error (error);
  g_assert_nonnull (session);
  return session;
}

static void
close_session (SamSession **session)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (sam_session_close (*session, &error));
  g_assert_no_error (error);
  g_clear_object (session);
}

static void
reopen (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  close_session (&f->session);
  f->session = sam_session_open (f->folder, NULL, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  failing_vfs_register ();
  failing_vfs_heal ();
  f->root = test_folder_new ();
  f->folder = g_build_filename (f->root, "new", "profile", NULL);
  f->session = create (f->folder, 5, NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  failing_vfs_heal ();
  g_clear_object (&f->session);
  g_free (f->folder);
  test_folder_free (f->root);
}

static SamRecord *
initiative (Fixture *f, guint n)
{
  g_autofree char *id = test_initiative_id (n);

  return sam_forum_get (sam_session_forum (f->session), id);
}

static gboolean
set_text (Fixture *f, guint n, SamFieldId field, const char *text, GError **error)
{
  g_autofree char *id = test_initiative_id (n);
  g_autoptr (SamEditBuilder) builder = sam_session_edit (f->session, "Ändra");

  sam_edit_builder_set_text (builder, id, field, text);
  return sam_session_commit_builder (f->session, builder, error);
}

static void
must_set (Fixture *f, guint n, SamFieldId field, const char *text)
{
  g_autoptr (GError) error = NULL;

  set_text (f, n, field, text, &error);
  g_assert_no_error (error);
}

static gint64
seq_of (Fixture *f)
{
  SamStatus status;

  sam_session_status (f->session, &status);
  return status.seq;
}

static void
count (gpointer object, guint *n)
{
  (*n)++;
}

static void
count_delta (SamForum *forum, gpointer delta, guint *n)
{
  (*n)++;
}

static void
test_commit (Fixture *f, gconstpointer data)
{
  SamForum *forum = sam_session_forum (f->session);
  guint changed = 0, undo = 0;
  const SamRecordMeta *meta;

  g_assert_cmpuint (sam_forum_count (forum, SAM_KIND_INITIATIVE), ==, 5);
  g_assert_cmpstr (sam_session_forum_id (f->session), ==, TEST_FORUM_ID);
  g_assert_cmpstr (sam_record_id (sam_forum_root (forum)), ==, TEST_FORUM_ID);
  g_signal_connect (forum, "changed", G_CALLBACK (count_delta), &changed);
  g_signal_connect (f->session, "undo-changed", G_CALLBACK (count), &undo);
  must_set (f, 1, SAM_INITIATIVE_TITLE, "Nattfotboll");
  g_assert_cmpuint (changed, ==, 1);
  g_assert_cmpuint (undo, ==, 1);
  g_assert_cmpstr (sam_record_title (initiative (f, 1)), ==, "Nattfotboll");
  g_assert_cmpint (seq_of (f), ==, 1);
  meta = sam_record_meta (initiative (f, 1));
  g_assert_cmpint (meta->seq, ==, 1);
  g_assert_cmpstr (meta->by, ==, sam_session_author (f->session)->account);

  /* Nothing changes by an edit that changes nothing. */
  must_set (f, 1, SAM_INITIATIVE_TITLE, "Nattfotboll");
  g_assert_cmpint (seq_of (f), ==, 1);
  g_assert_cmpuint (changed, ==, 1);

  reopen (f);
  g_assert_cmpstr (sam_record_title (initiative (f, 1)), ==, "Nattfotboll");
  g_assert_cmpint (seq_of (f), ==, 1);
  must_set (f, 1, SAM_INITIATIVE_TITLE, "Dagfotboll");
  g_assert_cmpint (seq_of (f), ==, 2);
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = g_strdup (sam_record_text (initiative (f, 1), SAM_INITIATIVE_ENDS));
  guint changed = 0;
  SamFieldId field;

  g_signal_connect (sam_session_forum (f->session), "changed", G_CALLBACK (count_delta), &changed);
  g_assert_false (set_text (f, 1, SAM_INITIATIVE_ENDS, "2025-01-01", &error));
  g_assert_error (error, SAM_ERROR, SAM_ERROR_INVALID);
  g_assert_cmpstr (sam_session_fault (f->session, &field), ==, sam_record_id (initiative (f, 1)));
  g_assert_cmpint (field, ==, SAM_INITIATIVE_ENDS);
  g_assert_cmpstr (sam_record_text (initiative (f, 1), SAM_INITIATIVE_ENDS), ==, before);
  g_assert_cmpuint (changed, ==, 0);
  g_assert_cmpint (seq_of (f), ==, 0);
  g_assert_null (sam_session_undo_title (f->session));
  must_set (f, 1, SAM_INITIATIVE_ENDS, "2025-12-01");
  g_assert_null (sam_session_fault (f->session, &field));
  g_assert_cmpint (field, ==, SAM_NO_FIELD);
}

/* Each step: u undo, r redo, a digit a new title, o opens again; then the title that stands, and
 * whether there is more to undo and redo. */
static void
test_undo (Fixture *f, gconstpointer data)
{
  static const struct
  {
    char step;
    const char *title;
    gboolean fails, undo, redo;
  } steps[] = {
    { '1', "T1", FALSE, TRUE, FALSE },
    { '2', "T2", FALSE, TRUE, FALSE },
    { 'u', "T1", FALSE, TRUE, TRUE },
    { 'o', "T1", FALSE, TRUE, TRUE },
    { 'u', "Initiativ 2 åäö", FALSE, FALSE, TRUE },
    { 'u', "Initiativ 2 åäö", TRUE, FALSE, TRUE },
    { 'r', "T1", FALSE, TRUE, TRUE },
    { 'o', "T1", FALSE, TRUE, TRUE },
    { 'r', "T2", FALSE, TRUE, FALSE },
    { 'r', "T2", TRUE, TRUE, FALSE },
    { 'u', "T1", FALSE, TRUE, TRUE },
    { '3', "T3", FALSE, TRUE, FALSE },
    { 'o', "T3", FALSE, TRUE, FALSE },
    { 'u', "T1", FALSE, TRUE, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      const char title[] = { 'T', steps[i].step, '\0' };
      g_autoptr (GError) error = NULL;
      gboolean ok = TRUE;

      g_test_message ("step %u: %c", i, steps[i].step);
      if (steps[i].step == 'u')
        ok = sam_session_undo (f->session, FALSE, &error);
      else if (steps[i].step == 'r')
        ok = sam_session_redo (f->session, FALSE, &error);
      else if (steps[i].step == 'o')
        reopen (f);
      else
        must_set (f, 2, SAM_INITIATIVE_TITLE, title);
      if (steps[i].fails)
        g_assert_error (error, SAM_ERROR, SAM_ERROR_NOT_FOUND);
      else
        g_assert_no_error (error);
      g_assert_true (ok == !steps[i].fails);
      g_assert_cmpstr (sam_record_title (initiative (f, 2)), ==, steps[i].title);
      g_assert_true ((sam_session_undo_title (f->session) != NULL) == steps[i].undo);
      g_assert_true ((sam_session_redo_title (f->session) != NULL) == steps[i].redo);
    }
}

static void
test_history (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;
  SamHistoryEntry *entry;

  must_set (f, 1, SAM_INITIATIVE_TITLE, "A");
  must_set (f, 2, SAM_INITIATIVE_TITLE, "B");
  g_assert_true (sam_session_undo (f->session, FALSE, NULL));
  g_assert_true (sam_session_flush (f->session, NULL));
  entries = sam_session_history (f->session, sam_record_id (initiative (f, 2)), 0, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 2);
  entry = g_ptr_array_index (entries, 0);
  g_assert_cmpint (entry->seq, ==, 3);
  g_assert_cmpint (entry->field, ==, SAM_INITIATIVE_TITLE);
  g_assert_cmpstr (entry->from.text, ==, "B");
  g_assert_cmpstr (entry->to.text, ==, "Initiativ 2 åäö");
  g_assert_cmpstr (entry->author, ==, sam_session_author (f->session)->account);
}

static void
test_delete (Fixture *f, gconstpointer data)
{
  g_autofree char *id = test_initiative_id (3);

  for (guint deleted = 1; deleted <= 1; deleted--)
    {
      g_autoptr (SamEditBuilder) builder = sam_session_edit (f->session, "Ta bort");

      if (deleted == 1)
        sam_edit_builder_delete (builder, id);
      else
        sam_edit_builder_restore (builder, id);
      g_assert_true (sam_session_commit_builder (f->session, builder, NULL));
      g_assert_cmpint (sam_record_deleted (initiative (f, 3)), ==, (int)deleted);
      reopen (f);
      g_assert_cmpint (sam_record_deleted (initiative (f, 3)), ==, (int)deleted);
      g_assert_cmpuint (sam_forum_count (sam_session_forum (f->session), SAM_KIND_INITIATIVE), ==,
                        5 - deleted);
    }
}

/* A second process is a second lock; here in one process, which is the same to flock(). */
static void
test_locked (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (sam_session_open (f->folder, NULL, &error));
  g_assert_error (error, SAM_ERROR, SAM_ERROR_LOCKED);
  close_session (&f->session);
  g_clear_error (&error);
  f->session = sam_session_open (f->folder, NULL, &error);
  g_assert_no_error (error);
}

static void
test_other_forum (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  SamRecord *other = sam_record_new (SAM_KIND_FORUM, OTHER_FORUM_ID);

  must_set (f, 1, SAM_INITIATIVE_TITLE, "Behålls");
  close_session (&f->session);
  test_set (other, SAM_FORUM_TITLE, "Ett annat");
  g_ptr_array_add (others, other);
  g_assert_null (sam_session_create (f->folder, g_ptr_array_ref (others), NULL, &error));
  g_assert_error (error, SAM_ERROR, SAM_ERROR_REFUSED);

  /* The same forum is opened as it is. */
  f->session = create (f->folder, 2, NULL);
  g_assert_cmpstr (sam_record_title (initiative (f, 1)), ==, "Behålls");
  g_assert_cmpuint (sam_forum_count (sam_session_forum (f->session), SAM_KIND_INITIATIVE), ==, 5);
}

static void
test_nothing_there (Fixture *f, gconstpointer data)
{
  g_autofree char *empty = g_build_filename (f->root, "empty", NULL);
  g_autofree char *file = g_build_filename (f->root, "file", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (sam_session_open (empty, NULL, &error));
  g_assert_error (error, SAM_ERROR, SAM_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (empty, G_FILE_TEST_EXISTS));
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (file, "x", -1, NULL));
  g_assert_null (sam_session_create (file, test_forum_records (0), NULL, &error));
  g_assert_error (error, SAM_ERROR, SAM_ERROR_STORAGE);
  g_clear_error (&error);
  g_assert_null (sam_session_create ("/proc/samverka", test_forum_records (0), NULL, &error));
  g_assert_error (error, SAM_ERROR, SAM_ERROR_STORAGE);
}

/* The disk fills up: what is typed stays on the screen and is saved when there is room again. */
static void
test_full_disk (Fixture *f, gconstpointer data)
{
  const SamStorage failing = { .vfs = FAILING_VFS };
  const SamSeams seams = { .storage = &failing };
  g_autoptr (GError) error = NULL;
  SamStatus status;

  close_session (&f->session);
  f->session = sam_session_open (f->folder, &seams, &error);
  g_assert_no_error (error);
  failing_vfs_break (SQLITE_FULL, 0);
  must_set (f, 1, SAM_INITIATIVE_TITLE, "Sparas sedan");
  g_assert_false (sam_session_flush (f->session, &error));
  g_assert_error (error, SAM_ERROR, SAM_ERROR_STORAGE);
  sam_session_status (f->session, &status);
  g_assert_cmpint (status.state, ==, SAM_STATE_TROUBLE);
  g_assert_cmpstr (status.reason, ==, error->message);
  g_assert_cmpuint (status.unsaved, ==, 1);
  g_assert_cmpstr (sam_record_title (initiative (f, 1)), ==, "Sparas sedan");

  /* Leaving is refused, and work goes on. */
  g_clear_error (&error);
  g_assert_false (sam_session_close (f->session, &error));
  g_assert_error (error, SAM_ERROR, SAM_ERROR_STORAGE);
  must_set (f, 2, SAM_INITIATIVE_TITLE, "Den också");

  failing_vfs_heal ();
  g_clear_error (&error);
  g_assert_true (sam_session_flush (f->session, &error));
  sam_session_status (f->session, &status);
  g_assert_cmpint (status.state, ==, SAM_STATE_LOCAL);
  g_assert_null (status.reason);
  reopen (f);
  g_assert_cmpstr (sam_record_title (initiative (f, 1)), ==, "Sparas sedan");
  g_assert_cmpstr (sam_record_title (initiative (f, 2)), ==, "Den också");
}

/* Making a profile on a full disk fails, and can be tried again in the same folder. */
static void
test_create_full (Fixture *f, gconstpointer data)
{
  const SamStorage failing = { .vfs = FAILING_VFS };
  const SamSeams seams = { .storage = &failing };
  guint failed = 0;

  for (guint writes = 0; writes < 30; writes++)
    {
      g_autofree char *name = g_strdup_printf ("full-%u", writes);
      g_autofree char *folder = g_build_filename (f->root, name, NULL);
      g_autoptr (GError) error = NULL;
      SamSession *session;

      failing_vfs_break (SQLITE_FULL, writes);
      session = sam_session_create (folder, test_forum_records (50), &seams, &error);
      failing_vfs_heal ();
      if (session == NULL)
        {
          failed++;
          g_assert_error (error, SAM_ERROR, SAM_ERROR_STORAGE);
          g_assert_false (sam_profile_has_forum (folder));
          session = create (folder, 50, &seams);
        }
      g_assert_cmpuint (sam_forum_count (sam_session_forum (session), SAM_KIND_INITIATIVE), ==, 50);
      g_assert_true (sam_session_close (session, NULL));
      g_object_unref (session);
    }
  g_assert_cmpuint (failed, >, 0);
}

static void
test_settings (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "settings.ini", NULL);
  g_autofree char *page = NULL;

  g_key_file_set_string (sam_session_settings (f->session), "window", "page", "boards");
  sam_session_settings_changed (f->session);
  reopen (f);
  page = g_key_file_get_string (sam_session_settings (f->session), "window", "page", NULL);
  g_assert_cmpstr (page, ==, "boards");

  /* Settings that cannot be read keep nobody out. */
  g_assert_true (g_file_set_contents (path, "\x01 not [ a key file", -1, NULL));
  reopen (f);
  g_assert_false (g_key_file_has_group (sam_session_settings (f->session), "window"));
}

static void
test_me (Fixture *f, gconstpointer data)
{
  g_autoptr (SamEditBuilder) builder = sam_session_edit (f->session, "Ny person");
  g_autofree char *id = g_strdup (sam_edit_builder_create (builder, SAM_KIND_PERSON));

  g_assert_null (sam_session_me (f->session));
  sam_edit_builder_set_text (builder, id, SAM_PERSON_TITLE, "Jag");
  sam_edit_builder_set_text (builder, id, SAM_PERSON_ACCOUNT, g_get_user_name ());
  g_assert_true (sam_session_commit_builder (f->session, builder, NULL));
  g_assert_cmpstr (sam_session_me (f->session), ==, id);
}

static void
test_today (Fixture *f, gconstpointer data)
{
  g_autofree SamFakeClock *clock
      = sam_fake_clock_new (G_GINT64_CONSTANT (1761430500000000)); /* 2025-10-25T22:15Z */
  const SamSeams seams = { .clock = &clock->clock };

  close_session (&f->session);
  f->session = sam_session_open (f->folder, &seams, NULL);
  /* Past midnight in Malmö. */
  g_assert_cmpint (sam_session_today (f->session), ==, sam_day_new (2025, 10, 26));
  sam_session_set_today (f->session, sam_day_new (2025, 11, 1));
  g_assert_cmpint (sam_session_today (f->session), ==, sam_day_new (2025, 11, 1));
  close_session (&f->session);
}

static void
test_profiles (void)
{
  g_autofree char *root = sam_profile_root ();
  g_autofree char *first = sam_profile_for_forum (TEST_FORUM_ID);
  g_autofree char *second = g_build_filename (root, "another", NULL);
  g_autofree char *odd = g_build_filename (root, "not a profile", NULL);
  g_auto (GStrv) none = sam_profile_list ();
  g_auto (GStrv) two = NULL;
  g_auto (GStrv) again = NULL;
  SamSession *session;

  g_assert_cmpuint (g_strv_length (none), ==, 0);
  session = create (first, 1, NULL);
  close_session (&session);
  g_usleep (20000);
  session = create (second, 1, NULL);
  close_session (&session);
  g_assert_cmpint (g_mkdir_with_parents (odd, 0700), ==, 0);
  two = sam_profile_list ();
  g_assert_cmpuint (g_strv_length (two), ==, 2);
  g_assert_cmpstr (two[0], ==, second);
  g_assert_cmpstr (two[1], ==, first);
  g_usleep (20000);
  session = sam_session_open (first, NULL, NULL);
  close_session (&session);
  again = sam_profile_list ();
  g_assert_cmpstr (again[0], ==, first);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*run) (Fixture *, gconstpointer);
  } tests[] = {
    { "/engine/session/commit", test_commit },
    { "/engine/session/refused", test_refused },
    { "/engine/session/undo", test_undo },
    { "/engine/session/history", test_history },
    { "/engine/session/delete", test_delete },
    { "/engine/session/locked", test_locked },
    { "/engine/session/other-forum", test_other_forum },
    { "/engine/session/nothing-there", test_nothing_there },
    { "/engine/session/full-disk", test_full_disk },
    { "/engine/session/create-full", test_create_full },
    { "/engine/session/settings", test_settings },
    { "/engine/session/me", test_me },
    { "/engine/session/today", test_today },
  };

  g_autofree char *data = test_folder_new ();
  int status;

  g_setenv ("XDG_DATA_HOME", data, TRUE);
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].run, tear_down);
  g_test_add_func ("/engine/session/profiles", test_profiles);
  status = g_test_run ();
  test_folder_free (g_steal_pointer (&data));
  return status;
}
