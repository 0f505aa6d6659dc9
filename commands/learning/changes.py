"""What every change of a learning brings with it: its history, its card brought up to date, a word to its group."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from bot.context import Context
from bot.domain.ids import Number
from bot.domain.learnings import Learning
from bot.domain.record_types import LEARNINGS
from bot.messages import Outgoing, Role, Say, UserError
from bot.ports import Transaction
from bot.records.history import remember
from commands.learning.cards import refreshed

STATE: TypeAdapter[Learning] = TypeAdapter(Learning)
"""A learning as JSON, for its history."""


async def found(tx: Transaction, number: Number) -> Learning:
    """The learning of that number, or a refusal."""
    learning = await tx.records(LEARNINGS).get(number)
    if learning is None:
        raise UserError("learning.unknown", number=str(number))
    return learning


async def kept(ctx: Context, number: Number) -> Learning:
    """The learning of that number if the sender may change it and it was not withdrawn, or a refusal."""
    learning = await found(ctx.tx, number)
    await ctx.require_may_change(learning.team)
    if not learning.is_open:
        raise UserError("learning.closed", learning=learning)
    return learning


async def changed(ctx: Context, before: Learning, after: Learning, what: str, detail: str = "") -> list[Outgoing]:
    """Keeps the change; what has to be said because of it, beside the answer."""
    await ctx.tx.records(LEARNINGS).save(after)
    await noted(ctx, before, what, detail)
    return await refreshed(ctx, after)


async def noted(ctx: Context, before: Learning, what: str, detail: str = "") -> None:
    """Adds a step to the history."""
    await remember(ctx, before.number, what, detail, before=STATE.dump_json(before))


async def told_team(ctx: Context, learning: Learning, text: str, /, **params: Any) -> list[Outgoing]:
    """A word to the room of the learning's group, where the command was not said there."""
    team = await ctx.team(learning.team)
    if not team.counts or team.room == ctx.room:
        return []
    return [
        Say(
            room=team.room,
            text=text,
            params={"learning": learning, "by": ctx.sender, **params},
            once=f"told:{ctx.event}:{text}",
            subject=str(learning.number),
            role=Role.NOTICE,
            reply_to=learning.source if team.room == learning.room else None,
            unasked=True,
        )
    ]
