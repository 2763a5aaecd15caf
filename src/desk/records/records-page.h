/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/page.h"

/* "Basic data": a table for every kind that has no page of its own. */
#define SAM_TYPE_RECORDS_PAGE (sam_records_page_get_type ())
G_DECLARE_FINAL_TYPE (SamRecordsPage, sam_records_page, SAM, RECORDS_PAGE, AdwBin)

GtkWidget *sam_records_page_new (SamDesk *desk);
