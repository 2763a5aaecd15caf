/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/sql.h"

#include "base/error.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct
{
  char *folder, *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("samverka-sql-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "forum.db", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  static const char *const suffixes[] = { "", "-wal", "-shm", "-journal" };
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *path = g_strconcat (fixture->path, suffixes[i], NULL);
      g_remove (path);
    }
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static SamSql *
open_new (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  SamSql *sql = sam_sql_open (fixture->path, sam_storage_system (), SAM_SQL_CREATE, &error);
  g_assert_no_error (error);
  g_assert_nonnull (sql);
  return sql;
}

static char *
pragma (SamSql *sql, const char *statement)
{
  g_autoptr (GError) error = NULL;
  gboolean row = FALSE;
  sqlite3_stmt *prepared = sam_sql_prepare (sql, statement, &error);
  g_assert_no_error (error);
  g_assert_true (sam_sql_step (sql, prepared, &row, &error));
  g_assert_true (row);
  char *text = g_strdup (sam_sql_text (prepared, 0));
  sqlite3_reset (prepared);
  return text;
}

static void
test_settings (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *pragma, *value;
  } cases[] = {
    { "PRAGMA journal_mode", "wal" }, { "PRAGMA synchronous", "2" },
    { "PRAGMA foreign_keys", "0" },   { "PRAGMA busy_timeout", "5000" },
    { "PRAGMA trusted_schema", "0" },
  };
  g_autoptr (SamSql) sql = open_new (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *value = pragma (sql, cases[i].pragma);
      g_assert_cmpstr (value, ==, cases[i].value);
    }
  g_assert_cmpstr (sam_sql_path (sql), ==, fixture->path);
  int defensive = 0;
  sqlite3_db_config (sam_sql_handle (sql), SQLITE_DBCONFIG_DEFENSIVE, -1, &defensive);
  g_assert_cmpint (defensive, ==, 1);

  g_autoptr (GError) error = NULL;
  g_assert_false (sam_sql_exec (sql, "SELECT load_extension ('x')", &error));
  g_assert_error (error, SAM_ERROR, SAM_ERROR_STORAGE);
}

static void
test_statements (Fixture *fixture, gconstpointer data)
{
  static const char *const values[] = { "Öppna Malmö", "", NULL, "it's \"quoted\"" };
  g_autoptr (SamSql) sql = open_new (fixture);
  g_autoptr (GError) error = NULL;
  g_assert_true (
      sam_sql_exec (sql, "CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT); BEGIN", &error));
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      sqlite3_stmt *insert = sam_sql_prepare (sql, "INSERT INTO t (v) VALUES (?1)", &error);
      sam_sql_bind_text (insert, 1, values[i]);
      g_assert_true (sam_sql_run (sql, insert, &error));
      g_assert_no_error (error);
    }
  g_assert_true (sam_sql_exec (sql, "COMMIT", &error));

  sqlite3_stmt *select = sam_sql_prepare (sql, "SELECT v FROM t ORDER BY id", &error);
  gboolean row = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_assert_true (sam_sql_step (sql, select, &row, &error));
      g_assert_true (row);
      g_assert_cmpstr (sam_sql_text (select, 0), ==, values[i]);
    }
  g_assert_true (sam_sql_step (sql, select, &row, &error));
  g_assert_false (row);
  g_assert_true (sam_sql_prepare (sql, "SELECT v FROM t ORDER BY id", &error) == select);

  /* What was bound before is gone when a statement is taken again. */
  sqlite3_stmt *again = sam_sql_prepare (sql, "INSERT INTO t (v) VALUES (?1)", &error);
  g_assert_true (sam_sql_run (sql, again, &error));
  g_autofree char *last = pragma (sql, "SELECT v FROM t ORDER BY id DESC LIMIT 1");
  g_assert_null (last);
}

