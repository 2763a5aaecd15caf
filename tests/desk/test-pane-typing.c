/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The edit pane in a window: what is typed, what comes from elsewhere meanwhile, and what is
 * refused. */
#include "base/i18n.h"
#include "desk/fields/field-editor.h"
#include "desk/pane/pane.h"
#include "support/folder.h"
#include "support/forum-records.h"

typedef struct
{
  char *folder;
  char *id;
  SamSession *session;
  SamDesk *desk;
  SamRecord *record; /* the initiative shown; borrowed */
  GtkWidget *window;
  GtkWidget *pane;
  guint closed;
} Fixture;

static void
turn (void)
{
  for (guint i = 0; i < 8; i++)
    {
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_usleep (2000);
    }
}

static void
count_closing (Fixture *f)
{
  f->closed++;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  GError *error = NULL;

  f->folder = test_folder_new ();
  f->id = test_initiative_id (1);
  f->session = sam_session_create (f->folder, test_forum_records (2), NULL, &error);
  g_assert_no_error (error);
  sam_session_set_today (f->session, sam_day_new (2025, 10, 20));
  f->desk = sam_desk_new (f->session);
  f->record = sam_forum_get (sam_desk_forum (f->desk), f->id);
  g_assert_nonnull (f->record);
  f->pane = sam_pane_new (f->desk);
  g_signal_connect_swapped (f->pane, "close", G_CALLBACK (count_closing), f);
  f->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (f->window), 360, 700);
  gtk_window_set_child (GTK_WINDOW (f->window), f->pane);
  gtk_window_present (GTK_WINDOW (f->window));
  sam_pane_show (SAM_PANE (f->pane), f->id, SAM_OPEN_SHOW);
  turn ();
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  turn ();
  g_clear_object (&f->desk);
  g_assert_true (sam_session_close (f->session, NULL));
  g_clear_object (&f->session);
  test_folder_free (f->folder);
  g_free (f->id);
}

/* --- Finding and typing --- */

static GtkWidget *
find (GtkWidget *widget, GType type, SamFieldId field)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type)
      && (field == SAM_NO_FIELD || sam_field_editor_field (SAM_FIELD_EDITOR (widget)) == field))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type, field);

      if (found)
        return found;
    }
  return NULL;
}

static SamFieldEditor *
editor (Fixture *f, SamFieldId field)
{
  GtkWidget *found = find (f->pane, SAM_TYPE_FIELD_EDITOR, field);

  g_assert_nonnull (found);
  return SAM_FIELD_EDITOR (found);
}

static GtkWidget *
entry (Fixture *f, SamFieldId field)
{
  GtkWidget *found = find (GTK_WIDGET (editor (f, field)), GTK_TYPE_ENTRY, SAM_NO_FIELD);

  g_assert_nonnull (found);
  return found;
}

static void
type (Fixture *f, SamFieldId field, const char *text)
{
  gtk_widget_grab_focus (entry (f, field));
  gtk_editable_set_text (GTK_EDITABLE (entry (f, field)), text);
}

static const char *
shown (Fixture *f, SamFieldId field)
{
  return gtk_editable_get_text (GTK_EDITABLE (entry (f, field)));
}

/* Another hand: a drag on a board, another desk. */
static void
change_elsewhere (Fixture *f, SamFieldId field, const char *text)
{
  g_autoptr (SamEditBuilder) builder = sam_session_edit (f->session, "Elsewhere");
  g_autoptr (GError) error = NULL;

  sam_edit_builder_set_text (builder, f->id, field, text);
  sam_session_commit_builder (f->session, builder, &error);
  g_assert_no_error (error);
}

/* --- Tests --- */

