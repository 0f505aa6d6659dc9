"""The declaration of how somebody is erased: first the bot's own messages that name the person are edited, room by room, then the data.

The homeserver is asked for the messages outside of any transaction (`bot.lifecycle.erasures`), and what follows is done in one. As long
as that goes on the id is still known, so that a stop of the process in between loses nothing.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from bot.context import Moment
from bot.domain.erasure_requests import ErasureRequest
from bot.domain.ids import RoomId
from bot.messages import Outgoing
from bot.ports import OwnMessage, Transaction


@dataclass(frozen=True)
class Erasing:
    waiting: Callable[[Transaction], Awaitable[Sequence[ErasureRequest]]]
    """The requests that were granted."""
    looked: Callable[[Moment, ErasureRequest, RoomId, Sequence[OwnMessage]], Awaitable[Sequence[Outgoing]]]
    """Handles the bot's messages in a room, the latest first, and notes that the room was looked through."""
    carried_out: Callable[[Moment, ErasureRequest], Awaitable[Sequence[Outgoing]]]
    """Erases the data, when all rooms were looked through."""
    timer: str
    """The kind of the timer that is set when a request is granted."""
