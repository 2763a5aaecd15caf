/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/seams.h"
#include "model/budget.h"
#include "store/cache.h"
#include "sync/undo.h"

/* One open forum: Forum + cache, judged by the referee; what the application and samverkactl share. Main
 * thread. A profile is a folder (DESIGN section 3): forum.sqlite, settings.ini, lock. */
#define SAM_TYPE_SESSION (sam_session_get_type ())
G_DECLARE_FINAL_TYPE (SamSession, sam_session, SAM, SESSION, GObject)

/* $XDG_DATA_HOME/samverka: holds one profile folder per forum. Caller frees. */
char *sam_profile_root (void);
/* The profile folder for a forum id below the root; owned. */
char *sam_profile_for_forum (const char *forum_id);
/* Profile folders below the root that hold a forum, the last used first; strv owned. */
char **sam_profile_list (void);
gboolean sam_profile_has_forum (const char *folder);

/* Opens a profile that holds a forum. SAM_ERROR_NOT_FOUND if it holds none; LOCKED, STORAGE, DAMAGED,
 * NEWER as the store says. */
SamSession *sam_session_open (const char *folder, const SamSeams *seams, GError **error);
/* Makes the profile and puts the records (taken) in, durably. A profile that holds a forum refuses another
 * (SAM_ERROR_REFUSED) and opens the same one as it is. */
SamSession *sam_session_create (const char *folder, GPtrArray *records, const SamSeams *seams, GError **error);
/* Writes what waits and gives the profile free. FALSE with a sentence if something could not be saved: the
 * session then stays open and goes on trying, so that nothing typed is lost; dropping the last reference gives up. */
gboolean sam_session_close (SamSession *session, GError **error);

SamForum *sam_session_forum (SamSession *session);   /* borrowed */
SamSource *sam_session_source (SamSession *session);
const SamAuthor *sam_session_author (SamSession *session); /* without a server: a coordinator with the login's name */
const char *sam_session_folder (SamSession *session);
SamClock *sam_session_clock (SamSession *session);
SamRandom *sam_session_random (SamSession *session);
SamDay sam_session_today (SamSession *session);      /* in the forum's zone */
void sam_session_set_today (SamSession *session, SamDay today); /* --today; SAM_DAY_NONE: the clock's */
const char *sam_session_me (SamSession *session);    /* id of the person whose account is the author's, or as set in settings; NULL */

/* The id of the forum that a profile's records are of: the forum record's. Borrowed; NULL if there is none. */
const char *sam_session_forum_id (SamSession *session);

/* An edit builder with the session's source, clock and randomness. */
SamEditBuilder *sam_session_edit (SamSession *session, const char *title);
/* Judges and applies: the Forum has it when this returns ("changed" was emitted), the cache has it durably soon
 * (see saving). Refused: nothing happened, SAM_ERROR_REFUSED or INVALID with the sentence. An edit without
 * changes is accepted and does nothing. */
gboolean sam_session_commit (SamSession *session, SamEdit *edit, GError **error);
/* What the last commit that was refused failed at: the record's id and its field; NULL and SAM_NO_FIELD if it was
 * not one field's fault. Borrowed until the next commit. */
const char *sam_session_fault (SamSession *session, SamFieldId *field);
/* Ends the builder and commits. */
gboolean sam_session_commit_builder (SamSession *session, SamEditBuilder *builder, GError **error);

const char *sam_session_undo_title (SamSession *session); /* NULL: nothing to undo */
const char *sam_session_redo_title (SamSession *session);
/* When somebody changed what would be taken back and force is FALSE: SAM_ERROR_AMBIGUOUS, the message lists it. */
gboolean sam_session_undo (SamSession *session, gboolean force, GError **error);
gboolean sam_session_redo (SamSession *session, gboolean force, GError **error);
/* Signal "undo-changed". */

/* The state of saving and, later, of sync. Signal "state-changed". */
typedef enum
{
  SAM_STATE_LOCAL,
  SAM_STATE_SYNCED,
  SAM_STATE_PENDING,
  SAM_STATE_OFFLINE,
  SAM_STATE_TROUBLE,
} SamState;
typedef struct
{
  SamState state;
  const char *reason;  /* trouble: the sentence; else NULL */
  guint unsaved;       /* edits not yet durable */
  gint64 seq;
  guint conflicts;     /* open ones */
} SamStatus;
void sam_session_status (SamSession *session, SamStatus *status);
const char *sam_state_name (SamState state); /* "local" */
void sam_session_retry (SamSession *session); /* try to save again now */
gboolean sam_session_flush (SamSession *session, GError **error); /* blocks until durable */

GPtrArray *sam_session_history (SamSession *session, const char *record, gint64 before_seq, guint limit, GError **error);

/* Settings of the profile's key file (window size, page, filters …). Saved when changed, at idle. */
GKeyFile *sam_session_settings (SamSession *session); /* borrowed */
void sam_session_settings_changed (SamSession *session);
