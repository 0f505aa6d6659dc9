"""What the clock says once a year: the annual reflection comes, and this is the material that there is for it."""

from __future__ import annotations

from collections.abc import Sequence

import structlog

from bot.context import Moment
from bot.domain.cut_list import cut
from bot.domain.learnings import by_kind, of_year, reflection_at, reflection_until
from bot.domain.record_types import LEARNINGS, QUESTIONS, by_number
from bot.messages import Outgoing, Say
from bot.timer import timer
from commands.retro.of_all import offered

TIMER = "annual reflection"
SUBJECT = "project"
NAMED = 3
"""Open questions, the oldest first."""
NOTHING = "nothing"
"""In place of the key of a message: there was none to post."""

log = structlog.get_logger(__name__)


async def schedule(moment: Moment) -> None:
    """At the start of the bot. What was to be said while it was away is said now, as long as it is of use."""
    if await moment.pmo() is None:
        await moment.tx.timers.clear(SUBJECT, TIMER)
        return
    year = _year(moment)
    due = reflection_at(year, moment.calendar)
    if due > moment.now:
        await moment.tx.timers.set(TIMER, SUBJECT, due)
    elif _is_of_use(moment, year) and not await _was_said(moment, year):
        await moment.tx.timers.set(TIMER, SUBJECT, moment.now)
    else:
        await moment.tx.timers.set(TIMER, SUBJECT, reflection_at(year + 1, moment.calendar))


async def founded(moment: Moment) -> None:
    """There is a PMO from now on. What would have been said before is not said to it."""
    year = _year(moment)
    if reflection_at(year, moment.calendar) <= moment.now and not await _was_said(moment, year):
        await moment.tx.set_meta(_once(year), NOTHING)
    await schedule(moment)


@timer(TIMER)
async def remind(moment: Moment, subject: str) -> Sequence[Outgoing]:
    pmo = await moment.pmo()
    year = _year(moment)
    due = reflection_at(year, moment.calendar)
    if pmo is None or due > moment.now:
        await schedule(moment)
        return []
    await moment.tx.timers.set(TIMER, SUBJECT, reflection_at(year + 1, moment.calendar))
    if await _was_said(moment, year):
        return []
    if not _is_of_use(moment, year):
        log.info("reminder of the annual reflection dropped: it is too late for it", year=year)
        return []
    learnings = of_year(await moment.tx.records(LEARNINGS).listed(), year, moment.calendar.zone)
    open_ones = sorted(await moment.tx.records(QUESTIONS).listed(), key=by_number)
    first, more = cut(open_ones, NAMED)
    return [
        Say(
            room=pmo.room,
            text="learning.reflection",
            params={
                "year": year,
                "counts": {kind: len(found) for kind, found in by_kind(learnings).items()},
                "candidates": len([learning for learning in learnings if learning.blueprint]),
                "retros": await _retros_ended(moment, year),
                "questions": first,
                "questions_more": more,
                "offer": await offered(moment, year),
            },
            once=_once(year),
            notify=True,
            unasked=True,
        )
    ]


async def _retros_ended(moment: Moment, year: int) -> int:
    ended = [retro.closed_at for retro in await moment.tx.retros.ended()]
    return len([at for at in ended if at is not None and moment.calendar.day_of(at).year == year])


async def _was_said(moment: Moment, year: int) -> bool:
    """Whether it was said, or there was nobody to say it to."""
    return await moment.tx.outbox.by_once(_once(year)) is not None or await moment.tx.get_meta(_once(year)) == NOTHING


def _is_of_use(moment: Moment, year: int) -> bool:
    return moment.now < reflection_until(year, moment.calendar)


def _year(moment: Moment) -> int:
    return moment.calendar.day_of(moment.now).year


def _once(year: int) -> str:
    return f"reflection:{year}"
