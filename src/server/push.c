/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/push.h"

#include "base/error.h"
#include "base/i18n.h"
#include "base/id.h"
#include "base/json.h"
#include "sync/wire.h"

static void
free_edit (gpointer data)
{
  SamPushEdit *edit = data;

  g_free (edit->id);
  g_clear_pointer (&edit->edit, sam_edit_unref);
  g_free (edit->text);
  g_free (edit->reason);
  g_free (edit);
}

SamPush *
sam_push_new (void)
{
  SamPush *push = g_new0 (SamPush, 1);

  push->edits = g_ptr_array_new_with_free_func (free_edit);
  return push;
}

void
sam_push_free (SamPush *push)
{
  if (push == NULL)
    return;
  g_free (push->forum);
  g_free (push->epoch);
  g_free (push->head);
  g_ptr_array_unref (push->edits);
  g_free (push);
}

gboolean
sam_push_add (SamPush *push, JsonNode *node, GError **error)
{
  g_autoptr (GError) unread = NULL;
  SamPushEdit *edit;
  const char *id = NULL;

  if (!JSON_NODE_HOLDS_OBJECT (node)
      || !sam_json_string (json_node_get_object (node), "id", TRUE, &id, NULL)
      || !sam_id_is_valid (id))
    {
      g_set_error (error, SAM_ERROR, SAM_ERROR_INVALID,
                   _ ("Edit %u has no id; every edit needs one of its own."), push->edits->len + 1);
      return FALSE;
    }
  edit = g_new0 (SamPushEdit, 1);
  edit->id = g_strdup (id);
  edit->edit = sam_wire_edit_from_node (node, &unread);
  if (edit->edit != NULL)
    edit->text = sam_wire_edit_text (edit->edit);
  else
    {
      edit->reason = g_strdup (unread->message);
      edit->problem = unread->code == SAM_ERROR_NOT_FOUND ? "unknown" : "invalid";
    }
  g_ptr_array_add (push->edits, edit);
  return TRUE;
}

static void
free_event (gpointer data)
{
  SamPushEvent *event = data;

  g_free (event->text);
  g_free (event);
}

void
sam_push_result_clear (SamPushResult *result)
{
  g_free (result->epoch);
  if (result->body != NULL)
    g_string_free (result->body, TRUE);
  g_clear_pointer (&result->events, g_ptr_array_unref);
  *result = (SamPushResult){ 0 };
}

/* What judging one edit needs. */
typedef struct
{
  SamLedger *ledger;
  SamImages *images;
  const SamSeams *seams;
  SamLedgerForum *forum;
  SamForum *image;
  SamAuthor *author;
  SamPushResult *result;
} Bench;

static void
begin_answer (SamPushResult *result, const char *id, const char *status)
{
  if (result->accepted + result->refused > 0)
    g_string_append_c (result->body, ',');
  g_string_append (result->body, "{\"id\":");
  sam_json_append_string (result->body, id);
  g_string_append_printf (result->body, ",\"status\":\"%s\"", status);
}

static void
answer_accepted (SamPushResult *result, const char *id, gint64 seq, const char *conflicts)
{
  begin_answer (result, id, "accepted");
  g_string_append_printf (result->body, ",\"seq\":%" G_GINT64_FORMAT ",\"conflicts\":%s}", seq,
                          conflicts);
  result->accepted++;
}

static void
answer_refused (SamPushResult *result, const char *id, const char *problem, const char *reason)
{
  begin_answer (result, id, "refused");
  g_string_append (result->body, ",\"problem\":");
  sam_json_append_string (result->body, problem);
  g_string_append (result->body, ",\"reason\":");
  sam_json_append_string (result->body, reason);
  g_string_append_c (result->body, '}');
  result->refused++;
}

static void
answer_verdict (SamPushResult *result, const char *id, const SamVerdict *verdict)
{
  answer_refused (result, id, verdict->code == SAM_ERROR_REFUSED ? "refused" : "invalid",
                  verdict->reason);
  if (verdict->record == NULL)
    return;
  g_string_truncate (result->body, result->body->len - 1);
  g_string_append (result->body, ",\"record\":");
  sam_json_append_string (result->body, verdict->record);
  if (verdict->field != SAM_NO_FIELD)
    {
      g_string_append (result->body, ",\"field\":");
      sam_json_append_string (result->body, sam_wire_field_name (verdict->field));
    }
  g_string_append_c (result->body, '}');
}

static char *
conflicts_text (const SamVerdict *verdict)
{
  GString *out = g_string_new ("[");

  for (guint i = 0; i < verdict->conflicts->len; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      sam_json_append_string (out, g_ptr_array_index (verdict->conflicts, i));
    }
  g_string_append_c (out, ']');
  return g_string_free (out, FALSE);
}

/* {seq, head, edit, by, records} on one line, as a server-sent event. */
static void
add_event (Bench *bench, const char *edit_text, const SamVerdict *verdict)
{
  g_autofree char *head = sam_hash_text (&bench->forum->head);
  GString *out = g_string_new (NULL);
  SamPushEvent *event = g_new0 (SamPushEvent, 1);

  g_string_append_printf (out,
                          "id: %" G_GINT64_FORMAT "\nevent: edit\ndata: {\"seq\":%" G_GINT64_FORMAT
                          ",\"head\":\"%s\",\"edit\":%s,\"by\":",
                          bench->forum->seq, bench->forum->seq, head, edit_text);
  sam_json_append_string (out, bench->author->account);
  g_string_append (out, ",\"records\":[");
  for (guint i = 0; i < verdict->records->len; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      sam_wire_append_record (out, g_ptr_array_index (verdict->records, i));
    }
  g_string_append (out, "]}\n\n");
  event->seq = bench->forum->seq;
  event->text = g_string_free (out, FALSE);
  g_ptr_array_add (bench->result->events, event);
}

