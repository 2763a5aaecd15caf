/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/undo.h"

#include "base/i18n.h"
#include "sync/undo-private.h"

SamAct *
sam_act_new (const char *title, const char *group)
{
  SamAct *act = g_new0 (SamAct, 1);

  act->title = g_strdup (title);
  act->group = g_strdup (group);
  act->edits = g_ptr_array_new_with_free_func ((GDestroyNotify)sam_edit_unref);
  return act;
}

void
sam_act_free (SamAct *act)
{
  if (act == NULL)
    return;
  g_free (act->title);
  g_free (act->group);
  g_ptr_array_unref (act->edits);
  g_free (act->text);
  g_free (act);
}

SamUndo *
sam_undo_new (void)
{
  SamUndo *undo = g_new0 (SamUndo, 1);

  undo->done = g_ptr_array_new_with_free_func ((GDestroyNotify)sam_act_free);
  undo->undone = g_ptr_array_new_with_free_func ((GDestroyNotify)sam_act_free);
  return undo;
}

void
sam_undo_free (SamUndo *undo)
{
  if (undo == NULL)
    return;
  g_ptr_array_unref (undo->done);
  g_ptr_array_unref (undo->undone);
  g_free (undo);
}

static SamAct *
top (GPtrArray *acts)
{
  return acts->len > 0 ? g_ptr_array_index (acts, acts->len - 1) : NULL;
}

void
sam_undo_push (SamUndo *undo, SamEdit *edit)
{
  SamAct *newest = top (undo->done);

  if (edit->changes->len == 0)
    return;
  g_ptr_array_set_size (undo->undone, 0);
  if (newest == NULL || edit->group == NULL || g_strcmp0 (newest->group, edit->group) != 0)
    {
      newest = sam_act_new (edit->title, edit->group);
      g_ptr_array_add (undo->done, newest);
      if (undo->done->len > SAM_UNDO_MAX_ACTS)
        g_ptr_array_remove_index (undo->done, 0);
    }
  g_ptr_array_add (newest->edits, sam_edit_ref (edit));
  g_clear_pointer (&newest->text, g_free);
}

static const char *
title_of (const SamAct *act)
{
  if (act == NULL)
    return NULL;
  return act->title != NULL ? act->title : "";
}

const char *
sam_undo_title (SamUndo *undo)
{
  return title_of (top (undo->done));
}

const char *
sam_redo_title (SamUndo *undo)
{
  return title_of (top (undo->undone));
}

static SamEdit *
build (GPtrArray *acts, gboolean again, SamSource *source, SamClock *clock, SamRandom *random,
       GPtrArray **changed)
{
  SamAct *act = top (acts);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *title = NULL;
  SamEdit *edit = NULL;

  if (act != NULL)
    {
      title = again ? g_strdup_printf (_ ("Redo: %s"), title_of (act))
                    : g_strdup_printf (_ ("Undo: %s"), title_of (act));
      edit = sam_act_inverse (act, title, source, clock, random, &lines);
    }
  if (changed != NULL)
    *changed = g_steal_pointer (&lines);
  return edit;
}

SamEdit *
sam_undo_build (SamUndo *undo, SamSource *source, SamClock *clock, SamRandom *random,
                GPtrArray **changed)
{
  return build (undo->done, FALSE, source, clock, random, changed);
}

SamEdit *
sam_redo_build (SamUndo *undo, SamSource *source, SamClock *clock, SamRandom *random,
                GPtrArray **changed)
{
  return build (undo->undone, TRUE, source, clock, random, changed);
}

/* The act's title goes with it, so that the menu says the same however often it goes to and fro. */
static void
move_top (GPtrArray *from, GPtrArray *to, SamEdit *edit)
{
  SamAct *act = top (from);
  SamAct *inverse;

  g_return_if_fail (act != NULL);
  inverse = sam_act_new (act->title, NULL);
  g_ptr_array_add (inverse->edits, sam_edit_ref (edit));
  g_ptr_array_add (to, inverse);
  g_ptr_array_set_size (from, (gint)from->len - 1);
}

void
sam_undo_done (SamUndo *undo, SamEdit *edit)
{
  move_top (undo->done, undo->undone, edit);
}

void
sam_redo_done (SamUndo *undo, SamEdit *edit)
{
  move_top (undo->undone, undo->done, edit);
}
