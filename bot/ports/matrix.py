"""The ports to the clock and to Matrix: sending (Chat), and what is known of rooms and people (Rooms)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from bot.domain.ids import EventId, RoomId, UserId
from bot.domain.muted_rooms import Why
from bot.messages import Reaction


class Clock(Protocol):
    def now(self) -> datetime:
        """The time, aware, in UTC."""

    async def sleep_until(self, moment: datetime) -> None:
        """Returns at `moment`, or at once where it has passed."""


class SendFailed(Exception):
    """The homeserver did not accept a request. Without any of the flags below it is in trouble, and a retry succeeds when that is over."""

    def __init__(
        self,
        reason: str,
        *,
        retry_after: timedelta | None = None,
        final: bool = False,
        is_slowed: bool | None = None,
        is_doubted: bool = False,
        why: Why = Why.REFUSED,
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.retry_after = retry_after
        """The pause that the homeserver asked for, where it named one (Retry-After)."""
        self.final = final
        """Whether it is a refusal for good: a retry makes no sense."""
        self.why = why
        """The reason, where it is given up."""
        self.is_slowed = retry_after is not None if is_slowed is None else is_slowed
        """Whether it is the rate limit: the homeserver accepts no messages for now, whatever they are."""
        self.is_doubted = is_doubted
        """Whether it is a refusal for no known reason in the room or the message: a retry may or may not succeed."""


@dataclass(frozen=True, kw_only=True)
class Attached:
    """A file that somebody has posted, decrypted."""

    name: str
    data: bytes


@dataclass(frozen=True, kw_only=True)
class OwnMessage:
    """A message of the bot's as the homeserver has it; an edit of one is a message of its own."""

    event: EventId
    content: dict[str, Any] | None
    """None where its key is gone."""
    edit_of: EventId | None = None


@dataclass(frozen=True, kw_only=True)
class OwnMessages:
    """A page of them, the latest first."""

    messages: Sequence[OwnMessage]
    next: str | None
    """Where the next page begins; None at the end."""


class Chat(Protocol):
    """Sends to rooms. Every method raises SendFailed. `txn` is the transaction id: the same one again makes no second event."""

    async def send(self, room: RoomId, event_type: str, content: dict[str, Any], txn: str) -> EventId: ...

    async def upload(self, room: RoomId, name: str, mime: str, data: bytes) -> dict[str, Any]:
        """Uploads a file for the members of a room; the part of its message's content that names it.

        `{"url": "mxc://…"}`, or in an encrypted room `{"file": {…}}` with the keys (specification: Sending encrypted attachments).
        Nobody sees it before the message is sent.
        """

    async def redact(self, room: RoomId, event: EventId, txn: str) -> EventId: ...

    async def join(self, room: RoomId, via: RoomId | None) -> None: ...

    async def leave(self, room: RoomId) -> None: ...

    async def open_direct(self, user: UserId, *, like: RoomId, about: str, once: str) -> None:
        """Creates a direct chat with the person, encrypted if the room `like` is; not again where one with this `once` key exists."""

    async def reactions(self, room: RoomId, event: EventId, now: datetime) -> Sequence[Reaction]:
        """The reactions of others to an event, as the homeserver has them now: the oldest first."""

    async def attached(self, room: RoomId, event: EventId, max_bytes: int) -> Attached:
        """The file that this message is about: its own, that of the message it replies to, or of its thread.

        Raises NotRead where there is none, or one that may not be read; no more than `max_bytes` are fetched.
        """

    async def own_messages(self, room: RoomId, page: str | None) -> OwnMessages:
        """The bot's own messages in a room, the latest first, from the page on that the one before has named."""

    async def find(self, room: RoomId, once: str, since: datetime) -> EventId | None:
        """The bot's event that carries this `once` key, if it was sent at or after `since`."""


class Rooms(Protocol):
    """What the homeserver says about rooms and people, as of the last sync. Unknown rooms are empty."""

    @property
    def me(self) -> UserId: ...

    def members(self, room: RoomId) -> frozenset[UserId]:
        """Everybody who is joined, except the bot."""

    def is_joined(self, user: UserId, room: RoomId) -> bool: ...

    def has_left(self, user: UserId, room: RoomId) -> bool:
        """Whether the user has left the room or was removed. False for a room that the bot is not in, where it is unknown."""

    def is_here(self, room: RoomId) -> bool:
        """Whether the bot is in the room."""

    def may_speak(self, room: RoomId) -> bool:
        """Whether the bot is in the room, and its power levels allow it to send messages."""

    def title(self, room: RoomId) -> str:
        """The name of the room; empty where it has none."""

    def power(self, user: UserId, room: RoomId) -> int:
        """The user's power level; creators of rooms of version 12 have more than any level."""

    def name(self, user: UserId, room: RoomId | None = None) -> str:
        """The display name of the user, with the id behind it where it is not unique in the room."""

    def named(self, name: str, room: RoomId) -> Sequence[UserId]:
        """The members with this display name, whatever its case."""

    def is_public(self, room: RoomId) -> bool:
        """Whether anybody may join or read along."""

    def is_encrypted(self, room: RoomId) -> bool: ...

    def permalink(self, room: RoomId, event: EventId | None = None) -> str:
        """A matrix.to link to the room or to a message in it, with `via`."""
