"""Time, a chat to speak in, and what is known of its rooms and people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Protocol

from bot.domain.ids import EventId, RoomId, UserId
from bot.domain.muted_rooms import Why


class Clock(Protocol):
    def now(self) -> datetime:
        """The time, aware, in UTC."""

    async def sleep_until(self, moment: datetime) -> None:
        """Returns at `moment`, or at once where it has passed."""


class SendFailed(Exception):
    """The homeserver did not take it. With none of the marks below it is in trouble, and takes it when that is over."""

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
        """The pause that it asked for, where it named one."""
        self.final = final
        """It never takes it, as things are."""
        self.why = why
        """What the matter is, where it is given up."""
        self.is_slowed = retry_after is not None if is_slowed is None else is_slowed
        """It takes no more messages for now, whatever they are."""
        self.is_doubted = is_doubted
        """It does not take this one, for no reason in the room or the message: nobody knows whether it ever will."""


class Chat(Protocol):
    """Where messages go. Every method raises SendFailed; the same `txn` again is the same event."""

    async def send(self, room: RoomId, event_type: str, content: dict[str, Any], txn: str) -> EventId: ...

    async def upload(self, room: RoomId, name: str, mime: str, data: bytes) -> dict[str, Any]:
        """Puts a file where the room's members can fetch it; what the content of its message says about that.

        `{"url": "mxc://…"}`, or in an encrypted room `{"file": {…}}` with the keys (specification: Sending encrypted attachments).
        Nobody sees it before the message is sent.
        """

    async def redact(self, room: RoomId, event: EventId, txn: str) -> EventId: ...

    async def join(self, room: RoomId, via: RoomId | None) -> None: ...

    async def leave(self, room: RoomId) -> None: ...

    async def open_direct(self, user: UserId, *, like: RoomId, about: str, once: str) -> None:
        """A new direct chat with the person, encrypted as the room `like` is. One that we opened with this `once` is not opened again."""

    async def find(self, room: RoomId, once: str, since: datetime) -> EventId | None:
        """The event of ours that carries this `once` key, if it was sent at or after `since`."""


class Rooms(Protocol):
    """What the homeserver says about rooms and people, as of the last sync. Unknown rooms are empty."""

    @property
    def me(self) -> UserId: ...

    def members(self, room: RoomId) -> frozenset[UserId]:
        """Who is joined, the bot left out."""

    def is_joined(self, user: UserId, room: RoomId) -> bool: ...

    def has_left(self, user: UserId, room: RoomId) -> bool:
        """Whether the user was there and has gone, or was put out. Of a room that we are not in nobody can tell."""

    def is_here(self, room: RoomId) -> bool:
        """Whether we are in the room."""

    def may_speak(self, room: RoomId) -> bool:
        """Whether we are in the room, and its power levels let us write in it."""

    def title(self, room: RoomId) -> str:
        """What the room is called; empty where it has no name."""

    def power(self, user: UserId, room: RoomId) -> int:
        """The user's power level; creators of rooms of version 12 have more than any level."""

    def name(self, user: UserId, room: RoomId | None = None) -> str:
        """What people call the user: the display name, with the id behind it where two in the room bear it."""

    def named(self, name: str, room: RoomId) -> Sequence[UserId]:
        """Who in the room bears this display name (case does not matter)."""

    def is_public(self, room: RoomId) -> bool:
        """Whether anybody may join or read along."""

    def is_encrypted(self, room: RoomId) -> bool: ...

    def permalink(self, room: RoomId, event: EventId | None = None) -> str:
        """A matrix.to link to the room or to a message in it, with `via`."""
