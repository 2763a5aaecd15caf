/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/fold.h"

#include <string.h>

/* One character folds on its own: normalisation moves only combining marks, which are dropped, and
 * case folding does not look at neighbours. So there is a table for the Latin blocks that almost
 * all text here is made of, and a slow way for the rest of the world. */
#define TABLE_SIZE 0x180
#define FOLD_BYTES                                                                                 \
  160 /* the longest compatibility decomposition has 18 characters, each may fold to three */

typedef struct
{
  guint8 length;
  char bytes[7];
} FoldEntry;

static FoldEntry fold_table[TABLE_SIZE];

/* Letters with a stroke or ligatures have no decomposition, but nobody types them to search. */
static const struct
{
  gunichar c;
  const char *folded;
} fold_extra[] = {
  { 0xe6, "ae" }, { 0xf0, "d" },  { 0xf8, "o" },  { 0xfe, "th" },  { 0x111, "d" },
  { 0x127, "h" }, { 0x131, "i" }, { 0x142, "l" }, { 0x153, "oe" }, { 0x167, "t" },
};

static gboolean
is_invisible (gunichar c)
{
  return c == 0xad || (c >= 0x200b && c <= 0x200d) || c == 0x2060 || c == 0xfeff;
}

/* The fold of Cherokee capitals is themselves, but GLib lowers them. */
static gboolean
has_case (gunichar c)
{
  return g_unichar_isalpha (c) && !(c >= 0x13a0 && c <= 0x13f5);
}

static guint
fold_slowly (gunichar c, char *out)
{
  if (is_invisible (c))
    return 0;
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  gsize n_parts = g_unichar_fully_decompose (c, TRUE, parts, G_N_ELEMENTS (parts));
  guint length = 0;
  for (gsize i = 0; i < n_parts; i++)
    {
      if (g_unichar_combining_class (parts[i]) != 0)
        continue;
      char utf8[7];
      utf8[g_unichar_to_utf8 (parts[i], utf8)] = '\0';
      g_autofree char *cased = has_case (parts[i]) ? g_utf8_casefold (utf8, -1) : NULL;
      for (const char *p = cased != NULL ? cased : utf8; *p != '\0'; p = g_utf8_next_char (p))
        {
          gunichar folded = g_utf8_get_char (p);
          const char *extra = NULL;
          for (guint j = 0; j < G_N_ELEMENTS (fold_extra) && extra == NULL; j++)
            extra = fold_extra[j].c == folded ? fold_extra[j].folded : NULL;
          if (g_unichar_combining_class (folded) != 0 || length + 8 > FOLD_BYTES)
            continue;
          if (extra != NULL)
            length += (guint)(g_stpcpy (out + length, extra) - (out + length));
          else
            length += (guint)g_unichar_to_utf8 (folded, out + length);
        }
    }
  return length;
}

static void
fold_table_ensure (void)
{
  static gsize ready = 0;
  if (!g_once_init_enter (&ready))
    return;
  for (gunichar c = 1; c < TABLE_SIZE; c++)
    {
      char bytes[FOLD_BYTES];
      guint length = fold_slowly (c, bytes);
      g_assert (length <= sizeof fold_table[c].bytes);
      fold_table[c].length = (guint8)length;
      memcpy (fold_table[c].bytes, bytes, length);
    }
  g_once_init_leave (&ready, 1);
}

/* The folded bytes of a character; *bytes points into the table or to buffer. */
static inline guint
fold_char (gunichar c, char *buffer, const char **bytes)
{
  if (c < TABLE_SIZE)
    {
      *bytes = fold_table[c].bytes;
      return fold_table[c].length;
    }
  *bytes = buffer;
  return fold_slowly (c, buffer);
}

static inline gboolean
is_space (gunichar c)
{
  return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x80 && g_unichar_isspace (c));
}

static char *
fold_ascii (const char *text, gsize length)
{
  char *out = g_malloc (length + 1);
  char *end = out;
  gboolean space = FALSE;
  for (gsize i = 0; i < length; i++)
    {
      char c = text[i];
      if (c == ' ' || (c >= '\t' && c <= '\r'))
        {
          space = end > out;
          continue;
        }
      if (space)
        *end++ = ' ';
      space = FALSE;
      *end++ = c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
    }
  *end = '\0';
  return out;
}

