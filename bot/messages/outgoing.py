"""The messages and actions that go out: each the name of a text with its parameters.

The composer turns them into rows of the outbox in the language of their room.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Any

from bot.domain.ids import EventId, RoomId, UserId
from bot.pictures.drawings import Drawing


class Role(StrEnum):
    """The role of a message of the bot's for its record: it decides what a reaction or a reply to it means."""

    ANSWER = "answer"
    CARD = "card"
    """Announces a record in its team's room; reactions on it are buttons."""
    ALERT = "alert"
    """The living card of a blocker in the PMO's or the steering committee's room."""
    NOTICE = "notice"
    """Speaks of a record again; reactions and replies count as on its card, but it is never rewritten."""
    QUESTION = "question"
    """Asks the taker of a blocker whether they still work on it ("noch dran?")."""
    REQUEST = "request"
    """Asks for the words that a command still needs: a plain reply to it gives them."""
    SUGGESTION = "suggestion"
    """"Meintest du …?": ✅ by the author runs `Say.suggests`."""
    BALLOT = "ballot"
    """A note of a retrospective: its subject is `R2/3`, and 👍 on it is a vote."""
    SPEAKERS = "speakers"
    """Asks who speaks for each voice at a session: 👍 and ⚪ on it answer for one's own."""
    QUORUM = "quorum"
    """Tells the PMO that too few voices are sure for a session: 📅 moves it."""
    NAMELESS = "nameless"
    """The answer to a nameless note: its row is deleted when it has arrived."""
    SESSION = "session"
    """The living card of a session whose minutes run, or what the clock says about it; a reply to it is a line in the minutes."""
    ATTENDANCE = "attendance"
    """Asks who is there, when minutes begin: a plain reply to it says it."""
    DRAFT = "draft"
    """The living draft of minutes: ✋ on it objects, a plain reply objects or is added to the minutes."""
    OBJECTION = "objection"
    """Says what somebody objects to in a draft, with buttons for what becomes of it."""
    LIGHTS = "lights"
    """Shows the traffic lights of a group, or asks whether they hold: ✅ on it confirms them. Its subject is the group (`G3`)."""
    LIGHT_REASON = "light reason"
    """Says which lights were set: a plain reply to it gives the reason, or the help wanted, where one is missing."""
    LIGHT_WHICH = "light which"
    """Asks which light a colour is for; `Say.suggests` are the words that were said."""
    IMPORT = "import"
    """Shows what a file brings, or what was taken over of it: ✅ takes it over, ↩️ takes it back."""
    RED_LIGHT = "red light"
    """The living alert about lights of a group that turned red: 👀 takes it, 🚧 keeps a blocker in its place."""
    RISKS = "risks"
    """The living draft of the letter on risks: ✅ sends it, ❌ leaves it out this time, a plain reply is added to it."""
    REPORT = "report"
    """Brings a report before the steering committee: ✅ accepts it, ✋ gives it back."""
    ERASURE = "erasure"
    """Shows somebody what erasing their data would do: ✅ of theirs asks for it."""
    ERASURE_REQUEST = "erasure request"
    """The living card of a request to erase, for those who decide on it: ✅ grants it, ✋ refuses it."""
    PROPOSAL = "proposal"
    """Asks the PMO to confirm a group, or to accept a topic."""


