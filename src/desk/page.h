/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "desk/desk.h"

/* One place in the sidebar. A page is a widget with this interface; made when first visited. */
#define SAM_TYPE_PAGE (sam_page_get_type ())
G_DECLARE_INTERFACE (SamPage, sam_page, SAM, PAGE, GtkWidget)

struct _SamPageInterface
{
  GTypeInterface parent;

  /* What stands in the header after undo and redo: how the page is grouped, then its one main action. Made
   * once, owned by the caller; NULL for none. */
  GtkWidget *(*create_toolbar) (SamPage *page);
  /* Scrolls a record into view and gives it the focus. FALSE if it does not show it (filtered, other kind). */
  gboolean (*show_record) (SamPage *page, const char *id);
  /* The main action ("New initiative"), for its shortcut. May be NULL. */
  void (*main_action) (SamPage *page);
};

GtkWidget *sam_page_create_toolbar (SamPage *page);
gboolean sam_page_show_record (SamPage *page, const char *id);
void sam_page_main_action (SamPage *page);
