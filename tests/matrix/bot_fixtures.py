"""What do the stories of the whole bot begin with? The bot at work, its PMO's room, and rooms of teams."""

from __future__ import annotations

import asyncio
import re
import secrets
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from demo.homeserver import Homeserver
from demo.person import Person
from demo.timeline import Line
from tests.matrix.bot_process import PATIENCE, BotProcess


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

    async def said(self, person: Person, room: str) -> list[Line]:
        """What the bot said in a room, the oldest first."""
        return [line for line in await person.timeline(room) if line.sender == self.bot.user_id]


@asynccontextmanager
async def project_at_work(server: Homeserver, folder: Path) -> AsyncIterator[Project]:
    """A bot and an admin of their own, the bot running, and a confirmed room of the PMO."""
    ada = await server.register(f"ada-{secrets.token_hex(3)}", "secret", "Ada Amt")
    account = await server.register(f"lotse-{secrets.token_hex(3)}", "secret", "Lotse")
    async with BotProcess(server.url, account, folder, admins=(ada.user_id,)) as bot:
        pmo = await ada.create_room("PMO", [bot.user_id])
        project = Project(server, bot, ada, pmo)
        await found_group(bot, ada, pmo, "PMO | art: pmo")
        yield project


async def found_group(bot: BotProcess, admin: Person, room: str, profile: str) -> None:
    """In a room that the bot is invited to; returns when the bot has said that the group counts."""
    welcome = await admin.sees(room, lambda line: line.sender == bot.user_id, SOON)
    await admin.say(room, f"!team {profile}")
    answer = await admin.sees(room, lambda line: line.sender == bot.user_id, SOON, after=welcome.event_id)
    assert answer.body.startswith("✅"), answer.body


async def until(person: Person, condition: Callable[[], Awaitable[bool]]) -> None:
    """Looks anew whenever the homeserver has news for `person`; TimeoutError where it never comes true."""
    path, query = "/_matrix/client/v3/sync", {"timeout": "0"}
    async with asyncio.timeout(PATIENCE):
        while True:
            query = {"timeout": "5000", "since": (await person.request("GET", path, query=query))["next_batch"]}
            if await condition():
                return


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
    keys = (str(line.content.get("de.lotse.once", "")) for line in lines)
    return Counter(key.removeprefix("answer:") for key in keys if key.startswith("answer:"))


def number_of(card: Line) -> str:
    found = re.search(r"\bB\d+\b", card.body)
    assert found is not None, card.body
    return found[0]
