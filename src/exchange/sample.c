/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/forum-file.h"

#include "data/samverka-data.h"

#define SAMPLE_PATH "/se/samverka/Samverka/sample/oppna-malmo-2025.json"

GPtrArray *
sam_forum_file_sample (GError **error)
{
  /* Asked by name, so that a program that links this statically has the resource for certain. */
  g_autoptr (GBytes) bytes = g_resource_lookup_data (samverka_data_get_resource (), SAMPLE_PATH,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  return bytes != NULL ? sam_forum_file_read (bytes, NULL, error) : NULL;
}
