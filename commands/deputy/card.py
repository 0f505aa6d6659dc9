"""The card that asks who speaks at a session, with the papers to be read: posted once for each date, and rewritten with each change."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from bot.context import Moment
from bot.domain.agenda import Topic, TopicKind
from bot.domain.cut_list import cut
from bot.domain.ids import Number
from bot.domain.meetings import Occurrence, Session, SessionState
from bot.domain.teams import Team
from bot.domain.voting.voices import Voice, sure
from bot.messages import Erase, Outgoing, Priority, Rewrite, Role, Say
from bot.ports import OutboxRow
from commands.agenda.session_dates import date_of
from commands.deputy.dates import CARD, named_in, once_of
from commands.deputy.look import card_at
from commands.deputy.quorum import is_secured
from commands.deputy.speaking import has_seats, voices_on
from commands.deputy.stand import ABSTAINS, COMES
from commands.meeting.digest.expiry import expires

MAX_PAPERS, MAX_VOICES = 6, 12
"""Lines on a phone screen."""


async def posted(moment: Moment, team: Team, date: Occurrence) -> list[Outgoing]:
    """The card of a date, where it is due and was not posted; in the room of now, if the committee has moved to another one."""
    once = once_of(CARD, date.session, date.planned)
    rows = [row for row in await cards(moment, date.session) if named_in(row.once) == (date.session, date.planned)]
    if card_at(moment, date) > moment.now or any(row.room == team.room for row in rows):
        return []
    params = await card(moment, team, date)
    if not params["voices"] and moment.rooms.is_here(team.room):
        return []
    once = f"{once} {team.room}" if rows else once
    await expires(moment, once, date.start)
    await is_news(moment, once, params)
    return [
        Say(
            room=team.room,
            text="deputy.card",
            params=params,
            once=once,
            subject=str(date.session),
            role=Role.SPEAKERS,
            buttons=(COMES, ABSTAINS),
            priority=Priority.DIGEST,
            unasked=True,
        )
    ]


async def refreshed(moment: Moment, team: Team, session: Session) -> list[Outgoing]:
    """All cards of a session as they should read now. The card of a date that is no more is erased."""
    said: list[Outgoing] = []
    for row in await cards(moment, session.number):
        about = named_in(row.once)
        if about is None:
            continue
        date = await date_of(moment, *about)
        is_cancelled = session.state is SessionState.CANCELLED or (date is not None and date.cancelled)
        if date is None and not is_cancelled:
            said += [Erase(of=row.once)] if await is_news(moment, row.once, {"state": "gone"}) else []
        elif is_cancelled or date is None:
            params: dict[str, Any] = {"number": session.number, "planned": about[1], "state": "cancelled"}
            said += await _rewritten(moment, row, "deputy.card-closed", params)
        elif date.end <= moment.now:
            params = {"number": session.number, "planned": date.start, "state": "over"}
            said += await _rewritten(moment, row, "deputy.card-closed", params)
        elif date.start > moment.now:  # held, its topics go one after the other, and it stands as it was read
            said += await _rewritten(moment, row, "deputy.card", await card(moment, team, date))
    return said


async def cards(moment: Moment, session: Number) -> Sequence[OutboxRow]:
    """The cards of a session in the committee's room that are not deleted."""
    rows = await moment.tx.outbox.about(str(session), (Role.SPEAKERS,))
    return [row for row in rows if row.once.startswith(f"voices {CARD} ")]


async def card(moment: Moment, team: Team, date: Occurrence) -> dict[str, Any]:
    """The parameters of `deputy.card`."""
    voices = await voices_on(moment, team, date)
    topics = [
        each for each in await moment.tx.topics.of_date(date.session, date.planned) if each.is_open and each.kind is TopicKind.DECISION
    ]
    papers, papers_more = cut(topics, MAX_PAPERS)
    shown, more = cut(voices, MAX_VOICES)
    return {
        "date": date,
        "topics": papers,
        "topics_more": papers_more,
        "voices": shown,
        "more": more,
        "count": len(voices),
        "sure": sure(voices),
        "quorate": is_secured(moment, voices),
        "seats": await has_seats(moment, team),
    }


async def is_news(moment: Moment, once: str, params: dict[str, Any]) -> bool:
    """Whether a message would read otherwise now than when it was last written. Only a hash of what it shows is kept."""
    shown = hashlib.sha256(repr([_shown(value) for value in params.values()]).encode()).hexdigest()[:16]
    key = f"{once} shown"
    if await moment.tx.get_meta(key) == shown:
        return False
    await moment.tx.set_meta(key, shown)
    return True


async def _rewritten(moment: Moment, row: OutboxRow, text: str, params: dict[str, Any]) -> list[Outgoing]:
    return [Rewrite(of=row.once, text=text, params=params)] if await is_news(moment, row.once, params) else []


def _shown(value: Any) -> Any:
    if isinstance(value, Occurrence):
        return (value.start, value.session)
    if isinstance(value, Topic):
        return (value.number, value.text, value.paper)
    if isinstance(value, Voice):
        return (value.municipality, value.holder, value.speaker, value.stand, value.is_sure, value.standby)
    if isinstance(value, list | tuple):
        return [_shown(each) for each in value]
    return str(value)
