/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/error.h"
#include "base/fold.h"
#include "base/i18n.h"
#include "model/query-value.h"

#define MAX_BYTES 4000
#define MAX_TERMS 50

/* One value as it was written, and where. */
typedef struct
{
  SamQueryOperator operator;
  char *text;
  const char *at;
} Piece;

typedef struct
{
  SamQueryReader reader;
  SamQuery *query;
  const char *text; /* the whole query */
  const char *next;
} Parser;

static void
piece_free (Piece *piece)
{
  g_free (piece->text);
  g_free (piece);
}

static void
filter_free (SamQueryFilter *filter)
{
  g_array_unref (filter->places);
  g_ptr_array_unref (filter->values);
  g_free (filter);
}

static void
term_free (SamQueryTerm *term)
{
  g_free (term->word);
  g_clear_pointer (&term->word_ids, g_hash_table_unref);
  g_clear_pointer (&term->values, g_ptr_array_unref);
  for (guint i = 0; i < SAM_N_KINDS; i++)
    g_clear_pointer (&term->filters[i], filter_free);
  g_free (term);
}

void
sam_query_free (SamQuery *query)
{
  g_ptr_array_unref (query->terms);
  g_free (query->zone);
  g_free (query);
}

gboolean
sam_query_is_empty (SamQuery *query)
{
  return query->terms->len == 0;
}

static GPtrArray *
values_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)sam_query_value_free);
}

/* --- Errors: where, then why --- */

static gboolean
fail (Parser *parser, const char *at, const char *why, GError **error)
{
  glong column = g_utf8_pointer_to_offset (parser->text, at) + 1;
  gsize length = strlen (why);
  gboolean stop = length > 0 && strchr (".:!?", why[length - 1]) != NULL;

  g_set_error (error, SAM_ERROR, SAM_ERROR_INVALID, _ ("Column %ld of the query: %s%s"), column,
               why, stop ? "" : ".");
  return FALSE;
}

/* --- Names of fields --- */

/* Without spaces and the like, so that labels of several words can be typed. */
static char *
squeeze (const char *name)
{
  g_autofree char *folded = sam_fold (name);
  GString *out = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p++)
    if (strchr (" _-", *p) == NULL)
      g_string_append_c (out, *p);
  return g_string_free (out, FALSE);
}

static gboolean
is_called (const char *name, const char *label, const char *squeezed)
{
  g_autofree char *a = squeeze (name);
  g_autofree char *b = squeeze (label);

  return strcmp (a, squeezed) == 0 || strcmp (b, squeezed) == 0;
}

static gboolean
is_reference (const SamField *field)
{
  return field->type == SAM_TYPE_REFERENCE || field->type == SAM_TYPE_REFERENCE_SET;
}

static SamFieldId
find_own_field (SamKindId kind, const char *squeezed)
{
  const SamKind *of = sam_kind (kind);

  for (guint i = 0; i < of->n_fields; i++)
    {
      const SamField *field = sam_field (of->first + (int)i);

      if (is_called (field->name, sam_field_label (field->id), squeezed))
        return field->id;
    }
  for (guint i = 0; i < of->n_fields; i++)
    {
      const SamField *field = sam_field (of->first + (int)i);

      if (is_reference (field) && field->target != SAM_KIND_ANY
          && is_called (sam_kind (field->target)->name, sam_kind_label (field->target), squeezed))
        return field->id;
    }
  return SAM_NO_FIELD;
}

/* The field of the kind itself, and of what it is part of: there only references, since "title" and
 * "note" of an owner are something else. */
static void
find_places (SamKindId kind, const char *squeezed, SamQueryPlace way, GArray *places)
{
  const SamKind *of = sam_kind (kind);
  SamQueryPlace place = way;

  place.field = find_own_field (kind, squeezed);
  if (place.field != SAM_NO_FIELD && (way.n_path == 0 || is_reference (sam_field (place.field)))
      && (places->len == 0
          || sam_field (g_array_index (places, SamQueryPlace, 0).field)->target
                 == sam_field (place.field)->target))
    g_array_append_val (places, place);
  if (places->len > 0 && !is_reference (sam_field (g_array_index (places, SamQueryPlace, 0).field)))
    return;
  for (guint i = 0; i < of->n_fields && way.n_path < SAM_QUERY_DEPTH; i++)
    {
      const SamField *owner = sam_field (of->first + (int)i);
      SamQueryPlace deeper = way;

      if (!owner->owner || owner->target == SAM_KIND_ANY || owner->id == place.field)
        continue;
      deeper.path[deeper.n_path++] = owner->id;
      find_places (owner->target, squeezed, deeper, places);
    }
}

