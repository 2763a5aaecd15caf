/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/pane/history-view.h"

#include "base/i18n.h"
#include "base/phrase.h"
#include "model/display.h"

#define ROWS_MOST 100
/* Long texts are told by how they begin. */
#define VALUE_MOST 60

struct _SamHistoryView
{
  GtkWidget parent_instance;

  /* Children, borrowed. */
  GtkWidget *expander;
  GtkWidget *box; /* what is in it is made anew */

  SamDesk *desk;
  SamRecord *record;
};

G_DEFINE_FINAL_TYPE (SamHistoryView, sam_history_view, GTK_TYPE_WIDGET)

static char *
value_text (SamHistoryView *self, SamFieldId field, const SamValue *value)
{
  g_autofree char *text
      = sam_display_value (sam_desk_source (self->desk), field, value, sam_desk_today (self->desk));

  g_strdelimit (text, "\n", ' ');
  if (*text == '\0')
    return g_strdup (_ ("nothing"));
  if (g_utf8_strlen (text, -1) > VALUE_MOST)
    {
      g_autofree char *beginning = g_utf8_substring (text, 0, VALUE_MOST);

      return g_strconcat (beginning, "…", NULL);
    }
  return g_steal_pointer (&text);
}

static char *
what (SamHistoryView *self, const SamHistoryEntry *entry)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (entry->field == SAM_FIELD_DELETED)
    {
      if (entry->from.type == SAM_VALUE_NULL)
        return g_strdup (_ ("Created"));
      return g_strdup (entry->to.type == SAM_VALUE_INTEGER && entry->to.integer ? _ ("Deleted")
                                                                                : _ ("Restored"));
    }
  if (sam_field (entry->field)->type == SAM_TYPE_POSITION)
    return NULL;
  from = value_text (self, entry->field, &entry->from);
  to = value_text (self, entry->field, &entry->to);
  return g_strdup_printf (_ ("%s: %s → %s"), sam_field_label (entry->field), from, to);
}

static gboolean
is_account (SamRecord *person, gpointer data)
{
  const char **name = data;

  if (g_strcmp0 (sam_record_text (person, SAM_PERSON_ACCOUNT), *name) != 0)
    return TRUE;
  *name = sam_record_title (person);
  return FALSE;
}

static char *
who_and_when (SamHistoryView *self, const SamHistoryEntry *entry)
{
  SamSource *source = sam_desk_source (self->desk);
  const char *who = entry->author ? entry->author : "";
  g_autofree char *when = NULL;
  gint64 at;

  source->each (source, SAM_KIND_PERSON, is_account, &who);
  if (!entry->at || !sam_stamp_parse (entry->at, &at))
    return g_strdup (who);
  when = sam_phrase_moment (sam_moment_from_utc (at, sam_source_zone (source)),
                            sam_desk_today (self->desk));
  return g_strdup_printf ("%s · %s", when, who);
}

static GtkWidget *
new_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

/* Creating sets many fields at once: they are told by "Created" alone. */
static gboolean
tells (GPtrArray *history, guint at)
{
  SamHistoryEntry *entry = g_ptr_array_index (history, at);

  if (entry->field == SAM_FIELD_DELETED)
    return TRUE;
  for (guint i = 0; i < history->len; i++)
    {
      SamHistoryEntry *other = g_ptr_array_index (history, i);

      if (other->seq == entry->seq && other->field == SAM_FIELD_DELETED
          && other->from.type == SAM_VALUE_NULL)
        return FALSE;
    }
  return TRUE;
}

void
sam_history_view_refresh (SamHistoryView *view)
{
  g_autoptr (GPtrArray) history = NULL;
  g_autoptr (GError) error = NULL;
  gint64 seq = -1;
  GtkWidget *child;

  if (!gtk_expander_get_expanded (GTK_EXPANDER (view->expander)))
    return;

  while ((child = gtk_widget_get_first_child (view->box)))
    gtk_box_remove (GTK_BOX (view->box), child);
  history = sam_session_history (sam_desk_session (view->desk), sam_record_id (view->record),
                                 G_MAXINT64, ROWS_MOST, &error);
  for (guint i = 0; history && i < history->len; i++)
    {
      SamHistoryEntry *entry = g_ptr_array_index (history, i);
      g_autofree char *text = tells (history, i) ? what (view, entry) : NULL;

      if (!text)
        continue;
      if (entry->seq != seq)
        {
          g_autofree char *head = who_and_when (view, entry);

          gtk_box_append (GTK_BOX (view->box), new_label (head, "history-who"));
          seq = entry->seq;
        }
      gtk_box_append (GTK_BOX (view->box), new_label (text, "history-what"));
    }
  if (seq == -1)
    gtk_box_append (
        GTK_BOX (view->box),
        new_label (error ? error->message : _ ("It has not been changed since it came here."),
                   "dim-label"));
}

static void
sam_history_view_dispose (GObject *object)
{
  SamHistoryView *self = SAM_HISTORY_VIEW (object);

  g_clear_pointer (&self->expander, gtk_widget_unparent);
  g_clear_object (&self->record);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (sam_history_view_parent_class)->dispose (object);
}

static void
sam_history_view_class_init (SamHistoryViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sam_history_view_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
sam_history_view_init (SamHistoryView *self)
{
}

GtkWidget *
sam_history_view_new (SamDesk *desk, SamRecord *record)
{
  SamHistoryView *self = g_object_new (SAM_TYPE_HISTORY_VIEW, NULL);

  self->desk = g_object_ref (desk);
  self->record = g_object_ref (record);
  self->expander = gtk_expander_new (_ ("History"));
  /* GTK 4.8 takes no name from an expander's label. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->expander), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("History"), -1);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_widget_add_css_class (self->box, "history");
  gtk_expander_set_child (GTK_EXPANDER (self->expander), self->box);
  g_signal_connect_object (self->expander, "notify::expanded",
                           G_CALLBACK (sam_history_view_refresh), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->expander, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}
