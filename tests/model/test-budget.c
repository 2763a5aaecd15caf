/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/random.h"
#include "model/budget.h"
#include "model/computed.h"
#include "world.h"

/* --- One line --- */

static void
add_transaction (SamForum *forum, const char *nick, const char *line, const char *type,
                 const char *amount, const char *settles)
{
  world_add (forum, SAM_KIND_TRANSACTION, nick, SAM_TRANSACTION_BUDGET_LINE, line,
             SAM_TRANSACTION_TYPE, type, SAM_TRANSACTION_AMOUNT, amount, SAM_TRANSACTION_SETTLES,
             settles, SAM_NO_FIELD);
}

typedef struct
{
  const char *type, *amount, *settles;
} Row;

#define COMMITMENT "commitment"
#define PRELIMINARY "preliminary_actual"
#define ACTUAL "actual"
#define INTERNAL "internal_invoice"

/* Transactions are called "0", "1" … in their order. */
static void
test_transactions (void)
{
  static const struct
  {
    Row rows[5];
    SamMoney committed, actual, preliminary, internal;
  } cases[] = {
    { { { NULL } }, 0, 0, 0, 0 },
    { { { COMMITMENT, "100" } }, 100, 0, 0, 0 },
    { { { ACTUAL, "100" } }, 0, 100, 0, 0 },
    { { { PRELIMINARY, "100" } }, 0, 100, 100, 0 },
    /* Never counted: the actual comes from the ledger. */
    { { { INTERNAL, "100" } }, 0, 0, 0, 100 },
    { { { INTERNAL, "100" }, { ACTUAL, "100" } }, 0, 100, 0, 100 },
    /* Settled in whole, in part, by more, by several. */
    { { { COMMITMENT, "100" }, { ACTUAL, "100", "0" } }, 0, 100, 0, 0 },
    { { { COMMITMENT, "100" }, { ACTUAL, "60", "0" } }, 40, 60, 0, 0 },
    { { { COMMITMENT, "100" }, { ACTUAL, "130", "0" } }, 0, 130, 0, 0 },
    { { { COMMITMENT, "100" }, { ACTUAL, "60", "0" }, { ACTUAL, "30", "0" } }, 10, 90, 0, 0 },
    { { { COMMITMENT, "100" }, { PRELIMINARY, "60", "0" } }, 40, 60, 60, 0 },
    /* An internal invoice or another commitment settles nothing. */
    { { { COMMITMENT, "100" }, { INTERNAL, "100", "0" } }, 100, 0, 0, 100 },
    { { { COMMITMENT, "100" }, { COMMITMENT, "50", "0" } }, 150, 0, 0, 0 },
    /* A credit note never makes an order larger than it was. */
    { { { COMMITMENT, "100" }, { ACTUAL, "-50", "0" } }, 100, -50, 0, 0 },
    { { { COMMITMENT, "-100" }, { ACTUAL, "-100", "0" } }, 0, -100, 0, 0 },
    { { { COMMITMENT, "-100" }, { ACTUAL, "-150", "0" } }, 0, -150, 0, 0 },
    /* An actual replaces the preliminary one, whatever the amounts. */
    { { { PRELIMINARY, "100" }, { ACTUAL, "90", "0" } }, 0, 90, 0, 0 },
    { { { PRELIMINARY, "100" }, { ACTUAL, "50", "0" }, { ACTUAL, "70", "0" } }, 0, 120, 0, 0 },
    { { { PRELIMINARY, "100" }, { PRELIMINARY, "10", "0" } }, 0, 110, 110, 0 },
    /* All the way from order by preliminary to ledger: the order is settled by what replaced. */
    { { { COMMITMENT, "100" }, { PRELIMINARY, "100", "0" }, { ACTUAL, "80", "1" } }, 20, 80, 0, 0 },
    { { { COMMITMENT, "100" }, { PRELIMINARY, "80", "0" }, { ACTUAL, "100", "1" } }, 0, 100, 0, 0 },
    /* A type of a newer version is not money that this version knows. */
    { { { "accrual", "100" } }, 0, 0, 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SamForum) forum = sam_forum_new ();
      SamRecord *line = world_add (forum, SAM_KIND_BUDGET_LINE, "line", SAM_BUDGET_LINE_PLANNED,
                                   "1000", SAM_NO_FIELD);
      SamFigures figures;

      for (guint r = 0; r < 5 && cases[i].rows[r].type != NULL; r++)
        {
          g_autofree char *nick = g_strdup_printf ("%u", r);

          add_transaction (forum, nick, "line", cases[i].rows[r].type, cases[i].rows[r].amount,
                           cases[i].rows[r].settles);
        }
      sam_budget_line_figures (sam_forum_source (forum), line, &figures);
      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (figures.committed, ==, cases[i].committed);
      g_assert_cmpint (figures.actual, ==, cases[i].actual);
      g_assert_cmpint (figures.preliminary, ==, cases[i].preliminary);
      g_assert_cmpint (figures.internal, ==, cases[i].internal);
      g_assert_cmpint (figures.available, ==, 1000 - figures.actual - figures.committed);
      g_assert_cmpint (figures.forecast, ==, 1000);
      g_assert_cmpint (figures.deviation, ==, 0);
      g_assert_false (figures.overflow);
    }
}

