/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/fields/picker.h"

#include <string.h>

#include "base/i18n.h"

/* Characters that a row shows; longer ones are told by a tooltip. */
#define FITS 32

struct _SamPicker
{
  GtkPopover parent_instance;

  /* Children, borrowed. */
  GtkWidget *search; /* NULL where there are few */
  GtkWidget *list;
  GtkWidget *scrolled;
  GtkWidget *rest; /* how many more there are */
  GtkWidget *first;

  SamPickerFill fill;
  gpointer data;
  char *current;
  char *add_label;
  gboolean none;
};

/* One row: what choosing it means. */
#define SAM_TYPE_PICKER_ROW (sam_picker_row_get_type ())
G_DECLARE_FINAL_TYPE (SamPickerRow, sam_picker_row, SAM, PICKER_ROW, GtkListBoxRow)

struct _SamPickerRow
{
  GtkListBoxRow parent_instance;

  char *id; /* NULL: none, or add */
  gboolean adds;
};

G_DEFINE_FINAL_TYPE (SamPicker, sam_picker, GTK_TYPE_POPOVER)
G_DEFINE_FINAL_TYPE (SamPickerRow, sam_picker_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  PICKED,
  ADD,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
sam_picker_row_finalize (GObject *object)
{
  g_free (SAM_PICKER_ROW (object)->id);
  G_OBJECT_CLASS (sam_picker_row_parent_class)->finalize (object);
}

static void
sam_picker_row_class_init (SamPickerRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sam_picker_row_finalize;
}

static void
sam_picker_row_init (SamPickerRow *self)
{
}

static const char *
typed (SamPicker *self)
{
  return self->search ? gtk_editable_get_text (GTK_EDITABLE (self->search)) : "";
}

static GtkWidget *
append (SamPicker *self, const char *id, const char *title, const char *detail, const char *icon)
{
  SamPickerRow *row = g_object_new (SAM_TYPE_PICKER_ROW, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new (title);
  g_autofree char *name = detail ? g_strdup_printf ("%s, %s", title, detail) : g_strdup (title);

  row->id = g_strdup (id);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  if (icon)
    gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icon));
  gtk_box_append (GTK_BOX (box), label);
  if (detail)
    {
      GtkWidget *more = gtk_label_new (detail);

      gtk_label_set_ellipsize (GTK_LABEL (more), PANGO_ELLIPSIZE_END);
      gtk_label_set_max_width_chars (GTK_LABEL (more), 22);
      gtk_widget_add_css_class (more, "dim-label");
      gtk_widget_add_css_class (more, "caption");
      gtk_box_append (GTK_BOX (box), more);
    }
  if (id && g_strcmp0 (id, self->current) == 0)
    gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("object-select-symbolic"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  if (g_utf8_strlen (name, -1) > FITS)
    gtk_widget_set_tooltip_text (GTK_WIDGET (row), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_list_box_append (GTK_LIST_BOX (self->list), GTK_WIDGET (row));
  if (!self->first)
    self->first = GTK_WIDGET (row);
  return GTK_WIDGET (row);
}

static void
append_add (SamPicker *self, guint found)
{
  g_autofree char *name = g_strstrip (g_strdup (typed (self)));
  g_autofree char *label = NULL;
  GtkWidget *row;

  if (!self->add_label)
    return;
  label = *name ? g_strdup_printf (_ ("Add “%s”"), name) : g_strdup (self->add_label);
  row = append (self, NULL, label, NULL, "list-add-symbolic");
  SAM_PICKER_ROW (row)->adds = TRUE;
  /* Enter must not add by mistake what is there under a longer name. */
  if (found == 0 && *name)
    self->first = row;
}

static void
refill (SamPicker *self)
{
  guint more = 0;
  g_autoptr (GPtrArray) found = self->fill (typed (self), &more, self->data);
  GtkWidget *child;
  GtkWidget *marked = NULL;

  while ((child = gtk_widget_get_first_child (self->list)))
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
  self->first = NULL;

  for (guint i = 0; i < found->len; i++)
    {
      SamCandidate *candidate = g_ptr_array_index (found, i);
      GtkWidget *row = append (self, candidate->id, candidate->title, candidate->detail, NULL);

      if (g_strcmp0 (candidate->id, self->current) == 0)
        marked = row;
    }
  if (self->none && !*typed (self))
    append (self, NULL, _ ("None"), NULL, NULL);
  append_add (self, found->len);
  if (marked)
    gtk_list_box_select_row (GTK_LIST_BOX (self->list), GTK_LIST_BOX_ROW (marked));

  gtk_widget_set_visible (self->rest, more > 0 || !self->first);
  if (more > 0)
    {
      g_autofree char *text = g_strdup_printf (
          ngettext ("%u more: type to find it", "%u more: type to find them", more), more);

      gtk_label_set_label (GTK_LABEL (self->rest), text);
    }
  else
    gtk_label_set_label (GTK_LABEL (self->rest),
                         *typed (self) ? _ ("Nothing fits.") : _ ("There is nothing to choose."));
}

static void
activated (SamPicker *self, SamPickerRow *row)
{
  g_autofree char *id = g_strdup (row->id);
  g_autofree char *name = g_strstrip (g_strdup (typed (self)));
  gboolean adds = row->adds;

  gtk_popover_popdown (GTK_POPOVER (self));
  if (adds)
    g_signal_emit (self, signals[ADD], 0, name);
  else
    g_signal_emit (self, signals[PICKED], 0, id);
}

static void
search_activated (SamPicker *self)
{
  if (self->first)
    activated (self, SAM_PICKER_ROW (self->first));
}

static gboolean
search_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
            SamPicker *self)
{
  if (key != GDK_KEY_Down || !self->first)
    return GDK_EVENT_PROPAGATE;

  gtk_widget_grab_focus (gtk_widget_get_first_child (self->list));
  return GDK_EVENT_STOP;
}

static void
stop (SamPicker *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

static GtkWidget *
make_search (SamPicker *self, const char *name)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->search = gtk_search_entry_new ();
  g_object_set (self->search, "placeholder-text", _ ("Search"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (refill), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "activate", G_CALLBACK (search_activated), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "stop-search", G_CALLBACK (stop), self, G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (search_key), self, 0);
  gtk_widget_add_controller (self->search, keys);
  return self->search;
}

static void
sam_picker_finalize (GObject *object)
{
  SamPicker *self = SAM_PICKER (object);

  g_free (self->current);
  g_free (self->add_label);
  G_OBJECT_CLASS (sam_picker_parent_class)->finalize (object);
}

static void
sam_picker_class_init (SamPickerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sam_picker_finalize;
  signals[PICKED] = g_signal_new ("picked", SAM_TYPE_PICKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[ADD] = g_signal_new ("add", SAM_TYPE_PICKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
sam_picker_init (SamPicker *self)
{
}

GtkWidget *
sam_picker_new (const char *name, gboolean search, SamPickerFill fill, gpointer data)
{
  SamPicker *self = g_object_new (SAM_TYPE_PICKER, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->fill = fill;
  self->data = data;
  if (search)
    gtk_box_append (GTK_BOX (box), make_search (self, name));
  self->list = gtk_list_box_new ();
  gtk_list_box_set_activate_on_single_click (GTK_LIST_BOX (self->list), TRUE);
  gtk_widget_add_css_class (self->list, "picker-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (activated), self,
                           G_CONNECT_SWAPPED);
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scrolled), 300);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), self->list);
  self->rest = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->rest, "dim-label");
  gtk_box_append (GTK_BOX (box), self->scrolled);
  gtk_box_append (GTK_BOX (box), self->rest);
  gtk_widget_set_size_request (box, 280, -1);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "picker");
  return GTK_WIDGET (self);
}

void
sam_picker_set_extra (SamPicker *picker, gboolean none, const char *add_label_or_null)
{
  picker->none = none;
  g_free (picker->add_label);
  picker->add_label = g_strdup (add_label_or_null);
}

void
sam_picker_open (SamPicker *picker, const char *current_or_null)
{
  GtkListBoxRow *marked;

  g_free (picker->current);
  picker->current = g_strdup (current_or_null);
  if (picker->search)
    gtk_editable_set_text (GTK_EDITABLE (picker->search), "");
  refill (picker);
  gtk_popover_popup (GTK_POPOVER (picker));
  marked = gtk_list_box_get_selected_row (GTK_LIST_BOX (picker->list));
  if (picker->search)
    gtk_widget_grab_focus (picker->search);
  else if (marked || picker->first)
    gtk_widget_grab_focus (marked ? GTK_WIDGET (marked) : picker->first);
}
