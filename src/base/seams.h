/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/clock.h"
#include "base/random.h"
#include "base/storage.h"

/* The seams in one hand; copied. NULL anywhere means the system's. */
typedef struct
{
  SamClock *clock;
  SamRandom *random;
  const SamStorage *storage;
} SamSeams;