static void
test_errors (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SamSql) sql = open_new (fixture);
  g_autoptr (GError) error = NULL;
  g_assert_null (sam_sql_prepare (sql, "SELEC 1", &error));
  g_assert_error (error, SAM_ERROR, SAM_ERROR_STORAGE);
  g_clear_error (&error);

  g_assert_true (
      sam_sql_exec (sql, "CREATE TABLE t (v TEXT UNIQUE); INSERT INTO t VALUES ('a')", &error));
  sqlite3_stmt *insert = sam_sql_prepare (sql, "INSERT INTO t VALUES ('a')", &error);
  g_assert_false (sam_sql_run (sql, insert, &error));
  g_assert_error (error, SAM_ERROR, SAM_ERROR_INVALID);
  g_clear_error (&error);

  /* A full disk, as SQLite reports it. */
  g_assert_true (sam_sql_exec (sql, "PRAGMA max_page_count = 3", &error));
  g_assert_false (sam_sql_exec (sql, "INSERT INTO t VALUES (hex (zeroblob (100000)))", &error));
  g_assert_error (error, SAM_ERROR, SAM_ERROR_STORAGE);
  g_assert_nonnull (strstr (error->message, fixture->path));
  g_clear_error (&error);
  g_autofree char *count = pragma (sql, "SELECT count(*) FROM t");
  g_assert_cmpstr (count, ==, "1");

  /* Somebody else is writing. */
  sqlite3_busy_timeout (sam_sql_handle (sql), 0);
  g_autoptr (SamSql) other = open_new (fixture);
  g_assert_true (sam_sql_exec (other, "BEGIN IMMEDIATE", &error));
  g_assert_false (sam_sql_exec (sql, "BEGIN IMMEDIATE", &error));
  g_assert_error (error, SAM_ERROR, SAM_ERROR_LOCKED);
  g_assert_true (sam_sql_exec (other, "ROLLBACK", NULL));
}

static void
test_read_only (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (sam_sql_open (fixture->path, NULL, SAM_SQL_READ_ONLY, &error));
  g_assert_error (error, SAM_ERROR, SAM_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));

  g_autoptr (SamSql) writer = open_new (fixture);
  g_assert_true (sam_sql_exec (writer, "CREATE TABLE t (v)", &error));
  g_autoptr (SamSql) reader = sam_sql_open (fixture->path, NULL, SAM_SQL_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_false (sam_sql_exec (reader, "INSERT INTO t VALUES (1)", &error));
  g_assert_error (error, SAM_ERROR, SAM_ERROR_STORAGE);
}

/* A file that is no good is refused, and not a byte of it changes. */
static void
refuse_unchanged (Fixture *fixture, const char *bytes, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *after = NULL;
  gsize after_size;
  g_assert_true (g_file_set_contents (fixture->path, bytes, (gssize)size, NULL));
  g_assert_null (sam_sql_open (fixture->path, NULL, SAM_SQL_CREATE, &error));
  g_assert_error (error, SAM_ERROR, SAM_ERROR_DAMAGED);
  g_assert_nonnull (strstr (error->message, fixture->path));
  g_assert_true (g_file_get_contents (fixture->path, &after, &after_size, NULL));
  g_assert_cmpmem (bytes, size, after, after_size);
}

static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  static const char text[] = "{\"format\":\"samverka-forum\"}";
  refuse_unchanged (fixture, "x", 1);
  refuse_unchanged (fixture, text, sizeof text - 1);
  refuse_unchanged (fixture, "SQLite format 3", 16);
  g_autofree char *zeros = g_malloc0 (8192);
  refuse_unchanged (fixture, zeros, 8192);

  /* A real database, cut off, and with a destroyed schema page. */
  g_remove (fixture->path);
  SamSql *sql = open_new (fixture);
  g_assert_true (sam_sql_exec (
      sql, "CREATE TABLE t (v); INSERT INTO t VALUES (hex (zeroblob (20000)))", NULL));
  sam_sql_close (sql);
  g_autofree char *bytes = NULL;
  gsize size;
  g_assert_true (g_file_get_contents (fixture->path, &bytes, &size, NULL));
  g_assert_cmpuint (size, >, 20000);
  refuse_unchanged (fixture, bytes, 4096);
  memset (bytes + 100, 0xff, 3000);
  refuse_unchanged (fixture, bytes, size);
}