static void
test_typing_is_one_act (Fixture *f, gconstpointer data)
{
  SamFieldEditor *audience = editor (f, SAM_INITIATIVE_AUDIENCE);
  g_autoptr (GError) error = NULL;

  change_elsewhere (f, SAM_INITIATIVE_AUDIENCE, "Alla");
  type (f, SAM_INITIATIVE_AUDIENCE, "Alla barn");
  g_assert_true (sam_field_editor_pending (audience));
  g_assert_cmpstr (sam_record_text (f->record, SAM_INITIATIVE_AUDIENCE), ==, "Alla");
  g_assert_true (sam_field_editor_finish (audience));
  g_assert_false (sam_field_editor_pending (audience));
  g_assert_cmpstr (sam_record_text (f->record, SAM_INITIATIVE_AUDIENCE), ==, "Alla barn");
  type (f, SAM_INITIATIVE_AUDIENCE, "Alla barn och unga");
  g_assert_true (sam_pane_finish_typing (SAM_PANE (f->pane)));

  /* Two pauses of one stay at the field are taken back together. */
  g_assert_true (sam_session_undo (f->session, FALSE, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (sam_record_text (f->record, SAM_INITIATIVE_AUDIENCE), ==, "Alla");
  g_assert_cmpstr (shown (f, SAM_INITIATIVE_AUDIENCE), ==, "Alla");
}

static void
test_typing_pauses (Fixture *f, gconstpointer data)
{
  gint64 until = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  type (f, SAM_INITIATIVE_AUDIENCE, "Unga");
  while (!sam_record_has (f->record, SAM_INITIATIVE_AUDIENCE) && g_get_monotonic_time () < until)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (sam_record_text (f->record, SAM_INITIATIVE_AUDIENCE), ==, "Unga");
}

static void
test_what_comes_from_elsewhere_shows (Fixture *f, gconstpointer data)
{
  gtk_widget_grab_focus (entry (f, SAM_INITIATIVE_AUDIENCE));
  change_elsewhere (f, SAM_INITIATIVE_AUDIENCE, "Skolor");
  g_assert_cmpstr (shown (f, SAM_INITIATIVE_AUDIENCE), ==, "Skolor");
  change_elsewhere (f, SAM_INITIATIVE_TITLE, "Nytt namn");
  g_assert_cmpint (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (f->window)),
                                           entry (f, SAM_INITIATIVE_AUDIENCE)),
                   ==, TRUE);
}

static void
test_what_is_typed_stays_and_nothing_is_lost (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) conflicts = NULL;

  change_elsewhere (f, SAM_INITIATIVE_AUDIENCE, "Alla");
  type (f, SAM_INITIATIVE_AUDIENCE, "Mina ord");
  change_elsewhere (f, SAM_INITIATIVE_AUDIENCE, "Andras ord");
  g_assert_cmpstr (shown (f, SAM_INITIATIVE_AUDIENCE), ==, "Mina ord");

  /* What stands is what reached the referee first; the other is kept, for the author never saw it.
   */
  g_assert_true (sam_pane_finish_typing (SAM_PANE (f->pane)));
  g_assert_cmpstr (sam_record_text (f->record, SAM_INITIATIVE_AUDIENCE), ==, "Andras ord");
  conflicts = sam_source_list (sam_desk_source (f->desk), SAM_KIND_CONFLICT);
  g_assert_cmpuint (conflicts->len, ==, 1);
  g_assert_nonnull (strstr (sam_record_text (conflicts->pdata[0], SAM_CONFLICT_KEPT), "Mina ord"));
}

static void
test_a_mistake_stays_where_it_is (Fixture *f, gconstpointer data)
{
  SamFieldEditor *starts = editor (f, SAM_INITIATIVE_STARTS);

  type (f, SAM_INITIATIVE_STARTS, "31 feb");
  g_assert_false (sam_pane_finish_typing (SAM_PANE (f->pane)));
  g_assert_nonnull (sam_field_editor_mistake (starts));
  g_assert_cmpstr (shown (f, SAM_INITIATIVE_STARTS), ==, "31 feb");
  g_assert_cmpstr (sam_record_text (f->record, SAM_INITIATIVE_STARTS), ==, "2025-10-25");
  type (f, SAM_INITIATIVE_AUDIENCE, "Alla");
  g_assert_true (sam_field_editor_finish (editor (f, SAM_INITIATIVE_AUDIENCE)));
  g_assert_cmpstr (shown (f, SAM_INITIATIVE_STARTS), ==, "31 feb");
  type (f, SAM_INITIATIVE_STARTS, "28 feb");
  g_assert_true (sam_pane_finish_typing (SAM_PANE (f->pane)));
  g_assert_null (sam_field_editor_mistake (starts));
  g_assert_cmpstr (sam_record_text (f->record, SAM_INITIATIVE_STARTS), ==, "2025-02-28");
}

