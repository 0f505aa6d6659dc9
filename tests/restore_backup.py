"""How does a story lose the bot's data folder and put a backup back? The rooms keep what everybody said in them, the bot as well."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.domain.ids import EventId, RoomId
from bot.messages import ABOUT, ONCE, Echo, Incoming, mark_of
from storage.transfer.backup import back_up, restore
from tests.databases import Places
from tests.world import BOT, Room, World


@dataclass
class Backup:
    """A backup of `world`, and what the homeserver can tell since."""

    world: World
    places: Places
    file: Path
    settings: Mapping[str, str]
    rooms: tuple[Room, ...]
    since: int
    echoes: list[Echo] = field(default_factory=list)
    unreadable: bool = False
    """Whether the keys to what the bot said are lost with its folder."""
    web_url: str = ""

    @classmethod
    async def of(cls, world: World, places: Places, settings: Mapping[str, str], *rooms: Room) -> Backup:
        backup = cls(world, places, world.folder.parent / "lotse.backup", settings, rooms, len(world.happened))
        await back_up(world.url, world.folder, backup.file, world.clock.now())
        world.chat.before_answering = backup._hear
        return backup

    async def _hear(self, room: RoomId, event: EventId, content: dict[str, Any]) -> None:
        common: dict[str, Any] = {"event_id": event, "room": room, "sender": BOT, "sent_at": self.world.clock.now()}
        if self.unreadable:
            self.echoes.append(Echo(**common, sealed=mark_of(content[ONCE]), about=content.get(ABOUT, "")))
        else:
            self.echoes.append(Echo(**common, once=content[ONCE], about=content.get(ABOUT, "")))

    async def restored(self, *, without: tuple[EventId, ...] = (), **later: float) -> tuple[World, tuple[Room, ...]]:
        """The bot is killed, and starts again some time later from the backup; what it has done when it is at rest."""
        self.world.chat.before_answering = None
        scenery, now = self.world.scenery(*self.rooms), self.world.clock.now()
        await self.world.stop()
        place = await self.places.blank(self.file.parent / "restored")
        await restore(place.url, place.folder, self.file)
        new = await World.start(place.folder, url=place.url, settings=self.settings, web_url=self.web_url)
        rooms = new.stands_as(scenery)
        new.clock.set(now + timedelta(**later))
        since: list[Incoming] = [event for event in self.world.happened[self.since :] if event.event_id not in without]
        await new.catches_up(sorted([*since, *self.echoes], key=lambda event: event.sent_at))
        return new, rooms
