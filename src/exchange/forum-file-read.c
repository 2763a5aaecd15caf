/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/forum-file.h"

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/id.h"
#include "base/json.h"
#include "base/storage.h"
#include "exchange/forum-file-check.h"
#include "exchange/forum-file-scan.h"
#include "model/validate.h"
#include "sync/wire.h"

#define FORMAT_VERSION 1

typedef struct
{
  char *forum;    /* id, owned */
  gboolean newer; /* may hold fields and choices that this version does not know */
} Header;

typedef struct
{
  const Header *header;
  GPtrArray *records;
  GArray *lines; /* of guint, by record */
} Reading;

static char *
place_of (guint line, guint number, const char *kind)
{
  return kind != NULL ? g_strdup_printf (_ ("Line %u, record %u (%s)"), line, number, kind)
                      : g_strdup_printf (_ ("Line %u, record %u"), line, number);
}

/* SamWhere. */
static char *
place_of_record (guint index, SamRecord *record, gpointer data)
{
  const Reading *reading = data;

  return place_of (g_array_index (reading->lines, guint, index), index + 1,
                   sam_kind (sam_record_kind (record))->name);
}

/* A JsonNode that is a correct boolean or not there. */
static gboolean
read_flag (JsonObject *object, const char *member, gboolean *flag, GError **error)
{
  JsonNode *node = json_object_get_member (object, member);

  *flag = FALSE;
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    {
      g_set_error (error, SAM_ERROR, SAM_ERROR_INVALID, _ ("“%s” has to be true or false."),
                   member);
      return FALSE;
    }
  *flag = json_node_get_boolean (node);
  return TRUE;
}

static gboolean
only_known_members (JsonObject *object, const char *const *known, GError **error)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    if (!g_strv_contains (known, name))
      {
        g_set_error (error, SAM_ERROR, SAM_ERROR_INVALID,
                     _ ("“%s” does not belong here; take it out, or update Samverka."), name);
        return FALSE;
      }
  return TRUE;
}

static gboolean
read_versions (JsonObject *object, Header *header, GError **error)
{
  gint64 format, schema;

  if (!json_object_has_member (object, "samverka"))
    {
      g_set_error_literal (error, SAM_ERROR, SAM_ERROR_DAMAGED,
                           _ ("This is not a forum file. Choose a file that Samverka has "
                              "exported."));
      return FALSE;
    }
  if (!sam_json_integer (object, "samverka", TRUE, &format, error)
      || !sam_json_integer (object, "schema", TRUE, &schema, error)
      || !read_flag (object, "newer", &header->newer, error))
    return FALSE;
  if (format > FORMAT_VERSION)
    {
      g_set_error_literal (error, SAM_ERROR, SAM_ERROR_NEWER,
                           _ ("The file was written by a newer Samverka. Update Samverka to open "
                              "it."));
      return FALSE;
    }
  if (format < 1 || schema < 1)
    {
      g_set_error_literal (error, SAM_ERROR, SAM_ERROR_INVALID,
                           _ ("The file's version is not a version that has existed."));
      return FALSE;
    }
  header->newer = header->newer || schema > SAM_SCHEMA_VERSION;
  return TRUE;
}

static gboolean
read_header (const char *text, gsize length, Header *header, GError **error)
{
  static const char *const known[] = { "samverka", "schema", "newer", "forum", "records", NULL };
  g_autoptr (JsonNode) node = sam_json_parse (text, (gssize)length, SAM_FORUM_FILE_HEADER_LIMIT + 4,
                                              SAM_JSON_DEPTH, error);
  JsonObject *object;
  const char *forum;

  if (node == NULL)
    return FALSE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error_literal (error, SAM_ERROR, SAM_ERROR_DAMAGED,
                           _ ("This is not a forum file. Choose a file that Samverka has "
                              "exported."));
      return FALSE;
    }
  object = json_node_get_object (node);
  if (!read_versions (object, header, error)
      || !sam_json_string (object, "forum", TRUE, &forum, error)
      || (!header->newer && !only_known_members (object, known, error)))
    return FALSE;
  if (!sam_id_is_valid (forum))
    {
      g_set_error_literal (error, SAM_ERROR, SAM_ERROR_INVALID,
                           _ ("“forum” has to be the id of the file's forum."));
      return FALSE;
    }
  header->forum = g_strdup (forum);
  return TRUE;
}

/* Each value by the schema's rules; what only a newer version knows only where one wrote the file.
 */
static gboolean
check_values (const Header *header, SamRecord *record, GError **error)
{
  const SamKind *kind = sam_kind (sam_record_kind (record));

  if (sam_record_extra (record) != NULL && !header->newer)
    {
      g_autoptr (JsonNode) extra = sam_json_parse (
          sam_record_extra (record), -1, SAM_FORUM_FILE_RECORD_LIMIT, SAM_JSON_DEPTH, NULL);
      g_autoptr (GList) names
          = extra != NULL ? json_object_get_members (json_node_get_object (extra)) : NULL;

      g_set_error (error, SAM_ERROR, SAM_ERROR_INVALID,
                   _ ("There is no field “%s”; correct its name or take it out."),
                   names != NULL ? (const char *)names->data : "");
      return FALSE;
    }
  for (guint i = 0; i < kind->n_fields; i++)
    {
      const SamField *field = sam_field (kind->first + i);
      const SamValue *value = sam_record_value (record, field->id);

      if (header->newer && field->type == SAM_TYPE_CHOICE)
        continue;
      if (!sam_validate_value (field, value, error))
        return FALSE;
    }
  return TRUE;
}

