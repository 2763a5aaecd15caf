/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/i18n.h"
#include "sync/rights-private.h"

#define EVERYBODY (SAM_ROLE_MEMBER | SAM_ROLE_CONTROLLER | SAM_ROLE_COORDINATOR)

static gboolean
is_coordinator (const SamRightsCase *question)
{
  return question->author->role == SAM_ROLE_COORDINATOR;
}

static gboolean
only_coordinator (const SamRightsCase *question, GError **error)
{
  g_autofree char *plural
      = g_utf8_strdown (sam_kind_plural (sam_record_kind (question->after)), -1);

  if (question->deletes || question->restores)
    return sam_rights_refuse (error, _ ("Only a coordinator can delete %s."), plural);
  return sam_rights_refuse (error, _ ("Only a coordinator can change %s."), plural);
}

/* Whether the reference names the author's person; where the account has none, whether the account
 * made the record. */
static gboolean
is_own (const SamRightsCase *question, SamRecord *record, SamFieldId person)
{
  const char *named = sam_record_text (record, person);

  if (named != NULL)
    return g_strcmp0 (named, question->author->person) == 0;
  return record == question->after && question->before == NULL
             ? TRUE
             : g_strcmp0 (sam_record_meta (record)->created_by, question->author->account) == 0;
}

static gboolean
made_by_author (const SamRightsCase *question)
{
  return question->before == NULL
         || g_strcmp0 (sam_record_meta (question->before)->created_by, question->author->account)
                == 0;
}

/* Whether the meeting's notes are approved, or the approval is taken back. */
static gboolean
turns_approval (const SamRightsCase *question)
{
  gboolean was = question->before != NULL
                 && sam_record_is_choice (question->before, SAM_MEETING_STATE, "approved");
  gboolean is = sam_record_is_choice (question->after, SAM_MEETING_STATE, "approved");

  return sam_rights_has_field (question, SAM_MEETING_STATE) && (was != is || question->asking);
}

static gboolean
is_approver (const SamRightsCase *question, SamRecord *meeting)
{
  return question->author->person != NULL
         && sam_set_contains (sam_record_value (meeting, SAM_MEETING_APPROVERS),
                              question->author->person);
}

/* Notes are approved by those who are named for it, whatever their role, before and after. */
static gboolean
check_approval (const SamRightsCase *question, GError **error)
{
  if (is_approver (question, question->after)
      && (question->before == NULL || is_approver (question, question->before)))
    return TRUE;
  if (!sam_record_has (question->after, SAM_MEETING_APPROVERS))
    return sam_rights_refuse (
        error, _ ("The meeting names no approvers; name them before it is approved."));
  return sam_rights_refuse (error, _ ("Only the approvers that the meeting names can approve it."));
}

static gboolean
rule_coordinator (const SamRightsCase *question, GError **error)
{
  SamRightsCase rest = *question;

  if (sam_record_is (question->after, SAM_KIND_MEETING) && turns_approval (question))
    {
      if (question->asking)
        return is_coordinator (question) || check_approval (question, error);
      if (!check_approval (question, error))
        return FALSE;
      rest.fields
          &= ~(G_GUINT64_CONSTANT (1) << (SAM_MEETING_STATE - sam_kind (SAM_KIND_MEETING)->first));
      if (rest.fields == 0 && question->before != NULL && !question->deletes && !question->restores)
        return TRUE;
    }
  return is_coordinator (question) || only_coordinator (question, error);
}

static gboolean
refuse_outsider (SamSource *source, SamRecord *record, GError **error)
{
  g_autofree char *leads = sam_rights_leads (source, record);

  if (leads == NULL)
    return sam_rights_refuse (
        error, _ ("“%s” belongs to no administration; only a coordinator can change it."),
        sam_record_title (record));
  return sam_rights_refuse (error, _ ("Only members for %s and coordinators can change “%s”."),
                            leads, sam_record_title (record));
}

/* Whether the change touches who leads or takes part: the record's own administrations, or, of one
 * that exists, what it is a part of. */
static gboolean
touches_path (const SamRightsCase *question)
{
  const SamKind *kind = sam_kind (sam_record_kind (question->after));

  for (guint i = 0; i < kind->n_fields; i++)
    {
      const SamField *field = sam_field (kind->first + i);

      if (sam_rights_has_field (question, field->id) && field->path != SAM_PATH_NONE
          && (field->path != SAM_PATH_FOLLOW || question->before != NULL))
        return TRUE;
    }
  return FALSE;
}

