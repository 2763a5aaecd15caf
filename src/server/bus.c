/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/bus.h"

#include <string.h>

#include "base/json.h"

#define QUIET (20 * G_USEC_PER_SEC)
#define PRESENCE (60 * G_USEC_PER_SEC)
#define MOST_PRESENT 20000

typedef struct
{
  GBytes *bytes;
  gint64 seq; /* 0: not an edit */
} Event;

typedef struct
{
  char *account;
  char *name;
  char *record;
  gint64 until; /* monotonic; while nobody listens */
} Present;

struct _SamListener
{
  gint64 device;
  char *rights;
  void (*wake) (gpointer data);
  gpointer data;
  guint index; /* in the bus's listeners */

  guint64 position; /* the next event in the ring */
  gint64 since;     /* edits up to this one are known there */
  GBytes *current;  /* partly taken */
  gsize offset;
  GString *own; /* only for this one: comments, rights; NULL mostly */
  gint64 told;  /* monotonic */
  gboolean waiting;
  gboolean ended;
};

struct _SamBus
{
  char *forum;
  GMutex mutex; /* for all that follows */
  char *epoch;
  Event ring[SAM_BUS_EVENTS];
  guint64 first, end; /* events first … end − 1 are in the ring */
  gsize bytes;
  GPtrArray *listeners; /* of SamListener, borrowed */
  GHashTable *present;  /* device → Present, owned */
  gboolean ended;
};

static void
free_present (gpointer data)
{
  Present *present = data;

  g_free (present->account);
  g_free (present->name);
  g_free (present->record);
  g_free (present);
}

SamBus *
sam_bus_new (const char *forum)
{
  SamBus *bus = g_new0 (SamBus, 1);

  bus->forum = g_strdup (forum);
  g_mutex_init (&bus->mutex);
  bus->listeners = g_ptr_array_new ();
  bus->present = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, free_present);
  return bus;
}

static void
drop_first (SamBus *bus)
{
  Event *event = &bus->ring[bus->first++ % SAM_BUS_EVENTS];

  bus->bytes -= g_bytes_get_size (event->bytes);
  g_clear_pointer (&event->bytes, g_bytes_unref);
}

void
sam_bus_free (SamBus *bus)
{
  while (bus->first < bus->end)
    drop_first (bus);
  g_assert (bus->listeners->len == 0);
  g_ptr_array_unref (bus->listeners);
  g_hash_table_unref (bus->present);
  g_mutex_clear (&bus->mutex);
  g_free (bus->forum);
  g_free (bus->epoch);
  g_free (bus);
}

const char *
sam_bus_forum (SamBus *bus)
{
  return bus->forum;
}

static void
wake (SamListener *listener)
{
  if (!listener->waiting)
    return;
  listener->waiting = FALSE;
  listener->wake (listener->data);
}

static void
wake_all (SamBus *bus)
{
  for (guint i = 0; i < bus->listeners->len; i++)
    wake (g_ptr_array_index (bus->listeners, i));
}

static void
end_all (SamBus *bus)
{
  for (guint i = 0; i < bus->listeners->len; i++)
    ((SamListener *)g_ptr_array_index (bus->listeners, i))->ended = TRUE;
  wake_all (bus);
}

/* Takes the text. */
static void
add_event (SamBus *bus, char *text, gint64 seq)
{
  Event *event;
  gsize size = strlen (text);

  while (bus->first < bus->end
         && (bus->end - bus->first == SAM_BUS_EVENTS || bus->bytes + size > SAM_BUS_BYTES))
    drop_first (bus);
  event = &bus->ring[bus->end++ % SAM_BUS_EVENTS];
  event->bytes = g_bytes_new_take (text, size);
  event->seq = seq;
  bus->bytes += size;
}

static void
set_epoch (SamBus *bus, const char *epoch)
{
  if (g_strcmp0 (bus->epoch, epoch) == 0)
    return;
  end_all (bus);
  while (bus->first < bus->end)
    drop_first (bus);
  g_free (bus->epoch);
  bus->epoch = g_strdup (epoch);
}

void
sam_bus_set_epoch (SamBus *bus, const char *epoch)
{
  g_mutex_lock (&bus->mutex);
  set_epoch (bus, epoch);
  g_mutex_unlock (&bus->mutex);
}

void
sam_bus_publish (SamBus *bus, const char *epoch, GPtrArray *events)
{
  g_mutex_lock (&bus->mutex);
  set_epoch (bus, epoch);
  for (guint i = 0; i < events->len; i++)
    {
      SamPushEvent *event = g_ptr_array_index (events, i);

      add_event (bus, g_steal_pointer (&event->text), event->seq);
    }
  wake_all (bus);
  g_mutex_unlock (&bus->mutex);
}

static void
append_presence (GString *out, gint64 device, const Present *present, gboolean open)
{
  g_string_append_printf (
      out, "event: presence\ndata: {\"session\":%" G_GINT64_FORMAT ",\"user\":", device);
  sam_json_append_string (out, present->account);
  g_string_append (out, ",\"name\":");
  sam_json_append_string (out, present->name);
  g_string_append (out, ",\"record\":");
  sam_json_append_string (out, open ? present->record : NULL);
  g_string_append (out, "}\n\n");
}

