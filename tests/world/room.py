"""A room as its people use it: what they say, tap, edit and delete in it, and what they see of the bot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from bot.domain.ids import EventId, RoomId, UserId
from bot.domain.muted_rooms import Why
from bot.messages import Attachment, Edit, Invitation, Joined, Left, Message, Reaction, Redaction, Replaced
from bot.ports import LAST_SYNC, Attached, SendFailed
from tests.world.fake_chat import Seen
from tests.world.fakes import BOT, user

if TYPE_CHECKING:
    from tests.world.world import World


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

    def posts(self, name: str, data: bytes | str) -> EventId:
        """Somebody puts a file here, without a word: the bot hears nothing of it."""
        event = self.world.event_id()
        self.world.chat.posted[event] = Attached(name=name, data=data.encode() if isinstance(data, str) else data)
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
