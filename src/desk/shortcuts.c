/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/shortcuts.h"

#include "base/i18n.h"

typedef struct
{
  const char *group;  /* msgid; NULL: as the row above */
  const char *label;  /* msgid */
  const char *action; /* with target; NULL: a key that the page itself listens to */
  const char *accelerators[4];
} Shortcut;

static const Shortcut shortcuts[] = {
  { N_ ("General"), N_ ("Undo"), "forum.undo", { "<Control>z" } },
  { NULL, N_ ("Redo"), "forum.redo", { "<Control><Shift>z", "<Control>y" } },
  { NULL, N_ ("Search or go to"), "forum.search", { "<Control>k", "<Control>f" } },
  { NULL, N_ ("New on this page"), "forum.new", { "<Control>n" } },
  { NULL, N_ ("Close the edit pane"), "forum.close-pane", { "<Control>w" } },
  { NULL, N_ ("Show or hide the sidebar"), "forum.toggle-sidebar", { "F9" } },
  { NULL, N_ ("Open a forum file"), "win.open", { "<Control>o" } },
  { NULL, N_ ("Keyboard shortcuts"), "win.shortcuts", { "<Control>question" } },
  { NULL, N_ ("Quit"), "app.quit", { "<Control>q" } },
  { N_ ("Pages"), N_ ("Overview"), "forum.page::overview", { "<Alt>1" } },
  { NULL, N_ ("Boards"), "forum.page::boards", { "<Alt>2" } },
  { NULL, N_ ("Timeline"), "forum.page::timeline", { "<Alt>3" } },
  { NULL, N_ ("Budget"), "forum.page::budget", { "<Alt>4" } },
  { NULL, N_ ("Basic data"), "forum.page::records", { "<Alt>5" } },
  { N_ ("Boards"), N_ ("Go between cards"), NULL, { "Up", "Down", "Left", "Right" } },
  { NULL, N_ ("Open the card"), NULL, { "Return" } },
  { NULL,
    N_ ("Move the card to the next stage"),
    NULL,
    { "<Control><Shift>Right", "<Alt><Shift>Right" } },
  { NULL,
    N_ ("Move the card to the stage before"),
    NULL,
    { "<Control><Shift>Left", "<Alt><Shift>Left" } },
  { NULL, N_ ("Menu of the card"), NULL, { "<Shift>F10", "Menu" } },
  { NULL, N_ ("Delete the card"), NULL, { "Delete" } },
  { NULL, N_ ("Move the card up or down"), NULL, { "<Control><Shift>Up", "<Control><Shift>Down" } },
  { N_ ("Timeline"), N_ ("Zoom in or out"), NULL, { "<Control>plus", "<Control>minus" } },
  { NULL, N_ ("Go between activities"), NULL, { "Up", "Down", "Left" } },
  { NULL, N_ ("Open the activity"), NULL, { "Return" } },
  { NULL, N_ ("Say what the activity clashes with"), NULL, { "<Shift>Return", "Menu" } },
  { NULL,
    N_ ("Move the activity a day"),
    NULL,
    { "<Control><Shift>Right", "<Control><Shift>Left" } },
  { NULL,
    N_ ("Move the activity's end a day"),
    NULL,
    { "<Control><Shift>Up", "<Control><Shift>Down" } },
  { N_ ("Budget"), N_ ("Unfold or fold the row"), NULL, { "Right", "Left" } },
  { NULL, N_ ("Open the row"), NULL, { "Return" } },
  { N_ ("Basic data"), N_ ("Open the row"), NULL, { "Return" } },
  { NULL, N_ ("Move the row up or down"), NULL, { "<Control><Shift>Up", "<Control><Shift>Down" } },
  { NULL, N_ ("Delete the row"), NULL, { "Delete" } },
};

void
sam_shortcuts_install (GtkApplication *application)
{
  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    {
      const char *accelerators[G_N_ELEMENTS (shortcuts[i].accelerators) + 1] = { NULL };

      if (!shortcuts[i].action)
        continue;
      for (guint k = 0; k < G_N_ELEMENTS (shortcuts[i].accelerators); k++)
        accelerators[k] = shortcuts[i].accelerators[k];
      gtk_application_set_accels_for_action (application, shortcuts[i].action, accelerators);
    }
}

static char *
joined (const Shortcut *shortcut)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint k = 0; k < G_N_ELEMENTS (shortcut->accelerators) && shortcut->accelerators[k]; k++)
    g_string_append_printf (text, "%s%s", k ? " " : "", shortcut->accelerators[k]);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

GtkWidget *
sam_shortcuts_window_new (void)
{
  GtkWidget *window = g_object_new (GTK_TYPE_SHORTCUTS_WINDOW, "modal", TRUE, NULL);
  GtkShortcutsSection *section
      = g_object_new (GTK_TYPE_SHORTCUTS_SECTION, "section-name", "all", "max-height", 12, NULL);
  GtkShortcutsGroup *group = NULL;
  g_autoptr (GtkBuilder) builder = gtk_builder_new ();
  GtkBuildableIface *buildable = GTK_BUILDABLE_GET_IFACE (window);

  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    {
      g_autofree char *accelerators = joined (&shortcuts[i]);

      if (shortcuts[i].group)
        {
          group = g_object_new (GTK_TYPE_SHORTCUTS_GROUP, "title", _ (shortcuts[i].group), NULL);
          GTK_BUILDABLE_GET_IFACE (section)->add_child (GTK_BUILDABLE (section), builder,
                                                        G_OBJECT (group), NULL);
        }
      GTK_BUILDABLE_GET_IFACE (group)->add_child (GTK_BUILDABLE (group), builder,
                                                  g_object_new (GTK_TYPE_SHORTCUTS_SHORTCUT,
                                                                "title", _ (shortcuts[i].label),
                                                                "accelerator", accelerators, NULL),
                                                  NULL);
    }
  buildable->add_child (GTK_BUILDABLE (window), builder, G_OBJECT (section), NULL);

  return window;
}
