/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/generate.h"

#include "base/clock.h"
#include "base/date.h"
#include "base/id.h"
#include "base/money.h"
#include "model/position.h"

#define FIRST_OF_2025 (G_GINT64_CONSTANT (1735689600) * G_USEC_PER_SEC)

typedef struct
{
  SamRandom *random;   /* owned */
  SamFakeClock *clock; /* owned */
  GPtrArray *records;  /* owned */
  /* By kind, of borrowed records. */
  GPtrArray *made[SAM_N_KINDS];
} Maker;

static guint
below (Maker *maker, guint limit)
{
  return sam_random_below (maker->random, limit);
}

static SamRecord *
make (Maker *maker, SamKindId kind, const char *title)
{
  g_autofree char *id = NULL, *stamp = NULL;
  SamRecord *record;
  SamRecordMeta meta = { 0 };

  sam_fake_clock_advance (maker->clock, 1000 + below (maker, 60000000));
  id = sam_id_new (&maker->clock->clock, maker->random);
  stamp = sam_clock_stamp (&maker->clock->clock);
  meta.at = meta.created_at = stamp;
  meta.by = meta.created_by = "Generator";
  record = sam_record_new (kind, id);
  sam_record_set_meta (record, &meta);
  sam_record_take_value (record, sam_kind (kind)->first, sam_value_text (title));
  g_ptr_array_add (maker->records, record);
  g_ptr_array_add (maker->made[kind], record);
  return record;
}

static void
set_text (SamRecord *record, SamFieldId field, const char *text)
{
  sam_record_take_value (record, field, sam_value_text (text));
}

static void
set_integer (SamRecord *record, SamFieldId field, gint64 integer)
{
  sam_record_take_value (record, field, sam_value_integer (integer));
}

static void
set_day (SamRecord *record, SamFieldId field, SamDay day)
{
  g_autofree char *text = sam_day_format (day);

  set_text (record, field, text);
}

static void
set_moment (SamRecord *record, SamFieldId field, SamDay day, int minute)
{
  g_autofree char *text
      = sam_moment_format ((SamMoment){ day + minute / 1440, (gint16)(minute % 1440) });

  set_text (record, field, text);
}

static SamRecord *
pick (Maker *maker, SamKindId kind)
{
  GPtrArray *of_kind = maker->made[kind];

  return of_kind->pdata[below (maker, of_kind->len)];
}

/* One of the kind that the field names. */
static void
set_any (Maker *maker, SamRecord *record, SamFieldId field)
{
  set_text (record, field, sam_record_id (pick (maker, sam_field (field)->target)));
}

static void
set_some (Maker *maker, SamRecord *record, SamFieldId field, guint most)
{
  guint n = below (maker, most + 1);
  g_autofree const char **ids = g_new (const char *, n + 1);

  for (guint i = 0; i < n; i++)
    ids[i] = sam_record_id (pick (maker, sam_field (field)->target));
  sam_record_take_value (record, field, sam_value_set (ids, n));
}

static void
make_administrations (Maker *maker)
{
  static const struct
  {
    const char *code, *title;
  } rows[] = {
    { "STK", "Stadskontoret" },
    { "KULT", "Kulturförvaltningen" },
    { "FRI", "Fritidsförvaltningen" },
    { "FSKF", "Förskoleförvaltningen" },
    { "GRF", "Grundskoleförvaltningen" },
    { "GYVF", "Gymnasie- och vuxenutbildningsförvaltningen" },
    { "ASF", "Arbetsmarknads- och socialförvaltningen" },
    { "FSF", "Funktionsstödsförvaltningen" },
    { "HVOF", "Hälsa-, vård- och omsorgsförvaltningen" },
    { "MIL", "Miljöförvaltningen" },
    { "FGK", "Fastighets- och gatukontoret" },
    { "SBK", "Stadsbyggnadskontoret" },
    { "SERV", "Serviceförvaltningen" },
  };
  g_auto (GStrv) positions = sam_position_spread (NULL, NULL, G_N_ELEMENTS (rows));
  const SamChoice *colour = sam_field (SAM_ADMINISTRATION_COLOUR)->choices;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SamRecord *administration = make (maker, SAM_KIND_ADMINISTRATION, rows[i].title);

      set_text (administration, SAM_ADMINISTRATION_CODE, rows[i].code);
      set_text (administration, SAM_ADMINISTRATION_POSITION, positions[i]);
      set_text (administration, SAM_ADMINISTRATION_COLOUR, colour->name);
      if (colour[1].name != NULL)
        colour++;
    }
}

