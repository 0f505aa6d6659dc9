"""The cards of a topic, and an agenda as it reads: its topics in order, their time against the session's length.

A card says what became of its topic. Where it stands on the agenda is as of the last change of the topic itself: sixty topics that
are carried over are one message, not sixty.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.context import Moment
from bot.domain.agenda import Topic, could_wait, is_unready, standing, total
from bot.domain.cut_list import cut
from bot.domain.ids import Number
from bot.domain.meetings import Occurrence
from bot.messages import Outgoing, Rewrite, Role
from commands.agenda.paper_deadlines import due_at
from commands.agenda.session_dates import date_of

_TEXTS = {Role.CARD: "agenda.card", Role.PROPOSAL: "agenda.proposal"}
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
            unready=needs_papers and _unready(moment, topic, date),
        )
        for place, topic in enumerate(topics, start=1)
    ]


def _unready(moment: Moment, topic: Topic, date: Occurrence) -> bool:
    rules = moment.settings.decisions
    return is_unready(topic, date.start, moment.now, paper_days=rules.paper_days, zone=moment.settings.zone)


async def shown(moment: Moment, topic: Topic) -> dict[str, Any]:
    """The parameters of a card."""
    team = await moment.team(topic.team)
    date = await date_of(moment, topic.session, topic.planned) if topic.is_open else None
    nowhere = {"over": 0, "lines": [], "minutes": 0, "length": 0}
    on_it: dict[str, Any] = await agenda(moment, date, just_said=topic.number) if date else nowhere
    lines: Sequence[Line] = on_it["lines"]
    asks_for_paper = team.is_steering and topic.lacks_paper
    return {
        "could_wait": [],
        "could_wait_more": 0,
        **on_it,
        "topic": topic,
        "team": team.name,
        "in_steering": team.is_steering,
        "proposer": (await moment.team(topic.proposed_by)).name if topic.proposed_by else "",
        "date": date,
        "place": next((line.place for line in lines if line.topic.number == topic.number), 0),
        "asks_for_paper": asks_for_paper,
        "paper_due": due_at(moment, date) if date and asks_for_paper else None,
        "unready": bool(date and asks_for_paper and _unready(moment, topic, date)),
    }


async def refreshed(moment: Moment, topic: Topic) -> list[Outgoing]:
    """Every card of the topic, as it should read now."""
    rows = await moment.tx.outbox.about(str(topic.number), tuple(_TEXTS))
    params = await shown(moment, topic) if rows else {}
    return [Rewrite(of=row.once, text=_TEXTS[row.role], params=params) for row in rows]