static GString *
own_of (SamListener *listener)
{
  if (listener->own == NULL)
    listener->own = g_string_new (NULL);
  return listener->own;
}

#define BEHIND "event: behind\ndata: {}\n\n"

/* Where in the ring the edit after `since` is; else from the end on, and the listener has to pull
 * first. */
static void
place (SamBus *bus, SamListener *listener, const SamListening *listening)
{
  listener->position = bus->end;
  for (guint64 i = bus->end; i > bus->first; i--)
    {
      gint64 seq = bus->ring[(i - 1) % SAM_BUS_EVENTS].seq;

      if (seq != 0 && seq <= listening->since)
        return;
      if (seq == listening->since + 1)
        {
          listener->position = i - 1;
          return;
        }
    }
  if (listening->since < listening->current)
    g_string_append (own_of (listener), BEHIND);
}

SamListener *
sam_bus_listen (SamBus *bus, const SamListening *listening)
{
  SamListener *listener = g_new0 (SamListener, 1);
  GHashTableIter iter;
  gpointer device, present;

  listener->device = listening->device;
  listener->rights = g_strdup (listening->rights);
  listener->wake = listening->wake;
  listener->data = listening->data;
  listener->told = listening->now;
  listener->since = listening->since;
  g_mutex_lock (&bus->mutex);
  set_epoch (bus, listening->epoch);
  listener->ended = bus->ended;
  g_string_append (own_of (listener), "retry: 2000\n\n");
  place (bus, listener, listening);
  g_hash_table_iter_init (&iter, bus->present);
  while (g_hash_table_iter_next (&iter, &device, &present))
    append_presence (own_of (listener), *(gint64 *)device, present, TRUE);
  listener->index = bus->listeners->len;
  g_ptr_array_add (bus->listeners, listener);
  g_mutex_unlock (&bus->mutex);
  return listener;
}

static void
forget_presence (SamBus *bus, gint64 device)
{
  Present *present = g_hash_table_lookup (bus->present, &device);
  GString *text;

  if (present == NULL)
    return;
  text = g_string_new (NULL);
  append_presence (text, device, present, FALSE);
  g_hash_table_remove (bus->present, &device);
  add_event (bus, g_string_free (text, FALSE), 0);
  wake_all (bus);
}

void
sam_bus_leave (SamBus *bus, SamListener *listener)
{
  gboolean another = FALSE;

  g_mutex_lock (&bus->mutex);
  g_ptr_array_remove_index_fast (bus->listeners, listener->index);
  if (listener->index < bus->listeners->len)
    ((SamListener *)g_ptr_array_index (bus->listeners, listener->index))->index = listener->index;
  if (g_hash_table_contains (bus->present, &listener->device))
    {
      for (guint i = 0; i < bus->listeners->len && !another; i++)
        another
            = ((SamListener *)g_ptr_array_index (bus->listeners, i))->device == listener->device;
      if (!another)
        forget_presence (bus, listener->device);
    }
  g_mutex_unlock (&bus->mutex);
  g_clear_pointer (&listener->current, g_bytes_unref);
  if (listener->own != NULL)
    g_string_free (listener->own, TRUE);
  g_free (listener->rights);
  g_free (listener);
}

/* The next thing to tell into `current`; FALSE if there is nothing now. */
static gboolean
next (SamBus *bus, SamListener *listener)
{
  listener->offset = 0;
  if (listener->own != NULL)
    {
      listener->current = g_string_free_to_bytes (g_steal_pointer (&listener->own));
      return TRUE;
    }
  if (listener->position < bus->first)
    {
      listener->position = bus->end;
      listener->current = g_bytes_new_static (BEHIND, strlen (BEHIND));
      return TRUE;
    }
  /* What was answered and not yet published when the desk came, and had been pulled by then. */
  while (listener->position < bus->end && bus->ring[listener->position % SAM_BUS_EVENTS].seq > 0
         && bus->ring[listener->position % SAM_BUS_EVENTS].seq <= listener->since)
    listener->position++;
  if (listener->position == bus->end)
    return FALSE;
  listener->current = g_bytes_ref (bus->ring[listener->position++ % SAM_BUS_EVENTS].bytes);
  return TRUE;
}

SamTake
sam_listener_take (SamBus *bus, SamListener *listener, char *buffer, gsize size, gsize *n,
                   gint64 now, void (*wait) (gpointer data))
{
  SamTake take;

  *n = 0;
  g_mutex_lock (&bus->mutex);
  while (*n < size && !listener->ended && (listener->current != NULL || next (bus, listener)))
    {
      gsize length;
      const char *text = g_bytes_get_data (listener->current, &length);
      gsize some = MIN (size - *n, length - listener->offset);

      memcpy (buffer + *n, text + listener->offset, some);
      *n += some;
      listener->offset += some;
      if (listener->offset == length)
        g_clear_pointer (&listener->current, g_bytes_unref);
    }
  take = *n > 0 ? SAM_TAKE_SOME : listener->ended ? SAM_TAKE_END : SAM_TAKE_WAIT;
  if (take == SAM_TAKE_SOME)
    listener->told = now;
  else if (take == SAM_TAKE_WAIT)
    {
      listener->waiting = TRUE;
      wait (listener->data);
    }
  g_mutex_unlock (&bus->mutex);
  return take;
}

