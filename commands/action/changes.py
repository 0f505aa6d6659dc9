"""What every change of an action brings with it: its history, its reminder, its card brought up to date."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from bot.context import Context
from bot.domain.actions import Action
from bot.domain.ids import Number
from bot.domain.record_types import ACTIONS
from bot.domain.teams import Team
from bot.messages import Outgoing, Role, Say, UserError
from bot.ports import Transaction
from bot.records.history import remember
from commands.action.cards import refreshed, shown
from commands.action.due_reminder import schedule

STATE: TypeAdapter[Action] = TypeAdapter(Action)
"""An action as JSON, for its history."""


async def found(tx: Transaction, number: Number) -> Action:
    """The action of that number, or a refusal."""
    action = await tx.records(ACTIONS).get(number)
    if action is None:
        raise UserError("action.unknown", number=str(number))
    return action


async def changed(ctx: Context, before: Action, after: Action, what: str, detail: str = "") -> list[Outgoing]:
    """Keeps the change; what has to be said because of it, beside the answer."""
    await ctx.tx.records(ACTIONS).save(after)
    await noted(ctx, before, what, detail)
    await schedule(ctx, after)
    return await refreshed(ctx, after)


async def noted(ctx: Context, before: Action, what: str, detail: str = "") -> None:
    """Adds a step to the history."""
    await remember(ctx, before.number, what, detail, before=STATE.dump_json(before))


async def told_team(ctx: Context, action: Action, text: str, /, **params: Any) -> list[Outgoing]:
    """A word to the room of the action's group, where the command was not said there."""
    team = await ctx.team(action.team)
    if not team.counts or team.room == ctx.room:
        return []
    return [
        Say(
            room=team.room,
            text=text,
            params={"action": action, **params},
            once=f"told:{ctx.event}:{text}",
            subject=str(action.number),
            role=Role.NOTICE,
            reply_to=action.source if team.room == action.room else None,
            unasked=True,
        )
    ]


async def told_doer(ctx: Context, action: Action, team: Team) -> list[Outgoing]:
    """A word to the one whose it is now, in the group's room; nothing where it is nobody's."""
    if action.who is None or not team.counts:
        return []
    steps = len(await ctx.tx.history.of(action.number))
    return [
        Say(
            room=team.room,
            text="action.given",
            params=await shown(ctx, action),
            once=f"given:{action.number}:{steps}",
            subject=str(action.number),
            role=Role.NOTICE,
            notify=True,
            mentions=(action.who,),
            reply_to=action.source if team.room == action.room else None,
            unasked=team.room != ctx.room,
        )
    ]
