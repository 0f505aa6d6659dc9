"""What has become of a step of the ladder, once it is known: its message has arrived, or its room has refused it.

Nothing is called delivered before it was. So the team's room hears of a step when its message has arrived, and its cards are mended
then; and it hears at once where a room does not take what was to be said there, with who can change that.
"""

from __future__ import annotations

from bot.context import Moment
from bot.domain.blockers import Blocker, BlockerState
from bot.domain.escalation import STEERING_HEARS, Arrival, Rung, Step
from bot.domain.muted_rooms import MutedRoom, Why
from bot.domain.teams import Team
from bot.messages import Outgoing, Rewrite, Role, Say
from bot.outbound import muted_rooms
from commands.blocker.card import card, refused_alone
from commands.blocker.escalation.ladder import TIMER
from commands.blocker.record import KIND

_CARDS_SPEAK_OF = STEERING_HEARS | {Step.ALERT, Step.YELLOW}
_ANSWERS = {"blocker escalate": "blocker.escalated", "blocker edit": "blocker.edited", "blocker reopen": "blocker.reopened"}
"""The answers that speak of the alert which their command has caused."""


async def news(moment: Moment, blocker: Blocker) -> list[Outgoing]:
    """What there is to say of steps of which something became known since the last look."""
    said: list[Outgoing] = []
    for rung in await moment.tx.ladder.rungs(blocker.number):
        if rung.arrival in (Arrival.UNDER_WAY, rung.shown):
            continue
        await moment.tx.ladder.show(blocker.number, rung.once, rung.arrival)
        if not blocker.is_open or rung.queued_at < blocker.opened_at:
            continue
        if rung.arrival is Arrival.ARRIVED:
            said += await _arrived(moment, blocker, rung)
        else:
            said += await _refused(moment, blocker, rung)
    return said


async def _arrived(moment: Moment, blocker: Blocker, rung: Rung) -> list[Outgoing]:
    team, pmo, steering = await moment.team(blocker.team), await moment.pmo(), await moment.steering()
    said: list[Outgoing] = []
    if rung.tells and not (rung.step is Step.REPEAT and blocker.state is BlockerState.TAKEN):
        said.append(await _told(moment, blocker, team, rung))
    to_steering = rung.step in STEERING_HEARS and steering is not None and pmo is not None and steering.room != pmo.room
    if pmo is not None and to_steering and rung.step in (Step.STEERING, Step.STILL_STEERING):
        said.append(_notice(moment, blocker, pmo, "blocker.told.pmo-steering", f"{rung.once} pmo"))
    if rung.step in _CARDS_SPEAK_OF or rung.shown is Arrival.REFUSED:
        room = steering.room if steering and rung.step in STEERING_HEARS else pmo.room if pmo else None
        said += await muted_rooms.mended(moment, room) if room and rung.shown is Arrival.REFUSED else []
        said += await KIND.refreshed(moment, blocker, but=room)
        said += await _answer(moment, blocker, rung)
    return said


async def _refused(moment: Moment, blocker: Blocker, rung: Rung) -> list[Outgoing]:
    pmo, steering = await moment.pmo(), await moment.steering()
    group = steering or pmo if rung.step in STEERING_HEARS else pmo
    team = await moment.team(blocker.team)
    if group is None or not team.counts:
        return []
    said = await KIND.refreshed(moment, blocker, but=group.room)
    said += await _answer(moment, blocker, rung)
    muted = await moment.tx.muted.get(group.room)
    if muted is None:  # its room hears us: it is about this message alone
        muted = MutedRoom(room=group.room, since=rung.queued_at, why=await refused_alone(moment, rung))
        if muted.why is Why.CONTENT:
            said += await muted_rooms.refused_alone(moment, muted, group, blocker.number, rung.once)
    rungs = await moment.tx.ladder.rungs(blocker.number)
    to_steering = rung.step in STEERING_HEARS
    is_known = any(each.delivered_at is not None and (each.step in STEERING_HEARS) is to_steering for each in rungs)
    is_known |= not to_steering and (blocker.taken_at is not None or rung.step is Step.FREED)
    for room in dict.fromkeys((team.room, blocker.room)):
        if room != group.room:
            mentioned = (blocker.reporter,) if moment.rooms.is_joined(blocker.reporter, room) else ()
            what = rung.step if is_known else ""
            said.append(muted_rooms.unheard(moment, muted, group, room, str(blocker.number), blocker.text, *mentioned, what=what))
    return said


async def _told(moment: Moment, blocker: Blocker, team: Team, rung: Rung) -> Say:
    rungs = await moment.tx.ladder.rungs(blocker.number)
    again = any(each.step is Step.ALERT and each.delivered_at is not None for each in rungs if each.once != rung.once)
    return _notice(moment, blocker, team, f"blocker.told.{rung.step}", f"{rung.once} told", again=again)


async def _answer(moment: Moment, blocker: Blocker, rung: Rung) -> list[Outgoing]:
    """The answer to the command that has caused this step says what has become of it; a receipt says nothing of that."""
    row = await moment.tx.outbox.by_once(rung.once)
    text = "blocker.escalated-steering" if rung.step is Step.CALLED else ""
    given = await moment.tx.inbox.handled(row.cause) if row is not None and row.cause else None
    answer = await moment.tx.outbox.by_once(f"answer:{given.event_id}") if given is not None and given.command in _ANSWERS else None
    if given is None or answer is None or answer.action != "send":
        return []
    params = {**await card(moment, blocker, answer.room), "turned_red": True}
    return [Rewrite(of=answer.once, text=text or _ANSWERS[given.command], params=params)]


def _notice(moment: Moment, blocker: Blocker, group: Team, text: str, once: str, *, again: bool = False) -> Say:
    return Say(
        room=group.room,
        text=text,
        params={"blocker": blocker, "now": moment.now, "again": again},
        once=once,
        subject=str(blocker.number),
        role=Role.NOTICE,
        reply_to=blocker.source if group.room == blocker.room else None,
        unasked=True,
    )


async def look_at_refused(moment: Moment) -> None:
    """At the start of the bot: steps that were refused are looked at, also those of a version that thought no more of them."""
    for number in await moment.tx.ladder.refused():
        await moment.tx.timers.set(TIMER, str(number), moment.now)
