"""Is the whole bot at home in encrypted rooms, whatever happens to it there?"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from demo.world.homeserver import Homeserver
from demo.world.person import Person
from tests.matrix.bot_fixtures import Project, project_at_work
from tests.matrix.encrypted_person import EncryptedPerson, Heard

FULL_SPEED = 60.0


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def project(server: Homeserver, tmp_path_factory: Any) -> AsyncIterator[Project]:
    async with project_at_work(server, tmp_path_factory.mktemp("bot")) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def clara(anna: Person, tmp_path: Path) -> AsyncIterator[EncryptedPerson]:
    person = await EncryptedPerson.of(anna, tmp_path)
    yield person
    await person.close()


async def team(project: Project, clara: EncryptedPerson, name: str, *members: Person) -> str:
    """The encrypted room of a task force that counts."""
    room = await clara.person.create_room(name, [project.bot.user_id, *(member.user_id for member in members)], encrypted=True)
    for member in members:
        await member.join(room)
    await clara.until(lambda: any(place == room for place, _ in clara.read))
    await clara.say(room, f"!team {name}")
    proposal = await project.sees(project.ada, project.pmo, name)
    await project.ada.react(project.pmo, proposal.event_id, "✅")
    await clara.until(lambda: any(place == room and f"{name} bestätigt" in text for place, text in clara.read))
    return room


async def test_a_room_whose_state_denies_it_hears_nothing_in_the_clear(project: Project, clara: EncryptedPerson) -> None:
    """Its admin, or whoever runs a homeserver, takes the encryption out of the state; the bot remembers, also over a restart."""
    room = await team(project, clara, "Nahwärme")
    await clara.person.set_state(room, "m.room.encryption", {})
    await project.bot.stop()
    asked = await clara.say(room, "!blocker Freigabe fehlt")
    await project.bot.start()

    await clara.until(lambda: clara.onces[f"answer:{asked}"] == 1)

    said = [line for line in await clara.person.timeline(room) if line.sender == project.bot.user_id]
    assert {line.kind for line in said} == {"m.room.encrypted"}


async def use_up_keys(project: Project, person: Person, count: int) -> None:
    """As so many new devices would that have something to say to the bot."""
    device = json.loads((project.bot.data / "session.json").read_text())["device_id"]
    wanted = {"one_time_keys": {project.bot.user_id: {device: "signed_curve25519"}}}
    await asyncio.gather(*(person.request("POST", "/_matrix/client/v3/keys/claim", wanted) for _ in range(count)))


@pytest.mark.thorough
async def test_new_devices_that_come_while_it_is_away_are_no_strangers(
    project: Project, clara: EncryptedPerson, ben: Person, tmp_path: Path
) -> None:
    """Sixty of them, which is more than it has one-time keys for; the last eight say something."""
    room = await team(project, clara, "Radwege", ben)
    await project.bot.stop()
    await use_up_keys(project, ben, 52)
    devices = [await EncryptedPerson.of(ben, tmp_path / "ben") for _ in range(8)]
    events = [await device.say(room, f"!blocker Gerät {count}") for count, device in enumerate(devices)]
    await project.bot.start()

    keys = [f"answer:{event}" for event in events]
    await clara.until(lambda: all(clara.onces[key] for key in keys), FULL_SPEED)
    for device in devices:
        await device.until(lambda device=device: device.onces[keys[-1]] == 1)  # type: ignore[misc]
        await device.close()

    assert {clara.onces[key] for key in keys} == {1}


async def test_everything_works_there_as_it_does_elsewhere(project: Project, clara: EncryptedPerson) -> None:
    room = await team(project, clara, "Lastenräder")
    blocker = await clara.say(room, "!blocker Stellplatz fehlt")
    card = await clara.sees(room, "Stellplatz fehlt")

    await clara.edit(room, blocker, "!blocker Stellplatz fehlt | ampel: rot")
    await clara.until(lambda: any("rot" in text and "Stellplatz fehlt" in text for _, text in clara.read))
    note = await clara.send(room, "m.room.message", reply("Notiz dazu", card))
    shown = await clara.asks(room, f"!blocker {card.number}")
    assert "Notiz dazu" in shown.body
    await clara.person.redact(room, note)
    await clara.person.react(room, card.event_id, "👀")
    taken = await clara.asks(room, f"!blocker {card.number}")
    assert "Notiz dazu" not in taken.body
    assert "Anna Abel" in taken.body


async def test_a_direct_chat_may_be_encrypted_too(project: Project, clara: EncryptedPerson) -> None:
    direct = await clara.person.create_direct(project.bot.user_id, encrypted=True)
    await clara.until(lambda: any(place == direct for place, _ in clara.read))

    answer = await clara.asks(direct, "hilfe team")

    assert "auflösen" in answer.body


def reply(text: str, to: Heard) -> dict[str, Any]:
    return {"msgtype": "m.text", "body": text, "m.relates_to": {"m.in_reply_to": {"event_id": to.event_id}}}
