"""`!lernen <text>`: something that others should know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

from bot.command import Key, command
from bot.context import Context
from bot.domain.ids import Number
from bot.domain.learnings import LETTER, Learning
from bot.domain.record_types import LEARNINGS
from bot.grammar import verb_words
from bot.messages import Erase, Outgoing, Reply, Role, Say, UserError
from bot.permissions import Who
from bot.records.limits import require_room
from bot.values import GroupName, Title
from commands.learning import cards
from commands.learning.changes import changed, found, kept, noted
from commands.learning.fields import LearningFields
from commands.learning.note import KIND
from commands.retro.reference import origin


class Args(LearningFields):
    text: Title
    team: Annotated[GroupName, Key("team", "gruppe", "group")] = ""


async def amend(ctx: Context, number: Number, args: Args) -> Sequence[Outgoing] | None:
    """The message was edited: the record reads as if it had been written so; fields left out go back to their default.

    What was said of it since by a reply or a tap stays, unless the message says it too.
    """
    before = await kept(ctx, number)
    if (await ctx.acting_group(args.team)).id != before.team:
        raise UserError("learning.other-team", learning=before)
    # A link that came by replying to a note is in no word of the message, so no edit of it takes the link away.
    retro, note = await origin(ctx, args.retro, before.team) if args.retro else (before.retro, before.note)
    since = {change.what for change in await ctx.tx.history.of(number)}
    after = replace(
        before,
        text=args.text,
        kind=before.kind if KIND in since and args.kind is None else args.kind,
        blueprint=before.blueprint if "learning blueprint" in since and "blueprint" not in args.model_fields_set else args.blueprint,
        retro=retro,
        note=note,
    )
    return None if after == before else await changed(ctx, before, after, "learning edit")


async def retract(ctx: Context, number: Number) -> Sequence[Outgoing]:
    """The message was deleted: the record is withdrawn and its text erased, unless others have added to it."""
    before = await found(ctx.tx, number)
    await ctx.require_may_change(before.team)
    notes = await ctx.tx.notes.of(number)
    if any(note.author != before.author for note in notes):
        once = f"not-withdrawn:{ctx.event}"
        return [Say(room=ctx.room, text="learning.kept-noted", params={"learning": before}, once=once, subject=str(number))]
    if before.is_open:
        await noted(ctx, before, "learning withdraw")
        before = before.withdrawn(at=ctx.now)
    await ctx.tx.records(LEARNINGS).save(before.erased())
    await ctx.tx.history.erase(number)
    for note in notes:
        await ctx.tx.notes.delete(note)
    rows = await ctx.tx.outbox.about(str(number), tuple(Role))
    gone = Say(room=ctx.room, text="learning.retracted", params={"number": str(number)}, once=f"gone:{ctx.event}")
    return [*(Erase(of=row.once) for row in rows), gone]


@command("learning add", args=Args, who=Who.TEAM, aliases=verb_words.ADD, amend=amend, retract=retract)
async def add(ctx: Context, args: Args) -> Reply:
    team = await ctx.acting_group(args.team)
    await require_room(ctx, LEARNINGS, team)
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
    await ctx.tx.records(LEARNINGS).add(learning)
    await noted(ctx, learning, "learning add")
    params = await cards.shown(ctx, learning)
    if not ctx.direct:
        return Reply("learning.card", subject=learning.number, role=Role.CARD, **params)
    # The group hears of it in its own room, where the card has to stand.
    card = Say(
        room=team.room,
        text="learning.card",
        params=params,
        once=f"card:{learning.number}",
        subject=str(learning.number),
        role=Role.CARD,
        unasked=True,
    )
    return Reply("learning.added-direct", subject=learning.number, role=Role.CARD, also=(card,), **params)
