/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/record.h"

/* A small, valid forum with ids that follow from a number: one forum, two administrations, one
 * stage, and initiatives. */
#define TEST_FORUM_ID "01900000-0000-7000-8000-000000000001"
#define TEST_STAGE_ID "01900000-0000-7000-8000-000000000002"
#define TEST_ADMINISTRATION_ID "01900000-0000-7000-8000-000000000003"
#define TEST_OTHER_ADMINISTRATION_ID "01900000-0000-7000-8000-000000000004"

/* The id of the nth initiative; owned. */
char *test_initiative_id (guint n);
SamRecord *test_initiative (guint n);
/* The forum, stage, administrations and so many initiatives; array owned. */
GPtrArray *test_forum_records (guint initiatives);
void test_set (SamRecord *record, SamFieldId field, const char *text);
