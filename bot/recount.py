"""The declaration of what is counted anew from the homeserver: the reactions to a message, when the vote on it is over.

A sync may have left out a reaction, or come late; the homeserver knows which ones stand. It is asked outside of any transaction
(`bot.lifecycle.recounts`), and what it says is handled in one.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from bot.context import Moment
from bot.domain.ids import EventId, Number, RoomId
from bot.messages import Outgoing, Reaction
from bot.ports import Transaction


@dataclass(frozen=True, kw_only=True)
class Uncounted:
    """A message whose reactions are to be counted, and the record that it is about."""

    subject: Number
    room: RoomId
    event: EventId


@dataclass(frozen=True)
class Recount:
    waiting: Callable[[Transaction], Awaitable[Sequence[Uncounted]]]
    """What waits to be counted."""
    counted: Callable[[Moment, Number, Sequence[Reaction] | None], Awaitable[Sequence[Outgoing]]]
    """Handles what the homeserver says; None where it refuses to."""
    timer: str
    """The kind of the timer that is set when something begins to wait, for where the homeserver does not answer."""