class Priority(IntEnum):
    """Which message is sent first while the homeserver's rate limit holds; the lowest value first."""

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
    """The idempotency key: no other message ever has it, and a second one with it is dropped."""
    subject: str | None = None
    """The record that it speaks of: `B12`."""
    role: Role = Role.ANSWER
    notify: bool = False
    """True for what must reach a person (m.text); everything else is a notice, which never notifies."""
    mentions: tuple[UserId, ...] = ()
    reply_to: EventId | None = None
    reply_to_once: str | None = None
    """Makes it a reply to a message of the bot's, by the `once` key of that, whose event id may not be known yet."""
    thread: EventId | None = None
    buttons: tuple[str, ...] = ()
    """Reactions that the bot sets itself, so that people only have to tap."""
    suggests: str | None = None
    literally: str | None = None
    """The command that ❌ runs instead, its words taken as they stand."""
    reply_gives: str | None = None
    """The name of the command that a plain reply to it stands for, whatever its role is: a digest asks for several things at once."""
    priority: Priority = Priority.ANSWER
    unasked: bool = False
    """Whether nobody in the room waits for it, so that it respects the quiet hours."""
    written_at: datetime | None = None
    """Set where the command waited while the bot was away: the message then says when it was written."""
    wakes: str | None = None
    """The kind of the timer (its subject is `subject`) that is set when this has been delivered or refused."""
    to_all: bool = False
    """Whether in an encrypted room devices that their owner has not signed have to be able to read it, too."""
    signs_in: UserId | None = None
    """Whom the link in it signs in to the board: its token is made when it is sent (`bot/outbound/sign_in_links.py`)."""


@dataclass(frozen=True)
class Anew:
    """Sends a message again that its room has refused, with a text that is true now; sends it first where it was never queued."""

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
    """In place of `data`: the name of the text that makes up the file, written out as Markdown in the language of the room."""
    params: Mapping[str, Any] = field(default_factory=dict)
    as_odt: bool = False
    """Makes an ODT file of `text` instead. It is left out where those cannot be made, so the same is sent as Markdown too, under the same
    name with `.md`."""
    pictures: tuple[Drawing, ...] = ()
    """Of an ODT file: what stands where `text` has a place for a picture of that kind (`![](trend)`). Where no pictures can be made it is
    sent without them, so what they show is said in words too."""
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
class Image:
    """A picture in a room. It never notifies, and whoever does not see it misses nothing: what it shows is said in words before it.

    Where no pictures can be made it is left out; one that cannot be made or uploaded is given up without a word.
    """

    room: RoomId
    drawing: Drawing
    once: str
    """A key that no other message ever has: a second one with it is dropped."""
    priority: Priority = Priority.ANSWER
    """That of the message whose words it shows, behind which it comes."""
    thread: EventId | None = None
    unasked: bool = False
    """Nobody in this room waits for it: it respects the quiet hours."""


@dataclass(frozen=True, kw_only=True)
class Rewrite:
    """Edits an earlier message of the bot's (m.replace)."""

    of: str
    """The `once` of the message."""
    text: str
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Reword:
    """Edits a message of the bot's by its event, with words that are not made from a text: those that stand there, but for a name."""

    room: RoomId
    event: EventId
    kind: str
    """`m.text` or `m.notice`, as the message has it."""
    body: str
    html: str
    once: str


@dataclass(frozen=True, kw_only=True)
class React:
    """Sets a reaction on somebody's message."""

    room: RoomId
    target: EventId
    key: str
    once: str
    subject: str | None = None
    """The record that it receipts."""


@dataclass(frozen=True, kw_only=True)
class Erase:
    """Redacts an earlier message of the bot's, and deletes its text."""

    of: str
    """The `once` of the message."""


@dataclass(frozen=True, kw_only=True)
class Enter:
    """Joins a room: accepts an invitation or follows an upgrade."""

    room: RoomId
    via: RoomId | None = None
    """A room that the bot is in, whose servers may know the room to join."""
    once: str


@dataclass(frozen=True, kw_only=True)
class Leave:
    """Declines an invitation or leaves a room."""

    room: RoomId
    once: str


@dataclass(frozen=True, kw_only=True)
class Open:
    """Creates a direct chat with somebody. The first message there is sent when the bot has joined it (`Joined`)."""

    room: RoomId
    """Where it was asked for: the chat is encrypted as that room is."""
    user: UserId
    about: str
    """The record that it is about."""
    once: str


Outgoing = Say | Anew | File | Image | Rewrite | Reword | React | Erase | Enter | Leave | Open
