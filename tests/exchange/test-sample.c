/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/money.h"
#include "exchange/forum-file.h"
#include "model/forum.h"
#include "model/validate.h"

/* The sample is a promise of its own: what it says about the forum has to stay true. */

static GPtrArray *
sample (void)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *records = sam_forum_file_sample (&error);

  g_assert_no_error (error);
  g_assert_nonnull (records);
  return records;
}

static SamForum *
sample_forum (void)
{
  SamForum *forum = sam_forum_new ();

  sam_forum_load (forum, sample ());
  return forum;
}

/* The one record of a kind; borrowed. */
static SamRecord *
only (SamForum *forum, SamKindId kind)
{
  g_autoptr (GPtrArray) records = sam_forum_ordered (forum, kind);

  g_assert_cmpuint (records->len, ==, 1);
  return records->pdata[0];
}

static void
test_same_bytes (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "..", "data", "sample",
                                                 "oppna-malmo-2025.json", NULL);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) remarks = NULL;
  g_autoptr (GPtrArray) records = sam_forum_file_load (path, &remarks, &error);
  g_autofree char *text = NULL;
  gsize length = 0;

  g_assert_no_error (error);
  g_assert_null (remarks);
  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  g_autoptr (GBytes) written = sam_forum_file_write (records);
  g_assert_cmpmem (text, length, g_bytes_get_data (written, NULL), g_bytes_get_size (written));

  g_autoptr (GPtrArray) carried = sample ();
  g_autoptr (GBytes) again = sam_forum_file_write (carried);
  g_assert_true (g_bytes_equal (written, again));
}

static void
test_forum (void)
{
  g_autoptr (SamForum) forum = sample_forum ();
  SamRecord *root = sam_forum_root (forum);
  SamRecord *period, *grant;

  g_assert_cmpstr (sam_record_title (root), ==, "Öppna Malmö 2025");
  g_assert_cmpstr (sam_record_text (root, SAM_FORUM_CASE_NUMBER), ==, "STK-2024-1302");
  g_assert_true (g_str_has_prefix (sam_record_text (root, SAM_FORUM_NOTICE), "Exempeldata"));
  g_assert_nonnull (
      strstr (sam_record_text (root, SAM_FORUM_REMARKS), "Beslut i kommunstyrelsen saknas"));

  period = only (forum, SAM_KIND_PERIOD);
  g_assert_cmpstr (sam_record_text (period, SAM_PERIOD_STARTS), ==, "2025-10-25");
  g_assert_cmpstr (sam_record_text (period, SAM_PERIOD_ENDS), ==, "2025-11-09");

  grant = only (forum, SAM_KIND_GRANT);
  g_assert_cmpstr (sam_record_text (grant, SAM_GRANT_SOURCE), ==, "Anslag till förfogande");
  g_assert_nonnull (strstr (sam_record_text (grant, SAM_GRANT_DECISION), "KSAU § 61"));
  g_assert_nonnull (strstr (sam_record_text (grant, SAM_GRANT_DECISION), "förslag"));
  g_assert_nonnull (
      strstr (sam_record_text (grant, SAM_GRANT_REMARKS), "Beslut i kommunstyrelsen saknas"));
}

static void
test_administrations (void)
{
  static const char *const titles[] = {
    "Stadskontoret",
    "Kulturförvaltningen",
    "Fritidsförvaltningen",
    "Förskoleförvaltningen",
    "Grundskoleförvaltningen",
    "Gymnasie- och vuxenutbildningsförvaltningen",
    "Arbetsmarknads- och socialförvaltningen",
    "Funktionsstödsförvaltningen",
    "Hälsa-, vård- och omsorgsförvaltningen",
    "Miljöförvaltningen",
    "Fastighets- och gatukontoret",
    "Stadsbyggnadskontoret",
    "Serviceförvaltningen",
  };
  g_autoptr (SamForum) forum = sample_forum ();
  g_autoptr (GPtrArray) administrations = sam_forum_ordered (forum, SAM_KIND_ADMINISTRATION);

  g_assert_cmpuint (administrations->len, ==, G_N_ELEMENTS (titles));
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      SamRecord *administration = administrations->pdata[i];

      g_assert_cmpstr (sam_record_title (administration), ==, titles[i]);
      g_assert_true (sam_record_has (administration, SAM_ADMINISTRATION_COLOUR));
      g_assert_true (sam_record_has (administration, SAM_ADMINISTRATION_CONTACT));
      g_assert_cmpuint (
          sam_forum_referrers (forum, SAM_INITIATIVE_ADMINISTRATION, sam_record_id (administration))
              ->len,
          >=, 1);
    }
}

