"""A retrospective from planning to what became of it the next time, with four people and a real homeserver."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest
import pytest_asyncio

from demo.world.homeserver import Homeserver
from demo.world.person import Person
from tests.matrix.bot_fixtures import SOON, Project, project_at_work
from tests.matrix.encrypted_person import EncryptedPerson


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def project(server: Homeserver, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Project]:
    async with project_at_work(server, tmp_path_factory.mktemp("bot")) as running:
        yield running


async def invited(person: Person) -> str:
    """The room to which somebody has asked the person, as a direct chat."""
    query = {"timeout": "0"}
    async with asyncio.timeout(SOON):
        while True:
            answer = await person.request("GET", "/_matrix/client/v3/sync", query=query)
            for room in answer.get("rooms", {}).get("invite", {}):
                return str(room)
            query = {"timeout": "5000", "since": answer["next_batch"]}


async def test_four_people_hold_one_and_look_at_it_the_next_time(project: Project, server: Homeserver) -> None:
    anna, ben, carla, dora = [await server.register(f"{name.lower()}-retro", "secret", name) for name in ("Anna", "Ben", "Carla", "Dora")]
    room = await project.team(anna, ben, carla, dora)

    await anna.say(room, "!retro planen in 3 Wochen um 15 Uhr | format: start-stop-weiter")
    await project.sees(anna, room, "R1 Retro\n")
    await anna.sees(room, lambda line: line.kind == "m.file" and line.body == "R1.ics")
    await ben.say(room, "!retro stop: Doppelte Protokolle")
    await ben.sees(room, lambda line: line.body == "!retro stop: Doppelte Protokolle" and "📝" in line.reactions)

    await carla.say(room, "!retro anonym")
    direct = await invited(carla)
    await carla.join(direct)
    await project.sees(carla, direct, "ohne deinen Namen")
    event = await carla.say(direct, "retro R1 stop: Zu lange Sitzungen")
    await project.sees(carla, direct, "ohne deinen Namen bei R1")
    # The answer is deleted from the outbox once the homeserver has it; nothing of the event is left.
    assert not await _knows(project, event)

    await dora.say(room, "!retro start")
    ballots = [await project.sees(dora, room, rf"^\d · Stop: {text}") for text in ("Doppelte Protokolle", "Zu lange Sitzungen")]
    await dora.sees(room, lambda line: line.event_id == ballots[1].event_id and "👍" in line.reactions)
    for person in (anna, ben, carla):
        await person.react(room, ballots[1].event_id, "👍")
    tap = await dora.react(room, ballots[0].event_id, "👍")
    await dora.redact(room, tap)
    await anna.say(room, "Aufgabe: Sitzungen auf eine Stunde kürzen", reply_to=ballots[1].event_id)
    await project.sees(anna, room, "A1 Sitzungen auf eine Stunde kürzen")

    await dora.say(room, "!retro ende")
    result = await project.sees(dora, room, "R1 ist beendet")
    assert "Zu lange Sitzungen (Stop) – 3 Stimmen" in result.body and "Doppelte Protokolle (Stop) – keine Stimme" in result.body

    await ben.say(room, "!aufgabe erledigt A1")
    await project.sees(ben, room, "✅ erledigt · A1")
    await anna.say(room, "!retro planen in 9 Wochen um 15 Uhr")
    await project.sees(anna, room, "R2 Retro\n")
    await anna.say(room, "!retro start R2")
    opening = await project.sees(anna, room, "▶️ R2")
    assert "✅ A1 Sitzungen auf eine Stunde kürzen – erledigt" in opening.body


async def test_where_the_room_is_encrypted_so_is_the_direct_chat(project: Project, anna: Person, tmp_path: Path) -> None:
    secretive = await EncryptedPerson.of(anna, tmp_path)
    room = await project.ada.create_room("Geheim", [project.bot.user_id, anna.user_id], encrypted=True)
    try:
        await anna.join(room)
        await secretive.until(lambda: any(place == room for place, _ in secretive.read))
        # Somebody of the PMO founds it, so it counts at once.
        (tmp_path / "ada").mkdir()
        admin = await EncryptedPerson.of(project.ada, tmp_path / "ada")
        try:
            await admin.say(room, "!team Geheim")
            await admin.until(lambda: any("Geheim" in text for place, text in admin.read if place == room))
        finally:
            await admin.close()
        await secretive.say(room, "!retro + Übergaben laufen gut")
        await secretive.say(room, "!retro anonym")
        direct = await invited(anna)
        await anna.join(direct)
        assert (await anna.state(direct, "m.room.encryption"))["algorithm"] == "m.megolm.v1.aes-sha2"
        await secretive.until(lambda: any("ohne deinen Namen" in text for place, text in secretive.read if place == direct))
        await secretive.say(direct, "retro stop: Zu lange Sitzungen")
        await secretive.until(lambda: any("ohne deinen Namen bei" in text for place, text in secretive.read if place == direct))
    finally:
        await secretive.close()


async def _knows(project: Project, event: str) -> bool:
    """Whether the database knows an event by its id, once the answer to it has left the outbox."""
    with closing(sqlite3.connect(f"file:{project.bot.data / 'lotse.db'}?mode=ro", uri=True)) as database:
        known = database.execute("SELECT count(*) FROM inbox WHERE event_id = ?", (event,)).fetchone()[0]
        nameless = database.execute("SELECT count(*) FROM inbox WHERE outcome = 'nameless' AND sender = '' AND room = ''").fetchone()[0]
    return bool(known) or not nameless
