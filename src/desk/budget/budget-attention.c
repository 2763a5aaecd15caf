/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/budget/budget-attention.h"

#include "base/i18n.h"
#include "model/display.h"

#define MOST_SHOWN 30

struct _SamAttentionColumn
{
  AdwBin parent_instance;

  GtkWidget *list; /* borrowed */

  SamDesk *desk;    /* owned */
  GPtrArray *found; /* of SamAttention: what the cards say */
  char *shown; /* what the cards say, to leave them alone (and the focus in them) while it stands */
};

G_DEFINE_FINAL_TYPE (SamAttentionColumn, sam_attention_column, ADW_TYPE_BIN)

enum
{
  SHOW_RECORD,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- Next steps --- */

typedef struct
{
  SamDesk *desk;
  SamRecord *record;
  SamMoney amount;
} Step;

static void
prepare_line (SamEditBuilder *builder, const char *id, gpointer data)
{
  SamRecord *owner = data;

  if (sam_record_is (owner, SAM_KIND_INITIATIVE))
    sam_edit_builder_set_text (builder, id, SAM_BUDGET_LINE_INITIATIVE, sam_record_id (owner));
  if (sam_record_is (owner, SAM_KIND_ADMINISTRATION))
    sam_edit_builder_set_text (builder, id, SAM_BUDGET_LINE_ADMINISTRATION, sam_record_id (owner));
}

gboolean
sam_budget_add_line (SamDesk *desk, SamRecord *owner_or_null)
{
  return sam_desk_create (desk, SAM_KIND_BUDGET_LINE, prepare_line, owner_or_null);
}

/* An allocation says what it is by itself. */
static void
prepare_allocation (SamEditBuilder *builder, const char *id, gpointer data)
{
  Step *step = data;
  g_autoptr (GPtrArray) grants = sam_source_list (sam_desk_source (step->desk), SAM_KIND_GRANT);

  sam_edit_builder_set_text (builder, id, SAM_ALLOCATION_TITLE, NULL);
  if (grants->len > 0)
    sam_edit_builder_set_text (builder, id, SAM_ALLOCATION_GRANT, sam_record_id (grants->pdata[0]));
  sam_edit_builder_set_text (builder, id, SAM_ALLOCATION_TO, sam_record_id (step->record));
  sam_edit_builder_set_integer (builder, id, SAM_ALLOCATION_AMOUNT, step->amount);
  sam_edit_builder_set_text (builder, id, SAM_ALLOCATION_PROPOSED_BY, sam_desk_me (step->desk));
}

static void
take_step (SamAttentionColumn *self, const SamAttention *attention)
{
  Step step = { self->desk, attention->record, attention->amount };

  switch (attention->type)
    {
    case SAM_ATTENTION_OVER_ALLOCATED:
      sam_desk_create (self->desk, SAM_KIND_ALLOCATION, prepare_allocation, &step);
      break;
    case SAM_ATTENTION_NO_BUDGET:
      sam_budget_add_line (self->desk, attention->record);
      break;
    case SAM_ATTENTION_FORECAST_OVER:
      g_signal_emit (self, signals[SHOW_RECORD], 0, sam_record_id (attention->record));
      break;
    case SAM_ATTENTION_PROPOSED:
    case SAM_ATTENTION_DELETED_OWNER:
    case SAM_ATTENTION_REMARK:
    case SAM_ATTENTION_OVER_GRANTED:
      if (attention->record != NULL)
        sam_desk_open (self->desk, sam_record_id (attention->record), SAM_OPEN_SHOW);
      break;
    }
}

static const char *
step_label (const SamAttention *attention)
{
  switch (attention->type)
    {
    case SAM_ATTENTION_OVER_ALLOCATED:
      return _ ("Propose an allocation …");
    case SAM_ATTENTION_FORECAST_OVER:
      return _ ("Show");
    case SAM_ATTENTION_PROPOSED:
      return _ ("Review …");
    case SAM_ATTENTION_NO_BUDGET:
      return _ ("Add a budget line …");
    case SAM_ATTENTION_DELETED_OWNER:
    case SAM_ATTENTION_REMARK:
      return _ ("Open …");
    case SAM_ATTENTION_OVER_GRANTED:
      break;
    }
  return NULL;
}

/* --- What a card says --- */

static char *
title_of (SamAttentionColumn *self, const SamAttention *attention)
{
  SamSource *source = sam_desk_source (self->desk);

  switch (attention->type)
    {
    case SAM_ATTENTION_PROPOSED:
      if (sam_record_has (attention->record, SAM_ALLOCATION_FROM))
        return g_strdup (_ ("Transfer proposed"));
      return g_strdup (_ ("Allocation proposed"));
    case SAM_ATTENTION_OVER_GRANTED:
      return g_strdup (_ ("More allocated than granted"));
    case SAM_ATTENTION_REMARK:
      return g_strdup_printf (_ ("Remark: %s"),
                              sam_kind_label (sam_record_kind (attention->record)));
    case SAM_ATTENTION_OVER_ALLOCATED:
    case SAM_ATTENTION_FORECAST_OVER:
    case SAM_ATTENTION_NO_BUDGET:
    case SAM_ATTENTION_DELETED_OWNER:
      break;
    }
  return sam_display_title (source, attention->record);
}

static char *
remark_of (SamRecord *record)
{
  const char *text = sam_record_text (
      record, sam_record_is (record, SAM_KIND_GRANT) ? SAM_GRANT_REMARKS : SAM_FORUM_REMARKS);

  return g_strdup (text != NULL ? text : "");
}

/* What people call it. */
static const char *
short_name (SamRecord *administration)
{
  const char *name = sam_record_is (administration, SAM_KIND_ADMINISTRATION)
                         ? sam_record_text (administration, SAM_ADMINISTRATION_SHORT_NAME)
                         : NULL;

  if (name != NULL)
    return name;
  return administration != NULL ? sam_record_title (administration) : _ ("(not here yet)");
}

static char *
proposal_of (SamAttentionColumn *self, const SamAttention *attention, const char *amount)
{
  SamSource *source = sam_desk_source (self->desk);
  SamRecord *from = sam_source_follow (source, attention->record, SAM_ALLOCATION_FROM);
  SamRecord *to = sam_source_follow (source, attention->record, SAM_ALLOCATION_TO);
  const char *reason = sam_record_title (attention->record);
  g_autofree char *move
      = sam_record_has (attention->record, SAM_ALLOCATION_FROM)
            ? g_strdup_printf (_ ("%s from %s to %s"), amount, short_name (from), short_name (to))
            : g_strdup_printf (_ ("%s to %s"), amount, short_name (to));

  return g_strdup_printf ("%s%s%s.", move, *reason != '\0' ? ": " : "", reason);
}

static char *
sentence_of (SamAttentionColumn *self, const SamAttention *attention)
{
  g_autofree char *amount = sam_money_format (attention->amount, SAM_MONEY_UNIT);

  switch (attention->type)
    {
    case SAM_ATTENTION_OVER_ALLOCATED:
      return g_strdup_printf (_ ("Planned %s over allocated."), amount);
    case SAM_ATTENTION_FORECAST_OVER:
      if (sam_record_is (attention->record, SAM_KIND_ADMINISTRATION))
        return g_strdup_printf (_ ("Forecast %s over allocated."), amount);
      return g_strdup_printf (_ ("Forecast %s over plan."), amount);
    case SAM_ATTENTION_OVER_GRANTED:
      return g_strdup_printf (_ ("%s too much: lower an allocation or add a grant."), amount);
    case SAM_ATTENTION_PROPOSED:
      return proposal_of (self, attention, amount);
    case SAM_ATTENTION_NO_BUDGET:
      return g_strdup (_ ("Under way, with no budget line."));
    case SAM_ATTENTION_DELETED_OWNER:
      return g_strdup_printf (_ ("%s: what it is part of is deleted, and it still counts."),
                              amount);
    case SAM_ATTENTION_REMARK:
      return remark_of (attention->record);
    }
  return g_strdup ("");
}

static gboolean
is_wrong (const SamAttention *attention)
{
  return attention->type == SAM_ATTENTION_OVER_ALLOCATED
         || attention->type == SAM_ATTENTION_FORECAST_OVER
         || attention->type == SAM_ATTENTION_OVER_GRANTED;
}

/* --- Cards --- */

static void
step_clicked (GtkButton *button, SamAttentionColumn *self)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "index"));

  if (index < self->found->len)
    take_step (self, self->found->pdata[index]);
}

