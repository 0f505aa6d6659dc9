"""`!lernen blaupause L9`: a candidate for a blueprint, from which other municipalities build; `nein` takes that back."""

from __future__ import annotations

from dataclasses import replace

from bot.command import Arguments, command
from bot.context import Context
from bot.messages import Reply
from bot.permissions import Who
from bot.values import LearningNumber, Text
from commands.learning.fields import yes_or_no
from commands.learning.record import KIND


class Args(Arguments):
    number: LearningNumber
    text: Text = ""


@command("learning blueprint", args=Args, who=Who.TEAM | Who.PMO, aliases=("blaupause", "blueprint"), button="📘")
async def blueprint(ctx: Context, args: Args) -> Reply:
    before = await KIND.open(ctx, args.number)
    after = replace(before, blueprint=not args.text or yes_or_no(args.text))
    if after == before:
        return Reply("learning.same", subject=before.number, learning=before)
    also = await KIND.change(ctx, before, after, "blueprint", "" if after.blueprint else "no")
    also += await KIND.told(ctx, after, "learning.told.blueprint")
    return Reply("learning.blueprint", subject=after.number, also=tuple(also), receipt="📘" if after.blueprint else "👌", learning=after)
