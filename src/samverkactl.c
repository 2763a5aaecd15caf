/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The client without a screen: scripts, imports at night, tests. */
#include "base/i18n.h"
#include "ctl/ctl.h"

int
main (int argc, char **argv)
{
  sam_i18n_init (argv[0]);
  return sam_ctl_main (argc, argv);
}
