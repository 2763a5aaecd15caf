/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/merge.h"

#include <string.h>

#include "base/random.h"

#define A "00000000-0000-7000-8000-00000000000a"
#define B "00000000-0000-7000-8000-00000000000b"
#define C "00000000-0000-7000-8000-00000000000c"
#define D "00000000-0000-7000-8000-00000000000d"

/* Values as short text: NULL for null, digits for whole numbers, else text. */
typedef struct
{
  SamFieldId field;
  const char *from, *current, *value;
  SamMergeOutcome outcome;
  const char *result; /* of SET and MERGED */
} Row;

static const Row rows[] = {
  /* one line: ask */
  { SAM_INITIATIVE_TITLE, "a", "a", "b", SAM_MERGE_SET, "b" },
  { SAM_INITIATIVE_TITLE, "a", "b", "b", SAM_MERGE_SAME, NULL },
  { SAM_INITIATIVE_TITLE, "a", "b", "c", SAM_MERGE_ASK, NULL },
  { SAM_INITIATIVE_TITLE, "a", NULL, "c", SAM_MERGE_ASK, NULL },
  { SAM_INITIATIVE_TITLE, NULL, "b", "c", SAM_MERGE_ASK, NULL },
  { SAM_INITIATIVE_TITLE, "a", "b", NULL, SAM_MERGE_ASK, NULL },
  { SAM_INITIATIVE_TITLE, NULL, NULL, "c", SAM_MERGE_SET, "c" },
  { SAM_INITIATIVE_TITLE, "a", "b", "a", SAM_MERGE_SAME, NULL },
  /* whole numbers and money: ask */
  { SAM_VENUE_CAPACITY, "1", "1", "2", SAM_MERGE_SET, "2" },
  { SAM_VENUE_CAPACITY, "1", "2", "3", SAM_MERGE_ASK, NULL },
  { SAM_VENUE_CAPACITY, "1", "3", "3", SAM_MERGE_SAME, NULL },
  { SAM_BUDGET_LINE_PLANNED, "100", "200", "300", SAM_MERGE_ASK, NULL },
  { SAM_BUDGET_LINE_PLANNED, "100", "100", NULL, SAM_MERGE_SET, NULL },
  /* dates and times: ask */
  { SAM_INITIATIVE_STARTS, "2025-10-01", "2025-10-02", "2025-10-03", SAM_MERGE_ASK, NULL },
  { SAM_ACTIVITY_STARTS, "2025-10-01", "2025-10-01", "2025-10-01T18:00", SAM_MERGE_SET,
    "2025-10-01T18:00" },
  { SAM_ACTIVITY_STARTS, "2025-10-01", "2025-10-01T17:00", "2025-10-01T18:00", SAM_MERGE_ASK,
    NULL },
  /* boolean, choice, position: last one wins */
  { SAM_INITIATIVE_ARCHIVED, NULL, "1", "0", SAM_MERGE_SET, "0" },
  { SAM_INITIATIVE_ARCHIVED, "0", "1", "1", SAM_MERGE_SAME, NULL },
  { SAM_INITIATIVE_ORIGIN, "new", "existing", "ordinary", SAM_MERGE_SET, "ordinary" },
  { SAM_INITIATIVE_POSITION, "V", "W", "X", SAM_MERGE_SET, "X" },
  /* reference: ask */
  { SAM_INITIATIVE_STAGE, A, B, C, SAM_MERGE_ASK, NULL },
  { SAM_INITIATIVE_STAGE, A, A, B, SAM_MERGE_SET, B },
  { SAM_INITIATIVE_OWNER, A, B, NULL, SAM_MERGE_ASK, NULL },
  /* sets: by element */
  { SAM_INITIATIVE_THEMES, NULL, A, B, SAM_MERGE_MERGED, A "," B },
  { SAM_INITIATIVE_THEMES, A, A "," B, A "," C, SAM_MERGE_MERGED, A "," B "," C },
  { SAM_INITIATIVE_THEMES, A "," B, A, B, SAM_MERGE_MERGED, NULL },
  { SAM_INITIATIVE_THEMES, A "," B, A "," B "," C, A, SAM_MERGE_MERGED, A "," C },
  { SAM_INITIATIVE_THEMES, A "," B, A "," B "," C "," D, B "," D, SAM_MERGE_MERGED, B "," C "," D },
  { SAM_INITIATIVE_THEMES, A "," B, A, A "," B "," C, SAM_MERGE_MERGED, A "," C },
  { SAM_INITIATIVE_THEMES, A, B, NULL, SAM_MERGE_SAME, NULL },
  { SAM_INITIATIVE_THEMES, A, A "," B "," C, A "," C, SAM_MERGE_SAME, NULL },
  /* long text: by line, then by word */
  { SAM_INITIATIVE_SUMMARY, "one\ntwo\nthree", "ONE\ntwo\nthree", "one\ntwo\nTHREE",
    SAM_MERGE_MERGED, "ONE\ntwo\nTHREE" },
  { SAM_INITIATIVE_SUMMARY, "one two three", "ONE two three", "one two THREE", SAM_MERGE_MERGED,
    "ONE two THREE" },
  { SAM_INITIATIVE_SUMMARY, "one two", "ONE two", "Eins two", SAM_MERGE_ASK, NULL },
  { SAM_INITIATIVE_SUMMARY, NULL, "one", "two", SAM_MERGE_ASK, NULL },
  { SAM_INITIATIVE_SUMMARY, "one", NULL, "two", SAM_MERGE_ASK, NULL },
  { SAM_INITIATIVE_SUMMARY, "one", "one", NULL, SAM_MERGE_SET, NULL },
};

