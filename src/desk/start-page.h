/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

/* What a first start offers: the sample, a forum file, a server. Its buttons are the window's actions.
 * trouble: one sentence about what could not be opened, or NULL. */
GtkWidget *sam_start_page_new (const char *trouble);
