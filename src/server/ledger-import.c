/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "base/i18n.h"
#include "base/id.h"
#include "base/json.h"
#include "server/ledger-private.h"
#include "sync/wire.h"

#define TELL_EVERY 1000

typedef struct
{
  SamLedger *ledger;
  SamLedgerForum *forum;
  SamRandom *random;
  SamDigest digest;
  gint64 rows;
} Import;

static SamRecord *
find_root (GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    if (sam_record_is (g_ptr_array_index (records, i), SAM_KIND_FORUM))
      return g_ptr_array_index (records, i);
  return NULL;
}

static gboolean
remove_forum (SamLedger *ledger, gint64 key, GError **error)
{
  static const char *const statements[] = {
    "DELETE FROM history WHERE forum = ?",
    "DELETE FROM edit WHERE forum = ?",
    "DELETE FROM record WHERE forum = ?",
    "DELETE FROM forum WHERE key = ?",
  };

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      sqlite3_stmt *statement = sam_ledger_prepare (ledger, statements[i], error);

      if (statement == NULL)
        return FALSE;
      sqlite3_bind_int64 (statement, 1, key);
      if (!sam_sql_run (ledger->sql, statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
make_room (SamLedger *ledger, SamRecord *root, gboolean replace, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (SamLedgerForum) here = sam_ledger_forum (ledger, sam_record_id (root), &failed);

  if (failed != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  if (here == NULL)
    return TRUE;
  if (replace)
    return remove_forum (ledger, here->key, error);
  g_set_error (error, SAM_ERROR, SAM_ERROR_REFUSED,
               _ ("The forum “%s” is here already. Give --replace to put the file in its place; "
                  "its history goes then."),
               here->title);
  return FALSE;
}

static SamLedgerForum *
add_forum (SamLedger *ledger, SamRecord *root, SamRandom *random, GError **error)
{
  g_autoptr (SamLedgerForum) forum = g_new0 (SamLedgerForum, 1);
  sqlite3_stmt *statement = sam_ledger_prepare (
      ledger,
      "INSERT INTO forum (id, title, origin, epoch, seq, head) VALUES (?1, ?2, ?3, ?3, 0, ?4)",
      error);

  if (statement == NULL)
    return NULL;
  forum->id = g_strdup (sam_record_id (root));
  forum->title = g_strdup (sam_record_title (root));
  forum->epoch = sam_ledger_new_epoch (random);
  sam_chain_start (forum->id, forum->epoch, &forum->head);
  sam_sql_bind_text (statement, 1, forum->id);
  sam_sql_bind_text (statement, 2, forum->title);
  sam_sql_bind_text (statement, 3, forum->epoch);
  sam_ledger_bind_blob (statement, 4, forum->head.bytes, SAM_HASH_SIZE);
  if (!sam_sql_run (ledger->sql, statement, error))
    return NULL;
  forum->key = sqlite3_last_insert_rowid (sam_sql_handle (ledger->sql));
  return g_steal_pointer (&forum);
}

static gboolean
add_value (Import *import, SamRecord *record, const char *field, const char *to, GError **error)
{
  SamLedgerRow row = { .forum = import->forum->key,
                       .seq = 1,
                       .number = import->rows++,
                       .kind = sam_kind (sam_record_kind (record))->name,
                       .record = sam_record_id (record),
                       .field = field,
                       .from = "null",
                       .to = to };

  return sam_ledger_add_row (import->ledger, &row, import->random, &import->digest, error);
}

/* Fields of a newer version are history too. */
static gboolean
add_extra (Import *import, SamRecord *record, GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (sam_record_extra (record) == NULL)
    return TRUE;
  node = sam_json_parse (sam_record_extra (record), -1, G_MAXINT, SAM_JSON_DEPTH, error);
  if (node == NULL)
    return FALSE;
  json_object_iter_init_ordered (&iter, json_node_get_object (node));
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      g_autofree char *text = sam_json_text (value);

      if (!add_value (import, record, name, text, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_record (Import *import, SamRecord *record, GString *buffer, GError **error)
{
  const SamKind *kind = sam_kind (sam_record_kind (record));
  SamRecordMeta meta = *sam_record_meta (record);

  meta.seq = 1;
  sam_record_set_meta (record, &meta);
  if (!sam_ledger_put_record (import->ledger, import->forum->key, record, buffer, error)
      || !add_value (import, record, "deleted", sam_record_deleted (record) ? "true" : "false",
                     error))
    return FALSE;
  for (guint i = 0; i < kind->n_fields; i++)
    {
      const SamField *field = sam_field (kind->first + i);
      g_autofree char *text = NULL;

      if (field->computed != SAM_STORED || !sam_record_has (record, field->id))
        continue;
      text = sam_wire_value_text (field, sam_record_value (record, field->id));
      if (!add_value (import, record, field->name, text, error))
        return FALSE;
    }
  return add_extra (import, record, error);
}

static gboolean
add_records (Import *import, GPtrArray *records, const SamProgress *progress, GError **error)
{
  g_autoptr (GString) buffer = g_string_new (NULL);

  for (guint i = 0; i < records->len; i++)
    {
      if (i % TELL_EVERY == 0)
        sam_progress_tell (progress, _ ("Records"), i, records->len);
      if (!add_record (import, g_ptr_array_index (records, i), buffer, error))
        return FALSE;
    }
  sam_progress_tell (progress, _ ("Records"), records->len, records->len);
  return TRUE;
}

static gboolean
import_forum (SamLedger *ledger, GPtrArray *records, gboolean replace, const SamSeams *seams,
              const SamProgress *progress, GError **error)
{
  SamRecord *root = find_root (records);
  g_autoptr (SamLedgerForum) forum = NULL;
  g_autofree char *id = sam_id_new (seams->clock, seams->random);
  g_autofree char *at = sam_clock_stamp (seams->clock);
  SamLedgerEdit edit = {
    .id = id, .account = "samverka-server", .at = at, .title = _ ("Import"), .conflicts = "[]"
  };
  guint8 salt[SAM_SALT_SIZE];
  Import import = { .ledger = ledger, .random = seams->random };

  if (root == NULL)
    {
      g_set_error (error, SAM_ERROR, SAM_ERROR_INVALID,
                   _ ("There is no forum among the records. Check the file."));
      return FALSE;
    }
  if (!make_room (ledger, root, replace, error))
    return FALSE;
  forum = add_forum (ledger, root, seams->random, error);
  if (forum == NULL)
    return FALSE;
  import.forum = forum;
  seams->random->fill (seams->random, salt, sizeof salt);
  sam_ledger_begin_edit (forum, &edit, salt, &import.digest);
  if (!add_records (&import, records, progress, error))
    {
      g_checksum_free (import.digest.checksum);
      return FALSE;
    }
  return sam_ledger_end_edit (ledger, forum, &edit, salt, &import.digest, error);
}

gboolean
sam_ledger_import (SamLedger *ledger, GPtrArray *records, gboolean replace, const SamSeams *seams,
                   const SamProgress *progress, GError **error)
{
  if (!sam_ledger_begin (ledger, error))
    return FALSE;
  if (import_forum (ledger, records, replace, seams, progress, error))
    return sam_ledger_commit (ledger, error);
  sam_ledger_rollback (ledger);
  return FALSE;
}
