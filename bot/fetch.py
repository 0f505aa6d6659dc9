"""The declaration of what is fetched from the homeserver: a file that somebody has posted, because a command asks for it.

It is fetched and read outside of any transaction (`bot.lifecycle.fetches`), and what stands in it is handled in one.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from bot.context import Moment
from bot.domain.ids import EventId
from bot.domain.imports.batch import Batch
from bot.domain.imports.contents import Contents
from bot.lists import NotRead
from bot.messages import Outgoing
from bot.ports import Transaction


@dataclass(frozen=True)
class Fetch:
    waiting: Callable[[Transaction], Awaitable[Sequence[Batch]]]
    """What waits for its file."""
    fetched: Callable[[Moment, EventId, str, Contents], Awaitable[Sequence[Outgoing]]]
    """Handles the file: its name and what stands in it."""
    refused: Callable[[Moment, EventId, NotRead], Awaitable[Sequence[Outgoing]]]
    """Says why there is none."""
