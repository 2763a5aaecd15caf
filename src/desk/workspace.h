/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "desk/desk.h"

/* One open forum: sidebar, header, pages, edit pane. Its actions are the group "forum" of its window. */
#define SAM_TYPE_WORKSPACE (sam_workspace_get_type ())
G_DECLARE_FINAL_TYPE (SamWorkspace, sam_workspace, SAM, WORKSPACE, AdwBin)

GtkWidget *sam_workspace_new (SamSession *session);
SamDesk *sam_workspace_desk (SamWorkspace *workspace);
GActionGroup *sam_workspace_actions (SamWorkspace *workspace); /* borrowed */
void sam_workspace_finish_typing (SamWorkspace *workspace);
/* Page, pane width … to and from the profile's key file. */
void sam_workspace_save_state (SamWorkspace *workspace, GKeyFile *settings);
