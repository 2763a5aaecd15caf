/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/i18n.h"
#include "desk/application.h"

int
main (int argc, char **argv)
{
  g_autoptr (SamApplication) application = NULL;
  int status;

  sam_i18n_init (argv[0]);
  gtk_disable_setlocale (); /* done, with the fallbacks that GTK does not know */
  application = sam_application_new ();
  status = g_application_run (G_APPLICATION (application), argc, argv);

  return status ? status : sam_application_status (application);
}