static void
make_stages (Maker *maker)
{
  static const struct
  {
    const char *code, *title, *meaning;
  } rows[] = {
    { "idea", "Idé", "open" },
    { "proposed", "Föreslaget", "open" },
    { "planned", "Planerat", "active" },
    { "confirmed", "Bekräftat", "active" },
    { "ongoing", "Pågår", "active" },
    { "done", "Genomfört", "done" },
    { "cancelled", "Inställt", "cancelled" },
  };
  g_auto (GStrv) positions = sam_position_spread (NULL, NULL, G_N_ELEMENTS (rows));

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SamRecord *stage = make (maker, SAM_KIND_STAGE, rows[i].title);

      set_text (stage, SAM_STAGE_CODE, rows[i].code);
      set_text (stage, SAM_STAGE_POSITION, positions[i]);
      set_text (stage, SAM_STAGE_MEANING, rows[i].meaning);
    }
}

/* Kinds that are a title and a code. */
static void
make_coded (Maker *maker, SamKindId kind, const char *const *titles)
{
  for (guint i = 0; titles[i] != NULL; i++)
    {
      SamRecord *record = make (maker, kind, titles[i]);
      g_autofree char *code = g_strdup_printf ("k%02u", i + 1);

      if (sam_kind_code (kind) != SAM_NO_FIELD)
        set_text (record, sam_kind_code (kind), code);
    }
}

static void
make_forum (Maker *maker, guint n_initiatives)
{
  g_autofree char *title = g_strdup_printf ("Genererat forum, %u initiativ", n_initiatives);
  SamRecord *forum = make (maker, SAM_KIND_FORUM, title);
  SamRecord *period, *grant;

  set_text (forum, SAM_FORUM_CASE_NUMBER, "EX-2025-1");
  set_text (forum, SAM_FORUM_TIME_ZONE, "Europe/Stockholm");
  set_text (forum, SAM_FORUM_CURRENCY, "SEK");
  set_text (forum, SAM_FORUM_NOTICE, "Exempeldata");
  period = make (maker, SAM_KIND_PERIOD, "Forumperioden");
  set_text (period, SAM_PERIOD_STARTS, "2025-10-25");
  set_text (period, SAM_PERIOD_ENDS, "2025-11-09");
  grant = make (maker, SAM_KIND_GRANT, "Tilldelade medel");
  set_integer (grant, SAM_GRANT_AMOUNT, (n_initiatives + 1) * 90000 * SAM_KRONA);
  set_integer (grant, SAM_GRANT_YEAR, 2025);
}

static void
make_basics (Maker *maker)
{
  static const char *const themes[] = { "Demokrati",   "Antirasism",  "Mänskliga rättigheter",
                                        "Inkludering", "Delaktighet", "Barnets rättigheter",
                                        "Trygghet",    NULL };
  static const char *const categories[]
      = { "Lokal och teknik", "Arvoden",  "Tolkning", "Marknadsföring",
          "Material",         "Personal", "Resor",    NULL };
  static const char *const venues[]
      = { "Stadsbiblioteket", "Rådhuset",  "Stadshuset",  "Folkets park",
          "Konserthuset",     "Palladium", "Idrottshall", "Museet",
          "Torget",           "Aulan",     NULL };
  static const char *const partners[]
      = { "Föreningen Hörnan",           "Studieförbundet Lyktan",      "Ungdomsnätverket Vågen",
          "Idrottsklubben Norra Vallen", "Exempelhögskolan vid Sundet", NULL };

  make_administrations (maker);
  make_stages (maker);
  make_coded (maker, SAM_KIND_THEME, themes);
  make_coded (maker, SAM_KIND_CATEGORY, categories);
  make_coded (maker, SAM_KIND_VENUE, venues);
  make_coded (maker, SAM_KIND_PARTNER, partners);
}

static void
make_people (Maker *maker, guint n)
{
  static const char *const first[]
      = { "Maja", "Leo",   "Petra", "Jonas", "Elif",  "Amir", "Sara",
          "Tuva", "Zahra", "Dino",  "Åsa",   "Östen", "Bo",   "Ingrid" };
  static const char *const last[]
      = { "Norrlykta", "Almglimt",   "Hamnsol",   "Strandglimt", "Kastanjelund", "Bokstig",
          "Oxelglans", "Klöverfält", "Granviska", "Widesky",     "Uddastrand",   "Pärlregn" };

  for (guint i = 0; i < n; i++)
    {
      const char *one = first[below (maker, G_N_ELEMENTS (first))];
      g_autofree char *name
          = g_strdup_printf ("%s %s", one, last[below (maker, G_N_ELEMENTS (last))]);
      g_autofree char *account = g_strdup_printf ("person%u", i + 1);
      g_autofree char *email = g_strdup_printf ("%s@example.org", account);
      SamRecord *person = make (maker, SAM_KIND_PERSON, name);

      set_text (person, SAM_PERSON_EMAIL, email);
      set_text (person, SAM_PERSON_ACCOUNT, account);
      set_any (maker, person, SAM_PERSON_ADMINISTRATION);
    }
}