static void
test_stages (void)
{
  static const struct
  {
    const char *title, *code, *meaning;
  } stages[] = {
    { "Idé", "idea", "open" },
    { "Föreslaget", "proposed", "open" },
    { "Planerat", "planned", "active" },
    { "Bekräftat", "confirmed", "active" },
    { "Pågår", "ongoing", "active" },
    { "Genomfört", "done", "done" },
    { "Inställt", "cancelled", "cancelled" },
  };
  g_autoptr (SamForum) forum = sample_forum ();
  g_autoptr (GPtrArray) found = sam_forum_ordered (forum, SAM_KIND_STAGE);

  g_assert_cmpuint (found->len, ==, G_N_ELEMENTS (stages));
  for (guint i = 0; i < found->len; i++)
    {
      SamRecord *stage = found->pdata[i];
      guint count = sam_forum_referrers (forum, SAM_INITIATIVE_STAGE, sam_record_id (stage))->len;

      g_assert_cmpstr (sam_record_title (stage), ==, stages[i].title);
      g_assert_cmpstr (sam_record_text (stage, SAM_STAGE_CODE), ==, stages[i].code);
      g_assert_cmpstr (sam_record_text (stage, SAM_STAGE_MEANING), ==, stages[i].meaning);
      g_assert_cmpuint (count, >=, 1);
      if (sam_record_has (stage, SAM_STAGE_LIMIT))
        g_assert_cmpint (count, <=, sam_record_integer (stage, SAM_STAGE_LIMIT));
    }
}

static void
test_origins (void)
{
  g_autoptr (SamForum) forum = sample_forum ();
  GListModel *list = sam_forum_list (forum, SAM_KIND_INITIATIVE);
  const SamField *origin = sam_field (SAM_INITIATIVE_ORIGIN);

  for (const SamChoice *choice = origin->choices; choice->name != NULL; choice++)
    {
      guint count = 0;

      for (guint i = 0; i < g_list_model_get_n_items (list); i++)
        {
          g_autoptr (SamRecord) initiative = g_list_model_get_item (list, i);

          count += sam_record_is_choice (initiative, SAM_INITIATIVE_ORIGIN, choice->name);
        }
      g_assert_cmpuint (count, >=, 5);
    }
}

static SamMoney
money_of (SamForum *forum, SamKindId kind, SamFieldId amount, SamFieldId choice, const char *name,
          SamFieldId unless)
{
  g_autoptr (GPtrArray) records = sam_source_list (sam_forum_source (forum), kind);
  SamMoney sum = 0;

  for (guint i = 0; i < records->len; i++)
    {
      SamRecord *record = records->pdata[i];

      if (choice != SAM_NO_FIELD && !sam_record_is_choice (record, choice, name))
        continue;
      if (unless == SAM_NO_FIELD || !sam_record_has (record, unless))
        g_assert_true (sam_money_add (sum, sam_record_integer (record, amount), &sum));
    }
  return sum;
}

static void
test_money (void)
{
  g_autoptr (SamForum) forum = sample_forum ();

  g_assert_cmpint (
      money_of (forum, SAM_KIND_GRANT, SAM_GRANT_AMOUNT, SAM_NO_FIELD, NULL, SAM_NO_FIELD), ==,
      3780000 * SAM_KRONA);
  g_assert_cmpint (money_of (forum, SAM_KIND_ALLOCATION, SAM_ALLOCATION_AMOUNT,
                             SAM_ALLOCATION_STATE, "approved", SAM_ALLOCATION_FROM),
                   ==, 3410000 * SAM_KRONA);
  g_assert_cmpint (money_of (forum, SAM_KIND_ALLOCATION, SAM_ALLOCATION_AMOUNT,
                             SAM_ALLOCATION_STATE, "proposed", SAM_NO_FIELD),
                   ==, 40000 * SAM_KRONA);
}

/* A month's actuals are what the reconciliation says that the city's ledger holds. */
static void
test_reconciled (void)
{
  g_autoptr (SamForum) forum = sample_forum ();
  g_autoptr (GPtrArray) months = sam_forum_ordered (forum, SAM_KIND_RECONCILIATION);
  g_autoptr (GPtrArray) transactions = sam_forum_ordered (forum, SAM_KIND_TRANSACTION);

  g_assert_cmpuint (months->len, ==, 2);
  for (guint m = 0; m < months->len; m++)
    {
      SamRecord *month = months->pdata[m];
      SamMoney sum = 0;

      for (guint i = 0; i < transactions->len; i++)
        if (sam_record_is_choice (transactions->pdata[i], SAM_TRANSACTION_TYPE, "actual")
            && sam_record_day (transactions->pdata[i], SAM_TRANSACTION_MONTH)
                   == sam_record_day (month, SAM_RECONCILIATION_MONTH))
          sum += sam_record_integer (transactions->pdata[i], SAM_TRANSACTION_AMOUNT);
      g_assert_cmpint (sum, >, 0);
      g_assert_cmpint (sum, ==, sam_record_integer (month, SAM_RECONCILIATION_LEDGER_TOTAL));
    }
}

