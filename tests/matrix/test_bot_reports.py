"""The report of a quarter on a real homeserver: contributions, draft with files, release, ✅ in an encrypted room, passed on."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest_asyncio
from nio.crypto.attachments import decrypt_attachment

from demo.world.homeserver import Homeserver
from demo.world.person import Person
from tests.bot.odt.opened import opened
from tests.matrix.bot_fixtures import Project, found_group, project_at_work
from tests.matrix.encrypted_person import EncryptedPerson
from tests.matrix.test_files import content_of, fetched

NAMES = ["bericht-2026-Q3.1.md", "bericht-2026-Q3.1.odt", "bericht-2026-Q3.1.csv"]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def project(server: Homeserver, tmp_path_factory: Any) -> AsyncIterator[Project]:
    async with project_at_work(server, tmp_path_factory.mktemp("bot")) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def clara(anna: Person, tmp_path: Path) -> AsyncIterator[EncryptedPerson]:
    person = await EncryptedPerson.of(anna, tmp_path)
    yield person
    await person.close()


async def encrypted_committee(project: Project, clara: EncryptedPerson) -> str:
    """Founded by the admin before the room is encrypted, as rooms often are."""
    room = await project.ada.create_room("Steuerungskreis", [project.bot.user_id, clara.person.user_id])
    await clara.person.join(room)
    await found_group(project.bot, project.ada, room, "Steuerungskreis | art: steuerungskreis")
    await project.ada.set_state(room, "m.room.encryption", {"algorithm": "m.megolm.v1.aes-sha2"})
    await clara.catch_up()
    return room


async def test_a_report_from_the_first_contribution_to_the_funder(project: Project, clara: EncryptedPerson, ben: Person) -> None:
    ada, pmo = project.ada, project.pmo
    team = await project.team(ben, name="Dateninventur")
    steering = await encrypted_committee(project, clara)
    await project.team(name="Kommunikation")  # never answers

    await ada.say(team, "!team Dateninventur | budget: 120000 | zeitraum: 1.1.2026 bis 31.12.2027")
    await ada.say(pmo, "!bericht abgerufen 51.000,50 € | team: Dateninventur | stand: 30.9.2026")
    await project.sees(ada, pmo, "51.001 €")
    said = await ben.say(team, "!bericht beitrag\nfür: Q3 2026\nerreicht: Der Katalog <b>ist</b> fast online\nausblick: Schulung")
    await project.sees(ben, team, "Für den Bericht .*Q3 2026.* von Dateninventur steht jetzt")
    await ben.edit(team, said, "!bericht beitrag\nfür: Q3 2026\nerreicht: Der Katalog <b>ist</b> online\nausblick: Schulung")
    slip = await ben.say(team, "!bericht beitrag\nfür: Q3 2026\nabweichung: Versehen")
    await project.answer(ben, team, slip)
    await ben.redact(team, slip)
    await ben.say(team, "!bericht freigeben Q3 2026")
    await project.sees(ben, team, "Das macht das PMO")

    await ada.say(pmo, "!bericht quartal Q3 2026")
    draft = await project.sees(ada, pmo, "Entwurf: Bericht")
    assert "Kommunikation: abgerufen, erreicht, Abweichung, Ausblick" in draft.body and "Dateninventur: Abweichung\n" in draft.body
    file = await ada.sees(pmo, lambda line: line.content.get("filename") == "bericht-2026-Q3-entwurf.odt")
    kind, data = await fetched(ada, (await content_of(ada, pmo, file.event_id))["url"])
    document = opened(data)
    assert kind == "application/vnd.oasis.opendocument.text" and "Der Katalog <b>ist</b> online" in document.lines
    assert "Versehen" not in document.content and "fast" not in document.content

    await ada.say(pmo, "!bericht freigeben Q3 2026")
    await project.sees(ada, pmo, "2026-Q3.1.* ist freigegeben")
    card = await clara.sees(steering, "nehmt ihr ihn ab?")
    files = [content for place, content in clara.files if place == steering and content["filename"].startswith("bericht")]
    assert [content["filename"] for content in files] == NAMES
    sealed = files[1]["file"]
    _, stored = await fetched(clara.person, sealed["url"])
    assert not stored.startswith(b"PK")
    released = opened(decrypt_attachment(stored, sealed["key"]["k"], sealed["hashes"]["sha256"], sealed["iv"]))
    assert "Abbildung 1: Keine Gruppe hinkt beim Abruf hinterher" in released.lines
    assert "Nummer 2026-Q3.1" in released.lines and "Der Katalog <b>ist</b> online" in released.lines

    await ada.say(pmo, "!bericht übermittelt")
    await project.sees(ada, pmo, "2026-Q3.1.* ist noch nicht abgenommen")
    await clara.person.react(steering, card.event_id, "✅")
    await project.sees(ada, pmo, "2026-Q3.1.* ist abgenommen")
    await ada.say(pmo, "!bericht übermittelt am 21.10.2026")
    await project.sees(ada, pmo, "2026-Q3.1.* ist übermittelt, am Mittwoch, 21.10.2026")
    await clara.sees(steering, "ist übermittelt")
