/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Round a GtkTextView: as high as its text is at the width there is, within limits, and scrolled
 * beyond. A text view alone says its height only after it has been drawn once. */
#define SAM_TYPE_PROSE_FRAME (sam_prose_frame_get_type ())
G_DECLARE_FINAL_TYPE (SamProseFrame, sam_prose_frame, SAM, PROSE_FRAME, GtkWidget)

/* At least `lines` lines; most: in pixels, and then it scrolls; 0: no limit. */
GtkWidget *sam_prose_frame_new (GtkTextView *view, int lines, int most);
