/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

/* One table makes the shortcuts, the hints in menus and the shortcuts window. */
void sam_shortcuts_install (GtkApplication *application);
/* The shortcuts window, for one window; owned by GTK like every toplevel. */
GtkWidget *sam_shortcuts_window_new (void);