/* The error of a record's kind, told apart by whether a newer version wrote the file: it would lose
 * records if it were read without them. */
static gboolean
check_kind (const Header *header, JsonObject *object, const char **kind, GError **error)
{
  if (!sam_json_string (object, "kind", TRUE, kind, error))
    return FALSE;
  if (sam_kind_find (*kind) != NULL)
    return TRUE;
  if (header->newer)
    g_set_error (error, SAM_ERROR, SAM_ERROR_NEWER,
                 _ ("A newer Samverka wrote this, and “%s” is not known here. Update Samverka to "
                    "open the file without losing anything."),
                 *kind);
  else
    g_set_error (error, SAM_ERROR, SAM_ERROR_INVALID,
                 _ ("There is no kind “%s”; correct its name or take the record out."), *kind);
  *kind = NULL;
  return FALSE;
}

static SamRecord *
read_record (const Header *header, JsonNode *node, const char **kind, GError **error)
{
  static const char *const known[]
      = { "kind", "id", "seq", "at", "by", "created_at", "created_by", "deleted", "fields", NULL };
  g_autoptr (SamRecord) record = NULL;
  SamRecordMeta meta;

  if (!check_kind (header, json_node_get_object (node), kind, error)
      || !only_known_members (json_node_get_object (node), known, error))
    return NULL;
  record = sam_wire_record_from_node (node, error);
  if (record == NULL || !check_values (header, record, error))
    return NULL;
  meta = *sam_record_meta (record);
  meta.seq = 0;
  sam_record_set_meta (record, &meta);
  return g_steal_pointer (&record);
}

/* SamForumFileVisit. */
static gboolean
take_record (const SamForumFileSlice *slice, gpointer data, GError **error)
{
  Reading *reading = data;
  const char *kind = NULL;
  g_autoptr (GError) cause = NULL;
  g_autoptr (JsonNode) node = sam_json_parse (slice->text, (gssize)slice->length,
                                              SAM_FORUM_FILE_RECORD_LIMIT, SAM_JSON_DEPTH, &cause);
  SamRecord *record = node != NULL ? read_record (reading->header, node, &kind, &cause) : NULL;

  if (record == NULL)
    {
      g_autofree char *place = place_of (slice->line, slice->number, kind);

      g_set_error (error, SAM_ERROR, cause->code, "%s: %s", place, cause->message);
      return FALSE;
    }
  g_ptr_array_add (reading->records, record);
  g_array_append_val (reading->lines, slice->line);
  return TRUE;
}

/* Files that have been through an editor on another system may start with a byte order mark. */
static const char *
skip_mark (const char *text, gsize *size)
{
  if (*size < 3 || memcmp (text, "\xef\xbb\xbf", 3) != 0)
    return text;
  *size -= 3;
  return text + 3;
}

static gboolean
check_size (gsize size, GError **error)
{
  g_autofree char *most = g_format_size (SAM_FORUM_FILE_LIMIT);

  if (size == 0)
    g_set_error_literal (error, SAM_ERROR, SAM_ERROR_DAMAGED,
                         _ ("The file is empty. Choose a file that Samverka has exported."));
  else if (size > SAM_FORUM_FILE_LIMIT)
    g_set_error (error, SAM_ERROR, SAM_ERROR_INVALID,
                 _ ("The file is too large: a forum file is at most %s."), most);
  else
    return TRUE;
  return FALSE;
}

GPtrArray *
sam_forum_file_read (GBytes *bytes, char ***remarks, GError **error)
{
  gsize size = 0;
  const char *text = g_bytes_get_data (bytes, &size);
  g_autoptr (GString) around = g_string_new (NULL);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (guint));
  Header header = { NULL, FALSE };
  Reading reading = { &header, records, lines };
  gboolean good;

  if (remarks != NULL)
    *remarks = NULL;
  if (!check_size (size, error))
    return NULL;
  text = skip_mark (text, &size);
  /* The beginning is read first, wherever in the file its parts stand: it says how strict to be. */
  good = sam_forum_file_scan (text, size, around, NULL, NULL, error)
         && read_header (around->str, around->len, &header, error)
         && sam_forum_file_scan (text, size, NULL, take_record, &reading, error)
         && sam_forum_file_check (records, header.forum, place_of_record, &reading, error);
  g_free (header.forum);
  if (!good)
    return NULL;
  if (remarks != NULL)
    *remarks = sam_forum_file_remarks (records);
  return g_steal_pointer (&records);
}

GPtrArray *
sam_forum_file_load (const char *path, char ***remarks, GError **error)
{
  g_autoptr (GBytes) bytes = sam_file_read (path, SAM_FORUM_FILE_LIMIT, error);

  if (remarks != NULL)
    *remarks = NULL;
  return bytes != NULL ? sam_forum_file_read (bytes, remarks, error) : NULL;
}
