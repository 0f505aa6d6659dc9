"""A plain reply to the draft: it is added to the minutes, marked as added later."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.agenda import LETTER as TOPIC
from bot.domain.ids import Number
from bot.domain.minutes.running import Entry, EntryKind, Minutes
from bot.grammar.smalltalk import small
from bot.messages import Outgoing, Reply
from bot.permissions import Who
from bot.records.count_limits import require_room_for_notes
from bot.records.notes import RECEIPT
from bot.values import Title
from commands.minutes.draft import message
from commands.minutes.draft.editing import until_final
from commands.minutes.draft.meant import draft_meant
from commands.minutes.draft.words import agrees

_TOPIC = re.compile(r"\s*(?:zu\s+|to\s+)?(?:TOP\s*)?#?([Tt]\d{1,9})(?:\s*[:,–—-]\s*|\s+)(?=\S)")
"""The topic under which it belongs: `T7: Marburg enthält sich`, `zu T7 …`."""


class Args(Arguments):
    text: Title


async def amend(ctx: Context, number: Number, args: Args) -> Sequence[Outgoing] | None:
    """The message was edited: so is its line."""
    entry = await ctx.tx.minutes.entry_of(ctx.event)
    minutes = await ctx.tx.minutes.of_date(entry.session, entry.planned) if entry else None
    if entry is None or minutes is None:
        return None
    return await mended(ctx, minutes, entry, args.text)


async def mended(ctx: Context, minutes: Minutes, entry: Entry, said: str) -> list[Outgoing]:
    topic, text = await _apart(ctx, minutes, said)
    await ctx.tx.minutes.change(replace(entry, topic=topic, text=text))
    return await message.corrected(ctx, minutes)


async def retract(ctx: Context, number: Number) -> Sequence[Outgoing]:
    """The message was deleted: its line goes with it."""
    entry = await ctx.tx.minutes.entry_of(ctx.origin) if ctx.origin else None
    minutes = await ctx.tx.minutes.of_date(entry.session, entry.planned) if entry else None
    if entry is None or minutes is None:
        return []
    await ctx.tx.minutes.delete(entry)
    return await message.corrected(ctx, minutes)


@command(
    "minutes append",
    args=Args,
    who=Who.TEAM | Who.PMO,
    aliases=("nachtrag", "nachtragen", "add-later"),
    needs_colon=True,
    amend=amend,
    retract=retract,
    editable=until_final,
)
async def append(ctx: Context, args: Args) -> Reply:
    minutes = await draft_meant(ctx)
    await ctx.require_may_change(minutes.team)
    if agrees(args.text) or (ctx.replied and small(args.text)):
        return Reply("minutes.agreed", subject=minutes.session, receipt="👍")
    return await appended(ctx, minutes, args.text)


async def appended(ctx: Context, minutes: Minutes, said: str) -> Reply:
    """A line that is marked as added later."""
    entries = await ctx.tx.minutes.entries(minutes.session, minutes.planned)
    require_room_for_notes(minutes.session, sum(entry.kind is EntryKind.LINE for entry in entries))
    topic, text = await _apart(ctx, minutes, said)
    entry = Entry(
        session=minutes.session,
        planned=minutes.planned,
        position=0,
        kind=EntryKind.LINE,
        topic=topic,
        text=text,
        is_late=True,
        at=ctx.written_at,
        event=ctx.event,
    )
    await ctx.tx.minutes.add(entry)
    also = await message.corrected(ctx, minutes)
    receipt = RECEIPT if ctx.replied else None  # who has not replied to the draft need not know that there is one
    return Reply("minutes.appended", subject=minutes.session, receipt=receipt, also=tuple(also), minutes=minutes, topic=topic)


async def _apart(ctx: Context, minutes: Minutes, text: str) -> tuple[Number | None, str]:
    """The topic of the session that the words name first, and the rest of them."""
    match = _TOPIC.match(text)
    number = Number.read(match[1], TOPIC) if match else None
    if match is None or number is None:
        return None, text
    draft = await ctx.tx.drafts.of_date(minutes.session, minutes.planned)
    entries = await ctx.tx.minutes.entries(minutes.session, minutes.planned)
    on_date = await ctx.tx.topics.of_date(minutes.session, minutes.planned)
    known = {*(entry.topic for entry in entries), *(topic.number for topic in on_date), *(draft.open_topics if draft else ())}
    return (number, text[match.end() :]) if number in known else (None, text)