static SamValue
value_of (SamFieldId field, const char *text)
{
  SamType type = sam_field (field)->type;

  if (text != NULL
      && (type == SAM_TYPE_INTEGER || type == SAM_TYPE_MONEY || type == SAM_TYPE_BOOLEAN))
    return sam_value_integer (g_ascii_strtoll (text, NULL, 10));
  return sam_value_text (text);
}

static void
test_table (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const Row *row = &rows[i];
      g_auto (SamValue) from = value_of (row->field, row->from);
      g_auto (SamValue) current = value_of (row->field, row->current);
      g_auto (SamValue) value = value_of (row->field, row->value);
      g_auto (SamValue) wanted = value_of (row->field, row->result);
      g_auto (SamValue) result = SAM_NULL;
      SamMergeOutcome outcome
          = sam_merge (sam_field (row->field), &from, &current, &value, &result);

      if (outcome != row->outcome || !sam_value_equal (&result, &wanted))
        g_error ("row %u: outcome %d, wanted %d", i, outcome, row->outcome);
    }
}

/* Every type: nobody else changed it, only somebody else changed it, both made the same of it. */
static void
test_every_type (void)
{
  static const char *const samples[][3] = {
    [SAM_TYPE_TEXT] = { "a", "b", "c" },
    [SAM_TYPE_LONG_TEXT] = { "a", "b\nb", "c" },
    [SAM_TYPE_INTEGER] = { "1", "2", "3" },
    [SAM_TYPE_MONEY] = { "1", "2", "3" },
    [SAM_TYPE_DATE] = { "2025-01-01", "2025-01-02", "2025-01-03" },
    [SAM_TYPE_TIME] = { "2025-01-01", "2025-01-02T10:00", "2025-01-03" },
    [SAM_TYPE_BOOLEAN] = { NULL, "1", "0" },
    [SAM_TYPE_CHOICE] = { "x", "y", "z" },
    [SAM_TYPE_REFERENCE] = { A, B, C },
    [SAM_TYPE_REFERENCE_SET] = { A, A "," B, C },
    [SAM_TYPE_POSITION] = { "V", "W", "X" },
  };

  for (int id = 0; id < SAM_N_FIELDS; id++)
    {
      const SamField *field = sam_field (id);

      for (guint i = 0; i < 3; i++)
        for (guint j = 0; j < 3; j++)
          {
            g_auto (SamValue) a = value_of (id, samples[field->type][i]);
            g_auto (SamValue) b = value_of (id, samples[field->type][j]);
            g_auto (SamValue) result = SAM_NULL;
            gboolean same = i == j;

            g_assert_cmpint (sam_merge (field, &a, &a, &b, &result), ==,
                             same ? SAM_MERGE_SAME : SAM_MERGE_SET);
            g_assert_true (same || sam_value_equal (&result, &b));
            sam_value_clear (&result);
            g_assert_cmpint (sam_merge (field, &a, &b, &a, &result), ==, SAM_MERGE_SAME);
            g_assert_cmpint (sam_merge (field, &a, &b, &b, &result), ==, SAM_MERGE_SAME);
          }
    }
}

