"""A Matrix event as one of the values of `bot.messages`; None for what means nothing to the bot."""

from __future__ import annotations

from typing import TypedDict

from bot.domain.ids import EventId, RoomId, UserId
from bot.matrix.inbound.json_fields import Event, dict_at, id_at, text_at
from bot.matrix.inbound.membership import membership
from bot.matrix.inbound.room_facts import Common, RoomFacts, common_of
from bot.matrix.inbound.sanitize import storable
from bot.matrix.inbound.text import Typed, bare_emoji, clean_name, typed
from bot.messages import ABOUT, MARK, ONCE, Attachment, Echo, Edit, Incoming, Message, Reaction, Redaction, Replaced, Undecryptable

_MEDIA = frozenset({"m.image", "m.file", "m.audio", "m.video"})
MAX_DEPTH = 10
"""Levels of an encrypted event that is kept until its key comes. Three of them matter; stored JSON may not be arbitrarily deep."""


class _Words(TypedDict):
    text: str
    mentions: dict[str, UserId]
    names_us: bool
    attachment: Attachment | None


def translate(event: Event, facts: RoomFacts) -> Incoming | None:
    """The event as a value; None for what is not for the bot: notices, pictures without a word, malformed events, unknown state.

    Of the bot's own events only its joins and leaves, and those with its `once` key, which tell that a message has arrived (Echo).
    An event of type m.room.encrypted could not be decrypted, and becomes Undecryptable.
    """
    if not (text_at(event, "event_id") and text_at(event, "sender") and text_at(event, "type")):
        return None
    if event["type"] == "m.room.member":
        return membership(event, facts)
    common = common_of(event, facts)
    content = dict_at(event, "content")
    if "state_key" in event:
        return _tombstone(common, event, content) if event["sender"] != facts.me else None
    if event["sender"] == facts.me:
        return _echo(common, event, content)
    relation = dict_at(content, "m.relates_to")
    match event["type"]:
        case "m.room.message":
            return _message(common, content, relation, facts.me)
        case "m.room.encrypted" if content.get("algorithm") == "m.megolm.v1.aes-sha2":
            return Undecryptable(**common, raw=storable(event, MAX_DEPTH))
        case "m.reaction" if relation.get("rel_type") == "m.annotation":
            target, key = id_at(relation, "event_id"), bare_emoji(text_at(relation, "key"))
            return Reaction(**common, target=EventId(target), key=key) if target and key else None
        case "m.room.redaction":
            target = id_at(content if facts.version >= 11 else event, "redacts")
            return Redaction(**common, target=EventId(target)) if target else None
    return None


def _message(common: Common, content: Event, relation: Event, me: UserId) -> Incoming | None:
    kind = text_at(relation, "rel_type")
    if kind == "m.replace":
        new, target = dict_at(content, "m.new_content"), id_at(relation, "event_id")
        words = _words(new, me)
        if words is None or not target:
            return None
        return Edit(**common, of=EventId(target), thread=_thread(dict_at(new, "m.relates_to")), **words)
    words = _words(content, me)
    falls_back = kind == "m.thread" and relation.get("is_falling_back") is True
    replied = "" if falls_back else id_at(dict_at(relation, "m.in_reply_to"), "event_id")
    # A picture without a word means something only as a reply.
    if words is None or (words["attachment"] and not words["text"] and not replied):
        return None
    return Message(**common, thread=_thread(relation), reply_to=EventId(replied) if replied else None, **words)


def _words(content: Event, me: UserId) -> _Words | None:
    """The words of a content; None where its msgtype is none in which people say something."""
    kind = text_at(content, "msgtype")
    attachment = _attachment(content) if kind in _MEDIA else None
    if kind != "m.text" and attachment is None:
        return None
    # Without a name of its own beside it the body is the name of the file (specification, "Media captions").
    has_words = attachment is None or (bool(text_at(content, "filename")) and content.get("body") != content["filename"])
    said = typed(content) if has_words else Typed("", {})
    named = dict_at(content, "m.mentions").get("user_ids")
    return {
        "text": said.text,
        "mentions": said.mentions,
        "names_us": isinstance(named, list) and me in named,
        "attachment": attachment,
    }


def _attachment(content: Event) -> Attachment | None:
    """The attachment of a content. In encrypted rooms its address stands beside the key, under `file`."""
    address = id_at(content, "url") or id_at(dict_at(content, "file"), "url")
    if not address.startswith("mxc://") or " " in address:
        return None
    return Attachment(name=clean_name(text_at(content, "filename") or text_at(content, "body")), address=address)


def _echo(common: Common, event: Event, content: Event) -> Echo | None:
    """The bot's own message, come back. Also for one that was deleted or cannot be decrypted: all that is known is that it was there."""
    if event["type"] not in ("m.room.message", "m.reaction", "m.room.encrypted"):
        return None
    once, sealed = text_at(content, ONCE), text_at(content, MARK)
    return Echo(**common, once=once, sealed=sealed, about=text_at(content, ABOUT)) if once or sealed or not content else None


def _tombstone(common: Common, event: Event, content: Event) -> Incoming | None:
    successor = id_at(content, "replacement_room")
    if event["type"] != "m.room.tombstone" or event["state_key"] != "" or not successor:
        return None
    return Replaced(**common, successor=RoomId(successor))


def _thread(relation: Event) -> EventId | None:
    root = id_at(relation, "event_id") if relation.get("rel_type") == "m.thread" else ""
    return EventId(root) if root else None
