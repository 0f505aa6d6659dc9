"""What to point out about the dates of a session: days on which nobody works, and other meetings at the same time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.context import Moment
from bot.domain.meetings import DateChange, Occurrence, Session, clashes, occurrences

AHEAD = timedelta(weeks=26)
"""How far ahead a series is looked through."""
_FAR = timedelta(days=366 * 12)
_MOMENT = timedelta(seconds=1)


@dataclass(frozen=True)
class ClosedDate:
    day: date
    working_day: date
    """The next one after it."""


@dataclass(frozen=True)
class Clash:
    start: datetime
    """When the session itself begins, in UTC."""
    other: Occurrence
    team: str
    """Whose the other one is."""
    own: bool
    """Whether it is the same group's."""


def closed(moment: Moment, session: Session, changes: Sequence[DateChange], about: Sequence[datetime] | None = None) -> list[ClosedDate]:
    """Its dates to come that fall on a weekend or another day on which nobody works."""
    days = [moment.calendar.day_of(each.start) for each in _ahead(moment, session, changes, about) if not each.cancelled]
    found = [day for day in days if not moment.calendar.is_working_day(day)]
    return [ClosedDate(day, moment.calendar.next_working_day(day)) for day in found]


async def clashing(moment: Moment, session: Session, changes: Sequence[DateChange], about: Sequence[datetime] | None = None) -> list[Clash]:
    """Where a date overlaps another one of the group, or one of the steering committee one of a task force, either way round."""
    mine = _ahead(moment, session, changes, about)
    if not mine:
        return []
    first, last = mine[0].start, max(each.end for each in mine)
    theirs: list[Occurrence] = []
    for other in await _others(moment, session):
        theirs += occurrences(other, await moment.tx.sessions.changes(other.number), moment.settings.zone, after=first, before=last)
    found = clashes(mine, theirs)
    names = {team: (await moment.team(team)).name for team in {other.team for _, other in found}}
    return [Clash(each.start, other, names[other.team], own=other.team == session.team) for each, other in found]


async def _others(moment: Moment, session: Session) -> list[Session]:
    """The sessions that it should not overlap."""
    team, steering = await moment.team(session.team), await moment.steering()
    if team.is_steering:
        found = await moment.tx.sessions.all(retros=True)
    else:
        groups = [team.id] if steering is None else [team.id, steering.id]
        found = [other for group in groups for other in await moment.tx.sessions.of_team(group, retros=True)]
    return [other for other in found if other.number != session.number]


def _ahead(moment: Moment, session: Session, changes: Sequence[DateChange], about: Sequence[datetime] | None) -> list[Occurrence]:
    """A single session has its one date, and dates that are asked about have to be found, however far away."""
    end = max([*(about or ()), moment.now]) + _MOMENT if about is not None else moment.now + (AHEAD if session.is_series else _FAR)
    found = occurrences(session, changes, moment.settings.zone, after=moment.now, before=end)
    return [each for each in found if about is None or each.start in about]
