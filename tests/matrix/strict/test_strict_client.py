"""Do the bot and a client that shuts out unsigned devices talk both ways, and after a restart of either still?"""

from __future__ import annotations

import json
import secrets
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from nio.crypto.attachments import decrypt_attachment

from demo.world.homeserver import Homeserver
from demo.world.person import Person
from tests.matrix.bot_fixtures import Project, project_at_work
from tests.matrix.strict.client import StrictClient, strict_client


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def project(server: Homeserver, tmp_path_factory: Any) -> AsyncIterator[Project]:
    async with project_at_work(server, tmp_path_factory.mktemp("bot")) as running:
        yield running


class Conversation:
    """Anna's room with the bot, as her client shows it."""

    def __init__(self, project: Project, client: StrictClient, room: str) -> None:
        self.project = project
        self.client = client
        self.room = room

    async def says(self, text: str, **how: str) -> str:
        return str(await self.client.does("say", room=self.room, text=text, **how))

    async def sees(self, pattern: str, **more: Any) -> dict[str, Any]:
        """What the bot said."""
        line: dict[str, Any] = await self.client.does("sees", room=self.room, sender=self.project.bot.user_id, pattern=pattern, **more)
        assert line["wire"] in ("m.room.encrypted", "m.reaction")
        return line


@pytest_asyncio.fixture(loop_scope="session")
async def anna_and_bot(project: Project, anna: Person, tmp_path: Path) -> AsyncIterator[Conversation]:
    """An encrypted room of a task force that counts."""
    async with strict_client(anna, tmp_path) as client:
        name = f"Wärmenetz {secrets.token_hex(3)}"
        room = await anna.create_room(name, [project.bot.user_id], encrypted=True)
        conversation = Conversation(project, client, room)
        await conversation.sees("ich bin Lotse")
        await conversation.says(f"!team {name}")
        proposal = await project.sees(project.ada, project.pmo, name)
        await project.ada.react(project.pmo, proposal.event_id, "✅")
        await conversation.sees(f"{name}.*dabei|{name}.*bestätigt|bestätigt")
        yield conversation


async def on_the_server(person: Person, room: str) -> str:
    """All that the homeserver has of a room, as one text."""
    answer = await person.request("GET", f"/_matrix/client/v3/rooms/{room}/messages", query={"dir": "b", "limit": "500"})
    return json.dumps(answer["chunk"], ensure_ascii=False)


async def test_they_talk_both_ways_and_nothing_of_it_goes_in_the_clear(anna_and_bot: Conversation) -> None:
    anna = anna_and_bot
    blocker = await anna.says("!blocker Tresorwort Freigabe fehlt")
    card = await anna.sees("B[0-9]+ Tresorwort Freigabe fehlt")

    await anna.says("!blocker Tresorwort Freigabe fehlt noch immer", edit=blocker)
    await anna.sees("Tresorwort Freigabe fehlt noch immer")
    await anna.says("Tresorwort Notiz dazu", reply=card["event"])
    await anna.client.does("sees", room=anna.room, sender=anna.project.bot.user_id, type="m.reaction")
    thread = await anna.says("Tresorwort unter uns")
    asked = await anna.says("!blocker", thread=thread)
    listed = await anna.sees("noch immer", once=f"answer:{asked}")
    assert listed["content"]["m.relates_to"]["event_id"] == thread
    await anna.client.does("react", room=anna.room, to=card["event"], key="✅")
    await anna.sees("Wie\\? Antwortet hier")

    assert "Tresorwort" not in await on_the_server(anna.client.person, anna.room)
    assert not [line for line in await anna.client.does("timeline", room=anna.room) if line["unreadable"]]


