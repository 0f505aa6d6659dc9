"""`!aufgabe <text>`: somebody is to do something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

from bot.command import Key, command
from bot.context import Context
from bot.domain.actions import LETTER, Action, ActionState
from bot.domain.ids import Number
from bot.domain.record_types import ACTIONS
from bot.grammar import verb_words
from bot.messages import Erase, Outgoing, Reply, Role, Say, UserError
from bot.permissions import Who
from bot.records import notes
from bot.records.assignee import find_doer
from bot.records.limits import require_room
from bot.values import GroupName, Title
from commands.action import cards
from commands.action.changes import changed, found, noted, told_doer
from commands.action.due_reminder import schedule
from commands.action.fields import ActionFields
from commands.action.giving import receiving_group
from commands.action.suggest import refuse_untold, spoken
from commands.retro.reference import origin


class Args(ActionFields):
    text: Title
    team: Annotated[GroupName, Key("team", "gruppe", "group")] = ""


async def amend(ctx: Context, number: Number, args: Args) -> Sequence[Outgoing] | None:
    """The message was edited: the record reads as if it had been written so; fields left out go back to their default."""
    before = await found(ctx.tx, number)
    await ctx.require_may_change(before.team)
    if not before.is_open:
        raise UserError("action.closed", action=before)
    team = await ctx.team(before.team)
    # A link that came by replying to a note is in no word of the message, so no edit of it takes the link away.
    retro, note = await origin(ctx, args.retro, team.id) if args.retro else (before.retro, before.note)
    after = replace(before, text=args.text, due=args.due.day, who=find_doer(ctx, args.who, team.room), retro=retro, note=note)
    if after == before:
        return None
    said = await changed(ctx, before, after, "action edit")
    # An edited card notifies nobody.
    return said if after.who == before.who else [*said, *await told_doer(ctx, after, team)]


async def retract(ctx: Context, number: Number) -> Sequence[Outgoing]:
    """The message was deleted: the action is dropped and its text erased, if nothing was built on it."""
    before = await found(ctx.tx, number)
    await ctx.require_may_change(before.team)
    why = await _built_upon(ctx, before)
    if why:
        return [Say(room=ctx.room, text=why, params={"action": before}, once=f"not-dropped:{ctx.event}", subject=str(number))]
    if before.is_open:
        await noted(ctx, before, "action drop")
        before = before.dropped(by=ctx.sender, at=ctx.now)
    after = replace(before, text="", who=None, due=None)
    await ctx.tx.records(ACTIONS).save(after)
    await ctx.tx.history.erase(number)
    await notes.forget(ctx, number)
    await schedule(ctx, after)
    rows = await ctx.tx.outbox.about(str(number), tuple(Role))
    gone = Say(room=ctx.room, text="action.retracted", params={"number": str(number)}, once=f"gone:{ctx.event}")
    return [*(Erase(of=row.once) for row in rows), gone]


async def _built_upon(ctx: Context, action: Action) -> str:
    """The text that says what stands in the way of forgetting it; empty where nothing does."""
    if action.state is ActionState.DONE:
        return "action.kept-done"
    if await notes.by_others(ctx, action.number, action.author):
        return "action.kept-noted"
    return ""


@command("action add", args=Args, who=Who.TEAM | Who.PMO, aliases=verb_words.ADD, amend=amend, retract=retract)
async def add(ctx: Context, args: Args) -> Reply:
    team = await receiving_group(ctx, args.team, args.who, spoken(ctx, args, args.text))
    refuse_untold(ctx, args, args.text, team.room)
    await require_room(ctx, ACTIONS, team)
    retro, note = await origin(ctx, args.retro, team.id)
    action = Action(
        number=await ctx.tx.next_number(LETTER),
        team=team.id,
        text=args.text,
        who=find_doer(ctx, args.who, team.room),
        due=args.due.day,
        retro=retro,
        note=note,
        author=ctx.sender,
        created_at=ctx.written_at,
        room=ctx.room,
        source=ctx.event,
    )
    await ctx.tx.records(ACTIONS).add(action)
    await noted(ctx, action, "action add")
    await schedule(ctx, action)
    params = {**await cards.shown(ctx, action), "time_said": args.due.time_said}
    mentions = (action.who,) if action.who else ()
    if team.room == ctx.room:
        return Reply("action.card", subject=action.number, role=Role.CARD, mentions=mentions, buttons=("✅",), **params)
    # The group, and the one whose it is, hear of it in their own room.
    card = Say(
        room=team.room,
        text="action.card",
        params=params,
        once=f"card:{action.number}",
        subject=str(action.number),
        role=Role.CARD,
        buttons=("✅",),
        notify=bool(mentions),
        mentions=mentions,
        unasked=True,
    )
    return Reply("action.added-direct", subject=action.number, role=Role.CARD, also=(card,), **params)
