/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/records/records-page.h"

#include "base/i18n.h"
#include "base/phrase.h"
#include "desk/fields/new-record.h"
#include "desk/records/record-columns.h"
#include "desk/records/records-empty.h"
#include "desk/records/records-table.h"

struct _SamRecordsPage
{
  AdwBin parent_instance;

  /* Children, borrowed. */
  AdwLeaflet *leaflet; /* the kinds, and the table; one at a time where it is narrow */
  GtkWidget *kinds;
  GtkWidget *counts[SAM_N_KINDS];
  GtkWidget *rows[SAM_N_KINDS];
  GtkWidget *detail;
  GtkWidget *heading;
  GtkWidget *back;
  GtkStack *stack; /* a table for each kind that was visited, and "empty" */
  GtkWidget *empty;
  GtkWidget *empty_button;
  GtkWidget *add; /* in the header; NULL until the toolbar is made */
  GtkWidget *up;
  GtkWidget *down;

  SamDesk *desk; /* owned */
  SamKindId kind;
};

static void page_init (SamPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SamRecordsPage, sam_records_page, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (SAM_TYPE_PAGE, page_init))

static SamRecordsTable *
table_of (SamRecordsPage *self, SamKindId kind)
{
  GtkWidget *table = gtk_stack_get_child_by_name (self->stack, sam_kind (kind)->name);

  return table ? SAM_RECORDS_TABLE (table) : NULL;
}

/* Why none can be added: NULL if one can. */
static char *
refusal (SamRecordsPage *self, SamKindId kind)
{
  const SamAuthor *author = sam_session_author (sam_desk_session (self->desk));
  g_autoptr (GError) error = NULL;

  if (kind == SAM_KIND_CONFLICT)
    return g_strdup (_ ("Different versions come by themselves, and are settled where they are."));
  if (kind == SAM_KIND_FORUM && sam_forum_root (sam_desk_forum (self->desk)))
    return g_strdup (_ ("There is one forum here: open another from a forum file."));
  if (!sam_rights_may_create (author, sam_desk_source (self->desk), kind, &error))
    return g_strdup (error->message);
  return sam_new_record_missing (self->desk, kind);
}

/* --- Showing --- */

static void
put_empty (SamRecordsPage *self)
{
  gboolean none = sam_forum_count (sam_desk_forum (self->desk), self->kind) == 0;
  g_autofree char *nothing = g_strdup_printf (_ ("%s: none yet"), sam_kind_plural (self->kind));
  g_autofree char *why = refusal (self, self->kind);
  g_autofree char *add = g_strdup_printf (_ ("Add: %s"), sam_kind_label (self->kind));

  adw_status_page_set_title (ADW_STATUS_PAGE (self->empty),
                             none ? nothing : _ ("Nothing fits the search and the filter"));
  adw_status_page_set_description (ADW_STATUS_PAGE (self->empty),
                                   none ? sam_records_purpose (self->kind) : NULL);
  gtk_button_set_label (GTK_BUTTON (self->empty_button), none ? add : _ ("Show all"));
  gtk_widget_set_visible (self->empty_button, !none || !why);
}

