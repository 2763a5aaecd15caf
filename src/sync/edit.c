/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/edit.h"

#include "base/id.h"
#include "sync/wire.h"

static void
clear_change (gpointer data)
{
  SamChange *change = data;

  g_free (change->record);
  sam_value_clear (&change->from);
  sam_value_clear (&change->value);
}

SamEdit *
sam_edit_new (const char *id, const char *title, const char *at)
{
  SamEdit *edit = g_atomic_rc_box_new0 (SamEdit);

  edit->id = g_strdup (id);
  edit->title = g_strdup (title);
  edit->at = g_strdup (at);
  edit->changes = g_array_new (FALSE, FALSE, sizeof (SamChange));
  g_array_set_clear_func (edit->changes, clear_change);
  return edit;
}

void
sam_edit_add (SamEdit *edit, SamKindId kind, const char *record, SamFieldId field, SamValue from,
              SamValue value)
{
  SamChange change = { kind, g_strdup (record), field, from, value };

  g_array_append_val (edit->changes, change);
}

void
sam_edit_set_group (SamEdit *edit, const char *group)
{
  g_free (edit->group);
  edit->group = g_strdup (group);
}

void
sam_edit_set_seen (SamEdit *edit, const char *epoch, gint64 seq)
{
  g_free (edit->seen_epoch);
  edit->seen_epoch = g_strdup (epoch);
  edit->seen_seq = seq;
}

SamEdit *
sam_edit_ref (SamEdit *edit)
{
  return g_atomic_rc_box_acquire (edit);
}

static void
clear_edit (gpointer data)
{
  SamEdit *edit = data;

  g_free (edit->id);
  g_free (edit->title);
  g_free (edit->group);
  g_free (edit->at);
  g_free (edit->seen_epoch);
  g_array_unref (edit->changes);
}

void
sam_edit_unref (SamEdit *edit)
{
  g_atomic_rc_box_release_full (edit, clear_edit);
}

/* The changes of one record, and what they take on the wire. */
typedef struct
{
  GArray *changes; /* guint, indexes into the edit */
  gsize bytes;
} Share;

static void
free_share (gpointer data)
{
  Share *share = data;

  g_array_unref (share->changes);
  g_free (share);
}

/* Shares by record in the order in which records first appear. */
static GPtrArray *
shares_of (SamEdit *edit, gsize *bytes)
{
  GPtrArray *shares = g_ptr_array_new_with_free_func (free_share);
  g_autoptr (GHashTable) by_record = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GString) text = g_string_new (NULL);

  *bytes = 0;
  for (guint i = 0; i < edit->changes->len; i++)
    {
      const SamChange *change = sam_edit_change (edit, i);
      Share *share = g_hash_table_lookup (by_record, change->record);

      if (share == NULL)
        {
          share = g_new0 (Share, 1);
          share->changes = g_array_new (FALSE, FALSE, sizeof (guint));
          g_ptr_array_add (shares, share);
          g_hash_table_insert (by_record, change->record, share);
        }
      g_string_truncate (text, 0);
      sam_wire_append_change (text, change);
      g_array_append_val (share->changes, i);
      share->bytes += text->len + 1;
      *bytes += text->len + 1;
    }
  return shares;
}

/* What an edit takes besides its changes: ids, stamps, and a title of at most some hundred bytes,
 * every one of which may be escaped. */
#define ENVELOPE 8192

GPtrArray *
sam_edit_split (SamEdit *edit, SamClock *clock, SamRandom *random)
{
  GPtrArray *edits = g_ptr_array_new_with_free_func ((GDestroyNotify)sam_edit_unref);
  g_autoptr (GPtrArray) shares = NULL;
  SamEdit *last = NULL;
  gsize bytes;

  shares = shares_of (edit, &bytes);
  if (edit->changes->len <= SAM_EDIT_MAX_CHANGES && bytes + ENVELOPE <= SAM_EDIT_MAX_BYTES)
    {
      g_ptr_array_add (edits, sam_edit_ref (edit));
      return edits;
    }
  bytes = 0;
  for (guint i = 0; i < shares->len; i++)
    {
      const Share *share = g_ptr_array_index (shares, i);

      if (last == NULL || last->changes->len + share->changes->len > SAM_EDIT_MAX_CHANGES
          || bytes + share->bytes + ENVELOPE > SAM_EDIT_MAX_BYTES)
        {
          g_autofree char *id = last == NULL ? g_strdup (edit->id) : sam_id_new (clock, random);

          last = sam_edit_new (id, edit->title, edit->at);
          sam_edit_set_group (last, edit->group != NULL ? edit->group : edit->id);
          sam_edit_set_seen (last, edit->seen_epoch, edit->seen_seq);
          g_ptr_array_add (edits, last);
          bytes = 0;
        }
      for (guint j = 0; j < share->changes->len; j++)
        {
          const SamChange *change
              = sam_edit_change (edit, g_array_index (share->changes, guint, j));

          sam_edit_add (last, change->kind, change->record, change->field,
                        sam_value_copy (&change->from), sam_value_copy (&change->value));
        }
      bytes += share->bytes;
    }
  return edits;
}