/* What settles is of the same line, and never more than what it settles. */
static void
test_settled (void)
{
  g_autoptr (SamForum) forum = sample_forum ();
  g_autoptr (GPtrArray) transactions = sam_forum_ordered (forum, SAM_KIND_TRANSACTION);
  guint settled = 0;

  for (guint i = 0; i < transactions->len; i++)
    {
      SamRecord *transaction = transactions->pdata[i];
      SamRecord *other
          = sam_source_follow (sam_forum_source (forum), transaction, SAM_TRANSACTION_SETTLES);

      if (other == NULL)
        continue;
      settled++;
      g_assert_cmpstr (sam_record_text (transaction, SAM_TRANSACTION_BUDGET_LINE), ==,
                       sam_record_text (other, SAM_TRANSACTION_BUDGET_LINE));
      g_assert_cmpint (sam_record_integer (transaction, SAM_TRANSACTION_AMOUNT), <=,
                       sam_record_integer (other, SAM_TRANSACTION_AMOUNT));
    }
  g_assert_cmpuint (settled, >=, 20);
}

static void
test_valid (void)
{
  g_autoptr (SamForum) forum = sample_forum ();
  g_autoptr (GPtrArray) all = sam_forum_all (forum);

  for (guint i = 0; i < all->len; i++)
    {
      g_autoptr (GError) error = NULL;
      const SamRecordMeta *meta = sam_record_meta (all->pdata[i]);

      g_assert_true (sam_validate_record (sam_forum_source (forum), all->pdata[i], NULL, &error));
      g_assert_no_error (error);
      g_assert_cmpstr (meta->by, ==, "Exempeldata");
      g_assert_cmpstr (meta->created_at, <=, meta->at);
    }
}

/* Nobody real: no e-mail and no link leads outside example.org. */
static void
test_nobody_real (void)
{
  g_autoptr (SamForum) forum = sample_forum ();
  g_autoptr (GPtrArray) all = sam_forum_all (forum);

  for (guint i = 0; i < all->len; i++)
    {
      SamRecord *record = all->pdata[i];
      const SamKind *kind = sam_kind (sam_record_kind (record));

      for (guint f = 0; f < kind->n_fields; f++)
        {
          const char *text = sam_record_value (record, kind->first + f)->type == SAM_VALUE_TEXT
                                 ? sam_record_text (record, kind->first + f)
                                 : "";

          if (strchr (text, '@') != NULL)
            g_assert_true (g_str_has_suffix (text, "example.org"));
          if (strstr (text, "://") != NULL)
            g_assert_true (g_str_has_prefix (text, "https://www.example.org/"));
        }
    }
}

/* What views have to cope with is there: the longer night, the holiday, the break, gaps and
 * clashes. */
static void
test_edges (void)
{
  g_autoptr (SamForum) forum = sample_forum ();
  g_autoptr (GPtrArray) activities = sam_forum_ordered (forum, SAM_KIND_ACTIVITY);
  g_autoptr (GPtrArray) initiatives = sam_forum_ordered (forum, SAM_KIND_INITIATIVE);
  guint over_change = 0, on_holiday = 0, in_break = 0, after = 0, placeless = 0, ownerless = 0;

  for (guint i = 0; i < activities->len; i++)
    {
      SamRecord *activity = activities->pdata[i];
      const char *starts = sam_record_text (activity, SAM_ACTIVITY_STARTS);
      const char *ends = sam_record_text (activity, SAM_ACTIVITY_ENDS);

      over_change += ends != NULL && strcmp (starts, "2025-10-26T02:00") < 0
                     && g_str_has_prefix (ends, "2025-10-26T02");
      on_holiday += g_str_has_prefix (starts, "2025-11-01T");
      in_break += strcmp (starts, "2025-10-27") >= 0 && strcmp (starts, "2025-11-01") < 0;
      after += sam_record_has (activity, SAM_ACTIVITY_AFTER);
      placeless += sam_record_is_choice (activity, SAM_ACTIVITY_TYPE, "programme_item")
                   && !sam_record_has (activity, SAM_ACTIVITY_VENUE);
    }
  for (guint i = 0; i < initiatives->len; i++)
    ownerless += !sam_record_has (initiatives->pdata[i], SAM_INITIATIVE_OWNER);

  g_assert_cmpuint (initiatives->len, >=, 40);
  g_assert_cmpuint (activities->len, >=, 100);
  g_assert_cmpuint (over_change, >=, 1);
  g_assert_cmpuint (on_holiday, >=, 2);
  g_assert_cmpuint (in_break, >=, 5);
  g_assert_cmpuint (after, >=, 20);
  g_assert_cmpuint (placeless, >=, 3);
  g_assert_cmpuint (ownerless, >=, 3);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sample/same-bytes", test_same_bytes);
  g_test_add_func ("/sample/forum", test_forum);
  g_test_add_func ("/sample/administrations", test_administrations);
  g_test_add_func ("/sample/stages", test_stages);
  g_test_add_func ("/sample/origins", test_origins);
  g_test_add_func ("/sample/money", test_money);
  g_test_add_func ("/sample/reconciled", test_reconciled);
  g_test_add_func ("/sample/settled", test_settled);
  g_test_add_func ("/sample/valid", test_valid);
  g_test_add_func ("/sample/nobody-real", test_nobody_real);
  g_test_add_func ("/sample/edges", test_edges);
  return g_test_run ();
}
