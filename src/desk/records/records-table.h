/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "desk/desk.h"

/* All records of one kind as a table: sorted by its columns, filtered as the desk is. */
#define SAM_TYPE_RECORDS_TABLE (sam_records_table_get_type ())
G_DECLARE_FINAL_TYPE (SamRecordsTable, sam_records_table, SAM, RECORDS_TABLE, GtkWidget)

/* Signal "selection-changed". */
GtkWidget *sam_records_table_new (SamDesk *desk, SamKindId kind);
SamKindId sam_records_table_kind (SamRecordsTable *table);
guint sam_records_table_shown (SamRecordsTable *table);         /* rows that pass the filter */
SamRecord *sam_records_table_selected (SamRecordsTable *table); /* borrowed; NULL */
/* Selects, scrolls to and focuses a record. FALSE if it is not among the rows. */
gboolean sam_records_table_show (SamRecordsTable *table, SamRecord *record);
/* Moves the selected one up (-1) or down (1), where the kind has an order. */
void sam_records_table_move (SamRecordsTable *table, int step);
