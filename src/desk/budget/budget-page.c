/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/budget/budget-page.h"

#include "base/i18n.h"
#include "base/phrase.h"
#include "desk/budget/budget-attention.h"
#include "desk/budget/budget-summary.h"
#include "desk/budget/budget-view.h"

#define SETTINGS_GROUP "budget"
#define SETTINGS_GROUPING "grouping"
#define N_GROUPINGS 3
/* The table is legible from here on; on less the column beside it folds away. */
#define TABLE_WIDTH 800

struct _SamBudgetPage
{
  AdwBin parent_instance;

  /* Children, borrowed. */
  GtkStack *stack; /* "budget", "empty" or "nothing" */
  SamBudgetSummary *summary;
  SamBudgetView *view;
  SamAttentionColumn *attention;
  AdwFlap *flap;
  GtkWidget *attention_button; /* where there is no room for the column */

  SamDesk *desk; /* owned */
  SamBudgetGrouping grouping;
  guint idle;
  guint fold_idle;
};

static void page_init (SamPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SamBudgetPage, sam_budget_page, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (SAM_TYPE_PAGE, page_init))

static const char *const grouping_names[N_GROUPINGS] = {
  [SAM_BUDGET_BY_ADMINISTRATION] = "administration",
  [SAM_BUDGET_BY_CATEGORY] = "category",
  [SAM_BUDGET_BY_MONTH] = "month",
};

static const char *
grouping_label (SamBudgetGrouping grouping)
{
  static const char *const labels[N_GROUPINGS] = {
    [SAM_BUDGET_BY_ADMINISTRATION] = N_ ("Administration"),
    [SAM_BUDGET_BY_CATEGORY] = N_ ("Category"),
    [SAM_BUDGET_BY_MONTH] = N_ ("Month"),
  };

  return _ (labels[grouping]);
}

/* --- Following the Forum --- */

static gboolean
has_budget (SamBudgetPage *self)
{
  SamForum *forum = sam_desk_forum (self->desk);

  return sam_forum_count (forum, SAM_KIND_GRANT) > 0
         || sam_forum_count (forum, SAM_KIND_ALLOCATION) > 0
         || sam_forum_count (forum, SAM_KIND_BUDGET_LINE) > 0
         || sam_forum_count (forum, SAM_KIND_INITIATIVE) > 0;
}

static void
update_attention_button (SamBudgetPage *self)
{
  guint n = sam_attention_column_count (self->attention);
  g_autofree char *count = sam_phrase_count (n);
  g_autofree char *text = g_strdup_printf (ngettext ("%s to do", "%s to do", n), count);

  gtk_button_set_label (GTK_BUTTON (self->attention_button), text);
}

static gboolean
refresh (gpointer data)
{
  SamBudgetPage *self = data;
  SamSource *source = sam_desk_source (self->desk);
  g_autoptr (SamBudgetNode) root = NULL;

  self->idle = 0;
  if (!has_budget (self))
    {
      gtk_stack_set_visible_child_name (self->stack, "empty");
      return G_SOURCE_REMOVE;
    }
  gtk_stack_set_visible_child_name (self->stack, "budget");
  root = sam_budget_build (source, SAM_BUDGET_BY_ADMINISTRATION);
  sam_budget_summary_set (self->summary, source, &root->figures);
  sam_attention_column_refresh (self->attention, root);
  update_attention_button (self);
  sam_budget_view_refresh (self->view, self->grouping,
                           self->grouping == SAM_BUDGET_BY_ADMINISTRATION ? g_steal_pointer (&root)
                                                                          : NULL);
  if (sam_budget_view_is_empty (self->view))
    gtk_stack_set_visible_child_name (self->stack, "nothing");
  return G_SOURCE_REMOVE;
}

