/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The server's log on standard error: one line an event, key=value, with the journal's priority in
 * front where systemd reads it. Never holds passwords, tokens or what people write. A thread of its
 * own writes it: who logs never waits, and where nobody reads, lines are left out and counted. */
void sam_log_start (void);
void sam_log_stop (void); /* writes what waits */

typedef enum
{
  SAM_LOG_ERROR = 3,
  SAM_LOG_WARNING = 4,
  SAM_LOG_NOTICE = 5,
  SAM_LOG_INFO = 6,
} SamLogLevel;

/* event, then pairs of key and value (NULL values are left out), ended by NULL. */
void sam_log (SamLogLevel level, const char *event, ...) G_GNUC_NULL_TERMINATED;
