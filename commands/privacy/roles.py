"""Every night: in records that have been closed for long enough, roles take the place of persons. The PMO's week names them before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import structlog

from bot.context import Moment
from bot.domain.calendar import on_clock
from bot.domain.ids import Number, TeamId, UserId
from bot.domain.persons import MEMBER, role_of
from bot.domain.retention import Closed, session_over
from bot.domain.teams import Team
from bot.messages import Outgoing
from bot.timer import timer

TIMER = "persons forgotten"
SUBJECT = "project"
AT_NIGHT = time(3)
"""When nobody waits for the database."""
AHEAD = timedelta(days=14)
"""How far ahead the PMO's week looks: so each record has been named a week before, whichever day the week begins on."""
AT_ONCE = 200
"""Records of one transaction."""
NAMED = 3
_SINCE = "retention in force"
"""The key in `meta` of the period in force and since when, so that the first week, or a shorter period, is announced too."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, kw_only=True)
class Announced:
    """What the PMO's week says: from which day on which records name roles."""

    day: date
    first: Sequence[Number]
    more: int


async def schedule(moment: Moment) -> None:
    """At the start of the bot: the period may have changed in its configuration."""
    period = str(moment.project.person_after)
    kept = await moment.tx.get_meta(_SINCE)
    if kept is None or kept.partition("|")[0] != period:
        await moment.tx.set_meta(_SINCE, f"{period}|{moment.now.isoformat()}")
    await moment.tx.timers.set(TIMER, SUBJECT, _night_after(moment, moment.now))


@timer(TIMER)
async def forget(moment: Moment, subject: str) -> Sequence[Outgoing]:
    await schedule(moment)
    held = await _held_until(moment)
    due = [each for each in await _closed(moment, moment.now) if _night_of(moment, each, held) <= moment.now]
    teams = {team.id: team for team in await moment.tx.teams.all()}
    for each in due[:AT_ONCE]:
        persons = await moment.tx.retention.persons_in(each.number)
        await moment.tx.retention.replace_in(each.number, {user: _role(moment, user, teams, each.team) for user in persons})
    if held <= moment.now:
        await _forget_said(moment, teams)
    if due:
        log.info("persons became roles", records=len(due[:AT_ONCE]))
    if due[AT_ONCE:]:
        await moment.tx.timers.set(TIMER, SUBJECT, moment.now)
    return []


async def announced(moment: Moment) -> Announced | None:
    """What becomes of records in the next two weeks; None where nothing does."""
    nights = await ahead(moment, moment.now + AHEAD)
    if not nights:
        return None
    numbers = [number for _, found in nights for number in found]
    return Announced(day=moment.calendar.day_of(nights[0][0]), first=numbers[:NAMED], more=len(numbers[NAMED:]))


async def ahead(moment: Moment, until: datetime) -> list[tuple[datetime, list[Number]]]:
    """Each night up to then in which persons become roles, with the records, the oldest first."""
    nights: dict[datetime, list[Number]] = {}
    held = await _held_until(moment)
    for each in await _closed(moment, until):
        nights.setdefault(_night_of(moment, each, held), []).append(each.number)
    return sorted((night, numbers) for night, numbers in nights.items() if night <= until)


async def _closed(moment: Moment, at: datetime) -> list[Closed]:
    """The records that will have been closed for long enough at that moment, and name somebody."""
    zone, before = moment.settings.zone, moment.project.person_after.before(at, moment.settings.zone)
    found = list(await moment.tx.retention.closed(before))
    for session in await moment.tx.sessions.of_numbers(await moment.tx.retention.sessions()):
        over = session_over(session, await moment.tx.sessions.changes(session.number), zone)
        if over is not None and over < before:
            found.append(Closed(session.number, session.team, over))
    return sorted(found, key=lambda each: (each.since, each.number))


async def _held_until(moment: Moment) -> datetime:
    """Until when nothing becomes a role, because the period in force has not been announced for long enough."""
    kept = await moment.tx.get_meta(_SINCE)
    return (datetime.fromisoformat(kept.partition("|")[2]) if kept else moment.now) + AHEAD


def _night_of(moment: Moment, closed: Closed, held: datetime) -> datetime:
    """When its persons become roles: in the night after its time is over."""
    over = moment.project.person_after.after(closed.since, moment.settings.zone)
    return _night_after(moment, max(over, held))


def _night_after(moment: Moment, at: datetime) -> datetime:
    day = moment.calendar.day_of(at)
    tonight = on_clock(day, AT_NIGHT, moment.settings.zone)
    return tonight if tonight > at else on_clock(day + timedelta(days=1), AT_NIGHT, moment.settings.zone)


async def _forget_said(moment: Moment, teams: Mapping[TeamId, Team]) -> None:
    """What is no record, and so is never closed: a light, a figure, words for a report count from when they were said."""
    before = moment.project.person_after.before(moment.now, moment.settings.zone)
    for team, user in await moment.tx.retention.said_by(before):
        await moment.tx.retention.replace_said(before, team, user, _role(moment, user, teams, team))


def _role(moment: Moment, user: UserId, teams: Mapping[TeamId, Team], owner: TeamId | None) -> UserId:
    """For which group somebody acted: the record's own if they are in its room, else the PMO or the steering committee; else the
    record's own all the same, because whoever has left was of it most likely."""
    own = teams.get(owner) if owner is not None else None
    known = [own, *(team for team in teams.values() if team.is_pmo or team.is_steering)]
    for team in sorted((each for each in known if each is not None), key=lambda each: (each is not own, not each.is_pmo)):
        if moment.rooms.is_joined(user, team.room):
            return role_of(team.kinds)
    return MEMBER if own is None else role_of(own.kinds)
