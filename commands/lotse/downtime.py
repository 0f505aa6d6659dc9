"""What the clock says after the bot was away: the PMO hears once from when to when, and what was made up for and what was not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta

import structlog

from bot.context import Moment
from bot.domain.actions import reminder_at
from bot.domain.digests import due_before, last_weekly, session_once, too_late_for_week, weekly_once
from bot.domain.meetings import occurrences
from bot.domain.record_types import ACTIONS
from bot.domain.teams import Team
from bot.inbound.downtime import SETTLE_TIME, SUBJECT, TIMER, Absence, forget, remembered
from bot.messages import Outgoing, Say
from bot.ports import OutboxRow
from bot.timer import timer
from commands.action.due_reminder import LATEST
from commands.meeting.digest.expiry import GIVEN_UP
from commands.meeting.digest.schedule import rhythm_of, was_said

PATIENCE = timedelta(minutes=10)
"""How long after the return is waited at most until everything has been handled."""
_ONCE = "absence:"

log = structlog.get_logger(__name__)


@dataclass(frozen=True, kw_only=True)
class _MadeUp:
    commands: int
    reminders: int
    overviews: int
    missed_reminders: int
    missed_overviews: int


@timer(TIMER)
async def tell(moment: Moment, subject: str) -> Sequence[Outgoing]:
    absence = await remembered(moment.tx)
    if absence is None:
        return []
    if await moment.tx.inbox.waiting() and moment.now < absence.until + PATIENCE:
        await moment.tx.timers.set(TIMER, SUBJECT, moment.now + SETTLE_TIME)
        return []
    await forget(moment.tx)
    made_up = asdict(await _made_up(moment, absence))
    log.info("was away", since=absence.since.isoformat(), until=absence.until.isoformat(), **made_up)
    pmo = await moment.pmo()
    # Where nothing was to be done meanwhile, nobody has missed the bot.
    if pmo is None or not any(made_up.values()):
        return []
    zone = moment.settings.zone
    same_day = absence.since.astimezone(zone).date() == absence.until.astimezone(zone).date()
    return [
        Say(
            room=pmo.room,
            text="bot.away",
            params={"since": absence.since, "until": absence.until, "same_day": same_day, **made_up},
            once=f"{_ONCE}{absence.since.isoformat()}",
            unasked=True,
        )
    ]


async def _made_up(moment: Moment, absence: Absence) -> _MadeUp:
    own = [row for row in await moment.tx.outbox.unprompted(absence.since) if _is_late(row, absence)]
    given_up = [row for row in own if row.failure == GIVEN_UP]
    said = [row for row in own if row.parked_at is None]
    missed_overviews, missed_reminders = len(given_up), 0
    for team in await moment.tx.teams.all():
        if team.counts:
            missed_overviews += await _weekly_missed(moment, team, absence) + await _digests_missed(moment, team, absence)
    for action in await moment.tx.records(ACTIONS).listed():
        at = reminder_at(action, moment.calendar)
        missed_reminders += at is not None and absence.since <= at < min(absence.until, moment.now - LATEST)
    return _MadeUp(
        commands=await moment.tx.inbox.carried_out(absence.since, absence.until),
        reminders=sum(not _is_overview(row) for row in said),
        overviews=sum(_is_overview(row) for row in said),
        missed_reminders=missed_reminders,
        missed_overviews=missed_overviews,
    )


def _is_late(row: OutboxRow, absence: Absence) -> bool:
    """Whether it had to wait because of the absence. A piece of a message, or what a group is told of an alert, is not one more."""
    was_held = row.sent_at is None or row.sent_at >= absence.until
    is_part = row.once.rpartition("/")[2].isdigit() or row.once.endswith(" told")
    return was_held and not is_part and not row.once.startswith(_ONCE)


def _is_overview(row: OutboxRow) -> bool:
    return row.once.startswith(("digest:", "weekly:"))


async def _weekly_missed(moment: Moment, team: Team, absence: Absence) -> int:
    rhythm = await rhythm_of(moment, team)
    if rhythm.weekly is None:
        return 0
    due = last_weekly(rhythm.weekly, rhythm.calendar, moment.now)
    was_due = max(absence.since, team.created_at) <= due < absence.until and too_late_for_week(due, moment.now)
    return int(was_due and not await was_said(moment.tx, weekly_once(team.id, rhythm.calendar.day_of(due))))


async def _digests_missed(moment: Moment, team: Team, absence: Absence) -> int:
    rhythm, missed = await rhythm_of(moment, team), 0
    for session in await moment.tx.sessions.of_team(team.id):
        changes = await moment.tx.sessions.changes(session.number)
        begun = occurrences(session, changes, moment.settings.zone, after=absence.since, before=moment.now)
        for date in begun:
            due = due_before(date.start, rhythm, lead=session.lead, known_since=session.created_at)
            was_due = due is not None and not date.cancelled and absence.since <= due < absence.until
            missed += was_due and not await was_said(moment.tx, session_once(date.session, date.planned))
    return missed
