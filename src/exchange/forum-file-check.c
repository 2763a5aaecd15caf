/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/forum-file-check.h"

#include <string.h>

#include "base/error.h"
#include "base/fold.h"
#include "base/i18n.h"
#include "exchange/forum-file-circle.h"
#include "model/validate.h"

/* More sentences than this help nobody. */
#define MOST_REMARKS 50

/* The file's records as a source for the rules about one record. It shows that record and what it
 * names, nothing more: what goes through all records of a kind (unique fields) or along long ways
 * (circles) is checked here for all records at once, or a file of many records would take the
 * square of its time. */
typedef struct
{
  SamSource source;
  GPtrArray *records;
  GHashTable *index; /* id (borrowed) → place in records + 1 */
  GHashTable *near;  /* ids, owned, that the record being checked names */
} FileSource;

static SamRecord *
file_get (SamSource *source, const char *id)
{
  FileSource *file = (FileSource *)source;
  guint place = g_hash_table_contains (file->near, id)
                    ? GPOINTER_TO_UINT (g_hash_table_lookup (file->index, id))
                    : 0;

  return place > 0 ? file->records->pdata[place - 1] : NULL;
}

static void
show_near (FileSource *file, SamRecord *record)
{
  const SamKind *kind = sam_kind (sam_record_kind (record));

  g_hash_table_remove_all (file->near);
  for (guint i = 0; i < kind->n_fields; i++)
    {
      const SamField *field = sam_field (kind->first + i);

      if (field->type == SAM_TYPE_REFERENCE && sam_record_has (record, field->id))
        g_hash_table_add (file->near, g_strdup (sam_record_text (record, field->id)));
      if (field->type == SAM_TYPE_REFERENCE_SET && sam_record_has (record, field->id))
        {
          g_autofree char **ids = sam_set_to_strv (sam_record_value (record, field->id));

          for (guint n = 0; ids[n] != NULL; n++)
            g_hash_table_add (file->near, ids[n]);
        }
    }
}

static void
file_each (SamSource *source, SamKindId kind, SamVisit visit, gpointer data)
{
}

static void
file_each_referrer (SamSource *source, SamFieldId field, const char *id, SamVisit visit,
                    gpointer data)
{
}

static gboolean
fail_at (GPtrArray *records, guint index, SamWhere where, gpointer data, const char *sentence,
         GError **error)
{
  g_autofree char *place = where (index, records->pdata[index], data);

  g_set_error (error, SAM_ERROR, SAM_ERROR_INVALID, "%s: %s", place, sentence);
  return FALSE;
}

/* Fills the index. */
static gboolean
check_ids (GPtrArray *records, GHashTable *index, SamWhere where, gpointer data, GError **error)
{
  for (guint i = 0; i < records->len; i++)
    if (!g_hash_table_insert (index, (char *)sam_record_id (records->pdata[i]),
                              GUINT_TO_POINTER (i + 1)))
      return fail_at (records, i, where, data,
                      _ ("another record of the file has the same id. Take one of them out."),
                      error);
  return TRUE;
}

static gboolean
check_forum (GPtrArray *records, const char *forum, SamWhere where, gpointer data, GError **error)
{
  SamRecord *found = NULL;

  for (guint i = 0; i < records->len; i++)
    {
      if (!sam_record_is (records->pdata[i], SAM_KIND_FORUM))
        continue;
      if (found != NULL)
        return fail_at (records, i, where, data,
                        _ ("the file holds more than one forum. Keep one of them."), error);
      found = records->pdata[i];
      if (sam_record_deleted (found))
        return fail_at (records, i, where, data, _ ("the forum itself is deleted."), error);
      if (strcmp (sam_record_id (found), forum) != 0)
        return fail_at (records, i, where, data,
                        _ ("the forum's id is not the one that the file's beginning names."),
                        error);
    }
  if (found == NULL)
    g_set_error_literal (error, SAM_ERROR, SAM_ERROR_INVALID,
                         _ ("The file holds no forum. Choose a file that Samverka has exported."));
  return found != NULL;
}