static void
test_forecast (void)
{
  static const struct
  {
    const char *planned, *forecast, *spent, *ordered;
    SamMoney expected, deviation;
  } cases[] = {
    { "100", NULL, "0", "0", 100, 0 },    { "100", "80", "0", "0", 80, 20 },
    { "100", "120", "0", "0", 120, -20 }, { "100", NULL, "70", "50", 120, -20 },
    { "100", "90", "70", "50", 90, 10 },  { NULL, NULL, "10", "0", 10, -10 },
    { "100", "0", "0", "0", 0, 100 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SamForum) forum = sam_forum_new ();
      SamFigures figures;
      SamRecord *line
          = world_add (forum, SAM_KIND_BUDGET_LINE, "line", SAM_BUDGET_LINE_PLANNED,
                       cases[i].planned, SAM_BUDGET_LINE_FORECAST, cases[i].forecast, SAM_NO_FIELD);

      add_transaction (forum, "spent", "line", ACTUAL, cases[i].spent, NULL);
      add_transaction (forum, "ordered", "line", COMMITMENT, cases[i].ordered, NULL);
      sam_budget_line_figures (sam_forum_source (forum), line, &figures);
      g_assert_cmpint (figures.forecast, ==, cases[i].expected);
      g_assert_cmpint (figures.deviation, ==, cases[i].deviation);
    }
}

static void
test_overflow (void)
{
  SamFigures sum = { .planned = G_MAXINT64 - 5, .available = G_MININT64 + 5 };
  SamFigures more = { .planned = 5, .available = -5 };

  sam_figures_add (&sum, &more);
  g_assert_false (sum.overflow);
  g_assert_cmpint (sum.planned, ==, G_MAXINT64);
  g_assert_cmpint (sum.available, ==, G_MININT64);
  sam_figures_add (&sum, &more);
  g_assert_true (sum.overflow);
  g_assert_cmpint (sum.planned, ==, G_MAXINT64);
  g_assert_cmpint (sum.available, ==, G_MININT64);
  {
    SamFigures above = { 0 };

    /* Whoever adds an overflown sum has one too. */
    sam_figures_add (&above, &sum);
    g_assert_true (above.overflow);
  }
}

/* --- A whole forum --- */

