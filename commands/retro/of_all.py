"""The retrospective of the whole project: offered to the PMO once a year, and named in the weekly digests of the task forces."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from bot.context import Moment
from bot.domain.calendar import on_clock
from bot.domain.meetings import Occurrence
from bot.domain.record_types import RETROS
from bot.domain.retros import Retro, RetroState, proposed_day
from bot.domain.teams import Kind, Team
from commands.meeting.digest.schedule import mark_as_said, was_said
from commands.retro.dates import date_of

NOTHING_NAMED: dict[str, Any] = {"project_retro": None}
_SOON = timedelta(days=10)
"""So long before its date it is named a second time: the first may have been weeks ago."""
_AT = time(15)
_EARLIEST = (12, 1)
"""A week later, in December, the year is nearly over and people are still at work."""
_AHEAD = timedelta(days=28)


@dataclass(frozen=True)
class Named:
    """A retrospective as a digest names it; without a date it is not planned yet."""

    retro: Retro
    date: Occurrence | None


async def offered(moment: Moment, year: int) -> datetime | None:
    """When one could be held, in UTC; None where there is one already: open, or ended in that year."""
    ended = [retro for retro in await moment.tx.retros.ended() if retro.is_of_all and retro.closed_at is not None]
    if any(moment.calendar.day_of(retro.closed_at).year == year for retro in ended if retro.closed_at) or await _open_ones(moment):
        return None
    first = max(moment.calendar.day_of(moment.now), date(year, *_EARLIEST))
    days = [first + timedelta(days=ahead) for ahead in range(_AHEAD.days)]
    day = proposed_day(first, [day for day in days if moment.calendar.is_working_day(day)], frozenset())
    return on_clock(day, _AT, moment.calendar.zone) if day else None


async def named(moment: Moment, team: Team, *, by: str) -> dict[str, Any]:
    """What the week's digest of a task force says of it: once as soon as there is one, and once more shortly before its date.

    `by` is the key of that digest.
    """
    if Kind.TASK_FORCE not in team.kinds:
        return NOTHING_NAMED
    for retro in await _open_ones(moment):
        date_ = await date_of(moment, retro)
        if retro.team == team.id or retro.state is RetroState.RUNNING or (date_ is not None and date_.start <= moment.now):
            continue
        if await _is_time(moment, retro, team, date_, by):
            return {"project_retro": Named(retro, date_)}
    return NOTHING_NAMED


async def _is_time(moment: Moment, retro: Retro, team: Team, date_: Occurrence | None, by: str) -> bool:
    is_soon = date_ is not None and date_.start - moment.now <= _SOON
    for time_ in (1, 2) if is_soon else (1,):
        once = f"project retro:{retro.number}:{team.id}:{time_}"
        if await moment.tx.get_meta(once) == by or not await was_said(moment.tx, once):
            await mark_as_said(moment.tx, once, by=by)
            return True
    return False


async def _open_ones(moment: Moment) -> list[Retro]:
    return [retro for retro in await moment.tx.records(RETROS).listed() if retro.is_of_all and retro.is_open]
