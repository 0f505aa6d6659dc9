"""What the clock says before a session: its digest, once for each date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import structlog

from bot.context import Moment
from bot.domain.digests import session_once
from bot.domain.ids import Number
from bot.domain.lights.risk_letter import PROJECT
from bot.domain.lights.risk_letter import TIMER as RISKS
from bot.domain.meetings import Occurrence, Session, SessionState, occurrences
from bot.domain.teams import Team
from bot.domain.voting.voices import LOOK
from bot.messages import Erase, Image, Outgoing, Priority, Rewrite, Role, Say
from bot.ports import OutboxRow
from bot.timer import timer
from commands.decision.digest import asked
from commands.light.picture import where_lights_changed
from commands.meeting.digest.content import before
from commands.meeting.digest.expiry import expires
from commands.meeting.digest.funds_picture import of_last_report
from commands.meeting.digest.pacing import TIMER, goes_at
from commands.meeting.digest.retro_notes import wanted
from commands.meeting.digest.schedule import Coming, coming_dates, rhythm_of, unsaid, waits_until, was_said
from commands.milestone.picture import for_steering

CANCEL, ADD = "❌", "➕"
_AHEAD = timedelta(days=400)
"""Further than anybody moves a date whose digest is on its way."""
_LOOKED_BACK = timedelta(days=7)
"""How far back the log names digests that were missed."""

log = structlog.get_logger(__name__)


async def schedule(moment: Moment, session: Session) -> None:
    """To be called when a session was planned, moved, edited, cancelled or reopened, and when the lead of its room changes."""
    await _next_look(moment, session, await _waiting(moment, session))
    if (await moment.team(session.team)).is_steering:
        await moment.tx.timers.set(LOOK, str(session.number), moment.now)
        await moment.tx.timers.set(RISKS, PROJECT, moment.now)


async def schedule_team(moment: Moment, team: Team) -> None:
    """All of a group's sessions."""
    for session in await moment.tx.sessions.of_team(team.id):
        await schedule(moment, session)


async def corrected(moment: Moment, session: Session) -> list[Outgoing]:
    """A digest that has not been delivered yet says how its date is now; of a date that does not take place it is never sent."""
    changes = await moment.tx.sessions.changes(session.number)
    near = occurrences(session, changes, moment.settings.zone, after=moment.now, before=moment.now + _AHEAD)
    dates = {session_once(date.session, date.planned): date for date in near if not date.cancelled}
    said: list[Outgoing] = []
    for row in await moment.tx.outbox.about(str(session.number), (Role.NOTICE, Role.QUESTION)):
        if row.once.startswith("digest:") and row.sent_at is None:
            date = dates.get(row.once)
            if date is None:
                said.append(Erase(of=row.once))
            else:
                await expires(moment, row.once, date.start)
                params = await _params(moment, await moment.team(date.team), date, row.once)
                said.append(Rewrite(of=row.once, text="meeting.digest", params=params))
    return said


async def _picture(moment: Moment, steering: Team) -> list[Image]:
    """At most one before a session of the steering committee: after a quarter's report funds against time, else the lights if one has
    changed, else the milestones."""
    funds = await of_last_report(moment, steering)
    return funds or await where_lights_changed(moment, steering, Priority.DIGEST) or await for_steering(moment, steering)


@timer(TIMER)
async def speak(moment: Moment, subject: str) -> Sequence[Outgoing]:
    number = Number.read(subject)
    session = await moment.tx.sessions.get(number) if number else None
    if session is None:
        return []
    waiting = await _waiting(moment, session)
    team = await moment.team(session.team)
    rhythm = await rhythm_of(moment, team)
    said: list[Outgoing] = []
    left: list[Coming] = []
    for each in waiting:
        if await goes_at(moment, each) > moment.now or rhythm.quiet_until(moment.now) or await waits_until(moment, team.id, each):
            left.append(each)
        else:
            said.append(await message(moment, team, each))
            await expires(moment, each.once, each.date.start)
            said += await _picture(moment, team) if team.is_steering else []
    if not said:
        await _log_missed(moment, session)
    await _next_look(moment, session, left)
    return said


async def message(moment: Moment, team: Team, each: Coming) -> Say:
    """The digest of a date; where nothing is on its agenda, it asks whether the session is needed."""
    params = await _params(moment, team, each.date, each.once)
    is_asked = not params["lines"]
    return Say(
        room=team.room,
        text="meeting.digest",
        params=params,
        once=each.once,
        subject=str(each.date.session),
        role=Role.QUESTION if is_asked else Role.NOTICE,
        buttons=(CANCEL, ADD) if is_asked else (),
        priority=Priority.DIGEST,
        unasked=True,
    )


async def as_of_now(moment: Moment, row: OutboxRow) -> Say | None:
    """The digest that a room has refused, as it reads now; None where its date is over or does not take place."""
    number = Number.of_subject(row.subject) if row.subject else None
    session = await moment.tx.sessions.get(number) if number else None
    if session is None or session.state is SessionState.CANCELLED:
        return None
    changes = await moment.tx.sessions.changes(session.number)
    near = occurrences(session, changes, moment.settings.zone, after=moment.now, before=moment.now + _AHEAD)
    dates = (date for date in near if not date.cancelled and session_once(date.session, date.planned) == row.once)
    date = next(dates, None)
    return await message(moment, await moment.team(session.team), Coming(date=date, due=moment.now, carrier=None)) if date else None


async def _params(moment: Moment, team: Team, date: Occurrence, once: str) -> dict[str, Any]:
    asks = await asked(moment, team, by=once)
    if team.is_steering:  # its list of missing approvals has them
        asks = {**asks, "late": []}
    return {**await before(moment, date), "retros": await wanted(moment, team, by=once), "asked": asks}


async def _waiting(moment: Moment, session: Session) -> list[Coming]:
    team = await moment.team(session.team)
    if session.state is SessionState.CANCELLED or not team.counts:
        return []
    return await unsaid(moment, await coming_dates(moment, session, await rhythm_of(moment, team)))


async def _next_look(moment: Moment, session: Session, waiting: Sequence[Coming]) -> None:
    quiet_until = (await rhythm_of(moment, await moment.team(session.team))).quiet_until(moment.now)
    looks = []
    for each in waiting:
        look = await goes_at(moment, each)
        if look <= moment.now:
            look = max(await waits_until(moment, session.team, each) or moment.now, quiet_until or moment.now)
        if look < each.date.start:
            looks.append(look)
    if looks:
        await moment.tx.timers.set(TIMER, str(session.number), min(looks))
    else:
        await moment.tx.timers.clear(str(session.number), TIMER)


async def _log_missed(moment: Moment, session: Session) -> None:
    changes = await moment.tx.sessions.changes(session.number)
    past = occurrences(session, changes, moment.settings.zone, after=moment.now - _LOOKED_BACK, before=moment.now)
    for date in past:
        if not date.cancelled and not await was_said(moment.tx, session_once(date.session, date.planned)):
            log.info("digest dropped: the session has begun", session=str(date.session), start=date.start.isoformat())