static gboolean
check_unique (GPtrArray *records, guint index, const SamField *field, GHashTable *seen,
              SamWhere where, gpointer data, GError **error)
{
  const char *text = sam_record_text (records->pdata[index], field->id);
  g_autofree char *folded = sam_fold (text);
  g_autofree char *sentence = NULL;

  if (g_hash_table_insert (seen, g_strdup_printf ("%d %s", field->id, folded), NULL))
    return TRUE;
  sentence = g_strdup_printf (_ ("%s “%s” is already used by another record: choose another."),
                              sam_field_label (field->id), text);
  return fail_at (records, index, where, data, sentence, error);
}

static gboolean
check_record (FileSource *source, GPtrArray *records, guint index, GHashTable *seen, SamWhere where,
              gpointer data, GError **error)
{
  SamRecord *record = records->pdata[index];
  const SamKind *kind = sam_kind (sam_record_kind (record));
  g_autoptr (GError) cause = NULL;

  if (sam_record_deleted (record))
    return TRUE;
  show_near (source, record);
  if (!sam_validate_record (&source->source, record, NULL, &cause))
    return fail_at (records, index, where, data, cause->message, error);
  for (guint i = 0; i < kind->n_fields; i++)
    {
      const SamField *field = sam_field (kind->first + i);

      if (field->unique && sam_record_has (record, field->id)
          && !check_unique (records, index, field, seen, where, data, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_circles (GPtrArray *records, GHashTable *index, SamWhere where, gpointer data, GError **error)
{
  guint place;
  SamFieldId field;
  g_autofree char *sentence = NULL;

  if (!sam_forum_file_circle (records, index, &place, &field))
    return TRUE;
  sentence = g_strdup_printf (_ ("%s leads back to this record itself: choose another."),
                              sam_field_label (field));
  return fail_at (records, place, where, data, sentence, error);
}

gboolean
sam_forum_file_check (GPtrArray *records, const char *forum, SamWhere where, gpointer data,
                      GError **error)
{
  g_autoptr (GHashTable) index = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) near = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  FileSource source
      = { { file_get, file_each, file_each_referrer, file_each_referrer }, records, index, near };

  if (!check_ids (records, index, where, data, error)
      || !check_forum (records, forum, where, data, error))
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    if (!check_record (&source, records, i, seen, where, data, error))
      return FALSE;
  return check_circles (records, index, where, data, error);
}

static gboolean
lacks_target (GHashTable *ids, SamRecord *record, const SamField *field)
{
  const SamValue *value = sam_record_value (record, field->id);
  gboolean lacks = FALSE;

  if (sam_value_is_null (value))
    return FALSE;
  if (field->type == SAM_TYPE_REFERENCE)
    return !g_hash_table_contains (ids, value->text);
  if (field->type == SAM_TYPE_REFERENCE_SET)
    {
      g_auto (GStrv) targets = sam_set_to_strv (value);

      for (guint i = 0; targets[i] != NULL && !lacks; i++)
        lacks = !g_hash_table_contains (ids, targets[i]);
    }
  return lacks;
}

static void
add_remarks (GHashTable *ids, SamRecord *record, GPtrArray *remarks)
{
  const SamKind *kind = sam_kind (sam_record_kind (record));

  for (guint i = 0; i < kind->n_fields && remarks->len < MOST_REMARKS; i++)
    {
      const SamField *field = sam_field (kind->first + i);

      if (lacks_target (ids, record, field))
        g_ptr_array_add (remarks,
                         g_strdup_printf (_ ("%s “%s” names, in %s, a record that is not in the "
                                             "file."),
                                          sam_kind_label (kind->id), sam_record_title (record),
                                          sam_field_label (field->id)));
    }
}

char **
sam_forum_file_remarks (GPtrArray *records)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *remarks = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < records->len; i++)
    g_hash_table_add (ids, (char *)sam_record_id (records->pdata[i]));
  for (guint i = 0; i < records->len; i++)
    if (!sam_record_deleted (records->pdata[i]))
      add_remarks (ids, records->pdata[i], remarks);
  if (remarks->len == 0)
    {
      g_ptr_array_unref (remarks);
      return NULL;
    }
  g_ptr_array_add (remarks, NULL);
  return (char **)g_ptr_array_free (remarks, FALSE);
}
