"""What the clock does for a vote in writing: who has not voted is reminded a working day before, and at the deadline it closes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.context import Moment
from bot.domain.ids import Number, RoomId, UserId
from bot.domain.record_types import DECISIONS
from bot.domain.voting.votes import Elector, Voting, missing, standing
from bot.messages import Outgoing, Role, Say
from bot.timer import timer
from commands.decision.voting import closing

DEADLINE = "vote deadline"
REMINDER = "vote reminder"
_DAY = timedelta(days=1)


async def schedule(moment: Moment, voting: Voting) -> None:
    """Sets both timers, or clears them where there is no deadline."""
    subject = str(voting.decision)
    if voting.closes_at is None or not voting.is_open:
        for each in (DEADLINE, REMINDER):
            await moment.tx.timers.clear(subject, each)
        return
    calendar = moment.calendar
    await moment.tx.timers.set(DEADLINE, subject, voting.closes_at)
    reminder = calendar.morning(calendar.previous_working_day(calendar.day_of(voting.closes_at) - _DAY))
    if reminder > max(moment.now, voting.opened_at):
        await moment.tx.timers.set(REMINDER, subject, reminder)


@timer(DEADLINE)
async def over(moment: Moment, subject: str) -> Sequence[Outgoing]:
    """The deadline has passed. What was given before it is in the inbox already: timers start after what was missed was handled."""
    voting = await _open(moment, subject)
    if voting is None or voting.closes_at is None:
        return []
    if voting.closes_at > moment.now:
        await schedule(moment, voting)
        return []
    decision = await moment.tx.records(DECISIONS).get(voting.decision)
    return await closing.closed(moment, decision, voting, at=voting.closes_at) if decision is not None else []


@timer(REMINDER)
async def remind(moment: Moment, subject: str) -> Sequence[Outgoing]:
    """Each voice that has not voted: in its direct chat with the bot, else all of them by one mention in the committee's room."""
    voting = await _open(moment, subject)
    decision = await moment.tx.records(DECISIONS).get(voting.decision) if voting else None
    if voting is None or decision is None or voting.closes_at is None or moment.now >= voting.closes_at:
        return []
    left = missing(voting, standing(voting, await moment.tx.votings.ballots(voting.decision)))
    team = await moment.team(decision.team)
    card = await closing.card_of(moment, voting.decision)
    link = moment.rooms.permalink(card.room, card.event_id) if card is not None and card.event_id else ""
    said: list[Outgoing] = []
    in_room: list[Elector] = []
    directly: dict[UserId, list[str]] = {}
    for elector in left:
        person = elector.speakers[0] if elector.speakers else elector.holder
        if person is not None and await _direct(moment, person) is not None:
            directly.setdefault(person, []).append(elector.municipality)
        else:
            in_room.append(elector)
    common = {"decision": decision, "voting": voting, "link": link}
    for person, names in directly.items():
        room = await _direct(moment, person)
        if room is not None:
            said.append(_say(room, subject, voting, "decision.vote-reminder-direct", person, {**common, "names": names}))
    if in_room and team.counts:
        people = tuple(dict.fromkeys(each.speakers[0] if each.speakers else each.holder for each in in_room))
        mentions = tuple(person for person in people if person is not None)
        names = [each.municipality for each in in_room]
        params = {**common, "names": names, "people": mentions}
        said.append(_say(team.room, subject, voting, "decision.vote-reminder", None, params, mentions))
    return said


def _say(
    room: RoomId,
    subject: str,
    voting: Voting,
    text: str,
    person: UserId | None,
    params: dict[str, object],
    mentions: tuple[UserId, ...] = (),
) -> Say:
    return Say(
        room=room,
        text=text,
        params=params,
        once=f"vote reminder:{subject}:{voting.round}:{person or ''}",
        subject=subject,
        role=Role.ANSWER,
        notify=True,
        mentions=mentions or ((person,) if person else ()),
        unasked=True,
    )


async def _direct(moment: Moment, person: UserId) -> RoomId | None:
    """The person's direct chat with the bot, while nobody else is in it."""
    for known in await moment.tx.rooms.direct_with(person):
        if moment.rooms.members(known.room) == frozenset({person}):
            return known.room
    return None


async def _open(moment: Moment, subject: str) -> Voting | None:
    number = Number.read(subject)
    voting = await moment.tx.votings.get(number) if number else None
    return voting if voting is not None and voting.is_open else None
