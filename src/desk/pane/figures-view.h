/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "desk/desk.h"

/* What an initiative or a budget line comes to, worked out and read only. */
#define SAM_TYPE_FIGURES_VIEW (sam_figures_view_get_type ())
G_DECLARE_FINAL_TYPE (SamFiguresView, sam_figures_view, SAM, FIGURES_VIEW, GtkWidget)

GtkWidget *sam_figures_view_new (SamDesk *desk, SamRecord *record);
void sam_figures_view_refresh (SamFiguresView *view);
