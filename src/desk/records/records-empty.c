/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/records/records-empty.h"

#include "base/i18n.h"

static const struct
{
  SamKindId kind;
  const char *purpose; /* msgid */
} purposes[] = {
  { SAM_KIND_FORUM, N_ ("The forum's name, case number and purpose.") },
  { SAM_KIND_PERIOD, N_ ("When the forum takes place: the tint on the timeline.") },
  { SAM_KIND_CALENDAR_DAY,
    N_ ("Public holidays, school breaks and days to bear in mind, shown on the timeline.") },
  { SAM_KIND_GRANT, N_ ("Money given to the forum, with its source and decision.") },
  { SAM_KIND_ADMINISTRATION,
    N_ ("The departments that take part: each has a board and a colour.") },
  { SAM_KIND_STAGE, N_ ("The columns of the boards, in order, with a limit where it helps.") },
  { SAM_KIND_THEME, N_ ("What initiatives are about: democracy, antiracism, human rights …") },
  { SAM_KIND_PARTNER,
    N_ ("Outside parties: civil society, politics, academia, international, business.") },
  { SAM_KIND_VENUE,
    N_ ("Rooms, parks and squares. Two activities in one at the same time are a clash.") },
  { SAM_KIND_PERSON, N_ ("Who owns initiatives, is responsible for tasks and comes to meetings.") },
  { SAM_KIND_CATEGORY, N_ ("What money is spent on: premises, fees, interpretation …") },
  { SAM_KIND_BODY, N_ ("Groups that meet: the working group, the steering group.") },
  { SAM_KIND_MEETING, N_ ("Meetings of the groups, with their agenda and decisions.") },
  { SAM_KIND_AGENDA_ITEM, N_ ("What is taken up at a meeting, in order.") },
  { SAM_KIND_DECISION, N_ ("What was agreed, proposed or decided.") },
  { SAM_KIND_TASK, N_ ("Who does what by when.") },
  { SAM_KIND_ALLOCATION,
    N_ ("What an administration may use of a grant, and transfers between administrations.") },
  { SAM_KIND_TRANSACTION, N_ ("Orders, invoices and what the ledger says, against budget lines.") },
  { SAM_KIND_FORECAST_ROUND, N_ ("Dated collections of the forecasts.") },
  { SAM_KIND_RECONCILIATION, N_ ("Months that were made to agree with the ledger.") },
  { SAM_KIND_INDICATOR, N_ ("The effects that initiatives aim at, from baseline to target.") },
  { SAM_KIND_MEASUREMENT, N_ ("What became of the indicators.") },
  { SAM_KIND_COMMENT, N_ ("What people say about initiatives, activities and budget lines.") },
  { SAM_KIND_LINK, N_ ("Documents and web pages that belong to something here.") },
  { SAM_KIND_CONFLICT,
    N_ ("Where two people changed the same field at once, both versions are kept here.") },
};

const char *
sam_records_purpose (SamKindId kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (purposes); i++)
    if (purposes[i].kind == kind)
      return _ (purposes[i].purpose);

  return "";
}