/* Many edits in one turn are one picture. */
static void
queue_refresh (SamBudgetPage *self)
{
  if (self->idle == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->idle = g_idle_add (refresh, self);
}

static void
forum_changed (SamBudgetPage *self, const SamForumDelta *delta)
{
  static const SamKindId kinds[] = {
    SAM_KIND_FORUM,       SAM_KIND_GRANT,      SAM_KIND_ADMINISTRATION,
    SAM_KIND_ALLOCATION,  SAM_KIND_INITIATIVE, SAM_KIND_BUDGET_LINE,
    SAM_KIND_TRANSACTION, SAM_KIND_CATEGORY,   SAM_KIND_STAGE,
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (sam_forum_delta_touches (delta, kinds[i]))
      {
        queue_refresh (self);
        return;
      }
}

static void
sam_budget_page_map (GtkWidget *widget)
{
  SamBudgetPage *self = SAM_BUDGET_PAGE (widget);

  g_clear_handle_id (&self->idle, g_source_remove);
  refresh (self);
  GTK_WIDGET_CLASS (sam_budget_page_parent_class)->map (widget);
}

/* --- Doing things --- */

/* Under what is selected, or what it is part of; else under the one administration that is chosen.
 */
static SamRecord *
owner_of_new_line (SamBudgetPage *self)
{
  g_autoptr (SamBudgetRow) row = sam_budget_view_selected (self->view);
  SamRecord *record = row != NULL ? sam_budget_row_record (row) : NULL;
  g_autoptr (GPtrArray) all = NULL;
  SamRecord *only = NULL;

  if (sam_record_is (record, SAM_KIND_BUDGET_LINE))
    {
      SamFieldId field = sam_record_has (record, SAM_BUDGET_LINE_INITIATIVE)
                             ? SAM_BUDGET_LINE_INITIATIVE
                             : SAM_BUDGET_LINE_ADMINISTRATION;

      return sam_source_get_live (sam_desk_source (self->desk), sam_record_text (record, field));
    }
  if (sam_record_is (record, SAM_KIND_INITIATIVE)
      || sam_record_is (record, SAM_KIND_ADMINISTRATION))
    return record;
  if (!sam_desk_filters_administrations (self->desk))
    return NULL;
  all = sam_forum_ordered (sam_desk_forum (self->desk), SAM_KIND_ADMINISTRATION);
  for (guint i = 0; i < all->len; i++)
    if (sam_desk_administration_shown (self->desk, sam_record_id (all->pdata[i])))
      {
        if (only != NULL)
          return NULL;
        only = all->pdata[i];
      }
  return only;
}

static void
add_line (SamBudgetPage *self)
{
  sam_budget_add_line (self->desk, owner_of_new_line (self));
}

static void
add_grant (SamBudgetPage *self)
{
  sam_desk_create (self->desk, SAM_KIND_GRANT, NULL, NULL);
}

static void
show_everything (SamBudgetPage *self)
{
  sam_desk_clear_filter (self->desk);
}

static void
toggle_attention (SamBudgetPage *self)
{
  adw_flap_set_reveal_flap (self->flap, !adw_flap_get_reveal_flap (self->flap));
}

static gboolean
follow_fold (gpointer data)
{
  SamBudgetPage *self = data;

  self->fold_idle = 0;
  gtk_widget_set_visible (self->attention_button, adw_flap_get_folded (self->flap));
  return G_SOURCE_REMOVE;
}

/* It folds while widgets are given their places: too late to ask for a place then. */
static void
folded (SamBudgetPage *self)
{
  if (self->fold_idle == 0)
    self->fold_idle = g_idle_add (follow_fold, self);
}

static void
set_grouping (SamBudgetPage *self, SamBudgetGrouping grouping)
{
  SamSession *session = sam_desk_session (self->desk);

  if (self->grouping == grouping)
    return;
  self->grouping = grouping;
  g_key_file_set_string (sam_session_settings (session), SETTINGS_GROUP, SETTINGS_GROUPING,
                         grouping_names[grouping]);
  sam_session_settings_changed (session);
  queue_refresh (self);
}

static void
load_grouping (SamBudgetPage *self)
{
  g_autofree char *name
      = g_key_file_get_string (sam_session_settings (sam_desk_session (self->desk)), SETTINGS_GROUP,
                               SETTINGS_GROUPING, NULL);

  for (SamBudgetGrouping grouping = 0; name != NULL && grouping < N_GROUPINGS; grouping++)
    if (g_str_equal (grouping_names[grouping], name))
      self->grouping = grouping;
}

/* --- The page's part of the header --- */

static void
grouping_toggled (GtkToggleButton *button, SamBudgetPage *self)
{
  const char *name = gtk_widget_get_name (GTK_WIDGET (button));

  if (!gtk_toggle_button_get_active (button))
    return;
  for (SamBudgetGrouping grouping = 0; grouping < N_GROUPINGS; grouping++)
    if (g_str_equal (grouping_names[grouping], name))
      set_grouping (self, grouping);
}

static GtkWidget *
create_groupings (SamBudgetPage *self)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  GtkWidget *first = NULL;

  gtk_widget_add_css_class (box, "linked");
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Grouped by"), -1);
  for (SamBudgetGrouping grouping = 0; grouping < N_GROUPINGS; grouping++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (grouping_label (grouping));

      gtk_widget_set_name (button, grouping_names[grouping]);
      if (first != NULL)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (first));
      else
        first = button;
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), grouping == self->grouping);
      g_signal_connect_object (button, "toggled", G_CALLBACK (grouping_toggled), self, 0);
      gtk_box_append (GTK_BOX (box), button);
    }
  return box;
}

