/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/id.h"
#include "sync/referee.h"
#include "sync/wire.h"
#include "tests/model/world.h"

/* A forum with a referee, driven by short texts. An edit is a list of changes separated by ";":
 *   +venue hall             a new record with a nickname
 *   -hall, *hall            deleted, restored
 *   hall.title=Old>New      a field, from what the author saw to what the author wants
 * Values are written as in world.h; nothing is null. What should hold after is a list too:
 *   hall.title=New          (hall.deleted=yes)
 *   conflicts=hall.title:"New":ben,…   the open ones, in order of record and field */
typedef struct
{
  SamForum *forum;
  SamFakeClock *clock;
  SamRandom *random;
  GHashTable *nicks; /* id → nick, both interned */
  gint64 seq;
} Court;

static inline const char *
court_id (Court *court, const char *nick)
{
  const char *id = world_id (nick);

  g_hash_table_insert (court->nicks, (gpointer)id, (gpointer)g_intern_string (nick));
  return id;
}

static inline Court *
court_new (void)
{
  Court *court = g_new0 (Court, 1);

  court->forum = sam_forum_new ();
  court->clock = sam_fake_clock_new (G_GINT64_CONSTANT (1761744131000000));
  court->random = sam_random_seeded (1);
  court->nicks = g_hash_table_new (g_str_hash, g_str_equal);
  return court;
}

static inline void
court_free (Court *court)
{
  g_object_unref (court->forum);
  g_free (court->clock);
  g_free (court->random);
  g_hash_table_unref (court->nicks);
  g_free (court);
}

static inline SamSource *
court_source (Court *court)
{
  return sam_forum_source (court->forum);
}

/* What one change of the text says, added to the edit. */
static inline void
court_add_change (Court *court, SamEdit *edit, GHashTable *created, char *text)
{
  g_strstrip (text);
  if (*text == '+')
    {
      char *space = strchr (text, ' ');
      const char *id = court_id (court, space + 1);
      const SamKind *kind;

      *space = '\0';
      kind = sam_kind_find (text + 1);
      g_assert_nonnull (kind);
      g_hash_table_insert (created, (gpointer)id, (gpointer)kind);
      sam_edit_add (edit, kind->id, id, SAM_FIELD_DELETED, SAM_NULL, sam_value_integer (0));
    }
  else if (*text == '-' || *text == '*')
    {
      const char *id = court_id (court, text + 1);
      SamRecord *record = sam_forum_get (court->forum, id);

      sam_edit_add (edit, record != NULL ? sam_record_kind (record) : SAM_KIND_VENUE, id,
                    SAM_FIELD_DELETED, sam_value_integer (*text == '-' ? 0 : 1),
                    sam_value_integer (*text == '-' ? 1 : 0));
    }
  else
    {
      char *dot = strchr (text, '.');
      char *equals = strchr (dot, '=');
      char *arrow = strchr (equals, '>');
      const SamKind *kind;
      const SamField *field;
      SamRecord *record;
      const char *id;

      *dot = *equals = *arrow = '\0';
      id = court_id (court, text);
      record = sam_forum_get (court->forum, id);
      kind = record != NULL ? sam_kind (sam_record_kind (record))
                            : g_hash_table_lookup (created, id);
      if (kind == NULL)
        kind = sam_kind (SAM_KIND_VENUE);
      field = sam_field_find (kind->id, dot + 1);
      if (field == NULL)
        g_error ("no field %s.%s", kind->name, dot + 1);
      sam_edit_add (edit, kind->id, id, field->id,
                    world_value (field, equals[1] != '\0' ? equals + 1 : NULL),
                    world_value (field, arrow[1] != '\0' ? arrow + 1 : NULL));
    }
}

/* seen: the number that the author has seen; -1 for the newest. */
static inline SamEdit *
court_edit (Court *court, gint64 seen, const char *text)
{
  g_auto (GStrv) changes = g_strsplit (text, ";", -1);
  g_autoptr (GHashTable) created = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *id = sam_id_new (&court->clock->clock, court->random);
  g_autofree char *at = sam_clock_stamp (&court->clock->clock);
  SamEdit *edit = sam_edit_new (id, text, at);

  sam_edit_set_seen (edit, NULL, seen < 0 ? court->seq : seen);
  for (guint i = 0; changes[i] != NULL; i++)
    if (*g_strstrip (changes[i]) != '\0')
      court_add_change (court, edit, created, changes[i]);
  return edit;
}