static void
test_an_end_waits_for_its_start (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  change_elsewhere (f, SAM_INITIATIVE_ENDS, NULL);
  change_elsewhere (f, SAM_INITIATIVE_STARTS, NULL);
  g_assert_cmpstr (shown (f, SAM_INITIATIVE_STARTS), ==, "");
  /* Refused alone, and taken with its start, in one edit. */
  type (f, SAM_INITIATIVE_ENDS, "2 nov");
  g_assert_false (sam_field_editor_finish (editor (f, SAM_INITIATIVE_ENDS)));
  g_assert_nonnull (sam_field_editor_mistake (editor (f, SAM_INITIATIVE_ENDS)));
  type (f, SAM_INITIATIVE_STARTS, "31 okt");
  g_assert_true (sam_pane_finish_typing (SAM_PANE (f->pane)));
  g_assert_null (sam_field_editor_mistake (editor (f, SAM_INITIATIVE_ENDS)));
  g_assert_cmpstr (sam_record_text (f->record, SAM_INITIATIVE_STARTS), ==, "2025-10-31");
  g_assert_cmpstr (sam_record_text (f->record, SAM_INITIATIVE_ENDS), ==, "2025-11-02");
  g_assert_true (sam_session_undo (f->session, FALSE, &error));
  g_assert_false (sam_record_has (f->record, SAM_INITIATIVE_STARTS));
  g_assert_false (sam_record_has (f->record, SAM_INITIATIVE_ENDS));
}

static void
test_another_record_takes_its_place (Fixture *f, gconstpointer data)
{
  g_autofree char *other = test_initiative_id (2);

  type (f, SAM_INITIATIVE_AUDIENCE, "Alla");
  sam_pane_show (SAM_PANE (f->pane), other, SAM_OPEN_NEW);
  turn ();
  g_assert_cmpstr (sam_record_text (f->record, SAM_INITIATIVE_AUDIENCE), ==, "Alla");
  g_assert_cmpstr (sam_pane_record (SAM_PANE (f->pane)), ==, other);
  g_assert_cmpstr (shown (f, SAM_INITIATIVE_AUDIENCE), ==, "");
  g_assert_cmpuint (f->closed, ==, 0);
}

/* What is folded is not there until it is opened. */
static void
unfold (GtkWidget *widget)
{
  if (GTK_IS_EXPANDER (widget))
    gtk_expander_set_expanded (GTK_EXPANDER (widget), TRUE);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    unfold (child);
}

static void
test_every_kind_has_a_form (Fixture *f, gconstpointer data)
{
  for (SamKindId kind = 0; kind < SAM_N_KINDS; kind++)
    {
      const SamKind *of = sam_kind (kind);
      g_autoptr (GPtrArray) one = g_ptr_array_new_with_free_func (g_object_unref);
      g_autofree char *id = g_strdup_printf ("01910000-0000-7000-8000-%012x", (guint)kind);

      g_ptr_array_add (one, sam_record_new (kind, id));
      sam_forum_put (sam_desk_forum (f->desk), one);
      sam_pane_show (SAM_PANE (f->pane), id, SAM_OPEN_SHOW);
      unfold (f->pane);
      turn ();
      for (guint i = 0; i < of->n_fields; i++)
        {
          const SamField *field = sam_field (of->first + (int)i);

          if (!field->hidden && field->computed == SAM_STORED)
            g_assert_nonnull (find (f->pane, SAM_TYPE_FIELD_EDITOR, field->id));
        }
      /* It can be read at the width of the pane. */
      g_assert_cmpint (gtk_widget_get_width (f->pane), <=, 400);
    }
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/pane/typing/one-act", test_typing_is_one_act },
    { "/pane/typing/pause", test_typing_pauses },
    { "/pane/typing/elsewhere", test_what_comes_from_elsewhere_shows },
    { "/pane/typing/both", test_what_is_typed_stays_and_nothing_is_lost },
    { "/pane/typing/mistake", test_a_mistake_stays_where_it_is },
    { "/pane/typing/end", test_an_end_waits_for_its_start },
    { "/pane/typing/another", test_another_record_takes_its_place },
    { "/pane/form/every-kind", test_every_kind_has_a_form },
  };

  g_setenv ("GTK_A11Y", "none", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
