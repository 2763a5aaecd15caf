/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loading 100 000 records from the cache into Forum, against reading the same rows with SQLite
 * alone. */
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "base/sql.h"
#include "store/cache-schema.h"
#include "store/cache.h"
#include "support/folder.h"
#include "support/forum-records.h"

#define RECORDS 100000
#define LIMIT 4.0
#define ROUNDS 5

static void
fill (SamRecord *record, SamFieldId field, const char *text)
{
  sam_record_take_value (record, field, sam_value_text (text));
}

static SamRecord *
make_part (SamKindId kind, guint n, SamFieldId owner, guint initiative)
{
  g_autofree char *id = g_strdup_printf ("01900000-0000-7000-80%02x-%012x", 0x10 + (guint)kind, n);
  g_autofree char *title = g_strdup_printf ("Del %u av ett initiativ", n);
  g_autofree char *owner_id = test_initiative_id (initiative);
  SamRecord *record = sam_record_new (kind, id);
  const SamRecordMeta meta = { .seq = n,
                               .at = "2025-09-01T08:00:00.000000Z",
                               .by = "Maja Norén",
                               .created_at = "2025-08-01T08:00:00.000000Z",
                               .created_by = "Maja Norén" };

  sam_record_set_meta (record, &meta);
  fill (record, sam_kind (kind)->first, title);
  fill (record, owner, owner_id);
  return record;
}

static SamRecord *
make_activity (guint n, guint initiative)
{
  SamRecord *record = make_part (SAM_KIND_ACTIVITY, n, SAM_ACTIVITY_INITIATIVE, initiative);

  fill (record, SAM_ACTIVITY_TYPE, "programme_item");
  fill (record, SAM_ACTIVITY_STARTS, "2025-10-29T18:00");
  fill (record, SAM_ACTIVITY_ENDS, "2025-10-29T20:00");
  fill (record, SAM_ACTIVITY_PUBLICATION, "draft");
  fill (record, SAM_ACTIVITY_PUBLIC_TEXT,
        "Välkommen till ett samtal om demokrati. Alla är välkomna, ingen anmälan behövs.");
  fill (record, SAM_ACTIVITY_ORGANISER, "Kulturförvaltningen");
  sam_record_take_value (record, SAM_ACTIVITY_EXPECTED, sam_value_integer (n % 300));
  return record;
}

static SamRecord *
make_line (guint n, guint initiative)
{
  SamRecord *record = make_part (SAM_KIND_BUDGET_LINE, n, SAM_BUDGET_LINE_INITIATIVE, initiative);

  sam_record_take_value (record, SAM_BUDGET_LINE_PLANNED, sam_value_integer (n * 100));
  fill (record, SAM_BUDGET_LINE_MONTH, "2025-10-01");
  fill (record, SAM_BUDGET_LINE_NOTE, "Offert finns hos förvaltningens ekonom.");
  return record;
}

/* One initiative in ten records, with activities and budget lines. */
static GPtrArray *
make_records (void)
{
  GPtrArray *records = test_forum_records (RECORDS / 10);

  for (guint n = records->len; n < RECORDS; n++)
    g_ptr_array_add (records, n % 2 == 0 ? make_activity (n, 1 + n % (RECORDS / 10))
                                         : make_line (n, 1 + n % (RECORDS / 10)));
  return records;
}

static void
write_all (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SamCache) cache = sam_cache_open (path, NULL, &error);
  SamCacheBatch *batch = sam_cache_batch_new ();

  g_assert_no_error (error);
  batch->records = make_records ();
  sam_cache_write (cache, batch);
  sam_cache_close (cache, &error);
  g_assert_no_error (error);
}

/* Every column of every row, read and looked at. */
static double
read_raw (const char *path)
{
  g_autoptr (SamSql) sql = sam_sql_open (path, NULL, SAM_SQL_READ_ONLY, NULL);
  gint64 start = g_get_monotonic_time ();
  guint64 sum = 0;
  guint rows = 0;

  for (int kind = 0; kind < SAM_N_KINDS; kind++)
    {
      g_autofree char *text = sam_cache_select_text (kind);
      sqlite3_stmt *query = sam_sql_prepare (sql, text, NULL);
      int columns = sqlite3_column_count (query);

      for (; sqlite3_step (query) == SQLITE_ROW; rows++)
        for (int i = 0; i < columns; i++)
          switch (sqlite3_column_type (query, i))
            {
            case SQLITE_INTEGER:
              sum += (guint64)sqlite3_column_int64 (query, i);
              break;
            case SQLITE_TEXT:
              sum += *sqlite3_column_text (query, i);
              sum += (guint)sqlite3_column_bytes (query, i);
              break;
            default:
              break;
            }
      sqlite3_reset (query);
    }
  g_assert_cmpuint (rows, ==, RECORDS);
  g_assert_cmpuint (sum, >, 0);
  return (double)(g_get_monotonic_time () - start) / 1000;
}

static double
load_forum (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SamCache) cache = sam_cache_open (path, NULL, &error);
  g_autoptr (SamForum) forum = sam_forum_new ();
  gint64 start = g_get_monotonic_time ();
  GPtrArray *records = sam_cache_load (cache, &error);
  double time;

  g_assert_no_error (error);
  sam_forum_load (forum, records);
  time = (double)(g_get_monotonic_time () - start) / 1000;
  g_assert_cmpuint (sam_forum_count (forum, SAM_KIND_INITIATIVE), ==, RECORDS / 10);
  sam_cache_close (cache, NULL);
  return time;
}

int
main (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "forum.sqlite", NULL);
  double raw = G_MAXDOUBLE, forum = G_MAXDOUBLE;

  write_all (path);
  for (guint i = 0; i < ROUNDS; i++)
    {
      raw = MIN (raw, read_raw (path));
      forum = MIN (forum, load_forum (path));
    }
  printf ("loading %d records into Forum: %.0f ms, the same rows raw: %.0f ms, ratio %.2f, limit "
          "%.2f\n",
          RECORDS, forum, raw, forum / raw, LIMIT);
  test_folder_free (g_steal_pointer (&folder));
  return forum / raw <= LIMIT ? 0 : 1;
}
