"""What does a Matrix event mean to the bot? A raw event becomes one of the values of `bot.messages`, or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypedDict

from bot.domain.ids import EventId, RoomId, UserId
from bot.matrix.inbound.text import Typed, bare_emoji, clean_name, typed
from bot.messages import (
    ABOUT,
    MARK,
    ONCE,
    Attachment,
    Echo,
    Edit,
    Incoming,
    Invitation,
    Joined,
    Left,
    Message,
    Reaction,
    Redaction,
    Replaced,
    Undecryptable,
)

Event = Mapping[str, Any]

LONGEST_ID = 255
"""Characters (specification, "Common identifier format")."""
_MEDIA = frozenset({"m.image", "m.file", "m.audio", "m.video"})
DEEPEST = 10
"""Levels of an event that waits for its key. What counts in it are three; what is kept as JSON may not be arbitrarily deep."""


@dataclass(frozen=True, kw_only=True)
class Setting:
    """What has to be known to read an event of a room."""

    room: RoomId
    me: UserId
    version: int
    """The room version: from 11 on a redaction names its target in the content."""
    predecessor: RoomId | None
    received_at: datetime
    opened_for: UserId | None = None
    opened_about: str = ""


class _Common(TypedDict):
    event_id: EventId
    room: RoomId
    sender: UserId
    sent_at: datetime


class _Words(TypedDict):
    text: str
    mentions: dict[str, UserId]
    names_us: bool
    attachment: Attachment | None


def translate(event: Event, setting: Setting) -> Incoming | None:
    """None for everything that is not for us: notices, pictures without a word, malformed ones, what pretends to be state.

    Of our own doings only our coming and going, and what carries a `once` key of ours: that it has arrived (Echo).
    An event of type m.room.encrypted was not decrypted before: it comes out as Undecryptable.
    """
    if not (_text(event, "event_id") and _text(event, "sender") and _text(event, "type")):
        return None
    if event["type"] == "m.room.member":
        return _membership(event, setting)
    common = _common(event, setting)
    content = _dict(event, "content")
    if "state_key" in event:
        return _tombstone(common, event, content) if event["sender"] != setting.me else None
    if event["sender"] == setting.me:
        return _echo(common, event, content)
    relation = _dict(content, "m.relates_to")
    match event["type"]:
        case "m.room.message":
            return _message(common, content, relation, setting.me)
        case "m.room.encrypted" if content.get("algorithm") == "m.megolm.v1.aes-sha2":
            return Undecryptable(**common, raw=_storable(event))
        case "m.reaction" if relation.get("rel_type") == "m.annotation":
            target, key = _id(relation, "event_id"), bare_emoji(_text(relation, "key"))
            return Reaction(**common, target=EventId(target), key=key) if target and key else None
        case "m.room.redaction":
            target = _id(content if setting.version >= 11 else event, "redacts")
            return Redaction(**common, target=EventId(target)) if target else None
    return None


def invitation(stripped: Any, setting: Setting, event_id: EventId) -> Invitation | None:
    """From the stripped state of a room that `me` is invited to; None where it says nothing of that.

    It is put together by the server of whoever invites, which may write in it what it likes: only the last word about us is the
    invitation itself, which our own homeserver has checked and put behind the rest.
    """
    events = [each for each in stripped if isinstance(each, dict)] if isinstance(stripped, list) else []
    own = [each for each in events if _is_own_member(each, setting.me) and _membership_of(each) == "invite" and _id(each, "sender")]
    if not own:
        return None
    is_direct = _dict(own[-1], "content").get("is_direct") is True
    sender = UserId(_id(own[-1], "sender"))
    return Invitation(event_id=event_id, room=setting.room, sender=sender, sent_at=setting.received_at, is_direct=is_direct)


def is_own_join(event: Event, me: UserId) -> bool:
    """Whether `me` comes into the room with this event; a new name or picture of somebody in it is no join."""
    return _is_own_member(event, me) and _membership_of(event) == "join" and _membership_before(event) != "join"


def _message(common: _Common, content: Event, relation: Event, me: UserId) -> Incoming | None:
    kind = _text(relation, "rel_type")
    if kind == "m.replace":
        new, target = _dict(content, "m.new_content"), _id(relation, "event_id")
        words = _words(new, me)
        if words is None or not target:
            return None
        return Edit(**common, of=EventId(target), thread=_thread(_dict(new, "m.relates_to")), **words)
    words = _words(content, me)
    falls_back = kind == "m.thread" and relation.get("is_falling_back") is True
    replied = "" if falls_back else _id(_dict(relation, "m.in_reply_to"), "event_id")
    # A picture without a word means something only where it answers something.
    if words is None or (words["attachment"] and not words["text"] and not replied):
        return None
    return Message(**common, thread=_thread(relation), reply_to=EventId(replied) if replied else None, **words)


def _words(content: Event, me: UserId) -> _Words | None:
    """What a content says; None where it is not of a kind in which people say something."""
    kind = content.get("msgtype")
    attachment = _attachment(content) if kind in _MEDIA else None
    if kind != "m.text" and attachment is None:
        return None
    # Without a name of its own beside it the body is the name of the file (specification, "Media captions").
    has_words = attachment is None or (bool(_text(content, "filename")) and content.get("body") != content["filename"])
    said = typed(content) if has_words else Typed("", {})
    named = _dict(content, "m.mentions").get("user_ids")
    return {
        "text": said.text,
        "mentions": said.mentions,
        "names_us": isinstance(named, list) and me in named,
        "attachment": attachment,
    }


def _attachment(content: Event) -> Attachment | None:
    """In encrypted rooms the address stands beside the key."""
    address = _id(content, "url") or _id(_dict(content, "file"), "url")
    if not address.startswith("mxc://") or " " in address:
        return None
    return Attachment(name=clean_name(_text(content, "filename") or _text(content, "body")), address=address)


def _echo(common: _Common, event: Event, content: Event) -> Echo | None:
    """Also of what nobody can read any more: that it was there is all there is to know."""
    if event["type"] not in ("m.room.message", "m.reaction", "m.room.encrypted"):
        return None
    once, sealed = _text(content, ONCE), _text(content, MARK)
    return Echo(**common, once=once, sealed=sealed, about=_text(content, ABOUT)) if once or sealed or not content else None


def _tombstone(common: _Common, event: Event, content: Event) -> Incoming | None:
    successor = _id(content, "replacement_room")
    if event["type"] != "m.room.tombstone" or event["state_key"] != "" or not successor:
        return None
    return Replaced(**common, successor=RoomId(successor))


def _membership(event: Event, setting: Setting) -> Incoming | None:
    if not _is_own_member(event, setting.me):
        return None
    if is_own_join(event, setting.me):
        opened = {"opened_for": setting.opened_for, "opened_about": setting.opened_about}
        return Joined(**_common(event, setting), predecessor=setting.predecessor, **opened, **_invited(event))
    if _membership_of(event) in ("leave", "ban"):
        return Left(**_common(event, setting))
    return None


def _invited(event: Event) -> dict[str, Any]:
    """By whom, as far as the event of our coming tells: an invitation that was accepted stands nowhere else."""
    unsigned = _dict(event, "unsigned")
    before, inviter = _dict(unsigned, "prev_content"), _text(unsigned, "prev_sender")
    if _text(before, "membership") != "invite" or not inviter:
        return {}
    return {"inviter": UserId(inviter), "is_direct": before.get("is_direct") is True}


def _is_own_member(event: Event, me: UserId) -> bool:
    return event.get("type") == "m.room.member" and event.get("state_key") == me


def _membership_of(event: Event) -> str:
    return _text(_dict(event, "content"), "membership")


def _membership_before(event: Event) -> str:
    before = _dict(_dict(event, "unsigned"), "prev_content") or _dict(event, "prev_content")
    return _text(before, "membership")


def _thread(relation: Event) -> EventId | None:
    root = _id(relation, "event_id") if relation.get("rel_type") == "m.thread" else ""
    return EventId(root) if root else None


def _common(event: Event, setting: Setting) -> _Common:
    return {
        "event_id": EventId(event["event_id"]),
        "room": setting.room,
        "sender": UserId(event["sender"]),
        "sent_at": _sent_at(event, setting.received_at),
    }


def _sent_at(event: Event, received_at: datetime) -> datetime:
    """The sender's server says when; a clock that is ahead, or nonsense, does not make it later than now."""
    stamp = event.get("origin_server_ts")
    if not isinstance(stamp, int) or isinstance(stamp, bool) or not 0 <= stamp < received_at.timestamp() * 1000:
        return received_at
    return datetime.fromtimestamp(stamp / 1000, UTC)


def _dict(event: Event, key: str) -> Event:
    value = event.get(key)
    return value if isinstance(value, dict) else {}


def _text(event: Event, key: str) -> str:
    value = event.get(key)
    return value if isinstance(value, str) else ""


def _id(event: Event, key: str) -> str:
    """What names an event, a room or a person; empty for what names none, such as one that no database would take."""
    value = _text(event, key)
    return value if len(value) <= LONGEST_ID and value.isprintable() else ""


def _storable(event: Event) -> dict[str, Any]:
    """A copy that can be kept as JSON, whatever somebody has put beside what counts: not too deep, and nothing but characters."""
    copied: dict[str, Any] = _copied(event, DEEPEST)
    return copied


def _copied(value: Any, depth: int) -> Any:
    if isinstance(value, str):
        return value.encode(errors="ignore").decode().replace("\0", "")
    if not isinstance(value, Mapping | list):
        return value
    if depth == 0:
        return None
    if isinstance(value, list):
        return [_copied(each, depth - 1) for each in value]
    return {_copied(str(key), depth): _copied(each, depth - 1) for key, each in value.items()}
