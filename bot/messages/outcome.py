"""What became of an event: its result, and what the bot says because of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from bot.domain.ids import EventId, Number
from bot.messages import Edit, Incoming, Message, Outgoing


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """Nothing by default: an event that meant nothing to us."""

    result: str = "ignored"
    """`done`, `refused`, `ignored` or `stands`."""
    command: str = ""
    subject: Number | None = None
    posts: tuple[Outgoing, ...] = ()
    instead_of: EventId | None = None
    """The earlier message whose outcome this is too: an edit that was run, a suggestion that was accepted."""
    nameless: bool = False
    """Who caused it, and when, is forgotten with the commit."""


STANDS = "stands"
"""The result of a tap that says what another has done already: it holds what that did if the other is withdrawn."""
NAMELESS = "nameless"
"""The result of an event of which nothing is kept but that it came."""


def alias(event: EventId) -> EventId:
    """What is kept in place of the id of a nameless event: enough to know it again, and not to look it up."""
    return EventId(f"~{hashlib.sha256(event.encode()).hexdigest()}")


def fingerprint(event: Incoming) -> str:
    """What tells whether an edit changed anything, without keeping the text."""
    text = event.text if isinstance(event, Message | Edit) else ""
    return hashlib.sha256(text.strip().encode()).hexdigest() if text else ""
