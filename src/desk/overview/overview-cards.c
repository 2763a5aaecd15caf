/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/overview/overview-cards.h"

#include "base/i18n.h"
#include "base/phrase.h"
#include "model/display.h"

#define TASKS_SHOWN 6
#define CHANGES_SHOWN 12

GtkWidget *
sam_overview_card_new (const char *title, GtkWidget **content)
{
  GtkWidget *card = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing",
                                  8, "accessible-role", GTK_ACCESSIBLE_ROLE_REGION, NULL);
  GtkWidget *heading = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "card-title");
  *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (card), heading);
  gtk_box_append (GTK_BOX (card), *content);
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "overview-card");
  gtk_accessible_update_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  return card;
}

static void
empty (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)))
    gtk_box_remove (GTK_BOX (box), child);
}

static GtkWidget *
label (const char *text, float xalign, const char *css_class)
{
  GtkWidget *widget = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (widget), xalign);
  if (css_class)
    gtk_widget_add_css_class (widget, css_class);
  return widget;
}

static GtkWidget *
number (guint n)
{
  g_autofree char *text = sam_phrase_count (n);

  return label (text, 1, "numeric");
}

static void
say_nothing_here (GtkWidget *content, const char *sentence)
{
  GtkWidget *text = label (sentence, 0, "dim-label");

  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_box_append (GTK_BOX (content), text);
}

/* The stages as one bar of numbered parts, as wide as there are initiatives. */
static GtkWidget *
stage_bar (SamOverview *overview, SamOverviewRow *row, guint widest)
{
  GtkWidget *bar
      = g_object_new (GTK_TYPE_BOX, "spacing", 2, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG, NULL);
  g_autoptr (GString) spoken = g_string_new (NULL);

  for (guint i = 0; i < overview->stages->len; i++)
    {
      SamRecord *stage = g_ptr_array_index (overview->stages, i);
      const char *meaning = sam_record_text (stage, SAM_STAGE_MEANING);
      g_autofree char *css_class = NULL;
      g_autofree char *tip = NULL;
      GtkWidget *part;

      if (row->per_stage[i] == 0)
        continue;
      part = number (row->per_stage[i]);
      css_class = g_strcmp0 (meaning, "cancelled") == 0 ? g_strdup ("stage-cancelled")
                                                        : g_strdup_printf ("stage-%u", MIN (i, 5));
      tip = g_strdup_printf ("%s: %u", sam_record_title (stage), row->per_stage[i]);
      gtk_label_set_xalign (GTK_LABEL (part), 0.5);
      gtk_widget_add_css_class (part, "stage-part");
      gtk_widget_add_css_class (part, css_class);
      gtk_widget_set_tooltip_text (part, tip);
      gtk_widget_set_size_request (part, MAX (18, (int)(140 * row->per_stage[i] / MAX (widest, 1))),
                                   20);
      gtk_box_append (GTK_BOX (bar), part);
      g_string_append_printf (spoken, "%s%s", spoken->len ? ", " : "", tip);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken->len ? spoken->str : _ ("none"), -1);
  gtk_widget_set_valign (bar, GTK_ALIGN_CENTER);
  return bar;
}

static void
show_administration (GtkButton *button, gpointer data)
{
  SamDesk *desk = data;

  sam_desk_clear_filter (desk);
  sam_desk_set_administration_shown (desk, gtk_widget_get_name (GTK_WIDGET (button)), TRUE);
  sam_desk_go_to (desk, "boards", NULL);
}

static GtkWidget *
administration_cell (SamDesk *desk, SamRecord *administration)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *swatch = adw_bin_new ();
  GtkWidget *name = label (sam_record_title (administration), 0, "administration-name");

  gtk_widget_add_css_class (swatch, "swatch");
  gtk_widget_add_css_class (swatch, sam_desk_colour_class (desk, administration));
  gtk_widget_set_valign (swatch, GTK_ALIGN_CENTER);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (name), 14);
  gtk_box_append (GTK_BOX (box), swatch);
  gtk_box_append (GTK_BOX (box), name);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_button_set_has_frame (GTK_BUTTON (button), FALSE);
  gtk_widget_set_name (button, sam_record_id (administration));
  gtk_widget_set_hexpand (button, TRUE);
  gtk_widget_set_tooltip_text (button, sam_record_title (administration));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  sam_record_title (administration),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _ ("Show its board"), -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (show_administration), desk, 0);
  return button;
}

