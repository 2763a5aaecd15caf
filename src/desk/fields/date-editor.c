/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/i18n.h"
#include "desk/fields/field-editor.h"
#include "desk/fields/field-text.h"

#include <string.h>

/* Dates, months and times: written as people write them, or chosen in a calendar; a time has a
 * clock beside, which is empty for all day. */
#define SAM_TYPE_DATE_EDITOR (sam_date_editor_get_type ())
G_DECLARE_FINAL_TYPE (SamDateEditor, sam_date_editor, SAM, DATE_EDITOR, SamFieldEditor)

struct _SamDateEditor
{
  SamFieldEditor parent_instance;

  /* Children, borrowed. */
  GtkWidget *entry;
  GtkWidget *clock; /* of times; else NULL */
  GtkWidget *button;
  GtkWidget *popover; /* made when first opened */
  GtkCalendar *calendar;
};

G_DEFINE_FINAL_TYPE (SamDateEditor, sam_date_editor, SAM_TYPE_FIELD_EDITOR)

static const SamField *
field_of (SamDateEditor *self)
{
  return sam_field (sam_field_editor_field (SAM_FIELD_EDITOR (self)));
}

static SamDay
today_of (SamDateEditor *self)
{
  return sam_desk_today (sam_field_editor_desk (SAM_FIELD_EDITOR (self)));
}

static void
set_text (GtkWidget *entry, const char *text)
{
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (entry)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static void
show (SamFieldEditor *editor, const SamValue *value)
{
  SamDateEditor *self = SAM_DATE_EDITOR (editor);
  g_autofree char *text = sam_field_text (field_of (self), value, today_of (self));

  set_text (self->entry, text);
  if (self->clock)
    {
      g_autofree char *clock = sam_field_clock (value);

      set_text (self->clock, clock);
    }
}

static gboolean
read_typed (SamFieldEditor *editor, SamValue *value, GError **error)
{
  SamDateEditor *self = SAM_DATE_EDITOR (editor);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  if (self->clock)
    return sam_field_read_time (field_of (self), text,
                                gtk_editable_get_text (GTK_EDITABLE (self->clock)), today_of (self),
                                value, error);
  return sam_field_read (sam_desk_source (sam_field_editor_desk (editor)), field_of (self), text,
                         today_of (self), value, error);
}

/* "1" is a day, and the beginning of "1 nov"; "1/1" of "1/11"; "1" also of the hour 18. */
static gboolean
complete (SamFieldEditor *editor)
{
  SamDateEditor *self = SAM_DATE_EDITOR (editor);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  const char *clock = self->clock ? gtk_editable_get_text (GTK_EDITABLE (self->clock)) : "";

  return (*text == '\0' || text[strspn (text, "0123456789/ ")] != '\0')
         && (*clock == '\0' || strlen (clock) >= 4);
}

/* --- The calendar --- */

static void
take_day (SamDateEditor *self)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (self->calendar);
  SamDay day = sam_day_new (g_date_time_get_year (date), g_date_time_get_month (date),
                            g_date_time_get_day_of_month (date));
  g_autofree char *written = sam_day_format (day);
  g_auto (SamValue) value = sam_value_text (written);
  g_autofree char *text = sam_field_text (field_of (self), &value, today_of (self));

  gtk_popover_popdown (GTK_POPOVER (self->popover));
  set_text (self->entry, text);
  sam_field_editor_chosen (SAM_FIELD_EDITOR (self), NULL);
}

/* The calendar's own signal comes also when a month is leafed past, and not for the day that is
 * marked already: a click on a day is what counts. */
static void
calendar_clicked (GtkGestureClick *gesture, int n_press, double x, double y, SamDateEditor *self)
{
  GtkWidget *hit = gtk_widget_pick (GTK_WIDGET (self->calendar), x, y, GTK_PICK_DEFAULT);

  if (hit && gtk_widget_has_css_class (hit, "day-number"))
    take_day (self);
}

static void
calendar_key_released (GtkEventControllerKey *controller, guint key, guint code,
                       GdkModifierType state, SamDateEditor *self)
{
  if (key == GDK_KEY_space || key == GDK_KEY_Return || key == GDK_KEY_KP_Enter)
    take_day (self);
}

