"""What every change of a blocker brings with it: its history, the next step of the ladder, its cards brought up to date."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from bot.context import Context, Moment
from bot.domain.blockers import Blocker
from bot.domain.ids import Number, RoomId
from bot.messages import Outgoing, Role, Say, UserError
from bot.ports import Transaction
from bot.records.history import remember
from commands.blocker.cards import refreshed
from commands.blocker.ladder import advance

STATE: TypeAdapter[Blocker] = TypeAdapter(Blocker)
"""A blocker as JSON, for its history."""


async def found(tx: Transaction, number: Number) -> Blocker:
    """The blocker of that number, or a refusal."""
    blocker = await tx.blockers.get(number)
    if blocker is None:
        raise UserError("blocker.unknown", number=str(number))
    return blocker


async def changed(
    ctx: Context, before: Blocker, after: Blocker, what: str, detail: str = "", *, said_in: RoomId | None = None
) -> list[Outgoing]:
    """Keeps the change; what has to be said because of it, beside the answer.

    `said_in` is the room in which it is said anyway what the ladder does because of it, if that is not the one of the command.
    """
    await ctx.tx.blockers.save(after)
    await noted(ctx, before, what, detail)
    return [*await advance(ctx, after, said_in=said_in or ctx.room), *await refreshed(ctx, after)]


async def noted(ctx: Context, before: Blocker, what: str, detail: str = "") -> None:
    """Adds a step to the history."""
    await remember(ctx, before.number, what, detail, before=STATE.dump_json(before))


async def told_team(ctx: Context, blocker: Blocker, text: str, /, **params: Any) -> list[Outgoing]:
    """A word to the room of the blocker's team, where the command was not said there."""
    team = await ctx.team(blocker.team)
    if not team.counts or team.room == ctx.room:
        return []
    return [about(ctx, blocker, team.room, text, once=f"told:{ctx.event}:{text}", **params)]


def about(moment: Moment, blocker: Blocker, room: RoomId, text: str, /, *, once: str, **params: Any) -> Say:
    """An unasked word about a blocker in a room, behind the message that reported it where it stands there."""
    return Say(
        room=room,
        text=text,
        params={"blocker": blocker, "now": moment.now, **params},
        once=once,
        subject=str(blocker.number),
        role=Role.NOTICE,
        reply_to=blocker.source if room == blocker.room else None,
        unasked=True,
    )
