"""`!lernen ändere L9 | art: markt`: changes what was learned, its kind, where it comes from, or whether it is a candidate."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from bot.command import Key, command
from bot.context import Context
from bot.grammar import verb_words
from bot.messages import Reply, UserError
from bot.permissions import Who
from bot.values import LearningNumber, Title
from commands.learning.fields import LearningFields
from commands.learning.record import KIND
from commands.retro.reference import origin


class Args(LearningFields):
    number: LearningNumber
    title: Annotated[Title, Key("titel", "title")] = ""


@command("learning edit", args=Args, who=Who.TEAM | Who.PMO, aliases=verb_words.EDIT)
async def edit(ctx: Context, args: Args) -> Reply:
    before = await KIND.open(ctx, args.number)
    given = args.model_fields_set - {"number"}
    if not given:
        raise UserError("edit.nothing", number=str(args.number))
    after = replace(before, **args.model_dump(include=given & {"kind", "blueprint"}))
    if "title" in given:
        after = replace(after, text=args.title)
    if "retro" in given:
        retro, note = await origin(ctx, args.retro, before.team) if args.retro else (None, None)
        after = replace(after, retro=retro, note=note)
    if after == before:
        return Reply("learning.same", subject=before.number, learning=before)
    also = await KIND.change(ctx, before, after, "edit")
    also += await KIND.told(ctx, after, "learning.told.edited")
    return Reply("learning.edited", subject=after.number, also=tuple(also), receipt="👌", **await KIND.card(ctx, after, ctx.room))
