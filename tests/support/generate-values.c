/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/generate.h"

#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/id.h"
#include "base/money.h"

#define FIRST_OF_2025 (G_GINT64_CONSTANT (1735689600) * G_USEC_PER_SEC)

static gint64
any_integer (SamRandom *random, gint64 minimum, gint64 maximum)
{
  guint64 span = (guint64)maximum - (guint64)minimum;

  switch (sam_random_below (random, 8))
    {
    case 0:
      return minimum;
    case 1:
      return maximum;
    case 2:
      return CLAMP (0, minimum, maximum);
    default:
      return (gint64)((guint64)minimum
                      + (span == G_MAXUINT64 ? sam_random_u64 (random)
                                             : sam_random_u64 (random) % (span + 1)));
    }
}

/* Text with what breaks writers and readers: quotes, escapes, several scripts, marks on letters,
 * and the length that is just allowed. */
static SamValue
any_text (SamRandom *random, const SamField *field)
{
  static const char *const parts[]
      = { "a",    "Ö",    "å ä",    "\"",     "\\",  "/",  "{",       "]",
          ",",    ":",    "0",      "null",   "\t",  "é",  "e\u0301", "日本",
          "🙂", "سلام", "\u00a0", "\u2028", "<b>", "%s", "--",      "'" };
  g_autoptr (GString) text = g_string_new (NULL);
  guint most = sam_field_max_length (field);
  guint n = 1 + sam_random_below (random, 24);

  if (sam_random_below (random, 40) == 0 && most <= 500)
    n = most;
  for (guint i = 0; i < n; i++)
    {
      const char *part = parts[sam_random_below (random, G_N_ELEMENTS (parts))];

      if (field->type == SAM_TYPE_LONG_TEXT && sam_random_below (random, 6) == 0)
        part = "\n";
      if (text->len + strlen (part) <= most)
        g_string_append (text, part);
    }
  return sam_value_text (text->len > 0 ? text->str : "a");
}

static SamDay
any_day (SamRandom *random)
{
  SamDay first = sam_day_new (1900, 1, 1), last = sam_day_new (2199, 12, 31);

  return first + (SamDay)sam_random_below (random, (guint)(last - first + 1));
}

static SamValue
any_moment (SamRandom *random, gboolean with_time)
{
  SamMoment moment = { any_day (random), SAM_ALL_DAY };
  g_autofree char *text = NULL;

  if (with_time && sam_random_below (random, 4) > 0)
    moment.minute = (gint16)sam_random_below (random, 1440);
  text = moment.minute == SAM_ALL_DAY ? sam_day_format (moment.day) : sam_moment_format (moment);
  return sam_value_text (text);
}

static SamValue
any_choice (SamRandom *random, const SamField *field)
{
  guint n = 0;

  while (field->choices[n].name != NULL)
    n++;
  return sam_value_text (field->choices[sam_random_below (random, n)].name);
}

static SamValue
any_position (SamRandom *random)
{
  static const char digits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  char text[12];
  guint n = 1 + sam_random_below (random, 10);

  for (guint i = 0; i < n; i++)
    text[i] = digits[sam_random_below (random, 62)];
  text[n - 1] = digits[1 + sam_random_below (random, 61)];
  text[n] = '\0';
  return sam_value_text (text);
}

static SamValue
any_set (SamRandom *random, const char *const *ids, guint n_ids)
{
  guint n = sam_random_below (random, MIN (n_ids, 20) + 1);
  g_autofree const char **chosen = g_new (const char *, n + 1);

  for (guint i = 0; i < n; i++)
    chosen[i] = ids[sam_random_below (random, n_ids)];
  return sam_value_set (chosen, n);
}

static SamValue
any_number (SamRandom *random, const SamField *field)
{
  gint64 limit = field->type == SAM_TYPE_MONEY ? SAM_MONEY_MAX : G_MAXINT64;

  return sam_value_integer (any_integer (random, field->has_range ? field->minimum : -limit,
                                         field->has_range ? field->maximum : limit));
}

SamValue
sam_generate_value (SamRandom *random, const SamField *field, const char *const *ids, guint n_ids)
{
  if (field->computed != SAM_STORED || (!field->required && sam_random_below (random, 8) == 0))
    return SAM_NULL;
  switch (field->type)
    {
    case SAM_TYPE_TEXT:
      if (field->id == SAM_FORUM_TIME_ZONE)
        return sam_value_text (sam_random_below (random, 2) == 0 ? "Europe/Stockholm" : "UTC");
      return any_text (random, field);
    case SAM_TYPE_LONG_TEXT:
      return any_text (random, field);
    case SAM_TYPE_INTEGER:
    case SAM_TYPE_MONEY:
      return any_number (random, field);
    case SAM_TYPE_DATE:
      return any_moment (random, FALSE);
    case SAM_TYPE_TIME:
      return any_moment (random, TRUE);
    case SAM_TYPE_BOOLEAN:
      return sam_value_integer (sam_random_below (random, 2));
    case SAM_TYPE_CHOICE:
      return any_choice (random, field);
    case SAM_TYPE_REFERENCE:
      return n_ids > 0 ? sam_value_text (ids[sam_random_below (random, n_ids)]) : SAM_NULL;
    case SAM_TYPE_REFERENCE_SET:
      return n_ids > 0 ? any_set (random, ids, n_ids) : SAM_NULL;
    case SAM_TYPE_POSITION:
      return any_position (random);
    default:
      g_assert_not_reached ();
    }
}

