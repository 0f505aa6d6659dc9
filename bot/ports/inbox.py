"""The port of the inbox: events that came in, and what became of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.ids import EventId, Number, RoomId, UserId
from bot.messages import Incoming


@dataclass(frozen=True, kw_only=True)
class InboxRow:
    """An event on its way to a command. Its payload is gone once it has been handled."""

    id: int
    event: Incoming
    received_at: datetime


@dataclass(frozen=True, kw_only=True)
class Handled:
    """What became of a message that was a command: what an edit or a deletion of it has to know."""

    event_id: EventId
    room: RoomId
    sender: UserId
    sent_at: datetime
    outcome: str
    """`done`, `refused`, `ignored`, `stands` or `nameless`."""
    command: str
    """The command that ran (`blocker add`), empty where none was understood."""
    subject: Number | None
    others: tuple[Number, ...]
    """Further records that it has changed."""
    fingerprint: str
    """A hash of the text, so that an edit that changes nothing is seen as such."""
    edit_of: EventId | None = None
    """The message that it edits."""


class Inbox(Protocol):
    async def add(self, events: Sequence[Incoming], received_at: datetime) -> int:
        """Stores the events whose id is new, in order; returns how many."""

    async def take(self, event: Incoming, received_at: datetime, also: Collection[EventId] = ()) -> InboxRow | None:
        """Keeps one that is handled in the same transaction; None where its event id is not new.

        With the same question it learns of the ids in `also` whether they are `handled`.
        """

    async def known(self, events: Collection[EventId]) -> frozenset[EventId]: ...

    async def author(self, event: EventId) -> UserId | None:
        """The sender of an event that came in, handled or not; None for an unknown or a nameless one."""

    async def edits_of(self, events: Collection[EventId]) -> Mapping[EventId, EventId]:
        """For those of the events that are edits, the message that each edits."""

    async def next(self, *, after: int = 0, but: Collection[UserId] = ()) -> InboxRow | None:
        """The oldest event that waits to be handled, behind the row `after` and not from the people in `but`."""

    async def finish(
        self,
        event: EventId,
        *,
        outcome: str,
        command: str = "",
        subject: Number | None = None,
        others: Sequence[Number] = (),
        fingerprint: str = "",
    ) -> None:
        """Marks an event as handled and deletes its text."""

    async def forget(self, event: EventId) -> None:
        """Marks an event as handled, and keeps neither sender, room, time nor text: only that it came in (`bot.messages.outcome.alias`)."""

    async def deleted_unread(self, event: EventId, room: RoomId) -> None:
        """Finishes a deleted event that waits for its key or to be handled."""

    async def forget_words(self, event: EventId) -> None:
        """Deletes the hash of the text of a deleted message, which will not be edited any more."""

    async def forget_words_about(self, subject: Number) -> None:
        """The same for everything that was said about a record."""

    async def forget_commands(self, subject: Number, commands: Collection[str], *, but: Collection[EventId] = ()) -> None:
        """Forgets which command handled events were that spoke of a record, where its name begins with one of `commands`: what their
        senders have done. Deleted or edited, they change nothing any more. The events in `but` are left as they are."""

    async def handled(self, event: EventId) -> Handled | None: ...

    async def also_said(self, tap: Handled) -> Sequence[Handled]:
        """The later taps in the same room that stand for the same command, on whatever record, and still hold: the oldest first."""

    async def waiting(self) -> int: ...

    async def set_aside(self, event: EventId) -> None:
        """Sets aside an event that this version cannot read; it is kept unchanged for another version."""

    async def set_aside_unreadable(self) -> int:
        """Sets aside all waiting rows that cannot be read, so that the others can be handled; how many."""

    async def count_set_aside(self) -> int: ...

    async def bring_back(self, received_before: datetime) -> None:
        """Makes the events that are set aside wait again; those received before that time are deleted instead."""

    async def carried_out(self, since: datetime, until: datetime) -> int:
        """How many commands given between the two times were carried out."""

    async def undecryptable(self) -> Sequence[InboxRow]:
        """The events that wait for their key, the oldest first; `next` leaves them out."""

    async def decrypted(self, event: EventId, message: Incoming) -> None:
        """Replaces an undecryptable event by its message, once the key has come."""

    async def refused_since(self, room: RoomId, sender: UserId, since: datetime) -> int:
        """How many of the sender's latest messages in the room were refused since then; only a limited number is searched."""

    async def was_repeated(self, row: InboxRow, fingerprint: str) -> bool:
        """Whether the sender has given a command with the same words in the same room later."""
