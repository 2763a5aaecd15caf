/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/images.h"

#include "base/fold.h"

typedef struct
{
  SamForum *forum;
  char *epoch;
  gint64 seq;
} Image;

struct _SamImages
{
  GHashTable *by_id; /* forum id → Image, owned */
};

static void
free_image (gpointer data)
{
  Image *image = data;

  g_object_unref (image->forum);
  g_free (image->epoch);
  g_free (image);
}

SamImages *
sam_images_new (void)
{
  SamImages *images = g_new0 (SamImages, 1);

  images->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_image);
  return images;
}

void
sam_images_free (SamImages *images)
{
  if (images == NULL)
    return;
  g_hash_table_unref (images->by_id);
  g_free (images);
}

SamForum *
sam_images_get (SamImages *images, SamLedger *ledger, const SamLedgerForum *row, GError **error)
{
  Image *image = g_hash_table_lookup (images->by_id, row->id);
  GPtrArray *records;

  if (image != NULL && image->seq == row->seq && g_strcmp0 (image->epoch, row->epoch) == 0)
    return image->forum;
  records = sam_ledger_load (ledger, row, error);
  if (records == NULL)
    return NULL;
  image = g_new0 (Image, 1);
  image->forum = sam_forum_new ();
  image->epoch = g_strdup (row->epoch);
  image->seq = row->seq;
  sam_forum_load (image->forum, records);
  g_hash_table_insert (images->by_id, g_strdup (row->id), image);
  return image->forum;
}

void
sam_images_put (SamImages *images, const SamLedgerForum *row, GPtrArray *records)
{
  Image *image = g_hash_table_lookup (images->by_id, row->id);

  g_return_if_fail (image != NULL && image->seq == row->seq - 1);
  sam_forum_put (image->forum, records);
  image->seq = row->seq;
}

void
sam_images_clear (SamImages *images)
{
  g_hash_table_remove_all (images->by_id);
}

gboolean
sam_grant_names (const SamGrant *grant, SamRecord *administration)
{
  const char *code = sam_record_text (administration, SAM_ADMINISTRATION_CODE);
  g_autofree char *folded = sam_fold (code != NULL ? code : "");

  for (char **own = grant->codes; *own != NULL; own++)
    {
      g_autofree char *wanted = sam_fold (*own);

      if ((*folded != '\0' && g_strcmp0 (wanted, folded) == 0)
          || g_strcmp0 (*own, sam_record_id (administration)) == 0)
        return TRUE;
    }
  return FALSE;
}

typedef struct
{
  const SamUser *user;
  const SamGrant *grant;
  GPtrArray *administrations; /* ids, borrowed */
  const char *person;
} AuthorSearch;

static gboolean
visit_administration (SamRecord *record, gpointer data)
{
  AuthorSearch *search = data;

  if (sam_grant_names (search->grant, record))
    g_ptr_array_add (search->administrations, (gpointer)sam_record_id (record));
  return TRUE;
}

static gboolean
visit_person (SamRecord *record, gpointer data)
{
  AuthorSearch *search = data;
  const char *account = sam_record_text (record, SAM_PERSON_ACCOUNT);

  if (account == NULL || g_ascii_strcasecmp (account, search->user->name) != 0)
    return TRUE;
  search->person = sam_record_id (record);
  return FALSE;
}

SamAuthor *
sam_author_for (SamSource *source, const SamUser *user, const SamGrant *grant)
{
  g_autoptr (GPtrArray) administrations = g_ptr_array_new ();
  AuthorSearch search = { user, grant, administrations, NULL };

  if (grant->codes[0] != NULL)
    source->each (source, SAM_KIND_ADMINISTRATION, visit_administration, &search);
  source->each (source, SAM_KIND_PERSON, visit_person, &search);
  g_ptr_array_add (administrations, NULL);
  return sam_author_new (user->name, search.person, grant->role,
                         (const char *const *)administrations->pdata);
}
