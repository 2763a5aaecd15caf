/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/source.h"

/* When things happen, and what clashes. */

/* An activity's span in the forum's time zone. An all-day or date-only activity lasts to the end of its
 * last day; one without an end lasts an hour (a milestone: no time at all). FALSE if it has no start. */
typedef struct
{
  SamMoment starts;
  SamMoment ends;    /* exclusive; all-day activities: the day after the last, SAM_ALL_DAY */
  gboolean all_day;
} SamSpan;
gboolean sam_schedule_span (SamRecord *activity, SamSpan *span);
gboolean sam_span_overlaps (const SamSpan *a, const SamSpan *b, const char *zone);

typedef enum
{
  SAM_CLASH_VENUE,        /* both are at one venue that takes one at a time */
  SAM_CLASH_PERSON,       /* one person is responsible for both */
  SAM_CLASH_ORDER,        /* starts before what it must follow has ended */
  SAM_CLASH_HOLIDAY,      /* on a public holiday (a remark, not an error) */
  SAM_CLASH_CAPACITY,     /* more are expected than the venue holds */
  SAM_CLASH_PERIOD,       /* a programme item outside every forum period */
} SamClashType;

typedef struct
{
  SamClashType type;
  SamRecord *activity; /* owned reference */
  SamRecord *other;    /* owned; the other activity, or NULL */
  SamRecord *about;    /* owned; the venue, person or calendar day; or NULL */
} SamClash;
void sam_clash_free (SamClash *clash);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SamClash, sam_clash_free)

/* Clashes of one activity with all others, the accepted ones (activity.clash_accepted, of either) left out.
 * All-day activities and preparations do not clash over venues or people, and nothing clashes with an
 * activity of an archived or cancelled initiative. An order that is broken is a clash of the activity that
 * follows. Array of SamClash, owned. */
GPtrArray *sam_schedule_clashes (SamSource *source, SamRecord *activity);
gboolean sam_schedule_has_clash (SamSource *source, SamRecord *activity); /* venue, person, order, capacity */
/* One sentence: "Konserthuset är bokat av Elevråd möter politiker torsdag 6 nov 17.00–19.00." Caller frees. */
char *sam_clash_sentence (SamSource *source, const SamClash *clash, SamDay today);

/* An initiative's span: its own dates, else from its activities' first start to last end. FALSE if neither.
 * *ends is inclusive where it is a day and exclusive where it has a time, as sam_phrase_range() takes it. */
gboolean sam_schedule_initiative_span (SamSource *source, SamRecord *initiative, SamMoment *starts, SamMoment *ends);