/* What its author has seen of another ledger says nothing about this one. */
static void
fit_seen (const SamLedgerForum *forum, SamEdit *edit)
{
  if (edit->seen_epoch != NULL && g_strcmp0 (edit->seen_epoch, forum->epoch) != 0)
    sam_edit_set_seen (edit, forum->epoch, 0);
}

static gboolean
accept_edit (Bench *bench, const SamPushEdit *push, const char *at, SamVerdict *verdict,
             GError **error)
{
  g_autofree char *conflicts = conflicts_text (verdict);

  if (!sam_ledger_append (bench->ledger, bench->forum, push->edit, push->text,
                          bench->author->account, at, verdict, bench->seams->random, error))
    return FALSE;
  add_event (bench, push->text, verdict);
  sam_images_put (bench->images, bench->forum, verdict->records);
  answer_accepted (bench->result, push->id, bench->forum->seq, conflicts);
  return TRUE;
}

static gboolean
judge_edit (Bench *bench, const SamPushEdit *push, GError **error)
{
  g_autofree char *at = sam_clock_stamp (bench->seams->clock);
  g_autoptr (SamVerdict) verdict = NULL;
  SamLedgerAnswer before;

  if (push->edit == NULL)
    {
      answer_refused (bench->result, push->id, push->problem, push->reason);
      return TRUE;
    }
  if (!sam_ledger_answered (bench->ledger, bench->forum, push->id, push->text, &before, error))
    return FALSE;
  if (before.found)
    {
      if (before.same)
        answer_accepted (bench->result, push->id, before.seq, before.conflicts);
      else
        answer_refused (bench->result, push->id, "other-content",
                        _ ("An edit with this id was accepted before, with other content."));
      g_free (before.conflicts);
      return TRUE;
    }
  fit_seen (bench->forum, push->edit);
  verdict
      = sam_referee_judge (sam_forum_source (bench->image), push->edit, bench->author,
                           bench->forum->seq + 1, at, bench->seams->clock, bench->seams->random);
  if (verdict->accepted)
    return accept_edit (bench, push, at, verdict, error);
  answer_verdict (bench->result, push->id, verdict);
  return TRUE;
}

/* Who pushes, as the rights are now; NULL with the problem, or with an error. */
static SamAuthor *
find_author (Bench *bench, const SamPush *push, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (SamUser) user = sam_accounts_find_key (bench->ledger, push->user, &failed);
  const SamGrant *grant;

  if (failed != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return NULL;
    }
  if (user == NULL || !user->enabled)
    {
      bench->result->problem = SAM_PROBLEM_UNAUTHORIZED;
      return NULL;
    }
  grant = sam_user_grant (user, push->forum);
  if (grant == NULL)
    {
      bench->result->problem = SAM_PROBLEM_FORBIDDEN;
      return NULL;
    }
  return sam_author_for (sam_forum_source (bench->image), user, grant);
}

static gboolean
judge_edits (Bench *bench, const SamPush *push, GError **error)
{
  SamPushResult *result = bench->result;
  g_autofree char *head = NULL;

  g_string_append (result->body, "{\"edits\":[");
  for (guint i = 0; i < push->edits->len; i++)
    if (!judge_edit (bench, g_ptr_array_index (push->edits, i), error))
      return FALSE;
  head = sam_hash_text (&bench->forum->head);
  g_string_append_printf (result->body,
                          "],\"epoch\":\"%s\",\"seq\":%" G_GINT64_FORMAT ",\"head\":\"%s\"}",
                          bench->forum->epoch, bench->forum->seq, head);
  return TRUE;
}

gboolean
sam_push_judge (SamLedger *ledger, SamImages *images, const SamSeams *seams, const SamPush *push,
                SamPushResult *result, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (SamLedgerForum) forum = sam_ledger_forum (ledger, push->forum, &failed);
  g_autoptr (SamAuthor) author = NULL;
  SamCursor cursor = { push->epoch, push->seq, push->head };
  Bench bench = { ledger, images, seams, forum, NULL, NULL, result };
  gboolean fits;

  if (failed != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  result->body = g_string_new (NULL);
  result->events = g_ptr_array_new_with_free_func (free_event);
  if (forum == NULL)
    {
      result->problem = SAM_PROBLEM_NO_FORUM;
      return TRUE;
    }
  result->epoch = g_strdup (forum->epoch);
  bench.image = sam_images_get (images, ledger, forum, error);
  if (bench.image == NULL)
    return FALSE;
  author = bench.author = find_author (&bench, push, &failed);
  if (author == NULL && failed == NULL)
    return TRUE;
  if (author == NULL || !sam_ledger_fits (ledger, forum, &cursor, &fits, &failed))
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  if (!fits)
    {
      result->problem = SAM_PROBLEM_OTHER_LEDGER;
      return TRUE;
    }
  return judge_edits (&bench, push, error);
}
