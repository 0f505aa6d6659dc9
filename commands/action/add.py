"""`!aufgabe <text>`: somebody is to do something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

from bot.command import Key, command
from bot.context import Context
from bot.domain.actions import LETTER, Action
from bot.domain.ids import Number
from bot.grammar import verb_words
from bot.messages import Outgoing, Reply
from bot.permissions import Who
from bot.records.assignee import find_doer
from bot.values import GroupName, Title
from commands.action.due_reminder import schedule
from commands.action.fields import ActionFields
from commands.action.receiving_group import receiving_group
from commands.action.record import KIND, told_doer
from commands.action.suggest import refuse_untold, spoken
from commands.retro.reference import origin


class Args(ActionFields):
    text: Title
    team: Annotated[GroupName, Key("team", "gruppe", "group")] = ""


async def amend(ctx: Context, number: Number, args: Args) -> Sequence[Outgoing] | None:
    """The message was edited: the record reads as if it had been written so; fields left out go back to their default."""
    before = await KIND.amendable(ctx, number, args.team)
    team = await ctx.team(before.team)
    # A link that came by replying to a note is in no word of the message, so no edit of it takes the link away.
    retro, note = await origin(ctx, args.retro, team.id) if args.retro else (before.retro, before.note)
    after = replace(before, text=args.text, due=args.due.day, who=find_doer(ctx, args.who, team.room), retro=retro, note=note)
    if after == before:
        return None
    said = await KIND.change(ctx, before, after, "edit")
    # An edited card notifies nobody.
    return said if after.who == before.who else [*said, *await told_doer(ctx, after, team)]


@command("action add", args=Args, who=Who.TEAM | Who.PMO, aliases=verb_words.ADD, amend=amend, retract=KIND.retract)
async def add(ctx: Context, args: Args) -> Reply:
    team = await receiving_group(ctx, args.team, args.who, spoken(ctx, args, args.text))
    refuse_untold(ctx, args, args.text, team.room)
    await KIND.require_room(ctx, team)
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
    await KIND.keep(ctx, action)
    await schedule(ctx, action)
    mentions = (action.who,) if action.who else ()
    return await KIND.announced(ctx, action, buttons=("✅",), mentions=mentions, time_said=args.due.time_said)