static void
make_allocations (Maker *maker, guint n_initiatives)
{
  GPtrArray *administrations = maker->made[SAM_KIND_ADMINISTRATION];

  for (guint i = 0; i < administrations->len; i++)
    {
      SamRecord *allocation = make (maker, SAM_KIND_ALLOCATION, NULL);

      set_any (maker, allocation, SAM_ALLOCATION_GRANT);
      set_text (allocation, SAM_ALLOCATION_TO, sam_record_id (administrations->pdata[i]));
      set_integer (allocation, SAM_ALLOCATION_AMOUNT,
                   (n_initiatives * 80000 / administrations->len + 1000) * SAM_KRONA);
      set_text (allocation, SAM_ALLOCATION_STATE, i == 0 ? "proposed" : "approved");
    }
}

static void
make_activities (Maker *maker, SamRecord *initiative, SamDay day)
{
  static const char *const types[]
      = { "programme_item", "programme_item", "preparation", "milestone" };
  static const char *const publications[] = { "draft", "ready", "published" };
  guint n = 1 + below (maker, 3);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *title = sam_generate_title (maker->random);
      SamRecord *activity = make (maker, SAM_KIND_ACTIVITY, title);
      const char *type = types[below (maker, G_N_ELEMENTS (types))];
      int minute = 480 + 15 * (int)below (maker, 48);
      SamDay on = day + (SamDay)below (maker, 4);

      set_text (activity, SAM_ACTIVITY_INITIATIVE, sam_record_id (initiative));
      set_text (activity, SAM_ACTIVITY_TYPE, type);
      if (type == types[2])
        {
          set_day (activity, SAM_ACTIVITY_STARTS, on - 14);
          set_day (activity, SAM_ACTIVITY_ENDS, on - 14 + (SamDay)below (maker, 10));
        }
      else
        set_moment (activity, SAM_ACTIVITY_STARTS, on, minute);
      if (type == types[0])
        set_moment (activity, SAM_ACTIVITY_ENDS, on, minute + 30 + 15 * (int)below (maker, 12));
      if (type == types[0] && below (maker, 8) > 0)
        set_any (maker, activity, SAM_ACTIVITY_VENUE);
      if (below (maker, 6) > 0)
        set_any (maker, activity, SAM_ACTIVITY_RESPONSIBLE);
      set_text (activity, SAM_ACTIVITY_PUBLICATION, publications[below (maker, 3)]);
      set_integer (activity, SAM_ACTIVITY_EXPECTED, 10 + below (maker, 300));
    }
}

static void
make_transactions (Maker *maker, SamRecord *line, gint64 planned)
{
  gint64 committed = planned / 100 * (20 + below (maker, 80));
  SamRecord *commitment, *actual;
  SamDay day = sam_day_new (2025, 8, 1) + (SamDay)below (maker, 80);

  if (below (maker, 3) == 0)
    return;
  commitment = make (maker, SAM_KIND_TRANSACTION, "Beställning");
  set_text (commitment, SAM_TRANSACTION_BUDGET_LINE, sam_record_id (line));
  set_text (commitment, SAM_TRANSACTION_TYPE, "commitment");
  set_integer (commitment, SAM_TRANSACTION_AMOUNT, committed);
  set_day (commitment, SAM_TRANSACTION_DATE, day);
  set_day (commitment, SAM_TRANSACTION_MONTH, sam_day_first_of_month (day));
  if (below (maker, 2) == 0)
    return;
  day += 14;
  actual = make (maker, SAM_KIND_TRANSACTION, "Faktura");
  set_text (actual, SAM_TRANSACTION_BUDGET_LINE, sam_record_id (line));
  set_text (actual, SAM_TRANSACTION_TYPE, below (maker, 4) == 0 ? "preliminary_actual" : "actual");
  set_integer (actual, SAM_TRANSACTION_AMOUNT, committed - below (maker, 10000));
  set_day (actual, SAM_TRANSACTION_DATE, day);
  set_day (actual, SAM_TRANSACTION_MONTH, sam_day_first_of_month (day));
  set_text (actual, SAM_TRANSACTION_SETTLES, sam_record_id (commitment));
}

