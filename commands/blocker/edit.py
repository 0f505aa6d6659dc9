"""`!blocker ändere B12 | ampel: rot`: changes fields; yellow to red escalates at once."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from bot.command import Key, command
from bot.context import Context
from bot.domain.blockers import Severity
from bot.grammar import verb_words
from bot.messages import Reply, UserError
from bot.permissions import Who
from bot.values import BlockerNumber, Title
from commands.blocker.card import TIME_SAID
from commands.blocker.fields import BlockerFields
from commands.blocker.record import KIND
from commands.milestone.blocking import delayed


class Args(BlockerFields):
    number: BlockerNumber
    title: Annotated[Title, Key("titel", "title")] = ""


@command("blocker edit", args=Args, who=Who.TEAM, aliases=verb_words.EDIT)
async def edit(ctx: Context, args: Args) -> Reply:
    before = await KIND.open(ctx, args.number)
    given = args.model_dump(include=args.model_fields_set - {"number", "severity", "title", "due", "milestone"})
    if not args.model_fields_set - {"number"}:
        raise UserError("edit.nothing", number=str(args.number))
    after = replace(before, **given)
    if "title" in args.model_fields_set:
        after = replace(after, text=args.title)
    if "due" in args.model_fields_set:
        after = replace(after, due=args.due.day)
    if "milestone" in args.model_fields_set:
        after = replace(after, milestone=await delayed(ctx, args.milestone, before.milestone))
    if "severity" in args.model_fields_set:
        after = after.coloured(args.severity, at=ctx.written_at)
    if after == before:
        return Reply("blocker.same", subject=before.number, blocker=before)
    also = await KIND.change(ctx, before, after, "edit", TIME_SAID if args.due.time_said else "")
    turned_red = after.severity is Severity.RED and before.severity is not Severity.RED
    also += await KIND.told(ctx, after, "blocker.told.edited")
    return Reply(
        "blocker.edited",
        subject=after.number,
        also=tuple(also),
        # What was understood of a day or a span of time is repeated in words.
        receipt=None if turned_red or args.model_fields_set & {"due", "delay", "milestone"} else "👌",
        turned_red=turned_red,
        **await KIND.card(ctx, after, ctx.room),
    )
