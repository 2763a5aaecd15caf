/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* samverkactl (DESIGN section 3): one command, its result on stdout, an error as one line on
 * stderr. Returns the exit status: 0 done, 1 refused or failed, 2 wrong usage. */
int sam_ctl_main (int argc, char **argv);
