"""What is done about a room that does not take what we say: it is tried again, and then it hears what it has missed and still holds.

It is tried whenever something about it changes, once an hour, and after a start. An alert says what is true when it arrives, and
is left out where that is no longer of use. Of the rest it hears in one message.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.context import Moment
from bot.domain.blockers import Blocker, order
from bot.domain.escalation import is_overtaken
from bot.domain.ids import Number, RoomId, TeamId
from bot.domain.muted_rooms import HEARD, RETRY_INTERVAL, TRY, Why
from bot.domain.teams import Team, TeamState, team_subject
from bot.messages import Anew, Outgoing, Priority, Role, Say
from bot.outbound import muted_rooms
from bot.ports import OutboxRow
from bot.timer import timer
from commands.blocker.escalation.refused_alerts import refused_in
from commands.light.red import refused as red_lights
from commands.light.red.refused import is_red_alert
from commands.light.risks import refused as risk_letters
from commands.light.risks.refused import is_letter
from commands.meeting.digest.expiry import GIVEN_UP
from commands.overview import refused_digests
from commands.overview.refused_digests import is_digest

_OF_USE = timedelta(days=1)
"""How long what somebody was to be told in passing is still worth saying."""
_MOST = 10
"""Lines of what was missed; a phone screen is soon full."""
_SHOWN = 200


@dataclass(frozen=True)
class _Line:
    at: datetime
    text: str


@dataclass
class _Missed:
    """What a room has not heard, beside alerts that are tried again by themselves."""

    blockers: dict[Number, Blocker] = field(default_factory=dict)
    lines: list[_Line] = field(default_factory=list)
    again: dict[str, OutboxRow] = field(default_factory=dict)
    """What goes there as it stands."""
    overtaken: list[OutboxRow] = field(default_factory=list)


@timer(TRY)
async def try_again(moment: Moment, subject: str) -> Sequence[Outgoing]:
    room = RoomId(subject)
    muted, known = await moment.tx.muted.get(room), await moment.tx.rooms.get(room)
    if muted is None:
        return []
    await moment.tx.timers.set(TRY, subject, moment.now + RETRY_INTERVAL)
    if muted.why is Why.REMOVED:
        is_back = moment.rooms.is_here(room) and (known is None or known.joined_at is not None)
        return await _hears(moment, room, back=True) if is_back else []
    alerts = await refused_in(moment, room)
    if alerts:
        return [Anew(alerts[0][1])]  # its arrival tells whether the rest can follow
    return await _hears(moment, room) if moment.rooms.may_speak(room) else []


@timer(HEARD)
async def heard(moment: Moment, subject: str) -> Sequence[Outgoing]:
    """Something of ours has arrived in a room that had refused us."""
    room = RoomId(subject)
    await moment.tx.timers.clear(subject, TRY)
    told = [row for row in await moment.tx.outbox.about(room, (Role.NOTICE,)) if row.sent_at is not None]
    for row in await moment.tx.outbox.refused_in(room, "send", "file"):
        if told and row.parked_at is not None and row.parked_at <= told[-1].created_at and row.role is not Role.ALERT:
            await moment.tx.outbox.lapse(row)
    return [*await muted_rooms.mended(moment, room), *await _hears(moment, room)]


async def _mend(moment: Moment, room: RoomId) -> None:
    """What stands there already is changed as it was to be: a card reads as it should now, and what was to be deleted goes."""
    for row in await moment.tx.outbox.refused_in(room, "edit", "redact", "react"):
        target = await moment.tx.outbox.get(row.target) if row.target is not None else None
        arrived = target is not None and target.sent_at is not None and target.sent_at <= row.created_at
        if arrived and row.action == "edit" and target is not None:
            arrived = (await moment.tx.outbox.edits_of(target.id))[-1].id == row.id
        if arrived and row.action != "react":
            await moment.tx.outbox.retry(row, room, row.content, row.target)
        elif target is None or target.parked_at is None:
            await moment.tx.outbox.lapse(row)


async def _hears(moment: Moment, room: RoomId, *, back: bool = False) -> list[Outgoing]:
    """What the room has missed and is still true; `back` where we had been put out of it, and are to be greeted."""
    await _mend(moment, room)
    known = await moment.tx.rooms.get(room)
    here = known.successor if known and known.successor else room
    team = await moment.tx.teams.of_room(here)
    alerts = await refused_in(moment, room)
    missed = await _sorted(moment, room, team, {say.once: blocker.number for blocker, say in alerts})
    for row in missed.overtaken:
        await moment.tx.outbox.lapse(row)
    again = await _again(moment, missed.again.values(), here)
    if not alerts and not missed.blockers and not missed.lines and not back:
        if again is None:
            await moment.tx.muted.end(room)
            return await muted_rooms.mended(moment, room)
        return again
    if len(alerts) == 1 and not missed.blockers and not missed.lines:
        _, say = alerts[0]
        return [Anew(replace(say, params={**say.params, "back": back})), *(again or ())]
    listed = sorted({**missed.blockers, **({blocker.number: blocker for blocker, _ in alerts} if back else {})}.values(), key=order)
    summary = _summary(moment, here, team, listed, missed.lines, back=back, calls=bool(alerts)) if back or listed or missed.lines else None
    if summary is None or not back:
        return [*([summary] if summary else []), *(Anew(say) for _, say in alerts), *(again or ())]
    # Their cards carry the buttons. Whoever has been called by the message above is not called by each of them.
    called = [Anew(replace(say, notify=False, mentions=(), reply_to_once=summary.once)) for _, say in alerts]
    return [summary, *called, *(again or ())]


async def _again(moment: Moment, rows: Iterable[OutboxRow], room: RoomId) -> list[Outgoing] | None:
    """Lets go out what stands as it stood, and makes digests anew; None where nothing is left of that."""
    said: list[list[Outgoing] | None] = []
    for row in rows:
        if is_digest(row):
            said.append(await refused_digests.again(moment, row))
        elif is_red_alert(row):
            said.append(await red_lights.again(moment, row))
        elif is_letter(row):
            said.append(await risk_letters.again(moment, row))
        else:
            await moment.tx.outbox.retry(row, room, row.content)
            said.append([])
    kept = [each for each in said if each is not None]
    return [post for each in kept for post in each] if kept else None


def _summary(
    moment: Moment, room: RoomId, team: Team | None, blockers: Sequence[Blocker], lines: Sequence[_Line], *, back: bool, calls: bool
) -> Say:
    in_pmo = team is not None and team.is_pmo
    shown = max(_MOST - len(lines), _MOST // 2)
    return Say(
        room=room,
        text="muted.back" if back else "muted.missed",
        params={
            "name": team.name if team else moment.rooms.title(room),
            "blockers": blockers[:shown],
            "lines": lines[-_MOST:],
            "more": max(len(blockers) - shown, 0) + max(len(lines) - _MOST, 0),
            "now": moment.now,
            "in_pmo": in_pmo,
        },
        once=f"back:{room}:{moment.now.isoformat()}",
        subject=room,
        role=Role.NOTICE,
        notify=calls,
        mentions=tuple(sorted(moment.rooms.members(room))) if calls and in_pmo else (),
        priority=Priority.ALERT if calls else Priority.ANSWER,
        wakes=HEARD,
    )


async def _sorted(moment: Moment, room: RoomId, team: Team | None, alerts: Mapping[str, Number]) -> _Missed:
    known = await moment.tx.rooms.get(room)
    missed = _Missed()
    for row in await moment.tx.outbox.refused_in(room, "send", "file"):
        if row.once in alerts or row.failure == GIVEN_UP:
            continue
        is_fresh = row.created_at + _OF_USE > moment.now
        number = Number.of_subject(row.subject) if row.subject else None
        if known is not None and known.is_direct:
            _into(missed, row, again=is_fresh)
        elif row.action == "file":
            earlier = missed.again.pop(f"file {row.subject}", None)
            missed.overtaken += [earlier] if earlier else []
            missed.again[f"file {row.subject}"] = row
        elif row.role is Role.PROPOSAL:
            _into(missed, row, again=await _is_undecided(moment, row, number))
        elif is_digest(row) or is_red_alert(row) or is_letter(row):
            _into(missed, row, again=True)  # one that has become useless was given up, or is when it is made anew
        elif row.once.startswith("dissolved:") and number is not None:
            group = await moment.tx.teams.get(TeamId(number.count))
            if row.content and group is not None and not group.counts:
                missed.lines.append(_line(row))
            else:
                missed.overtaken.append(row)
        elif row.once.startswith("note:") and row.content:
            missed.lines.append(_line(row))
        elif number is not None and number.letter == "B":
            blocker = await moment.tx.blockers.get(number)
            closed_elsewhere = row.role is Role.NOTICE and team is not None and blocker is not None and blocker.team == team.id
            is_said = number in alerts.values() or await _was_said_since(moment, room, row, number)
            is_said |= blocker is not None and await _is_overtaken(moment, blocker, row)
            is_news = not is_said and row.role is not Role.QUESTION and await _counts(moment, blocker)
            if is_news and blocker is not None and blocker.text and (blocker.is_open or closed_elsewhere):
                missed.blockers[number] = blocker
            else:
                missed.overtaken.append(row)
        elif row.role is Role.BALLOT:
            _into(missed, row, again=is_fresh)
        elif row.content and not row.once.startswith("back:") and (is_fresh if row.cause is None else number is not None):
            missed.lines.append(_line(row))
        else:
            missed.overtaken.append(row)
    return missed


async def _counts(moment: Moment, blocker: Blocker | None) -> bool:
    """Whether its group is still one of the project: of one that was dissolved nobody is reminded."""
    return blocker is not None and (await moment.team(blocker.team)).counts


async def _is_overtaken(moment: Moment, blocker: Blocker, row: OutboxRow) -> bool:
    """Whether it called for a blocker that was red then, and is not now."""
    return any(rung.once == row.once and is_overtaken(blocker, rung) for rung in await moment.tx.ladder.rungs(blocker.number))


async def _was_said_since(moment: Moment, room: RoomId, row: OutboxRow, number: Number) -> bool:
    """Whether a later message there has called for the same blocker."""
    for rung in await moment.tx.ladder.rungs(number):
        heard = await moment.tx.outbox.by_once(rung.once) if rung.delivered_at is not None else None
        if heard is not None and heard.room == room and heard.sent_at is not None and heard.sent_at >= row.created_at:
            return True
    return False


def _into(missed: _Missed, row: OutboxRow, *, again: bool) -> None:
    if again and row.content:
        missed.again[row.once] = row
    else:
        missed.overtaken.append(row)


async def _is_undecided(moment: Moment, row: OutboxRow, number: Number | None) -> bool:
    if number is None:
        return False
    if number.letter == "T":
        topic = await moment.tx.topics.get(number)
        return topic is not None and topic.is_proposed
    team = await moment.tx.teams.get(TeamId(number.count))
    return team is not None and (team.state is TeamState.PROPOSED or row.subject != team_subject(team.id))


def _line(row: OutboxRow) -> _Line:
    return _Line(row.created_at, " ".join(str(row.content.get("body", "")).split())[:_SHOWN])
