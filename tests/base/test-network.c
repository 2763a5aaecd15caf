/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/network.h"

#include "base/error.h"

#include <string.h>

/* A network that answers with the URL that it was asked for, or not at all. */
#define TEST_TYPE_ECHO (test_echo_get_type ())
G_DECLARE_FINAL_TYPE (TestEcho, test_echo, TEST, ECHO, GObject)

struct _TestEcho
{
  GObject parent;
};

static void
echo_send_async (SamNetwork *network, const SamRequest *request, GCancellable *cancellable,
                 GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (network, cancellable, callback, data);
  if (request->limit < strlen (request->url))
    {
      g_task_return_new_error (task, SAM_ERROR, SAM_ERROR_NETWORK, "too long");
      return;
    }
  SamAnswer *answer = g_new0 (SamAnswer, 1);
  answer->status = 200;
  answer->content_type = g_strdup ("text/plain");
  answer->body = g_bytes_new (request->url, strlen (request->url));
  g_task_return_pointer (task, answer, (GDestroyNotify)sam_answer_free);
}

static SamAnswer *
echo_send_finish (SamNetwork *network, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
echo_network_init (SamNetworkInterface *interface)
{
  interface->send_async = echo_send_async;
  interface->send_finish = echo_send_finish;
}

G_DEFINE_TYPE_WITH_CODE (TestEcho, test_echo, G_TYPE_OBJECT,
                         G_IMPLEMENT_INTERFACE (SAM_TYPE_NETWORK, echo_network_init))

static void
test_echo_class_init (TestEchoClass *class)
{
}

static void
test_echo_init (TestEcho *echo)
{
}

static void
keep_result (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **)data = g_object_ref (result);
}

static SamAnswer *
ask (gsize limit, GError **error)
{
  g_autoptr (SamNetwork) network = g_object_new (TEST_TYPE_ECHO, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  SamRequest request = { .method = "GET", .url = "http://example.org/", .limit = limit };
  sam_network_send_async (network, &request, NULL, keep_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return sam_network_send_finish (network, result, error);
}

static void
test_exchange (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SamAnswer) answer = ask (100, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpuint (g_bytes_get_size (answer->body), ==, strlen ("http://example.org/"));

  g_autoptr (SamAnswer) none = ask (3, &error);
  g_assert_null (none);
  g_assert_error (error, SAM_ERROR, SAM_ERROR_NETWORK);
  sam_answer_free (NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/network/exchange", test_exchange);
  return g_test_run ();
}
