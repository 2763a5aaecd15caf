/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shared server. */
#include "base/i18n.h"
#include "server/command.h"

int
main (int argc, char **argv)
{
  sam_i18n_init (argv[0]);
  return sam_server_main (argc, argv);
}
