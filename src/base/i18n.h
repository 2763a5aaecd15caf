/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib/gi18n-lib.h>

/* Sets the locale and binds the translations; call first in every main(), before any thread. Finds
 * the catalogues of the build folder when the program runs from there; SAMVERKA_LOCALE_DIR names
 * another folder. Where the system lacks the locale that the environment asks for, Swedish still
 * shows. Programs with GTK call gtk_disable_setlocale() after it. */
void sam_i18n_init (const char *argv0);

/* The folder of catalogues that a program at this path uses, as sam_i18n_init() finds it. */
char *sam_i18n_locale_dir (const char *program);