static void
test_places (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (sam_sql_open (fixture->folder, NULL, SAM_SQL_CREATE, &error));
  g_assert_error (error, SAM_ERROR, SAM_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (sam_sql_open ("/proc/forum.db", NULL, SAM_SQL_CREATE, &error));
  g_assert_error (error, SAM_ERROR, SAM_ERROR_STORAGE);
  g_assert_nonnull (strstr (error->message, "/proc"));
  g_clear_error (&error);

  /* An empty file is what a crash at the very first start leaves. */
  g_assert_true (g_file_set_contents (fixture->path, "", 0, NULL));
  g_autoptr (SamSql) sql = open_new (fixture);
  g_autoptr (SamSql) memory = sam_sql_open (":memory:", NULL, SAM_SQL_CREATE, &error);
  g_assert_no_error (error);
  g_assert_true (sam_sql_exec (memory, "CREATE TABLE t (v)", &error));
}

/* As a user without rights, also where the tests run as root: files that may only be read. */
static gboolean
opens_without_rights (const char *path, SamSqlFlags flags, int code)
{
  pid_t child = fork ();
  if (child == 0)
    {
      g_autoptr (GError) error = NULL;
      if (geteuid () == 0 && (setgid (65534) != 0 || setuid (65534) != 0))
        _exit (2);
      g_autoptr (SamSql) sql = sam_sql_open (path, NULL, flags, &error);
      _exit (code < 0 ? sql == NULL : !g_error_matches (error, SAM_ERROR, code));
    }
  int status = -1;
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  return WIFEXITED (status) && WEXITSTATUS (status) == 0;
}

static void
test_no_rights (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = g_build_filename (fixture->folder, "other.db", NULL);
  SamSql *sql = open_new (fixture);
  g_assert_true (sam_sql_exec (sql, "CREATE TABLE t (v); PRAGMA journal_mode = DELETE", NULL));
  sam_sql_close (sql);
  g_assert_cmpint (g_chmod (fixture->path, 0444), ==, 0);
  g_assert_cmpint (g_chmod (fixture->folder, 0555), ==, 0);
  g_assert_true (opens_without_rights (fixture->path, SAM_SQL_CREATE, SAM_ERROR_STORAGE));
  g_assert_true (opens_without_rights (other, SAM_SQL_CREATE, SAM_ERROR_STORAGE));
  g_assert_true (opens_without_rights (fixture->path, SAM_SQL_READ_ONLY, -1));
  g_assert_cmpint (g_chmod (fixture->path, 0), ==, 0);
  g_assert_true (opens_without_rights (fixture->path, SAM_SQL_CREATE, SAM_ERROR_STORAGE));
  g_assert_cmpint (g_chmod (fixture->folder, 0755), ==, 0);
}

/* Another connection that is opened and closed here takes no lock from the first: another process
 * would then think itself alone at the end and remove the log that is in use. */
static void
test_locks_stay (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);
  g_autoptr (SamSql) first = open_new (fixture);
  g_assert_true (sam_sql_exec (first, "CREATE TABLE t (v)", &error));
  SamSql *second = sam_sql_open (fixture->path, NULL, 0, &error);
  g_assert_no_error (error);
  sam_sql_close (second);

  g_autofree char *program = g_file_read_link ("/proc/self/exe", &error);
  g_assert_no_error (error);
  /* Not a fork of this one, which would take over what SQLite here knows of its locks. */
  g_autoptr (GSubprocess) other
      = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program, "write", fixture->path, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (other, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_test (log, G_FILE_TEST_EXISTS));
  g_assert_true (sam_sql_exec (first, "INSERT INTO t VALUES (2)", &error));
  g_assert_no_error (error);
}

static void
test_quote (void)
{
  static const char *const cases[][2] = {
    { "order", "\"order\"" },
    { "", "\"\"" },
    { "a\"b", "\"a\"\"b\"" },
    { "åäö", "\"åäö\"" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *quoted = sam_sql_quote (cases[i][0]);
      g_assert_cmpstr (quoted, ==, cases[i][1]);
    }
}

/* What another process does in test_locks_stay(). */
static int
write_one (const char *path)
{
  sqlite3 *other = NULL;
  int code = sqlite3_open (path, &other);
  code |= sqlite3_exec (other, "INSERT INTO t VALUES (1)", NULL, NULL, NULL);
  return code != SQLITE_OK || sqlite3_close (other) != SQLITE_OK;
}

int
main (int argc, char **argv)
{
  if (argc == 3 && strcmp (argv[1], "write") == 0)
    return write_one (argv[2]);
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/base/sql/settings", test_settings);
  ADD ("/base/sql/statements", test_statements);
  ADD ("/base/sql/errors", test_errors);
  ADD ("/base/sql/read-only", test_read_only);
  ADD ("/base/sql/damaged", test_damaged);
  ADD ("/base/sql/places", test_places);
  ADD ("/base/sql/no-rights", test_no_rights);
  ADD ("/base/sql/locks-stay", test_locks_stay);
  g_test_add_func ("/base/sql/quote", test_quote);
  return g_test_run ();
}
