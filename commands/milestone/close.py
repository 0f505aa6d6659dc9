"""`!meilenstein erreicht M4`, `streichen M4`, `öffnen M4`: it is reached, no longer wanted, or to be reached after all."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from bot.command import Arguments, Key, command
from bot.context import Context
from bot.domain.milestones.forecasts import EntryKind
from bot.domain.record_types import MILESTONES
from bot.grammar import verb_words
from bot.messages import Reply, Role, UserError
from bot.permissions import Who
from bot.values import MilestoneNumber, PastDay, Text
from bot.values.day import read_past_day
from bot.values.link import read_link
from commands.milestone.record import KIND, REACHED, in_order, log, needed

ON = (Role.CARD, Role.NOTICE, Role.REQUEST, Role.QUESTION)
"""Where the buttons of a milestone work."""


class Closing(Arguments):
    number: MilestoneNumber
    text: Text = ""


class ReachedArgs(Closing):
    prose = False

    on: Annotated[PastDay, Key("am", "datum", "on", "date")] = None
    evidence: Annotated[Text, Key("nachweis", "beleg", "evidence")] = ""


@command(
    "milestone reached",
    args=ReachedArgs,
    who=Who.TEAM,
    aliases=("erreicht", "erreichen", *verb_words.DONE),
    button=REACHED,
    on=ON,
)
async def reached(ctx: Context, args: ReachedArgs) -> Reply:
    before = await KIND.changeable(ctx, args.number)
    if not before.is_open:
        raise UserError("milestone.closed", milestone=before)
    on, said = _when(ctx, args)
    evidence = args.evidence or (said if read_link(said) else "")
    note = "" if evidence == said else said
    after = before.reached(on, evidence, by=ctx.sender, at=ctx.written_at)
    await log(ctx, after, EntryKind.REACHED, reason=note)
    also = await KIND.change(ctx, before, after, "reached", note)
    also += await KIND.told(ctx, after, "milestone.told.reached")
    missing = [each for each in await needed(ctx, after) if each.is_open]
    return Reply("milestone.reached", subject=after.number, also=tuple(also), milestone=after, note=note, missing=missing)


def _when(ctx: Context, args: ReachedArgs) -> tuple[date, str]:
    """The day, today where none is said, and the words beside it: `erreicht M4 gestern https://…`."""
    if args.on is not None or not args.text:
        return args.on or ctx.calendar.day_of(ctx.written_at), args.text
    words = args.text.split()
    start = 1 if words[0].casefold() in ("am", "on", "seit") and len(words) > 1 else 0
    for count in range(min(len(words), start + 4), start, -1):
        try:
            return read_past_day(ctx, " ".join(words[start:count])), " ".join(words[count:])
        except UserError as refused:
            if refused.text == "when.not-yet" and count == len(words):
                raise
    return ctx.calendar.day_of(ctx.written_at), args.text


@command("milestone drop", args=Closing, who=Who.TEAM | Who.PMO, aliases=verb_words.first("streichen", verb_words.WITHDRAW))
async def drop(ctx: Context, args: Closing) -> Reply:
    before = await KIND.open(ctx, args.number)
    if before.funder and not ctx.is_pmo:
        raise UserError("milestone.drop-pmo", milestone=before)
    after = before.dropped(by=ctx.sender, at=ctx.written_at)
    await log(ctx, after, EntryKind.DROPPED, reason=args.text)
    also = await KIND.change(ctx, before, after, "drop", args.text)
    also += await KIND.told(ctx, after, "milestone.told.dropped")
    needing = [each for each in await ctx.tx.records(MILESTONES).listed() if after.number in each.after]
    receipt = None if needing else "👌"
    return Reply("milestone.dropped", subject=after.number, also=tuple(also), receipt=receipt, milestone=after, needing=in_order(needing))


@command("milestone reopen", args=Closing, who=Who.TEAM | Who.PMO, aliases=verb_words.REOPEN)
async def reopen(ctx: Context, args: Closing) -> Reply:
    before = await KIND.changeable(ctx, args.number)
    if before.is_open:
        raise UserError("milestone.still-open", milestone=before)
    if not before.text:
        raise UserError("milestone.erased", number=str(args.number))
    after = before.reopened(at=ctx.written_at)
    await log(ctx, after, EntryKind.REOPENED, reason=args.text)
    also = await KIND.change(ctx, before, after, "reopen", args.text)
    also += await KIND.told(ctx, after, "milestone.told.reopened")
    return Reply("milestone.reopened", subject=after.number, also=tuple(also), **await KIND.card(ctx, after, ctx.room))
