"""`!protokoll TEXT`, or a reply to the card of the session: a line under the current topic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.ids import EventId, Number
from bot.domain.minutes.running import Entry, EntryKind, Minutes
from bot.messages import Outgoing, Reply, Role
from bot.permissions import Who
from bot.records.count_limits import require_room_for_notes
from bot.records.notes import RECEIPT
from bot.values import Title
from commands.minutes.attendance import said_anew, say_present
from commands.minutes.draft import append
from commands.minutes.draft.editing import until_final
from commands.minutes.draft.post import corrected
from commands.minutes.running import running_or_draft
from commands.minutes.verb_in_line import refuse_verb


class Args(Arguments):
    text: Title


async def amend(ctx: Context, number: Number, args: Args) -> Sequence[Outgoing] | None:
    """The message was edited: so is its line."""
    entry, minutes = await _of_message(ctx, ctx.event)
    if entry is None or minutes is None:
        return None
    await ctx.require_may_change(minutes.team)
    if entry.kind is EntryKind.PRESENT:
        return await said_anew(ctx, minutes, entry, args.text)
    if entry.is_late:
        return await append.mended(ctx, minutes, entry, args.text)
    await ctx.tx.minutes.change(replace(entry, text=args.text))
    return [] if minutes.is_running else await corrected(ctx, minutes)


async def retract(ctx: Context, number: Number) -> Sequence[Outgoing]:
    """The message was deleted: its line goes with it."""
    entry, minutes = await _of_message(ctx, ctx.origin)
    if entry is None or minutes is None:
        return []
    await ctx.require_may_change(minutes.team)
    await ctx.tx.minutes.delete(entry)
    return [] if minutes.is_running else await corrected(ctx, minutes)


async def _of_message(ctx: Context, event: EventId | None) -> tuple[Entry | None, Minutes | None]:
    """The entry that the message made, with its minutes; of final ones it is not known any more."""
    entry = await ctx.tx.minutes.entry_of(event) if event else None
    return entry, await ctx.tx.minutes.of_date(entry.session, entry.planned) if entry is not None else None


@command(
    "minutes line",
    args=Args,
    who=Who.TEAM | Who.PMO,
    aliases=("zeile",),
    needs_colon=True,
    amend=amend,
    retract=retract,
    editable=until_final,
)
async def line(ctx: Context, args: Args) -> Reply:
    if ctx.replied is Role.ATTENDANCE:
        return await say_present(ctx, args.text)
    minutes = await running_or_draft(ctx)
    if not minutes.is_running:
        return await append.appended(ctx, minutes, args.text)
    await refuse_verb(ctx, minutes, args.text)
    entries = await ctx.tx.minutes.entries(minutes.session, minutes.planned)
    require_room_for_notes(minutes.session, sum(entry.kind is EntryKind.LINE for entry in entries))
    entry = Entry(
        session=minutes.session,
        planned=minutes.planned,
        position=0,
        kind=EntryKind.LINE,
        topic=minutes.topic,
        text=args.text,
        at=ctx.written_at,
        event=ctx.event,
    )
    await ctx.tx.minutes.add(entry)
    topic = await ctx.tx.topics.get(minutes.topic) if minutes.topic else None
    return Reply("minutes.noted", subject=minutes.session, receipt=RECEIPT, topic=topic)
