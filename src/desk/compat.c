/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/compat.h"

void
sam_compat_announce (GtkWidget *widget, const char *sentence)
{
#if GTK_CHECK_VERSION(4, 14, 0)
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  gtk_accessible_announce (GTK_ACCESSIBLE (widget), sentence,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  G_GNUC_END_IGNORE_DEPRECATIONS
#else
  (void)widget;
  (void)sentence;
#endif
}
