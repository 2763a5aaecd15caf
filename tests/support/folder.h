/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* A folder of one test's own in the temporary folder; owned. */
char *test_folder_new (void);
/* Removes the folder with all that is in it, and frees the name. */
void test_folder_free (char *folder);

/* The bytes of a file as they are. */
GBytes *test_file_bytes (const char *path);
void test_file_assert_bytes (const char *path, GBytes *expected);
