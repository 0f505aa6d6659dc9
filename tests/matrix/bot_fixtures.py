"""What do the stories of the whole bot begin with? The bot at work, its PMO's room, and rooms of teams."""

from __future__ import annotations

import asyncio
import json
import re
import secrets
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from demo.world.homeserver import Homeserver
from demo.world.person import Person
from demo.world.timeline import Line
from tests.matrix.bot_process import BotProcess

ONCE = "de.lotse.once"
"""Where a message of the bot carries its key."""
SOON = 15.0
"""Seconds that an answer may take on a busy machine."""


@dataclass(frozen=True)
class Project:
    server: Homeserver
    bot: BotProcess
    ada: Person
    """The admin, and the only member of the PMO's room."""
    pmo: str

    async def team(self, *members: Person, name: str = "", version: str | None = None) -> str:
        """The room of a new task force, which counts; `members` are joined."""
        name = name or f"Wärmenetz {secrets.token_hex(3)}"
        room = await self.ada.create_room(name, [self.bot.user_id, *(member.user_id for member in members)], version=version)
        for member in members:
            await member.join(room)
        await found_group(self.bot, self.ada, room, name)
        return room

    async def sees(self, person: Person, room: str, pattern: str, *, after: str | None = None) -> Line:
        """The first message of the bot whose text fits."""
        expression = re.compile(pattern)
        return await person.sees(
            room, lambda line: line.sender == self.bot.user_id and expression.search(line.body) is not None, SOON, after=after
        )

    async def answer(self, person: Person, room: str, event: str) -> Line:
        """What the bot answered to this message."""
        key = f"answer:{event}"
        return await person.sees(room, lambda line: line.sender == self.bot.user_id and line.content.get(ONCE) == key, SOON)

    async def said(self, person: Person, room: str) -> list[Line]:
        """What the bot said in a room, the oldest first."""
        return [line for line in await person.timeline(room) if line.sender == self.bot.user_id]


@asynccontextmanager
async def project_at_work(server: Homeserver, folder: Path, *, more: Mapping[str, Mapping[str, object]] = {}) -> AsyncIterator[Project]:
    """A bot and an admin of their own, the bot running, and a confirmed room of the PMO."""
    ada = await server.register(f"ada-{secrets.token_hex(3)}", "secret", "Ada Amt")
    account = await server.register(f"lotse-{secrets.token_hex(3)}", "secret", "Lotse")
    async with BotProcess(server.url, account, folder, admins=(ada.user_id,), more=more) as bot:
        pmo = await ada.create_room("PMO", [bot.user_id])
        project = Project(server, bot, ada, pmo)
        await found_group(bot, ada, pmo, "PMO | art: pmo")
        yield project


async def found_group(bot: BotProcess, admin: Person, room: str, profile: str) -> None:
    """In a room that the bot is invited to; returns when the bot has answered."""
    await admin.sees(room, lambda line: line.sender == bot.user_id, SOON)
    event = await admin.say(room, f"!team {profile}")
    await admin.sees(room, lambda line: line.sender == bot.user_id and line.content.get(ONCE) == f"answer:{event}", SOON)


def welcomes(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if str(line.content.get(ONCE, "")).startswith("welcome:")]


async def until(person: Person, condition: Callable[[], Awaitable[bool]], patience: float = SOON) -> None:
    """Looks whenever the homeserver has had news for `person` and is quiet again; TimeoutError where it never comes true."""
    path, since = "/_matrix/client/v3/sync", ""
    query = {"filter": json.dumps({"room": {"timeline": {"limit": 1}, "state": {"types": []}, "account_data": {"types": []}}})}
    async with asyncio.timeout(patience):
        while True:
            seen, since = since, (await person.request("GET", path, query=query))["next_batch"]
            is_quiet = seen == since or not seen
            if is_quiet and await condition():
                return
            query |= {"since": since, "timeout": "5000" if is_quiet else "200"}


def numbers(lines: Sequence[Line], text: str) -> dict[int, list[str]]:
    """Which numbers were given to which of the blockers called `text` 0, 1, 2 …, by the cards among `lines`."""
    given: dict[int, list[str]] = {}
    for line in lines:
        card = re.search(rf"\b(B\d+) {text} (\d+)\b", line.body)
        if card is not None:
            given.setdefault(int(card[2]), []).append(card[1])
    return given


def answers(lines: Sequence[Line]) -> Counter[str]:
    """How often each event was answered, by the keys that the bot's messages carry."""
    keys = (str(line.content.get(ONCE, "")) for line in lines)
    return Counter(key.removeprefix("answer:") for key in keys if key.startswith("answer:"))


def number_of(card: Line) -> str:
    found = re.search(r"\bB\d+\b", card.body)
    assert found is not None, card.body
    return found[0]