/* More than a set or a long text may hold: both are kept, none is cut. */
static void
test_too_large_together (void)
{
  GString *ours = g_string_new (NULL);
  GString *theirs = g_string_new (NULL);
  g_auto (SamValue) from = sam_value_text ("middle");
  g_auto (SamValue) a = SAM_NULL, b = SAM_NULL, result = SAM_NULL;
  char *ids[1200];

  for (guint i = 0; i < 7000; i++)
    g_string_append (ours, "above, and \n");
  g_string_append (ours, "middle");
  g_string_append (theirs, "middle");
  for (guint i = 0; i < 7000; i++)
    g_string_append (theirs, "\nbelow, but");
  a = sam_value_text (ours->str);
  b = sam_value_text (theirs->str);
  g_assert_cmpint (sam_merge (sam_field (SAM_INITIATIVE_SUMMARY), &from, &a, &b, &result), ==,
                   SAM_MERGE_ASK);
  g_string_free (ours, TRUE);
  g_string_free (theirs, TRUE);

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    ids[i] = g_strdup_printf ("00000000-0000-7000-8000-%012u", i);
  sam_value_clear (&from);
  sam_value_clear (&a);
  sam_value_clear (&b);
  a = sam_value_set ((const char *const *)ids, 600);
  b = sam_value_set ((const char *const *)ids + 600, 600);
  g_assert_cmpint (sam_merge (sam_field (SAM_INITIATIVE_THEMES), &from, &a, &b, &result), ==,
                   SAM_MERGE_ASK);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_free (ids[i]);
}

typedef struct
{
  const char *ancestor, *current, *value, *result;
} TextRow;

static const TextRow text_rows[] = {
  { "", "", "", "" },
  { "a", "a", "b", "b" },
  { "a", "b", "a", "b" },
  { "a", "b", "b", "b" },
  { "a\nb\nc\n", "a\nb\nc\nd\n", "z\na\nb\nc\n", "z\na\nb\nc\nd\n" },
  /* no line end at the end: the added line is a line of its own */
  { "a\nb", "a\nb\nc", "x\nb", "x\nb\nc" },
  { "a\nb\nc", "a\nc", "a\nb\nd", NULL },
  { "a\nb\nc\nd", "a\nc\nd", "a\nb\nc\nD", "a\nc\nD" },
  { "a\nb\nc", "a\nc", "a\nc", "a\nc" },
  /* neighbours: words decide */
  { "a\nb", "A\nb", "a\nB", "A\nB" },
  { "Det regnar i dag.", "Det snöar i dag.", "Det regnar i morgon.", "Det snöar i morgon." },
  { "Det regnar i dag.", "Det snöar i dag.", "Det åskar i dag.", NULL },
  /* both added at one place: nobody knows which comes first */
  { "a\nc", "a\nb\nc", "a\nx\nc", NULL },
  { "a", "a b", "a c", NULL },
  /* the same added by both is added once */
  { "a\nz", "a\nb\nz", "a\nb\nz\ny", "a\nb\nz\ny" },
  { "", "a", "b", NULL },
  { "a", "", "b", NULL },
  /* bytes that are no text */
  { "a", "b\xff", "c", NULL },
};

static void
test_text_table (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (text_rows); i++)
    {
      const TextRow *row = &text_rows[i];
      g_autofree char *one = sam_merge_text (row->ancestor, row->current, row->value);
      g_autofree char *other = sam_merge_text (row->ancestor, row->value, row->current);

      if (g_strcmp0 (one, row->result) != 0)
        g_error ("row %u gives “%s”", i, one);
      g_assert_cmpstr (other, ==, row->result);
    }
}

