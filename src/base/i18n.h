/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib/gi18n-lib.h>

/* Sets the locale and binds the translations; call first in every main(). Finds the catalogues of
 * the build folder when the program runs from there. */
void sam_i18n_init (const char *argv0);
