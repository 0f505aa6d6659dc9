"""An agenda as it reads: its topics in order, their time against the session's length."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.context import Moment
from bot.domain.agenda import Topic, could_wait, is_unready, standing, total
from bot.domain.cut_list import cut
from bot.domain.ids import Number
from bot.domain.meetings import Occurrence

NAMED = 5
"""Topics named one by one in a sentence."""
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True)
class Line:
    """A topic on its agenda."""

    place: int
    topic: Topic
    lacks_paper: bool
    """It is for the steering committee to decide, and its paper is not there yet."""
    unready: bool
    """Its paper was not there in time: "nicht entscheidungsreif"."""


async def agenda(moment: Moment, date: Occurrence, *, just_said: Number | None = None) -> dict[str, Any]:
    """The parameters of `agenda.lines` and `agenda.sum`: also for the digest before the session and for `!treffen`."""
    lines = await _lines(moment, date)
    topics = [line.topic for line in lines]
    over = total(topics) - date.length
    waits, waits_more = cut(could_wait(topics, date.length, just_said=just_said), NAMED)
    return {
        "date": date,
        "lines": lines,
        "minutes": total(topics) // _MINUTE,
        "length": date.length // _MINUTE,
        "over": max(over // _MINUTE, 0),
        "could_wait": [topic.number for topic in waits],
        "could_wait_more": waits_more,
    }


async def _lines(moment: Moment, date: Occurrence) -> list[Line]:
    needs_papers = (await moment.team(date.team)).is_steering
    topics = standing(await moment.tx.topics.of_date(date.session, date.planned), date.start)
    return [
        Line(
            place=place,
            topic=topic,
            lacks_paper=needs_papers and topic.lacks_paper,
            unready=needs_papers and unready(moment, topic, date),
        )
        for place, topic in enumerate(topics, start=1)
    ]


def unready(moment: Moment, topic: Topic, date: Occurrence) -> bool:
    """Whether its paper was not there in time for the date."""
    rules = moment.settings.decisions
    return is_unready(topic, date.start, moment.now, paper_days=rules.paper_days, zone=moment.settings.zone)
