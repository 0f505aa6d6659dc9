"""`/blocker`: the blockers of the project as a taskboard: open, taken, waiting, done.

Handbook, rule 7: current, finished and waiting work is visible to all project members at any time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.context import Moment
from bot.domain.blockers import Blocker, BlockerState
from bot.domain.escalation import STEERING_HEARS, Arrival, last_to_steering
from bot.domain.ids import Number
from bot.domain.record_types import TOPICS
from bot.web import View, Visit, page
from commands.board.asking import names_of

MAX_OPEN = 100
"""Open ones on the page, the most urgent first."""
DONE_FOR = timedelta(weeks=4)
"""How long after it was solved a blocker stays on the page."""
MAX_DONE = 50


@dataclass(frozen=True)
class Column:
    name: str
    """The text that names it."""
    blockers: Sequence[Blocker]


@page("/blocker", nav="board.blockers")
async def blockers(visit: Visit) -> View:
    moment = visit.moment
    found, count = await moment.tx.blockers.first(MAX_OPEN)
    done = await moment.tx.blockers.solved_since(moment.now - DONE_FOR, MAX_DONE)
    waiting = await _waiting(moment, found)
    others = [each for each in found if each.number not in waiting]
    columns = (
        Column("open", [each for each in others if each.state is BlockerState.OPEN]),
        Column("taken", [each for each in others if each.state is BlockerState.TAKEN]),
        Column("waiting", [each for each in found if each.number in waiting]),
        Column("done", done),
    )
    params = {
        "columns": columns,
        "is_empty": not found and not done,
        "shown": len(found),
        "count": count,
        "days": DONE_FOR.days,
        "teams": await names_of(moment, (each.team for each in (*found, *done))),
    }
    return View("board/blockers.html", visit.words("board.blockers"), params)


async def _waiting(moment: Moment, blockers: Sequence[Blocker]) -> frozenset[Number]:
    """Those that wait for others: for a session on whose agenda they are, or is proposed that they are, or for the steering committee."""
    on_agenda = {topic.blocker for topic in await moment.tx.records(TOPICS).listed() if topic.blocker}
    steps = await moment.tx.ladder.of_open()
    brought = [each for each in blockers if not STEERING_HEARS.isdisjoint(steps.get(each.number, frozenset()))]
    with_steering = [each.number for each in brought if await _waits_for_steering(moment, each)]
    return frozenset({each.number for each in blockers if each.number in on_agenda} | set(with_steering))


async def _waits_for_steering(moment: Moment, blocker: Blocker) -> bool:
    """Whether the steering committee knows of it, and nobody has said since then that they look after it."""
    last = last_to_steering(blocker, await moment.tx.ladder.rungs(blocker.number))
    if last is None or last.arrival is not Arrival.ARRIVED:
        return False
    looked_after = [at for at in (blocker.taken_at, blocker.confirmed_at) if at is not None]
    return all(at <= last.queued_at for at in looked_after)
