/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "base/i18n.h"
#include "engine/session-private.h"

const char *
sam_session_undo_title (SamSession *session)
{
  return session->undo != NULL ? sam_undo_title (session->undo) : NULL;
}

const char *
sam_session_redo_title (SamSession *session)
{
  return session->undo != NULL ? sam_redo_title (session->undo) : NULL;
}

/* What somebody changed since would be lost without a question. */
static gboolean
nothing_in_the_way (GPtrArray *changed, GError **error)
{
  g_autoptr (GString) lines = NULL;

  if (changed == NULL || changed->len == 0)
    return TRUE;
  lines = g_string_new (NULL);
  for (guint i = 0; i < changed->len; i++)
    g_string_append_printf (lines, "%s%s", i > 0 ? "; " : "",
                            (const char *)g_ptr_array_index (changed, i));
  g_set_error (error, SAM_ERROR, SAM_ERROR_AMBIGUOUS, _ ("This has been changed since: %s."),
               lines->str);
  return FALSE;
}

gboolean
sam_session_undo (SamSession *session, gboolean force, GError **error)
{
  g_autoptr (GPtrArray) changed = NULL;
  g_autoptr (SamEdit) edit = sam_undo_build (session->undo, sam_session_source (session),
                                             session->clock, session->random, &changed);

  if (edit == NULL)
    {
      g_set_error (error, SAM_ERROR, SAM_ERROR_NOT_FOUND, _ ("There is nothing to undo."));
      return FALSE;
    }
  if (!force && !nothing_in_the_way (changed, error))
    return FALSE;
  return sam_session_apply (session, edit, sam_undo_done, TRUE, error);
}

gboolean
sam_session_redo (SamSession *session, gboolean force, GError **error)
{
  g_autoptr (GPtrArray) changed = NULL;
  g_autoptr (SamEdit) edit = sam_redo_build (session->undo, sam_session_source (session),
                                             session->clock, session->random, &changed);

  if (edit == NULL)
    {
      g_set_error (error, SAM_ERROR, SAM_ERROR_NOT_FOUND, _ ("There is nothing to redo."));
      return FALSE;
    }
  if (!force && !nothing_in_the_way (changed, error))
    return FALSE;
  return sam_session_apply (session, edit, sam_redo_done, TRUE, error);
}
