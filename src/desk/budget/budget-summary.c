/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/budget/budget-summary.h"

#include "base/i18n.h"
#include "desk/budget/budget-bar.h"
#include "desk/budget/budget-cards.h"

typedef enum
{
  GRANTED,
  ALLOCATED,
  COMMITTED,
  ACTUAL,
  AVAILABLE,
  FORECAST,
  N_FIGURES,
} Figure;

typedef struct
{
  GtkWidget *card;
  GtkLabel *amount;
  GtkLabel *note;
} Card;

struct _SamBudgetSummary
{
  AdwBin parent_instance;

  Card cards[N_FIGURES]; /* borrowed */
  GtkWidget *bar;        /* borrowed */
};

G_DEFINE_FINAL_TYPE (SamBudgetSummary, sam_budget_summary, ADW_TYPE_BIN)

static const char *
figure_label (Figure figure)
{
  static const char *const labels[] = {
    [GRANTED] = N_ ("Granted"), [ALLOCATED] = N_ ("Allocated"), [COMMITTED] = N_ ("Committed"),
    [ACTUAL] = N_ ("Actual"),   [AVAILABLE] = N_ ("Available"), [FORECAST] = N_ ("Forecast"),
  };

  return _ (labels[figure]);
}

static void
set_card (SamBudgetSummary *self, Figure figure, SamMoney amount, const char *note, gboolean wrong)
{
  Card *card = &self->cards[figure];
  g_autofree char *plain = sam_money_format (amount, SAM_MONEY_UNIT);
  g_autofree char *text = wrong ? g_strdup_printf ("▲ %s", plain) : g_strdup (plain);
  g_autofree char *spoken = g_strdup_printf ("%s %s%s%s", figure_label (figure), plain,
                                             *note != '\0' ? ", " : "", note);

  gtk_label_set_label (card->amount, text);
  gtk_label_set_label (card->note, note);
  gtk_widget_set_tooltip_text (GTK_WIDGET (card->note), *note != '\0' ? note : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (card->card), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);
  if (wrong)
    gtk_widget_add_css_class (GTK_WIDGET (card->amount), "wrong");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (card->amount), "wrong");
}

static SamMoney
difference (SamMoney a, SamMoney b)
{
  SamMoney result;

  return sam_money_subtract (a, b, &result) ? result : a;
}

/* "anslag till förfogande", or how many there are. */
static char *
funding (SamSource *source)
{
  g_autoptr (GPtrArray) grants = sam_source_list (source, SAM_KIND_GRANT);
  const char *text = grants->len == 1 ? sam_record_text (grants->pdata[0], SAM_GRANT_SOURCE) : NULL;

  if (text != NULL)
    return g_strdup (text);
  if (grants->len == 0)
    return g_strdup (_ ("no grant yet"));
  return g_strdup_printf (ngettext ("%u grant", "%u grants", grants->len), grants->len);
}

/* "119 000 kr under allocated"; the amount is never negative here, the word says which way. */
static char *
note_with (const char *format, SamMoney amount)
{
  g_autofree char *text = sam_money_format (ABS (amount), SAM_MONEY_UNIT);
  g_autoptr (GString) note = g_string_new (format);

  g_string_replace (note, "%s", text, 1);
  return g_string_free (g_steal_pointer (&note), FALSE);
}

void
sam_budget_summary_set (SamBudgetSummary *summary, SamSource *source, const SamFigures *total)
{
  SamMoney granted = sam_budget_granted (source), allocated = sam_budget_allocated (source);
  SamMoney unallocated = difference (granted, allocated);
  SamMoney available = difference (difference (allocated, total->actual), total->committed);
  SamMoney margin = difference (allocated, total->forecast);
  SamMoney parts[SAM_BUDGET_N_PARTS];
  g_autofree char *source_note = funding (source);
  g_autofree char *allocated_note = note_with (
      unallocated < 0 ? _ ("%s more than granted") : _ ("%s unallocated"), unallocated);
  g_autofree char *actual_note = total->preliminary != 0
                                     ? note_with (_ ("of which preliminary %s"), total->preliminary)
                                     : g_strdup ("");
  g_autofree char *forecast_note
      = note_with (margin < 0 ? _ ("%s over allocated") : _ ("%s under allocated"), margin);

  set_card (summary, GRANTED, granted, source_note, FALSE);
  set_card (summary, ALLOCATED, allocated, allocated_note, unallocated < 0);
  set_card (summary, COMMITTED, total->committed, "", FALSE);
  set_card (summary, ACTUAL, total->actual, actual_note, FALSE);
  set_card (summary, AVAILABLE, available, _ ("allocated − actual − committed"), available < 0);
  set_card (summary, FORECAST, total->forecast, forecast_note, margin < 0);
  sam_budget_parts (total, granted, parts);
  sam_budget_bar_set (SAM_BUDGET_BAR (summary->bar), parts);
}

static GtkLabel *
append_label (GtkWidget *box, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static GtkWidget *
create_card (SamBudgetSummary *self, Figure figure)
{
  Card *card = &self->cards[figure];

  card->card = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 1,
                             "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  gtk_widget_add_css_class (card->card, "budget-figure");
  append_label (card->card, figure_label (figure), "figure-name");
  card->amount = append_label (card->card, "", "figure-amount");
  gtk_widget_add_css_class (GTK_WIDGET (card->amount), "numeric");
  card->note = append_label (card->card, "", "figure-note");
  gtk_label_set_wrap (card->note, TRUE);
  gtk_label_set_lines (card->note, 2);
  gtk_label_set_ellipsize (card->note, PANGO_ELLIPSIZE_END);
  return card->card;
}

static GtkWidget *
create_cards (SamBudgetSummary *self)
{
  GtkWidget *cards = sam_budget_cards_new ();

  gtk_accessible_update_property (GTK_ACCESSIBLE (cards), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("The budget in short"), -1);
  for (Figure figure = 0; figure < N_FIGURES; figure++)
    gtk_widget_set_parent (create_card (self, figure), cards);
  return cards;
}

/* The bar's own name says it all to a screen reader. */
static GtkWidget *
create_legend (void)
{
  GtkWidget *legend = g_object_new (GTK_TYPE_BOX, "spacing", 16, "accessible-role",
                                    GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  for (SamBudgetPart part = 0; part < SAM_BUDGET_N_PARTS; part++)
    {
      GtkWidget *entry = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      GtkWidget *swatch
          = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                          "valign", GTK_ALIGN_CENTER, NULL);

      gtk_widget_add_css_class (swatch, "budget-swatch");
      gtk_widget_add_css_class (swatch, sam_budget_part_class (part));
      gtk_box_append (GTK_BOX (entry), swatch);
      append_label (entry, sam_budget_part_label (part), "figure-note");
      gtk_box_append (GTK_BOX (legend), entry);
    }
  return legend;
}

static void
sam_budget_summary_class_init (SamBudgetSummaryClass *klass)
{
}

static void
sam_budget_summary_init (SamBudgetSummary *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->bar = sam_budget_bar_new ();
  gtk_box_append (GTK_BOX (box), create_cards (self));
  gtk_box_append (GTK_BOX (box), self->bar);
  gtk_box_append (GTK_BOX (box), create_legend ());
  gtk_widget_add_css_class (box, "budget-summary");
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
sam_budget_summary_new (void)
{
  return g_object_new (SAM_TYPE_BUDGET_SUMMARY, NULL);
}
