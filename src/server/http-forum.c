/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/id.h"
#include "server/http.h"

#define NDJSON "application/x-ndjson"
/* Where so many records have changed, and so large a share of all, the whole is the cheaper way. */
#define MANY 2000
#define LONGEST_CHANGES (64 * 1024 * 1024)
#define ROWS 100
#define MOST_ROWS 1000

static void
read_snapshot (SamLedger *ledger, gpointer data)
{
  SamHttpRequest *request = data;
  gboolean gzip = sam_http_takes_gzip (request);
  g_autoptr (GError) error = NULL;
  GBytes *bytes
      = sam_snapshots_get (request->server->snapshots, ledger, request->forum_id, gzip, &error);

  if (bytes != NULL)
    {
      sam_http_bytes (request, MHD_HTTP_OK, NDJSON, bytes);
      sam_http_header (request, "Vary", "Accept-Encoding");
      if (gzip)
        sam_http_header (request, "Content-Encoding", "gzip");
    }
  else if (error != NULL)
    sam_http_trouble (request, error);
  else
    sam_http_no_forum (request);
  sam_http_go_on (request);
}

void
sam_http_handle_snapshot (SamHttpRequest *request)
{
  sam_http_wait (request);
  sam_readers_add (request->server->readers, read_snapshot, request);
}

typedef struct
{
  GString *out;
  gboolean too_long;
} Lines;

static gboolean
add_line (const char *line, gsize length, gpointer data)
{
  Lines *lines = data;

  g_string_append_len (lines->out, line, (gssize)length);
  g_string_append_c (lines->out, '\n');
  lines->too_long = lines->out->len > LONGEST_CHANGES;
  return !lines->too_long;
}

static void
take_snapshot (SamHttpRequest *request)
{
  sam_http_problem (request, MHD_HTTP_CONFLICT, "take-snapshot",
                    _ ("So much has changed that a snapshot is the shorter way. Take one."));
}

static gboolean
write_changes (SamHttpRequest *request, SamLedger *ledger, const SamLedgerForum *forum,
               gint64 since, GError **error)
{
  g_autofree char *head = sam_hash_text (&forum->head);
  Lines lines = { NULL, FALSE };
  gint64 all, changed;

  if (!sam_ledger_count (ledger, forum, since, &all, &changed, error))
    return FALSE;
  if (changed > MANY && changed > all / 2)
    {
      take_snapshot (request);
      return TRUE;
    }
  lines.out = g_string_new (NULL);
  if (!sam_ledger_each_since (ledger, forum, since, add_line, &lines, error) || lines.too_long)
    {
      g_string_free (lines.out, TRUE);
      if (lines.too_long)
        take_snapshot (request);
      return lines.too_long;
    }
  g_string_append_printf (
      lines.out, "{\"end\":true,\"seq\":%" G_GINT64_FORMAT ",\"head\":\"%s\"}\n", forum->seq, head);
  sam_http_text (request, MHD_HTTP_OK, NDJSON, lines.out);
  return TRUE;
}

/* The forum and whether the cursor fits it, in the reader's transaction; NULL: there is an answer.
 */
static SamLedgerForum *
find_forum (SamHttpRequest *request, SamLedger *ledger, const SamCursor *cursor, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (SamLedgerForum) forum = sam_ledger_forum (ledger, request->forum_id, &failed);
  gboolean fits = FALSE;

  if (failed == NULL && forum == NULL)
    sam_http_no_forum (request);
  else if (failed != NULL || !sam_ledger_fits (ledger, forum, cursor, &fits, &failed))
    g_propagate_error (error, g_steal_pointer (&failed));
  else if (!fits)
    sam_http_other_ledger (request);
  else
    return g_steal_pointer (&forum);
  return NULL;
}

static void
read_changes (SamLedger *ledger, gpointer data)
{
  SamHttpRequest *request = data;
  g_autoptr (SamLedgerForum) forum = NULL;
  g_autoptr (GError) error = NULL;
  SamCursor cursor;

  if (sam_http_cursor (request, &cursor) && sam_ledger_begin (ledger, &error))
    {
      forum = find_forum (request, ledger, &cursor, &error);
      if (forum != NULL)
        write_changes (request, ledger, forum, cursor.seq, &error);
      sam_ledger_rollback (ledger);
    }
  if (request->response == NULL)
    sam_http_trouble (request, error);
  sam_http_go_on (request);
}

void
sam_http_handle_changes (SamHttpRequest *request)
{
  SamCursor cursor;

  if (!sam_http_cursor (request, &cursor))
    return;
  sam_http_wait (request);
  sam_readers_add (request->server->readers, read_changes, request);
}

/* "before" is a number, or one and a row of it: "12", "12.3". */
static gboolean
read_before (const char *text, SamHistoryPage *page)
{
  const char *point = strchr (text, '.');
  g_autofree char *seq = g_strndup (text, point != NULL ? (gsize)(point - text) : strlen (text));
  guint64 number, row = 0;

  if (!g_ascii_string_to_unsigned (seq, 10, 0, G_MAXINT64, &number, NULL)
      || (point != NULL && !g_ascii_string_to_unsigned (point + 1, 10, 0, G_MAXINT64, &row, NULL)))
    return FALSE;
  page->before_seq = (gint64)number;
  page->before_row = (gint64)row;
  return TRUE;
}

static gboolean
read_page (SamHttpRequest *request, SamHistoryPage *page)
{
  const char *before = sam_http_argument (request, "before");
  const char *limit = sam_http_argument (request, "limit");
  guint64 n = ROWS;

  *page = (SamHistoryPage){ .record = sam_http_argument (request, "record"),
                            .before_seq = G_MAXINT64 };
  if ((page->record == NULL || sam_id_is_valid (page->record))
      && (before == NULL || read_before (before, page))
      && (limit == NULL || g_ascii_string_to_unsigned (limit, 10, 1, MOST_ROWS, &n, NULL)))
    {
      page->limit = (guint)n;
      return TRUE;
    }
  sam_http_problem (request, MHD_HTTP_BAD_REQUEST, "invalid",
                    _ ("Name a record by its id, a number before which, and at most 1000 rows."));
  return FALSE;
}

static gboolean
write_history (SamHttpRequest *request, SamLedger *ledger, const SamLedgerForum *forum,
               const SamHistoryPage *page, GError **error)
{
  GString *out = g_string_new ("{\"history\":");
  gint64 seq, row;

  if (!sam_ledger_history (ledger, forum, page, out, &seq, &row, error))
    {
      g_string_free (out, TRUE);
      return FALSE;
    }
  if (seq > 0)
    g_string_append_printf (out, ",\"before\":\"%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT "\"}", seq,
                            row);
  else
    g_string_append (out, ",\"before\":null}");
  sam_http_text (request, MHD_HTTP_OK, "application/json", out);
  return TRUE;
}

static void
read_history (SamLedger *ledger, gpointer data)
{
  SamHttpRequest *request = data;
  g_autoptr (GError) error = NULL;
  SamHistoryPage page;

  if (read_page (request, &page) && sam_ledger_begin (ledger, &error))
    {
      g_autoptr (SamLedgerForum) forum = sam_ledger_forum (ledger, request->forum_id, &error);

      if (forum != NULL)
        write_history (request, ledger, forum, &page, &error);
      else if (error == NULL)
        sam_http_no_forum (request);
      sam_ledger_rollback (ledger);
    }
  if (request->response == NULL)
    sam_http_trouble (request, error);
  sam_http_go_on (request);
}

void
sam_http_handle_history (SamHttpRequest *request)
{
  sam_http_wait (request);
  sam_readers_add (request->server->readers, read_history, request);
}
