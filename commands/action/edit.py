"""`!aufgabe ändere A5 | bis: Montag`: changes what, who, by when or where it comes from."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from bot.command import Key, command
from bot.context import Context
from bot.grammar import verb_words
from bot.messages import Reply, UserError
from bot.permissions import Who
from bot.records.assignee import find_doer
from bot.values import ActionNumber, Title
from commands.action.fields import ActionFields
from commands.action.record import KIND, told_doer
from commands.retro.reference import origin


class Args(ActionFields):
    number: ActionNumber
    title: Annotated[Title, Key("titel", "title")] = ""


@command("action edit", args=Args, who=Who.TEAM | Who.PMO, aliases=verb_words.EDIT)
async def edit(ctx: Context, args: Args) -> Reply:
    before = await KIND.open(ctx, args.number)
    given = args.model_fields_set - {"number"}
    if not given:
        raise UserError("edit.nothing", number=str(args.number))
    team = await ctx.team(before.team)
    after = before
    if "title" in given:
        after = replace(after, text=args.title)
    if "due" in given:
        after = replace(after, due=args.due.day)
    if "who" in given:
        after = replace(after, who=find_doer(ctx, args.who, team.room))
    if "retro" in given:
        retro, note = await origin(ctx, args.retro, team.id) if args.retro else (None, None)
        after = replace(after, retro=retro, note=note)
    if after == before:
        return Reply("action.same", subject=before.number, action=before)
    also = await KIND.change(ctx, before, after, "edit")
    handed_over = after.who is not None and after.who != before.who
    params = {**await KIND.card(ctx, after, ctx.room), "time_said": args.due.time_said}
    if handed_over and team.room == ctx.room and after.who:
        return Reply("action.edited", subject=after.number, also=tuple(also), mentions=(after.who,), **params)
    also += await told_doer(ctx, after, team) if handed_over else await KIND.told(ctx, after, "action.told.edited")
    receipt = None if given & {"due", "who", "retro"} else "👌"  # days and names are repeated as they were understood
    return Reply("action.edited", subject=after.number, also=tuple(also), receipt=receipt, **params)
