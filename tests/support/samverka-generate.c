/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/storage.h"
#include "exchange/forum-file.h"
#include "support/generate.h"

/* samverka-generate [--seed N] [--initiatives N] FILE.json
 * Writes a forum of any size that follows from the seed. Not installed. */

#define MOST_INITIATIVES 1000000

static int
usage (const char *mistake)
{
  g_printerr ("%s\nUsage: samverka-generate [--seed N] [--initiatives N] FILE.json\n", mistake);
  return 2;
}

static int
generate (guint64 seed, guint initiatives, const char *path)
{
  g_autoptr (GPtrArray) records = sam_generate_forum (seed, initiatives);
  g_autoptr (GBytes) bytes = sam_forum_file_write (records);
  g_autoptr (GError) error = NULL;

  if (sam_file_replace (path, bytes, &error))
    return 0;
  g_printerr ("%s\n", error->message);
  return 1;
}

int
main (int argc, char *argv[])
{
  guint64 seed = 1, initiatives = 40;
  const char *path = NULL;

  for (int i = 1; i < argc; i++)
    {
      gboolean is_seed = strcmp (argv[i], "--seed") == 0;

      if (is_seed || strcmp (argv[i], "--initiatives") == 0)
        {
          if (i + 1 == argc
              || !g_ascii_string_to_unsigned (argv[i + 1], 10, 0,
                                              is_seed ? G_MAXUINT64 : MOST_INITIATIVES,
                                              is_seed ? &seed : &initiatives, NULL))
            return usage ("A number is missing or too large.");
          i++;
        }
      else if (argv[i][0] == '-' || path != NULL)
        return usage ("There is one thing too many.");
      else
        path = argv[i];
    }
  return path != NULL ? generate (seed, (guint)initiatives, path) : usage ("Name a file.");
}
