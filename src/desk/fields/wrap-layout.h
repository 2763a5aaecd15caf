/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Children beside one another, in as many lines as the width asks for. */
#define SAM_TYPE_WRAP_LAYOUT (sam_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (SamWrapLayout, sam_wrap_layout, SAM, WRAP_LAYOUT, GtkLayoutManager)

GtkLayoutManager *sam_wrap_layout_new (int spacing);
