/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of the budget page without a screen: what they say, what a filter leaves, what stays
 * over edits. */
#include "desk/budget/budget-bar.h"
#include "desk/budget/budget-rows.h"

#include "../model/world.h"

#define NBSP "\xc2\xa0"

static SamForum *
small_forum (void)
{
  SamForum *forum = sam_forum_new ();

  world_add (forum, SAM_KIND_GRANT, "grant", SAM_GRANT_AMOUNT, "100000", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_ADMINISTRATION, "kult", SAM_ADMINISTRATION_TITLE, "Kultur",
             SAM_ADMINISTRATION_POSITION, "A", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_ADMINISTRATION, "fri", SAM_ADMINISTRATION_TITLE, "Fritid",
             SAM_ADMINISTRATION_POSITION, "B", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_ALLOCATION, "a", SAM_ALLOCATION_TO, "kult", SAM_ALLOCATION_AMOUNT,
             "20000", SAM_ALLOCATION_STATE, "approved", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_INITIATIVE, "roster", SAM_INITIATIVE_TITLE, "Röster",
             SAM_INITIATIVE_ADMINISTRATION, "kult", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_INITIATIVE, "scen", SAM_INITIATIVE_TITLE, "Ungas scen",
             SAM_INITIATIVE_ADMINISTRATION, "kult", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_BUDGET_LINE, "room", SAM_BUDGET_LINE_TITLE, "Lokal",
             SAM_BUDGET_LINE_INITIATIVE, "roster", SAM_BUDGET_LINE_PLANNED, "30000", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_BUDGET_LINE, "own", SAM_BUDGET_LINE_TITLE, "Kaffe",
             SAM_BUDGET_LINE_INITIATIVE, "roster", SAM_BUDGET_LINE_PLANNED, "5000",
             SAM_BUDGET_LINE_OWN_FUNDS, "1", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_BUDGET_LINE, "shared", SAM_BUDGET_LINE_TITLE, "Tryck",
             SAM_BUDGET_LINE_PLANNED, "1000", SAM_BUDGET_LINE_MONTH, "2025-10-01", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_TRANSACTION, "t", SAM_TRANSACTION_BUDGET_LINE, "room",
             SAM_TRANSACTION_TYPE, "actual", SAM_TRANSACTION_AMOUNT, "10000", SAM_NO_FIELD);
  return forum;
}

static SamBudgetRow *
row_at (GListModel *list, guint i)
{
  g_autoptr (SamBudgetRow) row = g_list_model_get_item (list, i);

  g_assert_nonnull (row);
  return row; /* the list holds it */
}

/* "Kultur > Röster > Lokal; …" of everything below. */
static void
describe (GListModel *list, GString *out)
{
  for (guint i = 0; list != NULL && i < g_list_model_get_n_items (list); i++)
    {
      SamBudgetRow *row = row_at (list, i);

      g_string_append_printf (out, "%s%s", i > 0 ? " " : "", sam_budget_row_title (row));
      if (sam_budget_row_children (row) != NULL)
        {
          g_string_append (out, "(");
          describe (sam_budget_row_children (row), out);
          g_string_append (out, ")");
        }
    }
}

static void
assert_rows (SamBudgetRows *rows, const char *expected)
{
  g_autoptr (GString) all = g_string_new (NULL);

  describe (sam_budget_rows_model (rows), all);
  g_assert_cmpstr (all->str, ==, expected);
}

