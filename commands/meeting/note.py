"""A reply to a session's card, or `!treffen notiz S3 …`: a remark on it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.ids import Number
from bot.grammar import verb_words
from bot.messages import Outgoing, Reply
from bot.permissions import Who
from bot.records import notes
from bot.values import SessionNumber, Title
from commands.meeting.changes import found


class Args(Arguments):
    number: SessionNumber
    text: Title


async def amend(ctx: Context, number: Number, args: Args) -> Sequence[Outgoing] | None:
    await ctx.require_may_change((await found(ctx.tx, number)).team)
    return await notes.amend(ctx, number, args)


@command("meeting note", args=Args, who=Who.TEAM | Who.PMO, aliases=verb_words.NOTE, amend=amend)
async def note(ctx: Context, args: Args) -> Reply:
    session = await found(ctx.tx, args.number)
    await ctx.require_may_change(session.team)
    return await notes.keep(ctx, session.number, args.text, "meeting note")
