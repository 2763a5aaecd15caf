/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/record.h"

/* The live records of one kind as a GListModel, ordered by id. Owned and changed by its Forum. */
#define SAM_TYPE_RECORD_LIST (sam_record_list_get_type ())
G_DECLARE_FINAL_TYPE (SamRecordList, sam_record_list, SAM, RECORD_LIST, GObject)

SamRecordList *sam_record_list_new (void);
guint sam_record_list_length (SamRecordList *list);
SamRecord *sam_record_list_get (SamRecordList *list, guint index); /* borrowed */
void sam_record_list_replace (SamRecordList *list, GPtrArray *records); /* any order; references are taken */
/* A batch at once: what comes and what goes; one items-changed for the smallest range that covers it. */
void sam_record_list_splice (SamRecordList *list, GPtrArray *appeared, GPtrArray *vanished);