static void
choose_today (SamDateEditor *self)
{
  int year, month, day;
  g_autoptr (GDateTime) date = NULL;

  sam_day_split (today_of (self), &year, &month, &day);
  date = g_date_time_new_local (year, month, day, 12, 0, 0);
  gtk_calendar_select_day (self->calendar, date);
  take_day (self);
}

static void
make_popover (SamDateEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *now = gtk_button_new_with_label (_ ("Today"));
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->calendar = GTK_CALENDAR (gtk_calendar_new ());
  gtk_calendar_set_show_week_numbers (self->calendar, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->calendar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  sam_field_label (field_of (self)->id), -1);
  g_signal_connect_object (click, "released", G_CALLBACK (calendar_clicked), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->calendar), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_object (keys, "key-released", G_CALLBACK (calendar_key_released), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->calendar), keys);
  g_signal_connect_object (now, "clicked", G_CALLBACK (choose_today), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->calendar));
  gtk_box_append (GTK_BOX (box), now);
  self->popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  gtk_widget_set_parent (self->popover, self->button);
}

static void
open_calendar (SamDateEditor *self)
{
  g_auto (SamValue) value = SAM_NULL;
  g_autoptr (GDateTime) date = NULL;
  int year, month, day;
  SamMoment moment = { today_of (self), SAM_ALL_DAY };

  if (!self->popover)
    make_popover (self);
  if (read_typed (SAM_FIELD_EDITOR (self), &value, NULL) && value.type == SAM_VALUE_TEXT)
    sam_moment_parse (value.text, &moment);
  sam_day_split (moment.day, &year, &month, &day);
  date = g_date_time_new_local (year, month, day, 12, 0, 0);
  gtk_calendar_select_day (self->calendar, date);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

/* --- The widget --- */

static GtkWidget *
new_entry (SamDateEditor *self, int width)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_object (focus, "leave", G_CALLBACK (sam_field_editor_check), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (entry, focus);
  gtk_editable_set_enable_undo (GTK_EDITABLE (entry), FALSE);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), width);
  gtk_widget_add_css_class (entry, "numeric");
  g_signal_connect_object (entry, "changed", G_CALLBACK (sam_field_editor_typed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "activate", G_CALLBACK (sam_field_editor_entered), self,
                           G_CONNECT_SWAPPED);
  return entry;
}

static void
make (SamFieldEditor *editor)
{
  SamDateEditor *self = SAM_DATE_EDITOR (editor);
  const SamField *field = field_of (self);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *joined = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  g_autofree char *choose
      = g_strdup_printf (_ ("%s: choose in a calendar"), sam_field_label (field->id));

  self->entry = new_entry (self, 8);
  gtk_widget_set_hexpand (self->entry, TRUE);
  self->button = gtk_button_new_from_icon_name ("x-office-calendar-symbolic");
  gtk_widget_set_tooltip_text (self->button, _ ("Choose in a calendar"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  choose, -1);
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (open_calendar), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (joined, "linked");
  gtk_widget_set_hexpand (joined, TRUE);
  gtk_box_append (GTK_BOX (joined), self->entry);
  gtk_box_append (GTK_BOX (joined), self->button);
  gtk_box_append (GTK_BOX (box), joined);
  if (field->type == SAM_TYPE_TIME)
    {
      g_autofree char *name = g_strdup_printf (_ ("%s: time of day"), sam_field_label (field->id));

      self->clock = new_entry (self, 5);
      gtk_editable_set_max_width_chars (GTK_EDITABLE (self->clock), 5);
      gtk_entry_set_placeholder_text (GTK_ENTRY (self->clock), _ ("all day"));
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->clock), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      name, -1);
      gtk_box_append (GTK_BOX (box), self->clock);
    }
  sam_field_editor_set_control (editor, box, self->entry, FALSE);
}

static void
sam_date_editor_dispose (GObject *object)
{
  g_clear_pointer (&SAM_DATE_EDITOR (object)->popover, gtk_widget_unparent);
  G_OBJECT_CLASS (sam_date_editor_parent_class)->dispose (object);
}

static void
sam_date_editor_class_init (SamDateEditorClass *klass)
{
  SamFieldEditorClass *editor_class = SAM_FIELD_EDITOR_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sam_date_editor_dispose;
  editor_class->make = make;
  editor_class->show = show;
  editor_class->read = read_typed;
  editor_class->complete = complete;
}

static void
sam_date_editor_init (SamDateEditor *self)
{
}
