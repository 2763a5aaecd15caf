/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/pane/part-list.h"

#include <string.h>

#include "base/i18n.h"
#include "base/phrase.h"
#include "desk/fields/new-record.h"
#include "desk/pane/part-row.h"
#include "desk/pane/part-text.h"
#include "model/position.h"

/* Rows shown before "Show more": a person reads no more, and each is a widget. */
#define SHOWN_FIRST 30

struct _SamPartList
{
  GtkWidget parent_instance;

  /* Children, borrowed. */
  GtkWidget *heading;
  GtkWidget *count;
  GtkWidget *list;
  GtkWidget *more;
  GtkWidget *entry; /* where lines are typed; else NULL */
  GtkWidget *add;   /* the button; else NULL */

  SamDesk *desk;
  GHashTable *rows; /* SamRecord → its row, borrowed */
  char *record;
  SamFieldId field;
  guint limit;
};

G_DEFINE_FINAL_TYPE (SamPartList, sam_part_list, GTK_TYPE_WIDGET)

static SamKindId
kind_of (SamPartList *self)
{
  return sam_field (self->field)->kind;
}

/* --- What is in it --- */

static int
by_place (GtkListBoxRow *a, GtkListBoxRow *b, gpointer data)
{
  guint x = sam_part_row_place (SAM_PART_ROW (a)), y = sam_part_row_place (SAM_PART_ROW (b));

  return (x > y) - (x < y);
}

/* Takes rows of records that are not among the shown ones away. */
static void
drop_rows (SamPartList *self, GHashTable *shown)
{
  GHashTableIter iter;
  gpointer record, row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &record, &row))
    if (!g_hash_table_contains (shown, record))
      {
        gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
        g_hash_table_iter_remove (&iter);
      }
}

void
sam_part_list_refresh (SamPartList *list)
{
  SamForum *forum = sam_desk_forum (list->desk);
  GPtrArray *named = sam_forum_referrers (forum, list->field, list->record);
  g_autoptr (GPtrArray) records = g_ptr_array_sized_new (named->len);
  g_autoptr (GHashTable) shown = g_hash_table_new (NULL, NULL);
  g_autofree char *count = sam_phrase_count (named->len);
  guint n;

  for (guint i = 0; i < named->len; i++)
    g_ptr_array_add (records, g_ptr_array_index (named, i));
  g_ptr_array_sort (records, sam_part_compare);
  n = MIN (records->len, list->limit);
  for (guint i = 0; i < n; i++)
    g_hash_table_add (shown, g_ptr_array_index (records, i));
  drop_rows (list, shown);
  for (guint i = 0; i < n; i++)
    {
      SamRecord *record = g_ptr_array_index (records, i);
      GtkWidget *row = g_hash_table_lookup (list->rows, record);

      if (!row)
        {
          row = sam_part_row_new (list->desk, record);
          g_hash_table_insert (list->rows, record, row);
          sam_part_row_update (SAM_PART_ROW (row), i);
          gtk_list_box_append (GTK_LIST_BOX (list->list), row);
        }
      else
        sam_part_row_update (SAM_PART_ROW (row), i);
    }
  gtk_list_box_invalidate_sort (GTK_LIST_BOX (list->list));
  gtk_label_set_label (GTK_LABEL (list->count), records->len ? count : "");
  gtk_widget_set_visible (list->list, records->len > 0);
  gtk_widget_set_visible (list->more, records->len > n);
}

gboolean
sam_part_list_touched (SamPartList *list, const SamForumDelta *delta)
{
  /* Rows name people, places and categories too. */
  return sam_forum_delta_touches (delta, kind_of (list))
         || sam_forum_delta_touches (delta, SAM_KIND_PERSON)
         || sam_forum_delta_touches (delta, SAM_KIND_VENUE)
         || sam_forum_delta_touches (delta, SAM_KIND_CATEGORY)
         || sam_forum_delta_touches (delta, SAM_KIND_STAGE);
}

