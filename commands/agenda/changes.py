"""What every change of a topic brings with it: its history, the timers of its sessions, its cards brought up to date."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from bot.context import Context, Moment
from bot.domain.agenda import Topic
from bot.domain.ids import Number, RoomId
from bot.domain.records import Change
from bot.messages import Outgoing, Role, Say, UserError
from bot.ports import Transaction
from bot.records.history import remember
from commands.agenda.cards import refreshed
from commands.agenda.placement import watch

STATE: TypeAdapter[Topic] = TypeAdapter(Topic)
"""A topic as JSON, for its history."""


async def found(tx: Transaction, number: Number) -> Topic:
    """The topic of that number, or a refusal."""
    topic = await tx.topics.get(number)
    if topic is None:
        raise UserError("agenda.unknown", number=str(number))
    return topic


async def open_topic(tx: Transaction, number: Number) -> Topic:
    """The topic of that number if it can be talked about, or a refusal."""
    topic = await found(tx, number)
    if not topic.is_open:
        raise UserError("agenda.closed", topic=topic)
    return topic


async def require_may_change(ctx: Context, topic: Topic, *, proposer: bool = False) -> None:
    """Refuses unless the sender may change it; with `proposer`, the task force that proposed it may too."""
    if not (proposer and topic.proposed_by is not None and ctx.belongs_to(topic.proposed_by)):
        await ctx.require_may_change(topic.team)


async def changed(ctx: Context, before: Topic, after: Topic, what: str, detail: str = "") -> list[Outgoing]:
    """Keeps the change; what has to be said because of it, beside the answer."""
    await ctx.tx.topics.save(after)
    await noted(ctx, before, what, detail)
    await watch(ctx, {before.session, after.session})
    return await refreshed(ctx, after)


async def noted(ctx: Context, before: Topic, what: str, detail: str = "") -> None:
    """Adds a step to the history."""
    await remember(ctx, before.number, what, detail, before=STATE.dump_json(before))


async def clocked(moment: Moment, topic: Topic, what: str, detail: str = "") -> None:
    """Adds a step to the history that nobody took."""
    await moment.tx.history.add(Change(id=0, subject=topic.number, at=moment.now, by=None, what=what, detail=detail))


async def told_owners(ctx: Context, topic: Topic, text: str, /, **params: Any) -> list[Outgoing]:
    """A word to the rooms of the group on whose agenda it stands and of the one that proposed it, where it was not said there."""
    said: list[Outgoing] = []
    # Of what is only proposed, the steering committee has not heard yet.
    owners = (topic.proposed_by,) if topic.is_proposed else (topic.team, topic.proposed_by)
    for team in dict.fromkeys(each for each in owners if each is not None):
        group = await ctx.team(team)
        if group.counts and group.room != ctx.room:
            said.append(about(topic, group.room, text, once=f"told:{ctx.event}:{text}:{team}", **params))
    return said


def about(topic: Topic, room: RoomId, text: str, /, *, once: str, notify: bool = False, **params: Any) -> Say:
    """An unasked word about a topic in a room, behind the message that brought it where it stands there."""
    return Say(
        room=room,
        text=text,
        params={"topic": topic, **params},
        once=once,
        subject=str(topic.number),
        role=Role.NOTICE,
        notify=notify,
        mentions=(topic.author,) if notify else (),
        reply_to=topic.source if room == topic.room else None,
        unasked=True,
    )
