/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/timeline/timeline-bar.h"

#define PADDING 9
#define SIGN 16
#define SIGN_GAP (SAM_ACTIVITY_BAR_SIGN_ROOM - SIGN)
#define DIAMOND 13

struct _SamActivityBar
{
  GtkWidget parent_instance;

  /* Children, borrowed. */
  GtkWidget *shape;
  GtkWidget *sign;
  GtkInscription *words;

  /* Owned. */
  SamRecord *record;

  const char *colour; /* static */
  SamBarShape kind;
  int width;
  int inset;
  gboolean inside;
};

enum
{
  OPENED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SamActivityBar, sam_activity_bar, GTK_TYPE_WIDGET)

static void
sam_activity_bar_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                          int *natural, int *minimum_baseline, int *natural_baseline)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    if (!GTK_IS_NATIVE (child) && gtk_widget_should_layout (child))
      gtk_widget_measure (child, orientation, -1, NULL, NULL, NULL, NULL);
  *minimum = *natural = 0;
}

static void
allocate (GtkWidget *child, int x, int y, int width, int height)
{
  int minimum_width, minimum_height;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum_width, NULL, NULL, NULL);
  width = MAX (width, minimum_width);
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, &minimum_height, NULL, NULL, NULL);
  gtk_widget_size_allocate (child, &(GtkAllocation){ x, y, width, MAX (height, minimum_height) },
                            -1);
}

/* Where words begin, from the left of the widget. */
static int
words_start (SamActivityBar *self)
{
  if (!self->inside)
    return self->width + sam_timeline_metrics.label_gap;
  return CLAMP (self->inset, 0, MAX (0, self->width - 60)) + PADDING;
}

static void
sam_activity_bar_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SamActivityBar *self = SAM_ACTIVITY_BAR (widget);
  int x = words_start (self);
  int end = self->inside ? self->width - PADDING : width;
  int line;

  if (self->kind == SAM_BAR_MILESTONE)
    allocate (self->shape, (self->width - DIAMOND) / 2, (height - DIAMOND) / 2, DIAMOND, DIAMOND);
  else
    allocate (self->shape, 0, 0, self->width, height);

  if (gtk_widget_get_visible (self->sign))
    {
      allocate (self->sign, x, (height - SIGN) / 2, SIGN, SIGN);
      x += SIGN + SIGN_GAP;
    }
  /* No higher than a line: an inscription that is cut off stands at the top of its room. */
  gtk_widget_measure (GTK_WIDGET (self->words), GTK_ORIENTATION_VERTICAL, -1, &line, NULL, NULL,
                      NULL);
  allocate (GTK_WIDGET (self->words), x, (height - line) / 2, MAX (0, end - x), line);
}

static void
sam_activity_bar_opened (SamActivityBar *self)
{
}

static void
sam_activity_bar_dispose (GObject *object)
{
  SamActivityBar *self = SAM_ACTIVITY_BAR (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  g_clear_object (&self->record);

  G_OBJECT_CLASS (sam_activity_bar_parent_class)->dispose (object);
}

static void
sam_activity_bar_class_init (SamActivityBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sam_activity_bar_dispose;
  widget_class->measure = sam_activity_bar_measure;
  widget_class->size_allocate = sam_activity_bar_size_allocate;

  signals[OPENED] = g_signal_new_class_handler (
      "opened", SAM_TYPE_ACTIVITY_BAR, G_SIGNAL_RUN_LAST | G_SIGNAL_ACTION,
      G_CALLBACK (sam_activity_bar_opened), NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_activate_signal (widget_class, signals[OPENED]);
  gtk_widget_class_set_css_name (widget_class, "timelinebar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_BUTTON);
}

static void
sam_activity_bar_init (SamActivityBar *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  self->shape = g_object_new (GTK_TYPE_BOX, "css-name", "widget", "accessible-role",
                              GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_add_css_class (self->shape, "shape");
  gtk_widget_set_parent (self->shape, widget);

  self->sign
      = g_object_new (GTK_TYPE_IMAGE, "icon-name", "dialog-warning-symbolic", "pixel-size", SIGN,
                      "visible", FALSE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_add_css_class (self->sign, "sign");
  gtk_widget_set_parent (self->sign, widget);

  /* An inscription, unlike a label, takes the room that it is given and measures no text. */
  self->words = g_object_new (GTK_TYPE_INSCRIPTION, "min-chars", 0, "nat-chars", 0, "min-lines", 1,
                              "text-overflow", GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END, "yalign",
                              0.5, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->words), "timeline-words");
  gtk_widget_set_parent (GTK_WIDGET (self->words), widget);

  gtk_widget_set_focusable (widget, TRUE);
}

GtkWidget *
sam_activity_bar_new (void)
{
  return g_object_new (SAM_TYPE_ACTIVITY_BAR, NULL);
}

static void
set_class (SamActivityBar *self, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (GTK_WIDGET (self), name);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), name);
}

static void
set_colour (SamActivityBar *self, const char *colour)
{
  if (g_strcmp0 (self->colour, colour) == 0)
    return;
  if (self->colour != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->colour);
  if (colour != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), colour);
  self->colour = colour;
}

void
sam_activity_bar_show (SamActivityBar *self, SamRecord *activity, const SamBarSays *says,
                       const char *colour_class)
{
  g_set_object (&self->record, activity);
  if (says == NULL)
    return;

  self->kind = says->shape;
  set_class (self, "preparation", says->shape == SAM_BAR_PREPARATION);
  set_class (self, "milestone", says->shape == SAM_BAR_MILESTONE);
  set_class (self, "cancelled", says->cancelled);
  set_class (self, "clashes", says->clashes);
  set_colour (self, colour_class);
  gtk_widget_set_visible (self->sign, says->clashes);
  if (g_strcmp0 (gtk_inscription_get_text (self->words), says->words) != 0)
    gtk_inscription_set_text (self->words, says->words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, says->name,
                                  -1);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

SamRecord *
sam_activity_bar_record (SamActivityBar *self)
{
  return self->record;
}

void
sam_activity_bar_set_shape (SamActivityBar *self, int width, gboolean inside)
{
  if (self->width == width && self->inside == inside)
    return;
  if (self->inside != inside)
    set_class (self, "inside", inside);
  self->width = width;
  self->inside = inside;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
sam_activity_bar_set_inset (SamActivityBar *self, int inset)
{
  if (self->inset == inset)
    return;
  self->inset = inset;
  if (self->inside)
    gtk_widget_queue_allocate (GTK_WIDGET (self));
}

gboolean
sam_activity_bar_on_sign (SamActivityBar *self, int x)
{
  int start = words_start (self);

  return gtk_widget_get_visible (self->sign) && x >= start - SIGN_GAP
         && x < start + SIGN + SIGN_GAP;
}

int
sam_activity_bar_sign_x (SamActivityBar *self)
{
  return words_start (self);
}