static GtkWidget *
wrapped (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
create_heading (const SamAttention *attention, const char *title)
{
  GtkWidget *heading = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *sign = gtk_label_new (is_wrong (attention) ? "▲" : "●");
  GtkWidget *label = wrapped (title, "attention-title");

  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (sign, GTK_ALIGN_START);
  gtk_widget_add_css_class (sign, is_wrong (attention) ? "wrong" : "attention-sign");
  gtk_accessible_update_property (GTK_ACCESSIBLE (sign), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  is_wrong (attention) ? _ ("Too little money") : _ ("To do"), -1);
  gtk_box_append (GTK_BOX (heading), sign);
  gtk_box_append (GTK_BOX (heading), label);
  return heading;
}

static GtkWidget *
create_step (SamAttentionColumn *self, guint index, const char *title)
{
  const char *text = step_label (self->found->pdata[index]);
  g_autofree char *spoken = text != NULL ? g_strdup_printf ("%s: %s", text, title) : NULL;
  GtkWidget *button;

  if (text == NULL)
    return NULL;
  button = gtk_button_new_with_label (text);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "next-step");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  g_object_set_data (G_OBJECT (button), "index", GUINT_TO_POINTER (index));
  g_signal_connect_object (button, "clicked", G_CALLBACK (step_clicked), self, 0);
  return button;
}

