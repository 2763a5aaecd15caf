/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/i18n.h"
#include "desk/timeline/timeline-private.h"

gboolean
sam_timeline_edit_times (SamTimelinePage *self, SamRecord *activity, SamTimelinePart part,
                         const SamTimelineTimes *times)
{
  g_autofree char *title
      = g_strdup_printf (part == SAM_TIMELINE_START ? _ ("Change the start of “%s”")
                         : part == SAM_TIMELINE_END ? _ ("Change the end of “%s”")
                                                    : _ ("Move “%s”"),
                         sam_bar_words (activity));
  g_autofree char *when = sam_timeline_times_phrase (times, sam_desk_today (self->desk));
  g_autofree char *told = g_strdup_printf ("%s: %s", sam_bar_words (activity), when);
  SamEditBuilder *builder = sam_desk_edit (self->desk, title);

  sam_edit_builder_set_moment (builder, sam_record_id (activity), SAM_ACTIVITY_STARTS,
                               times->starts);
  sam_edit_builder_set_moment (builder, sam_record_id (activity), SAM_ACTIVITY_ENDS, times->ends);
  if (sam_edit_builder_is_empty (builder))
    {
      sam_edit_builder_free (builder);
      return FALSE;
    }
  if (!sam_desk_commit (self->desk, builder))
    return FALSE;
  sam_desk_message (self->desk, told);
  return TRUE;
}
