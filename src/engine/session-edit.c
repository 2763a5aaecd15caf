/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "base/i18n.h"
#include "engine/session-private.h"

SamEditBuilder *
sam_session_edit (SamSession *session, const char *title)
{
  return sam_edit_builder_new (sam_session_source (session), session->clock, session->random,
                               title);
}

static SamCacheBatch *
batch_of (SamSession *self, SamEdit *edit, const char *at, SamVerdict *verdict)
{
  SamCacheBatch *batch = sam_cache_batch_new ();

  batch->edit = sam_edit_ref (edit);
  batch->author = g_strdup (self->author->account);
  batch->seq = self->seq;
  batch->at = g_strdup (at);
  batch->records = g_ptr_array_ref (verdict->records);
  batch->history = g_array_ref (verdict->history);
  batch->settings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_insert (batch->settings, g_strdup (SAM_SETTING_SEQ),
                       g_strdup_printf ("%" G_GINT64_FORMAT, self->seq));
  g_hash_table_insert (batch->settings, g_strdup (SAM_SETTING_UNDO), sam_undo_save (self->undo));
  return batch;
}

gboolean
sam_session_apply (SamSession *self, SamEdit *edit, SamStackChange stack, gboolean always,
                   GError **error)
{
  g_autofree char *at = sam_clock_stamp (self->clock);
  g_autoptr (SamVerdict) verdict = NULL;

  g_return_val_if_fail (self->cache != NULL, FALSE);
  verdict = sam_referee_judge (sam_session_source (self), edit, self->author, self->seq + 1, at,
                               self->clock, self->random);
  g_free (self->fault);
  self->fault = g_strdup (verdict->accepted ? NULL : verdict->record);
  self->fault_field = self->fault != NULL ? verdict->field : SAM_NO_FIELD;
  if (!verdict->accepted)
    {
      g_set_error_literal (error, SAM_ERROR, (int)verdict->code,
                           verdict->reason != NULL ? verdict->reason
                                                   : _ ("The change was refused."));
      return FALSE;
    }
  if (verdict->records->len == 0 && !always)
    return TRUE;

  self->seq++;
  stack (self->undo, edit);
  /* The records go to the cache; the Forum copies what is in them, so that nobody changes them. */
  sam_cache_write (self->cache, batch_of (self, edit, at, verdict));
  sam_forum_put (self->forum, verdict->records);
  sam_session_emit_undo_changed (self);
  return TRUE;
}

const char *
sam_session_fault (SamSession *session, SamFieldId *field)
{
  *field = session->fault_field;
  return session->fault;
}

gboolean
sam_session_commit (SamSession *session, SamEdit *edit, GError **error)
{
  return sam_session_apply (session, edit, sam_undo_push, FALSE, error);
}

gboolean
sam_session_commit_builder (SamSession *session, SamEditBuilder *builder, GError **error)
{
  g_autoptr (SamEdit) edit = sam_edit_builder_end (builder);

  return edit == NULL || edit->changes->len == 0 || sam_session_commit (session, edit, error);
}