static GPtrArray *
random_lines (SamRandom *random, guint n)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (lines, g_strdup_printf ("%c %c %c", 'a' + (char)sam_random_below (random, 6),
                                             'a' + (char)sam_random_below (random, 6),
                                             'a' + (char)sam_random_below (random, 6)));
  return lines;
}

static char *
join (GPtrArray *lines)
{
  g_autoptr (GPtrArray) copy = g_ptr_array_copy (lines, NULL, NULL);

  g_ptr_array_set_free_func (copy, NULL);
  g_ptr_array_add (copy, NULL);
  return g_strjoinv ("\n", (char **)copy->pdata);
}

static void
set_line (GPtrArray *lines, guint i, const char *text)
{
  g_free (lines->pdata[i]);
  lines->pdata[i] = g_strdup (text);
}

static gpointer
copy_line (gconstpointer line, gpointer data)
{
  return g_strdup (line);
}

/* Two people work on different lines of one text: all of it is there afterwards, and nothing else.
 */
static void
test_different_lines (void)
{
  g_autofree SamRandom *random = sam_random_seeded (4711);

  for (guint round = 0; round < 300; round++)
    {
      guint n = 4 + sam_random_below (random, 40);
      g_autoptr (GPtrArray) old = random_lines (random, n);
      g_autoptr (GPtrArray) ours = g_ptr_array_copy (old, copy_line, NULL);
      g_autoptr (GPtrArray) theirs = g_ptr_array_copy (old, copy_line, NULL);
      g_autoptr (GPtrArray) both = g_ptr_array_copy (old, copy_line, NULL);
      g_autofree char *a = NULL, *b = NULL, *c = NULL, *wanted = NULL, *merged = NULL;

      g_ptr_array_set_free_func (ours, g_free);
      g_ptr_array_set_free_func (theirs, g_free);
      g_ptr_array_set_free_func (both, g_free);
      for (guint i = 0; i < n; i++)
        {
          g_autofree char *text = g_strdup_printf ("line %u of round %u", i, round);
          guint whose = sam_random_below (random, 4);

          if (whose > 1)
            continue;
          set_line (whose == 0 ? ours : theirs, i, text);
          set_line (both, i, text);
        }
      a = join (old);
      b = join (ours);
      c = join (theirs);
      wanted = join (both);
      merged = sam_merge_text (a, b, c);
      if (merged != NULL) /* neighbouring lines of repeating text may be asked about */
        {
          g_auto (GStrv) lines = g_strsplit (merged, "\n", -1);

          for (guint i = 0; i < n; i++)
            {
              if (strcmp (ours->pdata[i], old->pdata[i]) != 0)
                g_assert_true (g_strv_contains ((const char *const *)lines, ours->pdata[i]));
              if (strcmp (theirs->pdata[i], old->pdata[i]) != 0)
                g_assert_true (g_strv_contains ((const char *const *)lines, theirs->pdata[i]));
            }
        }
      else
        g_assert_cmpstr (b, !=, c);
    }
}

/* Lines that are all different, changed lines apart by two: always merged, exactly. */
static void
test_lines_apart (void)
{
  g_autofree SamRandom *random = sam_random_seeded (12);

  for (guint round = 0; round < 300; round++)
    {
      guint n = 3 + 2 * sam_random_below (random, 30);
      GString *old = g_string_new (NULL), *ours = g_string_new (NULL),
              *theirs = g_string_new (NULL), *both = g_string_new (NULL);
      g_autofree char *merged = NULL;

      for (guint i = 0; i < n; i++)
        {
          guint whose = i % 2 == 0 ? 2 : sam_random_below (random, 3);
          guint how = sam_random_below (random, 3);
          g_autofree char *line = g_strdup_printf ("line %u\n", i);
          g_autofree char *other = how == 0   ? g_strdup ("")
                                   : how == 1 ? g_strdup_printf ("line %u\nmore %u\n", i, i)
                                              : g_strdup_printf ("changed %u-%u\n", i, round);

          g_string_append (old, line);
          g_string_append (ours, whose == 0 ? other : line);
          g_string_append (theirs, whose == 1 ? other : line);
          g_string_append (both, whose < 2 ? other : line);
        }
      merged = sam_merge_text (old->str, ours->str, theirs->str);
      g_assert_cmpstr (merged, ==, both->str);
      g_string_free (old, TRUE);
      g_string_free (ours, TRUE);
      g_string_free (theirs, TRUE);
      g_string_free (both, TRUE);
    }
}

