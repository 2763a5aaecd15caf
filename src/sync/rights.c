/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/rights.h"

#include <string.h>

#include "base/i18n.h"
#include "sync/rights-private.h"

/* A path from a record to its administrations is a few steps; what is longer is a circle. */
#define LONGEST_PATH 8

SamAuthor *
sam_author_new (const char *account, const char *person, SamRole role,
                const char *const *administrations)
{
  SamAuthor *author = g_new0 (SamAuthor, 1);

  author->account = g_strdup (account);
  author->person = g_strdup (person);
  author->role = role;
  author->administrations
      = administrations != NULL ? g_strdupv ((char **)administrations) : g_new0 (char *, 1);
  return author;
}

SamAuthor *
sam_author_copy (const SamAuthor *author)
{
  return sam_author_new (author->account, author->person, author->role,
                         (const char *const *)author->administrations);
}

void
sam_author_free (SamAuthor *author)
{
  if (author == NULL)
    return;
  g_free (author->account);
  g_free (author->person);
  g_strfreev (author->administrations);
  g_free (author);
}

gboolean
sam_rights_refuse (GError **error, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  if (error != NULL)
    *error = g_error_new_valist (SAM_ERROR, SAM_ERROR_REFUSED, format, arguments);
  va_end (arguments);
  return FALSE;
}

gboolean
sam_rights_has_field (const SamRightsCase *question, SamFieldId field)
{
  return (question->fields >> (field - sam_kind (sam_record_kind (question->after))->first)) & 1;
}

static void
add_ids (GPtrArray *ids, const SamValue *value)
{
  g_auto (GStrv) all = sam_set_to_strv (value);

  for (guint i = 0; all[i] != NULL; i++)
    if (!g_ptr_array_find_with_equal_func (ids, all[i], g_str_equal, NULL))
      g_ptr_array_add (ids, g_strdup (all[i]));
}

static void
walk_path (SamSource *source, SamRecord *record, GPtrArray *lead, GPtrArray *participating,
           guint steps)
{
  const SamKind *kind = sam_kind (sam_record_kind (record));

  for (guint i = 0; i < kind->n_fields; i++)
    {
      const SamField *field = sam_field (kind->first + i);
      SamRecord *next;

      switch (field->path)
        {
        case SAM_PATH_LEAD:
          add_ids (lead, sam_record_value (record, field->id));
          break;
        case SAM_PATH_PARTICIPATING:
          add_ids (participating, sam_record_value (record, field->id));
          break;
        case SAM_PATH_FOLLOW:
          next = sam_source_follow (source, record, field->id);
          if (next != NULL && steps < LONGEST_PATH)
            walk_path (source, next, lead, participating, steps + 1);
          break;
        case SAM_PATH_NONE:
        default:
          break;
        }
    }
}

void
sam_rights_administrations (SamSource *source, SamRecord *record, GPtrArray **lead,
                            GPtrArray **participating)
{
  *lead = g_ptr_array_new_with_free_func (g_free);
  *participating = g_ptr_array_new_with_free_func (g_free);
  walk_path (source, record, *lead, *participating, 0);
}

static gboolean
has_one_of (const SamAuthor *author, GPtrArray *ids)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_strv_contains ((const char *const *)author->administrations, ids->pdata[i]))
      return TRUE;
  return FALSE;
}

SamStanding
sam_rights_standing (const SamAuthor *author, SamSource *source, SamRecord *record)
{
  g_autoptr (GPtrArray) lead = NULL;
  g_autoptr (GPtrArray) participating = NULL;

  sam_rights_administrations (source, record, &lead, &participating);
  if (has_one_of (author, lead))
    return SAM_STANDING_LEAD;
  return has_one_of (author, participating) ? SAM_STANDING_PARTICIPATING : SAM_STANDING_NONE;
}

char *
sam_rights_leads (SamSource *source, SamRecord *record)
{
  g_autoptr (GPtrArray) lead = NULL;
  g_autoptr (GPtrArray) participating = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  sam_rights_administrations (source, record, &lead, &participating);
  for (guint i = 0; i < lead->len; i++)
    {
      SamRecord *administration = sam_source_get (source, lead->pdata[i]);

      if (administration != NULL && *sam_record_title (administration) != '\0')
        g_ptr_array_add (names, (gpointer)sam_record_title (administration));
    }
  if (names->len == 0)
    return NULL;
  g_ptr_array_add (names, NULL);
  return g_strjoinv (", ", (char **)names->pdata);
}

/* Roles as a person says them, for "Only … can". */
static const char *
only_whom (SamRole roles)
{
  if (roles == SAM_ROLE_COORDINATOR)
    return _ ("a coordinator");
  if (roles == (SAM_ROLE_CONTROLLER | SAM_ROLE_COORDINATOR))
    return _ ("a controller or a coordinator");
  if (roles == (SAM_ROLE_MEMBER | SAM_ROLE_COORDINATOR))
    return _ ("a member or a coordinator");
  return _ ("somebody with another role");
}

