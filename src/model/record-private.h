/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/record.h"

/* For Forum only: place in its list, and copying a whole state into a record that others hold. */
struct _SamRecord
{
  GObject parent_instance;

  SamKindId kind;
  gboolean deleted;

  char id[40];

  SamRecordMeta meta; /* strings are GRefStrings, shared where they are few */
  char *extra;
  char *folded; /* worked out when asked for */

  SamValue *values; /* one per field of the kind */
};

/* Makes `record` as `state` is (same kind and id). The fields that changed, as bits. */
guint64 sam_record_assign (SamRecord *record, SamRecord *state);
