"""Two working days before a session: a reminder to those who have said nothing, once, and a word to the PMO if too few are sure."""

from __future__ import annotations

from typing import Any

from bot.context import Moment
from bot.domain.agenda import TopicKind
from bot.domain.ids import RoomId, UserId
from bot.domain.meetings import Occurrence
from bot.domain.teams import Team
from bot.domain.voting.voices import Stand, Voice, sure
from bot.messages import Outgoing, Priority, Rewrite, Role, Say
from bot.ports import OutboxRow
from commands.deputy.card import is_news
from commands.deputy.dates import CARD, REMINDER, WARNING, once_of
from commands.deputy.look import remind_at
from commands.deputy.quorum import is_in_reach, is_secured, needed
from commands.deputy.speaking import are_in_use, has_seats, voices_on
from commands.deputy.stand import ABSTAINS, COMES
from commands.deputy.words import direct_chat
from commands.meeting.digest.expiry import expires

LATER, IN_WRITING = "📅", "📨"


async def due(moment: Moment, team: Team, date: Occurrence, card: OutboxRow | None) -> list[Outgoing]:
    """What is to be said now about who has said nothing, and about the quorum."""
    at = remind_at(moment, date)
    if card is None or moment.now < at:
        return []
    voices = await voices_on(moment, team, date)
    done = once_of("reminded", date.session, date.planned)
    is_first = await moment.tx.get_meta(done) is None
    # Whoever was asked only after that has had no time to answer: nobody is reminded, and nothing is missing yet.
    is_regular = card.created_at < at
    said: list[Outgoing] = []
    if is_first:
        await moment.tx.set_meta(done, "yes")
        if is_regular:
            said += await _reminders(moment, team, date, voices)
    return [*said, *await _warning(moment, team, date, voices, is_late=is_first and is_regular)]


async def _reminders(moment: Moment, team: Team, date: Occurrence, voices: tuple[Voice, ...]) -> list[Outgoing]:
    """In the direct chat of each, and to all the others in one message."""
    silent = [voice for voice in voices if voice.stand is Stand.SILENT and voice.holder is not None]
    seats = await has_seats(moment, team)
    said: list[Outgoing] = []
    others: list[Voice] = []
    for voice in silent:
        room = await direct_chat(moment, voice.holder) if voice.holder else None
        if room is None:
            others.append(voice)
        elif voice.holder:
            said.append(await _reminder(moment, room, date, [voice], seats=seats, direct=True))
    here = [voice for voice in others if voice.holder and not moment.rooms.has_left(voice.holder, team.room)]
    if here:
        said.append(await _reminder(moment, team.room, date, here, seats=seats, direct=False))
    return said


async def _reminder(moment: Moment, room: RoomId, date: Occurrence, voices: list[Voice], *, seats: bool, direct: bool) -> Say:
    people: tuple[UserId, ...] = tuple(sorted({voice.holder for voice in voices if voice.holder}))
    once = once_of(REMINDER, date.session, date.planned) + (f" {people[0]}" if direct else "")
    await expires(moment, once, date.start)
    return Say(
        room=room,
        text="deputy.reminder",
        params={"date": date, "voices": voices, "people": people, "seats": seats, "direct": direct},
        once=once,
        subject=str(date.session),
        role=Role.SPEAKERS,
        notify=True,
        mentions=people,
        reply_to_once=None if direct else once_of(CARD, date.session, date.planned),
        buttons=(COMES, ABSTAINS) if direct else (),
        priority=Priority.DIGEST,
        unasked=True,
    )


async def _warning(moment: Moment, team: Team, date: Occurrence, voices: tuple[Voice, ...], *, is_late: bool) -> list[Outgoing]:
    """To the PMO, once for each date. From then on it reads as things stand."""
    once = once_of(WARNING, date.session, date.planned)
    params = await _params(moment, date, voices)
    if await moment.tx.outbox.by_once(once) is not None:
        return [Rewrite(of=once, text="deputy.quorum", params=params)] if await is_news(moment, once, params) else []
    is_missing = is_late and not is_secured(moment, voices) and await are_in_use(moment, team, voices)
    if not voices or (is_in_reach(moment, voices) and not is_missing):
        return []
    room = (await moment.pmo() or team).room
    await expires(moment, once, date.start)
    await is_news(moment, once, params)
    return [
        Say(
            room=room,
            text="deputy.quorum",
            params=params,
            once=once,
            subject=str(date.session),
            role=Role.QUORUM,
            notify=True,
            buttons=(LATER, IN_WRITING) if params["ripe"] else (LATER,),
            priority=Priority.DIGEST,
            unasked=True,
        )
    ]


async def _params(moment: Moment, date: Occurrence, voices: tuple[Voice, ...]) -> dict[str, Any]:
    topics = await moment.tx.topics.of_date(date.session, date.planned)
    return {
        "date": date,
        "sure": sure(voices),
        "count": len(voices),
        "ripe": [each.number for each in topics if each.is_open and each.kind is TopicKind.DECISION and each.paper],
        "needed": needed(moment, voices),
        "secured": is_secured(moment, voices),
        "in_reach": is_in_reach(moment, voices),
        "resting": [voice.municipality for voice in voices if not voice.is_sure and voice.stand is not Stand.SILENT],
        "silent": [voice.municipality for voice in voices if not voice.is_sure and voice.stand is Stand.SILENT],
    }
