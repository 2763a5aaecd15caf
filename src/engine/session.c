/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/session.h"

#include "base/error.h"
#include "base/i18n.h"
#include "engine/session-private.h"

enum
{
  UNDO_CHANGED,
  STATE_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SamSession, sam_session, G_TYPE_OBJECT)

static void
sam_session_dispose (GObject *object)
{
  SamSession *self = SAM_SESSION (object);

  if (self->cache != NULL)
    sam_cache_abandon (self->cache);
  sam_session_close (self, NULL);

  G_OBJECT_CLASS (sam_session_parent_class)->dispose (object);
}

static void
sam_session_finalize (GObject *object)
{
  SamSession *self = SAM_SESSION (object);

  g_clear_object (&self->forum);
  g_clear_pointer (&self->author, sam_author_free);
  g_clear_pointer (&self->undo, sam_undo_free);
  g_clear_pointer (&self->settings, g_key_file_unref);
  g_free (self->folder);
  g_free (self->reason);
  g_free (self->fault);

  G_OBJECT_CLASS (sam_session_parent_class)->finalize (object);
}

static void
sam_session_class_init (SamSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sam_session_dispose;
  object_class->finalize = sam_session_finalize;

  signals[UNDO_CHANGED] = g_signal_new ("undo-changed", SAM_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[STATE_CHANGED] = g_signal_new ("state-changed", SAM_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sam_session_init (SamSession *self)
{
  self->forum = sam_forum_new ();
  self->today = SAM_DAY_NONE;
  self->fault_field = SAM_NO_FIELD;
}

void
sam_session_emit_undo_changed (SamSession *self)
{
  g_signal_emit (self, signals[UNDO_CHANGED], 0);
}

void
sam_session_emit_state_changed (SamSession *self)
{
  g_signal_emit (self, signals[STATE_CHANGED], 0);
}

/* The profile taken and its cache open, nothing loaded. */
static SamSession *
session_begin (const char *folder, const SamSeams *seams, gboolean create, GError **error)
{
  g_autoptr (SamSession) self = g_object_new (SAM_TYPE_SESSION, NULL);
  g_autofree char *path = sam_profile_cache_path (folder);

  self->clock = seams != NULL && seams->clock != NULL ? seams->clock : sam_clock_system ();
  self->random = seams != NULL && seams->random != NULL ? seams->random : sam_random_system ();
  self->folder = g_strdup (folder);
  if (create && !sam_folder_ensure (folder, error))
    return NULL;
  if (!create && !sam_profile_has_forum (folder))
    {
      g_set_error (error, SAM_ERROR, SAM_ERROR_NOT_FOUND,
                   _ ("There is no forum in “%s”. Open a forum file or the sample there first."),
                   folder);
      return NULL;
    }
  self->lock = sam_profile_lock (folder, error);
  if (self->lock == NULL)
    return NULL;
  self->cache = sam_cache_open (path, seams != NULL ? seams->storage : NULL, error);
  if (self->cache == NULL)
    return NULL;
  g_signal_connect_object (self->cache, "saved-changed",
                           G_CALLBACK (sam_session_emit_state_changed), self, G_CONNECT_SWAPPED);
  self->settings = sam_settings_load (folder);
  return g_steal_pointer (&self);
}

/* Without a server the person at the desk may do everything, under the name that the system knows.
 */
static SamAuthor *
local_author (SamSession *self)
{
  const char *name = g_get_real_name ();
  const char *user = g_get_user_name ();
  const char *account
      = name != NULL && *name != '\0' && g_strcmp0 (name, "Unknown") != 0 ? name : user;
  const char *chosen = sam_session_me (self);

  return sam_author_new (account, chosen, SAM_ROLE_COORDINATOR, NULL);
}

static void
restore_undo (SamSession *self)
{
  g_autofree char *seq = sam_cache_setting (self->cache, SAM_SETTING_SEQ);
  g_autofree char *undo = sam_cache_setting (self->cache, SAM_SETTING_UNDO);
  g_autoptr (GError) error = NULL;

  self->seq = seq != NULL ? g_ascii_strtoll (seq, NULL, 10) : 0;
  g_clear_pointer (&self->undo, sam_undo_free);
  if (undo != NULL)
    self->undo = sam_undo_restore (undo, &error);
  if (error != NULL)
    g_info ("What could be undone was forgotten: %s", error->message);
  if (self->undo == NULL)
    self->undo = sam_undo_new ();
}

static gboolean
session_load (SamSession *self, GError **error)
{
  GPtrArray *records = sam_cache_load (self->cache, error);

  if (records == NULL)
    return FALSE;
  sam_forum_load (self->forum, records);
  restore_undo (self);
  g_clear_pointer (&self->author, sam_author_free);
  self->author = local_author (self);
  return TRUE;
}

SamSession *
sam_session_open (const char *folder, const SamSeams *seams, GError **error)
{
  g_autoptr (SamSession) self = session_begin (folder, seams, FALSE, error);

  if (self == NULL || !session_load (self, error))
    return NULL;
  if (sam_forum_root (self->forum) == NULL)
    {
      g_set_error (error, SAM_ERROR, SAM_ERROR_NOT_FOUND,
                   _ ("There is no forum in “%s”. Open a forum file or the sample there first."),
                   folder);
      return NULL;
    }
  return g_steal_pointer (&self);
}

static SamRecord *
forum_record (GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    if (sam_record_is (g_ptr_array_index (records, i), SAM_KIND_FORUM))
      return g_ptr_array_index (records, i);
  return NULL;
}

static gboolean
session_import (SamSession *self, GPtrArray *records, GError **error)
{
  SamCacheBatch *batch = sam_cache_batch_new ();

  batch->replace_all = TRUE;
  batch->records = g_ptr_array_ref (records);
  batch->settings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_insert (batch->settings, g_strdup (SAM_SETTING_SEQ), g_strdup ("0"));
  sam_cache_write (self->cache, batch);
  return sam_cache_flush (self->cache, error);
}

/* The records go in, or the profile turns out to hold the same forum already. */
static gboolean
session_fill (SamSession *self, GPtrArray *records, GError **error)
{
  SamRecord *root = forum_record (records);
  SamRecord *here = sam_forum_root (self->forum);

  if (root == NULL)
    {
      g_set_error (error, SAM_ERROR, SAM_ERROR_INVALID,
                   _ ("There is no forum among the records. Choose another file."));
      return FALSE;
    }
  if (here != NULL && g_strcmp0 (sam_record_id (here), sam_record_id (root)) != 0)
    {
      g_set_error (error, SAM_ERROR, SAM_ERROR_REFUSED,
                   _ ("The profile “%s” holds another forum, “%s”. Choose another profile folder "
                      "for this one."),
                   self->folder, sam_record_title (here));
      return FALSE;
    }
  if (here != NULL)
    return TRUE;
  if (!session_import (self, records, error))
    return FALSE;
  return session_load (self, error);
}

SamSession *
sam_session_create (const char *folder, GPtrArray *records, const SamSeams *seams, GError **error)
{
  g_autoptr (GPtrArray) taken = records;
  g_autoptr (SamSession) self = session_begin (folder, seams, TRUE, error);

  if (self == NULL || !session_load (self, error) || !session_fill (self, taken, error))
    return NULL;
  return g_steal_pointer (&self);
}

gboolean
sam_session_close (SamSession *session, GError **error)
{
  if (session->cache != NULL && !sam_cache_close (session->cache, error))
    return FALSE;
  if (session->lock != NULL)
    sam_session_settings_flush (session);
  g_clear_object (&session->cache);
  g_clear_pointer (&session->lock, sam_file_unlock);
  return TRUE;
}

SamForum *
sam_session_forum (SamSession *session)
{
  return session->forum;
}

SamSource *
sam_session_source (SamSession *session)
{
  return sam_forum_source (session->forum);
}

const SamAuthor *
sam_session_author (SamSession *session)
{
  return session->author;
}

const char *
sam_session_folder (SamSession *session)
{
  return session->folder;
}

SamClock *
sam_session_clock (SamSession *session)
{
  return session->clock;
}

SamRandom *
sam_session_random (SamSession *session)
{
  return session->random;
}

SamDay
sam_session_today (SamSession *session)
{
  if (session->today != SAM_DAY_NONE)
    return session->today;
  return sam_today (sam_clock_now (session->clock), sam_forum_zone (session->forum));
}

void
sam_session_set_today (SamSession *session, SamDay today)
{
  session->today = today;
}

const char *
sam_session_forum_id (SamSession *session)
{
  SamRecord *root = sam_forum_root (session->forum);

  return root != NULL ? sam_record_id (root) : NULL;
}

typedef struct
{
  const char *names[3];
  SamRecord *found;
} Search;

static gboolean
has_account (SamRecord *person, gpointer data)
{
  Search *search = data;
  const char *account = sam_record_text (person, SAM_PERSON_ACCOUNT);

  for (guint i = 0; account != NULL && i < G_N_ELEMENTS (search->names); i++)
    if (g_strcmp0 (account, search->names[i]) == 0)
      search->found = person;
  return search->found == NULL;
}

const char *
sam_session_me (SamSession *session)
{
  SamSource *source = sam_session_source (session);
  g_autofree char *chosen = g_key_file_get_string (session->settings, "profile", "me", NULL);
  SamRecord *person = sam_source_get_live (source, chosen);
  Search search = { .names = { session->author != NULL ? session->author->account : NULL,
                               g_get_user_name (), g_get_real_name () } };

  if (sam_record_is (person, SAM_KIND_PERSON))
    return sam_record_id (person);
  source->each (source, SAM_KIND_PERSON, has_account, &search);
  return search.found != NULL ? sam_record_id (search.found) : NULL;
}

const char *
sam_state_name (SamState state)
{
  static const char *const names[] = {
    [SAM_STATE_LOCAL] = "local",     [SAM_STATE_SYNCED] = "synced",
    [SAM_STATE_PENDING] = "pending", [SAM_STATE_OFFLINE] = "offline",
    [SAM_STATE_TROUBLE] = "trouble",
  };

  return names[state];
}

static guint
open_conflicts (SamForum *forum)
{
  GListModel *list = sam_forum_list (forum, SAM_KIND_CONFLICT);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (SamRecord) conflict = g_list_model_get_item (list, i);

      if (sam_record_is_choice (conflict, SAM_CONFLICT_STATE, "open"))
        n++;
    }
  return n;
}

void
sam_session_status (SamSession *session, SamStatus *status)
{
  const char *trouble = session->cache != NULL ? sam_cache_trouble (session->cache) : NULL;

  g_free (session->reason);
  session->reason = g_strdup (trouble);
  *status = (SamStatus){
    .state = trouble != NULL ? SAM_STATE_TROUBLE : SAM_STATE_LOCAL,
    .reason = session->reason,
    .unsaved = session->cache != NULL ? sam_cache_waiting (session->cache) : 0,
    .seq = session->seq,
    .conflicts = open_conflicts (session->forum),
  };
}

void
sam_session_retry (SamSession *session)
{
  if (session->cache != NULL)
    sam_cache_retry (session->cache);
}

gboolean
sam_session_flush (SamSession *session, GError **error)
{
  g_return_val_if_fail (session->cache != NULL, FALSE);
  return sam_cache_flush (session->cache, error);
}

GPtrArray *
sam_session_history (SamSession *session, const char *record, gint64 before_seq, guint limit,
                     GError **error)
{
  g_return_val_if_fail (session->cache != NULL, NULL);
  return sam_cache_history (session->cache, record, before_seq, limit, error);
}
