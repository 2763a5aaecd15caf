/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/session.h"
#include "model/clash-cache.h"

/* What the pages of one window share: the session, the filter, and asking the window for things. No widget
 * in it. Pages observe it and the Forum, and change the Forum only through sam_desk_commit(). Main thread. */
#define SAM_TYPE_DESK (sam_desk_get_type ())
G_DECLARE_FINAL_TYPE (SamDesk, sam_desk, SAM, DESK, GObject)

SamDesk *sam_desk_new (SamSession *session);

SamSession *sam_desk_session (SamDesk *desk); /* all borrowed */
SamForum *sam_desk_forum (SamDesk *desk);
SamSource *sam_desk_source (SamDesk *desk);
SamBudgetCache *sam_desk_budget (SamDesk *desk);
SamClashCache *sam_desk_clashes (SamDesk *desk);
SamDay sam_desk_today (SamDesk *desk);
const char *sam_desk_me (SamDesk *desk); /* id of the person, or NULL */

/* A builder for one act, and committing it (taken). A refusal becomes a message to the person, with the
 * referee's sentence, and gives FALSE; nothing has changed then. */
SamEditBuilder *sam_desk_edit (SamDesk *desk, const char *title);
gboolean sam_desk_commit (SamDesk *desk, SamEditBuilder *builder);

/* Things asked of the window. */
typedef enum
{
  SAM_OPEN_SHOW = 0,
  SAM_OPEN_NEW = 1 << 0, /* just created: the title is focused and selected */
} SamOpenFlags;
/* Opens a record in the edit pane beside the page. Signal "open-record" (const char *id, guint flags). */
void sam_desk_open (SamDesk *desk, const char *id, SamOpenFlags flags);
/* Switches to the page where the record is at home ("boards", "timeline", "budget", "records") and shows it there.
 * Signal "go-to" (const char *page, const char *id_or_null). */
void sam_desk_go_to (SamDesk *desk, const char *page, const char *id_or_null);
/* One sentence for the person; screen readers speak it. Signal "message" (const char *sentence). */
void sam_desk_message (SamDesk *desk, const char *sentence);
/* Makes a record with what is obvious filled in (administration from the filter, first stage, title "New …"), and opens
 * it. `prepare` (may be NULL) sets more fields before it is committed. TRUE if it was made. */
typedef void (*SamPrepare) (SamEditBuilder *builder, const char *id, gpointer data);
gboolean sam_desk_create (SamDesk *desk, SamKindId kind, SamPrepare prepare, gpointer data);
/* Deletes with its parts, and says so with what undo would take back. */
gboolean sam_desk_delete (SamDesk *desk, SamRecord *record);

/* The filter: administrations (none chosen: all) and the search text (query language). "filter-changed". */
gboolean sam_desk_administration_shown (SamDesk *desk, const char *administration_id);
void sam_desk_set_administration_shown (SamDesk *desk, const char *administration_id, gboolean shown);
gboolean sam_desk_filters_administrations (SamDesk *desk); /* whether any is chosen */
void sam_desk_clear_filter (SamDesk *desk);
const char *sam_desk_search (SamDesk *desk);                /* "" for none */
void sam_desk_set_search (SamDesk *desk, const char *text);
/* Whether the record passes the filter: by its administrations (lead or participating; those of what it is a
 * part of; what belongs to no administration, as venues, always does) and by the query, parsed for its kind. A wrong query matches nothing; see sam_desk_search_error(). */
gboolean sam_desk_passes (SamDesk *desk, SamRecord *record);
const char *sam_desk_search_error (SamDesk *desk); /* the query's sentence, or NULL */

/* Colour of an administration as a CSS class: "administration-purple". Static. */
const char *sam_desk_colour_class (SamDesk *desk, SamRecord *administration_or_null);
