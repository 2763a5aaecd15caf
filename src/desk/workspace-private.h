/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/page.h"
#include "desk/pane/pane.h"
#include "desk/workspace.h"

/* One row a page: its name, what it is called, and how it is made when first visited. */
typedef struct
{
  const char *name;
  const char *label; /* msgid */
  const char *icon;
  SamKindId counted; /* kind whose number stands in the sidebar; SAM_KIND_ANY: none */
  GtkWidget *(*create) (SamDesk *desk);
} SamPageEntry;

extern const SamPageEntry sam_pages[];
extern const guint sam_n_pages;

struct _SamWorkspace
{
  AdwBin parent_instance;

  /* Children, borrowed. */
  AdwFlap *sidebar_flap;
  AdwFlap *pane_flap;
  GtkStack *pages;
  GtkStack *toolbars;
  GtkWidget *search;
  GtkWidget *search_error;
  SamPane *pane;
  GtkWidget *undo_button;
  GtkWidget *redo_button;

  /* Owned. */
  SamDesk *desk;
  GSimpleActionGroup *actions;

  guint focus_tick; /* while a page that was gone to waits to be focused */
  guint focus_tries;
};

void sam_workspace_go (SamWorkspace *self, const char *page, const char *id_or_null);
SamPage *sam_workspace_current_page (SamWorkspace *self);
void sam_workspace_install_actions (SamWorkspace *self);
void sam_workspace_update_undo (SamWorkspace *self);