static SamForum *
small_forum (void)
{
  SamForum *forum = sam_forum_new ();

  world_add (forum, SAM_KIND_FORUM, "forum", SAM_FORUM_TITLE, "Forum", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_GRANT, "grant", SAM_GRANT_TITLE, "Anslag", SAM_GRANT_AMOUNT, "1000",
             SAM_NO_FIELD);
  world_add (forum, SAM_KIND_ADMINISTRATION, "kult", SAM_ADMINISTRATION_TITLE, "Kultur",
             SAM_ADMINISTRATION_POSITION, "B", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_ADMINISTRATION, "fri", SAM_ADMINISTRATION_TITLE, "Fritid",
             SAM_ADMINISTRATION_POSITION, "A", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_ALLOCATION, "a1", SAM_ALLOCATION_TO, "kult", SAM_ALLOCATION_AMOUNT,
             "600", SAM_ALLOCATION_STATE, "approved", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_ALLOCATION, "a2", SAM_ALLOCATION_TO, "fri", SAM_ALLOCATION_FROM,
             "kult", SAM_ALLOCATION_AMOUNT, "200", SAM_ALLOCATION_STATE, "approved", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_ALLOCATION, "a3", SAM_ALLOCATION_TO, "fri", SAM_ALLOCATION_AMOUNT,
             "50", SAM_ALLOCATION_STATE, "proposed", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_STAGE, "active", SAM_STAGE_TITLE, "Pågår", SAM_STAGE_MEANING, "active",
             SAM_NO_FIELD);
  world_add (forum, SAM_KIND_INITIATIVE, "roster", SAM_INITIATIVE_TITLE, "Röster",
             SAM_INITIATIVE_ADMINISTRATION, "kult", SAM_INITIATIVE_STAGE, "active", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_BUDGET_LINE, "room", SAM_BUDGET_LINE_TITLE, "Lokal",
             SAM_BUDGET_LINE_INITIATIVE, "roster", SAM_BUDGET_LINE_PLANNED, "300",
             SAM_BUDGET_LINE_CATEGORY, "rent", SAM_BUDGET_LINE_MONTH, "2025-10-15", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_BUDGET_LINE, "own", SAM_BUDGET_LINE_TITLE, "Egna",
             SAM_BUDGET_LINE_INITIATIVE, "roster", SAM_BUDGET_LINE_PLANNED, "70",
             SAM_BUDGET_LINE_OWN_FUNDS, "1", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_BUDGET_LINE, "admin", SAM_BUDGET_LINE_TITLE, "Personal",
             SAM_BUDGET_LINE_ADMINISTRATION, "fri", SAM_BUDGET_LINE_PLANNED, "40",
             SAM_BUDGET_LINE_MONTH, "2025-09-01", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_BUDGET_LINE, "shared", SAM_BUDGET_LINE_TITLE, "Trycksaker",
             SAM_BUDGET_LINE_PLANNED, "30", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_CATEGORY, "rent", SAM_CATEGORY_TITLE, "Lokalhyra", SAM_NO_FIELD);
  add_transaction (forum, "t1", "room", ACTUAL, "120", NULL);
  return forum;
}

static SamBudgetNode *
child (SamBudgetNode *node, guint i)
{
  g_assert_cmpuint (i, <, node->children->len);
  return node->children->pdata[i];
}

static void
test_tree (void)
{
  g_autoptr (SamForum) forum = small_forum ();
  g_autoptr (SamBudgetNode) root
      = sam_budget_build (sam_forum_source (forum), SAM_BUDGET_BY_ADMINISTRATION);

  g_assert_cmpuint (root->children->len, ==, 4);
  g_assert_cmpstr (sam_record_title (child (root, 0)->record), ==, "Fritid");
  g_assert_cmpstr (sam_record_title (child (root, 1)->record), ==, "Kultur");
  g_assert_cmpint (child (root, 2)->type, ==, SAM_BUDGET_COMMON);
  g_assert_cmpint (child (root, 3)->type, ==, SAM_BUDGET_UNALLOCATED);
  g_assert_cmpint (root->figures.allocated, ==, 1000);
  g_assert_cmpint (root->figures.planned, ==, 370);
  g_assert_cmpint (root->figures.available, ==, 880);
  g_assert_cmpint (root->own.planned, ==, 70);
  g_assert_cmpint (child (root, 0)->figures.allocated, ==, 200);
  g_assert_cmpint (child (root, 1)->figures.allocated, ==, 400);
  g_assert_cmpint (child (root, 1)->figures.available, ==, 280);
  g_assert_cmpint (child (root, 1)->figures.deviation, ==, 100);
  g_assert_cmpint (child (child (root, 1), 0)->figures.available, ==, 180);
  g_assert_cmpint (child (root, 2)->figures.planned, ==, 30);
  g_assert_cmpint (child (root, 3)->figures.allocated, ==, 400);
  g_assert_cmpint (sam_budget_granted (sam_forum_source (forum)), ==, 1000);
  g_assert_cmpint (sam_budget_allocated (sam_forum_source (forum)), ==, 600);
}