void
sam_bus_presence (SamBus *bus, gint64 device, const char *account, const char *name,
                  const char *record, gint64 now)
{
  Present *present;
  GString *text;

  g_mutex_lock (&bus->mutex);
  present = g_hash_table_lookup (bus->present, &device);
  if (record == NULL)
    forget_presence (bus, device);
  else if (present != NULL && g_strcmp0 (present->record, record) == 0)
    present->until = now + PRESENCE;
  else if (present != NULL || g_hash_table_size (bus->present) < MOST_PRESENT)
    {
      present = g_new0 (Present, 1);
      present->account = g_strdup (account);
      present->name = g_strdup (name);
      present->record = g_strdup (record);
      present->until = now + PRESENCE;
      g_hash_table_insert (bus->present, g_memdup2 (&device, sizeof device), present);
      text = g_string_new (NULL);
      append_presence (text, device, present, TRUE);
      add_event (bus, g_string_free (text, FALSE), 0);
      wake_all (bus);
    }
  g_mutex_unlock (&bus->mutex);
}

static void
expire_presence (SamBus *bus, gint64 now)
{
  g_autoptr (GArray) over = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) here = g_hash_table_new (g_int64_hash, g_int64_equal);
  GHashTableIter iter;
  gpointer device, present;

  if (g_hash_table_size (bus->present) == 0)
    return;
  for (guint i = 0; i < bus->listeners->len; i++)
    g_hash_table_add (here, &((SamListener *)g_ptr_array_index (bus->listeners, i))->device);
  g_hash_table_iter_init (&iter, bus->present);
  while (g_hash_table_iter_next (&iter, &device, &present))
    if (!g_hash_table_contains (here, device) && ((Present *)present)->until < now)
      g_array_append_val (over, *(gint64 *)device);
  for (guint i = 0; i < over->len; i++)
    forget_presence (bus, g_array_index (over, gint64, i));
}

void
sam_bus_tick (SamBus *bus, gint64 now)
{
  g_mutex_lock (&bus->mutex);
  for (guint i = 0; i < bus->listeners->len; i++)
    {
      SamListener *listener = g_ptr_array_index (bus->listeners, i);

      if (!listener->waiting || now - listener->told < QUIET)
        continue;
      g_string_append (own_of (listener), ":\n\n");
      wake (listener);
    }
  expire_presence (bus, now);
  g_mutex_unlock (&bus->mutex);
}

static GArray *
list_devices (SamBus *bus)
{
  GArray *devices = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_mutex_lock (&bus->mutex);
  for (guint i = 0; i < bus->listeners->len; i++)
    g_array_append_val (devices, ((SamListener *)g_ptr_array_index (bus->listeners, i))->device);
  g_mutex_unlock (&bus->mutex);
  return devices;
}

static void
apply_rights (SamListener *listener, const char *now)
{
  if (now != NULL && g_strcmp0 (now, listener->rights) == 0)
    return;
  if (now == NULL)
    listener->ended = TRUE;
  else
    {
      g_free (listener->rights);
      listener->rights = g_strdup (now);
      g_string_append (own_of (listener), "event: rights\ndata: {}\n\n");
    }
  wake (listener);
}

/* The storage is read without the lock: nobody waits for it. */
void
sam_bus_review (SamBus *bus, char *(*rights) (gint64 device, const char *forum, gpointer data),
                gpointer data)
{
  g_autoptr (GArray) devices = list_devices (bus);
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);

  for (guint i = 0; i < devices->len; i++)
    {
      gint64 *device = &g_array_index (devices, gint64, i);

      if (!g_hash_table_contains (found, device))
        g_hash_table_insert (found, device, rights (*device, bus->forum, data));
    }
  g_mutex_lock (&bus->mutex);
  for (guint i = 0; i < bus->listeners->len; i++)
    {
      SamListener *listener = g_ptr_array_index (bus->listeners, i);
      gpointer now;

      if (g_hash_table_lookup_extended (found, &listener->device, NULL, &now))
        apply_rights (listener, now);
    }
  g_mutex_unlock (&bus->mutex);
}

void
sam_bus_end (SamBus *bus)
{
  g_mutex_lock (&bus->mutex);
  bus->ended = TRUE;
  end_all (bus);
  g_mutex_unlock (&bus->mutex);
}

guint
sam_bus_listeners (SamBus *bus)
{
  guint n;

  g_mutex_lock (&bus->mutex);
  n = bus->listeners->len;
  g_mutex_unlock (&bus->mutex);
  return n;
}
