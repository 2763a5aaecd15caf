/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/merge.h"

#include <string.h>

#include "sync/diff.h"

/* Three-way merge of text. Each side is compared with the ancestor; where a run of tokens is the
 * same in all three it is an anchor, and between anchors at most one side may have changed
 * something. Lines first; a stretch of lines that both sides changed is tried again word by word.
 */

/* Longer texts than any field may hold are not worth merging. */
#define LONGEST (1024 * 1024)
/* Steps for one merge, lines and words together: a few tenths of a second at the worst. */
#define MOST_WORK 20000000

typedef struct
{
  const char *text; /* borrowed */
  gsize length;
  guint32 number; /* equal for equal tokens */
} Token;

typedef enum
{
  BY_LINE, /* tokens are lines without their end; there is one more line than line ends */
  BY_WORD, /* tokens are words, runs of space, and single other characters: nothing is left out */
} Level;

typedef struct
{
  Level level;
  GString *out;
  gboolean started; /* a line was written: the next one needs a line end before it */
  gint64 *work;
} Merge;

/* Ancestor, and the two sides. */
enum
{
  OLD,
  OURS,
  THEIRS,
  N_TEXTS
};

typedef struct
{
  guint start, end;
} Stretch;

static gboolean merge_level (Level level, const char *const texts[N_TEXTS],
                             const gsize lengths[N_TEXTS], GString *out, gint64 *work);

static guint
token_hash (gconstpointer key)
{
  const Token *token = key;
  guint hash = 5381;

  for (gsize i = 0; i < token->length; i++)
    hash = hash * 33 + (guchar)token->text[i];
  return hash;
}

static gboolean
token_equal (gconstpointer a, gconstpointer b)
{
  const Token *one = a;
  const Token *other = b;

  return one->length == other->length && memcmp (one->text, other->text, one->length) == 0;
}

static gsize
word_length (const char *text, const char *end)
{
  gunichar first = g_utf8_get_char (text);
  const char *rest = g_utf8_next_char (text);
  gboolean word = g_unichar_isalnum (first) || g_unichar_ismark (first);

  if (!word && (first == '\n' || !g_unichar_isspace (first)))
    return (gsize)(rest - text);
  while (rest < end)
    {
      gunichar next = g_utf8_get_char (rest);

      if (word ? !g_unichar_isalnum (next) && !g_unichar_ismark (next)
               : next == '\n' || !g_unichar_isspace (next))
        break;
      rest = g_utf8_next_char (rest);
    }
  return (gsize)(rest - text);
}

static GArray *
split (Level level, const char *text, gsize length)
{
  GArray *tokens = g_array_new (FALSE, FALSE, sizeof (Token));
  const char *end = text + length;

  if (level == BY_LINE)
    for (;;)
      {
        const char *line_end = memchr (text, '\n', (gsize)(end - text));
        Token token = { text, (gsize)((line_end != NULL ? line_end : end) - text), 0 };

        g_array_append_val (tokens, token);
        if (line_end == NULL)
          break;
        text = line_end + 1;
      }
  else
    while (text < end)
      {
        Token token = { text, word_length (text, end), 0 };

        g_array_append_val (tokens, token);
        text += token.length;
      }
  return tokens;
}

static void
number_tokens (GArray *const tokens[N_TEXTS])
{
  g_autoptr (GHashTable) numbers = g_hash_table_new (token_hash, token_equal);

  for (guint i = 0; i < N_TEXTS; i++)
    for (guint j = 0; j < tokens[i]->len; j++)
      {
        Token *token = &g_array_index (tokens[i], Token, j);
        Token *known = g_hash_table_lookup (numbers, token);

        if (known == NULL)
          {
            token->number = g_hash_table_size (numbers);
            g_hash_table_add (numbers, token);
          }
        else
          token->number = known->number;
      }
}

static gint32 *
match_tokens (GArray *ancestor, GArray *side, gint64 *work)
{
  g_autofree guint32 *a = g_new (guint32, ancestor->len + 1);
  g_autofree guint32 *b = g_new (guint32, side->len + 1);
  gint32 *match = g_new (gint32, ancestor->len + 1);

  for (guint i = 0; i < ancestor->len; i++)
    a[i] = g_array_index (ancestor, Token, i).number;
  for (guint i = 0; i < side->len; i++)
    b[i] = g_array_index (side, Token, i).number;
  sam_diff (a, ancestor->len, b, side->len, match, work);
  return match;
}

static gboolean
same (GArray *a, Stretch in_a, GArray *b, Stretch in_b)
{
  if (in_a.end - in_a.start != in_b.end - in_b.start)
    return FALSE;
  for (guint i = 0; i < in_a.end - in_a.start; i++)
    if (g_array_index (a, Token, in_a.start + i).number
        != g_array_index (b, Token, in_b.start + i).number)
      return FALSE;
  return TRUE;
}