static void
make_budget (Maker *maker, SamRecord *initiative)
{
  guint n = 1 + below (maker, 3);

  for (guint i = 0; i < n; i++)
    {
      SamRecord *category = pick (maker, SAM_KIND_CATEGORY);
      SamRecord *line = make (maker, SAM_KIND_BUDGET_LINE, sam_record_title (category));
      gint64 planned = (1 + below (maker, 100)) * 500 * SAM_KRONA;

      set_text (line, SAM_BUDGET_LINE_INITIATIVE, sam_record_id (initiative));
      set_text (line, SAM_BUDGET_LINE_CATEGORY, sam_record_id (category));
      set_any (maker, line, SAM_BUDGET_LINE_GRANT);
      set_integer (line, SAM_BUDGET_LINE_PLANNED, planned);
      if (below (maker, 4) == 0)
        set_integer (line, SAM_BUDGET_LINE_FORECAST, planned / 100 * (80 + below (maker, 40)));
      make_transactions (maker, line, planned);
    }
}

static void
make_tasks (Maker *maker, SamRecord *initiative, SamDay day)
{
  guint n = below (maker, 4);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *title = sam_generate_title (maker->random);
      SamRecord *task = make (maker, SAM_KIND_TASK, title);

      set_text (task, SAM_TASK_ABOUT, sam_record_id (initiative));
      set_any (maker, task, SAM_TASK_RESPONSIBLE);
      set_day (task, SAM_TASK_DUE, day - (SamDay)below (maker, 30));
      set_integer (task, SAM_TASK_DONE, below (maker, 2));
    }
}

static void
make_initiative (Maker *maker, const char *position)
{
  g_autofree char *title = sam_generate_title (maker->random);
  g_autofree char *summary = sam_generate_text (maker->random);
  SamRecord *initiative = make (maker, SAM_KIND_INITIATIVE, title);
  const SamChoice *origins = sam_field (SAM_INITIATIVE_ORIGIN)->choices;
  SamDay day = sam_day_new (2025, 10, 25) + (SamDay)below (maker, 13);

  set_text (initiative, SAM_INITIATIVE_SUMMARY, summary);
  set_any (maker, initiative, SAM_INITIATIVE_ADMINISTRATION);
  set_some (maker, initiative, SAM_INITIATIVE_PARTICIPATING, 2);
  set_text (initiative, SAM_INITIATIVE_ORIGIN, origins[below (maker, 3)].name);
  set_any (maker, initiative, SAM_INITIATIVE_STAGE);
  set_text (initiative, SAM_INITIATIVE_POSITION, position);
  set_some (maker, initiative, SAM_INITIATIVE_THEMES, 3);
  set_some (maker, initiative, SAM_INITIATIVE_PARTNERS, 2);
  if (below (maker, 10) > 0)
    set_any (maker, initiative, SAM_INITIATIVE_OWNER);
  set_integer (initiative, SAM_INITIATIVE_EXPECTED_PARTICIPANTS, 10 + below (maker, 500));
  if (below (maker, 5) > 0)
    {
      set_day (initiative, SAM_INITIATIVE_STARTS, day);
      set_day (initiative, SAM_INITIATIVE_ENDS, day + (SamDay)below (maker, 5));
    }
  make_activities (maker, initiative, day);
  make_budget (maker, initiative);
  make_tasks (maker, initiative, day);
}

GPtrArray *
sam_generate_forum (guint64 seed, guint n_initiatives)
{
  Maker maker = { sam_random_seeded (seed),
                  sam_fake_clock_new (FIRST_OF_2025),
                  g_ptr_array_new_with_free_func (g_object_unref),
                  { NULL } };
  g_auto (GStrv) positions = sam_position_spread (NULL, NULL, n_initiatives);

  for (SamKindId kind = 0; kind < SAM_N_KINDS; kind++)
    maker.made[kind] = g_ptr_array_new ();
  make_forum (&maker, n_initiatives);
  make_basics (&maker);
  make_people (&maker, 20 + MIN (n_initiatives / 20, 500));
  make_allocations (&maker, n_initiatives);
  for (guint i = 0; i < n_initiatives; i++)
    make_initiative (&maker, positions[i]);
  for (SamKindId kind = 0; kind < SAM_N_KINDS; kind++)
    g_ptr_array_unref (maker.made[kind]);
  g_free (maker.random);
  g_free (maker.clock);
  return maker.records;
}
