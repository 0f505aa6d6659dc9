"""Are lights set, asked about, tapped and explained at a real client as the stories say?"""

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


async def test_a_colour_alone_is_asked_about_tapped_and_explained_by_a_reply(project: Project, anna: Person) -> None:
    room = await project.team(anna)
    await anna.say(room, "!ampel 🔴")
    question = await project.sees(anna, room, r"für Inhalt oder Ressourcen\?")
    await anna.sees(room, lambda line: line.event_id == question.event_id and {"1️⃣", "2️⃣", "3️⃣"} <= set(line.reactions))

    await anna.react(room, question.event_id, "2️⃣")
    asked = await project.sees(anna, room, r"Warum ist es bei Ressourcen so\?")
    await anna.say(room, "Stelle unbesetzt\nHilfe: Entscheidung vom PMO", reply_to=asked.event_id)
    await anna.say(room, "!ampel")
    shown = await project.sees(anna, room, r"Ampeln: ")
    assert "🔴 rot · Ressourcen" in shown.body and "💬 Stelle unbesetzt\n🤝 Braucht: Entscheidung vom PMO" in shown.body

    said = await anna.say(room, "!ampel inhalt gelb Urlaub")
    answer = await project.sees(anna, room, r"🟡 gelb · Inhalt")
    await anna.edit(room, said, "!ampel inhalt grün")
    await anna.sees(room, lambda line: line.event_id == answer.event_id and "🟢 grün · Inhalt" in line.body)

    await project.ada.say(project.pmo, "!ampel")
    await project.sees(project.ada, project.pmo, r"🟢 Inhalt → · 🔴 Ressourcen →")
