/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/page.h"

/* The first picture: how far every administration has come, what is missing, what is to be done, and what
 * has changed lately. */
#define SAM_TYPE_OVERVIEW_PAGE (sam_overview_page_get_type ())
G_DECLARE_FINAL_TYPE (SamOverviewPage, sam_overview_page, SAM, OVERVIEW_PAGE, AdwBin)

GtkWidget *sam_overview_page_new (SamDesk *desk);
