"""Notes on records of every kind: a plain reply to a card is one, and `notiz S3 …` too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from bot.context import Context, Moment
from bot.domain.history import Note
from bot.domain.ids import Number, UserId
from bot.messages import Outgoing, Reply
from bot.records.count_limits import require_room_for_notes
from bot.records.history import remember

MAX_SHOWN = 5
"""Notes that are shown on a phone screen."""
RECEIPT = "📝"


class Remark(Protocol):
    text: str


async def keep(ctx: Context, subject: Number, text: str, what: str, *, also: Sequence[Outgoing] = ()) -> Reply:
    """Keeps the note, as long as the message that wrote it stands. `what` is the command, for the history."""
    require_room_for_notes(subject, len(await ctx.tx.notes.of(subject)))
    await ctx.tx.notes.add(Note(id=0, subject=subject, author=ctx.sender, at=ctx.written_at, text=text, event=ctx.event))
    await remember(ctx, subject, what)
    return Reply("note.kept", subject=subject, also=tuple(also), receipt=RECEIPT, number=str(subject))


async def amend(ctx: Context, number: Number, args: Remark) -> Sequence[Outgoing] | None:
    """Applies an edit of the message that wrote the note to the note."""
    written = await ctx.tx.notes.of_event(ctx.event)
    if written is not None:
        await ctx.tx.notes.reword(written, args.text)
    return None


async def latest(moment: Moment, subject: Number) -> dict[str, Any]:
    """The parameters of `note.list`."""
    notes = await moment.tx.notes.of(subject)
    return {"notes": notes[-MAX_SHOWN:], "earlier_notes": max(len(notes) - MAX_SHOWN, 0)}


async def by_others(moment: Moment, subject: Number, author: UserId) -> bool:
    """Whether anybody but the record's author has noted something on it."""
    return any(note.author != author for note in await moment.tx.notes.of(subject))


async def forget(moment: Moment, subject: Number) -> None:
    for note in await moment.tx.notes.of(subject):
        await moment.tx.notes.delete(note)
