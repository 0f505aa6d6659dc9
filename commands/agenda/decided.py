"""Topics that were decided at a session without anybody saying that they are handled: they do not go on to the next date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.context import Moment
from bot.domain.agenda import Topic
from bot.domain.decisions import Decision, DecisionState
from bot.domain.ids import Number
from bot.domain.meetings import Occurrence
from bot.domain.record_types import DECISIONS
from bot.messages import Outgoing
from commands.agenda.placement import dates_with_topics
from commands.agenda.record import DECIDED, KIND

_UNDECIDED = (DecisionState.RUNNING, DecisionState.NOT_ADOPTED, DecisionState.WITHDRAWN)


async def settle(moment: Moment, date: Occurrence, topics: Sequence[Topic]) -> tuple[list[Topic], list[Outgoing]]:
    """To be called when a date is over: its topics that are still to be talked about, and what is said of the others."""
    left: list[Topic] = []
    said: list[Outgoing] = []
    for topic in topics:
        decision = await _decision(moment, date, topic)
        if decision is None:
            left.append(topic)
            continue
        handled = topic.handled(at=moment.now, result=topic.result)
        await KIND.records(moment.tx).save(handled)
        await KIND.remember_timer(moment, handled, DECIDED, str(decision.number))
        said += await KIND.refreshed(moment, handled)
    return left, said


async def settled(moment: Moment, session: Number, planned: datetime) -> list[Outgoing]:
    """The same for the date that minutes are kept of, before what stayed open is named."""
    said: list[Outgoing] = []
    for each in await dates_with_topics(moment, session):
        if each.planned == planned and each.date is not None:
            said += (await settle(moment, each.date, each.topics))[1]
    return said


async def _decision(moment: Moment, date: Occurrence, topic: Topic) -> Decision | None:
    """The last one about the topic from the day of the session on: an earlier one does not end what is on the agenda again."""
    first = moment.calendar.day_of(date.start)
    found = [each for each in await moment.tx.records(DECISIONS).linked("topic", topic.number) if each.state not in _UNDECIDED]
    return next((each for each in reversed(found) if moment.calendar.day_of(each.closed_at or each.created_at) >= first), None)
