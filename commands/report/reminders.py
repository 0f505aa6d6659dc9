"""What the clock says of the next report: the weekly digests ask for what is missing, and at the due day its draft is posted to the PMO."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.context import Moment
from bot.domain.reports.periods import ASKED_AGAIN_BEFORE, ASKED_BEFORE, STAYS_OPEN, Quarter, working_days_before
from bot.domain.teams import Kind, Team
from bot.messages import Outgoing, Say
from bot.timer import timer
from commands.meeting.digest.schedule import mark_as_said, was_said
from commands.report.due import Lacking, due_day, lacking, lacking_of, next_quarter
from commands.report.quarter.files import files
from commands.report.quarter.sources import composed

TIMER = "report due"
SUBJECT = "project"
GIVES = "report contribution"
NOTHING_ASKED: dict[str, Any] = {"report_gaps": [], "report_quarter": None, "report_due": None}


async def asked(moment: Moment, team: Team, *, by: str) -> dict[str, Any]:
    """What the week's digest of a group asks for: twice for each report. `by` is the key of that digest."""
    if Kind.TASK_FORCE not in team.kinds:
        return NOTHING_ASKED
    quarter = await next_quarter(moment)
    today, due = moment.calendar.day_of(moment.now), due_day(moment, quarter)
    if not working_days_before(due, ASKED_BEFORE, moment.calendar) <= today <= due:
        return NOTHING_ASKED
    missing = await lacking_of(moment, team, quarter)
    again = today >= working_days_before(due, ASKED_AGAIN_BEFORE, moment.calendar)
    once = f"report asked:{quarter}:{team.id}:{2 if again else 1}"
    if not missing or (await moment.tx.get_meta(once) != by and await was_said(moment.tx, once)):
        return NOTHING_ASKED
    await mark_as_said(moment.tx, once, by=by)
    return {"report_gaps": missing, "report_quarter": quarter, "report_due": due}


async def late_groups(moment: Moment) -> list[Lacking]:
    """The groups that lack something a few days before the report is due, and as long as it was not released after that."""
    quarter = await next_quarter(moment)
    if moment.calendar.day_of(moment.now) < working_days_before(due_day(moment, quarter), ASKED_AGAIN_BEFORE, moment.calendar):
        return []
    return [each for each in await lacking(moment, quarter) if each.gaps]


async def schedule(moment: Moment) -> None:
    """At the start of the bot, and when a setting changes that the due day follows from."""
    if await moment.pmo() is None:
        await moment.tx.timers.clear(SUBJECT, TIMER)
        return
    quarter = await _next_to_post(moment)
    await moment.tx.timers.set(TIMER, SUBJECT, moment.calendar.morning(due_day(moment, quarter)))


async def _next_to_post(moment: Moment) -> Quarter:
    """The next report whose draft was not posted: of a quarter before the project there is none."""
    quarter = await next_quarter(moment)
    return quarter.next if await moment.tx.outbox.by_once(_once(quarter)) is not None else quarter


@timer(TIMER)
async def post(moment: Moment, subject: str) -> Sequence[Outgoing]:
    pmo = await moment.pmo()
    quarter = await next_quarter(moment)
    due = due_day(moment, quarter)
    today = moment.calendar.day_of(moment.now)
    is_late = today > due + STAYS_OPEN
    if pmo is None or moment.now < moment.calendar.morning(due) or is_late or await moment.tx.outbox.by_once(_once(quarter)) is not None:
        await schedule(moment)
        return []
    await moment.tx.timers.set(TIMER, SUBJECT, moment.calendar.morning(due_day(moment, quarter.next)))
    document = await composed(moment, quarter)
    params = {"quarter": quarter, "lacking": document.lacking, "due": due, "is_due": True, "runs": False}
    say = Say(room=pmo.room, text="report.draft", params=params, once=_once(quarter), notify=True, unasked=True)
    return [say, *await files(moment, document, pmo.room, name="", once=_once(quarter), unasked=True)]


def _once(quarter: Quarter) -> str:
    return f"report draft:{quarter}"