static GtkWidget *
used_cell (SamOverviewRow *row)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *bar = gtk_progress_bar_new ();
  g_autofree char *percent = sam_phrase_percent (row->used, row->allocated);
  GtkWidget *text = label (percent, 1, "numeric");
  g_autofree char *used = sam_money_format (row->used, SAM_MONEY_UNIT);
  g_autofree char *allocated = sam_money_format (row->allocated, SAM_MONEY_UNIT);
  g_autofree char *tip = g_strdup_printf (_ ("%s of %s used or committed"), used, allocated);

  gtk_progress_bar_set_fraction (
      GTK_PROGRESS_BAR (bar),
      row->allocated > 0 ? CLAMP ((double)row->used / (double)row->allocated, 0, 1) : 0);
  gtk_widget_set_size_request (bar, 60, -1);
  gtk_widget_set_valign (bar, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
  gtk_label_set_width_chars (GTK_LABEL (text), 5);
  gtk_widget_set_tooltip_text (box, tip);
  gtk_widget_set_halign (box, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), text);
  return box;
}

void
sam_overview_fill_whole (GtkWidget *content, SamDesk *desk, SamOverview *overview)
{
  const char *const headings[]
      = { _ ("Administration"),           _ ("Initiatives per stage"), C_ ("initiatives", "New"),
          C_ ("initiatives", "Existing"), _ ("Ordinary work"),         _ ("Used") };
  GtkWidget *grid = gtk_grid_new ();
  guint widest = 1;

  empty (content);
  if (overview->rows->len == 0)
    {
      GtkWidget *button = gtk_button_new_with_label (_ ("Go to Basic data"));

      say_nothing_here (content, _ ("No administrations yet. Add them under Basic data."));
      gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), "forum.page::records");
      gtk_widget_set_halign (button, GTK_ALIGN_START);
      gtk_widget_set_margin_top (button, 8);
      gtk_box_append (GTK_BOX (content), button);
      g_object_ref_sink (grid);
      g_object_unref (grid);
      return;
    }

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    {
      GtkWidget *heading = label (headings[i], i < 2 ? 0 : 1, "column-heading");

      gtk_label_set_wrap (GTK_LABEL (heading), TRUE);
      gtk_label_set_justify (GTK_LABEL (heading), i < 2 ? GTK_JUSTIFY_LEFT : GTK_JUSTIFY_RIGHT);
      gtk_label_set_max_width_chars (GTK_LABEL (heading), i < 2 ? -1 : 9);
      gtk_widget_set_valign (heading, GTK_ALIGN_END);
      gtk_grid_attach (GTK_GRID (grid), heading, (int)i, 0, 1, 1);
    }
  for (guint i = 0; i < overview->rows->len; i++)
    widest = MAX (widest, ((SamOverviewRow *)g_ptr_array_index (overview->rows, i))->n_initiatives);
  for (guint i = 0; i < overview->rows->len; i++)
    {
      SamOverviewRow *row = g_ptr_array_index (overview->rows, i);
      int y = (int)i + 1;

      gtk_grid_attach (GTK_GRID (grid), administration_cell (desk, row->administration), 0, y, 1,
                       1);
      gtk_grid_attach (GTK_GRID (grid), stage_bar (overview, row, widest), 1, y, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), number (row->n_new), 2, y, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), number (row->n_existing), 3, y, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), number (row->n_ordinary), 4, y, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), used_cell (row), 5, y, 1, 1);
    }
  gtk_box_append (GTK_BOX (content), grid);
}

typedef struct
{
  SamDesk *desk; /* borrowed; the page holds it */
  char *id;
} Opened;

static void
free_opened (gpointer data, GClosure *closure)
{
  g_free (((Opened *)data)->id);
  g_free (data);
}

static void
open_it (GtkWidget *widget, gpointer data)
{
  Opened *opened = data;

  sam_desk_open (opened->desk, opened->id, SAM_OPEN_SHOW);
}