static void
put_toolbar (SamRecordsPage *self)
{
  g_autofree char *label = NULL;
  g_autofree char *name = NULL;
  g_autofree char *why = NULL;
  gboolean ordered = sam_record_position_field (self->kind) != SAM_NO_FIELD;
  SamRecordsTable *table = table_of (self, self->kind);
  SamRecord *selected = table ? sam_records_table_selected (table) : NULL;
  g_autofree char *above = NULL;
  g_autofree char *below = NULL;

  if (!self->add || !self->desk)
    return;
  if (ordered && selected)
    {
      above = sam_record_step (sam_desk_forum (self->desk), selected, -1);
      below = sam_record_step (sam_desk_forum (self->desk), selected, 1);
    }
  label = g_strdup_printf (_ ("+ %s"), sam_kind_label (self->kind));
  name = g_strdup_printf (_ ("Add: %s"), sam_kind_label (self->kind));
  why = refusal (self, self->kind);
  gtk_button_set_label (GTK_BUTTON (self->add), label);
  gtk_widget_set_tooltip_text (self->add, why ? why : name);
  gtk_widget_set_sensitive (self->add, why == NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  gtk_widget_set_visible (self->up, ordered);
  gtk_widget_set_visible (self->down, ordered);
  gtk_widget_set_sensitive (self->up, above != NULL);
  gtk_widget_set_sensitive (self->down, below != NULL);
}

static void
put_counts (SamRecordsPage *self)
{
  for (const SamKindId *kind = sam_record_kinds (); *kind != SAM_KIND_ANY; kind++)
    {
      guint n = sam_forum_count (sam_desk_forum (self->desk), *kind);
      g_autofree char *text = sam_phrase_count (n);
      g_autofree char *name = g_strdup_printf ("%s, %s", sam_kind_plural (*kind), text);

      gtk_label_set_label (GTK_LABEL (self->counts[*kind]), n ? text : "");
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows[*kind]),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      /* Different versions are listed when there are any. */
      if (*kind == SAM_KIND_CONFLICT)
        gtk_widget_set_visible (self->rows[*kind], n > 0);
    }
}

static void
refresh (SamRecordsPage *self)
{
  SamRecordsTable *table = table_of (self, self->kind);

  put_counts (self);
  put_empty (self);
  put_toolbar (self);
  if (table && sam_records_table_shown (table))
    gtk_stack_set_visible_child (self->stack, GTK_WIDGET (table));
  else
    gtk_stack_set_visible_child (self->stack, self->empty);
}

/* --- Going --- */

static void
show_kind (SamRecordsPage *self, SamKindId kind)
{
  self->kind = kind;
  if (!table_of (self, kind))
    {
      GtkWidget *table = sam_records_table_new (self->desk, kind);

      gtk_stack_add_named (self->stack, table, sam_kind (kind)->name);
      g_signal_connect_object (table, "selection-changed", G_CALLBACK (put_toolbar), self,
                               G_CONNECT_SWAPPED);
    }
  gtk_label_set_label (GTK_LABEL (self->heading), sam_kind_plural (kind));
  gtk_list_box_select_row (GTK_LIST_BOX (self->kinds), GTK_LIST_BOX_ROW (self->rows[kind]));
  refresh (self);
}

static void
kind_chosen (SamRecordsPage *self, GtkListBoxRow *row)
{
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_FORWARD);
}

static void
kind_selected (SamRecordsPage *self, GtkListBoxRow *row)
{
  for (const SamKindId *kind = sam_record_kinds (); row && *kind != SAM_KIND_ANY; kind++)
    if (self->rows[*kind] == GTK_WIDGET (row) && self->kind != *kind)
      show_kind (self, *kind);
}

static void
go_back (SamRecordsPage *self)
{
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

static gboolean
show_record (SamPage *page, const char *id)
{
  SamRecordsPage *self = SAM_RECORDS_PAGE (page);
  SamRecord *record = sam_forum_get (sam_desk_forum (self->desk), id);

  if (!record || !self->rows[sam_record_kind (record)])
    return FALSE;
  show_kind (self, sam_record_kind (record));
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_FORWARD);
  return sam_records_table_show (table_of (self, self->kind), record);
}

/* --- Acting --- */

static void
prepare (SamEditBuilder *builder, const char *id, gpointer data)
{
  SamRecordsPage *self = data;

  if (self->kind == SAM_KIND_COMMENT && sam_desk_me (self->desk))
    sam_edit_builder_set_text (builder, id, SAM_COMMENT_AUTHOR, sam_desk_me (self->desk));
  sam_new_record_fill (self->desk, builder, id, self->kind);
}

