"""What the clock does for decision papers: reminds of those to come, and tells the PMO which have not come in time."""

from __future__ import annotations

from collections.abc import Sequence

from bot.context import Moment
from bot.domain.agenda import Topic
from bot.domain.ids import Number, RoomId
from bot.domain.meetings import Occurrence
from bot.messages import Outgoing, Say
from bot.records.history import remember_timer
from bot.timer import timer
from commands.agenda.paper_deadlines import MISSING, REMINDED, due_at, mark, pending
from commands.agenda.placement import PAPERS, dates_with_topics, watch


@timer(PAPERS)
async def papers(moment: Moment, subject: str) -> Sequence[Outgoing]:
    session = Number.read(subject)
    if session is None:
        return []
    said: list[Outgoing] = []
    for each in await dates_with_topics(moment, session):
        if each.date is None or each.date.cancelled:
            continue
        remind, missing = await pending(moment, each.date, each.topics)
        said += await _reminders(moment, each.date, remind)
        said += await _told_pmo(moment, each.date, missing, "agenda.papers-missing", MISSING)
        for what, topics in ((REMINDED, remind), (MISSING, missing)):
            for topic in topics:
                await remember_timer(moment, topic.number, what, mark(moment, each.date))
    await watch(moment, {session})
    return said


async def _reminders(moment: Moment, date: Occurrence, topics: Sequence[Topic]) -> list[Outgoing]:
    """The people in the rooms of the groups that proposed the topics, and the PMO, where it does not read along there anyway."""
    rooms: dict[RoomId, list[Topic]] = {}
    for topic in topics:
        proposer = await moment.team(topic.proposed_by) if topic.proposed_by else None
        group = proposer if proposer and proposer.counts else await moment.team(topic.team)
        rooms.setdefault(group.room, []).append(topic)
    said: list[Outgoing] = []
    for room, here in rooms.items():
        people = {topic.who for topic in here if topic.who is not None and moment.rooms.is_joined(topic.who, room)}
        said.append(
            Say(
                room=room,
                text="agenda.papers-remind",
                params={"topics": here, "date": date, "due": due_at(moment, date)},
                once=_once(moment, date, here, f"remind {room}"),
                notify=True,
                mentions=tuple(sorted(people)),
                unasked=True,
            )
        )
    pmo = await moment.pmo()
    others = [topic for room, here in rooms.items() if pmo and room != pmo.room for topic in here]
    return [*said, *await _told_pmo(moment, date, others, "agenda.papers-coming", "remind pmo")]


async def _told_pmo(moment: Moment, date: Occurrence, topics: Sequence[Topic], text: str, what: str) -> list[Outgoing]:
    pmo = await moment.pmo()
    if pmo is None or not topics:
        return []
    return [
        Say(
            room=pmo.room,
            text=text,
            params={"topics": topics, "date": date, "due": due_at(moment, date)},
            once=_once(moment, date, topics, what),
            notify=True,
            unasked=True,
        )
    ]


def _once(moment: Moment, date: Occurrence, topics: Sequence[Topic], what: str) -> str:
    return f"papers {what} {topics[0].number} {mark(moment, date)}"