static void
test_texts (void)
{
  g_autoptr (SamForum) forum = small_forum ();
  g_autoptr (SamBudgetRows) rows = sam_budget_rows_new (sam_forum_source (forum));
  GListModel *top = sam_budget_rows_model (rows);
  SamBudgetRow *kult, *common, *unallocated, *sum, *own;

  sam_budget_rows_refresh (rows, SAM_BUDGET_BY_ADMINISTRATION, NULL, NULL);
  assert_rows (rows, "Kultur(Röster(Kaffe Lokal) Ungas scen) Fritid Common(Tryck) Unallocated Sum");
  kult = row_at (top, 0);
  common = row_at (top, 2);
  unallocated = row_at (top, 3);
  sum = row_at (top, 4);
  own = row_at (sam_budget_row_children (row_at (sam_budget_row_children (kult), 0)), 0);
  {
    static const struct
    {
      SamBudgetColumn column;
      const char *kult, *common, *unallocated, *sum;
      gboolean kult_is_over;
    } texts[] = {
      { SAM_BUDGET_ALLOCATED, "200", "0", "800", "1" NBSP "000", FALSE },
      { SAM_BUDGET_PLANNED, "300", "10", "", "310", FALSE },
      { SAM_BUDGET_ACTUAL, "100", "0", "", "100", FALSE },
      { SAM_BUDGET_AVAILABLE, "100", "0", "800", "900", FALSE },
      { SAM_BUDGET_DEVIATION, "▲ −100", "−10", "800", "690", TRUE },
    };

    for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
      {
        g_autofree char *a = sam_budget_row_text (kult, texts[i].column);
        g_autofree char *b = sam_budget_row_text (common, texts[i].column);
        g_autofree char *c = sam_budget_row_text (unallocated, texts[i].column);
        g_autofree char *d = sam_budget_row_text (sum, texts[i].column);

        g_assert_cmpstr (a, ==, texts[i].kult);
        g_assert_cmpstr (b, ==, texts[i].common);
        g_assert_cmpstr (c, ==, texts[i].unallocated);
        g_assert_cmpstr (d, ==, texts[i].sum);
        g_assert_cmpint (sam_budget_row_is_over (kult, texts[i].column), ==, texts[i].kult_is_over);
        g_assert_false (sam_budget_row_is_over (common, texts[i].column));
      }
  }
  {
    g_autofree char *spoken = sam_budget_row_spoken (kult, SAM_BUDGET_DEVIATION);
    g_autofree char *sentence = sam_budget_row_sentence (unallocated);

    g_assert_cmpstr (spoken, ==, "Deviation −100" NBSP "kr, too little");
    g_assert_cmpstr (sentence, ==,
                     "Unallocated, Allocated 800" NBSP "kr, Available 800" NBSP
                     "kr, Deviation 800" NBSP "kr");
  }
  g_assert_true (sam_budget_row_is_own (own));
  g_assert_cmpstr (sam_budget_row_detail (own), ==, "own funds");
  g_assert_cmpint (sam_budget_row_figures (own)->planned, ==, 5000);
}

static void
count_changes (SamBudgetRow *row, guint *n)
{
  (*n)++;
}

