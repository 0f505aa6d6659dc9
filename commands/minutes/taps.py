"""Taps on the messages about a running session: which message was tapped, and whether the tap is meant for the topic of now.

The card is rewritten in place, so a tap does not say which topic its author saw. One that comes within seconds after somebody else went
on belongs to the topic before.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.context import Context
from bot.domain.ids import Number
from bot.domain.minutes.running import EntryKind, Minutes, name_of
from bot.messages import Role
from bot.ports import OutboxRow
from commands.agenda.session_card import topic_of_subject

YES = "✅"
HASTE = timedelta(seconds=5)
"""Nobody has read a card within so short a time, let alone talked about what it says."""
SLIP = timedelta(seconds=30)
"""A tap that is withdrawn so soon was a slip. Later, clients withdraw one's reaction when one taps the same button again."""
_SHORT = "minutes short"


async def tapped(ctx: Context) -> OutboxRow | None:
    """The message of the bot's that was tapped; None where the command came in words."""
    return await ctx.tx.outbox.by_event(ctx.origin) if ctx.pressed and ctx.origin else None


def is_of_date(row: OutboxRow | None, minutes: Minutes) -> bool:
    """Whether the message is about these minutes, and not about another date of the session."""
    return row is not None and name_of(minutes) in row.once


def is_of_topic(row: OutboxRow | None, minutes: Minutes) -> bool:
    """Whether a button of the message means the current topic: the card's always, the clock's only of the topic that it spoke of."""
    topic = topic_of_subject(row.subject) if row else None
    return is_of_date(row, minutes) and topic in (None, minutes.topic)


def placed(ctx: Context, row: OutboxRow | None) -> Context:
    """The context of a tap; one on a message that speaks of one topic alone is not taken for a tap on the card."""
    return replace(ctx, tapped=Role.NOTICE) if row is not None and topic_of_subject(row.subject) is not None else ctx


async def is_hasty(ctx: Context, minutes: Minutes) -> bool:
    """Whether somebody else went on to the current topic only seconds ago."""
    if minutes.since is None or ctx.written_at - minutes.since >= HASTE:
        return False
    entries = await ctx.tx.minutes.entries(minutes.session, minutes.planned)
    left = next((entry for entry in reversed(entries) if entry.kind is EntryKind.CLOSED), None)
    made = await ctx.tx.inbox.handled(left.event) if left is not None and left.event else None
    return made is not None and made.sender != ctx.sender


def short_once(minutes: Minutes, topic: Number) -> str:
    """The key of the message that says which topic could wait."""
    return f"{_SHORT}:{name_of(minutes)}:{topic}"


def offers_to_defer(row: OutboxRow | None, minutes: Minutes) -> bool:
    return row is not None and row.once.startswith(_SHORT) and is_of_date(row, minutes)
