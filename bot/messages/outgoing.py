"""What goes out: the name of a text and its parameters.

The composer turns them into rows of the outbox in the language of their room.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Any

from bot.domain.ids import EventId, RoomId, UserId


class Role(StrEnum):
    """What a message of ours is to its record: it decides what a reaction or a reply to it means."""

    ANSWER = "answer"
    CARD = "card"
    """Announces a record in its team's room; reactions on it are buttons."""
    ALERT = "alert"
    """The living card of a blocker in the PMO's or the steering committee's room."""
    NOTICE = "notice"
    """Speaks of a record again; reactions and replies count as on its card, but it is never rewritten."""
    QUESTION = "question"
    """Asks the one who took a record whether it goes on ("noch dran?")."""
    SUGGESTION = "suggestion"
    """"Meintest du …?": ✅ by the author runs `Say.suggests`."""
    BALLOT = "ballot"
    """A note of a retrospective: its subject is `R2/3`, and 👍 on it is a vote."""
    NAMELESS = "nameless"
    """Answers somebody of whom nothing is kept: the row of it goes when it has arrived."""
    PROPOSAL = "proposal"
    """Asks the PMO to confirm a group, or to accept a topic."""


class Priority(IntEnum):
    """Which message goes first when the homeserver slows us down; the lowest first."""

    ALERT = 0
    ANSWER = 1
    DIGEST = 2
    WEEKLY = 3


@dataclass(frozen=True, kw_only=True)
class Say:
    """A new message in a room."""

    room: RoomId
    text: str
    """The name of the text, as in `bot/texts/de/blocker.md`."""
    params: Mapping[str, Any] = field(default_factory=dict)
    more: tuple[tuple[str, Mapping[str, Any]], ...] = ()
    """Other texts in the same message, each with its parameters: what became of each of several records."""
    once: str
    """A key that no other message ever has: a second one with it is dropped."""
    subject: str | None = None
    """The record that it speaks of: `B12`."""
    role: Role = Role.ANSWER
    notify: bool = False
    """True for what must reach a person (m.text); everything else is a notice, which never notifies."""
    mentions: tuple[UserId, ...] = ()
    reply_to: EventId | None = None
    reply_to_once: str | None = None
    """Reply to a message of ours, by its `once`: its event id may not be known yet."""
    thread: EventId | None = None
    buttons: tuple[str, ...] = ()
    """Reactions that the bot sets itself, so that people only have to tap."""
    suggests: str | None = None
    literally: str | None = None
    """The command that ❌ runs instead, its words taken as they stand."""
    priority: Priority = Priority.ANSWER
    unasked: bool = False
    """Nobody in this room waits for it: it respects the quiet hours."""
    written_at: datetime | None = None
    """Set where the command waited while the bot was away: the message then says when it was written."""
    wakes: str | None = None
    """The timer (its kind; its subject is `subject`) that looks again when this has been delivered."""
    to_all: bool = False
    """Whether in an encrypted room also devices that their owner has not signed are to be able to read it."""


@dataclass(frozen=True)
class Anew:
    """A message that its room has refused is tried again, and says what is true now; one that was never queued is said."""

    say: Say


@dataclass(frozen=True, kw_only=True)
class File:
    """A file in a room. It never notifies; what there is to say about it is said by a message of its own."""

    room: RoomId
    name: str
    """What clients save it as: `S3.ics`."""
    mime: str
    data: bytes = b""
    text: str = ""
    """In place of `data`: the name of the text that it consists of, written out as Markdown in the language of the room."""
    params: Mapping[str, Any] = field(default_factory=dict)
    once: str
    """A key that no other message ever has: a second one with it is dropped."""
    body: str = ""
    """What clients say under it; empty where the name says enough."""
    subject: str | None = None
    reply_to_once: str | None = None
    """Reply to a message of ours, by its `once`."""
    thread: EventId | None = None
    unasked: bool = False
    """Nobody in this room waits for it: it respects the quiet hours."""


@dataclass(frozen=True, kw_only=True)
class Rewrite:
    """An earlier message of ours gets a new text (m.replace)."""

    of: str
    """The `once` of the message."""
    text: str
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class React:
    """A reaction of ours to somebody's message."""

    room: RoomId
    target: EventId
    key: str
    once: str
    subject: str | None = None
    """The record that it receipts."""


@dataclass(frozen=True, kw_only=True)
class Erase:
    """An earlier message of ours is deleted (redacted), and its text with it."""

    of: str
    """The `once` of the message."""


@dataclass(frozen=True, kw_only=True)
class Enter:
    """The bot accepts an invitation or follows an upgrade."""

    room: RoomId
    via: RoomId | None = None
    """A room that we are in and whose server may know the way."""
    once: str


@dataclass(frozen=True, kw_only=True)
class Leave:
    """The bot declines an invitation or goes."""

    room: RoomId
    once: str


@dataclass(frozen=True, kw_only=True)
class Open:
    """A direct chat with somebody is opened. What is said there first is said when we have come into it (`Joined`)."""

    room: RoomId
    """Where it was asked for: the chat is encrypted as that room is."""
    user: UserId
    about: str
    """The record that it is about."""
    once: str


Outgoing = Say | Anew | File | Rewrite | React | Erase | Enter | Leave | Open