static void
test_groupings (void)
{
  g_autoptr (SamForum) forum = small_forum ();
  SamSource *source = sam_forum_source (forum);
  g_autoptr (SamBudgetNode) categories = sam_budget_build (source, SAM_BUDGET_BY_CATEGORY);
  g_autoptr (SamBudgetNode) months = sam_budget_build (source, SAM_BUDGET_BY_MONTH);

  g_assert_cmpuint (categories->children->len, ==, 2);
  g_assert_cmpstr (sam_record_title (child (categories, 0)->record), ==, "Lokalhyra");
  g_assert_null (child (categories, 1)->record);
  g_assert_cmpint (child (categories, 1)->type, ==, SAM_BUDGET_CATEGORY);
  g_assert_cmpuint (child (categories, 1)->children->len, ==, 3);
  g_assert_cmpuint (months->children->len, ==, 3);
  g_assert_cmpint (child (months, 0)->month, ==, sam_day_new (2025, 9, 1));
  g_assert_cmpint (child (months, 1)->month, ==, sam_day_new (2025, 10, 1));
  g_assert_cmpint (child (months, 2)->month, ==, SAM_DAY_NONE);
  g_assert_cmpint (months->figures.allocated, ==, 1000);
  g_assert_cmpint (months->figures.available, ==, 880);
  g_assert_cmpint (categories->figures.planned, ==, 370);
}

/* What is under something deleted is still money. */
static void
test_deleted_owners (void)
{
  g_autoptr (SamForum) forum = small_forum ();
  SamSource *source = sam_forum_source (forum);
  g_autoptr (SamBudgetNode) before = sam_budget_build (source, SAM_BUDGET_BY_ADMINISTRATION);
  g_autoptr (GPtrArray) attention = NULL;

  world_delete (forum, "roster");
  {
    g_autoptr (SamBudgetNode) root = sam_budget_build (source, SAM_BUDGET_BY_ADMINISTRATION);

    g_assert_cmpint (root->figures.planned, ==, before->figures.planned);
    g_assert_cmpint (child (root, 2)->figures.planned, ==, 330);
  }
  world_delete (forum, "kult");
  {
    g_autoptr (SamBudgetNode) root = sam_budget_build (source, SAM_BUDGET_BY_ADMINISTRATION);

    g_assert_cmpint (root->figures.allocated, ==, 1000);
    g_assert_cmpint (child (root, 1)->type, ==, SAM_BUDGET_COMMON);
    g_assert_cmpint (child (root, 1)->figures.allocated, ==, 400);
  }
  world_delete (forum, "room");
  add_transaction (forum, "lost", "never-seen", ACTUAL, "5", NULL);
  {
    g_autoptr (SamBudgetNode) root = sam_budget_build (source, SAM_BUDGET_BY_ADMINISTRATION);
    g_autoptr (SamBudgetNode) months = sam_budget_build (source, SAM_BUDGET_BY_MONTH);

    g_assert_cmpint (root->figures.planned, ==, 70);
    g_assert_cmpint (root->figures.actual, ==, 125);
    g_assert_cmpint (months->figures.actual, ==, 125);
  }
  attention = sam_budget_attention (source);
  {
    guint gone = 0;

    for (guint i = 0; i < attention->len; i++)
      gone += ((SamAttention *)attention->pdata[i])->type == SAM_ATTENTION_DELETED_OWNER;
    g_assert_cmpuint (gone, ==, 3); /* own, t1, lost */
  }
}

