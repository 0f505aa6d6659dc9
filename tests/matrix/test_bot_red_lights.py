"""Is a light that turned red seen, taken and kept as a blocker at a real client as the stories say?"""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from demo.world.homeserver import Homeserver
from demo.world.person import Person
from tests.matrix.bot_fixtures import Project, project_at_work


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def project(server: Homeserver, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Project]:
    async with project_at_work(server, tmp_path_factory.mktemp("bot")) as running:
        yield running


async def test_the_pmo_is_called_takes_it_and_keeps_a_blocker_in_its_place(project: Project, anna: Person) -> None:
    room = await project.team(anna)
    await anna.say(room, "!ampel ressourcen rot Stelle unbesetzt | hilfe: Vertretung")
    alert = await project.sees(project.ada, project.pmo, r"Ressourcen sind rot\n(.*\n)*Grund: Stelle unbesetzt\nGebraucht: Vertretung")
    assert (alert.kind, alert.mentions) == ("m.text", (project.ada.user_id,))
    await project.ada.sees(project.pmo, lambda line: line.event_id == alert.event_id and {"👀", "🚧"} <= set(line.reactions))
    await project.sees(anna, room, r"📣 Das PMO ist alarmiert\.")

    await project.ada.say(project.pmo, "!ampel risiken")
    await project.sees(project.ada, project.pmo, r"🔴 Ressourcen, .*: Stelle unbesetzt · braucht: Vertretung · seit")

    await project.ada.react(project.pmo, alert.event_id, "👀")
    await project.ada.sees(project.pmo, lambda line: line.event_id == alert.event_id and "👀 Ada Amt (PMO) kümmert sich" in line.body)
    await project.sees(anna, room, r"👀 Ada Amt \(PMO\) kümmert sich um eure rote Ampel")

    await project.ada.react(project.pmo, alert.event_id, "🚧")
    await project.ada.sees(project.pmo, lambda line: line.event_id == alert.event_id and "🚧 Das läuft als B" in line.body)
    await project.sees(anna, room, r"🔴 rot · B\d+ Stelle unbesetzt\nGemeldet von Ada Amt")

    await anna.say(room, "!ampel ressourcen gelb Vertretung fängt an")
    await project.ada.sees(project.pmo, lambda line: line.event_id == alert.event_id and "Die Ampel ist nicht mehr rot." in line.body)
