/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SAM_TYPE_OVERVIEW_LAYOUT (sam_overview_layout_get_type ())
G_DECLARE_FINAL_TYPE (SamOverviewLayout, sam_overview_layout, SAM, OVERVIEW_LAYOUT,
                      GtkLayoutManager)

/* Two children: beside each other where both fit, the second a column at the side; else one below
 * the other. */
GtkLayoutManager *sam_overview_layout_new (int spacing);

G_END_DECLS
