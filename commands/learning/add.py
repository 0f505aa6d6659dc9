"""`!lernen <text>`: something that others should know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

from bot.command import Key, command
from bot.context import Context
from bot.domain.ids import Number
from bot.domain.learnings import LETTER, Learning
from bot.grammar import verb_words
from bot.messages import Outgoing, Reply
from bot.permissions import Who
from bot.values import GroupName, Title
from commands.learning.fields import LearningFields
from commands.learning.record import KIND, KIND_STEP
from commands.retro.reference import origin


class Args(LearningFields):
    text: Title
    team: Annotated[GroupName, Key("team", "gruppe", "group")] = ""


async def amend(ctx: Context, number: Number, args: Args) -> Sequence[Outgoing] | None:
    """The message was edited: the record reads as if it had been written so; fields left out go back to their default.

    What was said of it since by a reply or a tap stays, unless the message says it too.
    """
    before = await KIND.amendable(ctx, number, args.team)
    # A link that came by replying to a note is in no word of the message, so no edit of it takes the link away.
    retro, note = await origin(ctx, args.retro, before.team) if args.retro else (before.retro, before.note)
    since = {change.what for change in await ctx.tx.history.of(number)}
    keeps_kind = KIND.named(KIND_STEP) in since and args.kind is None
    keeps_blueprint = KIND.named("blueprint") in since and "blueprint" not in args.model_fields_set
    after = replace(
        before,
        text=args.text,
        kind=before.kind if keeps_kind else args.kind,
        blueprint=before.blueprint if keeps_blueprint else args.blueprint,
        retro=retro,
        note=note,
    )
    return None if after == before else await KIND.change(ctx, before, after, "edit")


@command("learning add", args=Args, who=Who.TEAM, aliases=verb_words.ADD, amend=amend, retract=KIND.retract)
async def add(ctx: Context, args: Args) -> Reply:
    team = await ctx.acting_group(args.team)
    await KIND.require_room(ctx, team)
    retro, note = await origin(ctx, args.retro, team.id)
    learning = Learning(
        number=await ctx.tx.next_number(LETTER),
        team=team.id,
        text=args.text,
        kind=args.kind,
        blueprint=args.blueprint,
        retro=retro,
        note=note,
        author=ctx.sender,
        created_at=ctx.written_at,
        room=ctx.room,
        source=ctx.event,
    )
    await KIND.records(ctx.tx).add(learning)
    await KIND.remember(ctx, learning, "add")
    return await KIND.announced(ctx, learning)
