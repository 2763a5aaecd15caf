/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/desk.h"

#include "base/i18n.h"
#include "desk/fields/new-record.h"
#include "model/display.h"
#include "model/position.h"
#include "model/query.h"

struct _SamDesk
{
  GObject parent_instance;

  SamSession *session;            /* owned */
  SamBudgetCache *budget;         /* owned; made when first asked for */
  SamClashCache *clashes;         /* likewise */
  GHashTable *shown;              /* administration ids chosen in the filter */
  char *search;                   /* never NULL */
  SamQuery *queries[SAM_N_KINDS]; /* the search parsed for each kind, when first needed */
  gboolean parsed[SAM_N_KINDS];
  char *search_error;
};

G_DEFINE_FINAL_TYPE (SamDesk, sam_desk, G_TYPE_OBJECT)

enum
{
  OPEN_RECORD,
  GO_TO,
  MESSAGE,
  FILTER_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
forget_queries (SamDesk *self)
{
  for (guint i = 0; i < SAM_N_KINDS; i++)
    g_clear_pointer (&self->queries[i], sam_query_free);
  memset (self->parsed, 0, sizeof self->parsed);
  g_clear_pointer (&self->search_error, g_free);
}

static void
sam_desk_finalize (GObject *object)
{
  SamDesk *self = SAM_DESK (object);

  forget_queries (self);
  g_clear_pointer (&self->budget, sam_budget_cache_free);
  g_clear_pointer (&self->clashes, sam_clash_cache_free);
  g_clear_object (&self->session);
  g_hash_table_unref (self->shown);
  g_free (self->search);

  G_OBJECT_CLASS (sam_desk_parent_class)->finalize (object);
}

static void
sam_desk_class_init (SamDeskClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sam_desk_finalize;

  signals[OPEN_RECORD] = g_signal_new ("open-record", SAM_TYPE_DESK, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_UINT);
  signals[GO_TO] = g_signal_new ("go-to", SAM_TYPE_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[MESSAGE] = g_signal_new ("message", SAM_TYPE_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[FILTER_CHANGED] = g_signal_new ("filter-changed", SAM_TYPE_DESK, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sam_desk_init (SamDesk *self)
{
  self->shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->search = g_strdup ("");
}

SamDesk *
sam_desk_new (SamSession *session)
{
  SamDesk *self = g_object_new (SAM_TYPE_DESK, NULL);

  self->session = g_object_ref (session);
  return self;
}

SamSession *
sam_desk_session (SamDesk *desk)
{
  return desk->session;
}

SamForum *
sam_desk_forum (SamDesk *desk)
{
  return sam_session_forum (desk->session);
}

SamSource *
sam_desk_source (SamDesk *desk)
{
  return sam_session_source (desk->session);
}

SamBudgetCache *
sam_desk_budget (SamDesk *desk)
{
  if (!desk->budget)
    desk->budget = sam_budget_cache_new (sam_desk_forum (desk));

  return desk->budget;
}

SamClashCache *
sam_desk_clashes (SamDesk *desk)
{
  if (!desk->clashes)
    desk->clashes = sam_clash_cache_new (sam_desk_forum (desk));

  return desk->clashes;
}

SamDay
sam_desk_today (SamDesk *desk)
{
  return sam_session_today (desk->session);
}

const char *
sam_desk_me (SamDesk *desk)
{
  return sam_session_me (desk->session);
}

SamEditBuilder *
sam_desk_edit (SamDesk *desk, const char *title)
{
  return sam_session_edit (desk->session, title);
}

gboolean
sam_desk_commit (SamDesk *desk, SamEditBuilder *builder)
{
  g_autoptr (SamEditBuilder) owned = builder;
  g_autoptr (GError) error = NULL;

  if (sam_session_commit_builder (desk->session, owned, &error))
    return TRUE;

  sam_desk_message (desk, error->message);
  return FALSE;
}

void
sam_desk_open (SamDesk *desk, const char *id, SamOpenFlags flags)
{
  g_signal_emit (desk, signals[OPEN_RECORD], 0, id, (guint)flags);
}

void
sam_desk_go_to (SamDesk *desk, const char *page, const char *id_or_null)
{
  g_signal_emit (desk, signals[GO_TO], 0, page, id_or_null);
}

void
sam_desk_message (SamDesk *desk, const char *sentence)
{
  g_signal_emit (desk, signals[MESSAGE], 0, sentence);
}

/* The first administration of the filter, else that of the person, else the first there is. */
static SamRecord *
obvious_administration (SamDesk *self)
{
  g_autoptr (GPtrArray) all = sam_forum_ordered (sam_desk_forum (self), SAM_KIND_ADMINISTRATION);
  SamRecord *me = sam_forum_get (sam_desk_forum (self), sam_desk_me (self));
  SamRecord *mine
      = me ? sam_source_follow (sam_desk_source (self), me, SAM_PERSON_ADMINISTRATION) : NULL;

  for (guint i = 0; i < all->len; i++)
    if (g_hash_table_contains (self->shown, sam_record_id (g_ptr_array_index (all, i))))
      return g_ptr_array_index (all, i);

  return mine ? mine : (all->len ? g_ptr_array_index (all, 0) : NULL);
}

/* A position after the last record of the kind. */
static char *
position_last (SamDesk *self, SamKindId kind, SamFieldId field)
{
  g_autoptr (GPtrArray) all = sam_source_list (sam_desk_source (self), kind);
  const char *last = NULL;

  for (guint i = 0; i < all->len; i++)
    {
      const char *position = sam_record_text (g_ptr_array_index (all, i), field);

      if (position && (!last || strcmp (position, last) > 0))
        last = position;
    }

  return sam_position_between (last, NULL);
}

static void
fill_obvious (SamDesk *self, SamEditBuilder *builder, SamKindId kind, const char *id)
{
  const SamKind *of = sam_kind (kind);
  SamRecord *administration = obvious_administration (self);

  for (guint i = 0; i < of->n_fields; i++)
    {
      const SamField *field = sam_field (of->first + (int)i);

      if (field->type == SAM_TYPE_POSITION)
        {
          g_autofree char *position = position_last (self, kind, field->id);

          sam_edit_builder_set_text (builder, id, field->id, position);
        }
    }

  if (kind == SAM_KIND_INITIATIVE)
    {
      g_autoptr (GPtrArray) stages = sam_forum_ordered (sam_desk_forum (self), SAM_KIND_STAGE);

      if (stages->len)
        sam_edit_builder_set_text (builder, id, SAM_INITIATIVE_STAGE,
                                   sam_record_id (g_ptr_array_index (stages, 0)));
      if (administration)
        sam_edit_builder_set_text (builder, id, SAM_INITIATIVE_ADMINISTRATION,
                                   sam_record_id (administration));
    }
  if (kind == SAM_KIND_PERSON && administration)
    sam_edit_builder_set_text (builder, id, SAM_PERSON_ADMINISTRATION,
                               sam_record_id (administration));
}

gboolean
sam_desk_create (SamDesk *desk, SamKindId kind, SamPrepare prepare, gpointer data)
{
  g_autofree char *act = g_strdup_printf (_ ("Add: %s"), sam_kind_label (kind));
  g_autofree char *title = g_strdup_printf (_ ("New: %s"), sam_kind_label (kind));
  g_autofree char *missing = sam_new_record_missing (desk, kind);
  SamEditBuilder *builder;
  g_autofree char *id = NULL;

  /* In an empty forum there is no field yet in which to put that right. */
  if (missing)
    {
      sam_desk_message (desk, missing);
      return FALSE;
    }
  builder = sam_desk_edit (desk, act);
  id = g_strdup (sam_edit_builder_create (builder, kind));
  sam_edit_builder_set_text (builder, id, sam_kind_title (sam_kind (kind)), title);
  fill_obvious (desk, builder, kind, id);
  if (prepare)
    prepare (builder, id, data);
  if (!sam_desk_commit (desk, builder))
    return FALSE;

  sam_desk_open (desk, id, SAM_OPEN_NEW);
  return TRUE;
}

gboolean
sam_desk_delete (SamDesk *desk, SamRecord *record)
{
  g_autoptr (GPtrArray) parts = sam_source_parts (sam_desk_source (desk), record);
  g_autofree char *name = sam_display_title (sam_desk_source (desk), record);
  g_autofree char *act = g_strdup_printf (_ ("Delete “%s”"), name);
  SamEditBuilder *builder = sam_desk_edit (desk, act);
  g_autofree char *told = NULL;

  sam_edit_builder_delete (builder, sam_record_id (record));
  if (!sam_desk_commit (desk, builder))
    return FALSE;

  if (parts->len)
    told = g_strdup_printf (ngettext ("“%s” was deleted, with %u part. Undo brings both back.",
                                      "“%s” was deleted, with %u parts. Undo brings all back.",
                                      parts->len),
                            name, parts->len);
  else
    told = g_strdup_printf (_ ("“%s” was deleted. Undo brings it back."), name);
  sam_desk_message (desk, told);
  return TRUE;
}

gboolean
sam_desk_administration_shown (SamDesk *desk, const char *administration_id)
{
  return g_hash_table_size (desk->shown) == 0
         || g_hash_table_contains (desk->shown, administration_id);
}

static void
filter_changed (SamDesk *self)
{
  g_signal_emit (self, signals[FILTER_CHANGED], 0);
}

void
sam_desk_set_administration_shown (SamDesk *desk, const char *administration_id, gboolean shown)
{
  gboolean changed = shown ? g_hash_table_add (desk->shown, g_strdup (administration_id))
                           : g_hash_table_remove (desk->shown, administration_id);

  if (changed)
    filter_changed (desk);
}

gboolean
sam_desk_filters_administrations (SamDesk *desk)
{
  return g_hash_table_size (desk->shown) > 0;
}

void
sam_desk_clear_filter (SamDesk *desk)
{
  if (g_hash_table_size (desk->shown) == 0 && !*desk->search)
    return;

  g_hash_table_remove_all (desk->shown);
  g_free (desk->search);
  desk->search = g_strdup ("");
  forget_queries (desk);
  filter_changed (desk);
}

const char *
sam_desk_search (SamDesk *desk)
{
  return desk->search;
}

void
sam_desk_set_search (SamDesk *desk, const char *text)
{
  if (strcmp (desk->search, text) == 0)
    return;

  g_free (desk->search);
  desk->search = g_strdup (text);
  forget_queries (desk);
  filter_changed (desk);
}

static SamQuery *
query_for (SamDesk *self, SamKindId kind)
{
  g_autoptr (GError) error = NULL;

  if (self->parsed[kind])
    return self->queries[kind];

  self->parsed[kind] = TRUE;
  self->queries[kind] = sam_query_parse (self->search, kind, sam_desk_source (self),
                                         sam_desk_today (self), sam_desk_me (self), &error);
  if (error && !self->search_error)
    self->search_error = g_strdup (error->message);
  return self->queries[kind];
}

const char *
sam_desk_search_error (SamDesk *desk)
{
  /* An initiative has most fields; what is wrong for it is wrong for the person. */
  if (*desk->search)
    query_for (desk, SAM_KIND_INITIATIVE);

  return desk->search_error;
}

static gboolean
any_shown (SamDesk *self, GPtrArray *ids)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_hash_table_contains (self->shown, g_ptr_array_index (ids, i)))
      return TRUE;

  return FALSE;
}

/* Venues, themes and people are everybody's: which administrations are shown says nothing of them.
 */
static gboolean
has_administrations (SamKindId kind)
{
  const SamKind *of = sam_kind (kind);

  for (guint i = 0; i < of->n_fields; i++)
    if (sam_field (of->first + (int)i)->path != SAM_PATH_NONE)
      return TRUE;

  return FALSE;
}

static gboolean
passes_administrations (SamDesk *self, SamRecord *record)
{
  g_autoptr (GPtrArray) lead = NULL;
  g_autoptr (GPtrArray) participating = NULL;

  if (g_hash_table_size (self->shown) == 0)
    return TRUE;
  if (sam_record_is (record, SAM_KIND_ADMINISTRATION))
    return g_hash_table_contains (self->shown, sam_record_id (record));
  if (!has_administrations (sam_record_kind (record)))
    return TRUE;

  sam_rights_administrations (sam_desk_source (self), record, &lead, &participating);
  return any_shown (self, lead) || any_shown (self, participating);
}

gboolean
sam_desk_passes (SamDesk *desk, SamRecord *record)
{
  SamQuery *query;

  if (!passes_administrations (desk, record))
    return FALSE;
  if (!*desk->search)
    return TRUE;

  query = query_for (desk, sam_record_kind (record));
  return query && sam_query_matches (query, record);
}

const char *
sam_desk_colour_class (SamDesk *desk, SamRecord *administration_or_null)
{
  static const char *const classes[] = {
    "administration-purple", "administration-blue",  "administration-green",
    "administration-orange", "administration-slate", "administration-teal",
    "administration-olive",  "administration-red",   "administration-pink",
    "administration-brown",  "administration-navy",  "administration-forest",
    "administration-plum",
  };
  const char *colour = administration_or_null
                           ? sam_record_text (administration_or_null, SAM_ADMINISTRATION_COLOUR)
                           : NULL;

  for (guint i = 0; colour && i < G_N_ELEMENTS (classes); i++)
    if (strcmp (classes[i] + strlen ("administration-"), colour) == 0)
      return classes[i];

  return "administration-slate";
}
