/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "desk/overview/overview-model.h"

/* The four cards of the overview. A card is a titled frame around a box; filling it replaces what it holds. */
GtkWidget *sam_overview_card_new (const char *title, GtkWidget **content);
void sam_overview_fill_whole (GtkWidget *content, SamDesk *desk, SamOverview *overview);
void sam_overview_fill_missing (GtkWidget *content, SamDesk *desk, SamOverview *overview);
void sam_overview_fill_tasks (GtkWidget *content, SamDesk *desk, SamOverview *overview);
void sam_overview_fill_changes (GtkWidget *content, SamDesk *desk);