/* --- Whole records --- */

/* Ids that the field of the record number `index` may name: of its target kind; of records before
 * it where the reference is a chain, so that none comes back to itself. */
static GPtrArray *
targets (GPtrArray *records, guint index, const SamField *field)
{
  gboolean chain = field->owner || field->target == field->kind;
  GPtrArray *ids = g_ptr_array_new ();

  for (guint i = 0; i < (chain ? index : records->len); i++)
    if (field->target == SAM_KIND_ANY || sam_record_is (records->pdata[i], field->target))
      g_ptr_array_add (ids, (char *)sam_record_id (records->pdata[i]));
  return ids;
}

/* The second of two dates or times of a merge group must not be before the first. */
static void
order_group (SamRecord *record, const SamField *ends)
{
  const SamField *starts;

  if (ends->group == 0 || (ends->type != SAM_TYPE_DATE && ends->type != SAM_TYPE_TIME)
      || !sam_record_has (record, ends->id))
    return;
  starts = sam_field (ends->id - 1); /* a group does not start with a kind's title */
  if (starts->group != ends->group || starts->type != ends->type)
    return;
  if (!sam_record_has (record, starts->id)
      || sam_moment_compare (sam_record_moment (record, ends->id),
                             sam_record_moment (record, starts->id))
             < 0)
    sam_record_take_value (record, starts->id,
                           sam_value_copy (sam_record_value (record, ends->id)));
}

/* What one kind's own rules ask for. */
static void
settle_special (SamRecord *record)
{
  if (sam_record_is (record, SAM_KIND_BUDGET_LINE)
      && sam_record_has (record, SAM_BUDGET_LINE_INITIATIVE))
    sam_record_take_value (record, SAM_BUDGET_LINE_ADMINISTRATION, SAM_NULL);
  if (sam_record_is (record, SAM_KIND_ALLOCATION)
      && sam_value_equal (sam_record_value (record, SAM_ALLOCATION_FROM),
                          sam_record_value (record, SAM_ALLOCATION_TO)))
    sam_record_take_value (record, SAM_ALLOCATION_FROM, SAM_NULL);
}

static void
fill (SamRandom *random, GPtrArray *records, guint index)
{
  SamRecord *record = records->pdata[index];
  const SamKind *kind = sam_kind (sam_record_kind (record));

  for (guint i = 0; i < kind->n_fields; i++)
    {
      const SamField *field = sam_field (kind->first + i);
      g_autoptr (GPtrArray) ids = targets (records, index, field);
      SamValue value
          = sam_generate_value (random, field, (const char *const *)ids->pdata, ids->len);

      if (field->unique && !sam_value_is_null (&value))
        {
          g_autofree char *unique = g_strdup_printf ("k%u", index);

          sam_value_clear (&value);
          value = sam_value_text (unique);
        }
      sam_record_take_value (record, field->id, value);
      order_group (record, field);
    }
  settle_special (record);
}

static void
fill_meta (SamRandom *random, SamClock *clock, SamRecord *record)
{
  g_autofree char *created = sam_clock_stamp (clock);
  g_autofree char *changed = NULL;
  SamRecordMeta meta = { 0, NULL, "Någon \"Annan\"", created, "någon" };

  if (sam_random_below (random, 10) == 0)
    return;
  sam_fake_clock_advance ((SamFakeClock *)clock, sam_random_below (random, 1000000000));
  changed = sam_clock_stamp (clock);
  meta.at = changed;
  sam_record_set_meta (record, &meta);
}

GPtrArray *
sam_generate_anything (guint64 seed, guint n)
{
  g_autofree SamRandom *random = sam_random_seeded (seed);
  g_autofree SamFakeClock *clock = sam_fake_clock_new (FIRST_OF_2025);
  GPtrArray *records = g_ptr_array_new_with_free_func (g_object_unref);

  for (SamKindId kind = 0; kind < SAM_N_KINDS; kind++)
    for (guint i = 0; i < (kind == SAM_KIND_FORUM ? 1 : n); i++)
      {
        g_autofree char *id = sam_id_new (&clock->clock, random);

        sam_fake_clock_advance (clock, 1000);
        g_ptr_array_add (records, sam_record_new (kind, id));
      }
  for (guint i = 0; i < records->len; i++)
    {
      fill (random, records, i);
      fill_meta (random, &clock->clock, records->pdata[i]);
      if (!sam_record_is (records->pdata[i], SAM_KIND_FORUM))
        sam_record_set_deleted (records->pdata[i], sam_random_below (random, 12) == 0);
    }
  return records;
}
