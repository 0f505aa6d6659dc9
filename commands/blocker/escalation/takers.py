"""What becomes of what somebody has taken who is not in the PMO's room any more: it is free again, and the PMO hears so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from bot.context import Moment
from bot.domain.blockers import Blocker, BlockerState, order
from bot.domain.escalation import Step
from bot.domain.ids import RoomId, UserId
from bot.domain.muted_rooms import TAKERS
from bot.messages import Outgoing, Priority, Role, Say
from bot.timer import timer
from commands.blocker.escalation.ladder import TIMER, advance, members, remember
from commands.blocker.record import KIND
from commands.light.red import takers as red_lights


@timer(TAKERS)
async def look_after(moment: Moment, subject: str) -> Sequence[Outgoing]:
    pmo = await moment.pmo()
    if pmo is None or not moment.rooms.is_here(pmo.room):
        return []
    left: defaultdict[UserId, list[Blocker]] = defaultdict(list)
    for blocker in await moment.tx.blockers.listed():
        taker = blocker.taken_by if blocker.state is BlockerState.TAKEN else None
        if taker is not None and moment.rooms.has_left(taker, pmo.room):
            left[taker].append(blocker)
    said: list[Outgoing] = []
    for taker, taken in left.items():
        said += await _freed(moment, pmo.room, taker, sorted(taken, key=order))
    return [*said, *await red_lights.freed(moment, pmo)]


async def _freed(moment: Moment, room: RoomId, taker: UserId, taken: Sequence[Blocker]) -> list[Outgoing]:
    place = len(await moment.tx.ladder.rungs(taken[0].number)) + 1
    once = f"{taken[0].number} {place} {Step.FREED}"
    said: list[Outgoing] = [_word(moment, room, taker, taken, once)]
    for before in taken:
        blocker = before.freed()
        await moment.tx.blockers.save(blocker)
        await moment.tx.ladder.add(blocker.number, Step.FREED, once, moment.now)
        await remember(moment, blocker, Step.FREED)
        team = await moment.team(blocker.team)
        if team.counts and team.room != room:
            said.append(KIND.about(moment, blocker, team.room, "blocker.told.freed", once=f"{once} {blocker.number} told", taker=taker))
        said += [*await advance(moment, blocker), *await KIND.refreshed(moment, blocker)]
    return said


def _word(moment: Moment, room: RoomId, taker: UserId, taken: Sequence[Blocker], once: str) -> Say:
    """One for all that somebody had taken. Where it is a single one, a tap takes it."""
    single = len(taken) == 1
    return Say(
        room=room,
        text="blocker.freed",
        params={"taker": taker, "blockers": [blocker.freed() for blocker in taken], "now": moment.now},
        once=once,
        subject=str(taken[0].number) if single else None,
        role=Role.NOTICE if single else Role.ANSWER,
        notify=True,
        mentions=members(moment, room),
        buttons=("👀",) if single else (),
        priority=Priority.ALERT,
        unasked=all(blocker.urgent_since is None for blocker in taken),
        wakes=TIMER if single else None,
    )
