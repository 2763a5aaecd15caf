/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "engine/session.h"

/* The one window: the start page, or the workspace of an open forum. */
#define SAM_TYPE_WINDOW (sam_window_get_type ())
G_DECLARE_FINAL_TYPE (SamWindow, sam_window, SAM, WINDOW, AdwApplicationWindow)

/* profile: the folder asked for on the command line, or NULL. */
SamWindow *sam_window_new (GtkApplication *application, const char *profile, SamDay today);
void sam_window_show_session (SamWindow *window, SamSession *session);
/* The start page, with a sentence about what went wrong, or NULL. */
void sam_window_show_start (SamWindow *window, const char *trouble);
/* Opens a forum file (NULL: the sample) into a profile (NULL: the forum's own below the data folder). */
SamSession *sam_window_session_from_file (const char *file, const char *profile, GError **error);
