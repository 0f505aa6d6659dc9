"""The topics as a kind of record: their card, whose they are, what follows a change, how one is taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.context import Context, Moment
from bot.domain.agenda import Topic, TopicState
from bot.domain.history import Change
from bot.domain.ids import EventId, Number, RoomId, TeamId
from bot.domain.record_types import QUESTIONS, TOPICS
from bot.domain.teams import Team
from bot.messages import Erase, Outgoing, Role, Say, UserError
from bot.ports import OutboxRow
from bot.records import notes
from bot.records.kind import Kind
from bot.records.linked_records import chain_of_topic
from commands.agenda.current_topic import follow_topic
from commands.agenda.paper_deadlines import due_at
from commands.agenda.placement import put_on, watch
from commands.agenda.rendered import Line, agenda, unready
from commands.agenda.session_dates import chosen_date, date_of
from commands.question.record import KIND as QUESTION

CARRIED, SHIFTED, RETURNED, PLACED, DECIDED = "carried", "shifted", "returned", "placed", "decided"
"""The steps that nobody takes: to another date, back from there, and from waiting onto one."""
EXPLAIN = "explain"
"""The step of the reason that came after the decision."""
_CARDS = {Role.CARD: "agenda.card", Role.PROPOSAL: "agenda.proposal"}


async def card(moment: Moment, topic: Topic, room: RoomId) -> dict[str, Any]:
    """The parameters of a card, which reads the same everywhere.

    Where the topic stands is as of its own last change: sixty topics that are carried over are one message, not sixty.
    """
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
        "unready": bool(date and asks_for_paper and unready(moment, topic, date)),
    }


async def links(ctx: Context, topic: Topic) -> dict[str, Any]:
    """What else the shown record says: the decision that was taken on it, and what belongs to that."""
    return {"chain": await chain_of_topic(ctx, topic.number)}


def _card_text(row: OutboxRow, team: Team) -> str:
    return _CARDS[row.role]


def _can_be_changed(topic: Topic) -> bool:
    return topic.is_open or topic.is_proposed


async def _may_change(ctx: Context, topic: Topic) -> None:
    """What a task force has proposed is its own too until it is accepted; what the PMO puts on the committee's agenda, always."""
    brought_by = await ctx.team(topic.proposed_by) if topic.proposed_by is not None else None
    was_accepted = topic.is_open and brought_by is not None and not brought_by.is_pmo
    await (ctx.require_may_change(topic.team) if was_accepted else require_may_add(ctx, topic))


async def require_may_add(ctx: Context, topic: Topic) -> None:
    """Who proposed a topic may add a note or a paper at any time. Raises UserError for anybody but them and those who may change it."""
    if topic.proposed_by is None or not ctx.belongs_to(topic.proposed_by):
        await ctx.require_may_change(topic.team)


async def _owners(moment: Moment, topic: Topic) -> Sequence[TeamId]:
    """The group on whose agenda it stands and the one that proposed it; of what was not accepted the committee has not heard."""
    unheard = topic.state in (TopicState.PROPOSED, TopicState.DECLINED)
    owners = (topic.proposed_by,) if unheard else (topic.team, topic.proposed_by)
    return list(dict.fromkeys(each for each in owners if each is not None))


async def _follow_up(ctx: Context, before: Topic, after: Topic) -> list[Outgoing]:
    await watch(ctx, {before.session, after.session})
    said = await follow_topic(ctx, before, after)
    return said if before.state is after.state else [*said, *await of_its_question(ctx, after)]


async def of_its_question(ctx: Context, topic: Topic) -> list[Outgoing]:
    """The cards of the question that the topic was made from, which name the topic while it stands on an agenda."""
    question = await ctx.tx.records(QUESTIONS).get(topic.question) if topic.question else None
    return [] if question is None else await QUESTION.refreshed(ctx, question)


async def _built_on(ctx: Context, topic: Topic) -> str:
    if topic.state is TopicState.HANDLED:
        return "agenda.kept-handled"
    if topic.is_open and topic.proposed_by is not None and not (await ctx.team(topic.proposed_by)).is_pmo:
        return "agenda.kept-accepted"
    if await notes.by_others(ctx, topic.number, topic.author):
        return "agenda.kept-noted"
    return ""


def _withdrawn(ctx: Context, topic: Topic) -> Topic:
    return topic.dropped(at=ctx.now)


_TAKEN = ("add", "edit", "move", "defer", "drop", "done", "paper", "accept", "decline", EXPLAIN, "note", "undo")

KIND = Kind(
    noun="agenda",
    german="agenda",
    param="topic",
    of=TOPICS,
    steps=(*_TAKEN, CARRIED, SHIFTED, RETURNED, PLACED, DECIDED),
    card=card,
    follow_up=_follow_up,
    may_change=_may_change,
    is_open=_can_be_changed,
    owners=_owners,
    built_on=_built_on,
    withdrawn=_withdrawn,
    withdraw_step="drop",
    erased=Topic.erased,
    card_roles=tuple(_CARDS),
    card_text=_card_text,
)


async def on_agenda(ctx: Context, number: Number) -> Topic:
    """The topic, if it can be talked about. Raises UserError where there is none, it is only proposed or closed, or not the sender's."""
    topic = await KIND.find(ctx.tx, number)
    if not topic.is_open:
        raise UserError("agenda.closed", topic=topic)
    await KIND.may_change(ctx, topic)
    return topic


def told_why(reply: EventId | None) -> str:
    """The key of the message that passes on the reason given by this reply."""
    return f"told:{reply}:agenda.told.explained"


async def undo(ctx: Context, change: Change) -> Sequence[Outgoing] | None:
    """As with every kind. What came by a tap is dropped; what counted as handled while its session went by goes to the next one."""
    if change.what == KIND.named(EXPLAIN):
        return await _without_reason(ctx, change)
    now = await KIND.undoable(ctx, change)
    if now is None or change.before is None:
        return None
    await ctx.require_may_change(now.team)  # not those who proposed it: the decision is none of theirs
    came = change.what == KIND.named("add")
    before = now.dropped(at=ctx.now) if came else KIND.state.validate_json(change.before)
    date = await date_of(ctx, before.session, before.planned)
    if before.is_open and before.session is not None and (date is None or date.cancelled or date.end <= ctx.now):
        before = await put_on(ctx, before, await chosen_date(ctx, before.team, None))
    await ctx.tx.history.delete(change)
    return await KIND.put_back(ctx, now, before, "agenda.dropped" if came else "")


async def _without_reason(ctx: Context, change: Change) -> Sequence[Outgoing] | None:
    """The reason goes with the reply that gave it, whatever has followed, and from where it was passed on to."""
    topic = await KIND.find(ctx.tx, change.subject)
    await ctx.require_may_change(topic.team)
    if change.before is None:
        return None
    await ctx.tx.history.delete(change)
    return [Erase(of=told_why(change.event)), *await KIND.put_back(ctx, topic, replace(topic, result=""))]


async def retract(ctx: Context, number: Number) -> Sequence[Outgoing]:
    """As with every kind. Why it stays is also told to those who can no longer change it; where it was proposed, that it is gone."""
    topic = await KIND.find(ctx.tx, number)
    kept = await KIND.kept(ctx, topic)
    if kept:
        return kept
    await KIND.may_change(ctx, topic)
    proposals = await ctx.tx.outbox.about(str(number), (Role.PROPOSAL,))
    gone = [Say(room=row.room, text="agenda.retracted", params={"number": str(number)}, once=f"gone:{row.once}") for row in proposals]
    return [*gone, *await KIND.erase(ctx, topic)]