/* --- Pieces of text --- */

static gboolean
read_quoted (Parser *parser, char **text, GError **error)
{
  const char *start = parser->next;
  const char *end = strchr (start + 1, '"');

  if (end == NULL)
    return fail (parser, start, _ ("the quotation mark is never closed"), error);
  *text = g_strndup (start + 1, end - start - 1);
  parser->next = end + 1;
  return TRUE;
}

static SamQueryOperator
read_operator (Parser *parser)
{
  static const struct
  {
    const char *sign;
    SamQueryOperator operator;
  } signs[] = {
    { "<=", SAM_QUERY_AT_MOST }, { ">=", SAM_QUERY_AT_LEAST }, { "<", SAM_QUERY_LESS },
    { ">", SAM_QUERY_MORE },     { "=", SAM_QUERY_EQUAL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_str_has_prefix (parser->next, signs[i].sign))
      {
        parser->next += strlen (signs[i].sign);
        return signs[i].operator;
      }
  return SAM_QUERY_EQUAL;
}

static gboolean
at_space (const char *p)
{
  return *p == '\0' || g_unichar_isspace (g_utf8_get_char (p));
}

/* The values after the colon, up to white space. None at all: is empty. */
static gboolean
read_pieces (Parser *parser, GPtrArray *pieces, GError **error)
{
  do
    {
      Piece *piece = g_new0 (Piece, 1);

      g_ptr_array_add (pieces, piece);
      piece->at = parser->next;
      if (at_space (parser->next))
        {
          piece->operator= SAM_QUERY_EMPTY;
          return TRUE;
        }
      piece->operator= read_operator (parser);
      if (*parser->next == '"')
        {
          if (!read_quoted (parser, &piece->text, error))
            return FALSE;
        }
      else
        {
          const char *start = parser->next;

          while (!at_space (parser->next) && *parser->next != ',')
            parser->next = g_utf8_next_char (parser->next);
          piece->text = g_strndup (start, parser->next - start);
        }
      if (*piece->text == '\0')
        return fail (parser, piece->at, _ ("a value is missing"), error);
    }
  while (*parser->next == ',' && parser->next++);
  if (!at_space (parser->next))
    return fail (parser, parser->next, _ ("a space is missing after the value"), error);
  return TRUE;
}

/* --- Terms --- */

/* Reads every piece for one field. The first mistake in *error with its place. */
static GPtrArray *
read_values (Parser *parser, const SamField *field, GPtrArray *pieces, GError **error)
{
  g_autoptr (GPtrArray) values = values_new ();

  for (guint i = 0; i < pieces->len; i++)
    {
      Piece *piece = pieces->pdata[i];
      SamQueryValue *value = g_new0 (SamQueryValue, 1);
      g_autoptr (GError) why = NULL;

      g_ptr_array_add (values, value);
      value->operator= piece->operator;
      if (!sam_query_read_value (&parser->reader, field, piece->text, value, &why))
        {
          fail (parser, piece->at, why->message, error);
          return NULL;
        }
    }
  return g_steal_pointer (&values);
}

static gboolean
add_filter (Parser *parser, SamQueryTerm *term, SamKindId kind, const char *squeezed,
            GPtrArray *pieces, gboolean *known, GError **error)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (SamQueryPlace));
  GPtrArray *values;
  SamQueryFilter *filter;

  find_places (kind, squeezed, (SamQueryPlace){ .n_path = 0 }, places);
  if (places->len == 0)
    return FALSE;
  *known = TRUE;
  values = read_values (parser, sam_field (g_array_index (places, SamQueryPlace, 0).field), pieces,
                        error);
  if (values == NULL)
    return FALSE;
  filter = g_new0 (SamQueryFilter, 1);
  filter->places = g_steal_pointer (&places);
  filter->values = values;
  term->filters[kind] = filter;
  return TRUE;
}

/* A field of several kinds may mean different things; it is enough that one of them makes sense. */
static gboolean
read_field_term (Parser *parser, SamQueryTerm *term, const char *name, const char *at,
                 GPtrArray *pieces, GError **error)
{
  g_autofree char *squeezed = squeeze (name);
  g_autofree char *shown = NULL, *why = NULL;
  g_autoptr (GError) first = NULL;
  gboolean any = parser->reader.kind == SAM_KIND_ANY, known = FALSE, good = FALSE;

  term->type = SAM_QUERY_FIELD;
  for (SamKindId kind = 0; kind < SAM_N_KINDS; kind++)
    if (any || kind == parser->reader.kind)
      good |= add_filter (parser, term, kind, squeezed, pieces, &known,
                          first == NULL ? &first : NULL);
  if (good)
    return TRUE;
  if (known)
    {
      g_propagate_error (error, g_steal_pointer (&first));
      return FALSE;
    }
  shown = sam_error_excerpt (name);
  if (any)
    why = g_strdup_printf (_ ("there is no field “%s”; put it in quotes to look for it as text"),
                           shown);
  else
    why = g_strdup_printf (_ ("%s has no field “%s”; put it in quotes to look for it as text"),
                           sam_kind_label (parser->reader.kind), shown);
  return fail (parser, at, why, error);
}

