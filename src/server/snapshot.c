/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/snapshot.h"

#include <zlib.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/json.h"

#define OLDEST (60 * G_USEC_PER_SEC)
#define UNUSED (300 * G_USEC_PER_SEC)
/* One that was quick to build is built anew sooner: at most this share of the time goes into it. */
#define SHARE 20
#define LEVEL 3

typedef struct
{
  char *epoch;
  gint64 seq;
  GBytes *plain;
  GBytes *gzip; /* NULL until asked for */
  gint64 built; /* monotonic */
  gint64 cost;
  gint64 used;
} Snapshot;

struct _SamSnapshots
{
  SamClock *clock;
  GMutex mutex;
  GHashTable *by_forum; /* id → Snapshot, owned */
};

static void
free_snapshot (gpointer data)
{
  Snapshot *snapshot = data;

  g_free (snapshot->epoch);
  g_bytes_unref (snapshot->plain);
  g_clear_pointer (&snapshot->gzip, g_bytes_unref);
  g_free (snapshot);
}

SamSnapshots *
sam_snapshots_new (SamClock *clock)
{
  SamSnapshots *snapshots = g_new0 (SamSnapshots, 1);

  snapshots->clock = clock;
  g_mutex_init (&snapshots->mutex);
  snapshots->by_forum = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_snapshot);
  return snapshots;
}

void
sam_snapshots_free (SamSnapshots *snapshots)
{
  if (snapshots == NULL)
    return;
  g_hash_table_unref (snapshots->by_forum);
  g_mutex_clear (&snapshots->mutex);
  g_free (snapshots);
}

typedef struct
{
  GString *out;
  gint64 records;
} Writing;

static gboolean
add_line (const char *line, gsize length, gpointer data)
{
  Writing *writing = data;

  g_string_append_len (writing->out, line, (gssize)length);
  g_string_append_c (writing->out, '\n');
  writing->records++;
  return TRUE;
}

static GBytes *
write_lines (SamLedger *ledger, const SamLedgerForum *forum, GError **error)
{
  g_autofree char *head = sam_hash_text (&forum->head);
  g_autofree char *sum = NULL;
  Writing writing = { g_string_new (NULL), 0 };

  g_string_append_printf (writing.out,
                          "{\"epoch\":\"%s\",\"seq\":%" G_GINT64_FORMAT
                          ",\"head\":\"%s\",\"schema\":%d}\n",
                          forum->epoch, forum->seq, head, SAM_SCHEMA_VERSION);
  if (!sam_ledger_each_by_id (ledger, forum, add_line, &writing, error))
    {
      g_string_free (writing.out, TRUE);
      return NULL;
    }
  sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *)writing.out->str,
                                     writing.out->len);
  g_string_append_printf (writing.out,
                          "{\"end\":true,\"records\":%" G_GINT64_FORMAT ",\"sha256\":\"%s\"}\n",
                          writing.records, sum);
  return g_string_free_to_bytes (writing.out);
}

static GBytes *
compress_bytes (GBytes *plain, GError **error)
{
  gsize size, bound;
  const guint8 *data = g_bytes_get_data (plain, &size);
  z_stream stream = { 0 };
  guint8 *out;

  if (size > G_MAXUINT / 2
      || deflateInit2 (&stream, LEVEL, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    {
      g_set_error (error, SAM_ERROR, SAM_ERROR_STORAGE,
                   _ ("The forum could not be compressed. Ask for it without gzip."));
      return NULL;
    }
  bound = deflateBound (&stream, size);
  out = g_malloc (bound);
  stream.next_in = (Bytef *)data;
  stream.avail_in = (uInt)size;
  stream.next_out = out;
  stream.avail_out = (uInt)bound;
  deflate (&stream, Z_FINISH);
  bound = stream.total_out;
  deflateEnd (&stream);
  return g_bytes_new_take (g_realloc (out, bound), bound);
}

static gboolean
is_fresh (const Snapshot *snapshot, const SamLedgerForum *forum, gint64 now)
{
  gint64 age = now - snapshot->built;

  if (g_strcmp0 (snapshot->epoch, forum->epoch) != 0)
    return FALSE;
  return snapshot->seq == forum->seq || age < MIN (OLDEST, SHARE * snapshot->cost);
}

/* Within the reader's transaction, with the lock held. */
static Snapshot *
find_or_build (SamSnapshots *snapshots, SamLedger *ledger, const SamLedgerForum *forum,
               GError **error)
{
  gint64 begin = snapshots->clock->monotonic (snapshots->clock);
  Snapshot *snapshot = g_hash_table_lookup (snapshots->by_forum, forum->id);
  GBytes *plain;

  if (snapshot != NULL && is_fresh (snapshot, forum, begin))
    return snapshot;
  plain = write_lines (ledger, forum, error);
  if (plain == NULL)
    return NULL;
  snapshot = g_new0 (Snapshot, 1);
  snapshot->epoch = g_strdup (forum->epoch);
  snapshot->seq = forum->seq;
  snapshot->plain = plain;
  snapshot->built = snapshots->clock->monotonic (snapshots->clock);
  snapshot->cost = snapshot->built - begin;
  g_hash_table_insert (snapshots->by_forum, g_strdup (forum->id), snapshot);
  return snapshot;
}

static GBytes *
get (SamSnapshots *snapshots, SamLedger *ledger, const char *id, gboolean gzip, GError **error)
{
  g_autoptr (SamLedgerForum) forum = sam_ledger_forum (ledger, id, error);
  Snapshot *snapshot = forum != NULL ? find_or_build (snapshots, ledger, forum, error) : NULL;

  if (snapshot == NULL)
    return NULL;
  snapshot->used = snapshots->clock->monotonic (snapshots->clock);
  if (gzip && snapshot->gzip == NULL)
    snapshot->gzip = compress_bytes (snapshot->plain, error);
  if (!gzip)
    return g_bytes_ref (snapshot->plain);
  return snapshot->gzip != NULL ? g_bytes_ref (snapshot->gzip) : NULL;
}

GBytes *
sam_snapshots_get (SamSnapshots *snapshots, SamLedger *ledger, const char *forum, gboolean gzip,
                   GError **error)
{
  GBytes *bytes;

  if (!sam_ledger_begin (ledger, error))
    return NULL;
  g_mutex_lock (&snapshots->mutex);
  bytes = get (snapshots, ledger, forum, gzip, error);
  g_mutex_unlock (&snapshots->mutex);
  sam_ledger_rollback (ledger);
  return bytes;
}

static gboolean
is_unused (gpointer key, gpointer value, gpointer data)
{
  return *(gint64 *)data - ((Snapshot *)value)->used > UNUSED;
}

void
sam_snapshots_tick (SamSnapshots *snapshots)
{
  gint64 now = snapshots->clock->monotonic (snapshots->clock);

  /* Not while one is being built. */
  if (!g_mutex_trylock (&snapshots->mutex))
    return;
  g_hash_table_foreach_remove (snapshots->by_forum, is_unused, &now);
  g_mutex_unlock (&snapshots->mutex);
}