static char *
random_text (SamRandom *random)
{
  static const char *const pieces[] = { "a", "b", " ", "\n", "ö", ".", "word ", "\n\n" };
  GString *text = g_string_new (NULL);
  guint n = sam_random_below (random, 25);

  for (guint i = 0; i < n; i++)
    g_string_append (text, pieces[sam_random_below (random, G_N_ELEMENTS (pieces))]);
  return g_string_free (text, FALSE);
}

/* Some of the text replaced by other text, at letter bounds. */
static char *
changed_text (SamRandom *random, const char *text)
{
  glong n = g_utf8_strlen (text, -1);
  glong start = (glong)sam_random_below (random, (guint)n + 1);
  glong end = start + (glong)sam_random_below (random, (guint)(n - start) + 1) / 4;
  g_autofree char *other = random_text (random);
  g_autofree char *before = g_utf8_substring (text, 0, start);

  return g_strconcat (before, other, g_utf8_offset_to_pointer (text, end), NULL);
}

/* Any three texts: the laws hold, whoever came first. */
static void
test_laws (void)
{
  g_autofree SamRandom *random = sam_random_seeded (7);
  guint n_merged = 0;

  for (guint round = 0; round < 5000; round++)
    {
      g_autofree char *a = random_text (random);
      g_autofree char *b = changed_text (random, a);
      g_autofree char *c = changed_text (random, a);
      g_autofree char *aab = sam_merge_text (a, a, b);
      g_autofree char *aba = sam_merge_text (a, b, a);
      g_autofree char *abb = sam_merge_text (a, b, b);
      g_autofree char *abc = sam_merge_text (a, b, c);
      g_autofree char *acb = sam_merge_text (a, c, b);

      g_assert_cmpstr (aab, ==, b);
      g_assert_cmpstr (aba, ==, b);
      g_assert_cmpstr (abb, ==, b);
      g_assert_cmpstr (abc, ==, acb);
      if (abc != NULL)
        n_merged++;
    }
  g_assert_cmpuint (n_merged, >, 100);
}

/* Texts made to be slow to compare end within the bound, one way or the other. */
static void
test_hostile (void)
{
  enum
  {
    SIZE = 200000
  };
  g_autofree SamRandom *random = sam_random_seeded (99);
  g_autofree char *texts = g_malloc (3 * (SIZE + 1));
  gint64 start = g_get_monotonic_time ();

  for (guint alphabet = 2; alphabet <= 4; alphabet++)
    {
      g_autofree char *merged = NULL;

      for (guint i = 0; i < 3; i++)
        {
          char *text = texts + i * (SIZE + 1);

          for (guint j = 0; j < SIZE; j++)
            text[j] = "\na b"[sam_random_below (random, alphabet)];
          text[SIZE] = '\0';
        }
      merged = sam_merge_text (texts, texts + SIZE + 1, texts + 2 * (SIZE + 1));
      g_assert_true (merged == NULL || strlen (merged) <= 3 * SIZE);
    }
  /* Far above what it takes (under a second), far below what unbounded work would. */
  g_assert_cmpint (g_get_monotonic_time () - start, <, 60 * G_USEC_PER_SEC);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/merge/table", test_table);
  g_test_add_func ("/merge/every-type", test_every_type);
  g_test_add_func ("/merge/too-large-together", test_too_large_together);
  g_test_add_func ("/merge/text/table", test_text_table);
  g_test_add_func ("/merge/text/different-lines", test_different_lines);
  g_test_add_func ("/merge/text/lines-apart", test_lines_apart);
  g_test_add_func ("/merge/text/laws", test_laws);
  g_test_add_func ("/merge/text/hostile", test_hostile);
  return g_test_run ();
}