/* Judges, and applies what was accepted. */
static inline SamVerdict *
court_judge (Court *court, const SamAuthor *author, SamEdit *edit)
{
  g_autofree char *at = NULL;
  SamVerdict *verdict;

  sam_fake_clock_advance (court->clock, G_USEC_PER_SEC);
  at = sam_clock_stamp (&court->clock->clock);
  verdict = sam_referee_judge (court_source (court), edit, author, court->seq + 1, at,
                               &court->clock->clock, court->random);
  if (verdict->accepted)
    {
      court->seq++;
      sam_forum_put (court->forum, verdict->records);
    }
  else
    {
      g_assert_nonnull (verdict->reason);
      g_assert_cmpuint (verdict->records->len, ==, 0);
      g_assert_cmpuint (verdict->history->len, ==, 0);
    }
  return verdict;
}

static inline int
court_compare (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* A value with nicknames for ids. */
static inline char *
court_show_value (Court *court, const SamField *field, const SamValue *value)
{
  if (sam_value_is_null (value))
    return g_strdup ("");
  if (value->type == SAM_VALUE_INTEGER)
    return g_strdup_printf ("%" G_GINT64_FORMAT, value->integer);
  if (field->type == SAM_TYPE_REFERENCE || field->type == SAM_TYPE_REFERENCE_SET)
    {
      g_auto (GStrv) ids = sam_set_to_strv (value);
      g_autoptr (GPtrArray) names = g_ptr_array_new ();

      for (guint i = 0; ids[i] != NULL; i++)
        {
          const char *nick = g_hash_table_lookup (court->nicks, ids[i]);

          g_ptr_array_add (names, (gpointer)(nick != NULL ? nick : ids[i]));
        }
      g_ptr_array_sort (names, court_compare);
      g_ptr_array_add (names, NULL);
      return g_strjoinv (",", (char **)names->pdata);
    }
  return g_strdup (value->text);
}

static inline char *
court_show (Court *court, const char *nick, const char *name)
{
  SamRecord *record = sam_forum_get (court->forum, court_id (court, nick));
  const SamField *field;

  if (record == NULL)
    return g_strdup ("(none)");
  if (strcmp (name, "deleted") == 0)
    return g_strdup (sam_record_deleted (record) ? "yes" : "no");
  field = sam_field_find (sam_record_kind (record), name);
  if (field == NULL)
    g_error ("no field %s.%s", nick, name);
  return court_show_value (court, field, sam_record_value (record, field->id));
}

static inline char *
court_conflicts (Court *court)
{
  g_autoptr (GPtrArray) all = sam_source_list (court_source (court), SAM_KIND_CONFLICT);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < all->len; i++)
    {
      SamRecord *conflict = g_ptr_array_index (all, i);

      if (!sam_record_is_choice (conflict, SAM_CONFLICT_STATE, "open"))
        continue;
      g_ptr_array_add (lines, g_strdup_printf ("%s.%s:%s:%s",
                                               (char *)g_hash_table_lookup (
                                                   court->nicks,
                                                   sam_record_text (conflict, SAM_CONFLICT_RECORD)),
                                               sam_record_text (conflict, SAM_CONFLICT_FIELD),
                                               sam_record_text (conflict, SAM_CONFLICT_KEPT),
                                               sam_record_text (conflict, SAM_CONFLICT_KEPT_BY)));
    }
  g_ptr_array_sort (lines, court_compare);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv (",", (char **)lines->pdata);
}

/* Fails, naming the place, if something of the text does not hold. */
static inline void
court_expect (Court *court, const char *where, const char *text)
{
  g_auto (GStrv) wanted = g_strsplit (text, ";", -1);

  for (guint i = 0; wanted[i] != NULL; i++)
    {
      char *name = g_strstrip (wanted[i]);
      char *equals = strchr (name, '=');
      char *dot;
      g_autofree char *is = NULL;

      if (*name == '\0')
        continue;
      *equals = '\0';
      dot = strchr (name, '.');
      if (dot == NULL)
        is = court_conflicts (court);
      else
        {
          g_autofree char *nick = g_strndup (name, (gsize)(dot - name));

          is = court_show (court, nick, dot + 1);
        }
      if (strcmp (is, equals + 1) != 0)
        g_error ("%s: %s is “%s”, not “%s”", where, name, is, equals + 1);
    }
}
