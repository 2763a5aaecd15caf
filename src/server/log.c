/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/log.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define MOST_WAITING 2000

static GMutex mutex;
static GCond some;
static GQueue waiting = G_QUEUE_INIT; /* of lines, owned; under the mutex, as what follows */
static guint left_out;
static gboolean running;
static GThread *thread;

static void
write_line (const char *line)
{
  gsize length = strlen (line);

  while (length > 0)
    {
      gssize n = write (STDERR_FILENO, line, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return;
      line += n;
      length -= (gsize)n;
    }
}

static gpointer
write_lines (gpointer data)
{
  g_mutex_lock (&mutex);
  for (;;)
    {
      while (waiting.length == 0 && running)
        g_cond_wait (&some, &mutex);
      if (waiting.length == 0)
        break;
      {
        g_autofree char *line = g_queue_pop_head (&waiting);

        g_mutex_unlock (&mutex);
        write_line (line);
        g_mutex_lock (&mutex);
      }
    }
  g_mutex_unlock (&mutex);
  return NULL;
}

void
sam_log_start (void)
{
  running = TRUE;
  thread = g_thread_new ("log", write_lines, NULL);
}

void
sam_log_stop (void)
{
  g_mutex_lock (&mutex);
  running = FALSE;
  g_cond_signal (&some);
  g_mutex_unlock (&mutex);
  g_thread_join (thread);
}

/* What stands between quotes can start no new line and end no quotes. */
static void
append_value (GString *line, const char *value)
{
  g_string_append_c (line, '"');
  for (const char *p = value; *p != '\0'; p++)
    if (*p == '"' || *p == '\\')
      g_string_append_printf (line, "\\%c", *p);
    else if ((guchar)*p < 0x20 || *p == 0x7f)
      g_string_append_c (line, ' ');
    else
      g_string_append_c (line, *p);
  g_string_append_c (line, '"');
}

void
sam_log (SamLogLevel level, const char *event, ...)
{
  GString *line = g_string_new (NULL);
  const char *key;
  va_list pairs;

  if (g_getenv ("JOURNAL_STREAM") != NULL)
    g_string_append_printf (line, "<%d>", (int)level);
  g_string_append_printf (line, "event=%s", event);
  va_start (pairs, event);
  while ((key = va_arg (pairs, const char *)) != NULL)
    {
      const char *value = va_arg (pairs, const char *);

      if (value == NULL)
        continue;
      g_string_append_printf (line, " %s=", key);
      append_value (line, value);
    }
  va_end (pairs);
  g_mutex_lock (&mutex);
  if (waiting.length >= MOST_WAITING)
    {
      left_out++;
      g_string_free (line, TRUE);
    }
  else
    {
      if (left_out > 0)
        g_string_append_printf (line, " left_out=%u", left_out);
      left_out = 0;
      g_string_append_c (line, '\n');
      g_queue_push_tail (&waiting, g_string_free (line, FALSE));
      g_cond_signal (&some);
    }
  g_mutex_unlock (&mutex);
}