/* Rows are the same objects before and after, and only those whose figures moved say so. */
static void
test_identity (void)
{
  g_autoptr (SamForum) forum = small_forum ();
  g_autoptr (SamBudgetRows) rows = sam_budget_rows_new (sam_forum_source (forum));
  GListModel *top = sam_budget_rows_model (rows);
  SamBudgetRow *kult, *fri, *roster, *room;
  guint kult_changes = 0, fri_changes = 0;

  sam_budget_rows_refresh (rows, SAM_BUDGET_BY_ADMINISTRATION, NULL, NULL);
  kult = row_at (top, 0);
  fri = row_at (top, 1);
  roster = row_at (sam_budget_row_children (kult), 0);
  room = row_at (sam_budget_row_children (roster), 1);
  g_signal_connect (kult, "changed", G_CALLBACK (count_changes), &kult_changes);
  g_signal_connect (fri, "changed", G_CALLBACK (count_changes), &fri_changes);

  world_add (forum, SAM_KIND_BUDGET_LINE, "room", SAM_BUDGET_LINE_PLANNED, "31000", SAM_NO_FIELD);
  sam_budget_rows_refresh (rows, SAM_BUDGET_BY_ADMINISTRATION, NULL, NULL);
  g_assert_true (row_at (top, 0) == kult);
  g_assert_true (row_at (sam_budget_row_children (kult), 0) == roster);
  g_assert_true (row_at (sam_budget_row_children (roster), 1) == room);
  g_assert_cmpint (sam_budget_row_figures (room)->planned, ==, 31000);
  g_assert_cmpuint (kult_changes, ==, 1);
  g_assert_cmpuint (fri_changes, ==, 0);

  /* Renamed past its neighbour. */
  world_add (forum, SAM_KIND_INITIATIVE, "roster", SAM_INITIATIVE_TITLE, "Östan", SAM_NO_FIELD);
  sam_budget_rows_refresh (rows, SAM_BUDGET_BY_ADMINISTRATION, NULL, NULL);
  assert_rows (rows, "Kultur(Ungas scen Östan(Kaffe Lokal)) Fritid Common(Tryck) Unallocated Sum");
  g_assert_true (row_at (sam_budget_row_children (kult), 1) == roster);

  /* A first line makes a row that can be opened; a moved one leaves. */
  world_add (forum, SAM_KIND_BUDGET_LINE, "room", SAM_BUDGET_LINE_INITIATIVE, "scen", SAM_NO_FIELD);
  sam_budget_rows_refresh (rows, SAM_BUDGET_BY_ADMINISTRATION, NULL, NULL);
  assert_rows (rows, "Kultur(Ungas scen(Lokal) Östan(Kaffe)) Fritid Common(Tryck) Unallocated Sum");
  world_delete (forum, "own");
  sam_budget_rows_refresh (rows, SAM_BUDGET_BY_ADMINISTRATION, NULL, NULL);
  assert_rows (rows, "Kultur(Ungas scen(Lokal) Östan) Fritid Common(Tryck) Unallocated Sum");
  world_delete (forum, "kult");
  sam_budget_rows_refresh (rows, SAM_BUDGET_BY_ADMINISTRATION, NULL, NULL);
  assert_rows (rows, "Fritid Common(Ungas scen(Lokal) Östan Tryck) Unallocated Sum");
}

static gboolean
is_called (SamRecord *record, gpointer data)
{
  return strstr (sam_record_title (record), data) != NULL;
}

static void
test_filters (void)
{
  static const struct
  {
    SamBudgetGrouping grouping;
    gboolean by_administration, by_search;
    const char *word, *rows;
  } cases[] = {
    { SAM_BUDGET_BY_ADMINISTRATION, TRUE, FALSE, "Kult",
      "Kultur(Röster(Kaffe Lokal) Ungas scen) Sum" },
    { SAM_BUDGET_BY_ADMINISTRATION, TRUE, FALSE, "Ingen", "" },
    { SAM_BUDGET_BY_ADMINISTRATION, FALSE, TRUE, "Lokal", "Kultur(Röster(Lokal))" },
    { SAM_BUDGET_BY_ADMINISTRATION, FALSE, TRUE, "Röst", "Kultur(Röster(Kaffe Lokal))" },
    { SAM_BUDGET_BY_ADMINISTRATION, FALSE, TRUE, "Tryck", "Common(Tryck)" },
    { SAM_BUDGET_BY_ADMINISTRATION, FALSE, TRUE, "Finns inte", "" },
    { SAM_BUDGET_BY_MONTH, FALSE, TRUE, "Tryck", "October 2025(Tryck) Sum" },
    { SAM_BUDGET_BY_MONTH, FALSE, FALSE, "", "October 2025(Tryck) No month(Kaffe Lokal) Sum" },
    { SAM_BUDGET_BY_CATEGORY, FALSE, TRUE, "Lokal", "No category(Lokal) Sum" },
    { SAM_BUDGET_BY_CATEGORY, FALSE, TRUE, "Finns inte", "" },
    /* By its initiative, and of the administration that leads. */
    { SAM_BUDGET_BY_CATEGORY, FALSE, TRUE, "Röst", "No category(Kaffe Lokal) Sum" },
    { SAM_BUDGET_BY_CATEGORY, TRUE, FALSE, "Kult", "No category(Kaffe Lokal) Sum" },
    { SAM_BUDGET_BY_CATEGORY, TRUE, FALSE, "Frit", "" },
  };
  g_autoptr (SamForum) forum = small_forum ();
  g_autoptr (SamBudgetRows) rows = sam_budget_rows_new (sam_forum_source (forum));

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SamBudgetFilter filter = { cases[i].by_administration, cases[i].by_search, is_called,
                                 is_called, (gpointer)cases[i].word };

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      sam_budget_rows_refresh (rows, cases[i].grouping, &filter, NULL);
      assert_rows (rows, cases[i].rows);
    }
}