static gboolean
rule_administration (const SamRightsCase *question, GError **error)
{
  SamStanding was, becomes;

  if (is_coordinator (question))
    return TRUE;
  if (question->author->role != SAM_ROLE_MEMBER)
    return refuse_outsider (question->after_source, question->after, error);
  becomes = sam_rights_standing (question->author, question->after_source, question->after);
  was = question->before == NULL
            ? becomes
            : sam_rights_standing (question->author, question->source, question->before);
  if (was == SAM_STANDING_NONE)
    return refuse_outsider (question->source,
                            question->before != NULL ? question->before : question->after, error);
  if (becomes == SAM_STANDING_NONE)
    return refuse_outsider (question->after_source, question->after, error);
  if (was == SAM_STANDING_LEAD && becomes == SAM_STANDING_LEAD)
    return TRUE;
  if (question->deletes || question->restores)
    return sam_rights_refuse (
        error, _ ("Only the administration that leads “%s”, or a coordinator, can delete it."),
        sam_record_title (question->after));
  if (touches_path (question))
    return sam_rights_refuse (error,
                              _ ("Only the administration that leads “%s”, or a coordinator, can "
                                 "change who leads it and who takes part."),
                              sam_record_title (question->after));
  return TRUE;
}

static gboolean
rule_shared (const SamRightsCase *question, GError **error)
{
  g_autofree char *plural = NULL;

  if (is_coordinator (question))
    return TRUE;
  if (question->author->role != SAM_ROLE_MEMBER || question->deletes || question->restores)
    return only_coordinator (question, error);
  if (made_by_author (question))
    return TRUE;
  plural = g_utf8_strdown (sam_kind_plural (sam_record_kind (question->after)), -1);
  return sam_rights_refuse (error, _ ("Only a coordinator can change %s that others have added."),
                            plural);
}

static gboolean
is_proposed (SamRecord *record, SamFieldId state)
{
  return record == NULL || sam_record_is_choice (record, state, "proposed");
}

/* Whoever proposes is named as that, and stays named. */
static gboolean
check_proposer (const SamRightsCase *question, GError **error)
{
  if (question->before == NULL ? is_own (question, question->after, SAM_ALLOCATION_PROPOSED_BY)
                               : !sam_rights_has_field (question, SAM_ALLOCATION_PROPOSED_BY))
    return TRUE;
  return sam_rights_refuse (error, _ ("An allocation is proposed in one's own name, for good."));
}

static gboolean
check_own_approval (const SamRightsCase *question, GError **error)
{
  if (question->asking || !sam_rights_has_field (question, SAM_ALLOCATION_STATE)
      || !sam_record_is_choice (question->after, SAM_ALLOCATION_STATE, "approved")
      || sam_record_has (question->after, SAM_ALLOCATION_REASON)
      || !is_own (question, question->after, SAM_ALLOCATION_PROPOSED_BY))
    return TRUE;
  return sam_rights_refuse (
      error, _ ("You proposed this allocation yourself; write a reason before you approve it."));
}

static gboolean
rule_allocation (const SamRightsCase *question, GError **error)
{
  const SamAuthor *author = question->author;

  if (!check_proposer (question, error))
    return FALSE;
  if (is_coordinator (question))
    return check_own_approval (question, error);
  if (author->role != SAM_ROLE_MEMBER)
    return only_coordinator (question, error);
  if (!is_proposed (question->before, SAM_ALLOCATION_STATE)
      || !is_proposed (question->after, SAM_ALLOCATION_STATE))
    return sam_rights_refuse (
        error, _ ("Only a coordinator can approve or reject an allocation, or change it after."));
  if (question->before != NULL && !is_own (question, question->before, SAM_ALLOCATION_PROPOSED_BY))
    return sam_rights_refuse (
        error, _ ("Only whoever proposed an allocation, or a coordinator, can change it."));
  if (sam_rights_standing (author, question->after_source, question->after) == SAM_STANDING_NONE
      || (question->before != NULL
          && sam_rights_standing (author, question->source, question->before) == SAM_STANDING_NONE))
    return sam_rights_refuse (
        error, _ ("Only a coordinator can propose allocations between other administrations."));
  return TRUE;
}

static gboolean
is_members_type (SamRecord *record)
{
  return record == NULL || sam_record_is_choice (record, SAM_TRANSACTION_TYPE, "commitment")
         || sam_record_is_choice (record, SAM_TRANSACTION_TYPE, "preliminary_actual");
}

static gboolean
rule_transaction (const SamRightsCase *question, GError **error)
{
  if (question->author->role == SAM_ROLE_CONTROLLER)
    return TRUE;
  if (!rule_administration (question, error))
    return FALSE;
  if (is_coordinator (question)
      || (is_members_type (question->before) && is_members_type (question->after)))
    return TRUE;
  return sam_rights_refuse (
      error, _ ("Only a controller or a coordinator can change actuals and internal invoices."));
}

static gboolean
rule_controller (const SamRightsCase *question, GError **error)
{
  g_autofree char *plural = NULL;

  if (is_coordinator (question) || question->author->role == SAM_ROLE_CONTROLLER)
    return TRUE;
  plural = g_utf8_strdown (sam_kind_plural (sam_record_kind (question->after)), -1);
  return sam_rights_refuse (error, _ ("Only a controller or a coordinator can change %s."), plural);
}

