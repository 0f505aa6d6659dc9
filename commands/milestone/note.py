"""`!meilenstein notiz M4 text`, or a reply to a card: a note; a reply to the question why a forecast is later gives the reason."""

from __future__ import annotations

from collections.abc import Sequence

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.ids import Number
from bot.domain.milestones.forecasts import EntryKind, LogEntry, standing
from bot.grammar import verb_words
from bot.messages import Outgoing, Reply, Role
from bot.permissions import Who
from bot.records import notes
from bot.records.history import remember
from bot.values import MilestoneNumber, Words
from commands.milestone.delay import reason_given
from commands.milestone.record import KIND, REASON


class Args(Arguments):
    number: MilestoneNumber
    text: Words


async def amend(ctx: Context, number: Number, args: Args) -> Sequence[Outgoing] | None:
    """The reply was edited: the note, or the reason that it gave, reads as it does."""
    milestone = await KIND.changeable(ctx, number)
    if await ctx.tx.notes.of_event(ctx.event) is not None:
        return await notes.amend(ctx, number, args)
    given = await ctx.tx.history.of_event(ctx.event)
    if given is None or given.what != KIND.named(REASON):
        return None
    entry = next((each for each in await ctx.tx.milestone_log.of(number) if str(each.id) == given.detail), None)
    if entry is None:
        return None
    await ctx.tx.milestone_log.give_reason(entry, " ".join(args.text.split()))
    return [*await KIND.refreshed(ctx, milestone), *await reason_given(ctx, milestone, entry)]


@command("milestone note", args=Args, who=Who.TEAM | Who.PMO, aliases=verb_words.NOTE, amend=amend)
async def note(ctx: Context, args: Args) -> Reply:
    milestone = await KIND.changeable(ctx, args.number)
    entry = await _asked_about(ctx, milestone.number) if ctx.replied is Role.REQUEST else None
    if entry is None or entry.reason:
        return await notes.keep(ctx, milestone.number, args.text, KIND.named("note"))
    reason = " ".join(args.text.split())
    await ctx.tx.milestone_log.give_reason(entry, reason)
    # With what was there before it, so that deleting the reply takes the reason back.
    before = KIND.state.dump_json(milestone)
    await remember(ctx, milestone.number, KIND.named(REASON), str(entry.id), before=before)
    also = [*await KIND.refreshed(ctx, milestone), *await reason_given(ctx, milestone, entry)]
    return Reply(
        "milestone.reason-kept", subject=milestone.number, also=tuple(also), receipt=notes.RECEIPT, milestone=milestone, reason=reason
    )


async def _asked_about(ctx: Context, number: Number) -> LogEntry | None:
    """The forecast whose reason the message asks for that was replied to."""
    row = await ctx.tx.outbox.by_event(ctx.origin) if ctx.origin else None
    rows = standing(await ctx.tx.milestone_log.of(number))
    return next((each for each in rows if row is not None and each.mark == row.cause and each.kind is EntryKind.FORECAST), None)
