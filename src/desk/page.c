/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/page.h"

G_DEFINE_INTERFACE (SamPage, sam_page, GTK_TYPE_WIDGET)

static void
sam_page_default_init (SamPageInterface *iface)
{
}

GtkWidget *
sam_page_create_toolbar (SamPage *page)
{
  SamPageInterface *iface = SAM_PAGE_GET_IFACE (page);

  return iface->create_toolbar ? iface->create_toolbar (page) : NULL;
}

gboolean
sam_page_show_record (SamPage *page, const char *id)
{
  SamPageInterface *iface = SAM_PAGE_GET_IFACE (page);

  return iface->show_record && iface->show_record (page, id);
}

void
sam_page_main_action (SamPage *page)
{
  SamPageInterface *iface = SAM_PAGE_GET_IFACE (page);

  if (iface->main_action)
    iface->main_action (page);
}
