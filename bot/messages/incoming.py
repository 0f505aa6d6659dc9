"""The events that come in. Pydantic models, because they wait in the inbox as JSON."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from bot.domain.ids import EventId, RoomId, UserId
from bot.messages.event_keys import mark_of


class Doubt(StrEnum):
    """Why a message in an encrypted room has no effect."""

    NONE = ""
    UNSIGNED = "unsigned"
    """Sent by a device that its owner has not signed: it may be anybody's."""
    PLAIN = "plain"
    """It came unencrypted, so a server on the way may have written it."""


class _Event(BaseModel):
    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    event_id: EventId
    room: RoomId
    sender: UserId
    sent_at: datetime
    """When it was written, in UTC: origin_server_ts, but never later than when it was received."""


class Attachment(BaseModel):
    """The picture or file under which a text stands."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    name: str
    address: str
    """`mxc://…`: where the homeserver keeps it."""


class Message(_Event):
    """A text message or what stands under a picture, its reply fallback, quotes and code blocks already taken out."""

    kind: Literal["message"] = "message"
    text: str
    thread: EventId | None = None
    reply_to: EventId | None = None
    """The event that it replies to; None for the reply fallback of a thread."""
    mentions: dict[str, UserId] = Field(default_factory=dict)
    """The pills in it: the name as it stands in `text` -> the user id."""
    names_us: bool = False
    """Whether its client says that it mentions the bot (m.mentions)."""
    attachment: Attachment | None = None
    doubt: Doubt = Doubt.NONE


class Edit(_Event):
    """A message was changed by its own author. `text` is the whole new text."""

    kind: Literal["edit"] = "edit"
    of: EventId
    text: str
    thread: EventId | None = None
    mentions: dict[str, UserId] = Field(default_factory=dict)
    names_us: bool = False
    attachment: Attachment | None = None
    doubt: Doubt = Doubt.NONE
    author: UserId | None = None
    """Who wrote the message that it edits, where the homeserver was asked."""
    takes_back: bool = False
    """Whether it stands for a deleted edit: its words are those that hold again."""


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
    """Somebody invites the bot into a room. `event_id` is made up: stripped state carries none."""

    kind: Literal["invitation"] = "invitation"
    is_direct: bool = False


class Joined(_Event):
    """The bot is now in `room`; `sender` is the bot itself."""

    kind: Literal["joined"] = "joined"
    predecessor: RoomId | None = None
    """The room that this one says it replaces (m.room.create)."""
    opened_for: UserId | None = None
    """The person for whom the bot made it as a direct chat."""
    opened_about: str = ""
    """The record that they wanted to speak of there."""
    inviter: UserId | None = None
    """Who had invited the bot, where the join event tells."""
    is_direct: bool = False
    """Whether that person meant it as a direct chat."""


class Left(_Event):
    """The bot is no longer in `room`: `sender` removed it (or it left)."""

    kind: Literal["left"] = "left"


class Replaced(_Event):
    """The room was upgraded: its tombstone names `successor`."""

    kind: Literal["replaced"] = "replaced"
    successor: RoomId


class Echo(_Event):
    """A message of the bot's came back with a sync: it has arrived, whatever became of the homeserver's answer to the request."""

    kind: Literal["echo"] = "echo"
    once: str = ""
    """Empty where it cannot be read any more: its text was deleted, or its key is gone."""
    sealed: str = ""
    """The mark (hash) of its `once` key, where it cannot be decrypted."""
    about: str = ""
    """The record that it speaks of."""

    @property
    def mark(self) -> str:
        """The mark by which it is known; empty where there is none."""
        return mark_of(self.once) if self.once else self.sealed


class Undecryptable(_Event):
    """An encrypted event whose key has not come yet; `raw` is the event as it was received."""

    kind: Literal["undecryptable"] = "undecryptable"
    raw: dict[str, Any]


class Garbled(_Event):
    """An event that another version of the bot has stored in a form that this one cannot read."""

    kind: Literal["garbled"] = "garbled"


Incoming = Annotated[
    Message | Edit | Reaction | Redaction | Invitation | Joined | Left | Replaced | Echo | Undecryptable | Garbled,
    Field(discriminator="kind"),
]


INCOMING: TypeAdapter[Incoming] = TypeAdapter(Incoming, config=ConfigDict(hide_input_in_errors=True))
