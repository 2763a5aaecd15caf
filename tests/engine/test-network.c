/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The network seam over libsoup, against a real server on this machine. */
#include "engine/network-soup.h"

#include <glib-unix.h>
#include <libsoup/soup.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"

#define TOKEN "s3cret-token"

typedef struct
{
  SamNetwork *network;
  char *base;
  GPid pid;
  int to_server; /* the server ends when this is closed */
  SamAnswer *answer;
  GError *error;
  gboolean done;
} Fixture;

static void
on_request (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query,
            gpointer data)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autofree char *text = NULL;

  soup_server_message_set_status (message, 200, NULL);
  if (g_str_equal (path, "/never"))
    soup_server_message_pause (message);
  else if (g_str_equal (path, "/away"))
    soup_server_message_set_redirect (message, 302, "http://127.0.0.1:9/stolen");
  else if (g_str_equal (path, "/long"))
    {
      text = g_strnfill (100000, 'x');
      soup_server_message_set_response (message, "text/plain", SOUP_MEMORY_COPY, text, 100000);
    }
  else
    {
      /* What arrived, for the test to look at. */
      text = g_strdup_printf ("%s %s %s %s", soup_server_message_get_method (message),
                              soup_message_headers_get_one (headers, "Authorization"),
                              soup_message_headers_get_content_type (headers, NULL), body->data);
      soup_server_message_set_status (message, g_str_equal (path, "/echo") ? 200 : 409, NULL);
      soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, text,
                                        strlen (text));
    }
}

static gboolean
on_end (gint descriptor, GIOCondition condition, gpointer data)
{
  _exit (0);
}

/* The server is a process of its own, so that what its library does not free is not the client's.
 * It tells its port, and ends with its standard input. */
static void
serve (void)
{
  SoupServer *server = soup_server_new (NULL, NULL);
  GSList *uris;

  soup_server_add_handler (server, NULL, on_request, NULL, NULL);
  if (!soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, NULL))
    _exit (1);
  uris = soup_server_get_uris (server);
  printf ("%d\n", g_uri_get_port (uris->data));
  fflush (stdout);
  g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP, on_end, NULL);
  g_main_loop_run (g_main_loop_new (NULL, FALSE));
}

static const char *program;

static void
set_up (Fixture *f, gconstpointer data)
{
  const char *arguments[] = { program, "--serve", NULL };
  g_autoptr (GError) error = NULL;
  char line[16];
  int out;
  FILE *lines;

  g_spawn_async_with_pipes (NULL, (char **)arguments, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL,
                            &f->pid, &f->to_server, &out, NULL, &error);
  g_assert_no_error (error);
  lines = fdopen (out, "r");
  g_assert_nonnull (fgets (line, sizeof line, lines));
  fclose (lines);
  f->base = g_strdup_printf ("http://127.0.0.1:%s", g_strchomp (line));
  f->network = sam_network_soup_new ();
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  int status;

  close (f->to_server);
  g_assert_cmpint (waitpid (f->pid, &status, 0), ==, f->pid);
  g_object_unref (f->network);
  g_free (f->base);
  g_clear_pointer (&f->answer, sam_answer_free);
  g_clear_error (&f->error);
}

static void
on_answer (GObject *object, GAsyncResult *result, gpointer data)
{
  Fixture *f = data;

  f->answer = sam_network_send_finish (SAM_NETWORK (object), result, &f->error);
  f->done = TRUE;
}

static void
send_request (Fixture *f, SamRequest request, const char *path, GCancellable *cancellable)
{
  g_autofree char *url = g_strconcat (f->base, path, NULL);

  request.url = url;
  g_clear_pointer (&f->answer, sam_answer_free);
  g_clear_error (&f->error);
  f->done = FALSE;
  sam_network_send_async (f->network, &request, cancellable, on_answer, f);
}

static void
wait_done (Fixture *f)
{
  while (!f->done)
    g_main_context_iteration (NULL, TRUE);
}

static void
assert_body (Fixture *f, const char *expected)
{
  g_assert_no_error (f->error);
  g_assert_cmpmem (g_bytes_get_data (f->answer->body, NULL), g_bytes_get_size (f->answer->body),
                   expected, strlen (expected));
}

static void
test_exchange (Fixture *f, gconstpointer data)
{
  g_autoptr (GBytes) body = g_bytes_new_static ("{\"å\":1}", 8);

  send_request (f,
                (SamRequest){ .method = "POST",
                              .token = TOKEN,
                              .content_type = "application/json",
                              .body = body,
                              .limit = 100 },
                "/echo", NULL);
  wait_done (f);
  assert_body (f, "POST Bearer " TOKEN " application/json {\"å\":1}");
  g_assert_cmpuint (f->answer->status, ==, 200);
  g_assert_cmpstr (f->answer->content_type, ==, "application/json");

  send_request (f, (SamRequest){ .method = "GET", .limit = 100 }, "/other", NULL);
  wait_done (f);
  assert_body (f, "GET (null) (null) ");
  g_assert_cmpuint (f->answer->status, ==, 409);
}