/* A flat button over the whole row that opens a record. */
static GtkWidget *
opener (SamDesk *desk, SamRecord *record, GtkWidget *child, const char *name)
{
  GtkWidget *button = gtk_button_new ();
  Opened *opened = g_new (Opened, 1);

  *opened = (Opened){ .desk = desk, .id = g_strdup (sam_record_id (record)) };
  gtk_button_set_child (GTK_BUTTON (button), child);
  gtk_button_set_has_frame (GTK_BUTTON (button), FALSE);
  gtk_widget_add_css_class (button, "row-button");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_data (button, "clicked", G_CALLBACK (open_it), opened, free_opened, 0);
  return button;
}

/* Opens under the row: which ones they are. */
void
sam_overview_fill_missing (GtkWidget *content, SamDesk *desk, SamOverview *overview)
{
  gboolean any = FALSE;

  empty (content);
  for (guint i = 0; i < SAM_N_MISSING; i++)
    {
      GPtrArray *records = overview->missing[i];
      g_autofree char *count = sam_phrase_count (records->len);
      g_autofree char *text = g_strdup_printf ("%s %s", count, sam_missing_label (i, records->len));
      GtkWidget *expander;
      GtkWidget *box;

      if (records->len == 0)
        continue;
      any = TRUE;
      expander = gtk_expander_new (text);
      /* GTK 4.8 takes no name from an expander's label. */
      gtk_accessible_update_property (GTK_ACCESSIBLE (expander), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      text, -1);
      box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
      for (guint k = 0; k < MIN (records->len, 20); k++)
        {
          SamRecord *record = g_ptr_array_index (records, k);
          GtkWidget *name = label (sam_record_title (record), 0, NULL);

          gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
          gtk_box_append (GTK_BOX (box), opener (desk, record, name, sam_record_title (record)));
        }
      if (records->len > 20)
        {
          g_autofree char *rest = g_strdup_printf (_ ("and %u more"), records->len - 20);

          gtk_box_append (GTK_BOX (box), label (rest, 0, "dim-label"));
        }
      gtk_expander_set_child (GTK_EXPANDER (expander), box);
      gtk_widget_add_css_class (expander, "overview-row");
      gtk_box_append (GTK_BOX (content), expander);
    }
  if (!any)
    say_nothing_here (content, _ ("Nothing is missing."));
}

static GtkWidget *
due_label (SamDesk *desk, SamRecord *task)
{
  SamDay today = sam_desk_today (desk);
  SamDay due = sam_record_day (task, SAM_TASK_DUE);
  g_autofree char *text = NULL;

  if (due == SAM_DAY_NONE)
    return label ("", 1, NULL);
  if (due < today)
    {
      text = g_strdup_printf (ngettext ("%d day late", "%d days late", (gulong)(today - due)),
                              (int)(today - due));
      return label (text, 1, "wrong");
    }
  text = sam_phrase_relative (due, today);
  return label (text, 1, "dim-label");
}

static void
task_toggled (GtkCheckButton *check, gpointer data)
{
  Opened *opened = data;
  SamRecord *task = sam_forum_get (sam_desk_forum (opened->desk), opened->id);
  g_autofree char *act = task ? g_strdup_printf (_ ("Done: “%s”"), sam_record_title (task)) : NULL;
  SamEditBuilder *builder;

  if (!task)
    return;
  builder = sam_desk_edit (opened->desk, act);
  sam_edit_builder_set_integer (builder, opened->id, SAM_TASK_DONE,
                                gtk_check_button_get_active (check));
  sam_desk_commit (opened->desk, builder);
}

void
sam_overview_fill_tasks (GtkWidget *content, SamDesk *desk, SamOverview *overview)
{
  empty (content);
  for (guint i = 0; i < MIN (overview->tasks->len, TASKS_SHOWN); i++)
    {
      SamRecord *task = g_ptr_array_index (overview->tasks, i);
      GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
      GtkWidget *check = gtk_check_button_new ();
      GtkWidget *name = label (sam_record_title (task), 0, NULL);
      g_autofree char *done = g_strdup_printf (_ ("Done: “%s”"), sam_record_title (task));
      Opened *opened = g_new (Opened, 1);

      *opened = (Opened){ .desk = desk, .id = g_strdup (sam_record_id (task)) };
      g_signal_connect_data (check, "toggled", G_CALLBACK (task_toggled), opened, free_opened, 0);
      gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, done,
                                      -1);
      gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
      gtk_box_append (GTK_BOX (row), check);
      gtk_box_append (GTK_BOX (row), opener (desk, task, name, sam_record_title (task)));
      gtk_widget_set_hexpand (gtk_widget_get_last_child (row), TRUE);
      gtk_box_append (GTK_BOX (row), due_label (desk, task));
      gtk_widget_add_css_class (row, "overview-row");
      gtk_box_append (GTK_BOX (content), row);
    }
  if (overview->tasks->len == 0)
    say_nothing_here (content, _ ("No tasks are waiting."));
}

