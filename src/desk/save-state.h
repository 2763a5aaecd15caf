/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "engine/session.h"

/* The box at the bottom of the sidebar: whether everything is saved, in words, and what to do if not. */
#define SAM_TYPE_SAVE_STATE (sam_save_state_get_type ())
G_DECLARE_FINAL_TYPE (SamSaveState, sam_save_state, SAM, SAVE_STATE, AdwBin)

GtkWidget *sam_save_state_new (SamSession *session);
