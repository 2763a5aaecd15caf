/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/i18n.h"
#include "desk/timeline/timeline-private.h"

/* Keys on a bar:
 *   arrows, Home, End          go to other bars
 *   Ctrl+Shift+Left, Right     move it a step of the zoom: a day, an hour or a quarter
 *   Ctrl+Shift+Up, Down        end it later, earlier; also Ctrl+Shift+Alt+Right, Left
 *   Shift+Enter                says what it clashes with
 * and anywhere on the page: Ctrl++, Ctrl+−, Ctrl+0 zoom; Escape gives up a drag. */

#define MODIFIERS (GDK_CONTROL_MASK | GDK_SHIFT_MASK | GDK_ALT_MASK)

static gboolean
go (SamTimelinePage *self, SamRecord *from, SamTimelineDirection direction)
{
  SamTimelineLanes *lanes = sam_timeline_content_lanes (self->content);
  const SamTimelineBar *bar = sam_timeline_lanes_find (lanes, from);
  const SamTimelineBar *to = bar ? sam_timeline_lanes_neighbour (lanes, bar, direction) : NULL;

  if (to != NULL)
    sam_timeline_view_focus (self, to->key);
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
  return GDK_EVENT_STOP;
}

static gboolean
change (SamTimelinePage *self, SamRecord *activity, SamTimelinePart part, int steps)
{
  SamTimelineTimes times = sam_timeline_times (activity);
  int step = sam_timeline_step (self->axis.day_width, &times);

  if (part == SAM_TIMELINE_END && sam_bar_shape (activity) == SAM_BAR_MILESTONE)
    {
      sam_desk_message (self->desk, _ ("A milestone has no end; move it instead."));
      return GDK_EVENT_STOP;
    }
  times = part == SAM_TIMELINE_END ? sam_timeline_move_end (times, step, steps)
                                   : sam_timeline_move (times, step, steps);
  if (sam_timeline_edit_times (self, activity, part, &times))
    sam_timeline_view_focus (self, activity);
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
  return GDK_EVENT_STOP;
}

static gboolean
change_key (SamTimelinePage *self, SamRecord *activity, guint key, gboolean alt)
{
  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      return change (self, activity, alt ? SAM_TIMELINE_END : SAM_TIMELINE_BODY, -1);
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      return change (self, activity, alt ? SAM_TIMELINE_END : SAM_TIMELINE_BODY, 1);
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return change (self, activity, SAM_TIMELINE_END, 1);
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return change (self, activity, SAM_TIMELINE_END, -1);
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static gboolean
go_key (SamTimelinePage *self, SamRecord *activity, guint key)
{
  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      return go (self, activity, SAM_TIMELINE_EARLIER);
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      return go (self, activity, SAM_TIMELINE_LATER);
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return go (self, activity, SAM_TIMELINE_ABOVE);
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return go (self, activity, SAM_TIMELINE_BELOW);
    case GDK_KEY_Home:
      return go (self, activity, SAM_TIMELINE_FIRST);
    case GDK_KEY_End:
      return go (self, activity, SAM_TIMELINE_LAST);
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_space:
      sam_desk_open (self->desk, sam_record_id (activity), SAM_OPEN_SHOW);
      return GDK_EVENT_STOP;
    case GDK_KEY_Menu:
      sam_timeline_clash_show (self, activity);
      return GDK_EVENT_STOP;
    case GDK_KEY_Delete:
      sam_desk_delete (self->desk, activity);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static gboolean
key_pressed (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
             gpointer data)
{
  SamTimelinePage *self = data;
  SamRecord *activity = sam_timeline_view_focused (self);

  if (activity == NULL)
    return GDK_EVENT_PROPAGATE;
  switch ((guint)(state & MODIFIERS))
    {
    case 0:
      return go_key (self, activity, key);
    case GDK_CONTROL_MASK | GDK_SHIFT_MASK:
      return change_key (self, activity, key, FALSE);
    case GDK_CONTROL_MASK | GDK_SHIFT_MASK | GDK_ALT_MASK:
      return change_key (self, activity, key, TRUE);
    case GDK_SHIFT_MASK:
      if (key != GDK_KEY_Return && key != GDK_KEY_KP_Enter && key != GDK_KEY_F10)
        return GDK_EVENT_PROPAGATE;
      sam_timeline_clash_show (self, activity);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static gboolean
escape_pressed (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
                gpointer data)
{
  return key == GDK_KEY_Escape && sam_timeline_drag_cancel (data);
}

static gboolean
zoom_key (GtkWidget *widget, GVariant *steps, gpointer data)
{
  SamTimelinePage *self = SAM_TIMELINE_PAGE (widget);
  double anchor = gtk_adjustment_get_page_size (self->across) / 2;
  int step = g_variant_get_int32 (steps);

  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  sam_timeline_view_zoom_to (self,
                             step == 0 ? sam_timeline_zoom_day_width (SAM_TIMELINE_WEEK)
                                       : sam_timeline_zoom_step (self->axis.day_width, step),
                             anchor);
  return TRUE;
}

static void
add_zoom_key (GtkShortcutController *controller, guint key, int steps)
{
  GtkShortcut *shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (key, GDK_CONTROL_MASK),
                                            gtk_callback_action_new (zoom_key, NULL, NULL));

  gtk_shortcut_set_arguments (shortcut, g_variant_new_int32 (steps));
  gtk_shortcut_controller_add_shortcut (controller, shortcut);
}

void
sam_timeline_keys_attach (SamTimelinePage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *escape = gtk_event_controller_key_new ();
  GtkEventController *zoom = gtk_shortcut_controller_new ();

  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->canvas), keys);

  gtk_event_controller_set_propagation_phase (escape, GTK_PHASE_CAPTURE);
  g_signal_connect_object (escape, "key-pressed", G_CALLBACK (escape_pressed), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), escape);

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (zoom), GTK_SHORTCUT_SCOPE_GLOBAL);
  add_zoom_key (GTK_SHORTCUT_CONTROLLER (zoom), GDK_KEY_plus, 4);
  add_zoom_key (GTK_SHORTCUT_CONTROLLER (zoom), GDK_KEY_KP_Add, 4);
  add_zoom_key (GTK_SHORTCUT_CONTROLLER (zoom), GDK_KEY_minus, -4);
  add_zoom_key (GTK_SHORTCUT_CONTROLLER (zoom), GDK_KEY_KP_Subtract, -4);
  add_zoom_key (GTK_SHORTCUT_CONTROLLER (zoom), GDK_KEY_0, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), zoom);
}
