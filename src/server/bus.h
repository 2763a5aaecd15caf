/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/push.h"

/* What the connected desks of one forum are told: immutable events in one ring for all of them, in
 * which each listener is a number. Who falls behind so far that the ring has turned is told to pull
 * instead. Any thread. */
#define SAM_BUS_EVENTS 4096
#define SAM_BUS_BYTES (16 * 1024 * 1024)

typedef struct _SamBus SamBus;
typedef struct _SamListener SamListener;

SamBus *sam_bus_new (const char *forum);
void sam_bus_free (SamBus *bus);
const char *sam_bus_forum (SamBus *bus);

/* Events of one push, in order. Another epoch ends every listener first. Takes the texts. */
void sam_bus_publish (SamBus *bus, const char *epoch, GPtrArray *events);
/* The ledger has another epoch now: listeners to the old one end. */
void sam_bus_set_epoch (SamBus *bus, const char *epoch);

/* A listener from the edit after `since`; current is the ledger's number as just read. wake() is
 * called with the bus locked, when there is something to take after sam_listener_take() said to
 * wait. */
typedef struct
{
  const char *epoch;
  gint64 since;
  gint64 current;
  gint64 device;
  gint64 user;
  const char *account;
  const char *name;
  const char *rights; /* told apart from those of later: any text */
  gint64 now;         /* monotonic */
  void (*wake) (gpointer data);
  gpointer data;
} SamListening;
SamListener *sam_bus_listen (SamBus *bus, const SamListening *listening);
void sam_bus_leave (SamBus *bus, SamListener *listener);

typedef enum
{
  SAM_TAKE_SOME,
  SAM_TAKE_WAIT, /* nothing now: wait() was called with the bus locked */
  SAM_TAKE_END,
} SamTake;
SamTake sam_listener_take (SamBus *bus, SamListener *listener, char *buffer, gsize size, gsize *n,
                           gint64 now, void (*wait) (gpointer data));

/* Who has what open. record NULL: nothing. */
void sam_bus_presence (SamBus *bus, gint64 device, const char *account, const char *name,
                       const char *record, gint64 now);

/* For the clock: comments to who has heard nothing for 20 s; presence without a listener ends after
 * a minute. */
void sam_bus_tick (SamBus *bus, gint64 now);
/* rights() says for a device what its rights are now (owned text; NULL: none, it ends). */
void sam_bus_review (SamBus *bus, char *(*rights) (gint64 device, const char *forum, gpointer data),
                     gpointer data);
void sam_bus_end (SamBus *bus); /* every listener, and every later one */
guint sam_bus_listeners (SamBus *bus);
