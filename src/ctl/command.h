/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ctl/options.h"
#include "engine/session.h"

/* What one run of samverkactl has in its hands. */
typedef struct
{
  SamCtlOptions options;
  SamSession *session; /* open for the commands that say so; else NULL */
  GString *out;        /* goes to stdout if the command succeeds */
} SamCtl;

typedef struct
{
  const char *name;
  const char *arguments; /* as the help shows them, not translated */
  const char *summary;   /* msgid */
  guint least, most;     /* arguments after the command */
  gboolean session;      /* opens the profile first */
  gboolean writes;       /* what it did must be on the disk before it has succeeded */
  gboolean (*run) (SamCtl *ctl, char **arguments, GError **error);
} SamCommand;

gboolean sam_ctl_open (SamCtl *ctl, char **arguments, GError **error);
gboolean sam_ctl_status (SamCtl *ctl, char **arguments, GError **error);
gboolean sam_ctl_export (SamCtl *ctl, char **arguments, GError **error);
gboolean sam_ctl_kinds (SamCtl *ctl, char **arguments, GError **error);
gboolean sam_ctl_list (SamCtl *ctl, char **arguments, GError **error);
gboolean sam_ctl_show (SamCtl *ctl, char **arguments, GError **error);
gboolean sam_ctl_add (SamCtl *ctl, char **arguments, GError **error);
gboolean sam_ctl_set (SamCtl *ctl, char **arguments, GError **error);
gboolean sam_ctl_delete (SamCtl *ctl, char **arguments, GError **error);
gboolean sam_ctl_restore (SamCtl *ctl, char **arguments, GError **error);
gboolean sam_ctl_history (SamCtl *ctl, char **arguments, GError **error);
gboolean sam_ctl_undo (SamCtl *ctl, char **arguments, GError **error);
gboolean sam_ctl_redo (SamCtl *ctl, char **arguments, GError **error);

/* Shared by commands. */

/* A kind by its wire name. SAM_ERROR_NOT_FOUND says where the names are told. */
const SamKind *sam_ctl_kind (const char *name, GError **error);
/* A record by id (deleted ones too), code or title. Borrowed. */
SamRecord *sam_ctl_record (SamCtl *ctl, const char *name, GError **error);
/* One `field=value`, `field+=value` or `field-=value` into an edit. */
gboolean sam_ctl_assign (SamCtl *ctl, SamEditBuilder *builder, SamKindId kind, const char *record,
                         const char *text, GError **error);
