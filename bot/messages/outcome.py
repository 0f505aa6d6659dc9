"""The outcome of an event: its result, and what the bot says because of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from bot.domain.ids import EventId, Number
from bot.messages import Edit, Incoming, Message, Outgoing


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """By default that of an event that means nothing to the bot."""

    result: str = "ignored"
    """`done`, `refused`, `ignored` or `stands`."""
    command: str = ""
    subject: Number | None = None
    others: tuple[Number, ...] = ()
    """Further records that the same command has changed."""
    posts: tuple[Outgoing, ...] = ()
    instead_of: EventId | None = None
    """The earlier message whose outcome this is too: an edit that was run, a suggestion that was accepted."""
    nameless: bool = False
    """Whether the commit forgets who caused it, and when."""


STANDS = "stands"
"""The result of a second tap on a button: the change stays if the first tap is withdrawn."""
NAMELESS = "nameless"
"""The result of an event of which nothing is kept but that it came in."""


def alias(event: EventId) -> EventId:
    """A hash that is kept in place of the id of a nameless event: it recognizes the event, and cannot be used to look it up."""
    return EventId(f"~{hashlib.sha256(event.encode()).hexdigest()}")


def fingerprint(event: Incoming) -> str:
    """A hash of the words, which tells whether an edit changed anything without keeping the text."""
    text = event.text if isinstance(event, Message | Edit) else ""
    return hashlib.sha256(text.strip().encode()).hexdigest() if text else ""
