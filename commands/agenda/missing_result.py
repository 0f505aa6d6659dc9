"""Half an hour after a session of the steering committee of which nobody kept minutes: what became of its decision topics?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.context import Moment
from bot.domain.agenda import Topic, TopicKind
from bot.domain.ids import Number
from bot.domain.meetings import Occurrence
from bot.domain.record_types import DECISIONS
from bot.messages import Outgoing, Role, Say
from bot.timer import timer
from commands.agenda.record import CARRIED, KIND

TIMER = "agenda result"
AFTER = timedelta(minutes=30)
_USEFUL_FOR = timedelta(hours=24)
"""How long after the date it may still be asked."""


async def watch_results(moment: Moment, over: Occurrence, topics: Sequence[Topic]) -> None:
    """To be called when a date is over, with the topics that have no result."""
    if not (await moment.team(over.team)).is_steering or await moment.tx.minutes.of_date(over.session, over.planned) is not None:
        return
    for topic in topics:
        if topic.kind is TopicKind.DECISION:
            await moment.tx.timers.set(TIMER, str(topic.number), over.end + AFTER)


@timer(TIMER)
async def ask(moment: Moment, subject: str) -> Sequence[Outgoing]:
    number = Number.read(subject)
    topic = await moment.tx.topics.get(number) if number else None
    if topic is None or not topic.is_open or topic.kind is not TopicKind.DECISION:
        return []
    team = await moment.team(topic.team)
    date = await _last_date(moment, topic)
    if date is None or not team.counts or not team.is_steering or await moment.tx.records(DECISIONS).linked("topic", topic.number):
        return []
    session, planned = date
    if await moment.tx.minutes.of_date(session, planned) is not None:
        return []
    return [
        Say(
            room=team.room,
            text="agenda.what-became",
            params={"topic": topic},
            once=f"result asked:{topic.number}:{session}:{planned.isoformat()}",
            subject=subject,
            role=Role.REQUEST,
            unasked=True,
        )
    ]


async def _last_date(moment: Moment, topic: Topic) -> tuple[Number, datetime] | None:
    """The date from which it was carried over last."""
    carried = [change for change in await moment.tx.history.of(topic.number) if change.what == KIND.named(CARRIED)]
    if not carried or moment.now - carried[-1].at > _USEFUL_FOR:
        return None
    name, _, planned = carried[-1].detail.partition(" ")
    session = Number.read(name)
    return (session, datetime.fromisoformat(planned)) if session else None