static GtkWidget *
create_card (SamAttentionColumn *self, guint index)
{
  const SamAttention *attention = self->found->pdata[index];
  g_autofree char *title = title_of (self, attention);
  g_autofree char *sentence = sentence_of (self, attention);
  g_autofree char *spoken = g_strdup_printf ("%s. %s", title, sentence);
  GtkWidget *card = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing",
                                  2, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  GtkWidget *step = create_step (self, index, title);

  gtk_widget_add_css_class (card, "attention-card");
  gtk_accessible_update_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_box_append (GTK_BOX (card), create_heading (attention, title));
  gtk_box_append (GTK_BOX (card), wrapped (sentence, NULL));
  if (step != NULL)
    gtk_box_append (GTK_BOX (card), step);
  return card;
}

/* --- The column --- */

static gboolean
concerns (SamAttentionColumn *self, const SamAttention *attention)
{
  SamSource *source = sam_desk_source (self->desk);
  g_autoptr (GPtrArray) lead = NULL, participating = NULL;

  if (!sam_desk_filters_administrations (self->desk) || attention->record == NULL)
    return TRUE;
  if (sam_record_is (attention->record, SAM_KIND_ADMINISTRATION))
    return sam_desk_administration_shown (self->desk, sam_record_id (attention->record));
  sam_rights_administrations (source, attention->record, &lead, &participating);
  for (guint i = 0; i < lead->len; i++)
    if (sam_desk_administration_shown (self->desk, lead->pdata[i]))
      return TRUE;
  return lead->len == 0;
}

static char *
describe (SamAttentionColumn *self)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < self->found->len; i++)
    {
      g_autofree char *title = title_of (self, self->found->pdata[i]);
      g_autofree char *sentence = sentence_of (self, self->found->pdata[i]);

      g_string_append_printf (all, "%s\n%s\n\n", title, sentence);
    }
  return g_string_free (all, FALSE);
}

static void
fill (SamAttentionColumn *self)
{
  GtkWidget *child;
  guint n = MIN (self->found->len, MOST_SHOWN);

  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_box_remove (GTK_BOX (self->list), child);
  for (guint i = 0; i < n; i++)
    gtk_box_append (GTK_BOX (self->list), create_card (self, i));
  if (n == 0)
    gtk_box_append (GTK_BOX (self->list), wrapped (_ ("Nothing: the budget holds."), "dim-label"));
  if (n < self->found->len)
    {
      g_autofree char *more = g_strdup_printf (_ ("and %u more"), self->found->len - n);

      gtk_box_append (GTK_BOX (self->list), wrapped (more, "dim-label"));
    }
}

void
sam_attention_column_refresh (SamAttentionColumn *attention, SamBudgetNode *root)
{
  g_autoptr (GPtrArray) all = sam_budget_attention_in (sam_desk_source (attention->desk), root);
  g_autofree char *shown = NULL;

  for (guint i = all->len; i-- > 0;)
    if (!concerns (attention, all->pdata[i]))
      g_ptr_array_remove_index (all, i);
  g_clear_pointer (&attention->found, g_ptr_array_unref);
  attention->found = g_steal_pointer (&all);
  shown = describe (attention);
  if (g_strcmp0 (shown, attention->shown) == 0)
    return;
  g_free (attention->shown);
  attention->shown = g_steal_pointer (&shown);
  fill (attention);
}

guint
sam_attention_column_count (SamAttentionColumn *attention)
{
  return attention->found->len;
}

static void
sam_attention_column_dispose (GObject *object)
{
  SamAttentionColumn *self = SAM_ATTENTION_COLUMN (object);

  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_clear_pointer (&self->shown, g_free);
  G_OBJECT_CLASS (sam_attention_column_parent_class)->dispose (object);
  g_clear_object (&self->desk);
}

static void
sam_attention_column_class_init (SamAttentionColumnClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sam_attention_column_dispose;
  signals[SHOW_RECORD] = g_signal_new ("show-record", SAM_TYPE_ATTENTION_COLUMN, G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
sam_attention_column_init (SamAttentionColumn *self)
{
}

GtkWidget *
sam_attention_column_new (SamDesk *desk)
{
  SamAttentionColumn *self = g_object_new (SAM_TYPE_ATTENTION_COLUMN, NULL);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);

  self->desk = g_object_ref (desk);
  self->found = g_ptr_array_new ();
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  gtk_box_append (GTK_BOX (box), wrapped (_ ("To do"), "card-title"));
  gtk_box_append (GTK_BOX (box), self->list);
  gtk_widget_add_css_class (box, "budget-attention");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_widget_set_size_request (scrolled, 264, -1);
  gtk_widget_set_hexpand (GTK_WIDGET (self), FALSE);
  adw_bin_set_child (ADW_BIN (self), scrolled);
  return GTK_WIDGET (self);
}