static void
test_attention (void)
{
  static const SamAttentionType expected[] = {
    SAM_ATTENTION_OVER_GRANTED,  SAM_ATTENTION_OVER_ALLOCATED, SAM_ATTENTION_FORECAST_OVER,
    SAM_ATTENTION_FORECAST_OVER, SAM_ATTENTION_PROPOSED,       SAM_ATTENTION_REMARK,
    SAM_ATTENTION_NO_BUDGET,
  };
  g_autoptr (SamForum) forum = small_forum ();
  g_autoptr (GPtrArray) found = NULL;

  found = sam_budget_attention (sam_forum_source (forum));
  g_assert_cmpuint (found->len, ==, 1);
  g_clear_pointer (&found, g_ptr_array_unref);

  world_add (forum, SAM_KIND_FORUM, "forum", SAM_FORUM_REMARKS, "Beslut saknas", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_GRANT, "grant", SAM_GRANT_AMOUNT, "550", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_BUDGET_LINE, "admin", SAM_BUDGET_LINE_PLANNED, "210", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_BUDGET_LINE, "room", SAM_BUDGET_LINE_FORECAST, "500", SAM_NO_FIELD);
  world_add (forum, SAM_KIND_INITIATIVE, "bare", SAM_INITIATIVE_TITLE, "Utan",
             SAM_INITIATIVE_ADMINISTRATION, "fri", SAM_INITIATIVE_STAGE, "active", SAM_NO_FIELD);
  found = sam_budget_attention (sam_forum_source (forum));
  g_assert_cmpuint (found->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < found->len; i++)
    g_assert_cmpint (((SamAttention *)found->pdata[i])->type, ==, expected[i]);
  /* 600 allocated and 30 planned in common, of 550. */
  g_assert_cmpint (((SamAttention *)found->pdata[0])->amount, ==, 80);
  g_assert_cmpint (((SamAttention *)found->pdata[1])->amount, ==, 10);
  /* The initiative by 200, and its administration by 100. */
  g_assert_cmpint (((SamAttention *)found->pdata[2])->amount, ==, 200);
  g_assert_cmpint (((SamAttention *)found->pdata[3])->amount, ==, 100);
}

static void
test_computed (void)
{
  static const struct
  {
    const char *due, *done;
    gint64 overdue;
  } rows[] = {
    { "2025-08-31", NULL, 1 },
    { "2025-09-01", NULL, 0 },
    { "2025-08-31", "1", 0 },
    { NULL, NULL, 0 },
  };
  g_autoptr (SamForum) forum = small_forum ();
  SamSource *source = sam_forum_source (forum);
  SamDay today = sam_day_new (2025, 9, 1);
  g_auto (SamValue) actual = sam_computed_value (source, sam_forum_get (forum, world_id ("room")),
                                                 SAM_BUDGET_LINE_ACTUAL, today);
  g_auto (SamValue) planned = sam_computed_value (
      source, sam_forum_get (forum, world_id ("roster")), SAM_INITIATIVE_PLANNED, today);
  g_auto (SamValue) title = sam_computed_value (source, sam_forum_get (forum, world_id ("roster")),
                                                SAM_INITIATIVE_TITLE, today);

  g_assert_cmpint (actual.integer, ==, 120);
  g_assert_cmpint (planned.integer, ==, 300);
  g_assert_cmpstr (title.text, ==, "Röster");
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SamRecord *task = world_add (forum, SAM_KIND_TASK, "task", SAM_TASK_DUE, rows[i].due,
                                   SAM_TASK_DONE, rows[i].done, SAM_NO_FIELD);
      g_auto (SamValue) overdue = sam_computed_value (source, task, SAM_TASK_OVERDUE, today);

      g_assert_cmpint (overdue.integer, ==, rows[i].overdue);
    }
}