/* A comment goes with what it is about, and comes back with it: who deletes that is asked there. */
static gboolean
goes_with_owner (const SamRightsCase *question)
{
  const char *owner = sam_record_text (question->after, SAM_COMMENT_ABOUT);
  gboolean was = sam_source_get_live (question->source, owner) != NULL;
  gboolean is = sam_source_get_live (question->after_source, owner) != NULL;

  return question->fields == 0
         && ((question->deletes && was && !is) || (question->restores && !was && is));
}

static gboolean
rule_author (const SamRightsCase *question, GError **error)
{
  gboolean existence = question->deletes || question->restores;

  if (question->before == NULL)
    return is_own (question, question->after, SAM_COMMENT_AUTHOR)
           || sam_rights_refuse (error, _ ("A comment is written in one's own name."));
  if (existence && question->fields == 0
      && (is_coordinator (question) || goes_with_owner (question)))
    return TRUE;
  if (is_own (question, question->before, SAM_COMMENT_AUTHOR)
      && !sam_rights_has_field (question, SAM_COMMENT_AUTHOR))
    return TRUE;
  if (existence)
    return sam_rights_refuse (error,
                              _ ("Only whoever wrote a comment, or a coordinator, can delete it."));
  return sam_rights_refuse (error, _ ("Only whoever wrote a comment can change it."));
}

static gboolean
rule_agenda (const SamRightsCase *question, GError **error)
{
  if (is_coordinator (question))
    return TRUE;
  if (question->author->role != SAM_ROLE_MEMBER)
    return only_coordinator (question, error);
  if (is_proposed (question->before, SAM_AGENDA_ITEM_STATE)
      && is_proposed (question->after, SAM_AGENDA_ITEM_STATE) && made_by_author (question))
    return TRUE;
  return sam_rights_refuse (error,
                            _ ("Members propose agenda items and change their own proposals; "
                               "only a coordinator changes the agenda."));
}

static gboolean
rule_task (const SamRightsCase *question, GError **error)
{
  guint64 done = G_GUINT64_CONSTANT (1) << (SAM_TASK_DONE - sam_kind (SAM_KIND_TASK)->first);

  if (question->fields == done && question->before != NULL && !question->deletes
      && !question->restores && question->author->person != NULL
      && g_strcmp0 (sam_record_text (question->before, SAM_TASK_RESPONSIBLE),
                    question->author->person)
             == 0)
    return TRUE;
  return rule_administration (question, error);
}

/* Conflicts are settled, and opened again, by whoever kept the value or may write the field. */
static gboolean
rule_server (const SamRightsCase *question, GError **error)
{
  guint64 state = G_GUINT64_CONSTANT (1)
                  << (SAM_CONFLICT_STATE - sam_kind (SAM_KIND_CONFLICT)->first);
  SamRecord *conflict = question->before;
  SamRecord *record;
  const char *name;
  SamFieldId field = SAM_FIELD_DELETED;

  if (conflict == NULL || question->deletes || question->restores || question->fields != state)
    return sam_rights_refuse (error,
                              _ ("Different versions are settled, not changed in any other way."));
  if (g_strcmp0 (sam_record_text (conflict, SAM_CONFLICT_KEPT_BY), question->author->account) == 0)
    return TRUE;
  record = sam_source_follow (question->source, conflict, SAM_CONFLICT_RECORD);
  name = sam_record_text (conflict, SAM_CONFLICT_FIELD);
  if (record == NULL || name == NULL)
    return is_coordinator (question) || only_coordinator (question, error);
  if (g_strcmp0 (name, "deleted") != 0)
    {
      const SamField *row = sam_field_find (sam_record_kind (record), name);

      if (row == NULL)
        return is_coordinator (question) || only_coordinator (question, error);
      field = row->id;
    }
  return sam_rights_ask (question->author, question->source, record, field, error);
}

const SamRightsRow *
sam_rights_row (SamWriteRule rule)
{
  static const SamRightsRow rows[] = {
    [SAM_WRITE_COORDINATOR] = { SAM_ROLE_COORDINATOR, rule_coordinator },
    [SAM_WRITE_ADMINISTRATION] = { SAM_ROLE_MEMBER | SAM_ROLE_COORDINATOR, rule_administration },
    [SAM_WRITE_SHARED] = { SAM_ROLE_MEMBER | SAM_ROLE_COORDINATOR, rule_shared },
    [SAM_WRITE_ALLOCATION] = { SAM_ROLE_MEMBER | SAM_ROLE_COORDINATOR, rule_allocation },
    [SAM_WRITE_TRANSACTION] = { EVERYBODY, rule_transaction },
    [SAM_WRITE_CONTROLLER] = { SAM_ROLE_CONTROLLER | SAM_ROLE_COORDINATOR, rule_controller },
    [SAM_WRITE_AUTHOR] = { EVERYBODY, rule_author },
    [SAM_WRITE_AGENDA] = { SAM_ROLE_MEMBER | SAM_ROLE_COORDINATOR, rule_agenda },
    [SAM_WRITE_TASK] = { SAM_ROLE_MEMBER | SAM_ROLE_COORDINATOR, rule_task },
    [SAM_WRITE_SERVER] = { 0, rule_server },
  };

  return &rows[rule];
}
