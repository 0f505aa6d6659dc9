"""The living card of a session whose minutes run: the current topic, what is next, the time against the end."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from bot.context import Moment
from bot.domain.agenda import Topic, total
from bot.domain.ids import Number
from bot.domain.meetings import Occurrence
from bot.domain.minutes.running import Minutes, name_of, projected_end
from bot.messages import Outgoing, Rewrite, Role, Say
from commands.agenda.session_dates import date_of

NEXT, MORE, END = "⏭️", "➕", "🏁"
_MINUTE = timedelta(minutes=1)


def card_once(minutes: Minutes) -> str:
    return f"minutes card:{name_of(minutes)}"


async def session_card(moment: Moment, minutes: Minutes) -> Say:
    """The card as a new message."""
    return Say(
        room=(await moment.team(minutes.team)).room,
        text="minutes.card",
        params=await card(moment, minutes),
        once=card_once(minutes),
        subject=str(minutes.session),
        role=Role.SESSION,
        buttons=(NEXT, MORE, END),
    )


async def refreshed(moment: Moment, minutes: Minutes) -> list[Outgoing]:
    """The card as it should read now."""
    return [Rewrite(of=card_once(minutes), text="minutes.card", params=await card(moment, minutes))]


async def card(moment: Moment, minutes: Minutes) -> dict[str, Any]:
    """The parameters of `minutes.card`."""
    topics = await open_topics(moment, minutes)
    rest = [topic for topic in topics if topic.number != minutes.topic]
    date = await date_of(moment, minutes.session, minutes.planned)
    end = planned_end(minutes, date)
    projected = projected_end(minutes, total(rest), moment.now)
    return {
        "minutes": minutes,
        "title": date.title if date else "",
        "topic": next((topic for topic in topics if topic.number == minutes.topic), None),
        "following": rest[0] if rest else None,
        "left": len(rest),
        "rest": total(rest) // _MINUTE,
        "end": end,
        "projected": projected,
        "over": missing(projected, end),
    }


async def open_topics(moment: Moment, minutes: Minutes) -> list[Topic]:
    """The topics of the date that nobody came to yet, the current one among them, in their order."""
    return [topic for topic in await moment.tx.topics.of_date(minutes.session, minutes.planned) if topic.is_open]


def planned_end(minutes: Minutes, date: Occurrence | None) -> datetime:
    """When the session ends as planned; one that began after its planned end is given the whole length."""
    length = date.length if date else timedelta(hours=1)
    whole = minutes.started_at + length
    return whole if date is None or date.end <= minutes.started_at else date.end


def missing(projected: datetime, end: datetime) -> int:
    """How many minutes are missing at the end; 0 where everything fits."""
    return max(-(-(projected - end) // _MINUTE), 0)


def topic_of_subject(subject: str | None) -> Number | None:
    """The topic that a message about a running session speaks of: T7 for `S3/7`; None for its card."""
    _, _, count = (subject or "").partition("/")
    return Number("T", int(count)) if count.isdecimal() else None