/* --- Random forums --- */

#define N_ADMINISTRATIONS 4
#define N_INITIATIVES 8
#define N_LINES 20
#define N_TRANSACTIONS 40

static SamRandom *dice;

/* "kind7"; now and then nothing, or one that is not here. */
static const char *
pick (const char *prefix, guint n)
{
  g_autofree char *nick = NULL;
  guint throw = sam_random_below (dice, 10);

  if (throw == 0)
    return NULL;
  nick = g_strdup_printf ("%s%u", prefix, throw == 1 ? 999 : sam_random_below (dice, n));
  return g_intern_string (nick);
}

static const char *
amount (guint limit)
{
  g_autofree char *text = g_strdup_printf ("%u", sam_random_below (dice, limit));

  return g_intern_string (text);
}

static void
random_line (SamForum *forum, const char *nick)
{
  static const char *const months[] = { NULL, "2025-09-10", "2025-10-01", "2025-10-31" };
  gboolean of_initiative = sam_random_below (dice, 3) > 0;

  world_add (
      forum, SAM_KIND_BUDGET_LINE, nick, SAM_BUDGET_LINE_INITIATIVE,
      of_initiative ? pick ("initiative", N_INITIATIVES) : NULL, SAM_BUDGET_LINE_ADMINISTRATION,
      of_initiative ? NULL : pick ("administration", N_ADMINISTRATIONS), SAM_BUDGET_LINE_OWN_FUNDS,
      sam_random_below (dice, 5) == 0 ? "1" : NULL, SAM_BUDGET_LINE_PLANNED, amount (1000),
      SAM_BUDGET_LINE_FORECAST, sam_random_below (dice, 3) == 0 ? amount (1000) : NULL,
      SAM_BUDGET_LINE_CATEGORY, pick ("category", 2), SAM_BUDGET_LINE_MONTH,
      months[sam_random_below (dice, 4)], SAM_NO_FIELD);
}

static void
random_transaction (SamForum *forum, const char *nick)
{
  static const char *const types[] = { COMMITMENT, PRELIMINARY, ACTUAL, INTERNAL };

  add_transaction (forum, nick, pick ("line", N_LINES), types[sam_random_below (dice, 4)],
                   amount (500),
                   sam_random_below (dice, 2) == 0 ? NULL : pick ("t", N_TRANSACTIONS));
}

static void
random_allocation (SamForum *forum, const char *nick)
{
  world_add (forum, SAM_KIND_ALLOCATION, nick, SAM_ALLOCATION_TO,
             pick ("administration", N_ADMINISTRATIONS), SAM_ALLOCATION_FROM,
             pick ("administration", N_ADMINISTRATIONS), SAM_ALLOCATION_AMOUNT, amount (5000),
             SAM_ALLOCATION_STATE, sam_random_below (dice, 3) > 0 ? "approved" : "proposed",
             SAM_NO_FIELD);
}

static void
random_initiative (SamForum *forum, const char *nick)
{
  world_add (forum, SAM_KIND_INITIATIVE, nick, SAM_INITIATIVE_TITLE, nick,
             SAM_INITIATIVE_ADMINISTRATION, pick ("administration", N_ADMINISTRATIONS),
             SAM_NO_FIELD);
}

static void
named (const char *prefix, guint i, SamForum *forum, void (*make) (SamForum *, const char *))
{
  g_autofree char *nick = g_strdup_printf ("%s%u", prefix, i);

  make (forum, nick);
}

static void
make_administration (SamForum *forum, const char *nick)
{
  world_add (forum, SAM_KIND_ADMINISTRATION, nick, SAM_ADMINISTRATION_TITLE, nick, SAM_NO_FIELD);
}

