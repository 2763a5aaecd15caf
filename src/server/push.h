/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "server/images.h"

/* Why a request or an edit is not taken, by a name that programs know. */
#define SAM_PROBLEM_UNAUTHORIZED "unauthorized"
#define SAM_PROBLEM_FORBIDDEN "forbidden"
#define SAM_PROBLEM_NO_FORUM "no-forum"
#define SAM_PROBLEM_OTHER_LEDGER "other-ledger"

/* One edit of a push: as it was read, or why it could not be. */
typedef struct
{
  char *id;
  SamEdit *edit; /* NULL: refused already */
  char *text;    /* on the wire, in our own form: how it is known again */
  char *reason;
  const char *problem; /* static: "unknown", "invalid" */
} SamPushEdit;

typedef struct
{
  char *forum;
  gint64 user;
  char *epoch;
  gint64 seq;
  char *head;       /* NULL */
  GPtrArray *edits; /* of SamPushEdit, owned */
} SamPush;
SamPush *sam_push_new (void);
void sam_push_free (SamPush *push);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SamPush, sam_push_free)
/* Takes one element of the list of edits. FALSE where it has no id to answer to. */
gboolean sam_push_add (SamPush *push, JsonNode *node, GError **error);

/* What the connected desks get to know of one accepted edit. */
typedef struct
{
  gint64 seq;
  char *text; /* a server-sent event, whole; owned */
} SamPushEvent;

typedef struct
{
  const char *problem; /* NULL: every edit has its answer; else none was judged */
  char *epoch;         /* owned */
  GString *body;       /* owned; JSON */
  GPtrArray *events;   /* of SamPushEvent, owned */
  guint accepted, refused;
} SamPushResult;
void sam_push_result_clear (SamPushResult *result);

/* Judges and writes, within a transaction of a writer. The rights are those of now. An edit that
 * was accepted before with the same content is answered as before. FALSE is trouble with the
 * storage: roll back, and clear the images. */
gboolean sam_push_judge (SamLedger *ledger, SamImages *images, const SamSeams *seams,
                         const SamPush *push, SamPushResult *result, GError **error);