/* --- Adding --- */

static void
prepare (SamEditBuilder *builder, const char *id, gpointer data)
{
  SamPartList *self = data;
  const SamField *field = sam_field (self->field);
  SamRecord *owner = sam_forum_get (sam_desk_forum (self->desk), self->record);
  g_autofree const char **one = g_new0 (const char *, 2);

  one[0] = self->record;
  sam_edit_builder_take (builder, id, self->field,
                         field->type == SAM_TYPE_REFERENCE_SET ? sam_value_set (one, 1)
                                                               : sam_value_text (self->record));
  if (self->field == SAM_ACTIVITY_INITIATIVE && owner
      && sam_record_has (owner, SAM_INITIATIVE_STARTS))
    sam_edit_builder_set_day (builder, id, SAM_ACTIVITY_STARTS,
                              sam_record_day (owner, SAM_INITIATIVE_STARTS));
  if (self->field == SAM_TRANSACTION_BUDGET_LINE)
    sam_edit_builder_set_day (builder, id, SAM_TRANSACTION_DATE, sam_desk_today (self->desk));
  if (self->field == SAM_COMMENT_ABOUT)
    sam_edit_builder_set_text (builder, id, SAM_COMMENT_AUTHOR, sam_desk_me (self->desk));
  sam_new_record_fill (self->desk, builder, id, kind_of (self));
}

static void
add_one (SamPartList *self)
{
  g_autofree char *missing = sam_new_record_missing (self->desk, kind_of (self));

  if (missing)
    sam_desk_message (self->desk, missing);
  else
    sam_desk_create (self->desk, kind_of (self), prepare, self);
}

static char *
last_position (SamPartList *self)
{
  GPtrArray *named = sam_forum_referrers (sam_desk_forum (self->desk), self->field, self->record);
  const char *last = NULL;

  for (guint i = 0; i < named->len; i++)
    {
      const char *position = sam_record_text (g_ptr_array_index (named, i), SAM_TASK_POSITION);

      if (position && (!last || strcmp (position, last) > 0))
        last = position;
    }
  return sam_position_between (last, NULL);
}

/* What a typed line becomes. */
static void
take_line (SamPartList *self, SamEditBuilder *builder, const char *id, const char *text)
{
  SamKindId kind = kind_of (self);

  if (kind == SAM_KIND_COMMENT)
    sam_edit_builder_set_text (builder, id, SAM_COMMENT_TEXT, text);
  else if (kind == SAM_KIND_LINK)
    {
      g_autofree char *url
          = strstr (text, "://") ? g_strdup (text) : g_strdup_printf ("https://%s", text);

      sam_edit_builder_set_text (builder, id, SAM_LINK_URL, url);
    }
  else
    {
      g_autofree char *position = last_position (self);

      sam_edit_builder_set_text (builder, id, SAM_TASK_TITLE, text);
      sam_edit_builder_set_text (builder, id, SAM_TASK_POSITION, position);
    }
}

gboolean
sam_part_list_finish (SamPartList *list)
{
  g_autofree char *text = NULL;
  g_autofree char *act = NULL;
  SamEditBuilder *builder;
  const char *id;

  if (!list->entry)
    return TRUE;
  text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (list->entry))));
  if (!*text)
    return TRUE;

  act = g_strdup_printf (_ ("Add: %s"), sam_kind_label (kind_of (list)));
  builder = sam_desk_edit (list->desk, act);
  id = sam_edit_builder_create (builder, kind_of (list));
  take_line (list, builder, id, text);
  prepare (builder, id, list);
  if (!sam_desk_commit (list->desk, builder))
    return FALSE;
  gtk_editable_set_text (GTK_EDITABLE (list->entry), "");
  return TRUE;
}

/* --- The widget --- */