static void
make_category (SamForum *forum, const char *nick)
{
  world_add (forum, SAM_KIND_CATEGORY, nick, SAM_CATEGORY_TITLE, nick, SAM_NO_FIELD);
}

static void
make_grant (SamForum *forum, const char *nick)
{
  world_add (forum, SAM_KIND_GRANT, nick, SAM_GRANT_AMOUNT, amount (20000), SAM_NO_FIELD);
}

static SamForum *
random_forum (void)
{
  SamForum *forum = sam_forum_new ();

  for (guint i = 0; i < 2; i++)
    named ("grant", i, forum, make_grant);
  for (guint i = 0; i < 2; i++)
    named ("category", i, forum, make_category);
  for (guint i = 0; i < N_ADMINISTRATIONS; i++)
    named ("administration", i, forum, make_administration);
  for (guint i = 0; i < N_INITIATIVES; i++)
    named ("initiative", i, forum, random_initiative);
  for (guint i = 0; i < N_LINES; i++)
    named ("line", i, forum, random_line);
  for (guint i = 0; i < N_TRANSACTIONS; i++)
    named ("t", i, forum, random_transaction);
  for (guint i = 0; i < 6; i++)
    named ("allocation", i, forum, random_allocation);
  return forum;
}

static void
delete_some (SamForum *forum)
{
  static const char *const prefixes[] = { "line", "initiative", "administration", "t" };
  static const guint counts[] = { N_LINES, N_INITIATIVES, N_ADMINISTRATIONS, N_TRANSACTIONS };
  guint p = sam_random_below (dice, 4);
  g_autofree char *nick = g_strdup_printf ("%s%u", prefixes[p], sam_random_below (dice, counts[p]));

  world_delete (forum, nick);
}

static void
assert_same (const SamFigures *a, const SamFigures *b, gboolean with_allocated)
{
  g_assert_cmpint (a->planned, ==, b->planned);
  g_assert_cmpint (a->committed, ==, b->committed);
  g_assert_cmpint (a->actual, ==, b->actual);
  g_assert_cmpint (a->preliminary, ==, b->preliminary);
  g_assert_cmpint (a->internal, ==, b->internal);
  g_assert_cmpint (a->forecast, ==, b->forecast);
  if (!with_allocated)
    return;
  g_assert_cmpint (a->allocated, ==, b->allocated);
  g_assert_cmpint (a->available, ==, b->available);
  g_assert_cmpint (a->deviation, ==, b->deviation);
}

static void
check_node (const SamBudgetNode *node)
{
  SamFigures sum = { 0 }, own = { 0 };
  SamMoney given = node->has_allocated ? node->figures.allocated : node->figures.planned;

  g_assert_cmpint (node->figures.available, ==,
                   given - node->figures.actual - node->figures.committed);
  g_assert_cmpint (node->figures.deviation, ==, given - node->figures.forecast);
  if (node->type == SAM_BUDGET_LINE || node->type == SAM_BUDGET_UNALLOCATED)
    return;
  for (guint i = 0; i < node->children->len; i++)
    {
      const SamBudgetNode *part = node->children->pdata[i];

      check_node (part);
      sam_figures_add (&sum, &part->figures);
      sam_figures_add (&own, &part->own);
    }
  assert_same (&sum, &node->figures,
               !node->has_allocated
                   || (node->type == SAM_BUDGET_TOTAL
                       && ((SamBudgetNode *)node->children->pdata[0])->has_allocated));
  assert_same (&own, &node->own, FALSE);
}