static void
add_record (SamRecordsPage *self)
{
  g_autofree char *why = refusal (self, self->kind);

  if (why)
    sam_desk_message (self->desk, why);
  else
    sam_desk_create (self->desk, self->kind, prepare, self);
}

static void
empty_clicked (SamRecordsPage *self)
{
  if (sam_forum_count (sam_desk_forum (self->desk), self->kind))
    gtk_widget_activate_action (GTK_WIDGET (self), "forum.clear-filter", NULL);
  else
    add_record (self);
}

static void
move_up (SamRecordsPage *self)
{
  sam_records_table_move (table_of (self, self->kind), -1);
}

static void
move_down (SamRecordsPage *self)
{
  sam_records_table_move (table_of (self, self->kind), 1);
}

static void
main_action (SamPage *page)
{
  add_record (SAM_RECORDS_PAGE (page));
}

static GtkWidget *
step_button (SamRecordsPage *self, const char *icon, const char *name, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
create_toolbar (SamPage *page)
{
  SamRecordsPage *self = SAM_RECORDS_PAGE (page);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  /* The header may go before the page does. */
  g_set_weak_pointer (&self->add, gtk_button_new_with_label (""));
  gtk_widget_add_css_class (self->add, "suggested-action");
  g_signal_connect_object (self->add, "clicked", G_CALLBACK (add_record), self, G_CONNECT_SWAPPED);
  self->up
      = step_button (self, "go-up-symbolic", _ ("Move up (Ctrl+Shift+Up)"), G_CALLBACK (move_up));
  self->down = step_button (self, "go-down-symbolic", _ ("Move down (Ctrl+Shift+Down)"),
                            G_CALLBACK (move_down));
  gtk_box_append (GTK_BOX (box), self->add);
  gtk_box_append (GTK_BOX (box), self->up);
  gtk_box_append (GTK_BOX (box), self->down);
  put_toolbar (self);
  return box;
}

/* --- The widget --- */

static void
forum_changed (SamRecordsPage *self, const SamForumDelta *delta)
{
  refresh (self);
}

static void
put_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  SamRecordsPage *self = data;
  GtkWidget *header;

  if (before != NULL && row != GTK_LIST_BOX_ROW (self->rows[SAM_KIND_MEETING]))
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  if (gtk_list_box_row_get_header (row))
    return;
  header = gtk_label_new (before ? _ ("Meetings, money and results") : _ ("Basic data"));
  gtk_label_set_xalign (GTK_LABEL (header), 0);
  gtk_widget_add_css_class (header, "kinds-heading");
  gtk_list_box_row_set_header (row, header);
}

static GtkWidget *
make_kinds (SamRecordsPage *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->kinds = gtk_list_box_new ();
  gtk_widget_add_css_class (self->kinds, "navigation-sidebar");
  gtk_widget_add_css_class (self->kinds, "kinds");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->kinds), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Kinds of records"), -1);
  for (const SamKindId *kind = sam_record_kinds (); *kind != SAM_KIND_ANY; kind++)
    {
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
      GtkWidget *name = gtk_label_new (sam_kind_plural (*kind));

      gtk_label_set_xalign (GTK_LABEL (name), 0);
      gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
      gtk_widget_set_hexpand (name, TRUE);
      self->counts[*kind] = gtk_label_new (NULL);
      gtk_widget_add_css_class (self->counts[*kind], "count");
      gtk_box_append (GTK_BOX (box), name);
      gtk_box_append (GTK_BOX (box), self->counts[*kind]);
      self->rows[*kind] = gtk_list_box_row_new ();
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self->rows[*kind]), box);
      gtk_list_box_append (GTK_LIST_BOX (self->kinds), self->rows[*kind]);
    }
  gtk_list_box_set_header_func (GTK_LIST_BOX (self->kinds), put_header, self, NULL);
  g_signal_connect_object (self->kinds, "row-selected", G_CALLBACK (kind_selected), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->kinds, "row-activated", G_CALLBACK (kind_chosen), self,
                           G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->kinds);
  gtk_widget_set_size_request (scrolled, 190, -1);
  return scrolled;
}