async def test_after_a_restart_of_either_they_still_do(anna_and_bot: Conversation) -> None:
    anna = anna_and_bot
    bot = anna.project.bot

    await bot.stop()
    away = await anna.says("!blocker Während du weg warst")
    await bot.start()
    first = await anna.sees("B[0-9]+ Während du weg warst")
    await anna.client.restart()
    await anna.says("!blocker Nach meinem Neustart")
    await anna.sees("B[0-9]+ Nach meinem Neustart")
    await bot.kill()
    await anna.client.restart()
    await anna.says("!blocker Nach beiden Neustarts")
    await bot.start()
    await anna.sees("B[0-9]+ Nach beiden Neustarts")

    assert first["once"] == f"answer:{away}"
    lines = await anna.client.does("timeline", room=anna.room)
    assert len([line for line in lines if line["once"] == f"answer:{away}"]) == 1


async def test_it_sees_a_device_signed_by_its_owner(anna_and_bot: Conversation) -> None:
    anna = anna_and_bot
    device = json.loads((anna.project.bot.data / "session.json").read_text())["device_id"]

    trust = await anna.client.does("trust", user=anna.project.bot.user_id, device=device)

    assert trust["known"] and trust["signed"]


async def test_a_calendar_file_reaches_it_sealed(anna_and_bot: Conversation) -> None:
    anna = anna_and_bot
    await anna.says("!treffen Tresorwort Jour fixe | wann: jeden Dienstag 10:00")

    line = await anna.sees(r"\.ics")

    sealed = line["content"]["file"]
    person = anna.client.person
    headers = {"Authorization": f"Bearer {person.access_token}"}
    async with aiohttp.ClientSession() as session:
        path = f"{person.url}/_matrix/client/v1/media/download/{sealed['url'].removeprefix('mxc://')}"
        async with session.get(path, headers=headers) as response:
            stored = await response.read()
    assert b"Tresorwort" not in stored
    assert "Tresorwort" in decrypt_attachment(stored, sealed["key"]["k"], sealed["hashes"]["sha256"], sealed["iv"]).decode()


async def test_who_writes_from_an_unsigned_device_is_told_so_there_and_nothing_happens(
    project: Project, ben: Person, tmp_path: Path
) -> None:
    async with strict_client(ben, tmp_path, signed=False) as client:
        room = await ben.create_room("Unbestätigt", [project.bot.user_id], encrypted=True)
        ben_and_bot = Conversation(project, client, room)
        welcome = await ben_and_bot.sees("Unable to decrypt")
        assert welcome["unreadable"] == "MEGOLM_KEY_WITHHELD_FOR_UNVERIFIED_DEVICE"
        await ben_and_bot.says("!hilfe")
        await ben_and_bot.sees("nicht ausgeführt.*Gerät")
        await ben_and_bot.says("!hilfe blocker")
        lines = await client.does("timeline", room=room)
    assert not [line for line in lines if line["once"].startswith("answer:")]


@pytest.mark.parametrize("same", [True, False])
async def test_a_person_makes_sure_by_emoji_that_it_is_the_bot_of_their_server(
    same: bool, project: Project, anna: Person, tmp_path: Path
) -> None:
    async with strict_client(anna, tmp_path) as client:
        direct = await anna.create_direct(project.bot.user_id, encrypted=True)
        await client.does("sees", room=direct, sender=project.bot.user_id, pattern="Lotse")
        device = json.loads((project.bot.data / "session.json").read_text())["device_id"]
        before = await client.does("trust", user=project.bot.user_id, device=device)

        shown = await client.does("verify", user=project.bot.user_id, room=direct)
        line = await project.bot.logs(lambda line: shown == emoji_in(line))
        await client.does("confirm", same=same)

        after = await client.does("trust", user=project.bot.user_id, device=device)
    assert len(shown) == 7
    assert "@" not in str(line["event"])
    assert (before["verified"], after["verified"]) == (False, same)


def emoji_in(line: dict[str, Any]) -> list[str]:
    _, begins, emoji = str(line.get("event", "")).partition("to compare: ")
    return [each.split()[0] for each in emoji.split("  ")] if begins else []
