"""How a step of the escalation ladder is taken: who is told what, in which room.

Commands call `advance` after each change, the timer calls it when a step is due: both only look at the state and do what is due.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.context import Moment
from bot.domain.blockers import Blocker, Severity
from bot.domain.escalation import TO_STEERING, Step, next_step
from bot.domain.ids import RoomId, UserId
from bot.domain.records import Change
from bot.domain.teams import Team
from bot.messages import Outgoing, Priority, Role, Say
from commands.blocker import cards

TIMER = "blocker escalation"


async def advance(moment: Moment, blocker: Blocker, *, said_in: RoomId | None = None) -> list[Outgoing]:
    """Takes the next step if it is due, and sets the timer for the one after it; a step under way wakes us when it has arrived.

    `said_in` is the room of the command that calls: its answer says there what was done.
    """
    team = await moment.team(blocker.team)
    pmo = await moment.pmo()
    if not blocker.is_open or not team.counts or pmo is None:
        await moment.tx.timers.clear(str(blocker.number), TIMER)
        return []
    rungs = await moment.tx.ladder.rungs(blocker.number)
    due = next_step(blocker, rungs, moment.settings.escalation, moment.calendar)
    if due is None:
        await moment.tx.timers.clear(str(blocker.number), TIMER)
        return []
    if due.at > moment.now:
        await moment.tx.timers.set(TIMER, str(blocker.number), due.at)
        return []
    await moment.tx.timers.clear(str(blocker.number), TIMER)
    once = f"{blocker.number} {len(rungs) + 1} {due.step}"
    said = await _take(moment, blocker, pmo, due.step, once)
    if due.step is not Step.STILL_ON_IT and said_in != team.room:
        again = any(rung.step is Step.ALERT for rung in rungs)
        said.append(_notice(moment, blocker, team.room, f"blocker.told.{due.step}", f"{once} told", again=again))
    return said


async def _take(moment: Moment, blocker: Blocker, pmo: Team, step: Step, once: str) -> list[Outgoing]:
    steering = await moment.steering() or pmo
    room = steering.room if step in TO_STEERING else pmo.room
    await moment.tx.ladder.add(blocker.number, step, once, moment.now)
    await moment.tx.history.add(Change(id=0, subject=blocker.number, at=moment.now, by=None, what=f"escalation {step}"))
    return await _STEPS[step](moment, blocker, pmo, room, once)


async def _alert(moment: Moment, blocker: Blocker, pmo: Team, room: RoomId, once: str) -> list[Outgoing]:
    return [await card(moment, blocker, pmo.room, once, wakes=TIMER)]


async def _repeat(moment: Moment, blocker: Blocker, pmo: Team, room: RoomId, once: str) -> list[Outgoing]:
    rungs = await moment.tx.ladder.rungs(blocker.number)
    alert = await cards.alert_in(moment, blocker, room)
    repeats = sum(rung.step is Step.REPEAT for rung in rungs)
    return [
        Say(
            room=room,
            text="blocker.repeat",
            params={"blocker": blocker, "now": moment.now, "count": repeats, "most": moment.settings.escalation.repeats},
            once=once,
            subject=str(blocker.number),
            role=Role.NOTICE,
            notify=True,
            mentions=_members(moment, room),
            reply_to_once=alert,
            priority=Priority.ALERT,
            wakes=TIMER,
        )
    ]


async def _to_steering(moment: Moment, blocker: Blocker, pmo: Team, room: RoomId, once: str) -> list[Outgoing]:
    said: list[Outgoing] = [await steering_card(moment, blocker, room, once, wakes=TIMER)]
    if room != pmo.room:
        said.append(_notice(moment, blocker, pmo.room, "blocker.told.pmo-steering", f"{once} pmo"))
    return said


async def _ask_taker(moment: Moment, blocker: Blocker, pmo: Team, room: RoomId, once: str) -> list[Outgoing]:
    assert blocker.taken_by is not None
    gone = not moment.rooms.is_joined(blocker.taken_by, room)
    return [
        Say(
            room=room,
            text="blocker.still-on-it",
            params={**await cards.shown(moment, blocker, room), "gone": gone},
            once=once,
            subject=str(blocker.number),
            role=Role.QUESTION,
            notify=True,
            mentions=_members(moment, room) if gone else (blocker.taken_by,),
            buttons=("👀",) if gone else ("👍",),
            unasked=True,
            wakes=TIMER,
        )
    ]


_Taken = Callable[[Moment, Blocker, Team, RoomId, str], Awaitable[list[Outgoing]]]
_STEPS: dict[Step, _Taken] = {
    Step.ALERT: _alert,
    Step.YELLOW: _alert,
    Step.REPEAT: _repeat,
    Step.STEERING: _to_steering,
    Step.STILL_ON_IT: _ask_taker,
    Step.STILL_STEERING: _to_steering,
}


async def card(moment: Moment, blocker: Blocker, room: RoomId, once: str, *, wakes: str | None = None) -> Say:
    """The alert in the PMO's room: it notifies, and the buttons that matter most stand under it."""
    urgent = blocker.urgent_since is not None
    return Say(
        room=room,
        text="blocker.alert",
        params=await cards.shown(moment, blocker, room),
        once=once,
        subject=str(blocker.number),
        role=Role.ALERT,
        notify=True,
        mentions=_members(moment, room),
        buttons=("👀", "✅"),
        priority=Priority.ALERT,
        unasked=not urgent,
        wakes=wakes,
    )


async def steering_card(moment: Moment, blocker: Blocker, room: RoomId, once: str, *, wakes: str | None = None) -> Say:
    """The alert in the steering committee's room, which reads and does not take over."""
    return Say(
        room=room,
        text="blocker.alert",
        params=await cards.shown(moment, blocker, room),
        once=once,
        subject=str(blocker.number),
        role=Role.ALERT,
        notify=True,
        priority=Priority.ALERT,
        unasked=blocker.severity is not Severity.RED,
        wakes=wakes,
    )


def _notice(moment: Moment, blocker: Blocker, room: RoomId, text: str, once: str, *, again: bool = False) -> Say:
    return Say(
        room=room,
        text=text,
        params={"blocker": blocker, "now": moment.now, "again": again},
        once=once,
        subject=str(blocker.number),
        role=Role.NOTICE,
        reply_to=blocker.source if room == blocker.room else None,
        unasked=True,
    )


def _members(moment: Moment, room: RoomId) -> tuple[UserId, ...]:
    return tuple(sorted(moment.rooms.members(room)))