/* "var 7 nov, är nu 8 nov", or what came or went. */
static char *
change_text (SamDesk *desk, SamHistoryEntry *entry)
{
  SamSource *source = sam_desk_source (desk);
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (entry->field == SAM_FIELD_DELETED)
    {
      if (entry->from.type == SAM_VALUE_NULL)
        return g_strdup (_ ("is new"));
      return g_strdup (entry->to.integer ? _ ("was deleted") : _ ("was brought back"));
    }

  from = sam_display_value (source, entry->field, &entry->from, sam_desk_today (desk));
  to = sam_display_value (source, entry->field, &entry->to, sam_desk_today (desk));
  if (!*from)
    return g_strdup_printf (_ ("%s is now %s"), sam_field_label (entry->field), to);
  if (!*to)
    return g_strdup_printf (_ ("%s was %s, is now empty"), sam_field_label (entry->field), from);
  return g_strdup_printf (_ ("%s was %s, is now %s"), sam_field_label (entry->field), from, to);
}

/* An edit that makes a record says so once; its first values are no news. */
static gboolean
is_news (SamHistoryEntry *entry, const char **created)
{
  if (entry->field == SAM_FIELD_DELETED)
    return TRUE;
  if (sam_field (entry->field)->type == SAM_TYPE_POSITION)
    return FALSE;

  return entry->from.type != SAM_VALUE_NULL || g_strcmp0 (*created, entry->edit) != 0;
}

static GtkWidget *
change_row (SamDesk *desk, SamRecord *record, SamHistoryEntry *entry)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char *title = sam_display_title (sam_desk_source (desk), record);
  g_autofree char *what = change_text (desk, entry);
  g_autofree char *spoken
      = g_strdup_printf ("%s, %s: %s", sam_kind_label (entry->kind), title, what);
  GtkWidget *kind = label (sam_kind_label (entry->kind), 0, "dim-label");
  GtkWidget *name = label (title, 0, "heading");
  GtkWidget *text = label (what, 0, NULL);

  gtk_label_set_width_chars (GTK_LABEL (kind), 14);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  gtk_label_set_single_line_mode (GTK_LABEL (text), TRUE);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_box_append (GTK_BOX (row), kind);
  gtk_box_append (GTK_BOX (row), name);
  gtk_box_append (GTK_BOX (row), text);
  return opener (desk, record, row, spoken);
}

void
sam_overview_fill_changes (GtkWidget *content, SamDesk *desk)
{
  g_autoptr (GPtrArray) history
      = sam_session_history (sam_desk_session (desk), NULL, G_MAXINT64, 200, NULL);
  const char *created = NULL;
  guint shown = 0;

  empty (content);
  for (guint i = 0; history && i < history->len && shown < CHANGES_SHOWN; i++)
    {
      SamHistoryEntry *entry = g_ptr_array_index (history, i);
      SamRecord *record = sam_forum_get (sam_desk_forum (desk), entry->record);

      for (guint k = i;
           k < history->len
           && g_str_equal (((SamHistoryEntry *)g_ptr_array_index (history, k))->edit, entry->edit);
           k++)
        {
          SamHistoryEntry *other = g_ptr_array_index (history, k);

          if (other->field == SAM_FIELD_DELETED && other->from.type == SAM_VALUE_NULL)
            created = other->edit;
        }
      if (!record || !is_news (entry, &created))
        continue;
      gtk_box_append (GTK_BOX (content), change_row (desk, record, entry));
      shown++;
    }
  if (shown == 0)
    say_nothing_here (content, _ ("What is changed here shows up in this list."));
}
