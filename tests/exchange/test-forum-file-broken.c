/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/error.h"
#include "base/random.h"
#include "exchange/forum-file-scan.h"
#include "exchange/forum-file.h"

/* Files that are wrong: each gives one sentence, and nothing is read by halves. */

#define ID(n_) "0195122f-0000-7000-8000-00000000000" n_
#define HEAD "{\"samverka\":1,\"schema\":1,\"forum\":\"" ID ("1") "\",\"records\":["
#define NEWER "{\"samverka\":1,\"schema\":2,\"forum\":\"" ID ("1") "\",\"records\":["
#define RECORD(kind_, n_, fields_)                                                                 \
  "{\"kind\":\"" kind_ "\",\"id\":\"" ID (n_) "\",\"fields\":{" fields_ "}}"
#define ROOT RECORD ("forum", "1", "\"title\":\"a\"")
#define TAIL "]}"

static const struct
{
  const char *name;
  const char *text;
  SamError code;
  const char *says; /* in the sentence */
} broken[] = {
  { "empty", "", SAM_ERROR_DAMAGED, "empty" },
  { "not-json", "Hej hopp", SAM_ERROR_DAMAGED, "not a forum file" },
  { "other-json", "{\"name\":\"x\",\"version\":1}", SAM_ERROR_DAMAGED, "not a forum file" },
  { "other-list", "{\"records\":[{\"a\":1}]}", SAM_ERROR_DAMAGED, "not a forum file" },
  { "a-list", "[{\"records\":[]}]", SAM_ERROR_DAMAGED, "not a forum file" },
  { "records-no-list", "{\"samverka\":1,\"records\":{}}", SAM_ERROR_DAMAGED, "not a forum file" },
  { "no-records", HEAD TAIL, SAM_ERROR_INVALID, "no forum" },
  { "cut-in-record", HEAD "{\"kind\":\"forum\"", SAM_ERROR_DAMAGED, "not whole" },
  { "cut-after-record", HEAD ROOT, SAM_ERROR_DAMAGED, "not whole" },
  { "cut-after-comma", HEAD ROOT ",", SAM_ERROR_DAMAGED, "not whole" },
  { "cut-after-list", HEAD ROOT "]", SAM_ERROR_INVALID, "ine" },
  { "trailing", HEAD ROOT TAIL "x", SAM_ERROR_INVALID, "ine" },
  { "trailing-comma", HEAD ROOT "," TAIL, SAM_ERROR_INVALID, "Line 1" },
  { "no-comma", HEAD ROOT ROOT TAIL, SAM_ERROR_INVALID, "comma" },
  { "not-a-record", HEAD "17" TAIL, SAM_ERROR_INVALID, "record was expected" },
  { "two-lists", HEAD ROOT "],\"records\":[" ROOT TAIL, SAM_ERROR_INVALID, "records" },
  { "newer-format", "{\"samverka\":2,\"schema\":1,\"forum\":\"\",\"records\":[]}", SAM_ERROR_NEWER,
    "Update" },
  { "old-format", "{\"samverka\":0,\"schema\":1,\"forum\":\"\",\"records\":[]}", SAM_ERROR_INVALID,
    "version" },
  { "no-schema", "{\"samverka\":1,\"forum\":\"\",\"records\":[]}", SAM_ERROR_INVALID, "schema" },
  { "format-text", "{\"samverka\":\"1\",\"records\":[]}", SAM_ERROR_INVALID, "samverka" },
  { "newer-text", "{\"samverka\":1,\"schema\":1,\"newer\":1,\"records\":[]}", SAM_ERROR_INVALID,
    "newer" },
  { "no-forum-id", "{\"samverka\":1,\"schema\":1,\"records\":[]}", SAM_ERROR_INVALID, "forum" },
  { "bad-forum-id", "{\"samverka\":1,\"schema\":1,\"forum\":\"x\",\"records\":[]}",
    SAM_ERROR_INVALID, "forum" },
  { "unknown-part",
    "{\"samverka\":1,\"schema\":1,\"forum\":\"" ID ("1") "\",\"more\":1,\"records\":[" ROOT TAIL,
    SAM_ERROR_INVALID, "more" },
  { "other-forum", HEAD RECORD ("forum", "2", "\"title\":\"a\"") TAIL, SAM_ERROR_INVALID,
    "id is not the one" },
  { "two-forums", HEAD ROOT "," RECORD ("forum", "2", "\"title\":\"b\"") TAIL, SAM_ERROR_INVALID,
    "more than one forum" },
  { "deleted-forum",
    HEAD "{\"kind\":\"forum\",\"id\":\"" ID ("1") "\",\"deleted\":true,\"fields\":{}}" TAIL,
    SAM_ERROR_INVALID, "deleted" },
  { "no-forum", HEAD RECORD ("partner", "1", "\"title\":\"a\"") TAIL, SAM_ERROR_INVALID,
    "no forum" },
  { "same-id", HEAD ROOT ",\n" RECORD ("partner", "1", "\"title\":\"b\"") TAIL, SAM_ERROR_INVALID,
    "Line 2, record 2 (partner)" },
  { "no-kind", HEAD "{\"id\":\"" ID ("1") "\"}" TAIL, SAM_ERROR_INVALID, "kind" },
  { "unknown-kind", HEAD ROOT ",\n\n" RECORD ("unicorn", "2", "") TAIL, SAM_ERROR_INVALID,
    "Line 3, record 2: There is no kind “unicorn”" },
  { "newer-kind", NEWER ROOT "," RECORD ("unicorn", "2", "") TAIL, SAM_ERROR_NEWER, "unicorn" },
  { "unknown-field", HEAD RECORD ("forum", "1", "\"title\":\"a\",\"mane\":1") TAIL,
    SAM_ERROR_INVALID, "mane" },
  { "unknown-member",
    HEAD "{\"kind\":\"forum\",\"id\":\"" ID ("1") "\",\"colour\":1,\"fields\":{}}" TAIL,
    SAM_ERROR_INVALID, "colour" },
  { "bad-id", HEAD "{\"kind\":\"forum\",\"id\":\"1\",\"fields\":{}}" TAIL, SAM_ERROR_INVALID,
    "id" },
  { "bad-stamp",
    HEAD "{\"kind\":\"forum\",\"id\":\"" ID ("1") "\",\"at\":\"i går\",\"fields\":{}}" TAIL,
    SAM_ERROR_INVALID, "at" },
  { "bad-deleted",
    HEAD "{\"kind\":\"forum\",\"id\":\"" ID ("1") "\",\"deleted\":{},\"fields\":{}}" TAIL,
    SAM_ERROR_INVALID, "deleted" },
  { "fields-list", HEAD "{\"kind\":\"forum\",\"id\":\"" ID ("1") "\",\"fields\":[]}" TAIL,
    SAM_ERROR_INVALID, "fields" },
  { "twice", HEAD RECORD ("forum", "1", "\"title\":\"a\",\"title\":\"b\"") TAIL, SAM_ERROR_INVALID,
    "title" },
  { "title-number", HEAD RECORD ("forum", "1", "\"title\":1") TAIL, SAM_ERROR_INVALID, "title" },
  { "title-missing", HEAD RECORD ("forum", "1", "") TAIL, SAM_ERROR_INVALID, "Title" },
  { "title-lines", HEAD RECORD ("forum", "1", "\"title\":\"a\\nb\"") TAIL, SAM_ERROR_INVALID,
    "Title" },
  { "zone", HEAD RECORD ("forum", "1", "\"title\":\"a\",\"time_zone\":\"Mars/Base\"") TAIL,
    SAM_ERROR_INVALID, "Time zone" },
  { "money-float", HEAD ROOT "," RECORD ("grant", "2", "\"title\":\"g\",\"amount\":12.5") TAIL,
    SAM_ERROR_INVALID, "amount" },
  { "money-text", HEAD ROOT "," RECORD ("grant", "2", "\"title\":\"g\",\"amount\":\"12\"") TAIL,
    SAM_ERROR_INVALID, "amount" },
  { "money-over",
    HEAD ROOT "," RECORD ("grant", "2", "\"title\":\"g\",\"amount\":9223372036854775807") TAIL,
    SAM_ERROR_INVALID, "Amount" },
  { "money-overflow",
    HEAD ROOT "," RECORD ("grant", "2", "\"title\":\"g\",\"amount\":9223372036854775808") TAIL,
    SAM_ERROR_INVALID, "record 2" },
  { "date",
    HEAD ROOT "," RECORD ("period", "2",
                          "\"title\":\"p\",\"starts\":\"2025-02-30\",\"ends\":\"2025-03-01\"") TAIL,
    SAM_ERROR_INVALID, "starts" },
  { "ends-first",
    HEAD ROOT "," RECORD ("period", "2",
                          "\"title\":\"p\",\"starts\":\"2025-11-09\",\"ends\":\"2025-10-25\"") TAIL,
    SAM_ERROR_INVALID, "Line 1, record 2 (period): Ends" },
  { "choice", HEAD ROOT "," RECORD ("partner", "2", "\"title\":\"p\",\"sector\":\"martian\"") TAIL,
    SAM_ERROR_INVALID, "martian" },
  { "reference",
    HEAD ROOT "," RECORD ("person", "2", "\"title\":\"p\",\"administration\":\"STK\"") TAIL,
    SAM_ERROR_INVALID, "administration" },
  { "wrong-target",
    HEAD ROOT "," RECORD ("person", "2", "\"title\":\"p\",\"administration\":\"" ID ("1") "\"")
        TAIL,
    SAM_ERROR_INVALID, "Administration" },
  { "same-code",
    HEAD ROOT "," RECORD ("theme", "2", "\"title\":\"p\",\"code\":\"Å\"") "," RECORD (
        "theme", "3", "\"title\":\"q\",\"code\":\"a\"") TAIL,
    SAM_ERROR_INVALID, "record 3 (theme): Code" },
  { "circle-of-owners",
    HEAD ROOT "," RECORD ("comment", "2", "\"about\":\"" ID ("4") "\",\"text\":\"x\"") "," RECORD (
        "comment", "3",
        "\"about\":\"" ID ("2") "\",\"text\":\"x\"") "," RECORD ("comment", "4",
                                                                 "\"about\":\"" ID (
                                                                     "3") "\",\"text\":\"x\"") TAIL,
    SAM_ERROR_INVALID, "About leads back" },
  { "itself",
    HEAD ROOT "," RECORD ("comment", "2", "\"about\":\"" ID ("2") "\",\"text\":\"x\"") TAIL,
    SAM_ERROR_INVALID, "About leads back" },
  { "bad-utf8", HEAD RECORD ("forum", "1", "\"title\":\"\xe5\"") TAIL, SAM_ERROR_INVALID,
    "record 1" },
  { "deep", HEAD "{\"kind\":[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]}" TAIL, SAM_ERROR_INVALID,
    "record 1" },
};