static GtkWidget *
make_detail (SamRecordsPage *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->detail = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->back
      = step_button (self, "go-previous-symbolic", _ ("Back to the kinds"), G_CALLBACK (go_back));
  self->heading = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->heading, "records-heading");
  gtk_box_append (GTK_BOX (head), self->back);
  gtk_box_append (GTK_BOX (head), self->heading);
  gtk_widget_add_css_class (head, "records-head");
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  self->empty = adw_status_page_new ();
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->empty), "samverka-data-symbolic");
  self->empty_button = gtk_button_new_with_label ("");
  gtk_widget_add_css_class (self->empty_button, "pill");
  gtk_widget_set_halign (self->empty_button, GTK_ALIGN_CENTER);
  g_signal_connect_object (self->empty_button, "clicked", G_CALLBACK (empty_clicked), self,
                           G_CONNECT_SWAPPED);
  adw_status_page_set_child (ADW_STATUS_PAGE (self->empty), self->empty_button);
  gtk_stack_add_named (self->stack, self->empty, "empty");
  gtk_box_append (GTK_BOX (self->detail), head);
  gtk_box_append (GTK_BOX (self->detail), GTK_WIDGET (self->stack));
  gtk_widget_set_hexpand (self->detail, TRUE);
  gtk_widget_set_size_request (self->detail, 300, -1);
  return self->detail;
}

static void
page_init (SamPageInterface *iface)
{
  iface->create_toolbar = create_toolbar;
  iface->show_record = show_record;
  iface->main_action = main_action;
}

/* The keyboard comes to the kind that is shown. */
static gboolean
sam_records_page_focus (GtkWidget *widget, GtkDirectionType direction)
{
  SamRecordsPage *self = SAM_RECORDS_PAGE (widget);

  if (!gtk_widget_get_focus_child (widget) && direction == GTK_DIR_TAB_FORWARD
      && gtk_widget_get_child_visible (self->rows[self->kind])
      && gtk_widget_grab_focus (self->rows[self->kind]))
    return TRUE;
  return GTK_WIDGET_CLASS (sam_records_page_parent_class)->focus (widget, direction);
}

static void
sam_records_page_dispose (GObject *object)
{
  SamRecordsPage *self = SAM_RECORDS_PAGE (object);

  g_clear_weak_pointer (&self->add);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (sam_records_page_parent_class)->dispose (object);
}

static void
sam_records_page_class_init (SamRecordsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sam_records_page_dispose;
  GTK_WIDGET_CLASS (klass)->focus = sam_records_page_focus;
}

static void
sam_records_page_init (SamRecordsPage *self)
{
}

GtkWidget *
sam_records_page_new (SamDesk *desk)
{
  SamRecordsPage *self = g_object_new (SAM_TYPE_RECORDS_PAGE, NULL);

  self->desk = g_object_ref (desk);
  self->leaflet = ADW_LEAFLET (adw_leaflet_new ());
  adw_leaflet_append (self->leaflet, make_kinds (self));
  adw_leaflet_page_set_navigatable (
      adw_leaflet_append (self->leaflet, gtk_separator_new (GTK_ORIENTATION_VERTICAL)), FALSE);
  adw_leaflet_append (self->leaflet, make_detail (self));
  adw_leaflet_set_can_navigate_back (self->leaflet, TRUE);
  g_object_bind_property (self->leaflet, "folded", self->back, "visible", G_BINDING_SYNC_CREATE);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->leaflet));
  show_kind (self, SAM_KIND_ADMINISTRATION);
  g_signal_connect_object (sam_desk_forum (desk), "changed", G_CALLBACK (forum_changed), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (desk, "filter-changed", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  return GTK_WIDGET (self);
}
