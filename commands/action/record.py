"""The actions as a kind of record: their card, and the reminder that follows each change."""

from __future__ import annotations

from typing import Any

from bot.context import Context, Moment
from bot.domain.actions import Action, ActionState
from bot.domain.ids import RoomId
from bot.domain.record_types import ACTIONS
from bot.domain.teams import Team
from bot.messages import Outgoing, Role, Say
from bot.ports import OutboxRow
from bot.records import notes
from bot.records.kind import Kind
from bot.records.linked_records import chain_of_action
from commands.action.due_reminder import schedule


async def card(moment: Moment, action: Action, room: RoomId) -> dict[str, Any]:
    """The parameters of `action.card`."""
    team = await moment.team(action.team)
    return {
        "action": action,
        "team": team.name,
        "today": moment.calendar.day_of(moment.now),
        "link": moment.rooms.permalink(action.room, action.source) if action.text and action.room == team.room else "",
    }


async def links(ctx: Context, action: Action) -> dict[str, Any]:
    """What else the shown record says: the decision that it carries out."""
    return {"chain": await chain_of_action(ctx, action.number)}


async def _follow_up(ctx: Context, before: Action, after: Action) -> list[Outgoing]:
    await schedule(ctx, after)
    return []


async def _built_on(ctx: Context, action: Action) -> str:
    if action.state is ActionState.DONE:
        return "action.kept-done"
    if await notes.by_others(ctx, action.number, action.author):
        return "action.kept-noted"
    return ""


def _withdrawn(ctx: Context, action: Action) -> Action:
    return action.dropped(by=ctx.sender, at=ctx.now)


def _card_text(row: OutboxRow, team: Team) -> str:
    return "action.card"


KIND = Kind(
    noun="action",
    german="aufgabe",
    param="action",
    of=ACTIONS,
    steps=("add", "edit", "done", "drop", "reopen", "handover", "handback", "note", "undo"),
    card=card,
    follow_up=_follow_up,
    built_on=_built_on,
    withdrawn=_withdrawn,
    withdraw_step="drop",
    erased=Action.erased,
    card_text=_card_text,
)


async def told_doer(ctx: Moment, action: Action, team: Team) -> list[Outgoing]:
    """A word to the person whose it is now, in the group's room; nothing where it is nobody's."""
    if action.who is None or not team.counts:
        return []
    steps = len(await ctx.tx.history.of(action.number))
    return [
        Say(
            room=team.room,
            text="action.given",
            params=await card(ctx, action, team.room),
            once=f"given:{action.number}:{steps}",
            subject=str(action.number),
            role=Role.NOTICE,
            notify=True,
            mentions=(action.who,),
            reply_to=action.source if team.room == action.room else None,
            unasked=not isinstance(ctx, Context) or team.room != ctx.room,
        )
    ]