static void
test_broken (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (GBytes) bytes = g_bytes_new_static (broken[i].text, strlen (broken[i].text));
  g_autoptr (GError) error = NULL;
  char **remarks = NULL;

  g_assert_null (sam_forum_file_read (bytes, &remarks, &error));
  g_assert_null (remarks);
  g_assert_error (error, SAM_ERROR, (int)broken[i].code);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, broken[i].says));
  g_assert_null (strchr (error->message, '\n'));
}

/* Either a sentence, or a forum that is written and read back the same. */
static gboolean
read_or_refuse (const char *text, gsize length)
{
  g_autofree char *exact = g_memdup2 (text, length); /* a sanitizer sees a read beyond its end */
  g_autoptr (GBytes) bytes = g_bytes_new_static (exact, length);
  g_autoptr (GBytes) written = NULL, rewritten = NULL;
  g_autoptr (GPtrArray) records = NULL, again = NULL;
  g_autoptr (GError) error = NULL;

  records = sam_forum_file_read (bytes, NULL, &error);
  g_assert_true ((records != NULL) == (error == NULL));
  if (records == NULL)
    {
      g_assert_cmpuint (error->domain, ==, SAM_ERROR);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return FALSE;
    }
  written = sam_forum_file_write (records);
  again = sam_forum_file_read (written, NULL, &error);
  g_assert_no_error (error);
  rewritten = sam_forum_file_write (again);
  g_assert_true (g_bytes_equal (written, rewritten));
  return TRUE;
}