static gboolean
read_kind_value (const char *text, SamQueryValue *value, GError **error)
{
  g_autofree char *squeezed = squeeze (text);
  g_autofree char *shown = sam_error_excerpt (text);

  for (SamKindId kind = 0; kind < SAM_N_KINDS; kind++)
    if (is_called (sam_kind (kind)->name, sam_kind_label (kind), squeezed)
        || is_called (sam_kind_plural (kind), sam_kind_plural (kind), squeezed))
      {
        value->number = kind;
        return TRUE;
      }
  g_set_error (error, SAM_ERROR, SAM_ERROR_INVALID, _ ("there is no kind “%s”"), shown);
  return FALSE;
}

/* `by:me` is the account of the person. */
static char *
author_name (Parser *parser, const char *text)
{
  SamRecord *me = sam_source_get (parser->reader.source, parser->reader.me);
  const char *account
      = sam_record_is (me, SAM_KIND_PERSON) ? sam_record_text (me, SAM_PERSON_ACCOUNT) : NULL;

  return sam_fold (account != NULL && strcmp (text, "me") == 0 ? account : text);
}

static gboolean
read_special_term (Parser *parser, SamQueryTerm *term, GPtrArray *pieces, GError **error)
{
  gboolean stamp = term->type == SAM_QUERY_CREATED || term->type == SAM_QUERY_UPDATED;

  term->values = values_new ();
  for (guint i = 0; i < pieces->len; i++)
    {
      Piece *piece = pieces->pdata[i];
      SamQueryValue *value = g_new0 (SamQueryValue, 1);
      g_autoptr (GError) why = NULL;
      gboolean good = TRUE;

      g_ptr_array_add (term->values, value);
      value->operator= piece->operator;
      if (piece->operator== SAM_QUERY_EMPTY)
        continue;
      if (!stamp && piece->operator!= SAM_QUERY_EQUAL)
        return fail (parser, piece->at, _ ("this cannot be compared with < or >"), error);
      if (stamp)
        good = sam_query_read_moment (piece->text, parser->reader.today, value, &why);
      else if (term->type == SAM_QUERY_KIND)
        good = read_kind_value (piece->text, value, &why);
      else if (term->type == SAM_QUERY_BY)
        value->folded = author_name (parser, piece->text);
      else
        value->folded = g_ascii_strdown (piece->text, -1);
      if (!good)
        return fail (parser, piece->at, why->message, error);
    }
  return TRUE;
}

/* Names that every record has; a field of the kind itself goes before. */
static gboolean
is_special (Parser *parser, const char *name, SamQueryTermType *type)
{
  static const struct
  {
    const char *name;
    const char *label;
    SamQueryTermType type;
  } names[] = {
    { "created", NC_ ("query", "created"), SAM_QUERY_CREATED },
    { "updated", NC_ ("query", "updated"), SAM_QUERY_UPDATED },
    { "id", "id", SAM_QUERY_ID },
    { "by", NC_ ("query", "by"), SAM_QUERY_BY },
    { "kind", NC_ ("query", "kind"), SAM_QUERY_KIND },
  };
  g_autofree char *squeezed = squeeze (name);

  if (parser->reader.kind != SAM_KIND_ANY
      && find_own_field (parser->reader.kind, squeezed) != SAM_NO_FIELD)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (is_called (names[i].name, g_dpgettext2 (GETTEXT_PACKAGE, "query", names[i].label),
                   squeezed))
      {
        *type = names[i].type;
        return TRUE;
      }
  return FALSE;
}

