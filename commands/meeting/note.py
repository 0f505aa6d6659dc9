"""A reply to a session's card, or `!treffen notiz S3 …`: a remark on it."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import BaseModel

from bot.command import command
from bot.context import Context
from bot.domain.ids import Number
from bot.domain.records import Note
from bot.messages import Outgoing, Reply
from bot.permissions import Who
from bot.values import SessionNumber, Title
from commands.meeting.changes import found, noted


class Args(BaseModel):
    number: SessionNumber
    text: Title


async def amend(ctx: Context, number: Number, args: Args) -> Sequence[Outgoing] | None:
    """The reply was edited: the note reads as it does."""
    written = await ctx.tx.notes.of_event(ctx.event)
    if written is not None:
        await ctx.tx.notes.reword(written, args.text)
    return None


@command("meeting note", args=Args, who=Who.TEAM | Who.PMO, aliases=("notiz", "notieren", "note"), amend=amend)
async def note(ctx: Context, args: Args) -> Reply:
    session = await found(ctx.tx, args.number)
    await ctx.require_may_change(session.team)
    await ctx.tx.notes.add(Note(id=0, subject=session.number, author=ctx.sender, at=ctx.written_at, text=args.text, event=ctx.event))
    await noted(ctx, session, "meeting note")
    return Reply("meeting.noted", subject=session.number, receipt="📝", session=session)
