"""Does a vote by reactions count on a real homeserver what people see there, also in an encrypted room and after a kill?"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from demo.world.homeserver import Homeserver
from demo.world.person import Person
from tests.matrix.bot_fixtures import Project, found_group, project_at_work
from tests.matrix.encrypted_person import EncryptedPerson

SEATS = ("Gießen", "Marburg", "Wetzlar")


async def committee(project: Project, *holders: Person) -> str:
    """The steering committee, in which each of them speaks for a municipality."""
    room = await project.ada.create_room("Steuerungskreis", [project.bot.user_id, *(each.user_id for each in holders)])
    for each in holders:
        await each.join(room)
    await found_group(project.bot, project.ada, room, "Steuerungskreis | art: steuerungskreis")
    for municipality, holder in zip(SEATS, holders, strict=True):
        event = await project.ada.say(room, f"!vertretung sitz {municipality} {holder.user_id}")
        await project.answer(project.ada, room, event)
    return room


async def test_what_stands_on_the_homeserver_is_counted(
    server: Homeserver, tmp_path_factory: pytest.TempPathFactory, anna: Person, ben: Person
) -> None:
    carla = await server.register("carla-votes", "secret", "Carla")
    async with project_at_work(server, tmp_path_factory.mktemp("bot")) as project:
        room = await committee(project, anna, ben, carla)
        await anna.say(room, "!beschluss Logo B wird verwendet\nart: abstimmung")
        card = await project.sees(anna, room, "^🗳️ Abstimmung D1: Logo B wird verwendet")
        await anna.sees(room, lambda line: line.event_id == card.event_id and {"👍", "👎", "⚪"} <= set(line.reactions))

        await anna.react(room, card.event_id, "👍🏽")
        wrong = await ben.react(room, card.event_id, "👎")
        await ben.react(room, card.event_id, "⚪\ufe0f")
        await project.ada.react(room, card.event_id, "👍")
        await project.sees(anna, room, "Hier stimmen die Kommunen ab|hier stimmen die Kommunen ab")
        await anna.sees(room, lambda line: line.event_id == card.event_id and "2 von 3 Stimmen abgegeben" in line.body)

        # While the bot is away one vote is taken back and another given; after a kill the homeserver's count holds.
        await project.bot.kill()
        await ben.redact(room, wrong)
        await carla.react(room, card.event_id, "👍🏿")
        await project.ada.say(room, "!beschluss schließen D1")
        await project.bot.start()

        result = await project.sees(anna, room, "^📜 D1 gilt: Logo B wird verwendet")
        assert "2 dafür, 0 dagegen, 1 Enthaltung" in result.body
        await project.sees(project.ada, project.pmo, "D1 gilt: Logo B wird verwendet")
        await anna.sees(room, lambda line: line.event_id == card.event_id and "Abgeschlossen am" in line.body)

        late = await ben.react(room, card.event_id, "👎")
        await project.sees(ben, room, "D1 ist abgeschlossen am")
        await ben.redact(room, late)
        said = [line.body for line in await project.said(anna, room)]
        assert len([body for body in said if re.match("📜 D1 gilt", body)]) == 2  # the card, as it reads now, and the result


async def test_in_an_encrypted_room_reactions_count_too(
    server: Homeserver, tmp_path_factory: pytest.TempPathFactory, anna: Person, tmp_path: Path
) -> None:
    async with project_at_work(server, tmp_path_factory.mktemp("bot")) as project:
        (tmp_path / "ada").mkdir()
        (tmp_path / "anna").mkdir()
        ada, encrypted = await EncryptedPerson.of(project.ada, tmp_path / "ada"), await EncryptedPerson.of(anna, tmp_path / "anna")
        room = await project.ada.create_room("Steuerungskreis", [project.bot.user_id, anna.user_id], encrypted=True)
        await anna.join(room)
        try:
            await ada.until(lambda: any(place == room for place, _ in ada.read))
            founded = await ada.say(room, "!team Steuerungskreis | art: steuerungskreis")
            await ada.until(lambda: ada.onces[f"answer:{founded}"] == 1)
            seated = await ada.say(room, f"!vertretung sitz Gießen {anna.user_id}")
            await ada.until(lambda: ada.onces[f"answer:{seated}"] == 1)
            opened = await encrypted.say(room, "!beschluss Logo B wird verwendet | art: abstimmung")
            await encrypted.until(lambda: encrypted.onces[f"answer:{opened}"] >= 1)
            card = next(each for each in encrypted.heard if each.once == f"answer:{opened}")
            await anna.react(room, card.event_id, "👍🏾")
            await encrypted.until(lambda: any("1 von 1 Stimmen abgegeben" in text for place, text in encrypted.read if place == room))
            await encrypted.say(room, "!beschluss schließen D1")
            result = re.compile("📜 D1 gilt.*1 dafür, 0 dagegen", re.DOTALL)
            await encrypted.until(lambda: any(result.match(text) for place, text in encrypted.read if place == room))
        finally:
            await ada.close()
            await encrypted.close()