static gboolean
check_role (const SamAuthor *author, GError **error)
{
  if (author->role & (SAM_ROLE_MEMBER | SAM_ROLE_CONTROLLER | SAM_ROLE_COORDINATOR))
    return TRUE;
  return sam_rights_refuse (
      error, _ ("A reader cannot change anything; ask a coordinator for another role."));
}

static gboolean
check_creator (const SamAuthor *author, const SamKind *kind, GError **error)
{
  SamRole creators = sam_rights_row (kind->write)->creators;
  g_autofree char *plural = NULL;

  if (author->role & creators)
    return TRUE;
  plural = g_utf8_strdown (sam_kind_plural (kind->id), -1);
  if (creators == 0)
    return sam_rights_refuse (error, _ ("Nobody adds %s: they are made when two edits differ."),
                              plural);
  return sam_rights_refuse (error, _ ("Only %s can add %s."), only_whom (creators), plural);
}

/* A choice that only some may make, whether it is left or taken. */
static gboolean
check_choice (const SamAuthor *author, const SamField *field, SamRecord *record, GError **error)
{
  const char *name = record != NULL ? sam_record_text (record, field->id) : NULL;
  const SamChoice *choice
      = name != NULL && field->type == SAM_TYPE_CHOICE ? sam_choice_find (field, name) : NULL;

  if (choice == NULL || choice->stricter == 0 || (author->role & choice->stricter))
    return TRUE;
  return sam_rights_refuse (error, _ ("Only %s can set or take back “%s”."),
                            only_whom (choice->stricter), sam_choice_label (field, name));
}

static gboolean
check_fields (const SamRightsCase *question, GError **error)
{
  const SamKind *kind = sam_kind (sam_record_kind (question->after));

  for (guint i = 0; i < kind->n_fields; i++)
    {
      const SamField *field = sam_field (kind->first + i);

      if (!sam_rights_has_field (question, field->id))
        continue;
      if (field->stricter != 0 && !(question->author->role & field->stricter))
        return sam_rights_refuse (error, _ ("Only %s can change “%s”."),
                                  only_whom (field->stricter), sam_field_label (field->id));
      if (!check_choice (question->author, field, question->before, error)
          || !check_choice (question->author, field, question->after, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check (const SamRightsCase *question, GError **error)
{
  const SamKind *kind = sam_kind (sam_record_kind (question->after));

  if (!check_role (question->author, error))
    return FALSE;
  if (question->before == NULL && !check_creator (question->author, kind, error))
    return FALSE;
  return sam_rights_row (kind->write)->rule (question, error) && check_fields (question, error);
}

gboolean
sam_rights_check (const SamAuthor *author, SamSource *source, SamSource *after_source,
                  SamRecord *before, SamRecord *after, guint64 fields, GError **error)
{
  gboolean was_deleted = before != NULL && sam_record_deleted (before);
  gboolean is_deleted = sam_record_deleted (after);
  SamRightsCase question = { author, source, after_source, before, after, fields };

  question.deletes = before != NULL && !was_deleted && is_deleted;
  question.restores = was_deleted && !is_deleted;
  return check (&question, error);
}

gboolean
sam_rights_ask (const SamAuthor *author, SamSource *source, SamRecord *record, SamFieldId field,
                GError **error)
{
  SamRightsCase question = { author, source, source, record, record };
  SamKindId kind = sam_record_kind (record);

  question.asking = TRUE;
  if (field == SAM_FIELD_DELETED)
    {
      question.deletes = !sam_record_deleted (record);
      question.restores = !question.deletes;
    }
  else
    {
      if (sam_field (field)->computed != SAM_STORED)
        return sam_rights_refuse (error, _ ("“%s” is worked out from other values."),
                                  sam_field_label (field));
      question.fields = G_GUINT64_CONSTANT (1) << (field - sam_kind (kind)->first);
    }
  return check (&question, error);
}

gboolean
sam_rights_may_write (const SamAuthor *author, SamSource *source, SamRecord *record,
                      SamFieldId field, GError **error)
{
  if (!sam_rights_ask (author, source, record, field, error))
    return FALSE;
  /* An approval can be taken back; nothing else of an approved allocation changes. */
  if (field == SAM_ALLOCATION_STATE)
    return TRUE;
  return !sam_rights_frozen (source, record, error);
}

gboolean
sam_rights_may_create (const SamAuthor *author, SamSource *source, SamKindId kind, GError **error)
{
  SamWriteRule write = sam_kind (kind)->write;

  if (!check_role (author, error) || !check_creator (author, sam_kind (kind), error))
    return FALSE;
  if (author->role == SAM_ROLE_MEMBER && author->administrations[0] == NULL
      && (write == SAM_WRITE_ADMINISTRATION || write == SAM_WRITE_ALLOCATION
          || write == SAM_WRITE_TRANSACTION || write == SAM_WRITE_TASK))
    return sam_rights_refuse (
        error, _ ("Your account belongs to no administration; ask a coordinator to give it one."));
  return TRUE;
}