static GtkWidget *
sam_budget_page_create_toolbar (SamPage *page)
{
  SamBudgetPage *self = SAM_BUDGET_PAGE (page);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *add = gtk_button_new_with_mnemonic (_ ("+ _Budget line"));

  gtk_widget_add_css_class (add, "suggested-action");
  gtk_widget_set_tooltip_text (add, _ ("Add a budget line where you are"));
  g_signal_connect_object (add, "clicked", G_CALLBACK (add_line), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), create_groupings (self));
  gtk_box_append (GTK_BOX (box), add);
  return box;
}

static gboolean
sam_budget_page_show_record (SamPage *page, const char *id)
{
  SamBudgetPage *self = SAM_BUDGET_PAGE (page);

  if (self->idle != 0)
    {
      g_clear_handle_id (&self->idle, g_source_remove);
      refresh (self);
    }
  return sam_budget_view_show (self->view, id);
}

static void
sam_budget_page_main_action (SamPage *page)
{
  add_line (SAM_BUDGET_PAGE (page));
}

static void
page_init (SamPageInterface *iface)
{
  iface->create_toolbar = sam_budget_page_create_toolbar;
  iface->show_record = sam_budget_page_show_record;
  iface->main_action = sam_budget_page_main_action;
}

/* --- Building --- */

static GtkWidget *
create_status (SamBudgetPage *self, const char *title, const char *text, const char *action,
               void (*clicked) (SamBudgetPage *))
{
  GtkWidget *status = adw_status_page_new ();
  GtkWidget *button = gtk_button_new_with_label (action);

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (status), "samverka-budget-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (status), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (status), text);
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_add_css_class (button, "suggested-action");
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked), self, G_CONNECT_SWAPPED);
  adw_status_page_set_child (ADW_STATUS_PAGE (status), button);
  return status;
}

