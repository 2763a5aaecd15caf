/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "server/bus.h"

static void
nothing (gpointer data)
{
}

static void
publish (SamBus *bus, gint64 from, gint64 to)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new ();

  for (gint64 seq = from; seq <= to; seq++)
    {
      SamPushEvent *event = g_new0 (SamPushEvent, 1);

      event->seq = seq;
      event->text = g_strdup_printf ("[%d]", (int)seq);
      g_ptr_array_add (events, event);
    }
  sam_bus_publish (bus, "epoch", events);
  for (guint i = 0; i < events->len; i++)
    g_free (g_ptr_array_index (events, i));
}

static SamListener *
listen_from (SamBus *bus, gint64 since, gint64 current)
{
  SamListening listening
      = { .epoch = "epoch", .since = since, .current = current, .device = 1, .wake = nothing };

  return sam_bus_listen (bus, &listening);
}

/* Everything that there is for the listener now, in small pieces. */
static char *
take_all (SamBus *bus, SamListener *listener)
{
  GString *out = g_string_new (NULL);
  char buffer[7];
  gsize n;

  while (sam_listener_take (bus, listener, buffer, sizeof buffer, &n, 0, nothing) == SAM_TAKE_SOME)
    g_string_append_len (out, buffer, (gssize)n);
  return g_string_free (out, FALSE);
}

static void
test_where (void)
{
  static const struct
  {
    gint64 since, current;
    const char *first;
  } rows[] = {
    { 6, 6, "retry: 2000\n\n[7][8]" }, /* all is known */
    { 4, 6, "retry: 2000\n\n[5][6][7][8]" },
    { 7, 7, "retry: 2000\n\n[8]" }, /* 7 was pulled before it was published */
    { 3, 6, "retry: 2000\n\n[4][5][6][7][8]" },
    { 2, 6, "retry: 2000\n\nevent: behind\ndata: {}\n\n[7][8]" }, /* 3 is not remembered */
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SamBus *bus = sam_bus_new ("forum");
      SamListener *listener;
      g_autofree char *got = NULL;

      publish (bus, 4, 6);
      listener = listen_from (bus, rows[i].since, rows[i].current);
      publish (bus, 7, 8);
      got = take_all (bus, listener);
      g_assert_cmpstr (got, ==, rows[i].first);
      sam_bus_leave (bus, listener);
      sam_bus_free (bus);
    }
}

/* Who is so slow that the ring turns is told to pull, and goes on from there. */
static void
test_slow (void)
{
  SamBus *bus = sam_bus_new ("forum");
  SamListener *listener;
  g_autofree char *first = NULL, *then = NULL;

  publish (bus, 1, 1);
  listener = listen_from (bus, 1, 1);
  first = take_all (bus, listener);
  publish (bus, 2, SAM_BUS_EVENTS + 10);
  then = take_all (bus, listener);
  g_assert_cmpstr (then, ==, "event: behind\ndata: {}\n\n");
  publish (bus, SAM_BUS_EVENTS + 11, SAM_BUS_EVENTS + 11);
  g_free (then);
  then = take_all (bus, listener);
  g_assert_cmpstr (then, ==, "[4107]");
  sam_bus_leave (bus, listener);
  sam_bus_free (bus);
}

static void
test_ends (void)
{
  SamBus *bus = sam_bus_new ("forum");
  SamListener *listener;
  char buffer[64];
  gsize n;

  publish (bus, 1, 1);
  listener = listen_from (bus, 1, 1);
  sam_bus_set_epoch (bus, "another");
  g_assert_cmpint (sam_listener_take (bus, listener, buffer, sizeof buffer, &n, 0, nothing), ==,
                   SAM_TAKE_END);
  sam_bus_leave (bus, listener);
  sam_bus_free (bus);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server/bus/where", test_where);
  g_test_add_func ("/server/bus/slow", test_slow);
  g_test_add_func ("/server/bus/ends", test_ends);
  return g_test_run ();
}
