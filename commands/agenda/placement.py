"""How a topic gets its place on a date, and when the clock has to look at the topics of a session."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.context import Moment
from bot.domain.agenda import Topic, position_before, position_behind
from bot.domain.ids import Number
from bot.domain.meetings import Occurrence
from bot.domain.voting.voices import LOOK
from commands.agenda.paper_deadlines import next_look
from commands.agenda.session_dates import date_of

CARRY = "agenda carry"
PAPERS = "agenda papers"


@dataclass(frozen=True)
class OnDate:
    """The open topics of one date of a session. `date` is None where the session has no such date any more."""

    planned: datetime
    date: Occurrence | None
    topics: Sequence[Topic]

    @property
    def takes_place(self) -> bool:
        return self.date is not None and not self.date.cancelled


async def put_on(moment: Moment, topic: Topic, date: Occurrence | None, *, after: Occurrence | None = None) -> Topic:
    """The topic at the end of the date's agenda. Without a date it waits for one, later than the date `after`."""
    if date is None:
        return topic.waiting(after.start.astimezone(moment.settings.zone).replace(tzinfo=None) if after else None)
    others = [other for other in await moment.tx.topics.of_date(date.session, date.planned) if other.number != topic.number]
    return topic.placed(date.session, date.planned, position_behind(others))


async def put_first(moment: Moment, topics: Sequence[Topic], date: Occurrence | None) -> list[Topic]:
    """Topics that come from another date, in their order, ahead of the date's own: they have waited longer."""
    if date is None:
        return [topic.waiting() for topic in topics]
    others = await moment.tx.topics.of_date(date.session, date.planned)
    first = position_before(others, len(topics))
    return [topic.placed(date.session, date.planned, first + place) for place, topic in enumerate(topics)]


async def dates_with_topics(moment: Moment, session: Number) -> list[OnDate]:
    """The dates of a session on which open topics stand, the earliest plan first."""
    found: dict[datetime, list[Topic]] = {}
    for topic in await moment.tx.topics.open_of_session(session):
        if topic.planned is not None:
            found.setdefault(topic.planned, []).append(topic)
    return [OnDate(planned, await date_of(moment, session, planned), topics) for planned, topics in found.items()]


async def watch(moment: Moment, sessions: Collection[Number | None]) -> None:
    """Sets the timers of these sessions by the topics that stand on them now."""
    for session in {each for each in sessions if each is not None}:
        dates = await dates_with_topics(moment, session)
        held = await being_held(moment, session) if dates else None
        ends = [each.date.end if each.date and each.takes_place else moment.now for each in dates if each.planned != held]
        await _set(moment, CARRY, session, min(ends, default=None))
        looks = [await next_look(moment, each.date, each.topics) for each in dates if each.date and each.takes_place]
        await _set(moment, PAPERS, session, min((look for look in looks if look is not None), default=None))
        await _look_at_card(moment, session, dates)


async def _look_at_card(moment: Moment, session: Number, dates: Sequence[OnDate]) -> None:
    """The card of a session of the steering committee names the papers of its topics."""
    steering = await moment.steering()
    if steering is not None and all(topic.team == steering.id for each in dates for topic in each.topics):
        await moment.tx.timers.set(LOOK, str(session), moment.now)


async def being_held(moment: Moment, session: Number) -> datetime | None:
    """The date (`Occurrence.planned`) of the session whose minutes run: however long it takes, its topics stay until it is ended."""
    return next((each.planned for each in await moment.tx.minutes.of_session(session) if each.is_running), None)


async def _set(moment: Moment, kind: str, session: Number, at: datetime | None) -> None:
    if at is None:
        await moment.tx.timers.clear(str(session), kind)
    else:
        await moment.tx.timers.set(kind, str(session), at)