/* Every öre once: each live transaction that counts is somewhere in the tree. */
static SamMoney
spent (SamForum *forum)
{
  GListModel *list = sam_forum_list (forum, SAM_KIND_TRANSACTION);
  SamMoney sum = 0;

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (SamRecord) record = g_list_model_get_item (list, i);
      gboolean counts = sam_record_is_choice (record, SAM_TRANSACTION_TYPE, ACTUAL)
                        || sam_record_is_choice (record, SAM_TRANSACTION_TYPE, PRELIMINARY);
      GPtrArray *settling
          = sam_forum_referrers (forum, SAM_TRANSACTION_SETTLES, sam_record_id (record));

      if (sam_record_is_choice (record, SAM_TRANSACTION_TYPE, PRELIMINARY))
        for (guint s = 0; s < settling->len; s++)
          if (sam_record_is_choice (settling->pdata[s], SAM_TRANSACTION_TYPE, ACTUAL))
            counts = FALSE;
      if (counts && sam_record_has (record, SAM_TRANSACTION_BUDGET_LINE))
        sum += sam_record_integer (record, SAM_TRANSACTION_AMOUNT);
    }
  return sum;
}

static void
check_cache (SamForum *forum, SamBudgetCache *cache, SamBudgetNode *root)
{
  for (guint i = 0; i < root->children->len; i++)
    {
      SamBudgetNode *node = root->children->pdata[i];

      if (node->type != SAM_BUDGET_ADMINISTRATION)
        continue;
      assert_same (sam_budget_cache_administration (cache, node->record), &node->figures, TRUE);
      for (guint j = 0; j < node->children->len; j++)
        if (child (node, j)->type == SAM_BUDGET_INITIATIVE)
          assert_same (sam_budget_cache_initiative (cache, child (node, j)->record),
                       &child (node, j)->figures, FALSE);
    }
}

static void
check_forum (SamForum *forum, SamBudgetCache *cache)
{
  SamSource *source = sam_forum_source (forum);
  g_autoptr (SamBudgetNode) root = sam_budget_build (source, SAM_BUDGET_BY_ADMINISTRATION);
  g_autoptr (SamBudgetNode) categories = sam_budget_build (source, SAM_BUDGET_BY_CATEGORY);
  g_autoptr (SamBudgetNode) months = sam_budget_build (source, SAM_BUDGET_BY_MONTH);

  check_node (root);
  check_node (categories);
  check_node (months);
  g_assert_cmpint (root->figures.allocated, ==, sam_budget_granted (source));
  g_assert_cmpint (root->figures.actual + root->own.actual, ==, spent (forum));
  assert_same (&categories->figures, &root->figures, TRUE);
  assert_same (&months->figures, &root->figures, TRUE);
  check_cache (forum, cache, root);
}

/* Trees add up and the cache agrees with them, whatever is done. */
static void
test_random (void)
{
  dice = sam_random_seeded (2025);
  for (guint round = 0; round < 40; round++)
    {
      g_autoptr (SamForum) forum = random_forum ();
      g_autoptr (SamBudgetCache) cache = sam_budget_cache_new (forum);

      check_forum (forum, cache);
      for (guint step = 0; step < 30; step++)
        {
          switch (sam_random_below (dice, 5))
            {
            case 0:
              named ("line", sam_random_below (dice, N_LINES), forum, random_line);
              break;
            case 1:
              named ("t", sam_random_below (dice, N_TRANSACTIONS), forum, random_transaction);
              break;
            case 2:
              named ("initiative", sam_random_below (dice, N_INITIATIVES), forum,
                     random_initiative);
              break;
            case 3:
              named ("allocation", sam_random_below (dice, 6), forum, random_allocation);
              break;
            default:
              delete_some (forum);
              break;
            }
          check_forum (forum, cache);
        }
    }
  g_clear_pointer (&dice, g_free);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/budget/transactions", test_transactions);
  g_test_add_func ("/model/budget/forecast", test_forecast);
  g_test_add_func ("/model/budget/overflow", test_overflow);
  g_test_add_func ("/model/budget/tree", test_tree);
  g_test_add_func ("/model/budget/groupings", test_groupings);
  g_test_add_func ("/model/budget/deleted-owners", test_deleted_owners);
  g_test_add_func ("/model/budget/attention", test_attention);
  g_test_add_func ("/model/budget/computed", test_computed);
  g_test_add_func ("/model/budget/random", test_random);
  return g_test_run ();
}