/* Folds valid UTF-8 into memory that grows as needed: some characters become longer. */
static char *
fold_utf8 (const char *text, gsize length)
{
  gsize size = length + FOLD_BYTES + 2, used = 0;
  char *out = g_malloc (size);
  gboolean space = FALSE;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = (guchar)*p < 0x80 ? (gunichar)*p : g_utf8_get_char (p);
      char buffer[FOLD_BYTES];
      const char *bytes = " ";
      guint n_bytes = is_space (c) ? 1 : fold_char (c, buffer, &bytes);
      if (n_bytes == 0)
        continue;
      if (*bytes == ' ') /* white space, or an accent that stands alone */
        {
          space = used > 0;
          continue;
        }
      if (used + FOLD_BYTES + 2 > size)
        out = g_realloc (out, size = size * 2);
      if (space)
        out[used++] = ' ';
      space = FALSE;
      for (guint i = 0; i < n_bytes; i++)
        out[used++] = bytes[i];
    }
  out[used] = '\0';
  return g_realloc (out, used + 1);
}

char *
sam_fold (const char *text)
{
  if (text == NULL)
    return g_strdup ("");
  gsize length = 0;
  guchar seen = 0;
  for (; text[length] != '\0'; length++)
    seen |= (guchar)text[length];
  if (seen < 0x80)
    return fold_ascii (text, length);

  fold_table_ensure ();
  if (g_utf8_validate (text, (gssize)length, NULL))
    return fold_utf8 (text, length);
  g_autofree char *valid = g_utf8_make_valid (text, (gssize)length);
  return fold_utf8 (valid, strlen (valid));
}

gboolean
sam_fold_contains (const char *folded, const char *folded_needle)
{
  return strstr (folded, folded_needle) != NULL;
}

/* Walks a text and gives the bytes that it is ordered by, without allocating. */
typedef struct
{
  const char *next;
  const char *pending;
  guint n_pending;
  gboolean started, space;
  char buffer[FOLD_BYTES];
} Collation;

/* 0x7f sorts after z and before every other letter. */
static const char *
swedish_letter (gunichar c)
{
  switch (c)
    {
    case 0xe5:
    case 0xc5:
      return "\x7f\x01";
    case 0xe4:
    case 0xc4:
    case 0xe6:
    case 0xc6:
      return "\x7f\x02";
    case 0xf6:
    case 0xd6:
    case 0xf8:
    case 0xd8:
      return "\x7f\x03";
    case 0xfc:
    case 0xdc:
      return "y";
    default:
      return NULL;
    }
}

static gunichar
collation_char (Collation *c)
{
  gunichar result
      = (guchar)*c->next < 0x80 ? (gunichar)*c->next : g_utf8_get_char_validated (c->next, -1);
  if (result >= 0x110000) /* invalid: one byte */
    {
      c->next++;
      return 0xfffd;
    }
  c->next = g_utf8_next_char (c->next);
  /* A letter and its mark written apart are the same letter. */
  gunichar composed;
  if ((guchar)*c->next == 0xcc && g_ascii_isalpha ((char)result) && result < 0x80
      && g_unichar_compose (result, g_utf8_get_char_validated (c->next, -1), &composed))
    {
      c->next += 2;
      return composed;
    }
  return result;
}

static guchar
collation_next (Collation *c)
{
  while (c->n_pending == 0)
    {
      if (*c->next == '\0')
        return 0;
      gunichar ch = collation_char (c);
      if (is_space (ch))
        {
          c->space = c->started;
          continue;
        }
      const char *letter = ch >= 0x80 ? swedish_letter (ch) : NULL;
      c->pending = letter;
      c->n_pending
          = letter != NULL ? (guint)strlen (letter) : fold_char (ch, c->buffer, &c->pending);
      if (c->n_pending > 0)
        c->started = TRUE;
    }
  if (c->space)
    {
      c->space = FALSE;
      return ' ';
    }
  c->n_pending--;
  return (guchar)*c->pending++;
}

int
sam_collate (const char *a, const char *b)
{
  a = a != NULL ? a : "";
  b = b != NULL ? b : "";
  fold_table_ensure ();
  Collation left = { .next = a }, right = { .next = b };
  for (;;)
    {
      guchar x = collation_next (&left), y = collation_next (&right);
      if (x != y)
        return x < y ? -1 : 1;
      if (x == 0)
        break;
    }
  /* Texts that differ only in case or accents still have one order. */
  int tie = strcmp (a, b);
  return (tie > 0) - (tie < 0);
}
