"""What crosses the seams: what came in, what goes out, and a mistake that the user can mend.

Incoming values are pydantic models because they wait in the inbox as JSON. Outgoing values name a text and its parameters; the
composer turns them into rows of the outbox in the language of their room.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from bot.domain.ids import EventId, Number, RoomId, UserId

# ---------------------------------------------------------------------------------------------------------------- what came in


class Doubt(StrEnum):
    """Why a message in an encrypted room has no effect."""

    NONE = ""
    UNSIGNED = "unsigned"
    """Its device was not signed by its owner: it may be anybody's."""
    PLAIN = "plain"
    """It came unencrypted, so anybody on the way may have written it."""


class _Event(BaseModel):
    model_config = ConfigDict(frozen=True)

    event_id: EventId
    room: RoomId
    sender: UserId
    sent_at: datetime
    """When it was written, in UTC: origin_server_ts, never later than when we received it."""


class Message(_Event):
    """A text message, its reply fallback, quotes and code blocks already taken out."""

    kind: Literal["message"] = "message"
    text: str
    thread: EventId | None = None
    reply_to: EventId | None = None
    """The event it really replies to; None where a thread only falls back to a reply."""
    mentions: dict[str, UserId] = Field(default_factory=dict)
    """The pills in it: the name as it stands in `text`, and whose it is."""
    doubt: Doubt = Doubt.NONE


class Edit(_Event):
    """A message was changed by its own author. `text` is the whole new text."""

    kind: Literal["edit"] = "edit"
    of: EventId
    text: str
    thread: EventId | None = None
    mentions: dict[str, UserId] = Field(default_factory=dict)
    doubt: Doubt = Doubt.NONE


class Reaction(_Event):
    kind: Literal["reaction"] = "reaction"
    target: EventId
    key: str
    """The emoji, without variation selectors and skin tones."""


class Redaction(_Event):
    """An event was deleted: a message, or a reaction withdrawn."""

    kind: Literal["redaction"] = "redaction"
    target: EventId


class Invitation(_Event):
    """Somebody asks the bot into a room. `event_id` is made by us: stripped state carries none."""

    kind: Literal["invitation"] = "invitation"
    is_direct: bool = False


class Joined(_Event):
    """The bot is now in `room`; `sender` is the bot itself."""

    kind: Literal["joined"] = "joined"
    predecessor: RoomId | None = None
    """The room that this one says it replaces (m.room.create)."""
    opened_for: UserId | None = None
    """The person for whom we opened it as a direct chat."""
    opened_about: str = ""
    """The record that they wanted to speak of there."""


class Left(_Event):
    """The bot is no longer in `room`: `sender` removed it (or it left)."""

    kind: Literal["left"] = "left"


class Replaced(_Event):
    """The room was upgraded: its tombstone names `successor`."""

    kind: Literal["replaced"] = "replaced"
    successor: RoomId


class Echo(_Event):
    """A message of our own came back: it has arrived, whatever became of the homeserver's answer to it."""

    kind: Literal["echo"] = "echo"
    once: str


class Undecryptable(_Event):
    """An encrypted event whose key has not come yet; `raw` is the event as it was received."""

    kind: Literal["undecryptable"] = "undecryptable"
    raw: dict[str, Any]


class Garbled(_Event):
    """It was kept by another version of ours, in a form that this one does not understand."""

    kind: Literal["garbled"] = "garbled"


Incoming = Annotated[
    Message | Edit | Reaction | Redaction | Invitation | Joined | Left | Replaced | Echo | Undecryptable | Garbled,
    Field(discriminator="kind"),
]
INCOMING: TypeAdapter[Incoming] = TypeAdapter(Incoming)


# ---------------------------------------------------------------------------------------------------------------- what goes out


ONCE = "de.lotse.once"
"""Where a message carries its `once` key: another device of ours sees no transaction id, but it sees this.

A direct chat that we opened carries it in its m.room.create, since opening a room knows no transaction id at all.
"""
OPENED_FOR = "de.lotse.opened_for"
OPENED_ABOUT = "de.lotse.opened_about"
"""What else stands there: the person, and the record that they wanted to speak of."""

TO_ALL = "de.lotse.to-all"
"""Marks a message on its way which every device in an encrypted room is to be able to read, also one that its owner has not signed.

Whoever sends it takes the mark off.
"""


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
    priority: Priority = Priority.ANSWER
    unasked: bool = False
    """Nobody in this room waits for it: it respects the quiet hours."""
    written_at: datetime | None = None
    """Set where the command waited while the bot was away: the message then says when it was written."""
    wakes: str | None = None
    """The timer (its kind; its subject is `subject`) that looks again when this has been delivered."""
    to_all: bool = False
    """Whether in an encrypted room also devices that their owner has not signed are to be able to read it."""


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


Outgoing = Say | File | Rewrite | React | Erase | Enter | Leave | Open


@dataclass(frozen=True)
class Reply:
    """What a command answers, in the room and thread where it was said.

    `Reply("blocker.solved", blocker=…)`: the first argument names the text, the keywords are its parameters. Without a text nothing
    is answered.
    """

    text: str
    params: Mapping[str, Any]
    subject: Number | None
    role: Role
    buttons: tuple[str, ...]
    also: tuple[Outgoing, ...]
    receipt: str | None
    mentions: tuple[UserId, ...]
    nameless: bool

    def __init__(
        self,
        text: str,
        /,
        *,
        subject: Number | None = None,
        role: Role = Role.ANSWER,
        buttons: tuple[str, ...] = (),
        also: tuple[Outgoing, ...] = (),
        receipt: str | None = None,
        mentions: tuple[UserId, ...] = (),
        nameless: bool = False,
        **params: Any,
    ) -> None:
        """`receipt` is the emoji that says the same in rooms that want short answers (`antworten: kurz`).

        An answer is a notice, unless it has `mentions`: then it notifies these people. `nameless` forgets with the commit whose
        command it was, and when.
        """
        for name, value in (
            ("text", text),
            ("params", params),
            ("subject", subject),
            ("role", role),
            ("buttons", buttons),
            ("also", also),
            ("receipt", receipt),
            ("mentions", mentions),
            ("nameless", nameless),
        ):
            object.__setattr__(self, name, value)


class UserError(Exception):
    """The user's to mend: answered in one sentence with a correct example, rolled back, not logged.

    `suggest` is the command that was probably meant; the answer then offers ✅ to run it.
    """

    def __init__(self, text: str, /, *, suggest: str | None = None, **params: Any) -> None:
        super().__init__(text)
        self.text = text
        self.suggest = suggest
        self.params = params
        self.about = ""
        """The command that was refused, as far as it was understood; set by whoever ran it."""
        self.number: Number | None = None
        """The record that the command spoke of, for the example."""
        self.replaces = False
        """Whether an edited message was run anew, so that this is now what became of it."""
