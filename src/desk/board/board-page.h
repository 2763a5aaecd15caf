/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/page.h"

/* The page "Boards": initiatives by stage, in lanes of administrations, themes or owners. */
GtkWidget *sam_board_page_new (SamDesk *desk);
