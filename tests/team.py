"""A project in rooms with the bot: what people say goes through the real inbox, and what they see comes out of the real outbox.

    async def test_a_blocker_gets_its_number(team: Room) -> None:
        await team.says("!blocker Freigabe fehlt")
        assert "B1" in team.sees()

Everything is real but the chat, which keeps what arrives, and the clock, which moves when it is told to.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.app import Machine, build
from bot.context import Project
from bot.domain.ids import EventId, RoomId, UserId
from bot.domain.muted_rooms import Why
from bot.inbound.intake import Decrypt, Receiving
from bot.messages import Attachment, Edit, Incoming, Invitation, Joined, Left, Message, Reaction, Redaction, Replaced
from bot.monitoring.counters import Tally
from bot.ports import LAST_SYNC, SendFailed
from storage.connection.database import Database

BERLIN = ZoneInfo("Europe/Berlin")
BOT = UserId("@lotse:stadt.example")
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
"""Monday, 23 November 2026, 10:00 in Berlin."""


class FakeClock:
    """Stands still until somebody lets time pass."""

    def __init__(self, start: datetime) -> None:
        self._now = start

    def now(self) -> datetime:
        return self._now

    async def sleep_until(self, moment: datetime) -> None:
        self._now = max(self._now, moment)

    def set(self, moment: datetime) -> None:
        self._now = moment


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
    refused_uploads: SendFailed | None = None
    uploads: dict[str, bytes] = field(default_factory=dict)
    limit: Limit | None = None
    before_answering: Callable[[RoomId, EventId, dict[str, Any]], Awaitable[None]] | None = None
    """What happens after a message was taken and before we hear of it; raising loses the answer."""
    refusing_chats: SendFailed | None = None
    """Why no direct chat can be opened."""
    opened: list[tuple[UserId, str]] = field(default_factory=list)
    """Direct chats: with whom, and about which record."""
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
            file = self.uploads[content["url"]] if content["msgtype"] == "m.file" else None
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

    async def find(self, room: RoomId, once: str, since: datetime) -> EventId | None:
        return next((seen.event for seen in self.timeline if seen.room == room and seen.content.get("de.lotse.once") == once), None)

    def _event(self) -> EventId:
        self._count += 1
        return EventId(f"$bot{self._count}")

    def of(self, event: str) -> Seen | None:
        return next((seen for seen in self.timeline if seen.event == event), None)


@dataclass
class FakeRooms:
    """Who is where, as the homeserver would say."""

    me: UserId = BOT
    people: dict[RoomId, dict[UserId, int]] = field(default_factory=dict)
    names: dict[UserId, str] = field(default_factory=dict)
    public: set[RoomId] = field(default_factory=set)
    levels: dict[tuple[RoomId, UserId], int] = field(default_factory=dict)
    """The power levels of those who have left: rooms keep them."""
    without_us: set[RoomId] = field(default_factory=set)
    """Rooms that the bot was put out of."""
    without_voice: set[RoomId] = field(default_factory=set)
    """Rooms in which the power levels do not let the bot speak."""

    def members(self, room: RoomId) -> frozenset[UserId]:
        return frozenset(self.people.get(room, {}))

    def is_joined(self, user: UserId, room: RoomId) -> bool:
        return user in self.people.get(room, {})

    def has_left(self, user: UserId, room: RoomId) -> bool:
        return (room, user) in self.levels and not self.is_joined(user, room)

    def is_here(self, room: RoomId) -> bool:
        return room not in self.without_us

    def may_speak(self, room: RoomId) -> bool:
        return room not in self.without_us | self.without_voice

    def title(self, room: RoomId) -> str:
        return room.removeprefix("!").capitalize()

    def power(self, user: UserId, room: RoomId) -> int:
        return self.people.get(room, {}).get(user, self.levels.get((room, user), 0))

    def name(self, user: UserId, room: RoomId | None = None) -> str:
        return self.names.get(user, user)

    def named(self, name: str, room: RoomId) -> Sequence[UserId]:
        return sorted(user for user in self.members(room) if self.names.get(user, user).casefold() == name.casefold())

    def is_public(self, room: RoomId) -> bool:
        return room in self.public

    def is_encrypted(self, room: RoomId) -> bool:
        return False

    def permalink(self, room: RoomId, event: EventId | None = None) -> str:
        return f"https://matrix.to/#/{room}" + (f"/{event}" if event else "")


def user(name: str) -> UserId:
    return UserId(f"@{name.casefold()}:stadt.example")


@dataclass(frozen=True)
class Scenery:
    """What a project looks like from outside at one moment. Its records stand in the data folder, which has to be kept with it."""

    chat: FakeChat
    rooms: FakeRooms
    events: int
    places: tuple[tuple[RoomId, str, int], ...]
    """The rooms: which, who speaks there, and how much of it is forgotten."""


class World:
    """The project: its rooms and people, the bot with its database, and the clock."""

    def __init__(
        self,
        folder: Path,
        url: str,
        machine: Machine,
        store: Database,
        chat: FakeChat,
        rooms: FakeRooms,
        clock: FakeClock,
        tally: Tally,
    ) -> None:
        self.folder = folder
        self.url = url
        self.machine = machine
        self.store = store
        self.chat = chat
        self.rooms = rooms
        self.clock = clock
        self.tally = tally
        self.founded: tuple[Room, ...] = ()
        """The rooms of the usual project, where it stood from the beginning."""
        self.happened: list[Incoming] = []
        """All that people have said and done, the oldest first."""
        self._events = 0

    @classmethod
    async def start(
        cls,
        folder: Path,
        *,
        url: str = "",
        settings: Mapping[str, str] | None = None,
        admins: Sequence[str] = ("Ada",),
        may_invite: Callable[[UserId], bool] = lambda user: user.endswith(":stadt.example"),
    ) -> World:
        store = await Database.open(url, folder)
        clock, chat, rooms, tally = FakeClock(MONDAY), FakeChat(), FakeRooms(), Tally()
        rooms.names[BOT] = "Lotse"
        machine = build(
            store=store,
            chat=chat,
            rooms=rooms,
            clock=clock,
            project=Project(name="Open Smart City", prefix="!", admins=frozenset(user(name) for name in admins)),
            zone=BERLIN,
            settings=settings or {},
            may_invite=may_invite,
            device="DEVICE",
            rand=random.Random(1),
            tally=tally,
        )
        return cls(folder, url, machine, store, chat, rooms, clock, tally)

    async def stop(self) -> None:
        await self.store.close()

    def scenery(self, *rooms: Room) -> Scenery:
        places = tuple((room.id, room.speaker, room._from) for room in rooms)
        return copy.deepcopy(Scenery(self.chat, self.rooms, self._events, places))

    def stands_as(self, scenery: Scenery) -> tuple[Room, ...]:
        """This new world over a copy of the records that belong to `scenery` goes on from there; its rooms."""
        then = copy.deepcopy(scenery)
        vars(self.chat).update(vars(then.chat))
        vars(self.rooms).update(vars(then.rooms))
        self._events = then.events
        return tuple(Room(self, room, speaker, seen) for room, speaker, seen in then.places)

    def event_id(self) -> EventId:
        self._events += 1
        return EventId(f"$said{self._events}")

    def room(self, name: str, *people: str, moderators: Sequence[str] = (), public: bool = False) -> Room:
        """A room with these people in it; the moderators are joined too."""
        room = RoomId(f"!{name.casefold().replace(' ', '-')}")
        self.rooms.people[room] = {user(person): 0 for person in people} | {user(person): 50 for person in moderators}
        for person in (*people, *moderators):
            self.rooms.names[user(person)] = person
        if public:
            self.rooms.public.add(room)
        return Room(self, room, (*moderators, *people)[0] if (*moderators, *people) else "")

    async def opened_direct(self) -> Room:
        """The direct chat that the bot has opened last, with the person in it."""
        person, about = self.chat.opened[-1]
        name = self.rooms.names[person]
        direct = self.room(f"Direkt mit {name} {len(self.chat.opened)}", name)
        opened = Joined(
            event_id=self.event_id(), room=direct.id, sender=BOT, sent_at=self.clock.now(), opened_for=person, opened_about=about
        )
        await self.happens(opened)
        return direct

    async def happens(self, *events: Incoming) -> None:
        """Takes the events into the inbox and lets the bot do all that follows."""
        self.happened += events
        async with self.store.transaction() as tx:
            await tx.inbox.add(events, self.clock.now())
        await self.settle()

    async def receives(self, *events: Incoming) -> None:
        """Takes the events in as the sync does: filtered, and our own messages seen as arrived."""
        await self.syncs(*events)
        await self.settle()

    async def syncs(self, *events: Incoming) -> None:
        """The same, while the bot goes on with what it is at."""
        await self.receiving().keep(events, "position")

    async def retries(self, decrypt: Decrypt) -> None:
        """A key has come: what waited for one is looked at again."""
        await self.receiving().retry(decrypt, self.clock.now() - timedelta(days=7))
        await self.settle()

    def receiving(self) -> Receiving:
        return Receiving(self.store, self.rooms, self.clock, self.machine.speech, self.machine.dispatcher.wake, self.machine.work.ring)

    async def settle(self) -> None:
        """Lets the bot work until nothing is left to do at this moment."""
        busy = True
        while busy:
            busy = False
            while await self.machine.dispatcher.dispatch_one():
                busy = True
            while await self.machine.wakeups.run_one():
                busy = True
            while await self.machine.relay.deliver_ready():
                busy = True

    async def catches_up(self, events: Sequence[Incoming]) -> None:
        """Starts after these have been said, as the process does."""
        await self.receiving().keep(events, "position")
        await self.machine.reliving.relive()
        while await self.machine.dispatcher.dispatch_one():
            pass
        await self.machine.beginning.begin()
        await self.settle()

    async def pass_(self, **span: float) -> None:
        """Lets time pass; whatever is due on the way happens at its moment."""
        await self.until(self.clock.now() + timedelta(**span))

    async def until(self, end: datetime) -> None:
        while True:
            async with self.store.reading() as tx:
                moments = (await tx.timers.next_at(), await tx.outbox.next_due(), await self.machine.relay.next_look())
            upcoming = min((moment for moment in moments if moment and self.clock.now() < moment <= end), default=None)
            if upcoming is None:
                break
            self.clock.set(upcoming)
            await self.settle()
        self.clock.set(end)
        await self.settle()

    async def project(self) -> tuple[Room, Room, Room]:
        """The usual one: a task force, the PMO and the steering committee, each with its people."""
        team = self.room("Dateninventur", "Ben", moderators=("Anna",))
        pmo = self.room("PMO", "Paula", "Peter", moderators=("Ada",))
        steering = self.room("Steuerungskreis", "Stefan", moderators=("Ada",))
        await pmo.says("!team PMO | art: pmo", by="Ada")
        await steering.says("!team Steuerungskreis | art: steuerungskreis", by="Ada")
        await team.says("!team Dateninventur | kommunen: Gießen, Marburg", by="Anna")
        await pmo.taps("✅", on="Dateninventur", by="Paula")
        for room in (team, pmo, steering):
            room.forget()
        return team, pmo, steering


@dataclass
class Room:
    """A room as its people use it. What they say is said by the first of its people, where nobody else is named."""

    world: World
    id: RoomId
    speaker: str
    _from: int = 0
    clock: World = field(init=False)

    def __post_init__(self) -> None:
        self.clock = self.world

    async def says(
        self,
        text: str,
        *,
        by: str = "",
        reply_to: EventId | None = None,
        thread: EventId | None = None,
        sent_at: datetime | None = None,
        mentions: Mapping[str, UserId] | None = None,
        attachment: Attachment | None = None,
    ) -> EventId:
        """Somebody writes; the bot has answered when this returns."""
        event = self.world.event_id()
        await self.world.happens(
            Message(
                event_id=event,
                room=self.id,
                sender=user(by or self.speaker),
                sent_at=sent_at or self.world.clock.now(),
                text=text,
                reply_to=reply_to,
                thread=thread,
                mentions=dict(mentions or {}),
                attachment=attachment,
            )
        )
        return event

    def message_of(self, text: str) -> Message:
        """What somebody writes, before anybody has heard of it."""
        return Message(event_id=self.world.event_id(), room=self.id, sender=user(self.speaker), sent_at=self.world.clock.now(), text=text)

    async def edits(self, of: EventId, text: str, *, by: str = "", attachment: Attachment | None = None) -> EventId:
        edit = Edit(
            event_id=self.world.event_id(),
            room=self.id,
            sender=user(by or self.speaker),
            sent_at=self.world.clock.now(),
            of=of,
            text=text,
            attachment=attachment,
        )
        await self.world.happens(edit)
        return edit.event_id

    async def takes_back_edit(self, of: EventId, text: str, *, by: str = "") -> None:
        """Deletes the edit of a message: what stood there before is to be read again."""
        edit = Edit(
            event_id=self.world.event_id(),
            room=self.id,
            sender=user(by or self.speaker),
            sent_at=self.world.clock.now(),
            of=of,
            text=text,
            takes_back=True,
        )
        await self.world.happens(edit)

    async def taps(self, key: str, *, on: str | EventId, by: str = "") -> EventId:
        """Reacts to the last message of the bot in this room that has this text in it, or to this event."""
        seen = self.world.chat.of(on) or self.message(on)
        return await self.reacts(key, to=seen.event, by=by)

    async def reacts(self, key: str, *, to: EventId, by: str = "") -> EventId:
        """Reacts to any event."""
        event = self.world.event_id()
        await self.world.happens(
            Reaction(
                event_id=event,
                room=self.id,
                sender=user(by or self.speaker),
                sent_at=self.world.clock.now(),
                target=to,
                key=key,
            )
        )
        return event

    async def deletes(self, event: EventId, *, by: str = "") -> None:
        await self.world.happens(
            Redaction(
                event_id=self.world.event_id(),
                room=self.id,
                sender=user(by or self.speaker),
                sent_at=self.world.clock.now(),
                target=event,
            )
        )

    async def invites(self, *, by: str, direct: bool = False) -> None:
        invitation = Invitation(
            event_id=self.world.event_id(), room=self.id, sender=user(by), sent_at=self.world.clock.now(), is_direct=direct
        )
        await self.world.happens(invitation)

    async def silences_the_bot(self) -> None:
        """The power levels are changed, so that the bot may not speak here any more."""
        self.world.rooms.without_voice.add(self.id)
        self.world.chat.failing[self.id] = SendFailed("403 M_FORBIDDEN", final=True, why=Why.NO_RIGHT)
        await self.changes()

    async def lets_the_bot_speak(self) -> None:
        self.world.rooms.without_voice.discard(self.id)
        self.world.chat.failing.pop(self.id, None)
        await self.changes()

    async def changes(self) -> None:
        """A sync tells that something about the room has changed: its power levels, or who is in it."""
        async with self.world.store.transaction() as tx:
            await tx.set_meta(LAST_SYNC, self.world.clock.now().isoformat())
        await self.world.receiving().keep([], "position", changed={self.id})
        await self.world.settle()

    async def lets_the_bot_in(self, *, predecessor: RoomId | None = None) -> None:
        self.world.rooms.without_us.discard(self.id)
        self.world.chat.failing.pop(self.id, None)
        joined = Joined(event_id=self.world.event_id(), room=self.id, sender=BOT, sent_at=self.world.clock.now(), predecessor=predecessor)
        await self.world.happens(joined)

    async def removes_the_bot(self, *, by: str) -> None:
        self.world.rooms.without_us.add(self.id)
        self.world.chat.failing[self.id] = SendFailed("we are not in this room", final=True, why=Why.REMOVED)
        await self.world.happens(Left(event_id=self.world.event_id(), room=self.id, sender=user(by), sent_at=self.world.clock.now()))

    async def is_replaced_by(self, successor: RoomId, *, by: str) -> None:
        replaced = Replaced(
            event_id=self.world.event_id(), room=self.id, sender=user(by), sent_at=self.world.clock.now(), successor=successor
        )
        await self.world.happens(replaced)

    def joins(self, *people: str) -> None:
        for person in people:
            self.world.rooms.people[self.id][user(person)] = 0
            self.world.rooms.names[user(person)] = person

    def leaves(self, *people: str) -> None:
        for person in people:
            self.world.rooms.levels[self.id, user(person)] = self.world.rooms.people[self.id].pop(user(person), 0)

    def messages(self) -> list[Seen]:
        """What the bot has said here since `forget`, deleted messages and files left out."""
        mine = [seen for seen in self.world.chat.timeline if seen.room == self.id and not seen.gone and seen.file is None]
        return mine[self._from :]

    def files(self) -> list[Seen]:
        """The files that the bot has put here, deleted ones left out."""
        return [seen for seen in self.world.chat.timeline if seen.room == self.id and not seen.gone and seen.file is not None]

    def message(self, text: str) -> Seen:
        """The last message of the bot here that has this text in it."""
        timeline = self.world.chat.timeline
        found = [seen for seen in timeline if seen.room == self.id and text in seen.body and not seen.gone and seen.file is None]
        assert found, f"no message with {text!r} in {self.id}; there is:\n" + "\n---\n".join(seen.body for seen in self.messages())
        return found[-1]

    def sees(self) -> str:
        """The last message of the bot here."""
        messages = self.messages()
        assert messages, f"the bot has said nothing in {self.id}"
        return messages[-1].body

    def forget(self) -> None:
        """What was said so far is of no interest."""
        self._from = len([seen for seen in self.world.chat.timeline if seen.room == self.id and not seen.gone and seen.file is None])
