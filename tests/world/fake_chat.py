"""The homeserver as a test sees it: takes what the bot sends, and shows the rooms as people in them see them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.domain.ids import EventId, RoomId, UserId
from bot.domain.imports.contents import Why
from bot.lists import NotRead
from bot.messages import Incoming, Message, Reaction, Redaction
from bot.ports import Attached, OwnMessage, OwnMessages, SendFailed
from tests.world.fakes import FakeClock


@dataclass
class Seen:
    """A message as somebody in the room sees it: edits applied, reactions under it."""

    event: EventId
    room: RoomId
    body: str
    html: str
    content: dict[str, Any]
    edits: int = 0
    latest_edit: EventId | None = None
    gone: bool = False
    reactions: list[str] = field(default_factory=list)
    file: bytes | None = None
    """What is in it, where it is a file."""

    @property
    def notifies(self) -> bool:
        return bool(self.content["msgtype"] == "m.text")

    @property
    def mentions(self) -> list[str]:
        return list(self.content["m.mentions"].get("user_ids", []))

    @property
    def replies_to(self) -> str | None:
        relation = self.content.get("m.relates_to", {})
        target: str | None = relation.get("m.in_reply_to", {}).get("event_id")
        return target


@dataclass
class Limit:
    """A homeserver that takes one message in a while, as Synapse does when its burst is used up."""

    clock: FakeClock
    each: timedelta
    tries: int = 0
    _next: datetime = datetime(1970, 1, 1, tzinfo=UTC)

    def take(self) -> None:
        self.tries += 1
        if self.clock.now() < self._next:
            raise SendFailed("429", retry_after=self._next - self.clock.now())
        self._next = self.clock.now() + self.each


@dataclass
class FakeChat:
    """Takes what the bot sends, as a homeserver does: the same transaction id again is the same event."""

    sent: dict[str, EventId] = field(default_factory=dict)
    timeline: list[Seen] = field(default_factory=list)
    receipts: dict[EventId, list[str]] = field(default_factory=dict)
    joined: list[RoomId] = field(default_factory=list)
    left: list[RoomId] = field(default_factory=list)
    failing: dict[RoomId, SendFailed] = field(default_factory=dict)
    refused_words: dict[str, SendFailed] = field(default_factory=dict)
    """What becomes of messages in which these words stand."""
    refused_deletions: dict[RoomId, SendFailed] = field(default_factory=dict)
    """Why nothing can be deleted in a room, where it takes messages."""
    refused_uploads: SendFailed | None = None
    uploads: dict[str, bytes] = field(default_factory=dict)
    limit: Limit | None = None
    before_answering: Callable[[RoomId, EventId, dict[str, Any]], Awaitable[None]] | None = None
    """What happens after a message was taken and before we hear of it; raising loses the answer."""
    refusing_chats: SendFailed | None = None
    """Why no direct chat can be opened."""
    opened: list[tuple[UserId, str]] = field(default_factory=list)
    """Direct chats: with whom, and about which record."""
    reacted: list[Reaction] = field(default_factory=list)
    """The reactions of people that stand, the oldest first."""
    posted: dict[EventId, Attached] = field(default_factory=dict)
    """The files that people have posted."""
    about_file: dict[EventId, EventId] = field(default_factory=dict)
    """The messages that reply to one, or stand in its thread."""
    refusing_files: SendFailed | None = None
    """Why the homeserver gives no file."""
    refusing_own_messages: SendFailed | None = None
    """Why the bot's own messages cannot be asked for."""
    unreadable: set[EventId] = field(default_factory=set)
    """Messages of the bot's whose keys it has lost."""
    refusing_relations: SendFailed | None = None
    """Why the reactions to a message cannot be asked for."""
    _count: int = 0

    async def send(self, room: RoomId, event_type: str, content: dict[str, Any], txn: str) -> EventId:
        if room in self.failing:
            raise self.failing[room]
        for words, refused in self.refused_words.items():
            if words in content.get("body", ""):
                raise refused
        if txn in self.sent:
            return self.sent[txn]
        if self.limit:
            self.limit.take()
        event = self.sent[txn] = self._event()
        relation = content.get("m.relates_to", {})
        if event_type == "m.reaction":
            target = self.of(relation["event_id"])
            if target:
                target.reactions.append(relation["key"])
            else:
                self.receipts.setdefault(relation["event_id"], []).append(relation["key"])
        elif relation.get("rel_type") == "m.replace":
            edited = self.of(relation["event_id"])
            assert edited is not None, "an edit of a message that was never sent"
            edited.body, edited.html = content["m.new_content"]["body"], content["m.new_content"]["formatted_body"]
            edited.edits += 1
            edited.latest_edit = event
        else:
            file = self.uploads[content["url"]] if content["msgtype"] in ("m.file", "m.image") else None
            # Only text has a second body in HTML.
            self.timeline.append(Seen(event, room, content["body"], content.get("formatted_body", ""), content, file=file))
        if self.before_answering:
            await self.before_answering(room, event, content)
        return event

    async def upload(self, room: RoomId, name: str, mime: str, data: bytes) -> dict[str, Any]:
        if room in self.failing:
            raise self.failing[room]
        if self.refused_uploads:
            raise self.refused_uploads
        url = f"mxc://stadt.example/{len(self.uploads) + 1}"
        self.uploads[url] = data
        return {"url": url}

    async def redact(self, room: RoomId, event: EventId, txn: str) -> EventId:
        refused = self.refused_deletions.get(room) or self.failing.get(room)
        if refused is not None:
            raise refused
        target = self.of(event)
        assert target is not None or event in self.sent.values(), "a deletion of something that was never sent"
        if target is not None:  # otherwise it is an edit that goes
            target.gone, target.body, target.html = True, "", ""
        return self._event()

    async def join(self, room: RoomId, via: RoomId | None) -> None:
        self.joined.append(room)

    async def leave(self, room: RoomId) -> None:
        self.left.append(room)

    async def open_direct(self, user: UserId, *, like: RoomId, about: str, once: str) -> None:
        if self.refusing_chats:
            raise self.refusing_chats
        self.opened.append((user, about))

    def takes_in(self, events: Sequence[Incoming]) -> None:
        """What people do is known to the homeserver, whatever the bot hears of it."""
        for each in events:
            if isinstance(each, Reaction):
                self.reacted.append(each)
            elif isinstance(each, Message) and (each.reply_to or each.thread):
                self.about_file[each.event_id] = each.reply_to or each.thread or each.event_id
            elif isinstance(each, Redaction):
                self.reacted = [reaction for reaction in self.reacted if reaction.event_id != each.target]

    async def reactions(self, room: RoomId, event: EventId, now: datetime) -> Sequence[Reaction]:
        if self.refusing_relations:
            raise self.refusing_relations
        return [each for each in self.reacted if each.room == room and each.target == event]

    async def attached(self, room: RoomId, event: EventId, max_bytes: int) -> Attached:
        if self.refusing_files:
            raise self.refusing_files
        file = self.posted.get(self.about_file.get(event, event))
        if file is None:
            raise NotRead(Why.NO_FILE)
        if len(file.data) > max_bytes:
            raise NotRead(Why.TOO_LARGE)
        return file

    async def own_messages(self, room: RoomId, page: str | None) -> OwnMessages:
        """One message a page, the latest first, as it reads now."""
        if self.refusing_own_messages:
            raise self.refusing_own_messages
        mine = [seen for seen in reversed(self.timeline) if seen.room == room and not seen.gone]
        place = int(page or 0)
        messages = []
        for seen in mine[place : place + 1]:
            words = {"body": seen.body, "formatted_body": seen.html} if seen.file is None else {}
            messages.append(OwnMessage(event=seen.event, content=None if seen.event in self.unreadable else {**seen.content, **words}))
        return OwnMessages(messages=messages, next=str(place + 1) if place + 1 < len(mine) else None)

    async def find(self, room: RoomId, once: str, since: datetime) -> EventId | None:
        return next((seen.event for seen in self.timeline if seen.room == room and seen.content.get("de.lotse.once") == once), None)

    def _event(self) -> EventId:
        self._count += 1
        return EventId(f"$bot{self._count}")

    def of(self, event: str) -> Seen | None:
        return next((seen for seen in self.timeline if seen.event == event), None)