/* The sum is of what is shown. */
static void
test_sum_of_filtered (void)
{
  g_autoptr (SamForum) forum = small_forum ();
  g_autoptr (SamBudgetRows) rows = sam_budget_rows_new (sam_forum_source (forum));
  SamBudgetFilter kult = { TRUE, FALSE, is_called, is_called, (gpointer) "Kult" };
  SamBudgetFilter tryck = { FALSE, TRUE, is_called, is_called, (gpointer) "Tryck" };
  SamMoney value;

  sam_budget_rows_refresh (rows, SAM_BUDGET_BY_ADMINISTRATION, &kult, NULL);
  g_assert_cmpint (sam_budget_row_figures (row_at (sam_budget_rows_model (rows), 1))->allocated, ==,
                   20000);
  sam_budget_rows_refresh (rows, SAM_BUDGET_BY_MONTH, &tryck, NULL);
  g_assert_cmpint (sam_budget_row_figures (row_at (sam_budget_rows_model (rows), 1))->planned, ==,
                   1000);
  g_assert_false (sam_budget_row_value (row_at (sam_budget_rows_model (rows), 1),
                                        SAM_BUDGET_ALLOCATED, &value));
}

static void
test_find (void)
{
  static const struct
  {
    const char *nick;
    guint depth; /* 0: not shown */
  } cases[] = {
    { "kult", 1 },   { "roster", 2 }, { "room", 3 },   { "t", 3 },
    { "shared", 2 }, { "grant", 0 },  { "nobody", 0 },
  };
  g_autoptr (SamForum) forum = small_forum ();
  g_autoptr (SamBudgetRows) rows = sam_budget_rows_new (sam_forum_source (forum));

  sam_budget_rows_refresh (rows, SAM_BUDGET_BY_ADMINISTRATION, NULL, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) way = sam_budget_rows_find (rows, world_id (cases[i].nick));

      g_assert_cmpuint (way != NULL ? way->len : 0, ==, cases[i].depth);
    }
}

static void
test_parts (void)
{
  static const struct
  {
    SamMoney actual, committed, planned, granted;
    SamMoney parts[SAM_BUDGET_N_PARTS];
  } cases[] = {
    { 0, 0, 0, 0, { 0, 0, 0, 0 } },
    { 10, 20, 50, 100, { 10, 20, 20, 50 } },
    { 10, 20, 20, 100, { 10, 20, 0, 70 } },   /* more used than planned */
    { 10, 20, 150, 100, { 10, 20, 120, 0 } }, /* more planned than granted */
    { -10, 20, 50, 100, { 0, 20, 30, 50 } },  /* a credit note alone */
    { G_MAXINT64, 1, 5, 100, { G_MAXINT64, 1, 0, 0 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SamFigures total = { .actual = cases[i].actual,
                           .committed = cases[i].committed,
                           .planned = cases[i].planned };
      SamMoney parts[SAM_BUDGET_N_PARTS];

      sam_budget_parts (&total, cases[i].granted, parts);
      for (guint p = 0; p < SAM_BUDGET_N_PARTS; p++)
        g_assert_cmpint (parts[p], ==, cases[i].parts[p]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/budget-rows/texts", test_texts);
  g_test_add_func ("/desk/budget-rows/identity", test_identity);
  g_test_add_func ("/desk/budget-rows/filters", test_filters);
  g_test_add_func ("/desk/budget-rows/sum-of-filtered", test_sum_of_filtered);
  g_test_add_func ("/desk/budget-rows/find", test_find);
  g_test_add_func ("/desk/budget-rows/parts", test_parts);
  return g_test_run ();
}