static void
emit (Merge *merge, const char *text, gsize length)
{
  if (merge->level == BY_LINE && merge->started)
    g_string_append_c (merge->out, '\n');
  merge->started = TRUE;
  g_string_append_len (merge->out, text, (gssize)length);
}

static void
emit_stretch (Merge *merge, GArray *tokens, Stretch stretch)
{
  for (guint i = stretch.start; i < stretch.end; i++)
    {
      const Token *token = &g_array_index (tokens, Token, i);

      emit (merge, token->text, token->length);
    }
}

/* The bytes from a stretch's first token to its last. */
static const char *
stretch_text (GArray *tokens, Stretch stretch, gsize *length)
{
  const Token *first = &g_array_index (tokens, Token, stretch.start);
  const Token *last = &g_array_index (tokens, Token, stretch.end - 1);

  *length = (gsize)(last->text + last->length - first->text);
  return first->text;
}

/* What stands between two anchors. FALSE if both sides changed it. */
static gboolean
resolve (Merge *merge, GArray *const tokens[N_TEXTS], const Stretch at[N_TEXTS])
{
  if (same (tokens[OURS], at[OURS], tokens[OLD], at[OLD]))
    emit_stretch (merge, tokens[THEIRS], at[THEIRS]);
  else if (same (tokens[THEIRS], at[THEIRS], tokens[OLD], at[OLD])
           || same (tokens[THEIRS], at[THEIRS], tokens[OURS], at[OURS]))
    emit_stretch (merge, tokens[OURS], at[OURS]);
  else
    {
      g_autoptr (GString) words = NULL;
      const char *texts[N_TEXTS];
      gsize lengths[N_TEXTS];

      if (merge->level == BY_WORD)
        return FALSE;
      for (guint i = 0; i < N_TEXTS; i++)
        {
          if (at[i].start == at[i].end)
            return FALSE; /* removed here and changed there, or both added lines at one place */
          texts[i] = stretch_text (tokens[i], at[i], &lengths[i]);
        }
      words = g_string_new (NULL);
      if (!merge_level (BY_WORD, texts, lengths, words, merge->work))
        return FALSE;
      emit (merge, words->str, words->len);
    }
  return TRUE;
}

static gboolean
merge_level (Level level, const char *const texts[N_TEXTS], const gsize lengths[N_TEXTS],
             GString *out, gint64 *work)
{
  g_autoptr (GArray) old = split (level, texts[OLD], lengths[OLD]);
  g_autoptr (GArray) ours = split (level, texts[OURS], lengths[OURS]);
  g_autoptr (GArray) theirs = split (level, texts[THEIRS], lengths[THEIRS]);
  GArray *const tokens[N_TEXTS] = { old, ours, theirs };
  g_autofree gint32 *in_ours = NULL;
  g_autofree gint32 *in_theirs = NULL;
  Merge merge = { level, out, FALSE, work };
  guint next[N_TEXTS] = { 0, 0, 0 };

  number_tokens (tokens);
  in_ours = match_tokens (old, ours, work);
  in_theirs = match_tokens (old, theirs, work);

  for (;;)
    {
      guint anchor = next[OLD];
      Stretch at[N_TEXTS];

      while (anchor < old->len && (in_ours[anchor] < 0 || in_theirs[anchor] < 0))
        anchor++;
      at[OLD] = (Stretch){ next[OLD], anchor };
      at[OURS] = (Stretch){ next[OURS], anchor < old->len ? (guint)in_ours[anchor] : ours->len };
      at[THEIRS]
          = (Stretch){ next[THEIRS], anchor < old->len ? (guint)in_theirs[anchor] : theirs->len };
      if (!resolve (&merge, tokens, at))
        return FALSE;
      if (anchor == old->len)
        return TRUE;
      emit_stretch (&merge, old, (Stretch){ anchor, anchor + 1 });
      next[OLD] = anchor + 1;
      next[OURS] = at[OURS].end + 1;
      next[THEIRS] = at[THEIRS].end + 1;
    }
}

char *
sam_merge_text (const char *ancestor, const char *current, const char *value)
{
  const char *texts[N_TEXTS] = { ancestor, current, value };
  gsize lengths[N_TEXTS];
  gint64 work = MOST_WORK;
  g_autoptr (GString) out = NULL;

  for (guint i = 0; i < N_TEXTS; i++)
    {
      lengths[i] = strlen (texts[i]);
      if (lengths[i] > LONGEST || !g_utf8_validate (texts[i], (gssize)lengths[i], NULL))
        return NULL;
    }
  if (strcmp (current, value) == 0 || strcmp (ancestor, value) == 0)
    return g_strdup (current);
  if (strcmp (ancestor, current) == 0)
    return g_strdup (value);

  out = g_string_sized_new (lengths[OURS] + lengths[THEIRS]);
  if (!merge_level (BY_LINE, texts, lengths, out, &work))
    return NULL;
  return g_string_free (g_steal_pointer (&out), FALSE);
}