/* A small forum cut out of the sample: its first records. */
static GBytes *
small_file (void)
{
  g_autoptr (GPtrArray) records = sam_forum_file_sample (NULL);

  g_ptr_array_set_size (records, 60);
  return sam_forum_file_write (records);
}

static void
test_truncated (void)
{
  g_autoptr (GBytes) file = small_file ();
  gsize size;
  const char *text = g_bytes_get_data (file, &size);

  g_assert_true (read_or_refuse (text, size));
  g_assert_true (read_or_refuse (text, size - 1)); /* only the final newline is gone */
  for (gsize length = 0; length < size - 1; length += length < 2000 ? 1 : 97)
    g_assert_false (read_or_refuse (text, length));
  g_assert_false (read_or_refuse (text, size - 2));
}

static void
test_flipped (void)
{
  g_autoptr (GBytes) file = small_file ();
  gsize size;
  const char *text = g_bytes_get_data (file, &size);
  g_autofree char *copy = g_memdup2 (text, size);
  g_autofree SamRandom *random = sam_random_seeded (20251025);
  guint refused = 0;

  for (guint round = 0; round < 600; round++)
    {
      guint flips = 1 + sam_random_below (random, 3);

      memcpy (copy, text, size);
      for (guint i = 0; i < flips; i++)
        copy[sam_random_below (random, (guint)size)] ^= (char)(1u << sam_random_below (random, 8));
      refused += !read_or_refuse (copy, size);
    }
  g_assert_cmpuint (refused, >, 100);
}