static void
test_limit (Fixture *f, gconstpointer data)
{
  send_request (f, (SamRequest){ .method = "GET", .limit = 99999 }, "/long", NULL);
  wait_done (f);
  g_assert_null (f->answer);
  g_assert_error (f->error, SAM_ERROR, SAM_ERROR_NETWORK);
  send_request (f, (SamRequest){ .method = "GET", .limit = 100000 }, "/long", NULL);
  wait_done (f);
  g_assert_no_error (f->error);
  g_assert_cmpuint (g_bytes_get_size (f->answer->body), ==, 100000);
}

/* The token goes to the host that was asked and nowhere else. */
static void
test_redirect (Fixture *f, gconstpointer data)
{
  send_request (f, (SamRequest){ .method = "GET", .token = TOKEN, .limit = 100 }, "/away", NULL);
  wait_done (f);
  g_assert_no_error (f->error);
  g_assert_cmpuint (f->answer->status, ==, 302);
}

static void
test_cancel (Fixture *f, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  send_request (f, (SamRequest){ .method = "GET", .limit = 100 }, "/never", cancellable);
  for (guint i = 0; i < 50; i++)
    {
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_usleep (1000);
    }
  g_assert_false (f->done);
  g_cancellable_cancel (cancellable);
  wait_done (f);
  g_assert_error (f->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_unreachable (Fixture *f, gconstpointer data)
{
  g_autofree char *base = g_steal_pointer (&f->base);

  /* Nobody listens on the discard port; what is private in the address is not repeated. */
  f->base = g_strdup ("http://maja:hemligt@127.0.0.1:9");
  send_request (f, (SamRequest){ .method = "GET", .token = TOKEN, .limit = 100 }, "/?key=private",
                NULL);
  wait_done (f);
  g_assert_error (f->error, SAM_ERROR, SAM_ERROR_NETWORK);
  g_assert_null (strstr (f->error->message, TOKEN));
  g_assert_null (strstr (f->error->message, "hemligt"));
  g_assert_null (strstr (f->error->message, "private"));

  g_free (f->base);
  f->base = g_strdup ("not an address");
  send_request (f, (SamRequest){ .method = "GET", .limit = 100 }, "", NULL);
  wait_done (f);
  g_assert_error (f->error, SAM_ERROR, SAM_ERROR_INVALID);
}

static GLogWriterOutput
keep_log (GLogLevelFlags level, const GLogField *fields, gsize n, gpointer data)
{
  GString *log = data;

  for (gsize i = 0; i < n; i++)
    if (fields[i].length < 0)
      g_string_append (log, fields[i].value);
  return G_LOG_WRITER_HANDLED;
}

/* Everything that anyone logs during an exchange, at every level. */
static void
test_no_token_in_logs (void)
{
  if (g_test_subprocess ())
    {
      g_autoptr (GString) log = g_string_new (NULL);
      Fixture f = { NULL };

      g_log_set_writer_func (keep_log, log, NULL);
      g_setenv ("G_MESSAGES_DEBUG", "all", TRUE);
      g_debug ("The log is kept");
      set_up (&f, NULL);
      test_exchange (&f, NULL);
      test_redirect (&f, NULL);
      tear_down (&f, NULL);
      g_assert_nonnull (strstr (log->str, "The log is kept"));
      g_assert_null (strstr (log->str, TOKEN));
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stderr_unmatched ("*" TOKEN "*");
  g_test_trap_assert_stdout_unmatched ("*" TOKEN "*");
}

int
main (int argc, char **argv)
{
  if (argc == 2 && strcmp (argv[1], "--serve") == 0)
    serve ();
  program = argv[0];
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/engine/network/exchange", Fixture, NULL, set_up, test_exchange, tear_down);
  g_test_add ("/engine/network/limit", Fixture, NULL, set_up, test_limit, tear_down);
  g_test_add ("/engine/network/redirect", Fixture, NULL, set_up, test_redirect, tear_down);
  g_test_add ("/engine/network/cancel", Fixture, NULL, set_up, test_cancel, tear_down);
  g_test_add ("/engine/network/unreachable", Fixture, NULL, set_up, test_unreachable, tear_down);
  g_test_add_func ("/engine/network/no-token-in-logs", test_no_token_in_logs);
  return g_test_run ();
}