static void
set_word (Parser *parser, SamQueryTerm *term, const char *text)
{
  SamKindId done[SAM_N_KINDS];
  guint n_done = 0;

  term->type = SAM_QUERY_WORD;
  term->word = sam_fold (text);
  for (SamKindId kind = 0; kind < SAM_N_KINDS; kind++)
    {
      SamFieldId field = parser->query->searched[kind];
      SamKindId target = field != SAM_NO_FIELD ? sam_field (field)->target : SAM_KIND_ANY;
      gboolean again = target == SAM_KIND_ANY;
      g_autoptr (GHashTable) ids = NULL;
      GHashTableIter iter;
      gpointer id;

      for (guint i = 0; i < n_done; i++)
        again = again || done[i] == target;
      if (again)
        continue;
      done[n_done++] = target;
      ids = sam_query_titled (parser->reader.source, target, term->word);
      if (term->word_ids == NULL)
        term->word_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_hash_table_iter_init (&iter, ids);
      while (g_hash_table_iter_next (&iter, &id, NULL))
        g_hash_table_add (term->word_ids, g_strdup (id));
    }
  if (term->word_ids != NULL && g_hash_table_size (term->word_ids) == 0)
    g_clear_pointer (&term->word_ids, g_hash_table_unref);
}

/* The length of a field's name in front of a colon; 0 if what comes is a word ("18:30",
 * "https://…"). */
static gsize
name_length (const char *p)
{
  const char *start = p;
  gboolean letter = FALSE;

  for (; !at_space (p) && *p != '"'; p = g_utf8_next_char (p))
    {
      if (*p == ':')
        return letter && !g_str_has_prefix (p, "://") ? p - start : 0;
      letter = letter || g_unichar_isalpha (g_utf8_get_char (p));
    }
  return 0;
}

static gboolean
read_word_term (Parser *parser, SamQueryTerm *term, GError **error)
{
  g_autofree char *text = NULL;

  if (*parser->next == '"')
    {
      if (!read_quoted (parser, &text, error))
        return FALSE;
    }
  else
    {
      const char *start = parser->next;

      while (!at_space (parser->next) && *parser->next != '"')
        parser->next = g_utf8_next_char (parser->next);
      text = g_strndup (start, parser->next - start);
    }
  set_word (parser, term, text);
  return TRUE;
}

static gboolean
read_term (Parser *parser, GError **error)
{
  SamQueryTerm *term = g_new0 (SamQueryTerm, 1);
  const char *at;
  gsize length;

  g_ptr_array_add (parser->query->terms, term);
  if (*parser->next == '-' && !at_space (parser->next + 1))
    {
      term->negated = TRUE;
      parser->next++;
    }
  at = parser->next;
  length = name_length (at);
  if (length == 0)
    return read_word_term (parser, term, error);
  {
    g_autofree char *name = g_strndup (at, length);
    g_autoptr (GPtrArray) pieces = g_ptr_array_new_with_free_func ((GDestroyNotify)piece_free);

    parser->next += length + 1;
    if (!read_pieces (parser, pieces, error))
      return FALSE;
    if (is_special (parser, name, &term->type))
      return read_special_term (parser, term, pieces, error);
    return read_field_term (parser, term, name, at, pieces, error);
  }
}

static void
find_searched (SamQuery *query, SamKindId wanted)
{
  for (guint kind = 0; kind < SAM_N_KINDS; kind++)
    query->searched[kind] = SAM_NO_FIELD;
  for (int id = 0; id < SAM_N_FIELDS; id++)
    {
      const SamField *field = sam_field (id);

      if (field->search && field->type == SAM_TYPE_REFERENCE
          && (wanted == SAM_KIND_ANY || wanted == field->kind))
        query->searched[field->kind] = id;
    }
}

SamQuery *
sam_query_parse (const char *text, SamKindId kind, SamSource *source, SamDay today, const char *me,
                 GError **error)
{
  g_autoptr (SamQuery) query = g_new0 (SamQuery, 1);
  Parser parser = { { source, kind, today, me }, query, text, text };

  query->terms = g_ptr_array_new_with_free_func ((GDestroyNotify)term_free);
  query->source = source;
  query->today = today;
  query->zone = g_strdup (sam_source_zone (source));
  find_searched (query, kind);
  if (strlen (text) > MAX_BYTES || !g_utf8_validate (text, -1, NULL))
    {
      g_set_error_literal (error, SAM_ERROR, SAM_ERROR_INVALID,
                           _ ("The query is too long or is not text: write a shorter one."));
      return NULL;
    }
  for (;;)
    {
      while (*parser.next != '\0' && at_space (parser.next))
        parser.next = g_utf8_next_char (parser.next);
      if (*parser.next == '\0')
        return g_steal_pointer (&query);
      if (query->terms->len >= MAX_TERMS)
        {
          fail (&parser, parser.next, _ ("there are too many words"), error);
          return NULL;
        }
      if (!read_term (&parser, error))
        return NULL;
    }
}