/* Pieces of the file moved, doubled and dropped: right tokens in wrong places. */
static void
test_shuffled (void)
{
  g_autoptr (GBytes) file = small_file ();
  g_autofree char *text = g_strndup (g_bytes_get_data (file, NULL), g_bytes_get_size (file));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint n = g_strv_length (lines);
  g_autofree SamRandom *random = sam_random_seeded (7);

  for (guint round = 0; round < 600; round++)
    {
      g_autoptr (GString) out = g_string_new (NULL);
      guint at = sam_random_below (random, n), other = sam_random_below (random, n);
      guint act = sam_random_below (random, 3);

      for (guint i = 0; i < n; i++)
        {
          if (i == at && act == 0)
            continue;
          g_string_append (out, lines[i == at && act == 1 ? other : i]);
          g_string_append_c (out, '\n');
          if (i == at && act == 2)
            g_string_append (out, lines[i]);
        }
      read_or_refuse (out->str, out->len);
    }
}

static void
refuse_size (gsize size, const char *before, char filling, const char *after, SamError code,
             const char *says)
{
  g_autofree char *text = g_malloc (size);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  memset (text, filling, size);
  memcpy (text, before, strlen (before));
  memcpy (text + size - strlen (after), after, strlen (after));
  bytes = g_bytes_new_static (text, size);
  g_assert_null (sam_forum_file_read (bytes, NULL, &error));
  g_assert_error (error, SAM_ERROR, (int)code);
  g_assert_nonnull (strstr (error->message, says));
}

static void
test_too_large (void)
{
  refuse_size (SAM_FORUM_FILE_RECORD_LIMIT + 100, HEAD "{\"kind\":\"", 'x', "\"}" TAIL,
               SAM_ERROR_INVALID, "too large");
  refuse_size (SAM_FORUM_FILE_HEADER_LIMIT + 100, HEAD ROOT "],\"x\":\"", 'x', "\"}",
               SAM_ERROR_INVALID, "too much");
  refuse_size (4 * 1024 * 1024, HEAD "{\"kind\":", '[', "]}" TAIL, SAM_ERROR_DAMAGED, "Line 1");
}

/* A long chain is legal, and must not take the square of its length: that would be minutes. */
static void
test_long_chain (void)
{
  enum
  {
    N = 30000
  };
  g_autoptr (GString) text = g_string_new (HEAD ROOT);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 2; i < N; i++)
    g_string_append_printf (text,
                            ",{\"kind\":\"comment\",\"id\":\"0195122f-0000-7000-8000-%012x\","
                            "\"fields\":{\"about\":\"0195122f-0000-7000-8000-%012x\",\"text\":"
                            "\"x\"}}",
                            i, i - 1);
  g_string_append (text, TAIL);
  bytes = g_bytes_new_static (text->str, text->len);
  records = sam_forum_file_read (bytes, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (records->len, ==, N - 1);
}

/* The limit itself, without the memory. */
static void
test_beyond_limit (void)
{
  static const char c = '\0';
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  /* Only the size is looked at, so the bytes behind the first are never read. */
  bytes = g_bytes_new_static (&c, (gsize)SAM_FORUM_FILE_LIMIT + 1);
  g_assert_null (sam_forum_file_read (bytes, NULL, &error));
  g_assert_error (error, SAM_ERROR, SAM_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "too large"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autofree char *path = g_strconcat ("/forum-file/broken/", broken[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_broken);
    }
  g_test_add_func ("/forum-file/truncated", test_truncated);
  g_test_add_func ("/forum-file/flipped", test_flipped);
  g_test_add_func ("/forum-file/shuffled", test_shuffled);
  g_test_add_func ("/forum-file/long-chain", test_long_chain);
  g_test_add_func ("/forum-file/too-large", test_too_large);
  g_test_add_func ("/forum-file/beyond-limit", test_beyond_limit);
  return g_test_run ();
}
