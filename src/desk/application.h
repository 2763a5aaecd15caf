/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

/* The desktop application: command line, profile, windows. One process a profile. */
#define SAM_TYPE_APPLICATION (sam_application_get_type ())
G_DECLARE_FINAL_TYPE (SamApplication, sam_application, SAM, APPLICATION, AdwApplication)

SamApplication *sam_application_new (void);
/* 1 if something that was asked for on the command line could not be done, else 0. */
int sam_application_status (SamApplication *application);
