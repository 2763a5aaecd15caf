/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* What differs between GTK 4.8, the floor, and newer ones, and nothing else. */

/* Has a screen reader speak a sentence, where GTK can (4.14); elsewhere what is shown has to do. */
void sam_compat_announce (GtkWidget *widget, const char *sentence);
