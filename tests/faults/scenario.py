"""Who speaks while the bot is being broken, and what each of them has said: rooms of groups, one of them encrypted, and a PMO."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from demo.world.homeserver import Homeserver
from demo.world.person import Person
from tests.matrix.bot_fixtures import found_group
from tests.matrix.bot_process import BotProcess
from tests.matrix.encrypted_person import EncryptedPerson

ROOMS = 2
"""Groups whose rooms are not encrypted."""
RED_EVERY = 10
"""Of so many reports one is red, and climbs the ladder to its end."""
PATIENCE = 60.0
LADDER = {"repeat_every": "8s", "repeats": 1, "steering_after": "8s"}
"""A red blocker that nobody takes is told of three times: as an alert, once again, and as one for the steering committee."""
ALWAYS = {"working_days": "Mo-So", "working_hours": "00:00-24:00", "holidays": ""}


@dataclass
class Spoken:
    """What was said, and what has to have come of it."""

    answers: dict[str, str] = field(default_factory=dict)
    """The events that are to be answered once, each in its room."""
    texts: dict[str, set[str]] = field(default_factory=lambda: {"blockers": set(), "actions": set(), "topics": set()})
    """The records that there have to be, once each, by their texts."""
    reds: dict[str, str] = field(default_factory=dict)
    """The blockers among them that climb the ladder, and the rooms where they were reported."""
    refused: set[str] = field(default_factory=set)
    """What no record may ever say."""


@dataclass
class Town:
    server: Homeserver
    bot: BotProcess
    ada: Person
    pmo: str
    rooms: Mapping[str, Person]
    """Each with the one who speaks there."""
    sealed: str
    """The encrypted room."""
    clara: EncryptedPerson
    chance: random.Random
    spoken: Spoken = field(default_factory=Spoken)
    count: int = 0

    async def speak(self, words: int) -> None:
        """In all rooms at the same time; of each room the words are said one after the other."""
        share = {room: 0 for room in (*self.rooms, self.sealed)}
        for _ in range(words):
            share[self.chance.choice(list(share))] += 1
        await asyncio.gather(*(self._speak_in(room, count) for room, count in share.items()))

    async def _speak_in(self, room: str, words: int) -> None:
        for _ in range(words):
            self.count += 1
            text = self._command(self.count, room)
            event = await (self.clara.say(room, text) if room == self.sealed else self.rooms[room].say(room, text))
            self.spoken.answers[event] = room

    def _command(self, number: int, room: str) -> str:
        name = f"Vorfall {number:05}"
        match self.chance.randrange(20):
            case 0:
                return "!hilfe blocker"
            case 1:
                self.spoken.refused.add(name)
                return f"!blocker {name} | ampel: grün"
            case 2:
                return "!blocker liste"
            case 3 | 4 | 5:
                self.spoken.texts["actions"].add(name)
                return f"!aufgabe {name}"
            case 6 | 7:
                self.spoken.texts["topics"].add(name)
                return f"!agenda {name}"
            case _:
                self.spoken.texts["blockers"].add(name)
                if self.chance.randrange(RED_EVERY):
                    return f"!blocker {name} | lösung: Vorlage aus Gießen"
                self.spoken.reds[name] = room
                return f"!blocker {name} | ampel: rot"


@asynccontextmanager
async def town(server: Homeserver, folder: Path, chance: random.Random, database: str = "") -> AsyncIterator[Town]:
    """The groups are founded and the bot runs; at the end it is killed. `database` is its URL, empty for a file of its own."""
    ada, account = await server.register("ada", "secret", "Ada Amt"), await server.register("lotse", "secret", "Lotse")
    more: dict[str, dict[str, object]] = {"escalation": dict(LADDER), "project": dict(ALWAYS)}
    if database:
        more["storage"] = {"url": database}
    async with BotProcess(server.url, account, folder / "bot", admins=(ada.user_id,), more=more) as bot:
        pmo = await ada.create_room("PMO", [bot.user_id])
        await found_group(bot, ada, pmo, "PMO | art: pmo")
        rooms: dict[str, Person] = {}
        for number in range(ROOMS):
            anna = await server.register(f"anna-{number}", "secret", f"Anna {number}")
            rooms[await _team(bot, ada, anna, f"Gruppe {number}")] = anna
        clara = await EncryptedPerson.of(await server.register("clara", "secret", "Clara"), folder / "clara")
        sealed = await _sealed_team(bot, ada, pmo, clara)
        try:
            yield Town(server, bot, ada, pmo, rooms, sealed, clara, chance)
        finally:
            await clara.close()


async def _team(bot: BotProcess, ada: Person, member: Person, name: str) -> str:
    room = await ada.create_room(name, [bot.user_id, member.user_id])
    await member.join(room)
    await found_group(bot, ada, room, name)
    return room


async def _sealed_team(bot: BotProcess, ada: Person, pmo: str, clara: EncryptedPerson) -> str:
    """Clara's own; Ada confirms it in the PMO's room."""
    room = await clara.person.create_room("Versiegelt", [bot.user_id], encrypted=True)
    await clara.until(lambda: any(place == room for place, _ in clara.read), PATIENCE)
    await clara.say(room, "!team Versiegelt")
    card = await ada.sees(pmo, lambda line: line.sender == bot.user_id and "Versiegelt" in line.body, PATIENCE)
    await ada.react(pmo, card.event_id, "✅")
    await clara.until(lambda: any(place == room and "bestätigt" in text for place, text in clara.read), PATIENCE)
    return room


def slowed(server_folder: Path, per_second: float, burst: int) -> None:
    """Writes a limit on messages into the configuration of a homeserver that is stopped."""
    path = server_folder / "homeserver.json"
    config = json.loads(path.read_text())
    path.write_text(json.dumps({**config, "rc_message": {"per_second": per_second, "burst_count": burst}}))


async def lift_limit(admin: Person, user_id: str) -> None:
    """For one user, by the homeserver's admin: nobody slows down the people, only the bot."""
    body = {"messages_per_second": 0, "burst_count": 0}
    await admin.request("POST", f"/_synapse/admin/v1/users/{user_id}/override_ratelimit", body)