static void
row_activated (SamPartList *self, GtkListBoxRow *row)
{
  g_autofree char *id = g_strdup (sam_record_id (sam_part_row_record (SAM_PART_ROW (row))));

  sam_desk_open (self->desk, id, SAM_OPEN_SHOW);
}

static void
show_more (SamPartList *self)
{
  self->limit *= 4;
  sam_part_list_refresh (self);
}

static const char *
line_prompt (SamKindId kind)
{
  switch ((int)kind)
    {
    case SAM_KIND_TASK:
      return _ ("Add a task, and press Enter");
    case SAM_KIND_COMMENT:
      return _ ("Write a comment, and press Enter");
    case SAM_KIND_LINK:
      return _ ("Add a web address, and press Enter");
    default:
      return NULL;
    }
}

static void
add_entry (SamPartList *self, const char *prompt)
{
  self->entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), prompt);
  gtk_widget_add_css_class (self->entry, "part-entry");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  prompt, -1);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (sam_part_list_finish), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
}

static GtkWidget *
make_heading (SamPartList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  const char *plural = sam_kind_plural (kind_of (self));
  const SamAuthor *author = sam_session_author (sam_desk_session (self->desk));

  self->heading = gtk_label_new (plural);
  gtk_widget_add_css_class (self->heading, "section-title");
  self->count = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->count), 0);
  gtk_widget_set_hexpand (self->count, TRUE);
  gtk_widget_add_css_class (self->count, "section-count");
  gtk_box_append (GTK_BOX (box), self->heading);
  gtk_box_append (GTK_BOX (box), self->count);
  if (!line_prompt (kind_of (self))
      && sam_rights_may_create (author, sam_desk_source (self->desk), kind_of (self), NULL))
    {
      g_autofree char *name = g_strdup_printf (_ ("Add: %s"), sam_kind_label (kind_of (self)));

      self->add = gtk_button_new_from_icon_name ("list-add-symbolic");
      gtk_button_set_has_frame (GTK_BUTTON (self->add), FALSE);
      gtk_widget_set_tooltip_text (self->add, name);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->add), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      name, -1);
      g_signal_connect_object (self->add, "clicked", G_CALLBACK (add_one), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (box), self->add);
    }
  gtk_widget_add_css_class (box, "section-heading");
  return box;
}

static void
sam_part_list_dispose (GObject *object)
{
  SamPartList *self = SAM_PART_LIST (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  self->entry = NULL;
  g_clear_object (&self->desk);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_clear_pointer (&self->record, g_free);
  G_OBJECT_CLASS (sam_part_list_parent_class)->dispose (object);
}

static void
sam_part_list_class_init (SamPartListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sam_part_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
sam_part_list_init (SamPartList *self)
{
  gtk_orientable_set_orientation (
      GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
  self->rows = g_hash_table_new (NULL, NULL);
  self->limit = SHOWN_FIRST;
}

GtkWidget *
sam_part_list_new (SamDesk *desk, SamFieldId field, const char *record)
{
  SamPartList *self = g_object_new (SAM_TYPE_PART_LIST, NULL);
  const char *plural = sam_kind_plural (sam_field (field)->kind);
  const char *prompt = line_prompt (sam_field (field)->kind);

  self->desk = g_object_ref (desk);
  self->field = field;
  self->record = g_strdup (record);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, plural, -1);
  gtk_widget_set_parent (make_heading (self), GTK_WIDGET (self));
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_list_box_set_sort_func (GTK_LIST_BOX (self->list), by_place, NULL, NULL);
  gtk_widget_add_css_class (self->list, "part-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  plural, -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->list, GTK_WIDGET (self));
  self->more = gtk_button_new_with_label (_ ("Show more"));
  gtk_button_set_has_frame (GTK_BUTTON (self->more), FALSE);
  g_signal_connect_object (self->more, "clicked", G_CALLBACK (show_more), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->more, GTK_WIDGET (self));
  if (prompt)
    add_entry (self, prompt);
  sam_part_list_refresh (self);
  return GTK_WIDGET (self);
}
