/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/save-state.h"

#include "base/i18n.h"
#include "desk/compat.h"

struct _SamSaveState
{
  AdwBin parent_instance;

  /* Children, borrowed. */
  GtkLabel *headline;
  GtkLabel *detail;
  GtkWidget *retry;

  SamSession *session; /* owned */
  gboolean told;       /* the trouble that stands has been spoken */
};

G_DEFINE_FINAL_TYPE (SamSaveState, sam_save_state, ADW_TYPE_BIN)

static void
show (SamSaveState *self)
{
  SamStatus status;
  g_autofree char *headline = NULL;

  sam_session_status (self->session, &status);
  if (status.state == SAM_STATE_TROUBLE)
    headline = g_strdup_printf (
        ngettext ("%u change is not saved", "%u changes are not saved", status.unsaved),
        status.unsaved);
  else if (status.unsaved)
    headline = g_strdup (_ ("Saving …"));
  else
    headline = g_strdup (_ ("Everything is saved"));

  gtk_label_set_label (self->headline, headline);
  gtk_label_set_label (self->detail,
                       status.state == SAM_STATE_TROUBLE ? status.reason : _ ("On this computer"));
  gtk_widget_set_visible (self->retry, status.state == SAM_STATE_TROUBLE);
  if (status.state == SAM_STATE_TROUBLE)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self), "trouble");
      if (!self->told)
        sam_compat_announce (GTK_WIDGET (self), status.reason);
    }
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "trouble");
  self->told = status.state == SAM_STATE_TROUBLE;
}

static GtkLabel *
append_label (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 26);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
sam_save_state_dispose (GObject *object)
{
  g_clear_object (&SAM_SAVE_STATE (object)->session);
  G_OBJECT_CLASS (sam_save_state_parent_class)->dispose (object);
}

static void
sam_save_state_class_init (SamSaveStateClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sam_save_state_dispose;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_STATUS);
}

static void
sam_save_state_init (SamSaveState *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  self->headline = append_label (box, "heading");
  self->detail = append_label (box, "caption");
  self->retry = gtk_button_new_with_label (_ ("Try now"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->retry), "forum.retry");
  gtk_widget_set_halign (self->retry, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), self->retry);
  gtk_widget_add_css_class (GTK_WIDGET (self), "save-state");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("State of saving"), -1);
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
sam_save_state_new (SamSession *session)
{
  SamSaveState *self = g_object_new (SAM_TYPE_SAVE_STATE, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "state-changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
  return GTK_WIDGET (self);
}