static GtkWidget *
create_upper (SamBudgetPage *self)
{
  GtkWidget *box = gtk_overlay_new ();

  self->summary = SAM_BUDGET_SUMMARY (sam_budget_summary_new ());
  self->attention_button = gtk_button_new ();
  gtk_widget_set_halign (self->attention_button, GTK_ALIGN_END);
  gtk_widget_set_valign (self->attention_button, GTK_ALIGN_END);
  gtk_widget_add_css_class (self->attention_button, "flat");
  gtk_widget_add_css_class (self->attention_button, "attention-button");
  gtk_widget_set_tooltip_text (self->attention_button, _ ("Show or hide what someone should do"));
  g_signal_connect_object (self->attention_button, "clicked", G_CALLBACK (toggle_attention), self,
                           G_CONNECT_SWAPPED);
  gtk_overlay_set_child (GTK_OVERLAY (box), GTK_WIDGET (self->summary));
  gtk_overlay_add_overlay (GTK_OVERLAY (box), self->attention_button);
  return box;
}

static GtkWidget *
create_lower (SamBudgetPage *self)
{
  self->view = SAM_BUDGET_VIEW (sam_budget_view_new (self->desk));
  gtk_widget_set_size_request (GTK_WIDGET (self->view), TABLE_WIDTH, -1);
  gtk_widget_set_hexpand (GTK_WIDGET (self->view), TRUE);
  self->attention = SAM_ATTENTION_COLUMN (sam_attention_column_new (self->desk));
  gtk_widget_add_css_class (GTK_WIDGET (self->attention), "attention-column");
  g_signal_connect_object (self->attention, "show-record", G_CALLBACK (sam_budget_view_show),
                           self->view, G_CONNECT_SWAPPED);

  self->flap = ADW_FLAP (adw_flap_new ());
  adw_flap_set_content (self->flap, GTK_WIDGET (self->view));
  adw_flap_set_flap (self->flap, GTK_WIDGET (self->attention));
  adw_flap_set_separator (self->flap, gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  adw_flap_set_flap_position (self->flap, GTK_PACK_END);
  adw_flap_set_fold_policy (self->flap, ADW_FLAP_FOLD_POLICY_AUTO);
  adw_flap_set_swipe_to_open (self->flap, FALSE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->flap), TRUE);
  gtk_widget_set_visible (self->attention_button, FALSE);
  g_signal_connect_object (self->flap, "notify::folded", G_CALLBACK (folded), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self->flap);
}

static void
build (SamBudgetPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), create_upper (self));
  gtk_box_append (GTK_BOX (box), create_lower (self));
  gtk_widget_add_css_class (box, "budget");
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  gtk_stack_add_named (self->stack, box, "budget");
  gtk_stack_add_named (
      self->stack,
      create_status (
          self, _ ("No budget yet"),
          _ ("Here stands what the forum is granted, what each administration is allocated, "
             "and what its initiatives cost. Begin with the grant."),
          _ ("Add a grant …"), add_grant),
      "empty");
  gtk_stack_add_named (
      self->stack,
      create_status (self, _ ("Nothing in the budget fits"),
                     _ ("The search or the chosen administrations leave nothing to show."),
                     _ ("Show everything"), show_everything),
      "nothing");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
}

static void
sam_budget_page_dispose (GObject *object)
{
  SamBudgetPage *self = SAM_BUDGET_PAGE (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_handle_id (&self->fold_idle, g_source_remove);
  G_OBJECT_CLASS (sam_budget_page_parent_class)->dispose (object);
  g_clear_object (&self->desk);
}

static void
sam_budget_page_class_init (SamBudgetPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sam_budget_page_dispose;
  GTK_WIDGET_CLASS (klass)->map = sam_budget_page_map;
}

static void
sam_budget_page_init (SamBudgetPage *self)
{
}

GtkWidget *
sam_budget_page_new (SamDesk *desk)
{
  SamBudgetPage *self = g_object_new (SAM_TYPE_BUDGET_PAGE, NULL);

  self->desk = g_object_ref (desk);
  load_grouping (self);
  build (self);
  g_signal_connect_object (sam_desk_forum (desk), "changed", G_CALLBACK (forum_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "filter-changed", G_CALLBACK (queue_refresh), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
