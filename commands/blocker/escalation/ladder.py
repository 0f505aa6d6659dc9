"""How a step of the escalation ladder is taken: what is said to whom, in which room.

Commands call `advance` after each change, the timer calls it when a step is due or its message has arrived: both only look at the
state and do what is due. What has become of a step's message is told by `arrival.py` beside it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from bot.context import Moment
from bot.domain.blockers import Blocker, Severity
from bot.domain.escalation import STEERING_HEARS, Arrival, Rung, Step, last_to_pmo, next_step
from bot.domain.ids import RoomId, UserId
from bot.domain.muted_rooms import RETRY_INTERVAL
from bot.domain.teams import Team
from bot.messages import Anew, Outgoing, Priority, Role, Say
from bot.records import history
from commands.blocker.card import alert_in, card

TIMER = "blocker escalation"


async def advance(moment: Moment, blocker: Blocker, *, said_in: RoomId | None = None) -> list[Outgoing]:
    """Takes the next step if it is due, and sets the timer for the one after it; a step under way wakes us when it has arrived.

    `said_in` is the room of the command that calls: its answer says there what is done, and is mended when it has arrived.
    """
    team = await moment.team(blocker.team)
    pmo = await moment.pmo()
    if not blocker.is_open or not team.counts or pmo is None:
        await moment.tx.timers.clear(str(blocker.number), TIMER)
        return []
    rungs = await moment.tx.ladder.rungs(blocker.number)
    due = next_step(blocker, rungs, moment.settings.escalation, moment.calendar)
    if due is not None and due.step is Step.UNREACHED and not await _has_committee(moment, pmo):
        due = None
    refused = await _to_be_tried(moment, blocker, rungs, pmo)
    looks = [at for at in (due.at if due else None, refused.refused_at + RETRY_INTERVAL if refused and refused.refused_at else None) if at]
    later = [at for at in looks if at > moment.now]
    if later:
        await moment.tx.timers.set(TIMER, str(blocker.number), min(later))
    else:
        await moment.tx.timers.clear(str(blocker.number), TIMER)
    said: list[Outgoing] = []
    if refused is not None and refused.refused_at is not None and refused.refused_at + RETRY_INTERVAL <= moment.now:
        said.append(Anew(await message(moment, blocker, pmo, refused)))
    if due is not None and due.at <= moment.now:
        said += await _take(moment, blocker, pmo, due.step, len(rungs) + 1, tells=due.step is not Step.STILL_ON_IT and said_in != team.room)
    return said


async def message(moment: Moment, blocker: Blocker, pmo: Team, rung: Rung) -> Say:
    """What a step says, as it reads now."""
    return await _STEPS[rung.step](moment, blocker, await _room(moment, pmo, rung.step), rung.once)


async def call_steering(moment: Moment, blocker: Blocker, pmo: Team, *, said_in: RoomId) -> list[Outgoing]:
    """The PMO brings it before the steering committee by itself."""
    rungs = await moment.tx.ladder.rungs(blocker.number)
    return await _take(moment, blocker, pmo, Step.CALLED, len(rungs) + 1, tells=(await moment.team(blocker.team)).room != said_in)


async def _to_be_tried(moment: Moment, blocker: Blocker, rungs: Sequence[Rung], pmo: Team) -> Rung | None:
    """A message to the PMO that was refused, where its room takes others: a room that takes none is looked at as a whole."""
    last = last_to_pmo(blocker, rungs)
    if last is None or last.arrival is not Arrival.REFUSED or await moment.tx.muted.get(pmo.room) is not None:
        return None
    return last


async def _has_committee(moment: Moment, pmo: Team) -> bool:
    """Whether there is anybody else to turn to."""
    steering = await moment.steering()
    return steering is not None and steering.room != pmo.room


async def _room(moment: Moment, pmo: Team, step: Step) -> RoomId:
    return (await moment.steering() or pmo).room if step in STEERING_HEARS else pmo.room


async def _take(moment: Moment, blocker: Blocker, pmo: Team, step: Step, place: int, *, tells: bool) -> list[Outgoing]:
    once = f"{blocker.number} {place} {step}"
    await moment.tx.ladder.add(blocker.number, step, once, moment.now, tells=tells)
    if step is not Step.CALLED:  # of which the history tells who did it
        await remember(moment, blocker, step)
    return [await _STEPS[step](moment, blocker, await _room(moment, pmo, step), once)]


def named(step: Step) -> str:
    """The step as the history keeps it: the escalation has texts of its own there (`escalation.change.STEP`)."""
    return f"escalation {step}"


async def remember(moment: Moment, blocker: Blocker, step: Step) -> None:
    await history.remember_timer(moment, blocker.number, named(step))


async def _repeat(moment: Moment, blocker: Blocker, room: RoomId, once: str) -> Say:
    rungs = await moment.tx.ladder.rungs(blocker.number)
    alert = await alert_in(moment, blocker, room)
    repeats = sum(rung.step is Step.REPEAT for rung in rungs)
    return Say(
        room=room,
        text="blocker.repeat",
        params={"blocker": blocker, "now": moment.now, "count": repeats, "most": moment.settings.escalation.repeats},
        once=once,
        subject=str(blocker.number),
        role=Role.NOTICE,
        notify=True,
        mentions=members(moment, room),
        buttons=("👀",),
        reply_to_once=alert,
        priority=Priority.ALERT,
        wakes=TIMER,
    )


async def _ask_taker(moment: Moment, blocker: Blocker, room: RoomId, once: str) -> Say:
    assert blocker.taken_by is not None
    gone = not moment.rooms.is_joined(blocker.taken_by, room)
    return Say(
        room=room,
        text="blocker.still-on-it",
        params={**await card(moment, blocker, room), "gone": gone},
        once=once,
        subject=str(blocker.number),
        role=Role.QUESTION,
        notify=True,
        mentions=members(moment, room) if gone else (blocker.taken_by,),
        buttons=("👀",) if gone else ("👍",),
        unasked=True,
        wakes=TIMER,
    )


async def _alert(moment: Moment, blocker: Blocker, room: RoomId, once: str) -> Say:
    """The alert in the PMO's room: it notifies, and the buttons that matter most stand under it."""
    urgent = blocker.urgent_since is not None
    return Say(
        room=room,
        text="blocker.alert",
        params=await card(moment, blocker, room),
        once=once,
        subject=str(blocker.number),
        role=Role.ALERT,
        notify=True,
        mentions=members(moment, room),
        buttons=("👀", "✅"),
        priority=Priority.ALERT,
        unasked=not urgent,
        wakes=TIMER,
    )


async def _steering_alert(moment: Moment, blocker: Blocker, room: RoomId, once: str) -> Say:
    """The alert in the steering committee's room, which does not take over: it says something about it, or talks about it."""
    return Say(
        room=room,
        text="blocker.alert",
        params=await card(moment, blocker, room),
        once=once,
        subject=str(blocker.number),
        role=Role.ALERT,
        notify=True,
        buttons=("➕",),
        priority=Priority.ALERT,
        unasked=blocker.severity is not Severity.RED,
        wakes=TIMER,
    )


_Said = Callable[[Moment, Blocker, RoomId, str], Awaitable[Say]]
_STEPS: dict[Step, _Said] = {
    Step.ALERT: _alert,
    Step.YELLOW: _alert,
    Step.REPEAT: _repeat,
    Step.STEERING: _steering_alert,
    Step.CALLED: _steering_alert,
    Step.UNREACHED: _steering_alert,
    Step.STILL_ON_IT: _ask_taker,
    Step.STILL_STEERING: _steering_alert,
}


def members(moment: Moment, room: RoomId) -> tuple[UserId, ...]:
    return tuple(sorted(moment.rooms.members(room)))
