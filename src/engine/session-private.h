/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/storage.h"
#include "engine/session.h"

/* Keys of the cache's settings. */
#define SAM_SETTING_SEQ "seq"
#define SAM_SETTING_UNDO "undo"

struct _SamSession
{
  GObject parent_instance;

  /* Given. */
  SamClock *clock;
  SamRandom *random;
  char *folder;

  /* Owned. */
  SamFileLock *lock;
  SamForum *forum;
  SamCache *cache; /* NULL once closed */
  SamAuthor *author;
  SamUndo *undo;
  GKeyFile *settings;
  guint settings_source; /* a save of the settings waits for an idle moment */

  gint64 seq;
  SamDay today; /* as set, or SAM_DAY_NONE */

  /* Kept until asked again: the sentences and titles that are lent. */
  char *reason;
  char *fault;
  SamFieldId fault_field;
};

/* Tells of changes. */
void sam_session_emit_undo_changed (SamSession *self);
void sam_session_emit_state_changed (SamSession *self);

/* Judges an edit, puts its records in the Forum and queues them for the cache together with the
 * undo stack. `stack` is called after the verdict with the edit, to bring the undo stack up to
 * date; not for an edit that changed nothing unless `always`. */
typedef void (*SamStackChange) (SamUndo *undo, SamEdit *edit);
gboolean sam_session_apply (SamSession *self, SamEdit *edit, SamStackChange stack, gboolean always,
                            GError **error);

/* settings.ini of a profile: a new key file if there is none or it cannot be read. */
GKeyFile *sam_settings_load (const char *folder);
gboolean sam_settings_save (const char *folder, GKeyFile *settings, GError **error);
/* Saves now if a save waits. */
void sam_session_settings_flush (SamSession *self);

char *sam_profile_cache_path (const char *folder);
/* Takes the profile for this process and marks it as the last used. */
SamFileLock *sam_profile_lock (const char *folder, GError **error);
