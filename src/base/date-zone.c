/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/date.h"

#include <string.h>

#define SECOND_US G_GINT64_CONSTANT (1000000)
#define DAY_SECONDS G_GINT64_CONSTANT (86400)
#define DEFAULT_ZONE "Europe/Stockholm"
/* The same rules in POSIX form, for a system without a zone database. */
#define DEFAULT_ZONE_RULES "CET-1CEST,M3.5.0,M10.5.0/3"
#define ZONES_MAX 64 /* zone names come from forum files: a bound keeps the list short */

typedef struct
{
  char *name;
  GTimeZone *zone;
} NamedZone;

/* Zones live as long as the process: looking one up costs a comparison, loading one a file. */
static GMutex zones_lock;
static NamedZone zones[ZONES_MAX];
static guint n_zones;

static GTimeZone *
load_zone (const char *name)
{
  GTimeZone *zone = *name != '\0' ? g_time_zone_new_identifier (name) : NULL;
  if (zone == NULL)
    zone = g_time_zone_new_identifier (DEFAULT_ZONE);
  if (zone == NULL)
    zone = g_time_zone_new_identifier (DEFAULT_ZONE_RULES);
  return zone;
}

/* Borrowed; a GTimeZone does not change after it was made, so any thread may ask it. */
static GTimeZone *
zone_get (const char *name)
{
  name = name != NULL ? name : DEFAULT_ZONE;
  g_mutex_lock (&zones_lock);
  guint i = 0;
  while (i < n_zones && strcmp (zones[i].name, name) != 0)
    i++;
  if (i == n_zones)
    {
      if (n_zones < ZONES_MAX)
        zones[n_zones++] = (NamedZone){ g_strdup (name), load_zone (name) };
      else
        i = 0; /* nobody works in 64 zones: the first one is the forum's */
    }
  GTimeZone *zone = zones[i].zone;
  g_mutex_unlock (&zones_lock);
  return zone;
}

static gint64
offset_at (GTimeZone *zone, gint64 utc_seconds)
{
  int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, utc_seconds);
  return interval >= 0 ? g_time_zone_get_offset (zone, interval) : 0;
}

gint64
sam_moment_to_utc (SamMoment moment, const char *zone_name)
{
  GTimeZone *zone = zone_get (zone_name);
  int minute = moment.minute == SAM_ALL_DAY ? 0 : moment.minute;
  gint64 local = moment.day * DAY_SECONDS + minute * 60;

  /* The offsets a day before and after are those on both sides of any change. With the earlier one
   * a doubled hour is its first, and a missing one moves forward by what is missing. */
  gint64 before = offset_at (zone, local - DAY_SECONDS);
  gint64 after = offset_at (zone, local + DAY_SECONDS);
  gint64 utc = local - before;
  if (before != after && offset_at (zone, utc) != before
      && offset_at (zone, local - after) == after)
    utc = local - after;
  return utc * SECOND_US;
}

SamMoment
sam_moment_from_utc (gint64 us, const char *zone_name)
{
  gint64 utc = us / SECOND_US - (us % SECOND_US < 0 ? 1 : 0);
  gint64 local = utc + offset_at (zone_get (zone_name), utc);
  gint64 day = local / DAY_SECONDS - (local % DAY_SECONDS < 0 ? 1 : 0);
  return (SamMoment){ (SamDay)day, (gint16)((local - day * DAY_SECONDS) / 60) };
}

gint64
sam_moment_minutes_between (SamMoment a, SamMoment b, const char *zone)
{
  return (sam_moment_to_utc (b, zone) - sam_moment_to_utc (a, zone)) / (60 * SECOND_US);
}

SamDay
sam_today (gint64 now_us, const char *zone)
{
  return sam_moment_from_utc (now_us, zone).day;
}
